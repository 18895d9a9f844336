"""The places that a name may mean: those of the archive before those of a geocoder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from psgdash.archive.loading import Archive
from psgdash.archive.records import Place
from psgdash.archive.words import fold
from psgdash.editing.sitenames import names_of
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.ranks import AREAS
from psgdash.geocoding.resolving import Candidate, resolve

MOST = 8
_SAME_KM = 1.5  # a candidate this near to a place of the archive with its name is that place


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that may be meant: one of the archive (`place`), or a candidate of a geocoder."""

    place: Place | None
    candidate: Candidate | None
    said: tuple[str, str] | None = None  # by which name a language calls the candidate

    @property
    def id(self) -> str:
        """Tells choices apart."""
        return f"archive:{self.place.id}" if self.place else self._candidate.id

    @property
    def names(self) -> Mapping[str, str]:
        """Its names by language."""
        if self.place:
            return {str(language): name for language, name in self.place.name.items()}
        return names_of(self._candidate, self.said)

    @property
    def base(self) -> Place | Candidate:
        """Whichever of the two it is."""
        return self.place or self._candidate

    @property
    def _candidate(self) -> Candidate:
        assert self.candidate is not None  # one of the two is always there
        return self.candidate


def choices(
    name: str, archive: Archive, gazetteer: Gazetteer, language: str = ""
) -> tuple[Choice, ...]:
    """What a name typed by an editor may mean; known by it in the language, where one is given."""
    return choices_of(name, resolve(name, gazetteer), archive, language)


def choices_of(
    name: str, candidates: Iterable[Candidate], archive: Archive, language: str
) -> tuple[Choice, ...]:
    """Candidates, with the places of the archive in their stead where they are the same."""
    found: dict[str, Choice] = {}
    bare, areas = name.partition(",")[0].strip(), set()
    for candidate in candidates:
        area = _area(candidate)
        if area in areas:
            continue  # another source has another point of it
        areas |= {area} - {None}
        place = next((p for p in archive.places.values() if is_same(p, candidate)), None)
        choice = Choice(place, None if place else candidate, (language, bare) if language else None)
        found.setdefault(choice.id, choice)
    for place in archive.places.values():
        if called(place, bare):
            choice = Choice(place, None)
            found.setdefault(choice.id, choice)
    return tuple(found.values())[:MOST]


def _area(candidate: Candidate) -> tuple[str, ...] | None:
    """What tells an area from all others; None for a point."""
    if candidate.precision not in AREAS:
        return None
    name = fold(candidate.name)
    return (candidate.precision, name, *(x for x in map(fold, candidate.within) if x != name))


def called(place: Place, name: str) -> bool:
    """Whether a place of the archive bears a name."""
    names = {fold(n) for n in (*place.name.values(), *place.names, place.id)}
    return fold(name) in names - {""}


def is_same(place: Place, candidate: Candidate) -> bool:
    """Whether a candidate is a place that the archive has already."""
    if place.provenance.source_id == candidate.id:
        return True
    near = abs(place.lat - candidate.lat) + abs(place.lon - candidate.lon) < _SAME_KM / 100
    same_name = fold(candidate.name) in {fold(n) for n in (*place.name.values(), *place.names)}
    return near and same_name and place.precision == candidate.precision
