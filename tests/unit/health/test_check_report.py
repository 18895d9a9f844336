"""`psgdash check --report`: lines for people, one object for programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from asking import Folder, with_place
from making import event, place

from psgdash import cli
from psgdash.health.checks import CHECKS
from psgdash.health.text import LISTED

Output = pytest.CaptureFixture[str]


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Change a file of the archive once."""
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_report_stands_after_what_check_says_anyway(data: Path, capsys: Output) -> None:
    assert cli.main(["check", str(data), "--report"]) == 0
    first, empty, head, *rest = capsys.readouterr().out.splitlines()
    assert first == "10 events, 8 places, 5 sections: nothing wrong."
    assert empty == ""
    assert re.fullmatch(r"Data health on \d+ \w+ \d{4}\. Nothing to mend, 25 to complete\.", head)
    assert "No archive link: 10" in rest
    assert "  2004  ############################## 8" in rest
    assert any(line.startswith("No release to compare with: ") for line in rest)


def test_warnings_do_not_change_the_exit_code_and_a_rejection_does(
    data: Path, capsys: Output
) -> None:
    edit(data, "places.yaml", "lat: -7.1638", "lat: 7.1638")
    assert cli.main(["check", str(data), "--report"]) == 0
    assert "1 thing to mend" in capsys.readouterr().out
    edit(data, "events/2004-09-30.yaml", "kind: clash", "kind: quarrel")
    assert cli.main(["check", str(data), "--report"]) == 1
    assert "2 things to mend" in capsys.readouterr().out


def test_a_finding_names_the_line_of_its_field(data: Path, capsys: Output) -> None:
    edit(data, "places.yaml", "lat: -7.1638", "lat: 7.1638")
    lines = (data / "places.yaml").read_text("utf-8").splitlines()
    line = 1 + next(i for i, text in enumerate(lines) if "lat: 7.1638" in text)
    cli.main(["check", str(data), "--report"])
    said = capsys.readouterr().out
    assert f"  places.yaml:{line}: cajamarca · lat: The point 7.1638, -78.5003 lies outside" in said


