"""A name in a text that is taken for a place, before it is known which."""

from __future__ import annotations

from dataclasses import dataclass

from psgdash.geocoding.entries import Entry


@dataclass(frozen=True, slots=True)
class Found:
    """Characters start to end, the key, the entries that bear it; `work`: a mine, a dam."""

    start: int
    end: int
    name: str
    entries: tuple[Entry, ...]
    level: str = ""
    role: str = "mentioned"
    work: bool = False
    meant: tuple[str, ...] = ()  # of a misspelt name: the key that each entry bears, nearest first
    doubtful: frozenset[Entry] = frozenset()  # of these, only what lies in another name's area
    sure: bool = False  # what is written so can only be a place: where a report comes from
    owner: bool = False  # a country's: Peru's
    silent: bool = False  # it tells of others where they are, but is no answer: Peru's
    weak: bool = False  # nothing around it tells that it is a place
    placed: bool = False  # a preposition stands before it
    dateline: bool = False  # a report comes from there
