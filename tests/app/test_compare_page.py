"""The page Compare: what the address says stands side by side, and choices go into it."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import Query, html, opened


def said(at: AppTest) -> str:
    """The sentences."""
    found = re.search(r'<p class="compare-said" role="status">(.*?)</p>', html(at))
    assert found
    return found[1]


def rows(at: AppTest, caption: str) -> list[tuple[str, ...]]:
    """A table's rows as a screen reader has them."""
    table = re.search(rf"<caption>{caption}</caption>(.*?)</table>", html(at))
    assert table
    cells = (
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        for row in re.findall("<tr>(.*?)</tr>", table[1])
    )
    return [tuple(re.sub("<[^>]+>", "", cell) for cell in row) for row in cells]


def test_two_years_stand_side_by_side_before_anybody_chose() -> None:
    at = opened("compare")
    assert not at.exception
    assert said(at).startswith(
        "The archive holds 8 events for 2004 and 2 for 2005: 6 more for the first."
    )
    assert rows(at, "Counts")[:2] == [("Counts", "2004", "2005"), ("Events", "8", "2")]
    assert "compare" not in at.query_params


def test_the_address_says_what_is_compared_and_filters_hold() -> None:
    at = opened("compare", {"compare": ["cajamarca", "lima"], "conflicts": "1"})
    assert rows(at, "Counts")[0] == ("Counts", "Cajamarca", "Lima")
    assert "Filters: conflicts only." in html(at)
    assert at.query_params["compare"] == ["cajamarca", "lima"]
    counted = {row[0]: row[1:] for row in rows(at, "Counts")}
    assert counted["Events"] == counted["Conflicts"]


def test_months_of_both_periods_stand_in_rows_with_their_names() -> None:
    at = opened("compare", {"compare": ["2004-08/2004-10", "2004-11/2005-01"]})
    assert rows(at, "By month") == [
        ("August 2004 to October 2004", "November 2004 to January 2005"),
        ("August 20041", "November 20044"),
        ("September 20042", "December 20041"),
        ("October 20041", "January 20052"),  # "about 1 November" may be October's end
    ]
    assert "1 event counts on both sides, because its date may mean either." in said(at)


def test_a_choice_goes_into_the_address() -> None:
    at = opened("compare")
    at.segmented_control[1].set_value("places").run()
    assert not at.exception
    assert len(at.query_params["compare"]) == 2
    names = [box for box in at.selectbox if box.label == "Second place"]
    names[0].set_value("quito").run()
    assert at.query_params["compare"][1] == "quito"
    assert "Quito" in said(at)


def test_a_month_that_would_end_a_period_before_its_start_wins() -> None:
    at = opened("compare", {"compare": ["2004-08/2004-10", "2005"]})
    end = next(box for box in at.selectbox if box.label == "First period, to")
    end.set_value("2004-01").run()
    assert at.query_params["compare"] == ["2004-01", "2005"]


@pytest.mark.parametrize(
    "query",
    [{"compare": ["nonsense", "x"]}, {"compare": "2004"}, {"compare": ["2005", "<b>"]},
     {"compare": ["0001", "9999"]}, {"compare": ["1000", "2999"]}, {"q": "no such words"},
     {"compare": ["lima", "lima"]}],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "es"])
def test_any_address_shows_a_page(query: Query, language: str) -> None:
    at = opened("compare", query | {"lang": language})
    assert not at.exception
    assert "<b>" not in said(at)
