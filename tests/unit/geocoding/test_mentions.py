"""Places found in a text, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.mentions import find
from psgdash.geocoding.tokens import tokens

PLACED = [
    # text, what is found as (written, name, innermost of within)
    ("Farmers in Ayaviri, Melgar province, marched to Puno.",
     [("Ayaviri", "Ayaviri", "Ayaviri"), ("Melgar", "Melgar", "Puno"), ("Puno", "Puno", "Peru")]),
    ("Hubo un paro en el distrito de Anta, provincia de Carhuaz, región Áncash.",
     [("Anta", "Anta", "Carhuaz"), ("Carhuaz", "Carhuaz", "Áncash"), ("Áncash", "Áncash", "Peru")]),
    ("En la provincia de Carhuaz, distrito de Anta, hubo un paro.",
     [("Carhuaz", "Carhuaz", "Áncash"), ("Anta", "Anta", "Carhuaz")]),
    ("Two were shot in Santa Rosa (Melgar, Puno).",
     [("Santa Rosa", "Santa Rosa", "Santa Rosa"), ("Melgar", "Melgar", "Puno"),
      ("Puno", "Puno", "Peru")]),
    ("Police in Santa Rosa, California, made arrests.",
     [("Santa Rosa", "Santa Rosa", "California"), ("California", "California", "United States")]),
    ("La provincia cusqueña de Anta está en emergencia.", [("Anta", "Anta", "Cusco")]),
    ("In the protests at Huancavelca nobody was hurt.",
     [("Huancavelca", "Huancavelica", "Huancavelica")]),
    ("Un sismo sacudió Caravelí.", [("Caravelí", "Caravelí", "Arequipa")]),
    ("JULIACA - The market burned.", [("JULIACA", "Juliaca", "Juliaca")]),
    ("A judge in Trujillo, Honduras, freed her.",
     [("Trujillo", "Trujillo", "Honduras"), ("Honduras", "Honduras", "")]),
    ("A judge in Huaraz, Honduras, freed her.",
     [("Huaraz", "Honduras", ""), ("Honduras", "Honduras", "")]),
    ("The mayor of Independencia, in northern Lima, left.",
     [("Independencia", "Independencia", "Lima"), ("Lima", "Lima", "Peru")]),
    ("El ministro Toledo viajó a Ilo.", [("Ilo", "Ilo", "Ilo")]),
    ("It happened in a town called Ayaviri.", [("Ayaviri", "Ayaviri", "Ayaviri")]),
    ("Con la plaza Manco Cápac de Juliaca llena, hubo misa.", [("Juliaca", "Juliaca", "Juliaca")]),
    ("The coffins reached the Plaza Bolognesi of Sicuani.", [("Sicuani", "Sicuani", "Sicuani")]),
    ("La Policía de Huancavelica envió un contingente.",
     [("Huancavelica", "Huancavelica", "Huancavelica")]),
    ("Mató el huaico a tres en Chosica. La quebrada se activó.",
     [("Chosica", "Chosica", "Lima")]),
    ("Even the potters of Pucará, whose bulls adorn the roofs, walked to Ayaviri.",
     [("Pucará", "Pucará", "Puno"), ("Ayaviri", "Ayaviri", "Ayaviri")]),
    ("Delegates came by boat to Puerto Bermudes.",
     [("Puerto Bermudes", "Puerto Bermúdez", "Puerto Bermúdez")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "places"), PLACED)
def test_the_places_of_a_text_are_found_and_placed(
    gazetteer: Gazetteer, text: str, places: list[tuple[str, str, str]]
) -> None:
    found = find(text, gazetteer)
    best = [(each.name, each.candidates[0]) for each in found]
    assert [(written, c.name) for written, c in best] == [place[:2] for place in places]
    for (_, candidate), (_, _, inner) in zip(best, places, strict=True):
        assert inner in (*candidate.within, "")


@pytest.mark.parametrize(
    "text",
    [
        "President Toledo met Marco Arana.",
        "The Lima Stock Exchange fell.",
        "La Universidad Nacional de San Marcos cerró.",
        "La rectora de San Marcos pidió disculpas.",
        "A month before, the San Marcos students had been arrested.",
        "Shares in Buenaventura fell.",
        "El Tren de Aragua cobra cupos.",
        "Los del club de madres Santa Rosa cocinaron.",
        "San Martín proclamó la independencia.",
        "El Banco de la Nación pagará mañana.",
        "Alianza Lima perdió otra vez.",
        "Chocó en la avenida Arequipa.",
        "Hinchas del club vieron ganar al Melgar y empatar el Barcelona.",
        "Recordaron la batalla de Ayacucho.",
        "Paris Hilton bought lima beans and a Panama hat.",
        "La jueza Trujillo y el abogado Barranca discutieron.",
        "Carlos Tumbes, 34, was released.",
        "The water of the Purús river rose.",
        "",
        "...",
        "\x00\ud800",
    ],
)
def test_people_bodies_and_ordinary_words_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    assert find(text, gazetteer) == ()


SEED = [
    # title and text of an item as the group publishes it, what must be found and nothing else
    ("yanacocha-protests", {"Yanacocha mine", "Cajamarca"}),
    ("camisea-gas-arrives-in-lima", {"Camisea gas field", "Lima"}),
    ("social-forum-of-the-americas", {"Quito", "Ecuador"}),
    ("fujimori-extradition-campaign", set()),
    ("g8-transparency-pact", {"Peru"}),
    ("toledo-angry-at-accusation", set()),
    ("san-gaban-coca-protest", {"San Gabán", "Puno"}),
    ("campesinos-succeed-cajamarca", {"Peru", "Cajamarca"}),
    ("robbers-killed-by-mob", {"Peru"}),
    ("rammell-visits-peru", {"Peru", "United Kingdom"}),
]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("record", "places"), SEED)
def test_the_items_of_the_group_give_their_places_and_no_others(
    gazetteer: Gazetteer, shipped: Path, record: str, places: set[str], language: str
) -> None:
    files = sorted((shipped.parent / "events").glob("2004-*.yaml")) + sorted(
        (shipped.parent / "events").glob("2005-*.yaml")
    )
    (item,) = [e for file in files for e in yaml.safe_load(file.read_text("utf-8"))
               if e["id"] == record]  # fmt: skip
    text = f"{item['title'][language]}\n{item['text'][language]}"
    assert {each.candidates[0].name for each in find(text, gazetteer)} == places


READ = [
    # what the news write, and the places in it as written
    ("Fishermen of Cabo Blanco, El Ñuro and Máncora rested.",
     ["Cabo Blanco", "El Ñuro", "Máncora"]),
    ("La carretera Juliaca-Arequipa sigue cortada.", ["Juliaca", "Arequipa"]),
    ("Camisea Gas Arrives in Lima", ["Camisea Gas", "Lima"]),
    ("Sri Lanka's navy arrested fishermen from Tamil Nadu.", ["Sri Lanka", "Tamil Nadu"]),
    ("Georgia's Atlanta waits.", ["Atlanta"]),
    ("Turkish-backed fighters seized Afrin.", ["Afrin"]),
    ("Castilla amaneció inundada.", ["Castilla"]),
    ("Rebels took Goma, in eastern Congo.", ["Goma", "Congo"]),
    ("Police in Ayacucho found weapons from Uanta.", ["Ayacucho", "Uanta"]),
    ("The bus left Aleppo for Gothenburg.", ["Aleppo", "Gothenburg"]),
    ("Spokane, Wash. - A wildfire destroyed homes.", ["Spokane", "Wash"]),
    ("El C.P. San Antonio de Juprog no tiene agua.", []),
    ("In March and in May it rained.", []),
    ("It cost US$ 40 million.", []),
    ("From the Andes to the Pacific, a central Andean town.", []),
    ("He took a call from Toledo himself.", []),
    ("The Tigre, Corrientes and Pastaza rivers rose.", []),
    ("The ship Costa Concordia sank.", []),
    ("\"Chicago\" and \"Casablanca\" were shown.", []),
    ("Columbia University expelled nine; Washington State University none.", []),
    ("The Minsk agreements were cited.", []),
    ("Marco Arana spoke. Arana left.", []),
    ("Perú Libre y Juntos por el Perú votaron en Lima.", ["Lima"]),
    ("Southern Perú negó los cargos en Ilo.", ["Ilo"]),
    ("Invocó el Estatuto de Roma en La Haya.", ["La Haya"]),
    ("Bebió agua San Mateo en la Ricardo Palma.", []),
    ("Manchester City beat Leicester City.", []),
    ("They wore badges of the Amazonian alliance.", []),
    ("Yesterday, Ms. Paris testified.", []),
    ("Washington said that it would wait.", ["Washington"]),
    ("Vino en bote a Tabatinga.", ["Tabatinga"]),
    ("Llegaron de Masuko a pie.", ["Masuko"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "written"), READ)
def test_lists_headlines_and_what_only_sounds_like_a_place_are_read_as_news_write_them(
    gazetteer: Gazetteer, text: str, written: list[str]
) -> None:
    assert [each.name for each in find(text, gazetteer)] == written


def test_a_congo_is_that_of_the_towns_beside_it(gazetteer: Gazetteer) -> None:
    found = find("Rebels took Goma, in eastern Congo.", gazetteer)
    assert found[1].candidates[0].name == "Democratic Republic of the Congo"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Bloquean el ingreso a San Rafael, la mina de estaño.", "San Rafael mine"),
        ("Bloquean el ingreso a San Rafael, en Bellavista.", "San Rafael"),
        ("Farmers block the road to a copper mine in Cotabambas.", "Cotabambas"),
        ("Protests in Cotabambas over a mine left two dead.", "Cotabambas"),
        ("El proyecto Cotabambas fue suspendido.", "Cotabambas project"),
        ("The reservoir at San Lorenzo is nearly dry.", "San Lorenzo reservoir (Piura)"),
    ],
)
def test_a_noun_beside_a_name_tells_the_site_that_is_called_after_a_place(
    gazetteer: Gazetteer, text: str, meant: str
) -> None:
    assert find(text, gazetteer)[0].candidates[0].name == meant


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("A La Unión, capital de Dos de Mayo, llegó ayuda.", ["La Unión", "Dos de Mayo"]),
        ("They left for Trujillo, the capital of La Libertad.", ["Trujillo", "La Libertad"]),
        ("EN ANDAGUAYLAS QUEMARON LA PREFECTURA.", ["ANDAGUAYLAS"]),
        ("Ya pasaron Tambo bamba y van para el Cuzco.", ["Tambo bamba", "Cuzco"]),
        ("Vecinos de Independencia cruzaron el río.", ["Independencia"]),
        ("The truck was robbed above Chosica.", ["Chosica"]),
        ("Independencia, el distrito vecino, no tiene agua.", ["Independencia"]),
        ("Los pozos de Ite se salinizaron.", ["Ite"]),
        ("Llegaron de Ylo a pie.", ["Ylo"]),
        ("Córdova is a small district of Huaytará.", ["Córdova", "Huaytará"]),
        ("Trout farmers on Lake Arapa complained.", ["Arapa"]),
        ("Ganaderos de Cobija, en el departamento boliviano de Pando.", ["Cobija", "Pando"]),
        ("Marcharon de Villa María a Surco.", ["Villa María", "Surco"]),
    ],
)
def test_places_of_peru_are_found_however_they_are_written(
    gazetteer: Gazetteer, text: str, written: list[str]
) -> None:
    assert [each.name for each in find(text, gazetteer)] == written


def test_a_name_written_by_ear_is_peru_s_where_only_a_small_place_abroad_has_it(
    gazetteer: Gazetteer,
) -> None:
    found = find("Hay nueve horas de Celendín al paso de Balzas.", gazetteer)
    assert found[1].candidates[0].within[-1] == "Peru"


def test_the_town_is_meant_whose_province_is_led_from_elsewhere(gazetteer: Gazetteer) -> None:
    best = find("Los vecinos de Yauli exigieron análisis de sangre.", gazetteer)[0].candidates[0]
    assert best.precision == "town"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Hubo un paro en Puno, a dos horas de Juliaca.", ["site", "mentioned"]),
        ("Un bus que salió de Juliaca cayó cerca de Puno.", ["origin", "mentioned"]),
        ("Fishing crews in Talara, Paita and Ilo rest.", ["site", "site", "site"]),
        ("Piden agua para Bellavista.", ["site"]),
    ],
)
def test_the_role_of_a_place_is_what_the_words_before_it_say(
    gazetteer: Gazetteer, text: str, roles: list[str]
) -> None:
    assert [each.role for each in find(text, gazetteer)] == roles


def test_news_in_spanish_is_about_peru_unless_it_says_otherwise(gazetteer: Gazetteer) -> None:
    home = find("Bloqueo en San Juan por aumento de pasajes.", gazetteer)[0].candidates[0]
    away = find("Bloqueo en San Juan, en la Argentina.", gazetteer)[0].candidates[0]
    assert (home.within[-1], away.within[-1]) == ("Peru", "Argentina")


ABROAD = [
    # text, names as written, where the first lies
    ("The U.S. said no.", ["U.S."], "United States"),
    ("EE. UU. dijo que no.", ["EE. UU."], "United States"),
    ("The UK and Burma met.", ["UK", "Burma"], "United Kingdom"),
    ("A man in Flint, Mich., was shot.", ["Flint", "Mich"], "Michigan"),
    ("A man in Springfield, OH, was shot.", ["Springfield", "OH"], "Ohio"),
    ("Two died in Springfield, Ohio.", ["Springfield", "Ohio"], "Ohio"),
    ("Julia Kinsey, of Canton, Ohio, won.", ["Canton", "Ohio"], "Ohio"),
    ("A man from Wood County, W. Va., fled.", ["Wood County", "W. Va."], "West Virginia"),
    ("Lobster boats off the Portland waterfront, in Maine, idled.", ["Portland", "Maine"], "Maine"),
    (
        "Residents of Jackson boiled water, Mississippi said.",
        ["Jackson", "Mississippi"],
        "Mississippi",
    ),
    ("A ship sank in the Red Sea.", ["Red Sea"], "Red Sea"),
    ("Aid reached the West Bank.", ["West Bank"], "West Bank"),
    ("Snow fell on Minnesota.", ["Minnesota"], "Minnesota"),
    ("Rain fell in Kent, England.", ["Kent", "England"], "England"),
    ("A bus burned near Cook County, Illinois.", ["Cook County", "Illinois"], "Illinois"),
    ("Bavaria votes on Sunday.", ["Bavaria"], "Bavaria"),
    ("Odisha's Balasore mourned.", ["Odisha", "Balasore"], "Odisha"),
    ("Georgia's Atlanta waits.", ["Atlanta"], "Georgia"),
    ("The gold is melted in El Alto, on the Bolivian side.", ["El Alto"], "Bolivia"),
    ("New York police arrested students.", ["New York"], "New York"),
    # where a report comes from is a place, however small
    ("XENIA — A man was charged.", ["XENIA"], "Ohio"),
    ("MOUNT GILEAD, Ohio (AP) -- A court is out of paper.", ["MOUNT GILEAD", "Ohio"], "Ohio"),
    ("The Boston-based firm denied it.", ["Boston"], "Massachusetts"),
    ("The Guernsey County Sheriff was called.", ["Guernsey County"], "Ohio"),
    (
        "He sat in Matias Romero, Oaxaca State, Mexico.",
        ["Matias Romero", "Oaxaca", "Mexico"],
        "Oaxaca",
    ),
    # small towns abroad that lie side by side say of each other where they are
    ("The road between Coggeshall and Marks Tey is shut.", ["Coggeshall", "Marks Tey"], "England"),
    (
        "In Matara district, south of the Sri Lankan capital Colombo.",
        ["Matara", "Colombo"],
        "Sri Lanka",
    ),
    ("Prime Minister Modi will visit Washington in June.", ["Washington"], "District of Columbia"),
]


@pytest.mark.parametrize(("text", "written", "inner"), ABROAD)
def test_places_of_the_world_are_found_as_the_news_write_them(
    gazetteer: Gazetteer, text: str, written: list[str], inner: str
) -> None:
    found = find(text, gazetteer)
    assert [each.name for each in found] == written
    best = found[0].candidates[0]
    assert inner in (best.name, *best.within)


@pytest.mark.parametrize(
    "text",
    [
        "They told us to wait.",
        "HELP US NOW",
        "The Duke of York spoke.",
        "Alias «Tarata» fue capturado.",
        "The Hamilton musical sold out.",
        "La Marina de Guerra compró dos fragatas.",
        "El Banco Central mantuvo la tasa.",
        "Shares in Bank of America fell.",
        "Los hinchas de Melgar celebraron.",
        "Turkish and Syrian officials met.",
        "The Boston Globe ran the story.",
    ],
)
def test_what_only_sounds_like_a_place_of_the_world_is_none(
    gazetteer: Gazetteer, text: str
) -> None:
    assert find(text, gazetteer) == ()


def test_a_small_town_abroad_is_meant_only_beside_what_it_lies_in(gazetteer: Gazetteer) -> None:
    assert find("The strike began in Felton.", gazetteer) == ()
    found = find("The strike began in Felton, Delaware.", gazetteer)
    assert found[0].candidates[0].within[0] == "Delaware"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("PARO EN PUNO DEJA TRES HERIDOS", ["PUNO"]),
        ("DISTRITO DE AIJA, PROVINCIA DE AIJA", ["AIJA", "AIJA"]),
        ("MARCHA DESDE SICUANI HASTA CUSCO", ["SICUANI", "CUSCO"]),
    ],
)
def test_a_line_in_capitals_is_read_too(
    gazetteer: Gazetteer, text: str, written: list[str]
) -> None:
    assert [each.name for each in find(text, gazetteer)] == written


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The march went from Sicuani to Cusco.", ["origin", "destination"]),
        ("La marcha fue desde Moho hasta Puno.", ["origin", "destination"]),
        ("A man died in Huanta.", ["site"]),
    ],
)
def test_the_part_of_a_place_is_guessed_from_the_word_before(
    gazetteer: Gazetteer, text: str, roles: list[str]
) -> None:
    assert [each.role for each in find(text, gazetteer)] == roles


def test_where_a_place_is_not_known_what_it_lies_in_is_given(gazetteer: Gazetteer) -> None:
    found = find("Murió en el caserío de Chocobamba Alta, distrito de Kimbiri.", gazetteer)
    assert [each.candidates[0].name for each in found][-1] == "Kimbiri"


def test_every_mention_has_its_span_scores_and_reasons(gazetteer: Gazetteer) -> None:
    text = "From Concepción to Santiago, Chile, and on to La Paz, Bolivia."
    for each in find(text, gazetteer):
        assert text[each.start : each.end] == each.name
        assert each.reason
        assert each.score == each.candidates[0].score
        scores = [candidate.score for candidate in each.candidates]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)


def test_a_text_is_cut_into_words_that_know_their_place() -> None:
    text = "Pto. Maldonado floods. Peru's N'Djamena!"
    words = tokens(text)
    assert [text[word.start : word.end] for word in words] == [
        "Pto", "Maldonado", "floods", "Peru", "s", "N'Djamena",
    ]  # fmt: skip
    assert [word.opens for word in words] == [True, False, False, True, False, False]
    assert [word.joined for word in words] == [False, True, True, False, True, True]
