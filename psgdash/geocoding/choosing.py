"""Which places the names of one text mean together: what lies in what, and what is near what."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from psgdash.geocoding import clues, reasons
from psgdash.geocoding.containing import FINENESS, holds, is_told, lies_in
from psgdash.geocoding.entries import Entry
from psgdash.geocoding.found import Found
from psgdash.geocoding.nearness import (
    ONE_PLACE_KM,
    WELL_KNOWN,
    Weighed,
    is_astray,
    is_common,
    km_between,
    nearby,
)
from psgdash.geocoding.ranks import AREAS, cost_of, leads, strong, tenfolds, unit
from psgdash.geocoding.resolving import Candidate
from psgdash.geocoding.spelling import key

MOST = 8  # candidates of a mention
REACH = 20  # names before and after that bear on one
SMALL_TOWN = 15_000  # inhabitants: abroad a smaller one is meant only beside what it lies in
SMALL_ELSEWHERE = 30_000  # and where other countries are spoken of
_NEAR_HOME = ("PE", *clues.NEIGHBOURS)
_STEP = 0.05
# Costs, in the steps of resolving.
_ABROAD, _CAPITAL_ABROAD, _REGION_ABROAD, _KNOWN_REGION = 7.0, 2.5, 5.0, 3.5
_LEADS_REGION = 0.5  # a town of a region's name with many of its people is rather meant than it
_ELSEWHERE = 2.0  # for a town of Peru where other countries are spoken of and Peru is not
_OTHER_NAME, _MISSPELT, _LESS_LIKE, _WORK = 1.5, 1.5, 1.5, 2.0
_TOLD_IN, _NAMED_TOO, _LEVEL = 12.0, 3.0, 6.0
_COUNTRY_AMONG_PERU, _AWAY_FROM_HOME = 2.0, 1.5
_IN_NATION = re.compile(r",? (?:in|en) |, | \(")
_IN = re.compile(r"(, (?=in |en )| \()?(?: ?(?:in|en) (?:the |el )?)?")
_NEXT_TO = re.compile(r",? (?:near|outside|beside|not far from|cerca del?|junto al?) ")
_LISTED = re.compile(r",\s*[A-ZÁÉÍÓÚ]|\s+(?:y|e|and|or)\b")


def choose(
    text: str, found: list[Found], nations: Iterable[str], *, at_home: bool
) -> list[tuple[Found, tuple[Candidate, ...]]]:
    """For every name its candidates, best first; `nations` are countries of people spoken of.

    `at_home`: a text that speaks of no country is about Peru.
    A name has none where all it could be is a small town abroad and nothing says so.
    """
    if not found:
        return []
    named = [set(_nations(each)) for each in found]
    provinces = {each.name for each in found if each.level == "province"}
    around = [_around(i, found) for i in range(len(found))]
    weighed = []
    for i, each in enumerate(found):
        countries = set(nations).union(*(named[j] for j in around[i]))
        beside = set().union(*(named[j] for j in around[i] if found[j].name != each.name))
        told = countries - _own(each)
        home = told == {"PE"} or (at_home and not told)
        alone = _alone(each, told, beside, provinces, at_home=home)
        weighed.append(_contained(text, each, [found[j] for j in around[i]], alone))
    chosen = weighed
    for _ in range(2):  # the second time with what the first has made certain
        best = [min(each, key=_order).entry for each in chosen]
        chosen = [
            nearby(found[i], of, [best[j] for j in around[i] if found[j].name != found[i].name])
            for i, of in enumerate(weighed)
        ]
    ranked = [[each for each in sorted(of, key=_order) if each.known] for of in chosen]
    loose = [each for each in found if not each.silent]
    site = loose[0] if loose and all(each.role == "mentioned" for each in loose) else None
    lone = len(found) == 1
    firm = [
        of[0].entry if of and not is_common(each) else None
        for each, of in zip(found, ranked, strict=True)
    ]
    return [
        (
            _with_role(each, of[0].entry, site, alone=lone),
            _candidates(of, doubt=is_astray(each, of[0], [firm[j] for j in around[i]])),
        )
        if of
        else (each, ())
        for i, (each, of) in enumerate(zip(found, ranked, strict=True))
    ]


def _own(found: Found) -> set[str]:
    """The countries that a name itself may be: they say nothing of it."""
    return {entry.country for entry in found.entries if entry.precision == "country"}


def _nations(found: Found) -> Iterator[str]:
    """The countries that a name speaks of, where that is plain: Ohio of the United States."""
    yield from _own(found)
    large = [
        e for e in found.entries if e.curated or e.country == "PE" or e.population >= SMALL_TOWN
    ]
    if len({"PE" if entry.curated else entry.country for entry in large}) == 1:
        yield large[0].country or "PE"


def _around(at: int, found: list[Found]) -> list[int]:
    """The names that count for one: the nearest of each, none far off, or long texts are slow."""
    nearest: dict[tuple[str, str, bool], int] = {}
    for away in range(1, REACH + 1):
        for i in (at - away, at + away):
            if 0 <= i < len(found):
                nearest.setdefault((found[i].name, found[i].level, found[i].silent), i)
    return sorted(nearest.values())


def _order(each: Weighed) -> tuple[float, int, str]:
    return each.cost, -each.entry.population, each.entry.id


def _alone(
    found: Found, countries: set[str], beside: set[str], provinces: set[str], *, at_home: bool
) -> list[Weighed]:
    """What each meaning costs by itself; `countries` are those the rest of the text speaks of.

    `beside` are those of the other names: of two countries of one name it is that of Goma.
    `provinces` are the names that the text calls provinces.
    """
    weighed = []
    elsewhere = bool(countries) and "PE" not in countries
    for i, entry in enumerate(found.entries):
        cost, said = _rank(entry, found.entries), [reasons.rank(entry)]
        small = unit(entry) in ("town", "district") and entry.seat not in ("country", "department")
        if entry.country == "PE" and elsewhere and small:
            cost += _ELSEWHERE
        if unit(entry) == "province" and _led_from_elsewhere(found):
            cost += -_ELSEWHERE if found.name in provinces else _ELSEWHERE
        if found.meant:
            cost += _MISSPELT + (_LESS_LIKE if found.meant[i] != found.meant[0] else 0)
            said.append(reasons.LIKE_IT)
        elif key(entry.name) != found.name and not (entry.curated or leads(entry, found.entries)):
            cost += _OTHER_NAME
            said.append(reasons.OTHER_NAME)
            if entry.precision == "country" and "PE" in countries:
                cost += _COUNTRY_AMONG_PERU  # Santa Lucía by Juliaca is not Saint Lucia
        if entry.country in countries - {"PE"} and entry.precision != "country":
            cost -= _NAMED_TOO
            said.append(reasons.ITS_COUNTRY)
        if entry.precision == "country" and entry.country in beside:
            cost -= _NAMED_TOO
            said.append(reasons.HOLDS_NEIGHBOUR)
        if found.level:
            worth = _of_level(found, entry)
            if entry.country == "PE" and elsewhere:
                worth = min(worth, 0.0)  # districts are not Peru's alone
            cost -= worth
            if worth > 0:
                said.append(reasons.called(found.level))
        if found.work and entry.curated:
            cost -= _WORK
        if at_home and entry.country not in ("PE", ""):
            cost += _AWAY_FROM_HOME
        known = found.sure or (_is_known(entry, countries) and entry not in found.doubtful)
        if found.meant and found.meant[i] != found.name and elsewhere:
            known = False  # names of Peru alone are known so well that a slip is told
        weighed.append(Weighed(entry, cost, tuple(said), known=known))
    return weighed


def _rank(entry: Entry, entries: tuple[Entry, ...]) -> float:
    """The cost of a place by its rank and size alone: Peru's own before those abroad."""
    if entry.curated or entry.country == "PE" or entry.precision == "country":
        return cost_of(entry)
    region = _REGION_ABROAD - 0.5 * tenfolds(entry.population)
    if entry.id.startswith("region:"):
        return _KNOWN_REGION
    if entry.precision == "region":
        return region
    if entry.seat == "country":
        return _CAPITAL_ABROAD
    if leads(entry, entries):
        return region - _LEADS_REGION
    return _ABROAD - 1.3 * tenfolds(entry.population)


