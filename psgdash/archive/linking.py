"""What records point to: events that point to nothing are left out, stories told without a step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from psgdash.archive.records import Event
from psgdash.archive.stories import Step, Story
from psgdash.errors import Problem

if TYPE_CHECKING:
    from psgdash.archive.loading import Archive

ALIKE = 75.0  # of 100: a name so like one that is known is probably that, misspelt


def linked(archive: Archive, problems: list[Problem]) -> Archive:
    """Drop the events that point to what is not there, each with a Problem that lists what is."""
    good: dict[str, Event] = {}
    refused = {problem.record for problem in problems}
    for name, event in archive.events.items():
        found = list(_dangling(archive, event, refused))
        path, line = archive.origins[name]
        problems += [Problem(path, line, name, where, said, fix) for where, said, fix in found]
        if not any(where != "related" for where, _, _ in found):
            good[name] = event
    problems += _loose_ends(archive)
    archive = replace(archive, events=good)
    stories = {name: _told(archive, story, problems) for name, story in archive.stories.items()}
    problems.sort(key=lambda p: (p.path, p.line))
    kept = {name: story for name, story in stories.items() if story.steps}
    return replace(archive, stories=kept, problems=tuple(problems))


def _told(archive: Archive, story: Story, problems: list[Problem]) -> Story:
    """The story without the steps that show what is not there, each with a Problem."""
    path, line = archive.lines["story", story.id]
    shelves: dict[str, dict[str, Any]] = {
        "event": archive.events, "section": archive.sections, "period": archive.periods,
    }  # fmt: skip
    good: list[Step] = []
    refused = {problem.record for problem in problems}
    for number, step in enumerate(story.steps):
        known = shelves.get(step.kind, {"": None})
        if step.shows in known:
            good.append(step)
            continue
        where = f"steps.{number}.{step.kind}"
        said = f"{step.shows!r} is not known; the story is told without this step."
        fix = _choose(step.shows, known, refused)
        problems.append(Problem(path, line, story.id, where, said, fix))
    return story.model_copy(update={"steps": tuple(good)})


def _loose_ends(archive: Archive) -> Iterator[Problem]:
    """What the site and the sections point to and is not there; they are shown without it."""
    if archive.site.country not in archive.places:
        fix = "Name the place of places.yaml that stands for the whole country."
        said = f"{archive.site.country!r} is not known."
        yield Problem("site.yaml", 1, "site", "country", said, fix)
    for name, section in archive.sections.items():
        checks: tuple[tuple[str, tuple[str, ...], dict[str, Any]], ...] = (
            ("periods", section.periods, archive.periods),
            ("themes", section.themes, archive.themes),
        )
        for where, names, known in checks:
            for missing in (n for n in names if n not in known):
                yield Problem(
                    f"background/{name}.yaml",
                    1,
                    name,
                    where,
                    f"{missing!r} is not known.",
                    _choose(missing, known),
                )


def _choose(missing: str, known: Iterable[str], refused: Collection[str] = ()) -> str:
    """What to write instead, the likeliest first; what was refused is to be mended, not renamed."""
    if missing in refused:
        return "It is there but refused itself: mend it first."
    names = sorted(known)
    near = process.extractOne(missing, names, scorer=fuzz.ratio, score_cutoff=ALIKE)
    if near:
        names = [near[0], *(name for name in names if name != near[0])]
    return f"Choose one of: {', '.join(names[:12])}{' …' if len(names) > 12 else ''}."


def _dangling(
    archive: Archive, event: Event, refused: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    checks: tuple[tuple[str, Iterable[str], dict[str, Any]], ...] = (
        ("kind", [event.kind], archive.kinds),
        ("themes", event.themes, archive.themes),
        ("places", [p.place for p in event.places], archive.places),
        ("related", event.related, archive.events),
    )

    for where, names, known in checks:
        for name in names:
            if name not in known:
                yield where, f"{name!r} is not known.", _choose(name, known, refused)
