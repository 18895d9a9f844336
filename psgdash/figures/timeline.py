"""The timeline: lanes by theme while events are few, a stacked histogram when they are many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import plotly.graph_objects as go

from psgdash.archive.records import Period, Theme
from psgdash.archive.words import in_language
from psgdash.figures import axis, bands
from psgdash.figures.map import hover_label
from psgdash.figures.palette import PALETTES, SANS, ThemeName, plain, shade
from psgdash.locale import words
from psgdash.query.summaries import NO_DAY, Marks

ROW_LIMIT = 14  # rows of marks that stay legible; more events make it a histogram
MARK, MARK_SIZE = 15, 13  # pixels that a mark takes, and that it is wide
LETTER = 5.9  # mean width of a letter at 12.5 px
TITLE_LETTERS = 12  # a shorter stub says nothing


@dataclass(frozen=True, slots=True)
class Row:
    """One event in its lane: index among the marks, row, first day, and the day after the last."""

    event: int
    y: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A theme's rows; `y` is the middle and `rows` how many there are."""

    theme: str
    y: float
    rows: int


def figure(
    marks: Marks,
    themes: Mapping[str, Theme],
    periods: Sequence[Period],
    covered: Mapping[str, int],
    *,
    theme: ThemeName,
    language: str,
) -> dict[str, Any]:
    """Traces and layout; `covered` counts the whole archive's events by YYYY-MM.

    `layout.meta` tells the linked view the mode, the axis' days, and the names of its parts.
    """
    dated = [i for i in range(len(marks)) if marks.lower[i] != NO_DAY]
    # The axis is the whole archive's: it stays where it is while filters come and go.
    known = [axis.day_number(date.fromisoformat(f"{month}-01")) for month in covered]
    known += [marks.lower[i] for i in dated] + [marks.upper[i] for i in dated]
    known = known or [axis.day_number(date.today())]
    shown = axis.span(axis.from_day_number(min(known)), axis.from_day_number(max(known)))
    a_mark = MARK / bands.WIDTH * (axis.day_number(shown.end) - axis.day_number(shown.start))
    laid = layout_lanes(marks, dated, themes, days=a_mark)
    if laid:
        lanes, rows = laid
        traces = _lane_traces(marks, rows, themes, shown, theme, mark=a_mark)
        yaxis = _lane_axis(lanes, themes, theme, language)
        between = [lane.y - lane.rows / 2 for lane in lanes[:-1]]
    else:
        lanes, between = [], []
        traces, yaxis = _histogram(marks, dated, themes, shown, theme, language)
    traces.append(bands.coverage(covered, shown, theme, language))
    return {
        "data": [trace.to_plotly_json() for trace in traces],
        "layout": _layout(shown, yaxis, periods, lanes, between, theme, language),
    }


def layout_lanes(
    marks: Marks, dated: Sequence[int], themes: Mapping[str, Theme], *, days: float = 1
) -> tuple[list[Lane], list[Row]] | None:
    """Lanes from the top in the themes' order; overlapping events go to rows of their own.

    `days` is how long a mark is at least, so that what would be drawn over another overlaps, too.
    None where that takes more than ROW_LIMIT rows: then there is too much for lanes.
    """
    by_theme: dict[str, list[int]] = {name: [] for name in themes}
    for i in dated:
        by_theme.setdefault(marks.themes[i], []).append(i)
    lanes: list[Lane] = []
    rows: list[Row] = []
    top = 0.0
    for name, members in by_theme.items():
        if not members:
            continue
        ends: list[float] = []  # where each row of the lane is free again
        placed: list[tuple[int, int, int, int]] = []
        for i in members:
            start, end = int(marks.earliest[i]), int(marks.latest[i]) + 1
            row = next((r for r, last in enumerate(ends) if last <= start), len(ends))
            ends[row : row + 1] = [max(end, start + days)]
            if top + len(ends) > ROW_LIMIT:
                return None
            placed.append((i, row, start, end))
        lanes.append(Lane(name, -(top + (len(ends) - 1) / 2), len(ends)))
        rows += [Row(i, -(top + row), start, end) for i, row, start, end in placed]
        top += len(ends)
    return lanes, rows


def _rows(lanes: Sequence[Lane]) -> float:
    return float(sum(lane.rows for lane in lanes)) or 1.0


