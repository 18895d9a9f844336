"""TimelineJS's sheet as CSV, in and out.

Source: the template that https://timeline.knightlab.com/ hands out, and
src/js/core/ConfigFactory.js of https://github.com/NUKnightLab/TimelineJS3

Columns: Year, Month, Day, Time, End Year, End Month, End Day, End Time, Display Date, Headline,
Text, Media, Media Credit, Media Caption, Media Thumbnail, Type (title, era or nothing), Group,
Background. Ours adds Unique ID, which TimelineJS passes over.

Loss and HTML are those of the JSON (see timelinejs.py). Rows of others have no id: theirs is made
of headline and dates.
"""

from __future__ import annotations

from collections.abc import Iterator

from psgdash.archive.records import Event
from psgdash.archive.words import in_language
from psgdash.errors import Problem
from psgdash.exchange import tables
from psgdash.exchange.comma import joined, sheet, unsafe
from psgdash.exchange.incoming import Head, Incoming, Item, edges
from psgdash.exchange.timelinejs import PARTS, as_html, described, slide_item
from psgdash.exchange.view import View, when

COLUMNS = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date",
    "Headline", "Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type",
    "Group", "Background", "Unique ID",
)  # fmt: skip
_LOST = ("time", "end_time", "media_caption", "media_thumbnail", "background")
_KEPT = frozenset(tables.normal(name) for name in COLUMNS)


def write(view: View) -> bytes:
    """The view as a sheet, its first row the title."""
    title: dict[str, object] = {
        "Headline": as_html(in_language(view.published.site.product, "en")[0]),
        "Text": as_html(described(view)),
        "Type": "title",
    }
    slides = [title, *(_row(event, view) for event in view.events if event.date)]
    return sheet(COLUMNS, ([row.get(name, "") for name in COLUMNS] for row in slides))


def _row(event: Event, view: View) -> dict[str, object]:
    assert event.date
    first, last = edges(event.date)
    return {
        **dict(zip(COLUMNS[:3], first, strict=False)),
        **dict(zip(COLUMNS[4:7], last or (), strict=False)),
        "Display Date": when(event, "en"),
        "Headline": as_html(in_language(event.title, "en")[0]),
        "Text": as_html(in_language(event.text, "en")[0]),
        "Media": next((s.url for s in event.sources if s.url), ""),
        "Media Credit": as_html(joined(s.title for s in event.sources)),
        "Group": in_language(view.published.themes[event.themes[0]].name, "en")[0],
        "Unique ID": event.id,
    }


def looks(head: Head) -> bool:
    """Whether a file's columns are the template's."""
    return {"year", "headline"} <= set(head.columns)


def read(incoming: Incoming) -> Iterator[Item | Problem]:
    """Every row as an item, or what is wrong with it; the title is passed over."""
    return tables.read(incoming, lambda line, cells: _item(incoming, line, cells))


def _item(incoming: Incoming, line: int, cells: dict[str, str]) -> Item | Problem | None:
    row = {k: unsafe(v) for k, v in cells.items()}
    if row.get("type", "").strip().lower() == "title":
        return None
    if row.get("type", "").strip().lower() == "era":
        return incoming.problem(
            line, "An era is no event.", "Write it as a period in periods.yaml."
        )
    try:
        return slide_item(
            incoming,
            line,
            key=row.get("unique_id", "").strip(),
            headline=row.get("headline", ""),
            text=row.get("text", ""),
            start={k: row.get(k, "").strip() for k in PARTS},
            end={k: row.get(f"end_{k}", "").strip() for k in PARTS},
            shown=row.get("display_date", ""),
            credit=row.get("media_credit", ""),
            url=row.get("media", "").strip(),
            group=row.get("group", ""),
            lost=tuple(k for k, v in row.items() if v.strip() and (k in _LOST or k not in _KEPT)),
        )
    except ValueError as error:
        return incoming.problem(
            line, f"{str(error).rstrip('.')}.", "Write at least a year and a headline.",
            record=row.get("headline", "")[:60],
        )  # fmt: skip
