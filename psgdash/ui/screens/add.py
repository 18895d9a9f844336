"""Add news: paste a text, confirm what it proposes, see it as readers will, save it.

The same page changes and withdraws records that are there: `/add?edit=<id>`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import streamlit as st

from psgdash.archive import cache, gate, loading, saving
from psgdash.archive.dates import DateError, EventDate
from psgdash.archive.loading import Archive
from psgdash.archive.saving import ConflictError, SavingError
from psgdash.archive.words import in_language
from psgdash.editing import drafts
from psgdash.editing.dateforms import DateForm, form_of
from psgdash.editing.drafts import Built, Draft
from psgdash.editing.proposals import propose
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.home import data_folder, shipped
from psgdash.ui.components import datefield, pinmap, placefield, preview, recordform
from psgdash.ui.components.text import escaped, literal
from psgdash.ui.state import State

TEXT_LIMIT = 20_000  # characters of a pasted text
EDIT = "edit"  # URL parameter: the record to change
_DESK, _SAID = "psg_desk", "psg_saved"


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk: the draft it began with, and the turn that names its fields."""

    draft: Draft
    form: DateForm
    language: str
    turn: int


def show(state: State) -> None:
    """Draw the page."""
    t = state.t
    archive = loading.load(data_folder(), cache.default_folder())
    st.html(f'<h1 class="page-title">{escaped(t("Add news"))}</h1>')
    if said := st.session_state.pop(_SAID, ""):
        st.success(said)
    _open_asked(archive)
    desk: Desk | None = st.session_state.get(_DESK)
    if desk is None:
        _start(state, archive)
    else:
        _work(state, archive, desk)


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return Gazetteer(shipped("gazetteer"))


def _open_asked(archive: Archive) -> None:
    """The record that the address names goes on the desk, unless it lies there."""
    asked = st.query_params.get(EDIT)
    desk: Desk | None = st.session_state.get(_DESK)
    if not asked or (desk and desk.draft.before and desk.draft.before.record.id == asked):
        return
    if asked in archive.events:
        _take(asked, archive)


def _take(name: str, archive: Archive) -> None:
    held = saving.held(data_folder(), "event", name)
    if held is not None:
        first = next(iter(held.record.text))
        _put(drafts.from_record(held, archive), first)


def _put(draft: Draft, language: str) -> None:
    """Lay a draft on the desk; every field of it gets a name of its own."""
    turn = st.session_state.get("psg_turn", 0) + 1
    st.session_state["psg_turn"] = turn
    try:
        when = EventDate.parse(draft.date) if draft.date else None
    except DateError:
        when = None
    form = form_of(when, draft.date_basis, draft.published)
    st.session_state[_DESK] = Desk(draft, form, language, turn)


def _clear() -> None:
    st.session_state.pop(_DESK, None)
    st.query_params.pop(EDIT, None)


# -- the beginning ------------------------------------------------------------------------------


def _start(state: State, archive: Archive) -> None:
    t = state.t
    paste, change = st.columns([0.62, 0.38], gap="large")
    with paste, st.container(key="paste"):
        st.html(f'<h2 class="step">{escaped(t("A new item"))}</h2>')
        st.caption(
            t("Paste it: the title on the first line, then the text. You can change all of it.")
        )
        pasted = st.text_area(
            t("Title and text"), height=280, max_chars=TEXT_LIMIT, key="e-paste",
            label_visibility="collapsed",
        )  # fmt: skip
        day = datefield.day(t("Day of the edition"), date.today(), "e-day") or date.today()
        left, right = st.columns(2)
        if left.button(t("Read the text"), type="primary", key="e-read", width="stretch"):
            _read(state, archive, pasted, day)
        if right.button(t("Begin with an empty form"), key="e-empty", width="stretch"):
            placefield.begin()
            _put(Draft(title={}, text={}, published=day, date=""), state.language)
            st.rerun()
    with change, st.container(key="change"):
        st.html(f'<h2 class="step">{escaped(t("An item that is there"))}</h2>')
        st.caption(t("To change it, to correct it, or to withdraw it. Nothing is ever deleted."))
        newest = sorted(archive.events.values(), key=lambda e: (e.published, e.id), reverse=True)
        names = {
            e.id: f"{in_language(e.title, t.language)[0]} · {e.published.isoformat()}"
            for e in newest
        }
        chosen = st.selectbox(
            t("Item"), list(names), None, names.__getitem__, key="e-pick",
            placeholder=t("Choose one"),
        )  # fmt: skip
        if st.button(t("Open it"), key="e-open", disabled=chosen is None) and chosen:
            st.query_params[EDIT] = chosen
            _begin_record(chosen, archive)
            st.rerun()
        st.html(_help(state))


def _begin_record(name: str, archive: Archive) -> None:
    _take(name, archive)
    desk: Desk | None = st.session_state.get(_DESK)
    if desk:
        placefield.begin(drafts=desk.draft.places)


