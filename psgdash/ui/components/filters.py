"""The filter row: dates, themes, conflicts, search, the rest in a popover; with live counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Literal

import streamlit as st

from psgdash.archive.dates import month_words, parse_bound
from psgdash.archive.words import in_language
from psgdash.figures import axis
from psgdash.figures.palette import shade
from psgdash.locale import Words
from psgdash.query import summaries
from psgdash.query.filters import Filter
from psgdash.query.snapshot import Snapshot
from psgdash.query.summaries import Facets
from psgdash.ui.components.binding import bound
from psgdash.ui.components.text import literal
from psgdash.ui.state import State

ALL, EDITION = "all", "edition"
RECENT = 6  # years that have a button of their own; all of them are in the popover


def show(state: State, facets: Facets, covered: dict[str, int]) -> None:
    """Draw the row. The widgets show the URL's filter and write to it; they hold nothing."""
    with st.container(key="filters", horizontal=True, vertical_alignment="center"):
        _dates(state, facets, covered)
        _themes(state, facets)
        _conflicts(state, facets)
        _more(state, facets, covered)


@lru_cache(maxsize=3)
def _most(snapshot: Snapshot) -> Facets:
    """The counts with nothing filtered: none is ever larger."""
    return summaries.facets(snapshot.engine, Filter())


def _years(covered: dict[str, int]) -> list[str]:
    return sorted({month[:4] for month in covered})


def _year(year: str) -> Filter:
    return Filter(start=parse_bound(year, end=False), end=parse_bound(year, end=True))


def _dates(state: State, facets: Facets, covered: dict[str, int]) -> None:
    t, now = state.t, state.filter
    edition = facets.latest_edition
    # All years of the archive, with no event or some: a choice does not vanish under the finger.
    recent = _years(covered)[-RECENT:]
    most = _most(state.snapshot)
    counts = {year: (facets.years.get(year, 0), most.years.get(year, 0)) for year in recent}
    labels = {ALL: t("All dates"), **{year: year for year in counts}}
    choices = {ALL: Filter(), **{year: _year(year) for year in recent}}
    if edition:
        labels[EDITION] = t("Latest edition")
        counts[EDITION] = facets.edition_count, most.edition_count
        choices[EDITION] = _edition(state, edition)
    chosen = next(
        (name for name, f in choices.items() if (f.start, f.end) == (now.start, now.end)), None
    )

    def change(now: Filter, name: str | None) -> Filter:
        to = choices.get(name or ALL, Filter())
        return replace(now, start=to.start, end=to.end)

    with st.container(key="f-dates", width="content"):
        st.pills(
            t("Dates"),
            list(labels),
            format_func=labels.__getitem__,
            label_visibility="collapsed",
            **bound(state, "f-dates", chosen, change),
        )
        _counts("f-dates", [counts.get(name) for name in labels], t)


def _edition(state: State, edition: date) -> Filter:
    """The range of dates of the latest edition's events."""
    events = [
        e.date
        for e in state.snapshot.published.events.values()
        if e.published == edition and e.date
    ]
    if not events:
        return Filter()
    return Filter(start=min(d.lower for d in events), end=max(d.upper for d in events))


def _themes(state: State, facets: Facets) -> None:
    now, t, themes = state.filter, state.t, state.snapshot.published.themes
    used = {name for e in state.snapshot.published.events.values() for name in e.themes}
    used |= set(now.themes)
    names = {
        name: literal(in_language(theme.name, t.language)[0])
        for name, theme in themes.items()
        if name in used
    }
    with st.container(key="f-themes", width="content"):
        st.pills(
            t("Themes"),
            list(names),
            selection_mode="multi",
            format_func=names.__getitem__,
            label_visibility="collapsed",
            **bound(state, "f-themes", list(now.themes), lambda f, v: replace(f, themes=tuple(v))),
        )
        rules = "".join(
            f".st-key-f-themes button:nth-of-type({n})::before{{background:{colour}}}"
            for n, colour in enumerate((shade(themes[x].colour, state.theme) for x in names), 1)
        )
        most = _most(state.snapshot).themes
        counts = [(facets.themes.get(name, 0), most.get(name, 0)) for name in names]
        _counts("f-themes", counts, t, rules)


def _conflicts(state: State, facets: Facets) -> None:
    now, t = state.filter, state.t
    with st.container(key="f-conflicts", width="content"):
        st.pills(
            t("Conflicts"),
            [True],
            selection_mode="multi",
            format_func=lambda _: t("Conflicts only"),
            label_visibility="collapsed",
            **bound(
                state,
                "f-conflicts",
                [True] if now.conflicts else [],
                lambda f, v: replace(f, conflicts=bool(v)),
            ),
        )
        _counts("f-conflicts", [(facets.conflicts, _most(state.snapshot).conflicts)], t)


