"""A view and an event are cited by one sentence that holds all that a reader needs to find them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from making import engine, event, published

from psgdash.locale import words
from psgdash.query.citing import LINK, cite_event, cite_view
from psgdash.query.filters import Filter
from psgdash.query.summaries import totals

TODAY = date(2026, 11, 25)
HOW: dict[str, Any] = {"accessed": TODAY, "link": "https://map.example.org/?theme=mining"}
SHOWN = published([
    event("a", date="2004-11-30", title={"en": "A strike.", "es": "Un paro."}, themes=["mining"],
          where="lima", sources=[{"title": "Bulletin 12", "url": "https://example.org/12"}]),
    event("b", date="2005-01-02", themes=["coca"]),
    event("c", date=None, themes=["coca"]),
])  # fmt: skip


def view(chosen: Filter, language: str, **how: Any) -> str:
    """The sentence of a filter."""
    found = totals(engine(SHOWN), chosen)
    return cite_view(chosen, found, SHOWN, words(language), **{**HOW, **how})


@pytest.mark.parametrize(
    ("chosen", "language", "said"),
    [
        (
            Filter(),
            "en",
            "A group, “News map”, 3 events, 30 November 2004 to 2 January 2005, "
            "https://map.example.org/?theme=mining, accessed 25 November 2026.",
        ),
        (
            Filter(start=date(2004, 11, 1), end=date(2004, 11, 30), themes=("mining",), q="strike"),
            "en",
            "A group, “News map”, 1 of 3 events, November 2004, filters: Mining; “strike”, "
            "https://map.example.org/?theme=mining, accessed 25 November 2026.",
        ),
        (
            Filter(themes=("mining",), conflicts=True, start=date(2004, 1, 1)),
            "es",
            "desde el 1 de enero de 2004, filtros: Mining (es); solo conflictos, "
            "https://map.example.org/?theme=mining, consultado el 25 de noviembre de 2026.",
        ),
        (Filter(q="nothing"), "en", "0 of 3 events, filters: “nothing”, https://"),
    ],
)
def test_a_view_is_cited_with_group_title_dates_filters_link_and_day(
    chosen: Filter, language: str, said: str
) -> None:
    assert said in view(chosen, language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "“A strike”, 30 November 2004, Lima, source: Bulletin 12, https://example.org/12, "
               "in: A group, News map, https://map.example.org/?theme=mining, "
               "accessed 25 November 2026."),
        ("es", "“Un paro”, 30 de noviembre de 2004, Lima (es), fuente: Bulletin 12, "),
    ],
)  # fmt: skip
def test_an_event_is_cited_with_its_source(language: str, said: str) -> None:
    assert cite_event(SHOWN.events["a"], SHOWN, words(language), **HOW).startswith(said)


def test_an_event_without_date_or_source_says_no_more_than_is_known() -> None:
    said = cite_event(SHOWN.events["c"], SHOWN, words("en"), **HOW)
    assert "no date known" in said and "source:" not in said


def test_words_cannot_stand_in_for_the_link_or_begin_a_line() -> None:
    nasty = f"a{LINK}b\n{{link}} <b>"
    shown = published([event("a", title={"en": nasty}, sources=[{"title": f"x{LINK}"}])])
    said = cite_event(shown.events["a"], shown, words("en"), accessed=TODAY)
    assert said.count(LINK) == 1 and said.index(LINK) > said.index("in: ")
    assert "\n" not in said and "<b>" in said
    assert view(Filter(q=f"x{LINK}y"), "en", link=LINK).count(LINK) == 1
