"""Outlines of countries and their parts: from TopoJSON or GeoJSON to a middle and an extent."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Point = tuple[float, float]  # x (degrees east), y (degrees north)
WIDEST = 180.0  # degrees of longitude of a box
KM2_PER_SQUARE_DEGREE = 111.2**2  # at the equator


@dataclass(frozen=True)
class Outline:
    """The outer rings of a shape; holes do not matter here."""

    rings: tuple[tuple[Point, ...], ...]

    @cached_property
    def parts(self) -> list[tuple[float, float, float, tuple[Point, ...]]]:
        """Area (square degrees), x and y of the centroid, and the ring; the largest first."""
        return sorted(((*centroid(ring), ring) for ring in self.rings), key=lambda part: -part[0])

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the parts that are a hundredth of the largest or more."""
        largest = self.parts[0][0]
        large = [p for area, _, _, ring in self.parts if area >= largest / 100 for p in ring]
        xs, ys = [x for x, _ in large], [y for _, y in large]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def extent(self) -> str:
        """The box as places.csv has it: south west north east; none across the 180th meridian."""
        west, south, east, north = self.box
        if east - west > WIDEST:
            return ""
        return " ".join(f"{side:.2f}" for side in (south, west, north, east))

    @property
    def radius_km(self) -> float:
        """Radius of the circle that has the same area."""
        area = sum(area * math.cos(math.radians(y)) for area, _, y, _ in self.parts)
        return math.sqrt(area * KM2_PER_SQUARE_DEGREE / math.pi)

    @property
    def middle(self) -> Point | None:
        """The centroid of the largest part, where it lies inside."""
        _, x, y, ring = self.parts[0]
        return (x, y) if inside(x, y, ring) else None

    @property
    def mean(self) -> Point:
        """The centroid of all parts by their areas: of the islands of a state, say."""
        total = sum(part[0] for part in self.parts)
        return (
            sum(area * x for area, x, _, _ in self.parts) / total,
            sum(area * y for area, _, y, _ in self.parts) / total,
        )


def together(outlines: list[Outline]) -> Outline:
    """Several outlines as one."""
    return Outline(tuple(ring for outline in outlines for ring in outline.rings))


def of_topojson(topology: dict[str, Any], layer: str) -> Iterator[tuple[dict[str, Any], Outline]]:
    """Every shape of a layer, with its properties and its `id` among them."""
    arcs = [_arc(steps, topology.get("transform")) for steps in topology["arcs"]]
    for shape in topology["objects"][layer]["geometries"]:
        if shape["type"] not in ("Polygon", "MultiPolygon"):
            continue
        # Arc ~i is arc i turned round; only the outer ring of a part counts.
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = (
            tuple(p for i in part[0] for p in (arcs[i] if i >= 0 else arcs[~i][::-1]))
            for part in parts
        )
        told = {**(shape.get("properties") or {}), "id": shape.get("id")}
        outline = Outline(tuple(ring for ring in rings if centroid(ring)[0]))
        if outline.rings:
            yield told, outline


def _arc(steps: list[list[float]], transform: dict[str, Any] | None) -> list[Point]:
    """The points of an arc, which with a transform is written as steps on a grid."""
    if transform is None:
        return [(x, y) for x, y, *_ in steps]
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0.0
    arc = []
    for dx, dy in steps:
        x, y = x + dx, y + dy
        arc.append((x * sx + tx, y * sy + ty))
    return arc


def of_geojson(collection: dict[str, Any]) -> dict[str, Outline]:
    """The outlines of a feature collection by their name."""
    named = {}
    for feature in collection["features"]:
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings = tuple(tuple((x, y) for x, y, *_ in part[0]) for part in parts)
        named[feature["properties"]["name"]] = Outline(rings)
    return named


def centroid(ring: tuple[Point, ...]) -> tuple[float, float, float]:
    """Area (square degrees), x and y of the centroid of a closed ring (shoelace formula)."""
    x_0, y_0 = ring[0]  # from here, so that rounding does not spoil small rings
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        x0, y0, x1, y1 = x0 - x_0, y0 - y_0, x1 - x_0, y1 - y_0
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if not area:
        return 0.0, x_0, y_0
    return abs(area / 2), x / (3 * area) + x_0, y / (3 * area) + y_0


def inside(x: float, y: float, ring: tuple[Point, ...]) -> bool:
    """Whether a point lies in a ring (even-odd rule)."""
    odd = False
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            odd = not odd
    return odd


def covers(outline: Outline, x: float, y: float, slack: float = 0.0) -> bool:
    """Whether a point lies in an outline, or no more than `slack` degrees outside it."""
    west, south, east, north = outline.box
    if not (west - slack <= x <= east + slack and south - slack <= y <= north + slack):
        return False
    if any(inside(x, y, ring) for ring in outline.rings):
        return True
    return slack > 0 and any(
        _from_line(x, y, one, other) <= slack
        for ring in outline.rings
        for one, other in zip(ring, ring[1:] + ring[:1], strict=True)
    )


def _from_line(x: float, y: float, one: Point, other: Point) -> float:
    """Distance (degrees) of a point from a stretch of line."""
    (x0, y0), (x1, y1) = one, other
    length = (x1 - x0) ** 2 + (y1 - y0) ** 2
    along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return math.hypot(x - x0 - along * (x1 - x0), y - y0 - along * (y1 - y0))
