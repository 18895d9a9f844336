"""`psgdash import`: events of another program's file, for a person to look at and release."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from psgdash.cli.terminal import (
    DATA_HELP,
    OK,
    WRONG,
    CommandError,
    Commands,
    command,
    folder,
    plain,
    progress,
    say,
)

if TYPE_CHECKING:
    from psgdash.archive.loading import Archive
    from psgdash.exchange import Reader
    from psgdash.exchange.importing import Options, Outcome
    from psgdash.exchange.incoming import Head
    from psgdash.exchange.staging import Staging

HEAD = 64_000  # bytes from which a format is recognised
TOLD = 20  # of a list


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    it = command(
        commands,
        "import",
        "take in the events of another program's file, for a person to release",
        "psgdash import acled.csv --into data --dry-run",
    )
    it.add_argument("file", metavar="FILE")
    it.add_argument(
        "--from",
        dest="format",
        metavar="FORMAT",
        help="csv, geojson, timelinejs, timelinejs-sheet, linked-places, acled, ucdp, timemap, "
        "timemapper or feed (default: what the file looks like)",
    )
    it.add_argument("--into", metavar="DIR", help=DATA_HELP)
    it.add_argument("--dry-run", action="store_true", help="say what would come of it, no more")
    it.add_argument(
        "--name", metavar="WORD", help="what ids and file names begin with (default: the format)"
    )
    it.add_argument(
        "--theme", metavar="ID", help="of what has no theme of ours (default: unsorted)"
    )
    it.add_argument("--kind", metavar="ID", help="for what has no kind of ours (else unsorted)")
    it.add_argument(
        "--language", choices=("en", "es"), default="en", help="of texts that do not say it"
    )
    it.add_argument(
        "--precision",
        metavar="LEVEL",
        help="how exact points are where the file does not say it: site, town, district, province, "
        "department, region (default) or country",
    )
    it.add_argument(
        "--force", action="store_true", help="replace what the file changes without asking"
    )


def run(args: argparse.Namespace) -> int:
    """Read the file, say what would come of it, ask where it would replace, and write."""
    from psgdash.archive.loading import load
    from psgdash.exchange import given
    from psgdash.exchange.importing import Import
    from psgdash.exchange.incoming import Incoming
    from psgdash.exchange.staging import Staging
    from psgdash.exchange.writing import write

    path, into = Path(args.file).expanduser(), folder(args.into)
    name, reader = _reader(path, args.format)
    archive = load(into)
    options = _options(args, name, archive)
    with Staging() as staging:
        doing = Import(archive, reader, options, given.load(into, options.name))
        with progress("Reading", path.stat().st_size) as advance:
            incoming = Incoming(
                path, args.language, args.precision or "region", advance, archive.site.url
            )
            outcome = doing.take(incoming, staging)
        _tell(path, reader, outcome, options)
        _tell_refused(staging)
        if not args.dry_run:
            replace = bool(outcome.differ) and (args.force or _agreed(outcome.differ))
            total = outcome.new + outcome.places + (outcome.differ if replace else 0)
            done = 0

            def counted(more: int) -> None:
                nonlocal done
                done += more
                advance(done)

            with progress("Writing", total) as advance:
                files = write(
                    into, archive, staging, outcome, options, replace=replace, progress=counted
                )
            _tell_written(files, outcome, replaced=replace)
    return WRONG if outcome.refused else OK


def _reader(path: Path, named: str | None) -> tuple[str, Reader]:
    """The reader asked for, else the first that the file looks like."""
    from psgdash.exchange import READERS, reader_named

    head = _head(path)
    if named is not None:
        return named, reader_named(named)
    for name, reader in READERS.items():
        if reader.looks(head):
            return name, reader
    raise CommandError(
        f"{path.name} looks like none of {', '.join(READERS)}. Say which it is with --from."
    )


def _head(path: Path) -> Head:
    from psgdash.exchange import tables
    from psgdash.exchange.incoming import Head, Incoming

    if path.is_dir():
        raise CommandError(f"{path} is a folder. Give the name of a file.")
    if path.exists() and not path.is_file():
        raise CommandError(
            f"{path} is no file but a pipe or a device, and the import reads more than once. "
            "Save it as a file, and give that."
        )
    with tables.opened(Incoming(path)) as file:
        data = file.read(HEAD)
    text = data.decode("utf-8-sig", "replace")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    first = text.split("\n", 1)[0]
    columns = () if text.lstrip()[:1] in ("{", "[", "<") else tables.header(first)
    return Head(text, columns)


def _options(args: argparse.Namespace, name: str, archive: Archive) -> Options:
    from psgdash.archive.records import PRECISIONS
    from psgdash.errors import UnknownNameError
    from psgdash.exchange.importing import Options
    from psgdash.exchange.incoming import slug

    known = (
        ("The theme", args.theme, archive.themes),
        ("The kind", args.kind, archive.kinds),
        ("The precision", args.precision, PRECISIONS),
    )
    for what, given, options in known:
        if given is not None and given not in options:
            raise UnknownNameError(what, given, tuple(options))
    word = args.name if args.name is not None else name
    if slug(word) != word or len(word) > 40:
        raise CommandError(f"--name {word!r}: write small letters, digits and hyphens, 40 at most.")
    return Options(word, args.theme, args.kind, args.dry_run)


def _agreed(differ: int) -> bool:
    """Whether the person says yes; without a person the answer is no."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    say(f"Replace what differs in {_count(differ, 'record')} by what the file says? [y/N]")
    return sys.stdin.readline().strip().lower() in ("y", "yes", "s", "sí", "si")


