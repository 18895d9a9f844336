"""The registry of geocoders, and an online service that answers or does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from geopy.exc import (
    ConfigurationError,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)

from psgdash.errors import PsgdashError, UnknownNameError
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.geopy_types import Geocoder, Location
from psgdash.geocoding.services import GEOCODERS, OnlineError, candidates_online, geocoder

PUNO: dict[str, Any] = {
    "name": "San Gabán",
    "display_name": "San Gabán, Carabaya, Puno, Perú",
    "addresstype": "district",
    "importance": 0.4,
    "osm_type": "relation",
    "osm_id": 1,
    "address": {"county": "Carabaya", "state": "Puno", "country": "Perú"},
}


def answering(monkeypatch: pytest.MonkeyPatch, answer: list[Location] | Exception | None) -> None:
    """Put a service in Nominatim's place that gives the answer, or raises it."""

    class Fake(Geocoder):
        def geocode(self, query: str, **options: Any) -> list[Location] | None:
            assert query
            assert options["exactly_one"] is False
            if isinstance(answer, Exception):
                raise answer
            return answer

    monkeypatch.setitem(GEOCODERS, "nominatim", lambda *, user_agent: Fake(user_agent=user_agent))


def test_the_gazetteer_is_had_by_name(shipped: Path) -> None:
    assert isinstance(geocoder("gazetteer", folder=shipped), Gazetteer)


def test_nominatim_is_had_by_name_without_a_connection() -> None:
    assert geocoder("nominatim", user_agent="psgdash-tests").headers["User-Agent"] == (
        "psgdash-tests"
    )


def test_an_unknown_geocoder_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match="Choose one of: gazetteer, nominatim"):
        geocoder("goggle")


def test_an_online_answer_is_a_candidate_like_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, [Location(PUNO["display_name"], (-13.44, -70.40), PUNO)])
    (found,) = candidates_online("San Gaban, Puno", "psgdash-tests")
    assert found.as_dict() == {
        "name": "San Gabán",
        "lat": -13.44,
        "lon": -70.40,
        "precision": "district",
        "within": ["Carabaya", "Puno", "Perú"],
        "score": 0.4,
        "source": "Nominatim, © OpenStreetMap contributors, ODbL",
    }


def test_a_sparse_online_answer_is_still_a_candidate(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, [Location("Somewhere, Peru", (-10, -75), {})])
    (found,) = candidates_online("Somewhere", "psgdash-tests")
    assert (found.precision, found.score, found.within) == ("site", 0.0, ())


def test_nothing_found_online_is_no_candidate(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, None)
    assert candidates_online("Nowhere at all", "psgdash-tests") == ()


@pytest.mark.parametrize("query", ["", "\x00", "a" * 10_000])
def test_a_bad_name_is_not_sent_online(monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    answering(monkeypatch, AssertionError("asked"))
    assert candidates_online(query, "psgdash-tests") == ()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (GeocoderUnavailable("no route"), "cannot be reached.*Leave out --online"),
        (GeocoderTimedOut("late"), "cannot be reached.*Leave out --online"),
        (GeocoderRateLimited("slow"), "Wait a few minutes"),
        (GeocoderServiceError("broken"), "refused the question"),
        (ConfigurationError("who?"), "site.yaml"),
    ],
)
def test_when_the_service_cannot_answer_the_message_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    answering(monkeypatch, error)
    with pytest.raises(OnlineError, match=words) as raised:
        candidates_online("Lima", "psgdash-tests")
    assert isinstance(raised.value, PsgdashError)


def test_without_a_user_agent_nominatim_is_not_asked() -> None:
    with pytest.raises(OnlineError, match=r"site\.yaml"):
        candidates_online("Lima", "")
