"""What part of the world a static map shows, in a box, in Web Mercator."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from psgdash.figures.basemap import metres
from psgdash.figures.map import TILE

Bounds = tuple[float, float, float, float]  # west, south, east, north in degrees
PERU: Bounds = (-81.4, -18.4, -68.6, 0.1)
_WORLD = 2 * math.pi * 6378137  # metres around the equator


@dataclass(frozen=True, slots=True)
class Frame:
    """A box of `width` x `height` units whose north-west corner is (`left`, `top`) in metres.

    `scale` is metres a unit; `grain` is how many units stand for one pixel of a screen, by which
    circles, lines and letters are as large as there.
    """

    left: float
    top: float
    scale: float
    width: float
    height: float
    grain: float = 1.0

    @property
    def zoom(self) -> float:
        """The zoom at which a screen shows the same."""
        return math.log2(_WORLD / (TILE * self.scale * self.grain))

    @property
    def metric(self) -> Bounds:
        """West, south, east, north in metres."""
        return (
            self.left,
            self.top - self.height * self.scale,
            self.left + self.width * self.scale,
            self.top,
        )

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Units from the left and from the top of a point in degrees."""
        x, y = metres(lon, lat)
        return (x - self.left) / self.scale, (self.top - y) / self.scale

    def holds(self, lon: float, lat: float, *, margin: float = 0) -> bool:
        """Whether a point in degrees lies in the box, and no nearer to its edge than `margin`."""
        x, y = self.place(lon, lat)
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin


def fit(
    bounds: Bounds,
    width: float,
    height: float,
    *,
    grain: float = 1.0,
    padding: float = 30,
    most: float = 8.5,
) -> Frame:
    """The frame that shows the bounds whole, `padding` pixels inside, at most zoom `most`."""
    (x0, y0), (x1, y1) = metres(bounds[0], bounds[1]), metres(bounds[2], bounds[3])
    room = (max(40, width - 2 * padding * grain), max(40, height - 2 * padding * grain))
    least = _WORLD / (TILE * 2**most) / grain
    scale = max((x1 - x0) / room[0], (y1 - y0) / room[1], least)
    left = (x0 + x1) / 2 - width / 2 * scale
    top = (y0 + y1) / 2 + height / 2 * scale
    return Frame(left, top, scale, width, height, grain)


def around(points: Sequence[tuple[float, float]], least: Bounds | None = None) -> Bounds:
    """Bounds of (lat, lon) points, and of `least`; of Peru without any."""
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    if least is not None:
        lats, lons = [*lats, least[1], least[3]], [*lons, least[0], least[2]]
    if not lats:
        return PERU
    return min(lons), min(lats), max(lons), max(lats)
