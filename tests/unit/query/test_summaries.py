"""Counts, facets, marks and records come from one filter and leave nothing out of sight."""

from __future__ import annotations

from datetime import date

import pytest
from making import engine as engine_of
from making import event, published

from psgdash.figures.axis import day_number
from psgdash.query import summaries
from psgdash.query.filters import Filter
from psgdash.query.summaries import NO_DAY

EVENTS = [
    event(
        "gas",
        [{"place": "puno", "role": "origin"}, {"place": "lima", "role": "destination"}],
        date="2004-08",
        themes=["energy"],
        published="2004-09-30",
    ),
    event("about", "san-gaban", date="2004-11-01~", conflict=True, themes=["coca", "mining"]),
    event("month", "cajamarca", date="2004-11", text={"es": "Solo en español: Ñandú"}),
    event("exact", "lima", date="2004-12-24", kind="award", title={"es": "Premio"}),
    event("rough", "andes", date="2005-01", conflict=True, published="2005-01-31"),
    event("country", "peru", date="2005", published="2005-01-31"),
    event("nowhere", [], date="1980/2000"),
    event("mentioned", [{"place": "lima", "role": "mentioned"}], date="2004-11-15"),
    event("undated", "lima", date=None),
    event("unknown", [], date=None, themes=["coca"]),
]
SHOWN = published(EVENTS)
ENGINE = engine_of(SHOWN)
ALL = {e["id"] for e in EVENTS}


def kept(chosen: Filter) -> set[str]:
    """Ids of the events that a filter keeps."""
    return {e.id for e in summaries.records(ENGINE, chosen, limit=100)}


def test_totals_count_every_event_once_by_where_it_is_shown() -> None:
    found = summaries.totals(ENGINE, Filter())
    assert (found.archive, found.shown) == (10, 10)
    assert (found.on_map, found.rough, found.country, found.unplaced) == (5, 1, 1, 3)
    assert found.on_map + found.rough + found.country + found.unplaced == found.shown
    assert found.undated == 2
    assert (found.first, found.last) == (date(1980, 1, 1), date(2005, 12, 31))


def test_totals_of_nothing_are_noughts() -> None:
    found = summaries.totals(ENGINE, Filter(q="no such word"))
    assert (found.archive, found.shown, found.on_map, found.undated) == (10, 0, 0, 0)
    assert (found.first, found.last) == (None, None)


@pytest.mark.parametrize(
    ("start", "end", "ids"),
    [
        ("2004-11-04", "2004-11-04", {"about", "month"}),  # "about 1 November" may be the 4th
        ("2004-11-05", "2004-11-05", {"month"}),
        ("2004-10-29", "2004-10-31", {"about"}),
        ("2004-10-01", "2004-10-28", set()),
        ("2004-11-15", "2004-11-15", {"month", "mentioned"}),
        ("2004-12-24", "2004-12-24", {"exact"}),
        ("2004-12-25", "2004-12-31", set()),
        ("1990-01-01", "1990-01-01", {"nowhere"}),
        ("2005-06-01", None, {"country"}),
        (None, "2004-08-01", {"nowhere", "gas"}),
        (None, None, ALL),
    ],
)
def test_a_range_keeps_every_event_that_may_have_happened_in_it(
    start: str | None, end: str | None, ids: set[str]
) -> None:
    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    assert kept(Filter(start=day(start), end=day(end))) == ids


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        (Filter(themes=("coca",)), {"about", "unknown"}),
        (Filter(themes=("coca", "energy")), {"about", "unknown", "gas"}),
        (Filter(kinds=("award",)), {"exact"}),
        (Filter(places=("lima",)), {"gas", "exact", "undated"}),  # not where it is only mentioned
        (Filter(conflicts=True), {"about", "rough"}),
        (Filter(conflicts=True, themes=("mining",)), {"about", "rough"}),
        (Filter(conflicts=True, themes=("coca",)), {"about"}),
        (Filter(q="ESPANOL nandu"), {"month"}),
        (Filter(q="ñandú"), {"month"}),
        (Filter(q="premio"), {"exact"}),
        (Filter(q="san gaban"), {"about"}),
        (Filter(q="title of about"), {"about"}),
        (Filter(q="%"), ALL),  # punctuation asks for nothing
        (Filter(q="'; DROP TABLE events; --"), set()),
        (Filter(q="_"), ALL),
        (Filter(q="\\"), ALL),
    ],
)
def test_each_condition_keeps_what_it_names(chosen: Filter, ids: set[str]) -> None:
    assert kept(chosen) == ids
    assert summaries.totals(ENGINE, chosen).shown == len(ids)


def test_a_facet_is_counted_with_its_own_filter_lifted() -> None:
    found = summaries.facets(ENGINE, Filter(themes=("coca",), conflicts=True))
    assert found.themes == {"coca": 1, "mining": 2}
    assert found.kinds == {"protest": 1}
    assert found.places == {"san-gaban": 1}
    assert found.conflicts == 1
    assert found.months == {"2004-11": 1}
    assert summaries.facets(ENGINE, Filter(themes=("coca",))).conflicts == 1


