"""Atom (RFC 4287) with GeoRSS points, for feed readers. Out only; written with lxml.

Feed: id (another for every filter and language), title, subtitle, updated, author, link (to the
group, and to itself where the address is known), generator, rights. Entry, newest first: id (a tag
URI, RFC 4151), title, updated (the last correction, else the day of publication), published,
category (themes), link to the sources, content (plain text), georss:point (only where the place is
known to the district or better). Events have no hour, so days begin at midnight UTC.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml.builder import ElementMaker

from psgdash import __version__
from psgdash.archive.records import Event
from psgdash.archive.words import in_language
from psgdash.exchange.comma import plain_degrees
from psgdash.exchange.kml import ATOM, xml_text
from psgdash.exchange.view import View, when
from psgdash.figures.basemap import ATTRIBUTION
from psgdash.locale import DEFAULT

GEORSS = "http://www.georss.org/georss"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_a: Any = ElementMaker(namespace=ATOM, nsmap={None: ATOM, "georss": GEORSS})
_g: Any = ElementMaker(namespace=GEORSS, nsmap={"georss": GEORSS})
_EMPTY = date(1970, 1, 1)  # a feed of nothing was never updated, and must say when


def write(view: View) -> bytes:
    """The view as a feed."""
    site, language = view.published.site, view.language
    events = sorted(view.events, key=lambda e: (e.published, e.id), reverse=True)
    name = xml_text(in_language(site.name, language)[0])
    own = [_a.link(rel="self", href=view.address)] if view.address else []
    feed = _a.feed(
        {_LANG: language},
        _a.id(_feed_id(view)),
        _a.title(f"{name}: {xml_text(in_language(site.product, language)[0])}"),
        _a.subtitle(xml_text(view.described)),
        _a.updated(_midnight(max(map(_updated, events), default=_EMPTY))),
        _a.author(_a.name(name)),
        _a.link(rel="alternate", href=site.url),
        *own,
        _a.generator("psgdash", version=__version__),
        _a.rights(
            f"{xml_text(in_language(site.text_rights, language)[0])} {ATTRIBUTION[language]}"
        ),
    )
    feed.extend(_entry(event, view) for event in events)
    content: bytes = etree.tostring(feed, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return content


def _tag(url: str) -> str:
    """A tag URI's beginning: who gives the names, and since when."""
    return f"tag:{urlsplit(url).hostname or 'localhost'},2004"


def _feed_id(view: View) -> str:
    """Two feeds with one id would be one to a reader that follows both."""
    asked = [view.query] if view.query else []
    asked += [f"lang={view.language}"] if view.language != DEFAULT else []
    return "?".join([f"{_tag(view.published.site.url)}:events", *filter(None, ["&".join(asked)])])


def _updated(event: Event) -> date:
    return max((event.published, *(c.date for c in event.corrections)))


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _entry(event: Event, view: View) -> Any:
    published = view.published
    title, title_language = in_language(event.title, view.language)
    text, language = in_language(event.text, view.language)
    said = when(event, language)
    themes = {t: in_language(published.themes[t].name, view.language)[0] for t in event.themes}
    entry = _a.entry(
        _a.id(f"{_tag(published.site.url)}:events/{event.id}"),
        _a.title(xml_text(title), {_LANG: title_language}),
        _a.updated(_midnight(_updated(event))),
        _a.published(_midnight(event.published)),
        *(_a.category(term=theme, label=xml_text(name)) for theme, name in themes.items()),
        *(_a.link(rel="via" if n else "alternate", href=s.url, title=xml_text(s.title))
          for n, s in enumerate(s for s in event.sources if s.url)),
        _a.content(xml_text(f"{said}\n\n{text}" if said else text), {_LANG: language}, type="text"),
    )  # fmt: skip
    points = [published.places[p.place] for p in event.places if p.role != "mentioned"]
    for place in points:
        if place.is_point:
            entry.append(_g.point(f"{plain_degrees(place.lat)} {plain_degrees(place.lon)}"))
            break  # GeoRSS has one place an entry
    return entry
