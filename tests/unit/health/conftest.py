"""Lets the tests here import `making` and `asking`, and gives each a data folder of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "property"), str(HERE)]

from asking import Folder  # noqa: E402


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A data folder that is still empty."""
    return Folder(tmp_path / "data")
