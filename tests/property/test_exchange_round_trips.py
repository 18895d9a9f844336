"""What goes out and comes in again is the same, but for the loss that each format names."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import PLACES, TODAY, archive, engine, event
from taking import found, items, outcome_of

from psgdash import exchange
from psgdash.archive import gate
from psgdash.archive.loading import Archive
from psgdash.archive.records import Event, Place
from psgdash.archive.words import in_language
from psgdash.errors import Problem
from psgdash.exchange import comma
from psgdash.exchange.incoming import Item, ReadingError, source
from psgdash.exchange.view import take
from psgdash.query.filters import Filter

WORDS = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc"),
        exclude_characters="\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    )
    | st.sampled_from(list("=+-@;'\"\\,<>&")),
    min_size=1,
    max_size=40,
)
PROSE = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
# For the formats that are HTML or trim: words with nothing at their edges.
TAME = st.lists(
    st.text("abcñé<>&;'\"=+-@ 0", min_size=1, max_size=12).map(str.strip).filter(bool),
    min_size=1, max_size=3,
).map(" ".join).map(lambda text: " ".join(text.split()))  # fmt: skip
DATES = st.none() | st.sampled_from(
    ["2004", "2004-11", "2004-11-30", "2004-11-01~", "2004-11?", "1980/2000", "2004-08/2004-10",
     "2004-11-28/2004-12-03", "2004-11%"]
)  # fmt: skip
CONTROLS = (
    "a \x00\n\x1f\x7f\x80\x85\x92\x9f\u202e\u2066\ufffe\ud800"  # none of which a record may hold
)
ROLES = st.sampled_from(["site", "origin", "destination", "mentioned"])


def sources(titles: st.SearchStrategy[str]) -> st.SearchStrategy[list[dict[str, str]]]:
    """Sources with an address or without."""
    return st.lists(
        st.builds(
            lambda title, url: {"title": title, **({"url": url} if url else {})},
            titles,
            st.sampled_from(["", "https://example.org/?a=1;b=2", "http://x.example/"]),
        ),
        max_size=3,
    )


@st.composite
def worlds(draw: st.DrawFn, words: Any = WORDS, prose: Any = PROSE) -> Archive:
    """A small archive of published events."""
    events = []
    for n in range(draw(st.integers(1, 4))):
        ids = draw(st.lists(st.sampled_from([p["id"] for p in PLACES]), max_size=3, unique=True))
        languages = draw(st.sampled_from([("en",), ("es",), ("en", "es")]))
        events.append(
            event(
                f"e-{n}",
                [{"place": p, "role": draw(ROLES)} for p in ids],
                title={k: draw(words) for k in languages},
                text={k: draw(prose) for k in languages},
                date=draw(DATES),
                date_basis=draw(st.sampled_from(["text", "edition"])),
                themes=draw(st.sampled_from([["mining"], ["coca", "mining"], ["energy"]])),
                kind=draw(st.sampled_from(["protest", "award"])),
                conflict=draw(st.booleans()),
                sources=draw(sources(words)),
                verification=draw(st.sampled_from(["reported", "verified", "disputed"])),
                translation=draw(st.sampled_from([{}, {languages[-1]: "unreviewed"}])),
            )
        )
    return archive(events)


def written(name: str, world: Archive) -> bytes:
    """All of an archive in a format."""
    shown = gate.publish(world, TODAY)
    return exchange.FORMATS[name].write(take(engine(shown), shown, Filter()))


def again(
    name: str, world: Archive, *, without_places: bool = False
) -> tuple[Any, dict[str, Event]]:
    """The outcome and events of taking a written archive into one that has no events."""
    places: dict[str, Place] = {"peru": world.places["peru"]} if without_places else world.places
    outcome, events = outcome_of(
        replace(world, events={}, places=places), name, written(name, world)
    )
    return outcome, {e.id: e for e in events}


quick = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", ["csv", "geojson"])
@quick
@given(world=worlds())
def test_our_own_formats_lose_nothing_that_they_do_not_name(name: str, world: Archive) -> None:
    outcome, events = again(name, world)
    assert events == world.events
    assert outcome.places == 0


@pytest.mark.parametrize("name", ["csv", "geojson", "timelinejs", "timelinejs-sheet",
                                  "linked-places"])  # fmt: skip
@quick
@given(world=worlds(words=TAME, prose=TAME))
def test_what_is_taken_back_into_its_own_archive_changes_no_id(name: str, world: Archive) -> None:
    outcome, events = outcome_of(world, name, written(name, world))
    assert events == [] and outcome.new == 0 and outcome.places == 0
    if name in ("csv", "geojson"):
        assert outcome.differ == 0 and outcome.same == len(world.events)


@quick
@given(world=worlds())
def test_geojson_brings_points_and_rings_into_an_archive_that_lacks_them(world: Archive) -> None:
    _, events = again("geojson", world, without_places=True)
    for name, one in events.items():
        kept = {p.place for p in one.places}
        assert kept <= {p.place for p in world.events[name].places}
        assert one.title == world.events[name].title


@pytest.mark.parametrize("name", ["timelinejs", "timelinejs-sheet"])
@quick
@given(world=worlds(words=TAME, prose=TAME))
def test_timelinejs_keeps_headline_text_date_theme_and_sources(name: str, world: Archive) -> None:
    _, events = again(name, world)
    dated = {n: e for n, e in world.events.items() if e.date}
    assert set(events) == {f"{name}-{n}" for n in dated}
    for n, before in dated.items():
        now = events[f"{name}-{n}"]
        assert before.date and now.date
        assert (now.date, now.date_basis) == (before.date, before.date_basis)
        assert now.title == {"en": in_language(before.title, "en")[0]}
        assert now.text == {"en": in_language(before.text, "en")[0]}
        assert now.themes == before.themes[:1]
        assert [s.title for s in now.sources] == [s.title for s in before.sources]
        assert now.status == "review"


@quick
@given(world=worlds(words=TAME, prose=TAME))
def test_linked_places_keeps_title_texts_date_places_and_sources(world: Archive) -> None:
    _, events = again("linked-places", world)
    placed = {n: e for n, e in world.events.items() if e.places}
    assert set(events) == {f"linked-places-{n}" for n in placed}
    for n, before in placed.items():
        now = events[f"linked-places-{n}"]
        assert now.date == before.date
        assert now.text == before.text
        assert list(now.title.values()) == [in_language(before.title, "en")[0]]
        assert {(p.place, p.role) for p in now.places} == {(p.place, p.role) for p in before.places}
        assert [(s.title, s.url) for s in now.sources] == [(s.title, s.url) for s in before.sources]


@given(st.text(max_size=30) | st.text("'=+-@0123456789.; \t\n", max_size=12))
def test_what_is_made_safe_for_a_spreadsheet_comes_back_as_it_was(text: str) -> None:
    assert comma.unsafe(comma.safe(text)) == text


@given(
    st.text(max_size=12) | st.text(CONTROLS, max_size=6),
    st.text(max_size=12) | st.text(CONTROLS, max_size=6).map("https://example.org/".__add__),
)
def test_no_letter_keeps_a_source_from_coming_in(title: str, url: str) -> None:
    assert source(title, url).title


@given(st.lists(st.text(max_size=8) | st.text("\\; ", max_size=6), max_size=4))
def test_a_list_in_a_cell_comes_back_as_it_was(values: list[str]) -> None:
    if values != [""]:  # an empty cell is an empty list
        assert comma.parted(comma.joined(values)) == values


_BITS = st.lists(st.sampled_from(["word", ", ", '"', "\n", " ", "5", ";"]), max_size=8).map("".join)


@given(st.lists(_BITS, min_size=1, max_size=5), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_a_sheet_that_is_written_right_is_read_as_it_was(texts: list[str], quoting: Any) -> None:
    out = io.StringIO(newline="")
    rows = csv.writer(out, quoting=quoting)
    rows.writerow(["id", "date", "title_en", "text_en", "kind"])
    rows.writerows([f"r{n}", "2004", "A", text, "protest"] for n, text in enumerate(texts))
    read = items("csv", out.getvalue())
    assert [(x.key, x.fields["text"]["en"] or "") for x in read] == [
        (f"r{n}", text) for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize("name", sorted(exchange.READERS))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    content=st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.text('{}[]":,\n ab1<>/', max_size=120).map(str.encode)
    | st.tuples(
        st.sampled_from([
            b"event_id_cnty,event_date,event_type\n", b"id,date,title_en\n",
            b"Year,Month,Headline\n", b"Title,Start,Description\n",
            b'{"features": [', b'{"events": [{"start_date": ', b"<rss><channel><item>",
        ]),
        st.binary(max_size=120) | st.text('a,"\n{}[]:1<>/', max_size=80).map(str.encode),
    ).map(b"".join)
)  # fmt: skip
def test_no_file_is_too_broken_to_be_answered(name: str, content: bytes) -> None:
    try:
        read = found(name, content)
    except ReadingError:
        return
    assert all(isinstance(x, Item | Problem) for x in read)
    assert all(x.line >= 1 for x in read)


JUNK = [None, True, 5, -1.5, 10**30, "", "x", "2004", "HIDDEN", [], [None], [5], ["x"], [[]], [{}],
        {}, {"id": 5}, {"id": []}, {"x": {"id": {}}}, [{"title": 5, "value": {}}]]  # fmt: skip
GOOD: dict[str, tuple[str, dict[str, Any]]] = {
    "timelinejs": ("events", {
        "start_date": {"year": 2004}, "end_date": {"year": 2005}, "text": {"headline": "A"},
        "media": {"url": "https://example.org/"}, "group": "x", "unique_id": "a",
        "display_date": "x",
    }),
    "timemap": ("events", {
        "id": "a", "description": "A", "date": "1/2/2004", "time_precision": "day", "location": "x",
        "latitude": "1", "longitude": "1", "sources": ["s"], "associations": ["a"], "graphic": True,
        "filters": [{"value": "x"}], "category": "x",
    }),
    "linked-places": ("features", {
        "@id": "a", "properties": {"title": "A"}, "names": [{"toponym": "A", "lang": "en"}],
        "when": {"timespans": [{"start": {"in": "2004"}}]}, "types": [{"sourceLabels": []}],
        "geometry": {"type": "Point", "coordinates": [1, 1]}, "relations": [{"relationType": "x"}],
        "descriptions": [{"value": "x", "lang": "en"}],
    }),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(GOOD))
@pytest.mark.parametrize("around", JUNK)
def test_one_value_of_the_wrong_form_costs_its_own_item_at_most(name: str, around: Any) -> None:
    key, good = GOOD[name]
    bad = [good | {field: junk} for field in good for junk in JUNK]
    read = found(name, json.dumps({key: [*bad, good], "sources": around, "associations": around}))
    assert isinstance(read[-1], Item)
    assert len(read) > len(bad) or name == "linked-places"  # where one event is of several places
