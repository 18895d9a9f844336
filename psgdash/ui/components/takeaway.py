"""Take it away: slides, briefing, picture, or the brief of the chosen event, made on request."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from psgdash.query.filters import Filter
from psgdash.query.summaries import Totals
from psgdash.takeaway import TAKEAWAYS
from psgdash.ui.components.text import escaped, literal
from psgdash.ui.state import State

KEPT_FILES, KEPT_BYTES = 8, 48_000_000  # of all sessions together
_ASKED = "psg_takeaway"  # which file this session asked for

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A takeaway and the kind of file it is wanted as."""

    name: str
    ending: str


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is ready, with the name to save it under."""

    content: bytes
    file_name: str


class Kept:
    """The files last made, the oldest leaving first; one is made at a time."""

    def __init__(self) -> None:
        self._files: OrderedDict[Key, Made] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: Key) -> Made | None:
        """The file, if it is still here."""
        return self._files.get(key)

    def make(self, key: Key, making: Callable[[], Made]) -> Made:
        """The file, made now if need be."""
        with self._lock:
            made = self._files.pop(key, None) or making()
            self._files[key] = made
            while len(self._files) > 1 and (
                len(self._files) > KEPT_FILES
                or sum(len(file.content) for file in self._files.values()) > KEPT_BYTES
            ):
                self._files.popitem(last=False)
            return made


@st.cache_resource(show_spinner=False)
def _kept() -> Kept:
    return Kept()


def choices(state: State, totals: Totals) -> list[Choice]:
    """What can be had now: of one event only where one is chosen, of the rest if there is any."""
    return [
        Choice(name, ending)
        for name, kind in TAKEAWAYS.items()
        for ending in kind.media_types
        if (state.event if kind.of_event else totals.shown)
    ]


def show(state: State, totals: Totals) -> None:
    """The section below map and cards."""
    t = state.t
    with st.container(key="takeaway"):
        st.html(f'<h2 class="takeaway-head">{escaped(t("Take it away"))}</h2>')
        offered = choices(state, totals)
        if not offered:
            st.caption(t("Nothing matches the filters, so there is nothing to take."))
            return
        chosen = st.pills(
            t("Document"),
            offered,
            format_func=lambda choice: literal(_label(choice, state)),
            key="takeaway-kind",
            label_visibility="collapsed",
        )
        if chosen is None:
            st.caption(t("Choose a document: it is made of what the filters show now."))
        else:
            _offer(state, totals, chosen)


def _label(choice: Choice, state: State) -> str:
    ending = {"pptx": "PowerPoint"}.get(choice.ending, choice.ending.upper())
    return f"{TAKEAWAYS[choice.name].name(state.t)} ({ending})"


def _offer(state: State, totals: Totals, choice: Choice) -> None:
    """The button that makes the file; once it is made, the one that saves it."""
    t, kind = state.t, TAKEAWAYS[choice.name]
    if not kind.of_event and totals.shown > kind.most:
        st.caption(too_many(state, totals.shown, kind.most))
        return
    event = state.event if kind.of_event else None
    wanted = Filter() if kind.of_event else state.filter
    key = (state.snapshot.version, wanted, event, state.language, choice, date.today())
    made = _kept().find(key) if st.session_state.get(_ASKED) == key else None
    slot = st.empty()  # one after the other: what makes it, how far it is, what saves it
    if made is None:
        if not slot.button(t("Make the file"), key="takeaway-make", type="primary"):
            return
        made = _kept().make(key, lambda: _make(state, choice, wanted, event, slot))
        st.session_state[_ASKED] = key
    slot.download_button(
        literal(t("Save {file}", file=made.file_name)),
        made.content,
        file_name=made.file_name,
        mime=kind.media_types[choice.ending],
        on_click="ignore",
        type="primary",
        key="takeaway-save",
    )


def too_many(state: State, n: int, most: int) -> str:
    """Why there is no such document."""
    t = state.t
    return t(
        "These are {n} events, and such a document holds {most}. Filter further.",
        n=t.number(n),
        most=t.number(most),
    )


def _make(
    state: State, choice: Choice, wanted: Filter, event: str | None, slot: DeltaGenerator
) -> Made:
    # What sets pages and slides is loaded when somebody wants them: no page waits for it.
    from psgdash.takeaway.material import file_name, gather

    kind, snapshot, said = TAKEAWAYS[choice.name], state.snapshot, state.t("Making the file")
    slot.progress(0.0, said)
    material = gather(
        snapshot.engine, snapshot.published, wanted, kind, language=state.language,
        made=date.today(), event=event,
    )  # fmt: skip
    content = kind.write(material, choice.ending, lambda done, of: _tell(slot, done / of, said))
    return Made(content, file_name(choice.name, choice.ending, material))


def _tell(slot: DeltaGenerator, share: float, said: str) -> None:
    slot.progress(min(1.0, share), said)
