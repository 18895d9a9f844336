"""The published archive as two tables: events, and their placings (one row an event and place)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import ibis
import pyarrow as pa

from psgdash.archive.gate import Published
from psgdash.archive.records import Event, EventPlace, Place
from psgdash.archive.words import fold

Placing = Literal["map", "rough", "country", "none"]

MERCATOR_BITS = (
    24  # mx, my count 2^24 steps from west and from north: cell = mx >> (24 - (zoom + 6))
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column, declared once: its name, Arrow type, and how a row gets it."""

    name: str
    type: pa.DataType
    get: Callable[..., Any]


def placing_of(event: Event, places: dict[str, Place]) -> Placing:
    """Where an event is shown: as a point, as a soft area, in the country's tray, or nowhere."""
    # A place that is only mentioned is not where it happened, and no pin is drawn there.
    where = [places[p.place] for p in event.places if p.place in places and p.role != "mentioned"]
    if not where:
        return "none"
    if any(place.is_point for place in where):
        return "map"
    return "country" if all(place.precision == "country" for place in where) else "rough"


def mercator(lat: float, lon: float) -> tuple[int, int]:
    """Web-Mercator steps (x from 180° W, y from 85.05° N), integers below 2^24."""
    top = 1 << MERCATOR_BITS
    x = (lon + 180) / 360
    clipped = math.radians(max(-85.05112878, min(85.05112878, lat)))
    y = (1 - math.asinh(math.tan(clipped)) / math.pi) / 2
    return min(int(x * top), top - 1), max(0, min(int(y * top), top - 1))


def _placed(event: Event) -> list[str]:
    """The places where it happened, each once; what is only mentioned is not among them."""
    return list(dict.fromkeys(x.place for x in event.places if x.role != "mentioned"))


def _searchable(event: Event, published: Published) -> str:
    """Title, text and place names in every language, folded: accents and case do not count."""
    parts = [*event.title.values(), *event.text.values()]
    for entry in event.places:
        parts += published.places[entry.place].name.values()
        parts += [entry.as_written] if entry.as_written else []
    return fold("\n".join(parts))


# One row a published event. Getters take (event, published).
EVENT_COLUMNS: tuple[Column, ...] = (
    Column("id", pa.string(), lambda e, p: e.id),
    Column("published", pa.date32(), lambda e, p: e.published),
    Column("lower", pa.date32(), lambda e, p: e.date and e.date.lower),
    Column("upper", pa.date32(), lambda e, p: e.date and e.date.upper),
    Column("earliest", pa.date32(), lambda e, p: e.date and e.date.earliest),
    Column("latest", pa.date32(), lambda e, p: e.date and e.date.latest),
    Column("kind", pa.string(), lambda e, p: e.kind),
    Column("theme", pa.string(), lambda e, p: e.themes[0]),
    Column("themes", pa.list_(pa.string()), lambda e, p: list(e.themes)),
    Column("conflict", pa.bool_(), lambda e, p: e.conflict),
    Column("placing", pa.string(), lambda e, p: placing_of(e, p.places)),
    Column("places", pa.list_(pa.string()), lambda e, p: _placed(e)),
    Column("title_en", pa.string(), lambda e, p: e.title.get("en") or e.title["es"]),
    Column("title_es", pa.string(), lambda e, p: e.title.get("es") or e.title["en"]),
    Column("search", pa.string(), _searchable),
    Column("record", pa.string(), lambda e, p: e.model_dump_json(exclude_defaults=True)),
)

# One row an event and place. Getters take (event, entry, place).
PLACING_COLUMNS: tuple[Column, ...] = (
    Column("event", pa.string(), lambda e, x, p: e.id),
    Column("place", pa.string(), lambda e, x, p: x.place),
    Column("role", pa.string(), lambda e, x, p: x.role),
    Column("precision", pa.string(), lambda e, x, p: p.precision),
    Column("lat", pa.float64(), lambda e, x, p: p.lat),
    Column("lon", pa.float64(), lambda e, x, p: p.lon),
    Column("mx", pa.int32(), lambda e, x, p: mercator(p.lat, p.lon)[0]),
    Column("my", pa.int32(), lambda e, x, p: mercator(p.lat, p.lon)[1]),
)


@dataclass(frozen=True, slots=True)
class Tables:
    """Arrow tables named as the queries name them."""

    events: pa.Table
    placings: pa.Table


def build(published: Published) -> Tables:
    """Tables of what is published: `EVENT_COLUMNS` by events, `PLACING_COLUMNS` by placings."""
    events = published.events.values()
    placed: list[tuple[Event, EventPlace, Place]] = [
        (event, entry, published.places[entry.place]) for event in events for entry in event.places
    ]
    return Tables(
        events=pa.table(
            {c.name: pa.array([c.get(e, published) for e in events], c.type) for c in EVENT_COLUMNS}
        ),
        placings=pa.table(
            {c.name: pa.array([c.get(*row) for row in placed], c.type) for c in PLACING_COLUMNS}
        ),
    )


def _unbound(name: str, columns: tuple[Column, ...]) -> ibis.Table:
    schema = ibis.Schema.from_pyarrow(pa.schema([(c.name, c.type) for c in columns]))
    return ibis.table(schema, name=name)


EVENTS = _unbound("events", EVENT_COLUMNS)
PLACINGS = _unbound("placings", PLACING_COLUMNS)
