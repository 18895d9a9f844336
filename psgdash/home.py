"""Where this installation keeps its data folder and app script."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def home() -> Path:
    """The folder with app.py, data/ and .streamlit/: the checkout, or what the wheel carries."""
    checkout = _PACKAGE.parent
    return checkout if (checkout / "data" / "site.yaml").is_file() else _PACKAGE / "_home"


def data_folder() -> Path:
    """The archive's folder: PSGDASH_DATA (which `--data` sets), else the one shipped."""
    named = os.environ.get("PSGDASH_DATA")
    return Path(named).expanduser().resolve() if named else home() / "data"


def shipped(*parts: str) -> Path:
    """A file or folder of the shipped data (base map, fonts, gazetteer)."""
    return home().joinpath("data", *parts)
