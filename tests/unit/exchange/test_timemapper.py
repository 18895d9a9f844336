"""TimeMapper's sheet comes in with its dates and places as they are written."""

from __future__ import annotations

from typing import Any

import pytest
from taking import found, items, problems

from psgdash.errors import Problem

HEADER = (
    "Title,Start,End,Description,Web Page,Media,Media Caption,Media Credit,Tags,Place,Location,"
    "Source,Source URL\n"
)


def one(row: str, **more: Any) -> Any:
    """The item of one row."""
    (item,) = items("timemapper", HEADER + row, **more)
    return item


def test_a_row_keeps_all_but_its_media() -> None:
    item = one(
        'A march,2004-11-30,,"<p>Many came.</p>",https://example.org/p,https://example.org/i.jpg,'
        'A crowd,Me,"mining, water",Lima,"-12.04, -77.03",Daily,https://example.org/d\n'
    )
    assert item.fields["title"] == {"en": "A march"}
    assert item.fields["text"] == {"en": "Many came."}
    assert item.themes == ("mining", "water")
    assert [(s.title, s.url) for s in item.fields["sources"]] == [
        ("Daily", "https://example.org/d"),
        ("Web page", "https://example.org/p"),
    ]
    (site,) = item.sites
    assert (site.name["en"], site.lat, site.lon, site.precision) == (
        "Lima", -12.04, -77.03, "region",
    )  # fmt: skip
    assert set(item.lost) == {"media", "media_caption", "media_credit"}


@pytest.mark.parametrize(
    ("start", "end", "edtf"),
    [
        ("2004-11-30", "", "2004-11-30"),
        ("2004-11", "", "2004-11"),
        ("1980", "2000", "1980/2000"),
        ("30/11/2004", "", "2004-11-30"),
        ("30 November 2004", "1 December 2004", "2004-11-30/2004-12-01"),
    ],
)
def test_dates_are_no_more_exact_than_they_are_written(start: str, end: str, edtf: str) -> None:
    assert one(f"A,{start},{end},B,,,,,,,,,\n").fields["date"].edtf == edtf


def test_where_a_sheet_shows_the_month_first_what_may_be_either_is_refused() -> None:
    text = f"{HEADER}A,05/06/2004,,B,,,,,,,,,\nB,2004,05/16/2004,B,,,,,,,,,\n"
    first, second = problems("timemapper", text)
    assert "may be 5 June 2004 or 6 May 2004" in first.message and second.line == 3


def test_points_are_read_as_geojson_too() -> None:
    item = one('A,2004,,B,,,,,,Lima,"{""type"": ""Point"", ""coordinates"": [-77.03, -12.04]}",,\n')
    assert (item.sites[0].lat, item.sites[0].lon) == (-12.04, -77.03)


@pytest.mark.parametrize("row", ["What it is called,When it began", "A march,circa"])
def test_a_second_row_without_a_date_is_told_whatever_it_is(row: str) -> None:
    explained, item = found("timemapper", f"{HEADER}{row},,,,,,,,,,,\nA,2004,,B,,,,,,,,,\n")
    assert isinstance(explained, Problem) and (explained.line, explained.field) == (2, "start")
    assert "explains the columns" in explained.fix and item.line == 3


def test_the_precision_that_the_person_knows_is_taken() -> None:
    assert one('A,2004,,B,,,,,,Lima,"-12,-77",,\n', precision="town").sites[0].precision == "town"


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (",2004,,B,,,,,,,,,\n", "title"),
        ("A,soon,,B,,,,,,,,,\n", "start"),
        ("A,,,B,,,,,,,,,\n", "start"),
        ("A,2004,2003,B,,,,,,,,,\n", "start"),
        ('A,2004,,B,,,,,,,"here",,\n', "location"),
        ('A,2004,,B,,,,,,,"{""type"": ""Point""}",,\n', "location"),
        ('A,2004,,B,,,,,,,"{""type"": ",,\n', "location"),
    ],
)
def test_a_row_that_cannot_be_is_refused(row: str, field: str) -> None:
    (problem,) = problems("timemapper", HEADER + "Good,2003,,x,,,,,,,,,\n" + row)
    assert (problem.line, problem.field) == (3, field)
