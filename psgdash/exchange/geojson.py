"""GeoJSON (RFC 7946): one feature an event.

A point or points where the place is known to the district or better, a line for a route, a polygon
for a coarser area, and no geometry for what concerns the whole country. Properties: id, date
(EDTF), earliest, latest, published, title, text, kind, themes, conflict, places, precision,
verification, sources.
"""

from __future__ import annotations

from typing import Any

import orjson

from psgdash.archive.gate import Published
from psgdash.archive.records import Event
from psgdash.archive.words import in_language
from psgdash.exchange.view import View
from psgdash.figures.basemap import ATTRIBUTION
from psgdash.figures.map import route, spots


def write(view: View) -> bytes:
    """The view as a FeatureCollection that says its filter and its attribution."""
    collection = {
        "type": "FeatureCollection",
        "title": in_language(view.published.site.name, "en")[0],
        "filter": view.described,
        "attribution": ATTRIBUTION["en"],
        "features": [_feature(event, view.published) for event in view.events],
    }
    return orjson.dumps(collection, option=orjson.OPT_INDENT_2)


def _feature(event: Event, published: Published) -> dict[str, Any]:
    places = [published.places[p.place] for p in event.places]
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": _geometry(event, published),
        "properties": {
            "id": event.id,
            "date": event.date.edtf if event.date else None,
            "earliest": event.date.earliest if event.date else None,
            "latest": event.date.latest if event.date else None,
            "published": event.published,
            "title": event.title,
            "text": event.text,
            "kind": event.kind,
            "themes": event.themes,
            "conflict": event.conflict,
            "places": [
                {"id": place.id, "name": place.name, "precision": place.precision, "role": e.role}
                for place, e in zip(places, event.places, strict=True)
            ],
            "verification": event.verification,
            "sources": [s.model_dump(exclude_none=True, mode="json") for s in event.sources],
        },
    }


def _geometry(event: Event, published: Published) -> dict[str, Any] | None:
    line = route(event, published.places)
    if line:
        return {"type": "LineString", "coordinates": [[lon, lat] for lat, lon in line]}
    named = [published.places[p.place] for p in event.places if p.role != "mentioned"]
    drawn = spots(named, published, "en")
    points = [[s.lon, s.lat] for s in drawn if not s.ring]
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    if points:
        return {"type": "MultiPoint", "coordinates": points}
    rings = [[[[lon, lat] for lat, lon in s.ring]] for s in drawn if s.ring]
    return {"type": "MultiPolygon", "coordinates": rings} if rings else None
