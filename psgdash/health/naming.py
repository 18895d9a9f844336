"""What records and their fields are called on a page, where nobody sees the files."""

from __future__ import annotations

from collections.abc import Mapping

from psgdash.archive.loading import Archive
from psgdash.archive.words import in_language
from psgdash.locale import Words


def title_of(archive: Archive, kind: str, name: str, language: str) -> str:
    """The title or name of a record; its id where it has none or is not there."""
    shelves: dict[str, Mapping[str, object]] = {
        "event": archive.events, "section": archive.sections, "story": archive.stories,
        "place": archive.places, "period": archive.periods, "theme": archive.themes,
        "kind": archive.kinds, "site": {"site": archive.site},
    }  # fmt: skip
    record = shelves.get(kind, {}).get(name)
    words = getattr(record, "title", None) or getattr(record, "name", None) or {}
    return in_language(words, language)[0] or name


def field_name(field: str, t: Words) -> str:
    """A field inside a sentence (`steps.2.notes` is that of its end); the form has labels."""
    end = next((part for part in reversed(field.split(".")) if not part.isdigit()), "")
    return {
        "title": t("title"), "text": t("text"), "headline": t("headline"), "notes": t("notes"),
        "bullets": t("list"), "action": t("button"), "steps": t("steps"), "name": t("name"),
        "product": t("name of the map"), "tagline": t("subtitle"),
        "text_rights": t("rights to the texts"), "translation": t("review of the translation"),
        "published": t("day of the edition"), "date": t("date"), "date_basis": t("date"),
        "kind": t("kind of event"), "themes": t("themes"), "theme": t("theme"),
        "conflict": t("conflict"), "places": t("places"), "route": t("route"),
        "sources": t("sources"), "status": t("who sees it"), "embargo_until": t("embargo"),
        "sensitivity": t("protection of the place"), "verification": t("how sure it is"),
        "corrections": t("corrections"), "related": t("related items"), "lat": t("point"),
        "lon": t("point"), "precision": t("how exactly it is known"),
        "within": t("what it lies in"), "provenance": t("where it is from"),
        "start": t("beginning"), "end": t("end"),
    }.get(end, end)  # fmt: skip
