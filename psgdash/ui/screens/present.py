"""Present: a story, or what the filters show, told in a hall one step at a time.

The start page lists what can be told. With `story=…`, or with `step=…` for what the filters show,
the page is the stage; with `presenter=1` the speaker's window.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from psgdash.archive.stories import Step, Story
from psgdash.archive.words import in_language
from psgdash.linked import stage_payload, stage_words
from psgdash.locale import Words
from psgdash.query import summaries
from psgdash.ui.components import chips, presenter, sentence
from psgdash.ui.components.text import escaped, literal
from psgdash.ui.screens import explore
from psgdash.ui.state import State


@dataclass(frozen=True, slots=True)
class Presentation:
    """What is told: its steps, its title, and the URL parameters that name it."""

    steps: tuple[Step, ...]
    title: Mapping[Any, str]
    query: dict[str, list[str]]
    unreviewed: bool = False


def on_stage(state: State) -> bool:
    """Whether the address asks for the stage (or the speaker's window) and it can be had."""
    return _asked(state) is not None


def show(state: State) -> None:
    """Draw the page."""
    asked = _asked(state)
    with st.container(key="presenter"):
        if asked is None:
            _choose(state)
            return
        telling = _telling(state, asked)
        presenter.show(telling, speaker=st.query_params.get("presenter") == "1")


def _asked(state: State) -> Presentation | None:
    name = st.query_params.get("story")
    if name is not None:
        story = state.snapshot.published.stories.get(name)
        return _of_story(story, state) if story else None
    return _of_filter(state) if "step" in st.query_params else None


def _of_story(story: Story, state: State) -> Presentation:
    query = {"story": [story.id], "lang": [state.language]}
    return Presentation(story.steps, story.title, query, story.unreviewed(state.language))


def _of_filter(state: State) -> Presentation | None:
    events = summaries.records(
        state.snapshot.engine, state.filter, limit=stage_payload.STEP_LIMIT, newest_first=False
    )
    if not events:
        return None
    steps = tuple(Step(event=event.id) for event in events)
    query = {**state.filter.to_query(), "lang": [state.language]}
    return Presentation(steps, state.snapshot.published.site.product, query)


def _address() -> str:
    """This page's own address without parameters; empty where the browser has not said it."""
    return (st.context.url or "").partition("?")[0]


def _telling(state: State, asked: Presentation) -> dict[str, Any]:
    return stage_payload.build(
        asked.steps,
        state.snapshot.published,
        title=asked.title,
        language=state.language,
        query=asked.query,
        address=_address(),
        unreviewed=asked.unreviewed,
    )


# -- the start page ------------------------------------------------------------


def _choose(state: State) -> None:
    t, published = state.t, state.snapshot.published
    st.html(f'<h1 class="page-title">{escaped(t("Present"))}</h1>')
    if (name := st.query_params.get("story")) is not None:
        st.warning(literal(t("There is no story “{name}”. Choose one of these.", name=name[:80])))
    with st.container(key="stories"):
        if not published.stories:
            st.info(t("There are no stories yet. They go into data/stories."))
        st.html(
            '<div class="stories">'
            + "".join(_story(story, state) for story in published.stories.values())
            + "</div>"
        )
    _filtered(state)
    st.html(_keys(t))


def _story(story: Story, state: State) -> str:
    t = state.t
    title, language = in_language(story.title, t.language)
    text, text_language = in_language(story.text or {}, t.language)
    about = f'<p lang="{text_language}">{escaped(text)}</p>' if text else ""
    badge = (
        f' <span class="card-badge">{escaped(t("Unreviewed translation"))}</span>'
        if story.unreviewed(t.language)
        else ""
    )
    steps = t.plural("{n} step", "{n} steps", len(story.steps))
    link = _link({"story": [story.id], "step": ["1"], "lang": [t.language]}, t("Start"), title)
    return (
        f'<article class="story"><h2 lang="{language}">{escaped(title)}</h2>{about}'
        f'<p class="story-steps">{escaped(steps)}{badge}</p>{link}</article>'
    )


def _filtered(state: State) -> None:
    """What the filters show now, with one link to present it."""
    t = state.t
    totals = summaries.totals(state.snapshot.engine, state.filter)
    title = t("What the filters show now")
    st.html(f'<h2 class="present-head">{escaped(title)}</h2>{sentence.html(state, totals)}')
    if not totals.shown:
        explore.nothing(state)
        return
    chips.show(state, state.filter.active)
    if totals.shown > stage_payload.STEP_LIMIT:
        st.html(
            '<p class="story-steps">'
            + escaped(
                t(
                    "A presentation has at most {n} steps: the oldest of these. "
                    "Narrow them down on the page Explore.",
                    n=stage_payload.STEP_LIMIT,
                )
            )
            + "</p>"
        )
    n = min(totals.shown, stage_payload.STEP_LIMIT)
    label = t.plural("Present this {n} event", "Present these {n} events", n)
    query = {**state.filter.to_query(), "step": ["1"], "lang": [t.language]}
    st.html(_link(query, label, ""))


def _link(query: Mapping[str, Sequence[str]], label: str, of: str) -> str:
    unseen = f'<span class="unseen">: {escaped(of)}</span>' if of else ""
    address = escaped("?" + urlencode(query, doseq=True))
    return f'<a class="present-start" href="{address}">{escaped(label)}{unseen}</a>'


def _keys(t: Words) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escaped(keys)}</th><td>{escaped(what)}</td></tr>'
        for keys, what, _ in stage_words.keys(t)
    )
    head = escaped(t("Keys while presenting"))
    return f'<h2 class="present-head">{head}</h2><table class="present-keys">{rows}</table>'
