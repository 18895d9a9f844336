"""Counts by status, precision and year."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from making import TODAY, archive, event

from psgdash.health.counts import count

POINT, AREA = {"place": "san-gaban"}, {"place": "andes"}


def numbers(*events: dict[str, Any], today: date = TODAY) -> Any:
    """The counts of these events."""
    named = [{**each, "id": f"e{n}"} for n, each in enumerate(events)]
    return count(archive(named), today)


def some(counts: dict[str, int]) -> dict[str, int]:
    """What is not 0."""
    return {name: n for name, n in counts.items() if n}


def test_statuses_say_what_the_gate_makes_of_an_event() -> None:
    counted = numbers(
        event(),
        event(embargo_until="2026-01-15"),  # ends today
        event(embargo_until="2026-01-16"),
        event(sensitivity="hidden"),
        event(status="draft", embargo_until="2030-01-01"),
        event(status="review"),
        event(status="withdrawn"),
    ).statuses
    assert counted == {
        "published": 2, "embargo": 1, "hidden": 1, "review": 1, "draft": 1, "withdrawn": 1,
    }  # fmt: skip


def test_dates_are_counted_by_precision_and_the_rest_beside() -> None:
    counted = numbers(
        event(date="2004-11-01~"),
        event(date="2004-11"),
        event(date="2004?", date_basis="edition"),
        event(date="2004-08/2004-10"),
        event(date="1980/1989"),
        event(date=None),
        event(date="2004", status="withdrawn"),
    )
    assert sum(counted.dates.values()) == 6
    assert counted.dates["day"] == counted.dates["month"] == counted.dates["year"] == 1
    assert counted.dates["none"] == 1
    assert (counted.about, counted.uncertain, counted.edition) == (1, 1, 1)


@pytest.mark.parametrize(
    ("where", "precision"),
    [
        ([], "none"),
        ([{**POINT, "role": "mentioned"}], "none"),
        ([AREA, POINT], "district"),
        ([AREA, {**POINT, "role": "mentioned"}], "region"),
        ("peru", "country"),
    ],
)
def test_an_event_counts_by_the_most_exact_place_where_it_happened(
    where: Any, precision: str
) -> None:
    assert some(numbers(event(where=where)).places) == {precision: 1}


def test_years_without_events_are_counted_as_none() -> None:
    counted = numbers(event(date="2001"), event(date="2004-05"), event(date=None))
    assert counted.years == {"2001": 1, "2002": 0, "2003": 0, "2004": 1}
    assert counted.by_time() == counted.years


def test_a_run_of_years_without_events_is_told_as_one() -> None:
    counted = numbers(event(date="2001"), event(date="2003"), event(date="2031"))
    assert counted.by_time() == {"2001": 1, "2002": 0, "2003": 1, "2004–2030": 0, "2031": 1}
    assert len(counted.years) == 31


def test_more_years_than_can_be_read_are_told_by_decade() -> None:
    counted = numbers(*(event(date=f"{year}") for year in range(1963, 2005)))
    assert counted.by_time() == {
        "1960s": 7, "1970s": 10, "1980s": 10, "1990s": 10, "2000s": 5,
    }  # fmt: skip
    assert sum(counted.years.values()) == 42


def test_an_empty_archive_counts_nothing() -> None:
    counted = numbers()
    assert counted.years == {} and counted.by_time() == {}
    assert not any(counted.statuses.values())
