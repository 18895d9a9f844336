"""The GeoJSON is what RFC 7946 asks for, and draws no point that the text does not earn."""

from __future__ import annotations

import itertools
import json
from datetime import date
from typing import Any

import pytest
from making import SHIPPED, engine, event, published

from psgdash import exchange
from psgdash.archive import gate, loading
from psgdash.archive.gate import Published
from psgdash.errors import UnknownNameError
from psgdash.exchange.view import take
from psgdash.query.filters import Filter

DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiPolygon": 3}


def collection(shown: Published, chosen: Filter | None = None) -> dict[str, Any]:
    """The file as data."""
    content = exchange.FORMATS["geojson"].write(take(engine(shown), shown, chosen or Filter()))
    found: dict[str, Any] = json.loads(content)
    return found


def geometry(where: Any, **more: Any) -> Any:
    """The geometry of one event."""
    return collection(published([event(where=where, **more)]))["features"][0]["geometry"]


def positions(coordinates: Any) -> list[list[float]]:
    """All positions in nested coordinates."""
    if isinstance(coordinates[0], (int, float)):
        return [coordinates]
    return [p for part in coordinates for p in positions(part)]


def signed_area(ring: list[list[float]]) -> float:
    """More than nought for a ring that runs counterclockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring)) / 2


def assert_valid(found: dict[str, Any]) -> None:
    """The shapes that RFC 7946 lays down."""
    assert found["type"] == "FeatureCollection"
    for feature in found["features"]:
        assert feature["type"] == "Feature"
        assert {"geometry", "properties", "id"} <= set(feature)
        shape = feature["geometry"]
        if shape is None:
            continue
        depth, value = DEPTH[shape["type"]], shape["coordinates"]
        for _ in range(depth):
            assert isinstance(value, list) and value
            value = value[0]
        assert len(value) == 2
        for lon, lat in positions(shape["coordinates"]):
            assert -180 <= lon <= 180 and -90 <= lat <= 90
        if shape["type"] == "LineString":
            assert len(shape["coordinates"]) >= 2
        if shape["type"] == "MultiPolygon":
            for polygon in shape["coordinates"]:
                (ring,) = polygon
                assert len(ring) >= 4 and ring[0] == ring[-1]
                assert signed_area(ring) > 0, "an outer ring runs counterclockwise"


def shipped() -> Published:
    """What the shipped archive shows."""
    return gate.publish(loading.load(SHIPPED), date.today())


def test_the_shipped_archive_is_valid_geojson() -> None:
    found = collection(shipped())
    assert_valid(found)
    assert len(found["features"]) == 10
    shapes = [f["geometry"] and f["geometry"]["type"] for f in found["features"]]
    assert sorted(map(str, shapes)) == sorted(
        ["MultiPoint", "Point", "Point", "Point", "LineString", "MultiPolygon"] + ["None"] * 4
    )
    assert "GeoNames" in found["attribution"]


def test_the_gas_of_camisea_is_a_line_from_the_field_to_lima() -> None:
    features = {f["id"]: f for f in collection(shipped())["features"]}
    line = features["camisea-gas-arrives-in-lima"]["geometry"]
    assert line["type"] == "LineString"
    assert line["coordinates"][0] == [-72.95, -11.72]
    assert line["coordinates"][-1] == [-77.0282, -12.0432]
    assert len(line["coordinates"]) == 5


def test_a_town_is_a_point_with_the_longitude_first() -> None:
    assert geometry("lima") == {"type": "Point", "coordinates": [-77.0282, -12.0432]}


def test_two_towns_are_a_multipoint() -> None:
    where = [{"place": "lima", "role": "site"}, {"place": "cajamarca", "role": "site"}]
    found = geometry(where)
    assert (found["type"], len(found["coordinates"])) == ("MultiPoint", 2)


@pytest.mark.parametrize("where", ["andes", "carabaya", "puno"])
def test_an_area_is_a_polygon_around_it(where: str) -> None:
    found = collection(published([event(where=where)]))
    assert_valid(found)
    assert found["features"][0]["geometry"]["type"] == "MultiPolygon"


@pytest.mark.parametrize(
    "where",
    ["peru", [], [{"place": "lima", "role": "mentioned"}]],
    ids=["country", "none", "mentioned"],
)
def test_what_has_no_place_of_its_own_has_no_geometry(where: Any) -> None:
    assert geometry(where) is None


def test_an_exact_place_beside_a_vague_one_is_drawn_alone() -> None:
    where = [{"place": "lima", "role": "site"}, {"place": "andes", "role": "site"}]
    assert geometry(where)["type"] == "Point"


def test_properties_tell_date_place_and_source() -> None:
    feature = collection(published([event(date="2004-11-01~", sources=[{"title": "News"}])]))[
        "features"
    ][0]
    told = feature["properties"]
    assert (told["date"], told["earliest"], told["latest"]) == (
        "2004-11-01~",
        "2004-10-29",
        "2004-11-04",
    )
    assert told["places"] == [
        {
            "id": "lima",
            "name": {"en": "Lima", "es": "Lima (es)"},
            "precision": "town",
            "role": "site",
        }
    ]
    assert told["sources"] == [{"title": "News"}]
    assert feature["id"] == told["id"] == "a-protest"


def test_the_file_says_which_filter_it_holds() -> None:
    shown = published([event(), event("b", themes=["coca"])])
    assert collection(shown)["filter"] == "all events"
    narrowed = collection(shown, Filter(themes=("coca",), q="b"))
    assert narrowed["filter"] == "Coca; “b”"
    assert [f["id"] for f in narrowed["features"]] == ["b"]


def test_text_with_markup_quotes_and_emoji_survives() -> None:
    text = '</script><b>"x"</b> \u2028 😀 = @'
    feature = collection(published([event(title={"en": text})]))["features"][0]
    assert feature["properties"]["title"]["en"] == text


def test_an_unknown_format_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnknownNameError, match="csv, geojson"):
        exchange.format_named("xlsx")
