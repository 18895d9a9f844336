"""Dates as the text supports them: EDTF in, bounds, precision and words out.

EDTF is the Library of Congress' Extended Date/Time Format (ISO 8601-2); parsed by `edtf`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import edtf
from babel.dates import format_date, format_skeleton

Precision = Literal["day", "month", "year", "interval", "decade"]

EARLIEST_YEAR, LATEST_YEAR = 1400, 2200
# How far "about" reaches on either side, in days. The edtf library pads by years; news does not.
MARGIN_DAYS: dict[str, int] = {
    "day": 3, "month": 31, "interval": 31, "year": 366, "decade": 3660,
}  # fmt: skip


class DateError(ValueError):
    """The text is no date that an event can have."""


@dataclass(frozen=True, slots=True)
class EventDate:
    """An EDTF date; `lower`..`upper` is what is said, `earliest`..`latest` what it may mean."""

    edtf: str
    lower: date
    upper: date
    precision: Precision
    approximate: bool = False
    uncertain: bool = False

    @classmethod
    def parse(cls, text: str) -> EventDate:
        """Parse EDTF text; raises DateError with what to write instead."""
        return _parse(text.strip())

    @property
    def earliest(self) -> date:
        """First day it may mean: `lower`, less a margin where the date is "about"."""
        return self.lower - self._margin

    @property
    def latest(self) -> date:
        """Last day it may mean: `upper`, plus a margin where the date is "about"."""
        return self.upper + self._margin

    @property
    def _margin(self) -> timedelta:
        vague = self.approximate or self.uncertain
        return timedelta(days=MARGIN_DAYS[self.precision] if vague else 0)

    def words(self, language: str) -> str:
        """The date as one says it: `about 1 November 2004`, `agosto de 2004`."""
        said = self._plain_words(language)
        if self.approximate:
            article = {"day": "el ", "decade": "la "}.get(self.precision, "")
            said = {"es": f"hacia {article}{said}"}.get(language, f"about {said}")
        if self.uncertain:
            said += {"es": " (fecha dudosa)"}.get(language, " (uncertain)")
        return said

    def _plain_words(self, language: str) -> str:
        if self.precision == "day":
            return day_words(self.lower, language)
        if self.precision == "month":
            return month_words(self.lower, language)
        if self.precision == "year":
            return str(self.lower.year)
        if self.precision == "decade":
            first = str(self.lower.year)
            return {"es": f"década de {first}"}.get(language, f"{first}s")
        return range_words(self.lower, self.upper, language)


@lru_cache(maxsize=4096)  # the same days and months are said in every view
def day_words(day: date, language: str) -> str:
    """`1 November 2004`, `1 de noviembre de 2004`."""
    return format_date(day, "long", locale=_locale(language))


@lru_cache(maxsize=4096)
def month_words(day: date, language: str) -> str:
    """`November 2004`, `noviembre de 2004`."""
    return format_skeleton("yMMMM", day, locale=_locale(language))


def range_words(lower: date, upper: date, language: str) -> str:
    """A range by its coarsest exact words: a year, months, or days."""
    to = {"es": "a"}.get(language, "to")
    whole_months = lower.day == 1 and upper == month_end(upper)
    if whole_months and lower.month == 1 and upper.month == 12:
        years = (str(lower.year), str(upper.year))
        return years[0] if years[0] == years[1] else f"{years[0]} {to} {years[1]}"
    words = month_words if whole_months else day_words
    first, last = words(lower, language), words(upper, language)
    return first if first == last else f"{first} {to} {last}"


def month_end(day: date) -> date:
    """Last day of the day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def parse_bound(text: str, *, end: bool) -> date | None:
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD` as its first day, its last with `end`; or None."""
    parts = text.strip().split("-")
    lengths = tuple(len(part) for part in parts)
    if lengths not in ((4,), (4, 2), (4, 2, 2)) or not all(
        p.isascii() and p.isdigit() for p in parts
    ):
        return None
    year, month, day = ([int(part) for part in parts] + [1, 1])[:3]
    try:
        first = date(year, month, day)
    except ValueError:
        return None
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    if len(parts) == 3 or not end:
        return first
    return month_end(first) if len(parts) == 2 else date(year, 12, 31)


def _locale(language: str) -> str:
    return {"en": "en_GB", "es": "es_PE"}.get(language, "en_GB")


_SEASON = re.compile(r"(^|/)-?\d{4}-(2[1-9]|3\d|4[01])")


_PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)", re.ASCII)


@lru_cache(maxsize=4096)
def _parse(text: str) -> EventDate:
    """Days, months and years at once, for most dates are such; the library takes milliseconds."""
    plain = _PLAIN.fullmatch(text)
    bare = text.rstrip("~?%")
    lower, upper = parse_bound(bare, end=False), parse_bound(bare, end=True)
    if plain is None or lower is None or upper is None:
        return _parse_any(text)
    precision: Precision = "day" if plain[3] else "month" if plain[2] else "year"
    return EventDate(text, lower, upper, precision, plain[4] in set("~%"), plain[4] in set("?%"))


def _parse_any(text: str) -> EventDate:
    if "" in text.split("/"):  # the library would invent an end ten years away
        raise DateError(f"{text!r} has no date, or an open end.")
    if _SEASON.search(text):  # EDTF's are the north's, and a winter would be its December alone
        raise DateError(f"{text!r} is a season, which differs from south to north.")
    try:
        parsed = edtf.parse_edtf(text)
        lower = date(*parsed.lower_strict()[:3])
        upper = date(*parsed.upper_strict()[:3])
    except Exception as error:  # the library raises many kinds, and none of them is ours to pass on
        raise DateError(f"{text!r} is not a date in EDTF form.") from error
    if lower > upper:
        raise DateError(f"{text!r} ends before it begins.")
    if lower.year < EARLIEST_YEAR or upper.year > LATEST_YEAR:
        raise DateError(f"{text!r} reaches outside the years {EARLIEST_YEAR} to {LATEST_YEAR}.")
    return EventDate(
        edtf=text,
        lower=lower,
        upper=upper,
        precision=_precision(text, lower, upper),
        approximate=bool(getattr(parsed, "is_approximate", False)) or "~" in text or "%" in text,
        uncertain=bool(getattr(parsed, "is_uncertain", False)) or "?" in text or "%" in text,
    )


def _precision(text: str, lower: date, upper: date) -> Precision:
    bare = text.rstrip("~?%")
    if "/" in bare:
        return "interval"
    if lower == upper:
        return "day"
    if (lower.year, lower.month) == (upper.year, upper.month):
        return "month"
    if lower == date(lower.year, 1, 1) and upper == date(lower.year, 12, 31):
        return "year"
    if upper.year - lower.year == 9:
        return "decade"
    return "interval"
