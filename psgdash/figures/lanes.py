"""Lanes of the timeline: a theme's events in rows, bars for their dates, titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from psgdash.archive.records import Theme
from psgdash.archive.words import in_language
from psgdash.figures import axis, bands
from psgdash.figures.palette import PALETTES, SANS, ThemeName, plain, shade
from psgdash.query.summaries import Marks

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


def row_count(lanes: Sequence[Lane]) -> float:
    """Rows of all lanes, at least one."""
    return float(sum(lane.rows for lane in lanes)) or 1.0


def lane_traces(
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


def lane_axis(
    lanes: Sequence[Lane], themes: Mapping[str, Theme], theme: ThemeName, language: str
) -> dict[str, Any]:
    """The axis that names the lanes."""
    air = max(0.0, 6 - row_count(lanes)) / 2  # a lane alone is not blown up to fill the height
    return {
        "tickvals": [lane.y for lane in lanes],
        "ticktext": [plain(in_language(themes[lane.theme].name, language)[0]) for lane in lanes],
        "range": [0.4 - row_count(lanes) - air, 0.6 + air],
        "tickfont": {"size": 13.5, "color": PALETTES[theme].ink, "family": SANS},
        "ticklabelstandoff": 12,
        "ticklabeloverflow": "allow",  # there is room, and plotly need not measure it
    }
