"""An import: a file's items against an archive, what would come of them, and the writing of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from psgdash.archive import saving, strictyaml
from psgdash.archive.dates import EventDate
from psgdash.archive.likeness import Index, Likeness
from psgdash.archive.loading import Archive
from psgdash.archive.messages import problem_from
from psgdash.archive.records import Event, EventPlace, Place
from psgdash.errors import Problem
from psgdash.exchange import Reader
from psgdash.exchange.incoming import Incoming, Item, slug
from psgdash.exchange.placing import Places
from psgdash.exchange.staging import Staging
from psgdash.exchange.vocabulary import UNSORTED, Vocabulary, add_unsorted

FILE_LIMIT = 4_000_000  # bytes of one file that an import writes; the strict reader takes 5 million
LIKELY_SHOWN = 1000  # likely duplicates that are kept to be told
PLACES_FILE = "places.yaml"
# What a person settles after an import: the file does not take it back.
_SETTLED = frozenset({"status", "published", "kind", "themes", "verification", "translation"})


@dataclass(frozen=True, slots=True)
class Options:
    """What the person said beside the file: ids' first word, and what unknown words become."""

    name: str
    theme: str | None = None
    kind: str | None = None
    dry_run: bool = False
    today: date = field(default_factory=date.today)


@dataclass(slots=True)
class Outcome:
    """What came of an import, counted: `lost` by field, `unknown` by word."""

    new: int = 0
    same: int = 0
    differ: int = 0
    refused: int = 0
    places: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    themeless: int = 0
    kindless: int = 0
    likely: list[tuple[int, Likeness]] = field(default_factory=list)  # line, likeness
    more_likely: int = 0


class Import:
    """One file on its way into one archive."""

    def __init__(self, archive: Archive, reader: Reader, options: Options) -> None:
        self._archive, self._reader, self._options = archive, reader, options
        self._words = Vocabulary(archive)
        self._broken = {p.record for p in archive.problems if p.path.startswith("events/")}
        self._broken -= archive.events.keys()
        self._places = Places(archive, f"{reader.what}, imported", today=options.today)
        self._near: dict[str, Place] = dict(archive.places)
        self._passing: dict[str, tuple[float, float]] = {}  # points of the row at hand
        self._index = Index(self._near, archive.events.values())
        self.outcome = Outcome()

    def take(self, incoming: Incoming, staging: Staging) -> Outcome:
        """Read the whole file; what would be written is in the staging."""
        for found in self._reader.read(incoming):
            problem = found if isinstance(found, Problem) else self._one(incoming, found, staging)
            if problem is not None:
                self.outcome.refused += 1
                staging.problem(problem)
        return self.outcome

    def _one(self, incoming: Incoming, item: Item, staging: Staging) -> Problem | None:
        name = self.event_id(item)
        if not staging.meet(name):
            return incoming.problem(
                item.line, f"Another row before it has this id too: {item.key[:80]!r}.",
                "Keep one of the two, or give it an id of its own.", record=name, field="id",
            )  # fmt: skip
        if name in self._broken:
            return incoming.problem(
                item.line, "The archive has a record with this id that cannot be read.",
                "Mend it first: `psgdash check` says where.", record=name, field="id",
            )  # fmt: skip
        before = self._archive.events.get(name)
        new_places: list[Place] = []
        try:
            placed, nowhere = self._placed(item, new_places)
            event = self._event(item, name, placed, before)
        except ValidationError as error:
            self._places.forget(new_places)
            detail = error.errors(include_url=False)[0]
            document = strictyaml.Document(incoming.path.name, None, {(): item.line})
            return problem_from(detail, document, (), name)
        for place in new_places:
            self.outcome.places += 1
            if not self._options.dry_run:
                staging.place(place)
        self.outcome.lost.update(item.lost)
        if nowhere:
            self.outcome.lost["places (no point, and not in the archive)"] += nowhere
        if before is not None:
            self._again(before, event, staging)
        else:
            self._fresh(item, event, staging)
        return None

    def event_id(self, item: Item) -> str:
        """A stable id: ours as it is, else the format's name and the row's own id."""
        known = item.key in self._archive.events
        if known and (item.ours or self._reader.goes_out):
            return item.key
        if item.ours:
            return slug(item.key)
        return slug(self._options.name, item.key)

    def _placed(self, item: Item, new: list[Place]) -> tuple[list[EventPlace], int]:
        """Where it was, and how many places could not be kept; new ones are added to `new`."""
        entries: list[EventPlace] = []
        nowhere = 0
        self._passing = {}
        for site in item.sites:
            placed = self._places.place(site, f"{self._options.name}:{item.key}")
            if placed is None:
                nowhere += 1
                continue
            if placed.new is not None:
                new.append(placed.new)
            if placed.id not in self._near and site.lat is not None and site.lon is not None:
                self._passing[placed.id] = site.lat, site.lon
            if placed.id not in [entry.place for entry in entries]:
                entries.append(EventPlace(place=placed.id, role=site.role))
        return entries, nowhere

    def _event(
        self, item: Item, name: str, placed: list[EventPlace], before: Event | None
    ) -> Event:
        given = dict(item.fields)
        if not self._reader.has_status or not item.ours:
            given.pop("status", None)
        themes, unknown = self._words.themes(item.themes)
        kind = self._words.kind(item.kind) if item.kind else None
        if before is None:
            self.outcome.unknown.update(f"theme {word}" for word in unknown)
            if item.kind and kind is None:
                self.outcome.unknown[f"kind {item.kind}"] += 1
            self.outcome.themeless += not themes
            self.outcome.kindless += kind is None
        if placed or not item.sites:
            given["places"] = tuple(_with_words(placed, before))
        if before is not None:
            kept = {k: v for k, v in given.items() if item.ours or k not in _SETTLED}
            if item.ours and themes:
                kept["themes"] = themes
            if item.ours and kind:
                kept["kind"] = kind
            if not item.ours:
                kept = _no_more_exact(before, kept, item)
            return _merged(before, kept)
        when: EventDate | None = given.get("date")
        return Event.model_validate(
            {
                "id": name,
                "published": when.upper if when else self._options.today,
                "themes": themes or (self._options.theme or UNSORTED,),
                "kind": kind or self._options.kind or UNSORTED,
                "status": "review",
                **given,
            }
        )

    def _again(self, before: Event, event: Event, staging: Staging) -> None:
        if event == before:
            self.outcome.same += 1
            return
        self.outcome.differ += 1
        if not self._options.dry_run:
            staging.change(event)

    def _fresh(self, item: Item, event: Event, staging: Staging) -> None:
        self.outcome.new += 1
        for name, (lat, lon) in self._passing.items():
            self._near[name] = Place.model_construct(id=name, lat=lat, lon=lon)
        for like in self._index.like(event, limit=1):
            if len(self.outcome.likely) < LIKELY_SHOWN:
                self.outcome.likely.append((item.line, like))
            else:
                self.outcome.more_likely += 1
        for name in self._passing:
            del self._near[name]
        if not self._options.dry_run:
            staging.event(f"events/import-{self._options.name}-{_month(event)}", event)