def _count(n: int, one: str) -> str:
    return f"1 {one}" if n == 1 else f"{n:,} {one}s"


def _tell(path: Path, reader: Reader, outcome: Outcome, options: Options) -> None:
    would = "would be new" if options.dry_run else "new"
    print(plain(f"{path.name}: {reader.what}."))
    print(
        f"{_count(outcome.new, 'record')} {would}, {outcome.same:,} here already, "
        f"{outcome.differ:,} here but different, {_count(outcome.refused, 'row')} refused; "
        f"{_count(outcome.places, 'new place')}."
    )
    if outcome.lost:
        print("Not kept, with the number of records:")
        for name, n in outcome.lost.most_common():
            print(plain(f"  {name}: {n:,}"))
    if outcome.unknown:
        print("Words that are no theme or kind of ours:")
        for word, n in outcome.unknown.most_common(40):
            print(plain(f"  {word[:100]}: {n:,}"))
        if len(outcome.unknown) > 40:
            print(f"  and {len(outcome.unknown) - 40:,} other words")
    for what, n, given in (
        ("theme", outcome.themeless, options.theme),
        ("kind", outcome.kindless, options.kind),
    ):
        if n:
            print(f"{_count(n, 'record')} without a {what} of ours: {given or 'unsorted'}.")
    if outcome.kept:
        print(
            f"{_count(outcome.kept, 'record')} changed here since, in what the file says as it did "
            "last time: that stays."
        )
    if outcome.apart:
        print("Ids of ours that the file gives to another place, and that place's own id:")
        _tell_some([f"{ours} -> {own}" for ours, own in outcome.apart.items()], len(outcome.apart))
    if outcome.changes:
        print(f"{_count(outcome.differ, 'record')} here already, and what the file has else:")
        _tell_some(
            [f"{e.id} ({e.status}): {', '.join(fields)}" for e, fields in outcome.changes],
            outcome.differ,
        )
    if outcome.likely:
        n = len(outcome.likely) + outcome.more_likely
        print(f"{_count(n, 'new record')} may be here already under another id:")
        _tell_some(
            [f"line {line}: {like.second} is like {like.first} ({like.score:.0%})"
             for line, like in outcome.likely],
            n,
        )  # fmt: skip
    if reader.terms and outcome.new:
        print(reader.terms)


def _tell_some(lines: Sequence[str], n: int) -> None:
    """The first lines of a list of n."""
    for line in lines[:TOLD]:
        print(plain(f"  {line}"))
    if n > TOLD:
        print(f"  and {n - TOLD:,} more")


def _tell_refused(staging: Staging) -> None:
    """Every reason once, with the lines that it holds for."""
    rows = staging.refusals()
    for (field, message, fix), alike in groupby(rows, key=lambda row: row[:3]):
        lines = ranges(row[3] for row in alike)
        where = f"{field}: " if field else ""
        print(plain(f"Refused, line {lines}: {where}{message} {fix}"))


def _tell_written(files: list[str], outcome: Outcome, *, replaced: bool) -> None:
    if outcome.differ and not replaced:
        say("What is here but different was left as it is; --force replaces it.")
    if not files:
        say("Nothing was written.")
        return
    shown = files[:6]
    more = f" and {len(files) - 6:,} more files" if len(files) > 6 else ""
    say(f"Written: {', '.join(shown)}{more}. New records wait for review, as far as the file")
    say("does not say otherwise: set `status: published` where they are fit to be shown.")


def ranges(lines: Iterator[int], most: int = 12) -> str:
    """Line numbers as people write them: `3, 17, 20-45 and 3 more`."""
    runs: list[list[int]] = []
    more = 0
    for line in lines:
        if runs and line <= runs[-1][1] + 1:
            runs[-1][1] = line
        elif len(runs) < most:
            runs.append([line, line])
        else:
            more += 1
    said = ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in islice(runs, most))
    return f"{said} and {more:,} more" if more else said
