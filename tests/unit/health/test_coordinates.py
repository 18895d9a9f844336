"""Points that are not where their names say."""

from __future__ import annotations

import re
from typing import Any

import pytest
from asking import Folder, outlined, with_place
from hypothesis import given
from hypothesis import strategies as st
from making import PLACES, TODAY, archive, event, place

from psgdash.health import coordinates
from psgdash.health.findings import Asked
from psgdash.locale import words

POINTS = ("zero-coordinates", "swapped-coordinates", "outside")


@pytest.mark.parametrize(
    ("lat", "lon", "precision", "within", "code"),
    [
        # Right: in the department, at its edge, in another country, over the sea within reach.
        (-13.4386, -70.4024, "district", ["Carabaya", "Puno", "peru"], None),
        (-13.4386, -70.4024, "district", ["Carabaya", "PUNO", "Perú"], None),
        (-13.4386, -70.4024, "district", ["Carabaya", "Región Puno", "Peru"], None),
        (-13.4386, -70.4024, "district", ["Carabaya", "Puno"], None),
        (-0.2298, -78.525, "town", ["Pichincha", "Ecuador"], None),
        (-12.05, -77.17, "site", ["Callao", "Callao", "peru"], None),
        (-11.8645, -77.0756, "town", ["Ventanilla", "Callao", "Callao", "peru"], None),
        (-11.0, -75.3, "region", ["peru"], None),
        (40.4, -3.7, "town", ["Madrid", "Spain"], None),  # no outline to compare with
        (40.4, -3.7, "town", [], None),
        # Zeros.
        (0.0, 0.0, "town", ["Puno", "peru"], "zero-coordinates"),
        (0.0, 0.0, "town", [], "zero-coordinates"),
        (-13.4386, 0.0, "town", ["Carabaya", "Puno", "peru"], "zero-coordinates"),
        (0.0, -70.4, "town", ["Carabaya", "Puno", "peru"], "zero-coordinates"),
        (0.0, -78.0, "town", ["Pichincha", "Ecuador"], None),  # the equator runs through it
        # Slips.
        (-70.4024, -13.4386, "district", ["Carabaya", "Puno", "peru"], "swapped-coordinates"),
        (70.4024, 13.4386, "district", ["Carabaya", "Puno", "peru"], "swapped-coordinates"),
        (13.4386, -70.4024, "district", ["Carabaya", "Puno", "peru"], "swapped-coordinates"),
        (-13.4386, 70.4024, "district", ["Carabaya", "Puno", "peru"], "swapped-coordinates"),
        (13.4386, 70.4024, "district", ["Carabaya", "Puno", "peru"], "swapped-coordinates"),
        (-77.0282, -12.0432, "town", [], "swapped-coordinates"),  # in the sea, but for the swap
        (-90.0, -180.0, "town", ["Puno", "peru"], "outside"),
        # Elsewhere.
        (-10.47, -76.25, "site", ["Cajamarca", "peru"], "outside"),  # Yanacocha of Pasco
        (-0.2298, -78.525, "town", ["Lima", "peru"], "outside"),
        (-12.04, -77.03, "town", ["Pichincha", "Ecuador"], "outside"),
        (-12.04, -77.03, "department", ["peru"], "outside"),  # its own name is the department's
        (51.5, -0.1, "country", [], None),  # a country whose outline is not known
    ],
)  # fmt: skip
def test_a_point_is_compared_with_what_its_chain_names(
    folder: Folder, lat: float, lon: float, precision: str, within: list[str], code: str | None
) -> None:
    name = "puno-2" if precision == "department" else "a-place"
    title = "Puno" if precision == "department" else "A place"
    folder.put(places=with_place(place(name, lat, lon, precision, *within, title=title)))
    found = {c: [f.record for f in fs] for c, fs in folder.found().items() if c in POINTS}
    assert found == ({} if code is None else {code: [name]})


def test_shipped_places_and_those_of_the_tests_lie_where_they_say(folder: Folder) -> None:
    folder.put()
    assert set(folder.found()) & set(POINTS) == set()
    # Not `lonely-farm`, which lies in nothing that is known.
    assert folder.report().compared == len(PLACES) - 1


def test_a_swap_says_what_to_write_and_where(folder: Folder) -> None:
    folder.put(places=[place("lima", -77.0282, -12.0432, "town", "Lima", "peru"),
                       place("peru", -9.15, -74.38, "country")])  # fmt: skip
    (finding,) = folder.found()["swapped-coordinates"]
    assert (finding.path, finding.line, finding.record, finding.field) == (
        "places.yaml", 2, "lima", "lat",
    )  # fmt: skip
    assert finding.message == (
        "The point -77.0282, -12.0432 lies outside Lima; with latitude and longitude swapped it "
        "lies there."
    )
    assert finding.fix == "Look at a map; if so, write `lat: -12.0432` and `lon: -77.0282`."


def test_a_lost_sign_says_what_to_write(folder: Folder) -> None:
    folder.put(places=with_place(place("x", -12.04, 77.03, "town", "Lima", "peru")))
    (finding,) = folder.found()["swapped-coordinates"]
    assert "minus sign" in finding.message
    assert "`lat: -12.04` and `lon: -77.03`" in finding.fix


