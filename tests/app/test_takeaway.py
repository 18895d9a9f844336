"""Take it away, on Explore: what is offered, and that files are made when asked for, once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import Query, assert_sound, opened

from psgdash.takeaway import TAKEAWAYS
from psgdash.ui.components.takeaway import KEPT_BYTES, KEPT_FILES, Kept, Made


def offers(at: AppTest) -> list[str]:
    """The documents that the page offers."""
    groups: list[Any] = [g for g in at.get("button_group") if g.key == "takeaway-kind"]
    return [label.replace("\\", "") for group in groups for label in group.options]


def chosen(at: AppTest, label: str) -> AppTest:
    """The page with that document chosen."""
    group: Any = next(g for g in at.get("button_group") if g.key == "takeaway-kind")
    number = offers(at).index(label)
    group.set_value(group.options[number])
    return at.run()


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ({}, ["Slides (PowerPoint)", "Briefing (PDF)", "Picture (PNG)", "Picture (SVG)"]),
        ({"lang": "es"}, ["Diapositivas (PowerPoint)", "Informe (PDF)", "Imagen (PNG)"]),
        ({"event": "san-gaban-coca-protest"}, ["Slides (PowerPoint)", "Brief of this event (PDF)"]),
        ({"q": "xyzzy", "event": "san-gaban-coca-protest"}, ["Brief of this event (PDF)"]),
    ],
)
def test_a_page_offers_what_can_be_made_of_it(query: Query, labels: list[str]) -> None:
    at = opened(query=query)
    assert_sound(at)
    assert set(labels) <= set(offers(at))
    assert any("Brief of" in label for label in offers(at)) == ("event" in query)
    assert ("Slides (PowerPoint)" in offers(at)) == ("q" not in query and "lang" not in query)


def test_where_nothing_is_shown_nothing_is_offered_and_the_page_says_so() -> None:
    at = opened(query={"q": "xyzzy"})
    assert_sound(at)
    assert offers(at) == []
    assert "there is nothing to take" in " ".join(c.value for c in at.caption)


def test_a_file_is_made_when_asked_for_and_then_offered_under_a_good_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []
    real = TAKEAWAYS["slides"].write

    def counted(material: Any, ending: str, progress: Any) -> bytes:
        made.append(material.language)
        return real(material, ending, progress)

    monkeypatch.setitem(TAKEAWAYS, "slides", replace(TAKEAWAYS["slides"], write=counted))
    at = chosen(opened(query={"conflicts": "1", "lang": "es"}), "Diapositivas (PowerPoint)")
    assert_sound(at)
    assert made == []
    assert not at.get("download_button")
    at = at.button(key="takeaway-make").click().run()
    assert_sound(at)
    assert made == ["es"]
    (save,) = at.get("download_button")
    said = save.proto.label.replace("\\", "")  # type: ignore[attr-defined]
    assert said == "Guardar peru-support-group-slides-2004-09-2005-01.pptx"
    at = at.run()  # whatever else happens on the page, it stays
    assert len(at.get("download_button")) == 1
    assert made == ["es"]


def test_too_many_events_are_told_instead_of_a_button(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TAKEAWAYS, "slides", replace(TAKEAWAYS["slides"], most=3))
    at = chosen(opened(), "Slides (PowerPoint)")
    assert_sound(at)
    assert "These are 10 events" in " ".join(c.value for c in at.caption)
    assert [b for b in at.button if b.key == "takeaway-make"] == []


def test_files_that_are_kept_take_bounded_memory() -> None:
    kept = Kept()
    for n in range(KEPT_FILES + 5):
        kept.make((n,), lambda n=n: Made(b"x", str(n)))  # type: ignore[misc]
    assert [n for n in range(KEPT_FILES + 5) if kept.find((n,))] == list(range(5, KEPT_FILES + 5))
    kept.make(("large",), lambda: Made(bytes(KEPT_BYTES + 1), "large"))
    assert kept.find((KEPT_FILES + 4,)) is None
    assert kept.find(("large",)) is not None


def test_a_kept_file_is_not_made_again() -> None:
    kept, made = Kept(), []

    def making() -> Made:
        made.append(1)
        return Made(b"x", "x")

    assert kept.make(("a",), making) is kept.make(("a",), making)
    assert made == [1]
