"""What a file holds: the events that a filter keeps, and the words that say which they are."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from psgdash.archive.gate import Published
from psgdash.archive.records import Event
from psgdash.locale import DEFAULT, words
from psgdash.query.engine import Engine
from psgdash.query.filters import Filter
from psgdash.query.summaries import records

EXPORT_LIMIT = 100_000  # events in one file


@dataclass(frozen=True, slots=True)
class View:
    """Published events in reading order (oldest first), with the filter in words.

    `query` is the filter as in a URL; `language` that of feeds and calendars, which people read;
    `address` is where the file is had, if that is known.
    """

    events: tuple[Event, ...]
    published: Published
    described: str
    query: str = ""
    language: str = DEFAULT
    address: str = ""


def when(event: Event, language: str) -> str:
    """The date in words as a card says it, `reported in January 2005`; nothing without a date."""
    if event.date is None:
        return ""
    said = event.date.words(language)
    if event.date_basis == "edition":
        return words(language)("reported in {month}", month=said)
    return said


def take(
    engine: Engine,
    published: Published,
    chosen: Filter,
    *,
    language: str = DEFAULT,
    address: str = "",
) -> View:
    """The view of a filter."""
    t = words(language)
    return View(
        events=records(engine, chosen, limit=EXPORT_LIMIT, newest_first=False),
        published=published,
        described="; ".join(chosen.describe(t, published).values()) or t("all events"),
        query=urlencode(chosen.to_query(), doseq=True),
        language=language,
        address=address,
    )
