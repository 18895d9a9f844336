"""Events as cards, trays and a table: the keyboard's and the screen reader's way to every event."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

import streamlit as st

from psgdash.linked import files
from psgdash.ui.state import State

Variant = Literal["cards", "tray", "table"]


@lru_cache(maxsize=1)
def _component() -> Any:
    code = files.loader("records")
    return st.components.v2.component(
        "psgdash_records", html='<div class="records"></div>', js=code, isolate_styles=False
    )


def show(
    variant: Variant, state: State, items: Sequence[dict[str, Any]], words: dict[str, str]
) -> None:
    """Draw items; choosing one tells the linked view, or where there is none, the URL."""
    key = f"records-{variant}"

    def chosen() -> None:
        event = getattr(st.session_state[key], "event", None)
        known = event in state.snapshot.published.events
        state.go(event=event if known and event != state.event else None)

    data = {"variant": variant, "items": list(items), "chosen": state.event, "words": words}
    _component()(key=key, data=data, on_event_change=chosen)
