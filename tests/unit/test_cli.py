"""The command line: what it prints, what it writes, and how it says no."""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_socket import enable_socket

from psgdash import cli
from psgdash.exchange import FORMATS
from psgdash.geocoding import services
from psgdash.takeaway import TAKEAWAYS
from psgdash.web import serving

REPOSITORY = Path(__file__).parents[2]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
CANDIDATE = {"name", "lat", "lon", "precision", "within", "score", "source"}


def commands() -> dict[str, argparse.ArgumentParser]:
    """The parsers of the commands by name."""
    actions = cli.parser()._actions
    return next(dict(a.choices) for a in actions if isinstance(a, argparse._SubParsersAction))


def options() -> Iterator[tuple[str, str]]:
    """Every (command, option) there is."""
    for name, parser in commands().items():
        for action in parser._actions:
            yield from ((name, option) for option in action.option_strings)


# -- documentation ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(commands()))
def test_readme_describes_every_command(name: str) -> None:
    assert f"psgdash {name}" in README


@pytest.mark.parametrize(("name", "option"), sorted(set(options())))
def test_readme_describes_every_option(name: str, option: str) -> None:
    if option in ("-h", "--help"):
        assert "--help" in README
        return
    section = README.split(f"#### `psgdash {name}`")[1].split("\n#")[0]
    assert re.search(rf"`{re.escape(option)}\b", section), f"{name} {option} is not in README.md"


@pytest.mark.parametrize("name", sorted(commands()))
def test_help_of_every_command_shows_an_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main([name, "--help"])
    assert stopped.value.code == 0
    assert f"example: psgdash {name}" in capsys.readouterr().out


def test_help_of_export_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["export", "--help"])
    said = capsys.readouterr().out
    assert all(name in said for name in (*FORMATS, *TAKEAWAYS))


