"""About: what this is, how dates and places are treated, sources, licences."""

from __future__ import annotations

import streamlit as st

from psgdash import __version__
from psgdash.archive.words import in_language
from psgdash.figures.basemap import ATTRIBUTION
from psgdash.query import summaries
from psgdash.query.filters import Filter
from psgdash.query.saying import precision_words
from psgdash.ui.components import share
from psgdash.ui.components.text import escaped, literal
from psgdash.ui.state import State


def show(state: State) -> None:
    """Draw the page."""
    t, site = state.t, state.snapshot.published.site
    name = in_language(site.name, t.language)[0]
    tagline = in_language(site.tagline, t.language)[0]
    st.html(f'<h1 class="page-title">{escaped(t("About"))}</h1>')
    with st.container(key="about"):
        st.html(
            '<div class="columns">'
            + _part(t("What this is"), [
                tagline,
                t(
                    "Every item is one that {name} published. It is shown as its text supports "
                    "it, and no more exactly.",
                    name=name,
                ),
                _archive(state),
            ])
            + _part(t("How dates are treated"), [
                t(
                    "An event has the date that its text gives: a day, a month, or “about” a day."
                    " Where the text gives none, the event stands in the month of the edition, "
                    "and its card says “reported in”."
                ),
                t(
                    "A range of dates keeps every event that may have happened in it, so an event"
                    " known only by its month never vanishes between two days. “About” a day "
                    "reaches three days to either side."
                ),
                t(
                    "On the timeline an exact day is a mark, anything wider a bar with soft ends."
                    " The strip below tells months of which the archive has records from months "
                    "of which it has none: an empty month there does not mean that nothing "
                    "happened."
                ),
                t("A diamond on the timeline and the word “Conflict” mark conflicts."),
            ])
            + _part(t("How places are treated"), [
                t(
                    "A place gets a pin only if it is known to the district or better. A wider "
                    "area is drawn as a soft area, and what concerns the whole country stands in "
                    "a tray beside the map."
                ),
            ], _levels(state))
            + _part(t("What is held back"), [
                t(
                    "Drafts, withdrawn items and items under embargo are not shown. Where a place"
                    " could put somebody at risk, the event is moved to its district, province or"
                    " department before anything is drawn, listed or downloaded."
                ),
            ])
            + _part(t("Translations"), [
                t(
                    "The English texts are the group's own. The Spanish ones are marked as "
                    "unreviewed until somebody of the group has read them."
                ),
            ])
            + _part(t("Sources and licences"), [
                ATTRIBUTION[t.language],
                in_language(site.text_rights, t.language)[0],
                t(
                    "The program is free software under the MIT licence. Fonts: Source Serif 4 "
                    "and Source Sans 3, SIL Open Font License. The base map, the gazetteer and "
                    "their licences are described in data/basemap/SOURCES.md and "
                    "data/gazetteer/SOURCES.md."
                ),
                t(
                    "This page asks no other server for anything and keeps no record of who reads"
                    " it."
                ),
            ])
            + "</div>"
        )  # fmt: skip
        with st.container(key="feeds"):
            said = t(
                "Feeds, a calendar and the data of the archive, for other programs. What stands "
                "in the address of a page after the question mark, such as its filters, may stand "
                "behind these addresses, too: then they hold what that page shows."
            )
            st.html(_part(t("Feeds and data"), [said]))
            share.feeds(state)
        st.link_button(literal(name), site.url, icon=":material/open_in_new:")
        st.html(f'<p class="version">psgdash {escaped(__version__)}</p>')


def _archive(state: State) -> str:
    t = state.t
    totals = summaries.totals(state.snapshot.engine, Filter())
    said = t.plural("The archive holds {n} event.", "The archive holds {n} events.", totals.archive)
    rejected = len({(p.path, p.record) for p in state.snapshot.problems})
    if rejected:
        said += " " + t.plural(
            "{n} record could not be read; `psgdash check` says why.",
            "{n} records could not be read; `psgdash check` says why.",
            rejected,
        )
    return said


def _part(title: str, lines: list[str], more: str = "") -> str:
    body = "".join(f"<p>{escaped(line)}</p>" for line in lines)
    return f'<section class="prose"><h2>{escaped(title)}</h2>{body}{more}</section>'


def _levels(state: State) -> str:
    """How precisely a place can be known, as a list."""
    words = precision_words(state.t).values()
    items = "".join(f"<li>{escaped(w[:1].upper() + w[1:])}</li>" for w in words)
    return f'<ul class="levels">{items}</ul>'
