"""What two editors made of one record, put together: neither loses what the other left alone."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from psgdash.editing.drafts import Draft
from psgdash.editing.placedrafts import PlaceDraft

_WORDS = ("title", "text")  # by language
_PAIRED = {"date_basis": "date"}  # says nothing without the other
_MINE = frozenset({"note", "before"})


def merged(base: Draft, mine: Draft, theirs: Draft) -> tuple[Draft, tuple[str, ...]]:
    """Mine, with theirs wherever only they changed something; and the fields that both changed.

    In these mine stays. All three are drafts of one record, `base` as both of us found it.
    """
    taken: dict[str, Any] = {}
    both: list[str] = []
    for name in (each.name for each in fields(Draft)):
        if name in _MINE or name in _PAIRED:
            continue
        if name in _WORDS:
            languages, clash = _words(*(getattr(each, name) for each in (base, mine, theirs)))
            taken[name] = languages
            both += [name] * clash
            continue
        was, own, other = (_plain(each, name) for each in (base, mine, theirs))
        if own == was:
            taken |= {n: getattr(theirs, n) for n in (name, *_pair(name))}
        elif other not in (was, own):
            both.append(name)
    return replace(mine, before=theirs.before, **taken), tuple(both)


def _words(base: Any, mine: Any, theirs: Any) -> tuple[dict[str, str], bool]:
    """The words of each language, and whether both changed those of one."""
    found, clash = {}, False
    for language in dict.fromkeys((*mine, *theirs)):
        was, own, other = (each.get(language, "").strip() for each in (base, mine, theirs))
        found[language] = other if own == was else own
        clash |= own != was and other not in (was, own)
    return found, clash


def _pair(name: str) -> tuple[str, ...]:
    return tuple(other for other, first in _PAIRED.items() if first == name)


def _plain(draft: Draft, name: str) -> Any:
    """A field so that what says the same is the same, however a form gives it."""
    value = getattr(draft, name)
    if name == "date":
        return draft.date, draft.date_basis
    if name == "places":
        return [_place(each) for each in value]
    if name == "sources":
        rows = ({k: v.strip() for k, v in row.items() if v.strip()} for row in value)
        return [row for row in rows if row]
    return set(value) if name == "unreviewed" else value


def _place(draft: PlaceDraft) -> tuple[object, ...]:
    base = draft.choice.place or draft.choice.candidate
    precision = draft.precision or (base.precision if base else "")
    return draft.choice.id, draft.role, draft.as_written, precision, draft.at
