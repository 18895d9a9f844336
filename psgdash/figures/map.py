"""The map: what is drawn where, which places stand together at which zoom, and the base below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from psgdash.archive.gate import Published
from psgdash.archive.records import Event, Place
from psgdash.archive.words import in_language
from psgdash.figures import basemap
from psgdash.figures.palette import PALETTES, SANS, ThemeName

TILE = 512  # pixels that the world is wide at zoom 0, in MapLibre
ZOOM_STEPS = (2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5)  # at which groups are made; finer: none
GROUP_PIXELS = 34  # circles closer than this stand together
EARTH_KM = 111.32  # kilometres a degree of latitude

# Diameter in pixels by number of events; more than the last is as large as the last.
SIZES = (0, *(min(46, round(20 + 6 * math.log2(n))) for n in range(1, 24)))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that is drawn: a point, or a ring (degrees) around an area's centre."""

    id: str
    name: str
    lat: float
    lon: float
    ring: tuple[tuple[float, float], ...] = ()  # (lat, lon), closed; empty for a point


def spots(places: Sequence[Place], published: Published, language: str) -> list[Spot]:
    """Places as spots, the country's own left out: it has a tray beside the map."""
    drawn = []
    for place in places:
        if place.precision == "country":
            continue
        name = in_language(place.name, language)[0]
        ring = () if place.is_point else circle(place.lat, place.lon, place.radius_km or 60)
        drawn.append(Spot(place.id, name, place.lat, place.lon, ring))
    return drawn


def circle(lat: float, lon: float, radius_km: float) -> tuple[tuple[float, float], ...]:
    """A closed ring of 65 points (lat, lon) in degrees around a point."""
    degrees = radius_km / EARTH_KM
    turns = [i / 64 * 2 * math.pi for i in range(65)]
    widen = max(0.01, math.cos(math.radians(lat)))
    around = ((lat + degrees * math.sin(a), lon + degrees * math.cos(a) / widen) for a in turns)
    return tuple(
        (round(max(-90, min(90, y)), 3), round(max(-180, min(180, x)), 3)) for y, x in around
    )


def pixels(lat: float, lon: float, zoom: float) -> tuple[float, float]:
    """Web-Mercator pixels from the north-west corner of the world at a zoom."""
    world = TILE * 2**zoom
    clipped = math.radians(max(-85.0, min(85.0, lat)))
    y = (1 - math.asinh(math.tan(clipped)) / math.pi) / 2
    return (lon + 180) / 360 * world, y * world


def groups(points: Sequence[Spot], weights: Sequence[int], zoom: float) -> list[int]:
    """For each point the index of the heaviest point that it stands with at a zoom.

    Points are taken heaviest first; one joins the first leader within GROUP_PIXELS. Areas are
    left alone.
    """
    leader = list(range(len(points)))
    cells: dict[tuple[int, int], list[tuple[int, float, float]]] = {}
    for i in sorted(range(len(points)), key=lambda k: (-weights[k], points[k].id)):
        if points[i].ring:
            continue
        x, y = pixels(points[i].lat, points[i].lon, zoom)
        column, row = int(x // GROUP_PIXELS), int(y // GROUP_PIXELS)
        near = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in cells.get((column + dx, row + dy), ())
        )
        joined = next((k for k, a, b in near if math.hypot(a - x, b - y) < GROUP_PIXELS), None)
        if joined is None:
            cells.setdefault((column, row), []).append((i, x, y))
        else:
            leader[i] = joined
    return leader


def route(event: Event, places: dict[str, Place]) -> list[tuple[float, float]]:
    """The course from origins to destinations as (lat, lon); none if one end is no point."""
    starts = [places[p.place] for p in event.places if p.role == "origin"]
    ends = [places[p.place] for p in event.places if p.role == "destination"]
    if not all(place.is_point for place in (*starts, *ends)):
        return []
    if not starts or not ends:
        return []
    via = list(event.route.via) if event.route else []
    return [*((p.lat, p.lon) for p in starts), *via, *((p.lat, p.lon) for p in ends)]


def frame(drawn: Sequence[Spot]) -> tuple[float, float, float, float] | None:
    """West, south, east, north around the spots, in degrees; None without any."""
    corners = [(s.lat, s.lon) for s in drawn] + [c for s in drawn for c in s.ring]
    if not corners:
        return None
    lats, lons = [c[0] for c in corners], [c[1] for c in corners]
    return min(lons), min(lats), max(lons), max(lats)


def figure(theme: ThemeName, language: str) -> dict[str, Any]:
    """The base map: a layout, the one empty trace that plotly makes a map for, and the `detail`.

    The layout has the country as a picture; `detail` is the style that takes over when that has
    been painted. What stands on the map is drawn above it by the linked view (`overlay.js`).
    """
    layout = go.Layout(
        map={"style": basemap.first_style(theme), "center": {"lat": -8, "lon": -75}, "zoom": 4},
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=False,
        hovermode=False,
        uirevision="map",
        paper_bgcolor="rgba(0,0,0,0)",
    )
    empty = go.Scattermap(lat=[], lon=[], mode="markers")
    detail = basemap.style(theme, language)
    return {"data": [empty.to_plotly_json()], "layout": layout.to_plotly_json(), "detail": detail}


def hover_label(theme: ThemeName) -> dict[str, Any]:
    """Hover boxes alike on map and timeline."""
    look = PALETTES[theme]
    return {
        "bgcolor": look.card, "bordercolor": look.muted, "align": "left", "namelength": 0,
        "font": {"family": SANS, "size": 14, "color": look.ink},
    }  # fmt: skip
