"""The page Add news: who gets in, what a pasted text becomes, and that nothing is lost or leaks."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from psgdash.archive import loading, saving

MAIN = Path(__file__).resolve().parents[2] / "psgdash" / "ui" / "main.py"
PROTEST = "san-gaban-coca-protest"
EDITION = "events/2004-11-30.yaml"
NEWS = """Miners march in Cajamarca
30 November 2004

On 5 November 2004 about 300 miners marched against the expansion of the Yanacocha mine.
"""
NASTY = "<img src=x onerror=alert(1)> {n} $x$ **b** [a](//b) `c` ![](//d) :red[e]"


@pytest.fixture
def editing(data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Serves a copy of the archive with --edit and a password."""
    monkeypatch.setenv("PSGDASH_DATA", str(data))
    monkeypatch.setenv("PSGDASH_EDIT", "1")
    monkeypatch.setenv("PSGDASH_PASSWORD", "open sesame")
    return data


def opened(
    page: str = "add", language: str = "en", *, editor: bool = True, **query: str
) -> AppTest:
    """A page as an editor sees it, or as somebody who has not given the password."""
    at = AppTest.from_file(str(MAIN), default_timeout=60)
    for name, value in {"lang": language, **query}.items():
        at.query_params[name] = value
    at.session_state["psg_editor"] = editor
    at._page_hash = calc_hash(page) if page else ""
    return at.run()


def html(at: AppTest) -> str:
    """All HTML of the page."""
    assert not at.exception, [e.value for e in at.exception]
    return "\n".join(e.proto.body for e in at.get("html") if "<style>" not in e.proto.body)


def field(at: AppTest, kind: str, end: str) -> Any:
    """The field whose key ends so, before the language that a choice has there."""
    ends = (end, f"{end}-en", f"{end}-es")
    return next(w for w in getattr(at, kind) if w.key.startswith("e-") and w.key.endswith(ends))


def pasted(text: str = NEWS, language: str = "en") -> AppTest:
    """The form after a text was pasted and read."""
    at = opened(language=language)
    at.text_area(key="e-paste").set_value(text)
    return at.button(key="e-read").click().run()


def theirs(data: Path) -> None:
    """Somebody else changes the coca protest in its file, and notes it."""
    path = data / EDITION
    noted = "[coca]\n  corrections:\n    - date: 2024-01-02\n      note: Fewer themes."
    path.write_text(path.read_text("utf-8").replace("[coca, justice]", noted), "utf-8")


# -- the door -----------------------------------------------------------------------------------


def test_without_edit_there_is_no_such_page_and_no_draft_anywhere(
    editing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = editing / EDITION
    path.write_text(path.read_text("utf-8").replace("status: published", "status: draft"), "utf-8")
    monkeypatch.delenv("PSGDASH_EDIT")
    for page in ("add", "", "browse"):
        at = opened(page, edit=PROTEST)
        given = html(at) + json.dumps([e.proto.json for e in at.get("bidi_component")])
        assert "Coca Farmers" not in given and PROTEST not in given
        assert not any("Add news" in str(e.proto.label) for e in at.get("page_link"))
        assert not at.text_area


def test_without_the_password_there_is_only_the_door(editing: Path) -> None:
    at = opened(editor=False, edit=PROTEST)
    assert "Coca Farmers" not in html(at)
    assert [each.label for each in at.text_input] == ["Password"] and not at.text_area


def test_without_a_password_another_host_stays_outside(
    editing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PSGDASH_PASSWORD")
    at = opened(edit=PROTEST)  # a test has no Host that names this computer
    assert "Coca Farmers" not in html(at) and not at.text_area
    assert "nowhere else" in at.warning[0].value


def test_edit_in_an_address_stays_on_its_page(editing: Path) -> None:
    assert opened(edit=PROTEST).query_params["edit"] == PROTEST
    at = opened("browse", edit=PROTEST)
    links = [e.proto.query_string for e in at.get("page_link")]
    assert links and not any("edit" in link for link in links)


# -- a new item ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Not public: somebody has to review it first.", "What is still missing"]),
        ("es", ["No es pública: alguien debe revisarla primero.", "Lo que todavía falta"]),
    ],
)
def test_a_pasted_text_is_proposed_and_saved_to_be_reviewed(
    editing: Path, language: str, words: list[str]
) -> None:
    at = pasted(language=language)
    said = html(at)
    for each in words:
        assert each in said
    at.button(key="e-save").click().run()
    assert not at.exception and at.success
    event = loading.load(editing).events["miners-march-in-cajamarca"]
    assert event.status == "review" and event.published.isoformat() == "2004-11-30"
    assert event.date is not None and event.date.edtf == "2004-11-05"
    assert "yanacocha-mine" in [p.place for p in event.places]
    assert at.text_area(key="e-paste")  # the desk is empty again


