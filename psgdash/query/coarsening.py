"""What readers see of a place that is kept back, where it is less than was asked for, in words."""

from __future__ import annotations

from psgdash.archive.gate import Coarser
from psgdash.archive.records import Place
from psgdash.archive.words import in_language
from psgdash.locale import Words


def coarser_words(seen: Coarser, country: str, t: Words) -> str:
    """That readers see more than the district, province or department of a place, and why."""
    name = in_language(seen.place.name, t.language)[0]
    area = _area(seen.shown, country, t)
    said = {
        "district": t("The district of “{place}” is not known: readers see {area}.",
                      place=name, area=area),
        "province": t("The province of “{place}” is not known: readers see {area}.",
                      place=name, area=area),
        "department": t("The department of “{place}” is not known: readers see {area}.",
                        place=name, area=area),
    }[seen.level]  # fmt: skip
    if seen.place.provenance.is_of_a_point and len(seen.place.within) == 1:
        said += " " + t("Its pin was moved far, perhaps into another one.")
    return said


def _area(shown: Place | None, country: str, t: Words) -> str:
    if shown is None:
        return t("no place at all")
    if shown.id == country:
        return t("the country as a whole")
    name = in_language(shown.name, t.language)[0]
    return {
        "province": t("the province of {name}", name=name),
        "department": t("the department of {name}", name=name),
    }.get(shown.precision, name)
