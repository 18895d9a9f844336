"""Names of curated sites and countries in each language; what else geocoders find has one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale

from psgdash.archive.strictyaml import read
from psgdash.geocoding.resolving import Candidate
from psgdash.home import shipped


def names_of(candidate: Candidate) -> Mapping[str, str]:
    """A candidate's names by language: those of a curated site or a country, else one for all."""
    name = candidate.name
    if candidate.precision == "country":
        return {"en": name, "es": _countries().get(name, name)}
    return names_of_site(candidate.id, name)


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
