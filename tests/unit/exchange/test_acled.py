"""ACLED's files come in as exact as they are, whatever year their columns are from."""

from __future__ import annotations

import csv
import io
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from taking import found, items, problems

from psgdash import exchange
from psgdash.errors import Problem
from psgdash.exchange.days import day_of
from psgdash.exchange.incoming import Incoming

ROW: dict[str, str] = {
    "event_id_cnty": "PER1234", "event_date": "16 May 2025", "year": "2025", "time_precision": "1",
    "disorder_type": "Demonstrations", "event_type": "Protests",
    "sub_event_type": "Peaceful protest", "actor1": "Protesters (Peru)",
    "assoc_actor_1": "Farmers (Peru); Women (Peru)", "inter1": "Protesters", "actor2": "",
    "assoc_actor_2": "", "inter2": "", "interaction": "Protesters only", "civilian_targeting": "",
    "iso": "604", "region": "South America", "country": "Peru", "admin1": "Puno",
    "admin2": "Carabaya", "admin3": "San Gaban", "location": "San Gaban", "latitude": "-13.4386",
    "longitude": "-70.4024", "geo_precision": "1", "source": "La Republica; Correo (Peru)",
    "source_scale": "National", "notes": 'On 16 May 2025, farmers said "no".\nThey went home.',
    "fatalities": "0", "tags": "crowd size=no report; roadblock", "timestamp": "1747700000",
}  # fmt: skip


def table(*rows: dict[str, str], upper: bool = False, delimiter: str = ",") -> str:
    """Rows as CSV; what they leave out is as in ROW, what is None has no column."""
    full: list[dict[str, Any]] = [{**ROW, **row} for row in rows]
    columns = [name for name in full[0] if full[0][name] is not None]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([name.upper() if upper else name for name in columns])
    writer.writerows([[row[name] for name in columns] for row in full])
    return out.getvalue()


def one(**cells: Any) -> Any:
    """The item of one row."""
    (item,) = items("acled", table(cells))
    return item


def test_a_row_keeps_its_id_date_text_place_and_sources() -> None:
    item = one()
    assert (item.line, item.key, item.kind) == (2, "PER1234", "Protests / Peaceful protest")
    assert item.fields["title"] == {"en": "Peaceful protest: San Gaban"}
    assert item.fields["text"] == {"en": 'On 16 May 2025, farmers said "no".\nThey went home.'}
    assert item.fields["date"].edtf == "2025-05-16"
    assert item.fields["published"].isoformat() == "2025-05-20"
    assert item.fields["conflict"] is True
    assert [s.title for s in item.fields["sources"]] == [
        "ACLED (Armed Conflict Location & Event Data), event PER1234",
        "La Republica",
        "Correo (Peru)",
    ]
    assert item.fields["sources"][0].url == "https://acleddata.com/"
    (site,) = item.sites
    assert (site.name, site.lat, site.lon) == ({"en": "San Gaban"}, -13.4386, -70.4024)
    assert site.within == ("San Gaban", "Carabaya", "Puno", "Peru")


def test_what_is_not_kept_is_named() -> None:
    assert set(one().lost) == {
        "disorder_type", "actor1", "assoc_actor_1", "inter1", "interaction", "iso", "region",
        "source_scale", "fatalities", "tags",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "date"),
    [("1", "2004-11-15"), ("2", "2004-11-15~"), ("3", "2004-11"), ("", "2004-11-15~"),
     ("9", "2004-11-15~")],
)  # fmt: skip
def test_a_date_is_as_exact_as_time_precision(code: str, date: str) -> None:
    assert one(event_date="15 November 2004", time_precision=code).fields["date"].edtf == date


@pytest.mark.parametrize(
    ("code", "precision"),
    [("1", "town"), ("2", "district"), ("3", "region"), ("", "region"), ("4", "region")],
)
def test_a_place_is_as_exact_as_geo_precision(code: str, precision: str) -> None:
    assert one(geo_precision=code).sites[0].precision == precision


def test_without_columns_of_precision_nothing_is_taken_for_exact() -> None:
    item = one(time_precision=None, geo_precision=None)
    assert item.fields["date"].edtf == "2025-05-16~"
    assert item.sites[0].precision == "region"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("16 May 2025", "2025-05-16"),
        ("01 September 1997", "1997-09-01"),
        ("1-Sep-1997", "1997-09-01"),
        ("2025-05-16", "2025-05-16"),
        ("2025-05-16T00:00:00", "2025-05-16"),
        ("16/05/2025", "2025-05-16"),
        ("03/04/2025", "2025-04-03"),  # the day comes first
    ],
)
def test_dates_are_read_in_every_form_that_acled_has_used(text: str, day: str) -> None:
    assert day_of(text).isoformat() == day


