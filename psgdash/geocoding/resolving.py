"""Which of the places that bear a name is meant, how sure that is, and why."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from psgdash.geocoding import reasons
from psgdash.geocoding.entries import Entry
from psgdash.geocoding.phrases import KIND, NEAR, is_wider, readings, state_of, undressed
from psgdash.geocoding.ranks import AREAS, chain_keys, unit
from psgdash.geocoding.reasons import Why
from psgdash.geocoding.spelling import key
from psgdash.geocoding.weighing import Asked, Ranked, rank

LONGEST_QUERY = 300  # characters: a name with its chain, not a text
MOST_CANDIDATES = 20
WHOLE_CHAIN = 4  # what a town lies in: district, province, department, country

# Steps away from certainty, five hundredths of the score each.
_STEP = 0.05
_MISSPELT = 4.0


class Names(Protocol):
    """What resolving needs of a gazetteer."""

    def named(self, name: str) -> tuple[Entry, ...]:
        """The entries that bear a name, given as its `key`."""

    def similar(self, name: str) -> tuple[str, ...]:
        """Keys of names that a misspelt one may be meant for, nearest first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be meant: degrees, score 0..1, and why."""

    name: str
    lat: float
    lon: float
    precision: str
    within: tuple[str, ...]
    score: float
    source: str
    id: str
    why: Why
    radius_km: float | None = None
    extent: tuple[float, ...] = ()  # south, west, north, east of an area, where known

    @property
    def reason(self) -> str:
        """Why it is meant, in English."""
        return reasons.in_english(self.why)

    def as_dict(self) -> dict[str, object]:
        """The candidate as the command line prints it."""
        return {
            "name": self.name,
            "lat": self.lat,
            "lon": self.lon,
            "precision": self.precision,
            "within": list(self.within),
            "score": self.score,
            "source": self.source,
        }


def is_name(query: str) -> bool:
    """Whether a query can be a place name: letters, no control characters, not a whole text."""
    if not 0 < len(query) <= LONGEST_QUERY or not key(query):
        return False
    return not any(unicodedata.category(c) in ("Cc", "Cs") for c in query if c not in "\t\r\n")


def resolve(query: str, gazetteer: Names) -> tuple[Candidate, ...]:
    """The places a query may mean, best first; text after a comma must hold. Empty: none fits."""
    if not is_name(query):
        return ()
    return next(filter(None, (_resolve(parts, gazetteer) for parts in readings(query))), ())


def _resolve(parts: list[str], gazetteer: Names) -> tuple[Candidate, ...]:
    # "San Gabán, Carabaya, Puno" as people write, then "Puno, Carabaya, San Gabán" as tables do
    orders = [parts, parts[::-1]] if len(parts) > 1 else [parts]
    if is_wider(parts[0], parts[-1]):
        orders.reverse()
    questions = [_Question.of(order, gazetteer) for order in orders]
    for answer in (_fitting, _misspelt):
        for question in questions:
            if found := answer(question, gazetteer):
                # Size is the last word only: it parts what everything else leaves equal.
                found.sort(key=lambda each: (each.cost, -each.entry.population, each.entry.id))
                return _scored(found[:MOST_CANDIDATES])
    if len(parts) == 1:
        return ()
    return _coarser(parts, gazetteer) or (
        _coarser(parts[::-1], gazetteer) if len(parts) > 2 else ()
    )


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked for, and what it lies in: the words, and the keys that each may have."""

    asked: Asked
    context: tuple[str, ...]
    wanted: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, parts: list[str], gazetteer: Names) -> _Question:
        wanted = [_meanings(part, gazetteer) for part in parts[1:]]
        # What is not known cannot be held against a place, as long as something else holds.
        known = [keys for keys in wanted if keys] if any(wanted) else wanted
        return cls(_asked(parts[0], gazetteer), tuple(parts[1:]), tuple(known))

    def fitting(self, entries: Iterable[Entry]) -> list[Entry]:
        """Those of some entries that lie in all that is named, of the level that is spoken of."""
        inside = [entry for entry in entries if _fits(entry, self.wanted)]
        # "Chucuito, Puno, Puno" is in the province as well, not only in the department.
        inside = [entry for entry in inside if _in_order(entry, self.wanted)] or inside
        return _of_level(inside, self.asked.level)


def _fitting(question: _Question, gazetteer: Names) -> list[Ranked]:
    """The places that bear the name and lie in what the question names."""
    del gazetteer
    asked = question.asked
    return [rank(e, asked, question.context) for e in question.fitting(asked.entries)]


def _of_level(entries: list[Entry], level: str) -> list[Entry]:
    """Those of the level that was asked for, where there are any; else all.

    Of districts a curated one outranks what is placed as its province only.
    """
    at_level = [entry for entry in entries if unit(entry) == level and not entry.curated]
    if level == "district" and not any(entry.precision == level for entry in at_level):
        at_level += [e for e in entries if e.curated and e.precision in ("town", "district")]
    return at_level or entries


