"""Compare: the choice of two periods or two places, and both side by side on the same scale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import streamlit as st

from psgdash.archive.dates import month_words, parse_bound, range_words
from psgdash.archive.words import in_language
from psgdash.figures import axis
from psgdash.figures.palette import shade
from psgdash.query import difference
from psgdash.query.comparing import Comparison, Kind, Period, Side, Times, by_time
from psgdash.query.saying import capital
from psgdash.query.summaries import Facets
from psgdash.ui.components.binding import tie
from psgdash.ui.components.text import escaped
from psgdash.ui.state import State

SECOND = "#0067A8"  # the second side's colour; the first has the accent's
Names = tuple[str, str]


def usual(state: State, kind: Kind, covered: dict[str, int], facets: Facets) -> Comparison | None:
    """What is compared before anybody chose: the last two years, or the two places most told of."""
    if kind == "periods":
        years = sorted({month[:4] for month in covered})[-2:]
        if not years:
            return None
        a, b = years if len(years) == 2 else (str(int(years[0]) - 1), years[0])
        return Comparison.from_query([a, b], state.snapshot.published)
    often = [name for name in _places(state, facets) if facets.places.get(name)]
    return Comparison(places=(often[0], often[1])) if len(often) > 1 else None


def _places(state: State, facets: Facets) -> list[str]:
    """Places that the archive tells of, those with the most events first."""
    published = state.snapshot.published
    told = {p.place for e in published.events.values() for p in e.places if p.role != "mentioned"}
    kept = [name for name in published.places if name in told and name != published.site.country]
    return sorted(kept, key=lambda name: -facets.places.get(name, 0))


def choose(state: State, now: Comparison, covered: dict[str, int], facets: Facets) -> None:
    """The fields; they write to the address at once."""
    t = state.t
    kinds: dict[Kind, str] = {"periods": t("Two periods"), "places": t("Two places")}

    def turn(kind: Kind | None) -> None:
        if kind and (to := usual(state, kind, covered, facets)):
            state.go(compare=to)

    with st.container(key="compare-fields"):
        st.segmented_control(
            t("What to compare"), list(kinds), format_func=kinds.__getitem__,
            label_visibility="collapsed", **tie("c-kind", now.kind, turn),
        )  # fmt: skip
        with st.container(key="compare-sides", horizontal=True):
            if now.places:
                _choose_places(state, now.places, facets)
            elif now.periods:
                _choose_periods(state, now.periods, covered)


def _choose_places(state: State, now: tuple[str, str], facets: Facets) -> None:
    t, published = state.t, state.snapshot.published
    options = list(dict.fromkeys([*_places(state, facets), *now]))

    def words(name: str) -> str:
        said = in_language(published.places[name].name, t.language)[0]
        return f"{said} ({t.number(facets.places.get(name, 0))})"

    for i, label in enumerate((t("First place"), t("Second place"))):

        def put(name: str | None, i: int = i) -> None:
            if name:
                a, b = (name, now[1]) if i == 0 else (now[0], name)
                state.go(compare=Comparison(places=(a, b)))

        st.selectbox(
            label,
            options,
            format_func=words,
            placeholder=t("Any place"),
            **tie(f"c-place-{i}", now[i], put, words(now[i])),
        )


def _choose_periods(state: State, now: tuple[Period, Period], covered: dict[str, int]) -> None:
    t = state.t
    months = {day.isoformat()[:7] for period in now for day in period} | set(covered)
    first, last = (date.fromisoformat(f"{month}-01") for month in (min(months), max(months)))
    span = axis.Span(first.replace(month=1), axis.add_months(last.replace(month=12), 1))
    options = [day.isoformat()[:7] for day in axis.edges(span, "month")[:-1]]

    def words(month: str) -> str:
        return capital(month_words(date.fromisoformat(f"{month}-01"), t.language))

    labels = (
        (t("First period, from"), t("First period, to")),
        (t("Second period, from"), t("Second period, to")),
    )
    for i, pair in enumerate(labels):
        with st.container(key=f"compare-period-{i}", horizontal=True):
            for end, label in enumerate(pair):

                def put(month: str | None, i: int = i, end: int = end) -> None:
                    day = parse_bound(month or "", end=bool(end))
                    if day:
                        state.go(compare=_changed(now, i, end, day))

                value = now[i][end].isoformat()[:7]
                st.selectbox(
                    label,
                    options,
                    format_func=words,
                    placeholder=t("Any month"),
                    **tie(f"c-period-{i}{end}", value, put),
                )


def _changed(now: tuple[Period, Period], i: int, end: int, day: date) -> Comparison:
    """The field just set wins over one that would be the wrong way round."""
    start, stop = (now[i][0], day) if end else (day, now[i][1])
    if start > stop:
        month = day.isoformat()[:7]
        start = parse_bound(month, end=False) or start
        stop = parse_bound(month, end=True) or stop
    period: Period = (start, stop)
    return Comparison(periods=(period, now[1]) if i == 0 else (now[0], period))


def names(state: State, now: Comparison) -> Names:
    """What the two sides are called."""
    if now.places:
        known = state.snapshot.published.places
        a, b = (in_language(known[p].name, state.language)[0] for p in now.places)
        return a, b
    assert now.periods
    first, second = (range_words(*period, state.language) for period in now.periods)
    return first, second


def show(state: State, now: Comparison, sides: tuple[Side, Side], covered: dict[str, int]) -> None:
    """The sentences, and the tables whose bars share one scale each."""
    t, said = state.t, names(state, now)
    told = difference.sentences(now, sides, said, state.snapshot.published, t, covered=covered)
    st.html(
        f'<p class="compare-said" role="status">{escaped(told[0])} '
        f"{escaped(' '.join(told[1:]))}</p>"
    )
    others = _others(state, now)
    st.html(f'<p class="compare-note">{escaped(others)}</p>')
    first, second = capital(said[0]), capital(said[1])
    both = (first, second) if first != second else (f"{first} (1)", f"{second} (2)")
    with st.container(key="compare-tables"):
        st.html(
            f'<div class="compare" style="--b:{shade(SECOND, state.theme)}">'
            + _table(t("Counts"), "", both, _count_rows(state, sides), state)
            + _table(t("By theme"), t("Theme"), both, _theme_rows(state, sides), state)
            + _time_table(state, now, both, by_time(now, sides), sides)
            + "</div>"
        )


def _others(state: State, now: Comparison) -> str:
    """The filters that hold besides, and whose counts these are."""
    t, chosen = state.t, state.filter
    kept = chosen.without("places") if now.places else chosen.without("dates")
    filters = "; ".join(kept.describe(t, state.snapshot.published).values())
    held = t("Counted are the archive's reports, not all that happened.")
    return f"{t('Filters: {filters}.', filters=filters)} {held}" if filters else held


# Words, a colour or none, counts, and the words of each side where it has its own.
Line = tuple[str, str, tuple[int | None, int | None], Names]


def _count_rows(state: State, sides: tuple[Side, Side]) -> list[Line]:
    t = state.t

    def line(words: str, of: Callable[[Side], int]) -> Line:
        return words, "", (of(sides[0]), of(sides[1])), ("", "")

    return [
        line(t("Events"), lambda side: side.events),
        line(t("Conflicts"), lambda side: side.conflicts),
        line(t("On the map"), lambda side: side.totals.on_map),
        line(t("Whole country"), lambda side: side.totals.country),
        line(t("Only roughly placed"), lambda side: side.totals.rough),
        line(t("No place known"), lambda side: side.totals.unplaced),
    ]


def _theme_rows(state: State, sides: tuple[Side, Side]) -> list[Line]:
    a, b = (side.themes for side in sides)
    return [
        (
            in_language(theme.name, state.language)[0],
            shade(theme.colour, state.theme),
            (a.get(name, 0), b.get(name, 0)),
            ("", ""),
        )
        for name, theme in state.snapshot.published.themes.items()
        if name in a or name in b
    ]


def _time_table(
    state: State, now: Comparison, both: Names, times: Times, sides: tuple[Side, Side]
) -> str:
    t = state.t

    def words(day: date | None) -> str:
        if day is None:
            return ""
        if times.months == 1:
            return capital(month_words(day, t.language))
        return str(day.year) if times.months == 12 else f"{day.year}–{day.year + 9}"

    lines: list[Line] = []
    for row in times.rows:
        first, second = (words(day) for day in row.starts)
        counts = (
            row.counts[0] if row.starts[0] else None,
            row.counts[1] if row.starts[1] else None,
        )
        lines.append(
            ("", "", counts, (first, second)) if now.periods else (first, "", counts, ("", ""))
        )
    title = {1: t("By month"), 12: t("By year")}.get(times.months, t("By decade"))
    undated = sum(side.totals.undated for side in sides)
    note = (
        t.plural("{n} event has no date and is not in this table.",
                 "{n} events have no date and are not in this table.", undated)
        if undated else ""
    )  # fmt: skip
    return _table(title, "" if now.periods else t("Date"), both, lines, state, note)


def _table(
    title: str, head: str, both: Names, lines: Sequence[Line], state: State, note: str = ""
) -> str:
    """A table that is its own chart: beside each count a bar, all bars on the scale of the most."""
    if not lines:
        return ""
    most = max((n for line in lines for n in line[2] if n), default=1)
    named = any(line[0] for line in lines)
    unseen = f'<span class="unseen">{escaped(title)}</span>'
    first = f'<th scope="col">{escaped(head) or unseen}</th>' if named else ""
    heads = "".join(
        f'<th scope="col" class="compare-{side}">{escaped(name)}</th>'
        for side, name in zip("ab", both, strict=True)
    )
    body = "".join(_row(line, named, most, state) for line in lines)
    below = f'<p class="compare-note">{escaped(note)}</p>' if note else ""
    return (
        f"<section><table><caption>{escaped(title)}</caption><thead><tr>{first}{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table>{below}</section>"
    )


def _row(line: Line, named: bool, most: int, state: State) -> str:
    words, colour, counts, own = line
    dot = f'<span class="compare-dot" style="background:{colour}"></span>' if colour else ""
    head = f'<th scope="row">{dot}{escaped(words)}</th>' if named else ""
    return f"<tr>{head}{''.join(_cells(counts, own, most, state))}</tr>"


def _cells(
    counts: tuple[int | None, int | None], own: Names, most: int, state: State
) -> Iterable[str]:
    for side, n, words in zip("ab", counts, own, strict=True):
        if n is None:
            yield f'<td class="compare-{side}"></td>'
            continue
        label = f'<span class="compare-own">{escaped(words)}</span>' if words else ""
        bar = f'<i style="width:{100 * n / most:.2f}%"></i>' if n else ""
        yield (
            f'<td class="compare-{side}">{label}<span class="compare-bar">'
            f'<b>{state.t.number(n)}</b><span aria-hidden="true">{bar}</span></span></td>'
        )
