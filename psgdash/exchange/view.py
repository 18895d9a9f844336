"""What a file holds: the events that a filter keeps, and the words that say which they are."""

from __future__ import annotations

from dataclasses import dataclass

from psgdash.archive.gate import Published
from psgdash.archive.records import Event
from psgdash.locale import words
from psgdash.query.engine import Engine
from psgdash.query.filters import Filter
from psgdash.query.summaries import records

EXPORT_LIMIT = 100_000  # events in one file


@dataclass(frozen=True, slots=True)
class View:
    """Published events in reading order (oldest first), with the filter in English words."""

    events: tuple[Event, ...]
    published: Published
    described: str


def when(event: Event, language: str) -> str:
    """The date in words as a card says it, `reported in January 2005`; nothing without a date."""
    if event.date is None:
        return ""
    said = event.date.words(language)
    if event.date_basis == "edition":
        return words(language)("reported in {month}", month=said)
    return said


def take(engine: Engine, published: Published, chosen: Filter) -> View:
    """The view of a filter."""
    said = chosen.describe(words("en"), published)
    events = records(engine, chosen, limit=EXPORT_LIMIT, newest_first=False)
    return View(events, published, "; ".join(said.values()) or "all events")
