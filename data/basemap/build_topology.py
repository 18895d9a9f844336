"""TopoJSON and GeoJSON helpers of the base map's builder."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely.geometry import LineString, Polygon, box, mapping

Feature = dict[str, Any]
Point = tuple[float, float]

#: Where the map is read closely (degrees W, S, E, N): everything keeps its full detail here.
CORE = box(-93, -24, -60, 6)
#: How far a line may stray when it is thinned (degrees): there, nearby, and elsewhere.
CORE_TOLERANCE, NEAR_TOLERANCE, FAR_TOLERANCE = 0.0015, 0.02, 0.1


class Topology:
    """A TopoJSON file, its arcs decoded to degrees and thinned by where they lie."""

    def __init__(self, path: Path, tolerance: tuple[float, float], digits: int) -> None:
        """Read the file; `tolerance` in degrees is for lines in the core and for others."""
        data = json.loads(path.read_text("utf-8"))
        (sx, sy), (tx, ty) = data["transform"]["scale"], data["transform"]["translate"]
        self.objects: dict[str, Any] = data["objects"]
        self.digits = digits
        self.arcs: list[list[Point]] = []
        for arc in data["arcs"]:
            x = y = 0
            points = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                points.append((x * sx + tx, y * sy + ty))
            line = LineString(points)
            step = tolerance[0] if line.intersects(CORE) else tolerance[1]
            thin = line.simplify(step)
            if line.is_ring and len(thin.coords) < 4:
                thin = line.simplify(step / 10)
            self.arcs.append([(round(a, digits), round(b, digits)) for a, b in thin.coords])

    def units(self, name: str) -> Iterator[tuple[dict[str, str], list[list[list[int]]]]]:
        """Properties and polygons (lists of rings of arc numbers) of an object's members."""
        for unit in self.objects[name]["geometries"]:
            arcs = unit.get("arcs")
            if arcs:
                polygons = [arcs] if unit["type"] == "Polygon" else arcs
                yield unit.get("properties") or {}, polygons

    def arc(self, number: int) -> list[Point]:
        """The points of an arc; a negative number is the arc walked backwards."""
        return self.arcs[number] if number >= 0 else self.arcs[~number][::-1]

    def ring(self, numbers: list[int]) -> list[Point]:
        """One closed ring out of its arcs."""
        points: list[Point] = []
        for number in numbers:
            arc = self.arc(number)
            points += arc[1:] if points else arc
        return points

    def polygons(self, members: list[list[list[int]]], smallest: float) -> list[list[list[Point]]]:
        """Rings of the polygons whose area is above `smallest` square degrees."""
        kept = []
        for rings in members:
            points = [ring for ring in map(self.ring, rings) if len(ring) > 3]
            if points and Polygon(points[0]).area > smallest:
                kept.append([points[0], *(r for r in points[1:] if Polygon(r).area > 0.002)])
        return kept

    def uses(self, name: str) -> Counter[int]:
        """How many members of an object use each arc: 1 is an edge, 2 an inner border."""
        return Counter(
            n if n >= 0 else ~n
            for _, members in self.units(name)
            for n in {n for polygon in members for ring in polygon for n in ring}
        )


def feature(properties: dict[str, object], geometry: dict[str, Any]) -> Feature:
    """A GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def rounded(geometry: Any, digits: int = 3) -> dict[str, Any]:
    """A shapely geometry as GeoJSON with coordinates of so many decimals."""

    def cut(value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return [cut(part) for part in value]
        return round(value, digits)

    plain = mapping(geometry)
    return {"type": plain["type"], "coordinates": cut(plain["coordinates"])}


def label(kind: str, en: str, es: str, place: Point, rank: int) -> Feature:
    """One point that carries a name in both languages."""
    point = {"type": "Point", "coordinates": [round(place[0], 3), round(place[1], 3)]}
    return feature({"kind": kind, "name_en": en, "name_es": es, "rank": rank}, point)


def find(packages: Path, name: str) -> Path:
    """The file of that name below the folder, or an end with a message that names it."""
    hits = sorted(path for path in packages.rglob(Path(name).name) if path.match(f"*/{name}"))
    if not hits:
        raise SystemExit(f"{name} is not below {packages}: unpack the packages listed in the docs.")
    return hits[0]
