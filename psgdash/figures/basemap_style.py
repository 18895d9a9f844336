"""The offline base map as a MapLibre style."""

from __future__ import annotations

from typing import Any

from psgdash.figures.basemap_picture import image
from psgdash.figures.basemap_tables import (
    BASE_URL,
    COLOURS,
    RELIEF_FRAMES,
    TOWN_TIERS,
    VECTOR_FILES,
    Json,
    Theme,
)

# MapLibre puts these names unquoted into CSS, where a word may not begin with a digit: hence
# the inner quotes. It reads weight and slant from the first name, which need not exist.
SANS = ["'Source Sans 3'", "sans-serif"]
SANS_STRONG = ["Semibold", "'Source Sans 3'", "sans-serif"]
SERIF = ["Medium", "'Source Serif 4'", "serif"]
SERIF_STRONG = ["Semibold", "'Source Serif 4'", "serif"]
SERIF_ITALIC = ["Italic", "'Source Serif 4'", "serif"]


def by_zoom(*stops: float) -> list[Any]:
    """A value that grows with the zoom: zoom, value, zoom, value, …"""
    return ["interpolate", ["linear"], ["zoom"], *stops]


def is_kind(*kinds: str) -> list[Any]:
    """A filter for features of these kinds."""
    return ["in", ["get", "kind"], ["literal", list(kinds)]]


def line(name: str, source: str, rule: list[Any], paint: Json, **more: object) -> Json:
    """A line layer with round joins."""
    layout = {"line-join": "round", "line-cap": "round"}
    paint = {f"line-{key}": value for key, value in paint.items()}
    return {
        "id": name,
        "type": "line",
        "source": source,
        "filter": rule,
        "layout": layout,
        "paint": paint,
        **more,
    }


def text(name: str, rule: list[Any], layout: Json, colour: tuple[str, str], **more: object) -> Json:
    """A label layer: `colour` is that of the letters and of the halo around them."""
    paint = {
        "text-color": colour[0],
        "text-halo-color": colour[1],
        "text-halo-width": 1.3,
        "text-halo-blur": 0.4,
    }
    layout = {f"text-{key}" if key[:7] != "symbol-" else key: v for key, v in layout.items()}
    return {
        "id": name,
        "type": "symbol",
        "source": "labels",
        "filter": rule,
        "layout": layout,
        "paint": paint,
        **more,
    }


def _ground(c: dict[str, str], theme: Theme) -> list[Json]:
    """Sea, shelf, land, relief and the veil over Peru's neighbours."""
    coast = is_kind("coast", "coast_peru")
    fade = by_zoom(5, 1, 7, 0.68, 8.5, 0.34, 10, 0.14)
    shelf = [
        {"color": c["shelf"], "width": by_zoom(2, 4, 4, 17, 7, 34), "blur": by_zoom(2, 4, 7, 24)},
        {"color": c["shelf"], "width": by_zoom(2, 2, 4, 7, 7, 12), "blur": by_zoom(2, 1, 7, 6)},
    ]
    return [
        {"id": "sea", "type": "background", "paint": {"background-color": c["sea"]}},
        line("grid", "lines", is_kind("graticule"), {"color": c["grid"], "width": 0.6}, maxzoom=7),
        *(line(f"shelf-{n}", "lines", coast, paint) for n, paint in enumerate(shelf)),
        {"id": "land", "type": "fill", "source": "land", "paint": {"fill-color": c["land"]}},
        *(
            {
                "id": f"relief-{name}",
                "type": "raster",
                "source": f"relief_{name}",
                "paint": {"raster-opacity": fade, "raster-fade-duration": 0},
            }
            for name in RELIEF_FRAMES
        ),
        {
            "id": "veil",
            "type": "fill",
            "source": "land",
            "filter": is_kind("country", "world"),
            "paint": {"fill-color": c["veil"], "fill-antialias": False},
        },
    ]