def test_json_holds_the_contract_and_the_report(data: Path, capsys: Output) -> None:
    edit(data, "events/2004-09-30.yaml", "kind: clash", "kind: quarrel")
    assert cli.main(["check", str(data), "--format", "json"]) == 1
    plain = json.loads(capsys.readouterr().out)
    assert set(plain) == {"events", "places", "sections", "problems"}
    assert cli.main(["check", str(data), "--report", "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    report = said.pop("report")
    assert said == plain
    assert set(report) == {
        "day", "findings", "checks", "counts", "places_compared", "changes",
    }  # fmt: skip
    assert [check["code"] for check in report["checks"]] == [check.code for check in CHECKS]
    by_code = {check["code"]: check for check in report["checks"]}
    (rejected,) = by_code["rejected"]["findings"]
    problem = said["problems"][0]
    assert {k: v for k, v in rejected.items() if k not in ("code", "kind", "other", "line")} == {
        k: v for k, v in problem.items() if k != "line"
    }
    edition = (data / rejected["path"]).read_text("utf-8").splitlines()
    assert edition[rejected["line"] - 1].strip() == "kind: quarrel"
    assert all(c["count"] == len(c["findings"]) for c in report["checks"])
    finding = by_code["no-archive-link"]["findings"][0]
    assert set(finding) == {
        "code", "kind", "other", "path", "line", "record", "field", "message", "fix",
    }  # fmt: skip
    text = (data / finding["path"]).read_text("utf-8").splitlines()
    assert text[finding["line"] - 1].strip() == "sources:"
    counts = report["counts"]
    assert counts["statuses"]["published"] == sum(counts["years"].values()) == 9
    assert counts["edition"] <= sum(counts["dates"].values()) == 9
    assert report["changes"]["release"] is None


def test_json_lists_all_and_the_text_says_how_many_more(folder: Folder, capsys: Output) -> None:
    folder.put([event(f"e{n}", title={"en": f"{n}", "es": f"{n}"}) for n in range(LISTED + 5)])
    cli.main(["check", str(folder.path), "--report"])
    said = capsys.readouterr().out
    assert "No source: 25" in said
    assert said.count(" · sources: ") == LISTED
    assert "… and 5 more, which --format json lists." in said
    cli.main(["check", str(folder.path), "--report", "--format", "json"])
    checks = json.loads(capsys.readouterr().out)["report"]["checks"]
    assert len(next(c for c in checks if c["code"] == "no-source")["findings"]) == 25


def test_nothing_to_mend_is_said_in_an_archive_of_nothing(folder: Folder, capsys: Output) -> None:
    folder.put()
    assert cli.main(["check", str(folder.path), "--report"]) == 0
    said = capsys.readouterr().out
    assert "Nothing to mend.\n" in said
    assert "Events by" not in said


def test_a_record_cannot_drive_the_terminal_by_way_of_the_report(
    folder: Folder, capsys: Output
) -> None:
    nasty = "\u200b\u00ad {n} %s"
    sources = [{"title": nasty, "url": "https://example.org/"}]
    folder.put(
        [event(title={"en": nasty}, sources=sources)],
        with_place(place("x", 7.0, 78.0, "town", "Lima", "peru", title=nasty)),
    )
    cli.main(["check", str(folder.path), "--report"])
    said = capsys.readouterr().out
    assert "{n} %s" in said
    assert all(line.isprintable() for line in said.splitlines())


def test_every_check_finds_something_somewhere(folder: Folder) -> None:
    """A check that cannot find anything would be no check."""
    text = {"en": "The same story told twice.", "es": "La misma historia dos veces."}
    places = [
        place("zero", 0.0, 0.0, "town", "Lima", "peru"),
        place("swap", -77.0, -12.0, "town", "Lima", "peru"),
        place("away", -3.0, -73.0, "town", "Lima", "peru"),
        place("lima", -12.04, -77.03, "town", "Lima", "Lima", "peru"),
        place("peru", -9.15, -74.38, "country"),
    ]
    address = [{"title": "x", "url": "https://example.org/"}]
    folder.put(
        [
            event("one", text=text, sources=address, date="2004-11-01"),
            event("one-again", text=text, title=event("one")["title"], date="2004-11-01"),
            event("late", date="2030"),
            event("early", date="2004-12-31"),
            event("bare", date=None, where=[], title={"en": "x"},
                  translation={"es": "unreviewed"}),
            event("odd", kind="quarrel"),
            event("shy", where="away", sensitivity="district"),
            event("back", date="2004-12/2004-10"),
        ],
        places,
    )  # fmt: skip
    assert set(folder.found()) == {check.code for check in CHECKS}


def test_a_place_that_cannot_be_shown_as_its_sensitivity_asks_is_told(folder: Folder) -> None:
    farm = place("farm", -11.1, -74.3, "site", "Satipo", "Junín", "peru", title="Farm")
    folder.put(
        [
            event("shy", where="farm", sensitivity="district"),
            event("shyer", where="farm", sensitivity="province"),
            event("open", where="farm"),
            event("gone", where="farm", sensitivity="district", status="withdrawn"),
        ],
        with_place(farm),
    )
    (finding,) = folder.found()["sensitive-place"]
    assert (finding.record, finding.field) == ("shy", "sensitivity")
    assert finding.message == (
        "The district of “Farm” is not known: readers see the province of Satipo."
    )
    assert "`within`" in finding.fix


def test_checks_do_not_change_with_the_language(folder: Folder) -> None:
    folder.put([event("bare", date=None, where=[], title={"en": "x"})])
    english, spanish = folder.report(), folder.report(language="es")
    places = [
        [(f.code, f.path, f.line, f.record, f.field) for g in each.groups for f in g.findings]
        for each in (english, spanish)
    ]
    assert places[0] == places[1]
    assert english.numbers == spanish.numbers
    for mine, theirs in zip(english.groups, spanish.groups, strict=True):
        assert mine.name != theirs.name
        for f, g in zip(mine.findings, theirs.findings, strict=True):
            assert f.message != g.message and f.fix != g.fix


def test_codes_are_unique_and_of_one_form() -> None:
    codes = [check.code for check in CHECKS]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)
