"""The timeline: lanes for few events, a histogram for many, and no text as markup."""

from __future__ import annotations

import itertools
import json
from datetime import date
from typing import Any

import pytest
from making import engine, event, published
from plotly.utils import PlotlyJSONEncoder

from psgdash.archive.records import Period
from psgdash.figures import bands, lanes, timeline
from psgdash.figures.axis import day_number, milliseconds
from psgdash.query import summaries
from psgdash.query.filters import Filter

WAR = Period.model_validate(
    {
        "id": "war",
        "name": {"en": "The <b>war</b>"},
        "start": "1980",
        "end": "2010",
        "kind": "conflict",
    }
)
RULE = Period.model_validate(
    {
        "id": "rule",
        "name": {"en": "Government of %{x}"},
        "start": "2001-07-28",
        "end": "2006-07-28",
        "kind": "government",
    }
)


def figure(events: list[dict[str, Any]], *periods: Period, language: str = "en") -> dict[str, Any]:
    """The timeline of all events."""
    archive = published(events)
    answers = engine(archive)
    marks = summaries.marks(answers, Filter(), language)
    return timeline.figure(
        marks,
        archive.themes,
        periods,
        summaries.covered_months(answers),
        theme="light",
        language=language,
    )


def traces(found: dict[str, Any], role: str) -> list[dict[str, Any]]:
    """Traces with a role."""
    return [t for t in found["data"] if t["meta"]["role"] == role]


def many(n: int) -> list[dict[str, Any]]:
    """Events that all overlap, so that each needs a row of its own."""
    return [event(f"e{i}", date="2004-11") for i in range(n)]


@pytest.mark.parametrize(
    ("n", "mode"),
    [
        (1, "lanes"),
        (lanes.ROW_LIMIT, "lanes"),
        (lanes.ROW_LIMIT + 1, "histogram"),
        (200, "histogram"),
    ],
)
def test_density_decides_between_lanes_and_histogram(n: int, mode: str) -> None:
    assert figure(many(n))["layout"]["meta"]["mode"] == mode


def test_many_events_that_do_not_overlap_still_stand_in_lanes() -> None:
    events = [
        event(f"e{y}-{m}", date=f"{y}-{m:02}") for y in range(1990, 2000) for m in range(1, 13)
    ]
    found = figure(events)
    assert found["layout"]["meta"]["mode"] == "lanes"
    assert len(traces(found, "mark")[0]["x"]) == 120


def test_every_dated_event_is_a_mark_in_the_lane_of_its_theme() -> None:
    found = figure(
        [event("a"), event("b", themes=["coca"]), event("c", date="2004-12"), event("d", date=None)]
    )
    (mark,) = traces(found, "mark")
    at = dict(zip(mark["customdata"], mark["y"], strict=True))
    assert set(at) == {"a", "b", "c"}
    assert at["a"] == at["c"] != at["b"]
    assert list(found["layout"]["yaxis"]["ticktext"]) == ["Mining", "Coca"]
    assert list(found["layout"]["yaxis"]["tickvals"]) == [at["a"], at["b"]]


def test_events_that_overlap_in_a_lane_get_rows_of_their_own() -> None:
    (mark,) = traces(figure(many(4)), "mark")
    assert len(set(mark["y"])) == 4


def test_an_uncertain_date_is_a_bar_with_soft_ends_around_its_mark() -> None:
    found = figure([event(date="2004-11-01~")])
    bars = traces(found, "bar")
    assert len(bars) == 4
    wide = [(b["base"][0], b["base"][0] + b["x"][0]) for b in bars]
    first, last = day_number(date(2004, 10, 29)), day_number(date(2004, 11, 4)) + 1
    assert wide[0] == (milliseconds(first), milliseconds(last))
    for outer, inner in itertools.pairwise(wide):
        assert outer[0] < inner[0] < inner[1] < outer[1]
    assert traces(found, "mark")[0]["x"][0] == milliseconds((first + last) / 2)


def test_conflicts_are_told_by_shape_and_not_by_colour_alone() -> None:
    (mark,) = traces(figure([event("a", conflict=True), event("b")]), "mark")
    assert dict(zip(mark["customdata"], mark["marker"]["symbol"], strict=True)) == {
        "a": "diamond",
        "b": "circle",
    }


