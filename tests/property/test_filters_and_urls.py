"""Filters only ever take away, and no URL can break the page."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from making import engine, event, published

from psgdash.locale import words
from psgdash.query import summaries
from psgdash.query.filters import Filter

_DICE = random.Random(5)
_DATES = ["2004", "2004-11", "2004-11-01~", "2005-01", "1980/2000", "2004-12-24", "199X", None]
SHOWN = published(
    [
        event(
            f"e{n}",
            _DICE.choice(["lima", "puno", "andes", "peru", "cajamarca"]),
            date=_DICE.choice(_DATES),
            themes=_DICE.sample(["mining", "coca", "energy"], _DICE.randint(1, 3)),
            kind=_DICE.choice(["protest", "award"]),
            conflict=_DICE.random() < 0.4,
            text={"en": _DICE.choice(["gas and gold", "the dam", "Ñandú"])},
        )
        for n in range(40)
    ]
)
ENGINE = engine(SHOWN)
DAYS = st.dates(date(1975, 1, 1), date(2008, 1, 1))
CONDITIONS = st.one_of(
    st.builds(lambda d: {"start": d}, DAYS),
    st.builds(lambda d: {"end": d}, DAYS),
    st.builds(lambda t: {"themes": (t,)}, st.sampled_from(["mining", "coca", "energy"])),
    st.builds(lambda k: {"kinds": (k,)}, st.sampled_from(["protest", "award"])),
    st.builds(lambda p: {"places": (p,)}, st.sampled_from(["lima", "puno", "andes"])),
    st.just({"conflicts": True}),
    st.builds(lambda q: {"q": q}, st.sampled_from(["gas", "dam", "nandu", "title", "e1", "zzz"])),
)


def kept(chosen: Filter) -> set[str]:
    """Ids that a filter keeps."""
    return {e.id for e in summaries.records(ENGINE, chosen, limit=1000)}


@settings(max_examples=40)
@given(st.lists(CONDITIONS, min_size=1, max_size=5))
def test_each_further_condition_never_adds_a_record(conditions: list[dict[str, object]]) -> None:
    chosen, before = Filter(), kept(Filter())
    assert before == set(SHOWN.events)
    for condition in conditions:
        if next(iter(condition)) in [
            d for d in ("themes", "kinds", "places", "q") if getattr(chosen, d)
        ]:
            continue  # another choice of one dimension widens it
        if getattr(chosen, next(iter(condition))) not in (None, (), "", False):
            continue
        chosen = replace(chosen, **condition)  # type: ignore[arg-type]
        now = kept(chosen)
        assert now <= before
        before = now
    assert summaries.totals(ENGINE, chosen).shown == len(before)
    for dimension in chosen.active:
        assert kept(chosen.without(dimension)) >= before


QUERIES = st.dictionaries(
    st.sampled_from(
        ["from", "to", "theme", "kind", "place", "conflicts", "q", "event", "lang", "x"]
    )
    | st.text(max_size=8),
    st.lists(
        st.text(max_size=30)
        | st.sampled_from(["2004", "2004-13", "mining", "lima", "1", "'", "\x00", "\ud800", "%"]),
        max_size=4,
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(QUERIES)
def test_any_query_is_a_filter_that_can_be_asked_and_said(query: dict[str, list[str]]) -> None:
    chosen = Filter.from_query(query, SHOWN)
    assert Filter.from_query(chosen.to_query(), SHOWN) == chosen
    assert not (chosen.start and chosen.end) or chosen.start <= chosen.end
    assert list(chosen.describe(words("es"), SHOWN)) == list(chosen.active)
    assert summaries.totals(ENGINE, chosen).shown <= len(SHOWN.events)
