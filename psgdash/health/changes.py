"""What changed between two states of an archive, record by record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from psgdash.archive.loading import Archive

What = Literal["added", "corrected", "changed", "withdrawn", "removed"]
WHATS: tuple[What, ...] = ("added", "corrected", "changed", "withdrawn", "removed")


@dataclass(frozen=True, slots=True)
class Change:
    """One record that is not as it was; `fields` are those of a change or a correction."""

    what: What
    kind: str
    record: str
    fields: tuple[str, ...]
    path: str  # as it is now, or as it was where the record is gone
    line: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a release; `unread` records of it cannot be read any more."""

    release: str
    day: date
    changes: tuple[Change, ...]
    unread: int

    def count(self, what: What, kind: str) -> int:
        """How many records of a kind this happened to."""
        return sum(1 for each in self.changes if (each.what, each.kind) == (what, kind))


def compare(before: Archive, now: Archive) -> Iterator[Change]:
    """Every record that was added, corrected, changed, withdrawn or removed.

    A story that lacks a step because the reader refused it is not what somebody changed.
    """
    for kind, (old, new) in _shelves(before, now).items():
        for name, record in new.items():
            if name not in old:
                if not _broken(before, name, now.lines[kind, name][0]):
                    yield _change("added", kind, name, (), now)
            elif old[name] != record and not (kind == "story" and _broken(now, name, "")):
                yield _difference(kind, name, old[name], record, now)
        for name in old:
            if name not in new and not _broken(now, name, before.lines[kind, name][0]):
                yield _change("removed", kind, name, (), before)


def _broken(archive: Archive, name: str, path: str) -> bool:
    """Whether a record that is not there may be in what the reader refused: it is told of as such.

    Where the file is so broken that no name could be read, it may have held the record.
    """
    return any(
        problem.record == name or (not problem.record and problem.path == path)
        for problem in archive.problems
    )


def _difference(kind: str, name: str, old: Any, new: Any, now: Archive) -> Change:
    fields = tuple(f for f in type(new).model_fields if getattr(old, f) != getattr(new, f))
    if getattr(new, "status", "") == "withdrawn" and old.status != "withdrawn":
        return _change("withdrawn", kind, name, fields, now)
    noted = len(getattr(new, "corrections", ())) > len(getattr(old, "corrections", ()))
    what: What = "corrected" if noted else "changed"
    return _change(what, kind, name, tuple(f for f in fields if f != "corrections"), now)


def _change(what: What, kind: str, name: str, fields: tuple[str, ...], archive: Archive) -> Change:
    path, line = archive.lines[kind, name]
    return Change(what, kind, name, fields, path, line)


def _shelves(
    before: Archive, now: Archive
) -> dict[str, tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Every kind of record: as it was and as it is, by id."""
    return {
        "event": (before.events, now.events),
        "place": (before.places, now.places),
        "section": (before.sections, now.sections),
        "story": (before.stories, now.stories),
        "period": (before.periods, now.periods),
        "theme": (before.themes, now.themes),
        "kind": (before.kinds, now.kinds),
        "site": ({"site": before.site}, {"site": now.site}),
    }
