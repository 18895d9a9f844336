"""The stage in a hall: every key, the address, two windows, the black screen, the code, playing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from browser_driving import View, until
from browser_running import Server, Watch
from PIL import Image
from playwright.sync_api import Browser, Page, Route

READY = '[data-testid="presenter"][data-state="ready"]'
STORY = "story=ten-events&lang=en"
STEPS = 13
FORWARD = ("PageDown", "ArrowRight", "ArrowDown", "Space", "Enter")
BACK = ("PageUp", "ArrowLeft", "ArrowUp")


class Hall:
    """A presenter's browser."""

    def __init__(self, view: View) -> None:
        self.view, self.page = view, view.page

    def open(self, query: str, wait: str = READY) -> None:
        self.page.goto(f"{self.view.server.url}/present?{query}", wait_until="commit")
        self.page.wait_for_selector(wait, timeout=60_000)

    @property
    def step(self) -> int:
        return step(self.page)

    def at(self, n: int) -> None:
        until(f"step {n}, not {self.step}", lambda: self.step == n)
        until(f"step={n} in the address", lambda: self.view.query.get("step") == [str(n)])

    def flown(self, n: int) -> None:
        """Wait until the map is at the place of step n."""
        found = "document.querySelector('.stage').dataset.flown"
        until(f"the map at step {n}", lambda: self.page.evaluate(found) == str(n))

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def to(self, n: int) -> None:
        """Step n, by the keys alone."""
        self.press("Home")
        for _ in range(n - 1):
            self.press("PageDown")
        self.at(n)

    def rest(self) -> None:
        """As it was: step 1, nothing over it, no focus."""
        self.page.evaluate(
            "document.querySelector('#focused')?.remove(); document.activeElement.blur()"
        )
        if self.black:
            self.press("x")
        while self.page.locator(".stage-card").count():
            self.press("Escape")
        self.to(1)

    @property
    def black(self) -> bool:
        return self.page.locator(".stage-black").is_visible()

    def text(self, selector: str) -> str:
        return str(self.page.locator(selector).first.inner_text())


def step(page: Page) -> int:
    found = page.evaluate("+document.querySelector('[data-testid=presenter]')?.dataset.step || 0")
    return int(found)


@pytest.fixture(scope="module")
def shared_hall(browser_without_webgl: Browser, app: Server, watch: Watch) -> Iterator[Hall]:
    """At the size of a projector. The flat map is drawn quicker than MapLibre without a graphics card."""
    view = View.new(browser_without_webgl, app, watch, size=(1920, 1080))
    hall = Hall(view)
    hall.open(STORY)
    yield hall
    view.close()


@pytest.fixture
def hall(shared_hall: Hall) -> Hall:
    shared_hall.rest()
    return shared_hall


FOCUS = """kind => {
  document.querySelector('#focused')?.remove();
  if (kind === 'body') return document.activeElement.blur();
  if (kind === 'button of the stage') return document.querySelector('.stage-help').focus();
  const one = document.createElement(kind === 'text field' ? 'input' : 'select');
  one.id = 'focused';
  if (kind === 'slider') Object.assign(one, { type: 'range' });
  document.body.append(one);
  one.focus();
}"""


@pytest.mark.parametrize("focus", ["body", "button of the stage", "text field", "choice"])
def test_every_key_does_its_work_whatever_has_the_focus(hall: Hall, focus: str) -> None:
    hall.page.evaluate(FOCUS, focus)
    for n, key in enumerate(FORWARD, start=2):
        hall.press(key)
        assert hall.step == n, key
    for n, key in enumerate(BACK, start=1):
        hall.press(key)
        assert hall.step == len(FORWARD) + 1 - n, key
    hall.press("End")
    assert hall.step == STEPS
    hall.press("PageDown")
    assert hall.step == STEPS, "there is nothing after the last step"
    hall.press("Home")
    assert hall.step == 1
    hall.press("PageUp")
    assert hall.step == 1
    for key in ("b", "B", "."):
        hall.press(key)
        assert hall.black, key
        hall.press("PageDown")
        assert not hall.black and hall.step == 1, "any key brings it back, and does no more"
    hall.press("?")
    assert hall.page.locator(".stage-keys").is_visible()
    hall.press("Escape")
    assert not hall.page.locator(".stage-keys").is_visible()
    hall.press("q")
    assert hall.page.locator(".stage-code").is_visible()
    hall.press("q")
    assert not hall.page.locator(".stage-code").is_visible()
    for key in ("c", "r", "x"):  # Streamlit's own shortcuts, and a key of nobody
        hall.press(key)
    assert hall.step == 1 and not hall.page.locator("[role=dialog]").count()
    hall.at(1)


