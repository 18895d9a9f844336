"""Linked Places Format 1.3, that of the World Historical Gazetteer and Pelagios. In and out.

Source: https://github.com/LinkedPasts/linked-places-format (README.md and the sample of v1.3).
Feature: @id, type, properties (title, ccodes, fclasses), when (timespans of start and end, each
with in, earliest or latest; label), names (toponym, lang, citations), types (identifier, label,
sourceLabels), geometry (a GeometryCollection), links, relations (relationType, relationTo, label,
when, citations), descriptions (@id, value, lang), depictions.

The format is about places, not events; what it says of an event is that a place witnessed it. So
out goes a feature a place, with its events as relations `crm:P7i_witnessed` (label: the title;
citations: the sources), its `when` the dates of all, and the texts as descriptions of the event's
@id. What has no place is counted in the collection's description. Areas are polygons, and the
country has no geometry.

In come the witnessed events of features, and any other feature with a `when` of its own as one
event; a place without a time is no event, and is refused with that reason. Ids at the group's own
site are ours, no others. Named periods, and timespans after the first, are counted as lost.

Out and in again loses: events without a place, "reported in", one language of the titles, kind,
themes, conflict, days of publication and access, verification, status; a coarse place's point comes
back as the middle of its polygon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args
from urllib.parse import quote, unquote, urlsplit

import orjson

from psgdash.archive.gate import Published
from psgdash.archive.records import PRECISIONS, Event, Language, Place, Role
from psgdash.archive.words import in_language
from psgdash.errors import Problem
from psgdash.exchange import jsonitems, timespans
from psgdash.exchange.incoming import Head, Incoming, Item, Site, cut, degrees, one_line, source
from psgdash.exchange.view import View
from psgdash.figures.map import EARTH_KM, spots

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.3.jsonld"
)
WITNESSED = "crm:P7i_witnessed"
# GeoNames' feature classes, and types of the Getty's Art and Architecture Thesaurus.
_TYPES: dict[str, tuple[str, str, str]] = {
    "site": ("S", "aat:300000809", "sites (locations)"),
    "town": ("P", "aat:300008375", "towns"),
    "district": ("A", "aat:300000705", "districts"),
    "province": ("A", "aat:300000774", "provinces"),
    "department": ("A", "aat:300000772", "departments (political administrative bodies)"),
    "region": ("L", "aat:300182722", "regions (geographic)"),
    "country": ("A", "aat:300128207", "nations"),
}
_EVENT = re.compile(r"[?&#]event=([^&#]+)")
_PLACE = re.compile(r"#place=([^&#]+)")
_ROLE = re.compile(r" \((site|origin|destination|mentioned)\)$")
_KEPT = frozenset({"@id", "type", "properties", "when", "names", "geometry", "relations",
                   "descriptions", "types"})  # fmt: skip


def write(view: View) -> bytes:
    """The places of the view as a FeatureCollection, in the order that events name them."""
    published = view.published
    told: dict[str, list[tuple[Event, Role]]] = {}
    for event in view.events:
        for entry in event.places:
            told.setdefault(entry.place, []).append((event, entry.role))
    unplaced = sum(not event.places for event in view.events)
    name = in_language(published.site.name, "en")[0]
    collection = {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "indexing": {
            "@context": "https://schema.org/",
            "@type": "Dataset",
            "name": name,
            "description": f"Places of {view.described}. {_left_out(unplaced)}".strip(),
        },
        "features": [_feature(published.places[k], v, published) for k, v in told.items()],
    }
    return orjson.dumps(collection, option=orjson.OPT_INDENT_2)


def _left_out(unplaced: int) -> str:
    return f"Events without a place, and so not here: {unplaced}." if unplaced else ""


def _feature(
    place: Place, events: list[tuple[Event, Role]], published: Published
) -> dict[str, Any]:
    home = published.site.url
    spans = [timespans.written(event.date) for event, _ in events if event.date]
    letter, identifier, label = _TYPES[place.precision]
    cited = [{"label": place.provenance.source, **_address(place.provenance.url)}]
    return {
        "@id": f"{home}#place={quote(place.id)}",
        "type": "Feature",
        "properties": {"title": in_language(place.name, "en")[0], "fclasses": [letter]},
        **({"when": {"timespans": spans}} if spans else {}),
        "names": [
            {"toponym": name, "lang": lang, "citations": cited} for lang, name in place.name.items()
        ],
        "types": [
            {"identifier": identifier, "label": label, "sourceLabels": [{"label": place.precision}]}
        ],
        "geometry": {"type": "GeometryCollection", "geometries": _geometries(place, published)},
        "relations": [
            {
                "relationType": WITNESSED,
                "relationTo": _event_id(event, home),
                "label": f"{in_language(event.title, 'en')[0]} ({role})",
                **({"when": {"timespans": [timespans.written(event.date)]}} if event.date else {}),
                "citations": [{"label": s.title, **_address(s.url)} for s in event.sources],
            }
            for event, role in events
        ],
        "descriptions": [
            {"@id": _event_id(event, home), "value": text, "lang": lang}
            for event, _ in events
            for lang, text in event.text.items()
        ],
    }


def _event_id(event: Event, home: str) -> str:
    return f"{home}#event={quote(event.id)}"


def _address(url: str | None) -> dict[str, str]:
    return {"@id": url} if url else {}


def _geometries(place: Place, published: Published) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for spot in spots([place], published, "en"):
        if spot.ring:
            ring = [[lon, lat] for lat, lon in spot.ring]
            found.append({"type": "Polygon", "coordinates": [ring], "certainty": "less-certain"})
        else:
            found.append({"type": "Point", "coordinates": [spot.lon, spot.lat]})
    return found


# -- in -----------------------------------------------------------------------------------------


def looks(head: Head) -> bool:
    """Whether it is GeoJSON with Linked Places' context."""
    text = head.text
    return text.lstrip()[:1] == "{" and '"Feature' in text and '"@context"' in text


