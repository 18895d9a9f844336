"""A finding, a check that makes findings, and what a check is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from psgdash.archive.divisions import Divisions
from psgdash.archive.loading import Archive
from psgdash.archive.records import Event
from psgdash.errors import Problem
from psgdash.health.outlines import Outlines
from psgdash.locale import Words

# Wrong cannot be so; doubtful may be, and wants a look; missing could be added.
Weight = Literal["wrong", "doubtful", "missing"]
WEIGHTS: tuple[Weight, ...] = ("wrong", "doubtful", "missing")


@dataclass(frozen=True, slots=True)
class Finding(Problem):
    """Something to mend, and where; `code` is the check's name and never changes."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What every check is told: archive, outlines, day, words to answer in, known divisions."""

    archive: Archive
    outlines: Outlines
    today: date
    t: Words
    divisions: Divisions = tuple

    def found(self, kind: str, record: str, field: str, message: str, fix: str) -> Finding:
        """A finding at the record of this kind and id."""
        path, line = self.archive.lines.get((kind, record), ("", 1))
        return Finding(path, line, record, field, message, fix)

    def events(self) -> Iterator[Event]:
        """The events that are shown or may yet be: withdrawn ones need no mending."""
        return (event for event in self.archive.events.values() if event.status != "withdrawn")


@dataclass(frozen=True, slots=True)
class Check:
    """One kind of finding: its stable code, its weight, its name, and what finds it."""

    code: str
    weight: Weight
    name: Callable[[Words], str]
    find: Callable[[Asked], Iterable[Finding]]
