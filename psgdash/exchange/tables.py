"""CSV read row by row, whatever its size: each row with the line that it begins on."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, Protocol

from psgdash.errors import Problem
from psgdash.exchange.incoming import Incoming, Item, ReadingError

CELL_LIMIT = 200_000  # letters: a text has 50,000 at most, so more is a quote never closed
LINE_LIMIT = 1_000_000  # bytes
_DELIMITERS = ",;\t|"


def normal(name: str) -> str:
    """A column's name in small letters and underscores: `Media Credit` -> `media_credit`."""
    return re.sub(r"[\s\-]+", "_", name.strip().lstrip("\ufeff").lower())


def header(line: str) -> tuple[str, ...]:
    """The cells of a first line, normalised."""
    try:
        row = next(csv.reader([line], delimiter=delimiter(line)), [])
    except csv.Error:
        return ()
    return tuple(normal(cell) for cell in row)


def delimiter(line: str) -> str:
    """What parts the cells: the commonest of the usual ones outside quotes."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(_DELIMITERS, key=bare.count)


class _Rows(Protocol):
    """A reader of `csv`, which has no public type."""

    line_num: int

    def __next__(self) -> list[str]: ...


def read(
    incoming: Incoming,
    item: Callable[[int, dict[str, str]], Item | Problem | None],
    columns: Sequence[str] | None = None,
) -> Iterator[Item | Problem]:
    """What `item` makes of each row's line and cells (None: nothing), and what is wrong."""
    for found in rows(incoming, columns):
        made = found if isinstance(found, Problem) else item(*found)
        if made is not None:
            yield made


def rows(
    incoming: Incoming, columns: Sequence[str] | None = None
) -> Iterator[tuple[int, dict[str, str]] | Problem]:
    """Each row by column name; `columns` are those of a file without a header.

    Rows that cannot be told apart are problems, the rest still comes. ReadingError where the file
    is no table.
    """
    with opened(incoming) as file:
        first = _decoded(file.readline(LINE_LIMIT)).lstrip("\ufeff")
        if "\0" in first:
            raise ReadingError(f"{incoming.path.name} is no UTF-8 text. Save it as “CSV UTF-8”.")
        parted = delimiter(first)
        file.seek(0)
        before = csv.field_size_limit(CELL_LIMIT)
        try:
            reader = csv.reader(_lines(file), delimiter=parted)
            try:
                names = list(columns) if columns else [normal(cell) for cell in next(reader, [])]
            except csv.Error as error:
                raise ReadingError(
                    f"{incoming.path.name} has no first line with the names of its columns."
                ) from error
            if doubled := sorted({name for name in names if name and names.count(name) > 1}):
                raise ReadingError(
                    f"{incoming.path.name} has two columns called {doubled[0]!r}. Rename one."
                )
            yield from _named(incoming, file, reader, names)
        finally:
            csv.field_size_limit(before)


def _named(
    incoming: Incoming, file: BinaryIO, reader: _Rows, names: list[str]
) -> Iterator[tuple[int, dict[str, str]] | Problem]:
    count = 0
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            last = reader.line_num
            yield incoming.problem(
                line, f"Lines {line} to {last} cannot be told apart ({error}).",
                "Look for a quotation mark that is not closed.",
            )  # fmt: skip
            continue
        count += 1
        if count % 500 == 0:
            incoming.progress(file.tell())
        while len(row) > len(names) and not row[-1].strip():
            row.pop()
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(names):
            yield incoming.problem(
                line, f"It has {len(row)} cells, the first line has {len(names)}.",
                "Put a cell that holds the separator in quotation marks.",
            )  # fmt: skip
        elif any("\udc80" <= letter <= "\udcff" for cell in row for letter in cell):
            yield incoming.problem(line, "It is not UTF-8 text.", "Save the file as “CSV UTF-8”.")
        else:
            row += [""] * (len(names) - len(row))
            yield line, dict(zip(names, row, strict=True))


@contextmanager
def opened(incoming: Incoming) -> Iterator[BinaryIO]:
    """The file, open to be read as bytes; ReadingError where that fails."""
    try:
        file = incoming.path.open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is no file's name"
        raise ReadingError(f"{incoming.path} cannot be read: {reason}.") from error
    with file:
        yield file


def _lines(file: BinaryIO) -> Iterator[str]:
    """Lines of text; a byte that is not UTF-8 is kept apart, and its row told later."""
    first = True
    while line := file.readline(LINE_LIMIT):
        text = _decoded(line)
        yield text.removeprefix("\ufeff") if first else text
        first = False


def _decoded(line: bytes) -> str:
    return line.decode("utf-8", "surrogateescape")
