"""Parsed records kept in Parquet by the hash of the files they came from.

Safe under several processes (a file appears whole or not at all) and under a damaged or stale file
(a checksum is compared, anything odd is a miss). Losing the cache costs seconds, never data.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path

import platformdirs
import pyarrow as pa
import pyarrow.parquet as pq

from psgdash.errors import Problem

FORMAT = 3  # raise it whenever a record's fields change
KEEP = 4  # caches kept in the folder: a few data folders or branches side by side

_SCHEMA = pa.schema(
    [("kind", pa.string()), ("path", pa.string()), ("line", pa.int32()), ("json", pa.string())]
)


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its kind, file, line (from 1) and JSON."""

    kind: str
    path: str
    line: int
    json: str


def default_folder() -> Path:
    """The user's cache folder, or the one that PSGDASH_CACHE names."""
    named = os.environ.get("PSGDASH_CACHE")
    return Path(named) if named else Path(platformdirs.user_cache_dir("psgdash", appauthor=False))


def get(folder: Path, key: str) -> tuple[list[Row], list[Problem]] | None:
    """Rows and problems kept under `key`, or None."""
    try:
        table = pq.read_table(_file(folder, key))
        meta = table.schema.metadata or {}
        rows = [Row(**row) for row in table.to_pylist()]
        if meta.get(b"checksum") != _checksum(rows).encode():
            return None
        problems = [_problem(row) for row in rows if row.kind == "problem"]
    except Exception:  # a torn, foreign or unreadable file is a miss whatever it raises
        return None
    return [row for row in rows if row.kind != "problem"], problems


def put(folder: Path, key: str, rows: Sequence[Row], problems: Sequence[Problem]) -> None:
    """Keep rows under `key`; a folder that cannot be written is no error."""
    everything = [*rows, *(Row("problem", p.path, p.line, _joined(p)) for p in problems)]
    columns = list(zip(*map(astuple, everything), strict=True)) or [(), (), (), ()]
    arrays = [pa.array(c, t) for c, t in zip(columns, _SCHEMA.types, strict=True)]
    table = pa.Table.from_arrays(arrays, schema=_SCHEMA)
    table = table.replace_schema_metadata({"checksum": _checksum(everything)})
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        os.close(handle)
        try:
            pq.write_table(table, name)
            os.replace(name, _file(folder, key))
        finally:
            Path(name).unlink(missing_ok=True)
        _prune(folder)


def _prune(folder: Path) -> None:
    kept = sorted(folder.glob("archive-*.parquet"), key=lambda p: p.stat().st_mtime, reverse=True)
    for path in kept[KEEP:]:
        path.unlink(missing_ok=True)


def _file(folder: Path, key: str) -> Path:
    return folder / f"archive-{FORMAT}-{key[:32]}.parquet"


def _checksum(rows: Sequence[Row]) -> str:
    digest = hashlib.sha256()
    for row in rows:
        digest.update(f"{row.kind}\0{row.path}\0{row.line}\0{row.json}\0".encode())
    return digest.hexdigest()


def _joined(problem: Problem) -> str:
    return json.dumps((problem.record, problem.field, problem.message, problem.fix))


def _problem(row: Row) -> Problem:
    record, field, message, fix = json.loads(row.json)
    return Problem(row.path, row.line, record, field, message, fix)