def _lines(c: dict[str, str]) -> list[Json]:
    """Rivers, lakes and borders, the finest below."""
    river = {"color": c["river"], "opacity": 0.9}
    flow, rank = is_kind("river"), ["get", "rank"]
    great = {**river, "width": by_zoom(3, 0.5, 4.5, 1.1, 7, 2.2, 10, 4)}
    small = {**river, "width": by_zoom(4.5, 0.3, 6, 0.8, 8, 1.6, 10, 2.6)}
    ribbon = {"color": c["ribbon"], "width": by_zoom(3, 2.6, 4.5, 4.4, 8, 7), "blur": 1.2}
    inner = {"color": c["department"], "width": by_zoom(3, 0.4, 4.5, 0.8, 8, 1.5)}
    return [
        line("river-small", "water", ["all", flow, [">=", rank, 5]], small, minzoom=4.2),
        line("river-great", "water", ["all", flow, ["<", rank, 5]], great),
        {
            "id": "lake",
            "type": "fill",
            "source": "water",
            "filter": is_kind("lake"),
            "paint": {"fill-color": c["water"]},
        },
        line("shore-lake", "water", is_kind("lake"), {"color": c["shore"], "width": 0.7}),
        line(
            "province",
            "lines",
            is_kind("province"),
            {"color": c["province"], "width": by_zoom(4, 0.3, 8, 0.9), "opacity": 0.75},
            minzoom=3.6,
        ),
        line("department", "lines", is_kind("department"), {**inner, "opacity": 0.85}),
        # The ribbon of old atlases: a tint that runs inside Peru's border.
        line(
            "ribbon",
            "lines",
            is_kind("border_peru"),
            {**ribbon, "offset": by_zoom(3, 1.5, 4.5, 2.4, 8, 4)},
        ),
        line("world", "lines", is_kind("world"), {"color": c["border"], "width": 0.4}),
        line("shore", "lines", is_kind("coast", "coast_peru"),
             {"color": c["shore"], "width": by_zoom(2, 0.4, 4.5, 0.9, 8, 1.4)}),
        line("border", "lines", is_kind("border"),
             {"color": c["border"], "width": by_zoom(2, 0.5, 4.5, 0.9, 8, 1.6)}),
        line("border-peru", "lines", is_kind("border_peru"),
             {"color": c["border_peru"], "width": by_zoom(2, 0.7, 4.5, 1.3, 8, 2.2)}),
    ]  # fmt: skip


def _towns(c: dict[str, str]) -> tuple[list[Json], list[Json]]:
    """Dots and names of towns, the least first: what comes last is placed first."""
    dots, names = [], []
    for rank in reversed(range(len(TOWN_TIERS))):
        zoom, small, large = TOWN_TIERS[rank]
        rule = ["==", ["get", "rank"], rank]
        size = max(1.6, 2.7 - 0.14 * rank)
        dots.append(
            {
                "id": f"dot-{rank}",
                "type": "circle",
                "source": "towns",
                "minzoom": zoom,
                "filter": rule,
                "paint": {
                    "circle-radius": by_zoom(zoom, size, zoom + 3, size * 1.5),
                    "circle-color": c["dot"],
                    "circle-stroke-color": c["town"],
                    "circle-stroke-width": 1.1,
                },
            }
        )
        layout = {
            "field": ["get", "name"],
            "font": SANS_STRONG if rank < 2 else SANS,
            "size": by_zoom(zoom, small, zoom + 3, large),
            "variable-anchor": ["left", "right", "bottom", "top"],
            "radial-offset": 0.45,
            "justify": "auto",
            "max-width": 9,
            "padding": 1,
            "symbol-sort-key": ["get", "order"],
        }
        colour = (c["town"], c["halo"])
        names.append(text(f"town-{rank}", rule, layout, colour, source="towns", minzoom=zoom))
    return dots, names


def _guard() -> Json:
    """An unseen letter on each town's dot, so that no other name is laid over the dot."""
    layout = {"field": "o", "font": SANS, "size": 5, "allow-overlap": True, "padding": 0}
    # The zoom of a filter is a whole number: dots that are about to appear count too.
    rule = ["<=", ["get", "zoom"], ["+", ["zoom"], 0.7]]
    layer = text("guard", rule, layout, ("#000000", "#000000"), source="towns")
    return {**layer, "paint": {"text-opacity": 0.01}}


def _guard_of_circles() -> Json:
    """The same where circles of the archive may stand; the browser module adds the source."""
    layout = {"field": "OO", "font": SANS, "size": 22, "allow-overlap": True, "padding": 0}
    layer = text("guard-circles", ["literal", True], layout, ("#000000", "#000000"))
    return {**layer, "source": "guards", "paint": {"text-opacity": 0.01}}


