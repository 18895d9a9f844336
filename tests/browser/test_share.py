"""Share, and the map in a frame of another site: what the group allows works, the rest is refused."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_driving import READY, View, until
from browser_running import CHECKOUT, HOST, Server, Stage, Watch
from playwright.sync_api import Browser, Page

STATUS = ".st-key-share [role=status]"


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Another site on another port, and its folder."""
    folder = tmp_path_factory.mktemp("host")
    with ThreadingHTTPServer((HOST, 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}", folder
        server.shutdown()


def allow(stage: Stage, *hosts: str) -> None:
    """Show the shipped archive with these sites on its list."""
    files = {
        str(path.relative_to(CHECKOUT / "data")): path.read_text("utf-8")
        for path in (CHECKOUT / "data").rglob("*.yaml")
    }
    files["site.yaml"] += f"\nembed_hosts: {json.dumps(hosts)}\n"
    stage.show(files)


def panel(view: View, name: str) -> str:
    """What a panel of the section says, opened."""
    door = view.page.locator(f'.share [data-panel="{name}"]')
    if door.get_attribute("aria-expanded") != "true":
        door.click()
    return view.page.locator(".share-panel").inner_text()


def clipboard(page: Page) -> str:
    """What was copied."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_map_is_shown_by_a_listed_site_with_the_code_that_the_page_gives(
    browser: Browser, stage: Stage, watch: Watch, host: tuple[str, Path]
) -> None:
    address, folder = host
    allow(stage, address, "https://www.example.org")
    view = View.new(browser, stage, watch)
    view.open("lang=es&theme=mining&event=yanacocha-protests")
    said = panel(view, "embed")
    assert "https://www.example.org" in said
    code = view.page.locator("code.share-text").inner_text()
    assert 'loading="lazy"' in code and 'title="Mapa de noticias · Peru Support Group"' in code
    (folder / "news.html").write_text(
        f"<!doctype html><title>x</title><link rel=icon href=data:,><h1>News</h1>{code}", "utf-8"
    )
    page = view.page
    page.goto(f"{address}/news.html")
    frame = page.frame_locator("iframe")
    frame.locator(READY).wait_for(timeout=30_000)
    assert frame.locator(".summary").inner_text().startswith("2 de 10 eventos")
    assert frame.locator(".st-key-cards .card").count() == 2
    assert frame.locator(".lv-spots [data-places]").count() >= 1
    assert frame.locator(".st-key-masthead, .st-key-filters, .st-key-home").count() == 0
    assert not frame.locator(".theme-button").is_visible()
    assert "GeoNames" in frame.locator(".lv-credit").inner_text()
    # It answers: a card opens, and the way out leads to the same view of the whole map.
    frame.locator('.card[data-event="campesinos-succeed-cajamarca"] button').first.click()
    link = frame.get_by_role("link", name="Abrir el mapa completo")
    until(
        "the open event in the link",
        lambda: "event=campesinos-succeed-cajamarca" in (link.get_attribute("href") or ""),
    )
    with page.context.expect_page() as opened:
        link.click()
    whole = opened.value
    whole.wait_for_selector(".st-key-masthead", timeout=30_000)
    asked = whole.evaluate("location.pathname + location.search")
    assert asked.startswith("/?") and "theme=mining" in asked and "lang=es" in asked
    whole.close()
    view.close()


def test_the_map_is_refused_to_a_site_that_is_not_listed_and_so_is_every_other_page(
    browser: Browser, stage: Stage, host: tuple[str, Path]
) -> None:
    address, folder = host
    allow(stage, address)
    # The same computer under another name is another site. Nobody watches here: the browser shall
    # complain.
    other = address.replace(HOST, "localhost")
    (folder / "frames.html").write_text(
        "<!doctype html><title>x</title>"
        + "".join(
            f'<iframe name="{name}" src="{stage.url}{path}"></iframe>'
            for name, path in (("embed", "/embed"), ("front", "/"), ("about", "/about"))
        ),
        "utf-8",
    )
    context = browser.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda m: "frame-ancestors" in m.text and refused.append(m.text))
    page.goto(f"{other}/frames.html")
    until("three refusals", lambda: len(refused) >= 3)
    assert not _with_the_app(page), "nothing is shown"
    refused.clear()
    page.goto(f"{address}/frames.html")  # listed, but for one page
    until("two refusals", lambda: len(refused) >= 2)
    page.frame_locator("iframe[name=embed]").locator(".st-key-embed").wait_for(timeout=30_000)
    assert _with_the_app(page) == ["embed"], "the two beside it are empty"
    context.close()


def _with_the_app(page: Page) -> list[str]:
    """The names of the frames in which the app stands."""
    app = '[data-testid="stApp"]'
    return [frame.name for frame in page.frames[1:] if frame.locator(app).count()]


def test_copy_link_and_citation_are_copied_and_told(desk: View) -> None:
    page = desk.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.go("lang=en&theme=mining&conflicts=1")
    until("two events", lambda: desk.summary.startswith("2 of 10"))
    page.get_by_role("button", name="Copy link").click()
    until("it is told", lambda: page.locator(STATUS).inner_text() == "Link copied")
    assert clipboard(page) == page.evaluate("location.href")
    assert "theme=mining" in clipboard(page) and "conflicts=1" in clipboard(page)
    said = panel(desk, "cite")
    page.get_by_role("button", name="Copy citation").click()
    until("it is told", lambda: page.locator(STATUS).inner_text() == "Copied")
    text = clipboard(page)
    assert text in said and text.startswith("Peru Support Group, “News map”, 2 of 10 events")
    assert f"{desk.server.url}/?theme=mining&conflicts=1&lang=en, accessed " in text
    # The panel stays open and follows the filters, without another click.
    desk.go("lang=es&theme=mining&event=yanacocha-protests")
    until(
        "the event's citation",
        lambda: "“Protestas y paros en Cajamarca" in page.locator(".share-panel").inner_text(),
    )
    assert "event=yanacocha-protests&lang=es" in page.locator(".share-text").first.inner_text()
    assert page.locator(".share-text").count() == 2
    page.locator('.share [data-panel="cite"]').click()
    assert page.locator(".share-panel").is_hidden()


def test_where_the_browser_refuses_the_text_is_there_to_copy_by_hand(desk: View) -> None:
    page = desk.page
    page.evaluate(
        "() => { Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });"
        " window.__exec = document.execCommand; document.execCommand = () => false; }"
    )
    page.get_by_role("button", name="Copy link").click()
    field = page.locator(".by-hand input")
    field.wait_for()
    assert field.input_value() == page.evaluate("location.href")
    assert page.evaluate("getSelection().toString() || document.activeElement.value.slice("
                         "document.activeElement.selectionStart, document.activeElement.selectionEnd)"
                         ) == field.input_value()  # fmt: skip
    until("it is told", lambda: "Ctrl+C" in page.locator(STATUS).inner_text())
    # Without the clipboard of https, the old way still copies.
    page.evaluate("() => { document.execCommand = window.__exec; }")
    page.get_by_role("button", name="Copy link").click()
    until("it is told", lambda: page.locator(STATUS).inner_text() == "Link copied")
    assert page.locator(".by-hand").count() == 0
    page.evaluate("() => { delete navigator.clipboard; }")


def test_subscribing_takes_the_filters_and_the_section_passes_axe(desk: View) -> None:
    page = desk.page
    desk.go("lang=es&theme=coca")
    until("one event", lambda: desk.summary.startswith("1 de 10"))
    said = panel(desk, "subscribe")
    assert f"{desk.server.url}/feed.atom?theme=coca&lang=es" in said
    webcal = page.get_by_role("link", name="Agregar a mi calendario").get_attribute("href")
    assert (
        webcal == f"{desk.server.url.replace('http:', 'webcal:')}/calendar.ics?theme=coca&lang=es"
    )
    for name in ("subscribe", "embed"):
        panel(desk, name)
        found = Axe().run(page, context=".st-key-share").response["violations"]
        assert not [(v["id"], [n["html"][:160] for n in v["nodes"]]) for v in found]
    page.locator('.share [data-panel="embed"]').click()


def test_a_reader_that_has_a_feed_is_told_so_by_the_running_app(app: Server) -> None:
    url = f"{app.url}/feed.atom?theme=mining&lang=es"
    with urlopen(url, timeout=30) as first:
        tag, body = first.headers["etag"], first.read()
    assert tag and "Minería" in body.decode()
    again = Request(url, headers={"If-None-Match": tag, "Accept-Encoding": "gzip"})
    with pytest.raises(HTTPError, match="304") as told:
        urlopen(again, timeout=30)
    assert (told.value.read(), told.value.headers["etag"]) == (b"", tag)
    with urlopen(Request(url, method="HEAD"), timeout=30) as head:
        assert (head.read(), head.headers["etag"]) == (b"", tag)
        assert int(head.headers["content-length"]) == len(body)


def test_the_page_for_frames_fits_a_phone_and_passes_axe(
    browser_without_webgl: Browser, app: Server, watch: Watch
) -> None:
    view = View.new(browser_without_webgl, app, watch, size=(360, 720), phone=True)
    view.page.goto(f"{app.url}/embed?lang=es")
    view.page.wait_for_selector(READY, timeout=30_000)
    view.idle()
    assert view.page.evaluate("document.documentElement.scrollWidth") == 360
    assert view.page.evaluate("document.documentElement.lang") == "es"
    found = Axe().run(view.page).response["violations"]
    assert not [(v["id"], [n["html"][:160] for n in v["nodes"]]) for v in found]
    view.close()
