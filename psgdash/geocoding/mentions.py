"""Place names found in a text: where they stand, what is meant, and what part the place plays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from psgdash.geocoding import bodies, clues, people
from psgdash.geocoding.choosing import choose
from psgdash.geocoding.company import told_by_company
from psgdash.geocoding.containing import lies_in_what_follows
from psgdash.geocoding.demonyms import country_of, department_of
from psgdash.geocoding.entries import Entry
from psgdash.geocoding.found import Found
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.happening import Named, parts
from psgdash.geocoding.misspelt import heard, misspelt, split
from psgdash.geocoding.names import About, Name
from psgdash.geocoding.persons import spoken_of
from psgdash.geocoding.ranks import large, strong, unit
from psgdash.geocoding.reasons import Why
from psgdash.geocoding.refusing import refused
from psgdash.geocoding.resolving import Candidate
from psgdash.geocoding.roles import is_within_a_list, role
from psgdash.geocoding.spelling import key
from psgdash.geocoding.tokens import Token, in_spanish, tokens
from psgdash.geocoding.works import called_after

LONGEST_NAME = 8  # words
LONGEST_TOWN = 4  # and of a town before its state
KNOWN_CITY = 150_000  # inhabitants of a city that needs no preposition within a sentence
KNOWN_TOWN = 9_000  # and of one of Peru that may open a sentence, if it is not a seat
BORDER_TOWN = 5_000  # and of a neighbour's that may follow "of"
SPOKEN_OF = 15_000  # and of a town whose country is spoken of
LONG = 7  # letters of a name that is hardly a word that opens a sentence
PLAIN = 5  # letters: shorter names are often ordinary words


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in a text: characters start to end, candidates best first, score 0..1."""

    start: int
    end: int
    name: str
    candidates: tuple[Candidate, ...]
    role: str
    score: float
    dateline: bool = False  # a report comes from there

    @property
    def why(self) -> Why:
        """Why the first candidate is meant."""
        return self.candidates[0].why

    @property
    def reason(self) -> str:
        """The same in English."""
        return self.candidates[0].reason

    def as_dict(self) -> dict[str, object]:
        """What the command line prints before each candidate of the mention."""
        return {"query": self.name, "start": self.start, "end": self.end, "role": self.role}


