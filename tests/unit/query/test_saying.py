"""The sentence above the map keeps the room of the longest that it can get."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from psgdash.archive.records import BY_HAND, Place
from psgdash.locale import words
from psgdash.query.saying import longest, precision_of, summary
from psgdash.query.summaries import Totals

EVERYTHING = Totals(
    archive=1234, shown=1234, on_map=900, rough=34, country=290, unplaced=10, undated=1,
    first=date(1980, 1, 1), last=date(2005, 12, 31),
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_filter_says_more_than_there_is_room_for(language: str) -> None:
    t = words(language)
    room = longest(EVERYTHING, t)
    for month, n in product(range(1, 13), (0, 1, 2, 9)):
        found = replace(
            EVERYTHING, shown=n, on_map=n, rough=n, country=n, unplaced=n, undated=min(n, 1),
            first=date(1980, month, 28), last=date(2005, month, 27),
        )  # fmt: skip
        said = summary(found, t)
        for part, most in zip(said, room, strict=True):
            assert len(part) <= len(most), (part, most)


def test_what_no_event_lacks_takes_no_room() -> None:
    t = words("en")
    assert "no date" in longest(EVERYTHING, t)[1]
    assert "no date" not in longest(replace(EVERYTHING, undated=0), t)[1]


@pytest.mark.parametrize(
    ("precision", "within", "said"),
    [
        ("district", ["Coronel Portillo", "Ucayali", "peru"], "district, shown at its seat"),
        ("district", ["Nueva Requena", "Coronel Portillo", "Ucayali", "peru"],
         "known to its district, shown at its seat"),
        ("province", ["Purús", "Ucayali", "peru"], "known to its province, shown as an area"),
        ("town", ["Nueva Requena", "Coronel Portillo", "Ucayali", "peru"], "town"),
    ],
)  # fmt: skip
def test_a_hamlet_placed_as_its_district_is_not_called_a_district(
    precision: str, within: list[str], said: str
) -> None:
    place = Place.model_validate(
        {"id": "here", "name": {"en": "Here"}, "lat": -8.3, "lon": -74.9, "precision": precision,
         "within": within, "radius_km": 20, "provenance": {"query": "Here", "source": "INEI"}}
    )  # fmt: skip
    assert precision_of(place, words("en")) == said


def test_a_pin_that_was_set_by_hand_is_not_called_the_seat_of_its_district() -> None:
    place = Place.model_validate(
        {"id": "here", "name": {"en": "Here"}, "lat": -8.3, "lon": -74.9, "precision": "district",
         "within": ["Ucayali", "peru"], "provenance": {"query": "Here", "source": BY_HAND}}
    )  # fmt: skip
    assert precision_of(place, words("en")) == "known to its district, shown by a point in it"
