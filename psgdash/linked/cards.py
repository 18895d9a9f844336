"""An event as the plain values of a card; records.js draws it as text."""

from __future__ import annotations

from typing import Any

from psgdash.archive.gate import Published
from psgdash.archive.records import Event
from psgdash.archive.words import in_language
from psgdash.figures.palette import shade
from psgdash.locale import Words
from psgdash.query.provenance import source_words
from psgdash.query.saying import (
    badges,
    capital,
    date_words,
    place_words,
    precision_of,
    verification_words,
)


def card(event: Event, published: Published, t: Words) -> dict[str, Any]:
    """A card's content as plain values; the browser sets them as text, never as markup."""
    title, title_language = in_language(event.title, t.language)
    text, text_language = in_language(event.text, t.language)
    theme = published.themes[event.themes[0]]
    named = [published.places[p.place] for p in event.places]
    facts = [
        (
            in_language(place.name, t.language)[0],
            precision_of(place, t),
            source_words(place, t),
        )
        for place in named
    ]
    return {
        "id": event.id,
        "title": title,
        "title_language": title_language,
        "text": text,
        "text_language": text_language,
        "date": capital(date_words(event, t)),
        "place": place_words(event, published, t),
        "conflict": t("Conflict") if event.conflict else "",
        "colour": shade(theme.colour, "light"),
        "colour_dark": shade(theme.colour, "dark"),
        "themes": [in_language(published.themes[n].name, t.language)[0] for n in event.themes],
        "kind": in_language(published.kinds[event.kind].name, t.language)[0],
        "badges": badges(event, t),
        "places": [f"{name}: {how} ({source})" for name, how, source in facts],
        "sources": [{"title": s.title, "url": s.url} for s in event.sources],
        "verification": verification_words(t)[event.verification],
        "corrections": [f"{c.date.isoformat()}: {c.note}" for c in event.corrections],
    }


def row(event: Event, published: Published, t: Words) -> dict[str, Any]:
    """A row of the table: of a card, what stands in its columns."""
    said = card(event, published, t)
    columns = ("id", "title", "title_language", "date", "place", "themes", "kind", "conflict")
    return {name: said[name] for name in columns}


def tray_item(event: Event, t: Words) -> dict[str, str]:
    """An event in a tray: its title, and the language of that."""
    title, language = in_language(event.title, t.language)
    return {"id": event.id, "title": title, "title_language": language}


def card_words(t: Words) -> dict[str, str]:
    """The labels inside cards."""
    return {"source": t("Source"), "places": t("Place"), "corrections": t("Corrections"),
            "status": t("Status"), "newtab": t("opens in a new tab")}  # fmt: skip
