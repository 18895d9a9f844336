"""Of the places that a whole text names, those where what it tells of happened.

Words beside a name tell its part only sometimes: "in Lima" may be where it happened, or where
somebody was asked about it. News begin with what they tell of: so it happened in the places of the
title, else of the first sentence that names one, and in what lies near these.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from psgdash.archive.words import fold
from psgdash.geocoding.containing import links
from psgdash.geocoding.nearness import degrees_to_km
from psgdash.geocoding.resolving import Candidate
from psgdash.geocoding.tokens import Token

FEWEST = 4  # sentences of a text, a title among them, of which one can be what it tells of
LEAD = 2  # sentences after the title: where people go in these is mostly where it happened
NEAR_KM = 80  # of a place where it happened it goes on
GAP = 10  # characters before a word that tell whether it opens a sentence, or follows "of the"
CAPITAL = "Lima"  # where those who are asked about what happened elsewhere mostly sit
_WIDE = ("province", "department", "region", "country")
_ENDED = re.compile(r"(?:[.!?…]\W*|\n\W*|^\W*)$")
_OF = re.compile(r"\b(?:of|de|del)(?: (?:the|la|el))?\s$")


@dataclass(frozen=True, slots=True)
class Named:
    """A place, characters start to end, and the part that the words beside it give it."""

    start: int
    end: int
    place: Candidate
    role: str


def parts(text: str, words: Sequence[Token], named: Sequence[Named]) -> list[str]:
    """The part of each place in what the text tells of, in the order given."""
    opening = [
        word.start
        for word in words
        if word.opens and _ENDED.search(text[max(0, word.start - GAP) : word.start])
    ]
    if len(opening) < FEWEST or not named:
        return [each.role for each in named]
    at = [bisect_right(opening, each.start) for each in named]
    body = bisect_right(opening, text.find("\n")) if "\n" in text else 0
    first = _first(named, at, range(body + 1, body + 1 + LEAD))
    roles = [
        "site" if each.role == "destination" and sentence == first else each.role
        for each, sentence in zip(named, at, strict=True)
    ]
    sites = [i for i, role in enumerate(roles) if _is_site(named[i], role)]
    held = _holders(text, named, sites)
    titled = {i for i in sites if at[i] <= body}
    plain = [i for i in sites if i not in held]
    lead = min((at[i] for i in plain), default=0)
    if any(at[i] == lead and not _is_capital(named[i].place) for i in plain):
        plain = [i for i in plain if not _is_capital(named[i].place)]
    # The title's; if it names none, or only what holds the others, the first that is named.
    anchors = titled - held or {i for i in plain if at[i] == lead} or titled
    told = [named[i].place for i in anchors]
    return [
        "mentioned" if role == "site" and not _belongs(i, named[i].place, told, held) else role
        for i, role in enumerate(roles)
    ]


def _belongs(at: int, place: Candidate, told: Sequence[Candidate], held: Collection[int]) -> bool:
    """Whether a site is one of those `told` of, or a place near them that does not hold one."""
    if at in held:
        return False
    if not told or any(place.id == other.id for other in told):
        return True
    near = any(degrees_to_km(place.lat, place.lon, o.lat, o.lon) < NEAR_KM for o in told)
    return near and place.precision not in _WIDE and not _is_capital(place)


def _first(named: Sequence[Named], at: Sequence[int], lead: Collection[int]) -> int:
    """The sentence of the lead in which people go somewhere, where no site comes before; or 0."""
    for each, sentence in zip(named, at, strict=True):
        if _is_site(each, each.role) or (sentence in lead and each.role == "destination"):
            same = [n for n, other in zip(named, at, strict=True) if other == sentence]
            return 0 if any(_is_site(n, n.role) for n in same) else sentence
    return 0


def _is_site(each: Named, role: str) -> bool:
    return role == "site" and each.place.precision != "country"


def _is_capital(place: Candidate) -> bool:
    return place.name == CAPITAL and place.within[-1:] == ("Peru",)


def _holders(text: str, named: Sequence[Named], sites: Sequence[int]) -> set[int]:
    """The sites that only say where a finer one lies: "the mountains of Piura".

    What follows the finer one, as in "X, Piura", has the same part as that.
    """
    inside: dict[str, set[str]] = {}
    inside_widest: dict[str, set[str]] = {}  # of a department's town: "the mountains of Piura"
    for each in (named[i].place for i in sites):
        for name in each.within:
            inside.setdefault(fold(name), set()).add(each.id)
        for name in each.within[-2:]:
            inside_widest.setdefault(fold(name), set()).add(each.id)
    held = set()
    for i in sites:
        me = named[i]
        if i and named[i - 1].end <= me.start and links(text[named[i - 1].end : me.start]):
            continue
        finer = inside
        if me.place.precision not in _WIDE:
            if me.place.precision != "town" or not _OF.search(
                text[max(0, me.start - GAP) : me.start]
            ):
                continue
            finer = inside_widest
        if finer.get(fold(me.place.name), set()) - {me.place.id}:
            held.add(i)
    return held
