"""CSV read row by row, whatever its size: each row with the line that it begins on."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import BinaryIO

from psgdash.errors import Problem
from psgdash.exchange.csvrecords import LINE_LIMIT as LINE_LIMIT
from psgdash.exchange.csvrecords import Lines, Row, Torn, records
from psgdash.exchange.incoming import Incoming, Item, ReadingError

_DELIMITERS = ",;\t|"
_UNREAD = re.compile("[\udc80-\udcff]")  # bytes that are no UTF-8


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


def read(
    incoming: Incoming,
    item: Callable[[int, dict[str, str]], Item | Problem | None],
    columns: Sequence[str] | None = None,
) -> Iterator[Item | Problem]:
    """What `item` makes of each row's line and cells (None: nothing), and what is wrong.

    `columns` are those of a file without a header. Rows that cannot be told apart are problems, the
    rest still comes. ReadingError where the file is no table.
    """
    with opened(incoming) as file:
        first = file.readline(LINE_LIMIT).decode("utf-8", "surrogateescape").lstrip("\ufeff")
        if "\0" in first:
            raise ReadingError(f"{incoming.path.name} is no UTF-8 text. Save it as “CSV UTF-8”.")
        parted = delimiter(first)
        file.seek(0)
        lines = Lines(file)
        before = csv.field_size_limit(3 * LINE_LIMIT)  # records see to it that none comes near
        try:
            names = list(columns) if columns else _names(incoming, lines, parted)

            def is_row(cells: list[str]) -> bool:
                return isinstance(item(1, dict(zip(names, cells, strict=True))), Item)

            found = records(lines, parted, len(names), is_row)
            for row in _named(incoming, file, found, names):
                made = row if isinstance(row, Problem) else item(*row)
                if made is not None:
                    yield made
        finally:
            csv.field_size_limit(before)


def _names(incoming: Incoming, lines: Lines, parted: str) -> list[str]:
    """The columns that the first row names."""
    head = next(records(lines, parted, 0, lambda cells: False), None)
    if isinstance(head, Torn):
        raise ReadingError(f"{incoming.path.name} has no first line with the names of its columns.")
    names = [normal(cell) for cell in head.cells] if head else []
    if doubled := sorted({name for name in names if name and names.count(name) > 1}):
        raise ReadingError(
            f"{incoming.path.name} has two columns called {doubled[0]!r}. Rename one."
        )
    return names


def _named(
    incoming: Incoming, file: BinaryIO, found: Iterator[Row | Torn], names: list[str]
) -> Iterator[tuple[int, dict[str, str]] | Problem]:
    """Each row by column name; a last one that is shorter than all before it was cut off."""
    fewest, seen = len(names), False
    short: Row | None = None
    for count, each in enumerate(found, start=1):
        if count % 500 == 0:
            incoming.progress(file.tell())
        if isinstance(each, Torn):
            yield incoming.problem(each.line, each.message, each.fix)
            continue
        row = each.cells
        while len(row) > len(names) and not row[-1].strip():
            row.pop()
        if not any(cell.strip() for cell in row):
            continue
        if short:
            yield _by_name(short, names)
            fewest, seen, short = len(short.cells), True, None
        if len(row) > len(names):
            yield incoming.problem(
                each.line, f"It has {len(row)} cells, the first line has {len(names)}.",
                "Put a cell that holds the separator in quotation marks.",
            )  # fmt: skip
        elif any(not cell.isascii() and _UNREAD.search(cell) for cell in row):
            yield incoming.problem(
                each.line, "It is not UTF-8 text.", "Save the file as “CSV UTF-8”."
            )
        elif len(row) < fewest:
            short = each
        else:
            seen = True
            yield _by_name(each, names)
    if short and (short.cut or seen):
        yield incoming.problem(
            short.line, f"It has {len(short.cells)} cells, every row before it more: the file ends "
            "too early.", "Get the whole file, or add the empty cells that are missing.",
        )  # fmt: skip
    elif short:
        yield _by_name(short, names)


def _by_name(row: Row, names: list[str]) -> tuple[int, dict[str, str]]:
    return row.line, dict(zip_longest(names, row.cells, fillvalue=""))


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
