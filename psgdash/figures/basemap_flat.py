"""The offline base map without WebGL: parts of a cartesian figure in Web-Mercator metres."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from psgdash.figures.basemap_tables import COLOURS, RELIEF_FRAMES, Json, Theme

Line = list[tuple[float, float]]

SERIF, SANS = "'Source Serif 4', serif", "'Source Sans 3', sans-serif"
#: The scale at which names must not meet: the whole country in about 430 pixels of height.
METRES_PER_PIXEL = 6200


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


def _spaced(name: str) -> str:
    """Upper case with thin spaces between the letters, as maps name countries."""
    return "\u2009".join(name.upper()).replace("\u2009 \u2009", "   ")


def _font(family: str, size: int, colour: str) -> Json:
    return {"family": family, "size": size, "color": colour}


def _flat_names(c: dict[str, str], language: str, folder: Path) -> tuple[list[Json], Json]:
    """Annotations (countries, ocean, departments) and a trace of great towns, none over another."""
    taken: list[tuple[float, float, float, float]] = []

    def room(x: float, y: float, width: float, height: float) -> bool:
        box = (x, y, width * METRES_PER_PIXEL / 2, height * METRES_PER_PIXEL / 2)
        if any(abs(x - a) < box[2] + w and abs(y - b) < box[3] + h for a, b, w, h in taken):
            return False
        taken.append(box)
        return True

    notes: list[Json] = []
    departments: list[tuple[int, int, str]] = []
    for feature in features(folder / "labels.geojson"):
        found = feature["properties"]
        x, y = metres(*feature["geometry"]["coordinates"])
        kind, rank = found["kind"], found["rank"]
        name = found["name_es" if language == "es" else "name_en"]
        if kind == "country" and rank <= 2:
            font = _font(SERIF, 18 if rank == 0 else 12, c["peru" if rank == 0 else "country"])
            room(x, y, len(name) * font["size"], font["size"])
            name = _spaced(name)
            name = f"<b>{name}</b>" if rank == 0 else name
        elif kind == "ocean" and rank == 1:
            font = _font(SERIF, 16, c["water_text"])
            name = "<i>" + name.replace(" ", "<br>") + "</i>"
        else:
            if kind == "department" and rank == 1:
                departments.append((x, y, name.upper()))
            continue
        notes.append({"x": x, "y": y, "text": name, "font": font, "showarrow": False})
    spots: list[tuple[int, int, str]] = []
    for feature in features(folder / "towns.geojson"):
        found = feature["properties"]
        x, y = metres(*feature["geometry"]["coordinates"])
        width = 6 * len(found["name"]) + 8
        wanted = found["rank"] <= (2 if found["country"] == "PE" else 0)
        if wanted and room(x + width / 2 * METRES_PER_PIXEL, y, width, 10):
            spots.append((x, y, found["name"]))
    for x, y, name in departments:
        if room(x, y, 6.5 * len(name), 9):
            font = _font(SANS, 9, c["department_text"])
            notes.append({"x": x, "y": y, "text": name, "font": font, "showarrow": False})
    towns = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [spot[0] for spot in spots],
        "y": [spot[1] for spot in spots],
        "text": [f" {spot[2]}" for spot in spots],
        "textposition": "middle right",
        "textfont": _font(SANS, 11, c["town"]),
        "marker": {"size": 5, "color": c["dot"], "line": {"color": c["town"], "width": 1.1}},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return notes, towns


def flat_base(theme: Theme, language: str, folder: Path) -> Json:
    """The base map as parts of a cartesian figure in Web-Mercator metres, whole in itself.

    Gives `images`, `traces`, `annotations` and `background` (a colour); needs no WebGL and no
    server. `folder` holds the files of ASSET_FILES; FileNotFoundError if one is missing.
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
    notes, towns = _flat_names(c, language, folder)
    return {
        "images": [_picture(theme, name, folder) for name in RELIEF_FRAMES],
        "traces": [*traces, towns],
        "annotations": notes,
        "background": c["sea"],
    }
