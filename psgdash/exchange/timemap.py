"""timemap's JSON (Forensic Architecture, Bellingcat), in only.

Source: src/reducers/validate/eventSchema.js, sourceSchema.js and associationsSchema.js of
https://github.com/forensic-architecture/timemap and of its fork bellingcat/ukraine-timemap.

An object with `events`, `sources` and `associations`, or the list of events alone. Event: id,
civId, description, graphic, date (MM/DD/YYYY, or ISO), time, time_precision, location, latitude,
longitude, x, y, z, type, category, category_full, associations (ids), sources (ids, or objects with
id, path, url, title, description), comments, time_display, shape, colour, filters (key, value).
Source: id, title, thumbnail, paths, type, affil_s, url, description, parent, author, date, notes.
Association: id, title, desc, mode, colour, type, display, filter_paths.

Kept: id, description (title and text), date, place, titles and addresses of sources, associations
as words for themes. A source whose title, type or address is HIDDEN is left out, with its address;
so is every source where the list of them could not be read. Media of an event marked graphic are
named but never linked, nor are thumbnails. Lost, and counted:
time, coordinates of a space (x, y, z), comments, shapes, colours. A date is as exact as its day,
unless time_precision says otherwise; the file does not say how exact its points are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from psgdash.archive.dates import EventDate
from psgdash.archive.records import Source
from psgdash.errors import Problem
from psgdash.exchange import jsonitems
from psgdash.exchange.incoming import (
    Head,
    Incoming,
    Item,
    Site,
    cut,
    degrees,
    edtf,
    one_line,
    source,
    web_address,
    words_of,
)

_KEPT = frozenset({
    "id", "civId", "entry", "description", "date", "location", "latitude", "longitude", "sources",
    "associations", "filters", "category", "type", "graphic", "time_precision",
})  # fmt: skip
_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ADDRESS = re.compile(r"\S*(?:://|\bwww\.)\S*|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*", re.IGNORECASE)
_ABOUT = ("approx", "about", "circa", "week", "unknown", "unclear", "estimate")


def looks(head: Head) -> bool:
    """Whether it is JSON with timemap's events."""
    begins = head.text.lstrip()[:1]
    fields = ('"description"', '"latitude"')
    return begins in ("{", "[") and all(f in head.text for f in fields) and (
        '"associations"' in head.text or '"graphic"' in head.text or '"sources"' in head.text
    )  # fmt: skip


def read(incoming: Incoming) -> Iterator[Item | Problem]:
    """Every event as an item, or what is wrong with it."""
    rest, events = jsonitems.top(incoming, "events")
    # Which sources are hidden may stand after the place where the file is broken.
    sources = _by_id(rest.get("sources")) if "sources" in rest or rest.whole else None
    associations = _by_id(rest.get("associations"))
    for found in events:
        if isinstance(found, Problem):
            yield found
            continue
        line, event = found
        if not isinstance(event, dict):
            yield incoming.problem(line, "This is no event.", "Write an object with a description.")
            continue
        yield _item(incoming, line, event, sources, associations)


def _by_id(values: Any) -> dict[str, Mapping[str, Any]]:
    """Sources are an object by id, associations a list; either may be either."""
    if isinstance(values, dict):
        return {str(k): v for k, v in values.items() if isinstance(v, dict)}
    if isinstance(values, list):
        return {str(v.get("id", "")): v for v in values if isinstance(v, dict)}
    return {}


def _item(
    incoming: Incoming,
    line: int,
    event: dict[str, Any],
    sources: Mapping[str, Mapping[str, Any]] | None,
    associations: Mapping[str, Mapping[str, Any]],
) -> Item | Problem:
    key = _text(event.get("id")) or _text(event.get("civId")) or _text(event.get("entry"))

    def wrong(name: str, message: str, fix: str) -> Problem:
        return incoming.problem(line, message, fix, record=key, field=name)

    text = words_of(_text(event.get("description")))
    if not key:
        return wrong("id", "The event has no id.", "Give it one that stays the same.")
    if not text:
        return wrong("description", "There is no description.", "Write what happened.")
    try:
        when = _when(_text(event.get("date")), _text(event.get("time_precision")))
    except ValueError as error:
        return wrong("date", f"{str(error).rstrip('.')}.", "Write 11/30/2004 or 2004-11-30.")
    try:
        at = degrees(_text(event.get("latitude")), _text(event.get("longitude")))
    except ValueError as error:
        return wrong("latitude", f"{error}.", "Write degrees, or leave both empty.")
    graphic = _text(event.get("graphic")).lower() in ("true", "yes", "1", "x")
    named = "sources"
    try:
        kept, hidden = _sources(event.get(named), sources, graphic=graphic)
        named = "associations"
        themes = [*_associated(event.get(named), associations)]
        named = "filters"
        themes += _filtered(event.get(named))
    except ValueError as error:
        return wrong(named, f"{error}.", 'Write a list, such as ["a", "b"].')
    lost = [k for k, v in event.items() if v not in (None, "", [], {}, False) and k not in _KEPT]
    name = one_line(_text(event.get("location"))) or cut(text, 60)
    return Item(
        line=line,
        key=key,
        fields={
            "title": {incoming.language: cut(text)},
            "text": {incoming.language: text},
            "date": when,
            "sources": kept,
        },
        themes=tuple(filter(None, themes)),
        kind=_text(event.get("category")) or _text(event.get("type")),
        sites=((Site({incoming.language: name}, at[0], at[1], incoming.precision),) if at else ()),
        lost=(*lost, *hidden),
    )


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


