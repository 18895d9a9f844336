"""The pages: one file and one row each.

The folder is not called `pages`: Streamlit would take each file in it for a script of its own, and
run that instead of main.py for whoever opens such an address first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from psgdash.locale import Words
from psgdash.ui.screens import (
    about,
    add,
    background,
    browse,
    compare,
    embed,
    explore,
    health,
    present,
)
from psgdash.ui.state import State


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the end of its address (empty for the first), its name, and what draws it."""

    path: str
    name: Callable[[Words], str]
    show: Callable[[State], None]
    for_editors: bool = False  # shown by `psgdash serve --edit` alone; see psgdash.ui.editing
    bare: Callable[[State], bool] = lambda state: False  # whether it fills the window, without head
    dark: bool = False  # whether it then is the stage of a hall
    listed: bool = True  # whether the navigation offers it


PAGES: tuple[Page, ...] = (
    Page("", lambda t: t("Explore"), explore.show),
    Page("browse", lambda t: t("Browse by date"), browse.show),
    Page("compare", lambda t: t("Compare"), compare.show),
    Page("background", lambda t: t("Background"), background.show),
    Page("present", lambda t: t("Present"), present.show, bare=present.on_stage, dark=True),
    Page("about", lambda t: t("About"), about.show),
    Page("embed", lambda t: t("Map"), embed.show, bare=lambda state: True, listed=False),
    Page("add", lambda t: t("Add news"), add.show, for_editors=True),
    Page("health", lambda t: t("Data health"), health.show, for_editors=True),
)
