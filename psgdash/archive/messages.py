"""What a validation error means in plain words, and what to write instead."""

from __future__ import annotations

from typing import Any

from psgdash.archive.strictyaml import Document, Key
from psgdash.errors import Problem

# Fields whose right form is best shown: field -> what to write.
_EXAMPLES = {
    "id": "Write small letters, digits and hyphens, such as san-gaban-protest.",
    "date": "Write 2004, 2004-11, 2004-11-01, 2004-11-01~ (about) or 1980/2000.",
    "start": "Write 2004, 2004-11 or 2004-11-01.",
    "end": "Write 2004, 2004-11 or 2004-11-01.",
    "published": "Write the day of the edition as 2004-11-30.",
    "embargo_until": "Write a day as 2004-11-30.",
    "accessed": "Write a day as 2004-11-30.",
    "resolved": "Write a day as 2004-11-30.",
    "name": "Write {en: …, es: …} (one may be missing).",
    "names": "Write a list of names, such as [San Gaban].",
    "within": "Write what it lies in, innermost first, such as [Carabaya, Puno, peru].",
    "precision": "Write one of: site, town, district, province, department, region, country.",
    "radius_km": "Write kilometres, more than 0 and at most 3000.",
    "provenance": "Write `provenance:` and below it, indented, `query: …` and `source: …`.",
    "query": "Write the name that was looked up, such as San Gaban, Puno.",
    "source": "Write where it comes from, such as GeoNames.",
    "sources": "Write `- title: …` and, if there is one, `url: …`.",
    "url": "Write an address that begins with https://.",
    "membership_url": "Write an address that begins with https://.",
    "archived_url": "Write an address that begins with https://.",
    "lat": "Write degrees between -90 and 90, south negative, such as -7.16.",
    "lon": "Write degrees between -180 and 180, west negative, such as -78.5.",
    "title": "Write `title:` and below it, indented, `en: …` and `es: …` (one may be missing).",
    "text": "Write `text:` and below it, indented, `en: |-` and the text.",
    "themes": "Write at least one theme of themes.yaml, such as [mining].",
    "kind": "Write a kind of themes.yaml; a period's is conflict, government or era.",
    "status": "Write one of: draft, review, published, withdrawn.",
    "conflict": "Write true or false.",
    "places": "Write `- place: …` with an id of places.yaml, and `role: …`.",
    "place": "Write an id of places.yaml, such as san-gaban.",
    "country": "Write the id of the country in places.yaml, such as peru.",
    "route": "Write `via:` and a list of [latitude, longitude] pairs.",
    "via": "Write a list of [latitude, longitude] pairs, such as [[-12.6, -73.6]].",
    "related": "Write ids of events, such as [yanacocha-protests].",
    "periods": "Write ids of periods.yaml, such as [armed-conflict].",
    "translation": "Write {es: unreviewed} or {es: reviewed}.",
    "corrections": "Write `- date: 2004-11-30` and `note: …`.",
    "note": "Write what was changed and why.",
    "order": "Write a whole number, such as 1.",
    "bullets": "Write `bullets:` and below it, indented, `en:` and a list.",
    "action": "Write `label: {en: …}` and `url_from: membership_url`.",
    "label": "Write {en: …, es: …} (one may be missing).",
    "url_from": "Write url or membership_url.",
    "colour": 'Write # and six hexadecimal digits in quotes, such as "#C4451C".',
    "letter": "Write one capital letter from A to Z.",
    "languages": "Write [en, es], or one of them.",
    "embed_hosts": (
        "Write a list of sites as they begin, such as [https://www.example.org], "
        "or https://*.example.org for all below one."
    ),
    "steps": (
        "Write `- event: …`, `- section: …`, `- period: …` or `- title: {en: …}`, at most 200."
    ),
    "event": "Write the id of an event, such as yanacocha-protests.",
    "section": "Write the id of a background section, such as human-rights.",
    "period": "Write an id of periods.yaml, such as armed-conflict.",
    "headline": "Write `headline: {en: …, es: …}`, at most 100 characters each.",
    "notes": "Write `notes:` and below it, indented, `en: |-` and what the speaker wants to say.",
    "words": "Write beginnings of words in both languages, such as [mine, mina, miner].",
}
# Where neither the field nor the one around it has an example.
_ANYWHERE = "Compare it with a record that is accepted."


def problem_from(detail: Any, document: Document, at: Key, record: str) -> Problem:
    """One pydantic error detail as a Problem with the line it stands on."""
    location: Key = tuple(part for part in detail["loc"] if part != "[key]")
    kind, context = detail["type"], detail.get("ctx", {})
    named = next((str(p) for p in reversed(location) if not isinstance(p, int)), "")
    top = next((str(p) for p in location if not isinstance(p, int)), "")
    example = _EXAMPLES.get(named) or _EXAMPLES.get(top, _ANYWHERE)
    message, fix = _words(kind, context, detail, named)
    dotted = visible(".".join(str(part) for part in location))
    return Problem(
        document.path, document.line((*at, *location)), record, dotted, message, fix or example
    )


def _words(kind: str, context: dict[str, Any], detail: Any, named: str) -> tuple[str, str]:
    given = detail.get("input")
    if kind == "missing":
        return "This field is missing.", ""
    if kind == "extra_forbidden":
        return f"The field {named!r} is not known.", "Remove it, or mend its spelling."
    if kind == "literal_error":
        names = context["expected"].replace("' or '", "', '")  # a list needs no English word
        return f"{_short(given)} is not one of the choices.", f"Write one of: {names}."
    if kind in ("dict_type", "model_type"):
        return f"{_short(given)} stands where named fields are expected.", ""
    if kind in ("dataclass_exact_type", "dataclass_type", "date_type"):
        return f"{_short(given)} is not read as a date.", ""
    if kind == "bool_type":
        return f"{_short(given)} is neither true nor false.", ""
    if kind in ("float_type", "int_type", "int_from_float"):
        return f"{_short(given)} is not a number of the right kind.", ""
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        return f"{_short(given)} is out of range.", ""
    if kind == "too_long":
        return f"{_short(given)} has too many parts.", ""
    if kind in ("tuple_type", "list_type"):
        return f"{_short(given)} stands where a list is expected.", "Put it in [square brackets]."
    if kind == "string_type":
        return f"{_short(given)} is not read as text.", "Put it in quotes."
    if kind == "string_pattern_mismatch":
        return f"{_short(given)} does not have the right form.", ""
    if kind == "string_too_long":
        return f"The text is longer than {context['max_length']} characters.", "Shorten it."
    if kind in ("string_too_short", "too_short"):
        return "This is empty.", "Write something, or remove the field."
    if kind == "value_error":
        said = str(context.get("error", detail["msg"])).replace(repr(given), _short(given))
        return _sentence(said), "Delete the character." if "control character" in said else ""
    return f"{_short(given)} cannot be used: {_sentence(detail['msg'])}", ""


def visible(text: str) -> str:
    """The text with what would not print (or would steer a terminal) written as its code."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _short(value: object) -> str:
    text = repr(list(value) if isinstance(value, tuple) else value)
    return text if len(text) <= 60 else text[:57] + "…"
