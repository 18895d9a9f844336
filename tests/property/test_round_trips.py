"""What is written reads back the same: YAML, URLs, CSV and dates."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from making import engine, event, published

from psgdash import exchange
from psgdash.archive import dates, strictyaml
from psgdash.archive.dates import EARLIEST_YEAR, LATEST_YEAR, DateError, EventDate, parse_bound
from psgdash.archive.words import fold
from psgdash.exchange.view import take
from psgdash.query.filters import SEARCH_LIMIT, Filter

LINES = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc"),
        exclude_characters="\ufeff\ufffe\uffff\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    ),
    min_size=1,
    max_size=60,
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | LINES
    | st.just("")
    | st.sampled_from(
        [
            "NO",
            "yes",
            "12:30",
            "2004-11-30",
            "0x1F",
            "~",
            "null",
            "true",
            "- a",
            "a: b",
            "#x",
            "&a",
            "*a",
            "!t",
            "1.5",
            "|",
        ]
    )
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LINES, inner, max_size=4),
    max_leaves=12,
)
SHOWN = published([event("a"), event("b", "puno", themes=["coca"], kind="award")])
DAYS = st.dates(date(EARLIEST_YEAR, 1, 1), date(LATEST_YEAR, 12, 31))


@given(st.dictionaries(LINES, DATA, max_size=4) | st.lists(DATA, max_size=4), st.booleans())
def test_plain_data_written_as_yaml_reads_back_the_same(data: object, flow: bool) -> None:
    class NoAliases(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    written = yaml.dump(
        data, Dumper=NoAliases, allow_unicode=True, default_flow_style=flow, sort_keys=False
    )
    document = strictyaml.parse(written, "f.yaml")
    assert document.problems == ()
    assert document.data == data


@given(st.text(max_size=300) | st.text("-: \n\t[]{}&*!#|>'\"a1", max_size=80))
def test_any_text_is_data_or_a_problem_with_a_line_inside_the_file(text: str) -> None:
    document = strictyaml.parse(text.encode("utf-8", "replace").decode("utf-8"), "f.yaml")
    for problem in document.problems:
        assert 1 <= problem.line <= len(re.findall(r"\r\n|[\r\n\x85\u2028\u2029]", text)) + 2
        assert problem.message and problem.fix


FILTERS = st.builds(
    Filter,
    start=st.none() | DAYS,
    end=st.none() | DAYS,
    themes=st.lists(st.sampled_from(["mining", "coca", "energy"]), unique=True).map(tuple),
    kinds=st.lists(st.sampled_from(["protest", "award"]), unique=True).map(tuple),
    places=st.lists(st.sampled_from(["lima", "puno", "peru"]), unique=True).map(tuple),
    conflicts=st.booleans(),
    q=LINES.map(lambda text: " ".join(text.split())[:SEARCH_LIMIT].strip()),
).filter(lambda f: not (f.start and f.end and f.start > f.end))


@given(FILTERS)
def test_a_filter_survives_the_way_through_the_url(chosen: Filter) -> None:
    assert Filter.from_query(chosen.to_query(), SHOWN) == chosen


@given(DAYS, st.booleans())
def test_a_day_in_a_url_is_that_day(day: date, end: bool) -> None:
    assert parse_bound(day.isoformat(), end=end) == day


@settings(max_examples=20)
@given(st.lists(LINES, min_size=1, max_size=5))
def test_titles_come_back_from_the_csv_as_they_were(titles: list[str]) -> None:
    shown = published([event(f"e{n}", title={"en": title}) for n, title in enumerate(titles)])
    content = exchange.FORMATS["csv"].write(take(engine(shown), shown, Filter()))
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    for row, title in zip(sorted(rows, key=lambda r: r["id"]), titles, strict=True):
        assert row["title_en"] in (title, f"'{title}")
        if row["title_en"] == title:
            formula = title.lstrip()[:1] in "=+-@" and title.lstrip()[:1] != ""
            assert not formula or re.fullmatch(r"-?[0-9.]+(; -?[0-9.]+)*", title)


@given(st.text(max_size=40) | st.text("0123456789-/~?%X.[]{},SY TZ:+", max_size=24))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        found = EventDate.parse(text)
    except DateError:
        return
    assert found.earliest <= found.lower <= found.upper <= found.latest
    assert EARLIEST_YEAR <= found.lower.year <= found.upper.year <= LATEST_YEAR
    assert found.words("en") and found.words("es")


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert re.fullmatch(r"[^\W_]*( [^\W_]+)*", fold(text)) or not fold(text).isascii()


@given(DAYS, st.sampled_from([4, 7, 10]), st.sampled_from(["", "~", "?", "%"]))
def test_plain_dates_are_read_as_the_library_reads_them(day: date, length: int, mark: str) -> None:
    text = day.isoformat()[:length] + mark
    assert dates._parse(text) == dates._parse_any(text)
