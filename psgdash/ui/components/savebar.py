"""Saving what lies on the desk: into the files, or as text to be put there by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

import streamlit as st

from psgdash.archive import gate, saving
from psgdash.archive.loading import Archive
from psgdash.archive.records import Event
from psgdash.archive.saving import ConflictError, Held, SavingError
from psgdash.archive.words import in_language
from psgdash.editing import drafts
from psgdash.editing.drafts import Built, Draft
from psgdash.home import data_folder
from psgdash.locale import Words, reader
from psgdash.ui.components import desk, preview, recordform
from psgdash.ui.components.desk import Conflict, Desk
from psgdash.ui.components.text import escaped, literal
from psgdash.ui.state import State

REASON_LIMIT = 2000  # characters
_SAID, _NOW = "psg_saved", "psg_save_now"


def said() -> str:
    """What was saved just before, once."""
    return str(st.session_state.pop(_SAID, ""))


def show(state: State, archive: Archive, draft: Draft, built: Built) -> None:
    """The button, and beside it what stands in its way."""
    t, lying = state.t, desk.current()
    at_once = st.session_state.pop(_NOW, False)
    if lying and lying.conflict and not at_once:
        _conflict(state, archive, lying, lying.conflict)
        return
    if built.event is None:
        st.button(t("Save"), type="primary", key="e-save", width="stretch", disabled=True)
        st.html(preview.wrong(built.problems, draft, t))
        return
    if not saving.can_write(data_folder()):
        _by_hand(built, draft, t)
        return
    was_public = draft.before and gate.is_open(draft.before.record, date.today())
    publishes = gate.is_open(built.event, date.today()) and not was_public
    label = t("Save and publish") if publishes else t("Save")
    pressed = st.button(label, type="primary", key="e-save", width="stretch")
    if pressed or at_once:
        _save(draft, built, t)
    with st.expander(t("What will be written")):
        st.code(built.yaml, language="yaml")


def _by_hand(built: Built, draft: Draft, t: Words) -> None:
    st.info(
        t("The archive's folder cannot be written from here. Copy this into the files that "
          "it names, or send it to somebody who can.")
    )  # fmt: skip
    if draft.before:
        path = literal(draft.before.path)
        st.caption(t("It replaces the item of the same id in {path}.", path=path))
    st.code(built.yaml, language="yaml")
    assert built.event is not None  # looked at before
    st.download_button(
        t("Download it"), built.yaml, f"{built.event.id}.yaml", "application/yaml", key="e-snippet"
    )


def _save(draft: Draft, built: Built, t: Words) -> None:
    try:
        drafts.save(data_folder(), draft, built)
    except ConflictError as error:
        desk.meet(Conflict(error.theirs))
        st.rerun()
    except SavingError as error:
        st.error(literal(reader.said(str(error), t)))
        return
    assert built.event is not None  # looked at before the button was drawn
    said = [saved_words(built.event, t)]
    if built.asides:
        said.append(t("What the other editor had saved is kept as a withdrawn item."))
    st.session_state[_SAID] = " ".join(said)
    desk.clear()
    st.rerun()


def saved_words(event: Event, t: Words) -> str:
    """What was saved, and who sees it."""
    title = literal(in_language(event.title, t.language)[0])
    if gate.is_open(event, date.today()):
        return t("Saved, and everybody sees it: {title}", title=title)
    if event.status == "withdrawn":
        return t("Withdrawn. It is kept, and readers no longer see it: {title}", title=title)
    return t("Saved, and only editors see it: {title}", title=title)


# -- withdrawing --------------------------------------------------------------------------------


def withdrawing(lying: Desk, archive: Archive, t: Words) -> None:
    """The button that takes a record from public view; what else the form says is not saved."""
    before = lying.draft.before
    if before is None or before.record.status == "withdrawn":
        return
    with st.expander(t("Withdraw this item")):
        st.caption(
            t("Readers will no longer see it. It stays in the archive, with your reason, and can "
              "be published again.")
        )  # fmt: skip
        why = st.text_area(
            t("Why is it withdrawn?"), key=f"{lying.key}-why", max_chars=REASON_LIMIT
        )
        if not st.button(t("Withdraw it"), key=f"{lying.key}-withdraw"):
            return
        if not why.strip():
            st.warning(t("Write why first: it is kept with the item."))
            return
        draft = replace(drafts.from_record(before, archive), status="withdrawn", note=why)
        built = drafts.build(draft, archive, date.today())
        if built.event is None:
            st.error(literal(" ".join(each.message for each in built.problems)))
        else:
            _save(draft, built, t)


# -- two editors at once ------------------------------------------------------------------------


def _conflict(state: State, archive: Archive, lying: Desk, conflict: Conflict) -> None:
    """What the other editor made of it, and the two ways on; what was written here stays."""
    t, theirs = state.t, conflict.theirs
    with st.container(key="conflict", border=True):
        head = escaped(t("Somebody else was quicker"))
        st.html(f'<div role="alert"><h3 class="step">{head}</h3></div>')
        if theirs is None:
            st.write(
                t("This item is no longer in its file. Nothing was saved, and all that you wrote "
                  "is still in the form.")
            )  # fmt: skip
            label = t("Save mine as a new item")
        else:
            st.write(
                t("This item was changed and saved while you had it open. Nothing of yours was "
                  "saved, and all that you wrote is still in the form. This is how it stands now:")
            )  # fmt: skip
            _theirs(state, archive, lying, theirs)
            label = t("Save mine over it")
        with st.container(key="conflict-ways", horizontal=True):
            if theirs is not None:
                st.button(
                    t("Put both together"), key="e-both", type="primary",
                    on_click=_both, args=(theirs, archive, t),
                )  # fmt: skip
                st.button(
                    t("Open theirs"), key="e-theirs", on_click=_open_theirs, args=(theirs, archive)
                )
            kind: Literal["primary", "secondary"] = "secondary" if theirs else "primary"
            st.button(
                label, key="e-mine", type=kind, on_click=_mine_over, args=(theirs, archive, t)
            )


def _theirs(state: State, archive: Archive, lying: Desk, theirs: Held) -> None:
    t, before = state.t, lying.draft.before
    names = preview.field_names(t)
    fields = type(theirs.record).model_fields
    changed = [
        names.get(name, name)
        for name in fields
        if before and getattr(before.record, name) != getattr(theirs.record, name)
    ]
    if changed:
        listed = _quoted(changed)
        st.caption(t("What they changed: {fields}", fields=literal(listed)))
    if both := desk.merge(lying, theirs, archive)[1]:
        listed = _quoted(names.get(name, name) for name in both)
        st.caption(t("Both of you changed: {fields}. If you put both together, yours stays "
                     "there.", fields=literal(listed)))  # fmt: skip
    if lost := desk.overwritten(lying, theirs, archive):
        listed = _quoted(names.get(name, name) for name in lost)
        st.caption(t("If you save yours over it, theirs is gone from the item: {fields}. What "
                     "they saved, and their note on it, is kept as a withdrawn item, which only "
                     "editors see.", fields=literal(listed)))  # fmt: skip
    status = recordform.status_words(t)[theirs.record.status]
    st.caption(literal(f"{names['status']} {status}"))
    if all(entry.place in archive.places for entry in theirs.record.places):
        shown = preview.through_gate(theirs.record, (), archive)
        st.html(preview.card(shown.event, shown.published, state))
    with st.expander(t("As it stands in the file")):
        st.code(theirs.text, language="yaml")


def _quoted(names: Iterable[str]) -> str:
    """Fields by their labels, which may be questions."""
    return ", ".join(f"“{name}”" for name in dict.fromkeys(names))


def _open_theirs(theirs: Held, archive: Archive) -> None:
    """Theirs on the desk; what was written here is put away, not lost."""
    desk.put_away()
    desk.put(drafts.from_record(theirs, archive), next(iter(theirs.record.text)))


def _both(theirs: Held, archive: Archive, t: Words) -> None:
    """Mine with what only they changed, to be looked through before it is saved."""
    said = [t("Both are in the form now. Look it through, then save it.")]
    if desk.together(theirs, archive, _why(theirs, t)):
        said.append(t("What you changed is noted with what they noted: take out of the note what "
                      "is no longer so."))  # fmt: skip
    st.session_state[_SAID] = " ".join(said)


def _mine_over(theirs: Held | None, archive: Archive, t: Words) -> None:
    desk.on_top_of(theirs, archive, _why(theirs, t) if theirs else "")
    st.session_state[_NOW] = True


def _why(theirs: Held, t: Words) -> str:
    """The note on what is kept of another editor."""
    return t("An editor saved this at the same time as another, whose words are in {item}.",
             item=theirs.record.id)  # fmt: skip
