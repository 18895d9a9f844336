"""Leaving out the bad entries of a list that a record can do without: the record is kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any


def spared(data: Any, details: Sequence[Any], spare: Collection[str]) -> Any | None:
    """The data without what pydantic's error details point at; None where one lies elsewhere."""
    bad: dict[str, set[object]] = {}
    for detail in details:
        field, *rest = detail["loc"] or ("",)
        if field not in spare:
            return None
        bad.setdefault(field, set()).add(rest[0] if rest else None)
    return {key: _good(value, bad.get(key, set())) for key, value in data.items()}


def _good(value: Any, bad: set[object]) -> Any:
    if not bad:
        return value
    whole = None in bad or not isinstance(value, list)
    return [] if whole else [item for n, item in enumerate(value) if n not in bad]
