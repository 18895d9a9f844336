"""The builder of the gazetteer: outlines, seats of districts, shapes that make up a division."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

BUILDER = Path(__file__).resolve().parents[3] / "data" / "gazetteer"


@pytest.fixture(scope="module")
def builder() -> Iterator[dict[str, ModuleType]]:
    """The builder's modules, which lie beside the data and not in the package."""
    names = ("corrections", "outlines", "row", "peru", "world")
    before = list(sys.path)
    sys.path.insert(0, str(BUILDER))
    try:
        yield {name: import_module(name) for name in names}
    finally:
        sys.path[:] = before
        for name in names:
            sys.modules.pop(name, None)


SQUARE = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0))
ISLAND = ((10.0, 0.0), (11.0, 0.0), (11.0, 1.0), (10.0, 1.0), (10.0, 0.0))


@pytest.mark.parametrize(
    ("point", "slack", "covered"),
    [
        ((2, 2), 0.0, True),
        ((10.5, 0.5), 0.0, True),
        ((7, 2), 0.0, False),
        ((4.1, 2), 0.0, False),
        ((4.1, 2), 0.2, True),
        ((4.1, 4.1), 0.1, False),  # off the corner it is farther than off each side
    ],
)
def test_an_outline_covers_what_is_in_it_or_near_enough(
    builder: dict[str, ModuleType], point: tuple[float, float], slack: float, covered: bool
) -> None:
    outline = builder["outlines"].Outline((SQUARE, ISLAND))
    assert builder["outlines"].covers(outline, *point, slack) is covered


def test_an_outline_has_a_middle_a_mean_and_an_extent(builder: dict[str, ModuleType]) -> None:
    outline = builder["outlines"].Outline((ISLAND, SQUARE))
    assert outline.middle == pytest.approx((2, 2)), "of the largest part, whatever its order"
    assert outline.mean == pytest.approx((2.5, 1.912), abs=0.01)
    assert outline.extent == "0.00 0.00 4.00 11.00"


@pytest.mark.parametrize("transform", [None, {"scale": [0.5, 2], "translate": [1, -1]}])
def test_topojson_is_read_with_and_without_a_grid(
    builder: dict[str, ModuleType], transform: dict[str, list[float]] | None
) -> None:
    absolute = [[1, -1], [2, -1], [2, 1], [1, 1], [1, -1]]
    steps = [[0, 0], [2, 0], [0, 1], [-2, 0], [0, -1]]
    topology = {
        "arcs": [steps if transform else absolute],
        "objects": {"units": {"geometries": [
            {"type": "Polygon", "arcs": [[0]], "properties": {"name": "A"}, "id": "7"},
            {"type": "Polygon", "arcs": [[~0]], "properties": None},
            {"type": None},
        ]}},
    }  # fmt: skip
    if transform:
        topology["transform"] = transform
    shapes = list(builder["outlines"].of_topojson(topology, "units"))
    assert [told for told, _ in shapes] == [{"name": "A", "id": "7"}, {"id": None}]
    for _, outline in shapes:
        assert outline.middle == pytest.approx((1.5, 0))


def test_a_seat_is_taken_only_where_it_is_plain_whose_it_is(
    builder: dict[str, ModuleType],
) -> None:
    units = {
        "01": "North", "0101": "A", "0102": "B", "010101": "Santa Rosa", "010201": "Santa Rosa",
        "010102": "Alone", "010103": "Far Away", "010104": "No Point", "010105": "Outside",
    }  # fmt: skip
    provinces = {"0101": (1.0, 1.0), "0102": (1.0, 3.0)}
    departments = {"North": builder["outlines"].Outline((SQUARE,))}

    def seat(lat: str, lon: str) -> dict[str, str]:
        return {"capital": "Seat", "latitud": lat, "longitud": lon}

    def found(**listed: dict[str, str]) -> set[str]:
        named = {name.replace("_", " "): said for name, said in listed.items()}
        return set(builder["peru"].capitals(named, units, provinces, departments))

    assert found(ALONE=seat("1.2", "1.1")) == {"010102"}
    assert found(SANTA_ROSA=seat("1.1", "2.9")) == {"010201"}, "the nearer province's"
    assert found(SANTA_ROSA=seat("1", "2")) == set(), "as near to the one as to the other"
    assert found(FAR_AWAY=seat("3.9", "3.9"), NO_POINT=seat("", "")) == set()
    assert found(OUTSIDE=seat("1", "-0.5"), UNHEARD_OF=seat("1", "1")) == set()


def test_a_division_is_made_of_the_shapes_in_which_its_towns_lie(
    builder: dict[str, ModuleType],
) -> None:
    world, outline = builder["world"], builder["outlines"].Outline
    units = [world.Unit("Square", outline((SQUARE,))), world.Unit("Island", outline((ISLAND,)))]

    def towns(*points: tuple[float, float]) -> list[dict[str, float]]:
        return [{"longitude": x, "latitude": y, "population": 1} for x, y in points]

    apart = {"X.1": towns((1, 1), (2, 2)), "X.2": towns((10.5, 0.5), (20, 20))}
    assert {
        code: [u.name for u in made] for code, made in world.lying_in(units, apart).items()
    } == {
        "X.1": ["Square"],
        "X.2": ["Island"],
    }
    assert world.lying_in(units[:1], {"X.1": towns((1, 1)), "X.2": towns((2, 2))}) == {}


@pytest.mark.parametrize(
    ("name", "others", "kept"),
    [
        ("Paris", ["PAR", "paris", "Parigi", "Париж", "Lu"], ["Parigi"]),
        ("Rhodes", ["Ródos", "Rodhos"], ["Rodhos", "Ródos"]),
    ],
)
def test_other_names_are_kept_once_and_without_codes_and_other_scripts(
    builder: dict[str, ModuleType], name: str, others: list[str], kept: list[str]
) -> None:
    corrections = builder["corrections"]
    assert corrections.alternates(name, others, corrections.LATIN) == kept


def test_the_customary_points_are_of_countries_and_lie_on_earth(
    builder: dict[str, ModuleType],
) -> None:
    for code, (lat, lon) in builder["corrections"].CUSTOMARY.items():
        assert len(code) == 2
        assert abs(lat) < 90
        assert abs(lon) <= 180
