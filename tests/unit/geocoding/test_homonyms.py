"""Names that many places bear: which is meant, how many may be, and why, in words."""

from __future__ import annotations

import pytest

from psgdash.archive.records import PRECISIONS
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.mentions import find
from psgdash.geocoding.resolving import resolve

ASKED = [
    # query, precision, what it lies in (innermost first), part of the reason
    ("Santa Rosa, Melgar", "town", "Santa Rosa", "in Melgar"),
    ("distrito de Santa Rosa, provincia de Lima", "district", "Lima", "in provincia de Lima"),
    ("Santa Rosa, California", "town", "California", "in California"),
    ("San Juan, Lucanas", "town", "San Juan", "in Lucanas"),
    ("San Juan, Argentina", "town", "San Juan", "seat of its region"),
    ("San Juan de Marcona", "town", "Marcona", "also called San Juan de Marcona"),
    ("Yanacocha", "site", "Cajamarca", "curated site"),
    ("near Yanacocha", "site", "Cajamarca", "near it"),
    ("Yanacocha, Pasco", "town", "Daniel Alcides Carrión", "in Pasco"),
    ("Cocachacra", "town", "Cocachacra", "seat of its district"),
    ("camino a Cocachacra", "town", "Cocachacra", "named within the words"),
    ("Cocachacra, Huarochirí", "town", "Huarochirí", "in Huarochirí"),
    ("La Libertad", "department", "Peru", "department"),
    ("La Libertad, El Salvador", "town", "La Libertad Department", "in El Salvador"),
    ("distrito de La Libertad, Huaraz", "district", "Huaraz", "in Huaraz"),
    ("San Martín", "department", "Peru", "department"),
    ("provincia de San Martín", "province", "San Martín", "province"),
    ("distrito de San Martín, El Dorado", "district", "El Dorado", "in El Dorado"),
    ("Lima", "town", "Lima", "capital"),
    ("ciudad de Lima", "town", "Lima", "named within the words"),
    ("provincia de Lima", "province", "Lima", "province"),
    ("Lima region", "department", "Peru", "department"),
    ("Lima, Ohio", "town", "Ohio", "in Ohio"),
    ("Puno", "town", "Puno", "seat of its department"),
    ("distrito de Puno", "district", "Puno", "district"),
    ("Puno region", "department", "Peru", "department"),
    ("Callao", "town", "Callao", "seat of its department"),
    ("provincia constitucional del Callao", "province", "Callao", "province"),
    ("New York", "town", "New York", "seat of its region"),
    ("Ontario", "region", "Canada", "not in Peru"),
]


@pytest.mark.parametrize(("query", "precision", "inner", "reason"), ASKED)
def test_the_words_around_a_homonym_decide_and_are_the_reason(
    gazetteer: Gazetteer, query: str, precision: str, inner: str, reason: str
) -> None:
    best = resolve(query, gazetteer)[0]
    assert (best.precision, best.within[0]) == (precision, inner)
    assert reason in best.reason


@pytest.mark.parametrize(
    ("query", "at_least"), [("Santa Rosa", 9), ("San Juan", 3), ("San Martín", 3), ("Lima", 3)]
)
def test_where_several_may_be_meant_all_are_given_and_none_is_certain(
    gazetteer: Gazetteer, query: str, at_least: int
) -> None:
    found = resolve(query, gazetteer)
    assert len(found) >= at_least
    assert len({(each.lat, each.lon, each.precision) for each in found}) >= at_least
    assert found[0].score < 1
    assert all(each.precision in PRECISIONS for each in found)


def test_equal_homonyms_say_how_many_they_are(gazetteer: Gazetteer) -> None:
    assert "9 places are named so" in resolve("Santa Rosa", gazetteer)[0].reason


@pytest.mark.parametrize("query", ["Yanacocha, Tumbes", "Cocachacra, Loreto", "Cocachacra, Chile"])
def test_where_none_lies_in_what_was_said_only_that_is_answered_and_says_so(
    gazetteer: Gazetteer, query: str
) -> None:
    name, around = query.split(", ")
    best = resolve(query, gazetteer)[0]
    assert best.name == around
    assert best.precision in ("department", "country")
    assert best.score < 0.5
    assert f"no {name} is known" in best.reason


TOLD = [
    # text, the name asked about, what the best candidate lies in
    ("A river of mud reached Santa Rosa, in the province of Melgar.", "Santa Rosa", "Melgar"),
    ("En Ocoña cerraron el puente; Santa Rosa, distrito de Mariscal Cáceres, quedó aislada.",
     "Ocoña", "Camaná"),
    ("Ayaviri y Santa Rosa pararon.", "Santa Rosa", "Puno"),
    ("The farmers of Cocachacra blocked the road to Mollendo.", "Cocachacra", "Islay"),
    ("Police in Lima, Ohio, freed the driver.", "Lima", "Ohio"),
    ("Lima lost a factory, said the governor of Ohio.", "Lima", "Ohio"),
    ("Lima rejected the loan.", "Lima", "Peru"),
    ("Santiago's mayor met Cusco's, his neighbour.", "Santiago", "Cusco"),
    ("La Libertad declaró la emergencia en Trujillo.", "Trujillo", "La Libertad"),
    ("Floods cut off La Libertad, El Salvador.", "La Libertad", "El Salvador"),
    ("Voters in Atlanta wait; Georgia has not counted.", "Georgia", "United States"),
    ("The parliament in Tbilisi met; Georgia has not voted.", "Georgia", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "inner"), TOLD)
def test_the_other_places_of_a_text_tell_homonyms_apart(
    gazetteer: Gazetteer, text: str, name: str, inner: str
) -> None:
    (best,) = [each.candidates[0] for each in find(text, gazetteer) if each.name == name]
    assert inner in (*best.within, "")
    assert inner or best.precision == "country"


def test_every_district_with_its_province_is_placed_in_that_province(gazetteer: Gazetteer) -> None:
    units = {e.id.removeprefix("ubigeo:"): e for e in gazetteer.entries if "ubigeo:" in e.id}
    districts = {code: entry for code, entry in units.items() if len(code) == 6}
    assert len(districts) == 1867
    astray = []
    for code, district in districts.items():
        province = units[code[:4]].name
        query = f"Distrito de {district.name}, Provincia de {province}"
        for asked in (query, query.upper()):
            best = resolve(asked, gazetteer)[0]
            if province not in (best.name, *best.within):
                astray.append(f"{asked} -> {best.name}, {best.within}")
    assert not astray
