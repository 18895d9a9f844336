"""What the linked view is told, in two parts.

The `ground` is all that the archive draws: the base map, the events as arrays, the places. It is
the same for every filter and session, so the browser fetches it once. The `message` says which of
the events a filter keeps, and brings the timeline's figure of them, with each rerun.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import numpy as np
import numpy.typing as npt
import orjson

from psgdash.archive.gate import Published
from psgdash.archive.words import in_language
from psgdash.figures import basemap, timeline
from psgdash.figures import map as map_figure
from psgdash.figures.palette import PALETTES, ThemeName, shade
from psgdash.locale import words
from psgdash.query import summaries
from psgdash.query.filters import Filter
from psgdash.query.snapshot import Snapshot
from psgdash.query.summaries import MARK_LIMIT, Marks

ROUTE = "/view.json"  # where the ground is served
NAMED_LIMIT = 2_000  # events whose titles the ground holds; a larger archive's come with a message,
SAID_LIMIT = 500  # when a filter keeps at most so many: with more, nothing shows them one by one
GUARDED = 300  # places under which the base map writes no names; more would leave it none
# West, south, east, north of Peru: the frame when nothing is placed.
WIDE = (-81.4, -18.4, -68.6, 0.1)
# And of what is framed: 22 degrees around it. One event in Europe is not to shrink all of Peru.
HOME = (-103.4, -40.4, -46.6, 22.1)


class View:
    """What the linked view is told of one snapshot, made once for all sessions."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._marks = lru_cache(maxsize=4)(self._find_marks)
        self._order = lru_cache(maxsize=4)(self._find_order)
        self._kept = lru_cache(maxsize=64)(self._find_kept)
        self._message = lru_cache(maxsize=32)(self._make_message)
        self._ground = lru_cache(maxsize=8)(self._make_ground)
        self.covered = lru_cache(maxsize=1)(self._find_covered)  # events by YYYY-MM, all of them

    def ground(self, chosen: Filter, theme: ThemeName, language: str) -> bytes:
        """The ground as gzipped JSON."""
        return self._ground(self._drawn(chosen), theme, language)

    def message(self, chosen: Filter, theme: ThemeName, language: str) -> dict[str, Any]:
        """What a filter changes; shared, and not to be changed.

        `only` has a bit an event of the ground, the first event's the highest of the first byte.
        """
        return self._message(self._lifted(chosen), theme, language)

    def event_index(self, event: str, chosen: Filter, language: str) -> int:
        """Where an event stands in the ground; -1 where the filter does not keep it."""
        chosen = self._lifted(chosen)
        i = self._order(self._drawn(chosen), language).get(event, -1)
        return i if i >= 0 and self._kept(chosen, language)[i] else -1

    def _drawn(self, chosen: Filter) -> Filter:
        """What the ground holds: everything, or in a vast archive what the filter keeps."""
        few = len(self.snapshot.published.events) <= MARK_LIMIT
        return Filter() if few else self._lifted(chosen)

    def _lifted(self, chosen: Filter) -> Filter:
        """The filter without what the browser applies itself: dates, and places that it draws."""
        kept, places = chosen.without("dates"), self.snapshot.published.places
        # The view dims by place itself, but only by what it draws: the country is in a tray.
        if all(places[p].precision != "country" for p in chosen.places):
            kept = kept.without("places")
        return kept

    def _find_covered(self) -> dict[str, int]:
        return summaries.covered_months(self.snapshot.engine)

    def _find_marks(self, drawn: Filter, language: str) -> Marks:
        return summaries.marks(self.snapshot.engine, drawn, language)

    def _find_order(self, drawn: Filter, language: str) -> dict[str, int]:
        return {name: i for i, name in enumerate(self._marks(drawn, language).ids)}

    def _find_kept(self, chosen: Filter, language: str) -> npt.NDArray[np.bool_]:
        order = self._order(self._drawn(chosen), language)
        kept = np.zeros(len(order), dtype=np.bool_)
        ids = summaries.ids(self.snapshot.engine, chosen)
        kept[[order[name] for name in ids if name in order]] = True
        return kept

    def _make_message(self, chosen: Filter, theme: ThemeName, language: str) -> dict[str, Any]:
        snapshot, published = self.snapshot, self.snapshot.published
        drawn = self._drawn(chosen)
        marks, kept = self._marks(drawn, language), self._kept(chosen, language)
        indices = np.flatnonzero(kept)
        asked = {**drawn.to_query(), "look": theme, "lang": language, "v": snapshot.version}
        data: dict[str, Any] = {
            "ground": f"{ROUTE}?{urlencode(asked, doseq=True)}",
            "version": snapshot.version,
            "only": base64.b64encode(np.packbits(kept).tobytes()).decode("ascii"),
            "timeline": timeline.figure(
                marks.take(indices),
                published.themes,
                list(published.periods.values()),
                self.covered(),
                theme=theme,
                language=language,
            ),
        }
        if len(marks) > NAMED_LIMIT and len(indices) <= SAID_LIMIT:
            data["said"] = {
                "index": indices,
                "ids": [marks.ids[i] for i in indices],
                "titles": [marks.titles[i] for i in indices],
            }
            data["routes"] = _routes(marks, indices.tolist(), published)
        # Plain values, once: for hashing, and for Streamlit, which knows no numpy in nested data.
        told: dict[str, Any] = orjson.loads(orjson.dumps(data, option=orjson.OPT_SERIALIZE_NUMPY))
        told["key"] = hashlib.sha256(orjson.dumps(told)).hexdigest()[:20]
        return told

    def _make_ground(self, drawn: Filter, theme: ThemeName, language: str) -> bytes:
        snapshot, marks = self.snapshot, self._marks(drawn, language)
        data = laid(marks, snapshot.published, theme=theme, language=language)
        told = data | {"version": snapshot.version}
        body = orjson.dumps(told, option=orjson.OPT_SERIALIZE_NUMPY)
        return gzip.compress(body, 6, mtime=0)


