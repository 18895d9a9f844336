"""What ties a widget to the URL, which holds the state: it shows that and writes to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from psgdash.query.filters import Filter
from psgdash.ui.state import RUN, State

_OWN = object()  # what a widget was last given, when that was its own choice


def tie(key: str, value: Any, tell: Callable[[Any], None], labels: object = None) -> dict[str, Any]:
    """Keywords that tie a widget to the URL: that sets it, and a change is told to be written back.

    `labels` are the words of what is chosen, where they change with more than the language: by its
    words alone a browser knows a choice, so that it must be told of new ones.

    Until the browser has heard what the URL set, it tells a widget's old value with every rerun,
    as if that had been chosen; and one in a shut popover never hears of it. So when the URL has
    changed other than by the widget itself, another one takes its place, and what the old one says
    is not listened to.
    """
    kept: dict[str, tuple[Any, int, int, object]] = st.session_state.setdefault("psg_bound", {})
    run = st.session_state[RUN]
    told, turn, drawn, before = kept.get(key, (value, 0, 0, labels))
    turn += told is not _OWN and told != value
    kept[key] = (value, turn, run, labels)
    name = f"{key}-{turn}"
    # Only where it is new: what the server sets overwrites a click that is on its way.
    if drawn < run - 1 or labels != before or st.session_state.get(name, _OWN) != value:
        st.session_state[name] = value

    def changed() -> None:
        if kept.get(key, (None, turn, 0, None))[1] != turn:
            return  # one that is gone already, heard once more
        kept[key] = (_OWN, turn, run, labels)
        tell(st.session_state[name])

    return {"key": name, "on_change": changed}


def bound(
    state: State,
    key: str,
    value: Any,
    change: Callable[[Filter, Any], Filter],
    labels: object = None,
) -> dict[str, Any]:
    """Keywords that tie a widget to the filter."""
    return tie(key, value, lambda said: state.go(lambda now: change(now, said)), labels)
