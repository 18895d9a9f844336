"""Whether a text says that one place lies in another, and whether it can."""

from __future__ import annotations

from collections.abc import Iterable

from psgdash.archive.words import fold
from psgdash.geocoding import clues
from psgdash.geocoding.demonyms import country_of, department_of
from psgdash.geocoding.entries import Entry
from psgdash.geocoding.found import Found
from psgdash.geocoding.names import COMMAS, DRESS, Name
from psgdash.geocoding.ranks import AREAS, chain_keys, unit
from psgdash.geocoding.resolving import Candidate
from psgdash.geocoding.spelling import key

LONGEST_LINK = 60  # characters between a place and what it is said to lie in
FINENESS = {"department": 0, "region": 0, "province": 1, "district": 2}
# Beside the names of levels and kinds, directions and adjectives of places: what may stand between
# a place and what it lies in, as in "X, a small town in the Peruvian highlands of the Y region".
_BETWEEN = (
    clues.CONNECTORS
    | clues.ARTICLES
    | clues.DIRECTIONS
    | clues.KINDS
    | clues.WITHIN
    | clues.word_set("within dentro a an one un una s")
) - clues.JOINING
AHEAD = 4  # words of what a place lies in
_LINKING = DRESS | clues.CONNECTORS | clues.WITHIN
_LEVELS = frozenset(clues.LEVEL_WORDS)  # "provincia y departamento de"
APPOSED = 4  # words of any kind in ", the only town of"


def is_told(text: str, me: Found, other: Found) -> bool:
    """Whether the text says that one lies in the other: "X, in Y", "Y's X", "the Y town of X"."""
    if 0 <= other.start - me.end <= LONGEST_LINK and text[me.end : me.end + 1] not in ("'", "’"):
        between = text[me.end : other.start]
        # "X, on the Bolivian side" is in Bolivia, "in X, Bolivian lorries" is not
        if other.silent and clues.WITHIN.isdisjoint(fold(between).split()):
            return False
        return links(between)
    if 0 <= me.start - other.end <= LONGEST_LINK:
        between = text[other.end : me.start]
        if fold(between).startswith("s ") or (other.silent and links(between)):
            return True
        wider = FINENESS.get(other.level, 3) < FINENESS.get(me.level, -1)
        return wider and links(between)  # "province of Y, district of X"
    return False


def links(between: str) -> bool:
    """Whether the words from one place to the next say no more than that it lies there."""
    if len(between) > LONGEST_LINK or any(mark in between for mark in ".;:!?\n"):
        return False
    words = fold(between).split()
    if words[:1] and words[0] in clues.UNTIL and between[:1] == " ":
        return False  # "de X a Y"
    if between.startswith(", ") and words and words[0] in clues.DETERMINERS:
        # ", the only town of": an apposition, whatever it says of the place
        of = next((i for i, word in enumerate(words) if word in clues.WITHIN), len(words))
        if of <= APPOSED and between[2:].islower():
            words = words[of:]
    return all(
        word in _BETWEEN
        or bool(country_of(word) or department_of(word))
        or (word in clues.JOINING and _LEVELS.issuperset(words[i - 1 : i] + words[i + 1 : i + 2]))
        for i, word in enumerate(words)
    )


def lies_in_what_follows(name: Name) -> bool:
    """Whether a comma and an area that holds such a place follow: "X, Ohio", "X (Puno)"."""
    begin = name.end
    while begin < len(name.words) and not name.words[begin].capital:
        word = name.words[begin].folded
        if word not in _LINKING and not country_of(word):
            return False
        begin += 1
    if begin == len(name.words) or begin - name.end > AHEAD:
        return False
    gap = name.text[name.stop : name.words[begin].start]
    if not gap.strip().startswith(COMMAS):
        return False
    holding: set[str] = set()
    if state := clues.STATES.get(name.words[begin].folded, ""):
        short = name.text[name.words[begin].start : name.words[begin].end + 1]
        if short.endswith(".") or short[:2].isupper():
            holding.add(key(state))
    for end in range(begin + 1, min(len(name.words), begin + AHEAD) + 1):
        if end > begin + 1 and not name.words[end - 1].joined:
            break
        written = name.text[name.words[begin].start : name.words[end - 1].end]
        holding |= {key(e.name) for e in name.about.named(key(written)) if e.precision in AREAS}
    return any(holding & chain_keys(entry.within) for entry in name.entries)


def lies_in(entry: Entry, keys: set[str], nation: str) -> bool:
    """Whether a place has one of some keys in its chain, or is in a country (its code, or "")."""
    if nation and entry.country == nation:
        return entry.precision != "country"
    return bool(keys & chain_keys(entry.within)) and entry.precision != "country"


def holds(entry: Entry, other: Found) -> bool:
    """Whether an area is what another name of the text lies in."""
    if entry.precision not in ("department", "province", "region") or unit(entry) == "district":
        return False
    forms = {key(entry.name), *chain_keys((entry.name,))}
    return any(
        forms & chain_keys(each.within[:-1]) and entry.country in (each.country, "")
        for each in other.entries
        if not each.curated or entry.country == "PE"
    )


def by_area(places: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    """Places by the folded names of all that they lie in."""
    inside: dict[str, list[Candidate]] = {}
    for place in places:
        for name in place.within:
            inside.setdefault(fold(name), []).append(place)
    return inside
