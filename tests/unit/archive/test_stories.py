"""Stories: what a step may be, what a story is told without, and who is told of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from making import TODAY, archive, event, write

from psgdash.archive import gate
from psgdash.archive.loading import Archive, load
from psgdash.archive.stories import Story
from psgdash.cli import main

Record = dict[str, Any]


def story(*steps: Record, **more: Any) -> Record:
    return {"id": "a-story", "title": {"en": "A story"}, "steps": list(steps), **more}


def told(folder: Path, *stories: Record, events: list[Record] | None = None) -> Archive:
    """The archive with these stories, one file each."""
    write(folder, [event(), event("other")] if events is None else events)
    (folder / "stories").mkdir()
    for number, each in enumerate(stories):
        (folder / "stories" / f"{number}.yaml").write_text(json.dumps(each), "utf-8")
    return load(folder)


def kept(shown: Archive) -> list[str]:
    return [step.shows for step in shown.stories["a-story"].steps]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({}, "A step is one of event, section, period and title, not none of them."),
        ({"event": "other", "section": "x"}, "not event and section."),
        ({"title": {"en": "x"}, "headline": {"en": "y"}}, "A title's headline is its `title`."),
        ({"event": "other", "headline": {"en": "x" * 101}}, "longer than 100 characters."),
        ({"event": "other", "text": {"en": "x" * 321}}, "longer than 320 characters."),
        ({"event": "other", "notes": "x"}, "'x' stands where named fields are expected."),
        ({"event": "other", "note": {"en": "x"}}, "The field 'note' is not known."),
        ({"event": "Not A Slug"}, "does not have the right form."),
    ],
)
def test_a_step_that_is_wrong_refuses_its_story_and_says_what_to_write(
    tmp_path: Path, step: Record, said: str
) -> None:
    shown = told(tmp_path, story({"event": "other"}, step))
    assert not shown.stories
    (found,) = shown.problems
    assert said in found.message
    assert found.path == "stories/0.yaml" and found.line and found.fix
    assert found.field.startswith("steps.1")


def test_a_step_that_shows_what_is_not_there_is_left_out_and_named(tmp_path: Path) -> None:
    shown = told(tmp_path, story({"event": "gone"}, {"event": "other"}, {"period": "never"}))
    assert kept(shown) == ["other"]
    assert [(p.path, p.record, p.field) for p in shown.problems] == [
        ("stories/0.yaml", "a-story", "steps.0.event"),
        ("stories/0.yaml", "a-story", "steps.2.period"),
    ]
    assert "'gone' is not known; the story is told without this step." in shown.problems[0].message
    assert "other" in shown.problems[0].fix


def test_a_story_that_lost_all_its_steps_is_gone(tmp_path: Path) -> None:
    assert not told(tmp_path, story({"event": "gone"})).stories


def test_stories_come_in_their_order_whatever_their_files_are_called(tmp_path: Path) -> None:
    shown = told(
        tmp_path,
        story({"event": "other"}, id="late", order=2),
        story({"event": "other"}, id="early", order=1),
    )
    assert list(shown.stories) == ["early", "late"]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "draft"},
        {"status": "withdrawn"},
        {"sensitivity": "hidden"},
        {"embargo_until": "2026-01-16"},
    ],
)
def test_the_gate_takes_out_steps_of_events_that_are_held_back(changes: Record) -> None:
    shelf = {
        "a-story": Story.model_validate(
            story(
                {"title": {"en": "Begin"}},
                {"event": "a-protest", "headline": {"en": "SECRET"}, "notes": {"en": "SECRET"}},
                {"event": "other"},
            )
        ),
        "only": Story.model_validate(
            story({"title": {"en": "SECRET, too"}}, {"event": "a-protest"}, id="only")
        ),
    }
    held = replace(
        archive([event(**changes), event("other")]),
        stories=shelf,
        lines={("story", name): (f"stories/{name}.yaml", 1) for name in shelf},
    )
    shown = gate.publish(held, TODAY)
    assert [step.shows for step in shown.stories["a-story"].steps] == ["", "other"]
    assert list(shown.stories) == ["a-story"], "nothing is told of a story that lost all its events"
    assert "SECRET" not in str(shown.stories)
    problems = gate.untold(held, TODAY)
    assert [p.record for p in problems] == ["a-story", "only"]
    assert all("'a-protest' is held back" in p.message and p.fix for p in problems)
    assert not gate.untold(replace(held, events=archive([event(), event("other")]).events), TODAY)


def test_check_tells_of_a_step_that_is_not_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(tmp_path, story({"event": "a-protest"}, {"event": "other"}),
         events=[event(status="draft"), event("other")])  # fmt: skip
    assert main(["check", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "stories/0.yaml:1: a-story · steps: 'a-protest' is held back" in said


def test_the_two_starters_are_told_whole_and_in_both_languages() -> None:
    shipped = load(Path(__file__).resolve().parents[3] / "data")
    shown = gate.publish(shipped, date.today())
    assert [s.title["en"] for s in shown.stories.values()] == [
        "The mine at Yanacocha",
        "A year in ten events",
    ]
    assert len({s.event for s in shown.stories["ten-events"].steps if s.event}) == 10
    for each in shown.stories.values():
        assert each.unreviewed("es")
        assert {s.kind for s in each.steps} >= {"event", "title", "section"}
        for step in each.steps:
            for texts in (step.title, step.headline, step.text, step.notes):
                assert texts is None or set(texts) == {"en", "es"}
            assert step.notes, "every step has something for the speaker"
