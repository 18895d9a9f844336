"""How many there are of what: statuses, years, how exactly dates and places are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from psgdash.archive.loading import Archive
from psgdash.archive.records import PRECISIONS, Event, Place

STATUSES = ("published", "embargo", "hidden", "review", "draft", "withdrawn")
DATE_PRECISIONS = ("day", "month", "year", "interval", "decade", "none")
PLACE_PRECISIONS = (*PRECISIONS, "none")
_MOST_YEARS = 40  # bars that can still be read one below the other
_EMPTY_RUN = 3  # years without events that are told as one

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Counts in the order they are shown; all but `statuses` leave withdrawn events out."""

    statuses: Counts
    dates: Counts  # by precision; `none` has no date
    about: int  # dates written with ~ (about)
    uncertain: int  # dates written with ? (uncertain)
    edition: int  # dates that are only their edition's
    places: Counts  # events by the most exact of the places where they happened
    years: Counts  # by the first day that is meant; years between without events are 0

    def by_time(self) -> Counts:
        """Years, runs of years without events as one (`2006–2030`), or, if too many, decades."""
        short: Counts = {}
        for n, run in groupby(self.years.items(), key=lambda item: item[1] and item[0]):
            names = [year for year, _ in run]
            if n or len(names) < _EMPTY_RUN:
                short |= {year: self.years[year] for year in names}
            else:
                short[f"{names[0]}–{names[-1]}"] = 0
        if len(short) <= _MOST_YEARS:
            return short
        decades: Counts = {}
        for year, n in self.years.items():
            name = f"{year[:-1]}0s"
            decades[name] = decades.get(name, 0) + int(n)
        return decades


def count(archive: Archive, today: date) -> Numbers:
    """All counts of an archive."""
    shown = [event for event in archive.events.values() if event.status != "withdrawn"]
    dates = [event.date for event in shown if event.date]
    return Numbers(
        statuses=_tally(STATUSES, (status_of(e, today) for e in archive.events.values())),
        dates=_tally(DATE_PRECISIONS, (e.date.precision if e.date else "none" for e in shown)),
        about=sum(when.approximate for when in dates),
        uncertain=sum(when.uncertain for when in dates),
        edition=sum(event.date_basis == "edition" for event in shown),
        places=_tally(PLACE_PRECISIONS, (_precision(e, archive.places) for e in shown)),
        years=_years([when.lower.year for when in dates]),
    )


def _tally(names: Iterable[str], found: Iterable[str]) -> Counts:
    counted = Counter(found)
    return {name: counted[name] for name in names}


def status_of(event: Event, today: date) -> str:
    """What the gate makes of it, in one word."""
    if event.status != "published":
        return event.status
    if event.sensitivity == "hidden":
        return "hidden"
    return "embargo" if (event.embargo_until or today) > today else "published"


def _precision(event: Event, places: dict[str, Place]) -> str:
    """The most exact of the places where it happened, or none."""
    where = [places[p.place].precision for p in event.places if p.role != "mentioned"]
    return min(where, key=PRECISIONS.index, default="none")


def _years(years: list[int]) -> Counts:
    if not years:
        return {}
    counted = Counter(years)
    return {str(year): counted[year] for year in range(min(years), max(years) + 1)}
