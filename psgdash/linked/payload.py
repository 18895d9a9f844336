"""What the linked view is told: figures, and the events as arrays that it can brush by itself."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from psgdash.archive.gate import Published
from psgdash.archive.words import in_language
from psgdash.figures import basemap, timeline
from psgdash.figures import map as map_figure
from psgdash.figures.palette import PALETTES, ThemeName, shade
from psgdash.locale import words
from psgdash.query.summaries import Marks

NAMED_LIMIT = 2_000  # with more events the browser gets no titles: nothing shows them one by one
GUARDED = 300  # places under which the base map writes no names; more would leave it none
WIDE = (
    -81.4,
    -18.4,
    -68.6,
    0.1,
)  # west, south, east, north of Peru: the frame when nothing is placed


def build(
    marks: Marks,
    published: Published,
    covered: dict[str, int],
    *,
    theme: ThemeName,
    language: str,
) -> dict[str, Any]:
    """The part of the view's data that changes only with the filter, keyed by its own content."""
    themes = published.themes
    names = list(themes)
    placings = [row for row in marks.placings if row[2] != "mentioned"]
    used = dict.fromkeys(place for _, place, _ in placings)
    spots = map_figure.spots([published.places[p] for p in used], published, language)
    index = {spot.id: i for i, spot in enumerate(spots)}
    pairs = [(event, index[place]) for event, place, _ in placings if place in index]
    weights = np.bincount([spot for _, spot in pairs], minlength=len(spots)).tolist()
    named = len(marks) <= NAMED_LIMIT
    data: dict[str, Any] = {
        "theme": theme,
        "language": language,
        "map": map_figure.figure(theme, language),
        # Towns of the base map that give way to the archive's own places, shown now or not.
        "towns": _towns(published, language),
        "guards": [[p.lon, p.lat] for p in published.places.values() if p.is_point][:GUARDED],
        "timeline": timeline.figure(
            marks, themes, list(published.periods.values()), covered, theme=theme, language=language
        ),
        "flat": f"/assets/flat/{theme}-{language}.json",
        "colours": [shade(themes[n].colour, theme) for n in names],
        "ring": PALETTES[theme].ring,
        "sizes": list(map_figure.SIZES),
        "events": {
            "earliest": _packed(marks.earliest),
            "latest": _packed(marks.latest),
            "themes": _packed(np.array([names.index(t) for t in marks.themes], dtype=np.int32)),
            "ids": list(marks.ids) if named else None,
            "titles": list(marks.titles) if named else None,
        },
        "spots": {
            "ids": [s.id for s in spots],
            "names": [s.name for s in spots],
            "lat": [s.lat for s in spots],
            "lon": [s.lon for s in spots],
            "rings": [s.ring or None for s in spots],
        },
        "placings": {
            "event": _packed(np.array([e for e, _ in pairs], dtype=np.int32)),
            "spot": _packed(np.array([s for _, s in pairs], dtype=np.int32)),
        },
        "levels": [
            {
                "zoom": zoom,
                "leader": _packed(
                    np.array(map_figure.groups(spots, weights, zoom), dtype=np.int32)
                ),
            }
            for zoom in map_figure.ZOOM_STEPS
        ],
        "routes": _routes(marks, published, names) if named else [],
        "frame": map_figure.frame(spots) or WIDE,
        "words": _words(language),
    }
    # Plain values, once: for hashing, and for Streamlit, which knows no numpy in nested data.
    plain: dict[str, Any] = orjson.loads(orjson.dumps(data, option=orjson.OPT_SERIALIZE_NUMPY))
    plain["key"] = hashlib.sha256(orjson.dumps(plain)).hexdigest()[:20]
    return plain


def _towns(published: Published, language: str) -> list[str]:
    names = (in_language(place.name, language)[0] for place in published.places.values())
    return sorted(set(names))[:NAMED_LIMIT]


def _routes(marks: Marks, published: Published, names: list[str]) -> list[dict[str, Any]]:
    found = []
    for i in sorted({event for event, _, role in marks.placings if role == "origin"}):
        line = map_figure.route(published.events[marks.ids[i]], published.places)
        if line:
            found.append({"event": i, "colour": names.index(marks.themes[i]), "line": line})
    return found


def _packed(array: npt.NDArray[np.int32]) -> str:
    """Little-endian 32-bit integers as base64."""
    return base64.b64encode(np.ascontiguousarray(array, dtype="<i4").tobytes()).decode("ascii")


def _words(language: str) -> dict[str, str]:
    t = words(language)
    return {
        "map": t("Map of the events"),
        "timeline": t("Timeline of the events"),
        "zoom_in": t("Zoom in"),
        "zoom_out": t("Zoom out"),
        "whole_map": t("Show the whole map"),
        "range_start": t("Start of the date range"),
        "range_end": t("End of the date range"),
        "one_event": t.plural("{n} event", "{n} events", 1),
        "many_events": t("{n} events"),
        "credit": basemap.ATTRIBUTION[language],
    }
