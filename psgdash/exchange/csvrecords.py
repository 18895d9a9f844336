"""Records of a CSV file by line, told apart even where a quotation mark is not closed.

A mark that is never closed would make the rows after it one cell. Such a record is torn: the reader
goes back to the line after the one on which the mark opens, and takes what is whole from there on.
A line that opens one also closes one that is open before it: so no line is read a third time.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

CELL_LIMIT = 200_000  # letters: a text has 50,000 at most
LINE_LIMIT = 1_000_000  # bytes; of a record, too
# Of a line that begins in quotation marks, up to the one that closes them.
_CLOSING = re.compile(r'[^"]*+(?:""[^"]*+)*+"')
_PART = "No whole row: it may be of a cell above, whose quotation mark is not closed."
_CLOSE = "Close the quotation mark, and double those inside a text."


@dataclass(frozen=True, slots=True)
class Row:
    """A record: its cells, the line it begins on, and whether the file ends within its line."""

    line: int
    cells: list[str]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Torn:
    """Lines that are no record, why, and what to do."""

    line: int
    message: str
    fix: str


class Lines:
    """Lines of text, numbered from 1; those of the record at hand can be gone back to."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._at = file, file.tell()
        self.number = 0
        self.begin()

    def begin(self) -> None:
        """What comes now is another record."""
        self.texts: list[str] = []
        self._starts: list[int] = []
        self.broken = ""  # why the record ends before its quotation marks do
        self.long = False  # whether a line was cut

    def back(self, n: int) -> None:
        """To the line n of the record, from 0."""
        if n == len(self._starts):
            return
        self.number -= len(self._starts) - n
        self._at = self._starts[n]
        self._file.seek(self._at)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.texts and self._at - self._starts[0] > LINE_LIMIT:
            self.broken = self.broken or f"is not closed within {LINE_LIMIT:,} bytes"
        line = b"" if self.broken else self._file.readline(LINE_LIMIT)
        if not line:
            self.broken = self.broken or ("is never closed" if self.texts else "")
            raise StopIteration
        self._starts.append(self._at)
        self._at += len(line)
        self.number += 1
        if len(line) == LINE_LIMIT and not line.endswith(b"\n"):
            self.long, self.broken = True, f"is not closed within {LINE_LIMIT:,} bytes"
            while (more := self._file.readline(LINE_LIMIT)) and not more.endswith(b"\n"):
                self._at += len(more)
            self._at += len(more)
        # A byte that is not UTF-8 is kept apart, and its row told later.
        text = line.decode("utf-8", "surrogateescape")
        self.texts.append(text.removeprefix("\ufeff") if self.number == 1 else text)
        return self.texts[-1]


def records(
    lines: Lines, delimiter: str, width: int, is_row: Callable[[list[str]], bool]
) -> Iterator[Row | Torn]:
    """Every record; `is_row` says whether so many cells of a line inside a cell are a row.

    What follows a torn record is a row only if it is whole: `width` cells, no stray mark.
    """
    reader = csv.reader(lines, delimiter=delimiter)
    doubtful = 0.0  # up to this line, what comes may be of a torn cell
    while True:
        lines.begin()
        first = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Torn(first, f"It cannot be told apart ({error}).", "Look at its line ends.")
            continue
        opened, stray = _marks(lines.texts, delimiter)
        if lines.long and len(lines.texts) == 1:
            yield Torn(first, f"The line has over {LINE_LIMIT:,} bytes.", "Shorten it.")
        elif lines.broken or stray:
            why = lines.broken or "is closed in the middle of a cell"
            of = f" (in the row of line {first})" if opened else ""
            yield Torn(first + opened, f"A quotation mark that opens here{of} {why}.", _CLOSE)
            doubtful = max(doubtful, float("inf") if lines.broken else lines.number)
            lines.back(opened + 1)
        elif max(map(len, cells), default=0) > CELL_LIMIT:
            yield Torn(first, f"A cell has over {CELL_LIMIT:,} letters.", "Shorten it.")
        elif inner := _row_inside(lines.texts, delimiter, width, is_row):
            said = f"A cell holds what looks like a whole row (line {first + inner})."
            yield Torn(first, said, "Look for a quotation mark that is not closed.")
        elif first <= doubtful and (
            len(cells) < width or not _strict("".join(lines.texts), delimiter)
        ):
            yield Torn(first, _PART, _CLOSE)
        else:
            yield Row(first, cells, cut=not lines.texts[-1].endswith("\n"))


def _marks(texts: list[str], delimiter: str) -> tuple[int, bool]:
    """The line from 0 on which the last mark opens that spans lines; whether one closes badly."""
    opened = 0
    for n, text in enumerate(texts[1:], start=1):
        if closing := _CLOSING.match(text):
            if text[closing.end() :].lstrip(" ")[:1] not in ("", "\r", "\n", delimiter):
                return opened, True
            if n < len(texts) - 1 or not _strict(text[closing.end() :], delimiter):
                opened = n
    return opened, False


def _row_inside(
    texts: list[str], delimiter: str, width: int, is_row: Callable[[list[str]], bool]
) -> int:
    """The line from 0 inside a cell that is a row by itself, or 0."""
    for n, text in enumerate(texts[1:-1], start=1):
        # People put a space after a comma, programs do not.
        if text.count(delimiter) < max(1, width - 1) or f"{delimiter} " in text:
            continue
        cells = None if _CLOSING.match(text) else _strict(text, delimiter)
        if cells and len(cells) == width and is_row(cells):
            return n
    return 0


def _strict(text: str, delimiter: str) -> list[str] | None:
    """The cells of a record as RFC 4180 has it, or None."""
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None
