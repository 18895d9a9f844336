"""Rows of the world outside Peru: countries, their divisions, counties, towns, known regions."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale
from corrections import (
    COUNTRY_NAMES,
    CUSTOMARY,
    DEPENDENT,
    DIVISION_NAMES,
    LATIN,
    REGIONS,
    SECOND_CAPITALS,
    TOWNS,
    alternates,
    bare,
)
from outlines import Outline, covers, of_topojson, together
from row import KM_PER_DEGREE, Row

from psgdash.geocoding.spelling import key

City = dict[str, Any]
LATIN_AMERICA = {
    "AR", "BO", "BR", "CL", "CO", "EC", "FK", "GF", "GY", "PY", "SR", "UY", "VE",
    "CR", "CU", "DO", "GT", "HN", "HT", "MX", "NI", "PA", "PR", "SV",
}  # fmt: skip
BORDERING = {"BO", "BR", "CL", "CO", "EC"}
SMALL_TOO = BORDERING - {"BR"}  # of these all that cities500 has
NEAR_PERU = 1  # degrees: as near as this to a place of Peru even a village is kept
# Inhabitants: English news tell of small towns of these, of the rest of the world they do not.
ENGLISH = {"AU", "CA", "GB", "IE", "NZ", "US"}
SMALLEST_ENGLISH, SMALLEST = 1_000, 5_000
SMALLEST_NAMED = 25_000  # outside Latin America only larger ones keep their other names
SMALLEST_MEANT = 50_000  # a town that is rather meant than its county of the same name
LEADING = 0.1  # of a division's people live in a town that is rather meant by its name
SMALLEST_DIVISION = 200_000  # people of a first-level division outside these and Latin America
MEMBERS_ASKED = 60  # cities of a division that say in which outlines it lies
MOSTLY = 0.8  # of them
FINER = 2  # shapes for each division


def rows_of_towns(
    cities: list[City], countries: dict[str, Any], divisions: dict[str, str]
) -> Iterator[Row]:
    """Towns outside Peru that are large enough, near Peru, or capitals."""
    peru = {
        (round(city["latitude"]) + dy, round(city["longitude"]) + dx)
        for city in cities
        if city["countrycode"] == "PE"
        for dy in range(-NEAR_PERU, NEAR_PERU + 1)
        for dx in range(-NEAR_PERU, NEAR_PERU + 1)
    }
    people = Counter[str]()
    for city in cities:
        people[f"{city['countrycode']}.{city['admin1code']}"] += city["population"]
    for city in cities:
        code = city["countrycode"]
        if code == "PE" or code not in countries:
            continue
        border = code in SMALL_TOO or (
            code in BORDERING and (round(city["latitude"]), round(city["longitude"])) in peru
        )
        capital = city["geonameid"] in {countries[code]["seat"], *SECOND_CAPITALS}
        smallest = SMALLEST_ENGLISH if code in ENGLISH else SMALLEST
        if not (capital or border or city["population"] >= smallest):
            continue
        of_division = f"{code}.{city['admin1code']}"
        division = divisions.get(of_division, "")
        known = capital or code in LATIN_AMERICA or city["population"] >= SMALLEST_NAMED
        names = alternates(city["name"], city["alternatenames"] if known else (), LATIN)
        leads = city["population"] >= LEADING * people[of_division] and key(bare(division)) in {
            key(city["name"]), *map(key, names)
        }  # fmt: skip
        seat = "country" if capital and code not in DEPENDENT else "region" if leads else ""
        yield Row(
            f"geonames:{city['geonameid']}", city["name"], "|".join(names),
            city["latitude"], city["longitude"], "town",
            "|".join(part for part in (division, countries[code]["name"]) if part), code,
            city["population"], seat, "GeoNames",
        )  # fmt: skip


@dataclass(frozen=True)
class Unit:
    """A shape of Natural Earth that is, or is part of, a division: its name and outline."""

    name: str
    outline: Outline


def units_of(topojson: Path) -> list[Unit]:
    """The shapes of one country's file; none where there is no file."""
    if not topojson.is_file():
        return []
    topology = json.loads(topojson.read_text(encoding="utf-8"))
    return [Unit(told.get("name", ""), shape) for told, shape in of_topojson(topology, "units")]


