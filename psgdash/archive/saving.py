"""Records into their files: atomically, with what stands around them kept byte for byte."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from ruamel.yaml.error import YAMLError

from psgdash.archive import atomic, strictyaml
from psgdash.archive.reading import SHELVES, Read, read_document
from psgdash.archive.records import Record
from psgdash.archive.yamltext import as_yaml, changed
from psgdash.errors import PsgdashError

LOCK = ".psgdash.lock"
PATIENCE = 10.0  # seconds to wait for another who is saving
_ITEM = re.compile(r"^-(?=\s|$)", re.MULTILINE)
_BY_HAND = "{name} is not written as a list of records (`- id: …`). Change it by hand."
_BOM = b"\xef\xbb\xbf"


class SavingError(PsgdashError):
    """A record cannot be saved there; the message says what to do."""


class ConflictError(SavingError):
    """Somebody else changed the record meanwhile; `theirs` is what it is now, None if gone."""

    def __init__(self, message: str, theirs: Held | None) -> None:
        super().__init__(message)
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Held:
    """A record as it stands in a file (its name in the folder): line from 1, and its very text."""

    record: Any
    path: str
    line: int
    text: str

    @property
    def stamp(self) -> str:
        """Tells one text from another."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def edition_file(published: date) -> str:
    """The file of an edition's events."""
    return f"events/{published.isoformat()}.yaml"


def held(folder: Path, kind: str, name: str) -> Held | None:
    """The record of a kind ("event", "place") with that id, with the text that it was read from."""
    for path in sorted(folder.glob(SHELVES[kind][0])):
        text = _text(path)
        if name not in text:
            continue  # what cannot hold it need not be parsed
        for each in _held(text, path.relative_to(folder).as_posix(), kind):
            if each.record.id == name:
                return each
    return None


def append(folder: Path, name: str, records: Sequence[Record], kind: str = "event") -> None:
    """Add records to the end of a file, which may be new; raises SavingError and adds none."""
    if not records:
        return
    with alone(folder):
        path = folder / name
        before = _text(path) if path.exists() else ""
        there = {getattr(each.record, "id", "") for each in _read(before, name, kind)[0]}
        ids = [getattr(record, "id", "") for record in records]
        taken = sorted({i for i in ids if i in there or ids.count(i) > 1})
        if taken:
            raise SavingError(f"{name} has {', '.join(taken)} already. Choose another id.")
        gap = "" if not before.strip() else before.rstrip("\n") + "\n\n"
        after = gap + "\n".join(as_yaml(record) for record in records)
        _put(path, name, kind, before, after, dict(zip(ids, records, strict=True)))


def verify(folder: Path, before: Held, kind: str = "event") -> Held:
    """The record held, as it is still; ConflictError with what it is now if it is not."""
    now = held(folder, kind, before.record.id)
    if now is None or now.stamp != before.stamp or now.path != before.path:
        raise ConflictError(
            f"Somebody else changed {before.record.id} in the meantime. Nothing was saved.", now
        )
    return now


def replace(folder: Path, before: Held, record: Record, kind: str = "event") -> None:
    """Put a record in the place of one held; ConflictError if that is no longer as it was."""
    with alone(folder):
        name = getattr(record, "id", "")
        now = verify(folder, before, kind)
        path = folder / before.path
        text = _text(path)
        _put(path, before.path, kind, text, _exchanged(text, [(now, record)]), {name: record})


def update(folder: Path, name: str, records: Iterable[Record], kind: str = "event") -> int:
    """Put records in the place of those of a file with their ids, all at once; how many there were.

    What is in the file no longer is left out. Raises SavingError and changes nothing.
    """
    with alone(folder):
        text = _text(folder / name)
        there = {each.record.id: each for each in _held(text, name, kind)}
        wanted = {i: record for record in records if (i := getattr(record, "id", "")) in there}
        if wanted:
            after = _exchanged(text, [(there[i], record) for i, record in wanted.items()])
            _put(folder / name, name, kind, text, after, wanted)
        return len(wanted)


def _exchanged(text: str, pairs: Iterable[tuple[Held, Record]]) -> str:
    """The text of a file with records held in it changed, the last one first."""
    spans = _Spans(text)
    for held_there, record in sorted(pairs, key=lambda pair: -pair[0].line):
        start, end = spans.of(held_there.line)
        try:
            fresh = changed(text[start:end], held_there.record, record)
        except YAMLError as error:
            raise SavingError(_BY_HAND.format(name=held_there.path)) from error
        text = text[:start] + fresh + text[end:]
    return text


def can_write(folder: Path) -> bool:
    """Whether anything can be saved in the folder."""
    try:
        with alone(folder):
            return True
    except SavingError:
        return False


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One saver at a time, among all processes; SavingError where nothing can be written."""
    try:
        with FileLock(folder / LOCK, timeout=PATIENCE):
            yield
    except Timeout as error:
        raise SavingError("Another program is saving just now. Try again.") from error
    except (OSError, ValueError) as error:  # a name that no file can have is a ValueError
        reason = getattr(error, "strerror", None) or error
        raise SavingError(f"{folder} cannot be written: {reason}.") from error


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        return data.removeprefix(_BOM).decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise SavingError(f"{path.name} cannot be read: {reason}.") from error


def _held(text: str, name: str, kind: str) -> list[Held]:
    found: list[Held] = []
    spans = _Spans(text)
    for read in _read(text, name, kind)[0]:
        start, end = spans.of(read.line)
        found.append(Held(read.record, name, read.line, text[start:end]))
    return found


def _read(text: str, name: str, kind: str) -> tuple[list[Read], int]:
    """The good records of a text, and how many things are wrong in it."""
    read, problems = read_document(strictyaml.parse(text, name), kind)
    return read, len(problems)


class _Spans:
    """Where the items of a text's list begin and end, found once for all of them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._items = [match.start() for match in _ITEM.finditer(text)]

    def of(self, line: int) -> tuple[int, int]:
        """First and last character of the item that holds a line, less what is above the next."""
        at = self._lines[line - 1]
        before = bisect_right(self._items, at)
        start = self._items[before - 1] if before else at
        after = self._lines[line] if line < len(self._lines) else len(self._text)
        following = bisect_left(self._items, after)
        end = self._items[following] if following < len(self._items) else len(self._text)
        lines = self._text[start:end].splitlines(keepends=True)
        while len(lines) > 1 and (not lines[-1].strip(" \r\n") or lines[-1].startswith("#")):
            lines.pop()
        return start, start + len("".join(lines))


def _put(
    path: Path, name: str, kind: str, before: str, after: str, wanted: dict[str, Record]
) -> None:
    """Write a text after reading it as the archive will: it must hold all that it should."""
    was, wrong = _read(before, name, kind) if before else ([], 0)
    now, wrong_now = _read(after, name, kind)
    expected = {getattr(r.record, "id", ""): r.record for r in was} | wanted
    found = {getattr(r.record, "id", ""): r.record for r in now}
    if found != expected or wrong_now > wrong:
        raise SavingError(_BY_HAND.format(name=name))
    content = after.encode("utf-8")
    if len(content) > strictyaml.SIZE_LIMIT:
        raise SavingError(f"{name} would be over {strictyaml.SIZE_LIMIT:,} bytes. Use another.")
    path.parent.mkdir(exist_ok=True)
    old = path.read_bytes() if path.exists() else b""
    if b"\r\n" in old:
        content = content.replace(b"\n", b"\r\n")
    atomic.write(path, (_BOM if old.startswith(_BOM) else b"") + content)
