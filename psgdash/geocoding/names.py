"""A name in a text that the gazetteer knows, and what the words around it say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from psgdash.geocoding import bodies, clues, people
from psgdash.geocoding.datelines import comes_from_here
from psgdash.geocoding.demonyms import country_of, department_of
from psgdash.geocoding.entries import Entry
from psgdash.geocoding.spelling import key
from psgdash.geocoding.tokens import Token, names_after, names_before

PLACED = clues.SITE | clues.ORIGIN | clues.DESTINATION
# "the northern X", "the village of X": words that may stand between a preposition and a name
DRESS = clues.ARTICLES | clues.DIRECTIONS | clues.KINDS
COMMAS = (",", "(", "-", "–", "—")
_DASHES = ("-", "–", "—")
_PARTS_OF_RIVERS = frozenset(["alto", "bajo", "medio", "upper", "lower", "middle"])
_VERBS = ("s", "ed", "ing")  # endings of what stands before a name in an English headline
LARGE_TOWN = 100_000  # inhabitants
LONGEST_LIST = 8  # names of a list
LONGEST_ITEM = 5  # words of one of them


@dataclass(frozen=True, slots=True)
class About:
    """What bears on every name of a text: countries and people it speaks of; what is a name."""

    nations: frozenset[str]
    people: frozenset[str]  # keys
    named: Callable[[str], tuple[Entry, ...]]


class Name:
    """Words `at` to `end` of a text, the key they make, the entries that bear it, and around it.

    `last` is where the latest place of the text ended (in words), or -1.
    """

    def __init__(
        self,
        text: str,
        words: list[Token],
        span: tuple[int, int],
        entries: tuple[Entry, ...],
        about: About,
        *,
        last: int = -1,
    ) -> None:
        self.about = about
        self.text, self.words, (self.at, self.end), self.entries = text, words, span, entries
        self.last = last
        self.first = words[self.at]
        self.start, self.stop = self.first.start, words[self.end - 1].end
        self.key = key(text[self.start : self.stop])
        self.alone = self.end - self.at == 1

    @cached_property
    def previous(self) -> list[Token]:
        """Up to six words before it, back to the nearest punctuation."""
        return self._heard(names_before(self.words, self.at))

    @cached_property
    def following(self) -> list[Token]:
        """Up to four words after it, up to the nearest punctuation."""
        return self._heard(names_after(self.words, self.end))

    def _heard(self, around: list[Token]) -> list[Token]:
        """In a line of capitals, or a headline, these tell little of the words around a name."""
        if self.first.headline:
            return [word._replace(capital=False) if self._plain(word) else word for word in around]
        if not self.first.shouted:
            return around
        return [word._replace(capital=False) if word.shouted else word for word in around]

    def _plain(self, word: Token) -> bool:
        """Whether a word of a headline would have no capital elsewhere."""
        if word.folded in bodies.BODIES | bodies.SUFFIXES | people.FIRST_NAMES:
            return False
        return word.start > self.start or word.folded.endswith(_VERBS)

    @cached_property
    def before(self) -> str:
        """The preposition before it, past what a name is dressed in; "" if there is none."""
        return _preposition(self.previous)

    @cached_property
    def headed(self) -> str:
        """The preposition before the list that it ends: `in` of Z in "in X, Y and Z"; or ""."""
        return self._head[0]

    @cached_property
    def _head(self) -> tuple[str, str]:
        """The preposition, and the last word, before the list that it ends; "" if there is none."""
        at = self.at
        for _ in range(LONGEST_LIST):
            end = self._item_before(at)
            at = end
            while at > 0 and end - at < LONGEST_ITEM:
                word = self.words[at - 1]
                if word.folded in clues.JOINING or not (
                    word.capital or word.folded in clues.CONNECTORS
                ):
                    break
                at -= 1
                if not word.joined:
                    break
                if word.folded in clues.OF and self.words[at - 1].opens:
                    return word.folded, self.words[at - 1].folded  # "Fishermen of X, Y and Z"
            while at < end and not self.words[at].capital:
                at += 1
            if at == end:
                break
            before = names_before(self.words, at)
            if before and (before[-1].folded in clues.WATERS or _preposition(before)):
                return _preposition(before), before[-1].folded
        return "", ""

    def _item_before(self, at: int) -> int:
        """Where the item before a comma or an `and` ends, in words; 0 if there is none."""
        if not at:
            return 0
        if self.words[at].joined:
            return at - 1 if self.words[at - 1].folded in clues.JOINING else 0
        gap = self.text[self.words[at - 1].end : self.words[at].start]
        return at if gap == ", " else 0

    @cached_property
    def level(self) -> str:
        """The level that the words around it speak of: "district of X", "X province"."""
        after = [word.folded for word in self.following[:2]]
        if after[:1] and after[0] in clues.LEVEL_WORDS and after[-1] not in clues.OF:
            return clues.LEVEL_WORDS[after[0]]  # but "distrito de X provincia de Y"
        before = [word.folded for word in self.previous]
        while before and before[-1] in clues.CONNECTORS:
            before.pop()
        if before and (department_of(before[-1]) or country_of(before[-1])):
            before.pop()  # "provincia puneña de"
        return clues.LEVEL_WORDS.get(before[-1], "") if before else ""

    @cached_property
    def noun(self) -> bool:
        """Whether a noun that goes with a place stands by it: "the village of X", "X valley"."""
        return any(
            word.folded in clues.KINDS and (not word.capital or word.opens or not word.joined
                                            or word is self.previous[-1])
            for word in self.previous
        ) or bool(
            (self.following and self.following[0].folded in clues.KINDS)
            or (self.previous and self.previous[-1].folded in clues.SIZED)
        )  # fmt: skip

    @cached_property
    def listed(self) -> bool:
        """Whether it follows another place in a list: "Puno and X", "Puno-X"."""
        between = self.words[self.last : self.at]
        if self.last == self.at > 0:
            return self.text[self.words[self.at - 1].end : self.start].strip() in _DASHES
        return (
            0 < len(between) <= 2
            and self.last >= 0
            and all(word.folded in clues.LISTING for word in between)
        )

    @cached_property
    def leads_on(self) -> bool:
        """Whether a dash and another place follow: "Juliaca-Arequipa"."""
        if not self.following:
            return False
        if self.text[self.stop : self.following[0].start].strip() not in _DASHES:
            return False
        return any(
            entry.country == "PE" or entry.population >= LARGE_TOWN
            for end in range(1, len(self.following) + 1)
            for entry in self.about.named(
                key(self.text[self.following[0].start : self.following[end - 1].end])
            )
        )

    @cached_property
    def paired(self) -> bool:
        """Whether `and` and a place that is hardly anything else follow: "X and Potosí"."""
        after = self.following[:2]
        if len(after) < 2 or after[0].folded not in clues.JOINING or not after[1].capital:
            return False
        if after[1].folded in people.SURNAMES | people.FIRST_NAMES | clues.ORDINARY:
            return False
        run = [after[1], *takewhile(lambda word: word.capital, self.following[2:])]
        entries = self.about.named("".join(word.folded for word in run))
        return any(
            e.seat in ("country", "department", "province")
            or e.curated
            or e.precision == "country"
            or (e.seat == "region" and e.country in clues.NEIGHBOURS)
            for e in entries
        )

    @cached_property
    def linked(self) -> bool:
        """Whether it is what the place before it lies in: "Santa Rosa (Melgar, Puno)"."""
        if not 0 < self.last == self.at:
            return False
        gap = self.text[self.words[self.at - 1].end : self.start].strip()
        return gap in COMMAS and not self.following

    @cached_property
    def dateline(self) -> bool:
        """Whether a report begins with it: "ATLANTA (AP) -", "LIMA —"."""
        if self.at and "\n" not in self.text[self.words[self.at - 1].end : self.start]:
            return False
        return comes_from_here(self.text, self.stop, shouted=self.first.shouted)

    @cached_property
    def apposed(self) -> bool:
        """Whether it is told to be a place: "X, the district", "X es un pueblo"."""
        after = [word.folded for word in self.words[self.end : self.end + 5]]
        if self.text.startswith(", ", self.stop):
            if after and after[0] in clues.DETERMINERS:
                after = after[1:]
            return bool(after) and after[0] in clues.SETTLED
        is_one = len(after) > 1 and after[0] in clues.IS and after[1] in clues.DETERMINERS
        return is_one and not clues.SETTLED.isdisjoint(after[2:])

    @property
    def division(self) -> bool:
        """Whether its name ends in the kind of division that it is: Madison County."""
        return not self.alone and self.words[self.end - 1].folded in clues.DIVISIONS

    @cached_property
    def owner(self) -> bool:
        """Whether it is a country and something of it is spoken of: Peru's."""
        return (
            bool(self.following)
            and self.following[0].folded == "s"
            and any(entry.precision == "country" for entry in self.entries)
        )

    @cached_property
    def of_its_people(self) -> bool:
        """Whether those who live there, or lead it, are spoken of: "residents of X"."""
        held = any(word.folded in people.OF_PLACES for word in self.previous[-4:-1])
        return self.before in clues.OF and held

    @property
    def office(self) -> bool:
        """Whether the title of an office of it follows: "London Mayor"."""
        after = self.following[:1]
        offices = people.TITLES - people.NO_OFFICES
        return bool(after) and after[0].capital and after[0].folded in offices

    @cached_property
    def adjective(self) -> bool:
        """Whether it only tells of what kind something is: Brazil-nut, a Panama hat, Peru's."""
        if not self.following:
            return False
        after, gap = self.following[0], self.text[self.stop : self.following[0].start]
        if gap == "-" and not after.capital:
            return after.folded != "based"  # "the Boston-based firm" is told to be there
        if not any(entry.precision == "country" for entry in self.entries):
            return False
        article = bool(self.previous) and self.previous[-1].folded in ("a", "an")
        return after.folded == "s" or (
            article and gap == " " and not after.capital and after.folded not in clues.CONNECTORS
        )

    @cached_property
    def water(self) -> bool:
        """Whether it is a river or a lake that is spoken of."""
        before = [w.folded for w in self.previous if w.folded not in clues.CONNECTORS]
        if before and before[-1] in clues.WATERS:
            return True
        if self.following and self.following[0].folded in clues.WATERS:
            return True
        if self._head[1] in clues.WATERS or self._ends_in_waters:
            return True
        # Departments have no article: "por el Amazonas", "the Purús", "el bajo Marañón".
        spoken = [w.folded for w in self.previous[-2:] if w.folded not in _PARTS_OF_RIVERS]
        article = bool(spoken) and spoken[-1] in ("el", "the", "del", "al")
        return article and self.key in clues.RIVERS and not self.level

    @property
    def _ends_in_waters(self) -> bool:
        """Whether it is in a list of waters: "the X, Y and Z rivers"."""
        end = self.stop
        for word in self.words[self.end : self.end + LONGEST_LIST]:
            if not word.joined and self.text[end : word.start] != ", ":
                return False
            if not (word.capital or word.folded in clues.JOINING):
                return word.folded in clues.WATERS and word.joined
            end = word.end
        return False

    @cached_property
    def said_of_places(self) -> bool:
        """Whether what follows is said of places and hardly of people: "X woke flooded"."""
        return any(word.folded in clues.PREDICATES for word in self.following)

    @cached_property
    def work(self) -> bool:
        """Whether a work of people is spoken of: a mine, a dam, a plant."""
        around = [*self.previous[-3:], *self.following[:3]]
        return any(word.folded in clues.WORKS for word in around)


def _preposition(previous: list[Token]) -> str:
    """The preposition that ends some words, past what a name is dressed in; "" if none does."""
    for word in reversed(previous[-3:]):
        if word.folded in clues.BEFORE:
            return word.folded
        if word.folded not in DRESS:
            break
    return ""
