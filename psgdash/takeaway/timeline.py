"""The timeline of a document as SVG: lanes while events are few, else a histogram."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from psgdash.archive.gate import Published
from psgdash.archive.records import Period, Theme
from psgdash.archive.words import in_language
from psgdash.figures import axis
from psgdash.figures.lanes import MARK, Lane, Row, layout_lanes
from psgdash.figures.palette import PALETTES, Palette, ThemeName, shade
from psgdash.locale import words
from psgdash.query.summaries import NO_DAY, Marks
from psgdash.takeaway import fonts, svg

TITLE = 12.5  # pixels of a screen, as all sizes here
LABEL = 13.5
STUB = 12  # letters below which a title says nothing
MOST_LABEL = 0.24  # of the width, for the names of the lanes
ROW = 78  # a row's height at most


@dataclass(frozen=True, slots=True)
class Plot:
    """Where days and rows lie: the box of the plot in units, the days at its sides."""

    left: float
    top: float
    right: float
    bottom: float
    first: int
    last: int
    k: float  # units a pixel

    def x(self, day: float) -> float:
        """Units from the left of a day number."""
        return self.left + (day - self.first) / (self.last - self.first) * (self.right - self.left)


def drawn(
    marks: Marks,
    published: Published,
    covered: Mapping[str, int],
    *,
    width: float,
    height: float,
    grain: float,
    theme: ThemeName,
    language: str,
) -> str:
    """SVG elements in a box; `covered` counts the whole archive's events by YYYY-MM."""
    look, k, themes = PALETTES[theme], grain, published.themes
    dated = [i for i in range(len(marks)) if marks.lower[i] != NO_DAY]
    if not dated:
        return ""
    days = [int(d) for i in dated for d in (marks.lower[i], marks.upper[i])]
    shown = axis.span(axis.from_day_number(min(days)), axis.from_day_number(max(days)))
    first, last = axis.day_number(shown.start), axis.day_number(shown.end)
    labels = [in_language(t.name, language)[0] for t in themes.values()]
    widest = max(fonts.width(label, LABEL * k) for label in labels)
    left = min(widest, width * MOST_LABEL) + 14 * k
    plot = Plot(left, 26 * k, width - 4 * k, height - 68 * k, first, last, k)
    a_mark = MARK * k / (plot.right - plot.left) * (last - first)
    laid = layout_lanes(marks, dated, themes, days=a_mark)
    rows = sum(lane.rows for lane in laid[0]) if laid else 1
    if laid and (plot.bottom - plot.top) / rows < 15 * k:
        laid = None  # too low a box for so many rows
    if not laid:  # colours and numbers stand where the lanes have their names
        plot = replace(plot, left=min(widest, width * MOST_LABEL) + 44 * k)
    parts = _grid(plot, shown, look, language)
    parts += _behind(published.periods.values(), plot, look, language)
    if laid:
        parts += _lanes(laid[0], laid[1], marks, themes, plot, theme, language)
    else:
        parts += _histogram(marks, dated, themes, plot, shown, theme, language)
    coverage, gaps = _coverage(covered, shown, plot, look)
    conflicts = bool(laid) and bool(marks.conflict[dated].any())
    key = _key(plot, look, language, conflicts=conflicts, gaps=gaps)
    return "".join([*parts, *coverage, *key])


def _grid(plot: Plot, shown: axis.Span, look: Palette, language: str) -> list[str]:
    k = plot.k
    parts = []
    for day, said in zip(*axis.ticks(shown, language), strict=True):
        x = plot.x(axis.day_number(day))
        parts.append(
            svg.path([[(x, plot.top), (x, plot.bottom)]], stroke=look.rule, stroke_width=1.0 * k)
        )
        anchor: svg.Anchor = "start" if x - plot.left < 12 * k else "middle"
        for n, line in enumerate(said.split("<br>")):
            y = plot.bottom + (26 + 15 * n) * k
            parts.append(svg.text(line, x, y, TITLE * k, look.muted, anchor=anchor))
    return parts


def _behind(periods: Iterable[Period], plot: Plot, look: Palette, language: str) -> list[str]:
    """Governments in a strip above, the armed conflict behind everything."""
    k, parts = plot.k, []
    for n, period in enumerate(periods):
        start = max(plot.first, axis.day_number(period.start.lower))
        end = min(plot.last, axis.day_number(period.end.upper) + 1)
        if period.kind == "era" or end <= start:
            continue
        strip = period.kind == "government"
        x0, x1 = plot.x(start), plot.x(end)
        if strip:
            box = (x0, plot.top - 25 * k, x1 - x0, 19 * k)
            parts.append(svg.rect(*box, fill=look.band if n % 2 else look.chip))
        else:
            box = (x0, plot.top, x1 - x0, plot.bottom - plot.top)
            parts.append(svg.rect(*box, fill=look.accent, fill_opacity=0.07))
        name = in_language(period.name, language)[0]
        said = f"{name}, {period.start.lower.year}–{period.end.upper.year}"
        said = fonts.cut(said, x1 - x0 - 8 * k, 12 * k)
        if len(said) >= min(8, len(name)):
            y = plot.top - 11.5 * k if strip else plot.top + 13 * k
            parts.append(svg.text(said, (x0 + x1) / 2, y, 12 * k, look.muted, anchor="middle"))
    return parts


