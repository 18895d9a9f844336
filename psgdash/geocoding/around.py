"""What the words around a name say: a place or a person, of which level, in what part."""

from __future__ import annotations

from psgdash.geocoding import clues
from psgdash.geocoding.entries import Entry
from psgdash.geocoding.tokens import Token, names_after, names_before, spoken


def is_adjective(
    text: str, words: list[Token], at: int, end: int, entries: tuple[Entry, ...]
) -> bool:
    """Whether the name only tells of what kind something is: Brazil-nut, a Panama hat, Peru's."""
    if end == len(words) or not words[end].joined:
        return False
    gap = text[words[end - 1].end : words[end].start]
    if gap == "-" and not words[end].capital:
        return True
    if not any(entry.precision == "country" for entry in entries):
        return False
    previous = names_before(words, at)
    article = bool(previous) and previous[-1].folded in ("a", "an")
    return words[end].folded == "s" or (
        article
        and gap == " "
        and not words[end].capital
        and words[end].folded not in clues.CONNECTORS
    )


def preposition(words: list[Token], at: int) -> str:
    """The preposition directly before a name, past an article; "" if there is none."""
    for word in reversed(names_before(words, at)[-3:]):
        if word.folded in clues.BEFORE:
            return word.folded
        if (
            word.folded in clues.ARTICLES
            or word.folded in clues.DIRECTIONS
            or word.folded in clues.KINDS
        ):
            continue
        return ""
    return ""


def level_of(words: list[Token], at: int, end: int) -> str:
    """The level that the words around a name speak of."""
    if end < len(words) and words[end].joined and words[end].folded in clues.LEVEL_WORDS:
        return clues.LEVEL_WORDS[words[end].folded]
    before = [w.folded for w in names_before(words, at)]
    while before and before[-1] in clues.CONNECTORS:
        before.pop()
    if len(before) > 1 and before[-2] in clues.LEVEL_WORDS:
        before.pop()  # "provincia puneña de"
    if before and before[-1] in clues.LEVEL_WORDS and len(names_before(words, at)) >= len(before):
        return clues.LEVEL_WORDS[before[-1]]
    return ""


def is_water(words: list[Token], at: int, end: int) -> bool:
    """Whether the name is that of a river or a lake."""
    before = [w.folded for w in names_before(words, at) if w.folded not in clues.CONNECTORS]
    if before and before[-1] in clues.WATERS:
        return True
    river = "".join(word.folded for word in words[at:end]) in clues.RIVERS
    article = words[at].joined and words[at - 1].folded in ("el", "the", "del", "al")
    if river and article and not level_of(words, at, end):
        return True  # departments have no article: "por el Amazonas", "the Purús"
    return end < len(words) and words[end].joined and words[end].folded in clues.WATERS


def is_work(words: list[Token], at: int, end: int) -> bool:
    """Whether a work of people is spoken of: a mine, a dam, a plant."""
    around = [*names_before(words, at)[-3:], *words[end : end + 3]]
    works = {"mina", "mine", "proyecto", "project", "represa", "dam", "planta", "plant", "minera",
             "central", "refineria", "refinery", "pit", "hydroelectric", "yacimiento"}  # fmt: skip
    return any(word.folded in works for word in around)


def is_body(words: list[Token], at: int, end: int) -> bool:
    """Whether the name is part of that of a body, a street, a team or a paper."""
    before = names_before(words, at)
    if before and before[-1].folded in clues.STREETS:
        return True
    heads = [word.folded for word in before if word.folded not in clues.CONNECTORS]
    if heads and heads[-1] in clues.CALLED_AFTER and before[-1].folded in clues.CONNECTORS:
        return True
    run: list[Token] = []
    for word in reversed(before):
        if not (word.capital or word.folded in clues.CONNECTORS):
            if word.folded in (
                "universidad",
                "banco",
                "bolsa",
                "valores",
                "club",
                "avenida",
                "diario",
            ):
                run.append(word)
            break
        run.append(word)
    if any(word.folded in clues.BODIES and not word.opens for word in run) or any(
        word.folded in clues.BODIES and word.opens and word.capital for word in run
    ):
        return True
    capitals = [word for word in run if word.capital and not word.opens]
    if (
        len(capitals) > 1
        and run[0].folded in clues.CONNECTORS
        and not any(word.folded in clues.KINDS | clues.DIRECTIONS for word in capitals)
    ):
        return True  # "Frente de Defensa de Puno"
    following = names_after(words, end)
    if following and following[0].capital:
        word = following[0]
        if not (word.folded in clues.KINDS or word.folded in clues.TITLES):
            return True
    return any(word.folded in clues.SUFFIXES and word.capital for word in following[:2])


def is_person(words: list[Token], at: int, end: int, name: str, before: str) -> bool:
    """Whether the name is rather that of a person."""
    previous = names_before(words, at)
    first = words[at].folded
    if previous:
        word = previous[-1]
        if word.folded in clues.TITLES and word.folded != "ex":
            return True
        if word.capital and not word.opens and word.folded not in clues.KINDS | clues.DIRECTIONS:
            return True
        around = clues.KINDS | clues.DIRECTIONS | clues.FUNCTION
        if word.capital and word.opens and word.folded not in around:
            return True
        if word.folded in clues.WITH_PEOPLE and name in clues.SURNAMES:
            return True
    if _is_told_of(words, end) and before not in clues.SITE | clues.ORIGIN | clues.DESTINATION:
        return True
    placed = before in clues.SITE | clues.ORIGIN | clues.DESTINATION - {"a", "al", "para"}
    if first in clues.FIRST_NAMES and not placed and before not in ("a", "de", "of"):
        return True
    if name in clues.SURNAMES and not placed and before not in ("a", "de", "of"):
        return True
    after = words[end] if end < len(words) else None
    acts = after is not None and after.joined and spoken(after)
    return bool(acts and not before and name in ("sanmartin", "santiago", "santarosa"))


def _is_told_of(words: list[Token], end: int) -> bool:
    """Whether ", who" or ", 34," follows, as only after people."""
    if end + 1 >= len(words) or words[end].joined:
        return False
    return words[end].folded in ("who", "whose", "quien", "quienes") or (
        words[end].number and len(words[end].folded) == 2 and not words[end + 1].joined
    )


def role_of(words: list[Token], at: int, before: str) -> str:
    """What part a place plays: site, origin, destination or mentioned."""
    if before in clues.ORIGIN or before in ("leaving", "leaves"):
        return "origin"
    if before in clues.DESTINATION or before in ("reached", "visit"):
        return "destination"
    earlier = [word.folded for word in words[max(0, at - 4) : at]]
    if "salio" in earlier or "partio" in earlier or "zarpo" in earlier:
        return "origin"
    return "site" if before else "mentioned"