def _led_from_elsewhere(found: Found) -> bool:
    """Whether a town is meant that has its province's name but does not lead it: Yauli, Pataz."""
    towns = [e for e in found.entries if e.precision == "town" and e.country == "PE"]
    return not found.level and (
        not any(town.seat in ("province", "department") for town in towns)
        and any(town.seat and found.name in map(key, town.within[1:2]) for town in towns)
    )


def _of_level(found: Found, entry: Entry) -> float:
    """What it is worth, or costs, that the text speaks of a level: "district of X"."""
    if unit(entry) == found.level or (found.level == "department" and entry.precision == "region"):
        return _LEVEL
    if entry.curated and not found.work:
        return 0.0
    return 0.0 if found.level == "region" else -_LEVEL / 2


def _is_known(entry: Entry, countries: set[str]) -> bool:
    """Whether a place may be meant without a word of where it is: no small town far from Peru."""
    if countries == {"PE"} and entry.precision == "town" and not entry.curated:
        # Among places of Peru a saint's name is rather a hamlet than a town far away.
        large = entry.seat == "country" or entry.population >= WELL_KNOWN
        if not large and entry.country not in _NEAR_HOME:
            return False
    small_division = entry.id.startswith("admin1:") and entry.population < WELL_KNOWN
    if countries == {"PE"} and small_division and entry.country not in _NEAR_HOME:
        return False
    least = SMALL_ELSEWHERE if countries - {"PE"} else SMALL_TOWN
    if entry.id.startswith("fips:"):
        least = WELL_KNOWN  # of the counties of one name, none is the one that is meant
    small = entry.precision in ("town", "province") and entry.population < least
    if not small or entry.curated or entry.seat == "country":
        return True
    return entry.country in {"PE", "BO", "CL", "EC", *countries}


