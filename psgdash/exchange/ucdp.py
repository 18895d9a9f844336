"""UCDP GED's CSV, in only. Source: the UCDP GED Codebook, https://ucdp.uu.se/downloads/

Columns: id, relid, year, active_year, code_status, type_of_violence, conflict_dset_id,
conflict_new_id, conflict_name, dyad_dset_id, dyad_new_id, dyad_name, side_a_dset_id, side_a_new_id,
side_a, side_b_dset_id, side_b_new_id, side_b, number_of_sources, source_article, source_office,
source_date, source_headline, source_original, where_prec, where_coordinates, where_description,
adm_1, adm_2, latitude, longitude, geom_wkt, priogrid_gid, country, country_id, region,
event_clarity, date_prec, date_start, date_end, deaths_a, deaths_b, deaths_civilians,
deaths_unknown, best, high, low, gwnoa, gwnob. Some releases of candidate events come without this
header. -1 stands for what is not known.

Kept: id, dates, places, dyad (in the text), sources; type of violence 3 (one-sided) is ACLED's
attack on civilians, 1 and 2 its battles. Lost, and counted: deaths, ids of conflict, dyad and sides
and the rest. Precision: date 1 is the day, 2 and 3 the days given, 4 the month, 5 the year; place 1
is a town, 2 a ring of 25 km, 3 a province, 4 a department, 5 and 7 a region, 6 a country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date

from psgdash.archive.dates import EventDate
from psgdash.archive.records import PlacePrecision, Source
from psgdash.errors import Problem
from psgdash.exchange import tables
from psgdash.exchange.days import day_of
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

UCDP_URL = "https://ucdp.uu.se/"
TERMS = "UCDP's data are under CC BY 4.0: name UCDP GED and its version where you publish any."
COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
_KEPT = frozenset({
    "id", "relid", "year", "type_of_violence", "dyad_name", "side_a", "side_b", "source_article",
    "source_office", "source_date", "source_headline", "where_prec", "where_coordinates",
    "where_description", "adm_1", "adm_2", "latitude", "longitude", "country", "date_prec",
    "date_start", "date_end", "number_of_sources",
})  # fmt: skip
SOURCES_KEPT = 50  # of one event; GED has some with dozens of reports
_UNKNOWN = ("-1", "-1.0", "NA")
_KINDS = {
    "1": ("Battles", "Armed clash between a state and a group"),
    "2": ("Battles", "Armed clash between groups"),
    "3": ("Violence against civilians / Attack", "Attack on civilians"),
}
_PRECISIONS: dict[str, tuple[PlacePrecision, float | None]] = {
    "1": ("town", None), "2": ("province", 25.0), "3": ("province", None),
    "4": ("department", None), "5": ("region", None), "6": ("country", None), "7": ("region", None),
}  # fmt: skip


def looks(head: Head) -> bool:
    """Whether a file is GED, with its header or without."""
    if {"type_of_violence", "date_prec"} <= set(head.columns):
        return True
    return _headless(head.columns)


def _headless(cells: tuple[str, ...]) -> bool:
    return (
        len(cells) == len(COLUMNS)
        and cells[0].isdigit()
        and cells[COLUMNS.index("type_of_violence")] in ("1", "2", "3")
    )


def read(incoming: Incoming) -> Iterator[Item | Problem]:
    """Every row as an item, or what is wrong with it."""
    with tables.opened(incoming) as file:
        first = tables.header(file.readline(tables.LINE_LIMIT).decode("utf-8", "replace"))
    yield from tables.read(
        incoming,
        lambda line, cells: _item(incoming, line, _known(cells)),
        COLUMNS if _headless(first) else None,
    )


def _known(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells without what stands for unknown; but -1 may be one of two degrees."""
    row = {k: "" if v.strip() in _UNKNOWN else v.strip() for k, v in cells.items()}
    if row.get("latitude") or row.get("longitude"):
        row |= {k: cells[k].strip() for k in ("latitude", "longitude") if k in cells}
    return row


