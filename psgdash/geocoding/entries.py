"""The gazetteer's files as records: places.csv.gz, names.txt.gz (derived), sites.yaml (curated)."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from psgdash.archive.records import PRECISIONS
from psgdash.archive.strictyaml import read
from psgdash.errors import DataFolderError, Problem

PLACES, NAMES, SITES = "places.csv.gz", "names.txt.gz", "sites.yaml"
KEPT = 20_000  # entries in memory, some 20 MB, and lookups
_FIELDS = "id, lat, lon, name, names, precision, radius_km, source, within"


class Entry(NamedTuple):
    """A named point (degrees); `seat` is the highest unit a town leads, `radius_km` of a region.

    `extent` is south, west, north and east of an area whose outline is known.
    """

    id: str
    name: str
    names: tuple[str, ...]  # other names
    lat: float
    lon: float
    precision: str
    within: tuple[str, ...]  # innermost first, the country last
    country: str  # ISO code of two letters, "" if curated
    population: int
    seat: str
    source: str
    curated: bool = False
    radius_km: float | None = None
    extent: tuple[float, ...] = ()


COLUMNS = ",".join(name for name in Entry._fields if name != "curated")


class Places:
    """The derived places: both files in memory as they are, and each row read when asked for.

    To make a hundred thousand objects takes longer than opening may; the names are sorted by the
    builder, so that one is found by halving.
    """

    def __init__(self, rows: bytes, names: bytes, peru: tuple[int, int]) -> None:
        """`names` has a line a name: its key, a tab, where its rows begin in `rows`."""
        self._rows, self._names, self._peru = rows, names, peru
        self._read: dict[int, Entry] = {}
        self._looked_up: dict[str, bytes] = {}

    def __iter__(self) -> Iterator[Entry]:
        return map(self.at, self._starts())

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and bool(self._found(key))

    def named(self, key: str) -> tuple[Entry, ...]:
        """The entries that bear a name, given as its `key`."""
        return tuple(self.at(int(start)) for start in self._found(key).split())

    def at(self, start: int) -> Entry:
        """The entry whose row begins there."""
        entry = self._read.get(start)
        if entry is None:
            if len(self._read) >= KEPT:
                self._read.clear()
            entry = _entry(self._row(start))
            self._read[start] = entry
        return entry

    def points(self) -> Iterator[tuple[float, float, str, int]]:
        """Latitude, longitude, precision and beginning of every row, without reading the rest."""
        for start in self._starts():
            cells = self._row(start)
            yield float(cells[3]), float(cells[4]), cells[5], start

    def keys_of_peru(self) -> list[str]:
        """The keys of all places in Peru, for spelling."""
        first, last = self._peru
        lines = (line.partition("\t") for line in self._names.decode("utf-8").split("\n"))
        return [
            name
            for name, _, starts in lines
            if any(first <= int(start) < last for start in starts.split())
        ]

    def _starts(self) -> Iterator[int]:
        start = self._rows.find(b"\n") + 1  # past the heading
        while start:
            yield start
            start = self._rows.find(b"\n", start) + 1

    def _row(self, start: int) -> list[str]:
        end = self._rows.find(b"\n", start)
        return self._rows[start : end if end > 0 else None].decode("utf-8").split(",")

    def _found(self, key: str) -> bytes:
        """Where the rows of a name begin, as it stands in the file; nothing if it is not there."""
        found = self._looked_up.get(key)
        if found is None:
            if len(self._looked_up) >= KEPT:
                self._looked_up.clear()
            found = self._looked_up[key] = self._look_up(key)
        return found

    def _look_up(self, key: str) -> bytes:
        names = self._names
        wanted = key.encode("utf-8", "replace") + b"\t"  # half a letter is in no name
        low, high = 0, len(names)
        while low < high:  # both at the beginning of a line, or the end
            middle = names.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = names.find(b"\n", middle, high)
            end = high if end < 0 else end
            if names.startswith(wanted, middle):
                return names[middle + len(wanted) : end]
            if names[middle:end] < wanted:
                low = min(end + 1, high)
            else:
                high = middle
        return b""


def _entry(row: list[str]) -> Entry:
    (
        place, name, names, lat, lon, precision,
        within, country, population, seat, source, radius, extent,
    ) = row  # fmt: skip
    return Entry(
        place, name, tuple(names.split("|")) if names else (), float(lat), float(lon), precision,
        tuple(within.split("|")) if within else (), country, int(population), seat, source,
        False, float(radius) if radius else None, tuple(map(float, extent.split())),
    )  # fmt: skip


def read_places(folder: Path) -> Places:
    """The derived places; raises DataFolderError where a file is missing, damaged or astray."""
    name = PLACES
    try:
        packed = (folder / PLACES).read_bytes()
        rows = gzip.decompress(packed)
        if not rows.startswith(COLUMNS.encode() + b"\n"):
            raise ValueError("its columns are not those of this version")
        name = NAMES
        about, _, names = gzip.decompress((folder / NAMES).read_bytes()).partition(b"\n")
        made_with, first, last = map(int, about.split())
        if made_with != zlib.crc32(packed):
            raise ValueError(f"it was not made with this {PLACES}")
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise DataFolderError(
            f"The gazetteer {name} cannot be read ({error}). "
            "Restore it, or derive it again with data/gazetteer/build.py."
        ) from error
    return Places(rows, names, (first, last))


def read_sites(path: Path) -> tuple[list[Entry], tuple[Problem, ...]]:
    """The curated sites, and what is wrong with those that cannot be used."""
    document = read(path)
    problems = list(document.problems)
    sites: list[Entry] = []
    if document.data is not None and not isinstance(document.data, list):
        message = "This is not a list of sites."
        problems.append(Problem(document.path, 1, "", "", message, "Begin with `- id:`."))
    for i, item in enumerate(document.data if isinstance(document.data, list) else ()):
        faults = list(_faults(item))
        name = str(item.get("id", "")) if isinstance(item, dict) else ""
        for field, message, fix in faults:
            line = document.line((i, field) if field else (i,))
            problems.append(Problem(document.path, line, name, field, message, fix))
        if not faults:
            sites.append(_site(item))
    return sites, tuple(problems)


def _site(item: dict[str, Any]) -> Entry:
    called = [item["name"].get("en"), item["name"].get("es"), *item.get("names", ())]
    name, *others = dict.fromkeys(text for text in called if text)
    radius = item.get("radius_km")
    return Entry(
        id=f"site:{item['id']}",
        name=name,
        names=tuple(others),
        lat=float(item["lat"]),
        lon=float(item["lon"]),
        precision=item["precision"],
        within=tuple(item["within"]),
        country="",
        population=0,
        seat="",
        source=f"{item['source']['title']} <{item['source']['url']}>",
        curated=True,
        radius_km=None if radius is None else float(radius),
    )


def _faults(item: object) -> Iterator[tuple[str, str, str]]:
    """(field, what is wrong, what to write) for one item of sites.yaml."""
    if not isinstance(item, dict):
        yield "", "A site must have fields.", "Write `- id: ...` and its fields below."
        return
    for field in sorted(set(map(str, item)) - set(_FIELDS.split(", "))):
        yield field, "This field is not known.", f"Use one of: {_FIELDS}."
    if not (isinstance(item.get("id"), str) and item["id"]):
        yield "id", "The id is missing.", "Write a short name such as `yanacocha-mine`."
    if item.get("precision") not in PRECISIONS:
        yield "precision", "The precision is not known.", f"Use one of: {', '.join(PRECISIONS)}."
    name = item.get("name")
    if not (isinstance(name, dict) and name and set(name) <= {"en", "es"} and _words(name)):
        yield "name", "The name is missing.", "Write `name:` with `en:` or `es:` below it."
    for field, limit in (("lat", 90), ("lon", 180)):
        if not (_number(item.get(field)) and abs(item[field]) <= limit):
            yield field, "This is not a coordinate.", f"Write degrees from -{limit} to {limit}."
    if "radius_km" in item and not (_number(item["radius_km"]) and item["radius_km"] > 0):
        yield "radius_km", "This is not a distance.", "Write kilometres, such as 210."
    for field in ("names", "within"):
        value = item.get(field, [] if field == "names" else None)
        if not (isinstance(value, list) and _words(value)):
            yield field, "This is not a list of names.", "Write [Cajamarca, Peru], say."
    source = item.get("source")
    if not (isinstance(source, dict) and set(source) == {"title", "url"} and _words(source)):
        yield "source", "The source is missing.", "Write `source:` with `title:` and `url:` below."


def _words(values: list[Any] | dict[Any, Any]) -> bool:
    """Whether all values are texts with something in them."""
    listed = values.values() if isinstance(values, dict) else values
    return all(isinstance(value, str) and value.strip() for value in listed)


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