def test_what_was_saved_for_review_stands_on_no_page_of_readers(editing: Path) -> None:
    at = pasted()
    at.button(key="e-save").click().run()
    for page in ("", "browse"):
        at = opened(page)
        given = html(at) + json.dumps([e.proto.json for e in at.get("bidi_component")])
        assert "Miners march" not in given


def test_published_it_is_seen_with_its_place_as_coarse_as_asked(editing: Path) -> None:
    at = pasted()
    field(at, "selectbox", "-sensitivity").set_value("hidden").run()
    assert "you chose not to show this item at all" in html(at)
    field(at, "selectbox", "-sensitivity").set_value("department")
    field(at, "selectbox", "-status").set_value("published").run()
    said = html(at)
    card = said[said.index("<article") : said.index("</article>")]
    assert "Readers will see this" in said and "Yanacocha mine:" not in card


@pytest.mark.parametrize(
    ("level", "card_says", "told"),
    [
        (
            "district",
            "Satipo",
            "No se sabe en qué distrito está “Puerto Ocopa”: los lectores ven la "
            "provincia de Satipo.",
        ),
        ("province", "Satipo", ""),
        ("department", "Junín", ""),
    ],
)
def test_the_preview_shows_the_division_that_is_asked_for_or_says_why_not(
    editing: Path, level: str, card_says: str, told: str
) -> None:
    text = (
        "Protesta contra la mina en Puerto Ocopa\n\nMarcharon contra la minería el 8 de abril de "
        "2023 en Puerto Ocopa, en la provincia de Satipo."
    )
    at = pasted(text, "es")
    field(at, "selectbox", "-sensitivity").set_value(level).run()
    said = html(at)
    card = said[said.index("<article") : said.index("</article>")]
    assert f"· {card_says}" in card and "país entero" not in card
    assert told in said and ("No se sabe" in said) is bool(told)


def test_an_empty_form_says_what_to_write_in_the_words_of_the_form(editing: Path) -> None:
    at = opened()
    at.button(key="e-empty").click().run()
    said = html(at)
    for words, part in (
        ("Write a title.", "texts"), ("Write the text.", "texts"), ("Choose at least one theme.",
         "what"), ("Choose a kind of event.", "what"),
    ):  # fmt: skip
        assert f'<a href="#form-{part}">{words}</a>' in said and f'id="form-{part}"' in said
    assert at.button(key="e-save").disabled
    assert "So far it looks like this" in said and "<article" in said
    at = field(at, "text_input", "-title-en").set_value("Roads are open").run()
    assert "Roads are open</h3>" in html(at) and "Write a title." not in html(at)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_public_item_without_a_note_is_shown_and_its_button_says_why_it_waits(
    editing: Path, language: str
) -> None:
    at = opened(edit=PROTEST, language=language)
    field(at, "text_input", "-title-es").set_value("Otro título").run()
    field(at, "text_input", "-title-en").set_value("Another title").run()
    said = html(at)
    assert at.button(key="e-save").disabled and "<article" in said
    assert '<a href="#form-corrections">' in said and 'id="form-corrections"' in said
    assert ("Another title" if language == "en" else "Otro título") in said


def put_in(at: AppTest) -> list[str]:
    """The places of the form by their heads."""
    assert not at.exception
    return [each.value for each in at.markdown if each.value.startswith("**")]


def test_a_place_can_be_added_by_name_once_and_an_unknown_one_is_told(editing: Path) -> None:
    at = pasted()
    at.text_input(key="e-new-place").set_value("La Oroya").run()
    assert any("La Oroya" in str(box.options) for box in at.selectbox)
    at.text_input(key="e-new-place").set_value("La Oroya").run()
    assert "number 3" in at.info[0].value and len(put_in(at)) == 3
    at.text_input(key="e-new-place").set_value("11.2, -74.3").run()
    assert "11\\.2" in at.warning[0].value and len(put_in(at)) == 3 and not at.info


