"""Every page opens, says the same numbers everywhere, and survives any data and any URL."""

from __future__ import annotations

import base64
import csv
import gzip
import io
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from making import event, write
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from psgdash import exchange
from psgdash.exchange.view import take
from psgdash.home import data_folder
from psgdash.linked import payload
from psgdash.query.filters import Filter
from psgdash.query.snapshot import current

MAIN = Path(__file__).resolve().parents[2] / "psgdash" / "ui" / "main.py"
PAGES = ("", "browse", "compare", "background", "present", "about")
Query = dict[str, str | list[str]]


def opened(page: str = "", query: Query | None = None) -> AppTest:
    """A page as a visitor's first request sees it."""
    at = AppTest.from_file(str(MAIN), default_timeout=30)
    for name, value in (query or {}).items():
        at.query_params[name] = value
    at._page_hash = (
        calc_hash(page) if page else ""
    )  # there is no public way to a page without a file
    return at.run()


def html(at: AppTest) -> str:
    """All HTML of the page."""
    return "\n".join(element.proto.body for element in at.get("html"))


def kept(view: dict[str, Any], names: list[str]) -> set[str]:
    """The events whose bits are set in what the linked view was told."""
    bits = base64.b64decode(view["only"])
    return {name for i, name in enumerate(names) if bits[i >> 3] >> (7 - (i & 7)) & 1}


def _ground(chosen: Filter | None = None) -> Any:
    """What the browser fetches beside."""
    found = payload.of(current(data_folder())).ground(chosen or Filter(), "light", "en")
    return json.loads(gzip.decompress(found))


def summary(at: AppTest) -> str:
    """The sentence above all, without its markup."""
    found = next(e.proto.body for e in at.get("html") if 'class="summary"' in e.proto.body)
    text = found.split('class="summary"')[1].split(">", 1)[1]
    for tag in ("<em>", "</em>", "</p>"):
        text = text.replace(tag, "")
    return text.strip()


def parts(at: AppTest) -> dict[str, Any]:
    """What each browser component was given, by its key."""
    given = ((e.proto.id.split("-", 2)[-1], e.proto.json) for e in at.get("bidi_component"))
    return {key: json.loads(data) if data else {} for key, data in given}


def cards(at: AppTest) -> list[str]:
    """Ids of the cards in their order."""
    return [item["id"] for item in parts(at)["records-cards"]["items"]]


