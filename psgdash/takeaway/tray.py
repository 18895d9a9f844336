"""Events without a spot on the map, named in a corner of it: nothing silently disappears."""

from __future__ import annotations

from collections.abc import Iterator

from psgdash.figures.palette import PALETTES
from psgdash.query.table import placing_of
from psgdash.takeaway import fonts, svg
from psgdash.takeaway.frame import Frame
from psgdash.takeaway.material import THEME, Material
from psgdash.takeaway.scene import Tray

WIDE, TITLES, SIZE, LINE = 200, 4, 12.0, 17.0  # pixels of a screen, and titles a group


def tray(material: Material, frame: Frame) -> Tray | None:
    """The box in the corner that is the sea's where the map shows Peru; None without need."""
    look, k = PALETTES[THEME], frame.grain
    rows = list(_rows(material, (WIDE - 20) * k, SIZE * k))
    if not rows:
        return None
    high = (len(rows) * LINE + 14) * k
    left, top = 10 * k, frame.height - high - 10 * k
    parts = [
        svg.rect(left, top, WIDE * k, high, rx=5 * k, fill=look.card, fill_opacity=0.94,
                 stroke=look.rule, stroke_width=1.0 * k)
    ]  # fmt: skip
    for n, (said, head) in enumerate(rows):
        y = top + (n * LINE + 19) * k
        face: fonts.Face = "sans-strong" if head else "sans"
        parts.append(svg.text(said, left + 10 * k, y, SIZE * k, look.ink, face=face))
    return Tray((left, top, left + WIDE * k, top + high), "".join(parts))


def _rows(material: Material, room: float, size: float) -> Iterator[tuple[str, bool]]:
    """Lines, and whether each is a head: `Whole country · 4`, then titles."""
    t = material.t
    for which, head in (("country", t("Whole country")), ("none", t("No place known"))):
        events = [e for e in material.events if placing_of(e, material.published.places) == which]
        if not events:
            continue
        yield f"{head} · {t.number(len(events))}", True
        shown = events if len(events) <= TITLES else events[: TITLES - 1]
        for event in shown:
            yield fonts.cut(material.said(event.title), room, size), False
        if len(shown) < len(events):
            yield t("and {n} more", n=t.number(len(events) - len(shown))), False
