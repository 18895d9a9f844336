"""TimelineJS 3 as JSON, in and out. Source: https://timeline.knightlab.com/docs/json-format.html

Top: title (a slide), events (slides), eras, scale. Slide: start_date, end_date (year, month, day,
hour, minute, second, millisecond, format, display_date), text (headline, text: HTML), media (url,
caption, credit, thumbnail, alt, title, link, link_target), group, display_date, background,
autolink, unique_id.

Out: every event that has a date, its first theme as group, its sources as the media's credit (a
list parted by `; `) with the first address as the media's url; the title slide says how many events
have no date and are not in the file. In: the same, HTML as plain text; eras, backgrounds, captions,
thumbnails and hours are counted as lost. A date whose display_date is in other words than its own
is "about" it, and the words are counted as lost.

Out and in again loses: events without a date, one of two languages, places, kind, themes but the
first, conflict, addresses of sources but the first, status.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import takewhile
from typing import Any

import orjson
from babel.dates import get_day_names, get_month_names

from psgdash.archive.dates import EventDate
from psgdash.archive.records import Event
from psgdash.archive.words import fold, in_language
from psgdash.errors import Problem
from psgdash.exchange import jsonitems
from psgdash.exchange.comma import joined, parted
from psgdash.exchange.incoming import (
    Head,
    Incoming,
    Item,
    cut,
    digest,
    edges,
    edtf,
    lines,
    one_line,
    source,
    words_of,
)
from psgdash.exchange.view import View, when

PARTS = ("year", "month", "day")
_REPORTED = "reported in "  # as view.when says it
_MONTHS = {
    fold(name): n
    for locale in ("en", "es")
    for n, name in get_month_names("wide", locale=locale).items()
} | {"setiembre": 9}
# What stands in a date beside its numbers and months, and makes it neither less nor more exact.
_SMALL = {
    "st", "nd", "rd", "th", "the", "of", "de", "del", "el", "la", "al", "a", "to", "and", "y",
    *(fold(name) for locale in ("en", "es") for width in ("wide", "abbreviated")
      for name in get_day_names(width, locale=locale).values()),
}  # fmt: skip
_KEPT = frozenset({"start_date", "end_date", "text", "media", "group", "display_date", "unique_id",
                   "autolink"})  # fmt: skip


def write(view: View) -> bytes:
    """The view as a timeline."""
    title = in_language(view.published.site.product, "en")[0]
    timeline = {
        "title": {"text": {"headline": escape(title), "text": escape(described(view))}},
        "events": [_slide(event, view) for event in view.events if event.date],
    }
    return orjson.dumps(timeline, option=orjson.OPT_INDENT_2)


def described(view: View) -> str:
    """What the timeline holds, and what it cannot hold."""
    undated = sum(event.date is None for event in view.events)
    said = f"{view.described[:1].upper()}{view.described[1:]}."
    return f"{said} Without a date, and so not here: {undated}." if undated else said


def _slide(event: Event, view: View) -> dict[str, Any]:
    assert event.date
    title, text = (in_language(words, "en")[0] for words in (event.title, event.text))
    first, last = edges(event.date)
    media = {
        "url": next((s.url for s in event.sources if s.url), ""),
        "credit": escape(joined(s.title for s in event.sources)),
    }
    return {
        "unique_id": event.id,
        "start_date": dict(zip(PARTS, first, strict=False)),
        **({"end_date": dict(zip(PARTS, last, strict=False))} if last else {}),
        "display_date": when(event, "en"),
        "text": {"headline": escape(title), "text": as_html(text)},
        "group": in_language(view.published.themes[event.themes[0]].name, "en")[0],
        **({"media": media} if event.sources else {}),
    }


def as_html(text: str) -> str:
    """Plain text as HTML that keeps its lines."""
    return escape(text).replace("\n", "<br>")


def looks(head: Head) -> bool:
    """Whether it is JSON with slides."""
    return head.text.lstrip()[:1] == "{" and '"start_date"' in head.text


def read(incoming: Incoming) -> Iterator[Item | Problem]:
    """Every slide as an item, or what is wrong with it."""
    rest, slides = jsonitems.top(incoming, "events")
    eras = rest.get("eras")
    for found in slides:
        if isinstance(found, Problem):
            yield found
            continue
        line, slide = found
        if not isinstance(slide, dict):
            yield incoming.problem(line, "This is no slide.", "Write an object with a start_date.")
            continue
        try:
            yield _item(incoming, line, slide, len(eras) if isinstance(eras, list) else 0)
            eras = None  # told once
        except (ValueError, TypeError, AttributeError) as error:
            said = str(error) if isinstance(error, ValueError) else "a value has the wrong form"
            yield incoming.problem(
                line, f"{said.rstrip('.')}.", "Write {\"year\": 2004, \"month\": 11}.",
                record=str(slide.get("unique_id") or "")[:80], field="start_date",
            )  # fmt: skip


def _item(incoming: Incoming, line: int, slide: dict[str, Any], eras: int) -> Item:
    said = slide.get("text") or {}
    media = slide.get("media") or {}
    lost = [k for k, v in slide.items() if v not in (None, "", [], {}) and k not in _KEPT]
    lost += [f"media {k}" for k, v in media.items() if v and k not in ("url", "credit")]
    lost += ["eras"] * eras
    start, end = slide.get("start_date") or {}, slide.get("end_date") or {}
    lost += ["hour"] if start.get("hour") or end.get("hour") else []
    shown = (str(given.get("display_date") or "").strip() for given in (start, end))
    return slide_item(
        incoming,
        line,
        key=str(slide.get("unique_id") or ""),
        headline=str(said.get("headline") or ""),
        text=str(said.get("text") or ""),
        start=start,
        end=end,
        shown=str(slide.get("display_date") or "") or " – ".join(filter(None, shown)),
        credit=str(media.get("credit") or ""),
        url=str(media.get("url") or ""),
        group=str(slide.get("group") or ""),
        lost=tuple(lost),
    )


def _parts(given: Mapping[str, Any]) -> tuple[int, ...]:
    """(year, month, day) of a slide's date, as many as there are; ValueError for what is none."""
    found: list[int] = []
    for name in _told(given):
        try:
            found.append(int(str(given[name]).strip()))
        except ValueError as error:
            raise ValueError(f"{str(given[name])[:40]!r} is no {name}") from error
    return tuple(found)


