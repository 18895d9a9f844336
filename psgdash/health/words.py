"""The words of the report that the command line and the page share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from psgdash.archive.dates import day_words
from psgdash.health.changes import WHATS, Change, Changes, What
from psgdash.health.counts import Counts
from psgdash.health.findings import WEIGHTS, Weight
from psgdash.health.releases import Reason
from psgdash.health.report import Report
from psgdash.locale import Words


def weight_names(t: Words) -> dict[Weight, str]:
    """What to do with findings of a weight."""
    return {"wrong": t("To mend"), "doubtful": t("To look at"), "missing": t("To complete")}


def weight_notes(t: Words) -> dict[Weight, str]:
    """What a weight means."""
    return {
        "wrong": t("This cannot be so."),
        "doubtful": t("This may be right: somebody should look."),
        "missing": t("Nothing here is wrong; this would make it better."),
    }


def status_names(t: Words) -> dict[str, str]:
    """Statuses, and what holds a published event back."""
    return {
        "published": t("Published"), "embargo": t("Under embargo"), "hidden": t("Hidden"),
        "review": t("In review"), "draft": t("Draft"), "withdrawn": t("Withdrawn"),
    }  # fmt: skip


def date_names(t: Words) -> dict[str, str]:
    """How exactly a date is known."""
    return {
        "day": t("Day"), "month": t("Month"), "year": t("Year"), "interval": t("Interval"),
        "decade": t("Decade"), "none": t("No date"),
    }  # fmt: skip


def place_names(t: Words) -> dict[str, str]:
    """How exactly a place is known."""
    return {
        "site": t("Exact site"), "town": t("Town"), "district": t("District"),
        "province": t("Province"), "department": t("Department"), "region": t("Rough region"),
        "country": t("Whole country"), "none": t("No place"),
    }  # fmt: skip


def year_names(years: Counts, t: Words) -> dict[str, str]:
    """Years as they are, decades as one says them."""
    return {y: t("{year}s", year=y[:-1]) if y.endswith("s") else y for y in years}


def summary(report: Report, t: Words) -> str:
    """The whole report in a sentence."""
    wrong, doubtful, missing = (report.weighing(weight) for weight in WEIGHTS)
    parts = [
        t.plural("{n} thing to mend", "{n} things to mend", wrong)
        if wrong
        else t("Nothing to mend")
    ]
    if doubtful:
        parts.append(t.plural("{n} to look at", "{n} to look at", doubtful))
    if missing:
        parts.append(t.plural("{n} to complete", "{n} to complete", missing))
    return ", ".join(parts) + "."


def date_notes(report: Report, t: Words) -> list[str]:
    """What the precision alone does not say of dates."""
    numbers = report.numbers
    told = (
        (numbers.about, t.plural("{n} is approximate", "{n} are approximate", numbers.about)),
        (
            numbers.uncertain,
            t.plural("{n} is uncertain", "{n} are uncertain", numbers.uncertain),
        ),
        (
            numbers.edition,
            t.plural(
                "{n} has only the month of its edition",
                "{n} have only the month of their edition",
                numbers.edition,
            ),
        ),
    )
    return [words for n, words in told if n]


def compared(report: Report, t: Words) -> str:
    """How many points could be checked against an outline; empty where there are none."""
    if not report.places:
        return ""
    return t(
        "{n} of {all} places could be compared with the outline of a department or country.",
        n=t.number(report.compared),
        all=t.number(report.places),
    )


def change_counts(changes: Changes, t: Words) -> str:
    """The sentence on what changed since the release."""
    day = day_words(changes.day, t.language)
    told = "; ".join(_kinds_changed(changes, t)) or t("nothing changed")
    return t("Since {release}, {day}: {changes}.", release=changes.release, day=day, changes=told)


def _kinds_changed(changes: Changes, t: Words) -> Iterator[str]:
    for kind, name in _kinds(t).items():
        counted = ((what, changes.count(what, kind)) for what in WHATS)
        parts = [_happened(what, n, t) for what, n in counted if n]
        if parts:
            yield f"{', '.join(parts)} ({name})"


def change_words(
    change: Change, t: Words, named: Callable[[str, Words], str] = lambda field, t: field
) -> str:
    """What happened to one record, and in which fields, by the names they have in the files."""
    said = {
        "added": t("Added"), "corrected": t("Corrected"), "changed": t("Changed"),
        "withdrawn": t("Withdrawn"), "removed": t("Removed"),
    }[change.what]  # fmt: skip
    fields = dict.fromkeys(named(field, t) for field in change.fields)
    return f"{said}: {', '.join(fields)}" if fields else said


def unread(changes: Changes, t: Words) -> str:
    """What of the release cannot be compared; empty if all can."""
    if not changes.unread:
        return ""
    return t.plural(
        "{n} problem in the release's own files: what it hides is not compared.",
        "{n} problems in the release's own files: what they hide is not compared.",
        changes.unread,
    )


def no_release(reason: Reason, t: Words) -> str:
    """Why there is nothing to compare with."""
    why = {
        "no-git": t("git is not installed here"),
        "no-history": t("the data folder is in no git history"),
        "no-tag": t("its git history has no tag; mark a release with `git tag`, such as "
                    "`git tag v1.0`"),
        "no-archive": t("the release at its newest tag holds no archive that can be read"),
        "failed": t("git did not answer"),
    }  # fmt: skip
    return t("No release to compare with: {why}.", why=why[reason])


def _happened(what: What, n: int, t: Words) -> str:
    if what == "added":
        return t.plural("{n} added", "{n} added", n)
    if what == "corrected":
        return t.plural("{n} corrected", "{n} corrected", n)
    if what == "changed":
        return t.plural("{n} changed", "{n} changed", n)
    if what == "withdrawn":
        return t.plural("{n} withdrawn", "{n} withdrawn", n)
    return t.plural("{n} removed", "{n} removed", n)


def _kinds(t: Words) -> dict[str, str]:
    """Kinds of record, several of them."""
    return {
        "event": t("events"), "place": t("places"), "section": t("background sections"),
        "story": t("stories"), "period": t("periods"), "theme": t("themes"),
        "kind": t("kinds of event"), "site": t("site"),
    }  # fmt: skip
