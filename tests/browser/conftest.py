"""The running app in Chromium. Every test fails when a page asks another server or complains."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_driving import View
from browser_running import ARTEFACTS, Server, Stage, Watch
from playwright.sync_api import Browser, Playwright, sync_playwright

ARGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SOFTWARE_GL = ["--disable-gpu", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
NO_GL = ["--disable-gpu", "--disable-software-rasterizer", "--disable-3d-apis"]


@pytest.fixture(scope="session")
def playwright(chromium: str) -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=chromium, args=[*ARGS, *SOFTWARE_GL])
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def browser_without_webgl(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=chromium, args=[*ARGS, *NO_GL])
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def app(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on the shipped archive."""
    with Server(tmp_path_factory.mktemp("app")) as server:
        yield server


@pytest.fixture(scope="session")
def stage(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The app on archives that tests write."""
    with Stage(tmp_path_factory.mktemp("stage")) as server:
        yield server


@pytest.fixture(scope="session")
def watch() -> Watch:
    return Watch()


@pytest.fixture(autouse=True)
def nothing_leaves_and_nothing_complains(watch: Watch) -> Iterator[None]:
    """No request beyond this machine, no error in page, console or server, in any test."""
    watch.begin()
    yield
    complaints = watch.end()
    assert not complaints, "\n".join(complaints)


@pytest.fixture(scope="session")
def shared_desk(browser: Browser, app: Server, watch: Watch) -> Iterator[View]:
    """One page at a desk, loaded once: a first load is the dearest thing here."""
    view = View.new(browser, app, watch)
    view.open()
    yield view
    view.close()


@pytest.fixture
def desk(shared_desk: View) -> View:
    """The shared page, as it was when it was loaded."""
    shared_desk.reset()
    return shared_desk


@pytest.fixture
def fresh(browser: Browser, app: Server, watch: Watch) -> Iterator[View]:
    """A page of a new visitor, not opened yet."""
    view = View.new(browser, app, watch)
    yield view
    view.close()


@pytest.fixture
def plain(browser_without_webgl: Browser, app: Server, watch: Watch) -> Iterator[View]:
    """The same without WebGL: for what concerns no map, since it opens in half the time."""
    view = View.new(browser_without_webgl, app, watch)
    yield view
    view.close()


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where pictures go; not in the repository."""
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    return ARTEFACTS
