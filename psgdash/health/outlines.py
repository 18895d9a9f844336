"""Outlines of Peru's departments and of the countries around: is a point where its names say?

The base map's own files, so what is compared is what the reader sees. Shapely would answer it too,
but carries GEOS (LGPL) for two short functions over arrays.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from psgdash.archive.words import fold

KM_PER_DEGREE = 111.195  # of latitude
DEPARTMENTS, COUNTRIES = "peru_departments.geojson", "land.geojson"
HOME = "peru"  # whose departments are known
# How far outside an outline a point may lie, in kilometres. Outlines are coarse, coasts are thinned
# and rivers that are borders move: of the gazetteer's 4,582 places with a department all but 3 lie
# within 9 km of it. Those 3 are in the north of Callao, which its outline leaves out.
TOLERANCE_KM = 10.0
TOLERANCES_KM = {"callao": 20.0}
# Names that a chain may use for an outline: its key -> the outline's key.
_ALSO = {"cuzco": "cusco"}
_TITLES = frozenset({
    "departamento", "department", "dpto", "dep", "depto", "region", "provincia", "province",
    "constitucional", "constitutional", "republica", "republic", "de", "del", "of", "the",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outline:
    """A named area; `rings` are closed lines of (lon, lat) degrees, holes among them."""

    name: dict[str, str]  # by language
    rings: tuple[NDArray[np.float64], ...]
    box: tuple[float, float, float, float]  # west, south, east, north
    tolerance_km: float = TOLERANCE_KM

    def allows(self, lat: float, lon: float) -> bool:
        """Whether a point may lie in it, as far as so coarse an outline can tell."""
        west, south, east, north = self.box
        near = west - 1 <= lon <= east + 1 and south - 1 <= lat <= north + 1
        # A degree is more than any tolerance here, so what is farther need not be measured.
        return near and self.km_outside(lat, lon) <= self.tolerance_km

    def km_outside(self, lat: float, lon: float) -> float:
        """0 inside, else kilometres to the nearest edge."""
        if self.holds(lat, lon):
            return 0.0
        return min(_km_to(ring, lat, lon) for ring in self.rings)

    def holds(self, lat: float, lon: float) -> bool:
        """Even-odd rule over all rings: a hole turns inside into outside by itself."""
        west, south, east, north = self.box
        if not (west <= lon <= east and south <= lat <= north):
            return False
        odd = False
        for ring in self.rings:
            x0, y0, x1, y1 = ring[:-1, 0], ring[:-1, 1], ring[1:, 0], ring[1:, 1]
            crossed = (y0 > lat) != (y1 > lat)
            rise = np.where(crossed, y1 - y0, 1.0)  # where not crossed it is not used
            east_of = lon < (x1 - x0) * (lat - y0) / rise + x0
            odd ^= bool(np.count_nonzero(crossed & east_of) % 2)
        return odd


@dataclass(frozen=True, slots=True)
class Outlines:
    """Outlines by `key` of their names: departments of Peru, and countries."""

    departments: dict[str, Outline]
    countries: dict[str, Outline]

    def around(self, lat: float, lon: float) -> tuple[Outline, ...]:
        """What a point lies in, innermost first: department and country, as far as known."""
        found = (
            next((o for o in shelf.values() if o.holds(lat, lon)), None)
            for shelf in (self.departments, self.countries)
        )
        return tuple(outline for outline in found if outline)


def key(name: str) -> str:
    """A name as outlines are found by: `Región Puno`, `Departamento de Puno` -> `puno`."""
    folded = fold(name)
    bare = " ".join(word for word in folded.split() if word not in _TITLES) or folded
    return _ALSO.get(bare, bare)


def _km_to(ring: NDArray[np.float64], lat: float, lon: float) -> float:
    """Kilometres from a point to a line, on a plane laid at the point: good to 1% nearby."""
    scale = np.array([math.cos(math.radians(lat)), 1.0]) * KM_PER_DEGREE
    points = (ring - np.array([lon, lat])) * scale
    start, step = points[:-1], np.diff(points, axis=0)
    length = np.maximum((step**2).sum(axis=1), 1e-12)
    along = np.clip(-(start * step).sum(axis=1) / length, 0.0, 1.0)
    nearest = start + step * along[:, None]
    return float(np.sqrt((nearest**2).sum(axis=1).min()))


@lru_cache(maxsize=2)
def read(folder: Path) -> Outlines:
    """The outlines of a base map's folder; a file that is not there or damaged is an empty one."""
    departments: dict[str, Outline] = {}
    countries: dict[str, Outline] = {}
    for properties, geometry in _features(folder / DEPARTMENTS):
        name = str(properties.get("name", ""))
        departments[key(name)] = _outline({"es": name}, geometry)
    for properties, geometry in _features(folder / COUNTRIES):
        if properties.get("kind") in ("peru", "country"):
            name_of = {"en": str(properties["name_en"]), "es": str(properties["name_es"])}
            outline = _outline(name_of, geometry)
            countries |= {key(name): outline for name in name_of.values()}
    return Outlines(departments, countries)


def _features(path: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (OSError, ValueError, KeyError, TypeError):  # the report says how few were compared
        return
    for feature in features:
        yield feature["properties"], feature["geometry"]


def _outline(name: dict[str, str], geometry: dict[str, Any]) -> Outline:
    parts = geometry["coordinates"]
    polygons = parts if geometry["type"] == "MultiPolygon" else [parts]
    rings = tuple(np.array(ring, dtype=float)[:, :2] for polygon in polygons for ring in polygon)
    points = np.concatenate(rings)
    west, south = points.min(axis=0)
    east, north = points.max(axis=0)
    box = (float(west), float(south), float(east), float(north))
    called = {key(each) for each in name.values()}
    tolerance = max(TOLERANCES_KM.get(each, TOLERANCE_KM) for each in called)
    return Outline(name, rings, box, tolerance)
