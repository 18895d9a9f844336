"""YAML read strictly: plain data with the line of every value, or Problems that say what to mend.

Only `true`, `false`, `null` and plain decimal numbers are special; everything else stays the text
that was written, so `NO` is Norway, `12:30` a text and `2004-11-30` not yet a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from psgdash.errors import Problem

SIZE_LIMIT = 5_000_000  # bytes: an edition is a few kB, so more is a mistake or an attack
DEPTH_LIMIT = 20

Key = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C is three times as fast
_SCALARS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]{1,3})?")
_ITEM = re.compile(r"^-(?=\s|$)", re.MULTILINE)
_NO_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data of one file; `lines` maps the key path of a value to its line (from 1)."""

    path: str
    data: Any = None
    lines: dict[Key, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def line(self, key: Key) -> int:
        """Line of the value at `key`, or of the nearest thing around it."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)


class _Strict(Exception):
    def __init__(self, line: int, message: str, fix: str) -> None:
        self.line, self.message, self.fix = line, message, fix


def read(path: Path, name: str | None = None) -> Document:
    """Read one file, called `name` in messages. A broken item of a list costs only itself."""
    name = name or path.name
    try:
        with path.open("rb") as file:
            return decode(file.read(SIZE_LIMIT + 1), name)
    except OSError as error:
        return failed(name, 1, f"The file cannot be read ({error.strerror}).", "Check its rights.")


def decode(data: bytes, name: str) -> Document:
    """Parse the bytes of a file."""
    if len(data) > SIZE_LIMIT:
        fix = f"Keep it under {SIZE_LIMIT:,} bytes; split it by edition."
        return failed(name, 1, "The file is too large.", fix)
    try:
        return parse(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return failed(name, line, "The text is not UTF-8.", "Save the file with UTF-8 encoding.")


def parse(text: str, name: str) -> Document:
    """Parse text; where a list's item is broken, the items before and after it are kept."""
    try:
        return _parse(text, name, 0, ())
    except _Strict as error:
        whole = _problem(name, error)
    if len(pieces := list(_pieces(text))) < 2:
        return Document(name, None, {}, (whole,))
    data: list[Any] = []
    lines: dict[Key, int] = {(): 1}
    problems: list[Problem] = []
    for offset, piece in pieces:
        try:
            part = _parse(piece, name, offset, (len(data),))
        except _Strict as error:
            problems.append(_problem(name, error))
            continue
        data.extend(part.data)
        lines.update(part.lines)
    return Document(name, data, lines, tuple(problems) or (whole,))


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Every `- ` item at the margin with the number of lines before it."""
    starts = [match.start() for match in _ITEM.finditer(text)]
    for i, start in enumerate(starts):
        end = starts[i + 1] if i + 1 < len(starts) else len(text)
        yield text.count("\n", 0, start), text[start:end]


def _parse(text: str, name: str, offset: int, base: Key) -> Document:
    """Parse one YAML document; for a piece of a list, `base` is the index of its first item."""
    try:
        _refuse_tricks(text, offset)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line + 1 if mark else 1) + offset
        said = str(error.problem or error.context or "it cannot be parsed")
        raise _Strict(line, f"This is not valid YAML: {said}.", _hint(said)) from error
    except (yaml.YAMLError, RecursionError) as error:
        found = _NO_YAML.search(text)
        line = 1 + offset + (text.count("\n", 0, found.start()) if found else 0)
        raise _Strict(line, "This is not valid YAML.", "Remove control characters.") from error
    lines: dict[Key, int] = {}
    if node is None:
        return Document(name, None, {(): 1}, ())
    data = _plain(node, (), lines, offset)
    if base and isinstance(data, list):
        # The first part of a key in a list is its index.
        lines = {(int(base[0]) + int(key[0]), *key[1:]): line for key, line in lines.items() if key}
    return Document(name, data, lines, ())


def _refuse_tricks(text: str, offset: int) -> None:
    """Refuse anchors, aliases, tags and deep nesting before nodes are built (that recurses)."""
    depth = 0
    event: Any
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 + offset
        if depth > DEPTH_LIMIT:
            raise _Strict(line, "This is nested too deeply.", "Follow the example in README.md.")
        if getattr(event, "anchor", None):
            raise _Strict(
                line,
                "Anchors (&) and aliases (*) are not used here.",
                "Write the value out, or put the text in quotes.",
            )
        if getattr(event, "tag", None):
            raise _Strict(
                line, f"The tag {event.tag} is not used here.", "Remove it, or quote the text."
            )


def _plain(node: Any, key: Key, lines: dict[Key, int], offset: int) -> Any:
    line = node.start_mark.line + 1 + offset
    lines[key] = line
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.style else _scalar(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*key, i), lines, offset) for i, child in enumerate(node.value)]
    result: dict[str, Any] = {}
    for key_node, child in node.value:
        at = key_node.start_mark.line + 1 + offset
        if not isinstance(key_node, yaml.ScalarNode):
            raise _Strict(at, "A field's name must be a word.", "Write `name: value`.")
        name = key_node.value
        if name in result:
            raise _Strict(at, f"The field {name!r} is written twice.", "Keep one of the two.")
        result[name] = _plain(child, (*key, name), lines, offset)
        lines[(*key, name)] = at
    return result


def _scalar(value: str) -> Any:
    if value in _SCALARS:
        return _SCALARS[value]
    if _INTEGER.fullmatch(value):
        return int(value)
    if _FLOAT.fullmatch(value):
        return float(value)
    return value


def _hint(said: str) -> str:
    if "mapping values are not allowed" in said:
        return "Put a text that holds a colon in quotes."
    if "tab character" in said or "cannot start any token" in said:
        return "Indent with spaces, not tabs, and quote a text that begins with @, ` or %."
    if "expected <block end>" in said or "could not find expected ':'" in said:
        return "Check the indentation of this line and the one above it."
    return "Compare the line with its neighbours: indentation, colons and quotes."


def _problem(name: str, error: _Strict) -> Problem:
    return Problem(name, error.line, "", "", error.message, error.fix)


def failed(name: str, line: int, message: str, fix: str) -> Document:
    """A document of which nothing could be read, and why."""
    return Document(name, None, {(): line}, (Problem(name, line, "", "", message, fix),))
