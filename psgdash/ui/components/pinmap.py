"""A map on which an editor sees and moves the pins of a record."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from psgdash.figures import basemap
from psgdash.figures import map as map_figure
from psgdash.figures.map import circle
from psgdash.figures.palette import PALETTES, ThemeName
from psgdash.linked import files
from psgdash.linked.payload import WIDE
from psgdash.locale import Words

KEY = "pin-map"


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on the map: its row in the form, degrees, and kilometres around it if an area.

    Readers get no pin of what is `only_named`, so it stands back here, and is not framed.
    """

    row: int
    name: str
    lat: float
    lon: float
    radius_km: float | None = None
    only_named: bool = False


@lru_cache(maxsize=1)
def _component() -> Any:
    here = Path(__file__)
    return st.components.v2.component(
        "psgdash_pins",
        html=here.with_suffix(".html").read_text("utf-8"),
        css=files.text("linked.css") + here.with_suffix(".css").read_text("utf-8"),
        js=files.script(*files.MAPS) + here.with_suffix(".js").read_text("utf-8"),
        isolate_styles=False,
    )


def show(
    pins: Sequence[Pin],
    theme: ThemeName,
    t: Words,
    *,
    unsaved: bool,
    on_move: Callable[[int, float, float], None] | None = None,
) -> None:
    """Draw the map; `on_move` is told the row and the degrees where its pin was put.

    Without it the pins stay where they are.
    """

    def moved() -> None:
        told = getattr(st.session_state[KEY], "moved", None)
        if isinstance(told, dict) and on_move:
            lat, lon, row = (_number(told.get(name)) for name in ("lat", "lon", "row"))
            if lat is not None and lon is not None and row is not None:
                on_move(int(row), max(-90.0, min(90.0, lat)), max(-180.0, min(180.0, lon)))

    rings = [circle(p.lat, p.lon, p.radius_km) if p.radius_km else () for p in pins]
    spots = [
        map_figure.Spot(str(i), pin.name, pin.lat, pin.lon, ring)
        for i, (pin, ring) in enumerate(zip(pins, rings, strict=True))
    ]
    framed = [spot for spot, pin in zip(spots, pins, strict=True) if not pin.only_named]
    look = PALETTES[theme]
    _component()(
        key=KEY,
        on_moved_change=moved,
        data={
            "theme": theme,
            "language": t.language,
            "map": map_figure.figure(theme, t.language),
            "flat": f"/assets/flat/{theme}-{t.language}.json",
            "pins": [
                {
                    "row": p.row,
                    "name": p.name,
                    "lat": p.lat,
                    "lon": p.lon,
                    "ring": () if p.only_named else ring,
                    "faint": p.only_named,
                }
                for p, ring in zip(pins, rings, strict=True)
            ],
            "towns": [],
            "guards": [(pin.lon, pin.lat) for pin in pins],
            "frame": _roomy(map_figure.frame(framed or spots) or WIDE),
            "ring": look.ring,
            "accent": look.accent,
            "ink": look.ink,
            "muted": look.muted,
            "unsaved": unsaved,
            "fixed": on_move is None,
            "words": {
                "credit": basemap.ATTRIBUTION[t.language],
                "zoom_in": t("Zoom in"),
                "zoom_out": t("Zoom out"),
                "whole_map": t("Show all pins"),
                "list": t("On the map"),
                "faint": t("only mentioned"),
                "nudge": t(
                    "Choose a place, then click the map, drag its pin, or use the arrow keys."
                ),
            },
        },
    )


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


def _roomy(frame: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """At least two degrees wide: a pin alone in a field says nothing of where it is."""
    west, south, east, north = frame
    wide, high = max(0.0, 2 - (east - west)) / 2, max(0.0, 1.2 - (north - south)) / 2
    return west - wide, south - high, east + wide, north + high
