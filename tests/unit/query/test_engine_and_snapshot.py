"""One engine serves many threads; the snapshot follows the files and the day."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from making import engine, event, published, write

from psgdash.errors import DataFolderError, UnknownNameError
from psgdash.query import snapshot, summaries
from psgdash.query.engine import connect
from psgdash.query.filters import Filter
from psgdash.query.table import build


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PSGDASH_CACHE", str(tmp_path / "cache"))


def test_threads_that_ask_at_once_get_the_answers_they_would_get_alone() -> None:
    events = [
        event(f"e{n}", conflict=n % 3 == 0, themes=[("mining", "coca")[n % 2]]) for n in range(30)
    ]
    shared = engine(published(events))
    filters = [
        Filter(),
        Filter(conflicts=True),
        Filter(themes=("coca",)),
        Filter(q="e7"),
        Filter(q="none"),
    ]
    alone = [(summaries.totals(shared, f), summaries.facets(shared, f)) for f in filters]
    start = threading.Barrier(8)

    def ask(n: int) -> bool:
        if n < 8:
            start.wait(timeout=20)
        at = n % len(filters)
        return (
            summaries.totals(shared, filters[at]),
            summaries.facets(shared, filters[at]),
        ) == alone[at]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(20)))


def test_an_engine_that_is_not_known_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownNameError, match="duckdb"):
        connect(build(published([])), "oracle://host")


@pytest.mark.parametrize(
    "question",
    ["SELECT * FROM read_csv('/etc/passwd')", "COPY events TO 'psgdash-leak.csv'",
     "ATTACH 'psgdash-leak.db'", "INSTALL httpfs", "SET enable_external_access = true"],
)  # fmt: skip
def test_the_engine_reaches_no_file_and_no_network(question: str) -> None:
    with pytest.raises(Exception, match=r"(?i)permission|disabled|locked|not allowed|cannot"):
        engine(published([]))._shared.execute(question)


def ids(folder: Path) -> set[str]:
    """Events that the folder shows now."""
    return set(snapshot.current(folder).published.events)


def test_an_edited_added_or_deleted_file_shows_on_the_next_call(tmp_path: Path) -> None:
    folder = write(tmp_path / "data", [event("one")])
    assert ids(folder) == {"one"}
    write(folder, [event("one"), event("two")])
    assert ids(folder) == {"one", "two"}
    extra = folder / "events" / "2005-01-31.yaml"
    text = (folder / "events" / "2004-11-30.yaml").read_text(encoding="utf-8")
    extra.write_text(text.replace('"one"', '"three"').replace('"two"', '"four"'), encoding="utf-8")
    assert ids(folder) == {"one", "two", "three", "four"}
    (folder / "events" / "2004-11-30.yaml").unlink()
    assert ids(folder) == {"three", "four"}


def test_an_unchanged_folder_is_not_read_again(tmp_path: Path) -> None:
    folder = write(tmp_path / "data", [event()])
    first = snapshot.current(folder)
    assert snapshot.current(folder) is first
    with ThreadPoolExecutor(4) as pool:
        assert all(
            found is first for found in pool.map(lambda _: snapshot.current(folder), range(8))
        )


def test_the_answers_follow_the_edit(tmp_path: Path) -> None:
    folder = write(tmp_path / "data", [event()])
    before = snapshot.current(folder)
    write(folder, [event(title={"en": "Quite another"})])
    after = snapshot.current(folder)
    assert summaries.totals(before.engine, Filter(q="quite another")).shown == 0
    assert summaries.totals(after.engine, Filter(q="quite another")).shown == 1
    assert before.version != after.version


def test_an_embargo_ends_at_midnight_without_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Calendar(date):
        now = date(2026, 1, 31)

        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return cls.now

    monkeypatch.setattr(snapshot, "date", Calendar)
    folder = write(tmp_path / "data", [event(embargo_until="2026-02-01")])
    assert ids(folder) == set()
    before = snapshot.current(folder).version
    Calendar.now = date(2026, 2, 1)
    assert ids(folder) == {"a-protest"}
    assert snapshot.current(folder).version != before


def test_a_bad_edit_keeps_the_other_records_and_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path / "data", [event("one")])
    (folder / "events" / "2005-01-31.yaml").write_text("- id: broken: here\n", encoding="utf-8")
    found = snapshot.current(folder)
    assert set(found.published.events) == {"one"}
    assert [p.path for p in found.problems] == ["events/2005-01-31.yaml"]


def test_a_folder_that_is_gone_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(DataFolderError, match="no data folder"):
        snapshot.current(tmp_path / "nowhere")