def find(text: str, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The places that a text (English, Spanish, or both: news quote) names, in its order."""
    words = tokens(text)
    nations = frozenset(country_of(word.folded) for word in words) - {""}
    about = About(nations, spoken_of(words), gazetteer.named)
    mentions = []
    found = list(_found(text, words, gazetteer, about))
    # News in Spanish speak of Peru unless they say otherwise.
    at_home = in_spanish(words)
    firm = [each for each in found if not each.weak]
    chosen = choose(text, firm, nations, at_home=at_home)
    if kept := told_by_company(found, chosen):
        firm = [each for each in found if each in kept or not each.weak]
        chosen = choose(text, firm, nations, at_home=at_home)
    told = {
        name
        for each, candidates in chosen
        if candidates and not each.silent
        for name in (candidates[0].name, *candidates[0].within[-1:])
    }
    for each, candidates in chosen:
        if not candidates:
            continue
        # "Peru's" is an answer where nothing else says what country it is.
        alone = candidates[0].precision == "country" and candidates[0].name not in told
        if not each.silent or (each.owner and alone):
            told.add(candidates[0].name)
            best = candidates[0]
            mentions.append(
                Mention(
                    each.start, each.end, text[each.start : each.end], candidates, each.role,
                    best.score, each.dateline,
                )
            )  # fmt: skip
    named = [
        Named(each.start, each.end, each.candidates[0], each.role, each.dateline)
        for each in mentions
    ]
    return tuple(
        replace(each, role=part)
        for each, part in zip(mentions, parts(text, words, named), strict=True)
    )


def _found(text: str, words: list[Token], gazetteer: Gazetteer, about: About) -> Iterator[Found]:
    """The names that are places, each with the entries that bear it."""
    at, last, played = 0, -1, ""
    while at < len(words):
        if here := _clue(text, words, at, gazetteer):
            yield here
        for end in range(min(len(words), at + LONGEST_NAME), at, -1):
            if (
                words[at].capital
                and key(text[words[at].start : words[end - 1].end]) in bodies.NAMES
            ):
                at = end
                break
            entries = _known(text, words, at, end, gazetteer)
            if entries:
                name = Name(text, words, (at, end), entries, about, last=last)
                if place := _place(name):
                    if like := heard(name, gazetteer):
                        place = replace(
                            place,
                            entries=(*entries, *like),
                            meant=(*(name.key for _ in entries), *like.values()),
                        )
                    follows = is_within_a_list(name) and played != "mentioned"
                    if played and not name.before and (name.listed or follows):
                        place = replace(place, role=played)  # "to Puno and X"
                    yield place
                    at = end
                    if not place.weak:
                        played, last = place.role, end
                    break
                spoken = words[at].opens and words[at].folded in clues.BEFORE  # "A La Unión llegó"
                if sum(word.capital for word in words[at:end]) > 1 and not spoken:
                    at = end  # a name that is no place hides the shorter ones in it
                    break
        else:
            slip = misspelt(text, words, at, gazetteer, about, last)
            if slip:
                yield slip[0]
                at = last = slip[1]
            else:
                at += 1


def _clue(text: str, words: list[Token], at: int, gazetteer: Gazetteer) -> Found | None:
    """What tells of a place without naming it: `puneña` of Puno, "Bolivian", ", OH" of Ohio."""
    word = words[at]
    name, precision, country = department_of(word.folded), "department", "PE"
    if word.capital:
        name = ""
        state = clues.STATES.get(word.folded, "")
        if state and at and text[words[at - 1].end : word.start] in (", ", " ("):
            written = text[word.start : word.end]
            dotted = text[word.end : word.end + 1] == "." and word.folded != "ms"
            if dotted or written.endswith(".") or _has_it(text, words, at, state, gazetteer):
                name, precision, country = key(state), "region", "US"
    if not name and (nation := country_of(word.folded)):
        entries = gazetteer.countries.get(nation, ())
        if not gazetteer.knows(word.folded) or not word.capital:
            return Found(word.start, word.end, nation.lower(), entries, silent=True)
    entries = tuple(
        e for e in gazetteer.named(name) if (e.precision, e.country) == (precision, country)
    )
    # A state is named as well where it is written short; "puneño" only tells where.
    return Found(word.start, word.end, name, entries, silent=country == "PE") if entries else None


def _has_it(text: str, words: list[Token], at: int, state: str, gazetteer: Gazetteer) -> bool:
    """Whether a state in two capitals has a town of the name before it: Flint, MI."""
    word, after = words[at], words[at + 1 : at + 2]
    loud = bool(after) and after[0].joined and after[0].shouted  # "EN PUNO, DE LUNES A VIERNES"
    if not word.shouted or loud or in_spanish(words):
        return False
    for first in range(max(0, at - LONGEST_TOWN), at):
        entries = gazetteer.named(key(text[words[first].start : words[at - 1].end]))
        if any(state in entry.within and entry.country == "US" for entry in entries):
            home = any(entry.country == "PE" and strong(entry) for entry in entries)
            return not home or text[words[at - 1].end : word.start] == ", "
    return False


def _known(
    text: str, words: list[Token], at: int, end: int, gazetteer: Gazetteer
) -> tuple[Entry, ...]:
    """The entries that bear the words from `at` to `end` as their name."""
    first, final = words[at], words[end - 1]
    if not (first.capital or (first.folded in clues.OPENING and end - at > 1)):
        return ()
    if not (final.capital or final.number or (end - at > 1 and final.folded in clues.KINDS)):
        return split(text, words, at, end, gazetteer)
    inside = words[at:end]
    if not any(word.capital and word.folded not in clues.ARTICLES for word in inside):
        return ()
    if not all(word.joined for word in inside[1:]):
        return ()
    written = text[first.start : final.end]
    entries = gazetteer.named(key(written))
    if first.opens and not (final.capital or final.number):  # "Dos pueblos, un nombre"
        entries = tuple(entry for entry in entries if strong(entry))
    if sites := called_after(key(written), words, at, end, gazetteer):
        entries = tuple(dict.fromkeys((*sites, *entries)))
    if entries and len(key(written)) <= clues.LONGEST_SHORT:
        return _as_written(words, at, end, written, entries)
    return entries


def _as_written(
    words: list[Token], at: int, end: int, written: str, entries: tuple[Entry, ...]
) -> tuple[Entry, ...]:
    """Of a short name: US and U.S. are the country, `us` and, in a line of capitals, US are not."""
    dotted = "." in written
    loud = any(w.shouted for w in (*words[at - 1 : at], *words[end : end + 1])) and not dotted
    letters = written.replace(".", "").replace(" ", "")
    kept = []
    for entry in entries:
        forms = [name for name in (entry.name, *entry.names) if key(name) == key(written)]
        short = any(form.replace(" ", "").isupper() for form in forms)
        if (short and letters.isupper() and not loud) or (not short and not dotted):
            kept.append(entry)
    return tuple(kept)


def _place(name: Name) -> Found | None:
    """The name as a place, or None where it is a person, a body or an ordinary word."""
    held = lies_in_what_follows(name) or name.dateline or name.division or name.apposed
    if refused(name, held=held):
        return None
    weak = not (held or _supported(name))
    if weak and not _may_keep_company(name):
        return None
    return Found(
        start=name.start, end=name.stop, name=name.key, entries=name.entries, level=name.level,
        role=role(name), work=name.work, silent=name.adjective, owner=name.owner,
        sure=name.dateline or (name.division and len(name.entries) == 1), weak=weak,
        placed=bool(name.before), dateline=name.dateline,
    )  # fmt: skip


def _may_keep_company(name: Name) -> bool:
    """Whether a name may be a place for no other reason than the places that are named with it."""
    if name.key in people.SURNAMES or name.first.folded in people.FIRST_NAMES:
        return False
    if not name.alone:
        return not (name.first.opens and name.first.folded in clues.FUNCTION)  # "A La Unión"
    if name.first.folded in clues.ORDINARY:
        return False
    # "in parts of X; Y, scarred by", "the coast: X and Y"
    starts = name.first.opens and not name.text[: name.start].rstrip().endswith((";", ":"))
    owns = bool(name.following) and name.following[0].folded == "s"
    return not starts or len(name.key) >= (PLAIN if owns else LONG)


def _supported(name: Name) -> bool:
    """Whether enough speaks for a place: words around it, or that it is known well enough."""
    entries, first = name.entries, name.first
    called = bool(name.level or name.noun or name.listed or name.leads_on or name.paired)
    well_known = any(strong(entry) for entry in entries)
    if name.alone and len(name.key) < 4 and not well_known and not name.level:
        # "los pozos de Ite": a district of Peru as a name has a capital, and is no shout
        seat = any(e.country == "PE" and e.seat and key(e.name) == name.key for e in entries)
        return bool(seat and name.before and not first.shouted)
    if name.before in clues.LOOSE_WITH_PEOPLE and not called:
        nobody = name.key not in people.SURNAMES and first.folded not in people.FIRST_NAMES
        nobody = nobody and first.folded not in clues.ARTICLES  # "de Los Andes": a newspaper
        # "de X", "for X" are said of people as well: X must be more than a town somewhere
        return any(
            e.country == "PE"
            or e.curated
            or (key(e.name) == name.key and (strong(e) or bool(e.seat)))
            or e.population > KNOWN_CITY
            or large(e)
            or (e.country in clues.NEIGHBOURS and e.population >= BORDER_TOWN and nobody)
            for e in entries
        )
    named_so = name.key in people.SURNAMES or first.folded in people.FIRST_NAMES
    if any(large(entry) for entry in entries) and name.key not in people.SURNAMES:
        named_so = False
    plain = _plain(name) and not named_so
    if first.opens and name.alone and not (name.level or name.noun):
        return well_known or plain or name.paired or name.said_of_places
    if first.opens and not (called or name.linked or name.before or named_so):
        # "New Orleans had sued": of several words, it is hardly anything else.
        return well_known or plain or any(e.population >= KNOWN_CITY for e in entries)
    if called or name.linked or name.before or well_known or plain:
        return True
    if first.opens or named_so:
        return False
    if name.previous and name.previous[-1].folded in clues.WITH_PEOPLE:
        return name.previous[-1].folded == "for" and name.last == name.at - 1  # "left X for Y"
    if name.headed and (
        name.headed not in clues.LOOSE_WITH_PEOPLE or any(e.country == "PE" for e in entries)
    ):
        return True
    if any(e.country in name.about.nations and e.population >= SPOKEN_OF for e in entries):
        return True
    return any(e.population >= KNOWN_CITY for e in entries) or (
        len(name.key) >= PLAIN and any(e.country == "PE" and e.seat for e in entries)
    )


def _plain(name: Name) -> bool:
    """Whether a name that opens a sentence is that of a place of Peru and hardly anything else."""
    home = not name.alone or any(
        e.seat or unit(e) != "town" or e.population > KNOWN_TOWN for e in name.entries
    )
    here = any(entry.country == "PE" for entry in name.entries)
    return name.first.opens and home and here and len(name.key) >= PLAIN
