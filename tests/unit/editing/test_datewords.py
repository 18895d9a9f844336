"""Dates in a text are read as exactly as it gives them and no more."""

from __future__ import annotations

from datetime import date

import pytest

from psgdash.archive.dates import EventDate
from psgdash.editing.datewords import find

EDITION = date(2004, 11, 30)  # a Tuesday

ENGLISH = [
    ("At the beginning of this month protests broke out", "2004-11-01~"),
    ("in early November", "2004-11-01~"),
    ("in mid-November 2004", "2004-11-15~"),
    ("at the end of last month", "2004-10-31~"),
    ("by the end of 2003", "2003-12~"),
    ("on 5 November 2004", "2004-11-05"),
    ("on the 5th of November", "2004-11-05"),
    ("November 5th, 2004", "2004-11-05"),
    ("between 5 and 7 November", "2004-11-05/2004-11-07"),
    ("from 5-7 November 2004", "2004-11-05/2004-11-07"),
    ("about 5 November", "2004-11-05~"),
    ("on Nov. 5, 2004", "2004-11-05"),
    ("on 5 Sept", "2004-09-05"),
    ("LIMA, Nov 5 (Agency) - They met", "2004-11-05~"),  # reported then, and not said to be then
    ("in August", "2004-08"),
    ("in December", "2003-12"),  # news is not of the future
    ("since August 2003", "2003-08"),
    ("In 1998", "1998"),
    ("last year", "2003"),
    ("this week", "2004-11-29/2004-11-30"),
    ("yesterday", "2004-11-29"),
    ("the day before yesterday", "2004-11-28"),
    ("in the early hours of Sunday", "2004-11-28"),
    ("last night", "2004-11-29"),
    ("on Monday", "2004-11-29"),
    ("today", "2004-11-30"),
    ("last Tuesday", "2004-11-23"),  # not the day of the edition itself
    ("on Tuesday", "2004-11-30"),
    ("on Sunday 6 April 2003", "2003-04-06"),  # one date, not two
    ("Sunday, April 6, 2003", "2003-04-06"),
    ("on Friday the 5th of November", "2004-11-05"),
    ("on Thursday 11", "2004-11-11"),
]
SPANISH = [
    ("desde la madrugada del jueves 11 bloquearon", "2004-11-11"),
    ("el 5 nov. de 2004", "2004-11-05"),
    ("anteayer cayó un puente", "2004-11-28"),
    ("la madrugada del domingo", "2004-11-28"),
    ("PUNO, 9 set. (Agencia).- Bloquearon", "2004-09-09~"),
    ("CERRO DE PASCO, nov. 24. Se reunieron", "2004-11-24~"),
    ("A comienzos de este mes estallaron protestas", "2004-11-01~"),
    ("a mediados de noviembre", "2004-11-15~"),
    ("a fines de octubre de 2004", "2004-10-31~"),
    ("a fines del año 2003", "2003-12~"),
    ("el 5 de noviembre de 2004", "2004-11-05"),
    ("5 de noviembre del 2004", "2004-11-05"),
    ("el 1º de noviembre", "2004-11-01"),
    ("el primero de mayo", "2004-05-01"),
    ("del 5 al 7 de noviembre", "2004-11-05/2004-11-07"),
    ("entre el 5 y el 7 de noviembre", "2004-11-05/2004-11-07"),
    ("hacia el 5 de noviembre", "2004-11-05~"),
    ("en agosto", "2004-08"),
    ("desde setiembre de 2003", "2003-09"),  # as Peru writes September
    ("en 1998", "1998"),
    ("el año pasado", "2003"),
    ("el mes pasado", "2004-10"),
    ("la semana pasada", "2004-11-22/2004-11-28"),
    ("ayer", "2004-11-29"),
    ("anoche", "2004-11-29"),
    ("el lunes", "2004-11-29"),
    ("hoy", "2004-11-30"),
    ("el martes pasado", "2004-11-23"),
    ("el pasado martes", "2004-11-23"),
    ("el martes", "2004-11-30"),
    ("el domingo 6 de abril de 2003", "2003-04-06"),
    ("viernes, 5 de noviembre", "2004-11-05"),
]


@pytest.mark.parametrize(("text", "edtf"), ENGLISH)
def test_english_words_give_their_date(text: str, edtf: str) -> None:
    assert [found.edtf for found in find(text, "en", EDITION)] == [edtf]


@pytest.mark.parametrize(("text", "edtf"), SPANISH)
def test_spanish_words_give_their_date(text: str, edtf: str) -> None:
    assert [found.edtf for found in find(text, "es", EDITION)] == [edtf]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They may march on Lima"),  # neither word is a month
        ("en", "twenty years ago gas was discovered"),
        ("en", "300 people and 14,000 jobs, 31 November"),
        ("en", "Article 2010 soldiers"),
        ("es", "marcharon 500 personas hacia la plaza"),
        ("es", "hace veinte años"),
        ("es", "a 3 mar adentro, 24 ago"),
        ("en", "the 10 Decembrists, 20 Marines"),
    ],
)
def test_what_is_no_date_gives_none(language: str, text: str) -> None:
    assert find(text, language, EDITION) == ()


def test_the_words_are_those_of_the_text_where_they_stand() -> None:
    text = "Police said that on 5 November 2004 they left. In 1998 they came."
    first, second = find(text, "en", EDITION)
    assert text[first.start : first.end] == first.words == "5 November 2004"
    assert text[second.start : second.end] == second.words == "In 1998"
    assert (first.recent, second.recent) == (True, False)


def test_a_day_after_the_edition_is_not_when_it_happened() -> None:
    (found,) = find("The strike begins on 3 December 2004", "en", EDITION)
    assert found.edtf == "2004-12-03" and not found.recent


@pytest.mark.parametrize("day", [date(1400, 1, 1), date(2000, 2, 29), date(2200, 12, 31)])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_date_found_can_be_read_whatever_the_edition(language: str, day: date) -> None:
    for text, _ in (*ENGLISH, *SPANISH):
        for found in find(f"{text}. 30 February, 29 February, 30 de febrero", language, day):
            assert EventDate.parse(found.edtf)


def test_a_long_text_is_read_quickly_enough_to_wait_for() -> None:
    text = "a mediados de " * 1400 + "1 2 3 4 5 6 7 8 9 " * 100
    assert find(text[:20_000], "es", EDITION) == ()
