"""What is filtered, a chip a dimension, each with a click to lift it; another lifts them all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial, reduce

import streamlit as st

from psgdash.query.filters import Dimension, Filter
from psgdash.ui.components.text import literal
from psgdash.ui.state import State


def show(state: State, dimensions: Sequence[Dimension]) -> None:
    """Draw the chips of these dimensions, of those that are filtered."""
    t, said = state.t, state.filter.describe(state.t, state.snapshot.published)
    shown = [dimension for dimension in dimensions if dimension in said]
    with st.container(key="chosen-filters", horizontal=True):
        for dimension in shown:
            words = literal(said[dimension])
            st.button(
                f"{words} :material/close:",
                key=f"lift-chosen-{dimension}",
                help=f"{t('Lift this filter')}: {words}",  # where it is long, the chip is cut short
                on_click=state.go,
                args=(partial(Filter.without, dimension=dimension),),
            )
        if len(shown) > 1:
            st.button(
                t("Lift all"),
                key="lift-chosen",
                type="tertiary",
                on_click=state.go,
                args=(lambda now: reduce(Filter.without, shown, now),),
            )
