"""What an import would write, kept in a file of its own on disk until all of it is known.

So the memory that is needed does not grow with the file that is read, a person can be asked before
anything is written, and every file of the archive is written once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from types import TracebackType

from psgdash.archive.records import Event, Place
from psgdash.errors import Problem, PsgdashError

_TABLES = """
CREATE TABLE met (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE events (file TEXT, json TEXT);
CREATE TABLE changes (file TEXT, json TEXT);
CREATE INDEX events_by_file ON events (file);
CREATE INDEX changes_by_file ON changes (file);
CREATE TABLE places (id TEXT PRIMARY KEY, json TEXT, used INT DEFAULT 0);
CREATE TABLE given (id TEXT, json TEXT, differs INT);
CREATE TABLE problems (line INT, record TEXT, field TEXT, message TEXT, fix TEXT);
"""


class StagingError(PsgdashError):
    """There is no room for what an import would write; the message says what to do."""


class Staging:
    """New events by file, changed ones, new places and problems, in the order they came."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # a temporary file that deletes itself
        self._db.executescript(_TABLES)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("BEGIN")

    def __enter__(self) -> Staging:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()
        if isinstance(error, sqlite3.OperationalError):
            raise StagingError(
                f"The folder for temporary files cannot hold what is read ({error}). Make room "
                "there, or name another in TMPDIR."
            ) from error

    def meet(self, name: str) -> bool:
        """Whether the id is met for the first time."""
        done = self._db.execute("INSERT OR IGNORE INTO met VALUES (?)", (name,))
        return done.rowcount == 1

    def event(self, file: str, event: Event) -> None:
        """Keep a new event for a file."""
        self._db.execute("INSERT INTO events VALUES (?, ?)", (file, event.model_dump_json()))

    def change(self, file: str, event: Event) -> None:
        """Keep what a record in a file of the archive would become."""
        self._db.execute("INSERT INTO changes VALUES (?, ?)", (file, event.model_dump_json()))

    def place(self, place: Place) -> None:
        """Keep a new place, which is written where something is at it."""
        values = (place.id, place.model_dump_json())
        self._db.execute("INSERT INTO places (id, json) VALUES (?, ?)", values)

    def use(self, place: str) -> None:
        """Something new is at the place."""
        self._db.execute("UPDATE places SET used = 1 WHERE id = ?", (place,))

    def said(self, name: str, digests: Mapping[str, str], *, differs: bool) -> None:
        """Keep what the file said of a record, and whether the record is different."""
        values = (name, json.dumps(digests), differs)
        self._db.execute("INSERT INTO given VALUES (?, ?, ?)", values)

    def problem(self, problem: Problem) -> None:
        """Keep what is wrong with a row."""
        values = (problem.line, problem.record, problem.field, problem.message, problem.fix)
        self._db.execute("INSERT INTO problems VALUES (?, ?, ?, ?, ?)", values)

    def files(self) -> list[str]:
        """The files that new events are for."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT file FROM events ORDER BY 1")]

    def events(self, file: str) -> Iterator[Event]:
        """The new events of a file."""
        yield from self._revived("SELECT json FROM events WHERE file = ? ORDER BY rowid", file)

    def changed_files(self) -> list[str]:
        """The files of the archive in which records would change."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT file FROM changes ORDER BY 1")]

    def changes(self, file: str) -> Iterator[Event]:
        """The records of a file as they would become."""
        yield from self._revived("SELECT json FROM changes WHERE file = ? ORDER BY rowid", file)

    def _revived(self, query: str, file: str) -> Iterator[Event]:
        for row in self._db.execute(query, (file,)):
            yield Event.model_validate_json(row[0], strict=False)

    def places(self, *, changes: bool) -> Iterator[Place]:
        """The new places; those that only changed records are at too, with `changes`."""
        query = "SELECT json FROM places WHERE used OR ? ORDER BY rowid"
        for row in self._db.execute(query, (changes,)):
            yield Place.model_validate_json(row[0], strict=False)

    def given(self, *, changes: bool) -> Iterator[tuple[str, dict[str, str]]]:
        """What the file said of records by id; of different ones only with `changes`."""
        query = "SELECT id, json FROM given WHERE ? OR NOT differs ORDER BY rowid"
        for name, said in self._db.execute(query, (changes,)):
            yield name, json.loads(said)

    def refusals(self) -> Iterator[tuple[str, str, str, int]]:
        """Field, message, fix and the line of every problem, alike ones together."""
        query = "SELECT field, message, fix, line FROM problems ORDER BY field, message, fix, line"
        yield from self._db.execute(query)
