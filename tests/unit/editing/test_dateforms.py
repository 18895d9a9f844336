"""A date and the form that an editor fills in say the same."""

from __future__ import annotations

from datetime import date

import pytest

from psgdash.archive.dates import EventDate
from psgdash.editing.dateforms import HOWS, DateForm, form_of

EDITION = date(2004, 11, 30)


@pytest.mark.parametrize(
    ("edtf", "basis", "how"),
    [
        ("2004-11-05", "text", "day"),
        ("2004-11-05~", "text", "about"),
        ("2004-11", "text", "month"),
        ("2004-11", "edition", "edition"),
        ("2004-08", "edition", "month"),
        ("2004", "text", "year"),
        ("2004-11-05/2004-11-07", "text", "span"),
        ("2004-11~", "text", "edtf"),
        ("2004~", "text", "edtf"),
        ("2004-11-05?", "text", "edtf"),
        ("1980/2000", "text", "edtf"),
        ("199X", "text", "edtf"),
        ("2004-11-XX", "text", "edtf"),
    ],
)
def test_the_form_of_a_date_gives_the_date_back(edtf: str, basis: str, how: str) -> None:
    form = form_of(EventDate.parse(edtf), basis, EDITION)
    assert form.how == how
    assert form.text(EDITION) == edtf


def test_no_date_is_a_choice_of_its_own() -> None:
    form = form_of(None, "text", EDITION)
    assert form.how == "none" and form.text(EDITION) == ""


def test_a_span_filled_in_backwards_is_put_right() -> None:
    form = DateForm("span", date(2004, 11, 7), date(2004, 11, 5))
    assert form.text(EDITION) == "2004-11-05/2004-11-07"


def test_only_the_edition_gives_a_date_of_the_edition() -> None:
    bases = {how: DateForm(how, EDITION, EDITION).basis for how in HOWS}
    assert {how for how, basis in bases.items() if basis == "edition"} == {"edition"}


def test_the_month_of_the_edition_follows_the_edition() -> None:
    form = form_of(EventDate.parse("2004-11"), "edition", EDITION)
    assert form.text(date(2005, 1, 31)) == "2005-01"
