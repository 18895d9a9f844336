"""Explore: the summary, the filters, map and timeline as one view, and the same events as cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from psgdash.figures.axis import day_number
from psgdash.linked import cards, payload, view
from psgdash.query import summaries
from psgdash.query.filters import CHOICE_LIMIT, Dimension, Filter
from psgdash.query.summaries import Totals
from psgdash.ui.components import chips, filters, links, records, sentence, share, takeaway
from psgdash.ui.components.text import escaped, literal
from psgdash.ui.state import State, day_from

PAGE_SIZE = 30
TABLE_SIZE = 200
TRAY_SIZE = 50
OPEN_TRAY = 5  # events that a tray shows without a click


def show(state: State) -> None:
    """Draw the page."""
    engine = state.snapshot.engine
    above = st.container(key="above")
    stage, side = st.columns([0.7, 0.3], gap="medium")
    covered = payload.of(state.snapshot).covered()
    # Map and timeline come first: they are what a reader waits for.
    with stage, st.container(key="stage"):
        linked_view(state)
        hint = st.container(key="nothing")
        aside = st.container(key="unplaced")
    totals = summaries.totals(engine, state.filter)
    with above:
        with st.container(key="overview", horizontal=True, vertical_alignment="center"):
            with st.container(key="summary"):
                title = f'<h1 class="unseen">{escaped(state.t("Explore"))}</h1>'
                st.html(title + sentence.steady(state, totals))
            chips.show(state, state.filter.active)
            filters.search(state)
        filters.show(state, summaries.facets(engine, state.filter), covered)
    with hint:
        if not totals.shown:
            nothing(state)
    with aside:
        trays(state, totals)
    with side:
        card_list(state, totals)
    _below(state, totals)


def nothing(state: State) -> None:
    """The empty state: which filter leaves nothing, and one click to lift it."""
    t = state.t
    said = state.filter.describe(t, state.snapshot.published)
    if not said:
        st.info(t("The archive has no events yet. They go into data/events, one file an edition."))
        return
    st.warning(
        literal(t("No event matches all of these: {filters}.", filters="; ".join(said.values())))
    )
    with st.container(horizontal=True):
        for dimension, words in said.items():
            _lift(state, dimension, words)
        _button(t("Lift all filters"), "lift-all", state, lambda _: Filter())


def _lift(state: State, dimension: Dimension, words: str) -> None:
    n = summaries.totals(state.snapshot.engine, state.filter.without(dimension)).shown
    label = state.t("Without {filter} ({n})", filter=words, n=state.t.number(n))
    _button(label, f"lift-{dimension}", state, lambda now: now.without(dimension))


def _button(label: str, key: str, state: State, change: Callable[[Filter], Filter]) -> None:
    st.button(literal(label), key=key, on_click=state.go, args=(change,))


def linked_view(state: State) -> None:
    """Map and timeline."""
    of, chosen = payload.of(state.snapshot), state.filter
    told = of.message(chosen, state.theme, state.language)
    data = told | {
        "range": _range(chosen),
        "places": list(chosen.places),
        "event": state.event,
        "event_index": of.event_index(state.event or "", chosen, state.language),
        "ack": st.session_state.get("psg_ack", 0),
    }
    view.show(data, lambda: _gesture(state))


def _range(chosen: Filter) -> list[int] | None:
    if not (chosen.start or chosen.end):
        return None
    far = (-(10**6), 10**6)
    return [
        day_number(chosen.start) if chosen.start else far[0],
        day_number(chosen.end) if chosen.end else far[1],
    ]


def _gesture(state: State) -> None:
    """A brush or a click, told by the browser: into the URL, as any widget's change."""
    told = view.gesture()
    st.session_state["psg_ack"] = told.get("n", 0)
    published = state.snapshot.published

    def change(now: Filter) -> Filter:
        if "range" in told:
            start, end = told["range"] or (None, None)
            now = replace(now, start=day_from(start), end=day_from(end))
        if "places" in told:
            places = tuple(p for p in told["places"] or () if p in published.places)
            now = replace(now, places=places[:CHOICE_LIMIT])
        return now

    event = told.get("event")
    chosen = {"event": event if event in published.events else None} if "event" in told else {}
    state.go(change, **chosen)


def trays(state: State, totals: Totals) -> None:
    """What has no spot on the map or no date on the timeline, by why."""
    t = state.t
    groups = []
    for key, name, n in (
        ("country", t("Whole country"), totals.country),
        ("rough", t("Only roughly placed"), totals.rough),
        ("none", t("No place known"), totals.unplaced),
        ("undated", t("No date known"), totals.undated),
    ):
        if not n:
            continue
        events = summaries.tray(state.snapshot.engine, state.filter, key, limit=TRAY_SIZE)
        items = [cards.tray_item(event, t) for event in events]
        more = (
            t("{n} more are in the downloads", n=t.number(n - len(items))) if n > len(items) else ""
        )
        groups.append(
            {"name": name, "count": t.number(n), "items": items, "more": more,
             "open": key == "country" and n <= OPEN_TRAY}
        )  # fmt: skip
    records.show("tray", state, groups, {})


def card_list(state: State, totals: Totals) -> None:
    """The events as cards, newest first."""
    t, published = state.t, state.snapshot.published
    size = st.session_state.get("psg_cards", PAGE_SIZE)
    events = summaries.records(state.snapshot.engine, state.filter, limit=size)
    chosen = published.events.get(state.event) if state.event else None
    if chosen and chosen not in events:
        events = (chosen, *events)  # a link to an event opens it, whatever the filter hides
    with st.container(key="cards", height=720, border=False):
        head = t.plural("{n} event", "{n} events", totals.shown)
        st.html(f'<h2 class="cards-head"><b>{escaped(head)}</b>, {escaped(t("newest first"))}</h2>')
        items = [cards.card(event, published, t) for event in events]
        records.show("cards", state, items, cards.card_words(t))
        if totals.shown > size:

            def more() -> None:
                st.session_state["psg_cards"] = size + PAGE_SIZE

            st.button(t("Show more"), key="more-cards", on_click=more, width="stretch")


def _below(state: State, totals: Totals) -> None:
    t, published = state.t, state.snapshot.published
    query = urlencode(state.filter.to_query(), doseq=True)
    with st.container(key="home"):
        taken, shared = st.columns([0.58, 0.42], gap="large")
    with taken:
        takeaway.show(state, totals)
        links.show(
            [
                (t("Download CSV"), f"/events.csv?{query}", "download"),
                (t("Download GeoJSON"), f"/events.geojson?{query}", "download"),
            ],
            t,
            "explore",
        )
    with shared:
        share.show(state, totals)
    with st.expander(t("Table of these events")), st.container(key="event-table"):
        events = summaries.records(state.snapshot.engine, state.filter, limit=TABLE_SIZE)
        items = [cards.row(event, published, t) for event in events]
        words: dict[str, Any] = {
            "caption": _caption(state, totals, len(events)),
            "columns": [t("Date"), t("Event"), t("Place"), t("Themes"), t("Kind"), t("Conflict")],
        }
        records.show("table", state, items, words)


def _caption(state: State, totals: Totals, listed: int) -> str:
    """What the table holds, and where the rest is when it cannot hold all."""
    t = state.t
    if listed == totals.shown:
        return t.plural("{n} event, newest first", "{n} events, newest first", listed)
    return t(
        "The newest {listed} of {all}; the downloads hold all of them.",
        listed=t.number(listed),
        all=t.plural("{n} event", "{n} events", totals.shown),
    )
