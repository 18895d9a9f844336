"""When and where an event was, in words: the same on cards, on the stage and in what goes out."""

from __future__ import annotations

from psgdash.archive.gate import Published
from psgdash.archive.records import Event
from psgdash.archive.words import in_language
from psgdash.locale import Words


def date_words(event: Event, t: Words) -> str:
    """When, as a card says it: `about 1 November 2004`, `reported in January 2005`."""
    if event.date is None:
        return t("no date known")
    said = event.date.words(t.language)
    return t("reported in {month}", month=said) if event.date_basis == "edition" else said


def place_words(event: Event, published: Published, t: Words) -> str:
    """Where, as a card says it: `Camisea → Lima`, `San Gabán`, `the whole country`."""
    by_role: dict[str, list[str]] = {}
    for entry in event.places:
        place = published.places[entry.place]
        name = in_language(place.name, t.language)[0]
        if place.id == published.site.country:
            name = t("the whole country")
        by_role.setdefault(entry.role, []).append(name)
    if "origin" in by_role and "destination" in by_role:
        return f"{', '.join(by_role['origin'])} → {', '.join(by_role['destination'])}"
    first = [name for role, names in by_role.items() if role != "mentioned" for name in names]
    return ", ".join(first or by_role.get("mentioned", [])) or t("no place known")
