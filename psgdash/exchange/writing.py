"""What an import staged, written into the files of an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from psgdash.archive import saving
from psgdash.archive.loading import Archive
from psgdash.archive.records import Event, Place
from psgdash.exchange import given
from psgdash.exchange.importing import Options, Outcome
from psgdash.exchange.staging import Staging
from psgdash.exchange.vocabulary import add_unsorted

# Bytes of one file that an import writes. Each is read back before it counts as written, which
# takes some 60 times its size in memory; and a person may want to open it.
FILE_LIMIT = 1_000_000


def write(
    folder: Path,
    archive: Archive,
    staging: Staging,
    outcome: Outcome,
    options: Options,
    *,
    replace: bool,
    progress: Callable[[int], None] = lambda done: None,
) -> list[str]:
    """Write what is staged, places first; the files that were written. SavingError if one cannot.

    Broken off, it can be run again: what is there already is left as it is.
    """
    needs = (outcome.themeless and not options.theme, outcome.kindless and not options.kind)
    if any(needs):
        with saving.alone(folder):
            add_unsorted(folder, archive, theme=bool(needs[0]), kind=bool(needs[1]))
    written: list[str] = []
    written += _append(
        folder, "places", staging.places(changes=replace), kind="place", progress=progress
    )
    for file in staging.files():
        written += _append(folder, file, staging.events(file), kind="event", progress=progress)
    if replace:
        for file in staging.changed_files():
            if count := saving.update(folder, file, staging.changes(file)):
                written.append(file)
                progress(count)
    given.save(folder, options.name, staging.given(changes=replace))
    return sorted(set(written))


def _append(
    folder: Path,
    name: str,
    records: Iterator[Any],
    *,
    kind: str,
    progress: Callable[[int], None],
) -> list[str]:
    """Add records to `name.yaml`; to `name-2.yaml` and so on where that would grow too large."""
    number, written = 1, []
    pending = next(records, None)
    while pending is not None:
        file = f"{name}.yaml" if number == 1 else f"{name}-{number}.yaml"
        number += 1
        path = folder / file
        room = FILE_LIMIT - (path.stat().st_size if path.exists() else 0)
        batch: list[Any] = []
        while pending is not None:
            room -= _size(pending)
            if room < 0:
                break
            batch.append(pending)
            pending = next(records, None)
        if batch:
            saving.append(folder, file, batch, kind=kind)
            progress(len(batch))
            written.append(file)
    return written


def _size(record: Event | Place) -> int:
    """Bytes that a record takes as YAML, or a little more: JSON names what YAML leaves out."""
    json = record.model_dump_json()
    return len(json.encode("utf-8")) + 6 * json.count("\\n")
