"""Of the places that a whole text names, those where what it tells of happened.

Words beside a name tell its part only sometimes: "in Lima" may be where it happened, or where
somebody was asked about it. News begin with what they tell of: so it happened in the places of the
title, else of the first sentence that names one, and in what lies near these.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from psgdash.archive.words import fold
from psgdash.geocoding.containing import by_area, links
from psgdash.geocoding.nearness import degrees_to_km
from psgdash.geocoding.resolving import Candidate
from psgdash.geocoding.tokens import Token

FEWEST = 4  # sentences of a text, a title among them, of which one can be what it tells of
TITLE = 200  # characters: a longer first line is no title
LEAD = 2  # sentences after the title: where people go in these is mostly where it happened
NEAR_KM = 80  # of a place where it happened it goes on
SPREAD = 3  # sentences with places far apart tell of what happened all over a country
ITEM = 160  # characters of a line: a list of such lines has an item in each
GAP = 10  # characters before a word that tell whether it opens a sentence, or follows "of the"
CAPITAL = "Lima"  # where those who are asked about what happened elsewhere mostly sit
_WIDE = ("province", "department", "region", "country")
_ENDED = re.compile(r"(?:(?<!\b\w)[.!?…]\W*|\n\W*|^\W*)$")  # not "3 p. m."
_OF = re.compile(r"\b(?:of|de|del)(?: (?:the|la|el))?\s$")
_BULLET = re.compile(r"\s*[-–•*·]\s")


@dataclass(frozen=True, slots=True)
class Named:
    """A place, characters start to end, and the part that the words beside it give it."""

    start: int
    end: int
    place: Candidate
    role: str
    dateline: bool = False

    @property
    def is_site(self) -> bool:
        """Whether the words beside it say that it happened there."""
        return self.role == "site" and self.place.precision != "country" and not self.dateline


def parts(text: str, words: Sequence[Token], named: Sequence[Named]) -> list[str]:
    """The part of each place in what the text tells of, in the order given."""
    opening = [
        word.start
        for word in words
        if word.opens
        and word.capital
        and _ENDED.search(text[max(0, word.start - GAP) : word.start])
    ]
    if len(opening) < FEWEST or not named:
        return [each.role for each in named]
    return _Story(text, opening, named).parts()


class _Story:
    """A text of several sentences (characters at which they begin), and the places it names."""

    def __init__(self, text: str, opening: Sequence[int], named: Sequence[Named]) -> None:
        self.text, self.named = text, list(named)
        self.sentence = [bisect_right(opening, each.start) for each in named]
        self.title = bisect_right(opening, _title(text))  # sentences of it
        self._go_where_people_go()
        self.sites = [i for i, each in enumerate(self.named) if each.is_site]
        self.titled = {i for i in self.sites if self.sentence[i] <= self.title}
        self.held = self._holders()

    def parts(self) -> list[str]:
        """The part of each place."""
        free = [i for i in self.sites if i not in self.held]
        told = [self.named[i].place for i in self._anchors(free)]
        if self._is_all_over(free, told):
            return [each.role for each in self.named]
        stay = {i for i in free if _belongs(self.named[i].place, told)}
        return [
            "mentioned" if each.role == "site" and told and i not in stay else each.role
            for i, each in enumerate(self.named)
        ]

    def _go_where_people_go(self) -> None:
        """Where the lead tells of no site, it is where people go: "they flew to X"."""
        lead = range(self.title + 1, self.title + 1 + LEAD)
        for each, sentence in zip(self.named, self.sentence, strict=True):
            if each.is_site or (sentence in lead and each.role == "destination"):
                same = [i for i, other in enumerate(self.sentence) if other == sentence]
                if not any(self.named[i].is_site for i in same):
                    for i in same:
                        if self.named[i].role == "destination":
                            self.named[i] = replace(self.named[i], role="site")
                return

    def _anchors(self, free: Sequence[int]) -> set[int]:
        """The sites of the title; where it names none, the first, and those of each item."""
        if titled := self.titled.intersection(free):
            return titled
        lead = min((self.sentence[i] for i in free), default=0)
        return {i for i in free if self.sentence[i] == lead or self._heads_an_item(i)}

    @cached_property
    def is_list(self) -> bool:
        """Whether it is a list of short lines."""
        lines = [line for line in self.text.split("\n")[1:] if line.strip()]
        return len(lines) >= SPREAD and all(len(line) <= ITEM for line in lines)

    def _heads_an_item(self, at: int) -> bool:
        """Whether it is the first place of an item of a list: "• Puno: …"."""
        me = self.named[at]
        line = self.text.rfind("\n", 0, me.start) + 1
        before = self.text[line : me.start]
        if not before.strip() and self.text[me.end : me.end + 1] == ":":
            return True
        first = not any(line <= other.start < me.start for other in self.named[max(0, at - 1) : at])
        return first and (self.is_list or bool(_BULLET.match(before)))

    def _is_all_over(self, free: Sequence[int], told: Sequence[Candidate]) -> bool:
        """Whether sentence after sentence tells of other places: a strike in all the country."""
        if self.titled:
            return False
        country = {place.within[-1:] for place in told}
        places = {i: self.named[i].place for i in free}
        away = {
            self.sentence[i]
            for i, place in places.items()
            if place.within[-1:] in country and not _belongs(place, told)
        }
        return len(away) >= SPREAD

    def _holders(self) -> set[int]:
        """The sites that only say where a finer one lies: "the mountains of Piura".

        What follows the finer one, as in "X, Piura", has the same part as that.
        """
        inside = by_area(self.named[i].place for i in self.sites)
        return {i for i in self.sites if not self._is_linked(i) and self._holds(i, inside)}

    def _is_linked(self, at: int) -> bool:
        me, before = self.named[at], self.named[at - 1] if at else None
        return before is not None and links(self.text[before.end : me.start])

    def _holds(self, at: int, inside: Mapping[str, Sequence[Candidate]]) -> bool:
        me = self.named[at]
        name = fold(me.place.name)
        finer = [place for place in inside.get(name, ()) if place.id != me.place.id]
        if me.place.precision in _WIDE:
            return bool(finer)
        # A town with the name of its department: "the mountains of Piura", "Piura: two die".
        finer = [place for place in finer if name in map(fold, place.within[-2:])]
        if me.place.precision != "town" or not finer:
            return False
        if at in self.titled:
            return not any(_is_near(place, me.place) for place in finer)
        return bool(_OF.search(self.text[max(0, me.start - GAP) : me.start]))


def _title(text: str) -> int:
    """Characters of the first line, if it can be a title."""
    line = text.find("\n")
    return line if 0 < line <= TITLE and not text[line:].lstrip()[:1].islower() else -1


def _belongs(place: Candidate, told: Sequence[Candidate]) -> bool:
    """Whether a place is one of those `told` of, or near one of them."""
    if any(place.id == other.id for other in told):
        return True
    capital = place.name == CAPITAL and place.within[-1:] == ("Peru",)
    wide = place.precision in _WIDE or capital
    return not wide and any(_is_near(place, other) for other in told)


def _is_near(one: Candidate, other: Candidate) -> bool:
    return degrees_to_km(one.lat, one.lon, other.lat, other.lon) < NEAR_KM