def assert_sound(at: AppTest) -> None:
    """No exception, and no message of an error."""
    assert not at.exception, [e.value for e in at.exception]
    assert not at.error, [e.value for e in at.error]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Shows another archive: call it with the events."""

    def show(events: list[dict[str, Any]] | None) -> Path:
        monkeypatch.setenv("PSGDASH_DATA", str(write(tmp_path / "data", events)))
        return tmp_path / "data"

    return show


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_as_the_first_thing_that_is_asked_for(page: str, language: str) -> None:
    at = opened(page, {"lang": language})
    assert_sound(at)
    assert 'class="brand"' in html(at) and "<h1" in html(at)
    assert parts(at)["page-script"]["language"] == language
    words = {"en": "Background", "es": "Contexto"}
    assert any(words["en"] in str(e.proto.label) for e in at.get("page_link")) == (language == "en")


def test_the_summary_says_how_many_when_and_where() -> None:
    assert summary(opened(query={"lang": "en"})) == (
        "10 of 10 events, August 2004 to January 2005. "
        "5 are on the map, 4 concern the whole country, 1 is only roughly placed."
    )


def test_the_summary_is_said_in_spanish() -> None:
    said = summary(opened(query={"lang": "es"}))
    assert "agosto de 2004 a enero de 2005" in said
    assert "events" not in said and "10" in said


@pytest.mark.parametrize(
    ("query", "beginning"),
    [
        ({"conflicts": "1"}, "4 of 10 events, September 2004 to January 2005."),
        ({"theme": "mining"}, "2 of 10 events, September 2004 to December 2004."),
        ({"theme": ["mining", "coca"]}, "3 of 10 events, "),
        ({"from": "2004-12"}, "3 of 10 events, December 2004 to January 2005."),
        ({"from": "2005", "to": "2004-12"}, "3 of 10 events, "),
        ({"q": "gaban"}, "1 of 10 events, 1 November 2004. 1 is on the map."),
        (
            {"place": "peru"},
            "4 of 10 events, November 2004 to January 2005. 4 concern the whole country.",
        ),
        ({"theme": "unheard-of"}, "10 of 10 events, "),
        ({"q": "nothing like it"}, "0 of 10 events."),
    ],
)
def test_a_filter_in_the_url_changes_the_summary(query: Query, beginning: str) -> None:
    at = opened(query={**query, "lang": "en"})
    assert_sound(at)
    assert summary(at).startswith(beginning)


QUERIES: list[Query] = [
    {},
    {"conflicts": "1"},
    {"theme": ["mining", "justice"]},
    {"from": "2004-11", "to": "2004-12"},
    {"place": "lima"},
    {"kind": "award"},
    {"q": "peru"},
    {"conflicts": "1", "from": "2005"},
    {"q": "zzz"},
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_view_cards_table_counts_and_downloads_come_from_one_filter(query: Query) -> None:
    at = opened(query={**query, "lang": "en"})
    assert_sound(at)
    seen = parts(at)
    given = {k: v if isinstance(v, list) else [v] for k, v in query.items()}
    snapshot = current(data_folder())
    chosen = Filter.from_query(given, snapshot.published)
    content = exchange.FORMATS["csv"].write(take(snapshot.engine, snapshot.published, chosen))
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    ids = {row["id"] for row in rows}
    assert set(cards(at)) == ids
    assert {item["id"] for item in seen["records-table"]["items"]} == ids
    assert summary(at).startswith(f"{len(ids)} of 10 events")
    # Range and places are the browser's to apply; the rest of the filter is done here.
    wider = chosen.without("dates").without("places")
    view = seen["linked-view"]
    everything = take(snapshot.engine, snapshot.published, wider).events
    ground = _ground(chosen)
    assert kept(view, ground["events"]["ids"]) == {e.id for e in everything} >= ids
    assert view["places"] == list(chosen.places)
    assert (view["range"] is None) == (chosen.start is None and chosen.end is None)
    pinned = {p.place for e in everything for p in e.places if p.role != "mentioned"} - {"peru"}
    assert set(ground["spots"]["ids"]) >= pinned
    exact = {
        place
        for row in rows
        for place, how, role in zip(
            row["place_ids"].split("; "),
            row["precision"].split("; "),
            row["roles"].split("; "),
            strict=True,
        )
        if how in ("site", "town", "district") and role != "mentioned"
    }
    assert exact <= set(ground["spots"]["ids"])
    links = {item[1] for item in seen["actions-explore"]["items"] if item[2] == "download"}
    for link in links:
        assert Filter.from_query(parse_qs(urlparse(link).query), snapshot.published) == chosen


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (lambda at: at.text_input(key="f-q-0").set_value("gas"), {"q": "gas"}),
        (lambda at: at.text_input(key="f-q-0").set_value("  two   words "), {"q": "two words"}),
        (lambda at: at.multiselect(key="f-kinds-0").set_value(["award"]), {"kind": "award"}),
        (lambda at: at.multiselect(key="f-places-0").set_value(["lima"]), {"place": "lima"}),
        (lambda at: at.selectbox(key="f-from-0").set_value("2004-12"), {"from": "2004-12"}),
        (lambda at: at.selectbox(key="f-to-0").set_value("2004-11"), {"to": "2004-11"}),
        (lambda at: at.button_group(key="f-themes-0").set_value(["coca"]), {"theme": "coca"}),
        (lambda at: at.button_group(key="f-conflicts-0").set_value([True]), {"conflicts": "1"}),
        (
            lambda at: at.button_group(key="f-dates-0").set_value("2005"),
            {"from": "2005", "to": "2005"},
        ),
    ],
)
def test_a_widget_writes_the_url_and_the_page_follows(
    act: Callable[[AppTest], Any], expected: dict[str, str]
) -> None:
    at = opened(query={"lang": "en"})
    act(at).run()
    assert_sound(at)
    told = {k: v[0] if isinstance(v, list) else v for k, v in at.query_params.items()}
    assert told == {**expected, "lang": "en"}
    assert summary(at) == summary(opened(query={**expected, "lang": "en"}))


def test_from_after_to_is_put_right_in_favour_of_the_field_just_set() -> None:
    at = opened(query={"to": "2004-09", "lang": "en"})
    at.selectbox(key="f-from-0").set_value("2004-12").run()
    assert_sound(at)
    assert (at.query_params["from"], at.query_params["to"]) == ("2004-12", "2004")
    assert summary(at).startswith("1 of 10 events, December 2004.")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("page", PAGES)
def test_a_filter_that_leaves_nothing_breaks_no_page(page: str, language: str) -> None:
    assert_sound(opened(page, {"q": "nothing like it", "from": "2004", "lang": language}))


def test_the_language_switch_keeps_the_filter() -> None:
    at = opened(query={"conflicts": "1", "lang": "en"})
    at.button_group(key="language").set_value("es").run()
    assert_sound(at)
    assert {k: v[0] if isinstance(v, list) else v for k, v in at.query_params.items()} == {
        "conflicts": "1",
        "lang": "es",
    }
    assert summary(at).startswith("4 ")


def test_nothing_found_names_the_filters_and_one_click_lifts_one() -> None:
    at = opened(query={"theme": "coca", "kind": "award", "lang": "en"})
    assert_sound(at)
    (warning,) = at.warning
    assert "Coca" in warning.value and "Award" in warning.value
    labels = {button.key: button.label for button in at.button}
    assert {"lift-themes", "lift-kinds", "lift-all"} <= set(labels)
    assert "(1)" in labels["lift-themes"].replace("\\", "") and "(1)" in labels[
        "lift-kinds"
    ].replace("\\", "")
    at.button(key="lift-kinds").click().run()
    assert_sound(at)
    assert summary(at).startswith("1 of 10 events")
    assert "kind" not in at.query_params and not at.warning


def test_a_link_to_an_event_opens_it_even_where_the_filter_hides_it() -> None:
    at = opened(query={"theme": "coca", "event": "rammell-visits-peru", "lang": "en"})
    assert_sound(at)
    assert cards(at) == ["rammell-visits-peru", "san-gaban-coca-protest"]
    assert parts(at)["linked-view"]["event"] == "rammell-visits-peru"


def _malformed(n: int) -> Query:
    dice = random.Random(n)
    junk = [
        "",
        "%",
        "\x00",
        "\ud83d",
        "<script>",
        "'; --",
        "2004-13",
        "9999",
        "-1",
        "0",
        "null",
        "NaN",
        "../..",
        "{}",
        "[]",
        "a" * 3000,
        "２００４",
        "peru",
        "mining",
        "2004",
        "2005-01-31",
        "lima",
        "true",
        "$x$",
        ":red[x]",
        "\u202e",
        "2004-02-30",
        "en",
        "xx",
        "yanacocha-protests",
    ]
    names = [
        "from",
        "to",
        "theme",
        "kind",
        "place",
        "conflicts",
        "q",
        "event",
        "lang",
        "x",
        "From",
        "theme[]",
    ]
    return {
        dice.choice(names): [dice.choice(junk) for _ in range(dice.randint(1, 3))]
        for _ in range(dice.randint(1, 6))
    }


def test_two_hundred_malformed_urls_open_the_page_without_an_exception() -> None:
    for n in range(200):
        query = {
            k: [text.encode("utf-8", "replace").decode() for text in v]
            for k, v in _malformed(n).items()
        }
        at = opened(PAGES[n % 4], query)
        assert not at.exception, (n, query, [e.value for e in at.exception])
        assert not at.error, (n, query)


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "$\\frac{1}{0}$",
    ":red[x] :material/bug: :smile:",
    "![](http://evil.example/x.png)",
    "`code` **bold** _it_ ~~no~~",
    "{n} {0} %s %(x)s",
    "</style></article>\"'>",
    "#  heading\n---\n> quote",
    "\\",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("page", PAGES)
def test_hostile_texts_are_shown_as_text(data: Callable[..., Path], page: str) -> None:
    data(
        [
            event(
                f"e{n}",
                title={"en": text},
                text={"en": text, "es": text * 20},
                sources=[{"title": text, "url": "https://example.org/"}],
                corrections=[{"date": "2005-01-01", "note": text}],
            )
            for n, text in enumerate(HOSTILE)
        ]
    )
    at = opened(page, {"lang": "en", "q": "<script>" if page == "" else ""})
    assert_sound(at)
    at = opened(page, {"lang": "es"})
    assert_sound(at)
    said = html(at)
    for markup in ("<script>alert", "<img src=x", "</style></article>"):
        assert markup not in said, markup
    for element in [*at.markdown, *at.caption, *at.info, *at.warning]:
        assert "evil.example" not in element.value.replace("\\", "") or "\\" in element.value


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "events",
    [None, [], [event()], [event(date=None, where=[])]],
    ids=["no folder", "empty", "one", "bare"],
)
def test_an_archive_of_little_or_nothing_opens(
    data: Callable[..., Path], page: str, language: str, events: Any
) -> None:
    data(events)
    at = opened(page, {"lang": language})
    assert_sound(at)
    if page == "" and language == "en":
        assert summary(at).startswith(f"{len(events or [])} of {len(events or [])} event")
        assert bool(at.info) == (not events), "an empty archive says where events go"


def test_a_bad_record_costs_only_itself_and_the_page_opens(data: Callable[..., Path]) -> None:
    folder = data([event("good")])
    (folder / "events" / "bad.yaml").write_text("- id: a: b\n- id: <script>\n", encoding="utf-8")
    assert summary(opened(query={"lang": "en"})).startswith("1 of 1 event")
    at = opened("about", {"lang": "en"})
    assert_sound(at)
    assert "2 records could not be read" in html(at)


def test_a_data_folder_that_is_gone_is_said_and_not_thrown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PSGDASH_DATA", str(tmp_path / "nowhere"))
    at = opened()
    assert not at.exception
    assert "psgdash check" in at.error[0].value


def test_five_thousand_events_open_and_filter(data: Callable[..., Path]) -> None:
    data(
        [
            event(
                f"e{n}",
                ("lima", "cajamarca", "andes", "peru")[n % 4],
                date=f"{1990 + n % 30}-{n % 12 + 1:02}",
                themes=[("mining", "coca", "energy")[n % 3]],
                conflict=n % 5 == 0,
            )
            for n in range(5000)
        ]
    )
    at = opened(query={"lang": "en"})
    assert_sound(at)
    assert summary(at).startswith("5,000 of 5,000 events, 1990 to 2019.")
    view = parts(at)["linked-view"]
    assert view["timeline"]["layout"]["meta"]["mode"] == "histogram"
    ground = _ground()
    assert ground["events"]["n"] == 5000 and ground["events"]["titles"] is None
    assert "said" not in view and len(kept(view, [str(n) for n in range(5000)])) == 5000
    assert len(cards(at)) == 30
    at.button(key="more-cards").click().run()
    assert len(cards(at)) == 60
    assert_sound(opened("browse", {"lang": "es"}))
    assert summary(opened(query={"theme": "coca", "lang": "en"})).startswith(
        "1,667 of 5,000 events"
    )
    few = parts(opened(query={"theme": "coca", "kind": "protest", "q": "e4", "lang": "en"}))
    said = few["linked-view"]["said"]
    assert len(said["titles"]) == len(said["ids"]) == len(said["index"]) <= payload.SAID_LIMIT


def test_an_edit_shows_on_the_next_rerun(data: Callable[..., Path]) -> None:
    data([event("one")])
    at = opened(query={"lang": "en"})
    assert cards(at) == ["one"]
    data([event("one"), event("two", date="2005")])
    assert cards(at.run()) == ["two", "one"]


def test_the_view_keeps_its_content_key_while_only_range_place_or_event_change() -> None:
    def key(**query: str) -> str:
        return str(parts(opened(query={"lang": "en", **query}))["linked-view"]["key"])

    same = key()
    assert key(**{"from": "2005"}) == key(place="lima") == key(event="yanacocha-protests") == same
    assert key(conflicts="1") != same
    assert key(lang="es") != same
