"""Add news in a browser: paste, read, move a pin, save; on a phone; and axe's opinion."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_driving import View, until
from browser_running import CHECKOUT, Server, Watch
from playwright.sync_api import Browser

NEWS = """Miners march in La Oroya
30 November 2004

On 5 November 2004 about 300 miners marched through La Oroya against the smelter.
"""
READY = '[data-testid="pin-map"][data-state="ready"]'
SAVED = "events/2004-11-30.yaml"
_PIN = """() => {
  const box = document.querySelector('.pin-plot').getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}"""
# Where each pin stands on the page, by its number.
_PLACES = """() => Object.fromEntries([...document.querySelectorAll('.pin-map [data-places]')].map(pin => {
  const box = pin.querySelector('circle').getBoundingClientRect();
  return [pin.querySelector('text').textContent, [box.left + box.width / 2, box.top + box.height / 2]];
}))"""
# Whether the map writes the names of towns: MapLibre's layers, or those of the flat map's overlay.
_TOWNS = """() => {
  const map = document.querySelector('.pin-plot')._fullLayout.map?._subplot?.map;
  if (map) return map.queryRenderedFeatures().some(each => each.layer.id.startsWith('town-'));
  return [...document.querySelectorAll('.pin-map text')].some(text => text.textContent.trim().length > 2);
}"""


@pytest.fixture(scope="module")
def desk_server(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with --edit on a copy of the archive."""
    folder = tmp_path_factory.mktemp("editing")
    data = folder / "data"
    data.mkdir()
    for name in ("events", "background"):
        shutil.copytree(CHECKOUT / "data" / name, data / name)
    for path in (CHECKOUT / "data").glob("*.yaml"):
        shutil.copy(path, data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PSGDASH_EDIT", "1")
        patch.delenv("PSGDASH_PASSWORD", raising=False)
        with Server(folder, data) as server:
            yield server


def read_news(view: View) -> None:
    """Paste the news and let it be read."""
    view.open("lang=en", "/add")
    field = view.page.locator(".st-key-e-paste textarea")
    field.fill(NEWS)
    field.press("Control+Enter")
    view.idle()
    view.page.locator(".st-key-e-read button").click()
    view.page.wait_for_selector(READY, timeout=30_000)
    view.idle()


def sideways(view: View) -> int:
    """Pixels that the page can be scrolled sideways."""
    return int(
        view.page.evaluate(
            "(m => Math.max(document.documentElement.scrollWidth - innerWidth,"
            " m.scrollWidth - m.clientWidth))(document.querySelector('[data-testid=stMain]'))"
        )
    )


def violations(view: View) -> list[tuple[str, str]]:
    """What axe objects to on the page, however slight."""
    found = Axe().run(view.page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found]


def test_a_pasted_text_is_read_its_pin_dragged_and_it_is_saved(
    browser: Browser, desk_server: Server, watch: Watch
) -> None:
    view = View.new(browser, desk_server, watch)
    try:
        read_news(view)
        page = view.page
        assert "La Oroya" in page.locator(".pin-list").inner_text()
        assert violations(view) == []
        x, y = page.evaluate(_PIN)
        page.locator(".pin-list button").first.click()
        page.mouse.move(x, y)  # a pin alone stands in the middle
        page.mouse.down()
        page.mouse.move(x + 30, y + 10, steps=4)
        page.mouse.move(x + 60, y + 20, steps=4)
        page.mouse.up()
        until("the pin moved", lambda: page.get_by_text("Its pin was moved to").count() == 1)
        view.idle()
        button = page.locator(".pin-list button").first
        button.focus()
        said = page.get_by_text("Its pin was moved to").inner_text()
        button.press("ArrowUp")
        until(
            "the arrow moved it on",
            lambda: page.get_by_text("Its pin was moved to").inner_text() != said,
        )
        view.idle()
        page.locator(".st-key-e-save button").click()
        until("saved", lambda: page.get_by_text("only editors see it").count() == 1)
        assert desk_server.data is not None
        assert "- id: miners-march-in-la-oroya" in (desk_server.data / SAVED).read_text("utf-8")
        places = (desk_server.data / "places.yaml").read_text("utf-8")
        made = places[places.index("- id: la-oroya") :]
        assert "source: Placed by hand" in made
        found = re.search(r"lon: (-[\d.]+)", made)
        assert found and float(found[1]) > -75.89  # east of where it was
    finally:
        view.page.evaluate("window.onbeforeunload = null")
        view.close()


@pytest.mark.parametrize("kind", ["globe", "flat"])
def test_a_click_on_either_map_puts_the_chosen_pin_there(
    kind: str,
    browser: Browser,
    browser_without_webgl: Browser,
    desk_server: Server,
    watch: Watch,
) -> None:
    view = View.new(browser_without_webgl if kind == "flat" else browser, desk_server, watch)
    try:
        view.open("lang=en&edit=yanacocha-protests", "/add")
        page = view.page
        page.wait_for_selector(READY, timeout=30_000)
        view.idle()
        assert bool(page.locator(".pin-plot canvas").count()) == (kind == "globe")
        page.wait_for_selector('.pins[data-sharp="en"]', timeout=30_000)
        assert page.evaluate(_TOWNS), "names tell an editor where a pin lies"
        names = page.locator(".pin-list button").all_inner_texts()
        page.locator(".pin-list button").last.click()
        before = page.evaluate(_PLACES)
        x, y = page.evaluate(_PIN)
        page.mouse.click(x + 90, y + 70)
        moved = page.get_by_text("Its pin was moved to")
        until("the pin was put there", lambda: moved.count() == 1)
        view.idle()
        after = page.evaluate(_PLACES)
        last = str(len(names))
        assert {k: v for k, v in after.items() if k != last} == {
            k: v for k, v in before.items() if k != last
        }, "the others stay where they are"
        put = after[last]
        assert abs(put[0] - (x + 90)) < 3 and abs(put[1] - (y + 70)) < 3, "under the pointer"
    finally:
        view.page.evaluate("window.onbeforeunload = null")
        view.close()


def test_on_a_phone_nothing_scrolls_sideways(
    browser_without_webgl: Browser, desk_server: Server, watch: Watch, artefacts: Path
) -> None:
    view = View.new(browser_without_webgl, desk_server, watch, size=(360, 740), phone=True)
    try:
        view.open("lang=es&edit=san-gaban-coca-protest", "/add")
        view.page.wait_for_selector(READY, timeout=30_000)
        view.idle()
        view.page.screenshot(path=str(artefacts / "add-phone-es.png"), full_page=True)
        assert sideways(view) <= 0
    finally:
        view.page.evaluate("window.onbeforeunload = null")
        view.close()


@pytest.mark.parametrize(
    ("theme", "language", "phone"), [("dark", "en", False), ("light", "es", True)]
)
def test_the_editors_pages_can_be_used_by_everybody(
    theme: Literal["light", "dark"],
    language: str,
    phone: bool,
    browser: Browser,
    desk_server: Server,
    watch: Watch,
) -> None:
    size = (360, 740) if phone else (1440, 900)
    view = View.new(browser, desk_server, watch, size=size, theme=theme, phone=phone)
    try:
        for path, query, ready in (
            ("/add", f"lang={language}", ".st-key-e-read button"),
            ("/health", f"lang={language}", ".health"),
            ("/add", f"lang={language}&edit=san-gaban-coca-protest", READY),
        ):
            view.open(query, path)
            view.page.wait_for_selector(ready, timeout=30_000)
            view.idle()
            assert violations(view) == [], path
            assert sideways(view) <= 0, path
    finally:
        view.page.evaluate("window.onbeforeunload = null")
        view.close()


def test_map_card_and_button_stay_beside_the_part_of_the_form_that_is_worked_on(
    browser: Browser, desk_server: Server, watch: Watch
) -> None:
    view = View.new(browser, desk_server, watch)
    try:
        view.open("lang=en&edit=yanacocha-protests", "/add")
        page = view.page
        page.wait_for_selector(READY, timeout=30_000)
        view.idle()
        for end in (0.6, 1.0):
            page.evaluate(
                "share => { const m = document.querySelector('[data-testid=stMain]');"
                " m.scrollTo(0, share * m.scrollHeight) }",
                end,
            )
            box = page.locator(".st-key-e-save button").bounding_box()
            assert box and 0 < box["y"] < 900 - box["height"]
    finally:
        view.page.evaluate("window.onbeforeunload = null")
        view.close()
