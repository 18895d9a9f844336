"""Places that may be meant, told apart in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from psgdash.archive.loading import Archive, load
from psgdash.editing.choices import Choice, choices
from psgdash.editing.typednames import typed
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.resolving import Candidate
from psgdash.home import shipped
from psgdash.locale import words
from psgdash.ui.components.placewords import told_apart

PHONE = 34  # letters of an option that are seen at 360 px


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The gazetteer in data/gazetteer."""
    return Gazetteer(shipped("gazetteer"))


@pytest.fixture(scope="module")
def archive() -> Archive:
    """The archive in data."""
    return load(Path(__file__).resolve().parents[2] / "data")


def test_namesakes_are_told_apart_by_what_is_seen_on_a_phone(
    archive: Archive, gazetteer: Gazetteer
) -> None:
    said = told_apart(choices("Santa Rosa", archive, gazetteer), words("es"))
    assert said[0] == "Santa Rosa · Chiclayo, Lambayeque · localidad"
    assert len({each[:PHONE] for each in said}) == len(said) > 5


def test_a_place_of_ones_own_is_said_to_be_unknown(archive: Archive, gazetteer: Gazetteer) -> None:
    found = [typed(name, archive, gazetteer, language="en") for name in ("Aaa, Urarinas", "Aaa")]
    said = [told_apart(each.choices, words("en"))[0] for each in found]
    assert said == [
        "“Aaa”: not known; its pin is yours to put (now at Urarinas)",
        "“Aaa”: not known; its pin is yours to put",
    ]


def test_no_two_places_have_the_same_words() -> None:
    def place(number: int, *within: str, lat: float = 0.0) -> Choice:
        return Choice(
            None,
            Candidate("A", lat, 1, "town", (*within, "P", "D", "Peru"), 1, "", f"{number}", ()),
        )

    found = (place(0, "X"), place(1, "Y"), place(2, "Z"), place(3, "Z", lat=-2.5))
    assert told_apart(found, words("en")) == [
        "A · X, P, D · town", "A · Y, P, D · town",
        "A · Z, P, D · town · 0.00, 1.00", "A · Z, P, D · town · -2.50, 1.00",
    ]  # fmt: skip


def test_no_two_places_of_ones_own_have_the_same_words(
    archive: Archive, gazetteer: Gazetteer
) -> None:
    ways = ("Aaa, Junín", "Aaa, provincia de Junín")
    found = [typed(way, archive, gazetteer, language="en").choices[0] for way in ways]
    assert len(set(told_apart(found, words("en")))) == 2
