"""Names that nothing around them tells to be places, but the text's other places do."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable

from psgdash.geocoding.choosing import REACH
from psgdash.geocoding.entries import Entry
from psgdash.geocoding.found import Found
from psgdash.geocoding.nearness import degrees_to_km, same_division
from psgdash.geocoding.ranks import chain_keys
from psgdash.geocoding.resolving import Candidate
from psgdash.geocoding.spelling import key

BESIDE_KM = 60.0  # from a place of the text
# Inhabitants of a place for which it is enough to be in the country of another one of the text.
PLACED_TOWN = 15_000  # with a preposition
BARE_TOWN = 50_000  # without one
# But there a surname is a large town's name as well: Tyler, Warren.
_ENGLISH = ("AU", "CA", "GB", "IE", "NZ", "US")
SAME_DIVISION_KM = 150.0  # from one in the same state or region; in a department of Peru, anywhere


def told_by_company(
    found: Iterable[Found], chosen: Iterable[tuple[Found, tuple[Candidate, ...]]]
) -> set[Found]:
    """Those of the weak names that the places named around them tell to be places."""
    others = [(each.start, candidates[0]) for each, candidates in chosen if candidates]
    starts = [start for start, _ in others]
    kept = set()
    for each in found:
        if each.weak:
            at = bisect(starts, each.start)
            around = others[max(0, at - REACH) : at + REACH]
            if _keeps(each, (candidate for _, candidate in around)):
                kept.add(each)
    return kept


def _keeps(found: Found, others: Iterable[Candidate]) -> bool:
    """Whether a place of this name lies beside the text's others, in one, or in their country."""
    return any(
        _belongs(entry, other) or (_is_large(entry, found) and _of_country(entry, other))
        for other in others
        for entry in found.entries
    )


def _is_large(entry: Entry, found: Found) -> bool:
    if found.placed:
        return entry.population >= PLACED_TOWN
    return entry.population >= BARE_TOWN and entry.country not in _ENGLISH


def _of_country(entry: Entry, other: Candidate) -> bool:
    country = (other.name,) if other.precision == "country" else other.within[-1:]
    return entry.precision != "country" and entry.within[-1:] == country


def _belongs(entry: Entry, other: Candidate) -> bool:
    if entry.precision in ("country", "region") or other.precision == "country":
        return False
    if other.precision in ("department", "region", "province"):
        inside = key(other.name) in chain_keys(entry.within)
        return inside and other.within[-1:] == entry.within[-1:]
    away = degrees_to_km(entry.lat, entry.lon, other.lat, other.lon)
    same = same_division(entry.within, other.within)
    if same and entry.country == "PE":
        return True
    return away <= (SAME_DIVISION_KM if same else BESIDE_KM)