def _more(state: State, facets: Facets, covered: dict[str, int]) -> None:
    t, published = state.t, state.snapshot.published
    with st.popover(t("More"), key="more-filters"):
        if len(_years(covered)) > RECENT:
            _all_years(state, facets, _years(covered))
        months(state, covered)
        _choices(state, "kinds", t("Kinds of event"), t("Any kind"), published.kinds, facets.kinds)
        _choices(state, "places", t("Places"), t("Any place"), published.places, facets.places)


def _choices(
    state: State,
    field: Literal["kinds", "places"],
    label: str,
    placeholder: str,
    known: Mapping[str, Any],
    counts: dict[str, int],
) -> None:
    """A field that takes several; Streamlit tells its options apart by their words alone."""
    chosen: tuple[str, ...] = getattr(state.filter, field)
    names = {i: in_language(known[i].name, state.language)[0] for i in known}
    shown = [i for i in known if counts.get(i) or i in chosen]
    often = Counter(names[i] for i in shown)

    def words(name: str) -> str:
        which = f" [{name}]" if often[names[name]] > 1 else ""
        return f"{names[name]}{which} ({state.t.number(counts.get(name, 0))})"

    def change(now: Filter, values: list[str]) -> Filter:
        kept = tuple(values)
        return replace(now, kinds=kept) if field == "kinds" else replace(now, places=kept)

    st.multiselect(
        label,
        shown,
        format_func=words,
        placeholder=placeholder,
        **bound(state, f"f-{field}", list(chosen), change, [words(name) for name in chosen]),
    )


def _all_years(state: State, facets: Facets, years: list[str]) -> None:
    now, t = state.filter, state.t
    chosen = next(
        (y for y in years if (now.start, now.end) == (_year(y).start, _year(y).end)), None
    )

    def change(now: Filter, year: str | None) -> Filter:
        to = _year(year) if year else Filter()
        return replace(now, start=to.start, end=to.end)

    st.selectbox(
        t("Year"),
        years,
        index=None,
        format_func=lambda year: f"{year} ({t.number(facets.years.get(year, 0))})",
        placeholder=t("Any year"),
        **bound(state, "f-year", chosen, change, facets.years.get(chosen or "")),
    )


def months(state: State, covered: dict[str, int]) -> None:
    """Two fields, from and to, by month: what a drag over the timeline does, typed."""
    now, t = state.filter, state.t
    if not covered:
        return
    first, last = (date.fromisoformat(f"{month}-01") for month in (min(covered), max(covered)))
    span = axis.span(first, last, least_months=1)
    options = [d.isoformat()[:7] for d in axis.edges(span, "month")[:-1]]
    chosen = [day.isoformat()[:7] if day else None for day in (now.start, now.end)]
    # A month of the URL that lies outside the archive is a choice, too, or it could not be seen.
    options = sorted({*options, *(month for month in chosen if month)})

    def words(month: str) -> str:
        said = month_words(date.fromisoformat(f"{month}-01"), t.language)
        return said[:1].upper() + said[1:]

    def put(end: bool) -> Callable[[Filter, str | None], Filter]:
        def change(now: Filter, month: str | None) -> Filter:
            day = parse_bound(month, end=end) if month else None
            start, stop = (now.start, day) if end else (day, now.end)
            if start and stop and start > stop:  # the field just set wins
                start, stop = (parse_bound(stop.isoformat()[:7], end=False), stop) if end else (
                    start, parse_bound(start.isoformat()[:7], end=True))  # fmt: skip
            return replace(now, start=start, end=stop)

        return change

    with st.container(key="months", horizontal=True):
        for end, label, key in ((False, t("From"), "f-from"), (True, t("To"), "f-to")):
            st.selectbox(
                label,
                options,
                index=None,
                format_func=words,
                placeholder=t("Any month"),
                **bound(state, key, chosen[end], put(end)),
            )


def search(state: State) -> None:
    """The field for words to search for."""
    now, t = state.filter, state.t
    st.text_input(
        t("Search"),
        placeholder=t("Search"),
        label_visibility="collapsed",
        max_chars=200,
        icon=":material/search:",
        **bound(state, "f-q", now.q, lambda f, v: replace(f, q=" ".join((v or "").split()))),
    )


def _counts(key: str, numbers: Sequence[tuple[int, int] | None], t: Words, more: str = "") -> None:
    """The live counts behind a row of choices; `more` are other rules for them.

    They are no part of the choices' words: by these alone Streamlit knows what was clicked, so
    that a click would be lost whose count had changed meanwhile. Each has the room of the most it
    can be (the second number), so that the row does not break anew and move the map below it.
    """
    rules = "".join(
        f".st-key-{key} button:nth-of-type({i})::after"
        f'{{content:"{t.number(n[0])}";min-width:{len(t.number(n[1]))}ch}}'
        for i, n in enumerate(numbers, start=1)
        if n is not None
    )
    st.html(f"<style>{rules}{more}</style>")
