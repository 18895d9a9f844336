"""The geocoders there are, by name, and the answers of an online one as candidates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from geopy.exc import (
    ConfigurationError,
    GeocoderQuotaExceeded,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter

from psgdash.errors import PsgdashError, UnknownNameError
from psgdash.geocoding import reasons
from psgdash.geocoding.answers import Answers
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.geopy_types import Geocoder, Location
from psgdash.geocoding.resolving import Candidate, is_name

TIMEOUT = 10.0  # seconds
PAUSE = 1.0  # seconds between two questions, as Nominatim's policy asks; Photon's asks for fairness
MOST = 10  # answers to one question

# What OpenStreetMap calls a place -> our precision; a road or a mine is a site.
_PRECISIONS = {
    "country": "country",
    "state": "department",
    "region": "department",
    "county": "province",
    "province": "province",
    "state_district": "province",
    "municipality": "district",
    "district": "district",
    "city_district": "district",
    **dict.fromkeys(("city", "town", "village", "hamlet", "suburb", "locality"), "town"),
}
# Photon's districts are the parts of a town, and its cities whatever is called a town or village.
_PHOTON_PRECISIONS = {**_PRECISIONS, "district": "town"}
_CHAIN = ("village", "town", "city", "municipality", "county", "region", "state", "country")


class OnlineError(PsgdashError, ConnectionError):
    """An online service did not answer; the message says what to do instead."""


def nominatim(*, user_agent: str, timeout: float = TIMEOUT) -> Geocoder:
    """Nominatim of OpenStreetMap; its policy asks that `user_agent` names who asks."""
    from geopy.geocoders.nominatim import Nominatim  # only who goes online needs it

    return cast(Geocoder, Nominatim(user_agent=user_agent, timeout=timeout))


def photon(*, user_agent: str, timeout: float = TIMEOUT) -> Geocoder:
    """Photon of komoot over OpenStreetMap, which needs no key either; ConfigurationError."""
    from geopy.geocoders.photon import Photon

    if not user_agent:  # geopy would go on under its own name
        raise ConfigurationError("A user agent is needed.")
    return cast(Geocoder, Photon(user_agent=user_agent, timeout=timeout))


GEOCODERS: dict[str, Callable[..., Geocoder]] = {
    "gazetteer": Gazetteer,
    "nominatim": nominatim,
    "photon": photon,
}


def geocoder(name: str, **options: Any) -> Geocoder:
    """Build one: "gazetteer" takes `folder`, the online ones `user_agent`; UnknownNameError."""
    if name not in GEOCODERS:
        raise UnknownNameError("geocoder", name, tuple(GEOCODERS))
    return GEOCODERS[name](**options)


@dataclass(frozen=True, slots=True)
class Service:
    """An online service: what it is called, whom to credit, how to ask it, how to read it."""

    title: str
    attribution: str
    options: Mapping[str, object]
    candidate: Callable[[Mapping[str, Any], str, int], Candidate]


class Online:
    """One online service, asked at its pace, and once only for a name while its answer is fresh."""

    def __init__(self, name: str, *, user_agent: str, folder: Path) -> None:
        """`folder` keeps the answers; raises UnknownNameError, OnlineError (nobody is named)."""
        if name not in SERVICES:
            raise UnknownNameError("online service", name, tuple(SERVICES))
        self.service, self._name = SERVICES[name], name
        self._answers = Answers(folder)
        try:
            asked = geocoder(name, user_agent=user_agent)
        except ConfigurationError as error:
            raise OnlineError(
                f"{self.service.title} asks who is asking. "
                "Give the group's name and address in site.yaml."
            ) from error
        # A question that failed is not put again: the person is told, and decides.
        self._ask = RateLimiter(
            asked.geocode, min_delay_seconds=PAUSE, max_retries=0, swallow_exceptions=False
        )

    def has(self, query: str) -> bool:
        """Whether the answer is at hand, so that nothing need be sent."""
        return not is_name(query) or self._answers.get(self._name, query) is not None

    def candidates(self, query: str) -> tuple[Candidate, ...]:
        """What the service answers, best first; raises OnlineError where it cannot be asked."""
        if not is_name(query):
            return ()
        kept = self._answers.get(self._name, query)
        if kept is None:
            kept = self._told(query)
            self._answers.put(self._name, query, kept)
        return kept

    def _told(self, query: str) -> tuple[Candidate, ...]:
        title, away = self.service.title, "Leave out --online to ask the gazetteer on this computer"
        try:
            found = self._ask(query, exactly_one=False, limit=MOST, **self.service.options)
            candidates = [self._candidate(place, rank) for rank, place in enumerate(found or ())]
        except GeocoderQuotaExceeded as error:  # geopy's "rate limited" is one of these
            raise OnlineError(
                f"{title} has had too many questions. Wait a few minutes, or leave out --online."
            ) from error
        except (GeocoderTimedOut, GeocoderUnavailable) as error:
            raise OnlineError(
                f"{title} cannot be reached: the network seems to be away. {away}."
            ) from error
        except GeopyError as error:
            raise OnlineError(
                f"{title} refused the question ({type(error).__name__}). {away}."
            ) from error
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise OnlineError(f"{title} answered with what cannot be read. {away}.") from error
        return tuple(sorted(candidates, key=lambda each: -each.score))

    def _candidate(self, place: Location, rank: int) -> Candidate:
        """An answer as a candidate, with whom to credit for it and the day it was given."""
        found = self.service.candidate(place.raw, place.address, rank)
        return replace(
            found,
            lat=place.latitude,
            lon=place.longitude,
            source=self.service.attribution,
            why=(*found.why, reasons.asked_on(datetime.now().date().isoformat())),
        )


def _of_nominatim(raw: Mapping[str, Any], address: str, rank: int) -> Candidate:
    del rank  # Nominatim says itself how important a place is
    kind = str(raw.get("addresstype") or raw.get("type") or "")
    name = str(raw.get("name") or str(raw.get("display_name") or address).split(",")[0])
    parts = raw.get("address") or {}
    return _answer(
        name=name,
        precision=_PRECISIONS.get(kind, "site"),
        within=[str(parts[part]) for part in _CHAIN if part in parts],
        score=_score(raw.get("importance")),
        id=f"osm:{raw.get('osm_type', '')}/{raw.get('osm_id', '')}",
        why=_calls_it("Nominatim", kind),
    )


def _of_photon(raw: Mapping[str, Any], address: str, rank: int) -> Candidate:
    said = raw.get("properties") or {}
    named = said.get("osm_key") == "place" and said.get("osm_value") in _PRECISIONS
    kind = str((said.get("osm_value") if named else said.get("type")) or "")
    return _answer(
        name=str(said.get("name") or address.split(",")[0]),
        precision=_PHOTON_PRECISIONS.get(kind, "site"),
        within=[str(said[part]) for part in _CHAIN if part in said],
        score=round(0.5 / (1 + rank), 3),  # it says no more than the order
        id=f"osm:{said.get('osm_type', '')}/{said.get('osm_id', '')}",
        why=_calls_it("Photon", kind),
    )


def _answer(
    *, name: str, precision: str, within: list[str], score: float, id: str, why: reasons.Why
) -> Candidate:
    chain = tuple(part for part in dict.fromkeys(within) if part != name)
    return Candidate(name, 0.0, 0.0, precision, chain, score, "", id, why)


def _calls_it(service: str, kind: str) -> reasons.Why:
    return (reasons.calls_it(service, kind) if kind else reasons.answer_of(service),)


def _score(importance: object) -> float:
    try:
        return round(min(1.0, max(0.0, float(str(importance)))), 3)
    except ValueError:
        return 0.0


SERVICES = {
    "nominatim": Service(
        title="Nominatim",
        attribution="Nominatim, © OpenStreetMap contributors, ODbL",
        options={"addressdetails": True, "language": "es,en"},
        candidate=_of_nominatim,
    ),
    # Its public server speaks no Spanish: without a language it gives the names used on the spot.
    "photon": Service(
        title="Photon",
        attribution="Photon by komoot, © OpenStreetMap contributors, ODbL",
        options={},
        candidate=_of_photon,
    ),
}
