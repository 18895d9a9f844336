"""The base map of a document as SVG: the ground as a picture, lines and names above it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from psgdash.figures.basemap_tables import COLOURS
from psgdash.figures.palette import ThemeName
from psgdash.takeaway import layers, svg
from psgdash.takeaway.frame import Frame
from psgdash.takeaway.ground import by_zoom, ground


@lru_cache(maxsize=6)  # the same frame comes again for every event of a document
def below(frame: Frame, theme: ThemeName) -> str:
    """Ground, rivers, lakes and borders; the names stand above what is on the map."""
    c, k, zoom = COLOURS[theme], frame.grain, frame.zoom

    def wide(*stops: tuple[float, float]) -> float:
        return by_zoom(zoom, stops) * k

    def line(
        layer: str, kinds: tuple[str, ...], colour: str, width: float, opacity: float = 1.0
    ) -> str:
        found = (
            run for one in layers.within(frame, layer, *kinds) for run in layers.runs(frame, one)
        )
        return svg.path(
            found, stroke=c[colour], stroke_width=width, stroke_linejoin="round",
            stroke_linecap="round", opacity=opacity,
        )  # fmt: skip

    inner = wide((3, 0.4), (4.5, 0.8), (8, 1.5))
    return "".join(
        (
            svg.image(ground(frame, theme), "jpeg", (0, 0, frame.width, frame.height)),
            svg.path(_rivers(frame, 5, 99 if zoom >= 4.2 else 0), stroke=c["river"], opacity=0.9,
                     stroke_width=wide((4.2, 0.4), (6, 0.8), (8, 1.6), (10, 2.6))),
            svg.path(_rivers(frame, 0, 4), stroke=c["river"], opacity=0.9,
                     stroke_width=wide((3, 0.5), (4.5, 1.1), (7, 2.2), (10, 4))),
            svg.path((run for one in layers.within(frame, "water", "lake")
                      for run in layers.runs(frame, one, step=0.3)),
                     closed=True, fill=c["water"], stroke=c["shore"], stroke_width=0.7 * k),
            line("lines", ("province",), "province", wide((4, 0.3), (8, 0.9)), opacity=0.75),
            line("lines", ("department",), "department", inner, opacity=0.85),
            line("lines", ("border_peru",), "ribbon", wide((3, 4.5), (4.5, 7), (8, 11)), 0.8),
            line("lines", ("world",), "border", 0.4 * k),
            line("lines", ("coast", "coast_peru"), "shore", wide((2, 0.4), (4.5, 0.9), (8, 1.4))),
            line("lines", ("border",), "border", wide((2, 0.5), (4.5, 0.9), (8, 1.6))),
            line("lines", ("border_peru",), "border_peru", wide((2, 0.7), (4.5, 1.3), (8, 2.2))),
        )
    )  # fmt: skip


def _rivers(frame: Frame, least: int, most: int) -> Iterator[list[svg.Point]]:
    for river in layers.within(frame, "water", "river"):
        if least <= river.properties["rank"] <= most:
            yield from layers.runs(frame, river)
