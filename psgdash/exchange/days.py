"""Days as tables write them, with what the table itself shows of their order."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cached_property

from psgdash.archive.dates import day_words
from psgdash.exchange import tables
from psgdash.exchange.incoming import Incoming

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[\s\-/.]+([A-Za-z]{3,9}|\d{1,2})[\s\-/.,]+(\d{4})")


class Days:
    """The days in some columns of a table; 05/06/2004 is none where the table has 05/16/2004."""

    def __init__(self, incoming: Incoming, *columns: str) -> None:
        self._incoming = replace(incoming, progress=lambda done: None)
        self._columns = columns

    def of(self, text: str) -> date:
        """As `day_of`; ValueError too where the month may come first."""
        day = day_of(text)
        numbers = _numbers(text)
        if numbers and numbers[0] <= 12 and numbers[0] != numbers[1] and self._month_first:
            raise ValueError(
                f"{text.strip()!r} may be {day_words(day, 'en')} or "
                f"{day_words(day.replace(month=day.day, day=day.month), 'en')}, "
                f"for the file has {self._month_first!r}, too"
            )
        return day

    @cached_property
    def _month_first(self) -> str:
        """A date of the table in which the month comes first; sought only if it may matter."""
        shown: list[str] = []

        def look(line: int, cells: dict[str, str]) -> None:
            texts = () if shown else (cells.get(name, "").strip() for name in self._columns)
            shown.extend(filter(_is_month_first, texts))

        for _ in tables.read(self._incoming, look):
            pass  # what is wrong with a row is told where it is read for itself
        return shown[0] if shown else ""


def _is_month_first(text: str) -> bool:
    numbers = _numbers(text)
    return numbers is not None and numbers[0] <= 12 < numbers[1] <= 31


def _numbers(text: str) -> tuple[int, int] | None:
    """The first two numbers of a date of three."""
    match = _DAY_MONTH_YEAR.fullmatch(text.strip())
    return (int(match[1]), int(match[2])) if match and match[2].isdigit() else None


def day_of(text: str) -> date:
    """`2025-05-16`, `16 May 2025`, `16/05/2025` (the day first); ValueError for what is none."""
    text = text.strip()
    if iso := re.match(r"\d{4}-\d{2}-\d{2}(?=$|[T ])", text):
        try:
            return date.fromisoformat(iso[0])
        except ValueError as error:
            raise ValueError(f"{text!r} is no day of the calendar") from error
    match = _DAY_MONTH_YEAR.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no date" if text else "There is no date")
    month = int(match[2]) if match[2].isdigit() else _MONTHS.get(match[2][:3].lower(), 0)
    try:
        return date(int(match[3]), month, int(match[1]))
    except ValueError as error:
        raise ValueError(f"{text!r} is no day of the calendar (the day comes first)") from error
