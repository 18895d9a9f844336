"""The state of a page is its URL: filter, chosen event, language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from psgdash.archive.dates import EARLIEST_YEAR, LATEST_YEAR
from psgdash.figures import axis
from psgdash.figures.palette import ThemeName
from psgdash.home import data_folder
from psgdash.locale import DEFAULT, LANGUAGES, Words, words
from psgdash.query.comparing import Comparison
from psgdash.query.filters import Filter
from psgdash.query.snapshot import Snapshot, current

_CARRIED = "psg_query"  # the session's filter, while a page without it in its URL opens
_PAGE = "psg_page"
_URL = "psg_url"  # the parameters as this session last read or wrote them
RUN = "psg_run"  # how often the script has run for this session
_PASSED = "psg_passed"  # those before them, at which the browser may still be
_COMPARING = "compare"  # the one page that sets two things side by side
_DESK = "add"  # the one page that changes records: `edit` in its URL names which


@dataclass(frozen=True, slots=True)
class State:
    """What the URL says, with the archive it is said of."""

    snapshot: Snapshot
    filter: Filter
    event: str | None
    language: str
    theme: ThemeName
    doors: Mapping[str, StreamlitPage]  # the pages by path, for links
    edit: str | None = None  # the record that an editor changes, public or not
    compare: Comparison | None = None  # what stands side by side; None: what is usual

    @property
    def t(self) -> Words:
        """The page's words."""
        return words(self.language)

    def query(self, **changes: Any) -> dict[str, list[str]]:
        """URL parameters of this state, or of this state with changes."""
        state = replace(self, **changes)
        query = state.filter.to_query()
        if state.event:
            query["event"] = [state.event]
        if state.edit:
            query["edit"] = [state.edit]
        if state.compare:
            query["compare"] = state.compare.to_query()
        query["lang"] = [state.language]
        return query

    def carried(self) -> dict[str, list[str]]:
        """URL parameters that go along to another page: all but what is open on this one."""
        return self.query(event=None, edit=None, compare=None)

    def go(self, change: Callable[[Filter], Filter] | None = None, **changes: Any) -> None:
        """Change what the URL says now, which may be newer than what this page was drawn from."""
        query, known = _query(), st.session_state.get(_URL)
        passed = st.session_state.setdefault(_PASSED, [])
        if query != known and query not in passed:
            return  # the reader went back meanwhile: what the widgets say is of the page before
        # A second click may be told before the browser has heard what the first one changed.
        now = _said(self, known or query)
        if change:
            changes["filter"] = change(now.filter)
        st.query_params.from_dict(now.query(**changes))
        passed[:] = [*passed, known or query][-4:]
        st.session_state[_URL] = _query()


def read(page: str, doors: Mapping[str, StreamlitPage]) -> State:
    """The state of this run. From another page without parameters, the filter comes along."""
    query = _query()
    if st.session_state.get(_PAGE, page) != page and not set(query) - {"lang"}:
        query = {**st.session_state.get(_CARRIED, {}), **query}
        st.query_params.from_dict(query)
    # On another page there is no widget of the run before, even under the same name; in another
    # language there is none with the same words.
    spoken = st.session_state.get(_CARRIED, {}).get("lang")
    same = st.session_state.get(_PAGE, page) == page and spoken == [_language(query)]
    st.session_state[RUN] = st.session_state.get(RUN, 0) + (1 if same else 2)
    st.session_state[_PAGE] = page
    if st.session_state.get(_URL) != _query():
        st.session_state[_PASSED] = []  # the reader went elsewhere
    st.session_state[_URL] = _query()
    state = State(
        snapshot=current(data_folder()),
        filter=Filter(),
        event=None,
        language=DEFAULT,
        theme="dark" if st.context.theme.type == "dark" else "light",
        doors=doors,
    )
    state = _said(state, query)
    st.session_state[_CARRIED] = state.carried()
    return state


def _query() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _said(state: State, query: Mapping[str, list[str]]) -> State:
    """The state with what a query says put in."""
    published = state.snapshot.published
    return replace(
        state,
        filter=Filter.from_query(query, published),
        event=next((e for e in query.get("event", ()) if e in published.events), None),
        language=_language(query),
        edit=next(iter(query.get("edit", ())), None) if _is_desk() else None,
        compare=Comparison.from_query(query.get("compare", ()), published)
        if st.session_state.get(_PAGE) == _COMPARING
        else None,
    )


def _is_desk() -> bool:
    return bool(st.session_state.get(_PAGE) == _DESK)


def _language(query: Mapping[str, list[str]]) -> str:
    """The URL's, else the one chosen before in this session, else the browser's."""
    asked = (*query.get("lang", ()), *st.session_state.get(_CARRIED, {}).get("lang", ()))
    asked = (*asked, (st.context.locale or "")[:2].lower())
    return next((language for language in asked if language in LANGUAGES), DEFAULT)


def day_from(number: object) -> date | None:
    """A day number from the browser as a date; None for whatever is none."""
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    try:
        day = axis.from_day_number(round(number))
    except (OverflowError, ValueError):
        return None
    return day if EARLIEST_YEAR <= day.year <= LATEST_YEAR else None
