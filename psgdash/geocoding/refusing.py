"""Why a name that the gazetteer knows is no place in a text: a person, a body, an ordinary word."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from psgdash.geocoding import bodies, clues, people
from psgdash.geocoding.demonyms import country_of
from psgdash.geocoding.names import Name
from psgdash.geocoding.persons import person
from psgdash.geocoding.ranks import WIDEST_KM, large, strong, unit
from psgdash.geocoding.spelling import SHORTEST, key
from psgdash.geocoding.tokens import Token

LONGEST_ACRONYM = 6  # letters
_QUOTES = ('""', "“”", "«»", "‘’")
_SPANISH_ARTICLES = ("el", "la", "los", "las")
# Of these many names begin.
_HEADS = clues.word_set("puerto nuevo nueva villa")
_BEGINNINGS = frozenset(
    ["san", "santa", "santo", "sta", "sto", "nueva", "nuevo", "villa", "alto", "bajo", "puerto",
     "la", "el", "los", "las", "pampa", "pueblo"]
)  # fmt: skip
_NUMERALS = frozenset(["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii"])
_BESIDE = clues.KINDS | clues.DIRECTIONS


def noun(name: Name) -> bool:
    """A direction, the kind of a place or of a body, which alone names none: Norte, Mina."""
    if not name.alone:
        return False
    return name.first.folded in _BESIDE or (name.first.folded in bodies.BODIES and not name.before)


def thing(name: Name) -> bool:
    """What is called after a place: lima beans, a Panama hat."""
    return bool(name.following) and name.following[0].folded in bodies.THINGS


def wide(name: Name) -> bool:
    """A range, an ocean or a continent, which is too wide for a pin: the central Andes."""
    continents = any((entry.radius_km or 0) >= WIDEST_KM for entry in name.entries)
    if continents and not any(entry.country == "PE" for entry in name.entries):
        return True
    inside = [word.folded for word in name.words[name.at : name.end]]
    if name.level or not any(word in clues.WIDE for word in inside):
        return False
    return all(word in clues.WIDE or word in _BESIDE for word in inside)


def quoted(name: Name) -> bool:
    """A title in quotation marks: "Casablanca"."""
    around = name.text[name.start - 1 : name.start] + name.text[name.stop : name.stop + 1]
    return len(around) == 2 and around in _QUOTES and not (name.before or name.level or name.noun)


def acronym(name: Name) -> bool:
    """Capitals among other words, which some place far away has as another name: OEFA."""
    word = name.first
    if not (name.alone and word.shouted and not word.opens) or name.level:
        return False
    if any(w.shouted for w in (*name.words[name.at - 1 : name.at], *name.following[:1])):
        return False  # a line in capitals
    written = name.text[name.start : name.stop]
    return not any(
        entry.country == "PE" or entry.curated or entry.name.isupper() or written in entry.names
        or len(written) > LONGEST_ACRONYM or key(entry.name) == name.key
        for entry in name.entries
    )  # fmt: skip


def continued(name: Name) -> bool:
    """The beginning of a longer name that is not known: "San Antonio de Juprog"."""
    if name.first.folded not in _BEGINNINGS or not name.following:
        return False
    if name.following[0].folded not in ("de", "del", "do", "da", "dos", "das"):
        return False
    districts = {e.id for e in name.entries if e.country == "PE" and unit(e) == "district"}
    own = [e for e in name.entries if e.country in ("PE", "") and key(e.name) == name.key]
    if len(districts) == 1 or any(strong(e) for e in own):
        return False
    tail = [word for word in name.following[1:] if word.folded not in clues.ARTICLES]
    if not tail or not tail[0].capital:
        return False
    held = {key(part) for each in name.entries for part in (each.name, *each.names, *each.within)}
    return tail[0].folded not in held and not any(
        tail[0].folded in part for part in held if len(tail[0].folded) > SHORTEST
    )


def ended(name: Name) -> bool:
    """The end of a longer name that is not known: "Puerto Prado"."""
    if not name.at or not name.first.joined:
        return False
    head = name.words[name.at - 1]
    return head.capital and head.folded in _HEADS and not name.first.shouted


def money(name: Name) -> bool:
    """A sum in a country's money: US$ 40."""
    return name.text[name.stop : name.stop + 1] in ("$", "€", "£")