def test_a_step_says_when_where_and_how_many_and_asks_the_server_nothing(hall: Hall) -> None:
    hall.view.watch.requests.clear()
    hall.page.evaluate("window.__frames = 0")
    hall.to(6)
    assert hall.text(".stage-when") == "About 1 November 2004"
    assert hall.text(".stage-where") == "San Gabán, Puno"
    assert hall.text(".stage-headline") == "Coca Farmers Protest at Forced Crop Eradication"
    assert hall.text(".stage-counter") == "6 of 13"
    assert "About 1 November 2004" in hall.text(".stage-label")
    assert hall.page.locator(".stage-mark[data-at=now]").count() == 1
    assert hall.page.evaluate("window.__frames") == 0, "a step needs no server"
    # (Chromium looks at the page's icon again whenever the address changes.)
    assert not [url for url in hall.view.watch.requests if "/media/" not in url]


def test_the_place_stands_in_the_free_part_of_the_map_and_grows(hall: Hall) -> None:
    for n, place in ((6, "san-gaban"), (4, "yanacocha-mine"), (5, "quito")):
        hall.to(n)
        hall.flown(n)
        spot = hall.page.locator(f'.lv-spots [data-places="{place}"]').bounding_box()
        panel = hall.page.locator(".stage-panel").bounding_box()
        strip = hall.page.locator(".stage-strip").bounding_box()
        assert spot and panel and strip
        assert spot["x"] > panel["x"] + panel["width"]
        assert spot["x"] + spot["width"] < 1920 and spot["y"] + spot["height"] < strip["y"]
        ghost = hall.page.locator(".lv-spots .lv-ghost").first.bounding_box()
        assert ghost and spot["width"] > 3 * ghost["width"], "the others step back"


def test_the_route_is_drawn_and_the_whole_country_for_what_concerns_it(hall: Hall) -> None:
    hall.to(3)
    hall.flown(3)
    assert hall.page.locator(".lv-route").count() == 2  # its line, and the edge around it
    assert {"Lima", "Camisea gas field"} == set(
        hall.page.locator(".lv-spots .lv-label").all_text_contents()
    )
    hall.to(8)
    hall.flown(8)
    assert not hall.page.locator(".lv-route").count()
    area = hall.page.locator(".lv-area").bounding_box()
    assert area and area["height"] > 700 and area["y"] >= 0, "all of Peru, and all of it in sight"


def test_no_text_of_the_stage_is_too_small_for_a_hall(hall: Hall) -> None:
    sizes = """() => [...document.querySelectorAll('.stage *')].filter(e => e.checkVisibility({ opacityProperty: true })
      && !e.matches('.stage-credit') && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
      .map(e => [e.className.baseVal ?? e.className, parseFloat(getComputedStyle(e).fontSize)]).filter(([, s]) => s < 28)"""
    for n in range(1, STEPS + 1):
        hall.to(n) if n == 1 else hall.press("PageDown")
        chips = hall.page.evaluate(sizes)
        assert [c for c in chips if c[0] or c[1] < 24] == [], f"step {n}: {chips}"
        overflow = hall.page.evaluate(
            "(() => { const p = document.querySelector('.stage-panel'); return p.scrollHeight - p.clientHeight; })()"
        )
        assert overflow <= 1, f"step {n} does not fit"
    hall.press("?")
    assert hall.page.evaluate(sizes) == []


def test_a_reload_comes_back_to_step_4(hall: Hall) -> None:
    hall.to(4)
    headline = hall.text(".stage-headline")
    hall.page.reload(wait_until="commit")
    hall.page.wait_for_selector(READY, timeout=60_000)
    hall.at(4)
    assert hall.text(".stage-headline") == headline
    assert hall.view.query == {"story": ["ten-events"], "lang": ["en"], "step": ["4"]}


