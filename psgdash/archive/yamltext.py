"""Records as YAML text: a new one in full, a changed one only where it changed.

Round-tripped by `ruamel.yaml`, which keeps comments, order, quotes and blocks as they were written.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from psgdash.archive.records import Record

_LATER = ("translation",)  # fields of a base class, which stand after the texts they are about
_INLINE = ("themes", "related", "within", "names", "periods", "languages", "translation")
_PROSE = 80  # characters from which a text gets a block of its own
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Would be lost or misread in a block: blanks that begin a line, line ends that are none of ours.
_STRANGE = re.compile("^[\t \n]|\n[\t ]|[\x85\u2028\u2029\ufeff]|[\t \n]$")
_START = re.compile(r"-[ \t]*")


def as_yaml(record: Record) -> str:
    """A record as one list item with its fields in a fixed order; what is default is left out."""
    return _item(_styled(plain(record)), "  ")


def plain(record: Record) -> dict[str, Any]:
    """A record's fields as YAML knows them, without those that are as by default."""
    given = record.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    order = list(given)
    for name in _LATER:
        if name in given:
            order.remove(name)
            order.insert(order.index("text") + 1 if "text" in given else len(order), name)
    return {name: given[name] for name in order}


def changed(item: str, before: Record, after: Record) -> str:
    """The text of a list item with the fields changed in which two records differ."""
    start = _START.match(item)
    wide = len(start[0]) if start and start[0].strip() == "-" and len(start[0]) > 1 else 2
    body = "\n".join(_outdented(line, wide) for line in (" " + item[1:]).split("\n"))
    written = _yaml().load(body)
    _merge(written, plain(before), plain(after))
    return _item(written, " " * wide)


def _outdented(line: str, wide: int) -> str:
    return line[wide:] if not line[:wide].strip() else line.lstrip()


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10**9  # a line stays one line
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _item(fields: CommentedMap, indent: str) -> str:
    out = io.StringIO()
    _yaml().dump(fields, out)
    lines = out.getvalue().rstrip("\n").split("\n")
    text = "\n".join(indent + line if line.strip() else "" for line in lines)
    return "-" + text[1:] + "\n"


def _styled(value: Any, name: str = "") -> Any:
    """A plain value as ruamel writes it: prose in blocks, short lists in a line, days as days."""
    if isinstance(value, Mapping):
        fields = CommentedMap((k, _styled(v, name or k)) for k, v in value.items())
        if name in _INLINE or (name in ("name", "label") and _is_short(value)):
            fields.fa.set_flow_style()
        return fields
    if isinstance(value, list | tuple):
        items = CommentedSeq(_styled(v, f"{name} item") for v in value)
        if name in _INLINE or name.startswith("via"):
            items.fa.set_flow_style()
        return items
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)  # else it would be put in quotes
        except ValueError:
            return value
    if isinstance(value, str) and _STRANGE.search(value):
        return DoubleQuotedScalarString(value)
    if isinstance(value, str) and (name == "text" or "\n" in value or len(value) > 400):
        return LiteralScalarString(value)
    return value


def _is_short(value: Mapping[str, Any]) -> bool:
    return sum(len(str(v)) for v in value.values()) < _PROSE


def _merge(written: CommentedMap, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    for name in [*before, *(n for n in after if n not in before)]:
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if name not in after:
            written.pop(name, None)
        elif isinstance(written.get(name), CommentedMap) and isinstance(new, dict):
            _merge(written[name], old or {}, new)
        elif isinstance(written.get(name), CommentedSeq) and isinstance(new, list):
            _merge_list(written, name, old or [], new)
        elif name in written:
            written[name] = _styled(new, name)
        else:
            written.insert(_place(written, name, list(after)), name, _styled(new, name))


def _merge_list(written: CommentedMap, name: str, old: list[Any], new: list[Any]) -> None:
    """Items that stay keep their own text and comments, the one at the same place too."""
    items = written[name]
    if len(items) != len(old):
        written[name] = _styled(new, name)
        return
    for i, value in enumerate(new):
        if i >= len(items):
            items.append(_styled(value, f"{name} item"))
        elif i < len(old) and old[i] == value:
            continue
        elif isinstance(items[i], CommentedMap) and isinstance(value, dict) and i < len(old):
            _merge(items[i], old[i], value)
        else:
            items[i] = _styled(value, f"{name} item")
    del items[len(new) :]
    if not new:
        del written[name]


def _place(written: CommentedMap, name: str, order: list[str]) -> int:
    """Where a new field goes: behind the nearest of those that stand before it in the order."""
    there = list(written)
    for earlier in reversed(order[: order.index(name)]):
        if earlier in there:
            return there.index(earlier) + 1
    return len(there)
