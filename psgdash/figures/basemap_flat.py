"""The offline base map without WebGL: parts of a cartesian figure in Web-Mercator metres."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from psgdash.figures.basemap_tables import COLOURS, RELIEF_FRAMES, TOWN_TIERS, Json, Theme

Line = list[tuple[float, float]]

SERIF, SANS = "'Source Serif 4', serif", "'Source Sans 3', sans-serif"


def metres(lon: float, lat: float) -> tuple[int, int]:
    """Web-Mercator metres (EPSG:3857) of a point in degrees."""
    north = math.log(math.tan(math.pi / 4 + math.radians(max(-85.0, min(85.0, lat))) / 2))
    return round(6378137 * math.radians(lon)), round(6378137 * north)


def parts(geometry: Json) -> Iterator[Line]:
    """Every line or outer ring of a geometry."""
    shape, given = geometry["type"], geometry["coordinates"]
    if shape == "LineString":
        yield given
    elif shape == "MultiPolygon":
        yield from (polygon[0] for polygon in given)
    else:
        yield from given[:1] if shape == "Polygon" else given


@lru_cache(maxsize=8)
def features(path: Path) -> list[Json]:
    """The features of a layer, read once."""
    found: list[Json] = json.loads(path.read_text("utf-8"))["features"]
    return found


def _path(lines: Iterator[Line], step: int) -> Json:
    """`x` and `y` in metres of many lines, parted by None, with points no closer than `step`."""
    x: list[int | None] = []
    y: list[int | None] = []
    for points in lines:
        walked = [metres(*point) for point in points]
        kept = walked[:1]
        for point in walked[1:]:
            if math.dist(point, kept[-1]) >= step:
                kept.append(point)
        if walked[-1] != kept[-1]:
            kept.append(walked[-1])
        if len(kept) > (4 if points[0] == points[-1] else 1):
            x += [*(point[0] for point in kept), None]
            y += [*(point[1] for point in kept), None]
    return {"x": x, "y": y}


def _inside(points: Line) -> bool:
    """Whether a ring lies within the relief, which then paints its land."""
    west, south, east, north = RELIEF_FRAMES["south_america"]
    return all(west < lon < east and south < lat < north for lon, lat in points)


def _picture(theme: Theme, name: str, folder: Path) -> Json:
    """A relief picture as a layout image that carries its own bytes."""
    west, south, east, north = RELIEF_FRAMES[name]
    (left, bottom), (right, top) = metres(west, south), metres(east, north)
    data = base64.b64encode((folder / f"relief_{name}_{theme}.webp").read_bytes()).decode()
    return {
        "source": f"data:image/webp;base64,{data}",
        "xref": "x",
        "yref": "y",
        "x": left,
        "y": top,
        "sizex": right - left,
        "sizey": top - bottom,
        "sizing": "stretch",
        "layer": "below",
    }


def _fonts(c: dict[str, str]) -> Json:
    """How each kind is written: `spacing` in parts of the size, `dot` the colour of a town's."""

    def font(family: str, size: float, colour: str, **more: object) -> Json:
        usual = {"weight": 400, "style": "normal", "spacing": 0, "halo": c["halo"]}
        return {"family": family, "size": size, "colour": colour, **usual, **more}

    return {
        "peru": font(SERIF, 18, c["peru"], weight=600, spacing=0.42),
        "country": font(SERIF, 12, c["country"], weight=500, spacing=0.28),
        "ocean": font(
            SERIF, 16, c["water_text"], style="italic", spacing=0.1, halo=c["halo_water"]
        ),
        "town": font(SANS, 11.5, c["town"], dot=c["dot"]),
        "department": font(SANS, 10, c["department_text"], spacing=0.1),
    }


