"""Choices whose words follow the language of the page.

A browser knows a choice by its words alone. It would keep showing, and telling, those of the
language before, which the page then takes for none of its choices: so every language has a field
of its own, which begins with what the one before said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from psgdash.locale import LANGUAGES, Words

T = TypeVar("T")


def one(
    label: str,
    options: Sequence[T],
    chosen: T,
    words: Callable[[T], str],
    *,
    t: Words,
    key: str,
    placeholder: str = "",
    help: str = "",
    typed: Callable[[str], None] | None = None,
) -> T:
    """A select box that begins with `chosen`; that is also its answer while nothing is chosen.

    `typed` is told what is written there that is none of the options.
    """
    begun, name = _told(key, t, chosen), f"{key}-{t.language}"

    def changed() -> None:
        said = st.session_state[name]
        if typed and isinstance(said, str) and said not in options:
            typed(said)

    found = st.selectbox(
        label, options, options.index(begun) if begun in options else None, words, key=name,
        placeholder=placeholder or None, help=help or None, on_change=changed,
        accept_new_options=typed is not None,
    )  # fmt: skip
    return next((each for each in options if each == found), chosen)


def several(
    label: str,
    options: Sequence[T],
    chosen: Sequence[T],
    words: Callable[[T], str],
    *,
    t: Words,
    key: str,
    placeholder: str = "",
) -> list[T]:
    """A field that takes several; `chosen` are those it begins with."""
    begun = [each for each in _told(key, t, chosen) if each in options]
    return st.multiselect(
        label, options, begun, format_func=words,
        key=f"{key}-{t.language}", placeholder=placeholder or None,
    )  # fmt: skip


def _told(key: str, t: Words, otherwise: T) -> T:
    """What the field says in the language that the page had until now."""
    for language in LANGUAGES:
        name = f"{key}-{language}"
        if language != t.language and name in st.session_state:
            found: T = st.session_state[name]
            return found
    return otherwise
