"""Present: the start page, the stage and the speaker's window, whatever the address says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from making import event, write
from streamlit.testing.v1 import AppTest
from test_pages import assert_sound, html, opened, parts

KEY = "presenting"


def stage(at: AppTest) -> dict[str, Any] | None:
    """What the stage was given; None on the start page."""
    return parts(at).get(KEY)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_start_page_lists_the_stories_and_what_the_filters_show(language: str) -> None:
    at = opened("present", {"lang": language, "theme": "mining"})
    assert_sound(at)
    said = html(at)
    title, count = {
        "en": ("The mine at Yanacocha", "Present these 2 events"),
        "es": ("La mina de Yanacocha", "Presentar estos 2 eventos"),
    }[language]
    assert title in said and count in said
    assert f'href="?story=yanacocha&amp;step=1&amp;lang={language}"' in said
    assert f'href="?theme=mining&amp;step=1&amp;lang={language}"' in said
    assert stage(at) is None


def test_a_story_takes_the_whole_window() -> None:
    at = opened("present", {"story": "yanacocha", "step": "3", "lang": "en"})
    assert_sound(at)
    given = stage(at)
    assert given is not None and not given["speaker"]
    assert given["telling"]["query"] == {"story": ["yanacocha"], "lang": ["en"]}
    assert len(given["telling"]["steps"]) == 6
    assert 'class="brand"' not in html(at) and not at.get("page_link")
    assert parts(at)["page-script"]["stage"] is True


def test_what_the_filters_show_is_told_oldest_first() -> None:
    given = stage(opened("present", {"theme": ["mining", "coca"], "step": "1", "lang": "en"}))
    assert given is not None
    assert [s["id"] for s in given["telling"]["steps"]] == [
        "yanacocha-protests",
        "san-gaban-coca-protest",
        "campesinos-succeed-cajamarca",
    ]
    assert given["telling"]["query"] == {"theme": ["mining", "coca"], "lang": ["en"]}


def test_the_speakers_window_has_the_same_steps() -> None:
    query: dict[str, str | list[str]] = {"story": "ten-events", "step": "2", "lang": "en"}
    first = stage(opened("present", query))
    second = stage(opened("present", {**query, "presenter": "1"}))
    assert first is not None and second is not None
    assert second["speaker"] and not first["speaker"]
    assert first["telling"] == second["telling"] and first["key"] != second["key"]


@pytest.mark.parametrize(
    "step", ["", "0", "-3", "1e9", "junk", "2.7", "\u0663", "99999999999999999"]
)
@pytest.mark.parametrize("more", [{"story": "yanacocha"}, {"from": "2005", "to": "2004"}, {}])
def test_a_malformed_step_is_no_error(step: str, more: dict[str, str]) -> None:
    at = opened("present", {**more, "step": step})
    assert_sound(at)
    assert stage(at) is not None


def test_an_unknown_story_is_told_and_the_others_are_offered() -> None:
    name = "no<b>such</b>`*" + "x" * 200
    at = opened("present", {"story": name, "step": "2", "lang": "en"})
    assert_sound(at)
    assert stage(at) is None and "The mine at Yanacocha" in html(at)
    assert len(at.warning) == 1 and "There is no story" in at.warning[0].value
    assert "\\<b\\>such" in at.warning[0].value, "every sign stays a sign"
    assert parts(at)["page-script"]["stage"] is False


def test_filters_that_leave_nothing_are_named_instead_of_an_empty_stage() -> None:
    at = opened("present", {"q": "unheard of", "step": "1", "lang": "en"})
    assert_sound(at)
    assert stage(at) is None
    assert any("unheard of" in warning.value.replace("\\", "") for warning in at.warning)
    assert "Lift all filters" in [b.label.replace("\\", "") for b in at.button]


def test_the_filter_comes_along_from_explore() -> None:
    at = opened("", {"theme": "coca", "lang": "en"})
    (link,) = [e.proto for e in at.get("page_link") if e.proto.label == "Present"]
    assert "theme=coca" in link.query_string


def test_an_archive_without_stories_says_where_they_go(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PSGDASH_DATA", str(write(tmp_path / "data", [event()])))
    at = opened("present", {"lang": "en"})
    assert_sound(at)
    assert "data/stories" in at.info[0].value
    assert "Present this 1 event" in html(at)


def test_a_hidden_event_is_nowhere_in_what_the_stage_is_given(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = [event(), event("hidden", sensitivity="hidden", title={"en": "SECRET"})]
    folder = write(tmp_path / "data", events)
    (folder / "stories").mkdir()
    steps = [{"event": "a-protest"}, {"event": "hidden", "notes": {"en": "SECRET"}}]
    story = {"id": "s", "title": {"en": "S"}, "steps": steps}
    (folder / "stories" / "s.yaml").write_text(json.dumps(story), "utf-8")
    monkeypatch.setenv("PSGDASH_DATA", str(folder))
    at = opened("present", {"story": "s"})
    assert_sound(at)
    given = stage(at)
    assert given is not None and len(given["telling"]["steps"]) == 1
    assert "SECRET" not in str(at.get("bidi_component")) and "SECRET" not in str(given)
