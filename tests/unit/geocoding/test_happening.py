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
    pytest.param(
        "A visit\n\nThey met for a day. They slept. Later some of them went to Quito. All is well.",
        {"destination": ["Quito"]},
        id="but not where some went later",
    ),
    pytest.param(
        "March in Ilave\n\nShops closed. In Yunguyo province trucks stood still. Nobody was hurt.",
        {"site": ["Ilave"]},
        id="what is near goes on with it, but no area",
    ),
    pytest.param(
        "Fire in Chosica\n\nTen houses burned. In Lima it was hot. Nobody was hurt.",
        {"site": ["Chosica"]},
        id="and not the capital",
    ),
    pytest.param(
        "Protestas en Puno\n\nCerraron la vía en Macusani. Piden agua. Nadie cede.",
        {"site": ["Macusani"]},
        id="a town in the title may be its department",
    ),
    pytest.param(
        "Desborde en Piura\n\nEl río inundó el centro. En Catacaos hubo muertos. Nadie cede.",
        {"site": ["Piura", "Catacaos"]},
        id="and is the town where all else is near",
    ),
    pytest.param(
        "A spill\n\nIn Ilave a pipe broke. The mountains of Puno are cold. Nobody was hurt.",
        {"site": ["Ilave"]},
        id="what is of a department is not in its town",
    ),
    pytest.param(
        "A spill\n\nA pipe broke in Macusani, Puno. It is cold. Nobody was hurt.",
        {"site": ["Macusani", "Puno"]},
        id="what a place is said to lie in has its part",
    ),
    pytest.param(
        "A long strike\n\nTwo died in Andahuaylas. In Arequipa shops closed. In Tacna buses stood"
        " still. In Juliaca there was a march.",
        {"site": ["Andahuaylas", "Arequipa", "Tacna", "Juliaca"]},
        id="sentence after sentence of other places is a strike in all the country",
    ),
    pytest.param(
        "Breves\n\nPuno: un paro sigue. Es largo.\nTacna: cayó un puente. Nadie cede.",
        {"site": ["Puno", "Tacna"]},
        id="an item of a list begins with its place",
    ),
    pytest.param(
        "Breves\n\nUn paro en Puno.\nCerraron una mina en Cajamarca.\nCayó un puente en Tacna.",
        {"site": ["Puno", "Cajamarca", "Tacna"]},
        id="or has it in a short line",
    ),
    pytest.param(
        "Marches\n\nThousands marched in Lima, Arequipa and Cusco. It rained. Nobody was hurt.",
        {"site": ["Lima", "Arequipa", "Cusco"]},
        id="the capital in one sentence with others",
    ),
    pytest.param(
        "Un corte\n\nIquitos, 27 de setiembre de 2022. Un derrame en Nauta. Sigue. Nadie cede.",
        {"site": ["Nauta"]},
        id="where a report comes from, in small letters with its day",
    ),
    pytest.param(
        "A visit\n\nIt was a long day. At last they flew to Quito. They slept. All is well.",
        {"site": ["Quito"]},
        id="the second sentence is of the lead, too",
    ),
    pytest.param(
        "March in Ilave\n\nShops closed. In Puno trucks stood still. Nobody was hurt.",
        {"site": ["Ilave", "Puno"]},
        id="an hour away is near",
    ),
    pytest.param(
        "A strike\n\nTwo died in Andahuaylas. In Arequipa talks began. In Tacna it is calm.",
        {"site": ["Andahuaylas"]},
        id="two places elsewhere are not all the country",
    ),
    pytest.param(
        "Two die in Andahuaylas\n\nIt was long. In Arequipa shops closed. In Tacna buses stood"
        " still. In Juliaca there was a march.",
        {"site": ["Andahuaylas"]},
        id="nor are three, if the title names one",
    ),
    pytest.param(
        "A visit\n\nTwo met in Andahuaylas. In Paris it rained. In Madrid it snowed. In Berlin"
        " the sun shone.",
        {"site": ["Andahuaylas"]},
        id="nor those abroad",
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


@pytest.mark.parametrize(
    "text",
    [
        "There were marches in Puno. There were strikes in Tacna. There were none in Lima.",
        "Shops opened in Puno with J. Quispe. Trucks stood still in Tacna. More came to see it.",
        "Shops opened in Puno at 3 p. m. on Monday. Trucks stood in Tacna. More came to see it.",
    ],
)
def test_a_text_of_few_sentences_tells_of_all_it_names(gazetteer: Gazetteer, text: str) -> None:
    assert {each.role for each in find(text, gazetteer)} == {"site"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Los heridos fueron evacuados al hospital de Jaén.", "destination"),
        ("Survivors were taken by boat to the hospital in Pichari.", "destination"),
        ("Un bebé murió en el hospital de Jaén.", "site"),
        ("A fire broke out at the hospital in Iquitos, and patients were evacuated.", "site"),
        ("She has been granted asylum in Managua, it is said.", "destination"),
        ("Delegaciones procedentes de Azángaro se sumaron al paro.", "origin"),
        ("Llegaron a Puno los ronderos de Lampa.", "origin"),
        ("Los pobladores de Espinar llegaron a un acuerdo.", "site"),
        ("Los comuneros marcharon de Lampa a Ayaviri.", "destination"),
        ("She had left for Ayaviri to buy seed.", "destination"),
        ("Parts of the press in Tacna were silent.", "mentioned"),
        ("The company has its headquarters in Tacna.", "mentioned"),
        ("A crowd burned the police headquarters in Tacna.", "site"),
        ("In Tacna, officials said that they had seen it.", "mentioned"),
        ("In Tacna, police shot two marchers, the ombudsman said.", "site"),
        ("From Tacna, the minister said that he had seen it.", "mentioned"),
        ("A 30 km de Ayaviri, Llalli sufrió un derrame.", "site"),
    ],
)
def test_words_around_a_place_tell_its_part(gazetteer: Gazetteer, text: str, role: str) -> None:
    first = "There was a march in Ilave. "
    assert find(first + text, gazetteer)[-1].role == role
