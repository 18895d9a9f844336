"""SVG as text: the few shapes that pictures are made of. What comes from data goes in as text."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from html import escape
from typing import Literal

from psgdash.takeaway.fonts import SANS, SERIF, Face

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

_FALLBACK = {
    SANS: "'Source Sans 3', 'Segoe UI', sans-serif",
    SERIF: "'Source Serif 4', Georgia, serif",
}
# What no XML file may hold.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def number(value: float) -> str:
    """A coordinate, no more exact than can be seen."""
    return f"{value:.1f}".removesuffix(".0")


def plain(text: str) -> str:
    """Text or attribute value that XML reads as it is."""
    return escape(_NO_XML.sub("\ufffd", text), quote=True)


def attributes(values: dict[str, object]) -> str:
    """Attributes, `_` in their names written `-`; None is left out."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for name, value in values.items()
        if value is not None
    )


def _value(value: object) -> str:
    return number(value) if isinstance(value, float) else plain(str(value))


def shape(tag: str, **values: object) -> str:
    """One empty element."""
    return f"<{tag}{attributes(values)}/>"


def group(parts: Iterable[str], **values: object) -> str:
    """Elements in one."""
    return f"<g{attributes(values)}>{''.join(parts)}</g>"


def rect(x: float, y: float, width: float, height: float, **values: object) -> str:
    """A rectangle."""
    return shape("rect", x=float(x), y=float(y), width=float(width), height=float(height), **values)


def circle(x: float, y: float, r: float, **values: object) -> str:
    """A circle."""
    return shape("circle", cx=float(x), cy=float(y), r=float(r), **values)


def path(lines: Iterable[Iterable[Point]], *, closed: bool = False, **values: object) -> str:
    """Lines through points, all in one element; nothing if there are none."""
    d = "".join(
        "M" + "L".join(f"{number(x)} {number(y)}" for x, y in line) + ("Z" if closed else "")
        for line in lines
    )
    return shape("path", d=d, **({"fill": "none"} | values)) if d else ""


def text(
    said: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    *,
    face: Face = "sans",
    anchor: Anchor = "start",
    halo: str | None = None,
    halo_width: float = 3.5,
    spacing: float = 0,
    italic: bool = False,
    turn: float = 0,
) -> str:
    """One line of real text on its base line; `halo` is painted around the letters."""
    family = SERIF if face.startswith("serif") else SANS
    values: dict[str, object] = {
        "x": float(x), "y": float(y), "font_family": f"'{family}', {_FALLBACK[family]}",
        "font_size": float(size), "fill": colour,
        "font_weight": 600 if face.endswith("strong") else None,
        "font_style": "italic" if italic else None,
        "text_anchor": anchor if anchor != "start" else None,
        "letter_spacing": float(spacing) if spacing else None,
        "transform": f"rotate({turn:.1f} {number(x)} {number(y)})" if turn else None,
    }  # fmt: skip
    if halo:
        values |= {"stroke": halo, "stroke_width": float(halo_width), "paint_order": "stroke",
                   "stroke_linejoin": "round"}  # fmt: skip
    return f"<text{attributes(values)}>{plain(said)}</text>"


def image(content: bytes, kind: str, box: tuple[float, float, float, float]) -> str:
    """A picture (`kind` is jpeg or png) in a box x, y, width, height."""
    x, y, width, height = box
    data = base64.b64encode(content).decode("ascii")
    return (
        f'<image x="{number(x)}" y="{number(y)}" width="{number(width)}" '
        f'height="{number(height)}" preserveAspectRatio="none" '
        f'href="data:image/{kind};base64,{data}"/>'
    )


def document(
    parts: Iterable[str], width: float, height: float, *, title: str, language: str, head: str = ""
) -> str:
    """A whole SVG file; the title is what a screen reader says."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}" '
        f'width="{number(width)}" height="{number(height)}" role="img" '
        f'xml:lang="{plain(language)}" lang="{plain(language)}">'
        f"<title>{plain(title)}</title>{head}{''.join(parts)}</svg>"
    )
