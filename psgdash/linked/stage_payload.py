"""What the stage is told: every step of a presentation at once, as plain values.

`build` gives what `stage.js` takes, for the page Present and for the meeting pack alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

import orjson

from psgdash.archive.gate import Published
from psgdash.archive.records import Event, Period, Place, Section
from psgdash.archive.stories import Step
from psgdash.archive.words import in_language
from psgdash.figures import map as map_figure
from psgdash.figures.basemap_hall import country_ring, hall_style
from psgdash.figures.palette import PALETTES, shade
from psgdash.linked import qr, stage_words
from psgdash.linked.glance import (
    HEADLINE_LETTERS,
    POINT_LETTERS,
    POINTS,
    cut,
    dwell,
    glance,
)
from psgdash.linked.payload import GUARDED, WIDE
from psgdash.linked.stage_strip import Timed, strip
from psgdash.locale import Words, words
from psgdash.query.saying import date_words, place_words

STEP_LIMIT = 100  # nobody tells more at a sitting; each has its own code for the audience
Query = Mapping[str, Sequence[str]]
Said = dict[str, str]  # `text` and its language, `lang`


def build(
    steps: Sequence[Step],
    published: Published,
    *,
    title: Mapping[Any, str],
    language: str,
    query: Query,
    address: str = "",
    unreviewed: bool = False,
    limit: int = STEP_LIMIT,
) -> dict[str, Any]:
    """The stage's data. `query` names the presentation in a URL (story or filters, language).

    `address` is the page's own, without parameters; without it there is no link for the audience.
    `unreviewed` says that the steps' own words are a translation that nobody has read.
    """
    t = words(language)
    shown = [step for step in steps if not step.event or step.event in published.events]
    shown = shown[:limit]
    placed = _Places(published, language)
    told = [_told(step, published, t, placed, unreviewed=unreviewed) for step in shown]
    timed = [_timed(step, published) for step in shown]
    line, marks = strip(timed, language)
    for n, (entry, mark) in enumerate(zip(told, marks, strict=True), start=1):
        entry["mark"] = mark
        entry["link"], entry["code"] = "", None
        if address:
            entry["link"] = f"{address}?{urlencode({**query, 'step': [n]}, doseq=True)}"
            entry["code"] = qr.code(entry["link"])
    data: dict[str, Any] = {
        "theme": "dark",
        "language": language,
        "title": _said(title, language),
        "look": asdict(PALETTES["dark"]),
        "map": map_figure.figure("dark", language) | {"detail": hall_style(language)},
        "flat": f"/assets/flat/dark-{language}.json",
        "towns": sorted({spot.name for spot in placed.spots}),
        "guards": [[s.lon, s.lat] for s in placed.spots if not s.ring][:GUARDED],
        "frame": WIDE,
        "country": country_ring(),
        "spots": [
            {"id": s.id, "name": s.name, "lat": s.lat, "lon": s.lon, "ring": s.ring or None}
            for s in placed.spots
        ],
        "steps": told,
        "strip": line,
        "query": {name: list(values) for name, values in query.items()},
        "words": stage_words.words_of(t),
        "keys": stage_words.keys(t),
    }
    plain: dict[str, Any] = orjson.loads(orjson.dumps(data, option=orjson.OPT_SERIALIZE_NUMPY))
    return plain


class _Places:
    """The places of all the steps, each drawn once; tells their numbers."""

    def __init__(self, published: Published, language: str) -> None:
        self.published, self.language = published, language
        self.spots: list[map_figure.Spot] = []
        self._numbers: dict[str, int] = {}

    def numbers(self, event: Event) -> list[int]:
        """Numbers of the spots where the event was, or of those mentioned if there are no other."""
        main = [p.place for p in event.places if p.role != "mentioned"]
        named = dict.fromkeys(main or [p.place for p in event.places])
        return [n for name in named if (n := self._number(self.published.places[name])) is not None]

    def _number(self, place: Place) -> int | None:
        if place.id not in self._numbers:
            found = map_figure.spots([place], self.published, self.language)
            if not found:
                return None  # the country itself
            self._numbers[place.id] = len(self.spots)
            self.spots += found
        return self._numbers[place.id]


def _told(
    step: Step, published: Published, t: Words, placed: _Places, *, unreviewed: bool
) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "kind": step.kind, "eyebrow": "", "when": "", "where": "", "headline": None, "text": None,
        "points": [], "source": "", "badges": [], "themes": [], "spots": [], "route": None,
        "frame": None, "country": False, "colour": PALETTES["dark"].accent,
    }  # fmt: skip
    if step.event:
        entry |= _event(published.events[step.event], published, t, placed)
    elif step.section:
        entry |= _section(published.sections[step.section], t)
    elif step.period:
        entry |= _period(published.periods[step.period], t)
    else:
        entry["eyebrow"] = in_language(published.site.name, t.language)[0]
    own = step.title or step.headline
    if own:
        entry["headline"] = _said(own, t.language)
    if step.text:
        entry["text"], entry["points"] = _said(step.text, t.language), []
    # What replaces the record's words is told with the story's own badge.
    if unreviewed and (own or step.text) and t("Unreviewed translation") not in entry["badges"]:
        entry["badges"].append(t("Unreviewed translation"))
    entry["badges"] += _foreign(entry, t)
    entry["notes"] = _said(step.notes, t.language) if step.notes else None
    said = [entry[name]["text"] for name in ("headline", "text") if entry[name]]
    entry["dwell"] = dwell(*said, *entry["points"])
    return entry


def _event(event: Event, published: Published, t: Words, placed: _Places) -> dict[str, Any]:
    themes = [published.themes[name] for name in event.themes]
    numbers = placed.numbers(event)
    spots = [placed.spots[n] for n in numbers]
    line = map_figure.route(event, published.places)
    corners = [map_figure.Spot("", "", lat, lon) for lat, lon in line]
    text, text_language = in_language(event.text, t.language)
    title, title_language = in_language(event.title, t.language)
    badges = [t("Unreviewed translation")] if event.unreviewed(t.language) else []
    if event.verification == "disputed":
        badges.append(t("Disputed"))
    return {
        "id": event.id,
        "when": _upper(date_words(event, t)),
        "where": _where(event, published, t),
        "headline": {"text": cut(title, HEADLINE_LETTERS), "lang": title_language},
        "text": {"text": glance(text), "lang": text_language},
        "source": event.sources[0].title if event.sources else "",
        "badges": badges,
        "themes": [
            {
                "name": in_language(theme.name, t.language)[0],
                "letter": theme.letter,
                "colour": shade(theme.colour, "dark"),
            }
            for theme in themes
        ],
        "spots": numbers,
        "country": any(p.place == published.site.country for p in event.places),
        "route": line or None,
        "frame": map_figure.frame([*spots, *corners]),
        "colour": shade(themes[0].colour, "dark"),
    }


def _section(section: Section, t: Words) -> dict[str, Any]:
    points: Sequence[str] = ()
    if section.bullets and not section.text:
        bullets: Mapping[Any, tuple[str, ...]] = section.bullets
        points = bullets.get(t.language) or next(iter(bullets.values()))
    text = in_language(section.text, t.language) if section.text else None
    return {
        "eyebrow": t("Background"),
        "headline": _said(section.title, t.language),
        "text": {"text": glance(text[0]), "lang": text[1]} if text else None,
        "points": [cut(point, POINT_LETTERS) for point in points[:POINTS]],
        "badges": [t("Unreviewed translation")] if section.unreviewed(t.language) else [],
    }


def _period(period: Period, t: Words) -> dict[str, Any]:
    return {
        "eyebrow": t("Background"),
        "when": _years(period),
        "headline": _said(period.name, t.language),
        "source": period.sources[0].title if period.sources else "",
    }


def _years(period: Period) -> str:
    return f"{period.start.lower.year}–{period.end.upper.year}"


def _timed(step: Step, published: Published) -> Timed | None:
    if step.event:
        when = published.events[step.event].date
        return Timed(when.earliest, when.latest) if when else None
    if step.period:
        period = published.periods[step.period]
        return Timed(period.start.lower, period.end.upper, band=True)
    return None


def _where(event: Event, published: Published, t: Words) -> str:
    """As on a card; a single place with the department or the country that it lies in."""
    said = place_words(event, published, t)
    named = [p.place for p in event.places if p.role != "mentioned"]
    if len(named) != 1 or not (within := published.places[named[0]].within):
        return _upper(said)
    home = within[-1] == published.site.country
    outer = within[-2] if home and len(within) > 1 else "" if home else within[-1]
    return _upper(said if not outer or outer == said else f"{said}, {outer}")


def _foreign(entry: Mapping[str, Any], t: Words) -> list[str]:
    """That a text is there in the other language only."""
    found = {entry[name]["lang"] for name in ("headline", "text") if entry[name]}
    names = {"en": t("English"), "es": t("Spanish")}
    return [
        t("Only in {language}", language=names.get(other, other))
        for other in sorted(found - {t.language})
    ]


def _said(texts: Mapping[Any, str], language: str) -> Said:
    text, found = in_language(texts, language)
    return {"text": text, "lang": found}


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
