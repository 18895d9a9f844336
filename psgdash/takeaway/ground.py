"""The ground of a static map as one picture: sea, shelf, land, relief, the neighbours' veil."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from itertools import pairwise

from PIL import Image, ImageColor, ImageDraw, ImageFilter

from psgdash.figures.basemap_flat import metres
from psgdash.figures.basemap_tables import COLOURS, RELIEF_FRAMES
from psgdash.figures.palette import ThemeName
from psgdash.takeaway import layers
from psgdash.takeaway.frame import Frame

SHARPNESS = 2.0  # pixels a unit, so that print is not coarse
PIXELS = 2_600_000  # of one picture at most
QUALITY = 88


@lru_cache(maxsize=6)  # 200 to 500 kB each; a document has one or two
def ground(frame: Frame, theme: ThemeName) -> bytes:
    """The ground as JPEG, painted once a frame."""
    sharp = min(SHARPNESS, (PIXELS / (frame.width * frame.height)) ** 0.5)
    picture = _paint(frame, theme, sharp)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True, subsampling=0)
    return out.getvalue()


def _paint(frame: Frame, theme: ThemeName, sharp: float) -> Image.Image:
    c = COLOURS[theme]
    size = (round(frame.width * sharp), round(frame.height * sharp))
    picture = Image.new("RGB", size, c["sea"])
    _shelf(picture, frame, sharp, c["shelf"])
    rings = [*layers.within(frame, "land", "world", "country", "peru")]
    picture.paste(ImageColor.getrgb(c["land"]), mask=_mask(size, frame, sharp, rings))
    for name in RELIEF_FRAMES:
        relief = _relief(frame, size, name, theme)
        if relief is not None:
            picture.paste(relief, mask=relief.getchannel("A"))
    others = [ring for ring in rings if ring.kind != "peru"]
    colour, opacity = _rgba(c["veil"])
    veil = _mask(size, frame, sharp, others).point(lambda v: round(v * opacity))
    picture.paste(colour, mask=veil)
    return picture


def _mask(
    size: tuple[int, int], frame: Frame, sharp: float, rings: list[layers.Line]
) -> Image.Image:
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    for ring in rings:
        at = layers.placed(frame, ring.points) * sharp
        draw.polygon([tuple(point) for point in at.tolist()], fill=255)
    return mask


def _shelf(picture: Image.Image, frame: Frame, sharp: float, colour: str) -> None:
    """Two soft bands along the coast, as on the screen."""
    for wide, soft in ((17.0, 7.0), (7.0, 2.0)):
        mask = Image.new("L", picture.size, 0)
        draw = ImageDraw.Draw(mask)
        width = max(1, round(wide * frame.grain * sharp))
        for line in layers.within(frame, "lines", "coast", "coast_peru"):
            for run in layers.runs(frame, line, step=2):
                draw.line([(x * sharp, y * sharp) for x, y in run], fill=255, width=width)
        radius = soft * frame.grain * sharp / 1.5
        picture.paste(ImageColor.getrgb(colour), mask=mask.filter(ImageFilter.GaussianBlur(radius)))


@lru_cache(maxsize=4)
def _relief_file(name: str, theme: ThemeName) -> Image.Image:
    with Image.open(layers.FOLDER / f"relief_{name}_{theme}.webp") as file:
        return file.convert("RGBA")


def _relief(frame: Frame, size: tuple[int, int], name: str, theme: ThemeName) -> Image.Image | None:
    """The part of a relief picture in the frame, its opacity less the nearer the map is."""
    west, south, east, north = RELIEF_FRAMES[name]
    (left, bottom), (right, top) = metres(west, south), metres(east, north)
    file = _relief_file(name, theme)
    across, down = file.width / (right - left), file.height / (top - bottom)
    a, b, c, d = frame.metric
    box = ((a - left) * across, (top - d) * down, (c - left) * across, (top - b) * down)
    if box[2] < 0 or box[3] < 0 or box[0] > file.width or box[1] > file.height:
        return None
    part = file.transform(size, Image.Transform.EXTENT, box, Image.Resampling.BICUBIC)
    fade = by_zoom(frame.zoom, ((5, 1.0), (7, 0.68), (8.5, 0.34), (10, 0.14)))
    part.putalpha(part.getchannel("A").point(lambda v: round(v * fade)))
    return part


def by_zoom(zoom: float, stops: tuple[tuple[float, float], ...]) -> float:
    """A value between the stops (zoom, value), as MapLibre has it."""
    if zoom <= stops[0][0]:
        return stops[0][1]
    for (z0, v0), (z1, v1) in pairwise(stops):
        if zoom <= z1:
            return v0 + (v1 - v0) * (zoom - z0) / (z1 - z0)
    return stops[-1][1]


def _rgba(colour: str) -> tuple[tuple[int, int, int], float]:
    """`rgba(r,g,b,a)` as a colour and an opacity."""
    r, g, b, a = re.findall(r"[\d.]+", colour)
    return (int(r), int(g), int(b)), float(a)
