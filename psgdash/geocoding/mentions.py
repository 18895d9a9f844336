"""Place names found in a text: where they stand, what is meant, and what part the place plays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from psgdash.geocoding import clues
from psgdash.geocoding.around import (
    is_adjective,
    is_body,
    is_person,
    is_water,
    is_work,
    level_of,
    preposition,
    role_of,
)
from psgdash.geocoding.choosing import Found, choose
from psgdash.geocoding.entries import Entry
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.resolving import Candidate, unit
from psgdash.geocoding.spelling import SHORTEST, key, sound
from psgdash.geocoding.tokens import Token, names_before, tokens

LONGEST_NAME = 8  # words
KNOWN_CITY = 150_000  # and of one that needs none within a sentence
CERTAIN_CITY = 1_000_000  # inhabitants of a city that needs no word before it


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in a text: characters start to end, candidates best first, score 0..1."""

    start: int
    end: int
    name: str
    candidates: tuple[Candidate, ...]
    role: str
    score: float
    reason: str

    def as_dict(self) -> dict[str, object]:
        """What the command line prints before each candidate of the mention."""
        return {"query": self.name, "start": self.start, "end": self.end, "role": self.role}


def find(text: str, gazetteer: Gazetteer, language: str | None = None) -> tuple[Mention, ...]:
    """The places that a text (English, Spanish; `language` en, es or None) names, in its order."""
    words = tokens(text)
    found = list(_found(text, words, gazetteer))
    abroad = {
        clues.DEMONYMS[word.folded] for word in words if word.folded in clues.DEMONYMS
    }  # fmt: skip
    mentions = []
    for each, candidates in choose(text, found, abroad, english=_is_english(words, language)):
        if candidates and not each.silent:
            best = candidates[0]
            mentions.append(
                Mention(
                    each.start, each.end, text[each.start : each.end], candidates, each.role,
                    best.score, best.reason,
                )
            )  # fmt: skip
    return tuple(mentions)


def _is_english(words: list[Token], language: str | None) -> bool:
    if language in ("en", "es"):
        return language == "en"
    said = [word.folded for word in words]
    spanish = sum(
        word in ("el", "la", "los", "las", "de", "en", "que", "y", "por") for word in said
    )
    return spanish < sum(word in ("the", "of", "in", "and", "to", "is", "for") for word in said)


def _found(text: str, words: list[Token], gazetteer: Gazetteer) -> Iterator[Found]:
    """The names that are places, each with the entries that bear it."""
    at, last = 0, -1  # last: where the latest place ended, for lists
    while at < len(words):
        if here := _of_department(words[at], gazetteer):
            yield here
        for end in range(min(len(words), at + LONGEST_NAME), at, -1):
            name = _known(text, words, at, end, gazetteer)
            if name and (place := _place(text, words, at, end, name, gazetteer, last)):
                yield place
                at = last = end
                break
            if name and sum(word.capital for word in words[at:end]) > 1:
                at = end  # a name that is no place hides the shorter ones in it
                break
        else:
            misspelt = _misspelt(text, words, at, gazetteer)
            if misspelt:
                yield misspelt[0]
                at = last = misspelt[1]
            else:
                at += 1


def _of_department(word: Token, gazetteer: Gazetteer) -> Found | None:
    """The department that an adjective speaks of (`puneña`): a clue, no answer."""
    if word.capital:
        return None
    stem = re.sub("(?:os?|as?|es?)$", "", word.folded)
    name = clues.OF_DEPARTMENTS.get(stem, "")
    entries = tuple(e for e in gazetteer.named(name) if e.precision == "department")
    return Found(word.start, word.end, name, entries, silent=True) if entries else None


def _known(text: str, words: list[Token], at: int, end: int, gazetteer: Gazetteer) -> str:
    """The key of the words from `at` to `end` if they are a name that the gazetteer knows."""
    first, final = words[at], words[end - 1]
    if not (first.capital or first.folded in clues.OPENING):
        return ""
    if not (final.capital or final.number or (end - at > 1 and final.folded in clues.KINDS)):
        return ""
    inside = words[at:end]
    if not any(word.capital and word.folded not in clues.ARTICLES for word in inside):
        return ""
    if not all(word.joined for word in inside[1:]):
        return ""
    if not first.capital and end - at == 1:
        return ""
    name = key(text[first.start : final.end])
    return name if len(name) > 2 and gazetteer.knows(name) else ""


