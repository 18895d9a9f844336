"""What stands around every page: style, head with navigation, language and theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from psgdash.archive.words import in_language
from psgdash.figures.palette import PALETTES, SANS, SERIF, ThemeName
from psgdash.linked import files
from psgdash.locale import LANGUAGES
from psgdash.ui.components.text import escaped
from psgdash.ui.state import State

_HERE = Path(__file__).parent


def show(state: State, links: Sequence[tuple[StreamlitPage, str, bool]]) -> None:
    """Style and head; `links` are (page, name, whether it is the one shown)."""
    st.html(f"<style>{_style(state.theme)}</style>")
    site = state.snapshot.published.site
    name = escaped(in_language(site.name, state.language)[0])
    product = escaped(in_language(site.product, state.language)[0])
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        st.html(
            f'<p class="brand">{name}<span class="product"> <span aria-hidden="true">·</span> '
            f"{product}</span></p>"
        )
        with st.container(key="navigation", horizontal=True):
            for number, (page, label, here) in enumerate(links):
                with st.container(key=f"nav-{'here' if here else number}", width="content"):
                    st.page_link(page, label=label, query_params=state.carried())
        with st.container(key="settings", horizontal=True, vertical_alignment="center"):
            _language_switch(state)
            _page_script(state)


def bare(state: State, *, stage: bool) -> None:
    """Style and script alone, for a page that fills the window."""
    st.html(f"<style>{_style(state.theme)}</style>")
    _page_script(state, stage=stage)


def _language_switch(state: State) -> None:
    def changed() -> None:
        state.go(language=st.session_state["language"] or state.language)

    st.session_state["language"] = state.language
    st.segmented_control(
        state.t("Language"),
        list(LANGUAGES),
        format_func=str.upper,
        key="language",
        on_change=changed,
        label_visibility="collapsed",
        required=True,
    )


@lru_cache(maxsize=1)
def _script() -> Any:
    """The theme button, and the document's language, which Streamlit leaves at English."""
    return st.components.v2.component(
        "psgdash_page",
        html='<button type="button" class="theme-button"></button>',
        js=(_HERE / "chrome.js").read_text("utf-8"),
        isolate_styles=False,
    )


def _page_script(state: State, *, stage: bool = False) -> None:
    label = state.t("Light theme") if state.theme == "dark" else state.t("Dark theme")
    other = "Light" if state.theme == "dark" else "Dark"
    _script()(
        key="page-script",
        data={
            "language": state.language,
            "label": label,
            "stage": stage,
            "skip": state.t("Skip to main content"),
            "other": other,
            "pages": [f"/{path}" for path in state.doors],
        },
    )


@lru_cache(maxsize=2)
def _style(theme: ThemeName) -> str:
    colours = {f"--psg-{name}": value for name, value in asdict(PALETTES[theme]).items()}
    colours |= {"--psg-serif": SERIF, "--psg-sans": SANS}
    root = ";".join(f"{name}:{value}" for name, value in colours.items())
    dark = ".card{border-left-color:var(--c-dark)}" if theme == "dark" else ""
    style = files.text("fonts.css") + files.text("records.css")
    style += (_HERE / "style.css").read_text("utf-8")
    return f":root{{{root};color-scheme:{theme}}}{style}{dark}"
