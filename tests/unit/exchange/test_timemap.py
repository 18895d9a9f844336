"""timemap's JSON comes in without what its makers hid, and without pictures that hurt."""

from __future__ import annotations

import json
from typing import Any

import pytest
from taking import found, items, problems

from psgdash.errors import Problem

EVENT: dict[str, Any] = {
    "id": "CIV0001", "description": "Shelling of a <b>school</b>.", "date": "2/24/2022",
    "time": "10:00", "location": "Kharkiv", "latitude": "49,99", "longitude": "36.23",
    "associations": ["a1"], "sources": ["s1", "s2"], "graphic": "", "comments": "internal",
}  # fmt: skip
SOURCES = {
    "s1": {"id": "s1", "title": "A video", "paths": ["https://example.org/v.mp4"], "url": ""},
    "s2": {"id": "s2", "title": "HIDDEN", "paths": ["https://secret.example/1"], "type": "photo"},
    "s3": {"id": "s3", "title": "Named", "type": "HIDDEN", "paths": ["https://secret.example/2"]},
    "s4": {"id": "s4", "title": "Named", "paths": ["HIDDEN", "https://secret.example/3"]},
}
ASSOCIATIONS = [{"id": "a1", "title": "Schools", "mode": "FILTER"}]


def text(*events: dict[str, Any]) -> str:
    """A timemap with sources and associations after its events."""
    full = [{**EVENT, **event} for event in events]
    return json.dumps({"events": full, "sources": SOURCES, "associations": ASSOCIATIONS}, indent=1)


def one(**more: Any) -> Any:
    """The item of one event."""
    (item,) = items("timemap", text(more))
    return item


def test_an_event_keeps_its_text_date_place_sources_and_associations() -> None:
    item = one()
    assert (item.key, item.themes) == ("CIV0001", ("Schools",))
    assert item.fields["text"] == {"en": "Shelling of a school."}
    assert item.fields["date"].edtf == "2022-02-24"
    assert [(s.title, s.url) for s in item.fields["sources"]] == [
        ("A video", "https://example.org/v.mp4")
    ]
    (site,) = item.sites
    assert (site.lat, site.lon, site.precision) == (49.99, 36.23, "region")
    assert {"time", "comments", "sources (HIDDEN)"} <= set(item.lost)


@pytest.mark.parametrize("name", ["s2", "s3", "s4"])
def test_a_hidden_source_is_left_out_with_its_address(name: str) -> None:
    item = one(sources=[name])
    assert item.fields["sources"] == ()
    assert "secret" not in str(item)


def test_a_source_given_in_the_event_is_hidden_too() -> None:
    item = one(sources=[{"path": "https://secret.example/9", "description": "hidden"}])
    assert "secret" not in str(item)


def test_a_source_is_hidden_by_its_id_wherever_it_is_named() -> None:
    item = one(sources=[{"id": "s2", "path": "https://secret.example/9", "title": "secret"}])
    assert item.fields["sources"] == () and "secret" not in str(item)


def test_sources_are_left_out_where_it_was_not_read_which_are_hidden() -> None:
    whole = text({"id": "x", "sources": ["s2", "witness", {"title": "A video"}]}, {"id": "y"})
    apart = json.dumps({"events": [EVENT]}) + json.dumps({"sources": SOURCES})
    for broken, named in ((whole.replace('"id": "y",', '"id": "y"'), 3), (apart, 2)):
        first, problem = found("timemap", broken)
        assert isinstance(problem, Problem) and not isinstance(first, Problem)
        assert first.fields["sources"] == ()
        assert sum("hidden" in name for name in first.lost) == named


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ("s1", ["A video"]),
        ("s1, s2", ["A video"]),
        ("Reuters, 5 May", ["Reuters, 5 May"]),
        ({"title": "A letter"}, ["A letter"]),
        ("", []),
        (False, []),
    ],
)
def test_a_source_that_stands_in_no_list_is_one(given: Any, titles: list[str]) -> None:
    assert [s.title for s in one(sources=given).fields["sources"]] == titles


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("Telegram https://t.me/x/1", "Telegram"),
        ("See t.me/x/1 (morning)", "See (morning)"),
        ("www.example.org/dead.jpg", "Graphic media"),
        ("Video 3/4, by A. B.", "Video 3/4, by A. B."),
    ],
)
def test_the_title_of_graphic_media_keeps_no_address(given: str, title: str) -> None:
    item = one(graphic=True, sources=[{"title": given}])
    assert [(s.title, s.url) for s in item.fields["sources"]] == [(title, None)]
    assert ("sources (address of graphic media)" in item.lost) is (title != given)


@pytest.mark.parametrize("graphic", ["TRUE", "yes", "1", True])
def test_graphic_media_is_named_but_never_linked(graphic: Any) -> None:
    item = one(graphic=graphic, sources=["s1", {"path": "https://example.org/dead.jpg"}])
    assert all(s.url is None for s in item.fields["sources"])
    assert "example.org" not in str(item.fields)
    assert item.lost.count("sources (address of graphic media)") == 2


@pytest.mark.parametrize("given", ["mining", {"title": "mining"}, ["mining"]])
def test_an_association_that_stands_in_no_list_is_one_theme(given: Any) -> None:
    assert one(associations=given).themes == ("mining",)


@pytest.mark.parametrize(
    ("date", "precision", "edtf"),
    [
        ("2/24/2022", "", "2022-02-24"),
        ("2022-02-24", "", "2022-02-24"),
        ("2022-02", "", "2022-02"),
        ("2/24/2022", "month", "2022-02"),
        ("2/24/2022", "approximate", "2022-02-24~"),
    ],
)
def test_a_date_is_as_exact_as_it_says(date: str, precision: str, edtf: str) -> None:
    assert one(date=date, time_precision=precision).fields["date"].edtf == edtf


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"id": ""}, "id"),
        ({"description": ""}, "description"),
        ({"date": "24/2/2022"}, "date"),
        ({"date": "soon"}, "date"),
        ({"latitude": "200"}, "latitude"),
        ({"sources": 5}, "sources"),
        ({"associations": 5}, "associations"),
        ({"filters": True}, "filters"),
    ],
)
def test_an_event_that_cannot_be_is_refused_with_its_line(wrong: Any, field: str) -> None:
    (problem,) = problems("timemap", text({"id": "x"}, wrong))
    assert problem.field == field
    assert problem.line == 21


def test_a_list_of_events_alone_is_read_with_bellingcats_sources() -> None:
    event = {
        "id": 7, "date": "03/01/2022", "description": "A bridge.", "latitude": 50, "longitude": 30,
        "location": "", "filters": [{"key": "Target", "value": "Bridge"}],
        "sources": [{"id": "S1", "path": "https://example.org/s", "description": "Telegram"}],
    }  # fmt: skip
    (item,) = items("timemap", json.dumps([event]))
    assert (item.key, item.themes) == ("7", ("Bridge",))
    assert [(s.title, s.url) for s in item.fields["sources"]] == [
        ("Telegram", "https://example.org/s")
    ]


def test_a_file_that_breaks_off_gives_what_it_has() -> None:
    whole = text({"id": "x"}, {"id": "y"})
    read = found("timemap", whole[: whole.index('"y"') + 40])
    assert [getattr(x, "key", None) for x in read] == ["x", None]
    assert isinstance(read[-1], Problem)


def test_what_is_nested_without_end_is_no_crash() -> None:
    with pytest.raises(Exception, match="nested too deeply|is no JSON"):
        items("timemap", '{"a":' * 200_000)
