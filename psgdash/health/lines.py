"""The line of the very field that a finding is about: a record may fill a screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from psgdash.archive import strictyaml
from psgdash.health.findings import Finding
from psgdash.health.report import Report

_Starts = dict[int, list[strictyaml.Key]]  # line -> what begins there and has fields of its own


class Lines:
    """The lines of a data folder's fields; each file is read once, when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, tuple[strictyaml.Document, _Starts]] = {}

    def exact(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings at their fields' lines, where those are written."""
        return tuple(
            replace(each, line=self._line(each)) if each.path else each for each in findings
        )

    def _line(self, finding: Finding) -> int:
        """The field's line, or the record's where the field is missing or the file has changed."""
        document, starts = self._file(finding.path)
        field = (int(part) if part.isdigit() else part for part in finding.field.split("."))
        key = tuple(field)  # such as steps.2.notes, as the strict reader names them too
        for record in starts.get(finding.line, ()):
            line = document.lines.get((*record, *key))
            if line is not None:
                return line
        return finding.line  # what the strict reader refused is exact already

    def _file(self, name: str) -> tuple[strictyaml.Document, _Starts]:
        if name not in self._files:
            document = strictyaml.read(self._folder / name, name)
            starts: _Starts = defaultdict(list)
            for key, line in document.lines.items():
                if not key or isinstance(key[-1], int):
                    starts[line].append(key)
            self._files[name] = (document, starts)
        return self._files[name]


def located(report: Report, folder: Path) -> Report:
    """The report with every finding at its field's line."""
    lines = Lines(folder)
    groups = tuple(replace(g, findings=lines.exact(g.findings)) for g in report.groups)
    return replace(report, groups=groups)
