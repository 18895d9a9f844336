"""What tests of pages share: the small archives of `making`, one look for foreign components."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "property"))


@pytest.fixture(scope="session", autouse=True)
def components_are_looked_for_once() -> Iterator[None]:
    """The app looks through all installed packages when it starts; AppTest does so for each page,
    which takes longer than the page."""
    with pytest.MonkeyPatch.context() as patch:
        once = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield
