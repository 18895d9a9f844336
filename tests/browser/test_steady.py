"""Whatever is filtered, the map stays where it is on the page; and all of the head is in sight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browser_driving import View, shown, until
from browser_running import Server, Watch
from playwright.sync_api import Browser

PHONE = (360, 740)
WINDOWS = {"mouse": [(1440, 900), (1280, 720), (1920, 1080)], "phone": [PHONE]}
CHOICES = {
    "a place": "place=san-gaban",
    "a place with no events but its own": "place=cajamarca&place=yanacocha",
    "a theme": "theme=coca",
    "a year": "from=2005&to=2005",
    "days": "from=2004-09-28&to=2004-11-03",
    "everything at once": "from=2004&theme=coca&theme=mining&place=san-gaban&conflicts=1&q=protest",
    "nothing": "place=san-gaban&q=zzzz",
}
Size = tuple[int, int]
_TOP = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  return document.querySelector('.lv-map').getBoundingClientRect().top + main.scrollTop;
}"""
_LINKS = """() => [...document.querySelectorAll('.st-key-navigation a')].map(a => {
  const box = a.getBoundingClientRect(), words = a.querySelector('p');
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return { text: a.textContent, left: box.left, right: box.right, wide: box.width, high: box.height,
    cut: words.scrollWidth > words.clientWidth + 1, covered: !a.contains(at) };
})"""


@pytest.fixture(scope="module", params=WINDOWS)
def visitor(
    browser_without_webgl: Browser, app: Server, watch: Watch, request: pytest.FixtureRequest
) -> Iterator[tuple[View, list[Size]]]:
    """The flat map is painted soonest, and stands in the same page; with the sizes of the window."""
    sizes = WINDOWS[request.param]
    phone = request.param == "phone"
    view = View.new(browser_without_webgl, app, watch, size=sizes[0], phone=phone)
    view.open()
    yield view, sizes
    view.close()


def resize(view: View, size: Size) -> None:
    """Give the window a size, and wait until the page is laid out in it."""
    page = view.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    until("the size", lambda: page.evaluate("[innerWidth, innerHeight]") == list(size))
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def tops(view: View, sizes: list[Size]) -> dict[str, float]:
    """How far down the page the map begins, by the size of the window."""
    found = {}
    for size in sizes:
        resize(view, size)
        found["{}x{}".format(*size)] = float(view.page.evaluate(_TOP))
    return found


def test_no_filter_moves_the_map_on_the_page(visitor: tuple[View, list[Size]]) -> None:
    view, sizes = visitor
    for language in ("en", "es"):
        view.go(f"lang={language}")
        until("all events", lambda: view.summary.startswith("10 "))
        view.idle()
        before = tops(view, sizes)
        after: dict[str, Any] = {}
        for name, query in CHOICES.items():
            view.go(f"lang={language}&{query}")
            until(name, lambda: not view.summary.startswith("10 "))
            view.idle()
            after[name] = tops(view, sizes)
        assert after == dict.fromkeys(CHOICES, before), shown([language, before, after])


def test_what_is_filtered_is_said_in_chips_and_one_click_lifts_it_all(
    visitor: tuple[View, list[Size]],
) -> None:
    view, sizes = visitor
    chips = view.page.locator(".st-key-overview .st-key-chosen-filters button:visible")
    for size in sizes:
        resize(view, size)
        view.go("lang=en&place=san-gaban&theme=coca")
        until("three chips", lambda: chips.count() == 3)
        assert [chip.inner_text().split(" close")[0] for chip in chips.all()] == [
            "Coca",
            "San Gabán",
            "Lift all",
        ]
        last = chips.last.bounding_box()
        assert last
        assert last["x"] >= 0
        assert last["x"] + last["width"] <= view.page.evaluate("innerWidth")
        chips.last.click()
        until("all events", lambda: view.summary.startswith("10 of 10"))
        assert view.query == {"lang": ["en"]}
        until("no chips", lambda: not chips.count())


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_phone_shows_the_way_to_every_page(
    browser_without_webgl: Browser, app: Server, watch: Watch, language: str
) -> None:
    view = View.new(browser_without_webgl, app, watch, size=PHONE, phone=True)
    view.open(f"lang={language}", "/about")
    links = view.page.evaluate(_LINKS)
    view.close()
    assert len(links) == 6, shown(links)
    for link in links:
        assert link["left"] >= 0, shown(link)
        assert link["right"] <= 360, shown(link)
        assert min(link["wide"], link["high"]) >= 24, shown(link)
        assert not link["cut"], shown(link)
        assert not link["covered"], shown(link)
