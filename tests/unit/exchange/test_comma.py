"""The CSV is safe to open in a spreadsheet, keeps its numbers, and reads back as it was."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from making import SHIPPED, engine, event, published

from psgdash import exchange
from psgdash.archive import gate, loading
from psgdash.exchange.view import take
from psgdash.query.filters import Filter


def written(events: list[dict[str, Any]], chosen: Filter | None = None) -> bytes:
    """The CSV of what a filter keeps."""
    shown = published(events)
    return exchange.FORMATS["csv"].write(take(engine(shown), shown, chosen or Filter()))


def rows(content: bytes) -> list[dict[str, str]]:
    """The rows as the csv module reads them."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://x")',
        "+1+1",
        "-1+1",
        "-cmd",
        "@SUM(A1)",
        "\t=1",
        " =1+1",
        "\n=1",
        "  @x",
        "+",
        "-",
        "--1",
        "-1e",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "\t",
        "'=1+1",  # its own apostrophe is not the one that is taken off again
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(text: str) -> None:
    (row,) = rows(written([event(title={"en": text}, text={"en": text})]))
    assert row["title_en"] == row["text_en"] == f"'{text}"


@pytest.mark.parametrize(
    "text",
    ["Perú", "a=b", "1+1", "x@y", "'quoted", 'say "no", then; go', "two\nlines", "-7.16", "-5"],
)
def test_a_cell_that_is_harmless_is_left_alone(text: str) -> None:
    (row,) = rows(written([event(title={"en": text})]))
    assert row["title_en"] == text


def test_negative_coordinates_stay_numbers_one_or_many() -> None:
    (one,) = rows(written([event(where="secret-mine")]))
    assert (float(one["lat"]), float(one["lon"])) == (-13.87654, -70.12345)
    where = [{"place": "secret-mine", "role": "site"}, {"place": "cajamarca", "role": "site"}]
    (two,) = rows(written([event(where=where)]))
    assert [float(x) for x in two["lat"].split("; ")] == [-13.87654, -7.16378]
    assert [float(x) for x in two["lon"].split("; ")] == [-70.12345, -78.50027]


@pytest.mark.parametrize("value", [0.0, -0.00001, 1e-7, 12.0, -78.123456, 90.0])
def test_degrees_are_never_written_in_powers_of_ten(value: float) -> None:
    from making import place

    shown = published(
        [event(where="x")], [place("x", value, value, "town"), place("peru", 0, 0, "country")]
    )
    (row,) = rows(exchange.FORMATS["csv"].write(take(engine(shown), shown, Filter())))
    assert "e" not in row["lat"] and not row["lat"].startswith("'")
    assert float(row["lat"]) == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize("where", ["andes", "peru", "carabaya"])
def test_a_coarse_place_has_no_coordinates(where: str) -> None:
    (row,) = rows(written([event(where=where)]))
    assert (row["lat"], row["lon"]) == ("", "")
    assert row["place_ids"] == where


def test_the_file_begins_with_a_byte_order_mark_and_its_lines_end_as_rfc_4180_says() -> None:
    content = written([event(title={"en": "Ñandú"})])
    assert content.startswith(b"\xef\xbb\xbfid,date,earliest,latest,")
    assert content.endswith(b"\r\n")
    assert "Ñandú" in content.decode("utf-8-sig")


def test_every_field_comes_back() -> None:
    (row,) = rows(
        written(
            [
                event(
                    date="2004-11-01~",
                    date_basis="edition",
                    themes=["mining", "coca"],
                    conflict=True,
                    where=[
                        {"place": "lima", "role": "origin"},
                        {"place": "andes", "role": "mentioned"},
                    ],
                    sources=[{"title": "One", "url": "https://example.org/1"}, {"title": "Two"}],
                    verification="disputed",
                    title={"es": "Sólo"},
                )
            ]
        )
    )
    assert row == {
        "id": "a-protest",
        "date": "2004-11-01~",
        "earliest": "2004-10-29",
        "latest": "2004-11-04",
        "reported_in": "yes",
        "published": "2004-11-30",
        "title_en": "",
        "title_es": "Sólo",
        "text_en": "Text of a-protest.",
        "text_es": "Text of a-protest. (es)",
        "kind": "protest",
        "themes": "mining; coca",
        "conflict": "yes",
        "places": "Lima; Andes",
        "place_ids": "lima; andes",
        "roles": "origin; mentioned",
        "lat": "-12.0432",
        "lon": "-77.0282",
        "precision": "town; region",
        "verification": "disputed",
        "source": "One; Two",
        "source_url": "https://example.org/1",
        "status": "published",
        "unreviewed": "",
    }


def test_an_event_without_date_or_place_has_empty_cells() -> None:
    (row,) = rows(written([event(where=[], date=None)]))
    assert [row[k] for k in ("date", "earliest", "latest", "places", "lat")] == [""] * 5


def test_a_file_holds_what_the_filter_keeps_oldest_first() -> None:
    events = [
        event("b", date="2005"),
        event("a", date="2004"),
        event("c", themes=["coca"], date="2003"),
    ]
    assert [r["id"] for r in rows(written(events))] == ["c", "a", "b"]
    assert [r["id"] for r in rows(written(events, Filter(themes=("coca",))))] == ["c"]
    assert rows(written(events, Filter(q="nothing like it"))) == []


def test_the_shipped_archive_is_written_whole() -> None:
    shown = gate.publish(loading.load(SHIPPED), date.today())
    found = rows(exchange.FORMATS["csv"].write(take(engine(shown), shown, Filter())))
    assert {r["id"] for r in found} == set(shown.events)
    assert {r["id"]: r["text_en"] for r in found} == {
        n: e.text["en"] for n, e in shown.events.items()
    }
