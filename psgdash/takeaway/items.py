"""An event as documents say it: every word ready, nothing left to decide but where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from psgdash.archive.dates import day_words
from psgdash.archive.records import Event, Place
from psgdash.archive.words import in_language
from psgdash.figures.palette import shade
from psgdash.locale import Words
from psgdash.query import saying
from psgdash.takeaway.material import THEME, Material


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source: what it is called, where it is, and where it is kept."""

    title: str
    url: str
    archived: str
    note: str  # when it was seen


@dataclass(frozen=True, slots=True)
class Item:
    """An event in words; the languages are those that title and text are really in."""

    id: str
    title: str
    title_language: str
    paragraphs: tuple[str, ...]
    text_language: str
    date: str
    place: str
    tags: str  # themes and kind
    conflict: str  # empty, or the word
    badges: tuple[str, ...]
    facts: tuple[str, ...]  # places with how well they are known, how sure it is, corrections
    sources: tuple[SourceLine, ...]
    colour: str


def _seen(day: date | None, t: Words) -> str:
    return t("accessed {day}", day=day_words(day, t.language)) if day else ""


def _precision(place: Place, t: Words) -> str:
    """How well it is known; beside no map, the country is not beside it."""
    if place.precision == "country":
        return t("the whole country")
    return saying.precision_of(place, t)


def item(event: Event, material: Material) -> Item:
    """The words of an event."""
    t, published = material.t, material.published
    title, title_language = in_language(event.title, t.language)
    text, text_language = in_language(event.text, t.language)
    names = [material.said(published.themes[n].name) for n in event.themes]
    places = [published.places[p.place] for p in event.places]
    facts = [f"{material.said(p.name)}: {_precision(p, t)}" for p in places]
    lines = [f"{t('Place')}: {'; '.join(facts)}."] if facts else []
    lines.append(f"{t('Status')}: {saying.verification_words(t)[event.verification]}.")
    if event.corrections:
        told = (f"{day_words(c.date, t.language)}: {c.note}" for c in event.corrections)
        lines.append(f"{t('Corrections')}: {' '.join(told)}")
    return Item(
        id=event.id,
        title=title,
        title_language=title_language,
        paragraphs=tuple(line.strip() for line in text.splitlines() if line.strip()),
        text_language=text_language,
        date=saying.capital(saying.date_words(event, t)),
        place=saying.place_words(event, published, t),
        tags=" · ".join([*names, material.said(published.kinds[event.kind].name)]),
        conflict=t("Conflict") if event.conflict else "",
        badges=tuple(saying.badges(event, t)),
        facts=tuple(lines),
        sources=tuple(
            SourceLine(
                title=s.title,
                url=s.url or "",
                archived=s.archived_url or "",
                note=_seen(s.accessed, t),
            )
            for s in event.sources
        ),
        colour=shade(published.themes[event.themes[0]].colour, THEME),
    )  # fmt: skip
