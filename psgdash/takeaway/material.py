"""What a document is made of: published events, their marks, and the words that say which."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from psgdash.archive.dates import day_words, range_words
from psgdash.archive.gate import Published
from psgdash.archive.records import Event
from psgdash.archive.words import fold, in_language
from psgdash.errors import PsgdashError
from psgdash.figures.basemap import ATTRIBUTION
from psgdash.figures.palette import ThemeName
from psgdash.locale import Words, words
from psgdash.query import saying, summaries
from psgdash.query.engine import Engine
from psgdash.query.filters import Filter
from psgdash.query.summaries import Marks, Totals
from psgdash.takeaway import Takeaway

THEME: ThemeName = "light"  # paper is white


class NoDocumentError(PsgdashError):
    """There is nothing, or too much, to make a document of; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Material:
    """What the filter keeps, oldest first, with the archive it is of and the day it was made."""

    published: Published
    engine: Engine
    filter: Filter
    events: tuple[Event, ...]
    marks: Marks
    totals: Totals
    covered: dict[str, int]
    language: str
    made: date
    event: Event | None = None  # of a document about one

    @property
    def t(self) -> Words:
        """The document's words."""
        return words(self.language)

    def said(self, field: Mapping[Any, str]) -> str:
        """A field of the archive in the document's language, or in the other one."""
        return in_language(field, self.language)[0]

    @property
    def site(self) -> str:
        """Who publishes, and what: `Peru Support Group · News map`."""
        site = self.published.site
        return f"{self.said(site.name)} · {self.said(site.product)}"

    @property
    def sentence(self) -> tuple[str, str]:
        """The page's summary, two sentences of which the second may be empty."""
        return saying.summary(self.totals, self.t)

    @property
    def range(self) -> str:
        """From when to when, in words; empty without any date."""
        first, last = self.totals.first, self.totals.last
        return range_words(first, last, self.language) if first and last else ""

    @property
    def filters(self) -> str:
        """The filters in words."""
        said = self.filter.describe(self.t, self.published).values()
        return (
            self.t("Filters: {filters}.", filters="; ".join(said))
            if said
            else self.t("No filter: all events of the archive.")
        )

    @property
    def count(self) -> str:
        """`10 events`."""
        return self.t.plural("{n} event", "{n} events", len(self.events))

    @property
    def date_made(self) -> str:
        """`Made on 25 November 2026.`"""
        return self.t("Made on {day}.", day=day_words(self.made, self.language))

    @property
    def credit(self) -> str:
        """Whom the map is due to."""
        return ATTRIBUTION[self.language]

    @property
    def rights(self) -> str:
        """Whose the texts are."""
        return self.said(self.published.site.text_rights)


def gather(
    engine: Engine,
    published: Published,
    chosen: Filter,
    kind: Takeaway,
    *,
    language: str,
    made: date,
    event: str | None = None,
) -> Material:
    """The material of a document; raises NoDocumentError where there is none or too much."""
    t = words(language)
    if kind.of_event:
        if event is None or event not in published.events:
            raise NoDocumentError(t("Choose an event: this document is about one."))
        events: tuple[Event, ...] = (published.events[event],)
    else:
        n = summaries.totals(engine, chosen).shown
        if not n:
            said = "; ".join(chosen.describe(t, published).values())
            raise NoDocumentError(
                t("No event matches all of these: {filters}.", filters=said)
                if said
                else t("The archive has no events yet.")
            )
        if n > kind.most:
            raise NoDocumentError(
                t(
                    "These are {n} events, and such a document holds {most}. Filter further.",
                    n=t.number(n),
                    most=t.number(kind.most),
                )
            )
        events = summaries.records(engine, chosen, limit=kind.most, newest_first=False)
    return Material(
        published=published,
        engine=engine,
        filter=chosen,
        events=events,
        marks=summaries.marks(engine, chosen, language),
        totals=summaries.totals(engine, chosen),
        covered=summaries.covered_months(engine),
        language=language,
        made=made,
        event=events[0] if kind.of_event else None,
    )


def file_name(name: str, ending: str, material: Material) -> str:
    """A name that tells the files apart: `peru-support-group-slides-2004-08-2005-01.pptx`."""
    group = _plain(material.said(material.published.site.name))
    if material.event:
        return f"{group}-{_plain(material.event.id)}.{ending}"
    totals = material.totals
    months = dict.fromkeys(d.isoformat()[:7] for d in (totals.first, totals.last) if d)
    return "-".join([group, name, *months]) + f".{ending}"


def _plain(text: str) -> str:
    return re.sub("[^a-z0-9]+", "-", fold(text)).strip("-")[:60] or "news"
