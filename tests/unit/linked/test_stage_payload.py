"""What the stage is told: all steps at once, cut to what a hall can read."""

from __future__ import annotations

import base64
from datetime import date
from typing import Any

import pytest
import zxingcpp
from making import engine, event, published
from PIL import Image

from psgdash.archive.gate import publish
from psgdash.archive.loading import load
from psgdash.archive.stories import Step
from psgdash.home import shipped
from psgdash.linked import qr, stage_payload
from psgdash.linked.glance import DWELL, cut, dwell, glance
from psgdash.query import summaries
from psgdash.query.filters import Filter

Record = dict[str, Any]


def built(events: list[Record], *steps: Record, language: str = "en", **more: Any) -> Record:
    shown = published(events)
    told = [Step.model_validate(s) for s in steps or [{"event": e["id"]} for e in events]]
    return stage_payload.build(
        told, shown, title={"en": "T"}, language=language, query={"story": ["t"]}, **more
    )


@pytest.mark.parametrize(
    ("text", "letters", "said"),
    [
        ("Short.", 20, "Short."),
        ("One two three. Four five six. Seven.", 30, "One two three. Four five six."),
        ("He paid US$1.6bn for it. Nothing came back.", 30, "He paid US$1.6bn for it."),
        ("“We will not go.” That is what they said then.", 25, "“We will not go.”"),
        ("One very long sentence that has no end at all in it", 24, "One very long sentence…"),
        ("No. " + "then a long sentence follows here", 20, "No. then a long…"),
        ("x" * 50, 10, "x" * 9 + "…"),
        ("  two\n\nlines  ", 20, "two lines"),
        ("", 20, ""),
    ],
)
def test_text_is_cut_to_whole_sentences_that_fit(text: str, letters: int, said: str) -> None:
    assert glance(text, letters) == said
    assert len(glance(text, letters)) <= letters


def test_a_headline_is_cut_between_words() -> None:
    assert cut("Campesinos succeed in Cajamarca", 20) == "Campesinos succeed…"


def test_a_step_stays_by_the_length_of_its_words_within_bounds() -> None:
    assert (dwell(""), dwell("x" * 1000)) == DWELL
    assert dwell("x" * 100) < dwell("x" * 150)


def test_a_step_says_when_where_and_what() -> None:
    step = built([event(where="san-gaban", date="2004-11-01~")])["steps"][0]
    assert (step["when"], step["where"]) == ("About 1 November 2004", "San Gaban, Puno")
    assert step["headline"] == {"text": "Title of a-protest", "lang": "en"}
    assert step["themes"][0]["letter"] == "M"
    assert step["frame"] == [-70.4024, -13.4386, -70.4024, -13.4386]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("peru", "The whole country"),
        ("lima", "Lima"),
        ("lonely-farm", "Lonely Farm, nowhere-we-know"),
        ([], "No place known"),
        ([{"place": "lima"}, {"place": "san-gaban"}], "Lima, San Gaban"),
        (
            [{"place": "san-gaban", "role": "origin"}, {"place": "lima", "role": "destination"}],
            "San Gaban → Lima",
        ),
    ],
)
def test_a_place_is_said_with_what_it_lies_in(where: Any, said: str) -> None:
    assert built([event(where=where)])["steps"][0]["where"] == said


def test_a_country_wide_event_has_no_spot_and_the_whole_country() -> None:
    data = built([event(where="peru")])
    (step,) = data["steps"]
    assert step["country"] and not step["spots"] and step["frame"] is None
    assert len(data["country"]) > 100
    assert data["country"][0] == data["country"][-1]


def test_a_route_is_framed_with_all_its_course() -> None:
    both = [{"place": "san-gaban", "role": "origin"}, {"place": "lima", "role": "destination"}]
    (step,) = built([event(where=both, route={"via": [[-16.0, -74.0]]})])["steps"]
    assert step["route"][1] == [-16.0, -74.0]
    assert step["frame"][1] == -16.0


def test_places_are_listed_once_for_all_steps() -> None:
    data = built([event(), event("b"), event("c", where="san-gaban")])
    assert [s["id"] for s in data["spots"]] == ["lima", "san-gaban"]
    assert [s["spots"] for s in data["steps"]] == [[0], [0], [1]]


