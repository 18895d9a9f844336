"""Formats in which the archive leaves: one file a format, one row in FORMATS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from psgdash.errors import UnknownNameError
from psgdash.exchange import comma, geojson
from psgdash.exchange.view import View


@dataclass(frozen=True, slots=True)
class Format:
    """How a view is written: file ending, media type, and the function that writes it."""

    ending: str
    media_type: str
    write: Callable[[View], bytes]


FORMATS: dict[str, Format] = {
    "csv": Format("csv", "text/csv; charset=utf-8", comma.write),
    "geojson": Format("geojson", "application/geo+json", geojson.write),
}


def format_named(name: str) -> Format:
    """The format of that name; raises UnknownNameError that lists those there are."""
    if name not in FORMATS:
        raise UnknownNameError("The format", name, tuple(FORMATS))
    return FORMATS[name]
