"""Places stand together when they are near on the screen, and no vague place gets a pin."""

from __future__ import annotations

from typing import Any

import pytest
from making import event, published

from psgdash.archive.gate import Published
from psgdash.figures import map as figure_map
from psgdash.figures.map import Spot, frame, groups, pixels, route, spots


def shown(*where: str) -> Published:
    """An archive with an event at each place."""
    return published([event(f"e{n}", name) for n, name in enumerate(where)])


def drawn(*where: str) -> list[Spot]:
    """The spots of these places."""
    archive = shown(*where)
    return spots([archive.places[w] for w in where], archive, "en")


def test_near_places_stand_together_from_afar_and_apart_from_near() -> None:
    points = [
        Spot("town", "", -7.16, -78.50),
        Spot("mine", "", -6.98, -78.51),
        Spot("far", "", -13.4, -70.4),
    ]
    assert groups(points, [3, 1, 1], 3.5) == [0, 0, 2]
    assert groups(points, [1, 3, 1], 3.5) == [1, 1, 2], "the heavier one leads"
    assert groups(points, [3, 1, 1], 9.5) == [0, 1, 2]


def test_places_on_one_spot_stand_together_at_every_zoom() -> None:
    points = [Spot("a", "", -7, -78), Spot("b", "", -7, -78)]
    for zoom in figure_map.ZOOM_STEPS:
        assert groups(points, [1, 1], zoom) == [0, 0]


@pytest.mark.parametrize("zoom", figure_map.ZOOM_STEPS)
def test_a_place_joins_a_leader_that_leads_itself_and_is_near(zoom: float) -> None:
    points = [
        Spot(f"p{n:03}", "", -18 + (n * 7 % 180) / 10, -81 + (n * 13 % 120) / 10)
        for n in range(200)
    ]
    found = groups(points, [n % 5 + 1 for n in range(200)], zoom)
    leaders = set(found)
    for i, leader in enumerate(found):
        assert found[leader] == leader
        a, b = (pixels(points[k].lat, points[k].lon, zoom) for k in (i, leader))
        assert (
            abs(a[0] - b[0]) < figure_map.GROUP_PIXELS
            and abs(a[1] - b[1]) < figure_map.GROUP_PIXELS
        )
    for a in leaders:
        for b in leaders - {a}:
            p, q = (pixels(points[k].lat, points[k].lon, zoom) for k in (a, b))
            assert (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 >= figure_map.GROUP_PIXELS**2


def test_an_area_never_joins_a_point() -> None:
    ring = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (0.0, 0.0))
    points = [Spot("a", "", -7, -78, ring), Spot("b", "", -7, -78), Spot("c", "", -7, -78, ring)]
    assert groups(points, [9, 1, 1], 3.5) == [0, 1, 2]


def test_the_country_is_not_drawn_an_area_is_a_ring_and_a_town_a_point() -> None:
    found = {s.id: s for s in drawn("lima", "andes", "peru", "puno", "san-gaban")}
    assert set(found) == {"lima", "andes", "puno", "san-gaban"}
    assert found["lima"].ring == found["san-gaban"].ring == ()
    ring = found["andes"].ring
    assert ring[0] == ring[-1] and len(ring) > 30
    assert max(lat for lat, _ in ring) - min(lat for lat, _ in ring) == pytest.approx(
        420 / 111.32, abs=0.02
    )


@pytest.mark.parametrize(
    ("roles", "via", "course"),
    [
        (("origin", "destination"), [], ["san-gaban", "lima"]),
        (("origin", "destination"), [[-13.0, -74.0]], ["san-gaban", (-13.0, -74.0), "lima"]),
        (("origin", "mentioned"), [], []),
        (("site", "site"), [[-13.0, -74.0]], []),
        (("destination", "site"), [], []),
    ],
)
def test_a_route_goes_from_origin_to_destination(roles: Any, via: Any, course: Any) -> None:
    where = [{"place": p, "role": r} for p, r in zip(("san-gaban", "lima"), roles, strict=True)]
    archive = published([event(where=where, route={"via": via})])
    at = {name: (p.lat, p.lon) for name, p in archive.places.items()}
    expected = [at[stop] if isinstance(stop, str) else stop for stop in course]
    assert route(archive.events["a-protest"], archive.places) == expected


def test_an_area_is_no_end_of_a_route() -> None:
    where = [{"place": "puno", "role": "origin"}, {"place": "lima", "role": "destination"}]
    archive = published([event(where=where)])
    assert route(archive.events["a-protest"], archive.places) == []


def test_the_frame_holds_every_spot_and_every_ring() -> None:
    west, south, east, north = frame(drawn("lima", "cajamarca", "andes")) or (0, 0, 0, 0)
    assert west == pytest.approx(-78.50027) and north == pytest.approx(-7.16378)
    assert south < -12.04 and east > -75.3
    assert frame([]) is None


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_empty_figure_asks_no_other_host_and_keeps_its_view(theme: Any, language: str) -> None:
    figure = figure_map.figure(theme, language)
    assert "http" not in str(figure)
    assert "glyphs" not in figure["layout"]["map"]["style"]
    assert figure["layout"]["uirevision"] == "map"
    assert [(trace["type"], list(trace["lat"])) for trace in figure["data"]] == [("scattermap", [])]


def test_circles_grow_with_the_number_of_events_and_are_never_too_small_to_hit() -> None:
    sizes = figure_map.SIZES[1:]
    assert list(sizes) == sorted(sizes)
    assert sizes[0] >= 20 and sizes[-1] <= 60