def _lanes(
    lanes: Sequence[Lane],
    rows: Sequence[Row],
    marks: Marks,
    themes: Mapping[str, Theme],
    plot: Plot,
    theme: ThemeName,
    language: str,
) -> list[str]:
    look, k = PALETTES[theme], plot.k
    count = sum(lane.rows for lane in lanes)
    step = min(ROW * k, (plot.bottom - plot.top) / count)
    top = plot.top + ((plot.bottom - plot.top) - step * count) / 2
    # Room for the title below its bar, in as many lines as there is room for.
    under = min(2, int((step - 20 * k) / (TITLE * k * 1.2)))

    def middle(y: float) -> float:
        return top + step * (0.5 - y)

    parts = []
    for n, lane in enumerate(lanes):
        y = middle(lane.y)
        name = in_language(themes[lane.theme].name, language)[0]
        name = fonts.cut(name, plot.left - 12 * k, LABEL * k)
        parts.append(
            svg.text(
                name, plot.left - 12 * k, y + LABEL * k * 0.35, LABEL * k, look.ink, anchor="end"
            )
        )
        if n:
            edge = middle(lane.y + lane.rows / 2)
            between = [(plot.left, edge), (plot.right, edge)]
            parts.append(svg.path([between], stroke=look.rule, stroke_width=1.0 * k))
    titles = _titles(rows, marks, plot, under=under)
    said = {row.event: len(lines) for row, lines, _, _ in titles} if under else {}
    lift = {event: (12 if count == 1 else 18) * k for event, count in said.items()}
    bar = min(13 * k, step * 0.56)
    for row in rows:
        y = middle(row.y) - lift.get(row.event, 0)
        colour = shade(themes[marks.themes[row.event]].colour, theme)
        a, b = plot.x(row.start), plot.x(row.end)
        for share in (1.0, 0.82, 0.64, 0.46):  # nested, so that the ends fade out
            wide = (b - a) * share
            box = ((a + b) / 2 - wide / 2, y - bar / 2, wide, bar)
            parts.append(svg.rect(*box, fill=colour, fill_opacity=0.2))
        parts.append(
            _mark((a + b) / 2, y, k, colour, look.card, diamond=bool(marks.conflict[row.event]))
        )
    for row, lines, x, anchor in titles:
        y = middle(row.y) + ((10 if len(lines) == 1 else 4) * k if under else TITLE * k * 0.35)
        for n, line in enumerate(lines):
            parts.append(
                svg.text(line, x, y + n * TITLE * k * 1.2, TITLE * k, look.ink, anchor=anchor,
                         halo=look.card, halo_width=2.5 * k)
            )  # fmt: skip
    return parts


def _mark(x: float, y: float, k: float, colour: str, edge: str, *, diamond: bool) -> str:
    if not diamond:
        return svg.circle(x, y, 6 * k, fill=colour, stroke=edge, stroke_width=1.5 * k)
    r = 8.5 * k
    points = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
    return svg.path([points], closed=True, fill=colour, stroke=edge, stroke_width=1.5 * k)


def _titles(
    rows: Sequence[Row], marks: Marks, plot: Plot, *, under: int
) -> list[tuple[Row, list[str], float, svg.Anchor]]:
    """Titles below or beside their bars, as long as the neighbours leave room; right, else left."""
    k, gap = plot.k, 6 * plot.k
    found: list[tuple[Row, list[str], float, svg.Anchor]] = []
    taken: dict[float, float] = {}  # row -> unit up to which a title reaches
    ordered = sorted(rows, key=lambda r: (r.y, r.start))
    for n, row in enumerate(ordered):
        after = ordered[n + 1] if n + 1 < len(ordered) and ordered[n + 1].y == row.y else None
        before = ordered[n - 1] if n and ordered[n - 1].y == row.y else None
        a, b = plot.x(row.start), plot.x(row.end)
        limit = plot.x(after.start) - gap if after else plot.right
        start = max(plot.left, taken.get(row.y, plot.left))
        if not under and before:
            start = max(start, plot.x(before.end))
        right = limit - (a if under else b + gap)
        left = (b if under else a - gap) - start - gap
        title = marks.titles[row.event]
        wide = fonts.width(title, TITLE * k)
        rightwards = right >= min(wide, left)
        room = right if rightwards else left
        lines = fonts.lines(title, room, TITLE * k, most=max(1, under))
        if len(" ".join(lines)) < min(STUB, len(title)):
            continue
        x = (a if under else b + gap) if rightwards else (b if under else a - gap)
        reach = max(fonts.width(line, TITLE * k) for line in lines)
        taken[row.y] = (x + reach if rightwards else x) + gap
        found.append((row, lines, x, "start" if rightwards else "end"))
    return found


