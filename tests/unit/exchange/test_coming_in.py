"""GeoJSON, TimelineJS and Linked Places of others come in, with what could not be kept named."""

from __future__ import annotations

import json
from typing import Any

import pytest
from taking import found, items, problems

from psgdash.errors import Problem
from psgdash.exchange.incoming import Item


def features(*told: Any, geometry: Any = None) -> str:
    """A GeoJSON file of features with these properties."""
    return json.dumps({
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "geometry": geometry, "properties": t} for t in told],
    })  # fmt: skip


POINT = {"type": "Point", "coordinates": [-70.4, -13.4, 800]}


def test_a_foreign_feature_is_an_event_at_a_place_of_unknown_precision() -> None:
    told = {"name": "A strike", "date": "2004-11-30T10:00:00Z", "description": "All of it.",
            "tags": "mining; water", "url": "https://example.org/1", "colour": "red"}  # fmt: skip
    (item,) = items("geojson", features(told, geometry=POINT))
    assert item.fields["title"] == {"en": "A strike"}
    assert item.fields["date"].edtf == "2004-11-30"
    assert item.themes == ("mining", "water")
    assert (item.sites[0].lat, item.sites[0].precision) == (-13.4, "region")
    assert item.lost == ("colour",)
    assert not item.ours


def test_other_shapes_of_others_are_counted_as_lost() -> None:
    line = {"type": "LineString", "coordinates": [[0, 1], [2, 3]]}
    (item,) = items("geojson", features({"title": "A", "date": "2004"}, geometry=line))
    assert item.sites == () and item.lost == ("geometry (LineString)",)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (None, "no feature"),
        ({"date": "2004"}, "no title"),
        ({"title": "A"}, "no date"),
        ({"title": "A", "date": "soon"}, "no date"),
        ({"title": {"en": "A"}, "text": 7}, "."),
        ({"title": {"en": "A"}, "text": {"en": "A"}, "places": "here", "id": "x"}, "wrong form"),
    ],
)
def test_a_feature_that_cannot_be_is_refused(told: Any, said: str) -> None:
    (problem,) = problems("geojson", features(told))
    assert said in problem.message and problem.line == 1


@pytest.mark.parametrize("alone", [False, True])
def test_a_second_file_behind_the_first_is_told_with_its_line(alone: bool) -> None:
    text = features({"title": "A", "date": "2004"})
    first, second = (json.dumps(json.loads(text)["features"]) if alone else text,) * 2
    item, problem = found("geojson", f"{first}\n \n{second}\n")
    assert isinstance(item, Item) and isinstance(problem, Problem)
    assert (problem.line, "file of its own" in problem.fix) == (3, True)


def slide(**more: Any) -> str:
    """A timeline with one slide."""
    made = {"start_date": {"year": "2004", "month": "11"}, "text": {"headline": "A", "text": "B"},
            **more}  # fmt: skip
    return json.dumps({"title": {"text": {"headline": "T"}}, "events": [made], "eras": [1, 2]})


def test_a_slide_is_an_event_without_its_decoration() -> None:
    (item,) = items(
        "timelinejs",
        slide(
            text={"headline": "<i>A</i> &amp; b", "text": "<p>One</p><p>Two</p>"}, group="Mining",
            media={"url": "https://example.org/v", "credit": "Me", "caption": "x"},
            background={"color": "#fff"}, unique_id="s-1",
        ),
    )  # fmt: skip
    assert (item.key, item.themes) == ("s-1", ("Mining",))
    assert item.fields["title"] == {"en": "A & b"}
    assert item.fields["text"] == {"en": "One\n\nTwo"}
    assert item.fields["date"].edtf == "2004-11"
    assert [(s.title, s.url) for s in item.fields["sources"]] == [("Me", "https://example.org/v")]
    assert sorted(item.lost) == ["background", "eras", "eras", "media caption"]


def test_a_slide_without_an_id_gets_one_that_stays() -> None:
    first, second = (items("timelinejs", slide())[0].key for _ in range(2))
    assert first == second != items("timelinejs", slide(start_date={"year": 2005}))[0].key