def test_a_key_that_is_pressed_while_the_page_loads_is_not_lost(hall: Hall) -> None:
    held: list[Route] = []
    holding = True

    def between(route: Route) -> None:
        held.append(route) if holding else route.continue_()

    hall.page.route("**/static/js/**", between)
    hall.page.goto(f"{hall.view.server.url}/present?{STORY}&step=2", wait_until="commit")
    until("Streamlit's scripts, which wait", lambda: hall.page.evaluate("!!document.body") and held)
    hall.press("PageDown")
    assert not hall.page.locator(".stage").count(), "Streamlit is not there yet"
    dark = hall.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert dark == "rgb(13, 22, 30)", "dark from the first"
    holding = False
    for route in held:  # each that is left unanswered is a task that never ends
        route.continue_()
    hall.page.wait_for_selector(READY, timeout=60_000)
    hall.page.unroute_all(behavior="wait")
    hall.at(3)


def test_nothing_of_streamlit_is_in_sight(hall: Hall) -> None:
    seen = hall.page.evaluate(
        """() => [[5, 5], [1900, 5], [960, 20], [1900, 1070], [5, 1070], [960, 540], [1800, 300]].map(([x, y]) =>
        document.elementFromPoint(x, y)).filter(e => !e.closest('.stage') || e.closest('header')).map(e => e.outerHTML.slice(0, 90))"""
    )
    assert seen == []
    assert hall.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert hall.page.locator(".st-key-presenter .stage").count() == 1
    assert not hall.page.locator(".st-key-masthead").count()


def test_the_code_reads_as_the_exact_address_of_this_step(hall: Hall) -> None:
    for n in (1, 7):
        hall.to(n)
        hall.press("q")
        shown = hall.page.locator(".stage-code").screenshot()
        read = zxingcpp.read_barcodes(Image.open(io.BytesIO(shown)))
        address = hall.text(".stage-address")
        assert [code.text for code in read] == [address]
        assert address == f"{hall.view.server.url}/present?{STORY}&step={n}"
        hall.press("PageDown")
        read = zxingcpp.read_barcodes(
            Image.open(io.BytesIO(hall.page.locator(".stage-code").screenshot()))
        )
        assert [code.text for code in read] == [address.replace(f"step={n}", f"step={n + 1}")]
        hall.press("Escape")


def test_two_windows_stay_in_step_both_ways(hall: Hall) -> None:
    hall.to(3)
    with hall.page.context.expect_page() as opened:
        hall.press("n")
    second = opened.value
    second.wait_for_selector('.speaker[data-state="ready"]', timeout=60_000)
    assert "presenter=1" in second.url and step(second) == 3
    assert "rough course drawn by hand" in second.locator(".speaker-notes").inner_text()
    assert "Protests halt" in second.locator(".speaker-then").inner_text()
    hall.press("PageDown")
    until("step 4 there", lambda: step(second) == 4)
    second.keyboard.press("ArrowRight")
    until("step 5 here", lambda: hall.step == 5)
    hall.at(5)
    second.locator(".speaker-timer").focus()
    second.keyboard.press("Space")
    until("step 6 here", lambda: hall.step == 6)
    second.keyboard.press("b")
    until("black here", lambda: hall.black)
    assert second.locator(".speaker-black").is_visible()
    hall.press("x")
    until("light there", lambda: not second.locator(".speaker-black").is_visible())
    assert hall.step == 6
    running = second.locator(".speaker-timer").inner_text()
    second.keyboard.press("t")
    assert second.locator(".speaker-timer").inner_text() != running
    second.reload(wait_until="commit")
    second.wait_for_selector('.speaker[data-state="ready"]', timeout=60_000)
    assert step(second) == 6
    axe = Axe().run(second, options={"runOnly": ["wcag2a", "wcag2aa"]})
    assert not axe.response["violations"], axe.generate_report()
    second.close()


def test_the_stage_has_no_barrier_that_axe_finds(hall: Hall) -> None:
    for key in ("", "?", "q"):
        if key:
            hall.press(key)
        found = Axe().run(hall.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]})
        assert not found.response["violations"], found.generate_report()


def test_under_reduced_motion_nothing_plays_by_itself(hall: Hall) -> None:
    hall.press("p")
    assert hall.page.locator(".stage[data-playing=yes]").count() == 0
    assert not hall.page.locator(".stage-play").is_visible()
    hall.press("?")
    assert "P" not in hall.page.locator(".stage-keys th").all_inner_texts()


