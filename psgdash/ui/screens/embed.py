"""Embed: what the filters show, without navigation, for a frame on the page of another site.

Which sites may show it stands in site.yaml (`embed_hosts`); psgdash.web.headers tells browsers.
Streamlit keeps the parameter `embed` for itself, so this is a page of its own.
"""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from psgdash.archive.words import in_language
from psgdash.query import summaries
from psgdash.query.summaries import Totals
from psgdash.ui.components import sentence
from psgdash.ui.components.text import escaped, literal
from psgdash.ui.screens import explore
from psgdash.ui.state import State


def show(state: State) -> None:
    """Draw the page."""
    totals = summaries.totals(state.snapshot.engine, state.filter)
    with st.container(key="embed"):
        _head(state, totals)
        stage, side = st.columns([0.68, 0.32], gap="small")
        with stage, st.container(key="stage"):
            explore.linked_view(state)
            with st.container(key="nothing"):
                if not totals.shown:
                    explore.nothing(state)
            with st.container(key="unplaced"):
                explore.trays(state, totals)
        with side:
            explore.card_list(state, totals)


def _head(state: State, totals: Totals) -> None:
    """Whose map it is, what it shows, and the way to the whole of it."""
    t, site = state.t, state.snapshot.published.site
    name, product = (in_language(said, t.language)[0] for said in (site.name, site.product))
    with st.container(key="embed-head", horizontal=True, vertical_alignment="center"):
        with st.container(key="summary"):
            whose = f"{escaped(name)}<span> · {escaped(product)}</span>"
            st.html(f'<h1 class="embed-title">{whose}</h1>{sentence.steady(state, totals)}')
        query = urlencode(state.query(), doseq=True)
        st.link_button(
            literal(t("Open the whole map")), f"/?{query}", icon=":material/open_in_new:"
        )
