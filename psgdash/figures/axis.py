"""The timeline's axis: its span, its ticks in the page's language, its bins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from babel.dates import format_skeleton

EPOCH = date(1970, 1, 1)
TICKS = 9  # about as many as can be read side by side
BINS = 140  # at most, so that a bar can still be hit

Unit = Literal["month", "quarter", "year", "decade"]
_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


@dataclass(frozen=True, slots=True)
class Span:
    """A range of days, both ends whole months."""

    start: date
    end: date  # the first day after

    @property
    def months(self) -> int:
        """Its length in months."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month


def span(first: date, last: date, *, least_months: int = 6) -> Span:
    """Whole months from `first` to `last`, widened lest a single month fill the page."""
    start = add_months(first.replace(day=1), 0)
    end = add_months(last.replace(day=1), 1)
    months = (end.year - start.year) * 12 + end.month - start.month
    missing = max(0, least_months - months)
    return Span(add_months(start, -(missing // 2)), add_months(end, missing - missing // 2))


def add_months(day: date, months: int) -> date:
    """The first of the month so many months on."""
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def bin_unit(shown: Span) -> Unit:
    """The finest unit of which at most BINS fit."""
    for unit, months in _MONTHS.items():
        if shown.months / months <= BINS:
            return unit
    return "decade"


def edges(shown: Span, unit: Unit) -> list[date]:
    """Bin edges that cover the span, one more than there are bins."""
    step = _MONTHS[unit]
    first = (shown.start.year * 12 + shown.start.month - 1) // step * step
    found = [date(first // 12, first % 12 + 1, 1)]
    while found[-1] < shown.end:
        found.append(add_months(found[-1], step))
    return found


def ticks(shown: Span, language: str) -> tuple[list[date], list[str]]:
    """Tick positions and their words: months with the year under the first, or years."""
    months = next(
        m for m in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200) if shown.months / m <= TICKS
    )
    positions = list(_every(shown, months))
    labels: list[str] = []
    for i, day in enumerate(positions):
        if months >= 12:
            labels.append(str(day.year))
            continue
        month = format_skeleton("MMM", day, locale="es_PE" if language == "es" else "en_GB")
        new_year = i == 0 or positions[i - 1].year != day.year
        labels.append(f"{month}<br>{day.year}" if new_year else month)
    return positions, labels


def _every(shown: Span, months: int) -> Iterator[date]:
    at = shown.start
    while months > 1 and (at.year * 12 + at.month - 1) % months:
        at = add_months(at, 1)
    while at < shown.end:
        yield at
        at = add_months(at, months)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days


def from_day_number(number: int) -> date:
    """The day so many days after 1970-01-01."""
    return EPOCH + timedelta(days=int(number))


def milliseconds(day: float) -> float:
    """A day number as plotly's date axes count."""
    return day * 86_400_000