def test_it_plays_by_itself_and_pauses_on_any_key(
    browser_without_webgl: Browser, app: Server, watch: Watch
) -> None:
    view = View.new(browser_without_webgl, app, watch, size=(800, 450), motion=True, apart=True)
    hall = Hall(view)
    view.page.clock.install()
    hall.open(f"{STORY}&step=2", ".stage[data-state=ready], .stage[data-state=told]")
    hall.press("p")
    assert hall.page.locator(".stage[data-playing=yes]").count()
    view.page.clock.run_for(7_900)
    assert hall.step == 2, "no step is shorter than eight seconds"
    view.page.clock.run_for(12_200)
    assert hall.step == 3, "none is longer than twenty"
    view.page.clock.run_for(20_100)
    assert hall.step == 4
    hall.press("x")
    assert hall.page.locator(".stage[data-playing=no]").count()
    view.page.clock.run_for(60_000)
    assert hall.step == 4
    hall.press("End")
    hall.press("p")
    assert hall.page.locator(".stage[data-playing=no]").count(), "nothing comes after the last"
    view.close()


def test_escape_leaves_for_the_start_page(hall: Hall) -> None:
    hall.press("?")
    hall.press("Escape")
    assert hall.page.locator(".stage").count() == 1, "the first Escape closes what lies over"
    hall.press("Escape")
    hall.page.wait_for_selector(".story", timeout=60_000)
    assert parse_qs(urlsplit(hall.page.url).query) == {"lang": ["en"]}
    assert hall.page.locator(".st-key-masthead").is_visible()
    assert not hall.page.evaluate("document.documentElement.dataset.stage")
    hall.page.locator(".story a").last.click()
    hall.page.wait_for_selector(READY, timeout=60_000)
    hall.at(1)


def test_malformed_addresses_are_put_right(hall: Hall) -> None:
    assert hall.page.locator('.stage[data-map="flat"]').count(), "this browser has no WebGL"
    hall.open("theme=coca&theme=mining&step=junk&lang=es")
    hall.at(1)
    hall.press("PageDown")
    hall.at(2)
    assert hall.text(".stage-where") == "San Gabán, Puno"
    assert hall.view.query == {"theme": ["coca", "mining"], "lang": ["es"], "step": ["2"]}
    hall.open(f"{STORY}&step=999")
    hall.at(STEPS)


def test_the_map_flies_to_the_place_in_front_of_everything(
    browser: Browser, app: Server, watch: Watch
) -> None:
    view = View.new(browser, app, watch, size=(1280, 720))
    hall = Hall(view)
    hall.open(f"{STORY}&step=5")
    assert hall.page.locator('.stage[data-map="globe"]').count()
    hall.press("PageDown")
    hall.at(6)
    hall.flown(6)
    camera = """(() => { const m = document.querySelector('.stage-plot')._fullLayout.map._subplot.map, c = m.project([-70.4024, -13.4386]);
      return [c.x + document.querySelector(".stage-map").getBoundingClientRect().left, c.y, m.getZoom()]; })()"""
    x, y, zoom = hall.page.evaluate(camera)
    panel = hall.page.locator(".stage-panel").bounding_box()
    strip = hall.page.locator(".stage-strip").bounding_box()
    assert panel and strip
    middle = (panel["x"] + panel["width"] + 1280) / 2
    assert abs(x - middle) < 2 and abs(y - strip["y"] / 2) < 2, "in the middle of the free part"
    assert 5 < zoom < 7
    spot = hall.page.locator('.lv-spots [data-places="san-gaban"]').bounding_box()
    assert spot and abs(spot["x"] + spot["width"] / 2 - x) < 2
    view.close()


def test_a_phone_holds_a_step_without_scrolling(
    browser_without_webgl: Browser, app: Server, watch: Watch
) -> None:
    view = View.new(browser_without_webgl, app, watch, size=(360, 740), phone=True)
    hall = Hall(view)
    hall.open(f"{STORY}&step=6")
    for part in (".stage-panel", ".stage-strip", ".stage-buttons", ".stage-counter"):
        box = hall.page.locator(part).bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360, part
        assert box["y"] >= 0 and box["y"] + box["height"] <= 740, part
    hall.page.locator(".stage-next").tap()
    hall.at(7)
    hall.page.touchscreen.tap(180, 120)
    hall.at(8)
    view.close()
