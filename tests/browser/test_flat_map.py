"""Without WebGL the flat map takes over, by itself, and does the same things."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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


_NAMES = """() => {
  const box = e => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; };
  const all = s => [...document.querySelectorAll(s)].map(e => [e.textContent, ...box(e)]);
  return { names: all('.lv-name'), circles: all('.lv-spots [data-places]'), labels: all('.lv-label'), map: box(document.querySelector('.lv-map')) };
}"""
Box = list[Any]  # what it says, left, top, right, bottom


def over(a: Box, b: Box) -> bool:
    """Whether two boxes share more than the halo around their letters."""
    return bool(
        a[1] + 2 < b[3] - 2 and a[3] - 2 > b[1] + 2 and a[2] + 2 < b[4] - 2 and a[4] - 2 > b[2] + 2
    )


@pytest.mark.parametrize("query", ["lang=en", "lang=es&place=san-gaban", "lang=en&theme=mining"])
@pytest.mark.parametrize("nearer", [0, 2])
def test_no_name_of_the_ground_lies_under_a_circle_or_on_another_name(
    flat: View, query: str, nearer: int
) -> None:
    flat.go(query)
    flat.idle()
    for _ in range(nearer):
        before = flat.camera()
        flat.page.locator(".lv-in").click()
        until("a nearer view", lambda before=before: not near(flat.camera(), before))
    found = flat.page.evaluate(_NAMES)
    seen = [n for n in found["names"] if over(n, ["", *found["map"]])]
    assert len(seen) > 4, found["names"]
    met = [
        (name[0], other[0])
        for i, name in enumerate(seen)
        for other in [*found["circles"], *found["labels"], *seen[:i]]
        if over(name, other)
    ]
    assert not met, met
    left, top, right, bottom = found["map"]
    assert all(
        n[1] > left - 2 and n[3] < right + 2 and n[2] > top - 2 and n[4] < bottom + 2 for n in seen
    )


def test_a_town_with_a_circle_is_not_named_twice(flat: View) -> None:
    said = flat.page.evaluate(_NAMES)
    names, labels = ([text for text, *_ in said[kind]] for kind in ("names", "labels"))
    assert "Iquitos" in names
    assert "Lima" in labels
    assert "Lima" not in names


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
