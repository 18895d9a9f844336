"""Links and small actions in a row: downloads, copy the link, print."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from psgdash.locale import Words


@lru_cache(maxsize=1)
def _component() -> Any:
    here = Path(__file__).parent
    code = "\n".join((here / f"{name}.js").read_text("utf-8") for name in ("copying", "links"))
    html = '<div class="actions"></div><span class="unseen" role="status"></span>'
    return st.components.v2.component("psgdash_actions", html=html, js=code, isolate_styles=False)


def show(
    items: Sequence[tuple[str, str, Literal["download", "copy", "print"]]], t: Words, key: str
) -> None:
    """A row of (label, address, what it does)."""
    data = {
        "items": [list(item) for item in items],
        "copied": t("Link copied"),
        "refused": t("Your browser does not let the page copy. Press Ctrl+C, on a Mac ⌘C."),
    }
    with st.container(key="actions"):
        _component()(key=f"actions-{key}", data=data)
