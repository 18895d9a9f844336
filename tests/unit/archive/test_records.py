"""Records let nothing in that is unknown, invisible, out of range or a script."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from making import PLACES, SITE, THEMES, both, event
from pydantic import ValidationError

from psgdash.archive import strictyaml
from psgdash.archive.messages import problem_from
from psgdash.archive.reading import SHELVES
from psgdash.errors import Problem

EXAMPLES: dict[str, dict[str, Any]] = {
    "site": SITE,
    "theme": THEMES[0],
    "kind": {"id": "protest", "name": both("Protest"), "acled": None},
    "place": PLACES[4],
    "period": {
        "id": "war",
        "name": both("War"),
        "start": "1980",
        "end": "2000",
        "kind": "conflict",
        "sources": [{"title": "x"}],
    },
    "section": {
        "id": "aims",
        "order": 1,
        "title": both("Aims"),
        "bullets": {"en": ["one", "two"]},
        "action": {"label": both("Join"), "url_from": "url"},
        "periods": ["war"],
    },
    "story": {
        "id": "a-story",
        "order": 1,
        "title": both("A story"),
        "text": both("What it tells"),
        "translation": {"es": "unreviewed"},
        "steps": [
            {"title": both("Begin"), "notes": both("Say hello")},
            {"event": "b", "headline": both("In short"), "text": both("Shorter")},
        ],
    },
    "event": event(
        where=[{"place": "lima", "role": "origin", "as_written": "Lima"}],
        route={"via": [[-12.6, -73.6]], "source": "by hand"},
        translation={"es": "unreviewed"},
        sources=[{"title": "News", "url": "https://example.org/", "accessed": "2005-01-01"}],
        corrections=[{"date": "2005-01-01", "note": "x"}],
        related=["b"],
        conflict=True,
        embargo_until="2005-01-01",
    ),
}


def problems(kind: str, data: Any) -> list[Problem]:
    """What the checker says of one record that begins on line 7."""
    document = strictyaml.Document("f.yaml", data, {(): 1, (0,): 7})
    try:
        SHELVES[kind][2].model_validate(data)
    except ValidationError as error:
        return [problem_from(e, document, (0,), "x") for e in error.errors(include_url=False)]
    return []


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_good_record_of_every_kind_is_accepted(kind: str) -> None:
    assert problems(kind, EXAMPLES[kind]) == []


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("event", "id", "Two Words"),
        ("event", "id", "a--b"),
        ("event", "id", "../x"),
        ("event", "id", "a" * 81),
        ("event", "id", "a\n"),
        ("event", "id", 5),
        ("event", "title", {"en": "bell \x07"}),
        ("event", "title", {"en": "over\u202eride"}),
        ("event", "title", {"en": "iso\u2066late"}),
        ("event", "title", {"en": "esc \x1b[31m"}),
        ("event", "title", {"en": "cr\rlf"}),
        ("event", "title", {"en": "\x00"}),
        ("event", "text", {"es": "del \x7f"}),
        ("event", "title", {}),
        ("event", "title", {"en": ""}),
        ("event", "title", {"fr": "x"}),
        ("event", "title", "plain"),
        ("event", "title", {"en": "x" * 401}),
        ("event", "text", {"en": "x" * 50_001}),
        ("event", "text", {"en": 5}),
        ("event", "published", "2004-11"),
        ("event", "published", 20041130),
        ("event", "published", "2004-02-30"),
        ("event", "date", "next week"),
        ("event", "date", 1.5),
        ("event", "date", True),
        ("event", "date", "2004/"),
        ("event", "themes", []),
        ("event", "themes", "mining"),
        ("event", "conflict", "yes"),
        ("event", "conflict", 1),
        ("event", "status", "open"),
        ("event", "status", None),
        ("event", "sensitivity", "secret"),
        ("event", "sensitivity", None),
        ("event", "verification", "sure"),
        ("event", "colour", "red"),
        ("event", "places", [{"place": "lima", "role": "near"}]),
        ("event", "places", "lima"),
        ("event", "places", [{"place": "lima", "lat": 1}]),
        ("event", "route", {"via": [[91, 0]]}),
        ("event", "route", {"via": [[0]]}),
        ("event", "embargo_until", "soon"),
        *[
            ("event", "sources", [{"title": "x", "url": url}])
            for url in (
                "javascript:alert(1)",
                "JAVASCRIPT:x",
                "data:text/html,x",
                "//evil.example",
                "https://a b",
                'https://a"onclick=',
                "https://<script>",
                "file:///etc/passwd",
                "ftp://a",
                "",
                " https://a",
                "https://a\n",
                "https://" + "a" * 2000,
            )
        ],
        ("place", "lat", 90.01),
        ("place", "lat", -91),
        ("place", "lon", 180.5),
        ("place", "lat", "7"),
        ("place", "lat", float("nan")),
        ("place", "lon", float("inf")),
        ("place", "lat", True),
        ("place", "precision", "street"),
        ("place", "radius_km", 0.0),
        ("place", "radius_km", 3001.0),
        ("theme", "colour", "red"),
        ("theme", "colour", "#FFF"),
        ("theme", "letter", "AB"),
        ("theme", "colour", "#FFFFFF;x"),
        ("period", "kind", "war"),
        ("section", "order", "1"),
        ("section", "action", {"label": {"en": "x"}, "url_from": "user_agent"}),
        ("site", "url", "javascript:x"),
        ("site", "languages", []),
        ("site", "languages", ["fr"]),
    ],
)
def test_a_value_that_cannot_be_trusted_is_refused(kind: str, field: str, value: Any) -> None:
    found = problems(kind, {**copy.deepcopy(EXAMPLES[kind]), field: value})
    assert found
    assert all(p.field.split(".")[0] == field for p in found)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", {"en": "Perú – “¡Victoria!” 😀\tx"}),
        ("text", {"en": "one\ntwo\n\nthree"}),
        ("date", 2004),
        ("date", None),
        ("title", {"es": "solo"}),
        ("title", {"en": "<b>=1+1</b>"}),
        ("sources", [{"title": "x", "url": "http://example.org/a?b=c&d=%20(e)"}]),
        ("places", []),
    ],
)
def test_ordinary_and_odd_but_harmless_values_are_accepted(field: str, value: Any) -> None:
    assert problems("event", {**EXAMPLES["event"], field: value}) == []


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    (found,) = problems("period", {**EXAMPLES["period"], "start": "2000", "end": "1980"})
    assert "ends before it starts" in found.message


WRONG = (
    None,
    5,
    -999,
    1.5,
    True,
    "",
    "x\u202ey",
    "A B!",
    "javascript:1",
    "9" * 60_000,
    [],
    [1],
    ["ü"],
    ["x", 5],
    [[1, 2, 3]],
    [["a", 2]],
    [{"zz": 1}],
    {},
    {"fr": "x"},
    {"en": ""},
    {"en": 5},
    "2004-02-30",
    "2004/",
    {"zz": 1},
)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_refusal_has_file_line_field_plain_words_and_a_mend(kind: str) -> None:
    asked = 0
    for field in [*SHELVES[kind][2].model_fields, "unheard_of"]:
        for value in WRONG:
            for found in problems(kind, {**EXAMPLES[kind], field: value}):
                asked += 1
                where = f"{field}={value!r:.40} -> {found}"
                assert (found.path, found.line, found.record) == ("f.yaml", 7, "x"), where
                assert found.field.split(".")[0] == field, where
                assert found.message and found.fix, where
                assert "Input should" not in found.message + found.fix, where
                assert "EventDate" not in found.message and "pydantic" not in str(found), where
                assert len(found.message) < 400, where
        without = {k: v for k, v in EXAMPLES[kind].items() if k != field}
        for found in problems(kind, without):
            asked += 1
            assert found.message == "This field is missing." and found.fix, str(found)
    assert asked > 20


@pytest.mark.parametrize("kind", EXAMPLES)
@pytest.mark.parametrize("value", [None, 5, "text", [], [1], True])
def test_a_record_that_is_no_mapping_is_refused_with_a_mend(kind: str, value: object) -> None:
    (found,) = problems(kind, value)
    assert found.line == 7
    assert found.message and found.fix
    assert "(1,)" not in found.message, "a list is said as YAML writes it"


@pytest.mark.parametrize(
    ("field", "value", "message", "fix"),
    [
        ("status", "open", "'open' is not one of the choices.", "Write one of: 'draft', 'review'"),
        ("autor", "x", "The field 'autor' is not known.", "mend its spelling"),
        ("title", {"en": "a\u202eb"}, "U+202E", "Delete"),
        ("date", "next week", "'next week' is not a date in EDTF form.", "2004-11-01~ (about)"),
        ("id", 5, "5 is not read as text.", "quotes"),
    ],
)
def test_a_refusal_names_what_was_written_and_what_to_write(
    field: str, value: Any, message: str, fix: str
) -> None:
    (found,) = problems("event", {**EXAMPLES["event"], field: value})
    assert message in found.message
    assert fix in found.fix