def _lane_traces(
    marks: Marks,
    rows: Sequence[Row],
    themes: Mapping[str, Theme],
    shown: axis.Span,
    theme: ThemeName,
    *,
    mark: float,
) -> list[go.Bar | go.Scatter]:
    """Soft bars for what a date may mean, a mark in its middle, and the titles that fit.

    `mark` is how many days a mark covers: a bar within it could not be seen.
    """
    look = PALETTES[theme]
    colours = [shade(themes[marks.themes[r.event]].colour, theme) for r in rows]
    wide = [r for r in rows if r.end - r.start > mark * MARK_SIZE / MARK]
    bars = []
    for share in (1.0, 0.82, 0.64, 0.46) if wide else ():  # nested, so that the ends fade out
        lengths = [(r.end - r.start) * share for r in wide]
        bases = [
            (r.start + r.end) / 2 - length / 2 for r, length in zip(wide, lengths, strict=True)
        ]
        bars.append(
            go.Bar(
                base=[axis.milliseconds(b) for b in bases],
                x=[axis.milliseconds(length) for length in lengths],
                y=[r.y for r in wide],
                customdata=[marks.ids[r.event] for r in wide],
                orientation="h", width=0.56, hoverinfo="skip",
                marker={
                    "color": [shade(themes[marks.themes[r.event]].colour, theme) for r in wide],
                    "opacity": 0.2,
                    "line": {"width": 0},
                },
                meta={"role": "bar"},
            )
        )  # fmt: skip
    middles = [axis.milliseconds((r.start + r.end) / 2) for r in rows]
    dots = go.Scatter(
        x=middles,
        y=[r.y for r in rows],
        mode="markers",
        customdata=[marks.ids[r.event] for r in rows],
        hovertext=[plain(marks.titles[r.event]) for r in rows],
        hoverinfo="text",
        marker={
            "size": MARK_SIZE,
            "symbol": ["diamond" if marks.conflict[r.event] else "circle" for r in rows],
            "color": colours,
            "opacity": 1.0,
            "line": {"color": look.card, "width": 1.5},
        },
        # The days that each may mean, first and first after, for the hand that points at it.
        meta={"role": "mark", "days": [[r.start, r.end] for r in rows]},
        cliponaxis=False,
    )
    chosen = go.Scatter(
        x=[], y=[], mode="markers", hoverinfo="skip", meta={"role": "chosen"}, cliponaxis=False,
        marker={"size": 23, "color": "rgba(0,0,0,0)", "line": {"color": look.accent, "width": 2.5}},
    )  # fmt: skip
    return [*bars, chosen, dots, *_titles(marks, rows, shown, theme)]


def _titles(
    marks: Marks, rows: Sequence[Row], shown: axis.Span, theme: ThemeName
) -> list[go.Scatter]:
    """Titles beside their bars, as long as the neighbours leave room; right, else left."""
    look = PALETTES[theme]
    first, last = axis.day_number(shown.start), axis.day_number(shown.end)
    a_day = bands.WIDTH / (last - first)
    sides: dict[str, list[tuple[float, float, str, str]]] = {"middle right": [], "middle left": []}
    taken: dict[float, int] = {}  # row -> day up to which a title reaches
    ordered = sorted(rows, key=lambda r: (r.y, r.start))
    for n, row in enumerate(ordered):
        following = ordered[n + 1] if n + 1 < len(ordered) else None
        before = ordered[n - 1] if n else None
        limit = following.start if following and following.y == row.y else last
        from_ = before.end if before and before.y == row.y else first
        from_ = max(from_, taken.get(row.y, first))
        title = marks.titles[row.event]
        right = int(((limit - row.end) * a_day - 14) / LETTER)
        left = int(((row.start - from_) * a_day - 14) / LETTER)
        side = "middle right" if right >= min(len(title), left) else "middle left"
        room = right if side == "middle right" else left
        if room < min(TITLE_LETTERS, len(title)):
            continue
        said = title if len(title) <= room else bands.cut(title, room)
        at = row.end if side == "middle right" else row.start
        if side == "middle right":
            taken[row.y] = row.end + int((len(said) * LETTER + 14) / a_day)
        sides[side].append((axis.milliseconds(at), row.y, said, marks.ids[row.event]))
    return [
        go.Scatter(
            x=[t[0] for t in found],
            y=[t[1] for t in found],
            text=[f" {plain(t[2])} " for t in found],
            customdata=[t[3] for t in found],
            mode="text", textposition=side, hoverinfo="skip", cliponaxis=False,
            textfont={"size": 12.5, "color": look.ink, "family": SANS},
            meta={"role": "title"},
        )
        for side, found in sides.items()
    ]  # fmt: skip


