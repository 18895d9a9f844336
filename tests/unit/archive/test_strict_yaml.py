"""YAML is read strictly: text stays text, and what is broken costs only itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from psgdash.archive import strictyaml


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("True", "True"),
        ("y", "y"),
        ("12:30", "12:30"),
        ("12:30:45", "12:30:45"),
        ("2004-11-30", "2004-11-30"),
        ("2004-11", "2004-11"),
        ("012", "012"),
        ("0x10", "0x10"),
        ("1e5", "1e5"),
        ("1_000", "1_000"),
        (".5", ".5"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("=", "="),
        ("<<", "<<"),
        ("190X", "190X"),
        ("99999999999999999999", "99999999999999999999"),
        ("'5'", "5"),
        ('"true"', "true"),
        ("5", 5),
        ("-7", -7),
        ("-7.16", -7.16),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_only_plain_numbers_true_false_and_null_are_more_than_text(
    written: str, value: Any
) -> None:
    document = strictyaml.parse(f"a: {written}\n", "f.yaml")
    assert document.problems == ()
    assert document.data == {"a": value}
    assert type(document.data["a"]) is type(value)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "written twice"),
        ("a: &x 1\nb: 2\n", 1, "Anchors"),
        ("a: 1\nb: *x\n", 2, "alias"),
        ("a: 1\nb: !secret x\n", 2, "tag"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "tag"),
        ("a: !!str NO\n", 1, "tag"),
        ("a: ! NO\n", 1, "tag"),
        ("a: 1\n? [x]\n: 2\n", 2, "must be a word"),
        ("a: 1\n\tb: 2\n", 2, "YAML"),
        ("a:\n\tb: 2\n", 2, "YAML"),
        ("a: 1\nb: x\x01y\n", 2, "YAML"),
        ("a: 1\n---\nb: 2\n", 2, "document"),
        ("a: b: c\n", 1, "YAML"),
        ("a: 'never closed\n", 2, "YAML"),
        ("a: [1, 2\nb: 3\n", 2, "YAML"),
        ("x:\n" + "".join(" " * n + f"k{n}:\n" for n in range(1, 30)), 21, "nested too deeply"),
    ],
)
def test_what_is_not_plain_data_is_refused_with_its_line_and_a_mend(
    text: str, line: int, said: str
) -> None:
    document = strictyaml.parse(text, "f.yaml")
    assert document.data is None
    (problem,) = document.problems
    assert (problem.path, problem.line) == ("f.yaml", line)
    assert said in problem.message
    assert problem.fix


@pytest.mark.parametrize("text", ["[" * 200_000, "- " * 200_000, "{a: " * 200_000, "? " * 200_000])
def test_nesting_that_would_crash_the_parser_is_a_problem_and_no_crash(text: str) -> None:
    code = (
        "import sys; from psgdash.archive import strictyaml;"
        "d = strictyaml.parse(sys.stdin.read(), 'f'); print(d.problems[0].message)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        input=text,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        cwd=Path(__file__).resolve().parents[3],
    )
    assert (run.returncode, run.stdout.strip()) == (0, "This is nested too deeply.")


GOOD = "- id: {0}\n  text: |-\n    One.\n\n    Two {0}.\n"


@pytest.mark.parametrize(
    "broken",
    [
        "- id: b: c\n",
        "- id: b\n  id: b\n",
        "- id: &x b\n",
        "- id: *x\n",
        "- id: !t b\n",
        "- id: b\n  a: [1\n",
        "- id: 'b\n  c: \"\n",
        "- id: b\n\tc: d\n",
        "- id: b\n  c: \x02\n",
        "- - - - - - - - - - - - - - - - - - - - - - - - - -  deep\n",
    ],
)
def test_items_before_and_after_a_broken_one_are_kept_with_their_lines(broken: str) -> None:
    before, after = GOOD.format("first"), GOOD.format("last")
    document = strictyaml.parse(before + broken + after, "f.yaml")
    assert [item["id"] for item in document.data] == ["first", "last"]
    assert document.data[1]["text"] == "One.\n\nTwo last."
    (problem,) = document.problems
    first_after = 6 + broken.count("\n")
    assert 6 <= problem.line <= first_after
    assert document.line((0, "text")) == 2
    assert document.line((1,)) == first_after
    assert document.line((1, "text")) == first_after + 1


def test_an_item_whose_dash_stands_alone_is_no_less_an_item() -> None:
    document = strictyaml.parse("-\n  id: a\n- id: b: c\n-\n  id: d\n", "f.yaml")
    assert [item["id"] for item in document.data] == ["a", "d"]
    assert [p.line for p in document.problems] == [3]
    assert (document.line((0, "id")), document.line((1, "id"))) == (2, 5)


def test_two_broken_items_are_both_reported() -> None:
    document = strictyaml.parse("- id: a: b\n- id: c\n- id: d: e\n- id: f\n", "f.yaml")
    assert [item["id"] for item in document.data] == ["c", "f"]
    assert [p.line for p in document.problems] == [1, 3]


def test_a_line_is_known_for_every_value_and_for_what_is_missing_inside_it() -> None:
    document = strictyaml.parse("# note\n- id: a\n  title:\n    en: x\n    es: y\n", "f.yaml")
    assert document.line((0, "title", "es")) == 5
    assert document.line((0, "title", "fr")) == 3
    assert document.line((7, "x")) == 2


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes("a: 1\nb: Perú\n".encode("latin-1"))
    (problem,) = strictyaml.read(path).problems
    assert (problem.path, problem.line) == ("f.yaml", 2)
    assert "UTF-8" in problem.fix


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: Per\xc3\xba\r\n")
    document = strictyaml.read(path)
    assert document.data == {"a": 1, "b": "Perú"}
    assert document.line(("b",)) == 2


def test_a_file_beyond_the_size_limit_is_not_even_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "f.yaml"
    path.write_text("a: 12345678\n", encoding="utf-8")
    monkeypatch.setattr(strictyaml, "SIZE_LIMIT", 5)
    document = strictyaml.read(path)
    assert document.data is None
    assert "too large" in document.problems[0].message


@pytest.mark.parametrize("make", ["missing", "folder"])
def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path, make: str) -> None:
    path = tmp_path / "f.yaml"
    if make == "folder":
        path.mkdir()
    (problem,) = strictyaml.read(path).problems
    assert "cannot be read" in problem.message


@pytest.mark.parametrize("text", ["", "# only a note\n", "---\n"])
def test_an_empty_file_holds_nothing_and_is_no_problem(text: str) -> None:
    document = strictyaml.parse(text, "f.yaml")
    assert (document.data, document.problems) == (None, ())
