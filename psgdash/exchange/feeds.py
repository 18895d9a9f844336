"""RSS and Atom, with GeoRSS or without, in only; read by feedparser.

Sources: RSS 2.0 (https://www.rssboard.org/rss-specification), Atom (RFC 4287), GeoRSS
(https://www.ogc.org/standard/georss/). Elements kept: guid or id (else link), title, description,
summary or content, pubDate, published or updated, link, category, source; georss:point, geo:lat and
geo:long, and georss:where with gml:Point. Lost, and counted: authors, enclosures and media,
comments, and shapes other than points.

A feed says when something was published, not when it happened: the date of an event is the month of
publication, by the clock that the feed writes, as "reported in". It does not say how exact its
points are. Entities, which could blow a file up or fetch others, are refused, and nothing is
fetched.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from email.utils import parsedate_tz
from typing import Any

import feedparser

from psgdash.archive.dates import EventDate
from psgdash.archive.records import Language
from psgdash.errors import Problem
from psgdash.exchange.incoming import (
    Head,
    Incoming,
    Item,
    ReadingError,
    Site,
    cut,
    degrees,
    digest,
    edtf,
    lines,
    one_line,
    source,
    web_address,
    words_of,
)
from psgdash.exchange.tables import opened

SIZE_LIMIT = 20_000_000  # bytes
_FEED = re.compile(r"<(rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_ISO_DAY = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?=\s|T|$)")
_ITEM = re.compile(rb"<(?:item|entry)[\s>]", re.IGNORECASE)
_LOST = ("author", "enclosures", "media_content", "media_thumbnail", "comments", "contributors")


def looks(head: Head) -> bool:
    """Whether it is a feed."""
    return head.text.lstrip()[:1] == "<" and bool(_FEED.search(head.text))


def read(incoming: Incoming) -> Iterator[Item | Problem]:
    """Every entry as an item, or what is wrong with it."""
    with opened(incoming) as file:
        data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise ReadingError(f"{incoming.path.name} is over {SIZE_LIMIT // 1_000_000} MB. Split it.")
    if _ENTITY.search(data.replace(b"\0", b"")):  # in UTF-16 every other byte is a nought
        raise ReadingError(
            f"{incoming.path.name} declares entities, which are not read. Remove them."
        )
    found = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=True)
    if not found.entries and (found.bozo or not found.get("version")):
        said = one_line(str(found.get("bozo_exception", "it has no entries")))
        raise ReadingError(f"{incoming.path.name} is no feed that can be read: {said}.")
    if found.bozo and not isinstance(found.bozo_exception, feedparser.CharacterEncodingOverride):
        said = one_line(str(found.bozo_exception))
        yield incoming.problem(
            getattr(found.bozo_exception, "getLineNumber", lambda: 1)() or 1,
            f"The feed is broken here: {said}.", "Entries after it may be missing. Save it again.",
        )  # fmt: skip
    starts = [data.count(b"\n", 0, m.start()) + 1 for m in _ITEM.finditer(data)]
    language = _language(found.feed.get("language", ""), incoming.language)
    for n, entry in enumerate(found.entries):
        incoming.progress(len(data) * (n + 1) // len(found.entries))
        line = starts[n] if n < len(starts) else 1
        # Atom says whether a text is HTML; RSS does not, so there it may be.
        plain = found.version.startswith("atom")
        yield _item(incoming, line, entry, found.feed, language, plain=plain)


def _item(
    incoming: Incoming,
    line: int,
    entry: Any,
    feed: Mapping[str, Any],
    language: Language,
    *,
    plain: bool,
) -> Item | Problem:
    key = entry.get("id") or entry.get("link") or ""

    def wrong(name: str, message: str, fix: str) -> Problem:
        return incoming.problem(line, message, fix, record=cut(key, 60), field=name)

    detail = entry.get("title_detail") or {}
    language = _language(detail.get("language") or "", language)
    title = cut(_words(entry.get("title", ""), detail, plain=plain), 300)
    text = max(_texts(entry, plain=plain), key=len)
    title = title or cut(text)
    if not title:
        return wrong("title", "The entry has neither title nor text.", "Leave it out.")
    try:
        published = _published(entry)
        when = EventDate.parse(edtf((published.year, published.month)))
    except ValueError as error:
        return wrong("pubDate", f"{str(error).rstrip('.')}.", "Add or mend its pubDate.")
    try:
        at = _at(entry)
    except ValueError as error:
        return wrong("georss:point", f"{str(error).rstrip('.')}.", "Write latitude and longitude.")
    link = web_address(entry.get("link", ""))
    return Item(
        line=line,
        key=key or digest(title, published),
        fields={
            "title": {language: title},
            "text": {language: text or title},
            "date": when,
            "date_basis": "edition",
            "published": published,
            "sources": (source(one_line(str(feed.get("title", ""))) or title, link),),
        },
        themes=tuple(one_line(t.get("term") or "") for t in entry.get("tags", ()) if t.get("term")),
        sites=(Site({language: cut(title, 100)}, at[0], at[1], incoming.precision),) if at else (),
        lost=(
            *(name for name in _LOST if entry.get(name)),
            # What is no point, or none that can be read, leaves an empty mark.
            *(("georss shape",) if "where" in entry and not at else ()),
        ),
    )


def _published(entry: Any) -> date:
    """The day as the feed wrote it, where it was; ValueError where there is none."""
    for name in ("published", "updated"):
        stamp, written = entry.get(f"{name}_parsed"), str(entry.get(name) or "")
        if not stamp:
            continue
        try:
            utc = date(*stamp[:3])
        except ValueError as error:
            raise ValueError(f"{written!r} is no day of the calendar") from error
        # feedparser knows many more forms, but gives all of them in UTC.
        with suppress(ValueError, TypeError, IndexError):
            iso = _ISO_DAY.match(written)
            parts = [int(part) for part in iso.groups()] if iso else parsedate_tz(written)
            there = date(*(parts or ())[:3])
            if abs(there - utc) <= timedelta(days=1):
                return there
        return utc
    raise ValueError("It does not say when it was published")


def _texts(entry: Any, *, plain: bool) -> Iterator[str]:
    yield _words(entry.get("summary", ""), entry.get("summary_detail") or {}, plain=plain)
    for content in entry.get("content", ()):
        yield _words(content.get("value", ""), content, plain=plain)


def _words(text: Any, detail: Mapping[str, Any], *, plain: bool) -> str:
    if plain and detail.get("type") == "text/plain":
        return lines(str(text))
    return words_of(str(text))


def _language(said: str, otherwise: Language) -> Language:
    start = said.lower()[:2]
    return "es" if start == "es" else "en" if start == "en" else otherwise


def _at(entry: Any) -> tuple[float, float] | None:
    where = entry.get("where") or {}
    if where.get("type") == "Point":
        lon, lat = where["coordinates"][:2]
        return degrees(lat, lon)
    if entry.get("georss_point"):
        parts = str(entry["georss_point"]).replace(",", " ").split()
        if len(parts) != 2:
            raise ValueError(f"{entry['georss_point']!r} are no degrees")
        return degrees(*parts)
    return degrees(entry.get("geo_lat"), entry.get("geo_long"))
