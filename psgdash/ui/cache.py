"""What is costly and the same for every session that asks it: the linked view's data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from psgdash.figures.palette import ThemeName
from psgdash.linked import payload
from psgdash.query import summaries
from psgdash.query.filters import Filter
from psgdash.query.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ViewData:
    """The view's data, shared and not to be changed, and its events' ids in order."""

    data: dict[str, Any]
    order: dict[str, int]


def view_data(
    snapshot: Snapshot, chosen: Filter, covered: dict[str, int], theme: ThemeName, language: str
) -> ViewData:
    """The data for what the filter keeps; the range and the places are applied in the browser."""
    kept = chosen.without("dates")
    # The view dims by place itself, but only by what it draws: the country is in a tray.
    if all(snapshot.published.places[p].precision != "country" for p in chosen.places):
        kept = kept.without("places")
    return _view_data(snapshot.version, kept, theme, language, snapshot, covered)


# A resource is handed out as it is; cached data would be copied at every rerun.
@st.cache_resource(max_entries=24, show_spinner=False)
def _view_data(
    version: str,
    chosen: Filter,
    theme: ThemeName,
    language: str,
    _snapshot: Snapshot,
    _covered: dict[str, int],
) -> ViewData:
    marks = summaries.marks(_snapshot.engine, chosen, language)
    data = payload.build(marks, _snapshot.published, _covered, theme=theme, language=language)
    return ViewData(data, {name: i for i, name in enumerate(marks.ids)})