@lru_cache(maxsize=3)  # the archive's last versions: a browser may still ask for one just gone
def of(snapshot: Snapshot) -> View:
    """The view of a snapshot."""
    return View(snapshot)


def laid(marks: Marks, published: Published, *, theme: ThemeName, language: str) -> dict[str, Any]:
    """The ground that marks stand on."""
    themes = published.themes
    names = list(themes)
    placings = [row for row in marks.placings if row[2] != "mentioned"]
    used = dict.fromkeys(place for _, place, _ in placings)
    spots = map_figure.spots([published.places[p] for p in used], published, language)
    index = {spot.id: i for i, spot in enumerate(spots)}
    pairs = [(event, index[place]) for event, place, _ in placings if place in index]
    weights = np.bincount([spot for _, spot in pairs], minlength=len(spots)).tolist()
    named = len(marks) <= NAMED_LIMIT
    return {
        "theme": theme,
        "language": language,
        "map": map_figure.figure(theme, language),
        # Towns of the base map that give way to the archive's own places, shown now or not.
        "towns": _towns(published, language),
        "guards": [[p.lon, p.lat] for p in published.places.values() if p.is_point][:GUARDED],
        "flat": f"/assets/flat/{theme}-{language}.json",
        "colours": [shade(themes[n].colour, theme) for n in names],
        "ring": PALETTES[theme].ring,
        "sizes": list(map_figure.SIZES),
        "events": {
            "n": len(marks),
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
        # By the weight of the whole archive, so that circles stay where they are while filters
        # come and go.
        "levels": [
            {
                "zoom": zoom,
                "leader": _packed(
                    np.array(map_figure.groups(spots, weights, zoom), dtype=np.int32)
                ),
            }
            for zoom in map_figure.ZOOM_STEPS
        ],
        "routes": _routes(marks, range(len(marks)), published) if named else [],
        "wide": WIDE,
        "home": HOME,
        "words": _words(language),
    }


def _towns(published: Published, language: str) -> list[str]:
    names = (in_language(place.name, language)[0] for place in published.places.values())
    return sorted(set(names))[:NAMED_LIMIT]


def _routes(marks: Marks, among: Sequence[int], published: Published) -> list[dict[str, Any]]:
    found = []
    names, kept = list(published.themes), set(among)
    for i in sorted({event for event, _, role in marks.placings if role == "origin"} & kept):
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
        "play": t("Play through time"),
        "pause": t("Pause"),
        "next_month": t("Next month"),
        "next_year": t("Next year"),
        "position": t("Position in time"),
        "play_shows": t("What is shown while it plays"),
        "so_far": t("So far"),
        "one_month": t("One month"),
        "one_year": t("One year"),
        "speed": t("Speed"),
        "slow": t("Slow"),
        "normal": t("Normal"),
        "fast": t("Fast"),
        "keep": t("Keep this range"),
        "stop": t("Back to the range before"),
        "one_event": t.plural("{n} event", "{n} events", 1),
        "many_events": t("{n} events"),
        "credit": basemap.ATTRIBUTION[language],
    }
