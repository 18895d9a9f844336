"""The area that a place is shown as, where something keeps its point back.

Only what is surely an area is one: a division that the gazetteer knows by its name and its chain
(its point is then the gazetteer's), a country, a region wide enough, and, if the gazetteer has no
divisions of our own country, a record of the archive that says nothing to the contrary.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping
from functools import cached_property
from itertools import count

from psgdash.archive.divisions import LEVELS, RADIUS_KM, Divisions
from psgdash.archive.records import PRECISIONS, Place
from psgdash.archive.words import fold

RANKS: Mapping[str, int] = {name: n for n, name in enumerate(PRECISIONS)}  # finer first
_WORDS: Mapping[str, str] = {
    "distrito": "district", "district": "district", "provincia": "province",
    "province": "province", "departamento": "department", "department": "department",
    "region": "",
}  # fmt: skip
_OPENING = re.compile(rf"({'|'.join(_WORDS)})(?: (?:of|de|del))? (.+)")
_CLOSING = re.compile(rf"(.+) ({'|'.join(_WORDS)})")
# Ids that the gazetteer gives to points only, however coarsely they are known.
_POINTS = ("site:", "geonames:")


class Areas:
    """The areas there are for the places of an archive; `lent` are those that it does not have."""

    def __init__(self, places: Mapping[str, Place], country: str, divisions: Divisions) -> None:
        """`country` is the id of the site's own; `divisions` are read when first needed."""
        self._places, self._country, self._known = places, country, divisions
        self._answers: dict[tuple[str, str], Place | None] = {}
        self.lent: dict[str, Place] = {}

    def around(self, place: Place, level: str) -> Place | None:
        """The place itself if it is an area as coarse as the level, else the first around it."""
        key = level, place.id
        if key not in self._answers:
            found = self._around(place, level)
            if found is not None and self._places.get(found.id) is not found:
                self.lent[found.id] = found
            self._answers[key] = found
        return self._answers[key]

    def _around(self, place: Place, level: str) -> Place | None:
        # Never told more exactly than it is known, but as a department where that is not much.
        wanted = max(RANKS[level], min(RANKS[place.precision], RANKS["department"]))
        if RANKS[place.precision] >= wanted:
            itself = self._as_area(place)
            if itself is not None and _is_wide(itself, level):
                return itself
        chain = self._chain(place)
        for depth, name in enumerate(chain):
            rest = chain[depth + 1 :]
            found = [
                area
                for area in self._named(name)
                if area.id != place.id
                and RANKS[area.precision] >= wanted
                and _is_wide(area, level)
                and self._lies_in(area, rest)
            ]
            if found:  # the finest of one name; those of the archive stand first
                return min(found, key=lambda area: RANKS[area.precision])
        return None

    def _as_area(self, place: Place) -> Place | None:
        """The area that a record means by its own name and precision; None if it is a point."""
        if place.id == self._country:
            return place
        if place.precision == "region":
            is_town = (place.provenance.source_id or "").startswith("geonames:")
            return None if is_town or _is_rough_point(place, 1) else place
        same = [
            each
            for name in place.name.values()
            for each in self._divisions.get(_bare(name)[0], ())
            if each.precision == place.precision and self._lies_in(each, self._chain(place))
        ]
        if same:
            return _as_named(place, same[0]) if _stands_for(place, same[0]) else same[0]
        if place.precision in LEVELS:
            if self._is_divided(place) or (place.provenance.source_id or "").startswith(_POINTS):
                return None
            return place if place.is_itself else None
        # All countries are known where any is.
        return None if self._divisions or _is_rough_point(place, 0) else place

    def _chain(self, place: Place) -> tuple[str, ...]:
        """What it lies in; a chain that ends in a place of ours goes on as that one's does."""
        last = self._places.get(place.within[-1]) if place.within else None
        return place.within + last.within if last else place.within

    def _named(self, name: str) -> Iterator[Place]:
        """The areas that bear a name: those of the archive, then the gazetteer's."""
        bare, level = _bare(name)
        for shelf in (self._areas, self._divisions):
            for area in shelf.get(bare, ()):
                if level in ("", area.precision):
                    yield area

    @cached_property
    def _areas(self) -> dict[str, list[Place]]:
        """The archive's own areas by name and id."""
        found: defaultdict[str, list[Place]] = defaultdict(list)
        for place in self._places.values():
            if place.precision in (*LEVELS, "region", "country"):
                area = self._as_area(place)
                for name in self._called(place.id) if area else ():
                    found[name].append(area or place)
        return dict(found)

    @cached_property
    def _divisions(self) -> dict[str, list[Place]]:
        """The gazetteer's areas by name; their ids are none of the archive's."""
        found: defaultdict[str, list[Place]] = defaultdict(list)
        for place in self._known():
            names = {fold(n) for n in (*place.name.values(), *place.names)}
            if place.precision == "country" and names & self._called(self._country):
                place = self._places.get(self._country, place)
            elif place.id in self._places:
                place = place.model_copy(update={"id": _free(place.id, self._places)})
            for name in names:
                found[name].append(place)
        return dict(found)

    @cached_property
    def _aliases(self) -> dict[tuple[str, ...], set[str]]:
        """What else an area of the gazetteer is called, by its name and chain: Cuzco for Cusco."""
        return {
            (area.name["en"], *area.within): {fold(n) for n in (area.name["en"], *area.names)}
            for area in self._known()
        }

    def _called(self, name: str) -> set[str]:
        """A link of a chain, which is a name or an id of ours, in all its names."""
        place = self._places.get(name)
        names = (name, *place.name.values(), *place.names) if place else (name,)
        return {_bare(each)[0] for each in names}

    def _lies_in(self, area: Place, chain: tuple[str, ...]) -> bool:
        """Whether an area lies in all that a chain names; a chain may leave out our own country."""
        theirs = area.within
        if not theirs:  # Georgia, but not that of the United States
            is_last = area.precision == "country" and not self._is_country(chain[-1:])
            return is_last or not chain
        if len(theirs) > len(chain) + self._is_home(theirs[-1]):
            return False
        return all(
            self._called(mine) & (self._called(their) | self._aliases.get(theirs[n:], set()))
            for n, (mine, their) in enumerate(zip(chain, theirs, strict=False))
        )

    @cached_property
    def _countries(self) -> set[str]:
        """All that countries are called."""
        shelves = self._divisions.items()
        return {name for name, areas in shelves if any(a.precision == "country" for a in areas)}

    def _is_country(self, last: tuple[str, ...]) -> bool:
        return any(self._called(name) & self._countries for name in last)

    @cached_property
    def _divides_home(self) -> bool:
        """Whether the gazetteer has the divisions of our own country."""
        return any(self._is_home(area.within[-1]) for area in self._known() if area.within)

    def _is_home(self, country: str) -> bool:
        return bool(self._called(country) & self._called(self._country))

    def _is_divided(self, place: Place) -> bool:
        """Whether the gazetteer would know the place, were it a division that may be shown."""
        if not self._divisions or self._divides_home:
            return bool(self._divisions)
        if not self._is_country((self._country,)):
            return True  # who does not know the country cannot tell that it is divided otherwise
        chain = self._chain(place)
        return bool(chain) and not self._is_home(chain[-1])


