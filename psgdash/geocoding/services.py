"""The geocoders there are, by name, and the answers of an online one as candidates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from geopy.exc import (
    ConfigurationError,
    GeocoderQuotaExceeded,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)

from psgdash.errors import PsgdashError, UnknownNameError
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.geopy_types import Geocoder
from psgdash.geocoding.resolving import Candidate, is_name

TIMEOUT = 10.0  # seconds
ATTRIBUTION = "Nominatim, © OpenStreetMap contributors, ODbL"

# What Nominatim calls a place -> our precision; a road or a mine is a site.
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
_CHAIN = ("village", "town", "city", "municipality", "county", "region", "state", "country")


class OnlineError(PsgdashError, ConnectionError):
    """An online service did not answer; the message says what to do instead."""


def nominatim(*, user_agent: str, timeout: float = TIMEOUT) -> Geocoder:
    """Nominatim of OpenStreetMap; its policy asks that `user_agent` names who asks."""
    from geopy.geocoders.nominatim import Nominatim  # only who goes online needs it

    return cast(Geocoder, Nominatim(user_agent=user_agent, timeout=timeout))


GEOCODERS: dict[str, Callable[..., Geocoder]] = {"gazetteer": Gazetteer, "nominatim": nominatim}


def geocoder(name: str, **options: Any) -> Geocoder:
    """Build a geocoder: "gazetteer" takes `folder`, "nominatim" `user_agent`; UnknownNameError."""
    if name not in GEOCODERS:
        raise UnknownNameError("geocoder", name, tuple(GEOCODERS))
    return GEOCODERS[name](**options)


def candidates_online(query: str, user_agent: str) -> tuple[Candidate, ...]:
    """What Nominatim answers, best first; raises OnlineError where it cannot be asked."""
    if not is_name(query):
        return ()
    try:
        found = geocoder("nominatim", user_agent=user_agent).geocode(
            query, exactly_one=False, addressdetails=True, language="es,en", limit=10
        )
    except ConfigurationError as error:
        raise OnlineError(
            "Nominatim asks who is asking. Give the group's name and address in site.yaml."
        ) from error
    except GeocoderQuotaExceeded as error:  # geopy's "rate limited" is one of these
        raise OnlineError(
            "Nominatim has had too many questions. Wait a few minutes, or leave out --online."
        ) from error
    except (GeocoderTimedOut, GeocoderUnavailable) as error:
        raise OnlineError(
            "Nominatim cannot be reached: the network seems to be away. "
            "Leave out --online to ask the gazetteer on this computer."
        ) from error
    except (GeocoderServiceError, GeopyError) as error:
        raise OnlineError(
            f"Nominatim refused the question ({type(error).__name__}). "
            "Leave out --online to ask the gazetteer on this computer."
        ) from error
    candidates = [_candidate(place.raw, place.latitude, place.longitude) for place in found or ()]
    return tuple(sorted(candidates, key=lambda each: -each.score))


def _candidate(raw: Mapping[str, Any], lat: float, lon: float) -> Candidate:
    kind = str(raw.get("addresstype") or raw.get("type") or "")
    name = str(raw.get("name") or str(raw.get("display_name", "")).split(",")[0])
    address = raw.get("address")
    chain = [str(address[part]) for part in _CHAIN if part in address] if address else []
    return Candidate(
        name=name,
        lat=lat,
        lon=lon,
        precision=_PRECISIONS.get(kind, "site"),
        within=tuple(part for part in dict.fromkeys(chain) if part != name),
        score=_score(raw.get("importance")),
        source=ATTRIBUTION,
        id=f"osm:{raw.get('osm_type', '')}/{raw.get('osm_id', '')}",
        reason=f"Nominatim calls it {kind}" if kind else "Nominatim's answer",
    )


def _score(importance: object) -> float:
    try:
        return round(min(1.0, max(0.0, float(str(importance)))), 3)
    except ValueError:
        return 0.0
