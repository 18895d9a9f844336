"""Words for what the queries answer, the same on every page and in every document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from psgdash.archive.dates import range_words
from psgdash.archive.gate import Published
from psgdash.archive.records import Event, Place
from psgdash.archive.words import in_language
from psgdash.locale import Words
from psgdash.query.summaries import Totals


def summary(totals: Totals, t: Words) -> tuple[str, str]:
    """How many events of when, and where they are shown (it may be empty): two sentences."""
    said = _how_many(totals, t)
    if totals.first and totals.last:
        said += ", " + range_words(totals.first, totals.last, t.language)
    return _sentences(said, [words(n) for n, words in _shown(totals, t) if n])


def longest(everything: Totals, t: Words) -> tuple[str, str]:
    """The longest that `summary` can get under any filter, given the counts without one."""
    month = {"es": 11}.get(t.language, 9)  # the one with the longest name
    span = range_words(date(2000, month, 28), date(2001, month, 28), t.language)
    parts = [max(words(1), words(max(2, n)), key=len) for n, words in _shown(everything, t) if n]
    return _sentences(f"{_how_many(everything, t)}, {span}", parts)


def _how_many(totals: Totals, t: Words) -> str:
    everything = t.plural("{n} event", "{n} events", totals.archive)
    return t("{shown} of {all}", shown=t.number(totals.shown), all=everything)


def _shown(totals: Totals, t: Words) -> list[tuple[int, Callable[[int], str]]]:
    """Where how many are shown, with the words for a number of them."""
    return [
        (totals.on_map, lambda n: t.plural("{n} is on the map", "{n} are on the map", n)),
        (totals.country, lambda n: t.plural(
            "{n} concerns the whole country", "{n} concern the whole country", n)),
        (totals.rough, lambda n: t.plural(
            "{n} is only roughly placed", "{n} are only roughly placed", n)),
        (totals.unplaced, lambda n: t.plural("{n} has no place", "{n} have no place", n)),
        (totals.undated, lambda n: t.plural("{n} has no date", "{n} have no date", n)),
    ]  # fmt: skip


def _sentences(said: str, parts: Sequence[str]) -> tuple[str, str]:
    told = ", ".join(parts)
    return f"{said}.", f"{told}." if told else ""


def date_words(event: Event, t: Words) -> str:
    """When, as a card says it: `about 1 November 2004`, `reported in January 2005`."""
    if event.date is None:
        return t("no date known")
    said = event.date.words(t.language)
    return t("reported in {month}", month=said) if event.date_basis == "edition" else said


def place_words(event: Event, published: Published, t: Words) -> str:
    """Where, as a card says it: `San Gabán`, `the whole country`; or the way, `Camisea → Lima`."""
    by_role: dict[str, list[str]] = {}
    for entry in event.places:
        place = published.places[entry.place]
        name = in_language(place.name, t.language)[0]
        if place.id == published.site.country:
            name = t("the whole country")
        by_role.setdefault(entry.role, []).append(name)
    if "site" in by_role:
        return ", ".join(by_role["site"])
    if "origin" in by_role and "destination" in by_role:
        return f"{', '.join(by_role['origin'])} → {', '.join(by_role['destination'])}"
    first = [name for role, names in by_role.items() if role != "mentioned" for name in names]
    return ", ".join(first or by_role.get("mentioned", [])) or t("no place known")


def precision_words(t: Words) -> dict[str, str]:
    """How well a place is known."""
    return {
        "site": t("exact site"),
        "town": t("town"),
        "district": t("district, shown at its seat"),
        "province": t("province, shown as an area"),
        "department": t("department, shown as an area"),
        "region": t("only roughly known, shown as an area"),
        "country": t("the whole country, beside the map"),
    }


def precision_of(place: Place, t: Words) -> str:
    """How well a place is known; of a hamlet placed as its district, that it is in it."""
    if place.is_itself:
        return precision_words(t)[place.precision]
    by_hand = place.provenance.is_of_a_point
    return {
        "district": (
            t("known to its district, shown by a point in it")
            if by_hand
            else t("known to its district, shown at its seat")
        ),
        "province": t("known to its province, shown as an area"),
        "department": t("known to its department, shown as an area"),
    }[place.precision]


def verification_words(t: Words) -> dict[str, str]:
    """How sure the archive is."""
    return {
        "reported": t("Reported"),
        "corroborated": t("Corroborated"),
        "verified": t("Verified"),
        "disputed": t("Disputed"),
    }


def badges(event: Event, t: Words) -> list[str]:
    """What a reader must know of the words: another language, or a translation nobody reviewed."""
    languages = [in_language(said, t.language)[1] for said in (event.title, event.text)]
    other = next((language for language in languages if language != t.language), None)
    if other:
        name = {"en": t("English"), "es": t("Spanish")}[other]
        return [t("Only in {language}", language=name)]
    return [t("Unreviewed translation")] if event.unreviewed(t.language) else []


def capital(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]
