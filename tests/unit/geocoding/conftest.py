"""The shipped gazetteer, opened once."""

from __future__ import annotations

from pathlib import Path

import pytest

from psgdash.geocoding.gazetteer import Gazetteer

SHIPPED = Path(__file__).resolve().parents[3] / "data" / "gazetteer"


@pytest.fixture(scope="session")
def shipped() -> Path:
    """The folder data/gazetteer."""
    return SHIPPED


@pytest.fixture(scope="session")
def gazetteer(shipped: Path) -> Gazetteer:
    """The gazetteer in data/gazetteer."""
    return Gazetteer(shipped)
