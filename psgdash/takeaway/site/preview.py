"""The picture that others show beside a link: 1200x630, an event's words and its map."""

from __future__ import annotations

import io

from PIL import Image

from psgdash.figures.palette import PALETTES
from psgdash.takeaway import fonts, scene, svg, typesetting
from psgdash.takeaway.frame import around, fit
from psgdash.takeaway.items import Item
from psgdash.takeaway.material import THEME, Material

WIDTH, HEIGHT = 1200, 630
MAP = 520  # width of the map, at the right
GRAIN = 1.5  # such pictures are mostly seen small
NEAR = 5.6  # zoom: near enough to see where it is, far enough to see in what
EDGE = 48


def of_event(item: Item, material: Material) -> bytes:
    """PNG of one event, which is the material's only one."""
    where = f"{item.date} · {item.place}"
    return _drawn(material, item.title, where, item.tags, item.colour)


def of_all(material: Material) -> bytes:
    """PNG of everything that the material holds."""
    site = material.published.site
    title, head = material.said(site.tagline), material.said(site.product)
    return _drawn(material, title, head, material.sentence[0], PALETTES[THEME].accent)


def _drawn(material: Material, title: str, head: str, foot: str, colour: str) -> bytes:
    look, room = PALETTES[THEME], WIDTH - MAP - 2 * EDGE
    site = fonts.cut(material.said(material.published.site.name), room, 26, "serif-strong")
    parts = [
        svg.rect(0, 0, WIDTH, HEIGHT, fill=look.paper),
        svg.rect(0, 0, 12, HEIGHT, fill=colour),
        svg.text(site, EDGE, 72, 26, look.accent, face="serif-strong"),
    ]
    y = 124.0
    for line in fonts.lines(head, room, 25, most=2):
        parts.append(svg.text(line, EDGE, y, 25, look.muted))
        y += 33
    size = 60 if len(title) < 40 else 50 if len(title) < 70 else 42 if len(title) < 100 else 36
    y += size * 0.75
    for line in fonts.lines(title, room, size, "serif-strong", most=6):
        parts.append(svg.text(line, EDGE, y, size, look.ink, face="serif-strong"))
        y += size * 1.2
    parts.append(svg.text(fonts.cut(foot, room, 24), EDGE, HEIGHT - 66, 24, look.muted))
    credit = fonts.cut(material.credit, room, 15)
    parts.append(svg.text(credit, EDGE, HEIGHT - 26, 15, look.muted))
    parts.append(
        f'<svg x="{WIDTH - MAP}" y="0" width="{MAP}" height="{HEIGHT}">{_map(material)}</svg>'
    )
    drawn = svg.document(parts, WIDTH, HEIGHT, title=title, language=material.language)
    return _smaller(typesetting.png(drawn, WIDTH, HEIGHT))


def _smaller(picture: bytes) -> bytes:
    """The same with 256 colours, which takes half the room and is not seen."""
    with Image.open(io.BytesIO(picture)) as image:
        few = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _map(material: Material) -> str:
    published, events = material.published, material.events
    if len(events) == 1:
        found = scene.corners(events, published)
        padding = 60 if found else 8
        frame = fit(around(found), MAP, HEIGHT, grain=GRAIN, padding=padding, most=NEAR)
        shown = scene.of_one(events[0], published, frame, theme=THEME, language=material.language)
    else:
        frame = fit(scene.bounds(events, published), MAP, HEIGHT, grain=GRAIN)
        shown = scene.build(events, published, frame, theme=THEME, language=material.language)
    return scene.map_svg(shown, published, frame, theme=THEME, language=material.language)
