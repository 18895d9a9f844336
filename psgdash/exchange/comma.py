"""CSV of our own (RFC 4180, UTF-8 with a byte-order mark so that spreadsheets read the accents).

In and out. Fields: id, date (EDTF), earliest, latest, reported_in, published, title_en, title_es,
text_en, text_es, kind, themes, conflict, places, place_ids, roles, lat, lon, precision,
verification, source, source_url, status, unreviewed. Lists are joined by `; `, a semicolon inside
is written `\\;`. A cell that a spreadsheet would run as a formula begins with an apostrophe, which
is taken off again. In a record that is here already an empty cell clears, a missing column says
nothing. There are as many points as places, or as places that have one.

Out and in again loses: earliest and latest (they follow from the date), routes, names of places as
written, archived addresses and days of access of sources, corrections, related events, embargo and
sensitivity, and of places that the archive does not have all but one name, point and precision. A
coarse place has no point here, so it is found again only by its id.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice, zip_longest
from typing import Any, get_args

from psgdash.archive.dates import EventDate
from psgdash.archive.gate import Published
from psgdash.archive.records import (
    POINT_PRECISIONS,
    PRECISIONS,
    Event,
    Language,
    Place,
    Role,
    Source,
)
from psgdash.archive.words import in_language
from psgdash.errors import Problem
from psgdash.exchange import tables
from psgdash.exchange.incoming import Head, Incoming, Item, Site, degrees, digest, slug, source
from psgdash.exchange.view import View

# A number may begin with a minus: coordinates must stay numbers.
_NUMBERS = re.compile(r"-?[0-9]+(\.[0-9]+)?(; -?[0-9]+(\.[0-9]+)?)*")
# Some spreadsheets read the full-width signs of East Asian keyboards as the plain ones. Apostrophes
# before it get one more, so that what is taken off is always what was put on.
_FORMULA = re.compile(r"^'*\s*[=+\-@\t\r\n＝＋－＠]")
_PART = re.compile(r"((?:[^\\;]|\\.)*)(?:; ?|$)", re.DOTALL)

_LANGUAGES: tuple[Language, ...] = get_args(Language)
_PLACES = frozenset({"places", "place_ids"})
_Getter = Callable[[Event, list[Place], Published], object]
_FIELDS: dict[str, _Getter] = {
    "id": lambda e, w, p: e.id,
    "date": lambda e, w, p: e.date.edtf if e.date else "",
    "earliest": lambda e, w, p: e.date.earliest if e.date else "",
    "latest": lambda e, w, p: e.date.latest if e.date else "",
    "reported_in": lambda e, w, p: "yes" if e.date_basis == "edition" else "no",
    "published": lambda e, w, p: e.published,
    "title_en": lambda e, w, p: e.title.get("en", ""),
    "title_es": lambda e, w, p: e.title.get("es", ""),
    "text_en": lambda e, w, p: e.text.get("en", ""),
    "text_es": lambda e, w, p: e.text.get("es", ""),
    "kind": lambda e, w, p: e.kind,
    "themes": lambda e, w, p: "; ".join(e.themes),
    "conflict": lambda e, w, p: "yes" if e.conflict else "no",
    "places": lambda e, w, p: joined(in_language(x.name, "en")[0] for x in w),
    "place_ids": lambda e, w, p: "; ".join(x.id for x in w),
    "roles": lambda e, w, p: "; ".join(entry.role for entry in e.places),
    # A coarse place has a centre only to be drawn around: its point would pretend to know.
    "lat": lambda e, w, p: "; ".join(plain_degrees(x.lat) for x in w if x.is_point),
    "lon": lambda e, w, p: "; ".join(plain_degrees(x.lon) for x in w if x.is_point),
    "precision": lambda e, w, p: "; ".join(x.precision for x in w),
    "verification": lambda e, w, p: e.verification,
    "source": lambda e, w, p: joined(s.title for s in e.sources),
    "source_url": lambda e, w, p: joined(_addresses(e)),
    "status": lambda e, w, p: e.status,
    "unreviewed": lambda e, w, p: "; ".join(k for k, v in e.translation.items() if v != "reviewed"),
}
_YES, _NO = frozenset({"yes", "true", "1", "x", "sí", "si"}), frozenset({"no", "false", "0", ""})


def write(view: View) -> bytes:
    """The view as CSV."""
    rows = (
        [get(event, [view.published.places[p.place] for p in event.places], view.published)
         for get in _FIELDS.values()]
        for event in view.events
    )  # fmt: skip
    return sheet(_FIELDS, rows)


def sheet(columns: Any, rows: Any) -> bytes:
    """Rows of cells as CSV that no spreadsheet runs."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def safe(value: object) -> str:
    """A cell as text that a spreadsheet takes for text, unless it is a number."""
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBERS.fullmatch(text) else text