def _histogram(
    marks: Marks,
    dated: Sequence[int],
    themes: Mapping[str, Theme],
    plot: Plot,
    shown: axis.Span,
    theme: ThemeName,
    language: str,
) -> list[str]:
    """Events by bin of their lower bound, stacked by main theme, with a key of the colours."""
    look, k = PALETTES[theme], plot.k
    edges = np.array([axis.day_number(d) for d in axis.edges(shown, axis.bin_unit(shown))])
    bins = np.searchsorted(edges, marks.lower[list(dated)], side="right") - 1
    names = np.array(marks.themes, dtype=object)[list(dated)]
    top = max(1, int(np.bincount(bins).max()))
    unit = (plot.bottom - plot.top - 20 * k) / top
    parts, base = [], np.zeros(len(edges) - 1)
    step = max(1, round(top / 4))
    for n in range(0, top + 1, step):
        y = plot.bottom - n * unit
        line = [(plot.left, y), (plot.right, y)]
        parts.append(svg.path([line], stroke=look.rule, stroke_width=1.0 * k))
        parts.append(
            svg.text(str(n), plot.left - 6 * k, y + 4 * k, 12 * k, look.muted, anchor="end")
        )
    y = plot.top + 8 * k
    for name, entry in themes.items():
        counts = np.bincount(bins[names == name], minlength=len(edges) - 1)
        if not counts.any():
            continue
        colour = shade(entry.colour, theme)
        for n in np.flatnonzero(counts).tolist():
            a, b = plot.x(float(edges[n])), plot.x(float(edges[n + 1]))
            high = float(counts[n]) * unit
            low = plot.bottom - float(base[n]) * unit
            parts.append(
                svg.rect(a + (b - a) * 0.04, low - high, (b - a) * 0.92, high, fill=colour)
            )
        base += counts
        label = fonts.cut(in_language(entry.name, language)[0], plot.left - 40 * k, 12 * k)
        parts.append(svg.rect(2 * k, y - 9 * k, 9 * k, 9 * k, fill=colour))
        parts.append(svg.text(label, 15 * k, y, 12 * k, look.ink))
        y += 17 * k
    return parts


def _coverage(
    covered: Mapping[str, int], shown: axis.Span, plot: Plot, look: Palette
) -> tuple[list[str], bool]:
    """The strip that tells times with records in the archive from those without; if there are any.

    The archive knows nothing of the latter, which is not to say that nothing happened.
    """
    k, parts, gaps = plot.k, list[str](), False
    for start, after in pairwise(axis.edges(shown, axis.bin_unit(shown))):
        a, b = start.isoformat()[:7], after.isoformat()[:7]
        x0 = max(plot.left, plot.x(axis.day_number(start)))
        x1 = min(plot.right, plot.x(axis.day_number(after)))
        have = any(a <= month < b for month in covered)
        gaps = gaps or not have
        box = (x0, plot.bottom + 4 * k, max(0.5, x1 - x0 - 0.8 * k), 6 * k)
        parts.append(_covered(box, k, look, have=have))
    return parts, gaps


def _covered(box: tuple[float, float, float, float], k: float, look: Palette, *, have: bool) -> str:
    if have:
        return svg.rect(*box, fill=look.muted)
    return svg.rect(*box, fill=look.chip, stroke=look.muted, stroke_width=0.5 * k)


def _key(plot: Plot, look: Palette, language: str, *, conflicts: bool, gaps: bool) -> list[str]:
    """What a diamond and an empty strip mean, where there are any; from the right."""
    t, k, parts = words(language), plot.k, list[str]()
    x, y, size = plot.right, plot.bottom + 61 * k, 11.5 * k
    if gaps:
        said = t("the archive has no records of this time")
        x -= fonts.width(said, size)
        parts.append(svg.text(said, x, y, size, look.muted))
        parts.append(_covered((x - 24 * k, y - 7 * k, 18 * k, 6 * k), k, look, have=False))
        x -= 40 * k
    if conflicts:
        said = t("Conflict")
        x -= fonts.width(said, size)
        parts.append(svg.text(said, x, y, size, look.muted))
        parts.append(_mark(x - 12 * k, y - 4 * k, k * 0.8, look.muted, look.card, diamond=True))
    return parts
