"""A filter is a URL, a condition and a sentence; nothing that a URL can say breaks it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from making import event, published

from psgdash.locale import words
from psgdash.query.filters import CHOICE_LIMIT, SEARCH_LIMIT, Dimension, Filter

SHOWN = published([event(), event("b", where="puno", themes=["coca"])])


def day(text: str | None) -> date | None:
    """ISO text as a day."""
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("query", "start", "end", "back"),
    [
        ({"from": "2004"}, "2004-01-01", None, {"from": "2004"}),
        ({"to": "2004"}, None, "2004-12-31", {"to": "2004"}),
        (
            {"from": "2004-02", "to": "2004-02"},
            "2004-02-01",
            "2004-02-29",
            {"from": "2004-02", "to": "2004-02"},
        ),
        (
            {"from": "2004-01-01", "to": "2004-12-31"},
            "2004-01-01",
            "2004-12-31",
            {"from": "2004", "to": "2004"},
        ),
        (
            {"from": "2004-11-05", "to": "2004-11-29"},
            "2004-11-05",
            "2004-11-29",
            {"from": "2004-11-05", "to": "2004-11-29"},
        ),
        (
            {"from": "2005", "to": "2004"},
            "2004-01-01",
            "2005-12-31",
            {"from": "2004", "to": "2005"},
        ),
        (
            {"from": "2004-12-01", "to": "2004-11"},
            "2004-11-01",
            "2004-12-01",
            {"from": "2004-11", "to": "2004-12-01"},
        ),
        ({"from": "soon", "to": "2004"}, None, "2004-12-31", {"to": "2004"}),
        ({"from": "2004-13", "to": ""}, None, None, {}),
        ({"from": "2004-02-30"}, None, None, {}),
        ({"from": "-2004", "to": "99999"}, None, None, {}),
        ({"from": "２００４"}, None, None, {}),
        ({"From": "2004"}, None, None, {}),
    ],
)
def test_dates_in_a_url_are_read_put_right_or_dropped(
    query: dict[str, str], start: str | None, end: str | None, back: dict[str, str]
) -> None:
    found = Filter.from_query({k: [v] for k, v in query.items()}, SHOWN)
    assert (found.start, found.end) == (day(start), day(end))
    assert found.to_query() == {k: [v] for k, v in back.items()}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"theme": ["mining", "coca"]}, Filter(themes=("mining", "coca"))),
        ({"theme": ["coca", "coca"]}, Filter(themes=("coca",))),
        ({"theme": ["gold", "coca", "", "COCA", "<script>"]}, Filter(themes=("coca",))),
        ({"kind": ["protest"]}, Filter(kinds=("protest",))),
        ({"kind": ["mining"]}, Filter()),
        ({"place": ["puno", "atlantis"]}, Filter(places=("puno",))),
        ({"place": ["secret-mine"]}, Filter()),  # known to the archive, but shown nowhere
        ({"conflicts": ["1"]}, Filter(conflicts=True)),
        ({"conflicts": ["true"]}, Filter(conflicts=True)),
        ({"conflicts": ["0"]}, Filter()),
        ({"conflicts": ["yes please"]}, Filter()),
        ({"q": ["  two   words "]}, Filter(q="two words")),
        ({"q": ["a\x00b\u202ec\nd"]}, Filter(q="a b c d")),
        ({"q": ["\x00\u202e \t"]}, Filter()),
        ({"q": ["x" * 500]}, Filter(q="x" * SEARCH_LIMIT)),
        ({"q": []}, Filter()),
        ({"nonsense": ["1"], "__proto__": ["x"]}, Filter()),
        ({}, Filter()),
    ],
)
def test_choices_in_a_url_are_read_and_unknown_ones_dropped(
    query: dict[str, list[str]], expected: Filter
) -> None:
    found = Filter.from_query(query, SHOWN)
    assert found == expected
    assert Filter.from_query(found.to_query(), SHOWN) == found


def test_a_url_with_a_thousand_choices_is_cut_short() -> None:
    query = {"theme": ["nothing"] * CHOICE_LIMIT + ["coca"]}
    assert Filter.from_query(query, SHOWN).themes == ()


def test_parameters_of_a_url_come_in_a_fixed_order_and_empty_ones_are_left_out() -> None:
    full = Filter(
        date(2004, 1, 1), date(2004, 11, 30), ("coca",), ("award",), ("puno",), True, "gas"
    )
    assert list(full.to_query()) == ["from", "to", "theme", "kind", "place", "conflicts", "q"]
    assert Filter().to_query() == {}


@pytest.mark.parametrize(
    ("chosen", "english", "spanish_dates"),
    [
        (
            Filter(date(2004, 8, 1), date(2005, 1, 31)),
            {"dates": "August 2004 to January 2005"},
            "agosto de 2004 a enero de 2005",
        ),
        (Filter(start=date(2004, 11, 5)), {"dates": "from 5 November 2004"}, None),
        (Filter(end=date(2004, 11, 5)), {"dates": "until 5 November 2004"}, None),
        (Filter(themes=("mining", "coca")), {"themes": "Mining, Coca"}, None),
        (Filter(kinds=("award",)), {"kinds": "Award"}, None),
        (Filter(places=("puno",)), {"places": "Puno"}, None),
        (Filter(conflicts=True), {"conflicts": "conflicts only"}, None),
        (Filter(q="{n} <b>"), {"q": "“{n} <b>”"}, None),
        (Filter(), {}, None),
    ],
)
def test_a_filter_says_itself_in_words(
    chosen: Filter, english: dict[str, str], spanish_dates: str | None
) -> None:
    assert chosen.describe(words("en"), SHOWN) == english
    spanish = chosen.describe(words("es"), SHOWN)
    assert list(spanish) == list(english)
    if spanish_dates:
        assert spanish["dates"] == spanish_dates
    for dimension in ("themes", "kinds", "places"):
        if dimension in english:
            assert "(es)" in spanish[dimension]


FULL: dict[Dimension, dict[str, Any]] = {
    "dates": {"start": date(2004, 1, 1), "end": date(2004, 2, 1)},
    "themes": {"themes": ("coca",)},
    "kinds": {"kinds": ("award",)},
    "places": {"places": ("puno",)},
    "conflicts": {"conflicts": True},
    "q": {"q": "gas"},
}


@pytest.mark.parametrize("dimension", FULL)
def test_one_condition_can_be_lifted_and_the_others_stay(dimension: Dimension) -> None:
    everything = Filter(**{k: v for values in FULL.values() for k, v in values.items()})
    assert everything.active == tuple(FULL)
    lifted = everything.without(dimension)
    assert lifted.active == tuple(name for name in FULL if name != dimension)
    assert Filter(**FULL[dimension]).without(dimension) == Filter()
