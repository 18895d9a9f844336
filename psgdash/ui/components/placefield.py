"""The places of a record: which one each name means, its role, how exactly, and its pin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import streamlit as st

from psgdash.archive.loading import Archive
from psgdash.archive.records import PRECISIONS, Event, Place
from psgdash.editing.choices import Choice
from psgdash.editing.placedrafts import PlaceDraft, area_km, is_own
from psgdash.editing.proposals import SURE, PlaceProposal
from psgdash.editing.typednames import Typed, keepable, typed
from psgdash.editing.whys import why_words
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.reasons import Why
from psgdash.locale import Words
from psgdash.ui.components import choicefield
from psgdash.ui.components.pinmap import Pin
from psgdash.ui.components.placewords import choice_name, levels, told_apart
from psgdash.ui.components.text import literal

ROLES = ("site", "origin", "destination", "mentioned")
_ROWS, _NEW, _UNKNOWN, _THERE = "psg_place_rows", "e-new-place", "psg_no_place", "psg_place_there"
MOST_ROWS, MOST_OFFERS, MOST_LETTERS = 30, 30, 200


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
    why: Why = ()
    unsure: bool = False  # the text does not say which of several is meant
    stopgap: bool = False  # stands here only because the text gives no place for sure
    unknown: str = ""  # what the editor typed, where no known place bears that name

    @property
    def choice(self) -> Choice:
        """The place that is meant."""
        return self.choices[self.chosen]

    @property
    def exactness(self) -> str:
        """How exactly it is known; a place of the editor's own is a town once its pin is put."""
        put = self.at is not None and is_own(self.choice)
        return self.precision or ("town" if put else self.choice.base.precision)

    def put(self, at: tuple[float, float] | None) -> None:
        """Put its pin elsewhere, or back where it was."""
        if is_own(self.choice) and (at is None) != (self.at is None):
            self.precision = ""
        self.at = at


@dataclass(slots=True)
class Rows:
    """All of them, the next number, and what the text may also mean."""

    rows: list[Row] = field(default_factory=list)
    following: int = 0
    offers: list[PlaceProposal] = field(default_factory=list)

    def add(self, as_written: str, role: str, found: tuple[Choice, ...], why: Why = ()) -> None:
        """One more; it takes the place of a stopgap."""
        self.rows[:] = [row for row in self.rows if not row.stopgap]
        self.rows.append(Row(self.following, as_written, role, keepable(found, why), why=why))
        self.following += 1

    def mean(self, row: Row, found: Typed) -> None:
        """What a row means by a name that the editor typed; what it offered stays on offer."""
        row.number, self.following = self.following, self.following + 1  # with fields of its own
        if not found.choices:
            return
        offered = {each.id: each for each in (*found.choices, *row.choices)}
        row.choices, row.chosen, row.unknown = tuple(offered.values()), 0, found.unknown
        row.why = row.choice.candidate.why if row.choice.candidate else ()
        row.as_written, row.unsure, row.precision, row.at = "", False, "", None

    def place(self, choice: Choice) -> int:
        """The number of the row that means a place; 0 if none does."""
        numbers = (n for n, row in enumerate(self.rows, 1) if row.choice.id == choice.id)
        return next(numbers, 0)


def rows() -> Rows:
    """Those of this session."""
    found: Rows = st.session_state.setdefault(_ROWS, Rows())
    return found


def begin(
    proposals: Sequence[PlaceProposal] = (),
    drafts: Sequence[PlaceDraft] = (),
    offers: Sequence[PlaceProposal] = (),
) -> None:
    """Start anew with what a text proposes, or with what a record has."""
    fresh = Rows(following=rows().following)
    for each in proposals:
        if each.score >= SURE:
            fresh.add(each.as_written, each.role, each.choices, each.why)
            fresh.rows[-1].stopgap = not each.as_written
        else:
            fresh.offers.append(each)
    fresh.offers += offers
    for draft in drafts:
        fresh.add(draft.as_written, draft.role, (draft.choice,))
        fresh.rows[-1].precision, fresh.rows[-1].at = draft.precision, draft.at
    st.session_state[_ROWS] = fresh
    st.session_state[_UNKNOWN], st.session_state[_THERE] = "", 0


def move(index: int, lat: float, lon: float) -> None:
    """Put the pin of a row elsewhere."""
    held = rows().rows
    if 0 <= index < len(held):
        held[index].put((round(lat, 4), round(lon, 4)))


def show(archive: Archive, gazetteer: Gazetteer, t: Words) -> tuple[PlaceDraft, ...]:
    """Draw the rows and the field that adds one; gives what they say."""
    held = rows()

    def meaning(words: str, instead: Choice | None = None) -> Typed:
        name = " ".join(words[:MOST_LETTERS].split())
        found = typed(name, archive, gazetteer, language=t.language, instead=instead)
        st.session_state[_UNKNOWN], st.session_state[_THERE] = "" if found.choices else name, 0
        return found

    def mean(row: Row, words: str) -> None:
        held.mean(row, meaning(words, row.choice))

    def add() -> None:
        found = meaning(st.session_state[_NEW])
        if not found.choices or len(held.rows) >= MOST_ROWS:
            return
        st.session_state[_THERE] = held.place(found.choices[0])
        if not st.session_state[_THERE]:
            held.add("", "site", found.choices)
            held.mean(held.rows[-1], found)
        st.session_state[_NEW] = ""

    for index, row in enumerate(held.rows):
        with st.container(key=f"place-row-{row.number}", border=True):
            _row(row, index, t, partial(mean, row))
    if not held.rows:
        st.caption(t("No place yet. An item about the whole country has Peru as its place."))
    _offers(held, t)
    st.text_input(
        t("Add a place"), key=_NEW, on_change=add, max_chars=MOST_LETTERS,
        placeholder=t("For example San Gabán, Puno"),
        help=t("Write its name and press Enter. Also one that no map knows: you can put its pin "
               "yourself. After a comma, write what it lies in."),
    )  # fmt: skip
    if unknown := st.session_state.get(_UNKNOWN):
        st.warning(
            t("No place called {name} is known. Try another spelling, or what it lies in.",
              name=literal(unknown))
        )  # fmt: skip
    if number := st.session_state.get(_THERE):
        st.info(
            t("That place is in the form already: number {n}. If you mean another of that name, "
              "write what it lies in, too.", n=number)
        )  # fmt: skip
    return tuple(draft_of(row) for row in held.rows)


