"""What an editor has filled in, and the records that it makes."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from psgdash.archive import saving
from psgdash.archive.loading import Archive
from psgdash.archive.messages import problem_from
from psgdash.archive.records import Correction, Event, Place
from psgdash.archive.saving import Held
from psgdash.archive.strictyaml import Document
from psgdash.archive.words import fold, in_language
from psgdash.archive.yamltext import as_yaml, plain
from psgdash.editing.choices import Choice
from psgdash.editing.naming import SLUG_LIMIT, slug, unique
from psgdash.editing.placedrafts import PlaceDraft, place_of
from psgdash.editing.proposals import SURE, Proposal
from psgdash.errors import Problem

PLACES_FILE = "places.yaml"
MISSING = "…"  # stands for what is not written yet
_NO_WORDS = {"en": MISSING, "es": MISSING}
_STAND_INS = {"title": _NO_WORDS, "text": _NO_WORDS, "kind": "missing", "themes": ["missing"]}


@dataclass(frozen=True, slots=True)
class Draft:
    """An event's fields as an editor fills them in.

    `asides` are what other editors had saved of it and what gives way to this.
    """

    title: Mapping[str, str]
    text: Mapping[str, str]
    published: datetime.date
    date: str = ""
    date_basis: str = "text"
    kind: str = ""
    themes: tuple[str, ...] = ()
    conflict: bool = False
    places: tuple[PlaceDraft, ...] = ()
    sources: tuple[Mapping[str, str], ...] = ()
    unreviewed: tuple[str, ...] = ()
    status: str = "review"
    embargo_until: datetime.date | None = None
    sensitivity: str = "none"
    verification: str = "reported"
    note: str = ""  # what was corrected, and why
    corrections: tuple[Correction, ...] = ()  # the notes before that one
    before: Held | None = None
    asides: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """The event and the places that are new to the archive; or what is wrong.

    `seen` is the event as far as it goes, with … where something is missing.
    """

    event: Event | None
    places: tuple[Place, ...]
    problems: tuple[Problem, ...]
    seen: Event | None
    asides: tuple[Event, ...] = ()

    @property
    def yaml(self) -> str:
        """What would be written, to be put into the files by hand."""
        parts = [f"# {PLACES_FILE}\n{as_yaml(place)}" for place in self.places]
        for event in (*self.asides, *([self.event] if self.event else [])):
            parts.append(f"# {saving.edition_file(event.published)}\n{as_yaml(event)}")
        return "\n".join(parts)


def from_proposal(proposal: Proposal) -> Draft:
    """The draft that a pasted text proposes; only places that are fairly sure are put in.

    A text that names no source has none: most are not the group's own.
    """
    places = tuple(
        PlaceDraft(each.choices[0], each.role, each.as_written)
        for each in proposal.places
        if each.score >= SURE
    )
    return Draft(
        title={proposal.language: proposal.title},
        text={proposal.language: proposal.text},
        published=proposal.published,
        date=proposal.date.edtf,
        date_basis=proposal.date_basis,
        kind=proposal.kind,
        themes=proposal.themes,
        conflict=proposal.conflict,
        places=places,
        sources=(proposal.source,) if proposal.source else (),
    )


def own_source(archive: Archive, language: str) -> dict[str, str]:
    """The group that publishes, as the source of its own news."""
    return {"title": in_language(archive.site.name, language)[0], "url": archive.site.url}


def from_record(held: Held, archive: Archive) -> Draft:
    """The draft of a record that is there already."""
    event: Event = held.record
    return Draft(
        title={str(k): v for k, v in event.title.items()},
        text={str(k): v for k, v in event.text.items()},
        published=event.published,
        date=event.date.edtf if event.date else "",
        date_basis=event.date_basis,
        kind=event.kind,
        themes=event.themes,
        conflict=event.conflict,
        places=tuple(
            PlaceDraft(Choice(archive.places[p.place], None), p.role, p.as_written or "")
            for p in event.places
            if p.place in archive.places
        ),
        sources=tuple(s.model_dump(mode="json", exclude_none=True) for s in event.sources),
        unreviewed=tuple(k for k, v in event.translation.items() if v == "unreviewed"),
        status=event.status,
        embargo_until=event.embargo_until,
        sensitivity=event.sensitivity,
        verification=event.verification,
        corrections=event.corrections,
        before=held,
    )


def set_aside(theirs: Event, taken: Container[str], today: datetime.date, why: str) -> Event:
    """What another editor had saved, as an item of its own that no reader sees."""
    kept = Correction(date=today, note=why)
    more = {
        "id": unique(f"{slug(theirs.id)}-replaced", taken),
        "status": "withdrawn",
        "corrections": (*theirs.corrections, kept),
        "related": (*theirs.related, theirs.id),
    }
    return theirs.model_copy(update=more)


def build(draft: Draft, archive: Archive, today: datetime.date) -> Built:
    """The records of a draft, checked as those of a file are."""
    places: list[Place] = []
    problems: list[Problem] = []
    entries: list[dict[str, Any]] = []
    taken = set(archive.places)
    name = draft.before.record.id if draft.before else event_id(draft, archive)
    for wanted in draft.places:
        try:
            place = place_of(wanted, taken, today)
        except ValidationError as error:
            problems += _problems(error, PLACES_FILE, wanted.as_written)
            continue
        if place.id not in archive.places:
            places.append(place)
            taken.add(place.id)
        entry = {"place": place.id, "role": wanted.role, "as_written": wanted.as_written or None}
        entries.append({key: value for key, value in entry.items() if value})
    # What the form does not show (a route, related events) stays as it was.
    kept = plain(draft.before.record) if draft.before else {}
    fields = {**kept, **_fields(draft, name, entries, today)}
    try:
        event = Event.model_validate(fields)
    except ValidationError as error:
        problems += _problems(error, saving.edition_file(draft.published), name)
        return Built(None, tuple(places), tuple(problems), _as_far_as_it_goes(fields, error))
    problems += _unknown(event, archive)
    if _needs_note(draft, event):
        said = "This item is public: say what you changed and why."
        problems.append(Problem("", 1, name, "note", said, "It is kept with the item."))
    return Built(None if problems else event, tuple(places), tuple(problems), event, draft.asides)


def save(folder: Path, draft: Draft, built: Built) -> None:
    """Write what was built: the event last, so that it points to nothing that is not there."""
    if built.event is None:
        raise saving.SavingError(" ".join(str(problem) for problem in built.problems))
    if draft.before:
        saving.verify(folder, draft.before)  # told before any place is written
    saving.append(folder, PLACES_FILE, built.places, kind="place")
    for aside in built.asides:
        _put_aside(folder, aside)
    if draft.before:
        saving.replace(folder, draft.before, built.event)
    else:
        saving.append(folder, saving.edition_file(built.event.published), [built.event])


def _put_aside(folder: Path, aside: Event) -> None:
    """Write a version that gives way, under the first id that nobody else's has."""
    for n in count(1):
        name = aside.id if n == 1 else f"{aside.id[: SLUG_LIMIT - 4]}-{n}"
        each = aside.model_copy(update={"id": name})
        there = saving.held(folder, "event", name)
        if there is None:
            saving.append(folder, saving.edition_file(each.published), [each])
        if there is None or there.record == each:  # a first try came so far
            return


