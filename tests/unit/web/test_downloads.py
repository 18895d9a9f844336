"""A download or a feed is sent again only when it has changed, and speaks the URL's language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from making import event, write
from test_routes_and_headers import HEADERS, get

from psgdash import exchange

ROUTES = [form.route for form in exchange.FORMATS.values()]
EVERY_ROUTE = pytest.mark.parametrize("route", ROUTES)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PSGDASH_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that the routes hand out."""
    folder = tmp_path / "data"
    write(folder, [event("first"), event("second", date="2005-01-02")])
    monkeypatch.setenv("PSGDASH_DATA", str(folder))
    return folder


def asked_again(target: str, *tags: str) -> int:
    """The status that somebody gets who has these tags, with whatever else must hold of it."""
    answer = get(target, headers=[("if-none-match", tag) for tag in tags])
    assert answer.headers["cache-control"] == "no-cache"
    assert HEADERS.items() <= answer.headers.items()
    assert (answer.body == b"") == (answer.status == 304)
    return answer.status


@EVERY_ROUTE
def test_what_has_not_changed_is_not_sent_again(route: str) -> None:
    first = get(f"{route}?theme=mining")
    tag = first.headers["etag"]
    assert (first.status, tag[:3], first.headers["cache-control"]) == (200, 'W/"', "no-cache")
    assert get(f"{route}?theme=mining").body == first.body
    assert asked_again(f"{route}?theme=mining", tag) == 304
    # The same filter said otherwise is the same answer.
    assert asked_again(f"{route}?theme=mining&theme=mining&theme=none&x=1", tag) == 304


@EVERY_ROUTE
def test_another_filter_is_another_answer(route: str) -> None:
    tag = get(f"{route}?theme=mining").headers["etag"]
    for query in ("", "?theme=coca", "?theme=mining&conflicts=1", "?theme=mining&q=gas"):
        assert asked_again(f"{route}{query}", tag) == 200


def test_every_format_has_a_tag_of_its_own() -> None:
    assert len({get(route).headers["etag"] for route in ROUTES}) == len(ROUTES)


@EVERY_ROUTE
def test_a_changed_archive_is_sent_anew(route: str, archive: Path) -> None:
    tag = get(route).headers["etag"]
    write(archive, [event("first", status="draft"), event("second", date="2005-01-02")])
    assert asked_again(route, tag) == 200
    assert b"first" not in get(route).body


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ("{tag}", 304),
        ("{strong}", 304),
        ('"a", {tag}', 304),
        ('"a",{tag},"b"', 304),
        ("*", 304),
        (" * ", 304),
        ("", 200),
        ("W/", 200),
        ('"', 200),
        ("{bare}", 200),
        ('"{bare}x"', 200),
        ('""', 200),
        ("ÿ\xff", 200),
        (",,,,", 200),
        ('"a"' * 5_000, 200),
    ],
)
def test_the_tag_is_known_in_every_form_that_the_standard_has(form: str, status: int) -> None:
    tag = get("/events.csv").headers["etag"]
    strong = tag.removeprefix("W/")
    bare = strong.strip('"')
    said = form.replace("{tag}", tag).replace("{strong}", strong).replace("{bare}", bare)
    assert asked_again("/events.csv", said) == status


def test_tags_in_two_lines_of_the_request_count_both() -> None:
    tag = get("/feed.atom").headers["etag"]
    assert asked_again("/feed.atom", '"other"', tag) == 304


@EVERY_ROUTE
def test_only_the_head_can_be_asked_for(route: str) -> None:
    whole, head = get(f"{route}?conflicts=1"), get(f"{route}?conflicts=1", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers == whole.headers
    assert int(head.headers["content-length"]) == len(whole.body)
    known = [("if-none-match", whole.headers["etag"])]
    assert get(f"{route}?conflicts=1", "HEAD", known).status == 304


@EVERY_ROUTE
@pytest.mark.parametrize(
    "query",
    ["from=%00&to=9999", "q=%ed%a0%80", "lang=%ff&lang=xx", "theme=" + "x" * 5_000, "&&=&%"],
)
def test_junk_in_a_query_is_answered_with_a_tag_as_if_it_were_not_there(
    route: str, query: str
) -> None:
    answer = get(f"{route}?{query}")
    assert answer.status == 200 and answer.headers["etag"]
    assert int(answer.headers["content-length"]) == len(answer.body)


@pytest.mark.parametrize("route", ["/feed.atom", "/calendar.ics"])
def test_a_feed_speaks_the_language_of_the_url(route: str) -> None:
    english, spanish = (get(f"{route}?theme=mining&lang={name}") for name in ("en", "es"))
    assert "Minería" in spanish.body.decode() and "Minería" not in english.body.decode()
    assert english.headers["etag"] != spanish.headers["etag"]
    assert get(f"{route}?theme=mining&lang=xx").body == get(f"{route}?theme=mining").body


def test_data_for_programs_are_the_same_in_every_language() -> None:
    english, spanish = (get(f"/events.geojson?theme=mining&lang={name}") for name in ("en", "es"))
    assert english.body == spanish.body and english.headers["etag"] == spanish.headers["etag"]
    assert json.loads(spanish.body)["filter"] == "Mining"
