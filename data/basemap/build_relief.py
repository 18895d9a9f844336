"""Shaded relief in Web Mercator, toned for a light and a dark page, masked to the land."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Array = NDArray[np.float64]
Box = tuple[float, float, float, float]

Image.MAX_IMAGE_PIXELS = None  # the source has 58 million pixels


class Tone(NamedTuple):
    """Colours of lowland, slope and heights, and how strongly light and shadow are laid on."""

    low: tuple[int, int, int]
    middle: tuple[int, int, int]
    high: tuple[int, int, int]
    shadow: tuple[int, int, int]
    light: tuple[int, int, int]
    strength: float


TONES = {
    "light": Tone(
        low=(231, 233, 214),
        middle=(241, 232, 210),
        high=(250, 245, 234),
        shadow=(122, 97, 74),
        light=(255, 255, 252),
        strength=0.6,
    ),
    "dark": Tone(
        low=(37, 46, 46),
        middle=(47, 48, 45),
        high=(62, 59, 54),
        shadow=(8, 11, 14),
        light=(124, 121, 113),
        strength=0.62,
    ),
}

#: Name -> (west, south, east, north), width in pixels, WebP quality.
PICTURES: dict[str, tuple[Box, int, int]] = {
    "south_america": ((-95.0, -57.0, -30.0, 16.0), 1700, 80),
    "andes": ((-84.0, -20.0, -66.0, 2.0), 1300, 84),
}


def mercator(lat: float) -> float:
    """The northing of a latitude on a sphere of radius 1."""
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def warp(source: Image.Image, frame: Box, width: int) -> Array:
    """The part of a plate-carrée world picture, in Web Mercator (height x width x 3, 0-255)."""
    west, south, east, north = frame
    scale = source.width / 360
    top, bottom = mercator(north), mercator(south)
    height = round(width * (top - bottom) / math.radians(east - west))
    # A margin, so that the smoothing below has something to look at beyond the frame.
    left, upper = int((west + 180) * scale) - 4, int((90 - north) * scale) - 4
    crop = source.crop((left, upper, int((east + 180) * scale) + 5, int((90 - south) * scale) + 5))
    factor = max(1, math.ceil(width / ((east - west) * scale)))
    grown = crop.resize((crop.width * factor, crop.height * factor), Image.Resampling.BICUBIC)
    pixels = np.asarray(grown.convert("RGB"), dtype=np.float64)
    rows_at = np.linspace(top, bottom, height)
    lat = np.degrees(2 * np.arctan(np.exp(rows_at)) - np.pi / 2)
    fy = np.clip(((90 - lat) * scale - upper) * factor - 0.5, 0, pixels.shape[0] - 1.001)
    lon = np.linspace(west, east, width)
    fx = np.clip(((lon + 180) * scale - left) * factor - 0.5, 0, pixels.shape[1] - 1.001)
    y0, x0 = fy.astype(int), fx.astype(int)
    wy, wx = (fy - y0)[:, None, None], (fx - x0)[None, :, None]

    def at(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Array:
        return pixels[np.ix_(rows, columns)]

    upper_row = at(y0, x0) * (1 - wx) + at(y0, x0 + 1) * wx
    lower_row = at(y0 + 1, x0) * (1 - wx) + at(y0 + 1, x0 + 1) * wx
    return np.asarray(upper_row * (1 - wy) + lower_row * wy)


def blurred(channel: Array, land: Array, radius: float) -> Array:
    """A smoothed copy of one channel (0-255) to which the sea (land = 0) adds nothing."""

    def blur(values: Array) -> Array:
        picture = Image.fromarray(np.clip(values, 0, 255).round().astype(np.uint8))
        return np.asarray(picture.filter(ImageFilter.GaussianBlur(radius)), dtype=np.float64)

    return np.asarray(blur(channel * land) / np.maximum(blur(land * 255) / 255, 0.02))


def toned(colours: Array, land: Array, tone: Tone, degree: float) -> NDArray[np.uint8]:
    """The picture repainted: height told from the source's tint, shade from its detail.

    `land` is 0-1, `degree` the number of pixels to one degree.
    """
    red, green, blue = colours[..., 0], colours[..., 1], colours[..., 2]
    luminance = 0.3 * red + 0.59 * green + 0.11 * blue
    # The source paints lowland green, slopes tan and heights pale: red minus green tells them.
    warmth = blurred(np.clip((red - green) * 3 + 110, 0, 255), land, degree * 0.14) / 255
    pale = blurred(luminance, land, degree * 0.35) / 255
    height = np.clip((warmth - 0.22) / 0.42, 0, 1)
    peak = np.clip((pale - 0.7) / 0.16, 0, 1) * height
    # Fine detail alone reads as noise: the forms of a whole range are laid under it.
    fine = blurred(luminance, land, degree * 0.022) - blurred(luminance, land, degree * 0.4)
    broad = blurred(luminance, land, degree * 0.09) - blurred(luminance, land, degree * 0.7)
    force = np.tanh((fine * 0.75 + broad * 0.7) / 62) * tone.strength
    force = force[..., None]

    def mix(a: Array, b: Array, amount: Array) -> Array:
        return np.asarray(a * (1 - amount[..., None]) + b * amount[..., None])

    low, middle, high, shadow, light = (np.array(c, dtype=np.float64) for c in tone[:5])
    ground = mix(mix(np.broadcast_to(low, colours.shape), middle, height), high, peak)
    dark = ground + (shadow - ground) * np.maximum(-force, 0)
    shaded = np.where(force < 0, dark, ground + (light - ground) * np.maximum(force, 0))
    return np.asarray(np.clip(shaded, 0, 255), dtype=np.uint8)


def land_mask(fills: list[dict[str, Any]], frame: Box, size: tuple[int, int]) -> Image.Image:
    """White where there is land, drawn twice as large and shrunk for soft edges."""
    west, south, east, north = frame
    top, bottom = mercator(north), mercator(south)
    width, height = size[0] * 2, size[1] * 2
    mask = Image.new("L", (width, height))
    draw = ImageDraw.Draw(mask)
    for feature in fills:
        if feature["properties"]["kind"] == "world":
            continue
        for rings in feature["geometry"]["coordinates"]:
            draw.polygon(
                [
                    (
                        (lon - west) / (east - west) * width,
                        (top - mercator(lat)) / (top - bottom) * height,
                    )
                    for lon, lat in rings[0]
                ],
                fill=255,
            )
    return mask.resize(size, Image.Resampling.LANCZOS)


def write_relief(source: Path, fills: list[dict[str, Any]], out: Path) -> None:
    """Write relief_<picture>_<theme>.webp for every picture and tone."""
    world = Image.open(source).convert("RGB")
    for name, (frame, width, quality) in PICTURES.items():
        colours = warp(world, frame, width)
        size = (colours.shape[1], colours.shape[0])
        mask = land_mask(fills, frame, size)
        land = np.asarray(mask, dtype=np.float64) / 255
        for theme, tone in TONES.items():
            picture = Image.fromarray(toned(colours, land, tone, width / (frame[2] - frame[0])))
            picture.putalpha(mask)
            path = out / f"relief_{name}_{theme}.webp"
            picture.save(path, quality=quality, alpha_quality=60, method=6)
            print(f"{path.name:28} {path.stat().st_size / 1e3:8.0f} kB, {size[0]} x {size[1]}")
