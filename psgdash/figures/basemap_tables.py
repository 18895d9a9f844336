"""Data of the base map: files, frames, colours and the zooms at which towns appear."""

from __future__ import annotations

from typing import Any, Literal

Theme = Literal["light", "dark"]
Json = dict[str, Any]

ATTRIBUTION = {
    "en": "Made with Natural Earth. Places © GeoNames, CC BY 4.0, modified.",
    "es": "Hecho con Natural Earth. Lugares © GeoNames, CC BY 4.0, modificados.",
}

#: Where the web server offers the files below; the browser module puts the site before it.
BASE_URL = "/assets/base/"
VECTOR_FILES = ("land", "lines", "water", "labels", "towns")
#: Relief pictures, the lower first: west, south, east, north in degrees.
RELIEF_FRAMES = {
    "south_america": (-95.0, -57.0, -30.0, 16.0),
    "andes": (-84.0, -20.0, -66.0, 2.0),
}
#: The country painted beforehand, to be there at once: west, south, east, north in degrees.
PICTURE_FRAME = (-100.0, -30.0, -48.0, 12.0)
ASSET_FILES = (
    *(f"picture_{theme}.webp" for theme in ("light", "dark")),
    *(f"{name}.geojson" for name in (*VECTOR_FILES, "peru_departments")),
    *(f"relief_{name}_{theme}.webp" for name in RELIEF_FRAMES for theme in ("light", "dark")),
)

#: `veil` is laid over every other country, so that Peru stands out; `shelf` rings the coast.
COLOURS: dict[Theme, dict[str, str]] = {
    "light": {
        "sea": "#CFDFE5",
        "shelf": "#E4EEF0",
        "grid": "#B9CDD6",
        "land": "#ECE9DB",
        "veil": "rgba(236,233,224,0.5)",
        "water": "#A9C8D4",
        "river": "#7FAABD",
        "shore": "#6F8F9C",
        "province": "#A99F8E",
        "department": "#8C7F6C",
        "border": "#7A6B5A",
        "border_peru": "#5A4636",
        "ribbon": "#E0BF9F",
        "country": "#6B5F52",
        "peru": "#3A2C22",
        "department_text": "#66584A",
        "town": "#3B332B",
        "water_text": "#32607A",
        "halo": "rgba(250,247,240,0.9)",
        "halo_water": "rgba(228,238,240,0.75)",
        "dot": "#FFFFFF",
    },
    "dark": {
        "sea": "#0D161E",
        "shelf": "#17252F",
        "grid": "#1B2A35",
        "land": "#252E2F",
        "veil": "rgba(13,20,26,0.36)",
        "water": "#21404F",
        "river": "#35627A",
        "shore": "#5C7885",
        "province": "#4A5257",
        "department": "#6B706F",
        "border": "#7D8486",
        "border_peru": "#BDAF98",
        "ribbon": "#594332",
        "country": "#9DA7AB",
        "peru": "#F3EADB",
        "department_text": "#B9B5AA",
        "town": "#DAD6CC",
        "water_text": "#7FB0C6",
        "halo": "rgba(14,20,25,0.9)",
        "halo_water": "rgba(13,22,30,0.75)",
        "dot": "#12191E",
    },
}

#: Zoom from which each rank of `towns` shows, and the size of its names there and 3 zooms on.
TOWN_TIERS = (
    (3.0, 11.5, 15.0),
    (3.8, 11.0, 14.5),
    (4.4, 10.5, 14.0),
    (5.2, 10.5, 13.5),
    (6.0, 10.5, 13.0),
    (6.8, 10.5, 12.5),
    (7.6, 10.5, 12.5),
    (8.4, 10.5, 12.5),
    (9.2, 10.5, 12.0),
)
