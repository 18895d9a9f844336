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
_FIELDS = "id, lat, lon, name, names, precision, radius_km, source, within"


class Entry(NamedTuple):
    """A named point (degrees); `seat` is the highest unit a town leads, `radius_km` of a region."""

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


class Places:
    """The derived places: their names at hand, each row read when it is first asked for."""

    def __init__(self, lines: list[str], numbers: dict[str, str]) -> None:
        self._lines, self._numbers = lines, numbers
        self._read: dict[int, Entry] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[Entry]:
        return map(self._entry, range(len(self._lines)))

    def __contains__(self, key: object) -> bool:
        return key in self._numbers

    def named(self, key: str) -> tuple[Entry, ...]:
        """The entries that bear a name, given as its `key`."""
        numbers = self._numbers.get(key)
        return tuple(self._entry(int(number)) for number in numbers.split()) if numbers else ()

    def keys_of_peru(self) -> list[str]:
        """The keys of all places in Peru, for spelling."""
        rows = {i for i, line in enumerate(self._lines) if ",PE," in line}
        return [
            key
            for key, numbers in self._numbers.items()
            if any(int(number) in rows for number in numbers.split())
        ]

    def _entry(self, number: int) -> Entry:
        if number not in self._read:
            self._read[number] = _entry(self._lines[number].split(","))
        return self._read[number]


def _entry(row: list[str]) -> Entry:
    (
        place, name, names, lat, lon, precision,
        within, country, population, seat, source, radius,
    ) = row  # fmt: skip
    return Entry(
        place, name, tuple(names.split("|")) if names else (), float(lat), float(lon), precision,
        tuple(within.split("|")) if within else (), country, int(population), seat, source,
        False, float(radius) if radius else None,
    )  # fmt: skip


def read_places(folder: Path) -> Places:
    """The derived places; raises DataFolderError where a file is missing, damaged or astray."""
    name = PLACES
    try:
        packed = (folder / PLACES).read_bytes()
        lines = gzip.decompress(packed).decode("utf-8").split("\n")
        if lines.pop(0) != ",".join((*Entry._fields[:-2], "radius_km")):
            raise ValueError("its columns are not those of this version")
        name = NAMES
        index = gzip.decompress((folder / NAMES).read_bytes()).decode("utf-8").split("\n")
        if index[:2] != [str(zlib.crc32(packed)), str(len(lines))]:
            raise ValueError(f"it was not made with this {PLACES}")
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise DataFolderError(
            f"The gazetteer {name} cannot be read ({error}). "
            "Restore it, or derive it again with data/gazetteer/build.py."
        ) from error
    # Folding a hundred thousand names takes a second; the builder has done it.
    return Places(lines, dict(zip(index[2::2], index[3::2], strict=False)))


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
