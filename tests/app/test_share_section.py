"""Share on Explore, the feeds on About, and the page for frames, as the pages are told of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from making import SITE, event, write
from test_pages import Query, assert_sound, cards, html, opened, parts, summary

from psgdash import exchange
from psgdash.query.citing import LINK


def shared(query: Query) -> dict[str, Any]:
    """What the section is given."""
    at = opened(query=query)
    assert_sound(at)
    found: dict[str, Any] = parts(at)["share-actions"]
    return found


def test_the_section_cites_the_view_in_the_language_of_the_page() -> None:
    data = shared({"lang": "es", "theme": "mining", "conflicts": "1", "q": "<b>oro</b>"})
    (view,) = data["citations"]
    assert view["said"].startswith("Peru Support Group, “Mapa de noticias”, ")
    assert "filtros: Minería; solo conflictos; “<b>oro</b>”" in view["said"]
    assert view["said"].count(LINK) == 1 and "consultado el " in view["said"]
    assert view["query"] == data["query"] == (
        "theme=mining&conflicts=1&q=%3Cb%3Eoro%3C%2Fb%3E&lang=es"
    )  # fmt: skip


def test_an_open_event_is_cited_first_with_its_source_and_its_own_link() -> None:
    data = shared({"lang": "en", "event": "san-gaban-coca-protest", "theme": "coca"})
    event, view = data["citations"]
    assert "San Gabán, source: Peru Support Group news, 30 November 2004" in event["said"]
    assert event["query"] == "event=san-gaban-coca-protest&lang=en"
    assert view["query"] == "theme=coca&lang=en"


def test_feeds_of_the_section_take_filters_and_language_along() -> None:
    paths = [row["path"] for row in shared({"lang": "es", "theme": "coca"})["feeds"]]
    assert paths == ["/feed.atom?theme=coca&lang=es", "/calendar.ics?theme=coca&lang=es"]
    assert [row["path"] for row in shared({"lang": "en"})["feeds"]] == [
        "/feed.atom", "/calendar.ics",
    ]  # fmt: skip


def test_the_section_says_which_sites_may_show_the_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No other site may show the map yet" in shared({"lang": "en"})["words"]["hosts"]
    folder = write(tmp_path / "data", [event()])
    site = {**SITE, "embed_hosts": ["https://www.example.org"]}
    (folder / "site.yaml").write_text(json.dumps(site), "utf-8")
    monkeypatch.setenv("PSGDASH_DATA", str(folder))
    assert "https://www.example.org" in shared({"lang": "en"})["words"]["hosts"]


def test_about_lists_every_feed_and_download_with_what_it_is_for() -> None:
    for language in ("en", "es"):
        at = opened("about", {"lang": language})
        assert_sound(at)
        rows = parts(at)["feed-list"]["rows"]
        assert {row["path"].split("?")[0] for row in rows} == {
            form.route for form in exchange.FORMATS.values()
        }
        assert all(row["name"] and row["what"] for row in rows)
        assert [row["path"] for row in rows if row["calendar"]] == [
            "/calendar.ics" if language == "en" else "/calendar.ics?lang=es"
        ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_for_frames_shows_the_view_and_the_way_to_the_whole_map(language: str) -> None:
    query: Query = {"lang": language, "theme": "mining", "event": "yanacocha-protests"}
    at, whole = opened("embed", query), opened(query=query)
    assert_sound(at)
    assert summary(at) == summary(whole) and cards(at) == cards(whole)
    assert "linked-view" in parts(at) and "share-actions" not in parts(at)
    assert 'class="brand"' not in html(at) and not at.get("page_link")
    (link,) = at.get("link_button")
    assert link.proto.url == f"/?theme=mining&event=yanacocha-protests&lang={language}"  # type: ignore[attr-defined]


def test_the_page_for_frames_says_so_where_nothing_matches() -> None:
    at = opened("embed", {"q": "xyzzy"})
    assert_sound(at)
    assert summary(at).startswith("0 of 10") and at.warning


def test_no_page_offers_the_page_for_frames_in_its_navigation() -> None:
    for page in ("", "about"):
        at = opened(page)
        assert_sound(at)
        assert all("embed" not in str(link.proto) for link in at.get("page_link"))