def test_outside_says_how_far_and_where_it_is_and_how_to_look_it_up(folder: Folder) -> None:
    folder.put(places=with_place(place("yanacocha", -10.47, -76.25, "site", "Cajamarca", "peru")))
    (finding,) = folder.found()["outside"]
    assert "km outside Cajamarca, in Pasco, Peru." in finding.message
    assert 'psgdash geocode "Yanacocha"' in finding.fix


def test_in_no_country_at_all_is_said_too(folder: Folder) -> None:
    folder.put(places=with_place(place("buoy", -15.0, -90.0, "site", "Puno", "peru")))
    (finding,) = folder.found()["outside"]
    assert "in no country that the map knows" in finding.message


@pytest.mark.parametrize(
    ("via", "code"),
    [
        ([[-12.6, -73.6]], None),
        ([[-12.6, -73.6], [0.0, 0.0]], "zero-coordinates"),
        ([[-73.6, -12.6]], "swapped-coordinates"),
        ([[-12.6, 73.6]], "swapped-coordinates"),
        ([[-15.0, -85.0]], None),  # a pipeline may run through the sea
    ],
)
def test_a_route_is_looked_at_too(folder: Folder, via: list[Any], code: str | None) -> None:
    folder.put([event("pipeline", route={"via": via})])
    found = folder.found()
    assert set(found) & set(POINTS) == ({code} if code else set())
    if code:
        (finding,) = found[code]
        assert (finding.record, finding.field) == ("pipeline", "route")
        assert f"Point {len(via)} of the route" in finding.message


def test_a_withdrawn_event_needs_no_mending(folder: Folder) -> None:
    gone = event("gone", "lima", status="withdrawn", sources=[], date=None, places=[],
                 route={"via": [[0.0, 0.0]]}, title={"en": "x"})  # fmt: skip
    folder.put([gone])
    assert "gone" not in {f.record for fs in folder.found().values() for f in fs}


def test_an_archive_of_another_country_is_not_told_of_perus_departments(folder: Folder) -> None:
    bolivia = [place("bolivia", -16.7, -64.6, "country"),
               place("santa-cruz", -17.8, -63.2, "town", "Puno")]  # fmt: skip
    folder.put(places=bolivia)
    site = (folder.path / "site.yaml").read_text("utf-8").replace('"peru"', '"bolivia"')
    (folder.path / "site.yaml").write_text(site, "utf-8")
    assert set(folder.found()) & set(POINTS) == set()


# Towns of departments whose slips cannot be taken for one another.
TOWNS = {
    "Cajamarca": (-7.1638, -78.5003), "Puno": (-15.8422, -70.0199), "Loreto": (-3.7491, -73.2538),
    "Cusco": (-13.5226, -71.9673), "Tacna": (-18.0146, -70.2536), "Tumbes": (-3.5669, -80.4515),
    "Madre de Dios": (-12.5933, -69.1891), "Áncash": (-9.5278, -77.5278),
}  # fmt: skip
SLIPS = {
    "north": lambda lat, lon: (-lat, lon),
    "east": lambda lat, lon: (lat, -lon),
    "both": lambda lat, lon: (-lat, -lon),
    "swapped": lambda lat, lon: (lon, lat),
    "swapped and east": lambda lat, lon: (-lon, lat),
    "swapped and north": lambda lat, lon: (lon, -lat),
    "swapped and both": lambda lat, lon: (-lon, -lat),
}


def asked(*places: dict[str, Any]) -> Asked:
    """What a check is told of these places and Peru."""
    country = place("peru", -9.15, -74.38, "country")
    return Asked(archive([], [*places, country]), outlined(), TODAY, words("en"))


@given(
    st.sampled_from(sorted(TOWNS)),
    st.sampled_from(sorted(SLIPS)),
    st.floats(-0.05, 0.05),
    st.floats(-0.05, 0.05),
)
def test_mending_a_slip_as_told_puts_the_point_back(
    department: str, slip: str, north: float, east: float
) -> None:
    lat, lon = (round(TOWNS[department][0] + north, 4), round(TOWNS[department][1] + east, 4))
    wrong = SLIPS[slip](lat, lon)
    (finding,) = coordinates.mirrored(asked(place("x", *wrong, "town", department, "peru")))
    told = re.fullmatch(r"Look at a map; if so, write `lat: (\S+)` and `lon: (\S+)`\.", finding.fix)
    assert told and (float(told[1]), float(told[2])) == (lat, lon)
    again = asked(place("x", float(told[1]), float(told[2]), "town", department, "peru"))
    for check in (coordinates.zeros, coordinates.mirrored, coordinates.outside):
        assert list(check(again)) == []


NAMES = ["peru", "Perú", "Puno", "Lima", "Lima", "Ecuador", "Brazil", "nowhere", "x", "Callao"]


@given(
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.lists(st.sampled_from(NAMES), max_size=4),
    st.sampled_from(["site", "town", "district", "province", "department", "region", "country"]),
)
def test_any_point_gets_one_finding_at_most(
    lat: float, lon: float, within: list[str], precision: str
) -> None:
    told = asked(place("x", lat, lon, precision, *within))
    checks = (coordinates.zeros, coordinates.mirrored, coordinates.outside)
    found = [finding for check in checks for finding in check(told)]
    assert len(found) <= 1
    assert all(f.message and f.fix and "e-" not in f.message for f in found)
