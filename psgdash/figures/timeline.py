"""The timeline: lanes by theme while events are few, a stacked histogram when they are many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import plotly.graph_objects as go

from psgdash.archive.records import Period, Theme
from psgdash.archive.words import in_language
from psgdash.figures import axis, bands
from psgdash.figures.lanes import MARK, Lane, lane_axis, lane_traces, layout_lanes, row_count
from psgdash.figures.map import hover_label
from psgdash.figures.palette import PALETTES, SANS, ThemeName, plain, shade
from psgdash.locale import words
from psgdash.query.summaries import NO_DAY, Marks


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
        traces = lane_traces(marks, rows, themes, shown, theme, mark=a_mark)
        yaxis = lane_axis(lanes, themes, theme, language)
        between = [lane.y - lane.rows / 2 for lane in lanes[:-1]]
    else:
        lanes, between = [], []
        traces, yaxis = _histogram(marks, dated, themes, shown, theme, language)
    traces.append(bands.coverage(covered, shown, theme, language))
    return {
        "data": [trace.to_plotly_json() for trace in traces],
        "layout": _layout(shown, yaxis, periods, lanes, between, theme, language),
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
        "ticklabeloverflow": "allow",  # there is room, and plotly need not measure it
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
            "rows": row_count(lanes),
        },
    )  # fmt: skip
    plain_layout: dict[str, Any] = layout.to_plotly_json()
    return plain_layout
