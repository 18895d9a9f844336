"""`psgdash export`: the events that the filters keep, as a file of data or as a document."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from psgdash.cli.terminal import (
    DATA_HELP,
    OK,
    CommandError,
    Commands,
    command,
    folder,
    progress,
    say,
)
from psgdash.errors import UnknownNameError

if TYPE_CHECKING:
    from pathlib import Path

    from psgdash.archive.gate import Published
    from psgdash.exchange import Format
    from psgdash.query.filters import Filter
    from psgdash.query.snapshot import Snapshot
    from psgdash.takeaway import Takeaway


SITE = "site"
# Named here, for `--help` must not load what writes them; a test compares.
FORMATS_HELP = (
    "data: csv, geojson, timelinejs, timelinejs-sheet, linked-places, kml, ical (a calendar) or "
    "atom (a feed); documents: pack (one HTML file with map, timeline and cards that opens without "
    "a server), slides (PowerPoint), briefing (PDF), brief (PDF of one event, on "
    "one page) or picture (PNG, or SVG if FILE ends so); site (a folder: a web "
    "site for any plain host)"
)


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    it = command(
        commands,
        "export",
        "write the events that the filters keep, as a file",
        "psgdash export --to csv --out mining.csv --theme mining --from 2004-09 --until 2004-11",
    )
    it.add_argument("--to", required=True, metavar="FORMAT", help=FORMATS_HELP)
    it.add_argument(
        "--out",
        metavar="FILE",
        help="the file to write (default: standard output), or the folder of a site",
    )
    it.add_argument("--force", action="store_true", help="replace the file if it is there already")
    it.add_argument("--data", metavar="DIR", help=DATA_HELP)
    day = "YYYY, YYYY-MM or YYYY-MM-DD"
    it.add_argument("--from", dest="start", default="", metavar="DATE", help=f"first day: {day}")
    it.add_argument("--until", dest="end", default="", metavar="DATE", help=f"last day: {day}")
    for name in ("theme", "kind", "place"):
        it.add_argument(
            f"--{name}", action="append", default=[], metavar="ID", help="may be given repeatedly"
        )
    it.add_argument("--conflicts", action="store_true", help="conflicts only")
    it.add_argument("-q", "--q", default="", metavar="WORDS", help="words in title or text")
    it.add_argument("--event", metavar="ID", help="the event that a brief is about")
    it.add_argument("--lang", choices=("en", "es"), help="the language of a document (default: en)")


def run(args: argparse.Namespace) -> int:
    """Write the events that the filters keep, as a file of data or as a document."""
    from psgdash.exchange import FORMATS, files
    from psgdash.takeaway import TAKEAWAYS

    if args.to == SITE:
        return _site(args)
    if args.to not in FORMATS and args.to not in TAKEAWAYS:
        raise UnknownNameError("The format", args.to, (*FORMATS, *TAKEAWAYS, SITE))
    document = TAKEAWAYS.get(args.to)
    for option, value in (("--event", args.event), ("--lang", args.lang)):
        if value and document is None:
            raise CommandError(f"{option} is for documents: {', '.join(TAKEAWAYS)}.")
    target = files.target(args.out, force=args.force) if args.out else None
    ending = _ending(document, target) if document else ""
    if document and target is None and sys.stdout.isatty():
        raise CommandError(f"A terminal cannot show {args.to}. Name a file: --out FILE.{ending}")
    from psgdash.query.snapshot import current

    snapshot = current(folder(args.data))
    content, told = (
        _document(args, document, ending, snapshot)
        if document
        else _data(args, FORMATS[args.to], snapshot)
    )
    if snapshot.problems:
        say("Some records cannot be read and are left out: `psgdash check` lists what is wrong.")
    if target is None:
        sys.stdout.buffer.write(content)
        return OK
    files.write(target, content)
    say(f"{target}: {told}.")
    return OK


def _site(args: argparse.Namespace) -> int:
    """Write a folder of pages, for a web host."""
    from datetime import date

    from psgdash.query.snapshot import current
    from psgdash.takeaway.site import build
    from psgdash.takeaway.site.placing import check

    if args.event or args.lang:
        raise CommandError("A site holds all that the filters keep, in both languages.")
    if not args.out:
        raise CommandError("A site is a folder. Name it: --out DIR")
    target = check(args.out, force=args.force)
    snapshot = current(folder(args.data))
    chosen = _filter(args, snapshot.published)
    with progress("Making the site") as told:
        built = build(
            target, snapshot.engine, snapshot.published, chosen, made=date.today(), progress=told
        )
    if snapshot.problems:
        say("Some records cannot be read and are left out: `psgdash check` lists what is wrong.")
    if not built.has_address:
        say(
            "site.yaml has no `address`, so there is no sitemap, and links are shared without a "
            "picture. Write there where the site will stand, such as https://news.example.org/"
        )
    say(f"{target}: a page for each of {_events(built.events)}. Open index.html to look at it.")
    return OK


def _data(args: argparse.Namespace, form: Format, snapshot: Snapshot) -> tuple[bytes, str]:
    """A file of data, and what it holds in words."""
    from psgdash.exchange.view import take

    view = take(snapshot.engine, snapshot.published, _filter(args, snapshot.published))
    return form.write(view), f"{_events(len(view.events))} ({view.described})"


def _document(
    args: argparse.Namespace, kind: Takeaway, ending: str, snapshot: Snapshot
) -> tuple[bytes, str]:
    """A document, made under a progress bar, and what it holds in words."""
    from datetime import date

    from psgdash.takeaway.material import gather

    published = snapshot.published
    if args.event and not kind.of_event:
        raise CommandError(f"{args.to} is of all that the filters keep; --event is for a brief.")
    if kind.of_event and not args.event:
        raise CommandError(f"{args.to} is about one event. Name it: --event ID.")
    if args.event and args.event not in published.events:
        raise CommandError(f"The event {args.event!r} is not known, or not public.")
    chosen = _filter(args, published)
    material = gather(
        snapshot.engine, published, chosen, kind, language=args.lang or "en", made=date.today(),
        event=args.event,
    )  # fmt: skip
    with progress(f"Making the {args.to}") as told:
        content = kind.write(material, ending, told)
    said = "; ".join(chosen.describe(material.t, published).values()) or "all events"
    return content, _events(len(material.events)) + ("" if kind.of_event else f" ({said})")


def _ending(kind: Takeaway, target: Path | None) -> str:
    """The kind of file that the name asks for, the usual one where it asks for none."""
    asked = target.suffix.lower().removeprefix(".") if target else ""
    if asked and asked not in kind.media_types:
        options = " or ".join(f".{ending}" for ending in kind.media_types)
        raise CommandError(f"{target} has the wrong ending: this is written as {options}.")
    return asked or kind.ending


def _events(n: int) -> str:
    return "1 event" if n == 1 else f"{n:,} events"


def _filter(args: argparse.Namespace, published: Published) -> Filter:
    """The URL's filter from options. A URL drops what it does not know; here a slip is an error."""
    from psgdash.archive.dates import parse_bound
    from psgdash.query.filters import Filter

    for option, said in (("--from", args.start), ("--until", args.end)):
        if said and parse_bound(said, end=False) is None:
            raise CommandError(f"{option} {said!r} is no date. Write 2004, 2004-11 or 2004-11-30.")
    known = (
        ("The theme", args.theme, published.themes),
        ("The kind", args.kind, published.kinds),
        ("The place", args.place, published.places),
    )
    for what, names, options in known:
        for name in names:
            if name not in options:
                raise UnknownNameError(what, name, tuple(options))
    query = {
        "from": [args.start],
        "to": [args.end],
        "theme": args.theme,
        "kind": args.kind,
        "place": args.place,
        "conflicts": ["1" if args.conflicts else ""],
        "q": [args.q],
    }
    return Filter.from_query(query, published)
