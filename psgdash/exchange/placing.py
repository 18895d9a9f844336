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
from psgdash.exchange.incoming import Site, digest, slug

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
        told = {(site.id, site.role) for site in sites}
        return told == {(entry.place, entry.role) for entry in self._shown}

    def behind(self, site: Site) -> list[EventPlace]:
        """What the record has where the file has an area; in another role if the file says so."""
        found = self._behind.get(site.id or "", []) if site.id else []
        if not found or site.role == self._roles[site.id or ""]:
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
        self._met: dict[_Key, str] = {}
        self._ids: dict[str, _Key | None] = dict.fromkeys(archive.places)
        country = archive.places.get(archive.site.country)
        self._country = {fold(n) for n in country.name.values()} if country else set()

    def place(self, site: Site, row: str, kept: Collection[str] = ()) -> Placed | None:
        """The place of a site in a row, or None where neither id nor point is known.

        Of several that it may be, the one that the record has already (`kept`) stays.
        """
        if site.id and site.id in self._archive.places:
            return Placed(site.id)
        if site.lat is None or site.lon is None:
            return self._by_name_alone(site)
        name = next(iter(site.name.values()))
        key = (_folded(name), round(site.lat, 4), round(site.lon, 4), site.precision)
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
        found: list[tuple[bool, bool, float, int, Place]] = []
        for n, place in enumerate(self._named.get(folded, ())):
            far = math.hypot(
                place.lat - site.lat,
                (place.lon - site.lon) * math.cos(math.radians(site.lat)),
            )
            coarser = PRECISIONS.index(place.precision) >= PRECISIONS.index(site.precision)
            country = place.id == self._archive.site.country and site.precision == "country"
            if country or (coarser and far * _KM_A_DEGREE <= SAME_POINT_KM):
                rank = place.id not in kept, place.precision != site.precision, far, n
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
        wanted = site.id if site.id and _SLUG.fullmatch(site.id) and len(site.id) <= 80 else ""
        base = wanted or slug(name, *within)
        # The same words may stand for another point: what tells them apart never changes.
        for name_of in (base, slug(base, site.precision), slug(base, digest(*key, length=6))):
            if name_of not in self._ids:
                break
        return Place.model_validate(
            {
                "id": name_of,
                "name": dict(site.name),
                "lat": at[0],
                "lon": at[1],
                "precision": site.precision,
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
