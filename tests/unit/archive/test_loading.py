"""A data folder becomes an archive: every good record is in it, every bad one is a Problem."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from making import PLACES, SHIPPED, THEMES, event, write

from psgdash.archive import loading
from psgdash.errors import DataFolderError, Problem


def only(folder: Path) -> Problem:
    """The one problem of a folder."""
    (problem,) = loading.load(folder).problems
    return problem


def test_the_shipped_archive_has_no_problems() -> None:
    archive = loading.load(SHIPPED)
    assert archive.problems == ()
    assert (len(archive.events), len(archive.sections)) == (10, 5)


def test_one_event_is_an_archive(tmp_path: Path) -> None:
    archive = loading.load(write(tmp_path, [event()]))
    assert (list(archive.events), archive.problems) == (["a-protest"], ())
    assert archive.origins == {"a-protest": ("events/2004-11-30.yaml", 2)}


@pytest.mark.parametrize("events", [None, []])
def test_an_archive_without_events_is_no_error(tmp_path: Path, events: Any) -> None:
    archive = loading.load(write(tmp_path, events))
    assert (archive.events, archive.problems) == ({}, ())


@pytest.mark.parametrize("there", [False, True])
def test_a_folder_without_a_site_is_refused_in_words_that_say_what_to_do(
    tmp_path: Path, there: bool
) -> None:
    folder = tmp_path if there else tmp_path / "nothing"
    with pytest.raises(DataFolderError, match=r"site\.yaml.*--data"):
        loading.load(folder)


@pytest.mark.parametrize("text", ["", "[]", "name: x", "a: b: c", "# nothing"])
def test_a_site_that_cannot_be_used_says_why(tmp_path: Path, text: str) -> None:
    write(tmp_path, [event(kind="unknown")])
    (tmp_path / "site.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataFolderError, match=r"site\.yaml cannot be used: \S+"):
        loading.load(tmp_path)


@pytest.mark.parametrize(
    ("changes", "field", "fix"),
    [
        ({"kind": "riot"}, "kind", "Choose one of: award, protest."),
        ({"kind": "protst"}, "kind", "Choose one of: protest, award."),
        ({"themes": ["mining", "gold"]}, "themes", "Choose one of: coca, energy, mining."),
        ({"where": "atlantis"}, "places", "Choose one of: andes, cajamarca"),
    ],
)
def test_an_event_that_points_to_what_is_not_there_is_rejected_with_its_line(
    tmp_path: Path, changes: dict[str, Any], field: str, fix: str
) -> None:
    events = [event("first"), event("bad", **changes), event("last")]
    archive = loading.load(write(tmp_path, events))
    assert list(archive.events) == ["first", "last"]
    (problem,) = archive.problems
    text = (tmp_path / problem.path).read_text(encoding="utf-8").splitlines()
    assert '"id": "bad"' in text[problem.line]  # JSON has its bracket on a line before
    assert (problem.record, problem.field) == ("bad", field)
    assert fix in problem.fix


def test_an_unknown_related_event_is_reported_but_costs_nothing(tmp_path: Path) -> None:
    archive = loading.load(write(tmp_path, [event(related=["nobody"])]))
    assert list(archive.events) == ["a-protest"]
    assert [p.field for p in archive.problems] == ["related"]


def test_what_is_only_refused_itself_is_not_to_be_called_something_else(tmp_path: Path) -> None:
    folder = write(tmp_path, [event(related=["broken"]), event("broken", date="2004-10/2004-08")])
    (folder / "stories").mkdir()
    story = {
        "id": "s",
        "title": {"en": "S"},
        "steps": [{"event": "a-protest"}, {"event": "broken"}],
    }
    (folder / "stories" / "s.yaml").write_text(json.dumps(story), "utf-8")
    said = {(p.record, p.field): p.fix for p in loading.load(folder).problems}
    fix = "It is there but refused itself: mend it first."
    assert said["a-protest", "related"] == said["s", "steps.1.event"] == fix


def test_the_second_record_of_one_id_is_reported_and_left_out(tmp_path: Path) -> None:
    write(tmp_path, [event("one", title={"en": "First"})])
    again = tmp_path / "events" / "2005-01-31.yaml"
    again.write_text(json.dumps([event("one", title={"en": "Second"})], indent=1), encoding="utf-8")
    archive = loading.load(tmp_path)
    assert archive.events["one"].title == {"en": "First"}
    problem = archive.problems[0]
    assert (problem.path, problem.line, problem.field) == ("events/2005-01-31.yaml", 2, "id")


def test_a_bad_record_says_the_line_of_the_field(tmp_path: Path) -> None:
    write(tmp_path, None)
    path = tmp_path / "events" / "x.yaml"
    path.parent.mkdir()
    path.write_text(
        "- id: good\n  title: {en: A}\n  text: {en: B}\n  published: 2004-11-30\n"
        "  kind: protest\n  themes: [mining]\n  status: published\n"
        "- id: bad\n  title: {en: A}\n  text:\n    en: B\n    xx: C\n  published: 2004-11-30\n"
        "  kind: protest\n  themes: [mining]\n  status: open\n",
        encoding="utf-8",
    )
    archive = loading.load(tmp_path)
    assert list(archive.events) == ["good"]
    assert [(p.line, p.field) for p in archive.problems] == [(12, "text.xx"), (16, "status")]
    assert {p.record for p in archive.problems} == {"bad"}


@pytest.mark.parametrize(
    ("name", "text"),
    [("places.yaml", "a: 1"), ("themes.yaml", "- id: x"), ("themes.yaml", "themes: 5"),
     ("events/2004-11-30.yaml", "id: x"), ("events/2004-11-30.yaml", "just text")],
)  # fmt: skip
def test_a_file_that_is_no_list_is_reported_with_a_mend(
    tmp_path: Path, name: str, text: str
) -> None:
    write(tmp_path, [])
    (tmp_path / name).write_text(text, encoding="utf-8")
    problems = [p for p in loading.load(tmp_path).problems if p.path == name]
    assert problems
    assert all("list" in p.message and p.fix for p in problems)


def test_a_file_in_a_subfolder_is_not_taken_for_the_shelf_of_its_name(tmp_path: Path) -> None:
    write(tmp_path, [event()])
    text = json.dumps([event("second")])
    for name in ("places.yaml", "site.yaml", "periods.yaml"):
        (tmp_path / "events" / name).write_text(text.replace("second", name[:4]), encoding="utf-8")
    archive = loading.load(tmp_path)
    assert archive.problems == ()
    assert set(archive.events) == {"a-protest", "plac", "site", "peri"}


def test_folders_and_broken_links_with_a_files_name_do_not_stop_the_rest(tmp_path: Path) -> None:
    write(tmp_path, [event()])
    (tmp_path / "events" / "folder.yaml").mkdir()
    (tmp_path / "events" / "link.yaml").symlink_to(tmp_path / "nowhere")
    assert list(loading.load(tmp_path).events) == ["a-protest"]


def test_problems_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    write(tmp_path, [event("x", kind="no"), event("y", published="no"), event("z", themes=["no"])])
    broken = [{**PLACES[0], "lat": 95}, *PLACES[1:]]
    (tmp_path / "places.yaml").write_text(json.dumps(broken, indent=1), encoding="utf-8")
    found = [(p.path, p.line) for p in loading.load(tmp_path).problems]
    assert found == sorted(found)
    assert len(found) == 4


def test_sections_come_in_their_order_and_themes_in_the_files(tmp_path: Path) -> None:
    write(tmp_path, [])
    (tmp_path / "background").mkdir()
    for name, order in (("a", 2), ("b", 1)):
        (tmp_path / "background" / f"{name}.yaml").write_text(
            f"id: {name}\norder: {order}\ntitle: {{en: X}}\n", encoding="utf-8"
        )
    archive = loading.load(tmp_path)
    assert list(archive.sections) == ["b", "a"]
    assert list(archive.themes) == [t["id"] for t in THEMES]


def test_the_hash_of_the_content_changes_with_any_byte_and_any_name(tmp_path: Path) -> None:
    write(tmp_path, [event()])
    seen = {loading.load(tmp_path).key}
    edition = tmp_path / "events" / "2004-11-30.yaml"
    edition.write_bytes(edition.read_bytes() + b"\n")
    seen.add(loading.load(tmp_path).key)
    edition.rename(edition.with_name("2004-12-31.yaml"))
    seen.add(loading.load(tmp_path).key)
    (tmp_path / "notes.txt").write_text("not the archive's", encoding="utf-8")
    seen.add(loading.load(tmp_path).key)
    assert len(seen) == 3
