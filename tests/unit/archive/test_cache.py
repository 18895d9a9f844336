"""The cache makes reading quick and is never wrong: whatever is odd about it is a miss."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from making import event, write

from psgdash.archive import cache, loading
from psgdash.archive.loading import Archive

EVENTS = [
    event("one", date="2004-11-01~", conflict=True, related=["two"]),
    event(
        "two",
        where=[{"place": "cajamarca", "role": "origin"}, {"place": "lima", "role": "destination"}],
        route={"via": [[-12.6, -73.6], [-13.0, -74.0]]},
        date=None,
        embargo_until="2030-01-01",
    ),
    event("bad\x1fid"),
    event("worse", kind="no"),
    {**event("worst"), "odd\x1ffield": 1},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with good and bad records."""
    return write(tmp_path / "data", EVENTS)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """An empty cache folder."""
    return tmp_path / "cache"


def file(kept: Path) -> Path:
    """The one file in the cache."""
    (found,) = kept.iterdir()
    return found


def refuse(*args: object) -> None:
    """Stands where nothing may be parsed."""
    raise AssertionError("the files were parsed although the cache holds them")


def test_a_hit_equals_a_miss(folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = loading.load(folder)
    first = loading.load(folder, kept)
    monkeypatch.setattr(loading.strictyaml, "read", refuse)
    second = loading.load(folder, kept)
    assert plain == first == second
    assert len(plain.problems) == 7
    assert "\x1f" not in "".join(map(str, plain.problems)), "a terminal must not be steered"
    assert list(second.events) == ["one", "two"]


def test_an_edited_file_is_read_anew(folder: Path, kept: Path) -> None:
    loading.load(folder, kept)
    write(folder, [event("new")])
    assert list(loading.load(folder, kept).events) == ["new"]


def test_a_deleted_file_is_forgotten(folder: Path, kept: Path) -> None:
    loading.load(folder, kept)
    (folder / "events" / "2004-11-30.yaml").unlink()
    assert loading.load(folder, kept).events == {}


@pytest.mark.parametrize(
    "damage", ["empty", "torn", "noise", "foreign", "flipped", "forged", "folder"]
)
def test_a_damaged_cache_is_a_miss_and_is_mended(folder: Path, kept: Path, damage: str) -> None:
    whole = loading.load(folder, kept)
    path = file(kept)
    data = path.read_bytes()
    if damage == "empty":
        path.write_bytes(b"")
    elif damage == "torn":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "noise":
        path.write_bytes(b"PAR1" + bytes(range(256)) * 20 + b"PAR1")
    elif damage == "foreign":
        pq.write_table(pa.table({"x": [1, 2]}), path)
    elif damage == "flipped":
        at = data.find(b"Title of one")
        at = len(data) // 3 if at < 0 else at
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    elif damage == "forged":
        table = pq.read_table(path)
        said = [text.replace("Title of one", "Forged") for text in table["json"].to_pylist()]
        table = table.set_column(3, "json", pa.array(said))
        pq.write_table(table, path)
    else:
        path.unlink()
        path.mkdir()
    assert loading.load(folder, kept) == whole
    assert loading.load(folder, kept) == whole


def test_a_cache_of_another_version_whose_records_do_not_fit_is_a_miss(
    folder: Path, kept: Path
) -> None:
    whole = loading.load(folder)
    for row in (cache.Row("event", "x", 1, '{"id": "old"}'), cache.Row("story", "x", 1, "{}")):
        cache.put(kept, loading.load(folder).key, [row], [])
        assert loading.load(folder, kept) == whole


def test_another_folders_cache_is_never_taken_for_this_ones(tmp_path: Path, kept: Path) -> None:
    a, b = write(tmp_path / "a", [event("a")]), write(tmp_path / "b", [event("b")])
    assert list(loading.load(a, kept).events) == ["a"]
    assert list(loading.load(b, kept).events) == ["b"]
    assert list(loading.load(a, kept).events) == ["a"]


def test_old_caches_are_cleared_away(folder: Path, kept: Path) -> None:
    for n in range(cache.KEEP + 3):
        write(folder, [event(f"e{n}")])
        loading.load(folder, kept)
    assert len(list(kept.iterdir())) == cache.KEEP


def test_a_cache_folder_that_cannot_be_written_costs_only_time(
    folder: Path, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    whole = loading.load(folder, blocked)
    assert list(whole.events) == ["one", "two"]
    assert loading.load(folder, blocked / "below") == whole


def test_the_cache_is_for_its_owner_alone(folder: Path, kept: Path) -> None:
    loading.load(folder, kept)
    assert kept.stat().st_mode & 0o077 == 0
    assert file(kept).stat().st_mode & 0o077 == 0


def _load(folder: Path, kept: Path) -> Archive:
    return loading.load(folder, kept)


def test_processes_that_start_together_all_read_the_same(folder: Path, kept: Path) -> None:
    whole = loading.load(folder)
    # Not forked: threads of libraries may hold locks in this process.
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        found = pool.starmap(_load, [(folder, kept)] * 6, chunksize=1)
    assert all(archive == whole for archive in found)
    assert file(kept).suffix == ".parquet"