def read(incoming: Incoming) -> Iterator[Item | Problem]:
    """The events of every feature as items, an event of several places in one."""
    _, features = jsonitems.top(incoming, "features")
    events: dict[str, Item] = {}
    for found in features:
        if isinstance(found, Problem):
            yield found
            continue
        line, feature = found
        try:
            for item in _of_feature(incoming, line, feature):
                before = events.get(item.key)
                events[item.key] = item if before is None else _both(before, item)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            said = str(error) if isinstance(error, ValueError) else "a value has the wrong form"
            name = feature.get("@id", "") if isinstance(feature, dict) else ""
            yield incoming.problem(
                line, f"{said.rstrip('.')}.", "Compare the feature with the format's sample.",
                record=str(name)[-80:],
            )  # fmt: skip
    yield from events.values()


def _both(one: Item, other: Item) -> Item:
    """An event that two places witnessed."""
    return Item(
        line=one.line, key=one.key, fields=one.fields, kind=one.kind, themes=one.themes,
        sites=(*one.sites, *other.sites), lost=(*one.lost, *other.lost), ours=one.ours,
    )  # fmt: skip


def _of_feature(incoming: Incoming, line: int, feature: dict[str, Any]) -> Iterator[Item]:
    site = _site(incoming, feature)
    lost = [k for k, v in feature.items() if v not in (None, "", [], {}) and k not in _KEPT]
    told = feature.get("descriptions") or []
    witnessed = [r for r in feature.get("relations") or [] if r.get("relationType") == WITNESSED]
    for relation in witnessed:
        name = str(relation["relationTo"])
        own = _own(_EVENT, name, incoming.home)
        role = _ROLE.search(relation["label"])
        title = _ROLE.sub("", relation["label"])
        texts = {d["lang"]: d["value"] for d in told
                 if d.get("@id") == name and d.get("lang") in get_args(Language)}  # fmt: skip
        yield Item(
            line=line,
            key=own or name,
            fields={
                "title": {next(iter(texts), incoming.language): title},
                "text": texts or {incoming.language: title},
                "date": timespans.read(relation.get("when")),
                "sources": tuple(
                    source(str(c.get("label") or c.get("@id") or ""), str(c.get("@id") or ""))
                    for c in relation.get("citations") or []
                ),
            },
            sites=(_in_role(site, role[1] if role else "site"),),
            lost=(*lost, *timespans.more(relation.get("when"))),
        )
    if not witnessed:
        yield _as_event(incoming, line, feature, site, lost)


