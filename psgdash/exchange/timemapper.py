"""TimeMapper's sheet as CSV, in only. Source: its template, http://timemapper.okfnlabs.org/

Columns: Title, Start, End, Description, Web Page, Media, Media Caption, Media Credit, Tags, Place,
Location (latitude, longitude; or GeoJSON), Source, Source URL. The template's second row explains
the columns: it has no date, so it is refused as any such row is.

Kept: all but media and their captions, which are counted. Rows have no id: theirs is made of title,
start and place. Dates are ISO (as much of it as is given), 30 November 2004 or 30/11/2004 (the day
first); the sheet does not say how exact its points are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date

from psgdash.archive.dates import EventDate
from psgdash.errors import Problem
from psgdash.exchange import tables
from psgdash.exchange.days import Days, day_of
from psgdash.exchange.incoming import (
    Head,
    Incoming,
    Item,
    Site,
    cut,
    degrees,
    digest,
    edtf,
    one_line,
    source,
    words_of,
)

_KEPT = frozenset({
    "title", "start", "end", "description", "web_page", "tags", "place", "location", "source",
    "source_url",
})  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def looks(head: Head) -> bool:
    """Whether a file's columns are the template's."""
    return {"title", "start", "description"} <= set(head.columns)


def read(incoming: Incoming) -> Iterator[Item | Problem]:
    """Every row as an item, or what is wrong with it."""
    days = Days(incoming, "start", "end")
    return tables.read(incoming, lambda line, cells: _item(incoming, line, cells, days))


def _item(incoming: Incoming, line: int, cells: dict[str, str], days: Days) -> Item | Problem:
    row = {k: v.strip() for k, v in cells.items()}

    def wrong(name: str, message: str, fix: str) -> Problem:
        return incoming.problem(line, message, fix, record=title[:60], field=name)

    title = cut(words_of(row.get("title", "")), 300)
    if not title:
        return wrong("title", "The row has no title.", "Write one.")
    try:
        when = EventDate.parse(dates(row.get("start", ""), row.get("end", ""), day=days.of))
    except ValueError as error:
        fix = "Write 2004, 2004-11 or 2004-11-30; a row that explains the columns has to go."
        return wrong("start", f"{str(error).rstrip('.')}.", fix)
    try:
        at = _at(row.get("location", ""))
    except ValueError as error:
        return wrong("location", f"{error}.", "Write latitude, longitude; or leave it empty.")
    named, page = row.get("source", ""), row.get("web_page", "")
    address = row.get("source_url", "")
    sources = [source(named, address)] if named or address else []
    if page and page != address:
        sources.append(source("Web page", page))
    place = one_line(row.get("place", "")) or title
    language = incoming.language
    return Item(
        line=line,
        key=digest(title, row.get("start", ""), row.get("place", "")),
        fields={
            "title": {language: title},
            "text": {language: words_of(row.get("description", "")) or title},
            "date": when,
            "sources": tuple(sources),
        },
        themes=tuple(filter(None, (one_line(t) for t in row.get("tags", "").split(",")))),
        sites=(Site({language: place}, at[0], at[1], incoming.precision),) if at else (),
        lost=(
            *(k for k, v in row.items() if v and k not in _KEPT),
            *(("place (without a point)",) if row.get("place") and not at else ()),
            *(("location (no point)",) if row.get("location") and not at else ()),
        ),
    )


def dates(start: str, end: str, *, day: Callable[[str], date] = day_of) -> str:
    """EDTF of two cells, the second of which may be empty; ValueError for what is no date."""
    return edtf(_parts(start, day), _parts(end, day) if end.strip() else None)


def _parts(text: str, day: Callable[[str], date]) -> tuple[int, ...]:
    match = _ISO.fullmatch(text.strip())
    if match:
        return tuple(int(part) for part in match.groups() if part)
    found = day(text)
    return found.year, found.month, found.day


def _at(cell: str) -> tuple[float, float] | None:
    if cell.startswith("{"):
        try:
            shape = json.loads(cell)
            lon, lat = shape["coordinates"][:2] if shape["type"] == "Point" else (None, None)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ValueError("The GeoJSON of the place cannot be read") from error
        return degrees(lat, lon)
    parts = re.split(r"\s*[,;]\s*|\s+", cell.strip(" ()"))
    if parts == [""]:
        return None
    if len(parts) != 2:
        raise ValueError(f"{cell!r} are no degrees")
    return degrees(parts[0], parts[1])
