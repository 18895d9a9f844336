"""Names as keys, and the nearest to a misspelt one."""

from __future__ import annotations

import pytest

from psgdash.geocoding.spelling import Spelling, key, sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tambo Grande", "Tambogrande"),
        ("San Gabán", "san gaban"),
        ("Pto. Maldonado", "Puerto Maldonado"),
        ("Sta. Rosa", "Santa Rosa"),
        ("NASCA", "Nasca"),
    ],
)
def test_two_ways_to_write_a_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_what_is_short_for_something_alone_is_a_name() -> None:
    assert key("Sta") == "sta"


@pytest.mark.parametrize(
    ("one", "other"),
    [("mollendo", "moyendo"), ("cusco", "kusko"), ("huaraz", "waras"), ("zorritos", "sorritos")],
)
def test_names_written_by_ear_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


NAMES = Spelling(["arequipa", "cajamarca", "huancavelica", "ilave", "lima", "mollendo", "tacna"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("arequpa", "arequipa"),
        ("cajamraca", "cajamarca"),
        ("huancavelca", "huancavelica"),
        ("llave", "ilave"),
        ("moyendo", "mollendo"),
        ("takna", "tacna"),
    ],
)
def test_a_misspelt_name_finds_the_one_that_is_meant(written: str, meant: str) -> None:
    assert NAMES.nearest(written)[0] == meant


@pytest.mark.parametrize("name", ["", "lina", "marte", "camisa", "huancayo", "arequipena mia"])
def test_other_words_and_short_ones_find_nothing(name: str) -> None:
    assert NAMES.nearest(name) == ()