def test_a_name_that_no_list_knows_is_kept_and_its_pin_is_put_by_hand(editing: Path) -> None:
    at = pasted()
    at.text_input(key="e-new-place").set_value("Puerto Prado, Río Tambo").run()
    assert put_in(at)[-1] == "**3** · Puerto Prado"
    assert "It keeps that name; put its pin on the map" in at.warning[0].value
    which, exact = (
        [box for box in at.selectbox if box.key.startswith(name)][-1]
        for name in ("e-which-", "e-exact-")
    )
    assert which.options[:2] == [
        "“Puerto Prado”: not known; its pin is yours to put (now at Río Tambo)",
        "Río Tambo · Satipo, Junín · district",
    ]
    assert exact.value == "district"  # nobody knows more of it yet
    at.session_state["psg_place_rows"].rows[-1].put((-11.1, -74.2))  # as the map does
    at.run()
    assert not at.warning
    assert [box for box in at.selectbox if box.key.startswith("e-exact-")][-1].value == "town"
    at.button(key="e-save").click().run()
    assert not at.exception and at.success
    place = loading.load(editing).places["puerto-prado"]
    assert (place.lat, place.lon, place.precision) == (-11.1, -74.2, "town")
    assert place.within == ("Río Tambo", "Satipo", "Junín", "Peru")


@pytest.mark.usefixtures("editing")
def test_what_is_written_where_a_place_is_chosen_is_asked_for_and_nothing_is_lost() -> None:
    at = pasted("March in Lima\nOn 5 November 2004 about 300 people marched in Lima.")

    def which() -> Any:
        return next(box for box in at.selectbox if box.key.startswith("e-which-"))

    lima = list(which().options)
    which().options.append("Puerto Ocopa")  # a browser tells it so
    at = which().set_value("Puerto Ocopa").run()
    assert which().options == ["Puerto Ocopa · Satipo, Junín · town", *lima]
    assert which().value == 0 and put_in(at) == ["**1** · Puerto Ocopa"] and not at.warning
    which().options.append("Puerto Prado")
    at = which().set_value("Puerto Prado").run()
    assert which().options[0] == "“Puerto Prado”: not known; its pin is yours to put"
    assert "Puerto Prado" in at.warning[0].value
    which().options.append("77")
    at = which().set_value("77").run()
    assert which().value == 0 and "77" in at.warning[-1].value
    at = which().select_index(len(which().options) - len(lima)).run()
    assert not [each for each in at.warning if "Prado" in each.value]


@pytest.mark.parametrize(
    ("language", "sure", "withdraw"),
    [
        ("en", "Corroborated: another source", "Readers will no longer see it."),
        ("es", "Corroborado: otra fuente", "Los lectores dejarán de verla."),
    ],
)
@pytest.mark.usefixtures("editing")
def test_words_of_the_trade_are_explained(language: str, sure: str, withdraw: str) -> None:
    at = opened(edit=PROTEST, language=language)
    assert sure in field(at, "selectbox", "-sure").help
    assert any(each.value.startswith(withdraw) for each in at.caption)


def test_what_was_put_away_can_be_taken_up_again(editing: Path) -> None:
    at = pasted()
    field(at, "text_input", "-title-en").set_value("My own title").run()
    field(at, "button", "-away").click().run()
    assert at.text_area(key="e-paste")
    at.button(key="e-take-up").click().run()
    assert field(at, "text_input", "-title-en").value == "My own title"
    assert "Yanacocha mine" in html(at)


CHOSEN = {
    "-how": "about", "-kind": "agreement", "-status": "published", "-sure": "verified",
    "-sensitivity": "district", "e-which-": 1, "e-role-": "origin", "e-exact-": "region",
}  # fmt: skip


def boxes(at: AppTest) -> dict[str, Any]:
    """The select boxes of the form by their part of the key, the first place's for all places."""
    ends = [name for name in CHOSEN if name.startswith("-")]
    found = {end: field(at, "selectbox", end) for end in ends}
    for name in (name for name in CHOSEN if name not in ends):
        found[name] = next(box for box in at.selectbox if box.key.startswith(name))
    return found


