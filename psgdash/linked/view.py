"""The linked view as a Streamlit component: one mount, then only data."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import streamlit as st

from psgdash.linked import files

KEY = "linked-view"


@lru_cache(maxsize=1)
def _component() -> Any:
    """Registered once a process."""
    # Plotly writes its style into the document's head, so the view must stand in the document.
    return st.components.v2.component(
        "psgdash_linked",
        html=files.text("linked.html"),
        css=files.text("linked.css"),
        js=files.loader("linked"),
        isolate_styles=False,
    )


def show(data: dict[str, Any], on_gesture: Callable[[], None]) -> None:
    """Mount or feed the view; `on_gesture` is called when a person brushed or clicked."""
    _component()(key=KEY, data=data, on_gesture_change=on_gesture)


def gesture() -> dict[str, Any]:
    """What the person did: `n`, `range` (days) or None, `event` and `places`."""
    state = st.session_state.get(KEY)
    found = getattr(state, "gesture", None) or (state or {}).get("gesture")
    return found if isinstance(found, dict) else {}