def _asked(part: str, gazetteer: Names) -> Asked:
    """What one part of a query names."""
    bare, level = undressed(part)
    if level == "country":  # "Democratic People's Republic of Korea", "Republic of Kenya"
        entries = gazetteer.named(key(part)) or gazetteer.named(key(bare))
        if countries := tuple(entry for entry in entries if entry.precision == level):
            return Asked(countries, key(countries[0].name))
        bare, level = part, ""
    entries = gazetteer.named(key(bare)) if level else ()
    if any(unit(entry) == level for entry in entries) or (
        entries and not gazetteer.named(key(part))
    ):
        return Asked(entries, key(bare), level)
    if entries := gazetteer.named(key(part)):
        # In capitals, EU and US are what is called so for short, where anything is.
        short = tuple(e for e in entries if part.isupper() and part in (e.name, *e.names))
        return Asked(short or entries, key(part))
    if "." in part and (state := state_of(part)):  # IN and OK alone are words
        entries = tuple(e for e in gazetteer.named(state) if e.id.startswith("admin1:US."))
        return Asked(entries, state)
    for pattern, words in ((NEAR, reasons.NEAR_IT), (KIND, reasons.WITHIN_WORDS)):
        if found := pattern.fullmatch(bare):
            inner = _asked(next(group for group in found.groups() if group), gazetteer)
            if inner.entries:
                return replace(inner, said=words)
    return Asked((), key(bare), level)


def _misspelt(question: _Question, gazetteer: Names) -> list[Ranked]:
    """The places with a name so like the one asked for that it is probably a slip."""
    asked = question.asked
    if asked.entries and not question.context:
        return []
    ranked: dict[str, Ranked] = {}
    for slip, name in enumerate(gazetteer.similar(asked.name)):
        like = Asked((), name, asked.level, reasons.like(asked.name), _MISSPELT + slip)
        near = [e for e in gazetteer.named(name) if e.curated or e.country == "PE"]
        for entry in question.fitting(near):
            each = rank(entry, like, question.context)
            if entry.id not in ranked or each.cost < ranked[entry.id].cost:
                ranked[entry.id] = each  # Pichanaqi is nearer to Pichanaqui than to Pichanaki
    return list(ranked.values())


def _meanings(part: str, gazetteer: Names) -> frozenset[str]:
    """Keys under which a chain may hold what the part names: `Cuzco` is Cusco, `España` Spain."""
    keys = {key(part), key(undressed(part)[0]), state_of(part)} - {""}
    found = [entry for each in keys for entry in gazetteer.named(each)]
    if not found:
        found = [e for each in keys for like in gazetteer.similar(each)
                 for e in gazetteer.named(like) if e.precision in AREAS]  # fmt: skip
        if not found:  # a country's code is no name, but chains know it
            return frozenset(keys if len(key(part)) == 2 else ())
    return frozenset(keys | {key(entry.name) for entry in found if entry.precision in AREAS})


def _fits(entry: Entry, wanted: Iterable[frozenset[str]]) -> bool:
    above = entry.within
    if len(above) == WHOLE_CHAIN and key(above[0]) == key(entry.name):
        above = above[1:]  # "Yauli, Yauli": of the districts of this name, that of the province
    chain = chain_keys(above)
    return all(keys & chain or entry.country.lower() in keys for keys in wanted)


def _in_order(entry: Entry, wanted: Iterable[frozenset[str]]) -> bool:
    """Whether a place lies in all of what is named, each a step further out than the one before."""
    chain = iter((*(chain_keys((name,)) for name in entry.within), {entry.country.lower()}))
    return all(any(keys & step for step in chain) for keys in wanted)


def _scored(ranked: list[Ranked]) -> tuple[Candidate, ...]:
    """Costs as scores that never rise down the list; homonyms far apart share theirs."""
    places: dict[float, set[tuple[int, int]]] = defaultdict(set)
    for each in ranked:  # within a quarter of a degree it is one place for this purpose
        places[each.cost].add((round(each.entry.lat * 4), round(each.entry.lon * 4)))
    candidates = []
    ceiling = 1.0
    for each in ranked:
        alike = len(places[each.cost])
        ceiling = min(ceiling, max(_STEP, 1 - _STEP * each.cost) / alike**0.5)
        why = (*each.why, reasons.alike(alike)) if alike > 1 else each.why
        candidates.append(_candidate(each.entry, ceiling, why))
    return tuple(candidates)


def _coarser(parts: list[str], gazetteer: Names) -> tuple[Candidate, ...]:
    """The place that the context names, where nothing in it bears the name asked for."""
    around = resolve(", ".join(parts[1:]), gazetteer)
    return tuple(
        Candidate(
            each.name, each.lat, each.lon, each.precision, each.within, round(each.score * 0.4, 3),
            each.source, each.id, (reasons.none_here(parts[0]), *each.why), each.radius_km,
            each.extent,
        )
        for each in around
        if each.precision in AREAS
    )  # fmt: skip


def _candidate(entry: Entry, score: float, why: Why) -> Candidate:
    return Candidate(
        name=entry.name,
        lat=entry.lat,
        lon=entry.lon,
        precision=entry.precision,
        within=entry.within,
        score=round(score, 3),
        source=entry.source,
        id=entry.id,
        why=why,
        radius_km=entry.radius_km,
        extent=entry.extent,
    )
