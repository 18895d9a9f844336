"""What an editor types never becomes another place unseen: names known, not known, and kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from psgdash.archive import loading
from psgdash.archive.loading import Archive
from psgdash.archive.records import BY_HAND, Place
from psgdash.editing.placedrafts import PlaceDraft, is_own, place_of
from psgdash.editing.proposals import propose
from psgdash.editing.typednames import keepable, typed
from psgdash.geocoding.gazetteer import Gazetteer

TODAY = date(2026, 11, 26)


def made(wanted: PlaceDraft) -> Place:
    """The record of a place that is new to the archive."""
    return place_of(wanted, (), TODAY)


@pytest.mark.parametrize(
    "words",
    ["Puerto Ocopa", "Santa Rosa", "Ciudad de Cusco", "cerca de Cusco", "distrito de San Gabán",
     "Pichanaki", "Londres", "San Gabán, Puno"],
)  # fmt: skip
def test_a_name_that_a_place_bears_is_known(
    shipped_archive: Archive, gazetteer: Gazetteer, words: str
) -> None:
    found = typed(words, shipped_archive, gazetteer, language="es")
    assert found.unknown == "" and found.choices
    assert not any(map(is_own, found.choices))


@pytest.mark.parametrize(
    ("words", "name", "precision", "within"),
    [
        ("Puerto Prado, Río Tambo", "Puerto Prado", "district",
         ("Río Tambo", "Satipo", "Junín", "Peru")),
        ("Puerto Prado (Río Tambo)", "Puerto Prado", "district",
         ("Río Tambo", "Satipo", "Junín", "Peru")),
        ("Santa Rosa, Urarinas", "Santa Rosa", "district",
         ("Urarinas", "Loreto", "Loreto", "Peru")),
        ("Xyzzyqwv, Junín", "Xyzzyqwv", "department", ("Junín", "Peru")),
        ("Puerto Prado", "Puerto Prado", "region", ("Peru",)),
        ("Comunidad nativa San Pedro", "Comunidad nativa San Pedro", "region", ("Peru",)),
        ("Xyzzyqwv", "Xyzzyqwv", "region", ("Peru",)),
        ("Xyzzyqwv, Bolivia", "Xyzzyqwv", "region", ("Bolivia",)),
        ("Xyzzyqwv, Pichanaqi", "Xyzzyqwv", "district",
         ("Pichanaqui", "Chanchamayo", "Junín", "Peru")),
    ],
)  # fmt: skip
def test_a_name_that_is_not_known_is_kept_as_well_known_as_what_holds_it(
    shipped_archive: Archive,
    gazetteer: Gazetteer,
    words: str,
    name: str,
    precision: str,
    within: tuple[str, ...],
) -> None:
    found = typed(words, shipped_archive, gazetteer, language="en")
    assert found.unknown == name and is_own(found.choices[0])
    place = made(PlaceDraft(found.choices[0]))
    assert (dict(place.name), place.precision, place.within) == (
        {"en": name, "es": name}, precision, within,
    )  # fmt: skip
    assert (place.provenance.source, place.provenance.source_id) == (BY_HAND, None)
    assert place.is_itself == (precision == "region")  # no hamlet is called a district
    assert precision != "region" or (place.radius_km or 0) >= 600  # all over the country


@pytest.mark.parametrize("words", ["San Gavan", "Pichanaqi", "Pichanaqi, Junín"])
def test_of_a_slip_what_is_like_it_comes_first_and_the_name_can_be_kept(
    shipped_archive: Archive, gazetteer: Gazetteer, words: str
) -> None:
    found = typed(words, shipped_archive, gazetteer, language="es")
    assert found.unknown == words.partition(",")[0]
    assert [is_own(each) for each in found.choices] == [*(False,) * (len(found.choices) - 1), True]
    assert found.unknown not in found.choices[0].names.values()


@pytest.mark.parametrize("words", ["11.2, -74.3", "", "…", "123"])
def test_what_is_no_name_is_no_place(
    shipped_archive: Archive, gazetteer: Gazetteer, words: str
) -> None:
    assert typed(words, shipped_archive, gazetteer, language="en").choices == ()


def test_a_pin_that_is_put_keeps_what_the_editor_said_it_lies_in(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    choice = typed("Puerto Prado, Río Tambo", shipped_archive, gazetteer, language="es").choices[0]
    place = made(PlaceDraft(choice, precision="town", at=(-11.9, -73.0)))  # far off: it is large
    assert (place.lat, place.lon, place.precision) == (-11.9, -73.0, "town")
    assert place.within == ("Río Tambo", "Satipo", "Junín", "Peru")


def test_a_place_that_was_kept_is_known_from_then_on(data: Path, gazetteer: Gazetteer) -> None:
    archive = loading.load(data)
    first = typed("Puerto Prado, Río Tambo", archive, gazetteer, language="es").choices[0]
    place = made(PlaceDraft(first))
    archive = replace(archive, places={**archive.places, place.id: place})
    for words in ("Puerto Prado", "Puerto Prado, Río Tambo", "puerto prado, Satipo"):
        found = typed(words, archive, gazetteer, language="es")
        assert (found.choices[0].place, found.unknown) == (place, "")
    elsewhere = typed("Puerto Prado, Urarinas", archive, gazetteer, language="es")
    assert elsewhere.unknown == "Puerto Prado" and is_own(elsewhere.choices[0])
    assert typed("Río Tambo", archive, gazetteer, language="es").choices[0].place is None


def test_a_name_of_a_text_that_stands_for_what_holds_it_can_be_kept(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    text = "Aviso\nVecinos de la comunidad de Santa Rosa, distrito de Chungui, La Mar, protestaron."
    (place,) = propose(text, shipped_archive, gazetteer, TODAY).places
    held, mine, *_ = keepable(place.choices, place.why)
    assert (held.names["es"], mine.names["es"]) == ("Chungui", "Santa Rosa")
    assert is_own(mine) and mine.base.within[0] == "Chungui"
    assert not any(map(is_own, keepable(place.choices, ())))


@pytest.mark.parametrize(
    ("instead", "words", "within"),
    [
        ("Río Tambo", "Puerto Prado", ("Río Tambo", "Satipo", "Junín", "Peru")),
        ("Río Tambo", "Puerto Prado, Urarinas", ("Urarinas", "Loreto", "Loreto", "Peru")),
        ("Puerto Ocopa", "Puerto Prado", ("Peru",)),  # what is near a town is not in it
    ],
)
def test_a_name_that_is_not_known_lies_in_the_area_that_stood_in_its_place(
    shipped_archive: Archive,
    gazetteer: Gazetteer,
    instead: str,
    words: str,
    within: tuple[str, ...],
) -> None:
    before = typed(instead, shipped_archive, gazetteer, language="es").choices[0]
    found = typed(words, shipped_archive, gazetteer, language="es", instead=before)
    assert (found.unknown, found.choices[0].base.within) == ("Puerto Prado", within)
