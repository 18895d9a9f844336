"""The sentence above a page: how many events, of when, and where they are shown."""

from __future__ import annotations

from psgdash.query.saying import summary
from psgdash.query.summaries import Totals
from psgdash.ui.components.text import escaped
from psgdash.ui.state import State


def html(state: State, totals: Totals) -> str:
    """The sentence as HTML that a screen reader tells of when it changes."""
    said, told = summary(totals, state.t)
    rest = f" <em>{escaped(told)}</em>" if told else ""
    return f'<p class="summary" role="status">{escaped(said)}{rest}</p>'
