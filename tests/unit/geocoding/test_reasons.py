"""Why a place is meant can be said in both languages, whatever the finder says of it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest

from psgdash.geocoding import clues, phrases, reasons
from psgdash.geocoding.entries import Entry
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.mentions import find
from psgdash.geocoding.ranks import unit
from psgdash.geocoding.resolving import resolve
from psgdash.locale import words
from psgdash.locale.message import Message

ES = words("es")
LIMA = Entry("geonames:1", "Lima", (), -12.05, -77.04, "town", ("Lima", "Peru"), "PE", 1, "country",
             "GeoNames")  # fmt: skip
SAMPLES = {
    "called": [("district",)], "no_such": [("district",)], "somewhere_in": [("province",)],
    "rank": [(LIMA,)], "like": [("limma",)], "also_called": [("Ciudad de los Reyes",)],
    "within": [("Puno",)], "holds": [("Puno",)], "near": [(LIMA,)], "none_in_it": [("Conga",)],
    "none_here": [("Conga",)], "alike": [(2,)], "away": [(12.4,)], "asked_on": [("2026-11-26",)],
    "calls_it": [("Photon", "hamlet")], "answer_of": [("Photon",)],
}  # fmt: skip


def made() -> Iterator[Message]:
    """Every text of the module: those that stand in it, and those that its functions make."""
    for name, value in vars(reasons).items():
        if isinstance(value, Message):
            yield value
        elif isinstance(value, dict) and not name.startswith("__"):
            yield from (each for each in value.values() if isinstance(each, Message))
        elif inspect.getmodule(value) is reasons and value is not reasons.in_english:
            yield from (value(*sample) for sample in SAMPLES[name])


@pytest.mark.parametrize("reason", dict.fromkeys(made()), ids=str)
def test_every_reason_is_said_in_spanish_with_the_same_values(reason: Message) -> None:
    spanish = ES.say(reason)
    assert spanish != str(reason)
    for name, value in reason.values:
        assert str(value) in spanish or "{" + name + "}" not in reason.text


def test_every_place_of_the_gazetteer_and_every_level_has_its_words(gazetteer: Gazetteer) -> None:
    for entry in gazetteer.entries:
        assert reasons.rank(entry)
        if unit(entry) != entry.precision:
            assert reasons.somewhere_in(entry.precision)
    assert all(reasons.no_such(level) for level in phrases.LEVELS.values())
    assert all(reasons.called(level) for level in clues.LEVEL_WORDS.values())


@pytest.mark.parametrize(
    ("query", "english", "spanish"),
    [
        ("Cuzco", "seat of its department; also called Cuzco",
         "capital de su departamento; se llama también Cuzco"),
        ("Yanacocha", "curated site", "sitio revisado a mano"),
        ("Santa Rosa", "9 places are named so", "hay 9 lugares con ese nombre"),
        ("near Puno", "near it", "el lugar queda cerca"),
        ("Arequpa", "the name is like arequpa", "su nombre se parece a “arequpa”"),
        ("Nowhere at all, Puno", "no Nowhere at all is known here",
         "aquí no se conoce ningún lugar llamado Nowhere at all"),
        ("Berlin", "not in Peru", "fuera del Perú"),
        ("Provincia de Yanacancha", "no province of this name is known",
         "no se conoce ninguna provincia con ese nombre"),
    ],
)  # fmt: skip
def test_why_a_name_means_a_place(
    gazetteer: Gazetteer, query: str, english: str, spanish: str
) -> None:
    best = resolve(query, gazetteer)[0]
    assert english in best.reason
    assert spanish in "; ".join(map(ES.say, best.why))


@pytest.mark.parametrize(
    ("text", "name", "english", "spanish"),
    [
        ("Hubo una marcha en Santa Rosa, en Melgar.", "Santa Rosa", "in Melgar", "en Melgar"),
        ("They marched in the district of Yauli.", "Yauli", "called a district",
         "el texto lo llama distrito"),
        ("Marcharon en la provincia de Yauli.", "Yauli", "called a province",
         "el texto la llama provincia"),
        ("Se reunieron en Macusani y en San Gabán.", "San Gabán", "near Macusani",
         "cerca de Macusani"),
    ],
)  # fmt: skip
def test_why_a_text_means_a_place(
    gazetteer: Gazetteer, text: str, name: str, english: str, spanish: str
) -> None:
    mention = next(each for each in find(text, gazetteer) if each.name == name)
    assert english in mention.reason.split("; ")
    assert spanish in [ES.say(each) for each in mention.why]