def _place(
    text: str, words: list[Token], at: int, end: int, name: str, gazetteer: Gazetteer, last: int
) -> Found | None:
    """The name as a place, or None where it is a person, a body or an ordinary word."""
    entries = gazetteer.named(name)
    alone = end - at == 1
    first, after = words[at], words[end] if end < len(words) else None
    if alone and first.folded in clues.DIRECTIONS | clues.KINDS:
        return None
    if after and after.joined and after.folded in clues.THINGS:
        return None
    if alone and (first.folded in clues.ORDINARY or first.folded in clues.DEMONYMS):
        noun = any(w.folded in clues.KINDS for w in names_before(words, at)[-2:])
        in_it = preposition(words, at) in clues.SITE and not first.opens
        # "the mayor of Independencia, ...": no article, nothing after, and a district of Peru
        bare = preposition(words, at) and at and words[at - 1].folded in clues.BEFORE
        district = any(e.country == "PE" and unit(e) == "district" for e in entries)
        ends = bool(bare and district and not (after and after.joined))
        if not (level_of(words, at, end) or noun or in_it or ends):
            return None
        if first.folded in clues.DEMONYMS and first.folded != "argentina":
            return None
    level = level_of(words, at, end)
    before = preposition(words, at)
    if first.capital and is_body(words, at, end):
        return None
    club = (
        alone
        and at
        and words[at - 1].folded == "el"
        and first.joined
        and not level_of(words, at, end)
    )
    if club and all(e.precision == "town" and e.country != "PE" for e in entries):
        return None  # "el Barcelona"
    if first.folded == "minera" and first.capital:
        return None  # the company, not its mine
    water = is_water(words, at, end)
    if water and not any(e.curated for e in entries):
        return None
    linked = 0 < last == at and text[words[at - 1].end : first.start].strip() in (",", "(")
    linked = linked and (after is None or not after.joined)  # "Santa Rosa (Melgar, Puno)"
    if not (level or linked) and is_person(words, at, end, name, before):
        return None
    listed = last >= 0 and at - last <= 2 and all(
        w.folded in ("y", "and", "e", "o", "or", "la", "el") for w in words[last:at]
    )  # fmt: skip
    kind = any(word.folded in clues.KINDS for word in names_before(words, at)) or bool(
        after and after.joined and after.folded in clues.KINDS
    )
    strong = any(_is_strong(entry) for entry in entries)
    person = name in clues.SURNAMES or first.folded in clues.FIRST_NAMES
    home = not alone or any(e.seat or unit(e) != "town" or e.population > 9000 for e in entries)
    plain = home and len(name) >= 5 and any(e.country == "PE" for e in entries)
    plain = plain and first.opens and not person
    previous = names_before(words, at)
    bare = (
        not first.opens
        and not person
        and not (previous and previous[-1].folded in clues.WITH_PEOPLE)
    )
    known = bare and (
        any(e.population >= KNOWN_CITY for e in entries)
        or (len(name) >= 5 and any(e.country == "PE" and e.seat for e in entries))
    )
    if first.opens and alone and text[first.end - 1] == "ó" and before == "":
        return None  # "Chocó en la avenida ..."
    if not (level or kind or listed or linked or before or strong or plain or known):
        return None
    loose = before in clues.LOOSE_WITH_PEOPLE and not (level or kind or listed)
    if loose and not any(
        _is_strong(e) or e.seat or e.country == "PE" or e.population > KNOWN_CITY for e in entries
    ):
        return None
    acts = after and after.folded in clues.ACTS and name in clues.SURNAMES
    if first.opens and alone and not (level or kind) and (acts or not (strong or plain)):
        return None
    if alone and len(name) <= 3 and not strong and not level:
        return None
    return Found(
        start=first.start, end=words[end - 1].end, name=name, entries=entries,
        level=level, role=role_of(words, at, before), mine=is_work(words, at, end),
        silent=is_adjective(text, words, at, end, entries),
    )  # fmt: skip


def _is_strong(entry: Entry) -> bool:
    """Whether a name of this place needs no preposition to be taken for one."""
    return (
        entry.curated
        or entry.precision in ("country", "department")
        or entry.seat in ("country", "department", "province")
        or (entry.precision == "province" and unit(entry) == "province")
        or entry.population >= CERTAIN_CITY
        or entry.precision == "region"
    )


def _misspelt(
    text: str, words: list[Token], at: int, gazetteer: Gazetteer
) -> tuple[Found, int] | None:
    """A name that is not known but is like one that is, where the words before call for a place."""
    if not words[at].capital or words[at].opens:
        return None
    before = preposition(words, at)
    called_for = before in clues.BEFORE
    end = at + 1
    while end < len(words) and words[end].capital and words[end].joined and end - at < 3:
        end += 1
    name = key(text[words[at].start : words[end - 1].end])
    level = level_of(words, at, end)
    if len(name) < SHORTEST or words[at].folded in clues.FIRST_NAMES | clues.ORDINARY:
        return None
    if words[at].folded in clues.DEMONYMS or gazetteer.knows(name):
        return None
    if is_body(words, at, end) or is_person(words, at, end, name, before):
        return None
    entries: list[Entry] = []
    for like in gazetteer.similar(name):
        near = sound(like) == sound(name) or (
            called_for and (len(name) >= 6 or before not in ("of", "de", "del"))
        )
        entries += [
            entry
            for entry in gazetteer.named(like)
            if near
            and (entry.curated or (entry.country == "PE" and (entry.seat or unit(entry) != "town")))
        ]
    if not entries:
        return None
    found = Found(
        start=words[at].start, end=words[end - 1].end, name=name,
        entries=tuple(dict.fromkeys(entries)),
        level=level, role=role_of(words, at, before), mine=is_work(words, at, end), misspelt=True,
    )  # fmt: skip
    return found, end
