"""A point for every country, from the outlines of npm package world-atlas (TopoJSON)."""

from __future__ import annotations

from typing import Any

Point = tuple[float, float]  # x (degrees east), y (degrees north)


def country_points(topology: dict[str, Any]) -> dict[int, tuple[float, float]]:
    """ISO numeric code -> (lat, lon) of the largest ring's centroid, where that lies inside."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    points = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        # Arc ~i is arc i turned round; only the outer ring of a part counts.
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [
            [p for i in part[0] for p in (arcs[i] if i >= 0 else arcs[~i][::-1])] for part in parts
        ]
        _area, lon, lat, ring = max((*centroid(ring), ring) for ring in rings)
        if "id" in shape and inside(lon, lat, ring):
            points[int(shape["id"])] = (lat, lon)
    return points


def centroid(ring: list[Point]) -> tuple[float, float, float]:
    """Area (square degrees), x and y of the centroid of a closed ring (shoelace formula)."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return (abs(area / 2), x / (3 * area), y / (3 * area)) if area else (0.0, *ring[0])


def inside(x: float, y: float, ring: list[Point]) -> bool:
    """Whether a point lies in a ring (even-odd rule)."""
    odd = False
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            odd = not odd
    return odd
