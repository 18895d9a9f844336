"""The report as lines for a terminal, which speaks English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from psgdash.archive.dates import day_words
from psgdash.health import words
from psgdash.health.changes import Changes
from psgdash.health.counts import Counts
from psgdash.health.findings import WEIGHTS
from psgdash.health.lines import Lines
from psgdash.health.report import Group, Report
from psgdash.locale import Words

LISTED = 20  # findings or changes of one kind; JSON holds all
_BAR = 30  # characters of the longest bar


def lines(report: Report, folder: Path, t: Words) -> Iterator[str]:
    """The report in plain lines; findings name their field's line in the folder's files."""
    files = Lines(folder)
    yield ""
    yield f"Data health on {day_words(report.today, t.language)}. {words.summary(report, t)}"
    for weight in WEIGHTS:
        groups = [g for g in report.groups if g.weight == weight and g.findings]
        if groups:
            yield ""
            yield f"{words.weight_names(t)[weight].upper()}. {words.weight_notes(t)[weight]}"
        for group in groups:
            yield from _group(group, files, t)
    clean = [group.name for group in report.groups if not group.findings]
    if clean:
        yield ""
        yield f"Also looked for, and found none: {', '.join(clean)}."
    if said := words.compared(report, t):
        yield said
    yield from _numbers(report, t)
    yield ""
    yield from _changes(report, t)


def _group(group: Group, files: Lines, t: Words) -> Iterator[str]:
    yield f"{group.name}: {t.number(len(group.findings))}"
    if group.fix:
        yield f"  {group.fix}"
    for finding in files.exact(group.findings[:LISTED]):
        yield f"  {replace(finding, fix='') if group.fix else finding}"
    more = len(group.findings) - LISTED
    if more > 0:
        yield f"  … and {t.number(more)} more, which --format json lists."


def _numbers(report: Report, t: Words) -> Iterator[str]:
    numbers = report.numbers
    notes = words.date_notes(report, t)
    dated = f" ({', '.join(notes)})" if notes else ""
    yield from _bars(t("Events by status"), numbers.statuses, words.status_names(t), t)
    yield from _bars(
        t("How exactly dates are known") + dated, numbers.dates, words.date_names(t), t
    )
    yield from _bars(
        f"{t('How exactly places are known')} (each event's most exact)", numbers.places,
        words.place_names(t), t,
    )  # fmt: skip
    years = numbers.by_time()
    yield from _bars(t("Events by year"), years, words.year_names(years, t), t, zeros=True)


def _bars(
    title: str, counts: Counts, names: dict[str, str], t: Words, *, zeros: bool = False
) -> Iterator[str]:
    """One line a count, with a bar; what is 0 is left out unless `zeros`."""
    shown = {names[key]: n for key, n in counts.items() if n or zeros}
    if not shown:
        return
    yield ""
    yield title
    most, wide = max(shown.values()), max(map(len, shown))
    for name, n in shown.items():
        bar = "#" * round(_BAR * n / most) if most else ""
        yield f"  {name:<{wide}}  {bar or ('#' if n else '')} {t.number(n)}"


def _changes(report: Report, t: Words) -> Iterator[str]:
    changes = report.changes
    if not isinstance(changes, Changes):
        yield words.no_release(changes, t)
        return
    yield words.change_counts(changes, t)
    for each in changes.changes[:LISTED]:
        yield f"  {each.path}:{each.line}: {each.record} · {words.change_words(each, t)}"
    more = len(changes.changes) - LISTED
    if more > 0:
        yield f"  … and {t.number(more)} more, which --format json lists."
    if said := words.unread(changes, t):
        yield said
