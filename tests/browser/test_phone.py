"""On a phone of 360 by 740 pixels, with a finger."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser_driving import View, until
from browser_events import IN_NOVEMBER, SAN_GABAN, TEN
from browser_running import Server, Watch
from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def opened(browser: Browser, app: Server, watch: Watch) -> Iterator[View]:
    view = View.new(browser, app, watch, size=(360, 740), phone=True)
    view.open()
    yield view
    view.close()


@pytest.fixture
def phone(opened: View) -> View:
    opened.go("lang=en")
    until("all ten", lambda: opened.cards() == TEN)
    # A finger that stops a page which is still rolling does not tap what is under it.
    opened.page.evaluate(
        """async () => {
          const page = document.querySelector('[data-testid=stMain]');
          for (let calm = 0; calm < 20; calm = page.scrollTop ? 0 : calm + 1) {
            page.scrollTo(0, 0);
            await new Promise(done => setTimeout(done, 25));
          }
        }"""
    )
    return opened


def swipe(view: View, start: tuple[float, float], end: tuple[float, float]) -> None:
    """One finger down, over and up."""
    touch = view.page.context.new_cdp_session(view.page)

    def send(kind: str, *points: tuple[float, float]) -> None:
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    send("touchStart", start)
    for n in range(1, 7):
        send(
            "touchMove",
            (start[0] + (end[0] - start[0]) * n / 6, start[1] + (end[1] - start[1]) * n / 6),
        )
    send("touchEnd")
    touch.detach()


def test_both_languages_and_the_theme_are_within_reach(phone: View) -> None:
    buttons = phone.page.locator(".st-key-language button, .theme-button")
    assert buttons.count() == 3
    for n in range(3):
        box = buttons.nth(n).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["y"] + box["height"] <= 200
        assert min(box["width"], box["height"]) >= 24


def test_the_cards_stand_below_the_map_and_are_as_wide_as_the_screen(phone: View) -> None:
    map_box = phone.page.locator(".lv-map").bounding_box()
    card = phone.page.locator(".st-key-cards .card").first.bounding_box()
    assert map_box
    assert card
    assert card["y"] >= map_box["y"] + map_box["height"]
    assert card["width"] > 300
    assert map_box["width"] > 320


def test_a_finger_brushes_the_timeline(phone: View) -> None:
    phone.page.locator(".lv-line").scroll_into_view_if_needed()
    x, y = phone.at_day("2004-11-01")
    swipe(phone, (x, y), (phone.at_day("2004-12-01")[0], y))
    phone.wait_query("from", "2004-11")
    until("November's cards", lambda: phone.cards() == IN_NOVEMBER)
    assert phone.query["to"] == ["2004-11"]


def test_a_finger_over_the_timeline_up_and_down_scrolls_the_page(phone: View) -> None:
    phone.page.locator(".lv-line").scroll_into_view_if_needed()
    top = phone.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    x, y = phone.at_day("2004-11-10")
    swipe(phone, (x, y), (x, y - 160))
    until(
        "the page scrolled",
        lambda: (
            phone.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") > top
        ),
    )
    assert "from" not in phone.query


def test_a_tap_on_a_place_shows_its_events(phone: View) -> None:
    phone.page.touchscreen.tap(*phone.at_spot(SAN_GABAN))
    phone.wait_query("place", "san-gaban")
    until("its card", lambda: phone.cards() == ["san-gaban-coca-protest"])


def test_a_tap_on_a_card_opens_it(phone: View) -> None:
    phone.card("san-gaban-coca-protest").locator("button").first.tap()
    phone.wait_query("event", "san-gaban-coca-protest")
    until("the card", lambda: phone.opened() == "san-gaban-coca-protest")