def _contained(text: str, me: Found, others: list[Found], weighed: list[Weighed]) -> list[Weighed]:
    """What is said to lie in a place, or is named in one text with it, rather lies there."""
    for other in others:
        if other.name == me.name and (other.start < me.start or not other.level):
            continue
        keys, nation = {other.name}, ""
        for entry in other.entries:
            if entry.precision in AREAS or entry.seat in ("department", "country", "province"):
                keys.add(key(entry.name))
            if entry.precision == "country":
                nation = entry.country
        near = bool(_NEXT_TO.fullmatch(text[me.end : other.start]))
        told = not near and is_told(text, me, other)
        back = not _NEXT_TO.fullmatch(text[other.end : me.start]) and is_told(text, other, me)
        if nation and not told:
            continue  # that a country is spoken of has been counted
        within = [lies_in(each.entry, keys, nation) for each in weighed]
        finer = not any(holds(each.entry, other) for each in weighed)
        finer = finer and FINENESS.get(me.level, 3) > FINENESS.get(other.level, 3)
        if nation:  # "in Trujillo, Honduras" is not in Peru; "Puno, Bolivia and Chile" is a list
            gap, after = text[me.end : other.start], text[other.end : other.end + 4]
            finer = bool(_IN_NATION.fullmatch(gap)) and not _LISTED.match(after)
        wide = [e for e in other.entries if e.precision in ("department", "region", "province")]
        if wide and not me.work and (within_it := _IN.fullmatch(text[me.end : other.start])):
            # "Palma in Cabo Delgado" is not in Spain, but "those of Tacna in Lima" are of Tacna.
            finer |= bool(within_it[1]) or not any(strong(each.entry) for each in weighed)
        if told and finer and not other.silent and not any(within):
            inside = [e for e in other.entries if unit(e) == (other.level or "country")] or wide
            if inside and not any(each.entry.curated for each in weighed):
                said = (reasons.none_in_it(text[me.start : me.end]),)
                coarse = [Weighed(entry, cost_of(entry) + 4, said) for entry in inside]
                most = max(each.cost for each in coarse)
                return coarse + [replace(w, cost=max(w.cost, most + 1)) for w in weighed]
        if near:
            weighed = [
                replace(each, cost=each.cost + _NAMED_TOO) if holds(each.entry, other) else each
                for each in weighed
            ]  # what lies near a place does not hold it
        weighed = [
            replace(each, cost=each.cost - (_TOLD_IN if told else _NAMED_TOO),
                    said=(*each.said, reasons.within(text[other.start : other.end])),
                    known=True, inside=True)
            if inside
            else replace(each, cost=each.cost - _LEVEL,
                         said=(*each.said, reasons.holds(text[other.start : other.end])))
            if back and holds(each.entry, other)
            else each
            for each, inside in zip(weighed, within, strict=True)
        ]  # fmt: skip
    return weighed


def _with_role(found: Found, entry: Entry, site: Found | None, *, alone: bool) -> Found:
    """A country beside others is only mentioned; where nothing is the site, the first is it."""
    if found is site:
        return replace(found, role="site")
    if entry.precision == "country" and not alone and found.role == "site":
        return replace(found, role="mentioned")
    return found


def _candidates(ranked: list[Weighed], *, doubt: bool) -> tuple[Candidate, ...]:
    """The ranked meanings as candidates with scores that never rise; one place is told once."""
    kept: list[Weighed] = []
    for each in ranked:
        if all(km_between(each.entry, k.entry) > ONE_PLACE_KM for k in kept):
            kept.append(each)
        if len(kept) == MOST:
            break
    lowest = kept[0].cost
    alike = sum(each.cost - lowest < 0.5 for each in kept)
    candidates = []
    for each in kept:
        certain = max(0.0, 1 - _STEP * max(0.0, each.cost)) * math.exp((lowest - each.cost) / 4)
        certain /= alike**0.5 * (2 if doubt else 1)
        entry = each.entry
        why = (*each.said, reasons.alike(alike)) if alike > 1 else each.said
        candidates.append(
            Candidate(
                entry.name, entry.lat, entry.lon, entry.precision, entry.within,
                round(max(0.01, certain), 3), entry.source, entry.id, why,
                entry.radius_km, entry.extent,
            )
        )  # fmt: skip
    return tuple(candidates)