def _in_role(site: Site, role: Any) -> Site:
    return Site(
        site.name, site.lat, site.lon, site.precision, site.within, site.radius_km, role, site.id
    )


def _as_event(
    incoming: Incoming, line: int, feature: dict[str, Any], site: Site, lost: list[str]
) -> Item:
    """A feature of others: that it was there at a time is what is told."""
    if not feature.get("when"):
        raise ValueError("The place has no time (when), so it is no event")
    title = cut(str(feature["properties"]["title"]), 300)
    told = [d for d in feature.get("descriptions") or [] if d.get("value")]
    text = "\n\n".join(str(d["value"]) for d in told) or title
    return Item(
        line=line,
        key=str(feature.get("@id") or title),
        fields={
            "title": {incoming.language: title},
            "text": {incoming.language: text},
            "date": timespans.read(feature["when"]),
            "sources": tuple(
                source(str(c.get("label") or c.get("@id")), str(c.get("@id") or ""))
                for n in feature.get("names") or []
                for c in n.get("citations") or []
                if c.get("label") or c.get("@id")
            ),
        },
        sites=(site,),
        lost=(
            *lost,
            *(name for name in ("relations", "types") if feature.get(name)),
            *timespans.more(feature["when"]),
        ),
    )


def _site(incoming: Incoming, feature: dict[str, Any]) -> Site:
    names = {
        n["lang"]: one_line(n["toponym"])
        for n in reversed(feature.get("names") or [])
        if n.get("lang") in get_args(Language)
    }
    title = one_line(str(feature["properties"]["title"]))
    types = feature.get("types") or []
    labels = [s.get("label") for t in types for s in t.get("sourceLabels") or []]
    precision = next((s for s in labels if s in PRECISIONS), incoming.precision)
    own = _own(_PLACE, str(feature.get("@id", "")), incoming.home)
    shape = feature.get("geometry") or {}
    shapes = shape.get("geometries") if shape.get("type") == "GeometryCollection" else [shape]
    lat, lon, radius = _point(shapes or [])
    return Site(
        names or {incoming.language: title}, lat, lon, precision, (), radius,
        id=own,
    )  # fmt: skip


def _own(pattern: re.Pattern[str], address: str, home: str) -> str | None:
    """The id of ours in an address of the group's own site; that of another means its own."""
    found = pattern.search(address)
    return unquote(found[1]) if found and _host(address) == _host(home) != "" else None


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _point(shapes: list[Any]) -> tuple[float | None, float | None, float | None]:
    """Latitude, longitude and radius (km) of the first point, else of the first polygon."""
    for shape in shapes:
        if isinstance(shape, dict) and shape.get("type") == "Point":
            at = degrees(*shape["coordinates"][1::-1])
            return (*at, None) if at else (None, None, None)
    for shape in shapes:
        if isinstance(shape, dict) and shape.get("type") == "Polygon":
            ring = shape["coordinates"][0]
            lats, lons = [p[1] for p in ring], [p[0] for p in ring]
            radius = (max(lats) - min(lats)) / 2 * EARTH_KM
            lat, lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
            return round(lat, 3), round(lon, 3), round(min(3000.0, max(0.1, radius)), 1)
    return None, None, None
