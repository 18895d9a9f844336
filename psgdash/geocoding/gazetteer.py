"""The offline gazetteer: a geopy Geocoder that answers from files and opens no connection."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import cached_property
from itertools import chain, takewhile
from pathlib import Path

from geopy.exc import GeocoderQueryError

from psgdash.geocoding import reasons
from psgdash.geocoding.entries import SITES, Entry, read_places, read_sites
from psgdash.geocoding.geopy_types import DEFAULT_SENTINEL, Geocoder, Location, Point
from psgdash.geocoding.resolving import LONGEST_QUERY, Candidate, resolve
from psgdash.geocoding.spelling import Spelling, key

FARTHEST_KM = 100.0  # reverse: beyond this no place is near
EARTH_KM = 6371.009
KM_PER_DEGREE = EARTH_KM * math.pi / 180
MOST_NEAR = 10
_OLD_I = re.compile(r"y[^aeiouy]")
_NEAR_ORDER = ("site", "town", "district")  # of several at one point


class Gazetteer(Geocoder):
    """Places of Peru and the larger ones of the world, from `folder`; raises DataFolderError."""

    def __init__(self, folder: Path) -> None:
        super().__init__(timeout=None)
        sites, self.problems = read_sites(folder / SITES)
        self._sites, self._places = sites, read_places(folder)
        self._of_sites: dict[str, list[Entry]] = {}
        for entry in sites:
            for each in {key(entry.name), *map(key, entry.names)}:
                self._of_sites.setdefault(each, []).append(entry)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, curated ones first; reading them all takes a moment."""
        return (*self._sites, *self._places)

    def knows(self, name: str) -> bool:
        """Whether any entry bears a name, given as its `key`."""
        return name in self._of_sites or name in self._places

    def named(self, name: str) -> tuple[Entry, ...]:
        """The entries that bear a name, given as its `key`; curated ones first."""
        if not name:
            return ()
        derived = self._places.named(name)
        curated = self._of_sites.get(name)
        if not (curated or derived) and _OLD_I.match(name):
            return self.named("i" + name[1:])  # Ylo, as letters and old maps have it
        return (*curated, *derived) if curated else derived

    @cached_property
    def countries(self) -> dict[str, tuple[Entry, ...]]:
        """The countries by their ISO code; those of the derived files come first in them."""
        listed = takewhile(lambda entry: entry.precision == "country", self._places)
        return {entry.country: (entry,) for entry in listed}

    def similar(self, name: str) -> tuple[str, ...]:
        """Keys of Peru's places that a misspelt `name` (a key) may be meant for, nearest first."""
        return self._spelling.nearest(name)

    @cached_property
    def _spelling(self) -> Spelling:
        """The names of Peru by sound and spelling, made when a name is first not known."""
        return Spelling([*self._of_sites, *self._places.keys_of_peru()])

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """The best place for a name, or all of them, or None; raises GeocoderQueryError."""
        del timeout  # geopy's signature has it, but nothing here waits
        if not isinstance(query, str):
            raise GeocoderQueryError("A place name must be a text, such as 'San Gabán, Puno'.")
        if len(query) > LONGEST_QUERY:
            raise GeocoderQueryError(
                f"The query has {len(query):,} characters. Give only the name of the place "
                f"and what it lies in, {LONGEST_QUERY} characters at most."
            )
        return _answer([_location(each) for each in resolve(query, self)], exactly_one)

    def reverse(
        self,
        query: Point | tuple[float, float] | str,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
    ) -> Location | list[Location] | None:
        """The nearest place within 100 km of a point (lat, lon), or the nearest ten, or None."""
        del timeout
        try:
            point = Point(query)
        except (ValueError, TypeError) as error:
            raise GeocoderQueryError(
                "A point must be latitude and longitude in degrees, such as (-12.05, -77.03)."
            ) from error
        found = []
        for entry in self._around(point):
            away = _km_between(point.latitude, point.longitude, entry.lat, entry.lon)
            if away <= FARTHEST_KM:
                found.append((away, _NEAR_ORDER.index(entry.precision), entry))
        found.sort(key=lambda each: each[:2])
        near = [_location(_nearby(entry, away)) for away, _, entry in found[:MOST_NEAR]]
        return _answer(near, exactly_one)

    @cached_property
    def _cells(self) -> dict[tuple[int, int], list[int]]:
        """Rows by whole degrees (sites below zero), made when a point is first asked for."""
        cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        sites = ((e.lat, e.lon, e.precision, ~i) for i, e in enumerate(self._sites))
        for lat, lon, precision, number in chain(sites, self._places.points()):
            if precision in _NEAR_ORDER:
                cells[math.floor(lat), math.floor(lon)].append(number)
        return dict(cells)

    def _numbered(self, number: int) -> Entry:
        return self._sites[~number] if number < 0 else self._places.at(number)

    def _around(self, point: Point) -> list[Entry]:
        """Entries of all cells that the circle around a point may touch."""
        lat, lon = point.latitude, point.longitude
        high = FARTHEST_KM / KM_PER_DEGREE
        # Meridians draw together: near a pole the circle touches all of them.
        wide = min(180.0, high / max(1e-6, math.cos(math.radians(min(90.0, abs(lat) + high)))))
        rows = range(math.floor(lat - high), math.floor(lat + high) + 1)
        columns = range(math.floor(lon - wide), math.floor(lon + wide) + 1)
        wrapped = {(column + 180) % 360 - 180 for column in columns}
        return [
            self._numbered(number)
            for row in rows
            for column in wrapped
            for number in self._cells.get((row, column), ())
        ]


def _km_between(lat0: float, lon0: float, lat1: float, lon1: float) -> float:
    """Great-circle distance (haversine); geopy's own is ten times slower over many points."""
    a = math.sin(math.radians(lat1 - lat0) / 2) ** 2
    b = math.sin(math.radians(lon1 - lon0) / 2) ** 2
    b *= math.cos(math.radians(lat0)) * math.cos(math.radians(lat1))
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(a + b)))


def _nearby(entry: Entry, away: float) -> Candidate:
    score = round(1 - away / FARTHEST_KM, 3)
    return Candidate(
        entry.name, entry.lat, entry.lon, entry.precision, entry.within, score,
        entry.source, entry.id, (reasons.away(away),), entry.radius_km,
    )  # fmt: skip


def _location(candidate: Candidate) -> Location:
    """A candidate as geopy gives it: the address without repetition, the rest in `raw`."""
    words = [candidate.name]
    for name in candidate.within:
        if name != words[-1]:
            words.append(name)
    raw = {**candidate.as_dict(), "id": candidate.id, "reason": candidate.reason}
    if candidate.radius_km is not None:
        raw["radius_km"] = candidate.radius_km
    if candidate.extent:
        raw["extent"] = candidate.extent
    return Location(", ".join(words), (candidate.lat, candidate.lon), raw)


def _answer(locations: list[Location], exactly_one: bool) -> Location | list[Location] | None:
    """As geopy's services answer: one, a list, or None for nothing."""
    if not locations:
        return None
    return locations[0] if exactly_one else locations
