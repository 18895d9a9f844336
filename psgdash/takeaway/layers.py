"""The base map's layers in Web-Mercator metres, read once, and the parts of them in a frame."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from psgdash.figures.basemap_flat import features, parts
from psgdash.home import shipped
from psgdash.takeaway.frame import Frame
from psgdash.takeaway.svg import Point

Metres = npt.NDArray[np.float64]  # (n, 2): east, north
FOLDER = shipped("basemap")
_RADIUS = 6378137.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line or ring, what it is, and its bounds (west, south, east, north) in metres."""

    kind: str
    properties: dict[str, Any]
    points: Metres
    bounds: tuple[float, float, float, float]


@lru_cache(maxsize=4)
def lines(layer: str) -> tuple[Line, ...]:
    """Every line and outer ring of a layer."""
    return tuple(
        Line(f["properties"]["kind"], f["properties"], points, _bounds(points))
        for f in features(FOLDER / f"{layer}.geojson")
        for points in map(_metres, parts(f["geometry"]))
    )


def _metres(degrees: list[tuple[float, float]]) -> Metres:
    lon, lat = np.radians(np.array(degrees, dtype=np.float64)).T
    limit = math.radians(85)
    north = np.log(np.tan(np.pi / 4 + np.clip(lat, -limit, limit) / 2))
    return np.column_stack([_RADIUS * lon, _RADIUS * north])


def _bounds(points: Metres) -> tuple[float, float, float, float]:
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return float(west), float(south), float(east), float(north)


def within(frame: Frame, layer: str, *kinds: str) -> Iterator[Line]:
    """The lines of these kinds whose bounds meet the frame."""
    west, south, east, north = frame.metric
    for line in lines(layer):
        a, b, c, d = line.bounds
        if line.kind in kinds and a < east and c > west and b < north and d > south:
            yield line


def placed(frame: Frame, points: Metres) -> Metres:
    """Metres as units of the frame."""
    return np.column_stack(
        [(points[:, 0] - frame.left) / frame.scale, (frame.top - points[:, 1]) / frame.scale]
    )


def runs(frame: Frame, line: Line, *, step: float = 0.6) -> Iterator[list[Point]]:
    """The stretches of a line in and near the frame, with points no closer than `step` units."""
    at = placed(frame, line.points)
    near = (
        (at[:, 0] > -frame.width * 0.1)
        & (at[:, 0] < frame.width * 1.1)
        & (at[:, 1] > -frame.height * 0.1)
        & (at[:, 1] < frame.height * 1.1)
    )
    near[:-1] |= near[1:].copy()  # with the point before and the point after
    near[1:] |= near[:-1].copy()
    edges = np.flatnonzero(np.diff(np.concatenate([[False], near, [False]]).astype(np.int8)))
    for start, end in edges.reshape(-1, 2):
        kept = _thinned(at[start:end], step)
        if len(kept) > 1:
            yield kept


def _thinned(at: Metres, step: float) -> list[Point]:
    kept = [(float(at[0, 0]), float(at[0, 1]))]
    for x, y in at[1:].tolist():
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= step:
            kept.append((x, y))
    last = (float(at[-1, 0]), float(at[-1, 1]))
    if kept[-1] != last:
        kept.append(last)
    return kept


def ring_at(frame: Frame, x: float, y: float) -> int | None:
    """Which land a point of the frame (in units, it may lie outside) is on; None at sea."""
    east, north = frame.left + x * frame.scale, frame.top - y * frame.scale
    for n, line in enumerate(lines("land")):
        west, south, right, top = line.bounds
        if line.kind == "world" or not (west < east < right and south < north < top):
            continue
        a, b = line.points[:-1], line.points[1:]
        crossed = (a[:, 1] > north) != (b[:, 1] > north)
        a, b = a[crossed], b[crossed]
        at = a[:, 0] + (north - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
        if np.count_nonzero(at > east) % 2:
            return n
    return None
