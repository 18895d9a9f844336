"""Outlines: what lies in them, how far outside something is, and which name means which."""

from __future__ import annotations

from pathlib import Path

import pytest
from asking import outlined
from hypothesis import given
from hypothesis import strategies as st

from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.health import outlines
from psgdash.home import shipped


@pytest.mark.parametrize(
    ("lat", "lon", "names"),
    [
        (-7.1638, -78.5003, ["Cajamarca", "Perú"]),
        (-12.0432, -77.0282, ["Lima", "Perú"]),
        (-13.4386, -70.4024, ["Puno", "Perú"]),
        (-0.2298, -78.525, ["Ecuador"]),
        (0.0, 0.0, []),
        (90.0, 180.0, []),
        (-90.0, -180.0, []),
    ],
)
def test_a_point_is_named_by_what_it_lies_in(lat: float, lon: float, names: list[str]) -> None:
    assert [outline.name["es"] for outline in outlined().around(lat, lon)] == names


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Puno", "puno"),
        ("Departamento de Puno", "puno"),
        ("Puno Region", "puno"),
        ("región PUNO", "puno"),
        ("Cuzco", "cusco"),
        ("Ancash", "ancash"),
        ("Áncash", "ancash"),
        ("La Libertad", "la libertad"),
        ("Madre de Dios", "madre dios"),
        ("Provincia Constitucional del Callao", "callao"),
        ("Department", "department"),
        ("", ""),
    ],
)
def test_a_name_is_known_with_or_without_accents_and_titles(name: str, key: str) -> None:
    assert outlines.key(name) == key


def test_there_are_25_departments_and_peru_in_both_languages() -> None:
    known = outlined()
    assert len(known.departments) == 25
    assert {"lima", "callao", "madre dios", "huanuco"} <= set(known.departments)
    assert known.countries["peru"].name == {"en": "Peru", "es": "Perú"}
    assert known.countries["brasil"] is known.countries["brazil"]


def test_kilometres_outside_are_those_on_the_ground() -> None:
    peru = outlined().countries["peru"]
    south = peru.box[1]  # at the mouth of the border with Chile
    assert peru.km_outside(south - 1.0, -70.38) == pytest.approx(111, abs=6)
    assert peru.km_outside(-7.1638, -78.5003) == 0.0


def test_the_tolerance_lets_in_all_that_the_gazetteer_places_in_a_department() -> None:
    known = outlined()
    refused, asked = [], 0
    for entry in Gazetteer(shipped("gazetteer")).entries:
        if len(entry.within) < 2 or entry.within[-1] != "Peru":
            continue
        department = known.departments[outlines.key(entry.within[-2])]
        asked += 1
        if not department.allows(entry.lat, entry.lon):
            refused.append((entry.name, entry.within))
    assert asked > 4500
    assert refused == []


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_is_in_one_department_at_most_and_then_in_peru(lat: float, lon: float) -> None:
    known = outlined()
    holding = [o.name["es"] for o in known.departments.values() if not o.km_outside(lat, lon)]
    # Neighbours' outlines are rounded each by itself, so that a sliver may belong to both.
    assert len(holding) <= 2
    if holding:
        assert known.countries["peru"].allows(lat, lon)


@pytest.mark.parametrize("content", [None, "", "[]", "{}", "not json"])
def test_a_base_map_that_is_gone_or_damaged_knows_nothing(
    tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        for name in (outlines.DEPARTMENTS, outlines.COUNTRIES):
            (tmp_path / name).write_text(content, encoding="utf-8")
    known = outlines.read(tmp_path)
    assert (known.departments, known.countries) == ({}, {})
    assert known.around(-12.0, -77.0) == ()