def _offers(held: Rows, t: Words) -> None:
    """What the text may mean as well, each to be taken with a click."""
    if not held.offers:
        return
    st.caption(t("The text also has these names. Add those that matter:"))
    with st.container(key="place-offers", horizontal=True):
        for number, offer in enumerate(held.offers[:MOST_OFFERS]):

            def take(offer: PlaceProposal = offer) -> None:
                held.offers.remove(offer)
                st.session_state[_THERE] = held.place(offer.choices[0])
                if not st.session_state[_THERE]:
                    held.add(offer.as_written, offer.role, offer.choices, offer.why)
                    held.rows[-1].unsure = offer.score < SURE and len(offer.choices) > 1

            name = literal(offer.as_written or choice_name(offer.choices[0], t))
            st.button(f"+ {name}", key=f"e-offer-{held.following}-{number}", on_click=take)
    if (more := len(held.offers) - MOST_OFFERS) > 0:
        st.caption(t.plural("… and {n} more name", "… and {n} more names", more))


def pins(drafts: Sequence[PlaceDraft], t: Words) -> list[Pin]:
    """The places as pins on the editor's map; the whole country has none."""
    found = []
    for i, draft in enumerate(drafts):
        base = draft.choice.base
        lat, lon = draft.at or (base.lat, base.lon)
        if (draft.precision or base.precision) != "country":
            name, only_named = choice_name(draft.choice, t), draft.role == "mentioned"
            found.append(Pin(i, name, lat, lon, area_km(draft), only_named))
    return found


def pins_of(event: Event, places: Mapping[str, Place], t: Words) -> list[Pin]:
    """The places of an event as it stands, as pins."""
    drafts = [PlaceDraft(Choice(places[each.place], None), each.role) for each in event.places]
    return pins(drafts, t)


def draft_of(row: Row) -> PlaceDraft:
    """What a row says."""
    return PlaceDraft(row.choice, row.role, row.as_written, row.precision, row.at)


def _row(row: Row, index: int, t: Words, mean: Callable[[str], None]) -> None:
    roles = {
        "site": t("where it happened"),
        "origin": t("where it came from"),
        "destination": t("where it went"),
        "mentioned": t("only mentioned"),
    }
    with st.container(key=f"place-head-{row.number}", horizontal=True, vertical_alignment="center"):
        name = row.as_written or choice_name(row.choice, t)
        st.markdown(f"**{index + 1}** · {literal(name)}")
        st.button(
            t("Remove"), key=f"e-gone-{row.number}", type="tertiary",
            on_click=lambda: rows().rows.remove(row),
        )  # fmt: skip
    chosen = choicefield.one(
        t("Which place is meant?"), range(len(row.choices)), row.chosen,
        told_apart(row.choices, t).__getitem__, t=t, key=f"e-which-{row.number}", typed=mean,
        help=t("If it is not among them, write its name here and press Enter."),
    )  # fmt: skip
    if chosen != row.chosen:
        row.chosen, row.at, row.precision, row.unsure = chosen, None, "", False
    _remarks(row, t)
    left, right = st.columns(2)
    with left:
        row.role = choicefield.one(
            t("Its part in the event"), ROLES, row.role, roles.__getitem__, t=t,
            key=f"e-role-{row.number}",
        )  # fmt: skip
    put = "-put" if row.at and is_own(row.choice) else ""
    with right:
        row.precision = choicefield.one(
            t("How exactly is it known?"), list[str](PRECISIONS), row.exactness,
            levels(t).__getitem__, t=t, key=f"e-exact-{row.number}-{row.chosen}{put}",
        )  # fmt: skip
    if row.at:
        said = t("Its pin was moved to {lat}, {lon}.", lat=row.at[0], lon=row.at[1])
        kept, undo = st.columns([0.7, 0.3], vertical_alignment="center")
        with kept:
            st.caption(said)
        with undo:
            st.button(
                t("Put it back"), key=f"e-back-{row.number}", type="tertiary",
                on_click=row.put, args=(None,),
            )  # fmt: skip


def _remarks(row: Row, t: Words) -> None:
    """What the editor must know of a place: that it is not known, or why it is this one."""
    if is_own(row.choice) and not row.at:
        name = literal(choice_name(row.choice, t))
        st.warning(t("No place called {name} is known. It keeps that name; put its pin on the map.",
                     name=name))  # fmt: skip
    elif row.unknown and row.chosen == 0 and not row.at:
        st.warning(t("No place called {name} is known. Is this one meant? If not, choose {name} "
                     "in the list, and put its pin.", name=literal(row.unknown)))  # fmt: skip
    if row.unsure:
        st.caption(t("Several places are called so, and the text does not say which. Compare."))
    why = "" if row.chosen or row.at else why_words(row.why, t, row.choice.id)
    if why:
        st.caption(t("Why this one: {reason}", reason=literal(why)))
