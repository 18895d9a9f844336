"""What two editors made of one record, put together: neither loses what the other left alone."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from psgdash.editing.drafts import Draft
from psgdash.editing.placedrafts import PlaceDraft

_WORDS = ("title", "text")  # by language
_PAIRED = {"date_basis": "date"}  # says nothing without the other
_MINE = frozenset({"note", "before", "asides", "corrections"})
_NAMES = tuple(f.name for f in fields(Draft) if f.name not in _MINE and f.name not in _PAIRED)


def merged(base: Draft, mine: Draft, theirs: Draft) -> tuple[Draft, tuple[str, ...]]:
    """Mine, with theirs wherever only they changed something; and the fields that both changed.

    In these mine stays, and what they noted of their change may hold no longer: it goes into my
    note, to be looked through. All three are drafts of one record, `base` as both of us found it.
    """
    taken: dict[str, Any] = {}
    both: list[str] = []
    for name in _NAMES:
        versions = _versions(name, base, mine, theirs)
        if any(own != was and other not in (was, own) for was, own, other in versions.values()):
            both.append(name)
        if name in _WORDS:
            taken[name] = {
                language: other if own == was else own
                for language, (was, own, other) in versions.items()
            }
        elif all(own == was for was, own, _ in versions.values()):
            taken |= {n: getattr(theirs, n) for n in (name, *_pair(name))}
    if both:
        new = [each.note for each in theirs.corrections if each not in base.corrections]
        taken["note"] = "\n".join(note for note in (mine.note.strip(), *new) if note)
    else:
        taken["corrections"] = theirs.corrections
    return replace(mine, before=theirs.before, **taken), tuple(both)


def overwritten(base: Draft, mine: Draft, theirs: Draft) -> tuple[str, ...]:
    """The fields that they changed and of which mine says something else."""
    return tuple(
        name
        for name in _NAMES
        if any(
            other not in (was, own)
            for was, own, other in _versions(name, base, mine, theirs).values()
        )
    )


def _versions(name: str, base: Draft, mine: Draft, theirs: Draft) -> dict[str, tuple[Any, ...]]:
    """A field in base, mine and theirs: of words for each language, else under no name."""
    if name not in _WORDS:
        return {"": tuple(_plain(each, name) for each in (base, mine, theirs))}
    said = [getattr(each, name) for each in (base, mine, theirs)]
    return {
        language: tuple(each.get(language, "").strip() for each in said)
        for language in dict.fromkeys((*said[1], *said[2]))
    }


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
