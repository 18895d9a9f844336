"""Meanings of a name weighed by what is near: the other places of the text."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from psgdash.geocoding import clues, reasons
from psgdash.geocoding.entries import Entry
from psgdash.geocoding.found import Found
from psgdash.geocoding.ranks import strong
from psgdash.geocoding.spelling import key

_NEAR = ((30.0, 3.0), (90.0, 2.0), (250.0, 1.0))
_FAR_KM = 200.0
_SUPPORTS_KM = 60.0  # of a small town abroad, or one that a name with two slips may be meant for
_DWARFED = 100  # times as many people: a city that is hardly meant for another
COMMON = 4  # places of Peru that bear a name that many bear
_ASTRAY_KM = 150.0
ONE_PLACE_KM = 12.0  # a seat and what it leads are one answer
WELL_KNOWN = 500_000  # inhabitants: such a city is meant in a text on Peru too


@dataclass(frozen=True, slots=True)
class Weighed:
    """One meaning of a name, its cost in steps, and why."""

    entry: Entry
    cost: float
    said: reasons.Why = ()
    inside: bool = False  # of a place that the text names
    known: bool = True  # False: a small town abroad, unless the text names what it lies in


def nearby(found: Found, weighed: list[Weighed], best: list[Entry]) -> list[Weighed]:
    """Of places that bear one name, the one near the `best` of the other names of the text."""
    others = [entry for entry in best if entry.precision != "country"]
    if not others or (len(weighed) < 2 and all(each.known for each in weighed)):
        return weighed
    abroad = [each.entry for each in weighed if not _at_home(each.entry)]
    known_everywhere = max((e.population for e in abroad if e.precision == "town"), default=0)
    nearer: list[Weighed] = []
    away_from_all = []
    for each in weighed:
        worth, beside, nearest = 0.0, None, math.inf
        for other in others:
            away = km_between(each.entry, other)
            # Loreto is wide: what is far there is still near.
            same = each.entry.country == "PE" and same_division(each.entry.within, other.within)
            nearest = min(nearest, away, _FAR_KM if same else math.inf)
            gain = next((worth for km, worth in _NEAR if away <= km), 0.0)
            if each.entry.precision == "region":
                gain = 0.0  # what counts of a region is what lies in it, not its middle
            if each.entry.population * _DWARFED < known_everywhere and each.entry in abroad:
                gain /= 2  # Dallas is in Texas, even beside what may be in North Carolina
            if gain > worth:
                worth, beside = gain, other
        said = (*each.said, reasons.near(beside)) if beside else each.said
        known = each.known or nearest <= _SUPPORTS_KM
        away_from_all.append(nearest)
        nearer.append(replace(each, cost=each.cost - worth, said=said, known=known))
    minor = [_is_minor(each) or not each.known for each in nearer]
    far = all(km > _FAR_KM for km, of in zip(away_from_all, minor, strict=True) if of)
    home = any(_at_home(other) for other in others) and any(_at_home(e.entry) for e in nearer)
    several = any(km_between(nearer[0].entry, each.entry) > ONE_PLACE_KM for each in nearer)
    if home and several and far and all(minor) and not found.level:
        return [replace(each, known=False) for each in nearer]  # one that is not known, then
    return nearer


def _at_home(entry: Entry) -> bool:
    return entry.country == "PE" or "Peru" in entry.within


def _is_minor(each: Weighed) -> bool:
    """Whether a place is a hamlet, or a district, that nothing in the text speaks for."""
    entry = each.entry
    if each.inside or entry.curated or strong(entry):
        return False
    return entry.country not in clues.NEIGHBOURS and entry.population < WELL_KNOWN


def is_common(found: Found) -> bool:
    """Whether many places of Peru bear a name."""
    return sum(e.country == "PE" and key(e.name) == found.name for e in found.entries) >= COMMON


def is_astray(found: Found, best: Weighed, firm: Iterable[Entry | None]) -> bool:
    """Whether a name that many places bear lies far from those that a text names for certain.

    Then it is rather one that no gazetteer knows, near these: a Santa Rosa on the Marañón.
    """
    mine = best.entry
    leads = mine.seat in ("country", "department", "province") and key(mine.name) == found.name
    if not is_common(found) or leads or best.inside or mine.precision not in ("town", "district"):
        return False
    home = [e for e in firm if e and e.country == "PE" and e.precision not in ("country", "region")]
    return len(home) > 1 and all(
        km_between(mine, e) > _ASTRAY_KM and e.within[-2:] != mine.within[-2:] for e in home
    )


def same_division(within: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether two chains end in one department or region of one country."""
    return len(within) > 1 and within[-2:] == others[-2:]


def km_between(one: Entry, other: Entry) -> float:
    """Distance of two places in km."""
    return degrees_to_km(one.lat, one.lon, other.lat, other.lon)


def degrees_to_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance on a flat map: enough to tell near from far."""
    east = (lon - other_lon) * math.cos(math.radians((lat + other_lat) / 2))
    return 111.2 * math.hypot(lat - other_lat, east)