@pytest.mark.parametrize(
    "more",
    [
        {"start_date": None},
        {"start_date": {"year": "long ago"}},
        {"start_date": {"year": 2004, "month": 13}},
        {"start_date": {"year": -3000}},
        {"start_date": {"year": 2004}, "end_date": {"year": 2003}},
        {"text": {}},
        {"text": "plain"},
        {"start_date": "2004"},
    ],
)
def test_a_slide_that_cannot_be_is_refused(more: Any) -> None:
    (problem,) = problems("timelinejs", slide(**more))
    assert problem.line == 1 and problem.fix


@pytest.mark.parametrize(
    ("start", "end", "shown", "edtf", "lost"),
    [
        ("2004-11-30", "", "", "2004-11-30", []),
        ("2004-11-30", "", "November 30th, 2004", "2004-11-30", []),
        ("2004-11-30", "", "Tuesday, Nov. 30", "2004-11-30", []),
        ("2004-11-30", "", "30/11/2004", "2004-11-30", []),
        ("2004-09-07", "", "martes, 7 de set. del 2004", "2004-09-07", []),
        ("1980", "1992", "1980–1992", "1980/1992", []),
        ("2004-11-28", "2004-12-03", "28 Nov to 3 Dec 2004", "2004-11-28/2004-12-03", []),
        ("2004-11-30", "", "about 30 November 2004", "2004-11-30~", []),
        ("2004-11", "", "noviembre de 2004 (fecha dudosa)", "2004-11?", []),
        ("2004-11-30", "", "some time in late 2004", "2004-11-30~", ["display_date"]),
        ("2004-11-30", "", "c. 2004", "2004-11-30~", ["display_date"]),
        ("2004-11-30", "", "2004", "2004-11-30~", ["display_date"]),
        ("2004-11-30", "", "1 December 2004", "2004-11-30~", ["display_date"]),
        ("2004-11-30", "", "before 30 November 2004", "2004-11-30~", ["display_date"]),
        ("1980", "1992", "The war", "1980/1992~", ["display_date"]),
    ],
)
def test_a_date_shown_in_other_words_is_not_taken_for_exact(
    start: str, end: str, shown: str, edtf: str, lost: list[str]
) -> None:
    names = ("year", "month", "day")
    first, last = (dict(zip(names, day.split("-"), strict=False)) for day in (start, end))
    sheet = ",".join([*(f"{n},End {n}" for n in names), "Display Date", "Headline\r\n"]) + ",".join(
        [*(f"{first.get(n, '')},{last.get(n, '')}" for n in names), f'"{shown}"', "A\r\n"]
    )
    end_date = {"end_date": last} if end else {}
    for text, reader in (
        (slide(start_date=first, **end_date, display_date=shown), "timelinejs"),
        (slide(start_date=first | {"display_date": shown}, **end_date), "timelinejs"),
        (sheet, "timelinejs-sheet"),
    ):
        (item,) = items(reader, text)
        assert item.fields["date"].edtf == edtf
        assert [name for name in item.lost if name != "eras"] == lost


def test_what_was_reported_in_a_month_stays_so() -> None:
    (item,) = items("timelinejs", slide(display_date="reported in November 2004"))
    assert (item.fields["date"].edtf, item.fields["date_basis"]) == ("2004-11", "edition")


def test_a_day_without_its_month_is_counted_as_lost() -> None:
    (item,) = items("timelinejs", slide(start_date={"year": 2004, "day": 15}))
    assert item.fields["date"].edtf == "2004" and "day (without its month)" in item.lost
    (item,) = items("timelinejs-sheet", "Year,Month,Day,Headline\r\n2004,,15,A\r\n")
    assert item.fields["date"].edtf == "2004" and "day (without its month)" in item.lost


def test_the_sheet_of_others_is_read_and_eras_are_told() -> None:
    text = (
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,"
        "Media Credit,Media Caption,Media Thumbnail,Type,Group,Background\r\n"
        ",,,,,,,,,T,,,,,,title,,\r\n"
        '2004,11,,10:00,,,,,,A,"B, c",https://example.org/i,Me,x,,,Mining,#fff\r\n'
    )
    (item,) = items("timelinejs-sheet", text)
    assert item.line == 3
    assert item.fields["date"].edtf == "2004-11"
    assert set(item.lost) == {"time", "media_caption", "background"}
    (problem,) = problems("timelinejs-sheet", text + "1980,,,,2000,,,,,E,,,,,,era,,\r\n")
    assert (problem.line, "periods.yaml" in problem.fix) == (4, True)


