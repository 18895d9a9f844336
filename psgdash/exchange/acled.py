"""ACLED's CSV, in only. Source: the ACLED Codebook and the export tool, https://acleddata.com/

Columns since 2023: event_id_cnty, event_date, year, time_precision, disorder_type, event_type,
sub_event_type, actor1, assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction,
civilian_targeting, iso, region, country, admin1, admin2, admin3, location, latitude, longitude,
geo_precision, source, source_scale, notes, fatalities, tags, timestamp. Older files have data_id,
event_id_no_cnty, gwno, iso3, ally_actor_1, ally_actor_2, time_prec, geo_precis (in capitals), and
event types such as "Riots/Protests", told apart by inter1 (5 rioters, 6 protesters). Lists are
parted by `;`.

Kept: the id, date, types (as kind), places, notes (as text), sources; `timestamp` says when it was
published. Lost, and counted: actors, interaction, fatalities, tags and the rest. A title is made of
sub-event type and location. Precision: time 1 is the day, 2 about that day, 3 its month; place 1 is
a town, 2 a district around a town, 3 (a larger region, of which the point is only a town) a region.
What is not said counts as the least exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from psgdash.archive.dates import EventDate, month_end
from psgdash.archive.records import PlacePrecision
from psgdash.errors import Problem
from psgdash.exchange import tables
from psgdash.exchange.days import Days
from psgdash.exchange.incoming import (
    Head,
    Incoming,
    Item,
    Site,
    cut,
    degrees,
    edtf,
    lines,
    one_line,
    source,
)

ACLED_URL = "https://acleddata.com/"
TERMS = (
    "ACLED's terms of use hold for these records (https://acleddata.com/): name ACLED and the day "
    "you took the data, and do not pass its raw data on. Read them before you publish any."
)
_OLD = {
    "time_prec": "time_precision",
    "geo_precis": "geo_precision",
    "ally_actor_1": "assoc_actor_1",
    "ally_actor_2": "assoc_actor_2",
    "longtitude": "longitude",
}
_KEPT = frozenset({
    "event_id_cnty", "event_id_no_cnty", "data_id", "event_date", "year", "time_precision",
    "event_type", "sub_event_type", "country", "admin1", "admin2", "admin3", "location",
    "latitude", "longitude", "geo_precision", "source", "notes", "timestamp",
})  # fmt: skip
_PRECISIONS: dict[str, PlacePrecision] = {"1": "town", "2": "district", "3": "region"}
# Types of the codebook's older versions, by their beginning.
_OLD_TYPES = {
    "battle": "Battles",
    "remote violence": "Explosions/Remote violence",
    "strategic development": "Strategic developments",
    "headquarters or base established": "Strategic developments",
    "non-violent transfer of territory": "Strategic developments",
}
_ROLES = {"5": "Riots", "rioters": "Riots", "6": "Protests", "protesters": "Protests"}


def looks(head: Head) -> bool:
    """Whether a file's columns are ACLED's."""
    return {"event_date", "event_type"} <= set(head.columns)


def read(incoming: Incoming) -> Iterator[Item | Problem]:
    """Every row as an item, or what is wrong with it."""
    days = Days(incoming, "event_date")
    return tables.read(
        incoming,
        lambda line, cells: _item(
            incoming, line, {_OLD.get(k, k): v.strip() for k, v in cells.items()}, days
        ),
    )


def _item(incoming: Incoming, line: int, row: dict[str, str], days: Days) -> Item | Problem:
    key = row.get("event_id_cnty") or row.get("data_id") or row.get("event_id_no_cnty") or ""

    def wrong(name: str, message: str, fix: str) -> Problem:
        return incoming.problem(line, message, fix, record=key, field=name)

    if not key:
        return wrong("event_id_cnty", "The row has no id.", "Export the file with all columns.")
    try:
        day = days.of(row.get("event_date", ""))
        when = _when(day, row.get("time_precision", ""))
    except ValueError as error:
        fix = "Write 2025-05-16 or 16 May 2025."
        return wrong("event_date", f"{error}.", fix)
    try:
        at = degrees(row.get("latitude"), row.get("longitude"))
    except ValueError as error:
        return wrong("latitude", f"{error}.", "Write degrees, or leave both empty.")
    notes = lines(row.get("notes", ""))
    title = _title(row)
    return Item(
        line=line,
        key=key,
        fields={
            "title": {"en": title},
            "text": {"en": notes or title},
            "date": when,
            "published": _published(row.get("timestamp", ""), day, when),
            "conflict": not _type(row).startswith("Strategic"),
            "sources": (
                source(f"ACLED (Armed Conflict Location & Event Data), event {key}", ACLED_URL),
                *(
                    source(name.strip())
                    for name in row.get("source", "").split(";")
                    if name.strip()
                ),
            ),
        },
        kind=" / ".join(filter(None, (_type(row), row.get("sub_event_type", "")))),
        sites=(_site(row, at),) if at else (),
        lost=tuple(k for k, v in row.items() if v and k not in _KEPT),
    )


def _when(day: date, precision: str) -> EventDate:
    if precision == "1":
        return EventDate.parse(edtf((day.year, day.month, day.day)))
    if precision == "3":
        return EventDate.parse(edtf((day.year, day.month)))
    # 2 is a week, and a weekend in older books; what is not said is no more exact than that.
    return EventDate.parse(edtf((day.year, day.month, day.day)) + "~")


def _published(stamp: str, day: date, when: EventDate) -> date:
    """When ACLED published the row; without a stamp the last day that it may speak of."""
    if re.fullmatch(r"\d{9,11}", stamp):
        return datetime.fromtimestamp(int(stamp), UTC).date()
    return month_end(day) if when.precision == "month" else day


def _type(row: Mapping[str, str]) -> str:
    """The event type by its present name."""
    given = one_line(row.get("event_type", ""))
    if given.lower().replace(" ", "") == "riots/protests":
        roles = (row.get("inter1", "").lower(), row.get("inter2", "").lower())
        return next((_ROLES[role] for role in roles if role in _ROLES), given)
    for old, new in _OLD_TYPES.items():
        if given.lower().startswith(old):
            return new
    return given


def _title(row: Mapping[str, str]) -> str:
    what = row.get("sub_event_type") or row.get("event_type") or "Event"
    where = row.get("location") or row.get("admin1") or row.get("country") or ""
    return cut(f"{what}: {where}" if where else what, 300)


def _site(row: Mapping[str, str], at: tuple[float, float]) -> Site:
    names = (one_line(row.get(k, "")) for k in ("location", "admin1", "country"))
    name = next(filter(None, names), "Place of an event")
    within = [one_line(row.get(k, "")) for k in ("admin3", "admin2", "admin1", "country")]
    return Site(
        name={"en": name},
        lat=at[0],
        lon=at[1],
        precision=_PRECISIONS.get(row.get("geo_precision", ""), "region"),
        within=tuple(filter(None, within)),
    )
