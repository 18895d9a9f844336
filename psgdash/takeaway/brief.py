"""The event brief: a PDF of one event on one page, with its map and its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

from psgdash.takeaway import Progress, scene, svg, typesetting
from psgdash.takeaway.briefing import WIDTH, page_data
from psgdash.takeaway.frame import Frame, around, fit
from psgdash.takeaway.items import Item, item
from psgdash.takeaway.material import THEME, Material

# Letters of the text, size of it in points, height of the map in mm: a short text leaves room.
LOOKS = ((600, 13.0, 150), (1_200, 12.0, 125), (2_000, 11.0, 100), (10**9, 10.5, 84))
NEAR = 5.6  # zoom: near enough to see where it is, far enough to see in what
TITLE, FACT = 220, 420  # letters that have room
SOURCES = 5
PAGE, PARAGRAPHS = 7_000, 60  # more letters or paragraphs than any page holds


def write(material: Material, progress: Progress) -> bytes:
    """The brief as PDF, one page always."""
    progress(0, 2)
    whole = item(material.events[0], material)
    said = shortened(whole, material)
    title = said.title
    letters = sum(len(paragraph) for paragraph in said.paragraphs)
    size, high = next(look[1:] for look in LOOKS if letters <= look[0])
    data = page_data(material, title)
    data |= {
        "item": asdict(said),
        "cut": len(said.paragraphs) < len(whole.paragraphs),
        "text_size": size,
        "map_height": high,
        "title_size": 22 if len(title) < 90 else 17 if len(title) < 150 else 14,
        "about": f"{material.t.plural('{n} event', '{n} events', 1)}. {material.date_made}",
        "shortened": material.t(
            "Shortened here. The whole text is at {url}", url=material.published.site.url
        ),
    }
    data["words"]["map"] = material.t("Map: {place}", place=said.place)
    progress(1, 2)
    made = typesetting.pdf("brief", data, {"map": _map(material, 4 * high)}, material.made)
    progress(2, 2)
    return made


def shortened(said: Item, material: Material) -> Item:
    """The item with title, facts and list of sources no longer than a page has room for."""
    more = len(said.sources) - SOURCES
    sources = said.sources[:SOURCES]
    if more > 0:
        rest = material.t.plural("{n} more source", "{n} more sources", more)
        last = replace(sources[-1], title=f"{_cut(sources[-1].title, FACT)} (+ {rest})")
        sources = (*sources[:-1], last)
    return replace(
        said,
        title=_cut(said.title, TITLE),
        paragraphs=tuple(_page(said.paragraphs)),
        tags=_cut(said.tags, TITLE),
        place=_cut(said.place, TITLE),
        facts=tuple(_cut(fact, FACT) for fact in said.facts),
        sources=tuple(replace(s, title=_cut(s.title, FACT // 3)) for s in sources),
    )


def _page(paragraphs: Sequence[str]) -> Iterator[str]:
    """The paragraphs with which a page is surely full; setting a book to see it is slow."""
    letters = 0
    for paragraph in paragraphs[:PARAGRAPHS]:
        if letters > PAGE:
            return
        letters += len(paragraph)
        yield paragraph


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def frame_of(material: Material, width: float, height: float, grain: float) -> Frame:
    """The part of the map around the event's places; the country where it has none."""
    found = scene.corners(material.events, material.published)
    return fit(around(found), width, height, grain=grain, padding=70 if found else 8, most=NEAR)


def _map(material: Material, height: int) -> str:
    frame = frame_of(material, WIDTH, height, 1.0)
    found = scene.of_one(
        material.events[0], material.published, frame, theme=THEME, language=material.language
    )
    drawn = scene.map_svg(found, material.published, frame, theme=THEME, language=material.language)
    return svg.document([drawn], WIDTH, height, title="", language=material.language)