def unsafe(cell: str) -> str:
    """What a cell was before `safe`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def plain_degrees(value: float) -> str:
    """To a tenth of a metre, never in powers of ten."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def joined(values: Any) -> str:
    """A list in one cell."""
    return "; ".join(re.sub(r"([\\;])", r"\\\1", value) for value in values)


def parted(cell: str) -> list[str]:
    """The list of a cell."""
    if not cell:
        return []
    found: list[str] = []
    at = 0
    while True:
        match = _PART.match(cell, at)
        if match is None or (match.end() == at and at < len(cell)):  # a stray backslash at the end
            return [*found, cell[at:]]
        found.append(re.sub(r"\\(.)", r"\1", match[1], flags=re.DOTALL))
        if match.end(1) == len(cell):
            return found
        at = match.end()


def looks(head: Head) -> bool:
    """Whether a file's columns are ours."""
    return bool({"title_en", "title_es"} & set(head.columns)) and "date" in head.columns


def read(incoming: Incoming) -> Iterator[Item | Problem]:
    """Every row as an item, or what is wrong with it."""
    return tables.read(
        incoming,
        lambda line, cells: _item(incoming, line, {k: unsafe(v) for k, v in cells.items()}),
    )


def _item(incoming: Incoming, line: int, row: dict[str, str]) -> Item | Problem:
    key = row.get("id", "").strip()
    where = "date"
    fields: dict[str, Any] = {}
    try:
        said = row.get("date", "").strip()
        if "date" in row:
            fields["date"] = EventDate.parse(said) if said else None
        where = "published"
        if day := row.get("published", "").strip():
            fields["published"] = date.fromisoformat(day)
        where = "reported_in"
        if where in row:
            fields["date_basis"] = "edition" if _truth(row[where]) else "text"
        where = "conflict"
        if where in row:
            fields["conflict"] = _truth(row[where])
        where = "places"
        sites, lost = _sites(incoming, row)
    except ValueError as error:
        return incoming.problem(
            line, f"{str(error).rstrip('.')}.", "Write it as this program's own CSV has it.",
            record=key, field=where,
        )  # fmt: skip
    for name in ("title", "text"):
        fields[name] = _words(row, name)
    for name in ("status", "verification"):
        if row.get(name, "").strip():
            fields[name] = row[name].strip()
    if "unreviewed" in row:
        unreviewed = parted(row["unreviewed"])
        fields["translation"] = {
            k: "unreviewed" if k in unreviewed else None for k in (*_LANGUAGES, *unreviewed)
        }
    if {"source", "source_url"} & row.keys():
        fields["sources"] = _sources(row)
    titled = next((word for word in fields["title"].values() if word), "")
    when = fields.get("date")
    return Item(
        line=line,
        key=key or slug(titled, digest(titled, said, row.get("places", ""), length=6)),
        fields=fields,
        kind=row.get("kind", "").strip(),
        themes=tuple(t.strip() for t in parted(row.get("themes", "")) if t.strip()),
        sites=sites,
        sites_told=bool(_PLACES & row.keys()),
        lost=(
            *(k for k, v in row.items() if v.strip() and k not in _FIELDS),
            *(k for k in ("earliest", "latest")
              if row.get(k, "").strip() not in ("", str(getattr(when, k, "")))),
            *lost,
        ),
        ours=True,
    )  # fmt: skip