def lying_in(units: list[Unit], members: dict[str, list[City]]) -> dict[str, list[Unit]]:
    """Division code -> the units it is made of, told by where its cities lie; if that is plain."""
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    asked = Counter[str]()  # simplified coasts leave some cities in the sea
    for code, cities in members.items():
        # Where the shapes are finer than the divisions, small towns are needed to tell them apart.
        most = len(cities) if len(units) > FINER * len(members) else MEMBERS_ASKED
        for city in sorted(cities, key=lambda each: -each["population"])[:most]:
            for i, unit in enumerate(units):
                if covers(unit.outline, city["longitude"], city["latitude"]):
                    votes[i][code] += 1
                    asked[code] += 1
                    break
    owners: dict[str, list[int]] = defaultdict(list)
    for i, counted in votes.items():
        code, most = counted.most_common(1)[0]
        if most >= MOSTLY * counted.total():
            owners[code].append(i)
    return {
        code: [units[i] for i in sorted(mine)]
        for code, mine in owners.items()
        if sum(votes[i][code] for i in mine) >= MOSTLY * asked[code]
    }


def rows_of_divisions(
    cities: list[City], countries: dict[str, Any], divisions: dict[str, str], shapes: Path
) -> Iterator[Row]:
    """First-level divisions outside Peru, and the finer shapes of which some are made."""
    members: dict[str, dict[str, list[City]]] = defaultdict(lambda: defaultdict(list))
    for city in cities:
        members[city["countrycode"]][f"{city['countrycode']}.{city['admin1code']}"].append(city)
    for country in sorted({code[:2] for code in divisions} & set(countries) - {"PE"}):
        mine = {code: name for code, name in divisions.items() if code[:2] == country}
        units = units_of(shapes / f"{countries[country]['iso3']}.json")
        made_of = lying_in(units, members[country])
        known = {key(form) for name in mine.values() for form in (name, bare(name))}
        for code, name in sorted(mine.items()):
            inside = [city for city in members[country][code] if city["population"]]
            people = sum(city["population"] for city in inside)
            if people < (1 if country in LATIN_AMERICA | ENGLISH else SMALLEST_DIVISION):
                continue
            names = dict.fromkeys([bare(name), *DIVISION_NAMES.get(code, "").split("|")])
            others = "|".join(n for n in names if n and n != name)
            parts = made_of.get(code, [])
            lat, lon, radius, source = (
                _from_outline(together([part.outline for part in parts]))
                if parts
                else _from_cities(inside)
            )
            yield Row(
                f"admin1:{code}", name, others, lat, lon, "region", countries[country]["name"],
                country, people, "", source, f"{max(10, round(radius, -1)):.0f}",
                together([part.outline for part in parts]).extent if parts else "",
            )  # fmt: skip
            for number, part in enumerate(parts if len(parts) > 1 else ()):
                here = [c for c in inside if covers(part.outline, c["longitude"], c["latitude"])]
                # A town with the name of its surroundings is meant first, and is enough.
                towns = {key(c["name"]) for c in here if c["population"] >= SMALLEST_MEANT}
                if part.name and key(part.name) not in known | towns:
                    lat, lon, radius, source = _from_outline(part.outline)
                    people = sum(city["population"] for city in here)
                    yield Row(
                        f"naturalearth:{code}.{number}", part.name, "", lat, lon, "province",
                        f"{name}|{countries[country]['name']}", country, people, "", source,
                        f"{max(1, round(radius)):.0f}", part.outline.extent,
                    )  # fmt: skip


def _from_outline(outline: Outline) -> tuple[float, float, float, str]:
    x, y = outline.mean
    return y, x, outline.radius_km, "GeoNames; point: middle of its outline in Natural Earth"


