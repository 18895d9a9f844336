"""The sentence above a page: how many events, of when, and where they are shown."""

from __future__ import annotations

from psgdash.archive.dates import range_words
from psgdash.query.summaries import Totals
from psgdash.ui.components.text import escaped
from psgdash.ui.state import State


def html(state: State, totals: Totals) -> str:
    """The sentence as HTML that a screen reader tells of when it changes."""
    t = state.t
    everything = t.plural("{n} event", "{n} events", totals.archive)
    said = t("{shown} of {all}", shown=t.number(totals.shown), all=everything)
    if totals.first and totals.last:
        said += ", " + range_words(totals.first, totals.last, t.language)
    parts = [
        t.plural("{n} is on the map", "{n} are on the map", totals.on_map),
        t.plural("{n} concerns the whole country", "{n} concern the whole country", totals.country),
        t.plural("{n} is only roughly placed", "{n} are only roughly placed", totals.rough),
        t.plural("{n} has no place", "{n} have no place", totals.unplaced),
        t.plural("{n} has no date", "{n} have no date", totals.undated),
    ]
    counts = (totals.on_map, totals.country, totals.rough, totals.unplaced, totals.undated)
    told = ", ".join(part for part, n in zip(parts, counts, strict=True) if n)
    rest = f" <em>{escaped(told)}.</em>" if told else ""
    return f'<p class="summary" role="status">{escaped(said)}.{rest}</p>'
