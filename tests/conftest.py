"""What all tests share: no network, no folder of the user's, and what a browser needs."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

BROWSER_TESTS = Path(__file__).parent / "browser"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

# A shared machine may be slow for a while; that is no bug of ours.
settings.register_profile("psgdash", deadline=None)
settings.load_profile("psgdash")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--live", action="store_true", help="also ask the online services")


def pytest_configure(config: pytest.Config) -> None:
    """Tests see the shipped data, and their cache is thrown away; subprocesses inherit both."""
    os.environ.pop("PSGDASH_DATA", None)
    os.environ["PSGDASH_CACHE"] = tempfile.mkdtemp(prefix="psgdash-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(os.environ["PSGDASH_CACHE"], ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Sockets are for the browser's tests, which without a browser are skipped, but not in CI."""
    in_ci = os.environ.get("CI", "").lower() in ("1", "true")
    without = pytest.mark.skip(reason="no Chromium here: install it to run the browser's tests")
    offline = pytest.mark.skip(reason="asks an online service: add --live")
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.enable_socket)
            if chromium_path() is None and not in_ci:
                item.add_marker(without)
        if item.get_closest_marker("live"):
            item.add_marker(pytest.mark.enable_socket)
            if not config.getoption("--live"):
                item.add_marker(offline)


def chromium_path() -> str | None:
    """Where Chromium is, or None."""
    return next((found for name in CHROMIUMS if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium; a test that gets here without one fails."""
    found = chromium_path()
    if found is None:
        pytest.fail("The browser's tests need Chromium: `apt-get install chromium`.")
    return found


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the shipped archive (not of the base map and the gazetteer) to write into."""
    shipped = Path(__file__).parents[1] / "data"
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("events", "background"):
        shutil.copytree(shipped / name, folder / name)
    for path in shipped.glob("*.yaml"):
        shutil.copy(path, folder)
    return folder
