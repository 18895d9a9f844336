"""The rank of a place: its level, and how far its bare name is from meaning it for certain."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from psgdash.geocoding.entries import Entry
from psgdash.geocoding.phrases import undressed
from psgdash.geocoding.spelling import key

AREAS = frozenset({"district", "province", "department", "region", "country"})
# Steps away from certainty, as in resolving.
_SEATS = {"country": 1.0, "department": 1.0, "province": 3.0, "district": 5.0, "": 7.0}
_PRECISIONS = {"site": 5.0, "country": 1.0, "department": 2.0, "region": 6.5, "province": 4.0}
_LEADS_REGION = 6.0  # of a town that gives a region its name
_DISTRICT = 6.0
_KNOWN_REGION = 4.5
KNOWN_REGION = 300_000  # inhabitants of a division that needs none either
WIDEST_KM = 1000.0  # radius of a continent, an ocean or the like, too wide for a pin
CERTAIN_CITY = 1_000_000  # inhabitants of a city that needs no word before it


def unit(entry: Entry) -> str:
    """The level of an entry's name: that of a district may be placed only as its province."""
    if entry.id.startswith("ubigeo:"):
        return {2: "department", 4: "province", 6: "district"}[len(entry.id) - 7]
    return entry.precision


def tenfolds(people: int) -> float:
    """Tenfolds of 15,000 inhabitants: 150,000 are one."""
    return max(0.0, math.log10(max(people, 1) / 15_000))


@lru_cache(maxsize=4096)
def chain_keys(within: tuple[str, ...]) -> frozenset[str]:
    """The keys of the names in a chain, with and without "Department" and the like."""
    return frozenset(form for name in within for form in (key(name), key(undressed(name)[0])))


def cost_of(entry: Entry) -> float:
    """Steps from certainty that a place is meant when its name stands alone, by its rank."""
    if entry.curated:
        return 0.0
    if entry.precision == "town":
        return _LEADS_REGION if entry.seat == "region" else _SEATS[entry.seat]
    if entry.precision == "province" and unit(entry) == "district":
        return _DISTRICT
    if entry.id.startswith("region:"):  # known by its name: the Red Sea, not its governorate
        return _KNOWN_REGION
    if entry.precision == "province" and entry.country != "PE":  # a county, say
        return _SEATS[""]
    return _PRECISIONS.get(entry.precision, _DISTRICT)


def leads(entry: Entry, entries: Iterable[Entry]) -> bool:
    """Whether a town is called as the region is that it leads: then it is rather meant."""
    return entry.seat == "region" and any(
        each.precision == "region" and key(each.name) in chain_keys(entry.within)
        for each in entries
    )


def strong(entry: Entry) -> bool:
    """Whether a name of this place needs no preposition to be taken for one."""
    if entry.curated or entry.precision in ("country", "department"):
        return True
    if entry.precision == "region":
        return entry.population >= KNOWN_REGION or not entry.id.startswith("admin1:")
    if entry.seat in ("country", "department", "province"):
        return True
    if entry.country == "PE" and entry.precision == "province" and unit(entry) == "province":
        return True
    return entry.population >= CERTAIN_CITY


def large(entry: Entry) -> bool:
    """Whether it is known all over the world: a country, its capital, a division, a great city."""
    return (
        entry.precision in ("country", "region")
        or entry.seat == "country"
        or entry.population >= CERTAIN_CITY
    )
