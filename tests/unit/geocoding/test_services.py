"""The registry of geocoders, and an online service that answers or does not: behind an adapter of
geopy that opens no connection."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import geopy.geocoders
import pytest
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderTimedOut, GeocoderUnavailable

from psgdash.errors import PsgdashError, UnknownNameError
from psgdash.geocoding import services
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.services import Online, OnlineError, geocoder

NOMINATIM: dict[str, Any] = {
    "lat": "-13.44",
    "lon": "-70.40",
    "name": "San Gabán",
    "display_name": "San Gabán, Carabaya, Puno, Perú",
    "addresstype": "district",
    "importance": 0.4,
    "osm_type": "relation",
    "osm_id": 1,
    "address": {"county": "Carabaya", "state": "Puno", "country": "Perú"},
}
PHOTON: dict[str, Any] = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [-70.40, -13.44]},
    "properties": {
        "osm_type": "R",
        "osm_id": 1,
        "osm_key": "place",
        "osm_value": "village",
        "type": "city",
        "name": "San Gabán",
        "county": "Carabaya",
        "state": "Puno",
        "country": "Perú",
    },
}
Answering = Callable[[Any], list[tuple[str, dict[str, str]]]]


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Puts an answer, or an error, in the network's place; gives the questions (url, headers)."""
    monkeypatch.setattr(services, "PAUSE", 0.0)

    def set_up(answer: Any) -> list[tuple[str, dict[str, str]]]:
        asked: list[tuple[str, dict[str, str]]] = []

        class Fake(BaseSyncAdapter):  # type: ignore[misc]
            def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
                asked.append((url, dict(headers)))
                if isinstance(answer, Exception):
                    raise answer
                return answer

            def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
                raise AssertionError("all services answer in JSON")

        monkeypatch.setattr(
            geopy.geocoders.options,
            "default_adapter_factory",
            lambda proxies, ssl_context: Fake(proxies=proxies, ssl_context=ssl_context),
        )
        return asked

    return set_up


def online(folder: Path, name: str = "nominatim") -> Online:
    return Online(name, user_agent="psgdash-tests", folder=folder)


def test_the_gazetteer_is_had_by_name(shipped: Path) -> None:
    assert isinstance(geocoder("gazetteer", folder=shipped), Gazetteer)


@pytest.mark.parametrize("name", ["nominatim", "photon"])
def test_an_online_service_is_had_by_name_without_a_connection(name: str) -> None:
    assert geocoder(name, user_agent="psgdash-tests").headers["User-Agent"] == "psgdash-tests"


def test_an_unknown_geocoder_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="Choose one of: gazetteer, nominatim, photon"):
        geocoder("goggle")
    with pytest.raises(UnknownNameError, match="Choose one of: nominatim, photon"):
        online(tmp_path, "gazetteer")


@pytest.mark.parametrize(
    ("name", "answer", "precision", "score", "source"),
    [
        ("nominatim", [NOMINATIM], "district", 0.4,
         "Nominatim, © OpenStreetMap contributors, ODbL"),
        ("photon", {"features": [PHOTON]}, "town", 0.5,
         "Photon by komoot, © OpenStreetMap contributors, ODbL"),
    ],
)  # fmt: skip
def test_an_online_answer_is_a_candidate_like_the_others_with_its_provenance(
    answering: Answering,
    tmp_path: Path,
    name: str,
    answer: Any,
    precision: str,
    score: float,
    source: str,
) -> None:
    answering(answer)
    (found,) = online(tmp_path, name).candidates("San Gaban, Puno")
    assert found.as_dict() == {
        "name": "San Gabán",
        "lat": -13.44,
        "lon": -70.40,
        "precision": precision,
        "within": ["Carabaya", "Puno", "Perú"],
        "score": score,
        "source": source,
    }
    assert re.fullmatch(r"osm:(relation|R)/1", found.id)
    assert f"asked on {date.today()}" in found.reason


