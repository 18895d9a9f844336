"""Two periods or two places, asked the same questions of the same filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from psgdash.archive.dates import month_end, parse_bound
from psgdash.archive.gate import Published
from psgdash.query import summaries
from psgdash.query.engine import Engine
from psgdash.query.filters import Filter, short_end, short_start
from psgdash.query.summaries import Totals

Kind = Literal["periods", "places"]
Period = tuple[date, date]  # first and last day
MONTHS_LIMIT, YEARS_LIMIT = 24, 40  # rows of a table by time, before they are years, or decades


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared: two periods, or two places by id."""

    periods: tuple[Period, Period] | None = None
    places: tuple[str, str] | None = None

    @property
    def kind(self) -> Kind:
        """Which of the two it is."""
        return "places" if self.places else "periods"

    @classmethod
    def from_query(cls, values: Sequence[str], published: Published) -> Comparison | None:
        """Read `compare` of a URL, given twice; None for what is malformed or unknown."""
        if len(values) != 2:
            return None
        first, second = values
        if first in published.places and second in published.places:
            return cls(places=(first, second))
        a, b = _period(first), _period(second)
        return cls(periods=(a, b)) if a and b else None

    def to_query(self) -> list[str]:
        """The two values of the URL's `compare`."""
        if self.places:
            return list(self.places)
        return [_short(period) for period in self.periods or ()]

    def filters(self, chosen: Filter) -> tuple[Filter, Filter]:
        """The filter of each side: what is compared takes the place of its dimension."""
        if self.places:
            a, b = self.places
            return replace(chosen, places=(a,)), replace(chosen, places=(b,))
        assert self.periods
        (a_start, a_end), (b_start, b_end) = self.periods
        return (
            replace(chosen, start=a_start, end=a_end),
            replace(chosen, start=b_start, end=b_end),
        )


def _period(text: str) -> Period | None:
    """`2004`, `2004-08/2004-10`; the wrong way round is put right."""
    first, slash, last = text.partition("/")
    last = last if slash else first
    start, end = parse_bound(first, end=False), parse_bound(last, end=True)
    if start and end and start > end:
        start, end = parse_bound(last, end=False), parse_bound(first, end=True)
    return (start, end) if start and end else None


def _short(period: Period) -> str:
    first, last = period
    whole = first.isoformat()
    for text in (whole[:4], whole[:7], whole):
        if _period(text) == period:
            return text
    start, end = short_start(first), short_end(last)
    # `2004-01/2004-03`: a year that ends in March would read oddly.
    return f"{start if len(end) == 4 else whole[: max(7, len(start))]}/{end}"


@dataclass(frozen=True, slots=True)
class Side:
    """What the archive holds for one side; `months` are of the first day that a date may mean."""

    totals: Totals
    conflicts: int
    themes: Mapping[str, int]  # an event counts for each of its themes
    months: Mapping[str, int]  # YYYY-MM
    ids: frozenset[str]

    @property
    def events(self) -> int:
        """How many events."""
        return self.totals.shown


def ask(engine: Engine, comparison: Comparison, chosen: Filter) -> tuple[Side, Side]:
    """Both sides."""
    a, b = comparison.filters(chosen)
    return _side(engine, a), _side(engine, b)


def _side(engine: Engine, chosen: Filter) -> Side:
    conflicts, themes, months = summaries.profile(engine, chosen)
    return Side(
        totals=summaries.totals(engine, chosen),
        conflicts=conflicts,
        themes=themes,
        months=months,
        ids=frozenset(summaries.ids(engine, chosen)),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table by time: the first day of each side's bin (None: it has none), counts."""

    starts: tuple[date | None, date | None]
    counts: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Times:
    """Counts by time on one scale; `months` is how many months a row covers."""

    months: int
    rows: tuple[Row, ...]


def by_time(comparison: Comparison, sides: tuple[Side, Side]) -> Times:
    """Rows of equal length: of two places the same time, of two periods from the start of each."""
    if comparison.periods:
        spans = [tuple(map(_month_number, period)) for period in comparison.periods]
    else:
        known = [_number(month) for side in sides for month in side.months]
        if not known:
            return Times(1, ())
        spans = [(min(known), max(known))] * 2
    longest = max(last - first + 1 for first, last in spans)
    step = next(
        (s for s, most in ((1, MONTHS_LIMIT), (12, 12 * YEARS_LIMIT)) if longest <= most), 120
    )
    # Years and decades are those of the calendar.
    starts = [first // step * step for first, _ in spans]
    lengths = [(last - start) // step + 1 for start, (_, last) in zip(starts, spans, strict=True)]
    counts = []
    for side, start, length, (first, last) in zip(sides, starts, lengths, spans, strict=True):
        bins = [0] * length
        for month, n in side.months.items():
            # A date that may begin before the period counts at its beginning.
            bins[(max(first, min(last, _number(month))) - start) // step] += n
        counts.append(bins)
    rows = []
    for i in range(max(lengths)):
        here = [i < length for length in lengths]
        rows.append(
            Row(
                starts=(
                    _day(starts[0] + i * step) if here[0] else None,
                    _day(starts[1] + i * step) if here[1] else None,
                ),
                counts=(
                    counts[0][i] if here[0] else 0,
                    counts[1][i] if here[1] else 0,
                ),
            )
        )
    return Times(step, tuple(rows))


def months_of(period: Period) -> float:
    """How long a period is; whole months count as such."""
    first, last = period
    whole = (last.year - first.year) * 12 + last.month - first.month
    return whole + last.day / month_end(last).day - (first.day - 1) / month_end(first).day


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _day(number: int) -> date:
    return date(max(1, number // 12), number % 12 + 1, 1)
