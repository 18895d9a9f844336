"""What an editor works on in this session: the draft that lies on the desk, and what was put away.

Fields of a form are forgotten by Streamlit as soon as another page is shown, so the desk keeps what
they said last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from psgdash.archive.dates import DateError, EventDate
from psgdash.archive.loading import Archive
from psgdash.archive.saving import Held
from psgdash.editing import drafts, merging
from psgdash.editing.dateforms import DateForm, form_of
from psgdash.editing.drafts import Draft
from psgdash.editing.proposals import PlaceProposal
from psgdash.ui.components import placefield

EDIT = "edit"  # URL parameter that names the record on the desk
_DESK, _AWAY, _TURN = "psg_desk", "psg_put_away", "psg_turn"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else saved the record meanwhile; `theirs` is what it is now, None if it is gone."""

    theirs: Held | None


@dataclass(frozen=True, slots=True)
class Desk:
    """The draft as its fields began, as they are now, and the turn that names them.

    `heard` are the dates that the text names, in its words; `used` are the words of
    that which was taken.
    """

    draft: Draft
    form: DateForm
    language: str
    turn: int
    latest: Draft
    heard: tuple[str, ...] = ()
    used: str = ""
    conflict: Conflict | None = None

    @property
    def key(self) -> str:
        """What the names of its fields begin with."""
        return f"e-{self.turn}"

    @property
    def record(self) -> str | None:
        """The id of the record that is changed; None for a new item."""
        return self.draft.before.record.id if self.draft.before else None


def current() -> Desk | None:
    """What lies on the desk; with fresh fields if Streamlit forgot them meanwhile."""
    desk: Desk | None = st.session_state.get(_DESK)
    if desk is None or desk.latest is desk.draft or f"{desk.key}-published" in st.session_state:
        return desk
    return put(desk.latest, desk.language, heard=desk.heard, used=desk.used, keep_places=True)


def put(
    draft: Draft,
    language: str,
    *,
    proposals: Sequence[PlaceProposal] = (),
    offers: Sequence[PlaceProposal] = (),
    heard: tuple[str, ...] = (),
    used: str = "",
    keep_places: bool = False,
) -> Desk:
    """Lay a draft on the desk; every field of it gets a name of its own."""
    turn = st.session_state.get(_TURN, 0) + 1
    st.session_state[_TURN] = turn
    try:
        when = EventDate.parse(draft.date) if draft.date else None
    except DateError:
        when = None
    form = form_of(when, draft.date_basis, draft.published)
    if when is None and draft.date:  # what cannot be read stays as it was written
        form = DateForm("edtf", draft.published, draft.published, draft.date)
    if not keep_places:
        if proposals:
            placefield.begin(proposals, offers=offers)
        else:
            placefield.begin(drafts=draft.places)
    desk = Desk(draft, form, language, turn, draft, heard, used)
    st.session_state[_DESK] = desk
    return desk


def note(latest: Draft) -> None:
    """Remember what the fields say now."""
    desk: Desk = st.session_state[_DESK]
    st.session_state[_DESK] = replace(desk, latest=latest)


def meet(conflict: Conflict | None) -> None:
    """Somebody else was quicker; or that is settled."""
    desk: Desk = st.session_state[_DESK]
    st.session_state[_DESK] = replace(desk, conflict=conflict)


def on_top_of(theirs: Held | None, archive: Archive, why: str) -> None:
    """What is written here counts as a change of theirs; of nothing, and it is a new item.

    `why` is told of what they had saved, which is kept beside it where it gives way.
    """
    desk: Desk = st.session_state[_DESK]
    draft = replace(desk.draft, before=theirs)
    if theirs and overwritten(desk, theirs, archive):
        draft = _beside(draft, theirs, archive, why)
    elif theirs:
        draft = replace(draft, corrections=theirs.record.corrections)
    st.session_state[_DESK] = replace(desk, draft=draft, conflict=None)


def together(theirs: Held, archive: Archive, why: str) -> bool:
    """Lay both on the desk: what is written here, and what only the other editor changed.

    Whether both changed the same; then mine stays, and theirs is kept beside it, with `why`.
    """
    desk: Desk = st.session_state[_DESK]
    both, clash = merge(desk, theirs, archive)
    if clash:
        both = _beside(both, theirs, archive, why)
    put(both, desk.language, heard=desk.heard, used=desk.used)
    return bool(clash)


def _beside(draft: Draft, theirs: Held, archive: Archive, why: str) -> Draft:
    taken = {*archive.events, *(each.id for each in draft.asides)}
    aside = drafts.set_aside(theirs.record, taken, date.today(), why)
    return replace(draft, asides=(*draft.asides, aside))


def merge(desk: Desk, theirs: Held, archive: Archive) -> tuple[Draft, tuple[str, ...]]:
    """Mine and theirs in one draft, and the fields that both of us changed, in which mine stays."""
    return merging.merged(*_three(desk, theirs, archive))


def overwritten(desk: Desk, theirs: Held, archive: Archive) -> tuple[str, ...]:
    """The fields that they changed and of which mine says something else."""
    return merging.overwritten(*_three(desk, theirs, archive))


def _three(desk: Desk, theirs: Held, archive: Archive) -> tuple[Draft, Draft, Draft]:
    assert desk.draft.before is not None  # else there was nothing to be quicker at
    base = drafts.from_record(desk.draft.before, archive)
    return base, desk.latest, drafts.from_record(theirs, archive)


def clear() -> None:
    """The desk is empty."""
    st.session_state.pop(_DESK, None)
    st.query_params.pop(EDIT, None)


def put_away() -> None:
    """Clear the desk and keep what lay there, unsaved, for a change of mind."""
    desk: Desk | None = st.session_state.get(_DESK)
    clear()
    if desk:
        st.session_state[_AWAY] = replace(desk, conflict=None)


def away() -> Desk | None:
    """What was put away last."""
    found: Desk | None = st.session_state.get(_AWAY)
    return found


def take_up() -> None:
    """Lay on the desk what was put away last."""
    desk: Desk | None = st.session_state.pop(_AWAY, None)
    if desk:
        put(desk.latest, desk.language, heard=desk.heard, used=desk.used)
