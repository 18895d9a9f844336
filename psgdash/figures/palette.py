"""Colours of the page and of the figures, as data, for light and dark."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Literal

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Palette:
    """Named colours (CSS hex). Text on paper and card has a contrast of at least 4.5:1."""

    paper: str
    card: str
    ink: str
    muted: str
    rule: str
    chip: str
    accent: str  # earth red: conflict, and the one thing that is chosen
    ring: str  # around a circle on the map
    band: str  # periods behind the timeline


PALETTES: dict[ThemeName, Palette] = {
    "light": Palette(
        paper="#FAF7F1", card="#FFFFFF", ink="#211C17", muted="#655C52", rule="#E3DACB",
        chip="#F1EADD", accent="#9E2B25", ring="#FFFFFF", band="#F3ECDF",
    ),
    "dark": Palette(
        paper="#14181D", card="#1B2027", ink="#EEF1F4", muted="#A9B4BE", rule="#333C46",
        chip="#262E37", accent="#F0877F", ring="#0B1118", band="#232A32",
    ),
}  # fmt: skip

SERIF = '"Source Serif 4", Georgia, serif'
SANS = '"Source Sans 3", "Segoe UI", Roboto, sans-serif'


def shade(colour: str, theme: ThemeName) -> str:
    """A data colour for the theme: as it is on paper, mixed with 42% white on dark."""
    if theme == "light":
        return colour
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(c + (255 - c) * 0.42):02X}" for c in channels)


def alpha(colour: str, opacity: float) -> str:
    """`#RRGGBB` as a CSS colour with opacity (0..1)."""
    r, g, b = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({r},{g},{b},{opacity})"


def plain(text: str) -> str:
    """Text for plotly, which would read `<b>` or `<a href>` in it as markup."""
    return html.escape(text, quote=False)
