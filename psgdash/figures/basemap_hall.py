"""The base map for a hall: few names, and those large enough to be read from the back."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from typing import Any

from psgdash.figures.basemap_style import style
from psgdash.home import shipped

# Names that are kept, by the beginning of their layer's id, with their size in units of a hundredth
# of the screen's width (28 pixels at 1920 are 1.4584), which the browser makes pixels.
NAMES = {
    "name-department": 1.46, "name-country": 1.6, "name-peru": 2.2,
    "guard-circles": 3.4,
}  # fmt: skip
COARSE = 0.07  # degrees between points of the country's outline
# What nobody sees from the back, and what costs most without a graphics card.
LEFT_OUT = ("grid", "shelf", "province", "river-small", "shore-lake", "world")
LIGHT = 0.13  # projectors lose the darkest tones of the relief


def hall_style(language: str) -> dict[str, Any]:
    """The dark style without towns, waters' names and fine lines; `text-size` as in NAMES."""
    whole: dict[str, Any] = dict(style("dark", language))
    layers = []
    for layer in whole["layers"]:
        if layer["id"].startswith(LEFT_OUT):
            continue
        if layer["type"] == "symbol":
            size = next((v for name, v in NAMES.items() if layer["id"].startswith(name)), None)
            if size is None:
                continue
            layer = {**layer, "layout": {**layer["layout"], "text-size": size}}
        elif layer["type"] == "circle":
            continue
        elif layer["type"] == "raster":
            layer = {**layer, "paint": {**layer["paint"], "raster-brightness-min": LIGHT}}
        layers.append(layer)
    return {**whole, "layers": layers}


@lru_cache(maxsize=1)
def country_ring() -> tuple[tuple[float, float], ...]:
    """The base map's country as one ring of (lat, lon), coarse enough to be drawn every frame."""
    layer = json.loads(shipped("basemap", "land.geojson").read_text("utf-8"))
    shape = next(f["geometry"] for f in layer["features"] if f["properties"]["kind"] == "peru")
    ring = max((polygon[0] for polygon in shape["coordinates"]), key=len)
    kept = [ring[0]]
    for point in ring[1:]:
        if math.dist(point, kept[-1]) >= COARSE:
            kept.append(point)
    return tuple((round(lat, 2), round(lon, 2)) for lon, lat in [*kept, ring[0]])
