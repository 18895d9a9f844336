"""Times of Linked Places, in and out: spans of a start and an end, each in, earliest or latest."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from psgdash.archive.dates import EventDate


def written(when: EventDate) -> dict[str, Any]:
    """A date as start and end; the format knows EDTF's ~, ? and %."""
    first, _, last = when.edtf.partition("/")
    if _iso(first) and (not last or _iso(last)):
        return {"start": {"in": first}, **({"end": {"in": last}} if last else {})}
    return {
        "start": {"earliest": when.lower.isoformat()}, "end": {"latest": when.upper.isoformat()},
    }  # fmt: skip


def _iso(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}(-\d\d){0,2}[~?%]?", text))


def read(when: Any) -> EventDate | None:
    """The first timespan: a start, and an end that may be the start's own."""
    spans = (when or {}).get("timespans") or []
    if not spans:
        return None
    start, end = spans[0].get("start") or {}, spans[0].get("end") or {}
    first = start.get("in") or start.get("earliest") or start.get("latest")
    last = end.get("in") or end.get("latest") or end.get("earliest")
    if not end and "in" not in start:
        last = start.get("latest")
    said = f"{first}/{last}" if last and last != first else str(first)
    loose = "in" not in start or (bool(end) and "in" not in end)
    exact = loose and _day(first) and _day(last)
    return EventDate.parse(said if not loose or exact or "~" in said else f"{said}~")


def more(when: Any) -> list[str]:
    """What else is told of a time, named for each that is not kept."""
    others = [k for k, v in (when or {}).items() if v and k != "timespans"]
    spans = (when or {}).get("timespans") or []
    return [*(f"when {k}" for k in others), *["when timespans (after the first)"] * len(spans[1:])]


def _day(text: Any) -> bool:
    """Whether both edges are days, between which it lies: as exact as the file is."""
    try:
        return bool(date.fromisoformat(str(text)))
    except ValueError:
        return False
