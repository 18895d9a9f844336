"""Names of Peru's places that are misspelt, or written as two words."""

from __future__ import annotations

from psgdash.geocoding import bodies, clues, people
from psgdash.geocoding.demonyms import country_of
from psgdash.geocoding.entries import Entry
from psgdash.geocoding.found import Found
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.names import About, Name
from psgdash.geocoding.persons import person
from psgdash.geocoding.ranks import large, strong, unit
from psgdash.geocoding.refusing import body, part
from psgdash.geocoding.roles import role
from psgdash.geocoding.spelling import SHORTEST, key, slips, sound
from psgdash.geocoding.tokens import Token

LONGEST_SLIP = 3  # words of a misspelt name
KNOWN_TOWN = 9_000  # inhabitants of a town of Peru that a misspelt name may mean
HEARD_TOWN = 2_000  # and of one that is written by ear
LONG = 7  # letters: in a shorter name one slip may make another name
VERY_LONG = 10  # letters: two slips leave the name plain
LEAST_SPLIT = 4  # letters of the end of a name that is written as two
ADJECTIVE = ("ian", "ians", "ean", "eans", "ese")  # in English these have a capital


def misspelt(
    text: str, words: list[Token], at: int, gazetteer: Gazetteer, about: About, last: int
) -> tuple[Found, int] | None:
    """A name that is not known but is like one that is, where the words before call for a place."""
    first = words[at]
    if not first.capital or first.opens or country_of(first.folded):
        return None
    if first.folded.endswith(ADJECTIVE):
        return None
    if first.folded in people.FIRST_NAMES | clues.ORDINARY | bodies.BODIES:
        return None
    end = at + 1
    longest = 1 if first.shouted else LONGEST_SLIP  # in a line of capitals all have one
    while end < len(words) and words[end].capital and words[end].joined and end - at < longest:
        end += 1
    if first.folded in clues.KINDS and end == at + 1:
        return None
    name = Name(text, words, (at, end), (), about, last=last)
    if len(name.key) < SHORTEST or gazetteer.knows(name.key) or _is_refused(name):
        return None
    based = bool(name.following) and name.following[0].folded == "based"
    before = name.before or name.headed or ((name.listed or based) and "in")
    called_for = bool(before) and (len(name.key) > SHORTEST or before not in clues.OF)
    entries: dict[Entry, str] = {}
    doubtful: set[Entry] = set()
    for like in gazetteer.similar(name.key):
        alike, raw = sound(like) == sound(name.key), slips(like, name.key)
        sure = alike or (raw <= 1 and len(name.key) >= VERY_LONG)
        # A hamlet that is not known is likelier than two slips.
        near = slips(sound(like), sound(name.key)) <= 1 and len(name.key) >= LONG
        plain = sure or near or raw <= 1 or len(name.key) >= VERY_LONG
        for entry in gazetteer.named(like):
            # What nothing calls for must sound so, or be well known.
            wanted = called_for or alike or (sure and strong(entry))
            if wanted and entry not in entries and _is_worth_a_slip(entry, alike=alike):
                entries[entry] = like
                if not (sure or (plain and strong(entry))):
                    doubtful.add(entry)
    if not entries:
        return None
    found = Found(
        start=name.start, end=name.stop, name=name.key, entries=tuple(entries),
        level=name.level, role=role(name), work=name.work, meant=tuple(entries.values()),
        doubtful=frozenset(doubtful),
    )  # fmt: skip
    return found, end


def _is_refused(name: Name) -> bool:
    """Whether what is not known as a place is the name of somebody or something else."""
    inside = {word.folded for word in name.words[name.at : name.end]}
    return bool(inside & bodies.SUFFIXES) or part(name) or body(name) or person(name)


def _is_worth_a_slip(entry: Entry, *, alike: bool) -> bool:
    """Whether a misspelt name may be this place's: Peru has too many hamlets of similar names."""
    least = HEARD_TOWN if alike else KNOWN_TOWN  # what sounds the same is written by ear
    return entry.curated or (
        entry.country == "PE"
        and bool(entry.seat or unit(entry) != "town" or entry.population > least)
    )


def heard(name: Name, gazetteer: Gazetteer) -> dict[Entry, str]:
    """Places of Peru that sound as a name that only small places abroad bear: Balzas is Balsas."""
    if len(name.key) < SHORTEST or any(
        e.country == "PE" or e.curated or large(e) or e.population >= KNOWN_TOWN
        for e in name.entries
    ):
        return {}
    return {
        entry: like
        for like in gazetteer.similar(name.key)
        if sound(like) == sound(name.key)
        for entry in gazetteer.named(like)
        if _is_worth_a_slip(entry, alike=True)
    }


def split(
    text: str, words: list[Token], at: int, end: int, gazetteer: Gazetteer
) -> tuple[Entry, ...]:
    """The places of Peru whose name of one word is written as two: "Tambo bamba"."""
    first, final = words[at], words[end - 1]
    if end - at != 2 or not final.joined or len(final.folded) < LEAST_SPLIT:
        return ()
    if final.folded in clues.ORDINARY or text[first.end : final.start] != " ":
        return ()
    written = key(text[first.start : final.end])
    return tuple(
        e
        for e in gazetteer.named(written)
        if e.country == "PE" and e.seat and " " not in e.name and key(e.name) == written
    )
