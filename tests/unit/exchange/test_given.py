"""What is remembered of an import: enough to see a change, too little to find a point."""

from __future__ import annotations

from pathlib import Path

import pytest

from psgdash.exchange import given
from psgdash.exchange.incoming import Item, Site


def test_of_places_too_little_is_kept_to_find_them_again() -> None:
    said = given.of(Item(1, "a", {"title": {"en": "A"}}, sites=(Site({"en": "X"}, -13.9, -72.1),)))
    assert {name: len(value) for name, value in said.items()} == {"title": 8, "places": 2}


@pytest.mark.parametrize(
    "line",
    ["", "[]", "{}", '{"id": 5}', '{"id": null}', '{"id": "b", "title": 5}', "[" * 200_000, "\x00"],
)
def test_a_line_that_cannot_be_read_counts_for_none(tmp_path: Path, line: str) -> None:
    (tmp_path / "events").mkdir()
    path = tmp_path / "events" / "import-acled.given.jsonl"
    path.write_text(f'{line}\n{{"id": "a", "title": "12345678"}}\n', "utf-8")
    assert given.load(tmp_path, "acled") == {"a": {"title": "12345678"}}
    given.save(tmp_path, "acled", iter([("c", {"title": "1"})]))
    assert set(given.load(tmp_path, "acled")) == {"a", "c"}


def test_a_folder_in_its_stead_counts_for_none(tmp_path: Path) -> None:
    (tmp_path / "events" / "import-acled.given.jsonl").mkdir(parents=True)
    assert given.load(tmp_path, "acled") == {}
