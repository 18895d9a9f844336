"""`psgdash import`: what it says, what it asks, and that a careless answer harms nothing."""

from __future__ import annotations

import io
import sqlite3
import sys
from pathlib import Path

import pytest

from psgdash import cli
from psgdash.archive import loading
from psgdash.cli import import_
from psgdash.exchange import FORMATS, READERS

ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,country,admin1,"
    "location,latitude,longitude,geo_precision,source,notes,fatalities\n"
    "PER1,16 May 2025,1,Protests,Peaceful protest,Protesters,Peru,Puno,Juliaca,-15.5,-70.13,1,"
    "Correo,Farmers marched.,0\n"
    "PER2,soon,1,Protests,Peaceful protest,,Peru,Puno,Juliaca,-15.5,-70.13,1,Correo,x,0\n"
    "PER3,2004-11-15,3,Battles,Armed clash,,Peru,Puno,Puno,-15.84,-70.02,3,Correo,y,2\n"
)


@pytest.fixture
def acled(tmp_path: Path) -> Path:
    """A small file of ACLED's, with one row that cannot be."""
    path = tmp_path / "acled.csv"
    path.write_text(ACLED, "utf-8")
    return path


def run(*words: object) -> int:
    """The command's exit code."""
    return cli.main(["import", *map(str, words)])


