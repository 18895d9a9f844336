"""What a reviewer found the finder to make of ordinary news, put right."""

from __future__ import annotations

import pytest

from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.mentions import find
from psgdash.geocoding.resolving import resolve

HOME = [
    # text, the places that are found, as what they are
    ("Marcha en Lima (LA REPÚBLICA).", ["Lima"]),
    ("El congresista Mulder (PA) habló en Lima.", ["Lima"]),
    ("Residents of Bellavista blamed carbon monoxide (CO).", ["Bellavista"]),
    ("PARO EN PUNO, DE LUNES A VIERNES", ["Puno"]),
    ("Under the Constitution, Peru must consult.", ["Peru"]),
    ("Congress amended the Constitution.", []),
    ("In Lima they ate Pachamanca and Causa.", ["Lima"]),
    ("Las acciones en Bagua dejaron 33 muertos.", ["Bagua"]),
    ("He bought shares in Lima.", ["Lima"]),
    ("Shares in Buenaventura fell.", []),
    ("The EU signed with Peru.", ["Peru"]),
    ("In the Amazon basin, logging grew.", []),
    ("Policía de Rosas.", []),
]


@pytest.mark.parametrize(("text", "names"), HOME)
def test_acronyms_laws_shares_and_surnames_make_no_places(
    gazetteer: Gazetteer, text: str, names: list[str]
) -> None:
    found = [each.candidates[0] for each in find(text, gazetteer)]
    assert [place.name for place in found] == names
    assert all("Peru" in (place.name, *place.within) for place in found)


def test_whose_seat_a_town_is_does_not_make_it_the_site(gazetteer: Gazetteer) -> None:
    text = "The Denver-based company Newmont said protests in Cajamarca would end."
    assert {each.name: each.role for each in find(text, gazetteer)} == {
        "Denver": "mentioned",
        "Cajamarca": "site",
    }


@pytest.mark.parametrize(
    "query", ["Federación de Mujeres del Perú", "the union of workers of Chile", "IN", "OK"]
)
def test_a_union_of_people_is_no_country_and_a_word_no_state(
    gazetteer: Gazetteer, query: str
) -> None:
    assert resolve(query, gazetteer) == ()
