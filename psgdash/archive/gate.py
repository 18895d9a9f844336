"""The one gate: what may be published, and how precisely. It fails closed.

Everything that leaves the archive (table, figure, feed, file, page) takes a `Published`, and only
`publish` makes one, so nothing can be shown that has not passed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from psgdash.archive.areas import RANKS, Areas
from psgdash.archive.divisions import Divisions
from psgdash.archive.loading import Archive
from psgdash.archive.records import (
    Event,
    EventPlace,
    Kind,
    Period,
    Place,
    Section,
    Site,
    Theme,
)
from psgdash.archive.stories import Story
from psgdash.errors import Problem


@dataclass(frozen=True, slots=True)
class Published:
    """The part of an archive that anybody may see; `held_back` counts events, and says no more."""

    site: Site
    themes: dict[str, Theme]
    kinds: dict[str, Kind]
    places: dict[str, Place]
    periods: dict[str, Period]
    sections: dict[str, Section]
    events: dict[str, Event]
    stories: dict[str, Story]
    held_back: int


@dataclass(frozen=True, slots=True)
class Coarser:
    """A place, the level it should be shown as, and what is shown; None where no area is known."""

    place: Place
    level: str
    shown: Place | None


def publish(archive: Archive, today: date, divisions: Divisions = tuple) -> Published:
    """Keep what may be shown on `today`, with places as coarse as each event's sensitivity asks.

    What the archive has no place for becomes one of the `divisions`, if they are known.
    """
    events: dict[str, Event] = {}
    areas = areas_of(archive, divisions)
    for name, event in archive.events.items():
        if is_open(event, today):
            events[name] = coarsened(event, archive.places, areas)
    used = {p.place for event in events.values() for p in event.places} | {archive.site.country}
    shown = {
        name: event.model_copy(update={"related": tuple(r for r in event.related if r in events)})
        for name, event in events.items()
    }
    return Published(
        site=archive.site,
        themes=archive.themes,
        kinds=archive.kinds,
        places={name: place for name, place in archive.places.items() if name in used} | areas.lent,
        periods=archive.periods,
        sections=archive.sections,
        events=shown,
        stories=_told(archive, events),
        held_back=len(archive.events) - len(shown),
    )


def _told(archive: Archive, shown: Mapping[str, Event]) -> dict[str, Story]:
    """Stories without the steps that show what is held back; none that lost all its events so."""
    told = {}
    for name, story in archive.stories.items():
        steps = tuple(s for s in story.steps if s.event is None or s.event in shown)
        had, has = (any(s.event for s in each) for each in (story.steps, steps))
        if steps and (has or not had):
            told[name] = story.model_copy(update={"steps": steps})
    return told


def untold(archive: Archive, today: date) -> list[Problem]:
    """Steps of stories that are not shown on `today`, for whoever keeps the archive."""
    found = []
    for story in archive.stories.values():
        path, line = archive.lines["story", story.id]
        for step in story.steps:
            event = archive.events.get(step.event or "")
            if event is None or is_open(event, today):
                continue
            said = f"{event.id!r} is held back; the story is told without this step."
            fix = "Publish the event, or take the step out of the story."
            found.append(Problem(path, line, story.id, "steps", said, fix))
    return found


def is_open(event: Event, today: date) -> bool:
    """Published, out of embargo and not hidden; whatever is not understood stays in."""
    if event.status != "published":
        return False
    if event.embargo_until is not None and event.embargo_until > today:
        return False
    return event.sensitivity in ("none", "district", "province", "department")


def areas_of(archive: Archive, divisions: Divisions) -> Areas:
    """The areas that sensitive places of an archive are shown as."""
    return Areas(archive.places, archive.site.country, divisions)


def coarsened(event: Event, places: Mapping[str, Place], areas: Areas) -> Event:
    """The event with its places as coarse as its sensitivity asks; what has no area is left out."""
    if event.sensitivity == "none":
        return event
    coarse: dict[str, EventPlace] = {}
    for entry in event.places if event.sensitivity != "hidden" else ():
        place = areas.around(places[entry.place], event.sensitivity)
        if place is not None:
            # The name as written may say the very thing that is held back.
            before = coarse.get(place.id)
            role = entry.role if before is None or before.role == entry.role else "site"
            coarse[place.id] = EventPlace(place=place.id, role=role)
    return event.model_copy(update={"places": tuple(coarse.values()), "route": None})


def coarser(event: Event, places: Mapping[str, Place], areas: Areas) -> Iterator[Coarser]:
    """The places of which readers see less than the event's sensitivity would let them."""
    if event.sensitivity in ("none", "hidden"):
        return
    wanted = RANKS[event.sensitivity]
    for entry in event.places:
        place = places[entry.place]
        shown = areas.around(place, event.sensitivity)
        enough = max(wanted, RANKS[place.precision])
        if shown is None or RANKS[shown.precision] > enough:
            yield Coarser(place, event.sensitivity, shown)