@pytest.mark.usefixtures("editing")
def test_the_language_changes_the_words_of_every_choice_and_nothing_that_was_chosen() -> None:
    at = pasted("March in Lima\nOn 5 November 2004 about 300 people marched in Lima.")
    field(at, "text_input", "-title-en").set_value("My own title").run()
    boxes(at)["e-which-"].set_value(1).run()  # by which that for the exactness is another one
    for name, box in boxes(at).items():
        box.set_value(CHOSEN[name])
    field(at, "multiselect", "-themes").set_value(["mining", "coca"])
    at.run()
    english = {name: box.options for name, box in boxes(at).items()}
    for language in ("es", "en", "es"):
        at.query_params["lang"] = language
        at.run()
        for _ in range(2):  # now and when the browser has told what it shows
            assert {name: box.value for name, box in boxes(at).items()} == CHOSEN
            assert field(at, "multiselect", "-themes").value == ["mining", "coca"]
            assert field(at, "text_input", "-title-en").value == "My own title"
            same = [box.options == english[name] for name, box in boxes(at).items()]
            assert set(same) == {language == "en"}
            # A browser shows the words that it has for a key, so each language has its own.
            every = (*boxes(at).values(), field(at, "multiselect", "-themes"))
            assert all(box.key.endswith(f"-{language}") for box in every)
            at.run()


def test_the_guide_stands_on_the_page_in_its_language(editing: Path) -> None:
    for language, words in (("en", "You need no special knowledge"), ("es", "No hace falta")):
        assert any(words in each.value for each in opened(language=language).markdown)


def test_hostile_text_in_every_field_is_text(editing: Path) -> None:
    at = pasted(f"{NASTY}\n30 November 2004\n\nMarch in Lima {NASTY} against the mine.")
    for kind in ("text_input", "text_area"):
        for each in getattr(at, kind):
            if each.key.startswith("e-") and not each.key.endswith("url"):
                each.set_value(NASTY)
    at.run()
    said = html(at)
    assert "<img" not in said and "&lt;img" in said
    for each in (*at.markdown, *at.caption, *at.warning):
        assert "![](" not in each.value and "**b**" not in each.value
    at.button(key="e-save").click().run()
    assert not at.exception and at.success
    archive = loading.load(editing)
    assert archive.problems == () and len(archive.events) == 11


@pytest.mark.parametrize(
    ("language", "label", "missing"),
    [
        ("en", "It is from Peru Support Group itself", "<li>A source</li>"),
        ("es", "Es del propio Peru Support Group", "<li>Una fuente</li>"),
    ],
)
def test_a_text_that_names_no_source_has_none_until_the_group_is_put_in_with_a_press(
    editing: Path, language: str, label: str, missing: str
) -> None:
    at = pasted(language=language)
    assert missing in html(at)
    (own,) = [each for each in at.button if each.label == label]
    at = own.click().run()
    assert missing not in html(at) and label not in [each.label for each in at.button]
    at.button(key="e-save").click().run()
    (source,) = loading.load(editing).events["miners-march-in-cajamarca"].sources
    assert (source.title, source.url) == (
        "Peru Support Group", "https://www.perusupportgroup.org.uk/"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Is it there already?"), ("es", "¿Ya está?")]
)
def test_the_same_text_again_is_noticed_whatever_place_and_date_it_got(
    editing: Path, language: str, words: str
) -> None:
    pasted(language=language).button(key="e-save").click().run()
    path = editing / EDITION
    moved = path.read_text("utf-8").replace("date: 2004-11-05", "date: 1999")
    path.write_text(moved.replace("place: yanacocha-mine", "place: san-gaban"), "utf-8")
    said = html(pasted("Another title\n" + NEWS.partition("\n")[2], language=language))
    assert "Miners march in Cajamarca · 1999" in said[said.index(words) :]


# -- an item that is there ----------------------------------------------------------------------


def test_an_address_opens_the_item_and_a_correction_is_logged(editing: Path) -> None:
    at = opened(edit=PROTEST)
    assert field(at, "text_input", "-title-en").value.startswith("Coca Farmers")
    assert any("San Gabán" in str(box.options) for box in at.selectbox)
    field(at, "checkbox", "-conflict").set_value(False).run()
    assert "say what you changed, and why" in html(at)
    field(at, "text_area", "-note").set_value("It was peaceful.").run()
    at.button(key="e-save").click().run()
    event = loading.load(editing).events[PROTEST]
    assert not at.exception and not event.conflict
    assert [c.note for c in event.corrections] == ["It was peaceful."]
    assert "edit" not in at.query_params


def test_an_item_that_is_not_there_is_told(editing: Path) -> None:
    at = opened(edit="<b>nothing</b>")
    assert not at.exception and "nothing" in at.warning[0].value
    assert at.text_area(key="e-paste")


