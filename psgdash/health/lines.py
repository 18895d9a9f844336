"""The line of the very field that a finding is about: a record may fill a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from psgdash.archive import strictyaml
from psgdash.health.findings import Finding
from psgdash.health.report import Report


def exact(folder: Path, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings at their fields' lines, where those are written; each file is read once."""
    documents: dict[str, strictyaml.Document] = {}
    found = []
    for each in findings:
        if each.path and each.path not in documents:
            documents[each.path] = strictyaml.read(folder / each.path, each.path)
        document = documents.get(each.path)
        found.append(replace(each, line=_line(document, each)) if document else each)
    return tuple(found)


def _line(document: strictyaml.Document, finding: Finding) -> int:
    """The field's line, or the record's where the field is missing or the file has changed."""
    for record in (key for key, line in document.lines.items() if line == finding.line):
        if record and not isinstance(record[-1], int):
            continue  # a field's own line: what the reader refused is exact already
        line = document.lines.get((*record, finding.field))
        if line is not None:
            return line
    return finding.line


def located(report: Report, folder: Path) -> Report:
    """The report with every finding at its field's line."""
    groups = tuple(replace(g, findings=exact(folder, g.findings)) for g in report.groups)
    return replace(report, groups=groups)
