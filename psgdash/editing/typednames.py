"""What a name means that an editor types: the places that bear it, or a place of the editor's own.

A name that nothing bears never becomes another place unseen: it is told, and can be kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from psgdash.archive.divisions import RADIUS_KM
from psgdash.archive.loading import Archive
from psgdash.archive.records import BY_HAND, Place
from psgdash.archive.words import fold
from psgdash.editing.choices import Choice, called, choices
from psgdash.editing.proposals import SURE
from psgdash.geocoding import reasons
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.ranks import AREAS
from psgdash.geocoding.reasons import Why
from psgdash.geocoding.resolving import Candidate, resolve

_COARSER, _SLIP = reasons.none_here("").text, reasons.like("").text
_PART, _STANDS_FOR = reasons.WITHIN_WORDS.text, reasons.none_in_it("").text


@dataclass(frozen=True, slots=True)
class Typed:
    """The choices, best first; `unknown` is the name where no known place bears it."""

    choices: tuple[Choice, ...]
    unknown: str = ""


def typed(
    words: str,
    archive: Archive,
    gazetteer: Gazetteer,
    *,
    language: str,
    instead: Choice | None = None,
) -> Typed:
    """What words typed on a page of this language mean; no choice where they are no name.

    Where it is not known, a name given `instead` of an area lies in it.
    """
    if not any(map(str.isalpha, words)):
        return Typed(())
    found = resolve(words, gazetteer)
    why = {reason.text: dict(reason.values) for reason in found[0].why} if found else {}
    offered = choices(words, archive, gazetteer, language)
    # "Ciudad de Cusco" is Cusco, but "Puerto Prado" is no Prado abroad.
    if found and not _is_other(found[0]):
        return Typed(offered)
    name, *around = (part.strip() for part in words.split(","))
    if _COARSER in why:
        name = str(why[_COARSER]["name"])
    held = {*map(fold, around)}
    if own := [each for each in offered if each.place and _is_it(each.place, name, held)]:
        return Typed((*own, *(each for each in offered if each not in own)))
    holder: Candidate | Place | None = (
        found[0] if _COARSER in why else _area(", ".join(around), gazetteer)
    )
    if not holder and instead and not around and instead.base.precision in AREAS:
        holder = instead.base
    base = holder or archive.places.get(archive.site.country)
    if base is None:
        return Typed(offered, name)
    mine = Choice(None, _kept(name, base))
    # What is like it is likelier than a place that nobody knows; what only holds it is not it.
    like_it = _SLIP in why and _COARSER not in why
    return Typed((*offered, mine) if like_it else (mine, *offered), name)


def keepable(found: tuple[Choice, ...], why: Why) -> tuple[Choice, ...]:
    """The choices for a name of a text; also its own, where the first only holds what is named."""
    name = next((dict(each.values)["name"] for each in why if each.text == _STANDS_FOR), "")
    mine = (Choice(None, _kept(str(name), found[0].base)),) if name else ()
    return (*found[:1], *mine, *found[1:])


def _is_other(found: Candidate) -> bool:
    """Whether what is found does not bear the name that was asked for."""
    why = {reason.text for reason in found.why}
    return bool(why & {_COARSER, _SLIP}) or (_PART in why and found.score < SURE)


def _is_it(place: Place, name: str, held: set[str]) -> bool:
    """Whether a place of the archive bears the name and lies in all that is named."""
    return called(place, name) and held <= {*map(fold, place.within)}


def _area(words: str, gazetteer: Gazetteer) -> Candidate | None:
    """The area that words name, for certain."""
    found = next(iter(resolve(words, gazetteer)), None)
    return found if found and found.precision in AREAS and not _is_other(found) else None


def _kept(name: str, base: Candidate | Place) -> Candidate:
    """The editor's own place, as well known as that which it lies in, until its pin is put."""
    held = base.name if isinstance(base, Candidate) else base.name.get("en", base.id)
    above, wide = base.within, base.precision == "country"
    return Candidate(
        name=name,
        lat=base.lat,
        lon=base.lon,
        # In a country it may be anywhere, but it is not the whole of it.
        precision="region" if wide else base.precision,
        within=above if above and fold(above[0]) == fold(held) else (held, *above),
        score=0.0,
        source=BY_HAND,
        id=f"own:{fold(name)}:{base.id}",
        why=(),
        radius_km=base.radius_km or (RADIUS_KM["country"] if wide else None),
    )
