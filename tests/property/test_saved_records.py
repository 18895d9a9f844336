"""Whatever an editor writes is read back as it was written, and the neighbours stay."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from making import event
from pydantic import ValidationError

from psgdash.archive import saving, strictyaml
from psgdash.archive.reading import read_document
from psgdash.archive.records import Event
from psgdash.archive.yamltext import as_yaml

TEXTS = st.text(min_size=1, max_size=80) | st.sampled_from(
    ["NO", "12:30", "- a", "a: b", "# x", "null", "~", "2004", "2004-11-30", " x ", "\n x\n\n", "|",
     "'", '"', "{a}", "[b]", "&a", "*a", "!t", "%y", "@", "`", "\ttab", "x\x85y", "\u2028", "---",
     "\xa0", "0\n\xa0"]
)  # fmt: skip
PROSE = st.lists(TEXTS, min_size=1, max_size=4).map("\n".join)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "title": st.fixed_dictionaries({"en": TEXTS}, optional={"es": TEXTS}),
        "text": st.fixed_dictionaries({"es": PROSE}, optional={"en": PROSE}),
        "date": st.sampled_from(["2004", "2004-11", "2004-11-01~", "1980/2000", "2004-11-30"]),
        "themes": st.lists(
            st.sampled_from(["coca", "mining"]), min_size=1, max_size=2, unique=True
        ),
        "conflict": st.booleans(),
        "places": st.lists(
            st.fixed_dictionaries({"place": st.just("lima")}, optional={"as_written": TEXTS}),
            max_size=3,
        ),
        "sources": st.lists(st.fixed_dictionaries({"title": TEXTS}), max_size=3),
        "status": st.sampled_from(["draft", "review", "published", "withdrawn"]),
        "embargo_until": st.just("2030-01-02"),
        "corrections": st.lists(
            st.fixed_dictionaries({"date": st.just("2026-01-02"), "note": PROSE}), max_size=2
        ),
        "translation": st.just({"es": "unreviewed"}),
    },
)


def made(name: str, change: dict[str, Any]) -> Event | None:
    try:
        return Event.model_validate({**event(name), **change})
    except ValidationError:
        return None  # a control character: the records refuse it


def read(text: str) -> list[Any]:
    found, problems = read_document(strictyaml.parse(text, "x"), "event")
    assert problems == []
    return [each.record for each in found]


@given(CHANGES)
@settings(max_examples=150)
def test_a_record_reads_back_as_it_was_written(change: dict[str, Any]) -> None:
    record = made("one", change)
    if record is not None:
        assert read(as_yaml(record)) == [record]


@given(CHANGES, CHANGES)
@settings(max_examples=100)
def test_a_change_reads_back_and_its_neighbours_stay(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    before, after = made("one", first), made("one", second)
    if before is None or after is None:
        return
    around = [made("before", {}), made("after", {})]
    top, bottom = (f"# {n}\n{as_yaml(r)}" for n, r in enumerate(around) if r)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "events" / "a.yaml"
        path.parent.mkdir()
        path.write_text(f"{top}\n{as_yaml(before)}\n{bottom}", "utf-8", newline="\n")
        held = saving.held(folder, "event", "one")
        assert held is not None
        saving.replace(folder, held, after)
        text = path.read_text("utf-8")
    assert text.startswith(top)
    assert text.endswith(bottom)
    assert read(text) == [around[0], after, around[1]]