PLACE: dict[str, Any] = {
    "@id": "http://mygaz.org/places/p_1", "type": "Feature",
    "properties": {"title": "Abingdon", "ccodes": ["GB"]},
    "names": [{"toponym": "Abingdon", "lang": "en", "citations": [{"label": "A gazetteer"}]}],
    "geometry": {"type": "GeometryCollection", "geometries": [
        {"type": "Point", "coordinates": [-1.28, 51.67]}]},
    "when": {"timespans": [{"start": {"in": "1676"}, "end": {"in": "1766"}}]},
    "descriptions": [{"value": "A town.", "lang": "en"}], "links": [{"type": "exactMatch"}],
}  # fmt: skip


def linked(**more: Any) -> str:
    """A Linked Places file of one feature."""
    return json.dumps({"type": "FeatureCollection", "@context": "x", "features": [PLACE | more]})


def test_a_place_with_a_time_is_an_event() -> None:
    (item,) = items("linked-places", linked())
    assert item.fields["title"] == {"en": "Abingdon"}
    assert item.fields["text"] == {"en": "A town."}
    assert item.fields["date"].edtf == "1676/1766"
    assert (item.sites[0].lat, item.sites[0].precision) == (51.67, "region")
    assert "links" in item.lost


def test_a_place_without_a_time_is_no_event() -> None:
    (problem,) = problems("linked-places", linked(when=None))
    assert "no event" in problem.message


@pytest.mark.parametrize(
    ("span", "edtf"),
    [
        ({"start": {"in": "2004-11~"}}, "2004-11~"),
        ({"start": {"earliest": "2004-11-01"}, "end": {"latest": "2004-11-30"}},
         "2004-11-01/2004-11-30"),
        ({"start": {"earliest": "1990"}, "end": {"latest": "1995"}}, "1990/1995~"),
        ({"start": {"latest": "1990"}}, "1990~"),
        ({"start": {"earliest": "1990"}}, "1990~"),
        ({"start": {"earliest": "1980-01-01", "latest": "1981-12-31"}}, "1980-01-01/1981-12-31"),
        ({"start": {"earliest": "1990", "latest": "1995"}}, "1990/1995~"),
        ({"start": {"earliest": "1980-03-01", "latest": "1980-09-30"},
          "end": {"earliest": "1990-01-01", "latest": "1992-12-31"}}, "1980-03-01/1992-12-31"),
    ],
)  # fmt: skip
def test_the_edges_of_a_timespan_are_no_more_exact_than_they_are(span: Any, edtf: str) -> None:
    (item,) = items("linked-places", linked(when={"timespans": [span]}))
    assert item.fields["date"].edtf == edtf


def test_what_else_is_told_of_a_time_is_counted_as_lost() -> None:
    span = {"start": {"in": "1999"}}
    told = {"timespans": [span, span, span], "periods": [{"name": "Inca"}]}
    lost = ["when periods", *["when timespans (after the first)"] * 2]
    (item,) = items("linked-places", linked(when=told))
    assert [name for name in item.lost if name.startswith("when")] == lost
    relation = {"relationType": "crm:P7i_witnessed", "relationTo": "x", "label": "A", "when": told}
    (item,) = items("linked-places", linked(relations=[relation]))
    assert [name for name in item.lost if name.startswith("when")] == lost


@pytest.mark.parametrize(
    ("home", "ours"),
    [
        ("https://example.org/", True),
        ("http://www.example.org/map", True),
        ("https://other.example/?x", False),
        ("https://example.org.other.example/", False),
        ("", False),
        ("https://[/", False),
    ],
)
def test_only_ids_of_the_groups_own_site_are_ours(home: str, ours: bool) -> None:
    relation = {"relationType": "crm:P7i_witnessed", "relationTo": f"{home}#event=strike",
                "label": "A strike (site)"}  # fmt: skip
    text = linked(**{"@id": f"{home}#place=lima", "relations": [relation]})
    (item,) = items("linked-places", text, home="https://example.org/")
    assert item.key == ("strike" if ours else f"{home}#event=strike")
    assert item.sites[0].id == ("lima" if ours else None)
