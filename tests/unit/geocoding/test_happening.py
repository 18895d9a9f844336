"""Where what a whole text tells of happened, and what else it names."""

from __future__ import annotations

import pytest

from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.mentions import find

# Places by the part they play; places that are not named here are only mentioned.
TOLD = [
    pytest.param(
        "Two die in Espinar\n\nPolice fired at marchers in Espinar. In Lima ministers met."
        " Ten were hurt. A judge in Arequipa will hear it.",
        {"site": ["Espinar"]},
        id="the title tells, and what is far from it is only named",
    ),
    pytest.param(
        "Farmers block a road\n\nThey have been there for a week. Trucks stand in Ilave. In Juli"
        " teachers joined them. In Tarapoto there was a march last year.",
        {"site": ["Ilave", "Juli"]},
        id="else the first sentence with a place, and what is near",
    ),
    pytest.param(
        "Paro en Apurímac\n\nHubo tres muertos en Challhuahuacho. El paro sigue. Nadie cede.",
        {"site": ["Challhuahuacho"]},
        id="an area in which a finer place lies only says where",
    ),
    pytest.param(
        "Floods in Loreto\n\nRivers rose for a week. Schools are closed. Many people left.",
        {"site": ["Loreto"]},
        id="an area alone is where it happened",
    ),
    pytest.param(
        "Castillo sale de viaje\n\nEl presidente viajó a Quito. Lo recibió su colega. Volvió ayer.",
        {"site": ["Quito"]},
        id="where the first sentences say that people went",
    ),
    pytest.param(
        "A strike spreads\n\nMarches began in Lima. Shops closed. A month ago miners met in Tacna.",
        {"site": ["Lima"]},
        id="the capital is where it happened if nothing else was named before",
    ),
    pytest.param(
        "A school is closed\n\nLIMA, 4 may. (EFE).- Parents met in Juli. Talks go on. Ten came.",
        {"site": ["Juli"]},
        id="but not where it is only from where a report was sent",
    ),
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_a_text_tells_of_its_title_and_its_beginning(
    gazetteer: Gazetteer, text: str, told: dict[str, list[str]]
) -> None:
    found: dict[str, list[str]] = {}
    for each in find(text, gazetteer):
        if each.role != "mentioned" and each.name not in found.setdefault(each.role, []):
            found[each.role].append(each.name)
    assert found == told


def test_a_text_of_few_sentences_tells_of_all_it_names(gazetteer: Gazetteer) -> None:
    text = "There were marches in Puno. There were strikes in Tacna. There were none in Lima."
    assert [each.role for each in find(text, gazetteer)] == ["site"] * 3


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Los heridos fueron evacuados al hospital de Jaén.", "destination"),
        ("Survivors were taken by boat to the hospital in Pichari.", "destination"),
        ("She has been granted asylum in Managua, it is said.", "destination"),
        ("Delegaciones procedentes de Azángaro se sumaron al paro.", "origin"),
        ("Llegaron a Puno los ronderos de Lampa.", "origin"),
        ("Parts of the press in Tacna were silent.", "mentioned"),
        ("In Tacna, officials of the office said that they had seen it.", "mentioned"),
    ],
)
def test_words_around_a_place_tell_its_part(gazetteer: Gazetteer, text: str, role: str) -> None:
    first = "There was a march in Ilave. "
    assert find(first + text, gazetteer)[-1].role == role