def _from_cities(inside: list[City]) -> tuple[float, float, float, str]:
    """Where people live on average, and twice as far as they are spread."""
    people = sum(city["population"] for city in inside)
    lat = sum(city["latitude"] * city["population"] for city in inside) / people
    lon = sum(city["longitude"] * city["population"] for city in inside) / people
    spread = sum(
        city["population"]
        * ((city["latitude"] - lat) ** 2
           + ((city["longitude"] - lon) * math.cos(math.radians(lat))) ** 2)
        for city in inside
    ) / people  # fmt: skip
    source = "GeoNames; point: mean of its places by population"
    return lat, lon, 2 * math.sqrt(spread) * KM_PER_DEGREE, source


def rows_of_counties(
    listed: list[dict[str, str]], states: dict[str, str], atlas: Path, cities: list[City]
) -> Iterator[Row]:
    """The counties of the United States; `listed` names them, `states` maps codes to names.

    Their people are those of their towns: enough to tell a large county from its namesakes.
    """
    towns: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        if city["countrycode"] == "US":
            towns[city["admin1code"]].append(city)
    topology = json.loads((atlas / "counties-10m.json").read_text(encoding="utf-8"))
    shapes = {str(told["id"]): shape for told, shape in of_topojson(topology, "counties")}
    for county in sorted(listed, key=lambda each: each["fips"]):
        shape = shapes.get(county["fips"])
        if shape and county["state"] in states:
            x, y = shape.mean
            people = sum(
                city["population"]
                for city in towns[county["state"]]
                if covers(shape, city["longitude"], city["latitude"])
            )
            yield Row(
                f"fips:{county['fips']}", county["name"], "", y, x, "province",
                f"{states[county['state']]}|United States", "US", people, "",
                "US Census Bureau; point: middle of its outline",
                f"{max(1, round(shape.radius_km)):.0f}", shape.extent,
            )  # fmt: skip


def rows_of_countries(countries: dict[str, Any], atlas: Path) -> Iterator[Row]:
    """Every country: its customary point, the centre of its largest part, or its capital."""
    topology = json.loads((atlas / "countries-50m.json").read_text(encoding="utf-8"))
    shapes: dict[int, Outline] = {}
    for told, shape in of_topojson(topology, "countries"):
        if not told["id"]:
            continue  # Kosovo, Somaliland and others have no number of their own
        number = int(told["id"])  # far islands bear that of their country once more
        if number not in shapes or shape.parts[0][0] > shapes[number].parts[0][0]:
            shapes[number] = shape
    spanish = Locale("es").territories
    for code, country in countries.items():
        shape = shapes.get(country["isonumeric"])
        middle = shape.middle if shape else None
        if code in CUSTOMARY:
            point, source = CUSTOMARY[code], "GeoNames; point by hand: the customary one"
        elif middle:
            point, source = middle[::-1], "GeoNames; point: Natural Earth"
        else:
            point, source = country["seat_point"], "GeoNames; point: its capital"
        if point:
            others = [spanish.get(code, ""), *COUNTRY_NAMES.get(code, "").split("|")]
            names = "|".join(dict.fromkeys(n for n in others if n and n != country["name"]))
            yield Row(
                f"geonames:{country['geonameid']}", country["name"], names, *point, "country", "",
                code, country["population"], "", source, "", shape.extent if shape else "",
            )  # fmt: skip


def rows_by_hand(countries: dict[str, Any]) -> Iterator[Row]:
    """Well-known regions that are no division of a country, and towns that GeoNames lacks."""
    for name, (others, lat, lon, radius, code) in REGIONS.items():
        yield Row(
            f"region:{key(name)}", name, others, lat, lon, "region",
            countries[code]["name"] if code else "", code, 0, "", "by hand", str(radius),
        )  # fmt: skip
    for name, (others, lat, lon, division, code, people) in TOWNS.items():
        yield Row(
            f"town:{key(name)}", name, others, lat, lon, "town",
            f"{division}|{countries[code]['name']}", code, people, "", "by hand",
        )  # fmt: skip
