"""Background: the group's own sections, tied to the periods and events that they explain."""

from __future__ import annotations

import streamlit as st

from psgdash.archive.records import Period, Section
from psgdash.archive.words import in_language, lines_in_language
from psgdash.query import summaries
from psgdash.query.filters import Filter
from psgdash.ui.components.text import escaped, literal, paragraphs
from psgdash.ui.state import State

LISTED = 6  # events named under a section; the link beneath leads to all of them


def show(state: State) -> None:
    """Draw the page."""
    t, published = state.t, state.snapshot.published
    st.html(f'<h1 class="page-title">{escaped(t("Background"))}</h1>')
    if not published.sections:
        st.info(t("There are no background sections yet. They go into data/background."))
    for section in published.sections.values():
        with st.container(key=f"section-{section.id}"):
            words, ties = st.columns([0.64, 0.36], gap="large")
            with words:
                st.html(_section(state, section))
                if section.action:
                    label = in_language(section.action.label, state.language)[0]
                    address = getattr(published.site, section.action.url_from)
                    st.link_button(
                        literal(label), address, type="primary", icon=":material/open_in_new:"
                    )
            with ties:
                _ties(state, section)


def _section(state: State, section: Section) -> str:
    t = state.t
    title, language = in_language(section.title, t.language)
    body = f'<h2 lang="{language}">{escaped(title)}</h2>'
    if section.text:
        text, language = in_language(section.text, t.language)
        body += f'<div class="prose" lang="{language}">{paragraphs(text)}</div>'
    if section.bullets:
        chosen = lines_in_language(section.bullets, t.language)
        items = "".join(f"<li>{escaped(line)}</li>" for line in chosen)
        body += f'<ul class="prose">{items}</ul>'
    if section.unreviewed(t.language):
        badge = escaped(t("Unreviewed translation"))
        body += f'<p class="card-tags"><span class="card-badge">{badge}</span></p>'
    return f'<article class="section">{body}</article>'


def _ties(state: State, section: Section) -> None:
    """The periods it is about, and the events of its themes."""
    t, published = state.t, state.snapshot.published
    periods = [published.periods[p] for p in section.periods if p in published.periods]
    themes = tuple(name for name in section.themes if name in published.themes)
    chosen = Filter(themes=themes)
    events = summaries.records(state.snapshot.engine, chosen, limit=LISTED) if themes else ()
    if not periods and not events:
        return
    with st.container(key=f"aside-{section.id}"):
        if periods:
            st.html("".join(_period(state, period) for period in periods))
        if not events:
            return
        st.html(f'<h3 class="ties">{escaped(t("In the news"))}</h3>')
        with st.container(key=f"ties-{section.id}"):
            for event in events:
                title = in_language(event.title, t.language)[0]
                query = {**chosen.to_query(), "event": [event.id], "lang": [t.language]}
                st.page_link(state.doors[""], label=literal(title), query_params=query)
            total = summaries.totals(state.snapshot.engine, chosen).shown
            if total > len(events):
                query = {**chosen.to_query(), "lang": [t.language]}
                label = t.plural("{n} event on the map", "All {n} events on the map", total)
                st.page_link(state.doors[""], label=label, query_params=query)


def _period(state: State, period: Period) -> str:
    name = in_language(period.name, state.language)[0]
    years = f"{period.start.lower.year}–{period.end.upper.year}"
    links = " · ".join(
        f'<a href="{escaped(s.url)}" target="_blank" rel="noopener noreferrer">'
        f"{escaped(s.title)}</a>"
        for s in period.sources
        if s.url
    )
    source = f" <small>{escaped(state.t('Source'))}: {links}</small>" if links else ""
    return f'<p class="period period-{period.kind}"><b>{escaped(name)}</b>, {years}.{source}</p>'
