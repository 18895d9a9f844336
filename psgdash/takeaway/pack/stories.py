"""What the pack can present: its own events as the filters keep them, and the archive's stories."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from psgdash.archive.gate import Published
from psgdash.archive.records import Event
from psgdash.archive.stories import Step
from psgdash.archive.words import in_language
from psgdash.linked import stage_payload


def presentations(
    events: Sequence[Event], published: Published, language: str
) -> list[dict[str, Any]]:
    """Each with `id` (`*` for the events), `title`, and what stage.js takes.

    A story is told where the pack holds all of its events. The speaker's notes stay at home.
    """
    inside = {event.id for event in events}
    dated = sorted(events, key=lambda e: (e.date is None, e.date.lower if e.date else e.published))
    steps = [Step(event=event.id) for event in dated]
    found = [_told("*", steps, published, published.site.product, language)] if steps else []
    for story in published.stories.values():
        if _is_whole(story.steps, inside):
            unreviewed = story.unreviewed(language)
            found.append(_told(story.id, story.steps, published, story.title, language, unreviewed))
    return found


def _is_whole(steps: Sequence[Step], inside: Collection[str]) -> bool:
    named = [step.event for step in steps if step.event]
    return all(event in inside for event in named)


def _told(
    name: str,
    steps: Sequence[Step],
    published: Published,
    title: Any,
    language: str,
    unreviewed: bool = False,
) -> dict[str, Any]:
    data = stage_payload.build(
        [step.model_copy(update={"notes": None}) for step in steps],
        published,
        title=title,
        language=language,
        query={"present": [name]},
        unreviewed=unreviewed,
        limit=len(steps),
    )
    # The pack has the flat map already; MapLibre's style and its guards are not for here.
    layout = {k: v for k, v in data["map"]["layout"].items() if k != "map"}
    ground = {"data": [], "layout": layout, "detail": {"layers": []}}
    data |= {"map": ground, "guards": [], "flat": None}
    return {"id": name, "title": in_language(title, language)[0], "data": data}
