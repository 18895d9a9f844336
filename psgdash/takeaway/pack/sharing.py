"""One value for every theme and language where they agree, a choice where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psgdash.figures.palette import ThemeName

Look = tuple[ThemeName, str]  # and the language


def share(variants: Mapping[Look, Any]) -> Any:
    """The variants as one value; where they differ stands `{"$theme": …}`, `$lang` or `$look`.

    The browser picks (`pick` in pack.js). Lists of plain values are not taken apart.
    """
    values = list(variants.values())
    first = values[0]
    if all(value == first for value in values):
        return first
    if all(isinstance(v, dict) and v.keys() == first.keys() for v in values):
        return {k: share({look: v[k] for look, v in variants.items()}) for k in first}
    if all(isinstance(v, list) and len(v) == len(first) for v in values) and _is_nested(first):
        return [share({look: v[i] for look, v in variants.items()}) for i in range(len(first))]
    for axis, name in enumerate(("$theme", "$lang")):
        by: dict[str, Any] = {}
        if all(by.setdefault(look[axis], v) == v for look, v in variants.items()):
            return {name: by}
    return {"$look": {"-".join(look): value for look, value in variants.items()}}


def _is_nested(values: list[Any]) -> bool:
    return any(isinstance(value, dict | list) for value in values)
