"""`psgdash add`: what it takes from a text, what it says, what it saves."""

from __future__ import annotations

from pathlib import Path

import pytest

from psgdash import cli
from psgdash.archive import loading

ENGLISH = """Farmers block road to Las Bambas mine
30 November 2025

At the beginning of this month farmers blocked the road to the Las Bambas copper mine in Cotabambas.
"""
SPANISH = """Docentes marchan en Ayacucho
Ayer unas 500 personas marcharon en Huamanga contra la corrupción del gobierno.
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(ENGLISH, "utf-8")
    return path


def test_add_says_what_it_took_and_saves_it_to_be_reviewed(
    data: Path, text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["add", str(text), "--data", str(data)]) == 0
    out, err = capsys.readouterr()
    assert "date       2025-11-01~: the text says 'At the beginning of this month'" in out
    assert "place      Las Bambas mine" in out and "themes     Mining" in out
    assert "missing    the title in Spanish" in out and ", a source" in out
    assert "events/2025-11-30.yaml" in err
    archive = loading.load(data)
    event = archive.events["farmers-block-road-to-las-bambas-mine"]
    assert archive.problems == ()
    assert (event.status, event.published.isoformat()) == ("review", "2025-11-30")
    assert event.sources == ()
    assert f"- id: {event.id}" in out


def test_add_says_which_of_many_places_it_left_out(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    towns = "Ayaviri, Juliaca, Macusani, Ilave, Huancayo, Abancay, Chimbote, Tarapoto and Sicuani"
    path = tmp_path / "many.txt"
    path.write_text(f"Strikes\nTeachers marched in {towns}.", "utf-8")
    cli.main(["add", str(path), "--data", str(data), "--dry-run"])
    out = capsys.readouterr().out
    assert out.count("place      ") == 8
    assert "also in the text, and left out: Sicuani" in out


def test_a_dry_run_saves_nothing(
    data: Path, text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert cli.main(["add", str(text), "--data", str(data), "--dry-run"]) == 0
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before
    assert "Nothing was saved" in capsys.readouterr().err


def test_options_outrank_the_text(data: Path, text: Path) -> None:
    options = ["--published", "2025-12-01", "--status", "draft", "--source", "La República"]
    more = ["--source-url", "https://example.org/1"]
    assert cli.main(["add", str(text), "--data", str(data), *options, *more]) == 0
    event = loading.load(data).events["farmers-block-road-to-las-bambas-mine"]
    assert (event.published.isoformat(), event.status) == ("2025-12-01", "draft")
    assert event.date is not None and event.date.edtf == "2025-12-01~"
    assert [(s.title, s.url) for s in event.sources] == [("La República", "https://example.org/1")]


GROUP, SITE = "Peru Support Group", "https://www.perusupportgroup.org.uk/"


@pytest.mark.parametrize(
    ("options", "last", "sources"),
    [
        ([], "", []),
        ([], "Source: La República", [("La República", None)]),
        (["--ours"], "", [(GROUP, SITE)]),
        (["--ours", "--source-url", "https://e.org/5"], "", [(GROUP, "https://e.org/5")]),
        (["--ours"], "Source: La República", [(GROUP, SITE)]),
        (["--source-url", "https://e.org/5"], "", [("https://e.org/5", "https://e.org/5")]),
    ],
)
def test_the_source_is_what_is_said_and_never_guessed(
    data: Path, text: Path, options: list[str], last: str, sources: list[tuple[str, str | None]]
) -> None:
    text.write_text(f"{ENGLISH}\n{last}", "utf-8")
    assert cli.main(["add", str(text), "--data", str(data), *options]) == 0
    event = loading.load(data).events["farmers-block-road-to-las-bambas-mine"]
    assert [(s.title, s.url) for s in event.sources] == sources


def test_standard_input_in_spanish(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = data.parent / "noticia.txt"
    path.write_text(SPANISH, "utf-8")
    with path.open("rb") as file:
        monkeypatch.setattr("psgdash.cli.add.text_of", lambda name: file.read().decode())
        args = ["add", "-", "--data", str(data), "--published", "2025-11-30"]
        assert cli.main(args) == 0
    event = loading.load(data).events["docentes-marchan-en-ayacucho"]
    assert list(event.title) == ["es"]
    assert event.date is not None and event.date.edtf == "2025-11-29"


def test_a_text_that_makes_no_record_is_told_and_costs_nothing(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short = tmp_path / "short.txt"
    short.write_text("x\n", "utf-8")
    assert cli.main(["add", str(short), "--data", str(data)]) == 1
    out, err = capsys.readouterr()
    assert "title: This is empty." in out and "Nothing was saved" in err
    assert len(loading.load(data).events) == 10


def test_what_the_text_does_not_tell_can_be_given(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("Rain in Puno\nIt rained on 3 November 2025 in Puno.", "utf-8")
    args = ["add", str(path), "--data", str(data), "--published", "2025-11-30"]
    assert cli.main(args) == 1
    assert "--kind: protest" in capsys.readouterr().err
    assert cli.main([*args, "--kind", "nonsense", "--theme", "mining"]) == 1
    more = ["--kind", "gathering", "--theme", "energy", "--theme", "mining"]
    assert cli.main([*args, *more]) == 0
    event = loading.load(data).events["rain-in-puno"]
    assert (event.kind, event.themes) == ("gathering", ("energy", "mining"))


def test_the_same_news_twice_is_told(
    data: Path, text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert cli.main(["add", str(text), "--data", str(data)]) == 0
    assert "much like  farmers-block-road-to-las-bambas-mine" in capsys.readouterr().out
    assert "farmers-block-road-to-las-bambas-mine-2" in loading.load(data).events


@pytest.mark.parametrize(
    ("content", "said"),
    [(b" \n", "is empty"), (b"\xff\xfe\x00", "UTF-8"), (b"a b\n" * 6000, "characters")],
)
def test_a_file_that_is_no_news_text_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(content)
    assert cli.main(["add", str(path), "--data", str(data)]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("day", ["30/11/2004", "2004-02-30", "1000-01-01", "20041130", ""])
def test_a_day_that_is_none_is_refused(text: Path, day: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["add", str(text), "--published", day])
    assert stopped.value.code == 2


def test_what_is_printed_cannot_drive_a_terminal(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.txt"
    path.write_text("March \x1b[31m in Lima\nThey marched \x07 against the mine.", "utf-8")
    assert cli.main(["add", str(path), "--data", str(data)]) == 1
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err and "control character" in out