@pytest.mark.parametrize("language", ["en", "es"])
def test_withdrawing_wants_a_reason_and_keeps_the_item(editing: Path, language: str) -> None:
    at = opened(edit=PROTEST, language=language)
    field(at, "button", "-withdraw").click().run()
    assert at.warning and loading.load(editing).events[PROTEST].status == "published"
    field(at, "text_area", "-why").set_value("A person asked us.")
    field(at, "button", "-withdraw").click().run()
    assert not at.exception and at.success
    event = loading.load(editing).events[PROTEST]
    assert event.status == "withdrawn" and event.corrections[-1].note == "A person asked us."


# -- two editors, and a folder that cannot be written ---------------------------------------------


def conflicted(data: Path) -> AppTest:
    """An editor who presses Save after another did."""
    at = opened(edit=PROTEST)
    theirs(data)
    field(at, "text_input", "-title-en").set_value("My own title")
    field(at, "text_area", "-note").set_value("A better title.").run()
    return at.button(key="e-save").click().run()


def test_the_second_editor_is_told_and_all_that_she_wrote_stays(editing: Path) -> None:
    at = conflicted(editing)
    assert "Somebody else was quicker" in html(at)
    said = [each.value for each in at.caption]
    assert "What they changed: “Themes”, “Corrections”" in said
    assert any("theirs is gone from the item: “Themes”." in each for each in said)
    assert field(at, "text_input", "-title-en").value == "My own title"
    assert "title" not in str(loading.load(editing).events[PROTEST].corrections)


def test_she_may_put_hers_on_top_after_seeing_theirs(editing: Path) -> None:
    at = conflicted(editing)
    at.button(key="e-mine").click().run()
    assert not at.exception and at.success
    assert "kept as a withdrawn item" in at.success[0].value
    archive = loading.load(editing)
    event, kept = archive.events[PROTEST], archive.events[f"{PROTEST}-replaced"]
    assert event.title["en"] == "My own title" and event.themes == ("coca", "justice")
    assert [c.note for c in event.corrections] == ["A better title."]
    assert (kept.status, kept.themes) == ("withdrawn", ("coca",))
    assert kept.corrections[0].note == "Fewer themes."
    readers = opened("")
    given = html(readers) + json.dumps([e.proto.json for e in readers.get("bidi_component")])
    assert "-replaced" not in given and "Fewer themes" not in given


def test_she_may_put_both_together_and_neither_is_lost(editing: Path) -> None:
    at = conflicted(editing)
    assert not any("Both of you" in each.value for each in at.caption)
    at.button(key="e-both").click().run()
    assert [each.value for each in at.success] == [
        "Both are in the form now. Look it through, then save it."
    ]
    assert field(at, "multiselect", "-themes").value == ["coca"]
    assert field(at, "text_input", "-title-en").value == "My own title"
    at.button(key="e-save").click().run()
    assert not at.exception and at.success
    event = loading.load(editing).events[PROTEST]
    assert (event.title["en"], event.themes) == ("My own title", ("coca",))
    assert [c.note for c in event.corrections] == ["Fewer themes.", "A better title."]
    assert f"{PROTEST}-replaced" not in loading.load(editing).events


def test_what_both_changed_is_said_before_they_are_put_together(editing: Path) -> None:
    at = opened(edit=PROTEST)
    theirs(editing)
    field(at, "multiselect", "-themes").set_value(["mining"])
    field(at, "text_area", "-note").set_value("Another theme.").run()
    at.button(key="e-save").click().run()
    said = "Both of you changed: “Themes”. If you put both together, yours stays there."
    assert said in [each.value for each in at.caption]
    at.button(key="e-both").click().run()
    assert field(at, "multiselect", "-themes").value == ["mining"]
    assert "take out of the note" in at.success[0].value
    note = field(at, "text_area", "-note")
    assert note.value == "Another theme.\nFewer themes."
    note.set_value("Another theme.").run()
    at.button(key="e-save").click().run()
    archive = loading.load(editing)
    event, kept = archive.events[PROTEST], archive.events[f"{PROTEST}-replaced"]
    assert event.themes == ("mining",) and kept.themes == ("coca",)
    assert [c.note for c in event.corrections] == ["Another theme."]


def test_she_may_open_theirs_and_hers_is_put_away(editing: Path) -> None:
    at = conflicted(editing)
    at.button(key="e-theirs").click().run()
    assert field(at, "multiselect", "-themes").value == ["coca"]
    assert field(at, "text_input", "-title-en").value.startswith("Coca Farmers")
    field(at, "button", "-away").click().run()
    assert not at.exception


