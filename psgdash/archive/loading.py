"""A data folder read into an Archive: every good record, and a Problem for every bad one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from fnmatch import fnmatch
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from psgdash import __version__
from psgdash.archive import cache, strictyaml
from psgdash.archive.linking import linked
from psgdash.archive.reading import SHELVES, Read, read_document
from psgdash.archive.records import (
    Event,
    Kind,
    Period,
    Place,
    Record,
    Section,
    Site,
    Theme,
)
from psgdash.archive.stories import Story
from psgdash.errors import DataFolderError, Problem


@dataclass(frozen=True, slots=True)
class Archive:
    """All that is known, published or not; mappings are by id, in file order."""

    site: Site
    themes: dict[str, Theme] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    periods: dict[str, Period] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    origins: dict[str, tuple[str, int]] = field(default_factory=dict)  # event id -> (file, line)
    key: str = ""  # SHA-256 over the names and bytes it was read from
    lines: dict[tuple[str, str], tuple[str, int]] = field(
        default_factory=dict
    )  # (kind as in SHELVES, id) -> (file, line)


def source_files(folder: Path) -> tuple[Path, ...]:
    """Every file that belongs to the archive, sorted; raises DataFolderError without site.yaml."""
    if not (folder / "site.yaml").is_file():
        raise DataFolderError(
            f"{folder} is no data folder: it has no site.yaml. "
            "Name the folder that holds site.yaml and events/ with --data."
        )
    globs = {glob for glob, _, _ in SHELVES.values()}
    found = {path for glob in globs for path in folder.glob(glob)}
    return tuple(sorted(path for path in found if path.is_file()))


def load(folder: Path, cache_folder: Path | None = None) -> Archive:
    """Read the folder, from the Parquet cache where it holds just these bytes."""
    documents, key = _contents(folder)
    return _read(documents, key, cache_folder)


def load_files(files: Mapping[str, bytes], cache_folder: Path | None = None) -> Archive:
    """Read files given by name and bytes, such as those of an earlier release."""
    kept = {
        name: data
        for name, data in sorted(files.items())
        if any(fnmatch(name, glob) for glob, _, _ in SHELVES.values())
    }
    return _read(dict(kept), _key(kept), cache_folder)


def _read(documents: dict[str, bytes | OSError], key: str, cache_folder: Path | None) -> Archive:
    if cache_folder and (kept := cache.get(cache_folder, key)):
        # A cache that another version wrote may hold what this one does not take.
        with suppress(ValidationError, KeyError):
            read = [Read(row.kind, row.path, row.line, _revive(row)) for row in kept[0]]
            return _assemble(read, list(kept[1]), key)
    fresh, problems = _parsed(documents)
    if cache_folder:
        rows = [cache.Row(r.kind, r.path, r.line, r.record.model_dump_json()) for r in fresh]
        cache.put(cache_folder, key, rows, problems)
    return _assemble(fresh, problems, key)


def _contents(folder: Path) -> tuple[dict[str, bytes | OSError], str]:
    """Every file's bytes, read once, and their key: what is parsed is what was hashed."""
    contents: dict[str, bytes | OSError] = {}
    for path in source_files(folder):
        # A name that is not UTF-8 is shown as well as it can be.
        name = os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "replace")
        try:
            with path.open("rb") as file:
                data: bytes | OSError = file.read(strictyaml.SIZE_LIMIT + 1)
        except FileNotFoundError:
            continue  # taken away since it was listed
        except OSError as error:
            data = error
        contents[name] = data
    return contents, _key(contents)


def _key(contents: Mapping[str, bytes | OSError]) -> str:
    digest = hashlib.sha256(__version__.encode())
    for name, data in contents.items():
        digest.update(hashlib.sha256(name.encode()).digest())
        digest.update(hashlib.sha256(data if isinstance(data, bytes) else b"?").digest())
    return digest.hexdigest()


def _revive(row: cache.Row) -> Record:
    """A cached record as an object; raises ValidationError or KeyError for a foreign one."""
    return SHELVES[row.kind][2].model_validate_json(row.json, strict=False)


def _parsed(contents: dict[str, bytes | OSError]) -> tuple[list[Read], list[Problem]]:
    """Records and problems by kind, then by file; each file is let go once it is read."""
    read: dict[str, list[Read]] = {kind: [] for kind in SHELVES}
    wrong: dict[str, list[Problem]] = {"": [], **{kind: [] for kind in SHELVES}}
    for name in list(contents):
        data = contents.pop(name)
        document = (
            strictyaml.decode(data, name)
            if isinstance(data, bytes)
            else strictyaml.failed(
                name, 1, f"The file cannot be read ({data.strerror}).", "Check its rights."
            )
        )
        wrong[""] += document.problems
        for kind, (glob, _, _) in SHELVES.items():
            if fnmatch(name, glob):
                fresh, bad = read_document(document, kind)
                read[kind] += fresh
                wrong[kind] += bad
    return list(chain.from_iterable(read.values())), list(chain.from_iterable(wrong.values()))


def _assemble(read: list[Read], problems: list[Problem], key: str) -> Archive:
    shelves: dict[str, dict[str, Any]] = {kind: {} for kind in SHELVES}
    origins: dict[str, tuple[str, int]] = {}
    lines: dict[tuple[str, str], tuple[str, int]] = {}
    for item in read:
        name = getattr(item.record, "id", "site")
        if name in shelves[item.kind]:
            problems.append(
                Problem(
                    item.path, item.line, name, "id", f"Another {item.kind} has this id already.",
                    "Give it an id of its own, such as the town and what happened.",
                )
            )  # fmt: skip
            continue
        shelves[item.kind][name] = item.record
        lines[item.kind, name] = (item.path, item.line)
        if item.kind == "event":
            origins[name] = (item.path, item.line)
    if not shelves["site"]:
        said = " ".join(str(p) for p in problems if p.path == "site.yaml") or "it is empty."
        raise DataFolderError(f"site.yaml cannot be used: {said}")
    archive = Archive(
        site=shelves["site"]["site"],
        themes=shelves["theme"],
        kinds=shelves["kind"],
        places=shelves["place"],
        periods=shelves["period"],
        sections=dict(sorted(shelves["section"].items(), key=lambda kv: kv[1].order)),
        events=shelves["event"],
        stories=dict(sorted(shelves["story"].items(), key=lambda kv: kv[1].order)),
        origins=origins,
        key=key,
        lines=lines,
    )
    return linked(archive, problems)
