"""What stands around the timeline's events: periods behind, the strip of coverage below."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import numpy as np
import plotly.graph_objects as go

from psgdash.archive.dates import range_words
from psgdash.archive.records import Period
from psgdash.archive.words import in_language
from psgdash.figures import axis
from psgdash.figures.palette import PALETTES, SANS, ThemeName, alpha, plain
from psgdash.locale import words

WIDTH = 730  # pixels of plot that words are fitted to; a narrower view hides titles


def bin_words(start: date, after: date, language: str) -> str:
    """A bin in words, `after` being the first day that is no longer in it."""
    return range_words(start, axis.from_day_number(axis.day_number(after) - 1), language)


def coverage(
    covered: Mapping[str, int], shown: axis.Span, theme: ThemeName, language: str
) -> go.Bar:
    """A strip that tells times of which the archive has records from those it knows nothing of."""
    look, t = PALETTES[theme], words(language)
    limits = axis.edges(shown, axis.bin_unit(shown))
    counts = [0] * (len(limits) - 1)
    for month, n in covered.items():
        counts[bisect_right(limits, date.fromisoformat(f"{month}-01")) - 1] += n
    # Neighbours that are alike are one piece: a piece costs as much as a bar of the histogram.
    pieces = []
    for _, run in groupby(range(len(counts)), key=lambda i: counts[i] > 0):
        first, *_ = inside = list(run)
        pieces.append((limits[first], limits[inside[-1] + 1], sum(counts[i] for i in inside)))
    numbers = np.array([[axis.day_number(day) for day in piece[:2]] for piece in pieces])
    return go.Bar(
        x=axis.milliseconds(1) * numbers.mean(axis=1),
        width=axis.milliseconds(1) * np.diff(numbers)[:, 0],
        y=np.ones(len(pieces)),
        yaxis="y2",
        hovertext=[
            f"{bin_words(a, b, language)}: "
            + (t.plural("{n} event in the archive", "{n} events in the archive", n) if n
               else t("the archive has no records of this time"))
            for a, b, n in pieces
        ],
        hoverinfo="text",
        marker={
            "color": look.muted,
            "pattern": {"shape": ["" if n else "/" for *_, n in pieces], "bgcolor": look.card,
                        "fgcolor": look.muted, "size": 5, "solidity": 0.3},
            "line": {"width": 1, "color": look.card},
        },
        meta={"role": "coverage"},
    )  # fmt: skip


def cut(title: str, letters: int) -> str:
    """The title's beginning, cut between words where that loses little."""
    short = title[: letters - 1]
    space = short.rfind(" ")
    return (short[:space] if space > letters * 0.6 else short).rstrip(" ,.;:-–") + "…"


def rule(y: float, colour: str) -> dict[str, Any]:
    """A hair line between two lanes; a grid line would run through the titles."""
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y, "layer": "below",
            "line": {"width": 1, "color": colour}}  # fmt: skip


def behind(
    periods: Sequence[Period], shown: axis.Span, theme: ThemeName, language: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Periods as bands: governments in a strip above, the armed conflict behind everything."""
    look = PALETTES[theme]
    first, last = axis.day_number(shown.start), axis.day_number(shown.end)
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for n, period in enumerate(periods):
        start = max(first, axis.day_number(period.start.lower))
        end = min(last, axis.day_number(period.end.upper) + 1)
        if period.kind == "era" or end <= start:
            continue
        strip = period.kind == "government"
        x0, x1 = axis.milliseconds(start), axis.milliseconds(end)
        colour = (look.band if n % 2 else look.chip) if strip else alpha(look.accent, 0.07)
        shapes.append(
            {"type": "rect", "xref": "x", "yref": "paper", "x0": x0, "x1": x1, "layer": "below",
             "y0": 1.03 if strip else 0.06, "y1": 1.155 if strip else 1.0,
             "fillcolor": colour, "line": {"width": 0}}
        )  # fmt: skip
        name = in_language(period.name, language)[0]
        said = f"{name}, {period.start.lower.year}–{period.end.upper.year}"
        room = int((end - start) / (last - first) * WIDTH / 6.2)
        if room < 8:
            continue
        notes.append(
            {"x": (x0 + x1) / 2, "xref": "x", "yref": "paper", "showarrow": False,
             "y": 1.092 if strip else 0.99, "yanchor": "middle" if strip else "top",
             "text": plain(said if len(said) <= room else cut(said, room)),
             "font": {"size": 12, "color": look.muted, "family": SANS}}
        )  # fmt: skip
    return shapes, notes
