"""Compare: two periods or two places side by side, and their difference in words."""

from __future__ import annotations

import streamlit as st

from psgdash.linked import payload
from psgdash.query import comparing, summaries
from psgdash.ui.components import chips, compare, links
from psgdash.ui.components.text import escaped
from psgdash.ui.state import State


def show(state: State) -> None:
    """Draw the page."""
    t, engine = state.t, state.snapshot.engine
    st.html(f'<h1 class="page-title">{escaped(t("Compare"))}</h1>')
    covered = payload.of(state.snapshot).covered()
    facets = summaries.facets(engine, state.filter)
    now = (
        state.compare
        or compare.usual(state, "periods", covered, facets)
        or compare.usual(state, "places", covered, facets)
    )
    if now is None:
        st.info(t("The archive has nothing yet that could be compared."))
        return
    compare.choose(state, now, covered, facets)
    chips.show(state, ("themes", "kinds", "conflicts", "q", "dates" if now.places else "places"))
    compare.show(state, now, comparing.ask(engine, now, state.filter), covered)
    links.show([(t("Print"), "", "print"), (t("Copy link"), "", "copy")], t, "compare")
