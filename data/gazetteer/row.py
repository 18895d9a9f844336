"""One line of places.csv, and the levels of Peru."""

from __future__ import annotations

from dataclasses import dataclass

RANKS = ("department", "province", "district")
KM_PER_DEGREE = 111.2


@dataclass(frozen=True)
class Row:
    """One line of places.csv; the fields are its columns, `seat` the highest unit a town leads."""

    id: str
    name: str
    names: str
    lat: float
    lon: float
    precision: str
    within: str
    country: str
    population: int
    seat: str
    source: str
    radius_km: str = ""
    extent: str = ""  # south west north east, degrees
