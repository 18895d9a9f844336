"""The places of a record: which one each name means, its role, how exactly, and its pin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from psgdash.archive.loading import Archive
from psgdash.archive.records import PRECISIONS, Event, Place
from psgdash.archive.words import in_language
from psgdash.editing.placedrafts import PlaceDraft, area_km
from psgdash.editing.proposals import SURE, Choice, PlaceProposal, choices
from psgdash.editing.whys import why_words
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.reasons import Why
from psgdash.locale import Words
from psgdash.ui.components import choicefield
from psgdash.ui.components.pinmap import Pin
from psgdash.ui.components.text import literal

ROLES = ("site", "origin", "destination", "mentioned")
_ROWS, _NEW, _UNKNOWN = "psg_place_rows", "e-new-place", "psg_no_place"
MOST_ROWS, MOST_OFFERS = 30, 30


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


@dataclass(slots=True)
class Rows:
    """All of them, the next number, and what the text may also mean."""

    rows: list[Row] = field(default_factory=list)
    following: int = 0
    offers: list[PlaceProposal] = field(default_factory=list)

    def add(self, as_written: str, role: str, found: tuple[Choice, ...], why: Why = ()) -> None:
        """One more; it takes the place of a stopgap."""
        self.rows[:] = [row for row in self.rows if not row.stopgap]
        self.rows.append(Row(self.following, as_written, role, found, why=why))
        self.following += 1


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
    st.session_state.pop(_UNKNOWN, None)


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
        name = " ".join(st.session_state[_NEW].split())
        found = choices(name, archive, gazetteer) if name else ()
        st.session_state[_UNKNOWN] = "" if found else name
        if found and len(held.rows) < MOST_ROWS:
            held.add("", "site", found)
            st.session_state[_NEW] = ""

    _offers(held, t)
    st.text_input(
        t("Add a place"), key=_NEW, on_change=add, max_chars=200,
        placeholder=t("For example San Gabán, Puno"),
        help=t("Write its name and press Enter."),
    )  # fmt: skip
    if unknown := st.session_state.get(_UNKNOWN):
        st.warning(
            t("No place called {name} is known. Try another spelling, or what it lies in.",
              name=literal(unknown))
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
        base = draft.choice.place or draft.choice.candidate
        assert base is not None  # a choice is one of the two
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
    return PlaceDraft(row.choices[row.chosen], row.role, row.as_written, row.precision, row.at)


def choice_name(choice: Choice, t: Words) -> str:
    """The name of a place that may be meant."""
    return in_language(choice.names, t.language)[0]


def choice_words(choice: Choice, t: Words) -> str:
    """A place that may be meant, told from its namesakes: name, level, what it lies in."""
    base = choice.place or choice.candidate
    assert base is not None  # a choice is one of the two
    said = f"{choice_name(choice, t)} · {levels(t)[base.precision]}"
    names = list(dict.fromkeys(name for name in base.within if name.casefold() != "peru"))
    said = f"{said} · {', '.join(names)}" if names else said
    return t("{place} (in the archive)", place=said) if choice.place else said


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
    with st.container(key=f"place-head-{row.number}", horizontal=True, vertical_alignment="center"):
        name = row.as_written or choice_name(row.choices[row.chosen], t)
        st.markdown(f"**{index + 1}** · {literal(name)}")
        st.button(
            t("Remove"), key=f"e-gone-{row.number}", type="tertiary",
            on_click=lambda: rows().rows.remove(row),
        )  # fmt: skip
    chosen = choicefield.one(
        t("Which place is meant?"), range(len(row.choices)), row.chosen,
        lambda i: choice_words(row.choices[i], t), t=t, key=f"e-which-{row.number}",
    )  # fmt: skip
    if chosen != row.chosen:
        row.chosen, row.at, row.precision, row.unsure = chosen, None, "", False
    if row.unsure:
        st.caption(t("Several places are called so, and the text does not say which. Compare."))
    if row.why and row.chosen == 0 and not row.at:
        st.caption(t("Why this one: {reason}", reason=literal(why_words(row.why, t))))
    left, right = st.columns(2)
    with left:
        row.role = choicefield.one(
            t("Its part in the event"), ROLES, row.role, roles.__getitem__, t=t,
            key=f"e-role-{row.number}",
        )  # fmt: skip
    known = row.choices[row.chosen]
    base = known.place or known.candidate
    assert base is not None  # a choice is one of the two
    with right:
        row.precision = choicefield.one(
            t("How exactly is it known?"), list[str](PRECISIONS), row.precision or base.precision,
            levels(t).__getitem__, t=t, key=f"e-exact-{row.number}-{row.chosen}",
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
