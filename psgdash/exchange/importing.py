"""An import: a file's items against an archive, and what would come of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError

from psgdash.archive import gate, strictyaml
from psgdash.archive.dates import EventDate
from psgdash.archive.likeness import Index, Likeness
from psgdash.archive.loading import Archive
from psgdash.archive.messages import problem_from
from psgdash.archive.records import IMPORTED, Event, EventPlace, Place, Source
from psgdash.errors import Problem
from psgdash.exchange import Reader
from psgdash.exchange.incoming import Incoming, Item, slug
from psgdash.exchange.placing import KeptBack, Places
from psgdash.exchange.staging import Staging
from psgdash.exchange.vocabulary import UNSORTED, Vocabulary
from psgdash.query.snapshot import known_divisions

LIKELY_SHOWN = 1000  # likely duplicates that are kept to be told
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
        self._places = Places(archive, f"{reader.what}, {IMPORTED}", today=options.today)
        self._areas = gate.areas_of(archive, known_divisions)
        self._near: dict[str, Place] = dict(archive.places)
        self._passing: dict[str, tuple[float, float]] = {}  # points of the row at hand
        self._unused: set[str] = set()  # new places that no new record is at
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
        if name in self._broken:
            return incoming.problem(
                item.line, "The archive has a record with this id that cannot be read.",
                "Mend it first: `psgdash check` says where.", record=name, field="id",
            )  # fmt: skip
        before = self._archive.events.get(name)
        new_places: list[Place] = []
        try:
            placed, nowhere = self._placed(item, new_places, before)
            event = self._event(item, name, placed, before)
        except ValidationError as error:
            self._places.forget(new_places)
            detail = error.errors(include_url=False)[0]
            document = strictyaml.Document(incoming.path.name, None, {(): item.line})
            return problem_from(detail, document, (), name)
        if not staging.meet(name):
            self._places.forget(new_places)
            return incoming.problem(
                item.line, f"Another row before it has this id too: {item.key[:80]!r}.",
                "Keep one of the two, or give it an id of its own.", record=name, field="id",
            )  # fmt: skip
        self.outcome.lost.update(item.lost)
        if nowhere:
            self.outcome.lost["places (no point, and not in the archive)"] += nowhere
        for place in new_places:
            staging.place(place)
            self._unused.add(place.id)
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

    def _placed(
        self, item: Item, new: list[Place], before: Event | None
    ) -> tuple[list[EventPlace], int]:
        """Where it was, and how many places could not be kept; new ones are added to `new`."""
        entries: list[EventPlace] = []
        nowhere = 0
        self._passing = {}
        kept = [entry.place for entry in before.places] if before else ()
        hidden = self._kept_back(item, before)
        if hidden and before and hidden.is_all(item.sites):
            return list(before.places), 0
        for site in item.sites:
            if hidden and (exact := hidden.behind(site)):
                entries += (e for e in exact if e not in entries)
                continue
            placed = self._places.place(site, f"{self._options.name}:{item.key}", kept)
            if placed is None:
                nowhere += 1
                continue
            if placed.new is not None:
                new.append(placed.new)
            if placed.id not in self._near and site.lat is not None and site.lon is not None:
                self._passing[placed.id] = site.lat, site.lon
            if placed.id not in [entry.place for entry in entries]:
                entries.append(EventPlace(place=placed.id, role=site.role))
        return [*entries, *(hidden.unseen(entries) if hidden else ())], nowhere

    def _kept_back(self, item: Item, before: Event | None) -> KeptBack | None:
        """What our own files hide of a record that is there; None where they hide nothing."""
        if before is None or before.sensitivity == "none":
            return None
        if not (item.ours or self._reader.goes_out):
            return None
        return KeptBack(before, self._archive.places, self._areas)

    def _event(
        self, item: Item, name: str, placed: list[EventPlace], before: Event | None
    ) -> Event:
        given = dict(item.fields)
        if not self._reader.has_status or not item.ours:
            given.pop("status", None)
        themes, _ = self._words.themes(item.themes)
        kind = self._words.kind(item.kind)
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
        file, _ = self._archive.origins.get(event.id, ("", 1))
        staging.change(file, event)

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
        for entry in event.places:
            if entry.place in self._unused:
                self._unused.discard(entry.place)
                self.outcome.places += 1
                staging.use(entry.place)
        self._count_words(item)
        if not self._options.dry_run:
            staging.event(f"events/import-{self._options.name}-{_month(event)}", event)

    def _count_words(self, item: Item) -> None:
        """Themes and kinds of new records that are none of ours."""
        themes, unknown = self._words.themes(item.themes)
        self.outcome.unknown.update(f"theme {word}" for word in unknown)
        self.outcome.themeless += not themes
        if self._words.kind(item.kind) is None:
            self.outcome.kindless += 1
            self.outcome.unknown.update([f"kind {item.kind}"] if item.kind else [])


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
    return tuple(_fullest(source, before.sources) for source in given)


def _fullest(source: Source, known: tuple[Source, ...]) -> Source:
    alike = [k for k in known if k.title == source.title and source.url in (None, k.url)]
    return next((k for k in alike if k.url == source.url), alike[0] if alike else source)


def _month(event: Event) -> str:
    day = event.date.lower if event.date else event.published
    return f"{day.year:04d}-{day.month:02d}"
