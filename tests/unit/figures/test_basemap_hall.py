"""The base map of a hall has few names, each at least as large as a hall can read."""

from __future__ import annotations

from itertools import pairwise

import pytest

from psgdash.figures.basemap_hall import country_ring, hall_style

LEAST = 28 / 19.2  # of a hundredth of the screen's width, at 1920x1080


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_name_of_the_base_map_is_too_small_for_a_hall(language: str) -> None:
    names = {x["id"]: x["layout"]["text-size"] for x in hall_style(language)["layers"]
             if x["type"] == "symbol"}  # fmt: skip
    assert {"name-peru", "name-country", "guard-circles"} <= set(names)
    assert not [name for name, size in names.items() if size < LEAST]
    assert not [name for name in names if name.startswith(("town", "name-river"))]


def test_the_country_is_one_ring_around_cusco() -> None:
    ring = country_ring()
    assert ring[0] == ring[-1] and 200 < len(ring) < 1000
    inside = False
    lat, lon = -13.52, -71.97
    for (a, x), (b, y) in pairwise(ring):
        if (a > lat) != (b > lat) and lon < x + (lat - a) / (b - a) * (y - x):
            inside = not inside
    assert inside
