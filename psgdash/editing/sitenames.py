"""Names of curated sites and countries in each language; what else geocoders find has one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale

from psgdash.archive.strictyaml import read
from psgdash.archive.words import fold
from psgdash.geocoding import reasons
from psgdash.geocoding.phrases import undressed
from psgdash.geocoding.resolving import Candidate
from psgdash.home import shipped

_SLIPS = {reasons.LIKE_IT.text, reasons.like("").text}


def names_of(candidate: Candidate, said: tuple[str, str] | None = None) -> Mapping[str, str]:
    """A candidate's names by language: those of a curated site or a country, else one for all.

    `said` is a language and what somebody calls it there, which is taken if it is a name of it.
    """
    name = candidate.name
    if candidate.precision == "country":
        return {"en": name, "es": _countries().get(name, name)}
    names = names_of_site(candidate.id, name)
    if said and candidate.id not in _sites() and _is_name(said[1], candidate):
        return {**names, said[0]: said[1]}
    return names


def _is_name(said: str, candidate: Candidate) -> bool:
    """Whether it is another name of it, or the same better spelt: Santo Tomás for Santo Tomas."""
    if said.isupper() or not said[:1].isupper() or undressed(said)[1]:
        return False  # in capitals, or "Distrito de San Gabán"
    if fold(said) == fold(candidate.name):
        return candidate.within[-1:] == ("Peru",) and _accents(said) > _accents(candidate.name)
    why = {reason.text for reason in candidate.why}
    other = reasons.OTHER_NAME.text in why or reasons.also_called(said) in candidate.why
    return other and not why & _SLIPS


def _accents(text: str) -> int:
    return sum(not letter.isascii() for letter in text)


def names_of_site(place_id: str, name: str) -> Mapping[str, str]:
    """The names of a curated site by language, else one name for all."""
    return _sites().get(place_id) or {"en": name, "es": name}


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """English name to Spanish name (Unicode CLDR)."""
    english, spanish = (Locale(language).territories for language in ("en", "es"))
    return {name: spanish[code] for code, name in english.items() if code in spanish}


@lru_cache(maxsize=1)
def _sites() -> dict[str, Mapping[str, str]]:
    data = read(shipped("gazetteer", "sites.yaml")).data
    return {
        f"site:{item['id']}": {str(k): str(v) for k, v in item["name"].items()}
        for item in (data if isinstance(data, list) else ())
        if isinstance(item, dict) and isinstance(item.get("name"), dict) and "id" in item
    }
