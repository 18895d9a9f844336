"""The stage's timeline: a plain strip that marks where the current step is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from psgdash.figures import axis

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Timed:
    """The days that a step may mean, both included; a `band` is a period."""

    first: date
    last: date
    band: bool = False


def strip(steps: Sequence[Timed | None], language: str) -> tuple[Json | None, list[Json | None]]:
    """The strip's ticks, and a mark for every step (shares of its width, 0 to 1).

    The events say how far it reaches; a period that reaches beyond is cut there, and `before` or
    `after` tells so. None where no step has a date.
    """
    events = [s for s in steps if s and not s.band] or [s for s in steps if s]
    if not events:
        return None, [None] * len(steps)
    shown = axis.span(min(s.first for s in events), max(s.last for s in events))
    start, days = axis.day_number(shown.start), (shown.end - shown.start).days
    positions, labels = axis.ticks(shown, language)

    def share(number: int) -> float:
        return round((number - start) / days, 5)

    def mark(step: Timed | None) -> Json | None:
        if step is None:
            return None
        a, b = share(axis.day_number(step.first)), share(axis.day_number(step.last) + 1)
        return {
            "from": min(1.0, max(0.0, a)), "to": max(0.0, min(1.0, b)), "band": step.band,
            "before": a < 0, "after": b > 1,
        }  # fmt: skip

    ticks = []
    for day, label in zip(positions, labels, strict=True):
        name, _, year = label.partition("<br>")
        ticks.append({"at": share(axis.day_number(day)), "name": name, "year": year})
    return {"ticks": ticks}, [mark(step) for step in steps]
