"""The items of a JSON file's list, each with the line that it begins on.

The whole text is held (so a cap), the items are made one by one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from psgdash.errors import Problem
from psgdash.exchange.incoming import Incoming, ReadingError
from psgdash.exchange.tables import opened

SIZE_LIMIT = 100_000_000  # bytes
_SPACE = re.compile(r"[ \t\r\n]*")
_Found = tuple[int, Any]


class Rest(dict[str, Any]):
    """The outermost object but for its list; not `whole` if part of the file was not read."""

    whole = True


class _Broken(Exception):
    def __init__(self, at: int, said: str) -> None:
        self.at, self.said = at, said


def text_of(incoming: Incoming, limit: int = SIZE_LIMIT) -> str:
    """The file's text, in UTF-8 or as its byte-order mark says; ReadingError over the limit."""
    with opened(incoming) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ReadingError(f"{incoming.path.name} is over {limit // 1_000_000} MB. Split it.")
    incoming.progress(len(data))
    try:
        return data.decode(json.detect_encoding(data))
    except UnicodeDecodeError as error:
        raise ReadingError(f"{incoming.path.name} is no UTF-8 text. Save it as UTF-8.") from error


def top(incoming: Incoming, *lists: str) -> tuple[Rest, Iterator[_Found | Problem]]:
    """The other values of the outermost object, and the (line, item) of the first of `lists`.

    A file that is a list itself has no other values. ReadingError where it is no JSON.
    """
    text = text_of(incoming)
    try:
        rest, start, end = _outer(text, lists)
    except (_Broken, RecursionError) as error:
        raise ReadingError(f"{incoming.path.name} {_where(text, error)}") from error
    if start is None:
        named = " or ".join(f"“{name}”" for name in lists)
        raise ReadingError(f"{incoming.path.name} has no list {named}.")
    return rest, _items(incoming, text, start, end)


def _where(text: str, error: _Broken | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return "is nested too deeply."
    return f"is no JSON: {error.said} in line {text.count(chr(10), 0, error.at) + 1}."


def _outer(text: str, lists: tuple[str, ...]) -> tuple[Rest, int | None, int]:
    """Everything at the top but the wanted list, where that begins, and where the object ends.

    A file that is a list ends with it (0); of a broken one no more is read.
    """
    at = _skip(text, 0)
    if text[at : at + 1] == "[":
        return Rest(), at, 0
    if text[at : at + 1] != "{":
        raise _Broken(at, "an object or a list is expected")
    rest = Rest()
    start: int | None = None
    at = _skip(text, at + 1)
    while text[at : at + 1] != "}":
        key, at = _value(text, at)
        at = _skip(text, at)
        if not isinstance(key, str) or text[at : at + 1] != ":":
            raise _Broken(at, "a name and a colon are expected")
        at = _skip(text, at + 1)
        if key in lists and text[at : at + 1] == "[" and start is None:
            start = at
            try:
                at = _end_of_list(text, at)
            except (_Broken, RecursionError):
                rest.whole = False  # what is good in the list still comes, then its problem
                return rest, start, len(text)
        else:
            rest[key], at = _value(text, at)
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "}":
            raise _Broken(at, "a comma is expected")
    rest.whole = _skip(text, at + 1) == len(text)
    return rest, start, at + 1


def _items(incoming: Incoming, text: str, start: int, end: int) -> Iterator[_Found | Problem]:
    at, line, counted = _skip(text, start + 1), 1, 0
    while text[at : at + 1] != "]":
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, at = _item(text, at)
        except (_Broken, RecursionError) as error:
            yield incoming.problem(
                line, f"The file {_where(text, error)}", "Nothing after it was read. Mend it there."
            )
            return
        yield line, value
    after = _skip(text, end or at + 1)
    if after < len(text):
        yield incoming.problem(
            text.count("\n", 0, after) + 1, "More stands after the end of the file's JSON.",
            "Nothing of it was read. Put it into a file of its own.",
        )  # fmt: skip


def _end_of_list(text: str, start: int) -> int:
    """Where a list ends, without holding what is in it."""
    at = _skip(text, start + 1)
    while text[at : at + 1] != "]":
        _, at = _item(text, at)
    return at + 1


def _item(text: str, at: int) -> tuple[Any, int]:
    """An item of a list, and where the next one or the list's end is."""
    value, at = _value(text, at)
    at = _skip(text, at)
    if text[at : at + 1] == ",":
        return value, _skip(text, at + 1)
    if text[at : at + 1] != "]":
        raise _Broken(at, "a comma is expected")
    return value, at


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _value(text: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise _Broken(error.pos, error.msg[:1].lower() + error.msg[1:]) from error
    except ValueError as error:  # a number of thousands of digits
        raise _Broken(at, str(error)) from error


def _not_a_number(name: str) -> None:
    """NaN and Infinity are no JSON: nothing stands there."""


_DECODER = json.JSONDecoder(parse_constant=_not_a_number)
