"""Dates are EDTF: bounds, precision and words say what the text supports and no more."""

from __future__ import annotations

from datetime import date

import pytest

from psgdash.archive.dates import DateError, EventDate, parse_bound, range_words


@pytest.mark.parametrize(
    ("edtf", "lower", "upper", "precision", "english", "spanish"),
    [
        ("2004", "2004-01-01", "2004-12-31", "year", "2004", "2004"),
        ("2004-11", "2004-11-01", "2004-11-30", "month", "November 2004", "noviembre de 2004"),
        ("2004-02", "2004-02-01", "2004-02-29", "month", "February 2004", "febrero de 2004"),
        (
            "2004-11-01",
            "2004-11-01",
            "2004-11-01",
            "day",
            "1 November 2004",
            "1 de noviembre de 2004",
        ),
        (
            "2004-11-01~",
            "2004-11-01",
            "2004-11-01",
            "day",
            "about 1 November 2004",
            "hacia el 1 de noviembre de 2004",
        ),
        (
            "2004-11~",
            "2004-11-01",
            "2004-11-30",
            "month",
            "about November 2004",
            "hacia noviembre de 2004",
        ),
        ("2004~", "2004-01-01", "2004-12-31", "year", "about 2004", "hacia 2004"),
        (
            "2004-11?",
            "2004-11-01",
            "2004-11-30",
            "month",
            "November 2004 (uncertain)",
            "noviembre de 2004 (fecha dudosa)",
        ),
        (
            "2004-11-01%",
            "2004-11-01",
            "2004-11-01",
            "day",
            "about 1 November 2004 (uncertain)",
            "hacia el 1 de noviembre de 2004 (fecha dudosa)",
        ),
        ("198X", "1980-01-01", "1989-12-31", "decade", "1980s", "década de 1980"),
        ("198X~", "1980-01-01", "1989-12-31", "decade", "about 1980s", "hacia la década de 1980"),
        ("19XX", "1900-01-01", "1999-12-31", "interval", "1900 to 1999", "1900 a 1999"),
        ("2004-11-XX", "2004-11-01", "2004-11-30", "month", "November 2004", "noviembre de 2004"),
        ("1980/2000", "1980-01-01", "2000-12-31", "interval", "1980 to 2000", "1980 a 2000"),
        (
            "2004-11/2005-01",
            "2004-11-01",
            "2005-01-31",
            "interval",
            "November 2004 to January 2005",
            "noviembre de 2004 a enero de 2005",
        ),
        (
            "2004-11-29/2004-12-02",
            "2004-11-29",
            "2004-12-02",
            "interval",
            "29 November 2004 to 2 December 2004",
            "29 de noviembre de 2004 a 2 de diciembre de 2004",
        ),
        (" 2004-11 ", "2004-11-01", "2004-11-30", "month", "November 2004", "noviembre de 2004"),
    ],
)
def test_an_edtf_date_has_bounds_precision_and_words(
    edtf: str, lower: str, upper: str, precision: str, english: str, spanish: str
) -> None:
    found = EventDate.parse(edtf)
    assert (found.lower.isoformat(), found.upper.isoformat()) == (lower, upper)
    assert found.precision == precision
    assert (found.words("en"), found.words("es")) == (english, spanish)
    assert found.approximate == ("~" in edtf or "%" in edtf)
    assert found.uncertain == ("?" in edtf or "%" in edtf)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2004-11-01", "2004-11-01", "2004-11-01"),
        ("2004-11-01~", "2004-10-29", "2004-11-04"),
        ("2004-11-01?", "2004-10-29", "2004-11-04"),
        ("2004-11~", "2004-10-01", "2004-12-31"),
        ("2004~", "2002-12-31", "2006-01-01"),
        ("2004-12", "2004-12-01", "2004-12-31"),
    ],
)
def test_about_reaches_a_margin_to_either_side(edtf: str, earliest: str, latest: str) -> None:
    found = EventDate.parse(edtf)
    assert (found.earliest.isoformat(), found.latest.isoformat()) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "NO",
        "12:30",
        "1 November 2004",
        "2004-1-1",
        "2004-21",
        "2004-24~",
        "2004-22/2004-23",
        "01/02/2004",
        "2004-13",
        "2004-02-30",
        "2003-02-29",
        "20041101",
        "1980s",
        "unknown",
        "..",
        "/",
        "~",
        "?",
        "2004-11/..",
        "../2004",
        "2004/",
        "/2004",
        "2004-11-01/",
        "2005/2004",
        "2004-12/2004-11",
        "1399",
        "2201",
        "Y17000",
        "-0100",
        "0000",
        "1XXX",
        "2004-11-01\x00",
        "2004 2005",
        "٢٠٠٤",
    ],
)
def test_what_is_no_date_or_a_season_or_has_an_open_end_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        EventDate.parse(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2004", "2004-01-01", "2004-12-31"),
        ("2004-02", "2004-02-01", "2004-02-29"),
        ("2004-11-05", "2004-11-05", "2004-11-05"),
        (" 2004 ", "2004-01-01", "2004-12-31"),
        ("2004-2", None, None),
        ("04", None, None),
        ("2004-13", None, None),
        ("", None, None),
        ("2004-02-30", None, None),
        ("0000", None, None),
        ("9999", None, None),
        ("1399", None, None),
        ("2004-11-05-01", None, None),
        ("２００４", None, None),
        ("-200", None, None),
        ("abcd", None, None),
        ("+004", None, None),
        ("2004-00", None, None),
        ("2004-11-00", None, None),
    ],
)
def test_the_end_of_a_range_is_a_year_a_month_or_a_day(
    text: str, first: str | None, last: str | None
) -> None:
    found = parse_bound(text, end=False), parse_bound(text, end=True)
    assert found == tuple(date.fromisoformat(day) if day else None for day in (first, last))


@pytest.mark.parametrize(
    ("lower", "upper", "english"),
    [
        ("2004-01-01", "2004-12-31", "2004"),
        ("2004-01-01", "2005-12-31", "2004 to 2005"),
        ("2004-08-01", "2005-01-31", "August 2004 to January 2005"),
        ("2004-11-01", "2004-11-30", "November 2004"),
        ("2004-11-05", "2004-11-05", "5 November 2004"),
    ],
)
def test_a_range_is_said_in_its_coarsest_exact_words(lower: str, upper: str, english: str) -> None:
    assert range_words(date.fromisoformat(lower), date.fromisoformat(upper), "en") == english