def test_help_loads_neither_streamlit_nor_a_database() -> None:
    code = (
        "import sys, psgdash.cli\n"
        "psgdash.cli.parser().format_help()\n"
        "print(sorted({'streamlit', 'duckdb', 'ibis', 'plotly', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# -- check --------------------------------------------------------------------------------------


def test_check_counts_what_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out == "10 events, 8 places, 5 sections: nothing wrong.\n"


def test_check_names_file_line_field_and_mend(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edition = data / "events" / "2004-09-30.yaml"
    text = edition.read_text(encoding="utf-8")
    edition.write_text(text.replace("kind: clash", "kind: quarrel"), encoding="utf-8")
    assert cli.main(["check", str(data)]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert re.match(r"events/2004-09-30\.yaml:\d+: yanacocha-protests · kind: ", first)
    assert "'quarrel'" in first
    assert "Choose one of: " in first
    assert last == "9 events, 8 places, 5 sections: 1 thing is wrong."


def test_check_in_json_holds_the_same(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "events" / "2005-02-28.yaml").write_text("- id: x\n  title: [\n", encoding="utf-8")
    assert cli.main(["check", str(data), "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["events"], said["places"], said["sections"]) == (10, 8, 5)
    assert said["problems"][0]["path"] == "events/2005-02-28.yaml"
    assert set(said["problems"][0]) == {"path", "line", "record", "field", "message", "fix"}


def test_check_of_a_folder_that_is_not_there_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", str(tmp_path / "nowhere")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert "site.yaml" in captured.err


def test_a_record_cannot_drive_the_terminal(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "events" / "2005-02-28.yaml").write_text(
        '- id: "x\\e[2Jy\\nz"\n  colour: red\n', encoding="utf-8"
    )
    assert cli.main(["check", str(data)]) == 1
    said = capsys.readouterr().out
    assert all(line.isprintable() for line in said.splitlines())
    assert all(re.match(r"events/\S+:\d+: ", line) for line in said.splitlines()[:-1])


# -- geocode ------------------------------------------------------------------------------------


def test_geocode_finds_san_gaban_without_its_accent(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["geocode", "San Gaban, Puno"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found[0]) == CANDIDATE
    assert found[0]["name"] == "San Gabán"
    assert (found[0]["lat"], found[0]["lon"]) == pytest.approx((-13.44, -70.40), abs=0.05)
    assert [c["score"] for c in found] == sorted((c["score"] for c in found), reverse=True)


def test_geocode_finds_the_places_that_a_text_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "President Toledo flew to San Gabán, Puno.\n\nWorkers in Quito, Ecuador, are on strike."
    file = tmp_path / "news.txt"
    file.write_text(text, encoding="utf-8-sig")
    assert cli.main(["geocode", "--text", str(file)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(dict.fromkeys(c["query"] for c in found)) == [
        "San Gabán",
        "Puno",
        "Quito",
        "Ecuador",
    ]
    assert set(found[0]) == CANDIDATE | {"query", "start", "end", "role", "reason"}
    assert all(text[c["start"] : c["end"]] == c["query"] for c in found)
    assert (found[0]["name"], found[0]["role"]) == ("San Gabán", "destination")


def test_geocode_of_a_text_without_places_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "news.txt"
    file.write_text("President Toledo met the unions.", encoding="utf-8")
    assert cli.main(["geocode", "--text", str(file)]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out) == []
    assert "No place" in captured.err


def test_geocode_of_an_unknown_name_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["geocode", "Xyzzyville"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out) == []
    assert "Try another spelling" in captured.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "--text FILE"),
        (["Lima", "--text", "x"], "--text FILE"),
        (["a" * 301], "300 characters at most"),
        (["--text", "no-such-file"], "cannot be read"),
        (["--text", "."], "cannot be read"),
        (["--text", "a\0b"], "cannot be read"),
    ],
)
def test_geocode_says_what_it_needs(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["geocode", *words]) == 2
    assert said in capsys.readouterr().err


def test_geocode_refuses_what_is_not_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    binary = tmp_path / "names"
    binary.write_bytes(b"\xff\xfe\x00")
    assert cli.main(["geocode", "--text", str(binary)]) == 2
    assert "UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "   ", "\x1b[2J", "\ud800", "🙂", ",,,", "%s{0}"])
def test_geocode_takes_any_text(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["geocode", name]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("options", "title"), [([], "Nominatim"), (["--service", "photon"], "Photon")]
)
def test_geocode_online_without_a_network_says_what_to_do(
    options: list[str],
    title: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(online: services.Online, query: str) -> tuple[()]:
        raise services.OnlineError(f"{online.service.title} cannot be reached. Leave out --online.")

    monkeypatch.setattr(services.Online, "candidates", away)
    assert cli.main(["geocode", "Lima", "--online", *options]) == 2
    assert f"{title} cannot be reached. Leave out --online" in capsys.readouterr().err


def test_geocode_online_asks_for_each_name_of_a_text_once_and_not_for_many(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(services.Online, "candidates", lambda _, name: asked.append(name) or ())
    file = tmp_path / "news.txt"
    file.write_text("They marched from Puno to Cusco. In Puno it rained.", encoding="utf-8")
    assert cli.main(["geocode", "--text", str(file), "--online"]) == 0
    assert asked == ["Puno", "Cusco"]
    assert "asking Nominatim for Puno" in capsys.readouterr().err
    monkeypatch.setattr("psgdash.cli.geocode.MOST_ASKED", 1)
    assert cli.main(["geocode", "--text", str(file), "--online"]) == 2
    assert "names 2 places" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--service", "photon"], "add --online"),
        (["--online", "--service", "goggle"], "Choose one of: nominatim, photon"),
    ],
)
def test_geocode_says_what_is_wrong_with_the_service_that_is_named(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["geocode", "Lima", *options]) == 2
    assert said in capsys.readouterr().err


# -- export -------------------------------------------------------------------------------------


def exported(capsysbinary: pytest.CaptureFixture[bytes], *words: str) -> list[dict[str, str]]:
    """The rows of a CSV export to standard output."""
    assert cli.main(["export", "--to", "csv", *words]) == 0
    return list(csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ([], 10),
        (["--conflicts"], 4),
        (["--theme", "mining", "--theme", "coca"], 3),
        (["--kind", "protest", "--kind", "mob-violence"], 2),
        (["--place", "cajamarca", "--conflicts"], 2),
        (["--until", "2004-08"], 1),
        (["--from", "2004-11-01", "--until", "2004-11-01", "--theme", "coca"], 1),
        (["-q", "san gaban"], 1),
        (["--q", "xyzzy"], 0),
    ],
)
def test_export_takes_the_filters_of_the_url(
    words: list[str], count: int, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert len(exported(capsysbinary, *words)) == count


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_export_writes_every_format_to_a_file(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"events.{name}"
    assert cli.main(["export", "--to", name, "--out", str(out)]) == 0
    assert "san-gaban-coca-protest" in out.read_text(encoding="utf-8-sig")
    assert capsys.readouterr().err == f"{out}: 10 events (all events).\n"
    assert list(tmp_path.iterdir()) == [out]


def test_export_never_overwrites_unless_forced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mine.csv"
    out.write_text("precious", encoding="utf-8")
    words = ["export", "--to", "csv", "--out", str(out)]
    assert cli.main(words) == 2
    assert out.read_text(encoding="utf-8") == "precious"
    assert "--force" in capsys.readouterr().err
    assert cli.main([*words, "--force"]) == 0
    assert "yanacocha" in out.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", "xls"], "csv, geojson"),
        (["--to", "csv", "--theme", "minig"], "mining, coca"),
        (["--to", "csv", "--kind", ""], "protest"),
        (["--to", "csv", "--place", "../x"], "cajamarca"),
        (["--to", "csv", "--from", "yesterday"], "2004-11-30"),
        (["--to", "csv", "--until", "2004-13"], "2004-11-30"),
        (["--to", "csv", "--out", "."], "is no file"),
        (["--to", "csv", "--out", "no/such/folder/x.csv"], "is not there"),
        (["--to", "csv", "--out", "a\0b"], "is no file"),
        (["--to", "csv", "--out", "x" * 5000], "psgdash export: "),
        (["--to", "csv", "--data", "no-such-folder"], "site.yaml"),
        (["--to", "poster"], "slides, briefing, brief, picture"),
        (["--to", "csv", "--lang", "es"], "--lang is for documents"),
        (["--to", "csv", "--event", "a-law"], "--event is for documents"),
        (["--to", "slides", "--out", "mine.ppt"], "this is written as .pptx"),
        (["--to", "picture", "--out", "mine.jpg"], ".png or .svg"),
        (["--to", "slides", "--out", "x.pptx", "-q", "xyzzy"], "No event matches all of these"),
        (["--to", "slides", "--out", "x.pptx", "--event", "a-law"], "--event is for a brief"),
        (["--to", "brief", "--out", "x.pdf"], "Name it: --event ID"),
        (["--to", "brief", "--out", "x.pdf", "--event", "no-such"], "not known, or not public"),
    ],
)
def test_export_says_what_is_wrong_in_one_line(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert len(captured.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "ending", "begins", "more"),
    [
        ("slides", "pptx", b"PK", []),
        ("briefing", "pdf", b"%PDF-", ["--lang", "es"]),
        ("brief", "pdf", b"%PDF-", ["--event", "san-gaban-coca-protest"]),
        ("picture", "png", b"\x89PNG", []),
        ("picture", "svg", b"<svg", ["--lang", "es"]),
    ],
)
def test_export_writes_every_document(
    name: str,
    ending: str,
    begins: bytes,
    more: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / f"it.{ending}"
    words = ["export", "--to", name, "--out", str(out), "--conflicts", *more]
    assert cli.main(words) == 0
    assert out.read_bytes().startswith(begins)
    said = capsys.readouterr().err
    assert said.startswith(f"{out}: {'1 event.' if name == 'brief' else '4 events ('}")
    assert list(tmp_path.iterdir()) == [out]
    assert cli.main(words) == 2
    assert "--force" in capsys.readouterr().err


def test_a_brief_of_a_draft_is_not_made(data: Path, tmp_path: Path) -> None:
    edition = data / "events" / "2004-11-30.yaml"
    text = edition.read_text(encoding="utf-8")
    edition.write_text(text.replace("status: published", "status: draft", 1), encoding="utf-8")
    out = tmp_path / "it.pdf"
    words = ["export", "--to", "brief", "--out", str(out), "--data", str(data), "--event"]
    assert cli.main([*words, "fujimori-extradition-campaign"]) == 2
    assert not out.exists()
    assert cli.main([*words, "g8-transparency-pact"]) == 0


def test_export_never_holds_a_draft(data: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    edition = data / "events" / "2004-11-30.yaml"
    text = edition.read_text(encoding="utf-8")
    edition.write_text(text.replace("status: published", "status: draft", 1), encoding="utf-8")
    assert len(exported(capsysbinary, "--data", str(data))) == 9


# -- serve --------------------------------------------------------------------------------------


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int | None, bool]]:
    """What the server would have been started with."""
    calls: list[tuple[str, int | None, bool]] = []

    def run(address: str, port: int | None, *, open_browser: bool) -> int:
        calls.append((address, port, open_browser))
        return 0

    monkeypatch.setattr(serving, "run", run)
    monkeypatch.setenv("PSGDASH_DATA", "")
    return calls


@pytest.mark.parametrize("words", [[], ["serve"]])
def test_serving_is_what_it_does_unasked(
    words: list[str], started: list[tuple[str, int | None, bool]]
) -> None:
    assert cli.main(words) == 0
    assert started == [("127.0.0.1", None, True)]


def test_serve_passes_its_options_on(
    data: Path, started: list[tuple[str, int | None, bool]]
) -> None:
    words = ["--port", "8600", "--data", str(data), "--address", "0.0.0.0", "--no-browser"]
    assert cli.main(words) == 0
    assert started == [("0.0.0.0", 8600, False)]
    assert os.environ["PSGDASH_DATA"] == str(data)


def test_serve_refuses_a_folder_without_an_archive(
    tmp_path: Path,
    started: list[tuple[str, int | None, bool]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["serve", "--data", str(tmp_path)]) == 2
    assert started == []
    assert "site.yaml" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["-1", "65536", "http", "٣", "9" * 5000])
def test_serve_refuses_what_is_no_port(port: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["serve", f"--port={port}"])
    assert stopped.value.code == 2


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on."""
    enable_socket()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


@pytest.mark.enable_socket
def test_a_taken_port_is_said_and_another_is_found_unasked(taken: int) -> None:
    with pytest.raises(serving.ServingError, match=f"Port {taken} is taken"):
        serving.free_port("127.0.0.1", taken)
    assert serving.free_port("127.0.0.1", None) in range(8501, 8601)


@pytest.mark.enable_socket
@pytest.mark.parametrize("address", ["203.0.113.7", "no such host", "x" * 300])
def test_an_address_of_another_computer_is_refused(address: str) -> None:
    with pytest.raises(serving.ServingError, match="no address of this computer"):
        serving.free_port(address, None)
