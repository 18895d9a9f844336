"""What could be added: sources, archive links, a place, a date, translations and their readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from psgdash.archive.records import Section
from psgdash.health.dates import is_reversed
from psgdash.health.findings import Asked, Finding
from psgdash.locale import Words, reader


def rejected(asked: Asked) -> Iterator[Finding]:
    """What the strict reader refused, in its own words; ends before starts are told apart."""
    for p in asked.archive.problems:
        if not is_reversed(p):
            message, fix = reader.said(p.message, asked.t), reader.said(p.fix, asked.t)
            kind = "story" if p.record in asked.archive.stories else ""  # told without a step
            fix = asked.in_file(fix)
            yield Finding(p.path, p.line, p.record, p.field, message, fix, kind=kind)


def sources(asked: Asked) -> Iterator[Finding]:
    """Events and periods that say nowhere where they can be read."""
    t = asked.t
    bare = [("event", event.id) for event in asked.events() if not event.sources]
    bare += [("period", period.id) for period in asked.archive.periods.values()
             if not period.sources]  # fmt: skip
    for kind, name in bare:
        yield asked.found(
            kind, name, "sources", t("No source is named."),
            t("Write `sources:` and below it `- title: …` and, if there is one, `url: …`."),
            form=t("Open it and say where it can be read: a name and, if there is one, the web "
                   "address.") if kind == "event" else "",
        )  # fmt: skip


def archive_links(asked: Asked) -> Iterator[Finding]:
    """Addresses without a kept copy: pages vanish, and what rests on them with them."""
    t = asked.t
    for event in asked.events():
        bare = [s for s in event.sources if s.url and not s.archived_url]
        for source in bare:
            yield asked.found(
                "event", event.id, "sources",
                t("“{title}” has an address but no kept copy.", title=source.title),
                t("Save the page in a web archive and write the copy's address as "
                  "`archived_url: …`."),
                form=t("Save the page in a web archive, such as web.archive.org, then open the "
                       "item and enter the address of that copy."),
            )  # fmt: skip


def unplaced(asked: Asked) -> Iterator[Finding]:
    """Events without a place where they happened."""
    t = asked.t
    for event in asked.events():
        if event.places and all(place.role == "mentioned" for place in event.places):
            yield asked.found(
                "event", event.id, "places",
                t("All its places are only mentioned, none is where it happened."),
                t("If the text says where, give that place `role: site`."),
                form=t("If the text says where, choose “{role}” for that place.",
                       role=t("where it happened")),
            )  # fmt: skip
        elif not event.places:
            yield asked.found(
                "event", event.id, "places", t("No place is given."),
                t("If the text says where, write `- place: …` with an id of places.yaml; a "
                  "department or the country will do."),
                form=t("If the text says where, add the place; a department or the country will "
                       "do."),
            )  # fmt: skip


def undated(asked: Asked) -> Iterator[Finding]:
    """Events without a date."""
    t = asked.t
    for event in asked.events():
        if event.date is None:
            yield asked.found(
                "event", event.id, "date", t("No date is given."),
                t("Write what the text supports, such as 2004-11 or 2004; if it says nothing, the "
                  "edition's month and `date_basis: edition`."),
                form=t("Choose what the text supports, such as a month or a year; if it says "
                       "nothing, “{choice}”.",
                       choice=t("the text gives no date: the edition's month")),
            )  # fmt: skip


def untranslated(asked: Asked) -> Iterator[Finding]:
    """Words that stand in one of the site's languages only."""
    t = asked.t
    for kind, record, step, fields in _worded(asked):
        for language in asked.archive.site.languages:
            lacking = [name for name, words in fields.items() if words and not words.get(language)]
            if lacking:
                named = {"language": language_name(language, t), "fields": asked.fields(lacking)}
                yield asked.found(
                    kind, record, lacking[0] if step is None else f"steps.{step}.{lacking[0]}",
                    t("No {language}: {fields}.", **named)
                    if step is None
                    else t("No {language} in step {number}: {fields}.", number=step + 1, **named),
                    t("Write `{code}: …` beside the other language; without it readers see that "
                      "one, marked as such.", code=language),
                    form=t("Open it and write the {language}; without it readers see the other "
                           "language, marked as such.", language=named["language"])
                    if kind == "event" else "",
                )  # fmt: skip


def unreviewed(asked: Asked) -> Iterator[Finding]:
    """Translations that nobody of the group has read."""
    t = asked.t
    shelves: tuple[tuple[str, Mapping[str, Any]], ...] = (
        ("event", {event.id: event for event in asked.events()}),
        ("section", asked.archive.sections),
        ("story", asked.archive.stories),
    )
    for kind, shelf in shelves:
        for name, record in shelf.items():
            for language in asked.archive.site.languages:
                if record.unreviewed(language):
                    yield asked.found(
                        kind, name, "translation",
                        t("Nobody has reviewed the {language} yet.",
                          language=language_name(language, t)),
                        t("Read it beside the other language, then write `{code}: reviewed`.",
                          code=language),
                        form=t("Open it, read it beside the other language, then take away the "
                               "tick at “{label}”.",
                               label=t("This is a translation that nobody has reviewed yet"))
                        if kind == "event" else "",
                    )  # fmt: skip


def language_name(language: str, t: Words) -> str:
    """A language's name inside a sentence."""
    return {"en": t("English"), "es": t("Spanish")}[language]


_Texts = dict[str, Mapping[Any, Any] | None]


def _worded(asked: Asked) -> Iterator[tuple[str, str, int | None, _Texts]]:
    """Every record with words: its kind, its id, the step of a story (from 0), texts by field."""
    archive, site = asked.archive, asked.archive.site
    for event in asked.events():
        yield "event", event.id, None, {"title": event.title, "text": event.text}
    for section in archive.sections.values():
        yield "section", section.id, None, _of_section(section)
    for story in archive.stories.values():
        yield "story", story.id, None, {"title": story.title, "text": story.text}
        for n, step in enumerate(story.steps):
            yield "story", story.id, n, {
                "title": step.title, "headline": step.headline, "text": step.text,
                "notes": step.notes,
            }  # fmt: skip
    named: tuple[tuple[str, Mapping[str, Any]], ...] = (
        ("place", archive.places), ("theme", archive.themes), ("kind", archive.kinds),
        ("period", archive.periods),
    )  # fmt: skip
    for kind, shelf in named:
        for name, record in shelf.items():
            yield kind, name, None, {"name": record.name}
    yield "site", "site", None, {
        "name": site.name, "product": site.product, "tagline": site.tagline,
        "text_rights": site.text_rights,
    }  # fmt: skip


def _of_section(section: Section) -> _Texts:
    label = section.action.label if section.action else None
    return {
        "title": section.title, "text": section.text, "bullets": section.bullets,
        "action": label,
    }  # fmt: skip
