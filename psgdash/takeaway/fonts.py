"""The letters of documents: their files, their families, and how wide a text is."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from PIL import ImageFont

from psgdash.home import shipped

Face = Literal["sans", "sans-strong", "serif", "serif-strong"]

FOLDER = shipped("fonts", "print")
SANS, SERIF = "Psgdash Sans", "Psgdash Serif"
_FILES: dict[Face, str] = {
    "sans": "PsgdashSans-Regular.ttf",
    "sans-strong": "PsgdashSans-Semibold.ttf",
    "serif": "PsgdashSerif-Regular.ttf",
    "serif-strong": "PsgdashSerif-Semibold.ttf",
}
_SIZE = 100  # at which texts are measured
NARROWEST = 0.2  # of the size: no letter is narrower by much


@lru_cache(maxsize=4)
def _font(face: Face) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        str(FOLDER / _FILES[face]), _SIZE, layout_engine=ImageFont.Layout.BASIC
    )


@lru_cache(maxsize=8192)
def width(text: str, size: float, face: Face = "sans", spacing: float = 0) -> float:
    """Width of one line of text in the unit of `size`; `spacing` stands after each letter."""
    return float(_font(face).getlength(text)) * size / _SIZE + spacing * len(text)


def cut(text: str, room: float, size: float, face: Face = "sans") -> str:
    """The text, or as much of its beginning as fits into `room`, with an ellipsis; may be empty."""
    most = int(room / (size * NARROWEST)) + 2  # a whole book need not be measured
    if len(text) <= most and width(text, size, face) <= room:
        return text
    low, high = 0, min(most, len(text))
    while low < high:  # the most letters that fit
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + "…", size, face) <= room:
            low = middle
        else:
            high = middle - 1
    short = text[:low]
    space = short.rfind(" ")
    short = (short[:space] if space > low * 0.6 else short).rstrip(" ,.;:-–")
    return short + "…" if short else ""


def lines(text: str, room: float, size: float, face: Face = "sans", *, most: int) -> list[str]:
    """The text in at most so many lines of a width; the last is cut where there is more."""
    found: list[str] = []
    letters = int(room / (size * NARROWEST) + 2) * (most + 1)
    rest = " ".join(text[: 2 * letters].split())
    while rest and len(found) < most - 1:
        line = ""
        for word in rest.split(" "):
            longer = f"{line} {word}" if line else word
            if width(longer, size, face) > room:
                break
            line = longer
        if not line:  # one word that is too long: what fits of it
            line = cut(rest, room, size, face).rstrip("…") or rest[:1]
        found.append(line)
        rest = rest[len(line) :].lstrip()
    return [*found, cut(rest, room, size, face)] if rest else found


def beginning(text: str, room: float, size: float, face: Face = "sans", *, most: int) -> str:
    """As much of the text as at most so many lines hold, in one piece, with an ellipsis if cut."""
    whole, at = " ".join(text.split()), 0
    for line in lines(text, room, size, face, most=most):
        at = whole.index(line.removesuffix("…"), at) + len(line.removesuffix("…"))
    return whole if at >= len(whole) - 1 else whole[:at] + "…"
