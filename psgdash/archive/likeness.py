"""Events that are likely the same: one address or text, or one place, a near date, a similar title.

Titles are compared in one neighbourhood and one season only, so thousands stay quick. A likeness is
a hint for a person: nothing is merged or dropped because of it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from rapidfuzz import fuzz, process

from psgdash.archive.records import Event, Place
from psgdash.archive.twins import Twins, crowded
from psgdash.archive.words import fold

NEAR_KM = 5.0
NEAR_DAYS = 3
TITLES_ALIKE = 80.0  # of 100: a changed word or a misspelt name in a headline
TEXTS_ALIKE = 50.0  # of 100: under it the same headline stands over two different stories
TEXT_READ = 400  # letters of a text that are compared
TEXTS_COMPARED = 200  # for one event, at most

_KM_A_DEGREE = 111.32
_CELL = NEAR_KM / _KM_A_DEGREE  # degrees of latitude
_MONTHISH, _YEARISH = timedelta(days=45), timedelta(days=400)

_Block = tuple[object, str, str, int]  # where, language, how long it lasted, when it began


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two events (ids) that are likely one: score 0 to 1, days and kilometres between, and why."""

    first: str
    second: str
    score: float
    days: int
    km: float | None  # None where neither has a place
    why: Literal["address", "text", "title"] = "title"


@dataclass(slots=True)
class _Shelf:
    titles: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


class Index:
    """Events to compare others with; `places` may grow while it is used."""

    def __init__(
        self,
        places: Mapping[str, Place],
        events: Iterable[Event] = (),
        *,
        crowded: Collection[str] = (),
    ) -> None:
        self._places = places
        self._twins = Twins(crowded)
        self._shelves: defaultdict[_Block, _Shelf] = defaultdict(_Shelf)
        self._settled: set[object] = set()  # cells where anything happened
        for event in events:
            self.add(event)

    def add(self, event: Event) -> None:
        """Make the event one of those that others are compared with."""
        self._twins.add(event)
        lower, upper = bounds(event)
        cells = self._cells(event)
        self._settled |= cells
        for where in cells:
            for language, title in event.title.items():
                shelf = self._shelves[(where, language, *_season(lower, upper - lower))]
                shelf.titles.append(_sorted_words(title))
                shelf.events.append(event)

    def like(self, event: Event, limit: int = 3) -> list[Likeness]:
        """Those most like the event, best first, itself (its id) left out.

        The event's own places are looked up in the index's mapping.
        """
        found: dict[str, Likeness] = {}
        for score, why, other in self._twins.of(event):
            days, km = _days_apart(event, other), self._km_apart(event, other)
            pair = Likeness(other.id, event.id, round(score, 3), days, km, why)
            found.setdefault(other.id, pair)
        if len(found) >= limit:
            return list(found.values())[:limit]
        read = 0
        for score, other in self._similar_titles(event):
            if other.id == event.id or other.id in found:
                continue
            days, km = _days_apart(event, other), self._km_apart(event, other)
            if days > NEAR_DAYS or (km is not None and km > NEAR_KM):
                continue
            read += 1
            if read > TEXTS_COMPARED:
                break
            if _same_story(event, other):
                found[other.id] = Likeness(other.id, event.id, round(score / 100, 3), days, km)
                if len(found) == limit:
                    break
        return list(found.values())

    def _similar_titles(self, event: Event) -> Iterator[tuple[float, Event]]:
        """Events of the neighbourhood and season with a similar title, the most similar first."""
        matches: list[tuple[float, Event]] = []
        around = self._around(event) & self._settled
        for language, title in event.title.items() if around else ():
            words = _sorted_words(title)
            for where in around:
                for season in self._seasons(event):
                    shelf = self._shelves.get((where, language, *season))
                    if shelf:
                        matches += (
                            (score, shelf.events[i])
                            for _, score, i in process.extract(
                                words, shelf.titles, scorer=fuzz.ratio, processor=None,
                                score_cutoff=TITLES_ALIKE, limit=None,
                            )
                        )  # fmt: skip
        matches.sort(key=lambda match: -match[0])
        return iter(matches)

    def _sites(self, event: Event) -> list[Place]:
        """Where it happened; what is only mentioned counts where there is nothing else."""
        entries = [p for p in event.places if p.role != "mentioned"] or event.places
        return [self._places[p.place] for p in entries if p.place in self._places]

    def _cells(self, event: Event) -> set[object]:
        sites = self._sites(event)
        return {_cell(p.lat, p.lon) for p in sites} or {"nowhere"}

    def _around(self, event: Event) -> set[object]:
        """The cells within reach, over the date line too."""
        cells: set[object] = set()
        for site in self._sites(event):
            row, _ = _cell(site.lat, site.lon)
            for near in (row - 1, row, row + 1):
                # Cells are squares of one width in degrees, so far north more of them are near.
                at = min(89.0, (abs(near) + 1) * _CELL)
                reach = min(180.0, _CELL / math.cos(math.radians(at)))
                steps = math.ceil(reach / _CELL)
                cells |= {
                    _wrapped(near, _column(site.lon) + step) for step in range(-steps, steps + 1)
                }
        return cells or {"nowhere"}

    def _seasons(self, event: Event) -> Iterator[tuple[str, int]]:
        """The keys under which events stand whose dates may be near."""
        slack = timedelta(days=NEAR_DAYS)
        lower, upper = bounds(event)
        first, last = _back(lower, _MONTHISH + slack), _on(upper, slack)
        for month in range(first.year * 12 + first.month, last.year * 12 + last.month + 1):
            yield "month", month
        for year in range(_back(lower, _YEARISH + slack).year, last.year + 1):
            yield "year", year
        yield "era", 0

    def _km_apart(self, one: Event, other: Event) -> float | None:
        mine, theirs = self._sites(one), self._sites(other)
        if not mine and not theirs:
            return None
        return min((_km(a, b) for a in mine for b in theirs), default=math.inf)


