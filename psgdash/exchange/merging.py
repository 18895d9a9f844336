"""A record of ours with what a file says of it: what the file does not have stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from psgdash.archive.records import Event, EventPlace, Role, Source
from psgdash.exchange.incoming import Item
from psgdash.exchange.vocabulary import Vocabulary

# What a person settles after an import: the file of another program does not take it back.
SETTLED = frozenset({"status", "published", "kind", "themes", "verification", "translation"})


def fresh(given: Mapping[str, Any], defaults: Mapping[str, Any]) -> Event:
    """A new record; raises ValidationError."""
    values = {**defaults, **given}
    for name in ("title", "text", "translation"):
        values[name] = _said(values.get(name, {}))
    values["text"] = values["text"] or values["title"]
    return Event.model_validate(values)


def merged(before: Event, item: Item, given: Mapping[str, Any], words: Vocabulary) -> Event:
    """The record with what an item says (`given`: its fields and places); ValidationError."""
    kept = {k: v for k, v in given.items() if item.ours or k not in SETTLED}
    if is_held(before, given):
        kept.pop("status", None)
    if item.ours:
        kept |= _sorted(before, item, words)
    else:
        _no_more_exact(before, kept)
    values: dict[str, Any] = {name: getattr(before, name) for name in Event.model_fields}
    for name, value in kept.items():
        match name:
            case "title" | "text":
                values[name] = _said({**values[name], **value})
            case "translation":
                values[name] = _said({**_reviewed(before, value), **_said(value)})
            case "sources":
                values[name] = tuple(_completed(s, before.sources, ours=item.ours) for s in value)
            case _:
                values[name] = value
    values["text"] = values["text"] or values["title"]
    return Event.model_validate(values)


def is_held(before: Event, given: Mapping[str, Any]) -> bool:
    """Whether a file, perhaps an old one of ours, would make a withdrawn record public again."""
    return before.status == "withdrawn" and given.get("status", "withdrawn") != "withdrawn"


def entry(place: str, role: Role | None, before: Event | None) -> EventPlace:
    """A place in an event, with the role and the name as written that the record has for it."""
    there = [p for p in before.places if p.place == place] if before else []
    if not there:
        return EventPlace(place=place, role=role or "site")
    known = next((p for p in there if p.role == role), there[0])
    return known if role in (None, known.role) else known.model_copy(update={"role": role})


def changed(before: Event, after: Event) -> tuple[str, ...]:
    """The names of the fields that are not the same."""
    return tuple(n for n in Event.model_fields if getattr(before, n) != getattr(after, n))


def _said(words: Mapping[str, Any]) -> dict[str, Any]:
    """What is said by language; None clears a language."""
    return {language: value for language, value in words.items() if value is not None}


def _reviewed(before: Event, given: Mapping[str, Any]) -> dict[str, Any]:
    """What the record says of its translations: one no longer called unreviewed was reviewed."""
    return {
        language: "reviewed" if given.get(language, said) is None else said
        for language, said in before.translation.items()
    }


def _sorted(before: Event, item: Item, words: Vocabulary) -> dict[str, Any]:
    """Themes and kind of the file; a word that means none of ours takes nothing away."""
    told: dict[str, Any] = {}
    themes, unknown = words.themes(item.themes)
    if themes:
        told["themes"] = tuple(dict.fromkeys((*before.themes, *themes))) if unknown else themes
    if kind := words.kind(item.kind):
        told["kind"] = kind
    return told


def _no_more_exact(before: Event, kept: dict[str, Any]) -> None:
    """Leaves the "about" of a date that the file's format cannot hold."""
    when = kept.get("date")
    if when and before.date and when.edtf == re.sub("[~?%]", "", before.date.edtf):
        del kept["date"]


def _completed(source: Source, known: tuple[Source, ...], *, ours: bool) -> Source:
    """The source with what the file does not say of it, where the record has it already."""
    said = {n for n in source.model_fields_set if ours or getattr(source, n) is not None}
    if source.title == source.url:  # an address alone
        said.discard("title")
    told = {name: getattr(source, name) for name in said}
    alike = [k for k in known if all(
        getattr(k, name) == told[name] for name in ("title", "url") if name in told)]  # fmt: skip
    if not alike:
        return source
    best = min(alike, key=lambda k: k.url != source.url)
    same = all(getattr(best, name) == value for name, value in told.items())
    return best if same else best.model_copy(update=told)
