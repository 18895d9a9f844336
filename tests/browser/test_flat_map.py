"""Without WebGL the flat map takes over, by itself, and does the same things."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser_driving import MAP, View, until
from browser_events import CAJAMARCA, IN_NOVEMBER, MINING, NEAR_SEA, SAN_GABAN, TEN
from browser_running import Server, Watch
from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def opened(browser_without_webgl: Browser, app: Server, watch: Watch) -> Iterator[View]:
    view = View.new(browser_without_webgl, app, watch)
    view.open()
    yield view
    view.close()


@pytest.fixture
def flat(opened: View) -> View:
    opened.page.mouse.move(2, 2)
    opened.go("lang=en")
    until("all ten", lambda: opened.cards() == TEN)
    opened.page.get_by_role("button", name="Show the whole map").click()
    until("the first view", lambda: near(opened.camera(), opened.start))
    return opened


def near(one: list[float], other: list[float]) -> bool:
    return all(abs(a - b) < 1 for a, b in zip(one, other, strict=True))  # metres


def test_the_flat_map_takes_over_by_itself(flat: View) -> None:
    assert flat.page.evaluate("!document.createElement('canvas').getContext('webgl2')")
    assert flat.page.locator('[data-testid="linked-view"]').get_attribute("data-map") == "flat"
    assert not flat.page.locator(f"{MAP} canvas.maplibregl-canvas").count()
    assert len(flat.dots()) == 6
    names = flat.page.locator(".lv-map .lv-label").all_text_contents()
    assert any("San Gabán" in name for name in names), names
    assert flat.page.locator(f"{MAP} .imagelayer image, {MAP} .layer-below image").count()


def test_a_click_on_the_flat_map_chooses_and_lifts(flat: View) -> None:
    flat.click_spot(SAN_GABAN)
    flat.wait_query("place", "san-gaban")
    until("its card", lambda: flat.cards() == ["san-gaban-coca-protest"])
    flat.page.mouse.click(*flat.at_spot(NEAR_SEA))
    flat.wait_query("place")
    flat.click_spot(CAJAMARCA)
    until("both places", lambda: len(flat.query.get("place", [])) == 2)
    until("both events", lambda: flat.cards() == MINING)


def test_a_brush_filters_the_flat_map(flat: View) -> None:
    flat.brush("2004-11-01", "2004-12-01")
    until("only San Gabán", lambda: flat.dots() == ["san-gaban"])
    flat.wait_query("from", "2004-11")
    until("November's cards", lambda: flat.cards() == IN_NOVEMBER)


def test_zoom_buttons_and_drag_move_the_flat_map_and_a_filter_keeps_it(flat: View) -> None:
    def width() -> float:
        a, b, *_ = flat.camera()
        return b - a

    wide = width()
    flat.page.get_by_role("button", name="Zoom in").click()
    until("half as wide", lambda: abs(width() / wide - 0.5) < 0.01)
    x, y = flat.at_spot(NEAR_SEA)
    with flat.held(x, y):
        flat.page.mouse.move(x + 60, y - 30, steps=4)
    camera = flat.camera()
    flat.pill("Mining").click()
    until("mining", lambda: flat.cards() == MINING)
    flat.idle()
    assert near(flat.camera(), camera)
    assert flat.mounts() == 1
    flat.page.get_by_role("button", name="Zoom out").click()
    until("as wide as before", lambda: abs(width() / wide - 1) < 0.01)


def test_the_flat_map_flies_to_an_event_out_of_sight(flat: View) -> None:
    for _ in range(4):
        flat.page.get_by_role("button", name="Zoom in").click()
    flat.click_mark("san-gaban-coca-protest")
    until("its card", lambda: flat.opened() == "san-gaban-coca-protest")
    box = flat.page.locator(MAP).bounding_box()
    assert box

    def seen() -> bool:
        x, y = flat.at_spot(SAN_GABAN)
        return box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"]

    until("San Gabán in sight", seen)
