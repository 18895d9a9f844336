"""Two editors' drafts of one record put together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from psgdash.archive import saving
from psgdash.archive.loading import load
from psgdash.archive.records import Correction
from psgdash.editing.choices import Choice
from psgdash.editing.drafts import Draft, from_record
from psgdash.editing.merging import merged, overwritten
from psgdash.editing.placedrafts import PlaceDraft


@pytest.fixture
def base(data: Path) -> Draft:
    """A shipped record as both editors found it."""
    held = saving.held(data, "event", "san-gaban-coca-protest")
    assert held is not None
    return from_record(held, load(data))


def test_each_keeps_what_the_other_left_alone(base: Draft) -> None:
    mine = replace(base, title={**base.title, "en": "Mine"}, themes=("coca",), note="Why")
    theirs = replace(base, text={**base.text, "es": "Suyo"}, date="2004-11-02", status="review")
    both, clash = merged(base, mine, theirs)
    assert clash == ()
    assert both.title == {**base.title, "en": "Mine"} and both.text == {**base.text, "es": "Suyo"}
    assert (both.themes, both.date, both.status, both.note) == (
        ("coca",),
        "2004-11-02",
        "review",
        "Why",
    )


@pytest.mark.parametrize(
    ("change", "other"),
    [
        ({"date": "2004-11-03"}, {"date": "2004-11-02"}),
        ({"title": {"en": "Mine"}}, {"title": {"en": "Theirs"}}),
        ({"themes": ("coca",)}, {"themes": ("mining",)}),
        ({"sources": ({"title": "Mine"},)}, {"sources": ()}),
        ({"places": ()}, {"places": (), "kind": "clash"}),
    ],
)
def test_what_both_changed_is_told_and_mine_stays(
    base: Draft, change: dict[str, Any], other: dict[str, Any]
) -> None:
    both, clash = merged(base, replace(base, **change), replace(base, **other))
    (name,) = change
    assert getattr(both, name) == change[name]
    assert clash == (() if change[name] == other[name] else (name,))


def test_a_form_that_only_says_the_same_otherwise_has_changed_nothing(base: Draft) -> None:
    place = base.places[0].choice.place
    assert place is not None
    shown = replace(base.places[0], precision=place.precision)
    mine = replace(
        base,
        places=(shown, *base.places[1:]),
        sources=tuple({**row, "archived_url": ""} for row in base.sources),
        text={**base.text, "en": base.text["en"] + "\n"},
    )
    theirs = replace(
        base,
        places=(PlaceDraft(Choice(place, None), "origin"),),
        sources=({"title": "Another"},),
        text={**base.text, "en": "Theirs"},
    )
    both, clash = merged(base, mine, theirs)
    assert (both.places, both.sources, both.text["en"]) == (theirs.places, theirs.sources, "Theirs")
    assert clash == ()


def test_a_date_and_what_it_rests_on_come_from_one_editor(base: Draft) -> None:
    theirs = replace(base, date="2004-11", date_basis="edition")
    both, _ = merged(base, replace(base, kind="clash"), theirs)
    assert (both.date, both.date_basis, both.kind) == ("2004-11", "edition", "clash")
    mine = replace(base, date="2004-11-05")
    both, clash = merged(base, mine, theirs)
    assert (both.date, both.date_basis, clash) == ("2004-11-05", base.date_basis, ("date",))


@pytest.mark.parametrize(
    ("mine", "theirs", "lost"),
    [
        ({}, {"title": {"en": "Theirs"}}, ("title",)),
        ({"title": {"en": "Theirs"}}, {"title": {"en": "Theirs"}}, ()),
        ({"themes": ("coca",)}, {"title": {"en": "Theirs"}, "status": "withdrawn"},
         ("title", "status")),
        ({"kind": "clash"}, {}, ()),
        ({}, {"date": "", "date_basis": "edition"}, ("date",)),
    ],
)  # fmt: skip
def test_what_of_theirs_mine_does_not_say_is_known(
    base: Draft, mine: dict[str, Any], theirs: dict[str, Any], lost: tuple[str, ...]
) -> None:
    first = replace(base, title={"en": base.title["en"]})
    assert overwritten(first, replace(first, **mine), replace(first, **theirs)) == lost


def test_their_note_is_kept_as_it_is_unless_mine_replaces_what_it_is_about(base: Draft) -> None:
    noted = (Correction(date=base.published, note="Their title."),)
    theirs = replace(base, title={"en": "Theirs"}, corrections=noted)
    both, _ = merged(base, replace(base, kind="clash", note="My kind."), theirs)
    assert (both.corrections, both.note) == (noted, "My kind.")
    both, _ = merged(base, replace(base, title={"en": "Mine"}, note="My title."), theirs)
    assert (both.corrections, both.note) == ((), "My title.\nTheir title.")
