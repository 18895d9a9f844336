"""Files taken in for a test: what a reader yields, and what becomes of a data folder."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from making import TODAY

from psgdash import exchange
from psgdash.archive import loading
from psgdash.archive.loading import Archive
from psgdash.errors import Problem
from psgdash.exchange import given
from psgdash.exchange.importing import Import, Options, Outcome
from psgdash.exchange.incoming import Incoming, Item
from psgdash.exchange.staging import Staging
from psgdash.exchange.writing import write


def found(reader: str, content: str | bytes, **more: Any) -> list[Item | Problem]:
    """All that a reader yields of a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return list(exchange.READERS[reader].read(Incoming(path, **more)))


def items(reader: str, content: str | bytes, **more: Any) -> list[Item]:
    """The items of a file that nothing is wrong with."""
    read = found(reader, content, **more)
    assert [x for x in read if isinstance(x, Problem)] == []
    return [x for x in read if isinstance(x, Item)]


def problems(reader: str, content: str | bytes) -> list[Problem]:
    """What is wrong with a file."""
    return [x for x in found(reader, content) if isinstance(x, Problem)]


def taken(
    folder: Path,
    reader: str,
    content: str | bytes,
    *,
    replace: bool = False,
    today: date = TODAY,
    **options: Any,
) -> tuple[Outcome, Archive, list[str]]:
    """The outcome, the archive afterwards and the files written, of an import into a folder."""
    with tempfile.TemporaryDirectory() as elsewhere:
        path = Path(elsewhere) / "file"
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        archive = loading.load(folder)
        chosen = Options(**{"name": reader, "today": today, **options})
        with Staging() as staging:
            last = given.load(folder, chosen.name)
            outcome = Import(archive, exchange.READERS[reader], chosen, last).take(
                Incoming(path, home=archive.site.url), staging
            )
            files = (
                []
                if chosen.dry_run
                else write(folder, archive, staging, outcome, chosen, replace=replace)
            )
    return outcome, loading.load(folder), files


def outcome_of(archive: Archive, reader: str, content: str | bytes) -> tuple[Outcome, list[Any]]:
    """The outcome against an archive without files, and the new events."""
    with tempfile.TemporaryDirectory() as elsewhere:
        path = Path(elsewhere) / "file"
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        with Staging() as staging:
            doing = Import(archive, exchange.READERS[reader], Options(reader, today=TODAY))
            outcome = doing.take(Incoming(path, home=archive.site.url), staging)
            events = [event for file in staging.files() for event in staging.events(file)]
            assert not list(staging.refusals()), list(staging.refusals())
    return outcome, events
