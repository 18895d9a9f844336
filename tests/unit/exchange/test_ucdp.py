"""UCDP GED comes in with header or without, as exact as its codes."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from taking import items, problems

from psgdash.exchange import READERS
from psgdash.exchange.incoming import Head
from psgdash.exchange.tables import header
from psgdash.exchange.ucdp import COLUMNS

ROW: dict[str, str] = {
    **dict.fromkeys(COLUMNS, "1"), "id": "244657", "relid": "PER-1992-1-95-1", "year": "1992",
    "type_of_violence": "3", "dyad_name": "Sendero Luminoso - Civilians",
    "side_a": "Sendero Luminoso", "side_b": "Civilians",
    "source_article": '"Reuters,1992-07-20,Bomb";"AFP,1992-07-19,Lima shaken"',
    "source_office": "Reuters;AFP", "source_date": "1992-07-20;1992-07-31",
    "source_headline": "Bomb in Lima", "where_coordinates": "Miraflores district",
    "where_description": "Tarata street", "adm_1": "Lima department", "adm_2": "Lima province",
    "latitude": "-12.12", "longitude": "-77.03", "country": "Peru", "where_prec": "1",
    "date_prec": "1", "date_start": "1992-07-16 00:00:00.000",
    "date_end": "1992-07-16 00:00:00.000", "deaths_a": "-1", "best": "25",
}  # fmt: skip


def table(cells: dict[str, str], *, headed: bool = True) -> str:
    """One row as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    if headed:
        writer.writerow(COLUMNS)
    writer.writerow({**ROW, **cells}.values())
    return out.getvalue()


def one(**cells: str) -> Any:
    """The item of one row."""
    (item,) = items("ucdp", table(cells))
    return item


def test_a_row_keeps_id_date_text_place_and_sources() -> None:
    item = one()
    assert (item.key, item.kind) == ("244657", "Violence against civilians / Attack")
    assert item.fields["title"] == {"en": "Attack on civilians: Miraflores district"}
    assert "Sendero Luminoso - Civilians" in item.fields["text"]["en"]
    assert "Tarata street" in item.fields["text"]["en"]
    assert item.fields["published"].isoformat() == "1992-07-31"
    titles = [s.title for s in item.fields["sources"]]
    assert titles[0] == "UCDP GED (Uppsala Conflict Data Program), event 244657"
    assert titles[1:] == ["Reuters,1992-07-20,Bomb", "AFP,1992-07-19,Lima shaken"]
    assert item.sites[0].within == ("Lima province", "Lima department", "Peru")


@pytest.mark.parametrize(("told", "kept", "lost"), [(27, 27, 0), (50, 50, 0), (53, 50, 3)])
def test_all_reports_are_kept_or_counted(told: int, kept: int, lost: int) -> None:
    item = one(source_article=";".join(f'"Reuters,1992-07-20,Report {n}"' for n in range(told)))
    assert len(item.fields["sources"]) == kept + 1
    assert sum(name.startswith("source_article") for name in item.lost) == lost


def test_minus_one_is_not_known_but_may_be_a_degree() -> None:
    item = one(where_description="-1", adm_2="-1", longitude="-1", latitude="8")
    assert "-1" not in item.fields["text"]["en"]
    assert item.sites[0].within == ("Lima department", "Peru")
    assert (item.sites[0].lat, item.sites[0].lon) == (8.0, -1.0)
    assert "deaths_a" not in item.lost and "best" in item.lost
    assert one(latitude="-1", longitude="-1").sites == ()


@pytest.mark.parametrize(
    ("code", "start", "end", "date"),
    [
        ("1", "1992-07-16", "1992-07-16", "1992-07-16"),
        ("2", "1992-07-16", "1992-07-18", "1992-07-16/1992-07-18"),
        ("3", "1992-07-13", "1992-07-19", "1992-07-13/1992-07-19"),
        ("3", "1992-07-13", "1992-07-13", "1992-07-13~"),
        ("4", "1992-07-01", "1992-07-31", "1992-07"),
        ("4", "1992-06-20", "1992-07-10", "1992-06/1992-07"),
        ("5", "1992-01-01", "1992-12-31", "1992"),
        ("", "1992-07-16", "1992-07-16", "1992-07-16~"),
    ],
)
def test_a_date_is_as_exact_as_date_prec(code: str, start: str, end: str, date: str) -> None:
    assert one(date_prec=code, date_start=start, date_end=end).fields["date"].edtf == date


@pytest.mark.parametrize(
    ("code", "precision", "radius"),
    [("1", "town", None), ("2", "province", 25.0), ("3", "province", None),
     ("4", "department", None), ("5", "region", None), ("6", "country", None),
     ("7", "region", None), ("", "region", None)],
)  # fmt: skip
def test_a_place_is_as_exact_as_where_prec(code: str, precision: str, radius: float | None) -> None:
    (site,) = one(where_prec=code).sites
    assert (site.precision, site.radius_km) == (precision, radius)


def test_a_file_without_its_header_is_read_by_the_order_of_its_columns() -> None:
    bare = table({}, headed=False)
    assert READERS["ucdp"].looks(Head(bare, header(bare.split("\r\n")[0])))
    (item,) = items("ucdp", bare)
    assert (item.line, item.fields) == (1, one().fields)


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"id": ""}, "id"),
        ({"date_start": "soon"}, "date_start"),
        ({"date_start": "1992-07-20", "date_end": "1992-07-16"}, "date_start"),
        ({"latitude": "123"}, "latitude"),
    ],
)
def test_a_row_that_cannot_be_is_refused(cells: dict[str, str], field: str) -> None:
    (problem,) = problems("ucdp", table(cells))
    assert (problem.line, problem.field) == (2, field)