def _lane_axis(
    lanes: Sequence[Lane], themes: Mapping[str, Theme], theme: ThemeName, language: str
) -> dict[str, Any]:
    air = max(0.0, 6 - _rows(lanes)) / 2  # a lane alone is not blown up to fill the height
    return {
        "tickvals": [lane.y for lane in lanes],
        "ticktext": [plain(in_language(themes[lane.theme].name, language)[0]) for lane in lanes],
        "range": [0.4 - _rows(lanes) - air, 0.6 + air],
        "tickfont": {"size": 13.5, "color": PALETTES[theme].ink, "family": SANS},
        "ticklabelstandoff": 12,
    }


def _histogram(
    marks: Marks,
    dated: Sequence[int],
    themes: Mapping[str, Theme],
    shown: axis.Span,
    theme: ThemeName,
    language: str,
) -> tuple[list[go.Bar | go.Scatter], dict[str, Any]]:
    """Events by bin of their lower bound, stacked by main theme."""
    limits = axis.edges(shown, axis.bin_unit(shown))
    edges = np.array([axis.day_number(day) for day in limits])
    lower = marks.lower[list(dated)]
    bins = np.searchsorted(edges, lower, side="right") - 1
    names = np.array(marks.themes, dtype=object)[list(dated)]
    top = int(np.bincount(bins).max())
    t = words(language)
    traces: list[go.Bar | go.Scatter] = []
    for number, (name, entry) in enumerate(themes.items()):
        counts = np.bincount(bins[names == name], minlength=len(edges) - 1)
        if not counts.any():
            continue
        label = in_language(entry.name, language)[0]
        some = np.flatnonzero(counts)  # a bar of nothing would cost as much as any
        traces.append(
            go.Bar(
                x=axis.milliseconds(1) * (edges[:-1] + edges[1:])[some] / 2,
                width=axis.milliseconds(1) * np.diff(edges)[some] * 0.92,
                y=counts[some].astype(np.int32),
                name=plain(label),
                hovertext=[
                    f"{plain(label)} · {bands.bin_words(limits[i], limits[i + 1], language)}: "
                    + t.plural("{n} event", "{n} events", int(counts[i]))
                    for i in some
                ],
                hoverinfo="text",
                marker={"color": shade(entry.colour, theme), "line": {"width": 0}},
                meta={"role": "bin", "theme": number},
            )
        )
    return traces, {
        "range": [0, top * 1.22], "nticks": 4, "tickformat": ",d", "ticklabelstandoff": 12,
        "tickfont": {"size": 12, "color": PALETTES[theme].muted, "family": SANS},
    }  # fmt: skip


def _layout(
    shown: axis.Span,
    yaxis: dict[str, Any],
    periods: Sequence[Period],
    lanes: Sequence[Lane],
    separators: Sequence[float],
    theme: ThemeName,
    language: str,
) -> dict[str, Any]:
    look = PALETTES[theme]
    first, last = axis.day_number(shown.start), axis.day_number(shown.end)
    positions, labels = axis.ticks(shown, language)
    shapes, notes = bands.behind(periods, shown, theme, language)
    shapes += [bands.rule(y, look.rule) for y in separators]
    bottom = 44 if any("<br>" in said for said in labels) else 28
    layout = go.Layout(
        barmode="overlay" if lanes else "stack",
        bargap=0,
        dragmode=False,
        hovermode="closest",
        showlegend=False,
        uirevision="timeline",
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": SANS, "color": look.ink},
        hoverlabel=hover_label(theme),
        margin={"l": 112, "r": 16, "t": 34, "b": bottom},
        xaxis={
            "type": "date", "fixedrange": True, "gridcolor": look.rule, "zeroline": False,
            "range": [axis.milliseconds(first), axis.milliseconds(last)],
            "tickvals": [axis.milliseconds(axis.day_number(day)) for day in positions],
            "ticktext": labels, "ticklabelmode": "instant", "anchor": "y2", "ticks": "",
            "tickfont": {"size": 12.5, "color": look.muted, "family": SANS},
        },
        yaxis={
            "fixedrange": True, "gridcolor": look.rule, "zeroline": False, "domain": [0.075, 1],
            "showgrid": not lanes,
            **yaxis,
        },
        yaxis2={"fixedrange": True, "visible": False, "range": [0, 1], "domain": [0, 0.04]},
        shapes=shapes,
        annotations=notes,
        meta={
            "mode": "lanes" if lanes else "histogram", "first": first, "last": last,
            "rows": _rows(lanes),
        },
    )  # fmt: skip
    plain_layout: dict[str, Any] = layout.to_plotly_json()
    return plain_layout
