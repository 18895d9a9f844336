"""Places of a file as places of ours: shared, and those that the archive has used again."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from psgdash.archive import gate
from psgdash.archive.areas import Areas
from psgdash.archive.loading import Archive
from psgdash.archive.records import PRECISIONS, Event, EventPlace, Place, Provenance
from psgdash.archive.words import fold
from psgdash.errors import PsgdashError
from psgdash.exchange.incoming import UNKNOWN_PRECISION, Site, digest, slug

SAME_POINT_KM = 1.0
_KM_A_DEGREE = 111.32
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_Key = tuple[str, float, float, str]
_folded = lru_cache(maxsize=20_000)(fold)  # places come again and again


@dataclass(frozen=True, slots=True)
class Placed:
    """A place's id, and the place itself where it is a new one."""

    id: str
    new: Place | None = None
    ignored: tuple[str, ...] = ()  # what the file says else of a place that stays as it is


class BrokenPlaceError(PsgdashError):
    """The archive has a place that cannot be read; another of its id would be its double."""


class KeptBack:
    """The places of a sensitive record, by the areas that our own files give in their stead."""

    def __init__(self, before: Event, places: Mapping[str, Place], areas: Areas) -> None:
        self._before = before
        self._shown = gate.coarsened(before, places, areas).places
        self._roles = {entry.place: entry.role for entry in self._shown}
        self._behind: defaultdict[str, list[EventPlace]] = defaultdict(list)
        for entry in before.places:
            area = areas.around(places[entry.place], before.sensitivity)
            self._behind[area.id if area else ""].append(entry)

    def is_all(self, sites: Collection[Site]) -> bool:
        """Whether the sites are just what readers see of the record, so that it stays as it is."""
        told = {(site.id, site.role or self._roles.get(site.id or "")) for site in sites}
        return told == {(entry.place, entry.role) for entry in self._shown}

    def behind(self, site: Site) -> list[EventPlace]:
        """What the record has where the file has an area; in another role if the file says so."""
        found = self._behind.get(site.id or "", []) if site.id else []
        if not found or site.role in (None, self._roles[site.id or ""]):
            return found
        return [entry.model_copy(update={"role": site.role}) for entry in found]

    def unseen(self, told: Collection[EventPlace]) -> list[EventPlace]:
        """The places that readers see nothing of: that a file does not tell them says nothing."""
        known = {entry.place for entry in told}
        return [entry for entry in self._behind.get("", []) if entry.place not in known]


