"""A date as an editor fills it in: how exactly it is known, and its days; to and from EDTF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from psgdash.archive.dates import EventDate, month_end

How = Literal["day", "about", "month", "year", "span", "edition", "none", "edtf"]
HOWS: tuple[How, ...] = ("day", "about", "month", "year", "span", "edition", "none", "edtf")


@dataclass(frozen=True, slots=True)
class DateForm:
    """`first` (and `last` of a span) are days; `edtf` is what was written where nothing else fits.

    A month or a year is that of `first`; "edition" is the month of the edition's day.
    """

    how: How
    first: date
    last: date
    edtf: str = ""

    def text(self, published: date) -> str:
        """The date as EDTF; empty where none is known."""
        match self.how:
            case "day":
                return self.first.isoformat()
            case "about":
                return f"{self.first.isoformat()}~"
            case "month":
                return self.first.isoformat()[:7]
            case "year":
                return f"{self.first.year:04}"
            case "span":
                first, last = sorted((self.first, self.last))
                return f"{first.isoformat()}/{last.isoformat()}"
            case "edition":
                return published.isoformat()[:7]
            case "none":
                return ""
            case "edtf":
                return self.edtf.strip()

    @property
    def basis(self) -> Literal["text", "edition"]:
        """Whether the text gives the date, or only the edition does."""
        return "edition" if self.how == "edition" else "text"


def form_of(when: EventDate | None, basis: str, published: date) -> DateForm:
    """The form that says a date; what no choice says exactly stays EDTF."""
    if when is None:
        return DateForm("none", published, published)
    edition = published.isoformat()[:7]
    for how in HOWS[:-2]:
        form = DateForm(how, when.lower, when.upper)
        if (how == "edition") != (basis == "edition" and when.edtf == edition):
            continue
        if form.text(published) == when.edtf and _says(when, how):
            return form
    return DateForm("edtf", when.lower, when.upper, when.edtf)


def _says(when: EventDate, how: How) -> bool:
    return how != "month" or (when.lower.day == 1 and when.upper == month_end(when.lower))
