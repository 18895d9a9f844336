"""Browse by date: years and months with counts, a range, and the items in reading order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby

import streamlit as st

from psgdash.archive.dates import month_words, parse_bound
from psgdash.archive.records import Event
from psgdash.linked import cards
from psgdash.query import summaries
from psgdash.query.filters import Filter
from psgdash.ui.components import chips, filters, links, sentence
from psgdash.ui.components.text import escaped, paragraphs
from psgdash.ui.screens import explore
from psgdash.ui.state import State

PAGE_SIZE = 100


def show(state: State) -> None:
    """Draw the page."""
    t, engine = state.t, state.snapshot.engine
    totals = summaries.totals(engine, state.filter)
    st.html(f'<h1 class="page-title">{escaped(t("Browse by date"))}</h1>')
    with st.container(key="summary"):
        st.html(sentence.html(state, totals))
    covered = summaries.covered_months(engine)
    rail, column = st.columns([0.26, 0.74], gap="large")
    with rail, st.container(key="calendar"):
        filters.months(state, covered)
        _calendar(state, summaries.facets(engine, state.filter).months)
    with column, st.container(key="reading"):
        chips.show(state, ("themes", "kinds", "places", "conflicts", "q"))
        links.show([(t("Print"), "", "print"), (t("Copy link"), "", "copy")], t, "browse")
        if not totals.shown:
            explore.nothing(state)
        size = st.session_state.get("psg_read", PAGE_SIZE)
        events = summaries.records(engine, state.filter, limit=size, newest_first=False)
        for month, items in groupby(events, _key):
            st.html(_month(state, month, list(items)))
        if totals.shown > size:

            def more() -> None:
                st.session_state["psg_read"] = size + PAGE_SIZE

            st.button(t("Show more"), key="more-read", on_click=more)


def _calendar(state: State, months: dict[str, int]) -> None:
    """Every year with its count; the months of the chosen years below it."""
    t, now = state.t, state.filter
    years: dict[str, int] = {}
    for month, n in sorted(months.items()):
        years[month[:4]] = years.get(month[:4], 0) + n
    few = len(years) <= 4
    _step(state, t("All dates"), sum(months.values()), replace(now, start=None, end=None), "all")
    for year, n in years.items():
        _step(state, year, n, _range(now, year), f"year-{year}")
        near = now.start is not None and now.start.year <= int(year) <= (now.end or now.start).year
        for month in (m for m in sorted(months) if m.startswith(year) and (few or near)):
            name = month_words(date.fromisoformat(f"{month}-01"), t.language).split()[0]
            _step(state, name.capitalize(), months[month], _range(now, month), f"month-{month}")


def _range(now: Filter, text: str) -> Filter:
    return replace(now, start=parse_bound(text, end=False), end=parse_bound(text, end=True))


def _step(state: State, name: str, n: int, chosen: Filter, key: str) -> None:
    here = (chosen.start, chosen.end) == (state.filter.start, state.filter.end)
    with st.container(key=f"step-{key}-{'here' if here else 'there'}"):
        st.button(
            f"{name} :small[{state.t.number(n)}]",
            key=f"step-button-{key}",
            type="tertiary",
            on_click=lambda: state.go(lambda f: replace(f, start=chosen.start, end=chosen.end)),
        )


def _key(event: Event) -> str:
    return event.date.lower.isoformat()[:7] if event.date else ""


def _month(state: State, month: str, events: list[Event]) -> str:
    t = state.t
    name = (
        month_words(date.fromisoformat(f"{month}-01"), t.language) if month else t("No date known")
    )
    items = "".join(_item(state, event) for event in events)
    return (
        f'<section class="month"><h2>{escaped(name[:1].upper() + name[1:])}</h2>{items}</section>'
    )


def _item(state: State, event: Event) -> str:
    t, published = state.t, state.snapshot.published
    card = cards.card(event, published, t)
    conflict = (
        f' · <span class="card-conflict">{escaped(card["conflict"])}</span>'
        if event.conflict
        else ""
    )
    badges = "".join(f'<span class="card-badge">{escaped(b)}</span>' for b in card["badges"])
    sources = "; ".join(escaped(s["title"]) for s in card["sources"])
    said = f"{escaped(t('Source'))}: {sources}" if sources else ""
    colour = escaped(card["colour_dark" if state.theme == "dark" else "colour"])
    return (
        f'<article class="item" style="--c:{colour}">'
        f'<p class="card-meta">{escaped(card["date"])} · {escaped(card["place"])}{conflict}</p>'
        f'<h3 lang="{card["title_language"]}">{escaped(card["title"])}</h3>'
        f'<div class="item-text" lang="{card["text_language"]}">{paragraphs(card["text"])}</div>'
        f'<p class="card-tags">{escaped(" · ".join([*card["themes"], card["kind"]]))} {badges}</p>'
        f'<p class="card-fact">{said}</p></article>'
    )