def test_facets_of_everything_match_the_filters_they_offer() -> None:
    found = summaries.facets(ENGINE, Filter())
    for name, n in found.themes.items():
        assert n == len(kept(Filter(themes=(name,)))), name
    for name, n in found.kinds.items():
        assert n == len(kept(Filter(kinds=(name,)))), name
    for name, n in found.places.items():
        assert n == len(kept(Filter(places=(name,)))), name
    assert found.conflicts == len(kept(Filter(conflicts=True)))
    assert found.years == {"1980": 1, "2004": 5, "2005": 2}
    assert (found.latest_edition, found.edition_count) == (date(2005, 1, 31), 2)


def test_marks_are_all_events_in_date_order_with_the_undated_last() -> None:
    found = summaries.marks(ENGINE, Filter(), "en")
    assert found.ids == (
        "nowhere",
        "gas",
        "about",
        "month",
        "mentioned",
        "exact",
        "country",
        "rough",
        "undated",
        "unknown",
    )
    assert len(found) == len(ALL)
    about = found.ids.index("about")
    assert found.lower[about] == found.upper[about] == day_number(date(2004, 11, 1))
    assert found.earliest[about] == day_number(date(2004, 10, 29))
    assert found.latest[about] == day_number(date(2004, 11, 4))
    assert list(found.lower[-2:]) == [NO_DAY, NO_DAY]
    assert found.placing == (
        "none",
        "map",
        "map",
        "map",
        "none",
        "map",
        "country",
        "rough",
        "map",
        "none",
    )
    assert found.titles[found.ids.index("exact")] == "Premio", "the other language stands in"


def test_marks_are_those_of_the_filter() -> None:
    for chosen in (Filter(conflicts=True), Filter(places=("lima",)), Filter(q="san gaban")):
        assert set(summaries.marks(ENGINE, chosen, "es").ids) == kept(chosen) != ALL


def test_where_not_all_can_be_drawn_the_newest_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summaries, "MARK_LIMIT", 3)
    assert summaries.marks(ENGINE, Filter(), "en").ids == ("exact", "country", "rough")


def test_placings_point_to_the_events_that_they_are_of() -> None:
    found = summaries.marks(ENGINE, Filter(conflicts=True), "en")
    assert {(found.ids[i], place) for i, place, _ in found.placings} == {
        ("about", "san-gaban"),
        ("rough", "andes"),
    }
    gas = summaries.marks(ENGINE, Filter(themes=("energy",)), "en").placings
    assert {(place, role) for _, place, role in gas} == {
        ("puno", "origin"),
        ("lima", "destination"),
    }


def test_records_come_newest_or_oldest_first_and_undated_ones_last_either_way() -> None:
    newest = [e.id for e in summaries.records(ENGINE, Filter(), limit=100)]
    oldest = [e.id for e in summaries.records(ENGINE, Filter(), limit=100, newest_first=False)]
    assert newest[:3] == ["country", "rough", "exact"] or newest[:3] == [
        "rough",
        "country",
        "exact",
    ]
    assert oldest[:2] == ["nowhere", "gas"]
    assert set(newest[-2:]) == set(oldest[-2:]) == {"undated", "unknown"}


def test_pages_of_records_are_the_whole_without_gap_or_overlap() -> None:
    pages = [summaries.records(ENGINE, Filter(), limit=3, offset=n) for n in (0, 3, 6, 9, 12)]
    assert [len(page) for page in pages] == [3, 3, 3, 1, 0]
    assert [e for page in pages for e in page] == list(
        summaries.records(ENGINE, Filter(), limit=99)
    )


def test_records_come_back_as_they_were_published() -> None:
    found = {event.id: event for event in summaries.records(ENGINE, Filter(), limit=100)}
    assert found == SHOWN.events


def test_the_trays_hold_all_that_has_no_pin_or_no_date() -> None:
    held = {
        "rough": {"rough"},
        "country": {"country"},
        "none": {"nowhere", "mentioned", "unknown"},
        "undated": {"undated", "unknown"},
    }
    for which, ids in held.items():
        assert {e.id for e in summaries.tray(ENGINE, Filter(), which, limit=9)} == ids
        assert len(summaries.tray(ENGINE, Filter(), which, limit=1)) == 1
        assert summaries.tray(ENGINE, Filter(kinds=("award",)), which, limit=9) == ()


def test_coverage_is_of_the_whole_archive() -> None:
    assert summaries.covered_months(ENGINE) == {
        "1980-01": 1,
        "2004-08": 1,
        "2004-11": 3,
        "2004-12": 1,
        "2005-01": 2,
    }


def test_an_empty_archive_answers_every_question() -> None:
    empty = engine_of(published([]))
    assert summaries.totals(empty, Filter()).archive == 0
    facets = summaries.facets(empty, Filter(q="x"))
    assert (facets.themes, facets.latest_edition, facets.years) == ({}, None, {})
    assert len(summaries.marks(empty, Filter(), "en")) == 0
    assert summaries.records(empty, Filter(), limit=5) == ()
    assert summaries.tray(empty, Filter(), "country", limit=5) == ()
    assert summaries.covered_months(empty) == {}