def test_an_item_whose_file_lost_it_may_be_saved_as_a_new_one(editing: Path) -> None:
    at = opened(edit=PROTEST)
    field(at, "text_area", "-note").set_value("Why.").run()
    (editing / EDITION).unlink()
    at.button(key="e-save").click().run()
    assert "no longer in its file" in " ".join(each.value for each in at.markdown)
    at.button(key="e-mine").click().run()
    assert not at.exception and at.success
    assert any(
        e.title["en"].startswith("Coca Farmers") for e in loading.load(editing).events.values()
    )


def test_a_folder_that_cannot_be_written_offers_the_text(
    editing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "can_write", lambda folder: False)
    at = pasted()
    assert "- id: miners-march-in-cajamarca" in at.code[0].value
    assert not [button for button in at.button if button.key == "e-save"]
    assert "cannot be written" in at.info[0].value and at.get("download_button")


def test_a_folder_that_is_read_only_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    assert not saving.can_write(tmp_path / "file")
    assert os.listdir(tmp_path) == ["file"]


@pytest.mark.usefixtures("editing")
def test_another_date_of_the_text_is_taken_with_a_click_and_all_else_stays() -> None:
    at = pasted("Bloqueo en Espinar\nDesde el 4 de marzo de 2015 comuneros bloquean la vía.", "es")
    assert any("Son muy anteriores" in each.value for each in at.caption)
    field(at, "text_input", "-title-es").set_value("Bloqueo en la vía").run()
    (button,) = [each for each in at.button if each.label == "Ocurrió: 4 de marzo de 2015"]
    at = button.click().run()
    assert any(each.value == "Los lectores ven: 4 de marzo de 2015" for each in at.caption)
    assert field(at, "text_input", "-title-es").value == "Bloqueo en la vía"
    assert any("1** · Espinar" in each.value for each in at.markdown)
    assert not [each for each in at.button if each.label.startswith("Ocurrió")]


@pytest.mark.usefixtures("editing")
def test_last_tuesday_goes_by_the_day_of_the_edition_once_that_is_right() -> None:
    at = pasted("Blockade in Puno\nOn Tuesday they met in Puno.")
    field(at, "date_input", "-published").set_value(date(2019, 3, 14)).run()
    (button,) = [each for each in at.button if each.label.startswith("It happened: On Tuesday")]
    assert "12 March 2019" in button.label
    at = button.click().run()
    assert any(each.value == "Readers see: 12 March 2019" for each in at.caption)


@pytest.mark.usefixtures("editing")
def test_of_many_places_those_that_are_not_put_in_are_offered() -> None:
    towns = "Ayaviri, Juliaca, Macusani, Ilave, Huancayo, Abancay, Chimbote, Tarapoto y Sicuani"
    at = pasted(f"Huelga\nLos maestros marcharon en {towns}.", "es")
    assert len([m for m in at.markdown if m.value.startswith("**")]) == 8
    at = next(each for each in at.button if each.label == "+ Sicuani").click().run()
    assert any(m.value == "**9** · Sicuani" for m in at.markdown)
    assert not any("el texto no dice cuál" in each.value for each in at.caption)


@pytest.mark.usefixtures("editing")
def test_a_place_that_is_taken_up_stands_instead_of_the_whole_country() -> None:
    at = pasted("Desalojo en Santa Rosa\nLa policía desalojó ayer a familias en Santa Rosa.", "es")
    assert [m.value for m in at.markdown if m.value.startswith("**")] == ["**1** · Perú"]
    (offer,) = [each for each in at.button if each.label == "+ Santa Rosa"]
    at = offer.click().run()
    assert [m.value for m in at.markdown if m.value.startswith("**")] == ["**1** · Santa Rosa"]
    assert any(each.value.startswith("Por qué este: ") for each in at.caption)
    doubt = "Varios lugares se llaman así y el texto no dice cuál es. Compárelos."
    assert doubt in [each.value for each in at.caption]
    which = next(each for each in at.selectbox if each.key.startswith("e-which-"))
    at = which.select_index(1).run()
    assert doubt not in [each.value for each in at.caption]


def test_a_pin_that_left_its_department_is_told_beside_the_map_and_put_back(
    editing: Path,
) -> None:
    at = pasted()
    row = at.session_state["psg_place_rows"].rows[0]
    row.at = (-15.84, -70.02)
    at.run()
    said = [each.value for each in at.caption if "its pin now lies" in each.value]
    assert len(said) == 1 and "near Puno" in said[0] and "It was in Cajamarca" in said[0]
    at.button(key=f"e-undo-{row.number}").click().run()
    assert not any("its pin now lies" in each.value for each in at.caption)
