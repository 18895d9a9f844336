"""Records as YAML text: a new one in full, a changed one only where it changed.

A change is round-tripped by `ruamel.yaml`, which keeps comments, order, quotes and blocks as they
were written. A new record, of which an import may bring a million, is written by `libyaml`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from psgdash.archive.records import Language, Record

_LATER = ("translation",)  # fields of a base class, which stand after the texts they are about
_INLINE = ("themes", "related", "within", "names", "periods", "languages", "translation",
           "via")  # fmt: skip
_LANGUAGES = get_args(Language)
_PROSE = 80  # characters from which a text gets a block of its own
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Would be lost or misread in a block: blanks that begin a line, line ends that are none of ours.
_STRANGE = re.compile("^[\t \n]|\n[\t ]|[\x85\u2028\u2029\ufeff]|[\t \n]$")
_START = re.compile(r"-[ \t]*")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")  # such as emoji, which libyaml writes as escapes
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_TAG = "tag:yaml.org,2002:"


def as_yaml(record: Record) -> str:
    """A record as one list item with its fields in a fixed order; what is default is left out."""
    fields = plain(record)
    if _ASTRAL.search(str(fields)):
        return _item(_styled(fields), "  ")
    text = yaml.serialize(_node(fields), Dumper=_Dumper, allow_unicode=True, width=10**9)
    return "-" + "\n".join(_indented(text))[1:] + "\n"


def _indented(text: str) -> Iterator[str]:
    """The lines of a mapping as those of a list's item, with the lists in it indented too."""
    indent = "  "
    for line in text.rstrip("\n").split("\n"):
        if line and line[0] != " ":  # a field of the record, or an item of the list that it holds
            indent = "    " if line[0] == "-" else "  "
        yield indent + line if line else ""


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
    return line[wide:] if not line[:wide].strip(" ") else line.lstrip()


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
    text = "\n".join(indent + line if line.strip(" ") else "" for line in lines)
    return "-" + text[1:] + "\n"


def _styled(value: Any, name: str = "") -> Any:
    """A plain value as ruamel writes it: prose in blocks, short lists in a line, days as days."""
    if isinstance(value, Mapping):
        fields = CommentedMap((k, _styled(v, _inner(name, k))) for k, v in value.items())
        if name in _INLINE or (name in ("name", "label") and _is_short(value)):
            fields.fa.set_flow_style()
        return fields
    if isinstance(value, list | tuple):
        items = CommentedSeq(_styled(v, f"{name} item") for v in value)
        if name in _INLINE:
            items.fa.set_flow_style()
        return items
    if isinstance(value, str) and _is_day(value):
        return date.fromisoformat(value)  # else it would be put in quotes
    style = _style(value, name) if isinstance(value, str) else None
    if style is not None:
        return DoubleQuotedScalarString(value) if style == '"' else LiteralScalarString(value)
    return value


def _node(value: Any, name: str = "") -> yaml.Node:
    """The same as libyaml takes it."""
    if isinstance(value, Mapping):
        short = name in ("name", "label") and _is_short(value)
        pairs = [(_node(k, "key"), _node(v, _inner(name, k))) for k, v in value.items()]
        return yaml.MappingNode(_TAG + "map", pairs, flow_style=name in _INLINE or short)
    if isinstance(value, list | tuple):
        items = [_node(v, f"{name} item") for v in value]
        return yaml.SequenceNode(_TAG + "seq", items, flow_style=name in _INLINE)
    if isinstance(value, str):
        if _is_day(value):
            return yaml.ScalarNode(_TAG + "timestamp", value)
        return yaml.ScalarNode(_TAG + "str", value, style=_style(value, name))
    if value is None or isinstance(value, bool):
        return yaml.ScalarNode(_TAG + "bool", {True: "true", False: "false", None: "null"}[value])
    return yaml.ScalarNode(_TAG + "float", _number(value))


def _number(value: float) -> str:
    """A number as the strict reader takes it, which wants a point in `1.0e-05`."""
    said = repr(value)
    return said if "." in said else said.replace("e", ".0e")


def _inner(name: str, key: str) -> str:
    """What decides how a value is written: its key, or the field that has it in a language."""
    return name if key in _LANGUAGES else key


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _style(text: str, name: str) -> str | None:
    """How a text is to be quoted: a block for prose, quotes for what a block would lose."""
    if _STRANGE.search(text):
        return '"'
    return "|" if name == "text" or "\n" in text or len(text) > 400 else None


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
