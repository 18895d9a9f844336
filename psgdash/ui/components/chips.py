"""What is filtered, a chip a dimension, each with a click to lift it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from psgdash.query.filters import Dimension, Filter
from psgdash.ui.components.text import literal
from psgdash.ui.state import State


def show(state: State, dimensions: Sequence[Dimension]) -> None:
    """Draw the chips of these dimensions, of those that are filtered."""
    said = state.filter.describe(state.t, state.snapshot.published)
    with st.container(key="chosen-filters", horizontal=True):
        for dimension in dimensions:
            if dimension not in said:
                continue
            st.button(
                f"{literal(said[dimension])} :material/close:",
                key=f"lift-chosen-{dimension}",
                help=state.t("Lift this filter"),
                on_click=state.go,
                args=(partial(Filter.without, dimension=dimension),),
            )
