"""The base map for a hall: few names, and those large enough to be read from the back."""

from __future__ import annotations

from typing import Any

from psgdash.figures.basemap_style import style

# Names that are kept, by the beginning of their layer's id, with their size in units of a hundredth
# of the screen's width (28 pixels at 1920 are 1.4584), which the browser makes pixels.
NAMES = {
    "name-department": 1.46, "name-country": 1.6, "name-peru": 2.2, "name-sea": 1.7,
    "guard-circles": 3.4,
}  # fmt: skip
LIGHT = 0.13  # projectors lose the darkest tones of the relief


def hall_style(language: str) -> dict[str, Any]:
    """The dark style without towns and the names of waters; `text-size` in units as in NAMES."""
    whole: dict[str, Any] = dict(style("dark", language))
    layers = []
    for layer in whole["layers"]:
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