def test_own_words_replace_the_events_and_a_missing_language_is_told() -> None:
    (step,) = built(
        [event()],
        {"event": "a-protest", "headline": {"en": "Mine"}, "notes": {"en": "Say it."}},
        language="es",
    )["steps"]
    assert step["headline"] == {"text": "Mine", "lang": "en"}
    assert step["text"]["lang"] == "es"
    assert step["badges"] == ["Solo en inglés"]
    assert step["notes"] == {"text": "Say it.", "lang": "en"}


def test_unreviewed_words_of_the_story_are_told_as_such() -> None:
    data = built([event()], {"title": {"en": "A"}}, {"event": "a-protest"}, unreviewed=True)
    assert [s["badges"] for s in data["steps"]] == [["Unreviewed translation"], []]


def test_events_that_are_held_back_are_no_steps_even_if_asked_for() -> None:
    data = built(
        [event(), event("hidden", text={"en": "SECRET"}, sensitivity="hidden")],
        {"event": "a-protest"}, {"event": "hidden", "notes": {"en": "SECRET"}},
    )  # fmt: skip
    assert len(data["steps"]) == 1
    assert "SECRET" not in str(data)


def test_the_strip_reaches_over_the_events_and_cuts_a_period() -> None:
    shown = published([event(date="2004-09"), event("b", date="2004-12-05"), event("c", date=None)])
    steps = [Step(event=e) for e in shown.events] + [Step(title={"en": "x"})]
    data = stage_payload.build(steps, shown, title={"en": "T"}, language="en", query={})
    first, second, undated, title = (s["mark"] for s in data["steps"])
    assert 0 <= first["from"] < first["to"] < second["from"] < second["to"] <= 1
    assert undated is None and title is None
    assert data["strip"]["ticks"][0]["year"] == "2004"


def test_without_any_date_there_is_no_strip() -> None:
    data = built([event(date=None)])
    assert data["strip"] is None
    assert data["steps"][0]["mark"] is None and data["steps"][0]["when"] == "No date known"


def read(code: Record) -> str:
    """What an independent reader makes of the code."""
    size, packed = int(code["size"]), base64.b64decode(code["bits"])
    picture = Image.new("L", (size + 8, size + 8), 255)
    for at in range(size * size):
        if packed[at >> 3] >> (7 - at % 8) & 1:
            picture.putpixel((4 + at % size, 4 + at // size), 0)
    found = zxingcpp.read_barcodes(picture.resize((8 * (size + 8),) * 2, Image.Resampling.NEAREST))
    return found[0].text


@pytest.mark.parametrize(
    "text", ["https://example.org/present?q=San+Gab%C3%A1n&step=12", "x" * 900]
)
def test_a_code_reads_as_what_it_was_made_of(text: str) -> None:
    assert read(qr.code(text)) == text


def test_every_step_has_its_own_link_and_code() -> None:
    data = built([event(), event("b")], address="https://example.org/map/present")
    assert [s["link"] for s in data["steps"]] == [
        "https://example.org/map/present?story=t&step=1",
        "https://example.org/map/present?story=t&step=2",
    ]
    assert [read(s["code"]) for s in data["steps"]] == [s["link"] for s in data["steps"]]


def test_without_an_address_there_is_no_link() -> None:
    assert [(s["link"], s["code"]) for s in built([event()])["steps"]] == [("", None)]


def test_a_presentation_has_an_end() -> None:
    many = [event(f"e-{n}") for n in range(stage_payload.STEP_LIMIT + 5)]
    assert len(built(many)["steps"]) == stage_payload.STEP_LIMIT


@pytest.mark.parametrize("language", ["en", "es"])
def test_all_that_is_shipped_can_be_presented(language: str) -> None:
    shown = publish(load(shipped()), date.today())
    for story in shown.stories.values():
        data = stage_payload.build(
            story.steps, shown, title=story.title, language=language, query={}
        )
        assert len(data["steps"]) == len(story.steps)
        for step in data["steps"]:
            assert step["headline"]["text"] and step["headline"]["lang"] == language
            assert len((step["text"] or {"text": ""})["text"]) <= 320
    events = summaries.records(engine(shown), Filter(), limit=100, newest_first=False)
    days = [e.date.lower for e in events if e.date]
    assert days == sorted(days)


def test_a_place_in_an_area_keeps_its_ring_and_has_no_guard() -> None:
    data = built([event(where="andes")])
    assert len(data["spots"][0]["ring"]) == 65
    assert data["guards"] == []
