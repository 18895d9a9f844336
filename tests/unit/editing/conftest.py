"""The shipped archive and gazetteer, read once; `making` for small archives."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from psgdash.archive.loading import Archive, load
from psgdash.geocoding.gazetteer import Gazetteer

REPOSITORY = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(REPOSITORY / "tests" / "property"))


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer in data/gazetteer."""
    return Gazetteer(REPOSITORY / "data" / "gazetteer")


@pytest.fixture(scope="session")
def shipped_archive() -> Archive:
    """The archive in data."""
    return load(REPOSITORY / "data")
