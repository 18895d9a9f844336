"""Likely duplicates: one address or text, or a near place and date; quick for thousands."""

from __future__ import annotations

import time
from typing import Any

import pytest
from making import PLACES, archive, event, place

from psgdash.archive.likeness import Index, Likeness, pairs

NEAR = place("lima-square", -12.0450, -77.0300, "site", "Lima", "peru")
FAR = place("callao", -12.0566, -77.1181, "town", "Callao", "peru")


def found(*events: dict[str, Any], places: list[dict[str, Any]] | None = None) -> list[Likeness]:
    """The pairs in an archive of these events."""
    made = archive(list(events), [*PLACES, NEAR, FAR, *(places or [])])
    return pairs(made.events.values(), made.places)


def one(name: str, title: str, **more: Any) -> dict[str, Any]:
    """An event of 1 November 2004 in Lima, with one English sentence for its text."""
    given: dict[str, Any] = {
        "title": {"en": title}, "text": {"en": "Farmers blocked the bridge."}, "date": "2004-11-01",
        **more,
    }  # fmt: skip
    return event(name, **given)


A = one("a", "Coca farmers protest in Lima")


@pytest.mark.parametrize(
    ("title", "alike"),
    [
        ("Coca farmers protest in Lima", True),
        ("COCA FARMERS PROTEST IN LIMA!", True),
        ("In Lima, coca farmers protest", True),
        ("Coca farmers protest in Líma", True),
        ("Coca farmer protests in Lima", True),
        ("Teachers strike for higher pay", False),
    ],
)
def test_titles_are_compared_without_accents_capitals_and_order(title: str, alike: bool) -> None:
    assert bool(found(A, one("b", title))) is alike


@pytest.mark.parametrize(
    ("date", "alike", "days"),
    [
        ("2004-11-01", True, 0),
        ("2004-11-04", True, 3),
        ("2004-11-05", False, 0),
        ("2004-10-29", True, 3),
        ("2004-11", True, 0),
        ("2004", True, 0),
        ("2004-11-06~", True, 2),
        ("1980/2010", True, 0),
        ("2003", False, 0),
        ("2005-01-03", False, 0),
        (None, False, 0),  # then the edition of 30 November counts
    ],
)
def test_dates_are_near_if_they_overlap_or_lie_three_days_apart(
    date: str | None, alike: bool, days: int
) -> None:
    for order in ((A, one("b", "Coca farmers protest in Lima", date=date)),
                  (one("b", "Coca farmers protest in Lima", date=date), A)):  # fmt: skip
        pair = found(*order)
        assert bool(pair) is alike
        assert [p.days for p in pair] == ([days] if alike else [])


@pytest.mark.parametrize(
    ("where", "alike"),
    [
        ("lima", True),
        ("lima-square", True),
        ("callao", False),
        ("peru", False),
        ([], False),
        ([{"place": "lima", "role": "mentioned"}], True),
        ([{"place": "puno", "role": "site"}, {"place": "lima", "role": "mentioned"}], False),
        ([{"place": "puno", "role": "origin"}, {"place": "lima", "role": "destination"}], True),
    ],
)
def test_places_are_near_within_five_kilometres(where: Any, alike: bool) -> None:
    assert bool(found(A, one("b", "Coca farmers protest in Lima", where=where))) is alike


def test_what_has_no_place_is_compared_with_what_has_none() -> None:
    pair = found(one("a", "A pact is signed", where=[]), one("b", "A pact is signed", where=[]))
    assert [(p.first, p.second, p.km) for p in pair] == [("a", "b", None)]


@pytest.mark.parametrize("lat", [-89.99, -60.0, 0.0, 60.0, 89.99])
@pytest.mark.parametrize(("west", "east"), [(179.9999, -179.9999), (10.0, 10.0001), (0.0001, 0.0)])
def test_neighbours_are_found_over_every_edge_of_the_grid(
    lat: float, west: float, east: float
) -> None:
    there = [place("w", lat, west, "site"), place("e", lat, east, "site")]
    events = (one("a", "A strike", where="w"), one("b", "A strike", where="e"))
    assert len(found(*events, places=there)) == 1


