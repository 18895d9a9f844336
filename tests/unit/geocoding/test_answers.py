"""Answers of online services, kept on disk."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import orjson
import pytest

from psgdash.geocoding import answers
from psgdash.geocoding.answers import MAX_AGE, Answers
from psgdash.geocoding.reasons import asked_on
from psgdash.geocoding.resolving import Candidate

SO = asked_on("2026-11-26")
LIMA = Candidate("Lima", -12.05, -77.04, "town", ("Peru",), 0.8, "a service", "osm:1", (SO,))


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


@pytest.mark.parametrize("kept", [(), (LIMA,), (LIMA, replace(LIMA, radius_km=3.0))])
def test_an_answer_comes_back_as_it_was(tmp_path: Path, kept: tuple[Candidate, ...]) -> None:
    Answers(tmp_path / "new").put("nominatim", "Lima, Peru", kept)
    again = Answers(tmp_path / "new")
    assert again.get("nominatim", " lima,  PERU ") == kept
    assert again.get("photon", "Lima, Peru") is None
    assert again.get("nominatim", "Lima") is None


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"null", b"[]", b"{}", b"\xff\xfe", b'{"asked": "yesterday"}', b'"a"' * 3],
)
def test_a_damaged_file_is_a_miss_and_is_mended_by_the_next_answer(
    tmp_path: Path, content: bytes
) -> None:
    kept = Answers(tmp_path)
    kept.put("nominatim", "Lima", [LIMA])
    only_file(tmp_path).write_bytes(content)
    assert kept.get("nominatim", "Lima") is None
    kept.put("nominatim", "Lima", [LIMA])
    assert kept.get("nominatim", "Lima") == (LIMA,)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("service", "photon"),
        ("query", "puno"),
        ("candidates", [{"name": "Lima"}]),
        ("candidates", None),
        (
            "candidates",
            [{**asdict(LIMA), "why": [{"text": "asked on {day}", "values": [["x", 1]]}]}],
        ),
        (
            "candidates",
            [{**asdict(LIMA), "why": [{"text": "asked on {n.foo}", "values": [["n", 1]]}]}],
        ),
        ("asked", "2020-01-01T00:00:00"),  # no time zone
        ("asked", (datetime.now(UTC) - MAX_AGE - timedelta(hours=1)).isoformat()),
        ("asked", (datetime.now(UTC) + timedelta(days=2)).isoformat()),
    ],
    ids=[
        "service",
        "query",
        "a half",
        "none",
        "a blank",
        "a strange blank",
        "no time zone",
        "too old",
        "of a day to come",
    ],
)
def test_an_old_foreign_or_incomplete_answer_is_a_miss(
    tmp_path: Path, field: str, value: object
) -> None:
    kept = Answers(tmp_path)
    kept.put("nominatim", "Lima", [LIMA])
    path = only_file(tmp_path)
    path.write_bytes(orjson.dumps({**orjson.loads(path.read_bytes()), field: value}))
    assert kept.get("nominatim", "Lima") is None


def test_a_folder_that_cannot_be_written_costs_only_the_keeping(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    kept = Answers(tmp_path / "file")
    kept.put("nominatim", "Lima", [LIMA])
    assert kept.get("nominatim", "Lima") is None


def test_only_the_newest_answers_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "KEEP", 3)
    for i in range(5):
        Answers(tmp_path).put("nominatim", f"place {i}", [LIMA])
    assert len(list(tmp_path.iterdir())) == 3


def _put_many(folder: Path) -> int:
    kept = Answers(folder)
    torn = 0
    for i in range(200):
        kept.put("nominatim", "Lima", [replace(LIMA, score=i / 200)] * (i % 20))
        torn += kept.get("nominatim", "Lima") is None
    return torn


def test_two_processes_never_see_each_others_half_written_answers(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(_put_many, [tmp_path, tmp_path])) == [0, 0]
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]