def ordinary(name: Name) -> bool:
    """A word capitalised for another reason, where nothing around it calls for a place."""
    word = name.first
    if not name.alone:
        # "La Victoria de Ayacucho": a noun with its article, and what it is of
        inside = [each.folded for each in name.words[name.at : name.end]]
        of = bool(name.following) and name.following[0].folded in clues.OF
        noun = len(inside) == 2 and inside[0] in clues.ARTICLES and inside[1] in clues.ORDINARY
        return noun and of and not name.before
    if word.folded in clues.MONTHS:
        return not name.level
    if country_of(word.folded):
        return not any(entry.precision == "country" for entry in name.entries)
    if word.folded not in clues.ORDINARY:
        return False
    if name.level or any(w.folded in clues.KINDS and not w.capital for w in name.previous[-2:]):
        return False
    if name.previous and name.previous[-1].capital and name.previous[-1].folded in clues.KINDS:
        return True  # "City Hall"
    if name.before in clues.SITE | {"from", "desde"} and not word.opens:
        return False
    # "the mayor of Independencia", "vecinos de Progreso": no article, and a district of Peru
    bare = bool(name.previous) and name.previous[-1].folded in clues.BEFORE
    district = any(e.country == "PE" and unit(e) == "district" for e in name.entries)
    return not (bare and district and (name.of_its_people or not name.following))


def part(name: Name) -> bool:
    """The end of a longer name: "Flor de X"."""
    for word in _title(name):
        if word.folded in clues.JOINING:
            return False
        if word.capital and not word.opens and word.folded not in _BESIDE:
            return True
    return False


def body(name: Name) -> bool:
    """A part of the name of a body, a company, a street, a team or a paper."""
    if not name.first.capital or name.division:
        return False  # "Madison County Sheriff": of its own, and there
    if name.first.folded == "minera":
        return True  # the company, not its mine
    inside = [word.folded for word in name.words[name.at : name.end]]
    if inside[-1] in bodies.BODIES and name.following:
        after = name.following[0]
        if (after.capital or after.folded in clues.CONNECTORS) and not name.level:
            return True  # "Banco Central", "Bank of America"
    before = name.previous
    if before and before[-1].folded in bodies.STREETS:
        return True
    stake = before[-1:] and before[-1].folded == "in" and _has(before[-2:-1], bodies.STAKES)
    if stake and not any(strong(entry) for entry in name.entries):
        return True  # "shares in Buenaventura"
    around = [*before[-3:], *name.following[:1]]
    if name.key in bodies.UNIVERSITIES and _has(around, bodies.OF_UNIVERSITIES):
        return True  # "the San Marcos students"
    if _of_its_city(name):
        return False
    run = [*takewhile(_capital, reversed(before))]
    if len(run) < len(before) and before[-len(run) - 1].folded in bodies.STREETS:
        return True  # "the ship Costa X"
    heads = [word.folded for word in before if word.folded not in clues.CONNECTORS]
    if heads and heads[-1] in bodies.CALLED_AFTER and before[-1].folded in clues.CONNECTORS:
        return True
    run = _title(name)
    if len(run) > 1 and run[0].folded in clues.OF and run[1].folded in bodies.OF_TOWNS:
        return not any(e.country == "PE" for e in name.entries)  # "la Policía de Huancavelica"
    if any(word.folded in bodies.BODIES and (word.capital or not word.opens) for word in run):
        return True
    capitals = [word for word in run if word.capital and not word.opens]
    if (
        len(capitals) > 1
        and run[0].folded in clues.CONNECTORS
        and not any(word.folded in _BESIDE for word in capitals)
    ):
        return True  # "Frente de Defensa de Puno"
    after_it = name.following[:2]
    if after_it and after_it[0].capital and not _may_follow(name, after_it[0]):
        return not name.leads_on
    return any(word.folded in bodies.SUFFIXES for word in takewhile(_capital, name.following))


def _of_its_city(name: Name) -> bool:
    """Whether a square or an airport is told with its city: "plaza Bolognesi de X"."""
    run = name.previous
    if not run or run[-1].folded not in clues.OF:
        return False
    inside = [*takewhile(_capital, reversed(run[:-1]))]
    if inside and inside[-1].folded in bodies.GROUNDS:
        inside.pop()
    elif len(inside) + 2 > len(run) or run[-len(inside) - 2].folded not in bodies.GROUNDS:
        return False
    if not inside or inside[-1].folded in bodies.HOLY:
        return False
    return any(e.country == "PE" and e.seat in ("province", "department") for e in name.entries)


