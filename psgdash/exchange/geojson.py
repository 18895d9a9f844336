"""GeoJSON (RFC 7946): one feature an event. In and out.

A point or points where the place is known to the district or better, a line for a route, a polygon
for a coarser area, and no geometry for what concerns the whole country. Properties: id, date
(EDTF), earliest, latest, date_basis, published, title, text, translation, kind, themes, conflict,
places (id, name, precision, role), verification, sources, status.

Out and in again loses: the course of a route, names of places as written, corrections, related
events, embargo and sensitivity; and of places that the archive does not have the chain that they
lie in, areas beside exact points, and what is only mentioned.

Files of others come in too: a feature is an event if its properties have a title (title, name,
headline) and a date (date, start, datetime, time; end); text, description or notes, kind or type,
theme, themes or tags, source, url, place, precision (one of ours) are read, all else is counted as
lost, and so are shapes other than points.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

import orjson
from pydantic import ValidationError

from psgdash.archive.dates import EventDate
from psgdash.archive.gate import Published
from psgdash.archive.records import (
    POINT_PRECISIONS,
    PRECISIONS,
    Event,
    Language,
    Role,
    Source,
)
from psgdash.archive.words import in_language
from psgdash.errors import Problem
from psgdash.exchange import jsonitems
from psgdash.exchange.incoming import (
    Head,
    Incoming,
    Item,
    Site,
    cut,
    degrees,
    digest,
    one_line,
    source,
    words_of,
)
from psgdash.exchange.timemapper import dates
from psgdash.exchange.view import View
from psgdash.figures.basemap import ATTRIBUTION
from psgdash.figures.map import EARTH_KM, route, spots


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
        "geometry": geometry(event, published),
        "properties": {
            "id": event.id,
            "date": event.date.edtf if event.date else None,
            "earliest": event.date.earliest if event.date else None,
            "latest": event.date.latest if event.date else None,
            "date_basis": event.date_basis,
            "published": event.published,
            "title": event.title,
            "text": event.text,
            "translation": event.translation,
            "kind": event.kind,
            "themes": event.themes,
            "conflict": event.conflict,
            "places": [
                {"id": place.id, "name": place.name, "precision": place.precision, "role": e.role}
                for place, e in zip(places, event.places, strict=True)
            ],
            "verification": event.verification,
            "sources": [s.model_dump(exclude_none=True, mode="json") for s in event.sources],
            "status": event.status,
        },
    }


def geometry(event: Event, published: Published) -> dict[str, Any] | None:
    """What is drawn of an event, as exact as its places are known."""
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


# -- in -----------------------------------------------------------------------------------------

_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "name", "headline"),
    "text": ("text", "description", "notes"),
    "start": ("date", "start", "datetime", "time"),
    "kind": ("kind", "type", "category"),
    "source": ("source",),
    "url": ("url", "link", "source_url"),
    "place": ("place", "location"),
}
_LANGUAGES: tuple[Language, ...] = get_args(Language)
_OURS = frozenset({
    "id", "date", "date_basis", "published", "title", "text", "translation", "kind", "themes",
    "conflict", "places", "verification", "sources", "status", "earliest", "latest",
})  # fmt: skip


def looks(head: Head) -> bool:
    """Whether it is GeoJSON, and not Linked Places."""
    text = head.text
    return text.lstrip()[:1] == "{" and '"Feature' in text and '"@context"' not in text


def read(incoming: Incoming) -> Iterator[Item | Problem]:
    """Every feature as an item, or what is wrong with it."""
    _, features = jsonitems.top(incoming, "features")
    for found in features:
        if isinstance(found, Problem):
            yield found
            continue
        line, feature = found
        told = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(told, dict):
            yield incoming.problem(
                line, "This is no feature with properties.", "Write it as RFC 7946 has it."
            )
            continue
        try:
            yield (_own if isinstance(told.get("title"), dict) else _foreign)(
                incoming, line, feature, told
            )
        except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            plain = isinstance(error, ValueError) and not isinstance(error, ValidationError)
            said = str(error) if plain else "a value has the wrong form"
            yield incoming.problem(
                line, f"{said.rstrip('.')}.", "Compare the feature with its neighbours.",
                record=str(told.get("id") or feature.get("id") or "")[:80],
            )  # fmt: skip


def _own(incoming: Incoming, line: int, feature: dict[str, Any], told: dict[str, Any]) -> Item:
    fields: dict[str, Any] = {
        name: dict(told[name] or {}) for name in ("title", "text") if name in told
    }
    if "translation" in told:
        fields["translation"] = {**dict.fromkeys(_LANGUAGES), **(told["translation"] or {})}
    if "date" in told:
        fields["date"] = EventDate.parse(told["date"]) if told["date"] else None
    if "conflict" in told:
        fields["conflict"] = told["conflict"] or False
    if "sources" in told:
        fields["sources"] = tuple(Source.model_validate(s) for s in told["sources"] or ())
    for name in ("date_basis", "verification", "status"):
        if told.get(name):
            fields[name] = told[name]
    if told.get("published"):
        fields["published"] = date.fromisoformat(told["published"])
    return Item(
        line=line,
        key=str(told.get("id") or feature["id"]),
        fields=fields,
        kind=str(told.get("kind") or ""),
        themes=tuple(map(str, told.get("themes") or ())),
        sites=tuple(_own_sites(told.get("places") or (), feature.get("geometry"))),
        sites_told="places" in told,
        lost=tuple(k for k, v in told.items() if v not in (None, "", [], {}) and k not in _OURS),
        ours=True,
    )


def _own_sites(places: Any, shape: Any) -> Iterator[Site]:
    """The places with the points and rings of the geometry, in the order that `geometry` draws."""
    drawn = _drawn(shape)
    kind = shape["type"] if shape else ""
    exact = [p for p in places if p["precision"] in POINT_PRECISIONS]
    if kind == "LineString":
        starts = [p["id"] for p in exact if p["role"] == "origin"]
        ends = [p["id"] for p in exact if p["role"] == "destination"]
        where = dict(zip(starts, drawn, strict=False))
        where |= dict(zip(ends, drawn[len(drawn) - len(ends) :], strict=False))
    else:
        shown = [p for p in places if p["role"] != "mentioned" and p["precision"] != "country"]
        shown = [p for p in shown if (p in exact) == (kind in ("Point", "MultiPoint"))]
        where = dict(zip((p["id"] for p in shown), drawn, strict=False))
    for place in places:
        lat, lon, radius = where.get(place["id"], (None, None, None))
        if place["precision"] not in PRECISIONS or place["role"] not in get_args(Role):
            raise ValueError(f"{place['precision']!r} or {place['role']!r} is not known")
        yield Site(
            dict(place["name"]), lat, lon, place["precision"],
            radius_km=radius, role=place["role"], id=place["id"],
        )  # fmt: skip


def _drawn(shape: Any) -> list[tuple[float, float, float | None]]:
    """(lat, lon, radius in km) of every point, or of the middle of every ring."""
    if not shape:
        return []
    if shape["type"] == "Point":
        return [(float(shape["coordinates"][1]), float(shape["coordinates"][0]), None)]
    if shape["type"] in ("MultiPoint", "LineString"):
        return [(float(lat), float(lon), None) for lon, lat, *_ in shape["coordinates"]]
    rings = [polygon[0] for polygon in shape["coordinates"]]
    return [_middle([(lat, lon) for lon, lat, *_ in ring]) for ring in rings]


def _middle(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    lats, lons = [p[0] for p in ring], [p[1] for p in ring]
    lat, lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    radius = (max(lats) - min(lats)) / 2 * EARTH_KM
    return round(lat, 3), round(lon, 3), round(min(3000.0, max(0.1, radius)), 1)


def _foreign(incoming: Incoming, line: int, feature: dict[str, Any], told: dict[str, Any]) -> Item:
    used = {k: next((n for n in names if told.get(n)), "") for k, names in _NAMES.items()}
    given = {k: one_line(str(told[n])) if n else "" for k, n in used.items()}
    title, language = cut(words_of(given["title"]), 300), incoming.language
    text = words_of(str(told[used["text"]])) if used["text"] else title
    if not title:
        raise ValueError("The feature has no title (title, name or headline)")
    if not given["start"]:
        raise ValueError("The feature has no date (date, start, datetime or time)")
    end = one_line(str(told.get("end") or ""))
    when = EventDate.parse(dates(_day(given["start"]), _day(end))) if end else _when(given["start"])
    words = [t for name in ("theme", "themes", "tags") for t in _list(told.get(name))]
    shape = feature.get("geometry") or {}
    at = degrees(*shape["coordinates"][1::-1]) if shape.get("type") == "Point" else None
    said = told.get("precision")
    precision = said if said in PRECISIONS else incoming.precision
    known = {*filter(None, used.values()), "theme", "themes", "tags", "end", "id", "precision"}
    lost = [k for k, v in told.items() if v not in (None, "", [], {}) and k not in known]
    name = given["place"] or title
    return Item(
        line=line,
        key=str(feature.get("id") or told.get("id") or digest(title, given["start"], at)),
        fields={
            "title": {language: title},
            "text": {language: text or title},
            "date": when,
            "sources": (
                (source(given["source"] or title, given["url"]),)
                if given["source"] or given["url"]
                else ()
            ),
        },
        kind=given["kind"],
        themes=tuple(one_line(str(word)) for word in words),
        sites=(Site({language: name}, at[0], at[1], precision),) if at else (),
        lost=(*lost, *([f"geometry ({shape['type']})"] if shape and not at else [])),
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else str(value).split(";")


def _day(text: str) -> str:
    """An ISO time as its day."""
    return text[:10] if len(text) > 10 and text[10] in "T " and text[:4].isdigit() else text


def _when(text: str) -> EventDate:
    """EDTF as it is, else a date as people write it."""
    try:
        return EventDate.parse(_day(text))
    except ValueError:
        return EventDate.parse(dates(_day(text), ""))
