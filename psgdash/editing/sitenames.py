"""Names of the gazetteer's curated sites in each language; what geocoders find has one name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from psgdash.archive.strictyaml import read
from psgdash.home import shipped


def names_of(place_id: str, name: str) -> Mapping[str, str]:
    """A candidate's names by language: those of a curated site, else one name for all."""
    return _sites().get(place_id) or {"en": name, "es": name}


@lru_cache(maxsize=1)
def _sites() -> dict[str, Mapping[str, str]]:
    data = read(shipped("gazetteer", "sites.yaml")).data
    return {
        f"site:{item['id']}": {str(k): str(v) for k, v in item["name"].items()}
        for item in (data if isinstance(data, list) else ())
        if isinstance(item, dict) and isinstance(item.get("name"), dict) and "id" in item
    }
