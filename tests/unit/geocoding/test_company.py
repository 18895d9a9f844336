"""Names that only the other places of a text tell to be places."""

from __future__ import annotations

import pytest

from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.mentions import find

BESIDE = [
    # text, the name that only its company tells, what it lies in
    ("Fire ran from the ranges to Orbost and spared Bairnsdale, in eastern Victoria, Australia.",
     "Bairnsdale", "Victoria"),
    ("Cases rose in Malappuram and Pune; Kozhikode reopened its wing as Kerala traced contacts.",
     "Kozhikode", "Kerala"),
    ("Plants close in Osnabrück and the deal may spare Wolfsburg, said Lower Saxony.",
     "Wolfsburg", "Lower Saxony"),
    ("Sirens sounded in Springfield, Mo., and as far west as Joplin.", "Joplin", "Missouri"),
    ("Villagers of Pamparomás and of neighbouring Moro fought over a spring in Áncash.",
     "Moro", "Áncash"),
    ("Barges bound for Iquitos stopped at Nauta; even Lagunas, upstream, joined the strike.",
     "Lagunas", "Loreto"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "within"), BESIDE)
def test_a_name_beside_the_places_of_its_region_is_a_place(
    gazetteer: Gazetteer, text: str, name: str, within: str
) -> None:
    found = {each.name: each.candidates[0] for each in find(text, gazetteer)}
    assert within in found[name].within


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # nothing beside it, or another continent
        ("The deal may spare Wolfsburg, said the minister.", "Wolfsburg"),
        ("The deal may spare Wolfsburg, said a driver in Puno.", "Wolfsburg"),
        # it opens a sentence, or begins as no name does
        ("Denver woke up late. Golden days are over, said the coach.", "Golden"),
        ("A la Unión le falta Chaclacayo, dijeron en Lima.", "A la Unión"),
    ],
)
def test_one_without_company_is_none(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert name not in {each.name for each in find(text, gazetteer)}