class Places:
    """Finds or makes the place that a file means. Keeps keys only, so a million places fit."""

    def __init__(self, archive: Archive, source: str, *, today: date) -> None:
        self._archive, self._source, self._today = archive, source, today
        self._named: defaultdict[str, list[Place]] = defaultdict(list)
        for place in archive.places.values():
            for name in {*place.name.values(), *place.names, place.id}:
                self._named[fold(name)].append(place)
        broken = {p.record for p in archive.problems if p.path.startswith("places")}
        self._broken = broken - archive.places.keys()
        self._met: dict[_Key, str] = {}
        self._ids: dict[str, _Key | None] = dict.fromkeys(archive.places)
        country = archive.places.get(archive.site.country)
        self._country = {fold(n) for n in country.name.values()} if country else set()

    def place(self, site: Site, row: str, kept: Collection[str] = ()) -> Placed | None:
        """The place of a site in a row, or None where neither id nor point is known.

        Of several that it may be, the one that the record has already (`kept`) stays. Elsewhere an
        id of ours counts only if what the file says of the place agrees. Raises BrokenPlaceError.
        """
        if site.id in self._broken:
            raise BrokenPlaceError(site.id)
        ours = self._archive.places.get(site.id) if site.id else None
        if ours is not None:
            other = _other(site, ours)
            if ours.id in kept or not {"lat", "precision"} & set(other):
                return Placed(ours.id, ignored=other)
        if site.lat is None or site.lon is None:
            return None if ours else self._by_name_alone(site)
        name, precision = next(iter(site.name.values())), site.precision or UNKNOWN_PRECISION
        key = (_folded(name), round(site.lat, 4), round(site.lon, 4), precision)
        if key in self._met and not kept:
            return Placed(self._met[key])
        known = self._there(site, key[0], kept)
        if known is not None:
            if not kept:
                self._met[key] = known.id
            return Placed(known.id)
        if key in self._met:
            return Placed(self._met[key])
        new = self._made(site, row, key, at=(site.lat, site.lon))
        self._met[key], self._ids[new.id] = new.id, key
        return Placed(new.id, new)

    def _by_name_alone(self, site: Site) -> Placed | None:
        """What has no point is only found if it was met in the file under its id."""
        return Placed(site.id) if site.id and site.id in self._ids else None

    def _there(self, site: Site, folded: str, kept: Collection[str]) -> Place | None:
        """A place of the archive with that name at that point, unless it would be more exact.

        One that is just as exact comes before one that is coarser.
        """
        if site.lat is None or site.lon is None:
            return None
        precision = site.precision or UNKNOWN_PRECISION
        found: list[tuple[bool, bool, float, int, Place]] = []
        for n, place in enumerate(self._named.get(folded, ())):
            far = _km(place, site.lat, site.lon)
            coarser = PRECISIONS.index(place.precision) >= PRECISIONS.index(precision)
            country = place.id == self._archive.site.country and precision == "country"
            if country or (coarser and far <= SAME_POINT_KM):
                rank = place.id not in kept, place.precision != precision, far, n
                found.append((*rank, place))
        return min(found)[-1] if found else None

    def forget(self, places: Iterable[Place]) -> None:
        """Places that were made for a row which is refused are not there for the next."""
        for place in places:
            key = self._ids.pop(place.id, None)
            if key is not None:
                del self._met[key]

    def _made(self, site: Site, row: str, key: _Key, *, at: tuple[float, float]) -> Place:
        name, within = next(iter(site.name.values())), self._chain(site)
        precision = site.precision or UNKNOWN_PRECISION
        wanted = site.id if site.id and _SLUG.fullmatch(site.id) and len(site.id) <= 80 else ""
        base = wanted or slug(name, *within)
        if base in self._broken:
            raise BrokenPlaceError(base)
        # The same words may stand for another point: what tells them apart never changes.
        for name_of in (base, slug(base, precision), slug(base, digest(*key, length=6))):
            if name_of not in self._ids:
                break
        return Place.model_validate(
            {
                "id": name_of,
                "name": dict(site.name),
                "lat": at[0],
                "lon": at[1],
                "precision": precision,
                "within": within,
                "radius_km": site.radius_km,
                "provenance": Provenance(
                    query=name, source=self._source, source_id=row[:400], resolved=self._today
                ),
            }
        )

    def _chain(self, site: Site) -> tuple[str, ...]:
        """What it lies in, with the country by its id."""
        return tuple(
            self._archive.site.country if _folded(part) in self._country else part
            for part in site.within
        )


def _other(site: Site, place: Place) -> tuple[str, ...]:
    """What a file says of a place otherwise than the archive has it."""
    other: list[str] = []
    if site.lat is not None and site.lon is not None:
        # The middle of an area that was drawn is not its very point.
        near = SAME_POINT_KM if place.is_point else max(SAME_POINT_KM, (place.radius_km or 60) / 10)
        if _km(place, site.lat, site.lon) > near:
            other.append("lat")
    if site.precision not in (None, place.precision):
        other.append("precision")
    known = {_folded(name) for name in (*place.name.values(), *place.names, place.id)}
    if not known & {_folded(name) for name in site.name.values()}:
        other.append("name")
    return tuple(other)


def _km(place: Place, lat: float, lon: float) -> float:
    east = (place.lon - lon) * math.cos(math.radians(lat))
    return math.hypot(place.lat - lat, east) * _KM_A_DEGREE