def _words(row: dict[str, str], name: str) -> dict[str, str | None]:
    """Title or text by language; None for a language whose column is empty."""
    columns = {k: f"{name}_{k}" for k in _LANGUAGES}
    return {k: row[c].replace("\r\n", "\n") or None for k, c in columns.items() if c in row}


def _truth(cell: str) -> bool:
    word = cell.strip().casefold()
    if word not in _YES | _NO:
        raise ValueError(f"{cell!r} is neither yes nor no")
    return word in _YES


def _sources(row: dict[str, str]) -> tuple[Source, ...]:
    pairs = zip_longest(
        parted(row.get("source", "")), parted(row.get("source_url", "")), fillvalue=""
    )
    made = tuple(source(title, url) for title, url in pairs if title or url)
    return made if "source_url" in row else tuple(Source(title=each.title) for each in made)


def _addresses(event: Event) -> list[str]:
    """The sources' addresses in their order, empty where there is none, none empty at the end."""
    found = [s.url or "" for s in event.sources]
    while found and not found[-1]:
        found.pop()
    return found


def _sites(incoming: Incoming, row: dict[str, str]) -> tuple[tuple[Site, ...], tuple[str, ...]]:
    """The places of a row, and what is said of none because there is no column for them."""
    if not _PLACES & row.keys():
        names = ("roles", "lat", "lon", "precision")
        return (), tuple(name for name in names if row.get(name, "").strip())
    cells = {k: parted(row.get(k, "")) for k in
             ("places", "place_ids", "roles", "precision", "lat", "lon")}  # fmt: skip
    count = max(len(cells["places"]), len(cells["place_ids"]))
    for name in ("roles", "precision"):
        if len(cells[name]) > count:
            raise ValueError(_unequal(name, cells[name], f"for {_count(count, 'place')}"))
    if len(cells["lat"]) != len(cells["lon"]):
        raise ValueError(_unequal("lat", cells["lat"], f"and lon has {len(cells['lon'])}"))
    points = list(zip(cells["lat"], cells["lon"], strict=True))
    each = list(islice(zip_longest(*(cells[k] for k in list(cells)[:4]), fillvalue=""), count))
    # A point for every place, or, as in what is written here, for those that have one.
    exact = [n for n, (*_, said) in enumerate(each) if not said or said in POINT_PRECISIONS]
    order = range(count) if len(points) == count else exact
    if points and len(points) != len(order):
        raise ValueError(
            f"{_count(len(points), 'point')} for {_count(count, 'place')}: give each place its "
            "own, in order, and leave an empty one between semicolons where there is none"
        )
    where = dict(zip(order, points, strict=False))
    sites: list[Site] = []
    for n, (name, own, role, said) in enumerate(each):
        at = degrees(*where.get(n, ("", "")))
        lat, lon = at or (None, None)
        otherwise = None if own else incoming.precision
        sites.append(
            Site(
                {"en": name or own}, lat, lon, _known(said, PRECISIONS, otherwise),
                role=_known(role, get_args(Role), None), id=own or None,
            )
        )  # fmt: skip
    return tuple(sites), ()


def _count(n: int, one: str) -> str:
    return f"{n} {one}{'' if n == 1 else 's'}"


def _unequal(name: str, values: list[str], other: str) -> str:
    return f"{name} has {_count(len(values), 'value')} {other}"


def _known(said: str, known: tuple[Any, ...], otherwise: Any) -> Any:
    if said and said not in known:
        raise ValueError(f"{said!r} is none of {', '.join(known)}")
    return said or otherwise
