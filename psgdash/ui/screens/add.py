"""Add news: paste a text, confirm what it proposes, see it as readers will, save it.

The same page changes and withdraws records that are there: `/add?edit=<id>`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import streamlit as st

from psgdash.archive import cache, loading, saving
from psgdash.archive.dates import EventDate, day_words
from psgdash.archive.loading import Archive
from psgdash.archive.records import Event
from psgdash.archive.saving import SavingError
from psgdash.archive.words import in_language
from psgdash.editing import datewords, drafts
from psgdash.editing.drafts import Built, Draft
from psgdash.editing.proposals import TEXT_LIMIT, propose
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.home import data_folder, shipped
from psgdash.locale import Words, reader
from psgdash.ui.components import (
    datefield,
    desk,
    movednote,
    pinmap,
    placefield,
    preview,
    recordform,
    savebar,
)
from psgdash.ui.components.desk import Desk
from psgdash.ui.components.text import escaped, literal
from psgdash.ui.state import State

GUIDES = {"en": "adding-news.md", "es": "agregar-noticias.md"}
NOTE_LIMIT = 2000  # characters
MOST_DATES = 6  # of a text that are offered
_UNKNOWN, _TAKEN = "psg_no_record", "psg_date_taken"


def show(state: State) -> None:
    """Draw the page."""
    t = state.t
    archive = loading.load(data_folder(), cache.default_folder())
    st.html(f'<h1 class="page-title">{escaped(t("Add news"))}</h1>')
    if said := savebar.said():
        st.success(said)
        st.toast(said, duration="long")  # on a phone the top of the page is out of sight
    lying = desk.current()
    if lying is None and state.edit:
        lying = _open(state, archive, state.edit)
    if (lying.record if lying else None) != state.edit:
        state.go(edit=lying.record if lying else None)  # what lies on the desk is not lost
    if lying is None:
        _start(state, archive)
    else:
        _work(state, archive, lying)


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return Gazetteer(shipped("gazetteer"))


def _open(state: State, archive: Archive, name: str) -> Desk | None:
    """Lay a record that is there on the desk."""
    try:
        held = saving.held(data_folder(), "event", name)
    except SavingError as error:
        st.error(literal(reader.said(str(error), state.t)))
        return None
    if held is None:
        st.warning(state.t("There is no item {name}.", name=literal(name)))
        return None
    first = next(iter(held.record.text))
    return desk.put(drafts.from_record(held, archive), first)


# -- the beginning ------------------------------------------------------------------------------


def _start(state: State, archive: Archive) -> None:
    t = state.t
    _put_away(t)
    paste, change = st.columns([0.6, 0.4], gap="large")
    with paste, st.container(key="paste"):
        _heading(t("A new item"))
        st.caption(
            t("Paste it: the title on the first line, then the text. You can change all of it.")
        )
        pasted = st.text_area(
            t("Title and text"), height=280, max_chars=TEXT_LIMIT, key="e-paste",
            label_visibility="collapsed", placeholder=_example(t),
        )  # fmt: skip
        day = datefield.day(t("Day of the edition"), date.today(), "e-day") or date.today()
        left, right = st.columns(2)
        if left.button(t("Read the text"), type="primary", key="e-read", width="stretch"):
            _read(state, archive, pasted, day)
        if right.button(t("Begin with an empty form"), key="e-empty", width="stretch"):
            desk.put(Draft(title={}, text={}, published=day), state.language)
            st.rerun()
    with change, st.container(key="change"):
        _heading(t("An item of the archive"))
        st.caption(t("To change it, to correct it, or to withdraw it. Nothing is ever deleted."))
        newest = sorted(archive.events.values(), key=lambda e: (e.published, e.id), reverse=True)
        names = {event.id: _name(event, t) for event in newest}
        chosen = st.selectbox(
            t("Item"), list(names), None, names.__getitem__, key="e-pick",
            placeholder=t("Choose an item"), label_visibility="collapsed",
        )  # fmt: skip
        if st.button(t("Open it"), key="e-open", disabled=chosen is None) and chosen:
            state.go(edit=chosen)
            st.rerun()
        st.html(_steps(t))
        with st.expander(t("The whole guide")):
            st.markdown(shipped("guide", GUIDES[t.language]).read_text("utf-8"))


def _example(t: Words) -> str:
    """How a pasted text looks; a text area shows the lines as they are."""
    day = day_words(date(2004, 11, 30), t.language)
    story = t("On 5 November about 300 miners marched through La Oroya against the smelter.")
    return "\n".join((t("Miners march in La Oroya"), day, "", story))


def _put_away(t: Words) -> None:
    """What was put away without saving can be taken up again."""
    before = desk.away()
    if before is None:
        return
    title = in_language(before.latest.title, t.language)[0] or t("An item without a title")
    with st.container(key="put-away", horizontal=True, vertical_alignment="center"):
        st.caption(t("Put away without saving: {title}", title=literal(title)))
        st.button(t("Take it up again"), key="e-take-up", on_click=desk.take_up, type="tertiary")


def _name(event: Event, t: Words) -> str:
    """An item in the list: title, edition, and its status unless it is public."""
    parts = [in_language(event.title, t.language)[0], event.published.isoformat()]
    if event.status != "published":
        parts.append(recordform.status_words(t)[event.status].partition(":")[0].lower())
    return " · ".join(parts)


def _read(state: State, archive: Archive, pasted: str, day: date) -> None:
    if not pasted.strip():
        st.warning(state.t("There is no text yet. Paste one above."))
        return
    found = propose(pasted, archive, _gazetteer(), day)
    draft = drafts.from_proposal(found)
    heard = tuple(dict.fromkeys(each.words for each in found.dates))
    desk.put(
        draft, found.language, proposals=found.places, offers=found.others, heard=heard,
        used=found.date_words,
    )  # fmt: skip
    st.rerun()


def _steps(t: Words) -> str:
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


def _work(state: State, archive: Archive, lying: Desk) -> None:
    t, begun, key = state.t, lying.draft, lying.key
    with st.container(key="desk-head", horizontal=True, vertical_alignment="center"):
        title = begun.before and in_language(begun.before.record.title, t.language)[0]
        _heading(title or t("A new item"), "form-texts")
        st.button(t("Put it away without saving"), key=f"{key}-away", on_click=desk.put_away)
    form, side = st.columns([0.54, 0.46], gap="large")
    with form, st.container(key="record-form"):
        fields = _fields(archive, lying, t)
    draft = replace(begun, **fields)
    desk.note(draft)
    if taken := st.session_state.pop(_TAKEN, None):
        _take(lying, draft, *taken)
    built = drafts.build(draft, archive, date.today())
    with side, st.container(key="record-side"):
        _map(state, archive, draft, built)
        preview.show(state, archive, draft, built)
        savebar.show(state, archive, draft, built)


def _map(state: State, archive: Archive, draft: Draft, built: Built) -> None:
    """The pins to move; where readers get them coarser, theirs can be looked at too."""
    t, mine = state.t, placefield.pins(draft.places, state.t)
    if built.seen and draft.sensitivity in ("district", "province", "department"):
        names = {"mine": t("Your pins"), "theirs": t("What readers see")}
        view = st.segmented_control(
            t("On the map"), list(names), default="mine", format_func=names.__getitem__,
            key="e-map-view", label_visibility="collapsed", required=True,
        )  # fmt: skip
        if view == "theirs":
            shown = preview.through_gate(built.seen, built.places, archive)
            pins = placefield.pins_of(shown.event, shown.published.places, t)
            pinmap.show(pins, state.theme, t, unsaved=True)
            return
    pinmap.show(mine, state.theme, t, unsaved=True, on_move=placefield.move)
    movednote.show(_gazetteer(), t)


def _fields(archive: Archive, lying: Desk, t: Words) -> dict[str, Any]:
    """Draw the form, and give what its fields say."""
    begun, key = lying.draft, lying.key
    fields = recordform.texts(begun, lying.language, t, key)
    _heading(t("When"), "form-when")
    fields |= recordform.when(begun, lying.form, t, key)
    if lying.heard:
        _heard(lying, fields, t)
    _heading(t("Where"), "form-where")
    fields["places"] = placefield.show(archive, _gazetteer(), t)
    _heading(t("What"), "form-what")
    fields |= recordform.what(begun, archive, t, key)
    _heading(t("Sources"), "form-sources")
    fields |= recordform.sources(begun, t, key)
    if not fields["sources"]:
        name = in_language(archive.site.name, t.language)[0]
        st.button(
            t("It is from {name} itself", name=literal(name)), key=f"{key}-own",
            on_click=_own, args=(archive, lying),
        )  # fmt: skip
    _heading(t("Publishing"), "form-publishing")
    fields |= recordform.publishing(begun, t, key)
    if begun.before:
        _heading(t("Corrections"), "form-corrections")
        fields["note"] = st.text_area(
            t("What did you change, and why?"), begun.note, key=f"{key}-note",
            max_chars=NOTE_LIMIT, help=t("It is kept with the item, and readers see it."),
        )  # fmt: skip
        savebar.withdrawing(lying, archive, t)
    return fields


def _own(archive: Archive, lying: Desk) -> None:
    """The group itself in the first row of the sources, which is empty."""
    for field, value in drafts.own_source(archive, lying.language).items():
        st.session_state[f"{lying.key}-source-0-{field}"] = value


def _heard(lying: Desk, fields: Mapping[str, Any], t: Words) -> None:
    """The dates that the text names, whether one was taken, and the others to be taken."""
    words = literal("; ".join(f"“{each}”" for each in lying.heard))
    said = (
        t("Dates in the text: {words}.", words=words)
        if lying.used
        else t("Dates in the text: {words}. They are long before the day of the edition: is that "
               "day right?", words=words)
    )  # fmt: skip
    st.caption(said)
    # "Last Tuesday" goes by the edition's day, which may have been set right meanwhile.
    now = datewords.find(fields["text"][lying.language], lying.language, fields["published"])
    dates = {each.words: each.edtf for each in now}
    others = [(each, edtf) for each, edtf in dates.items() if edtf != fields["date"]][:MOST_DATES]
    if not others:
        return
    with st.container(key="dates-heard", horizontal=True):
        for number, other in enumerate(others):
            when = EventDate.parse(other[1]).words(t.language)
            told = other[0] if other[0] == when else f"{other[0]} ({when})"
            label = t("It happened: {words}", words=literal(told))
            if st.button(label, key=f"{lying.key}-heard-{number}"):
                st.session_state[_TAKEN] = other


def _take(lying: Desk, draft: Draft, words: str, edtf: str) -> None:
    """Another date of the text as that of the event; all else stays as it is."""
    draft = replace(draft, date=edtf, date_basis="text")
    desk.put(draft, lying.language, heard=lying.heard, used=words, keep_places=True)
    st.rerun()


def _heading(words: str, anchor: str = "") -> None:
    """A heading; what is wrong in the part below it leads to its anchor."""
    name = f' id="{anchor}"' if anchor else ""
    st.html(f'<h2 class="step"{name}>{escaped(words)}</h2>')
