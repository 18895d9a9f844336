"""The editors' page says why a place is meant, in its own language."""

from __future__ import annotations

import pytest

from psgdash.editing.whys import why_words
from psgdash.geocoding import reasons
from psgdash.geocoding.entries import SITES, read_sites
from psgdash.home import shipped
from psgdash.locale import words

SITE = next(e for e in read_sites(shipped("gazetteer", SITES))[0] if e.id == "site:yanacocha-mine")
TOWN = SITE._replace(id="geonames:1", name="Puno", precision="town", seat="department")


@pytest.mark.parametrize(
    ("language", "why", "said"),
    [
        ("en", (reasons.near(SITE),), "near Yanacocha mine"),
        ("es", (reasons.near(SITE),), "cerca de Mina Yanacocha"),
        ("es", (reasons.near(TOWN),), "cerca de Puno"),
        ("es", (reasons.rank(TOWN), reasons.within("{n} %s"), reasons.alike(2)),
         "capital de su departamento; en {n} %s; hay 2 lugares con ese nombre"),
        ("es", (), ""),
        ("en", (reasons.CURATED, reasons.rank(SITE)), ""),
        ("en", (reasons.within("La Mar"), reasons.within("LA MAR"), reasons.near(TOWN)),
         "in La Mar; near Puno"),
        ("en", (reasons.within("Puno"), reasons.near(TOWN)), "in Puno"),
        ("en", (reasons.none_in_it("Prado"),), "Prado is said to lie in it, and is not known"),
    ],
)  # fmt: skip
def test_reasons_are_said_one_after_the_other(language: str, why: reasons.Why, said: str) -> None:
    assert why_words(why, words(language)) == said


def test_no_place_is_meant_because_it_is_near_itself() -> None:
    assert why_words((reasons.near(TOWN), reasons.alike(2)), words("en"), TOWN.id) == (
        "2 places are named so"
    )
