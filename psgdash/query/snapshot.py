"""The archive as this process has it now: read once, and again when a file changes."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from psgdash.archive import cache, divisions, gate, loading
from psgdash.archive.gate import Published
from psgdash.archive.records import Place
from psgdash.errors import Problem
from psgdash.home import shipped
from psgdash.query.engine import Engine, connect
from psgdash.query.table import build


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """What may be shown, with the engine that answers questions on it; `version` is its name.

    Two of them are never the same one, so that what is made of one can be kept by it.
    """

    published: Published
    engine: Engine
    problems: tuple[Problem, ...]
    version: str


_lock = threading.Lock()
_current: dict[Path, tuple[object, Snapshot]] = {}


def current(folder: Path) -> Snapshot:
    """The snapshot of a folder, made anew when a file or (embargoes end) the day has changed."""
    seen = (date.today(), _stamp(folder))
    with _lock:  # two sessions that see a change together read it once
        kept = _current.get(folder)
        if kept is None or kept[0] != seen:
            kept = (seen, _take(folder, seen[0]))
            _current[folder] = kept
        return kept[1]


def known_divisions() -> tuple[Place, ...]:
    """The districts, provinces, departments and countries of the shipped gazetteer."""
    return divisions.read(shipped("gazetteer"))


def _take(folder: Path, today: date) -> Snapshot:
    archive = loading.load(folder, cache.default_folder())
    published = gate.publish(archive, today, known_divisions)
    return Snapshot(
        published=published,
        engine=connect(build(published)),
        problems=archive.problems,
        version=f"{archive.key[:16]}-{today.isoformat()}",
    )


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, change time and size of every file: cheap enough to ask at every rerun."""
    seen = []
    for path in loading.source_files(folder):
        with suppress(OSError):  # taken away since it was listed
            stat = path.stat()
            seen.append((str(path), stat.st_mtime_ns, stat.st_size))
    return tuple(seen)
