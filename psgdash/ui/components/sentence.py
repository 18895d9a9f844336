"""The sentence above a page: how many events, of when, and where they are shown."""

from __future__ import annotations

from functools import lru_cache

from psgdash.query import summaries
from psgdash.query.filters import Filter
from psgdash.query.saying import longest, summary
from psgdash.query.snapshot import Snapshot
from psgdash.query.summaries import Totals
from psgdash.ui.components.text import escaped
from psgdash.ui.state import State


def html(state: State, totals: Totals) -> str:
    """The sentence as HTML that a screen reader tells of when it changes."""
    return f'<p class="summary" role="status">{_html(*summary(totals, state.t))}</p>'


def steady(state: State, totals: Totals) -> str:
    """The same with room for the longest that it can get, so that what is below never moves."""
    room = _html(*longest(_everything(state.snapshot), state.t))
    return (
        f'<div class="summary-place"><p class="summary-room" aria-hidden="true">{room}</p>'
        f"{html(state, totals)}</div>"
    )


def _html(said: str, told: str) -> str:
    return escaped(said) + (f" <em>{escaped(told)}</em>" if told else "")


@lru_cache(maxsize=3)
def _everything(snapshot: Snapshot) -> Totals:
    return summaries.totals(snapshot.engine, Filter())
