"""`psgdash add`: a news text becomes a record, as on the page Add news."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from psgdash.cli.geocode import text_of
from psgdash.cli.terminal import (
    DATA_HELP,
    OK,
    WRONG,
    CommandError,
    Commands,
    command,
    folder,
    plain,
    say,
)
from psgdash.home import shipped

if TYPE_CHECKING:
    from psgdash.archive.loading import Archive
    from psgdash.editing.drafts import Built, Draft
    from psgdash.editing.proposals import PlaceProposal, Proposal

STATUSES = ("draft", "review", "published")
_MISSING = {
    "title_en": "the title in English",
    "title_es": "the title in Spanish",
    "text_en": "the text in English",
    "text_es": "the text in Spanish",
    "review_en": "a review of the English translation",
    "review_es": "a review of the Spanish translation",
    "source": "a source",
    "archive_link": "the address of an archived copy",
    "place": "a place",
    "date": "a date",
}


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    it = command(
        commands,
        "add",
        "make a record of a news text: title on the first line, then the text",
        "psgdash add news.txt --published 2004-11-30 --dry-run",
    )
    it.add_argument("file", metavar="FILE", help="a text file (- reads standard input)")
    it.add_argument(
        "--published",
        type=_day,
        metavar="DATE",
        help="the day of the edition (default: that below the title, else today)",
    )
    it.add_argument("--data", metavar="DIR", help=DATA_HELP)
    it.add_argument("--status", choices=STATUSES, default="review", help="(default: review)")
    it.add_argument("--kind", metavar="ID", help="its kind, a name of themes.yaml")
    it.add_argument(
        "--theme", action="append", default=[], metavar="ID", help="its theme; may be repeated"
    )
    source = it.add_mutually_exclusive_group()
    source.add_argument(
        "--source", metavar="TITLE", help="where it is from (default: what its last line says)"
    )
    source.add_argument(
        "--ours", action="store_true", help="it is the group's own news: the group is its source"
    )
    it.add_argument("--source-url", metavar="URL", help="the web address of the source")
    it.add_argument("--dry-run", action="store_true", help="print the record and save nothing")


def run(args: argparse.Namespace) -> int:
    """Make a record of a news text."""
    from dataclasses import replace

    from psgdash.archive import saving
    from psgdash.archive.loading import load
    from psgdash.editing import drafts
    from psgdash.editing.proposals import TEXT_LIMIT, propose
    from psgdash.geocoding.gazetteer import Gazetteer

    where, text = folder(args.data), text_of(args.file)
    if not text.strip():
        raise CommandError(f"{args.file} is empty. Write the title on the first line.")
    if len(text) > TEXT_LIMIT:
        raise CommandError(
            f"{args.file} has {len(text):,} characters, {TEXT_LIMIT:,} at most. One item a file."
        )
    archive, today = load(where), date.today()
    gazetteer = Gazetteer(shipped("gazetteer"))
    found = propose(text, archive, gazetteer, args.published or today)
    if args.published and found.published != args.published:  # "this month" is that of the option
        text = f"{found.title}\n\n{found.text}"
        found = propose(text, archive, gazetteer, args.published)
    proposed = drafts.from_proposal(found)
    draft = replace(
        proposed,
        status=args.status,
        kind=args.kind or found.kind,
        themes=tuple(args.theme) or found.themes,
        sources=_sources(args, archive, found) or proposed.sources,
    )
    built = drafts.build(draft, archive, today)
    for line in (*_taken(found, archive), *_missing(draft), *_alike(built, archive)):
        print(plain(line))
    if built.event is None:
        for problem in built.problems:
            print(plain(str(problem)))
        if not draft.kind:
            say(
                f"The text names no kind of event. Give it with --kind: {', '.join(archive.kinds)}."
            )
        if not draft.themes:
            say(f"The text names no theme. Give it with --theme: {', '.join(archive.themes)}.")
        say("Nothing was saved.")
        return WRONG
    print(f"\n{built.yaml}", end="")
    name = saving.edition_file(built.event.published)
    if args.dry_run:
        say("Nothing was saved (--dry-run).")
        return OK
    drafts.save(where, draft, built)
    say(f"Saved in {Path(where.name, name)} as {built.event.id} ({args.status}).")
    return OK


def _sources(
    args: argparse.Namespace, archive: Archive, found: Proposal
) -> tuple[dict[str, str], ...]:
    """The source that the options name, if they do."""
    from psgdash.editing import drafts

    named = drafts.own_source(archive, found.language) if args.ours else {}
    if args.source_url:
        named = {"title": args.source_url, **named, "url": args.source_url}
    if args.source:
        named["title"] = args.source
    return (named,) if named else ()


def _taken(found: Proposal, archive: Archive) -> Iterator[str]:
    """What was taken from the text, and why."""
    from psgdash.archive.words import in_language
    from psgdash.locale import LANGUAGES

    yield f"language   {LANGUAGES[found.language]}"
    yield f"title      {found.title or '(none: write it on the first line, and the text below)'}"
    yield f"published  {found.published.isoformat()}"
    if found.date_words:
        yield f"date       {found.date.edtf}: the text says {found.date_words!r}"
    else:
        yield f"date       {found.date.edtf}: the text gives no date, so the edition's month"
    for other in found.dates:
        if other.words != found.date_words:
            yield f"           also in the text: {other.words!r} ({other.edtf})"
    for place in found.places:
        yield _place_words(place)
    if found.others:
        names = ", ".join(place.as_written for place in found.others)
        yield f"           also in the text, and left out: {names}"
    kind = archive.kinds.get(found.kind)
    yield f"kind       {in_language(kind.name, 'en')[0] if kind else '(none found)'}"
    themes = [in_language(archive.themes[name].name, "en")[0] for name in found.themes]
    yield f"themes     {', '.join(themes) or '(none found)'}"


def _place_words(place: PlaceProposal) -> str:
    from psgdash.archive.words import in_language
    from psgdash.editing.proposals import SURE

    best = place.choices[0]
    base = best.place or best.candidate
    assert base is not None  # a choice is one of the two
    name = in_language(best.names, "en")[0]
    within = [part for part in base.within if part.casefold() != "peru"]
    said = ", ".join([name, *dict.fromkeys(within)])
    why = f": {place.reason}" if place.reason else ": the text names no place"
    left = "" if place.score >= SURE else " (not sure enough: left out)"
    return f"place      {said} [{base.precision}, {place.role}]{why}{left}"


def _missing(draft: Draft) -> Iterator[str]:
    from psgdash.editing import drafts

    missing = [_MISSING[code] for code in drafts.missing(draft)]
    if missing:
        yield f"missing    {', '.join(missing)}"


def _alike(built: Built, archive: Archive) -> Iterator[str]:
    """Events of the archive that are likely the same."""
    from psgdash.archive.likeness import Index

    if built.event is None:
        return
    places = archive.places | {place.id: place for place in built.places}
    for like in Index(places, archive.events.values()).like(built.event):
        yield f"much like  {like.first}: is it the same news?"


def _day(text: str) -> date:
    from psgdash.archive.dates import EARLIEST_YEAR, LATEST_YEAR

    try:
        found = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        found = None
    if found is None or not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise argparse.ArgumentTypeError("write the day of the edition as 2004-11-30")
    return found