def _when(text: str, precision: str) -> EventDate | None:
    if not text:
        return None
    us = _US_DATE.fullmatch(text.split(" ")[0])
    if us:
        day = date(int(us[3]), int(us[1]), int(us[2]))
    elif re.match(r"\d{4}-\d{2}-\d{2}(?=$|[T ])", text):
        day = date.fromisoformat(text[:10])
    elif re.fullmatch(r"\d{4}(-\d{2})?", text):
        return EventDate.parse(text)
    else:
        raise ValueError(f"{text!r} is no date")
    said, parts = precision.lower(), (day.year, day.month, day.day)
    if "month" in said:
        return EventDate.parse(edtf(parts[:2]))
    if "year" in said:
        return EventDate.parse(edtf(parts[:1]))
    return EventDate.parse(edtf(parts) + ("~" if any(w in said for w in _ABOUT) else ""))


def _several(value: Any) -> list[Any]:
    """A list, or the one thing that stands in its stead; ValueError for what can be neither."""
    if value in (None, "", False):
        return []
    if isinstance(value, list):
        return value
    if isinstance(value, str | dict):
        return [value]
    raise ValueError(f"{str(value)[:40]} stands where a list is expected")


def _associated(given: Any, known: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for each in _several(given):
        one = each if isinstance(each, dict) else known.get(_text(each), {"id": each})
        yield one_line(_text(one.get("title")) or _text(one.get("id")))


def _filtered(given: Any) -> Iterator[str]:
    for each in _several(given):
        if isinstance(each, dict):
            yield one_line(_text(each.get("value")))


def _sources(
    given: Any, known: Mapping[str, Mapping[str, Any]] | None, *, graphic: bool
) -> tuple[tuple[Source, ...], list[str]]:
    """The sources that may be shown, and a word for each that may not."""
    kept: list[Source] = []
    left: list[str] = []
    for each in _split(_several(given), known or {}):
        if known is None:
            left.append("sources (whether they are hidden stands where the file is broken)")
            continue
        listed = known.get(_text(each.get("id") if isinstance(each, dict) else each), {})
        one = each if isinstance(each, dict) else listed or {"id": each}
        if _hidden(one) or _hidden(listed):
            left.append("sources (HIDDEN)")
            continue
        paths = one.get("paths") if isinstance(one.get("paths"), list) else [one.get("path")]
        address = web_address(_text(one.get("url"))) or next(
            filter(None, (web_address(_text(p)) for p in paths or ())), ""
        )
        said = _text(one.get("title")) or _text(one.get("description")) or _text(one.get("id"))
        title = cut(said, 300)
        if graphic:
            unlinked = one_line(_ADDRESS.sub(" ", title))
            if address or unlinked != title:
                left.append("sources (address of graphic media)")
                title, address = unlinked or "Graphic media", ""
        if title or address:
            kept.append(source(title or address, address))
    return tuple(kept), left


def _split(given: list[Any], known: Mapping[str, Any]) -> Iterator[Any]:
    """Sources one by one; ids that a sheet has in one cell are parted."""
    for each in given:
        parts = re.split(r"\s*,\s*", each.strip()) if isinstance(each, str) else ()
        if each not in parts and any(part in known for part in parts):
            yield from parts
        else:
            yield each


def _hidden(one: Mapping[str, Any]) -> bool:
    said = [one.get(k) for k in ("id", "title", "type", "url", "path", "description")]
    paths = one.get("paths")
    said += paths if isinstance(paths, list) else [paths]
    return any(_text(value).upper() == "HIDDEN" for value in said)