def _read(state: State, archive: Archive, pasted: str, day: date) -> None:
    if not pasted.strip():
        st.warning(state.t("There is no text yet. Paste one above."))
        return
    found = propose(pasted, archive, _gazetteer(), day)
    draft = drafts.from_proposal(found)
    name = in_language(archive.site.name, found.language)[0]
    source = {"title": name, "url": archive.site.url}
    placefield.begin(found.places)
    _put(replace(draft, sources=(source,)), found.language)
    st.rerun()


def _help(state: State) -> str:
    t = state.t
    steps = (
        t("Paste the text and press “Read the text”."),
        t("Look at the date, the places and the themes that it proposes; change what is wrong."),
        t("Compare with the preview: that is what readers see."),
        t("Save it to be reviewed, or publish it."),
    )
    items = "".join(f"<li>{escaped(step)}</li>" for step in steps)
    return (
        f'<section class="steps"><h3>{escaped(t("In four steps"))}</h3><ol>{items}</ol></section>'
    )


# -- the form -----------------------------------------------------------------------------------


def _work(state: State, archive: Archive, desk: Desk) -> None:
    t, key = state.t, f"e-{desk.turn}"
    head, away = st.columns([0.75, 0.25], vertical_alignment="center")
    with head:
        before = desk.draft.before
        title = in_language(before.record.title, t.language)[0] if before else t("A new item")
        st.html(f'<h2 class="step">{escaped(title)}</h2>')
    with away:
        st.button(t("Put it away without saving"), key=f"{key}-away", on_click=_clear)
    form, side = st.columns([0.56, 0.44], gap="large")
    fields: dict[str, Any] = {}
    with form, st.container(key="record-form"):
        fields |= recordform.texts(desk.draft, desk.language, t, key)
        _heading(t("When"))
        fields |= recordform.when(desk.draft, desk.form, t, key)
        _heading(t("Where"))
        fields["places"] = placefield.show(archive, _gazetteer(), t)
        _heading(t("What"))
        fields |= recordform.what(desk.draft, archive, t, key)
        _heading(t("Sources"))
        fields |= recordform.sources(desk.draft, t, key)
        _heading(t("Publishing"))
        fields |= recordform.publishing(desk.draft, t, key)
        if before:
            fields["note"] = st.text_area(
                t("What did you change, and why?"), key=f"{key}-note", max_chars=2000,
                help=t("It is kept with the item, and readers see it."),
            )  # fmt: skip
    draft = replace(desk.draft, **fields)
    built = drafts.build(draft, archive, date.today())
    with side, st.container(key="record-side"):
        _map(state, draft, archive)
        preview.show(state, archive, draft, built)
        _save(state, draft, built)


def _heading(words: str) -> None:
    st.html(f'<h3 class="step">{escaped(words)}</h3>')


def _map(state: State, draft: Draft, archive: Archive) -> None:
    rows = placefield.rows().rows
    pins = []
    for i, (row, place) in enumerate(zip(rows, draft.places, strict=True)):
        base = place.choice.place or place.choice.candidate
        assert base is not None  # a choice is one of the two
        lat, lon = place.at or (base.lat, base.lon)
        precision = place.precision or base.precision
        area = base.radius_km if precision not in gate.POINTS and not place.at else None
        name = placefield.choice_words(row.choices[row.chosen], state.t).partition(" · ")[0]
        if precision != "country":
            pins.append(pinmap.Pin(i, name, lat, lon, area))
    pinmap.show(pins, state.theme, state.t, unsaved=True, on_move=placefield.move)
    del archive


# -- saving -------------------------------------------------------------------------------------


def _save(state: State, draft: Draft, built: Built) -> None:
    t = state.t
    folder = data_folder()
    if built.event is None:
        st.caption(t("It can be saved as soon as what is said above is mended."))
        return
    if not saving.can_write(folder):
        st.info(
            t("The archive's folder cannot be written from here. Copy this into the files that "
              "it names, or send it to somebody who can.")
        )  # fmt: skip
        st.code(built.yaml, language="yaml")
        return
    if st.button(t("Save"), type="primary", key="e-save", width="stretch"):
        _try(state, draft, built)
    with st.expander(t("What will be written")):
        st.code(built.yaml, language="yaml")


def _try(state: State, draft: Draft, built: Built) -> None:
    t = state.t
    try:
        drafts.save(data_folder(), draft, built)
    except ConflictError as error:
        st.error(
            t("Somebody else changed this item while you had it open. Nothing was saved, and what "
              "you wrote is still here: copy what you need, then open the item again.")
        )  # fmt: skip
        if error.theirs is not None:
            st.caption(t("This is what it says now:"))
            st.code(error.theirs.text, language="yaml")
        return
    except SavingError as error:
        st.error(literal(str(error)))
        return
    assert built.event is not None  # looked at before the button was drawn
    title = in_language(built.event.title, t.language)[0]
    shown = gate.is_open(built.event, date.today())
    said = t("Saved, and everybody sees it: {title}") if shown else t("Saved: {title}")
    st.session_state[_SAID] = literal(said.format(title=title))
    _clear()
    st.rerun()
