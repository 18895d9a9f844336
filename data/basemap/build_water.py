"""Rivers and lakes of the base map."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import shapefile
from build_names import LAKES, RIVER_NAMES, RIVER_RANKS
from build_topology import CORE, Feature, Point, Topology, feature, find
from shapely.geometry import LineString, Polygon, box, shape
from shapely.ops import linemerge

RIVER_BOX = box(-82, -34, -44, 13)


def water(packages: Path) -> list[Feature]:
    """Rivers with mended names (one feature a river, so that names run along them) and lakes."""
    path = find(packages, "10m/ne_10m_rivers_lake_centerlines.shp")
    parts: dict[str, list[Any]] = {}
    ranks: dict[str, int] = {}
    for number, item in enumerate(
        shapefile.Reader(str(path), encoding="latin-1").iterShapeRecords()
    ):
        if not item.shape.points or not box(*item.shape.bbox).intersects(RIVER_BOX):
            continue
        record = {key.lower(): value for key, value in item.record.as_dict().items()}
        geometry = shape(item.shape.__geo_interface__)
        # Beyond the region only the great rivers are drawn.
        if not geometry.intersects(CORE) and record["scalerank"] > 5:
            continue
        geometry = geometry.intersection(RIVER_BOX)
        geometry = geometry.simplify(0.003 if geometry.intersects(CORE) else 0.03)
        raw = record["name"] or f"_{number}"
        if (raw, round(geometry.bounds[0])) == ("Tumbes", -81):
            raw = "Chira"  # mislabelled in the source: this line is the Chira
        name = RIVER_NAMES.get(raw, raw)
        if "?" in name or "\ufffd" in name:
            raise SystemExit(f"The river {name!r} has a broken accent: add it to RIVER_NAMES.")
        parts.setdefault(name, []).append(geometry)
        ranks[name] = min(ranks.get(name, 9), RIVER_RANKS.get(name, int(record["scalerank"])))
    found = []
    for name, pieces in parts.items():
        lines = [g for p in pieces for g in getattr(p, "geoms", [p]) if g.geom_type == "LineString"]
        if lines:
            named = {} if name.startswith("_") else {"name": name}
            whole = linemerge(lines) if len(lines) > 1 else lines[0]
            bends = [rounded_bends(part) for part in getattr(whole, "geoms", [whole])]
            found.append(
                feature(
                    {"kind": "river", "rank": ranks[name], **named},
                    {"type": "MultiLineString", "coordinates": bends},
                )
            )
    found += [name_line(f) for f in found if "name" in f["properties"]]
    lakes = Topology(find(packages, "south-america_50m.json"), (0.0, 0.0), 3)
    for _, members in lakes.units("lakes"):
        for rings in members:
            ring = smooth(lakes.ring(rings[0]))
            name = next((n for n, at in LAKES.items() if Polygon(ring).contains(shape(at))), None)
            found.append(
                feature(
                    {"kind": "lake", **({"name": name} if name else {})},
                    {"type": "Polygon", "coordinates": [ring]},
                )
            )
    return found


def name_line(river: Feature) -> Feature:
    """The river's course without its bends, for a name to be written along at small scales."""
    lines = river["geometry"]["coordinates"]
    plain = [list(LineString(points).simplify(0.12).coords) for points in lines]
    for _ in range(2):
        plain = [rounded_bends(LineString(points)) for points in plain]
    properties = {**river["properties"], "kind": "river_name"}
    longest = max(plain, key=lambda points: LineString(points).length)
    return feature(properties, {"type": "LineString", "coordinates": longest})


def rounded_bends(river: Any) -> list[Point]:
    """A river with its corners cut once, so that it and its name flow."""
    points = list(river.coords)
    cut = [points[0]]
    for (ax, ay), (bx, by) in pairwise(points):
        cut += [(0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by)]
        cut += [(0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by)]
    return [
        (round(x, 3), round(y, 3)) for x, y in LineString([*cut, points[-1]]).simplify(0.002).coords
    ]


def smooth(ring: list[Point], times: int = 2) -> list[Point]:
    """Chaikin's corner cutting: a coarse shore drawn as a hand would."""
    for _ in range(times):
        cut: list[Point] = []
        for (ax, ay), (bx, by) in pairwise(ring):
            cut.append((0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by))
            cut.append((0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by))
        ring = [*cut, cut[0]]
    return [(round(x, 3), round(y, 3)) for x, y in ring]