def _labels(c: dict[str, str], language: str) -> tuple[list[Json], list[Json]]:
    """Names below those of towns (rivers, departments), and names above them (countries, seas)."""
    name = ["get", "name_es" if language == "es" else "name_en"]
    rank = ["get", "rank"]
    wet = (c["water_text"], c["halo_water"])
    river = {
        "field": ["get", "name"],
        "font": SERIF_ITALIC,
        "size": by_zoom(4.6, 10.5, 8, 13),
        "letter-spacing": 0.08,
        "max-angle": 60,
        "symbol-placement": "line",
        "symbol-spacing": 360,
        "symbol-sort-key": rank,
    }
    courses = is_kind("river_name")
    main, rest = ["all", courses, ["<", rank, 5]], ["all", courses, [">=", rank, 5]]
    flow = (c["water_text"], c["halo"])
    department = {
        "field": name,
        "font": SANS,
        "size": by_zoom(4.4, 9.5, 6, 11.5, 9, 15),
        "transform": "uppercase",
        "letter-spacing": 0.14,
        "max-width": 7,
        "padding": 4,
    }
    tone = (c["department_text"], c["halo"])
    fade = {"maxzoom": 9.5}
    country = {
        "field": name,
        "transform": "uppercase",
        "letter-spacing": 0.28,
        "max-width": 8,
        "symbol-sort-key": rank,
    }
    sea = {
        "field": name,
        "font": SERIF_ITALIC,
        "size": by_zoom(2, 11, 4, 16, 7, 24),
        "letter-spacing": 0.16,
        "line-height": 1.35,
        "max-width": 7,
    }
    lake = {**sea, "size": by_zoom(5.5, 10, 8, 15), "letter-spacing": 0.06}
    lands = {**country, "font": SERIF, "size": by_zoom(2, 9, 4, 12.5, 7, 18)}
    peru = {**country, "font": SERIF_STRONG, "size": by_zoom(2, 11, 4, 18, 6, 25)}
    peru["letter-spacing"] = 0.42
    ocean, country_rule = is_kind("ocean"), is_kind("country")
    below = [
        text("name-river-near", ["all", is_kind("river"), ["has", "name"]], river, flow,
             source="water", minzoom=7.5),
        text("name-river-small", rest, river, flow, source="water", minzoom=6, maxzoom=7.5),
        text("name-river", main, river, flow, source="water", minzoom=4.6, maxzoom=7.5),
    ]  # fmt: skip
    for number, zoom in ((3, 6.2), (2, 5.2), (1, 4.6)):
        rule = ["all", is_kind("department"), ["==", rank, number]]
        below.append(
            text(f"name-department-{number}", rule, department, tone, minzoom=zoom, **fade)
        )
    above = [
        text("name-gulf", ["all", ocean, [">", rank, 3]], lake, wet, minzoom=6.2),
        text("name-lake", is_kind("lake"), lake, wet, minzoom=5.6),
        text("name-sea", ["all", ocean, ["<=", rank, 3]], sea, wet),
        text("name-country-small", ["all", country_rule, [">", rank, 2]], lands,
             (c["country"], c["halo"]), minzoom=3.8, maxzoom=7.5),
        text("name-country", ["all", country_rule, [">", rank, 0], ["<=", rank, 2]], lands,
             (c["country"], c["halo"]), maxzoom=7.5),
        text("name-peru", ["all", country_rule, ["==", rank, 0]], peru,
             (c["peru"], c["halo"]), maxzoom=6.4),
    ]  # fmt: skip
    return below, above


def style(theme: Theme, language: str) -> dict[str, object]:
    """The MapLibre style for `layout.map.style`; addresses are relative to the site.

    It has no `glyphs`: MapLibre then draws letters with the page's own fonts and asks nobody.
    """
    c = COLOURS[theme]
    sources: Json = {
        name: {"type": "geojson", "data": f"{BASE_URL}{name}.geojson", "tolerance": 0.2}
        for name in VECTOR_FILES
    }
    for name, frame in RELIEF_FRAMES.items():
        sources[f"relief_{name}"] = image(f"relief_{name}_{theme}", frame)
    below, above = _labels(c, language)
    dots, names = _towns(c)
    minor = len(TOWN_TIERS) - 5  # names of villages give way to those of departments
    layers = [*_ground(c, theme), *_lines(c), *dots, *names[:minor], *below, *names[minor:], *above]
    layers += [_guard(), _guard_of_circles()]
    return {"version": 8, "sources": sources, "layers": layers}
