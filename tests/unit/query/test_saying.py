"""The sentence above the map keeps the room of the longest that it can get."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from psgdash.locale import words
from psgdash.query.saying import longest, summary
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
