"""The places of a record: which one each name means, its role, how exactly, and its pin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from psgdash.archive.loading import Archive
from psgdash.archive.records import PRECISIONS
from psgdash.archive.words import in_language
from psgdash.editing.drafts import PlaceDraft
from psgdash.editing.proposals import Choice, PlaceProposal, choices
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.locale import Words
from psgdash.ui.components.text import literal

ROLES = ("site", "origin", "destination", "mentioned")
_ROWS = "psg_place_rows"


@dataclass(slots=True)
class Row:
    """One place while it is edited; `number` names its widgets."""

    number: int
    as_written: str
    role: str
    choices: tuple[Choice, ...]
    chosen: int = 0
    precision: str = ""
    at: tuple[float, float] | None = None
    reason: str = ""


@dataclass(slots=True)
class Rows:
    """All of them, and the next number."""

    rows: list[Row] = field(default_factory=list)
    following: int = 0

    def add(self, as_written: str, role: str, found: tuple[Choice, ...], reason: str = "") -> None:
        """One more."""
        self.rows.append(Row(self.following, as_written, role, found, reason=reason))
        self.following += 1


def rows() -> Rows:
    """Those of this session."""
    found: Rows = st.session_state.setdefault(_ROWS, Rows())
    return found


def begin(proposals: Sequence[PlaceProposal] = (), drafts: Sequence[PlaceDraft] = ()) -> None:
    """Start anew with what a text proposes, or with what a record has."""
    fresh = Rows(following=rows().following)
    for each in proposals:
        fresh.add(each.as_written, each.role, each.choices, each.reason)
    for draft in drafts:
        fresh.add(draft.as_written, draft.role, (draft.choice,))
    st.session_state[_ROWS] = fresh


def move(index: int, lat: float, lon: float) -> None:
    """Put the pin of a row elsewhere."""
    held = rows().rows
    if 0 <= index < len(held):
        held[index].at = (round(lat, 4), round(lon, 4))


def show(archive: Archive, gazetteer: Gazetteer, t: Words) -> tuple[PlaceDraft, ...]:
    """Draw the rows and the field that adds one; gives what they say."""
    held = rows()
    for index, row in enumerate(held.rows):
        with st.container(key=f"place-row-{row.number}", border=True):
            _row(row, index, t)
    if not held.rows:
        st.caption(t("No place yet. An item about the whole country has Peru as its place."))

    def add() -> None:
        name = st.session_state["e-new-place"].strip()
        found = choices(name, archive, gazetteer) if name else ()
        if found:
            held.add(name, "site", found)
            st.session_state["e-new-place"] = ""
            st.session_state["psg_no_place"] = ""
        else:
            st.session_state["psg_no_place"] = name

    st.text_input(
        t("Add a place"), key="e-new-place", on_change=add, max_chars=200,
        placeholder=t("For example San Gabán, Puno"),
    )  # fmt: skip
    if unknown := st.session_state.get("psg_no_place"):
        st.warning(
            t("No place called {name} is known. Try another spelling, or what it lies in.",
              name=literal(unknown))
        )  # fmt: skip
    return tuple(draft_of(row) for row in held.rows)


def draft_of(row: Row) -> PlaceDraft:
    """What a row says."""
    return PlaceDraft(row.choices[row.chosen], row.role, row.as_written, row.precision, row.at)


def choice_words(choice: Choice, t: Words) -> str:
    """A place that may be meant, told from its namesakes: name, level, what it lies in."""
    place, candidate = choice.place, choice.candidate
    if place:
        said = f"{in_language(place.name, t.language)[0]} · {_level(place.precision, t)}"
        return t("{place} (in the archive)", place=_within(said, place.within))
    assert candidate is not None  # a choice is one of the two
    return _within(f"{candidate.name} · {_level(candidate.precision, t)}", candidate.within)


def _within(said: str, within: tuple[str, ...]) -> str:
    names = list(dict.fromkeys(name for name in within if name != "peru"))
    return f"{said} · {', '.join(names)}" if names else said


def _level(precision: str, t: Words) -> str:
    return levels(t).get(precision, precision)


def levels(t: Words) -> dict[str, str]:
    """How exactly a place is known, in a word or two, finest first."""
    return {
        "site": t("exact site"),
        "town": t("town"),
        "district": t("district"),
        "province": t("province"),
        "department": t("department"),
        "region": t("a wider region"),
        "country": t("the whole country"),
    }


def _row(row: Row, index: int, t: Words) -> None:
    roles = {
        "site": t("where it happened"),
        "origin": t("where it came from"),
        "destination": t("where it went"),
        "mentioned": t("only mentioned"),
    }
    head, gone = st.columns([0.86, 0.14], vertical_alignment="center")
    with head:
        name = row.as_written or choice_words(row.choices[row.chosen], t).partition(" · ")[0]
        st.markdown(f"**{index + 1}** · {literal(name)}")
    with gone:
        st.button(
            t("Remove"), key=f"e-gone-{row.number}", type="tertiary",
            on_click=lambda: rows().rows.remove(row),
        )  # fmt: skip
    options = list(range(len(row.choices)))
    chosen = st.selectbox(
        t("Which place is meant?"), options, row.chosen,
        lambda i: choice_words(row.choices[i], t), key=f"e-which-{row.number}",
    )  # fmt: skip
    if chosen != row.chosen:
        row.chosen, row.at, row.precision = chosen, None, ""
    left, right = st.columns(2)
    with left:
        row.role = st.selectbox(
            t("Its part in the event"), ROLES, ROLES.index(row.role), roles.__getitem__,
            key=f"e-role-{row.number}",
        )  # fmt: skip
    known = row.choices[row.chosen]
    base = known.place or known.candidate
    assert base is not None  # a choice is one of the two
    with right:
        row.precision = st.selectbox(
            t("How exactly is it known?"), PRECISIONS,
            PRECISIONS.index(row.precision or base.precision),  # type: ignore[arg-type]
            levels(t).__getitem__, key=f"e-exact-{row.number}-{row.chosen}",
        )  # fmt: skip
    if row.at:
        said = t("Its pin was moved to {lat}, {lon}.", lat=row.at[0], lon=row.at[1])
        kept, undo = st.columns([0.7, 0.3], vertical_alignment="center")
        with kept:
            st.caption(said)
        with undo:
            st.button(
                t("Put it back"), key=f"e-back-{row.number}", type="tertiary",
                on_click=lambda: setattr(row, "at", None),
            )  # fmt: skip
    elif row.reason:
        st.caption(t("Why this one: {reason}", reason=literal(row.reason)))
