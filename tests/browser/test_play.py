"""Playing through time: all in the browser, by mouse and by key, and still for who wants stillness."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from browser_driving import View, until
from browser_events import TEN
from browser_running import CHECKOUT, Server, Watch
from playwright.sync_api import Browser

from psgdash.query.filters import Filter
from psgdash.query.snapshot import current
from psgdash.takeaway.pack import build

BUTTON, TRACK, DATE, SAID = ".lv-play-go", ".lv-play-track", ".lv-now-date", ".lv-now-said"
READY = '[data-testid="linked-view"][data-state="ready"]'


def state(view: View) -> str:
    return str(view.page.evaluate("document.querySelector('.lv').dataset.play"))


def said(view: View) -> tuple[str, str]:
    """The date in large letters, and what stands below it."""
    texts = view.page.evaluate(
        f"['{DATE}', '{SAID}'].map(s => document.querySelector(s).innerText)"
    )
    # Thin spaces around the dash are the browser's own.
    return str(texts[0]), " ".join(str(texts[1]).split())


def position(view: View) -> int:
    return int(view.page.locator(TRACK).get_attribute("aria-valuenow") or 0)


def frames(view: View) -> int:
    return int(view.page.evaluate("window.__frames"))


@pytest.fixture(scope="module")
def moving(browser_without_webgl: Browser, app: Server, watch: Watch) -> Iterator[View]:
    """A visitor who has nothing against motion, on the flat map."""
    view = View.new(browser_without_webgl, app, watch, motion=True)
    view.open()
    yield view
    view.close()


@pytest.fixture
def player(moving: View) -> View:
    if state(moving) != "idle":
        moving.page.keyboard.press("Escape")
    moving.reset()
    return moving


def test_it_plays_in_the_browser_alone_and_the_range_before_comes_back(player: View) -> None:
    player.idle()
    dots, before, query = player.dots(), frames(player), player.query
    player.page.select_option(".lv-play-speed", "fast")
    player.page.click(BUTTON)
    seen: set[str] = set()
    events: set[int] = set()

    def ended() -> bool:
        if state(player) != "idle":
            seen.add(said(player)[0])
            events.add(len(player.dots()))
        return state(player) == "idle"

    until("the end of the play", ended, 40)
    assert {"September 2004", "November 2004", "January 2005"} <= seen
    assert len(events) > 2
    assert (player.dots(), player.query, player.brushed()) == (dots, query, False)
    assert frames(player) == before
    assert player.cards() == TEN


def test_a_pause_keeps_what_is_shown_and_only_keeping_the_range_tells_the_server(
    player: View,
) -> None:
    page = player.page
    before = frames(player)
    page.click(BUTTON)
    until("September", lambda: said(player)[0] == "September 2004")
    page.click(BUTTON)
    assert state(player) == "paused"
    held = said(player)
    page.wait_for_timeout(400)
    assert said(player) == held and player.brushed()
    assert frames(player) == before and player.query == {"lang": ["en"]}
    assert page.locator(".lv-play-heard").text_content() == f"{held[0]}. {held[1]}"
    page.click(".lv-play-keep")
    until("a range in the address", lambda: "to" in player.query)
    assert state(player) == "idle" and player.brushed()
    assert player.query["from"] == ["2004-08"] and player.query["to"][0] >= "2004-09"
    until("cards of the range", lambda: len(player.cards()) < 10)


def test_a_window_shows_one_month_only(player: View) -> None:
    page = player.page
    page.select_option(".lv-play-mode", "month")
    page.focus(TRACK)
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    assert said(player) == ("September 2004", "1 – 30 Sept 2004 · 2 events")
    page.select_option(".lv-play-mode", "so_far")
    assert said(player) == ("September 2004", "1 Aug – 30 Sept 2004 · 3 events")


def test_keys_play_step_jump_and_stop(player: View) -> None:
    page = player.page
    track = page.locator(TRACK)
    assert track.get_attribute("role") == "slider"
    page.focus(BUTTON)
    page.keyboard.press("Space")
    assert state(player) == "playing"
    assert page.locator(BUTTON).get_attribute("aria-label") == "Pause"
    page.keyboard.press("Enter")
    assert state(player) == "paused"
    track.focus()
    page.keyboard.press("End")
    assert track.get_attribute("aria-valuetext") == "31 January 2005"
    page.keyboard.press("ArrowLeft")
    assert track.get_attribute("aria-valuetext") == "31 December 2004"
    page.keyboard.press("Home")
    assert track.get_attribute("aria-valuetext") == "1 August 2004"
    page.keyboard.press("Space")
    until("it moves", lambda: position(player) > int(track.get_attribute("aria-valuemin") or 0))
    page.keyboard.press("Escape")
    assert state(player) == "idle" and not player.brushed()


def test_a_drag_over_the_timeline_ends_it_and_its_range_holds(player: View) -> None:
    player.page.click(BUTTON)
    until("it plays", lambda: state(player) == "playing")
    player.brush("2004-11-20", "2005-01-01")
    player.wait_query("to", "2004")
    assert state(player) == "idle"
    # Now only that range is played, and it comes back.
    player.page.focus(TRACK)
    player.page.keyboard.press("End")
    assert player.page.locator(TRACK).get_attribute("aria-valuetext") == "31 December 2004"
    player.page.keyboard.press("Escape")
    assert player.brushed() and player.query["to"] == ["2004"]


def test_a_filter_chosen_meanwhile_begins_anew(player: View) -> None:
    player.page.click(BUTTON)
    player.pill("Mining").click()
    until("two events", lambda: player.summary.startswith("2 of 10"))
    until("it rests", lambda: state(player) == "idle")


def test_with_reduced_motion_each_press_is_a_step(desk: View) -> None:
    page = desk.page
    before = frames(desk)
    shown = []
    assert page.locator(BUTTON).get_attribute("aria-label") == "Next month"
    for _ in range(3):
        page.click(BUTTON)
        shown.append(said(desk)[0])
    assert shown == ["August 2004", "September 2004", "October 2004"]
    assert state(desk) == "paused"
    held = position(desk)
    page.wait_for_timeout(300)
    assert position(desk) == held and frames(desk) == before
    for _ in range(3):
        page.click(BUTTON)
    assert said(desk)[0] == "January 2005"
    page.click(BUTTON)
    assert state(desk) == "idle" and not desk.brushed()


def test_the_pack_plays_from_a_file(browser: Browser, tmp_path: Path) -> None:
    snapshot = current(CHECKOUT / "data")
    file = tmp_path / "pack.html"
    file.write_bytes(build(snapshot.engine, snapshot.published, Filter(), made=date(2026, 11, 25)))
    context = browser.new_context(offline=True, reduced_motion="no-preference")
    page = context.new_page()
    page.goto(f"{file.as_uri()}#lang=es&look=light")
    page.wait_for_selector(READY, timeout=30_000)
    address = page.url
    page.click(BUTTON)
    shown = page.locator(DATE)
    until("a date in Spanish", lambda: shown.text_content() == "agosto de 2004")
    page.click(BUTTON)
    assert page.locator(".lv-play-keep").text_content() == "Conservar este rango"
    assert page.url == address
    page.locator(TRACK).press("End")
    page.locator(TRACK).press("ArrowLeft")
    page.click(".lv-play-keep")
    until("a range in the address", lambda: "to=2004" in page.url)
    context.close()