def _names(language: str, folder: Path) -> list[Json]:
    """Names with `kind`, `text`, degrees and the zoom they appear at, in the order they have room.

    The browser leaves out those that would lie under a circle or on a greater name.
    """
    by_kind: dict[str, list[tuple[int, Json]]] = {}

    def add(kind: str, rank: int, text: str, zoom: float, feature: Json) -> None:
        lon, lat = feature["geometry"]["coordinates"]
        name = {"kind": kind, "text": text, "zoom": zoom, "lon": lon, "lat": lat}
        by_kind.setdefault(kind, []).append((rank, name))

    for feature in features(folder / "labels.geojson"):
        found = feature["properties"]
        kind, rank = found["kind"], found["rank"]
        text = found["name_es" if language == "es" else "name_en"]
        if kind == "country" and rank <= 2:
            add("country" if rank else "peru", rank, text.upper(), 0, feature)
        elif kind == "ocean" and rank == 1:
            add("ocean", rank, text.replace(" ", "\n"), 0, feature)
        elif kind == "department":
            add(kind, rank, text.upper(), {1: 4.6, 2: 5.2}.get(rank, 6.2), feature)
    for feature in features(folder / "towns.geojson"):
        found = feature["properties"]
        if found["rank"] <= (4 if found["country"] == "PE" else 2):
            zoom = TOWN_TIERS[found["rank"]][0]
            add("town", found["order"], found["name"], zoom, feature)
    order = ("peru", "country", "ocean", "town", "department")
    return [
        name
        for kind in order
        for _, name in sorted(by_kind.get(kind, ()), key=lambda ranked: ranked[0])
    ]


def flat_base(theme: Theme, language: str, folder: Path) -> Json:
    """The base map as parts of a cartesian figure in Web-Mercator metres, whole in itself.

    Gives `images`, `traces`, `background` (a colour), `names` and their `fonts`; needs no WebGL and
    no server. `folder` holds the files of ASSET_FILES; FileNotFoundError if one is missing.
    """
    c = COLOURS[theme]

    def pick(layer: str, *kinds: str) -> Iterator[Json]:
        found = features(folder / f"{layer}.geojson")
        return (f for f in found if f["properties"]["kind"] in kinds)

    def lines(layer: str, *kinds: str) -> Iterator[Line]:
        return (part for f in pick(layer, *kinds) for part in parts(f["geometry"]))

    def draw(path: Json, colour: str, width: float, fill: str | None = None) -> Json:
        trace: Json = {"type": "scatter", "mode": "lines", **path, "hoverinfo": "skip"}
        trace |= {"showlegend": False, "line": {"color": colour, "width": width}}
        return trace | ({"fill": "toself", "fillcolor": fill} if fill else {})

    clear = "rgba(0,0,0,0)"
    beyond = (ring for ring in lines("land", "world", "country") if not _inside(ring))
    rivers = (
        part
        for f in pick("water", "river")
        if f["properties"]["rank"] <= 7
        for part in parts(f["geometry"])
    )
    traces = [
        draw(_path(beyond, 60000), clear, 0, c["land"]),
        draw(_path(lines("land", "country"), 15000), clear, 0, c["veil"]),
        draw(_path(rivers, 6000), c["river"], 0.8),
        draw(_path(lines("water", "lake"), 1500), c["shore"], 0.6, c["water"]),
        draw(_path(lines("lines", "province"), 12000), c["province"], 0.4),
        draw(_path(lines("lines", "department"), 2500), c["department"], 0.7),
        draw(_path(lines("lines", "border_peru"), 2500), c["ribbon"], 5),
        draw(_path(lines("lines", "coast", "coast_peru"), 6000), c["shore"], 0.8),
        draw(_path(lines("lines", "border"), 5000), c["border"], 0.8),
        draw(_path(lines("lines", "border_peru"), 2500), c["border_peru"], 1.2),
    ]
    return {
        "images": [_picture(theme, name, folder) for name in RELIEF_FRAMES],
        "traces": traces,
        "names": _names(language, folder),
        "fonts": _fonts(c),
        "background": c["sea"],
    }
