"""The offline base map: a MapLibre style, and a flat map for browsers without WebGL."""

from __future__ import annotations

from psgdash.figures.basemap_flat import flat_base, metres
from psgdash.figures.basemap_picture import first_style
from psgdash.figures.basemap_style import style
from psgdash.figures.basemap_tables import ASSET_FILES, ATTRIBUTION, BASE_URL, COLOURS, Theme

__all__ = [
    "ASSET_FILES",
    "ATTRIBUTION",
    "BASE_URL",
    "COLOURS",
    "Theme",
    "first_style",
    "flat_base",
    "metres",
    "style",
]