def _free(name: str, taken: Container[str]) -> str:
    """An id like the one given that no place has."""
    return next(n for i in count(1) if (n := f"{name}-{i}") not in taken)


def _bare(name: str) -> tuple[str, str]:
    """A name folded, without its level, and the level if it says one: `Huanta province`."""
    folded = fold(name)
    if opening := _OPENING.fullmatch(folded):
        return opening[2], _WORDS[opening[1]]
    if closing := _CLOSING.fullmatch(folded):
        return closing[1], _WORDS[closing[2]]
    return folded, ""


def _is_rough_point(place: Place, most: int) -> bool:
    """Whether a region or country stands for something that lies in it."""
    return place.provenance.is_of_a_point or len(place.within) > most


def _is_wide(area: Place, level: str) -> bool:
    """Whether a region is as wide as such a division mostly is; of a division its level says so."""
    return area.precision != "region" or (area.radius_km or 0) >= RADIUS_KM[level]


def _as_named(place: Place, division: Place) -> Place:
    """A division under the archive's id and names; what else a record says may be a point's."""
    same = ("provenance", "within", "radius_km")
    return place.model_copy(update={name: getattr(division, name) for name in same})


def _stands_for(place: Place, division: Place) -> bool:
    """Whether a record of the archive says no more than the division that it was made from."""
    names: Collection[str] = {fold(n) for n in (*division.name.values(), *division.names)}
    mine = (re.sub(r"-\d+$", "", place.id), *place.name.values(), *place.names)
    return (
        place.provenance.source_id == division.provenance.source_id
        and (place.lat, place.lon) == (division.lat, division.lon)
        and all(_bare(each)[0] in names for each in mine)
    )
