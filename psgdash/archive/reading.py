"""A document read into records: the good ones, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from psgdash.archive import strictyaml
from psgdash.archive.messages import problem_from, visible
from psgdash.archive.records import Event, Kind, Period, Place, Record, Section, Site, Theme
from psgdash.archive.sparing import spared
from psgdash.archive.stories import Story
from psgdash.errors import Problem


@dataclass(frozen=True, slots=True)
class Read:
    """One record as it was read, with where it stands."""

    kind: str
    path: str
    line: int
    record: Record


# What is read from where: kind -> (glob under the folder, key inside the file or None, model).
SHELVES: dict[str, tuple[str, str | None, type[Record]]] = {
    "site": ("site.yaml", None, Site),
    "theme": ("themes.yaml", "themes", Theme),
    "kind": ("themes.yaml", "kinds", Kind),
    "place": ("places*.yaml", None, Place),
    "period": ("periods.yaml", None, Period),
    "section": ("background/*.yaml", None, Section),
    "event": ("events/*.yaml", None, Event),
    "story": ("stories/*.yaml", None, Story),
}


def read_document(document: strictyaml.Document, kind: str) -> tuple[list[Read], list[Problem]]:
    """The good records of one kind in a document, and what is wrong with the others."""
    _, key, model = SHELVES[kind]
    read: list[Read] = []
    problems: list[Problem] = []
    if document.data is not None:
        for at, data in _items(document, kind, key, problems):
            read += _validated(document, kind, model, at, data, problems)
    return read, problems


def _items(
    document: strictyaml.Document, kind: str, key: str | None, problems: list[Problem]
) -> Iterator[tuple[strictyaml.Key, Any]]:
    """The records of one kind with their key path; complains where the shape is wrong."""
    data = document.data
    base: strictyaml.Key = ()
    if key is not None:
        data, base = (data.get(key) if isinstance(data, dict) else None), (key,)
    if kind in ("site", "section", "story"):
        yield base, data
    elif isinstance(data, list):
        for i, item in enumerate(data):
            yield (*base, i), item
    else:
        problems.append(
            Problem(
                document.path, document.line(base), "", key or "",
                f"A list of {kind}s is expected.",
                "Begin each record with `- id: …` at the margin.",
            )
        )  # fmt: skip


def _validated(
    document: strictyaml.Document,
    kind: str,
    model: type[Record],
    at: strictyaml.Key,
    data: Any,
    problems: list[Problem],
) -> list[Read]:
    name = visible(str(data.get("id", "")))[:80] if isinstance(data, dict) else ""
    try:
        record = model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems += [problem_from(detail, document, at, name or kind) for detail in details]
        good = spared(data, details, model.spare)
        if good is None:
            return []
        record = model.model_validate(good)
    return [Read(kind, document.path, document.line(at), record)]