def _told(given: Mapping[str, Any]) -> list[str]:
    """Year, month and day, up to the first that is not given."""
    return list(takewhile(lambda name: given.get(name) not in (None, ""), PARTS))


def slide_item(
    incoming: Incoming,
    line: int,
    *,
    key: str,
    headline: str,
    text: str,
    start: Mapping[str, Any],
    end: Mapping[str, Any],
    shown: str,
    credit: str,
    url: str,
    group: str,
    lost: tuple[str, ...],
) -> Item:
    """A slide, of the JSON or of the sheet, as an item; ValueError where it cannot be one."""
    title, story = one_line(words_of(headline)), lines(words_of(text))
    if not (title or story):
        raise ValueError("The slide has neither headline nor text")
    first, last = _parts(start), _parts(end)
    if not first:
        raise ValueError("The slide has no year")
    shown = one_line(words_of(shown))
    date, said = _when(first, last, shown)
    unread = [
        f"{name} (without its {PARTS[PARTS.index(name) - 1]})"
        for given in (start, end)
        for name in PARTS
        if given.get(name) not in (None, "") and name not in _told(given)
    ]
    titles = [t for t in parted(words_of(credit)) if t]
    sources = [source(t) for t in titles]
    if url:
        sources[:1] = [source(titles[0] if titles else "Media", url)]
    language = incoming.language
    return Item(
        line=line,
        key=key or digest(title, first, last),
        fields={
            "title": {language: cut(title or story, 390)},
            "text": {language: story or title},
            "date": date,
            **({"date_basis": "edition"} if shown.startswith(_REPORTED) else {}),
            "sources": tuple(sources),
        },
        themes=(one_line(group),) if group else (),
        lost=(*lost, *unread, *(() if said else ("display_date",))),
    )


def _when(first: tuple[int, ...], last: tuple[int, ...], shown: str) -> tuple[EventDate, bool]:
    """The date, "about" where the words shown say another, and whether it says all of them."""
    plain = edtf(first, last or None)
    if not shown or _says(fold(shown), first, last):
        return EventDate.parse(plain), True
    for mark in ("", "~", "?", "%"):
        date = EventDate.parse(plain + mark)
        if shown.removeprefix(_REPORTED) in (date.words("en"), date.words("es")):
            return date, True
    return EventDate.parse(f"{plain}~"), False


def _says(shown: str, first: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Whether folded words are those of the date: every month and day of it, and nothing else."""
    said: set[int] = set()
    for word in re.findall(r"[a-z]+|\d+", shown):
        if word.isdigit():
            said.add(int(word))
        elif word not in _SMALL:
            months = {n for name, n in _MONTHS.items() if len(word) > 2 and name.startswith(word)}
            if len(months) != 1:
                return False
            said |= months
    wanted = {part for parts in (first, last) for part in parts[1:] or parts}
    return wanted <= said <= {*first, *last}
