"""The report: all findings and counts of one archive on one day."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from psgdash.archive.loading import Archive, load_files
from psgdash.errors import DataFolderError
from psgdash.health import coordinates, counts, outlines, releases
from psgdash.health.changes import WHATS, Changes, compare
from psgdash.health.checks import CHECKS
from psgdash.health.counts import Numbers
from psgdash.health.findings import WEIGHTS, Asked, Finding, Weight
from psgdash.health.outlines import Outlines
from psgdash.health.releases import NoReleaseError, Reason
from psgdash.home import shipped
from psgdash.locale import Words
from psgdash.query.snapshot import known_divisions


@dataclass(frozen=True, slots=True)
class Group:
    """What one check found."""

    code: str
    weight: Weight
    name: str
    findings: tuple[Finding, ...]

    @property
    def fix(self) -> str:
        """What to do, where it is the same for several findings and need be said once only."""
        fixes = {finding.fix for finding in self.findings}
        return fixes.pop() if len(self.findings) > 1 and len(fixes) == 1 else ""


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found, in the words of one language."""

    today: date
    groups: tuple[Group, ...]
    numbers: Numbers
    events: int
    places: int
    compared: int  # places that could be compared with an outline
    changes: Changes | Reason

    def weighing(self, weight: Weight) -> int:
        """How many findings there are of a weight."""
        return sum(len(group.findings) for group in self.groups if group.weight == weight)

    def as_dict(self) -> dict[str, object]:
        """The report as plain values, for JSON; codes are stable, words are not."""
        changes: dict[str, object]
        if isinstance(self.changes, Changes):
            changes = {
                "release": self.changes.release,
                "day": self.changes.day.isoformat(),
                "counts": {
                    what: sum(each.what == what for each in self.changes.changes) for what in WHATS
                },
                "unread": self.changes.unread,
                "records": [asdict(each) for each in self.changes.changes],
            }
        else:
            changes = {"release": None, "reason": self.changes}
        return {
            "day": self.today.isoformat(),
            "findings": {weight: self.weighing(weight) for weight in WEIGHTS},
            "checks": [
                {
                    "code": group.code,
                    "weight": group.weight,
                    "name": group.name,
                    "count": len(group.findings),
                    "findings": [finding.as_dict() for finding in group.findings],
                }
                for group in self.groups
            ],
            "counts": asdict(self.numbers),
            "places_compared": self.compared,
            "changes": changes,
        }


def examine(
    archive: Archive,
    folder: Path,
    today: date,
    t: Words,
    cache_folder: Path | None = None,
    *,
    on_page: bool = False,
) -> Report:
    """The report on the archive of a folder, with its last release for comparison.

    `on_page` asks for the words of the editors' form instead of those of the files.
    """
    try:
        release = releases.newest(folder)
        before = load_files(release.files, cache_folder)
        changes: Changes | Reason = Changes(
            release.name, release.day, tuple(compare(before, archive)), len(before.problems)
        )
    except NoReleaseError as error:
        changes = error.reason
    except DataFolderError:
        changes = "no-archive"
    known = outlines.read(shipped("basemap"))
    return report(archive, known, today, t, changes, on_page=on_page)


def report(
    archive: Archive,
    known: Outlines,
    today: date,
    t: Words,
    changes: Changes | Reason,
    *,
    on_page: bool = False,
) -> Report:
    """The report on an archive; a pure function of what it is given."""
    asked = Asked(archive, known, today, t, known_divisions, on_page)
    groups = tuple(
        Group(
            check.code,
            check.weight,
            check.name(t),
            tuple(replace(finding, code=check.code) for finding in check.find(asked)),
        )
        for check in CHECKS
    )
    return Report(
        today=today,
        groups=groups,
        numbers=counts.count(archive, today),
        events=len(archive.events),
        places=len(archive.places),
        compared=coordinates.compared(asked),
        changes=changes,
    )
