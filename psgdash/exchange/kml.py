"""KML 2.2 (OGC 07-147r2), for virtual globes. Out only; written with lxml.

Document: name, description, one Folder a theme. Placemark: name, atom:link to the first source,
description, TimeStamp or TimeSpan (as exact as the date: year, month or day; about and uncertain
are in the data), ExtendedData (id, date, when, kind, themes, places, precision, verification,
sources) and a Point, MultiGeometry, LineString or Polygon. What has no geometry is a placemark
without one.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from psgdash.archive.records import Event
from psgdash.archive.words import in_language
from psgdash.exchange.comma import plain_degrees
from psgdash.exchange.geojson import geometry
from psgdash.exchange.incoming import edges
from psgdash.exchange.view import View, when
from psgdash.figures.basemap import ATTRIBUTION

KML, ATOM = "http://www.opengis.net/kml/2.2", "http://www.w3.org/2005/Atom"
# What XML cannot hold; records have none of the rest already.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_k: Any = ElementMaker(namespace=KML, nsmap={None: KML, "atom": ATOM})
_a: Any = ElementMaker(namespace=ATOM)


def write(view: View) -> bytes:
    """The view as KML."""
    document = _k.Document(
        _k.name(xml_text(in_language(view.published.site.product, "en")[0])),
        _k.description(xml_text(f"{view.described}. {ATTRIBUTION['en']}")),
    )
    for name, theme in view.published.themes.items():
        events = [event for event in view.events if event.themes[0] == name]
        if events:
            folder = _k.Folder(_k.name(xml_text(in_language(theme.name, "en")[0])))
            folder.extend(_placemark(event, view) for event in events)
            document.append(folder)
    content: bytes = etree.tostring(
        _k.kml(document), xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    return content


def xml_text(text: str) -> str:
    """The text without what no XML file may hold."""
    return _NO_XML.sub("\ufffd", text)


def _placemark(event: Event, view: View) -> Any:
    mark = _k.Placemark(_k.name(xml_text(in_language(event.title, "en")[0])))
    link = next((source.url for source in event.sources if source.url), None)
    if link:
        mark.append(_a.link(href=xml_text(link)))
    mark.append(_k.description(xml_text(in_language(event.text, "en")[0])))
    if event.date:
        first, last = edges(event.date)
        if last:
            mark.append(_k.TimeSpan(_k.begin(_iso(first)), _k.end(_iso(last))))
        else:
            mark.append(_k.TimeStamp(_k.when(_iso(first))))
    mark.append(_data(event, view))
    shape = geometry(event, view.published)
    if shape:
        mark.append(_shape(shape))
    return mark


def _iso(parts: tuple[int, ...]) -> str:
    return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])


def _data(event: Event, view: View) -> Any:
    published = view.published
    places = [published.places[p.place] for p in event.places]
    told = {
        "id": event.id,
        "date": event.date.edtf if event.date else "",
        "when": when(event, "en"),
        "published": event.published.isoformat(),
        "kind": in_language(published.kinds[event.kind].name, "en")[0],
        "themes": "; ".join(in_language(published.themes[t].name, "en")[0] for t in event.themes),
        "places": "; ".join(in_language(place.name, "en")[0] for place in places),
        "precision": "; ".join(place.precision for place in places),
        "verification": event.verification,
        "sources": "; ".join(source.title for source in event.sources),
    }
    return _k.ExtendedData(
        *(_k.Data(_k.value(xml_text(value)), name=name) for name, value in told.items() if value)
    )


def _shape(shape: dict[str, Any]) -> Any:
    kind, at = shape["type"], shape["coordinates"]
    if kind == "Point":
        return _k.Point(_k.coordinates(_position(at)))
    if kind == "LineString":
        return _k.LineString(_k.coordinates(" ".join(map(_position, at))))
    if kind == "MultiPoint":
        return _k.MultiGeometry(*(_k.Point(_k.coordinates(_position(p))) for p in at))
    return _k.MultiGeometry(*(_polygon(rings[0]) for rings in at))


def _polygon(ring: list[list[float]]) -> Any:
    around = _k.LinearRing(_k.coordinates(" ".join(map(_position, ring))))
    return _k.Polygon(_k.outerBoundaryIs(around))


def _position(at: list[float]) -> str:
    return f"{plain_degrees(at[0])},{plain_degrees(at[1])}"
