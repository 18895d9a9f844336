"""A small archive in files, and what the checks say of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from making import PLACES, SHIPPED, TODAY, write

from psgdash.archive.loading import load
from psgdash.health import outlines
from psgdash.health.findings import Asked, Finding
from psgdash.health.report import Report, report
from psgdash.locale import words
from psgdash.query.snapshot import known_divisions

Record = dict[str, Any]
Codes = dict[str, list[Finding]]


def outlined() -> outlines.Outlines:
    """The outlines of the shipped base map."""
    return outlines.read(SHIPPED / "basemap")


class Folder:
    """A data folder that a test fills; what it says of it is on TODAY, in English."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(
        self,
        events: list[Record] | None = None,
        places: list[Record] | None = None,
        more: dict[str, Any] | None = None,
    ) -> None:
        """Write the archive; `more` are further files by name."""
        write(self.path, events or [], places)
        for name, content in (more or {}).items():
            (self.path / name).parent.mkdir(parents=True, exist_ok=True)
            (self.path / name).write_text(json.dumps(content, indent=1), encoding="utf-8")

    def asked(self, today: date = TODAY) -> Asked:
        """What a check is told."""
        return Asked(load(self.path), outlined(), today, words("en"), known_divisions)

    def report(self, today: date = TODAY, language: str = "en") -> Report:
        """The report, without a release to compare with."""
        return report(load(self.path), outlined(), today, words(language), "no-history")

    def found(self, today: date = TODAY) -> Codes:
        """The findings by code; what found nothing is left out."""
        groups = self.report(today).groups
        return {group.code: list(group.findings) for group in groups if group.findings}


Say = Callable[..., Codes]


def with_place(record: Record) -> list[Record]:
    """The places of `making` and one more."""
    return [*PLACES, record]
