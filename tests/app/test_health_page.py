"""The editors' page on data health: who sees it, what it says, and that nothing of it leaks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from making import event, place, write
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from psgdash.ui.screens.health import LISTED

MAIN = Path(__file__).resolve().parents[2] / "psgdash" / "ui" / "main.py"
SOURCE = {
    "title": "News", "url": "https://example.org/1", "archived_url": "https://example.org/2",
}  # fmt: skip


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Shows another archive: call it with the events and, if need be, the places."""

    def show(
        events: list[dict[str, Any]] | None, places: list[dict[str, Any]] | None = None
    ) -> Path:
        monkeypatch.setenv("PSGDASH_DATA", str(write(tmp_path / "data", events, places)))
        return tmp_path / "data"

    return show


@pytest.fixture
def editing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Serves with --edit and a password, which a session may hold to have given."""
    monkeypatch.setenv("PSGDASH_EDIT", "1")
    monkeypatch.setenv("PSGDASH_PASSWORD", "open sesame")


def opened(page: str = "health", language: str = "en", *, editor: bool = True) -> AppTest:
    """A page as an editor sees it, or as somebody who has not given the password."""
    at = AppTest.from_file(str(MAIN), default_timeout=30)
    at.query_params["lang"] = language
    at.session_state["psg_editor"] = editor
    at._page_hash = calc_hash(page)
    return at.run()


def html(at: AppTest) -> str:
    """All HTML of the page."""
    assert not at.exception, [e.value for e in at.exception]
    return "\n".join(e.proto.body for e in at.get("html") if "<style>" not in e.proto.body)


def test_without_edit_there_is_no_such_page(
    data: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PSGDASH_EDIT", raising=False)
    data([event("a-secret", status="draft", sources=[])])
    at = opened()
    assert "a-secret" not in html(at) and "Data health" not in html(at)
    assert not any("health" in str(e.proto.label).lower() for e in at.get("page_link"))


@pytest.mark.usefixtures("editing")
def test_without_the_password_nothing_is_told(data: Callable[..., Path]) -> None:
    data([event("a-secret", status="draft", sources=[])])
    at = opened(editor=False)
    assert "a-secret" not in html(at)
    assert [field.label for field in at.text_input] == ["Password"]


@pytest.mark.usefixtures("editing")
@pytest.mark.parametrize("page", ["", "browse", "background", "about"])
def test_what_the_gate_holds_back_stands_on_no_other_page(
    data: Callable[..., Path], page: str
) -> None:
    data([event("a-secret", status="draft", sources=[]), event("open")])
    assert "a-secret" in html(opened())
    at = opened(page)
    given = [e.proto.json for e in at.get("bidi_component")]
    assert "a-secret" not in html(at) + json.dumps(given)


@pytest.mark.usefixtures("editing")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Data health", "Nothing to mend, 27 to complete.", "To complete",
                "No archive link", "Events by year", "Since the last release", "1 is approximate"]),
        ("es", ["Estado de los datos", "Nada por corregir, 27 por completar.", "Por completar",
                "Sin copia archivada", "Eventos por año", "Desde la última publicación",
                "1 es aproximada"]),
    ],
)  # fmt: skip
def test_the_shipped_archive_is_told_in_both_languages(language: str, words: list[str]) -> None:
    said = html(opened(language=language))
    for each in words:
        assert each in said, each
    assert f'<a href="add?lang={language}&amp;edit=san-gaban-coca-protest" target="_self">' in said
    assert "archived_url" not in said
    assert "<b>san-gaban-coca-protest</b>" not in said


@pytest.mark.usefixtures("editing")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["No English: title, text.", "Open it and write the English;",
                "say where it can be read", "the same web address", "Open both.",
                "In review <span>1</span>"]),
        ("es", ["Falta el inglés: título, texto.", "Ábrala y escriba el inglés;",
                "diga dónde se puede leer", "la misma dirección web", "Abra ambas.",
                "En revisión <span>1</span>"]),
    ],
)  # fmt: skip
def test_an_item_is_told_by_its_title_in_words_of_the_form_and_opens_from_there(
    data: Callable[..., Path], language: str, words: list[str]
) -> None:
    only = {"title": {"es": "Marcha en Puno"}, "text": {"es": "Hubo una marcha."}}
    data([
        event("a-march", **only, sources=[SOURCE]),
        event("b-march", status="review", sources=[SOURCE]),
        event("c-march"),
    ])  # fmt: skip
    said = html(opened(language=language))
    for each in words:
        assert each in said, each
    for name, title in (("a-march", "Marcha en Puno"), ("b-march", "Title of b-march")):
        address = f"add?lang={language}&amp;edit={name}"
        shown = title if name == "a-march" or language == "en" else f"{title} (es)"
        assert f'<a href="{address}" target="_self">{shown}</a>' in said
    pair = said[said.index(words[4]) :]
    assert "edit=a-march" in pair[: pair.index("</details>")]  # the other of the two, too
    unseen = said[said.index(words[-1]) :]
    assert "b-march" in unseen[: unseen.index("</details>")]
    for raw in ("`", "sources:", "related:", "status: withdrawn", "<b>a-march"):
        assert raw not in said, raw
    assert "<code>events/2004-11-30.yaml:" in said


@pytest.mark.usefixtures("editing")
def test_a_place_is_told_with_its_items_and_where_it_is_written(data: Callable[..., Path]) -> None:
    bad = place("buoy", -70.4, -13.4, "town", "Puno", "peru")
    lima = place("lima", -12.04, -77.03, "town", "peru")
    country = place("peru", -9.15, -74.38, "country")
    folder = data([event(where="buoy", sources=[SOURCE])], [bad, lima, country])
    lines = (folder / "places.yaml").read_text("utf-8").splitlines()
    line = 1 + next(i for i, text in enumerate(lines) if '"lat": -70.4' in text)
    said = html(opened())
    assert f"<b>Buoy</b> · point <code>places.yaml:{line}</code>" in said
    assert "Probably -13.4, -70.4 is meant" in said
    assert "edit=a-protest" in said[said.index("<b>Buoy") :]
    assert "1 thing to mend" in said


@pytest.mark.usefixtures("editing")
def test_nothing_to_mend_is_said_and_what_was_looked_for(data: Callable[..., Path]) -> None:
    data([event(sources=[SOURCE])])
    said = html(opened())
    assert "Nothing to mend." in said
    assert "<details" not in said
    assert "Looked for, and found none" in said and "Near-duplicates" in said


@pytest.mark.usefixtures("editing")
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("events", [None, []])
def test_an_archive_of_nothing_opens(
    data: Callable[..., Path], events: list[Any] | None, language: str
) -> None:
    data(events)
    assert 'class="health"' in html(opened(language=language))


@pytest.mark.usefixtures("editing")
def test_hostile_texts_are_shown_as_text(data: Callable[..., Path]) -> None:
    nasty = "<img src=x onerror=alert(1)>{n} $x$ </details></style>"
    folder = data(
        [event("x", title={"en": nasty}, sources=[{"title": nasty, "url": "https://e.org/"}])],
        [place("x", 7.0, 78.0, "town", "Lima", "peru", title=nasty),
         place("lima", 40.0, -77.03, "town", "Lima", "peru", title=nasty),
         place("peru", -9.15, -74.38, "country")],
    )  # fmt: skip
    (folder / "events" / "<b>.yaml").write_text(f"- id: {nasty!r}\n", "utf-8")
    for language in ("en", "es"):
        said = html(opened(language=language))
        assert "<img" not in said and "&lt;img" in said and "{n}" in said
        assert "<b>.yaml" not in said


@pytest.mark.usefixtures("editing")
def test_what_the_reader_refuses_is_told_in_spanish(data: Callable[..., Path]) -> None:
    data([event("odd", kind="quarrel"), event("back", date="2004-12/2004-10")])
    said = html(opened(language="es"))
    assert "&#x27;quarrel&#x27; no se conoce." in said
    assert "Elija entre: award, protest." in said
    assert "Termina antes de empezar" in said


@pytest.mark.usefixtures("editing")
def test_a_change_of_a_file_shows_at_the_next_rerun(data: Callable[..., Path]) -> None:
    data([event("one", sources=[])])
    at = opened()
    assert "No source is named" in html(at)
    data([event("one", sources=[SOURCE])])
    assert "No source is named" not in html(at.run())


@pytest.mark.usefixtures("editing")
def test_five_thousand_events_are_told_in_a_page_that_stays_small(
    data: Callable[..., Path],
) -> None:
    folder = data([])
    for year in range(1980, 2020):
        edition = [
            event(
                f"e{year}-{n}",
                ("lima", "andes", "peru")[n % 3],
                date=f"{year}-{n % 12 + 1:02}",
                published=f"{year + 1}-01-01",
                title={"en": f"Story {n * 7919 % 5003} of the town {n}"},
            )
            for n in range(125)
        ]
        (folder / "events" / f"{year}.yaml").write_text(json.dumps(edition, indent=1), "utf-8")
    said = html(opened())
    assert "<span>5,000</span>" in said
    assert f"… and {5000 - LISTED:,} more: " in said
    assert said.count("<li>") < 20 * LISTED
    assert len(said) < 200_000


@pytest.mark.usefixtures("editing")
def test_the_page_tells_what_a_story_is_told_without_as_the_command_does(
    data: Callable[..., Path],
) -> None:
    folder = data([event("one"), event("held-back", status="draft")])
    (folder / "stories").mkdir()
    steps = [{"event": "one"}, {"event": "held-back", "notes": {"en": "Only English."}}]
    story = {"id": "a-story", "title": {"en": "A", "es": "A"}, "steps": steps}
    (folder / "stories" / "a.yaml").write_text(json.dumps(story, indent=1), "utf-8")
    page = html(opened(language="es"))
    assert "held-back" in page and "la historia se cuenta sin" in page
    assert "Falta el español en el paso 2: notas." in page
