"""Dates that cannot be, or that do not follow each other as they should."""

from __future__ import annotations

from collections.abc import Iterator

from psgdash.archive.records import Event
from psgdash.errors import Problem
from psgdash.health.findings import Asked, Finding

# How the reader words an end before its beginning (archive/dates.py and archive/records.py).
_REVERSED = ("ends before it begins", "ends before it starts")


def reversed_ends(asked: Asked) -> Iterator[Finding]:
    """Ends before their start: dates that the reader refuses, and periods that overlap badly."""
    for problem in asked.archive.problems:
        if is_reversed(problem):
            yield Finding(
                problem.path, problem.line, problem.record, problem.field,
                asked.t("It ends before it starts, so the record is left out."),
                asked.in_file(asked.t("Write the earlier date first, such as 2004-08/2004-10.")),
            )  # fmt: skip
    for period in asked.archive.periods.values():
        if period.end.lower < period.start.lower:
            yield asked.found(
                "period", period.id, "end",
                asked.t("It may end before it starts: {start} to {end}.",
                        start=period.start.edtf, end=period.end.edtf),
                asked.t("Write the earlier date as start, the later one as end."),
            )  # fmt: skip


def is_reversed(problem: Problem) -> bool:
    """Whether the reader refused a record because something in it ends before it starts."""
    return any(words in problem.message for words in _REVERSED)


def future(asked: Asked) -> Iterator[Finding]:
    """Dates after today, where only a past one can be meant."""
    t, today = asked.t, asked.today
    fix = t("Mend the year, the month or the day.")
    for event in asked.events():
        waits = event.status != "published" or (event.embargo_until or today) > today
        dates = [("date", event.date.lower, event.date.edtf)] if event.date else []
        days = [] if waits else [("published", event.published)]  # the next edition may wait
        days += [("corrections", each.date) for each in event.corrections]
        days += [("sources", each.accessed) for each in event.sources if each.accessed]
        dates += [(field, day, day.isoformat()) for field, day in days]
        for field, day, written in dates:
            if day > today:
                said = t("{day} lies in the future.", day=written)
                form = fix if field in ("date", "published") else ""
                yield asked.found("event", event.id, field, said, fix, form=form)
    for place in asked.archive.places.values():
        resolved = place.provenance.resolved
        if resolved and resolved > today:
            said = t("{day} lies in the future.", day=resolved.isoformat())
            yield asked.found("place", place.id, "provenance", said, fix)
    for period in asked.archive.periods.values():
        if period.start.lower > today:
            said = t("{day} lies in the future.", day=period.start.edtf)
            yield asked.found("period", period.id, "start", said, fix)


def order(asked: Asked) -> Iterator[Finding]:
    """Days of one event that do not follow each other: told before it happened, and the like."""
    for event in asked.events():
        for field, said, fix, form in _disorder(asked, event):
            yield asked.found("event", event.id, field, said, fix, form=form)


def _disorder(asked: Asked, event: Event) -> Iterator[tuple[str, str, str, str]]:
    """The field, what is said, what to do in the file, and what in the form if it is there."""
    t, edition = asked.t, event.published
    mend = t("Mend the year, the month or the day.")
    # One in the future is told as such already.
    if event.date and event.is_foretold and event.date.lower <= asked.today:
        yield (
            "date",
            t("It happened ({date}) after the edition that tells of it ({edition}).",
              date=event.date.edtf, edition=edition.isoformat()),
            t("Mend `date` or `published`; if the text announces it, leave it so."),
            t("Mend the date or the day of the edition; if the text announces it, leave it so."),
        )  # fmt: skip
    if event.embargo_until and event.embargo_until < edition:
        yield (
            "embargo_until",
            t("The embargo ends ({day}) before the edition ({edition}), so it holds nothing back.",
              day=event.embargo_until.isoformat(), edition=edition.isoformat()),
            mend, mend,
        )  # fmt: skip
    for correction in event.corrections:
        if correction.date < edition:
            yield (
                "corrections",
                t("It was corrected ({day}) before the edition ({edition}).",
                  day=correction.date.isoformat(), edition=edition.isoformat()),
                mend, "",
            )  # fmt: skip
    for source in event.sources:
        if source.accessed and event.date and source.accessed < event.date.earliest:
            yield (
                "sources",
                t("Its source was read ({day}) before it happened ({date}).",
                  day=source.accessed.isoformat(), date=event.date.edtf),
                t("Mend `accessed` or `date`."),
                t("If the date is wrong, mend it."),
            )  # fmt: skip