def event_id(draft: Draft, archive: Archive) -> str:
    """A new id from the title, else the text, that no event has."""
    words = next((w for w in (*draft.title.values(), *draft.text.values()) if fold(w)), "news")
    return unique(slug(words), archive.events)


def missing(draft: Draft) -> Iterator[str]:
    """What a careful editor would still add, as codes: `title_es`, `source`, `archive_link`, …"""
    for language in ("en", "es"):
        for field, words in (("title", draft.title), ("text", draft.text)):
            if not words.get(language, "").strip():
                yield f"{field}_{language}"
    yield from (f"review_{language}" for language in draft.unreviewed)
    if not draft.sources:
        yield "source"
    elif not any(source.get("archived_url") for source in draft.sources):
        yield "archive_link"
    if not draft.places:
        yield "place"
    if not draft.date:
        yield "date"


def _fields(
    draft: Draft, name: str, entries: list[dict[str, Any]], today: datetime.date
) -> dict[str, Any]:
    sources = [{k: v.strip() for k, v in s.items() if v.strip()} for s in draft.sources]
    fields: dict[str, Any] = {
        "id": name,
        "title": {k: v.strip() for k, v in draft.title.items() if v.strip()},
        "text": {k: v.strip() for k, v in draft.text.items() if v.strip()},
        "translation": _translation(draft),
        "published": draft.published.isoformat(),
        "date": draft.date or None,
        "date_basis": draft.date_basis,
        "kind": draft.kind,
        "themes": list(draft.themes),
        "conflict": draft.conflict,
        "places": entries,
        "sources": [source for source in sources if source],
        "status": draft.status,
        "embargo_until": draft.embargo_until.isoformat() if draft.embargo_until else None,
        "sensitivity": draft.sensitivity,
        "verification": draft.verification,
    }
    kept = [each.model_dump(mode="json") for each in draft.corrections]
    note = {"date": today.isoformat(), "note": draft.note.strip()}
    fields["corrections"] = [*kept, *([note] if note["note"] else [])]
    return fields


def _as_far_as_it_goes(fields: Mapping[str, Any], error: ValidationError) -> Event | None:
    """The event without the fields that are wrong; what must be there has a stand-in."""
    wrong = {str(detail["loc"][0]) for detail in error.errors(include_url=False)}
    right = {field: value for field, value in fields.items() if field not in wrong}
    try:
        return Event.model_validate({f: v for f, v in _STAND_INS.items() if f in wrong} | right)
    except ValidationError:
        return None


def _translation(draft: Draft) -> dict[str, str]:
    before = draft.before.record.translation if draft.before else {}
    reviewed = {k: v for k, v in before.items() if v == "reviewed"}
    return {**reviewed, **dict.fromkeys(draft.unreviewed, "unreviewed")}


def _needs_note(draft: Draft, event: Event) -> bool:
    """Whether a public item is about to be changed without a word about it."""
    if draft.before is None or draft.before.record.status != "published" or draft.note.strip():
        return False
    return bool(event != draft.before.record)


def _unknown(event: Event, archive: Archive) -> Iterator[Problem]:
    path = saving.edition_file(event.published)
    if event.kind not in archive.kinds:
        fix = f"Choose one of: {', '.join(archive.kinds)}."
        yield Problem(path, 1, event.id, "kind", "The kind is not known.", fix)
    for theme in event.themes:
        if theme not in archive.themes:
            fix = f"Choose one of: {', '.join(archive.themes)}."
            yield Problem(path, 1, event.id, "themes", f"{theme!r} is not known.", fix)


def _problems(error: ValidationError, path: str, record: str) -> Iterator[Problem]:
    document = Document(path)
    for detail in error.errors(include_url=False):
        yield problem_from(detail, document, (), record)