def test_two_stories_under_one_headline_are_not_one() -> None:
    other = one(
        "b", "Coca farmers protest in Lima", text={"en": "Ministers met exporters, it said."}
    )
    assert found(A, other) == []


def test_titles_in_different_languages_are_not_compared() -> None:
    assert found(A, {**one("b", ""), "title": {"es": "Coca farmers protest in Lima"}}) == []


def test_the_index_gives_the_best_first_and_never_the_event_itself() -> None:
    made = archive([A, one("b", "Coca farmers protest in Lima today"), one("c", A["title"]["en"])])
    index = Index(made.places, made.events.values())
    alike = index.like(made.events["a"])
    assert [p.first for p in alike] == ["c", "b"]
    assert [p.second for p in alike] == ["a", "a"]
    assert alike[0].score == 1.0 > alike[1].score


STORY = (
    "Residents of Chamaca, Velille and Livitaca have kept the mining corridor closed for nine days "
    "in protest at the dust from the lorries that carry copper to the port of Matarani."
)
OTHER_STORY = (
    "The regional governor of Loreto asked the ministry of health for more doctors and medicines "
    "after forty children along the Corrientes fell ill with whooping cough last month."
)
PAGE = "https://www.example.org/news/2019/corridor"


@pytest.mark.parametrize(
    ("text", "url", "why"),
    [
        (STORY, None, "text"),
        (STORY.replace("nine", "9") + " Three people died.", None, "text"),
        (STORY + " " + OTHER_STORY, None, "text"),
        (OTHER_STORY, PAGE, "address"),
        (OTHER_STORY, "http://example.org/news/2019/corridor/?utm_source=mail#top", "address"),
        (OTHER_STORY, None, None),
        (OTHER_STORY, "https://www.example.org/", None),
        (OTHER_STORY, PAGE + "?page=2", None),
        (OTHER_STORY, "https://[broken/news", None),
    ],
)
def test_one_address_or_one_text_is_enough_wherever_and_whenever_it_was(
    text: str, url: str | None, why: str | None
) -> None:
    front = {"title": "A paper", "url": "https://www.example.org/"}
    mine = one("a", "Blockade", text={"en": STORY}, sources=[front, {"title": "A", "url": PAGE}])
    theirs = one(
        "b", "Corridor shut", text={"es": text}, where="puno", date="1999",
        sources=[{"title": "B", "url": url}] if url else [],
    )  # fmt: skip
    assert [pair.why for pair in found(mine, theirs)] == ([why] if why else [])
    assert [pair.why for pair in found(theirs, mine)] == ([why] if why else [])


def test_an_address_that_three_events_have_is_a_page_of_many() -> None:
    sources = [{"title": "Edition", "url": PAGE}]
    events = [
        one(name, f"Story {name}", text={"en": f"{name} " * 20}, where=where, sources=sources)
        for name, where in (("one", "lima"), ("two", "puno"), ("three", "cajamarca"))
    ]
    assert len(found(*events[:2])) == 1
    assert found(*events) == []


def test_short_texts_may_well_be_said_twice() -> None:
    assert found(one("a", "A strike"), one("b", "A strike", date="1999")) == []


def test_five_thousand_events_with_one_text_are_compared_in_seconds() -> None:
    events = [one(f"e{n}", "Blockade", text={"en": STORY}, date=f"{1950 + n % 99}") for n in
              range(5000)]  # fmt: skip
    made = archive(events, PLACES)
    began = time.perf_counter()
    assert len(pairs(made.events.values(), made.places)) == 4999
    assert time.perf_counter() - began < 20


def test_five_thousand_events_are_compared_in_seconds() -> None:
    cities = [place(f"city-{n}", -15 + n / 10, -75.0, "town") for n in range(100)]
    events = [
        one(
            f"e{n}",
            f"March number {n} against the price of {('water', 'bread', 'rice')[n % 3]}",
            where=f"city-{n % 100}",
            date=("2004", "2004-11", "2004-11-01")[n % 3],
        )
        for n in range(5000)
    ]
    made = archive(events, [*PLACES, *cities])
    began = time.perf_counter()
    pairs(made.events.values(), made.places)
    assert time.perf_counter() - began < 20