def _no_more_exact(before: Event, kept: dict[str, Any], item: Item) -> dict[str, Any]:
    """What a file says, but for the places and the "about" of dates that its format cannot hold."""
    if not item.sites:
        kept.pop("places", None)
    when = kept.get("date")
    if when and before.date and when.edtf == re.sub("[~?%]", "", before.date.edtf):
        del kept["date"]
    return kept


def _with_words(placed: list[EventPlace], before: Event | None) -> Iterator[EventPlace]:
    """Places with the name as written that a person gave them."""
    known = {(p.place, p.role): p for p in before.places} if before else {}
    for entry in placed:
        yield known.get((entry.place, entry.role), entry)


def _merged(before: Event, given: dict[str, Any]) -> Event:
    """The record with what the file says; languages that the file lacks stay."""
    values = {name: getattr(before, name) for name in Event.model_fields}
    for name, value in given.items():
        values[name] = {**values[name], **value} if name in ("title", "text") else value
    if "sources" in given:
        values["sources"] = _sources(before, given["sources"])
    return Event.model_validate(values)


def _sources(before: Event, given: Any) -> Any:
    """Sources that say no less than those of the file stay as they are."""
    known = {s.title: s for s in before.sources}
    return tuple(
        known[s.title] if s.title in known and (s.url is None or s.url == known[s.title].url) else s
        for s in given
    )


def _month(event: Event) -> str:
    day = event.date.lower if event.date else event.published
    return f"{day.year:04d}-{day.month:02d}"


# -- writing ------------------------------------------------------------------------------------


def write(
    folder: Path,
    archive: Archive,
    staging: Staging,
    outcome: Outcome,
    options: Options,
    *,
    replace: bool,
    progress: Callable[[int], None] = lambda done: None,
) -> list[str]:
    """Write what is staged, places first; the files that were written. SavingError if one cannot.

    Broken off, it can be run again: what is there already is left as it is.
    """
    needs = (outcome.themeless and not options.theme, outcome.kindless and not options.kind)
    if any(needs):
        add_unsorted(folder, archive, theme=bool(needs[0]), kind=bool(needs[1]))
    written: list[str] = []
    written += _append(folder, "places", staging.places(), kind="place", progress=progress)
    for file in staging.files():
        written += _append(folder, file, staging.events(file), kind="event", progress=progress)
    if replace:
        for event in staging.changes():
            before = saving.held(folder, "event", event.id)
            if before is not None:
                saving.replace(folder, before, event)
                written.append(before.path)
                progress(1)
    return sorted(set(written))


def _append(
    folder: Path,
    name: str,
    records: Iterator[Any],
    *,
    kind: str,
    progress: Callable[[int], None],
) -> list[str]:
    """Add records to `name.yaml`; to `name-2.yaml` and so on where that would grow too large."""
    number, written = 1, []
    pending = next(records, None)
    while pending is not None:
        file = f"{name}.yaml" if number == 1 else f"{name}-{number}.yaml"
        number += 1
        path = folder / file
        room = FILE_LIMIT - (path.stat().st_size if path.exists() else 0)
        batch: list[Any] = []
        while pending is not None:
            room -= _size(pending)
            if room < 0:
                break
            batch.append(pending)
            pending = next(records, None)
        if batch:
            saving.append(folder, file, batch, kind=kind)
            progress(len(batch))
            written.append(file)
    return written


def _size(record: Event | Place) -> int:
    """Bytes that a record takes as YAML, or a little more: JSON names what YAML leaves out."""
    json = record.model_dump_json()
    return len(json.encode("utf-8")) + 6 * json.count("\\n")


def ranges(lines: Iterator[int], most: int = 12) -> str:
    """Line numbers as people write them: `3, 17, 20-45 and 3 more`."""
    runs: list[list[int]] = []
    more = 0
    for line in lines:
        if runs and line <= runs[-1][1] + 1:
            runs[-1][1] = line
        elif len(runs) < most:
            runs.append([line, line])
        else:
            more += 1
    said = ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in islice(runs, most))
    return f"{said} and {more:,} more" if more else said
