"""Two periods or two places: what is counted, and what may be said of the difference."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from making import engine as engine_of
from making import event, published

from psgdash.locale import words
from psgdash.query import comparing, difference
from psgdash.query.comparing import Comparison, Side, by_time
from psgdash.query.filters import Filter
from psgdash.query.summaries import Totals

EVENTS = [
    event("mine", "cajamarca", date="2004-11", conflict=True),
    event("coca", "san-gaban", date="2004-11-01~", themes=["coca", "mining"], conflict=True),
    event("old", "cajamarca", date="2003-02-01", themes=["energy"]),
    event("long", "lima", date="2003/2004", themes=["energy"]),
    event("route", [{"place": "cajamarca", "role": "origin"},
                    {"place": "lima", "role": "destination"}], date="2004-12-24"),
    event("undated", "lima", date=None),
]  # fmt: skip
SHOWN = published(EVENTS)
ENGINE = engine_of(SHOWN)
EN = words("en")


def read(*values: str) -> Comparison | None:
    return Comparison.from_query(values, SHOWN)


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (("2003", "2004"), ["2003", "2004"]),
        (("2004-08/2004-10", "2004-11/2005-01"), ["2004-08/2004-10", "2004-11/2005-01"]),
        (("2004-10/2004-08", "2005"), ["2004-08/2004-10", "2005"]),
        (("2004-11-03/2004-11-09", "2004-11"), ["2004-11-03/2004-11-09", "2004-11"]),
        (("2003/2004", "2004/2004"), ["2003/2004", "2004"]),
        (("2004/2004-03", "2004-01"), ["2004-01/2004-03", "2004-01"]),
        (("2004-03/2004", "2004-11-03"), ["2004-03/2004", "2004-11-03"]),
        (("cajamarca", "lima"), ["cajamarca", "lima"]),
        (("lima", "lima"), ["lima", "lima"]),
    ],
)
def test_what_a_url_compares_is_read_and_written_back(
    given: tuple[str, ...], written: list[str]
) -> None:
    found = read(*given)
    assert found and found.to_query() == written
    assert read(*found.to_query()) == found


@pytest.mark.parametrize(
    "given",
    [(), ("2004",), ("2003", "2004", "2005"), ("lima", "2004"), ("lima", "atlantis"), ("", ""),
     ("2004-13", "2004"), ("0000", "9999"), ("2004/", "2005"), ("/", "/"), ("2004//2005", "2004"),
     ("<script>", "\x00"), ("2004-02-30/2004-03", "2004")],
)  # fmt: skip
def test_what_is_malformed_or_unknown_is_no_comparison(given: tuple[str, ...]) -> None:
    assert read(*given) is None


def sides_of(*values: str, chosen: Filter | None = None) -> tuple[Comparison, tuple[Side, Side]]:
    found = read(*values)
    assert found
    return found, comparing.ask(ENGINE, found, chosen or Filter())


def test_each_side_keeps_the_filter_and_puts_its_own_in_place_of_the_dimension() -> None:
    conflicts = Filter(conflicts=True, places=("lima",), start=date(1990, 1, 1))
    _, (a, b) = sides_of("cajamarca", "san-gaban", chosen=conflicts)
    assert (a.ids, b.ids) == ({"mine"}, {"coca"})
    _, (a, b) = sides_of("2003", "2004", chosen=Filter(places=("cajamarca",)))
    assert (a.ids, b.ids) == ({"old"}, {"mine", "route"})


def test_counts_are_events_conflicts_and_themes_each_of_several() -> None:
    _, (a, b) = sides_of("2003", "2004")
    assert (a.events, a.conflicts, a.themes) == (2, 0, {"energy": 2})
    assert (b.events, b.conflicts) == (4, 2)
    assert b.themes == {"mining": 3, "coca": 1, "energy": 1}


def test_periods_stand_beside_each_other_from_their_starts_on_rows_of_one_length() -> None:
    asked, sides = sides_of("2004-10/2004-12", "2003")
    times = by_time(asked, sides)
    assert times.months == 1 and len(times.rows) == 12
    assert times.rows[0].starts == (date(2004, 10, 1), date(2003, 1, 1))
    assert times.rows[3].starts == (None, date(2003, 4, 1))
    # "2003/2004" begins before October: it counts at the period's beginning.
    assert [row.counts for row in times.rows[:3]] == [(1, 1), (2, 1), (1, 0)]
    for side, counted in zip(sides, zip(*(r.counts for r in times.rows), strict=True), strict=True):
        assert sum(counted) == side.events


def test_places_stand_on_the_same_time_and_undated_events_on_none() -> None:
    asked, sides = sides_of("cajamarca", "lima")
    times = by_time(asked, sides)
    assert all(row.starts[0] == row.starts[1] for row in times.rows)
    assert sum(row.counts[0] for row in times.rows) == 3
    assert sum(row.counts[1] for row in times.rows) == sides[1].events - 1
    assert (
        by_time(asked, sides_of("cajamarca", "lima", chosen=Filter(q="no such word"))[1]).rows == ()
    )


@pytest.mark.parametrize(
    ("periods", "months", "rows"),
    [(("2003", "2004"), 1, 12), (("2003/2004", "2004"), 1, 24), (("2002/2004", "2004"), 12, 3),
     (("1900/2004", "2004"), 120, 11), (("1965/2004", "2001/2004"), 12, 40),
     (("2004-02-10/2004-02-11", "2004-03"), 1, 1)],
)  # fmt: skip
def test_long_periods_are_counted_by_years_or_decades(
    periods: tuple[str, str], months: int, rows: int
) -> None:
    times = by_time(*sides_of(*periods))
    assert (times.months, len(times.rows)) == (months, rows)


def side(n: int, mining: int = 0, prefix: str = "") -> Side:
    totals = Totals(99, n, n, 0, 0, 0, 0, None, None)
    ids = frozenset(f"{prefix}{i}" for i in range(n))
    return Side(totals, 0, {"mining": mining} if mining else {}, {}, ids)


PLACES = Comparison(places=("cajamarca", "puno"))


def said(a: Side, b: Side, of: Comparison = PLACES, language: str = "en") -> list[str]:
    return difference.sentences(of, (a, b), ("Cajamarca", "Puno"), SHOWN, words(language))


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        (0, 0, "no events for C. or for P."),
        (1, 1, "1 event each for C. and for P."),
        (3, 3, "3 events each for C. and for P."),
        (12, 3, "12 events for C. and 3 for P.: four times as many for the"
                " first."),
        (3, 12, "3 events for C. and 12 for P.: four times as many for the"
                " second."),
        (20, 9, "20 events for C. and 9 for P.: about twice as many for"
                " the first."),
        (12, 10, "12 events for C. and 10 for P.: 2 more for the first."),
        (1, 2, "1 event for C. and 2 for P.: 1 more for the second."),
        (4, 1, "4 events for C. and 1 for P.: 3 more for the first."),
        (5, 0, "5 events for C. and none for P."),
        (0, 5, "no events for C. and 5 for P."),
        (1200, 3, "1,200 events for C. and 3 for P.: 400 times as many for"
                  " the first."),
    ],
)  # fmt: skip
def test_the_difference_is_said_as_exactly_as_the_counts_allow(a: int, b: int, told: str) -> None:
    found = said(side(a, prefix="a"), side(b, prefix="b"))[0].replace("Cajamarca", "C.")
    assert found.replace("Puno", "P.").rstrip(".") == f"The archive holds {told}".rstrip(".")


def test_the_theme_that_differs_most_is_told_in_counts_and_never_in_percent() -> None:
    told = said(side(12, 9, "a"), side(3, 0, "b"))
    assert told[1] == (
        "The widest difference is in Mining: 9 of 12 for the first, 0 of 3 for the second."
    )
    assert "%" not in " ".join(told)
    assert len(said(side(12, 6, "a"), side(20, 10, "b"))) == 1  # equal shares
    assert len(said(side(12, 6, "a"), side(2, 0, "b"))) == 1  # a share of two says nothing


def test_few_events_and_events_on_both_sides_are_told() -> None:
    assert "few" in said(side(4, prefix="a"), side(2, prefix="b"))[-1]
    assert len(said(side(0), side(0))) == 1
    assert "2 events count on both sides: they concern both places." in said(side(12), side(2))
    years = replace(PLACES, places=None, periods=((date(2003, 1, 1), date(2003, 12, 31)),) * 2)
    assert any("may mean either" in line for line in said(side(12), side(12), years))


@pytest.mark.parametrize(
    ("periods", "told"),
    [
        (("2003", "2004"), None),
        (("2004-10", "2004-11"), None),  # a day more is no difference
        (("2003/2004", "2004"), "that is 6 and 3 a year."),
        (("2004-01/2004-03", "2004"), "that is 4 and 0.2 a month."),
        (("2004-11-01/2004-11-03", "2004"), "one is too short to reckon by the month."),
    ],
)
def test_periods_of_unequal_length_are_set_right(periods: tuple[str, str], told: Any) -> None:
    found = read(*periods)
    assert found
    lines = [x for x in said(side(12, prefix="a"), side(3, prefix="b"), found) if "equally" in x]
    assert [line.endswith(told) for line in lines] == ([True] if told else [])


@pytest.mark.parametrize(
    ("periods", "told"),
    [(("2004", "2005"), True), (("2004-08/2004-10", "2004-11/2005-01"), False),
     (("2004-07-31/2004-09", "2005-01"), True), (("2004-09", "2005-01/2005-02-01"), True)],
)  # fmt: skip
def test_a_period_that_reaches_beyond_the_archive_is_told(
    periods: tuple[str, str], told: bool
) -> None:
    found = read(*periods)
    assert found
    lines = difference.sentences(
        found, (side(12, prefix="a"), side(12, prefix="b")), ("a", "b"), SHOWN, EN,
        covered={"2004-08", "2005-01", "2004-12"},
    )  # fmt: skip
    beyond = "The archive's events reach from August 2004 to January 2005; "
    assert any(line.startswith(beyond) for line in lines) is told


def test_it_is_said_in_spanish_too() -> None:
    told = said(side(12, 9, "a"), side(3, 0, "b"), language="es")
    assert (
        told[0] == "El archivo tiene 12 eventos para Cajamarca y 3 para Puno:"
        " cuatro veces la cantidad en lo primero."
    )
