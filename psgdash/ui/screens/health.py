"""Data health, for editors: what to mend and where, and what the archive is made of.

It is read from the whole archive, with what the gate holds back, so nothing of it may stand on any
other page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from psgdash.archive import cache, loading
from psgdash.archive.dates import day_words
from psgdash.archive.gate import untold
from psgdash.archive.loading import Archive
from psgdash.archive.records import Event
from psgdash.health import words
from psgdash.health.changes import Changes
from psgdash.health.counts import Counts, status_of
from psgdash.health.findings import WEIGHTS, Finding
from psgdash.health.lines import Lines
from psgdash.health.naming import field_name, title_of
from psgdash.health.report import Group, Report, examine
from psgdash.home import data_folder
from psgdash.locale import Words
from psgdash.locale import words as words_of
from psgdash.ui.components.desk import EDIT
from psgdash.ui.components.text import escaped
from psgdash.ui.state import State

LISTED = 20  # findings or changes of one kind; the command line's JSON holds all
OPEN_GROUP = 5  # findings that a group shows without a click
_MINUTES = 5  # after which a new tag in the git history is seen, though no file has changed


def show(state: State) -> None:
    """Draw the page."""
    with st.container(key="health"), st.spinner(state.t("Every record is being looked at …")):
        st.html(_page(state.snapshot.version, state.language, data_folder()))


# A resource is handed out as it is; the version is that of the files and the day.
@st.cache_resource(max_entries=4, ttl=60 * _MINUTES, show_spinner=False)
def _page(version: str, language: str, folder: Path) -> str:
    del version
    kept, t = cache.default_folder(), words_of(language)
    archive, today = loading.load(folder, kept), date.today()
    # As `psgdash check` does: what the reader refuses, and what a story is told without.
    archive = replace(archive, problems=(*archive.problems, *untold(archive, today)))
    report = examine(archive, folder, today, t, kept, on_page=True)
    day = t(
        "As of {day}. File names are those in the data folder.",
        day=day_words(report.today, language),
    )
    page = _Page(archive, report, Lines(folder), t)
    return (
        f'<h1 class="page-title">{escaped(t("Data health"))}</h1>'
        f'<p class="summary">{escaped(words.summary(report, t))} <em>{escaped(day)}</em></p>'
        f'<div class="health"><div>{_findings(page)}</div>'
        f'<div class="health-side">{_numbers(page)}{_changes(page)}</div></div>'
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """What is told, and the archive that it is told of."""

    archive: Archive
    report: Report
    files: Lines
    t: Words

    def titled(self, kind: str, name: str) -> str:
        """A record by its title, as HTML; an item opens from there."""
        title = escaped(title_of(self.archive, kind, name, self.t.language))
        if kind != "event" or name not in self.archive.events:
            return title
        address = urlencode({"lang": self.t.language, EDIT: name})
        return f'<a href="add?{escaped(address)}" target="_self">{title}</a>'

    def items(self, events: Iterable[Event]) -> str:
        """Items by their titles, as HTML, and how many more there are."""
        first = list(islice(events, LISTED + 1))
        more = "<li>…</li>" if len(first) > LISTED else ""
        names = (f"<li>{self.titled('event', event.id)}</li>" for event in first[:LISTED])
        return f"<ul>{''.join(names)}{more}</ul>" if first else ""


def _findings(page: _Page) -> str:
    """The groups with findings by weight, then what was looked for in vain."""
    report, t = page.report, page.t
    parts = []
    for weight in WEIGHTS:
        groups = [g for g in report.groups if g.weight == weight and g.findings]
        if groups:
            parts.append(
                f'<section class="health-{weight}"><h2>{escaped(words.weight_names(t)[weight])} '
                f'<span class="health-n">{t.number(report.weighing(weight))}</span></h2>'
                f'<p class="health-note">{escaped(words.weight_notes(t)[weight])}</p>'
                + "".join(_group(group, page) for group in groups)
                + "</section>"
            )
    clean = [group.name for group in report.groups if not group.findings]
    found_none = t("Also looked for, and found none") if parts else t("Looked for, and found none")
    items = "".join(f"<li>{escaped(name)}</li>" for name in clean)
    if clean:
        parts.append(f'<section class="health-clean"><h2>{escaped(found_none)}</h2>'
                     f"<ul>{items}</ul></section>")  # fmt: skip
    if said := words.compared(report, t):
        parts.append(f'<p class="health-note">{escaped(said)}</p>')
    return "".join(parts)


def _group(group: Group, page: _Page) -> str:
    """Its findings; what is to be done is said once for all of which it is the same."""
    n, t = len(group.findings), page.t
    listed = page.files.exact(group.findings[:LISTED])
    by_fix: dict[str, list[str]] = {}
    for finding in listed:
        # What is missing says so itself.
        field = field_name(finding.field, t) if group.weight != "missing" else ""
        by_fix.setdefault(finding.fix, []).append(_finding(finding, page, field))
    lists = "".join(
        (f'<p class="health-fix">{_prose(fix)}</p>' if fix else "") + f"<ul>{''.join(items)}</ul>"
        for fix, items in by_fix.items()
    )
    more = f'<p class="health-more">{_prose(_more(n - LISTED, t))}</p>' if n > len(listed) else ""
    return (
        f"<details{' open' if n <= OPEN_GROUP or group.weight == 'wrong' else ''}>"
        f"<summary>{escaped(group.name)} <span>{t.number(n)}</span></summary>"
        f"{lists}{more}</details>"
    )


def _finding(finding: Finding, page: _Page, field: str) -> str:
    """What it is about and what is said of it, with the other items that have to do with it."""
    title, events = page.titled(finding.kind, finding.record), page.archive.events
    others: Iterable[Event] = ()
    if finding.kind == "place":
        others = (
            each
            for each in events.values()
            if any(entry.place == finding.record for entry in each.places)
        )
    elif finding.other in events:
        others = (events[finding.other],)
    return (
        f"<li>{_head(title, finding.path, finding.line, field)}"
        f"<p>{_prose(finding.message)}</p>{page.items(others)}</li>"
    )


def _head(title: str, path: str, line: int, field: str = "") -> str:
    """What it is about (HTML), and small where that is written."""
    about = f" · {escaped(field)}" if field else ""
    where = f"<code>{escaped(f'{path}:{line}')}</code>"
    return f'<p class="health-where"><b>{title}</b>{about} {where}</p>'


def _numbers(page: _Page) -> str:
    report, t = page.report, page.t
    numbers = report.numbers
    years = numbers.by_time()
    return (
        _bars(t("Events by status"), numbers.statuses, words.status_names(t), t)
        + _unseen(page)
        + _bars(t("How exactly dates are known"), numbers.dates, words.date_names(t), t,
                ", ".join(words.date_notes(report, t)))
        + _bars(t("How exactly places are known"), numbers.places, words.place_names(t), t,
                t("By each event's most exact place."))
        + _bars(t("Events by year"), years, words.year_names(years, t), t, zeros=True)
    )  # fmt: skip


def _unseen(page: _Page) -> str:
    """The items that readers do not see, by status; each can be opened."""
    names, parts = words.status_names(page.t), []
    for status, n in page.report.numbers.statuses.items():
        if n and status != "published":
            events = page.archive.events.values()
            held = (e for e in events if status_of(e, page.report.today) == status)
            head = f"{escaped(names[status])} <span>{page.t.number(n)}</span>"
            parts.append(f"<details><summary>{head}</summary>{page.items(held)}</details>")
    return "".join(parts)


def _bars(
    title: str,
    counts: Counts,
    names: dict[str, str],
    t: Words,
    note: str = "",
    *,
    zeros: bool = False,
) -> str:
    """A bar chart of plain text: every bar has its number beside it; 0 only with `zeros`."""
    most = max(counts.values(), default=0)
    if not most:
        return ""
    rows = "".join(
        f"<div><dt>{escaped(names[key])}</dt><dd>{_bar(n / most)}{t.number(n)}</dd></div>"
        for key, n in counts.items()
        if n or zeros
    )
    said = f'<p class="health-note">{_prose(note)}</p>' if note else ""
    return f"<section><h2>{escaped(title)}</h2><dl>{rows}</dl>{said}</section>"


def _bar(share: float) -> str:
    return f'<span class="health-bar" style="--share:{share:.3f}"></span>' if share else ""


def _changes(page: _Page) -> str:
    t = page.t
    changes, title = page.report.changes, escaped(t("Since the last release"))
    if not isinstance(changes, Changes):
        why = _prose(words.no_release(changes, t))
        return f'<section><h2>{title}</h2><p class="health-note">{why}</p></section>'
    items = "".join(
        f"<li>{_head(page.titled(each.kind, each.record), each.path, each.line)}"
        f"<p>{escaped(words.change_words(each, t, field_name))}</p></li>"
        for each in changes.changes[:LISTED]
    )
    more = len(changes.changes) - LISTED
    notes = [_more(more, t) if more > 0 else "", words.unread(changes, t)]
    said = "".join(f'<p class="health-more">{_prose(note)}</p>' for note in notes if note)
    return (
        f"<section><h2>{title}</h2><p>{escaped(words.change_counts(changes, t))}</p>"
        f"<ul>{items}</ul>{said}</section>"
    )


def _prose(text: str) -> str:
    """The text as HTML, with what stands in `backticks` as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escaped(text))


def _more(n: int, t: Words) -> str:
    return t("… and {n} more: `psgdash check --report --format json` lists all.", n=t.number(n))
