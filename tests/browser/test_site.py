"""The static site in a browser, from a folder and with the network cut."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_driving import until
from browser_running import CHECKOUT
from playwright.sync_api import Browser, Page

from psgdash.query.filters import Filter
from psgdash.query.snapshot import current
from psgdash.takeaway.site import build

ALONE = ("file:", "data:", "blob:")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    snapshot = current(CHECKOUT / "data")
    folder = tmp_path_factory.mktemp("host") / "site"
    build(
        folder, snapshot.engine, snapshot.published, Filter(themes=("mining",)),
        made=date(2026, 11, 25), progress=lambda done, of: None,
    )  # fmt: skip
    return folder


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1200, "height": 900}, reduced_motion="reduce", offline=True
    )
    opened, complaints = context.new_page(), []
    opened.on("request", lambda r: r.url.startswith(ALONE) or complaints.append(f"asked {r.url}"))
    opened.on("console", lambda m: m.type == "error" and complaints.append(f"said {m.text}"))
    opened.on("pageerror", lambda error: complaints.append(f"failed: {error}"))
    yield opened
    context.close()
    assert not complaints, "\n".join(complaints)


def test_a_reader_walks_from_the_list_to_an_event_and_on_to_the_map(page: Page, site: Path) -> None:
    page.goto((site / "es/events/index.html").as_uri())
    page.locator(".events a").first.click()
    page.locator("article h1").wait_for()
    assert page.evaluate("document.documentElement.lang") == "es"
    assert page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('600 20px \"Source Serif 4\"'))"
    )
    assert page.evaluate("document.querySelector('article img').naturalWidth") == 1200
    page.get_by_role("link", name="Ver en el mapa").click()
    page.wait_for_selector('[data-testid="linked-view"][data-state="ready"]')
    until("the card", lambda: page.locator("#cards .card.chosen").count() == 1)
    assert page.evaluate("document.documentElement.lang") == "es"
    page.locator("footer .more a").nth(1).click()
    page.locator(".events").wait_for()


@pytest.mark.parametrize(
    "name", ["events/yanacocha-protests/index.html", "es/events/index.html", "404.html"]
)
def test_axe_finds_nothing_and_a_phone_scrolls_only_down(page: Page, site: Path, name: str) -> None:
    page.goto((site / name).as_uri())
    # Without its preload, which asks a file for the style as a server would be asked.
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert not [(v["id"], v["help"], [n["html"][:200] for n in v["nodes"]]) for v in found]
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