@pytest.mark.parametrize("name", ["nominatim", "photon"])
def test_the_service_is_told_who_asks_and_what(
    answering: Answering, tmp_path: Path, name: str
) -> None:
    asked = answering([] if name == "nominatim" else {"features": []})
    assert online(tmp_path, name).candidates("San Gaban, Puno") == ()
    ((url, headers),) = asked
    assert parse_qs(urlsplit(url).query)["q"] == ["San Gaban, Puno"]
    assert headers["User-Agent"] == "psgdash-tests"


def test_photon_answers_keep_the_services_order(answering: Answering, tmp_path: Path) -> None:
    other = {**PHOTON, "properties": {"name": "Elsewhere", "type": "street"}}
    answering({"features": [PHOTON, other]})
    found = online(tmp_path, "photon").candidates("San Gaban")
    assert [(each.name, each.precision, each.score) for each in found] == [
        ("San Gabán", "town", 0.5), ("Elsewhere", "site", 0.25),
    ]  # fmt: skip


def test_a_sparse_online_answer_is_still_a_candidate(answering: Answering, tmp_path: Path) -> None:
    answering([{"lat": "-10", "lon": "-75", "display_name": "Somewhere, Peru"}])
    (found,) = online(tmp_path).candidates("Somewhere")
    assert (found.name, found.precision, found.score, found.within) == (
        "Somewhere", "site", 0.0, (),
    )  # fmt: skip


def test_the_same_question_is_asked_once_even_in_another_session(
    answering: Answering, tmp_path: Path
) -> None:
    asked = answering([NOMINATIM])
    first = online(tmp_path).candidates("San Gaban, Puno")
    assert not online(tmp_path).has("Lima")
    assert online(tmp_path).has("san gaban,  PUNO")
    assert online(tmp_path).candidates("san gaban,  PUNO") == first
    assert len(asked) == 1
    assert len(online(tmp_path, "photon").service.title) and not online(tmp_path, "photon").has(
        "San Gaban, Puno"
    )


def test_questions_keep_the_pace_that_the_services_ask_for(
    answering: Answering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering([])
    monkeypatch.setattr(services, "PAUSE", 1.0)
    slept: list[float] = []
    monkeypatch.setattr("geopy.extra.rate_limiter.sleep", slept.append)
    it = online(tmp_path)
    clock = iter([0.0, 0.2, 1.1])  # one question; too soon after it; then late enough
    monkeypatch.setattr(type(it._ask), "_clock", lambda self: next(clock))
    it.candidates("Lima")
    it.candidates("Puno")
    assert slept == [pytest.approx(0.8)]


@pytest.mark.parametrize("query", ["", "\x00", "a" * 10_000, "\ud800"])
def test_a_bad_name_is_not_sent_online(answering: Answering, tmp_path: Path, query: str) -> None:
    asked = answering([NOMINATIM])
    assert online(tmp_path).candidates(query) == ()
    assert not asked


@pytest.mark.parametrize("name", ["nominatim", "photon"])
@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (GeocoderUnavailable("no route"), "cannot be reached.*Leave out --online"),
        (GeocoderTimedOut("late"), "cannot be reached.*Leave out --online"),
        (AdapterHTTPError("slow", status_code=429, headers={}, text=""), "Wait a few minutes"),
        (AdapterHTTPError("no", status_code=403, headers={}, text=""), "refused the question"),
        (GeocoderParseError("a hotel's log-in page"), "refused the question"),
        ([{"lat": "here"}], "cannot be read"),
        ({"features": [{"geometry": {}}]}, "cannot be read"),
        ("<html>", "cannot be read"),
    ],
)
def test_when_the_service_cannot_answer_the_message_says_what_to_do_and_nothing_is_kept(
    answering: Answering, tmp_path: Path, name: str, answer: Any, words: str
) -> None:
    answering(answer)
    with pytest.raises(OnlineError, match=words) as raised:
        online(tmp_path, name).candidates("Lima")
    assert isinstance(raised.value, PsgdashError)
    assert not online(tmp_path, name).has("Lima")


@pytest.mark.parametrize("name", ["nominatim", "photon"])
def test_without_a_user_agent_nobody_is_asked(tmp_path: Path, name: str) -> None:
    with pytest.raises(OnlineError, match=r"site\.yaml"):
        Online(name, user_agent="", folder=tmp_path)
