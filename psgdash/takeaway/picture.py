"""The map with its timeline as one picture, as large as a slide; PNG, or SVG with real text."""

from __future__ import annotations

import base64

from psgdash.figures.palette import PALETTES
from psgdash.home import shipped
from psgdash.takeaway import Progress, fonts, scene, svg, timeline, typesetting
from psgdash.takeaway.frame import fit
from psgdash.takeaway.material import THEME, Material
from psgdash.takeaway.tray import tray

WIDTH, HEIGHT = 1920, 1080
GRAIN = 1.5  # letters as large as from the middle of a hall they must be
MAP = (48, 190, 800, 812)  # x, y, width, height
LINE = (884, 190, 988, 812)
_EMBEDDED = (
    (fonts.SANS, "source-sans-3-latin-wght-normal.woff2"),
    (fonts.SERIF, "source-serif-4-latin-wght-normal.woff2"),
)


def write(material: Material, ending: str, progress: Progress) -> bytes:
    """The picture of what the filter keeps."""
    progress(0, 2)
    drawn = drawing(material)
    progress(1, 2)
    if ending == "svg":
        made = document(drawn, material, head=_letters()).encode("utf-8")
    else:
        made = typesetting.png(document(drawn, material), WIDTH, HEIGHT)
    progress(2, 2)
    return made


def document(drawn: str, material: Material, head: str = "") -> str:
    """The drawing as an SVG file."""
    said = " ".join(material.sentence).strip()
    title = f"{material.site}. {said}"
    return svg.document([drawn], WIDTH, HEIGHT, title=title, language=material.language, head=head)


def _letters() -> str:
    """The letters themselves, for whoever has no such fonts."""
    rules = []
    for family, name in _EMBEDDED:
        data = base64.b64encode(shipped("fonts", name).read_bytes()).decode("ascii")
        rules.append(
            f"@font-face{{font-family:'{family}';font-weight:200 900;"
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    return f"<style>{''.join(rules)}</style>"


def drawing(material: Material) -> str:
    """Title, sentence, map, timeline and what must be said of them, as SVG elements."""
    look = PALETTES[THEME]
    parts = [svg.rect(0, 0, WIDTH, HEIGHT, fill=look.paper), *_head(material)]
    x, y, width, height = MAP
    parts.append(_card(MAP))
    parts.append(
        svg.group(
            [f'<svg x="{x}" y="{y}" width="{width}" height="{height}">{_map(material)}</svg>']
        )
    )
    parts.append(svg.rect(x, y, width, height, fill="none", stroke=look.rule, stroke_width=1.5))
    x, y, width, height = LINE
    parts.append(_card(LINE))
    line = timeline.drawn(
        material.marks, material.published, material.covered,
        width=width - 48, height=height - 44, grain=GRAIN, theme=THEME, language=material.language,
    )  # fmt: skip
    parts.append(svg.group([line or _undated(material)], transform=f"translate({x + 24} {y + 24})"))
    parts += _foot(material)
    return "".join(parts)


def map_of(material: Material, width: float, height: float, grain: float) -> str:
    """The map of all events in a box, as SVG elements."""
    published, events = material.published, material.events
    frame = fit(scene.bounds(events, published), width, height, grain=grain)
    found = scene.build(events, published, frame, theme=THEME, language=material.language)
    return scene.map_svg(
        found, published, frame, theme=THEME, language=material.language,
        tray=tray(material, frame),
    )  # fmt: skip


def _map(material: Material) -> str:
    return map_of(material, MAP[2], MAP[3], GRAIN)


def _card(box: tuple[int, int, int, int]) -> str:
    look = PALETTES[THEME]
    return svg.rect(*box, fill=look.card, stroke=look.rule, stroke_width=1.5)


def _undated(material: Material) -> str:
    look = PALETTES[THEME]
    return svg.text(material.t("None of these events has a date."), 0, 30, 24, look.muted)


def _head(material: Material) -> list[str]:
    look = PALETTES[THEME]
    site = material.published.site
    name = fonts.cut(material.said(site.name), 900, 27, "serif-strong")
    product = fonts.cut(material.said(site.product), 700, 27, "serif")
    parts = [
        svg.text(name, 48, 62, 27, look.accent, face="serif-strong"),
        svg.text(
            f"· {product}", 60 + fonts.width(name, 27, "serif-strong"), 62, 27, look.muted,
            face="serif",
        ),
    ]  # fmt: skip
    first, second = material.sentence
    room, size = WIDTH - 96.0, 38.0
    while size > 30 and fonts.width(f"{first} {second}", size, "serif") > room:
        size -= 1
    one_line = fonts.width(f"{first} {second}", size, "serif") <= room
    at = (48 + fonts.width(first + " ", size, "serif"), 116.0) if one_line else (48.0, 142.0)
    first_y, small, filters_y = (116, size, 160) if one_line else (106, 26.0, 174)
    said = fonts.cut(first, room, size, "serif")
    rest = fonts.cut(second, room, small, "serif")
    parts.append(svg.text(said, 48, first_y, size, look.ink, face="serif"))
    parts.append(svg.text(rest, *at, small, look.muted, face="serif"))
    filters = fonts.cut(material.filters, room, 22)
    parts.append(svg.text(filters, 48, filters_y, 22, look.muted))
    return parts


def _foot(material: Material) -> list[str]:
    look = PALETTES[THEME]
    size, room = 18.5, WIDTH - 96
    first = fonts.cut(f"{material.count}. {material.date_made} {material.credit}", room, size)
    second = fonts.cut(f"{material.rights} {material.published.site.url}", room, size)
    return [
        svg.text(first, 48, 1033, size, look.muted),
        svg.text(second, 48, 1060, size, look.muted),
    ]
