"""The script that Streamlit runs: head, navigation, and the page that the address names."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st

from psgdash.archive.words import in_language
from psgdash.errors import PsgdashError
from psgdash.locale import words
from psgdash.ui import editing, state
from psgdash.ui.components import chrome
from psgdash.ui.screens import PAGES

_LOG = logging.getLogger(__name__)
_ICON = Path(__file__).with_name("icon.png")


def main() -> None:
    """Draw the page of this address."""
    pages = [page for page in PAGES if not page.for_editors or editing.offered()]
    # Streamlit has no page of ours to run: the head must be drawn before any of them.
    doors = {
        page.path: st.Page(
            _nothing, title=page.path or "explore", url_path=page.path, default=not page.path
        )
        for page in pages
    }
    opened = st.navigation(list(doors.values()), position="hidden")
    page = next(p for p in pages if p.path == opened.url_path)
    try:
        now = state.read(page.path, doors)
    except PsgdashError as error:
        # The reason names folders and values, which are for whoever runs the server.
        _LOG.error("%s", error)
        t = words((st.context.locale or "")[:2].lower())
        st.error(t("The archive cannot be shown now. `psgdash check` says why."))
        return
    site = now.snapshot.published.site
    title = f"{page.name(now.t)} · {in_language(site.name, now.language)[0]}"
    st.set_page_config(page_title=title, page_icon=str(_ICON), layout="wide")
    if page.bare(now):
        chrome.bare(now, stage=page.dark)
    else:
        chrome.show(now, [(doors[p.path], p.name(now.t), p is page) for p in pages if p.listed])
    if page.for_editors and not editing.allowed():
        editing.door(now)
    else:
        page.show(now)


def _nothing() -> None:
    """A page's own script, of which there is none."""


main()