def _has(words: list[Token], some: frozenset[str]) -> bool:
    return any(word.folded in some for word in words)


def _capital(word: Token) -> bool:
    return word.capital


def _may_follow(name: Name, word: Token) -> bool:
    """Whether a capitalised word after a name is no part of it: "London Mayor", "Texas DPS"."""
    if word.folded in _NUMERALS:
        return False
    if word.folded == "city" and any(e.country == "GB" for e in name.entries):
        return False  # "Leicester City": a club
    if word.folded in clues.KINDS | clues.ORDINARY | (people.TITLES - people.NO_OFFICES):
        return True
    wide = any(entry.precision in ("country", "region") for entry in name.entries)
    return word.shouted and wide


def _title(name: Name) -> list[Token]:
    """The words before a name that may be of one title with it, from the nearest on."""
    run: list[Token] = []
    since = name.at - name.last if name.last > 0 else len(name.previous)
    for word in reversed(name.previous[-since:] if since else []):
        if not (word.capital or word.folded in clues.CONNECTORS):
            if word.folded in bodies.SPOKEN:
                run.append(word)
            break
        run.append(word)
    return run


def club(name: Name) -> bool:
    """A noun or a team with its article: "el Barcelona", "la Marina"; no town has one."""
    spoken = name.previous[-1].folded if name.previous else ""
    if spoken in _SPANISH_ARTICLES and name.first.folded in people.FIRST_NAMES and not name.alone:
        return not (name.level or name.noun)  # "la Ricardo Palma": a university
    if not (name.alone and spoken in _SPANISH_ARTICLES and not name.level):
        return False
    led = [e for e in name.entries if e.seat in ("country", "region") and e.country != "PE"]
    home = any(e.country == "PE" or e.precision == "country" for e in name.entries)
    return _only_towns_abroad(name) or (spoken == "el" and bool(led) and not home)


def attributive(name: Name) -> bool:
    """What only tells of which kind something is: "the Hamilton musical"."""
    if not (name.previous and name.previous[-1].folded == "the") or name.division:
        return False
    if not name.following:  # "on the bank of the Columbia"
        return name.alone and _only_towns_abroad(name)
    after = name.following[0].folded
    told = (
        after == "based"
        or after in clues.FUNCTION
        or after in people.ACTS
        or after in clues.LEVEL_WORDS
        or after in clues.QUARTERS
    )
    return (
        not told
        and _only_towns_abroad(name)
        and not any(large(e) or (e.seat and e.country in clues.NEIGHBOURS) for e in name.entries)
    )


def _only_towns_abroad(name: Name) -> bool:
    """Whether it is no place of Peru and no large area: these are spoken of with an article."""
    return not any(
        entry.country == "PE" or entry.curated or entry.precision in ("country", "region")
        for entry in name.entries
    )


def water(name: Name) -> bool:
    """A river or a lake that the gazetteer has only as what is called after it."""
    if not name.water or any(entry.curated for entry in name.entries):
        return False
    # Lake Arapa lies by Arapa, of which there is one in Peru; rivers go far.
    lake = any(w.folded in clues.LAKES for w in (*name.previous[-2:], *name.following[:1]))
    spots = {(round(e.lat, 1), round(e.lon, 1)) for e in name.entries if e.country == "PE"}
    return not (lake and len(spots) == 1)


def verb(name: Name) -> bool:
    """A Spanish verb that opens a sentence: "Chocó en la avenida"."""
    written = name.text[name.start : name.stop]
    return name.alone and name.first.opens and written.endswith("ó") and not name.before


REASONS: tuple[Callable[[Name], bool], ...] = (
    noun, wide, money, continued, ended, quoted, acronym, thing, body, club, attributive, water,
    verb, ordinary, person,
)  # fmt: skip
# What follows says that it is a place ("Flint, Michigan"): these cannot be.
OUTDONE = frozenset([noun, ordinary, person, verb])


def refused(name: Name, *, held: bool = False) -> bool:
    """Whether a name is no place; `held`: an area that holds such a place is named after it."""
    return any(reason(name) for reason in REASONS if not (held and reason in OUTDONE))
