"""An import: a file's items against an archive, and what would come of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pydantic import ValidationError

from psgdash.archive import gate, strictyaml
from psgdash.archive.dates import EventDate
from psgdash.archive.likeness import Index, Likeness
from psgdash.archive.loading import Archive
from psgdash.archive.messages import problem_from
from psgdash.archive.records import IMPORTED, Event, EventPlace, Place
from psgdash.errors import Problem
from psgdash.exchange import Reader, given, merging
from psgdash.exchange.incoming import Incoming, Item, slug
from psgdash.exchange.placing import BrokenPlaceError, KeptBack, Places
from psgdash.exchange.staging import Staging
from psgdash.exchange.vocabulary import UNSORTED, Vocabulary
from psgdash.query.snapshot import known_divisions

SHOWN = 1000  # likely duplicates, changes and places apart that are kept to be told
_NOWHERE = "no point, and not in the archive"


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
    """What came of an import, counted: `lost` by field, `unknown` by word.

    `changes` are the records that differ, with the names of their fields; `apart` the ids of ours
    that a file gives to another place, with what that place is called instead.
    """

    new: int = 0
    same: int = 0
    differ: int = 0
    refused: int = 0
    kept: int = 0  # records of which something stays that a person changed
    places: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    themeless: int = 0
    kindless: int = 0
    likely: list[tuple[int, Likeness]] = field(default_factory=list)  # line, likeness
    more_likely: int = 0
    changes: list[tuple[Event, tuple[str, ...]]] = field(default_factory=list)
    apart: dict[str, str] = field(default_factory=dict)


class Import:
    """One file on its way into one archive."""

    def __init__(
        self,
        archive: Archive,
        reader: Reader,
        options: Options,
        last: Mapping[str, given.Digests] | None = None,
    ) -> None:
        self._archive, self._reader, self._options = archive, reader, options
        self._last = last or {}  # what the file said of records when it was taken in before
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
            placed, lost, apart = self._placed(item, new_places, before)
            event = self._event(item, name, placed, before)
            if before not in (None, event) and name in self._last:
                # What the file said last time just so is not news: what a person made of it stays.
                news, whole = given.since(item, self._last[name]), event
                self._places.forget(new_places)
                new_places.clear()
                placed, lost, apart = self._placed(news, new_places, before)
                event = self._event(news, name, placed, before)
                self.outcome.kept += event != whole
        except BrokenPlaceError as error:
            self._places.forget(new_places)
            return incoming.problem(
                item.line, f"The archive has a place {error} that cannot be read.",
                "Mend it first: `psgdash check` says where.", record=name, field="place",
            )  # fmt: skip
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
        self.outcome.lost.update(lost)
        self.outcome.apart |= apart if len(self.outcome.apart) < SHOWN else {}
        if name != item.key and not item.ours:  # a sheet of ours is changed by people, too
            staging.said(name, given.of(item), differs=before not in (None, event))
        for place in new_places:
            staging.place(place)
            self._unused.add(place.id)
        if before is not None:
            self._again(item, before, event, staging)
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
    ) -> tuple[list[EventPlace], list[str], dict[str, str]]:
        """Where it was, what of it is not kept, and ids that another place has; fills `new`."""
        entries: list[EventPlace] = []
        lost: list[str] = []
        apart: dict[str, str] = {}
        self._passing = {}
        kept = [entry.place for entry in before.places] if before else ()
        hidden = self._kept_back(item, before)
        if hidden and before and hidden.is_all(item.sites):
            return list(before.places), [], {}
        for site in item.sites:
            if hidden and (exact := hidden.behind(site)):
                entries += (e for e in exact if e not in entries)
                continue
            ours = site.id in self._archive.places
            placed = self._places.place(site, f"{self._options.name}:{item.key}", kept)
            if placed is None:
                why = "no point, and the archive's is another" if ours else _NOWHERE
                lost.append(f"places ({why})")
                continue
            lost += [f"{name} (of a place that is here already)" for name in placed.ignored]
            if placed.new is not None:
                new.append(placed.new)
            if ours and site.id and site.id != placed.id:
                apart[site.id] = placed.id
            if placed.id not in self._near and site.lat is not None and site.lon is not None:
                self._passing[placed.id] = site.lat, site.lon
            if placed.id not in [entry.place for entry in entries]:
                entries.append(merging.entry(placed.id, site.role, before))
        return [*entries, *(hidden.unseen(entries) if hidden else ())], lost, apart

    def _kept_back(self, item: Item, before: Event | None) -> KeptBack | None:
        """What our own files hide of a record that is there; None where they hide nothing."""
        if before is None or before.sensitivity == "none" or not item.sites_told:
            return None
        if not (item.ours or self._reader.goes_out):
            return None
        return KeptBack(before, self._archive.places, self._areas)

    def _event(
        self, item: Item, name: str, placed: list[EventPlace], before: Event | None
    ) -> Event:
        said = dict(item.fields)
        if not self._reader.has_status or not item.ours:
            said.pop("status", None)
        if item.sites_told and (placed or (item.ours and not item.sites)):
            said["places"] = tuple(placed)
        if before is not None:
            return merging.merged(before, item, said, self._words)
        when: EventDate | None = said.get("date")
        themes, _ = self._words.themes(item.themes)
        return merging.fresh(
            said,
            {
                "id": name,
                "published": when.upper if when else self._options.today,
                "themes": themes or (self._options.theme or UNSORTED,),
                "kind": self._words.kind(item.kind) or self._options.kind or UNSORTED,
                "status": "review",
            },
        )

    def _again(self, item: Item, before: Event, event: Event, staging: Staging) -> None:
        if item.ours:
            self._count_unknown(item)
            if self._reader.has_status and merging.is_held(before, item.fields):
                self.outcome.lost["status (it is withdrawn here)"] += 1
        fields = merging.changed(before, event)
        if not fields:
            self.outcome.same += 1
            return
        self.outcome.differ += 1
        if len(self.outcome.changes) < SHOWN:
            self.outcome.changes.append((before, fields))
        file, _ = self._archive.origins.get(event.id, ("", 1))
        staging.change(file, event)

    def _fresh(self, item: Item, event: Event, staging: Staging) -> None:
        self.outcome.new += 1
        for name, (lat, lon) in self._passing.items():
            self._near[name] = Place.model_construct(id=name, lat=lat, lon=lon)
        for like in self._index.like(event, limit=1):
            if len(self.outcome.likely) < SHOWN:
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
        self._count_unknown(item)
        self.outcome.themeless += not self._words.themes(item.themes)[0]
        self.outcome.kindless += self._words.kind(item.kind) is None

    def _count_unknown(self, item: Item) -> None:
        _, unknown = self._words.themes(item.themes)
        self.outcome.unknown.update(f"theme {word}" for word in unknown)
        if item.kind and self._words.kind(item.kind) is None:
            self.outcome.unknown[f"kind {item.kind}"] += 1


def _month(event: Event) -> str:
    day = event.date.lower if event.date else event.published
    return f"{day.year:04d}-{day.month:02d}"
