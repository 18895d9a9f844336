"""What the pack's page is told, as plain values: the view, the cards, the words of both languages.

Everything comes out of `Published` and the engine that holds it, so nothing that the gate keeps
back can be in here.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import orjson

from psgdash.archive.dates import day_words
from psgdash.archive.gate import Published
from psgdash.archive.records import Event
from psgdash.archive.words import in_language
from psgdash.figures import basemap, timeline
from psgdash.figures.axis import day_number
from psgdash.figures.palette import PALETTES, ThemeName, shade
from psgdash.home import shipped
from psgdash.linked import cards, payload
from psgdash.locale import LANGUAGES, words
from psgdash.query import summaries
from psgdash.query.engine import Engine
from psgdash.query.filters import Filter
from psgdash.query.summaries import MARK_LIMIT, Marks
from psgdash.query.table import placing_of
from psgdash.takeaway.pack import wording
from psgdash.takeaway.pack.sharing import Look, share
from psgdash.takeaway.pack.stories import presentations

VERSION = "pack"  # the view compares the ground's with the message's; here they are one


def contents(
    engine: Engine, published: Published, chosen: Filter, *, made: date, language: str
) -> dict[str, Any]:
    """All of it; `made` is the day that the pack states, `language` the one it opens in."""
    covered = summaries.covered_months(engine)
    marks = {name: summaries.marks(engine, chosen, name) for name in LANGUAGES}
    index = {name: i for i, name in enumerate(marks["en"].ids)}
    # Newest first, as the cards stand; what the view could not hold is not in the pack either.
    found = summaries.records(engine, chosen, limit=MARK_LIMIT)
    events = [event for event in found if event.id in index]
    looks: list[Look] = [(theme, name) for theme in PALETTES for name in LANGUAGES]
    return {
        "language": language,
        "version": VERSION,
        "ground": _shared({look: _ground(marks[look[1]], published, look) for look in looks}),
        "timeline": _shared(
            {look: _timeline(marks[look[1]], published, covered, look) for look in looks}
        ),
        "cards": _shared(
            {
                ("light", name): [cards.card(event, published, words(name)) for event in events]
                for name in LANGUAGES
            }
        ),
        "facts": [_facts(event, published, index[event.id]) for event in events],
        "themes": _shared({look: _themes(published, look) for look in looks}),
        "stories": _shared(
            {("light", name): presentations(events, published, name) for name in LANGUAGES}
        ),
        "words": _shared(
            {("light", name): _words(published, chosen, made, name) for name in LANGUAGES}
        ),
    }  # fmt: skip


def _shared(variants: dict[Look, Any]) -> Any:
    """As `share`, of plain values, in which numpy's are none."""
    plain = orjson.loads(orjson.dumps(list(variants.values()), option=orjson.OPT_SERIALIZE_NUMPY))
    return share(dict(zip(variants, plain, strict=True)))


def _ground(marks: Marks, published: Published, look: Look) -> dict[str, Any]:
    """What the linked view draws, as it takes it where there is no server."""
    theme, language = look
    data = payload.laid(marks, published, theme=theme, language=language)
    # MapLibre's style and guards stay out: from a file its worker does not run.
    layout = {k: v for k, v in data["map"]["layout"].items() if k != "map"}
    data |= {"map": {"data": [], "layout": layout}, "guards": [], "version": VERSION}
    data["flat"] = _base(theme, language)
    # The pack names events by its cards.
    data["events"] |= {"ids": None, "titles": None}
    return data


@lru_cache(maxsize=4)
def _base(theme: ThemeName, language: str) -> dict[str, Any]:
    """Always the same, and not to be changed."""
    return basemap.flat_base(theme, language, shipped("basemap"))


def _timeline(
    marks: Marks, published: Published, covered: dict[str, int], look: Look
) -> dict[str, Any]:
    theme, language = look
    periods = list(published.periods.values())
    return timeline.figure(
        marks, published.themes, periods, covered, theme=theme, language=language
    )


def _facts(event: Event, published: Published, index: int) -> dict[str, Any]:
    """What filters, trays and counts go by; `also` is what a search finds beside the card."""
    names = dict.fromkeys(
        name
        for entry in event.places
        for name in (*published.places[entry.place].name.values(), entry.as_written or "")
        if name
    )
    order = list(published.themes)
    return {
        "i": index,
        "themes": [order.index(theme) for theme in event.themes],
        "conflict": event.conflict,
        "placing": placing_of(event, published.places),
        "lower": day_number(event.date.lower) if event.date else None,
        "upper": day_number(event.date.upper) if event.date else None,
        "also": " ".join(names),
    }


def _themes(published: Published, look: Look) -> list[dict[str, str]]:
    theme, language = look
    return [
        {
            "id": each.id,
            "name": in_language(each.name, language)[0],
            "colour": shade(each.colour, theme),
        }
        for each in published.themes.values()
    ]


def _words(published: Published, chosen: Filter, made: date, language: str) -> dict[str, Any]:
    t, site = words(language), published.site
    said = list(chosen.describe(t, published).values())
    name, product = (in_language(x, language)[0] for x in (site.name, site.product))
    return {
        **wording.labels(t),
        "title": f"{name} · {product}",
        "holds": wording.holds(t, said, day_words(made, language)),
        "cards": cards.card_words(t),
    }
