"""The linked view as a Streamlit component: one mount, then only data."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent
KEY = "linked-view"


@lru_cache(maxsize=1)
def _component() -> Any:
    """Registered once a process."""
    html, js = (_HERE / "linked.html").read_text("utf-8"), script("brush", "linked")
    # Plotly writes its style into the document's head, so the view must stand in the document.
    return st.components.v2.component(
        "psgdash_linked", html=html, css=style(), js=js, isolate_styles=False
    )


def script(*names: str) -> str:
    """Files of this folder behind those that every map needs; one noun a file, read as one."""
    return "\n".join(
        (_HERE / f"{n}.js").read_text("utf-8") for n in ("common", "maps", "overlay", *names)
    )


def style(name: str = "linked") -> str:
    """The look of map and timeline, or of another part of this folder (`stage`)."""
    return (_HERE / f"{name}.css").read_text("utf-8")


def show(data: dict[str, Any], on_gesture: Callable[[], None]) -> None:
    """Mount or feed the view; `on_gesture` is called when a person brushed or clicked."""
    _component()(key=KEY, data=data, on_gesture_change=on_gesture)


def gesture() -> dict[str, Any]:
    """What the person did: `n`, `range` (days) or None, `event` and `places`."""
    state = st.session_state.get(KEY)
    found = getattr(state, "gesture", None) or (state or {}).get("gesture")
    return found if isinstance(found, dict) else {}