def _item(incoming: Incoming, line: int, row: dict[str, str]) -> Item | Problem:
    key = row.get("id", "")

    def wrong(name: str, message: str, fix: str) -> Problem:
        return incoming.problem(line, message, fix, record=key, field=name)

    if not key:
        return wrong("id", "The row has no id.", "Download the file again.")
    try:
        first = day_of(row.get("date_start", ""))
        last = day_of(row.get("date_end") or row.get("date_start", ""))
        when = EventDate.parse(_when(first, last, row.get("date_prec", "")))
    except ValueError as error:
        return wrong("date_start", f"{str(error).rstrip('.')}.", "Write days as 2004-11-30.")
    try:
        at = degrees(row.get("latitude"), row.get("longitude"))
    except ValueError as error:
        return wrong("latitude", f"{error}.", "Write degrees, or leave both empty.")
    kind, what = _KINDS.get(row.get("type_of_violence", ""), ("", "Violence"))
    return Item(
        line=line,
        key=key,
        fields={
            "title": {"en": _title(what, row)},
            "text": {"en": _text(what, row)},
            "date": when,
            "published": _published(row.get("source_date", ""), last),
            "conflict": True,
            "sources": tuple(_sources(key, row)),
        },
        kind=kind,
        sites=(_site(row, at),) if at else (),
        lost=(
            *(k for k, v in row.items() if v and k not in _KEPT),
            *[f"source_article (after the first {SOURCES_KEPT})"]
            * len(_articles(row)[SOURCES_KEPT:]),
        ),
    )


def _when(first: date, last: date, precision: str) -> str:
    if last < first:
        raise ValueError(f"It ends on {last} before it begins on {first}")
    if precision == "1" and first == last:
        return edtf(_parts(first))
    if precision in ("1", "2", "3"):
        # A week known by one day of it is about that day.
        return edtf(_parts(first), _parts(last)) + ("~" if first == last else "")
    if precision == "4":
        return edtf(_parts(first)[:2], _parts(last)[:2])
    if precision == "5":
        return edtf(_parts(first)[:1], _parts(last)[:1])
    return edtf(_parts(first), _parts(last)) + ("~" if first == last else "")


def _parts(day: date) -> tuple[int, ...]:
    return day.year, day.month, day.day


def _published(dates: str, last: date) -> date:
    """The day of the newest report, where it is told; else the last day that the row speaks of."""
    days = []
    for written in re.findall(r"\b\d{4}-\d\d-\d\d\b", dates):
        with suppress(ValueError):
            days.append(date.fromisoformat(written))
    return max(days, default=last)


def _title(what: str, row: Mapping[str, str]) -> str:
    where = row.get("where_coordinates") or row.get("adm_1") or row.get("country") or ""
    return cut(f"{what}: {where}" if where else what, 300)


def _text(what: str, row: Mapping[str, str]) -> str:
    sides = row.get("dyad_name") or " - ".join(
        filter(None, (row.get("side_a", ""), row.get("side_b", "")))
    )
    said = (f"{what}: {sides}." if sides else f"{what}.", row.get("where_description", ""))
    headline = row.get("source_headline", "")
    return lines("\n\n".join(filter(None, (*said, headline))))


def _sources(key: str, row: Mapping[str, str]) -> Iterator[Source]:
    yield source(f"UCDP GED (Uppsala Conflict Data Program), event {key}", UCDP_URL)
    articles = _articles(row)
    if articles:
        yield from map(source, articles[:SOURCES_KEPT])
    elif row.get("source_office"):
        yield source(row["source_office"])


def _articles(row: Mapping[str, str]) -> list[str]:
    named = re.split(r'";\s*"|;(?=\s*")', one_line(row.get("source_article", "")))
    return [name for name in (n.strip(' ";') for n in named) if name]


def _site(row: Mapping[str, str], at: tuple[float, float]) -> Site:
    precision, radius = _PRECISIONS.get(row.get("where_prec", ""), ("region", None))
    country = one_line(row.get("country", ""))
    name = one_line(row.get("where_coordinates", "")) or row.get("adm_1") or country
    if precision == "country":
        name = country or name
    within = [one_line(row.get(k, "")) for k in ("adm_2", "adm_1", "country")]
    return Site(
        name={"en": name or "Place of an event"},
        lat=at[0],
        lon=at[1],
        precision=precision,
        radius_km=radius,
        within=() if precision == "country" else tuple(filter(None, within)),
    )