def test_titles_stay_within_the_axis_and_do_not_run_into_each_other() -> None:
    events = [
        event(
            f"e{m}",
            date=f"2004-{m:02}",
            title={"en": f"A rather long title of the month number {m}"},
        )
        for m in range(1, 13)
    ]
    found = figure(events)
    meta = found["layout"]["meta"]
    day = bands.WIDTH / (meta["last"] - meta["first"])
    taken: list[tuple[float, float, float]] = []
    for trace in traces(found, "title"):
        right = trace["textposition"] == "middle right"
        for x, y, text in zip(trace["x"], trace["y"], trace["text"], strict=True):
            at = (x / 86_400_000 - meta["first"]) * day
            width = len(text.strip()) * timeline.LETTER
            left, end = (at, at + width) if right else (at - width, at)
            assert left >= -1 and end <= bands.WIDTH + 1, text
            taken.append((y, left, end))
    for y, left, end in taken:
        assert not [
            t for t in taken if t != (y, left, end) and t[0] == y and t[1] < end and left < t[2]
        ]


def test_a_title_that_has_room_is_whole_and_one_that_has_not_is_cut() -> None:
    long = "word " * 60
    texts = [
        x.strip() for t in traces(figure([event(title={"en": long})]), "title") for x in t["text"]
    ]
    assert len(texts) == 1 and texts[0].endswith("…") and len(texts[0]) < 130
    texts = [
        x.strip()
        for t in traces(figure([event(title={"en": "Short one"})]), "title")
        for x in t["text"]
    ]
    assert texts == ["Short one"]


HOSTILE = '<b>bold</b> <a href="javascript:x">y</a> <img src=x> &lt;'


@pytest.mark.parametrize("n", [1, 30])
def test_no_text_of_the_data_reaches_plotly_as_markup_or_template(n: int) -> None:
    events = [{**e, "title": {"en": HOSTILE}} for e in many(n)]
    archive = published(events)
    theme = archive.themes["mining"].model_copy(update={"name": {"en": "<i>Mining</i> %{x}"}})
    answers = engine(archive)
    found = timeline.figure(
        summaries.marks(answers, Filter(), "en"),
        {**archive.themes, "mining": theme},
        [WAR, RULE],
        summaries.covered_months(answers),
        theme="dark",
        language="en",
    )
    said = json.dumps(found, cls=PlotlyJSONEncoder)
    for markup in ("<b>", "<a ", "<img", "<i>"):
        assert markup not in said.replace("\\u003c", "<"), markup
    assert "hovertemplate" not in said and "texttemplate" not in said, "%{x} would be filled in"


def test_the_histogram_counts_every_dated_event_once_in_stacks_by_theme() -> None:
    events = [event(f"e{n}", date="2004-11", themes=[("mining", "coca")[n % 2]]) for n in range(40)]
    found = figure([*events, event("undated", date=None)])
    bins = traces(found, "bin")
    assert [b["name"] for b in bins] == ["Mining", "Coca"]
    assert sum(int(sum(b["y"])) for b in bins) == 40
    assert any(text == "Mining · November 2004: 20 events" for text in bins[0]["hovertext"])
    assert found["layout"]["barmode"] == "stack"


@pytest.mark.parametrize("n", [2, 40])
def test_coverage_tells_months_without_records_from_months_with_them(n: int) -> None:
    found = figure(
        [event("first", date="2004-01"), *[event(f"e{i}", date="2004-12") for i in range(n)]]
    )
    (strip,) = traces(found, "coverage")
    patterns, texts = strip["marker"]["pattern"]["shape"], strip["hovertext"]
    assert [p == "" for p in patterns].count(True) == 2
    assert len(patterns) == len(texts) == len(strip["x"])
    assert any("no records" in text for text in texts)


def test_periods_are_bands_cut_to_what_is_shown() -> None:
    layout = figure([event()], WAR, RULE)["layout"]
    meta = layout["meta"]
    rectangles = [s for s in layout["shapes"] if s["type"] == "rect"]
    assert len(rectangles) == 2
    for band in rectangles:
        assert milliseconds(meta["first"]) <= band["x0"] < band["x1"] <= milliseconds(meta["last"])
    assert figure([event(date="1970")], RULE)["layout"].get("shapes", []) == []


@pytest.mark.parametrize("events", [[], [event(date=None)]], ids=["none", "undated"])
def test_a_timeline_of_nothing_is_still_a_timeline(events: list[dict[str, Any]]) -> None:
    meta = figure(events)["layout"]["meta"]
    assert meta["first"] < meta["last"]
