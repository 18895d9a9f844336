"""What changed since the last release: records compared, and the release found in git."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from asking import Folder
from making import PLACES, event

from psgdash.archive.loading import load, load_files
from psgdash.health import releases
from psgdash.health.changes import Changes, compare
from psgdash.health.releases import NoReleaseError, newest
from psgdash.health.report import examine
from psgdash.health.words import change_counts
from psgdash.locale import words

WITHOUT_GIT = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
pytestmark = WITHOUT_GIT


def git(folder: Path, *said: str, day: str = "2004-12-24") -> str:
    """Run git as somebody of no settings, on a day."""
    when = f"{day}T12:00:00+00:00"
    env = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
        "GIT_COMMITTER_DATE": when,
    }  # fmt: skip
    done = subprocess.run(["git", *said], cwd=folder, env=env, check=True, capture_output=True)
    return done.stdout.decode()


def commit(folder: Path, tag: str = "", day: str = "2004-12-24") -> None:
    """Commit all, and tag it."""
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x", "--allow-empty", day=day)
    if tag:
        git(folder, "tag", "-m", "x", tag, day=day)


@pytest.fixture
def tagged(folder: Folder) -> Folder:
    """A data folder below the top of a git history, with a release."""
    folder.put([event("one"), event("two"), event("three"), event("four"), event("five")])
    git(folder.path.parent, "init", "-q", "-b", "main")
    commit(folder.path.parent, "v0.1.0")
    return folder


def changed(folder: Folder) -> Changes:
    """The changes that the report tells of."""
    found = examine(load(folder.path), folder.path, date(2026, 1, 15), words("en")).changes
    assert isinstance(found, Changes), found
    return found


def told(folder: Folder) -> set[tuple[str, str, tuple[str, ...]]]:
    """What happened to which record, and in which fields."""
    return {(c.what, c.record, c.fields) for c in changed(folder).changes}


def test_a_release_is_the_newest_tag_with_its_own_day(tagged: Folder) -> None:
    found = changed(tagged)
    assert (found.release, found.day, found.changes, found.unread) == (
        "v0.1.0", date(2004, 12, 24), (), 0,
    )  # fmt: skip
    tagged.put([event("one")])
    commit(tagged.path.parent, "0.2.0", day="2005-03-01")
    assert (changed(tagged).release, changed(tagged).day) == ("0.2.0", date(2005, 3, 1))


def test_each_kind_of_change_is_told_with_its_fields(tagged: Folder) -> None:
    note = {"date": "2005-01-01", "note": "The town was wrong."}
    tagged.put(
        [
            event("one"),
            event("two", date="2004-10"),
            event("three", where="peru", corrections=[note]),
            event("four", status="withdrawn"),
            event("six"),
        ],
        [{**each, "radius_km": 70.0} if each["id"] == "puno" else each for each in PLACES],
    )
    assert told(tagged) == {
        ("changed", "two", ("date",)),
        ("corrected", "three", ("places",)),
        ("withdrawn", "four", ("status",)),
        ("removed", "five", ()),
        ("added", "six", ()),
        ("changed", "puno", ("radius_km",)),
    }
    lines = {c.record: (c.path, c.line) for c in changed(tagged).changes}
    assert lines["puno"][0] == "places.yaml"
    assert lines["five"][0] == "events/2004-11-30.yaml"


def test_a_story_is_told_of_too(tagged: Folder) -> None:
    steps = [{"event": "one"}, {"event": "two"}]
    story = {"id": "year", "title": {"en": "A year"}, "steps": steps}
    events = [event(name) for name in ("one", "two", "three", "four", "five")]
    tagged.put(events, more={"stories/year.yaml": story})
    assert told(tagged) == {("added", "year", ())}
    commit(tagged.path.parent, "v0.2.0", day="2005-01-01")
    broken = [event("one", date="2004-10/2004-08"), *events[1:]]
    tagged.put(broken, more={"stories/year.yaml": story})
    assert told(tagged) == set()
    git(tagged.path.parent, "tag", "-d", "v0.2.0")
    tagged.put(events)
    assert "1 added (stories)" in change_counts(changed(tagged), words("en"))


def test_a_record_that_moved_to_another_file_did_not_change(tagged: Folder) -> None:
    old = tagged.path / "events" / "2004-11-30.yaml"
    old.rename(tagged.path / "events" / "2005.yaml")
    assert told(tagged) == set()


def test_a_record_that_is_refused_is_neither_added_nor_removed(tagged: Folder) -> None:
    tagged.put([event(n) for n in ("one", "two", "three", "four")] + [event("five", kind="x")])
    assert told(tagged) == set()


@pytest.mark.parametrize("broken", [b"\xff", b"- id: [\n", b"{"])
def test_the_records_of_a_file_that_is_broken_as_a_whole_are_not_called_removed(
    tagged: Folder, broken: bytes
) -> None:
    (tagged.path / "events" / "2004-11-30.yaml").write_bytes(broken)
    assert told(tagged) == set()


def test_a_file_taken_away_takes_its_records_with_it(tagged: Folder) -> None:
    (tagged.path / "events" / "2004-11-30.yaml").unlink()
    assert {(what, record) for what, record, _ in told(tagged)} == {
        ("removed", name) for name in ("one", "two", "three", "four", "five")
    }


def test_a_record_that_the_release_had_wrong_is_not_called_new(folder: Folder) -> None:
    folder.put([event("one", kind="quarrel")])
    git(folder.path.parent, "init", "-q")
    commit(folder.path.parent, "v1")
    folder.put([event("one")])
    assert told(folder) == set()
    assert changed(folder).unread == 1


def test_comparing_an_archive_with_itself_finds_nothing(data: Path) -> None:
    now = load(data)
    files = {p.relative_to(data).as_posix(): p.read_bytes() for p in data.rglob("*.yaml")}
    files["notes/not-of-the-archive.yaml"] = b"- : ["
    again = load_files(files)
    assert again.events == now.events and again.problems == () and again.key == now.key
    assert list(compare(again, now)) == []


def reason(folder: Path) -> str:
    """Why there is no release."""
    with pytest.raises(NoReleaseError) as error:
        newest(folder)
    return error.value.reason


def test_without_git_a_history_a_commit_or_a_tag_it_says_which(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.path.parent.parent))
    folder.put([event()])
    assert reason(folder.path) == "no-history"
    git(folder.path.parent, "init", "-q")
    assert reason(folder.path) == "no-tag"
    commit(folder.path.parent)
    assert reason(folder.path) == "no-tag"
    monkeypatch.setenv("PATH", str(folder.path))
    assert reason(folder.path) == "no-git"


def test_a_release_without_an_archive_is_said(folder: Folder) -> None:
    root = folder.path.parent
    git(root, "init", "-q")
    commit(root, "v0")
    folder.put([event()])
    assert reason(folder.path) == "no-archive"
    (folder.path / "site.yaml").write_text("[", "utf-8")
    commit(root, "v1", day="2005-01-01")
    folder.put([event()])
    found = examine(load(folder.path), folder.path, date(2026, 1, 15), words("en"))
    assert found.changes == "no-archive"


def test_a_tag_of_another_branch_is_no_release_of_this_one(tagged: Folder) -> None:
    root = tagged.path.parent
    git(root, "checkout", "-q", "--orphan", "other")
    commit(root, day="2005-01-01")  # or it would be the very same commit
    assert reason(tagged.path) == "no-tag"


def test_a_git_that_hangs_is_left(tagged: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tagged.path.parent / "bin"
    slow.mkdir()
    (slow / "git").write_text("#!/bin/sh\nexec sleep 60\n", "utf-8")
    (slow / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(releases, "TIMEOUT", 0.2)
    assert reason(tagged.path) == "failed"


def test_variables_of_a_hook_do_not_lead_elsewhere(
    tagged: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "nowhere"))
    assert newest(tagged.path).name == "v0.1.0"


@pytest.mark.parametrize("name", ["$(touch x)", "a;touch${IFS}x", "v1'\"", "-x", "ñandú/v2"])
def test_no_tag_name_is_taken_for_a_command(tagged: Folder, name: str) -> None:
    root = tagged.path.parent
    head = git(root, "rev-parse", "HEAD").strip()
    packed = root / ".git" / "packed-refs"
    packed.write_text(f"{head} refs/tags/{name}\n", "utf-8")
    (root / ".git" / "refs" / "tags" / "v0.1.0").unlink()
    before = sorted(p.name for p in root.iterdir())
    try:
        said = newest(tagged.path).name
    except NoReleaseError as error:  # git itself refuses some
        said = error.reason
    assert said in (name, "no-tag", "no-history")
    assert sorted(p.name for p in root.iterdir()) == before


def test_programs_that_a_foreign_history_names_are_not_run(tagged: Folder) -> None:
    root = tagged.path.parent
    trap = root / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {root}/sprung\n", "utf-8")
    trap.chmod(0o755)
    settings = f"[core]\n\tfsmonitor = {trap}\n\tpager = {trap}\n\tsshCommand = {trap}\n"
    with (root / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write(settings)
    assert newest(tagged.path).name == "v0.1.0"
    assert not (root / "sprung").exists()


def test_links_and_huge_files_of_a_release_are_not_followed_or_kept(folder: Folder) -> None:
    folder.put([event("one")])
    (folder.path / "events" / "link.yaml").symlink_to("/etc/passwd")
    (folder.path / "events" / "huge.yaml").write_bytes(b"#" * 6_000_000)
    git(folder.path.parent, "init", "-q")
    commit(folder.path.parent, "v1")
    files = newest(folder.path).files
    assert "events/link.yaml" not in files
    assert len(files["events/huge.yaml"]) == 5_000_001
    assert "too large" in str(load_files(files).problems)


def test_a_file_name_beyond_ascii_and_with_spaces_is_read(folder: Folder) -> None:
    folder.put([event("one")], more={"events/ñandú y más.yaml": [event("two")]})
    git(folder.path.parent, "init", "-q")
    commit(folder.path.parent, "v1")
    assert set(load_files(newest(folder.path).files).events) == {"one", "two"}


def described(folder: Folder, language: str) -> str:
    """The sentence on the changes."""
    return change_counts(changed(folder), words(language))


def test_the_sentence_names_release_day_and_counts_in_both_languages(tagged: Folder) -> None:
    assert described(tagged, "en") == "Since v0.1.0, 24 December 2004: nothing changed."
    tagged.put([event(f"e{n}") for n in range(2)] + [event(n) for n in ("one", "two", "three")]
               + [event("four", date="2004"), event("five")])  # fmt: skip
    assert described(tagged, "en") == (
        "Since v0.1.0, 24 December 2004: 2 added, 1 changed (events)."
    )
    assert described(tagged, "es") == (
        "Desde v0.1.0, 24 de diciembre de 2004: 2 agregados, 1 modificado (eventos)."
    )
