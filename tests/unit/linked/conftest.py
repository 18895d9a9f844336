"""Lets the tests here import `making`, the small archives that several folders share."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "property"))
