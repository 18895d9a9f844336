"""A finding, a check that makes findings, and what a check is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from psgdash.archive.divisions import Divisions
from psgdash.archive.loading import Archive
from psgdash.archive.records import Event
from psgdash.archive.words import in_language
from psgdash.errors import Problem
from psgdash.health.naming import field_name
from psgdash.health.outlines import Outlines
from psgdash.locale import Words

# Wrong cannot be so; doubtful may be, and wants a look; missing could be added.
Weight = Literal["wrong", "doubtful", "missing"]
WEIGHTS: tuple[Weight, ...] = ("wrong", "doubtful", "missing")


@dataclass(frozen=True, slots=True)
class Finding(Problem):
    """Something to mend, and where; `code` is the check's name and never changes."""

    code: str = ""
    kind: str = ""  # of the record: event, place, …; empty where the reader refused it
    other: str = ""  # the event that it is compared with


@dataclass(frozen=True, slots=True)
class Asked:
    """What every check is told: archive, outlines, day, words to answer in, known divisions.

    `on_page` asks for the words of the editors' form instead of those of the files.
    """

    archive: Archive
    outlines: Outlines
    today: date
    t: Words
    divisions: Divisions = tuple
    on_page: bool = False

    def found(
        self, kind: str, record: str, field: str, message: str, fix: str, *, form: str = ""
    ) -> Finding:
        """A finding at the record of this kind and id; `form` is what to do on the page."""
        path, line = self.archive.lines.get((kind, record), ("", 1))
        fix = form if form and self.on_page else self.in_file(fix)
        return Finding(path, line, record, field, message, fix, kind=kind)

    def in_file(self, fix: str) -> str:
        """What to do in a file; on the page that is said with it."""
        return self.t("In the file: {fix}", fix=fix) if fix and self.on_page else fix

    def fields(self, names: Iterable[str]) -> str:
        """Fields as they are called in the files, or on the page."""
        said = [field_name(name, self.t) if self.on_page else name for name in names]
        return ", ".join(dict.fromkeys(said))

    def named(self, event: Event) -> str:
        """Another event inside a sentence: its title on the page, else its id and where it is."""
        if self.on_page:
            return f"“{in_language(event.title, self.t.language)[0]}”"
        path, line = self.archive.lines["event", event.id]
        return f"{event.id} ({path}:{line})"

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