@pytest.mark.parametrize(
    ("dates", "taken"),
    [
        (["05/06/2004", "16/05/2004"], ["2004-06-05", "2004-05-16"]),
        (["05/06/2004", "05/16/2004"], [None, None]),
        (["05/16/2004", "16/05/2004", "5-6-2004"], [None, "2004-05-16", None]),
        (["05/05/2004", "5 June 2004", "2004-06-05", "05/16/2004"],
         ["2004-05-05", "2004-06-05", "2004-06-05", None]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("upper", [False, True])
def test_where_a_file_shows_the_month_first_what_may_be_either_is_refused(
    dates: list[str], taken: list[str | None], upper: bool
) -> None:
    rows = [{"event_date": day, "event_id_cnty": str(n)} for n, day in enumerate(dates)]
    read = found("acled", table(*rows, upper=upper))
    assert [None if isinstance(x, Problem) else x.fields["date"].edtf for x in read] == taken
    either = [
        x for x in read if isinstance(x, Problem) and "may be 5 June 2004 or 6 May" in x.message
    ]
    assert len(either) == sum(day in ("05/06/2004", "5-6-2004") for day in dates) * (None in taken)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "31 Feb 2025", "05/16/2025", "2025", "16 May 25", "2025-13-01"]
)
def test_what_is_no_day_is_refused_with_its_line(text: str) -> None:
    (problem,) = problems("acled", table({}, {"event_date": text, "event_id_cnty": "PER2"}))
    assert (problem.line, problem.record, problem.field) == (4, "PER2", "event_date")
    assert "16 May 2025" in problem.fix


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"event_id_cnty": ""}, "event_id_cnty"),
        ({"latitude": "91"}, "latitude"),
        ({"latitude": "north"}, "latitude"),
        ({"latitude": "nan"}, "latitude"),
        ({"longitude": ""}, "latitude"),
        ({"latitude": "0", "longitude": "0"}, "latitude"),
    ],
)
def test_a_row_that_cannot_be_is_refused(cells: dict[str, str], field: str) -> None:
    (problem,) = problems("acled", table(cells))
    assert (problem.line, problem.field) == (2, field)


def test_a_row_without_a_point_has_no_place() -> None:
    assert one(latitude="", longitude="").sites == ()


def test_capitals_a_byte_order_mark_and_semicolons_between_cells_are_no_matter() -> None:
    text = "\ufeff" + table({}, upper=True, delimiter=";")
    assert items("acled", text)[0] == one()


def test_the_columns_of_old_files_are_known() -> None:
    old = {
        "event_id_cnty": None, "time_precision": None, "geo_precision": None, "timestamp": None,
        "sub_event_type": None, "data_id": "77", "EVENT_DATE": None, "TIME_PREC": "1",
        "GEO_PRECIS": "1", "event_type": "Riots/Protests", "inter1": "6", "ally_actor_1": "X",
        "gwno": "135",
    }  # fmt: skip
    (item,) = items("acled", table({k: v for k, v in old.items() if k != "EVENT_DATE"}))
    assert (item.key, item.kind) == ("77", "Protests")
    assert (item.fields["date"].edtf, item.sites[0].precision) == ("2025-05-16", "town")
    assert item.fields["published"].isoformat() == "2025-05-16"
    assert {"assoc_actor_1", "gwno"} <= set(item.lost)


@pytest.mark.parametrize(
    ("old", "inter", "now"),
    [
        ("Riots/Protests", "5", "Riots"),
        ("Riots/Protests", "6", "Protests"),
        ("Riots/Protests", "", "Riots/Protests"),
        ("Battle-No change of territory", "1", "Battles"),
        ("Remote violence", "1", "Explosions/Remote violence"),
        ("Strategic development", "1", "Strategic developments"),
        ("Violence against civilians", "1", "Violence against civilians"),
    ],
)
def test_old_event_types_have_their_present_names(old: str, inter: str, now: str) -> None:
    assert one(event_type=old, sub_event_type="", inter1=inter).kind == now


def test_a_strategic_development_is_no_conflict() -> None:
    assert one(event_type="Strategic developments").fields["conflict"] is False


def test_broken_rows_cost_only_themselves_and_keep_the_count_of_lines() -> None:
    lines = table({}, {"event_id_cnty": "PER2"}).replace("\r\n", "\n").split("\n")
    assert len(lines) == 6  # each row has a line end in its notes
    text = "\n".join([*lines[:3], "too,few", ",".join("x" * 40), "", *lines[3:]])
    read = found("acled", text)
    assert [x.line for x in read if isinstance(x, Problem)] == [4, 5]
    assert [x.line for x in read if not isinstance(x, Problem)] == [2, 7]


def test_a_quote_that_is_never_closed_is_told_and_the_rows_before_it_come_in() -> None:
    text = table({}) + 'PER2,"open' + "\r\nPER3,x" * 60_000
    read = found("acled", text)
    assert read[0].line == 2 and not isinstance(read[0], Problem)
    assert any(isinstance(x, Problem) and "quotation mark" in x.fix for x in read)


def test_bytes_that_are_not_utf8_cost_only_their_row() -> None:
    text = table({}, {"event_id_cnty": "PER2"}).encode()
    read = found("acled", text.replace(b"San Gaban", b"San Gab\xe1n", 1))
    assert [(x.line, isinstance(x, Problem)) for x in read] == [(2, True), (4, False)]


def test_ten_times_the_rows_do_not_need_more_memory(tmp_path: Path) -> None:
    peaks = []
    for count in (1_000, 10_000):
        path = tmp_path / f"{count}.csv"
        path.write_text(table(*({"event_id_cnty": f"PER{n}"} for n in range(count))), "utf-8")
        tracemalloc.start()
        read = sum(1 for _ in exchange.READERS["acled"].read(Incoming(path)))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert read == count
    assert peaks[1] < peaks[0] + 500_000