def pairs(events: Iterable[Event], places: Mapping[str, Place]) -> list[Likeness]:
    """Each event with the one before it that it is most like; best first."""
    events = list(events)
    index = Index(places, crowded=crowded(events))
    found: list[Likeness] = []
    for event in events:
        found += index.like(event, limit=1)
        index.add(event)
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def bounds(event: Event) -> tuple[date, date]:
    """First and last day it may have happened; the edition's day where it has no date."""
    if event.date is None:
        return event.published, event.published
    return event.date.earliest, event.date.latest


def _season(lower: date, span: timedelta) -> tuple[str, int]:
    if span <= _MONTHISH:
        return "month", lower.year * 12 + lower.month
    return ("year", lower.year) if span <= _YEARISH else ("era", 0)


def _days_apart(one: Event, other: Event) -> int:
    (a, b), (c, d) = bounds(one), bounds(other)
    return max(0, (c - b).days, (a - d).days)


def _same_story(one: Event, other: Event) -> bool:
    """Whether no language in which both have a text tells two different stories."""
    both = one.text.keys() & other.text.keys()
    return not both or any(
        fuzz.token_set_ratio(fold(one.text[k][:TEXT_READ]), fold(other.text[k][:TEXT_READ]))
        >= TEXTS_ALIKE
        for k in both
    )


def _sorted_words(title: str) -> str:
    """Folded words in order of the alphabet, so that their order in the title does not matter."""
    return " ".join(sorted(fold(title).split())) or title


def _column(lon: float) -> int:
    return math.floor(lon / _CELL)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return _wrapped(math.floor(lat / _CELL), _column(lon))


def _wrapped(row: int, column: int) -> tuple[int, int]:
    west = _column(-180.0)
    return row, (column - west) % (_column(180.0) - west) + west


def _km(a: Place, b: Place) -> float:
    """Great-circle kilometres; one place is no distance from itself."""
    if a.id == b.id:
        return 0.0
    p, q = math.radians(a.lat), math.radians(b.lat)
    turn = math.radians(b.lon - a.lon)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(turn / 2) ** 2
    return round(2 * 6371.0 * math.asin(min(1.0, math.sqrt(h))), 1)


def _back(day: date, by: timedelta) -> date:
    return day - by if day - date.min >= by else date.min


def _on(day: date, by: timedelta) -> date:
    return day + by if date.max - day >= by else date.max
