"""How far each place that bears a name is from being meant for certain, and why."""

from __future__ import annotations

from dataclasses import dataclass

from psgdash.geocoding import reasons
from psgdash.geocoding.entries import Entry
from psgdash.geocoding.ranks import CERTAIN_CITY, WIDEST_KM, cost_of, leads, strong, tenfolds, unit
from psgdash.geocoding.reasons import Why
from psgdash.geocoding.spelling import key
from psgdash.locale.message import Message

# Steps away from certainty.
_OTHER_NAME, _COUNTRY_KNOWN_BY_IT, _CITY_KNOWN_BY_IT = 5.0, 1.5, 0.5
_CAPITAL_ABROAD, _ABROAD, _FAMOUS = 3.0, 6.0, 3.0
_WEIGHTY, _BORNE = 100_000, 50_000  # inhabitants
_LARGEST = 3_000_000  # inhabitants of what is famous all over the world


@dataclass(frozen=True, slots=True)
class Asked:
    """One part of a query: what it names, as a key, the level it speaks of, and words for it."""

    entries: tuple[Entry, ...]
    name: str
    level: str = ""
    said: Message | None = None
    slip: float = 0.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place, its steps from certainty, and why."""

    entry: Entry
    cost: float
    why: Why


def rank(entry: Entry, asked: Asked, context: tuple[str, ...]) -> Ranked:
    """The steps from certainty of one entry, and the words for them."""
    said = [reasons.CURATED if entry.curated else reasons.rank(entry)]
    name, level, cost = asked.name, asked.level, cost_of(entry)
    if key(entry.name) != name and not (entry.curated or leads(entry, asked.entries)):
        # España is as good as Spain, but San Martín is rather the department than Saint Martin,
        # and Granada rather the town than Grenada.
        great = entry.population >= CERTAIN_CITY and entry.precision == "town"
        if great and not _is_own_name(asked, _BORNE):
            cost += _CITY_KNOWN_BY_IT
        elif entry.precision == "country" and not _is_own_name(asked, _WEIGHTY):
            cost += _COUNTRY_KNOWN_BY_IT
        else:
            cost += _OTHER_NAME
        said.append(reasons.also_called(next((n for n in entry.names if key(n) == name), name)))
    if context:
        cost /= 2
        if entry.country not in ("", "PE"):
            cost += _ABROAD / 2  # of two that lie in places of one name it is Peru's
        said.append(reasons.within(", ".join(context)))
    elif entry.country != "PE" and not entry.curated and entry.precision != "country":
        if _outshines(entry, asked):
            cost = _FAMOUS
        elif entry.seat == "country":
            cost += _CAPITAL_ABROAD
        else:
            known = entry.precision == "region" or entry.seat or entry.population >= CERTAIN_CITY
            cost += _ABROAD - (0.5 * tenfolds(entry.population) if known else 0)
        said.append(reasons.NOT_IN_PERU)
    if unit(entry) != entry.precision:
        said.append(reasons.somewhere_in(entry.precision))
    if level and unit(entry) != level and not entry.curated:
        said.append(reasons.no_such(level))
    if asked.said:
        cost += asked.slip
        said.append(asked.said)
    return Ranked(entry, cost, tuple(said))


def _is_own_name(asked: Asked, least: int) -> bool:
    """Whether a place of some weight bears the name itself: a seat in Peru, a town abroad."""
    return any(
        key(entry.name) == asked.name
        and (bool(entry.seat) if entry.country == "PE" else entry.population >= least)
        for entry in asked.entries
    )


def _outshines(entry: Entry, asked: Asked) -> bool:
    """Whether it is known all over the world, and Peru has at most a small place of the name."""
    own = [e for e in asked.entries if e.country == "PE" or e.curated]
    if key(entry.name) != asked.name or any(strong(e) for e in own):
        return False
    if entry.precision == "region" and any(e.seat == "country" for e in asked.entries):
        return False  # Buenos Aires is the city
    if (entry.radius_km or 0) >= WIDEST_KM:
        return True
    least = _LARGEST if any(key(e.name) == asked.name for e in own) else CERTAIN_CITY
    return bool(own) and entry.population >= least
