"""Share: copy the link, cite, embed, subscribe; all of it in the browser, without a rerun."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from psgdash import exchange
from psgdash.archive.words import in_language
from psgdash.locale import DEFAULT, Words
from psgdash.query import citing
from psgdash.query.summaries import Totals
from psgdash.ui.components.text import escaped
from psgdash.ui.state import State


@lru_cache(maxsize=2)
def _component(name: str, root: str) -> Any:
    here = Path(__file__).parent
    code = "\n".join(
        here.joinpath(f"{part}.js").read_text("utf-8") for part in ("copying", "feeds", name)
    )
    html = f'<div class="{root}"></div><span class="unseen" role="status"></span>'
    return st.components.v2.component(f"psgdash_{name}", html=html, js=code, isolate_styles=False)


def show(state: State, totals: Totals) -> None:
    """The section beside "Take it away"."""
    t, site = state.t, state.snapshot.published.site
    name, product = (in_language(said, t.language)[0] for said in (site.name, site.product))
    with st.container(key="share"):
        st.html(f'<h2 class="takeaway-head">{escaped(t("Share"))}</h2>')
        data = {
            "query": _said(state.query()),
            "title": f"{product} · {name}",
            "citations": _citations(state, totals),
            "feeds": [_row(state, "atom"), _row(state, "ical")],
            "words": _words(t)
            | {
                "copy_link": t("Copy link"),
                "link_copied": t("Link copied"),
                "cite": t("Cite"),
                "embed": t("Embed"),
                "subscribe": t("Subscribe"),
                "copy_citation": t("Copy citation"),
                "copy_code": t("Copy code"),
                "hosts": _hosts(site.embed_hosts, name, t),
                "subscribing": t("These take the filters of this page along."),
                "local": t("You see this on your own computer: links to it open for nobody else."),
            },
        }
        _component("share", "share")(key="share-actions", data=data)


def feeds(state: State) -> None:
    """Every feed and download of the whole archive, with what it is for."""
    rows = [_row(state, name, whole=True) for name in _uses(state.t)]
    _component("feedlist", "feed-list")(
        key="feed-list", data={"rows": rows, "words": _words(state.t)}
    )


def _citations(state: State, totals: Totals) -> list[dict[str, str]]:
    """The open event first, if there is one, then the view."""
    t, published, today = state.t, state.snapshot.published, date.today()
    found = []
    event = published.events.get(state.event) if state.event else None
    if event:
        said = citing.cite_event(event, published, t, accessed=today)
        alone = {"event": [event.id], "lang": [state.language]}
        found.append({"head": t("The open event"), "said": said, "query": _said(alone)})
    said = citing.cite_view(state.filter, totals, published, t, accessed=today)
    query = _said(state.query(event=None))
    return [*found, {"head": t("This view"), "said": said, "query": query}]


def _row(state: State, name: str, *, whole: bool = False) -> dict[str, Any]:
    form, (title, what) = exchange.FORMATS[name], _uses(state.t)[name]
    query = {} if whole else state.filter.to_query()
    if form.spoken and state.language != DEFAULT:
        query["lang"] = [state.language]
    path = f"{form.route}?{_said(query)}" if query else form.route
    return {"name": title, "what": what, "path": path, "calendar": name == "ical"}


def _said(query: dict[str, list[str]]) -> str:
    return urlencode(query, doseq=True)


def _hosts(hosts: tuple[str, ...], name: str, t: Words) -> str:
    """Who may show the map, which the group decides."""
    if not hosts:
        return t(
            "No other site may show the map yet; ask {name}. Whoever runs this page lists such "
            "sites in site.yaml, under embed_hosts.",
            name=name,
        )
    return t("Sites that may show the map: {sites}.", sites=", ".join(hosts))


def _words(t: Words) -> dict[str, str]:
    return {
        "copied": t("Copied"),
        "refused": t("Your browser does not let the page copy. Press Ctrl+C, on a Mac ⌘C."),
        "copy_address": t("Copy address"),
        "calendar": t("Add to my calendar"),
    }


def _uses(t: Words) -> dict[str, tuple[str, str]]:
    """Format -> its name and what it is for."""
    return {
        "atom": (
            t("News feed (Atom)"),
            t("For feed readers: put in the address, and what is new comes by itself."),
        ),
        "ical": (
            t("Calendar (iCalendar)"),
            t("For calendars that subscribe to an address: events stand at their dates."),
        ),
        "csv": (t("Table (CSV)"), t("For spreadsheets and statistics.")),
        "geojson": (t("Map data (GeoJSON)"), t("For QGIS and for maps on the web.")),
        "kml": (t("Virtual globe (KML)"), t("For Google Earth and other globes.")),
        "linked-places": (
            t("Gazetteer (Linked Places)"),
            t("For the World Historical Gazetteer and others that link places."),
        ),
        "timelinejs": ("TimelineJS (JSON)", t("For a timeline on your own site.")),
        "timelinejs-sheet": (
            t("TimelineJS (sheet)"),
            t("For the spreadsheet that such a timeline is made of."),
        ),
    }
