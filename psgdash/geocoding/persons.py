"""Whether a name that the gazetteer knows is somebody's in a text."""

from __future__ import annotations

from itertools import pairwise

from psgdash.geocoding import clues, people
from psgdash.geocoding.names import PLACED, Name
from psgdash.geocoding.ranks import large
from psgdash.geocoding.spelling import key
from psgdash.geocoding.tokens import Token

VERB = 4  # letters: longer words are looked at for the endings of the past
_NEVER_PEOPLE = PLACED - {"a", "al", "para"}  # "vio a X", "para X" are said of people too
_OF = ("a", "de", "of")
_HOLY = frozenset(["saint", "santo", "padre"])  # of towns as well: Padre Abad
_BESIDE = clues.KINDS | clues.DIRECTIONS


def person(name: Name) -> bool:
    """Somebody's name."""
    if name.level or name.linked or name.listed or name.paired:
        return False
    if name.said_of_places and not name.previous:
        return False
    if not name.previous and name.office:
        return False  # "Toledo Mayor"
    first, surname = name.first.folded, name.key in people.SURNAMES
    if _called(name) or _oneself(name):
        return True
    known = any(large(entry) for entry in name.entries)
    capital = any(e.country == "PE" and e.seat == "department" for e in name.entries)
    if name.key in name.about.people and not (known or capital):
        return True
    placed = name.noun or name.before in clues.SITE | clues.THROUGH or name.of_its_people
    if surname and not placed and not known and not _may_be_meant(name):
        return True
    if name.previous:
        word = name.previous[-1]
        if word.folded in people.TITLES:
            return True
        named = word.capital and word.folded not in _BESIDE
        if named and not (word.opens and word.folded in clues.FUNCTION):
            return True  # another name of the same person, or of a body
        if word.folded in clues.WITH_PEOPLE and surname:
            return True
    if _told_of(name) and name.before not in PLACED:
        return True
    if capital and not name.first.opens and not _acts(name):
        return False
    # "Carmen de la Frontera" is nobody's name.
    of = any(word.folded in clues.CONNECTORS for word in name.words[name.at + 1 : name.end])
    named_so = surname or (first in people.FIRST_NAMES and not known and not of)
    if named_so and name.before not in _NEVER_PEOPLE and name.before not in _OF:
        return True
    if first in people.FIRST_NAMES and known and not name.before and _acts(name):
        # "Washington said": the capital, as a country may
        return not any("country" in (entry.precision, entry.seat) for entry in name.entries)
    return surname and not name.before and _acts(name)


def _may_be_meant(name: Name) -> bool:
    """Whether a surname may be a place: Peru has one, or the text speaks of a country with one."""
    return any(
        entry.curated
        or entry.country in name.about.nations
        or (entry.country == "PE" and key(entry.name) == name.key)
        for entry in name.entries
    )


def _oneself(name: Name) -> bool:
    """Whether "himself" and the like stand by it: "el propio X"."""
    before = name.previous[-1].folded if name.previous else ""
    after = name.following[0].folded if name.following else ""
    return after in people.ONESELF or before in people.OWN


def _called(name: Name) -> bool:
    """Whether somebody is called so; of "a town called X" it is said of the town."""
    words, at = name.words, name.at
    if not at or words[at - 1].folded not in people.CALLED:
        return False
    return at < 2 or words[at - 2].folded not in clues.KINDS


def _told_of(name: Name) -> bool:
    """Whether ", who" or ", 34," follows, as only after people."""
    words, end = name.words, name.end
    if end + 1 >= len(words) or words[end].joined:
        return False
    if words[end].folded in ("his", "her", "su", "aged") and words[end + 1].joined:
        if name.before and name.key not in people.SURNAMES:
            return False  # "a leader from X, his lawyer said"
        return words[end + 1].folded in people.KIN or words[end + 1].number  # "X, her husband"
    if words[end].folded == "whose" and name.before:
        return False  # "the potters of X, whose"
    return words[end].folded in ("who", "whose", "quien", "quienes") or (
        words[end].number and len(words[end].folded) == 2 and not words[end + 1].joined
    )


def _acts(name: Name) -> bool:
    """Whether what follows looks like a verb of which a person is the subject."""
    if not name.following or name.following[0].capital:
        return False
    word = name.following[0].folded
    return word in people.ACTS or (len(word) > VERB and word.endswith(("ed", "aron", "ieron", "o")))


def spoken_of(words: list[Token]) -> frozenset[str]:
    """The keys of what a text calls a person somewhere: after a title or a first name."""
    called = set()
    for before, word in pairwise(words):
        if not (word.capital and word.joined) or before.folded in _HOLY:
            continue
        if before.folded in people.TITLES or (
            before.capital and before.folded in people.FIRST_NAMES
        ):
            called.add(word.folded)
    return frozenset(called)
