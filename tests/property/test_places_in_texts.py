"""Whatever text comes, places are found in it without harm, and answers keep their promises."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from psgdash.archive.records import PRECISIONS
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.mentions import find
from psgdash.geocoding.resolving import resolve

GAZETTEER = Gazetteer(Path(__file__).resolve().parents[2] / "data" / "gazetteer")
# Pieces that make texts near to the real ones, so that rules meet in unforeseen ways.
WORDS = """
Puno Lima LIMA Santa Rosa San Martín , ( ) - . distrito de provincia del región near the of U.S. EE.
UU. OH Ohio Peru's Bolivian puneña Toledo President 34 y and en in a to Río mina «
"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join))


@given(TEXTS)
def test_mentions_are_in_the_text_in_order_and_ranked(text: str) -> None:
    end = 0
    for each in find(text, GAZETTEER):
        assert end <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.name
        assert each.role in ("site", "origin", "destination", "mentioned")
        assert each.candidates and each.reason
        scores = [candidate.score for candidate in each.candidates]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)
        assert all(candidate.precision in PRECISIONS for candidate in each.candidates)
        end = each.end


@given(TEXTS)
def test_a_query_of_any_kind_has_a_ranked_answer_or_none(query: str) -> None:
    found = resolve(query, GAZETTEER)
    scores = [candidate.score for candidate in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert all(each.precision in PRECISIONS and each.source and each.id for each in found)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_is_answered_with_what_is_near_or_nothing(lat: float, lon: float) -> None:
    for place in GAZETTEER.reverse((lat, lon), exactly_one=False) or ():
        assert place.raw["score"] >= 0
