"""A place as an editor has it in the form, and the record that it makes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from psgdash.archive.divisions import RADIUS_KM
from psgdash.archive.records import BY_HAND, POINT_PRECISIONS, Place
from psgdash.editing.choices import Choice
from psgdash.editing.naming import slug, unique
from psgdash.geocoding.nearness import degrees_to_km
from psgdash.geocoding.resolving import Candidate

FAR_KM = 25.0  # a pin moved farther may lie in another district


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """A place of an event: which one, its role, and what the editor changed of it."""

    choice: Choice
    role: str = "site"
    as_written: str = ""
    precision: str = ""  # that of the choice, unless given
    at: tuple[float, float] | None = None  # (latitude, longitude) set by hand


def is_own(choice: Choice) -> bool:
    """Whether it is a place that the editor named, and no source knows."""
    return choice.candidate is not None and choice.candidate.source == BY_HAND


def place_of(wanted: PlaceDraft, taken: Container[str], today: datetime.date) -> Place:
    """The archive's own place, or a new one where it is not there or was moved."""
    known, base = wanted.choice.place, wanted.choice.base
    precision = wanted.precision or base.precision
    if known and wanted.at is None and precision == known.precision:
        return known
    lat, lon = wanted.at or (base.lat, base.lon)
    first = re.sub(r"-\d+$", "", known.id) if known else slug(str(base.name))
    fields: dict[str, Any] = {
        "id": unique(first, taken),
        "name": dict(wanted.choice.names),
        "lat": round(lat, 4),
        "lon": round(lon, 4),
        "precision": precision,
        "within": list(base.within if is_own(wanted.choice) else _still_within(base, lat, lon)),
        "provenance": _provenance(wanted, today),
    }
    if precision not in POINT_PRECISIONS:
        fields["radius_km"] = area_km(wanted)
    return Place.model_validate(fields)


def _still_within(base: Place | Candidate, lat: float, lon: float) -> tuple[str, ...]:
    """What a place lies in; of a pin that was moved far nothing is sure but the country."""
    moved = degrees_to_km(base.lat, base.lon, lat, lon)
    return tuple(base.within) if moved <= FAR_KM else tuple(base.within[-1:])


def area_km(wanted: PlaceDraft) -> float | None:
    """Kilometres around a place that is known only as an area; None for one that has a pin."""
    base = wanted.choice.base
    precision = wanted.precision or base.precision
    if precision in POINT_PRECISIONS:
        return None
    return base.radius_km or RADIUS_KM[precision]


def _provenance(wanted: PlaceDraft, today: datetime.date) -> dict[str, Any]:
    known, candidate = wanted.choice.place, wanted.choice.candidate
    query = wanted.as_written or (candidate.name if candidate else known.id if known else "")
    # A town that an editor makes a district is none: no source says so.
    as_found = wanted.at is None and not is_own(wanted.choice)
    if candidate and as_found and wanted.precision in ("", candidate.precision):
        found = {"query": query, "source": candidate.source, "source_id": candidate.id}
    else:
        found = {"query": query, "source": BY_HAND}
    return {**found, "resolved": today.isoformat()}