def test_it_says_what_it_took_what_it_left_and_why(
    acled: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(acled, "--into", data) == 1
    said = capsys.readouterr()
    assert "acled.csv: ACLED's CSV." in said.out
    assert (
        "2 records new, 0 here already, 0 here but different, 1 row refused; 2 new places."
        in said.out
    )
    assert "  fatalities: 2\n" in said.out and "  actor1: 1\n" in said.out
    assert "  kind Battles / Armed clash: 1\n" in said.out
    assert "Refused, line 3: event_date: 'soon' is no date. Write 2025-05-16" in said.out
    assert "ACLED's terms" in said.out
    assert "events/import-acled-2004-11.yaml, events/import-acled-2025-05.yaml" in said.err
    archive = loading.load(data)
    assert archive.problems == ()
    assert archive.events["acled-per3"].status == "review"


def test_a_dry_run_writes_nothing(
    acled: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {p: p.read_bytes() for p in data.rglob("*") if p.is_file()}
    assert run(acled, "--into", data, "--dry-run") == 1
    assert {p: p.read_bytes() for p in data.rglob("*") if p.is_file()} == before
    said = capsys.readouterr()
    assert "2 records would be new" in said.out and "Written" not in said.err


def changed(acled: Path, data: Path) -> Path:
    """The file with another text, after it was taken in once."""
    run(acled, "--into", data)
    acled.write_text(ACLED.replace("Farmers marched.", "Farmers marched twice."), "utf-8")
    return data / "events" / "import-acled-2025-05.yaml"


def test_what_differs_is_left_without_a_person_to_ask(
    acled: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(acled, data)
    before = path.read_bytes()
    run(acled, "--into", data)
    assert path.read_bytes() == before
    assert "--force replaces it" in capsys.readouterr().err


def test_force_replaces_without_asking(acled: Path, data: Path) -> None:
    path = changed(acled, data)
    run(acled, "--into", data, "--force")
    assert "marched twice" in path.read_text("utf-8")


@pytest.mark.parametrize("words", [["--dry-run"], ["--force"], []])
def test_what_would_be_replaced_is_told_by_record_and_field(
    words: list[str], acled: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(acled, data)
    capsys.readouterr()
    run(acled, "--into", data, *words)
    assert "  acled-per1 (review): text\n" in capsys.readouterr().out


def test_what_an_editor_changed_stays_and_that_is_told(
    acled: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(acled, "--into", data)
    path = data / "events" / "import-acled-2025-05.yaml"
    path.write_text(path.read_text("utf-8").replace("Farmers marched.", "They came."), "utf-8")
    before = path.read_bytes()
    capsys.readouterr()
    run(acled, "--into", data, "--force")
    assert path.read_bytes() == before
    assert "1 record changed here since" in capsys.readouterr().out


def test_of_many_changes_some_are_told_and_the_rest_counted(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, head = tmp_path / "many.csv", "id,date,published,title_en,kind,themes\n"
    for title in ("One", "Two"):
        rows = (f"e-{n},2004,2004-11-30,{title},protest,mining\n" for n in range(25))
        path.write_text(head + "".join(rows), "utf-8")
        run(path, "--into", data)
    said = capsys.readouterr().out
    assert "  e-19 (review): title\n  and 5 more\n" in said and "e-20" not in said


def test_a_place_that_has_another_ones_id_is_told(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(
        "id,date,published,title_en,kind,themes,places,place_ids,lat,lon,precision\n"
        "e,2004,2004-11-30,A,protest,mining,Lima (Ohio),lima,40.74,-84.1,town\n", "utf-8",
    )  # fmt: skip
    run(path, "--into", data)
    assert "  lima -> lima-town\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("where", "error", "said"),
    [
        ("archive.atomic.write", PermissionError(13, "Permission denied"), "cannot be written"),
        ("exchange.staging.Staging.event", sqlite3.OperationalError("disk is full"), "TMPDIR"),
    ],
)
def test_a_folder_without_room_or_leave_to_write_is_told_in_one_line(
    where: str, error: Exception, said: str, acled: Path, data: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def fails(*args: object) -> None:
        raise error

    monkeypatch.setattr(f"psgdash.{where}", fails)
    assert run(acled, "--into", data) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("psgdash import: ") and said in last


@pytest.mark.parametrize(
    ("answer", "replaced"), [("y\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_a_person_at_a_terminal_is_asked_first(
    answer: str, replaced: bool, acled: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    path = changed(acled, data)
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    run(acled, "--into", data)
    assert ("marched twice" in path.read_text("utf-8")) is replaced
    assert "Replace what differs in 1 record" in screen.getvalue()
    assert "Reading" in screen.getvalue(), "a terminal sees how far it is"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["no-such-file"], "cannot be read"),
        (["."], "is a folder"),
        (["/dev/null"], "Save it as a file"),
        (["a\0b"], "cannot be read"),
        (["{acled}", "--from", "xls"], "acled, ucdp"),
        (["{acled}", "--theme", "fish"], "mining, coca"),
        (["{acled}", "--kind", "fish"], "protest"),
        (["{acled}", "--precision", "exact"], "site, town"),
        (["{acled}", "--name", "../x"], "small letters"),
        (["{acled}", "--into", "nowhere"], "site.yaml"),
        (["{acled}", "--from", "geojson"], "no JSON"),
        (["{acled}", "--from", "feed"], "no feed"),
    ],
)
def test_it_says_what_is_wrong_in_one_line(
    words: list[str], said: str, acled: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [w.replace("{acled}", str(acled)) for w in words]
    assert run(*given, *([] if "--into" in given else ["--into", data])) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and len(captured.err.splitlines()) == 1
    assert said in captured.err


def test_a_file_that_looks_like_nothing_is_asked_about(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    assert run(path, "--into", data) == 2
    assert "--from" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["csv", "geojson", "timelinejs", "timelinejs-sheet",
                                  "linked-places"])  # fmt: skip
def test_what_export_writes_is_recognised_and_known_again(
    name: str, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"x.{FORMATS[name].ending}"
    assert cli.main(["export", "--to", name, "--out", str(out), "--data", str(data)]) == 0
    before = {p: p.read_bytes() for p in data.rglob("*.yaml")}
    assert run(out, "--into", data) == 0
    said = capsys.readouterr().out
    assert READERS[name].what in said and "0 records new" in said
    assert {p: p.read_bytes() for p in data.rglob("*.yaml")} == before


def test_help_of_import_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("--help")
    said = capsys.readouterr().out
    assert all(name in said for name in READERS)


def test_a_row_cannot_drive_the_terminal(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(ACLED.replace("soon", "\x1b[2J").replace("PER3", "\x1b]0;x\x07"), "utf-8")
    run(path, "--into", data)
    said = capsys.readouterr()
    assert all(line.isprintable() for line in (said.out + said.err).splitlines())


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([3], "3"),
        ([3, 4, 5, 9], "3-5, 9"),
        (list(range(1, 99, 2)), "1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and 37 more"),
    ],
)
def test_lines_are_told_as_people_write_them(lines: list[int], said: str) -> None:
    assert import_.ranges(iter(lines)) == said
