"""A Filter: which events are meant. It applies itself, says itself in words, and is a URL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Literal

import ibis

from psgdash.archive.dates import month_end, parse_bound, range_words
from psgdash.archive.gate import Published
from psgdash.archive.words import fold, in_language
from psgdash.locale import Words
from psgdash.query.table import EVENTS

Dimension = Literal["dates", "themes", "kinds", "places", "conflicts", "q"]
SEARCH_LIMIT = 200  # characters
CHOICE_LIMIT = 100  # values of one parameter: a longer URL is not a person's

_UNSEEN = re.compile("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Filter:
    """What to keep; an empty one keeps all. `start` and `end` are days, both included."""

    start: date | None = None
    end: date | None = None
    themes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    conflicts: bool = False
    q: str = ""

    # -- to and from a URL ------------------------------------------------------------------

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]], published: Published) -> Filter:
        """Read URL parameters; what is unknown or malformed is dropped, reversed dates swapped."""
        first, last = (_one(query, "from"), _one(query, "to"))
        start, end = parse_bound(first, end=False), parse_bound(last, end=True)
        if start and end and start > end:
            start, end = parse_bound(last, end=False), parse_bound(first, end=True)
        return cls(
            start=start,
            end=end,
            themes=_known(query.get("theme", ()), published.themes),
            kinds=_known(query.get("kind", ()), published.kinds),
            places=_known(query.get("place", ()), published.places),
            conflicts=_one(query, "conflicts").strip().lower() in ("1", "true", "yes"),
            q=" ".join(_UNSEEN.sub(" ", _one(query, "q")).split())[:SEARCH_LIMIT].strip(),
        )

    def to_query(self) -> dict[str, list[str]]:
        """URL parameters in a fixed order, the shortest form of each; empty ones left out."""
        query: dict[str, list[str]] = {}
        if self.start:
            query["from"] = [short_start(self.start)]
        if self.end:
            query["to"] = [short_end(self.end)]
        for name, values in (("theme", self.themes), ("kind", self.kinds), ("place", self.places)):
            if values:
                query[name] = list(values)
        if self.conflicts:
            query["conflicts"] = ["1"]
        if self.q:
            query["q"] = [self.q]
        return query

    # -- asked of the table -----------------------------------------------------------------

    def condition(self, *, without: Iterable[Dimension] = ()) -> Any:
        """The Ibis condition on EVENTS, less the dimensions named in `without`."""
        kept: dict[str, list[Any]] = {
            "dates": self._date_conditions(),
            "themes": [_any(EVENTS.themes.contains(t) for t in self.themes)] if self.themes else [],
            "kinds": [EVENTS.kind.isin(self.kinds)] if self.kinds else [],
            "places": [_any(EVENTS.places.contains(p) for p in self.places)] if self.places else [],
            "conflicts": [EVENTS.conflict] if self.conflicts else [],
            "q": [EVENTS.search.contains(term) for term in fold(self.q).split()],
        }
        left_out = set(without)
        conditions = [c for name, group in kept.items() if name not in left_out for c in group]
        return reduce(lambda a, b: a & b, conditions) if conditions else ibis.literal(True)

    def apply(self, *, without: Iterable[Dimension] = ()) -> Any:
        """EVENTS that the filter keeps. Dates are kept by overlap of what they may mean."""
        return EVENTS.filter(self.condition(without=without))

    def _date_conditions(self) -> list[Any]:
        after = [EVENTS.latest >= ibis.literal(self.start)] if self.start else []
        before = [EVENTS.earliest <= ibis.literal(self.end)] if self.end else []
        return after + before

    # -- said and changed -------------------------------------------------------------------

    @property
    def active(self) -> tuple[Dimension, ...]:
        """The dimensions that keep something out."""
        pairs: tuple[tuple[Dimension, object], ...] = (
            ("dates", self.start or self.end),
            ("themes", self.themes),
            ("kinds", self.kinds),
            ("places", self.places),
            ("conflicts", self.conflicts),
            ("q", self.q),
        )
        return tuple(name for name, value in pairs if value)

    def without(self, dimension: Dimension) -> Filter:
        """The filter with one dimension lifted."""
        match dimension:
            case "dates":
                return replace(self, start=None, end=None)
            case "themes":
                return replace(self, themes=())
            case "kinds":
                return replace(self, kinds=())
            case "places":
                return replace(self, places=())
            case "conflicts":
                return replace(self, conflicts=False)
            case "q":
                return replace(self, q="")

    def describe(self, t: Words, published: Published) -> dict[Dimension, str]:
        """Each active dimension in words, for chips, files and the empty state."""
        said: dict[Dimension, str] = {}
        if self.start and self.end:
            said["dates"] = range_words(self.start, self.end, t.language)
        elif self.start:
            said["dates"] = t("from {day}", day=range_words(self.start, self.start, t.language))
        elif self.end:
            said["dates"] = t("until {day}", day=range_words(self.end, self.end, t.language))
        if self.themes:
            said["themes"] = _names(self.themes, published.themes, t.language)
        if self.kinds:
            said["kinds"] = _names(self.kinds, published.kinds, t.language)
        if self.places:
            said["places"] = _names(self.places, published.places, t.language)
        if self.conflicts:
            said["conflicts"] = t("conflicts only")
        if self.q:
            said["q"] = t("“{words}”", words=self.q)
        return said


def _one(query: Mapping[str, Sequence[str]], name: str) -> str:
    values = query.get(name, ())
    return str(values[0]) if values else ""


def _known(values: Sequence[str], known: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values[:CHOICE_LIMIT] if value in known))


def _any(conditions: Iterable[Any]) -> Any:
    return reduce(or_, conditions)


def _names(ids: Iterable[str], records: Mapping[str, Any], language: str) -> str:
    return ", ".join(in_language(records[i].name, language)[0] for i in ids)


def short_start(day: date) -> str:
    """The shortest form of a first day that `parse_bound` reads as it."""
    return str(day.year) if (day.month, day.day) == (1, 1) else _short(day, day.day == 1)


def short_end(day: date) -> str:
    """The shortest form of a last day that `parse_bound` reads as it."""
    last = (day.month, day.day) == (12, 31)
    return str(day.year) if last else _short(day, day == month_end(day))


def _short(day: date, whole_month: bool) -> str:
    return day.isoformat()[:7] if whole_month else day.isoformat()
