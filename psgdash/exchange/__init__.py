"""Formats in which events leave and come in: one file a format, one row in a table.

FORMATS are those that the archive leaves in, READERS those that it takes; a format that goes both
ways has its row in both, under one name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from psgdash.errors import UnknownNameError
from psgdash.exchange import (
    acled,
    atom,
    comma,
    feeds,
    geojson,
    ical,
    kml,
    linkedplaces,
    timelinejs,
    timelinesheet,
    timemap,
    timemapper,
    ucdp,
)
from psgdash.exchange.incoming import Head, Read
from psgdash.exchange.view import View


@dataclass(frozen=True, slots=True)
class Format:
    """How a view is written: file ending, media type, the function that writes it, its route."""

    ending: str
    media_type: str
    write: Callable[[View], bytes]
    path: str = ""
    spoken: bool = False  # read by people: its words are in the language that is asked for

    @property
    def route(self) -> str:
        """Where the dashboard hands it out."""
        return self.path or f"/events.{self.ending}"


@dataclass(frozen=True, slots=True)
class Reader:
    """How a file is recognised and read, and the terms that its data come with."""

    what: str
    looks: Callable[[Head], bool]
    read: Read
    terms: str = ""
    has_status: bool = False  # ours: what a record is released as stands in the file
    goes_out: bool = False  # we write it too, so it may bring ids of ours


FORMATS: dict[str, Format] = {
    "csv": Format("csv", "text/csv; charset=utf-8", comma.write),
    "geojson": Format("geojson", "application/geo+json", geojson.write),
    "timelinejs": Format("timelinejs.json", "application/json", timelinejs.write),
    "timelinejs-sheet": Format("timelinejs.csv", "text/csv; charset=utf-8", timelinesheet.write),
    "linked-places": Format("lpf.json", "application/ld+json", linkedplaces.write),
    "kml": Format("kml", "application/vnd.google-earth.kml+xml", kml.write),
    "ical": Format("ics", "text/calendar; charset=utf-8", ical.write, "/calendar.ics", spoken=True),
    "atom": Format(
        "atom", "application/atom+xml; charset=utf-8", atom.write, "/feed.atom", spoken=True
    ),
}

# A file is the first of these that it looks like.
READERS: dict[str, Reader] = {
    "csv": Reader("our own CSV", comma.looks, comma.read, has_status=True),
    "acled": Reader("ACLED's CSV", acled.looks, acled.read, acled.TERMS),
    "ucdp": Reader("UCDP GED's CSV", ucdp.looks, ucdp.read, ucdp.TERMS),
    "timelinejs-sheet": Reader(
        "TimelineJS's sheet as CSV", timelinesheet.looks, timelinesheet.read, goes_out=True
    ),
    "timemapper": Reader("TimeMapper's sheet as CSV", timemapper.looks, timemapper.read),
    "linked-places": Reader("Linked Places", linkedplaces.looks, linkedplaces.read, goes_out=True),
    "geojson": Reader("GeoJSON", geojson.looks, geojson.read, has_status=True),
    "timelinejs": Reader("TimelineJS's JSON", timelinejs.looks, timelinejs.read, goes_out=True),
    "timemap": Reader("timemap's JSON", timemap.looks, timemap.read),
    "feed": Reader("RSS or Atom", feeds.looks, feeds.read),
}


def format_named(name: str) -> Format:
    """The format of that name; raises UnknownNameError that lists those there are."""
    if name not in FORMATS:
        raise UnknownNameError("The format", name, tuple(FORMATS))
    return FORMATS[name]


def reader_named(name: str) -> Reader:
    """The reader of that name; raises UnknownNameError that lists those there are."""
    if name not in READERS:
        raise UnknownNameError("The format", name, tuple(READERS))
    return READERS[name]
