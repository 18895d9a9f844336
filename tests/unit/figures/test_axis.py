"""The axis speaks the page's language and never crowds."""

from __future__ import annotations

from datetime import date

import pytest

from psgdash.figures import axis


@pytest.mark.parametrize(
    ("first", "last", "start", "end"),
    [
        ("2004-08-05", "2005-01-31", "2004-08-01", "2005-02-01"),
        ("2004-11-05", "2004-11-06", "2004-09-01", "2005-03-01"),
        ("1980-12-31", "2000-01-01", "1980-12-01", "2000-02-01"),
    ],
)
def test_a_span_is_whole_months_and_never_too_short(
    first: str, last: str, start: str, end: str
) -> None:
    shown = axis.span(date.fromisoformat(first), date.fromisoformat(last))
    assert shown == axis.Span(date.fromisoformat(start), date.fromisoformat(end))
    assert shown.months >= 6


@pytest.mark.parametrize(
    ("first", "last", "english", "spanish"),
    [
        (
            "2004-08-01",
            "2005-01-31",
            ["Aug<br>2004", "Sept", "Oct", "Nov", "Dec", "Jan<br>2005"],
            ["ago.<br>2004", "set.", "oct.", "nov.", "dic.", "ene.<br>2005"],
        ),
        (
            "2004-01-01",
            "2005-12-31",
            ["Jan<br>2004", "Apr", "Jul", "Oct", "Jan<br>2005", "Apr", "Jul", "Oct"],
            ["ene.<br>2004", "abr.", "jul.", "oct.", "ene.<br>2005", "abr.", "jul.", "oct."],
        ),
        (
            "2000-01-01",
            "2004-12-31",
            ["2000", "2001", "2002", "2003", "2004"],
            ["2000", "2001", "2002", "2003", "2004"],
        ),
        (
            "1901-01-01",
            "2000-12-31",
            ["1920", "1940", "1960", "1980", "2000"],
            ["1920", "1940", "1960", "1980", "2000"],
        ),
    ],
)
def test_ticks_are_said_in_the_pages_language(
    first: str, last: str, english: list[str], spanish: list[str]
) -> None:
    shown = axis.span(date.fromisoformat(first), date.fromisoformat(last))
    for language, said in (("en", english), ("es", spanish)):
        days, labels = axis.ticks(shown, language)
        assert [x.lower().replace("sept.", "set.") for x in labels] == [x.lower() for x in said]
        assert len(days) == len(labels) <= axis.TICKS
        assert all(shown.start <= day < shown.end for day in days)


@pytest.mark.parametrize(
    ("years", "unit"),
    [
        (1, "month"),
        (11, "month"),
        (12, "quarter"),
        (35, "quarter"),
        (36, "year"),
        (140, "year"),
        (200, "decade"),
        (800, "decade"),
    ],
)
def test_bins_are_as_fine_as_fits(years: int, unit: str) -> None:
    shown = axis.Span(date(1400, 1, 1), date(1400 + years, 1, 1))
    found = axis.bin_unit(shown)
    assert found == unit
    assert len(axis.edges(shown, found)) - 1 <= axis.BINS


@pytest.mark.parametrize("unit", ["month", "quarter", "year", "decade"])
def test_bins_cover_the_span_without_gaps(unit: axis.Unit) -> None:
    shown = axis.span(date(1987, 5, 3), date(2004, 11, 9))
    found = axis.edges(shown, unit)
    assert found == sorted(set(found))
    assert found[0] <= shown.start and found[-1] >= shown.end


@pytest.mark.parametrize(
    "day", [date(1400, 1, 1), date(1969, 12, 31), date(1970, 1, 1), date(2200, 12, 31)]
)
def test_a_day_becomes_a_number_and_a_day_again(day: date) -> None:
    assert axis.from_day_number(axis.day_number(day)) == day
    assert axis.day_number(date(1970, 1, 1)) == 0
