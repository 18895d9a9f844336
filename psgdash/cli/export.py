"""`psgdash export`: the events that the filters keep, as a file."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from psgdash.cli.terminal import DATA_HELP, OK, CommandError, Commands, command, folder, say
from psgdash.errors import UnknownNameError

if TYPE_CHECKING:
    from psgdash.archive.gate import Published
    from psgdash.query.filters import Filter


# Named here, for `--help` must not load what writes them; a test compares.
FORMATS_HELP = (
    "csv, geojson, timelinejs, timelinejs-sheet, linked-places, kml, ical (a calendar) or atom "
    "(a feed)"
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
    it.add_argument("--out", metavar="FILE", help="the file to write (default: standard output)")
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


def run(args: argparse.Namespace) -> int:
    """Write the events that the filters keep, as a file."""
    from psgdash.exchange import files, format_named
    from psgdash.exchange.view import take
    from psgdash.query.snapshot import current

    form = format_named(args.to)
    target = files.target(args.out, force=args.force) if args.out else None
    snapshot = current(folder(args.data))
    view = take(snapshot.engine, snapshot.published, _filter(args, snapshot.published))
    content = form.write(view)
    if snapshot.problems:
        say("Some records cannot be read and are left out: `psgdash check` lists what is wrong.")
    if target is None:
        sys.stdout.buffer.write(content)
        return OK
    files.write(target, content)
    events = "1 event" if len(view.events) == 1 else f"{len(view.events):,} events"
    say(f"{target}: {events} ({view.described}).")
    return OK


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
