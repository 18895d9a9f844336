"""The command line: `psgdash serve | check | geocode | export`. Alone, `psgdash` serves.

What a command needs is imported inside it: `--help` must not wait for a database or a map.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from psgdash import __version__
from psgdash.errors import PsgdashError, UnknownNameError
from psgdash.home import data_folder, shipped

if TYPE_CHECKING:
    from psgdash.archive.gate import Published
    from psgdash.geocoding.gazetteer import Gazetteer
    from psgdash.geocoding.resolving import Candidate
    from psgdash.query.filters import Filter

TEXT_LIMIT = 1_000_000  # bytes of a text with place names
POLITE_PAUSE = 1.0  # seconds between questions to Nominatim, as its policy asks
OK, WRONG, FAILED, INTERRUPTED = 0, 1, 2, 130


class CommandError(PsgdashError):
    """A command was asked for something that cannot be done; the message says what to do."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 is well, 1 a problem in the data, 2 a command that could not be done."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a letter that the terminal lacks is no reason to stop
            stream.reconfigure(errors="replace")
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version")):
        words.insert(0, "serve")
    args = parser().parse_args(words)
    try:
        code = COMMANDS[args.command](args)
        sys.stdout.flush()  # a closed pipe shows itself here, where it can be answered
    except PsgdashError as error:
        say(f"psgdash {args.command}: {error}")
        return FAILED
    except BrokenPipeError:  # `| head` has read enough; nothing may be flushed into it at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def serve(args: argparse.Namespace) -> int:
    """Open the dashboard on this computer."""
    from psgdash.archive.loading import source_files
    from psgdash.web.serving import run

    folder = _folder(args.data)
    source_files(folder)  # better said here than on a page
    os.environ["PSGDASH_DATA"] = str(folder)
    return run(args.address, args.port, open_browser=not args.no_browser)


def check(args: argparse.Namespace) -> int:
    """Say what is wrong in a data folder."""
    from psgdash.archive.loading import load

    archive = load(_folder(args.folder))
    problems = archive.problems
    counts = {name: len(getattr(archive, name)) for name in ("events", "places", "sections")}
    if args.format == "json":
        print_json({**counts, "problems": [problem.as_dict() for problem in problems]})
        return WRONG if problems else OK
    for problem in problems:
        print(plain(str(problem)))
    found = ", ".join(f"{n} {name if n != 1 else name[:-1]}" for name, n in counts.items())
    wrong = {0: "nothing wrong", 1: "1 thing is wrong"}
    print(f"{found}: {wrong.get(len(problems), f'{len(problems)} things are wrong')}.")
    return WRONG if problems else OK


def geocode(args: argparse.Namespace) -> int:
    """Print the places that a name may mean, best first."""
    from psgdash.geocoding.resolving import LONGEST_QUERY, resolve

    if (args.name is None) == (args.text is None):
        raise CommandError('Give either a place name, such as "San Gaban, Puno", or --text FILE.')
    if args.name is not None and len(args.name) > LONGEST_QUERY:
        raise CommandError(
            f"The name has {len(args.name):,} characters. Give the name of one place and what it "
            f"lies in, {LONGEST_QUERY} characters at most, or a file with a text with --text."
        )
    gazetteer = _gazetteer()
    if args.text is None:
        asked = _online(args.name) if args.online else resolve(args.name, gazetteer)
        found = [each.as_dict() for each in asked]
    else:
        found = _in_text(_text(args.text), gazetteer, online=args.online)
    print_json(found)
    if not found:
        nothing = "Nothing of that name is known. Try another spelling, or what the place lies in."
        say(nothing if args.text is None else "No place that is known is named in the text.")
    return OK


def _gazetteer() -> Gazetteer:
    from psgdash.geocoding.gazetteer import Gazetteer

    gazetteer = Gazetteer(shipped("gazetteer"))
    for problem in gazetteer.problems:
        say(str(problem))
    return gazetteer


def _in_text(text: str, gazetteer: Gazetteer, *, online: bool) -> list[dict[str, object]]:
    """The candidates of every place that a text names, in its order, with where it stands."""
    from psgdash.geocoding.mentions import find

    found = find(text, gazetteer)
    names = dict.fromkeys(each.name for each in found) if online else {}
    answers = {name: _online(name, again=i > 0) for i, name in enumerate(names)}
    return [
        {**each.as_dict(), **candidate.as_dict(), "reason": candidate.reason}
        for each in found
        for candidate in answers.get(each.name, each.candidates)
    ]


def _online(name: str, *, again: bool = False) -> tuple[Candidate, ...]:
    from psgdash.archive.loading import load
    from psgdash.geocoding.services import candidates_online

    if again:
        time.sleep(POLITE_PAUSE)
        say(f"Asking for {name}")
    return candidates_online(name, load(data_folder()).site.user_agent)


def _text(name: str) -> str:
    """The text of a file, or of standard input for "-"."""
    try:
        with open(0 if name == "-" else name, "rb") as file:
            data = file.read(TEXT_LIMIT + 1)
        text = data.decode("utf-8-sig")
    except (OSError, ValueError) as error:  # text that is not UTF-8 is a ValueError
        reason = getattr(error, "strerror", None) or "it is not a file of UTF-8 text"
        raise CommandError(f"{name} cannot be read: {reason}.") from error
    if len(data) > TEXT_LIMIT:
        raise CommandError(f"{name} is too large: {TEXT_LIMIT:,} bytes at most. Split it.")
    return text


def export(args: argparse.Namespace) -> int:
    """Write the events that the filters keep, as a file."""
    from psgdash.exchange import files, format_named
    from psgdash.exchange.view import take
    from psgdash.query.snapshot import current

    form = format_named(args.to)
    target = files.target(args.out, force=args.force) if args.out else None
    snapshot = current(_folder(args.data))
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


# -- the options --------------------------------------------------------------------------------


def parser() -> argparse.ArgumentParser:
    """Every command and option; README names them all, and a test compares."""
    top = argparse.ArgumentParser(
        prog="psgdash",
        description="A map and a timeline of news, offline. Without a command it serves.",
    )
    top.add_argument("--version", action="version", version=f"psgdash {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, says: str, example: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=says,
            description=f"{says[0].upper()}{says[1:]}.",
            epilog=f"example: {example}",
            allow_abbrev=False,
        )

    data_help = "the folder with site.yaml and events/ (default: PSGDASH_DATA, or what is shipped)"

    it = command("serve", "open the dashboard on this computer", "psgdash serve --port 8600")
    it.add_argument("--port", type=_port, metavar="N", help="(default: the first free from 8501)")
    it.add_argument("--data", metavar="DIR", help=data_help)
    it.add_argument(
        "--address",
        default="127.0.0.1",
        help="127.0.0.1 (the default): this computer alone may connect; 0.0.0.0: any may",
    )
    it.add_argument("--no-browser", action="store_true", help="do not open a browser")

    it = command("check", "say what is wrong in a data folder", "psgdash check data --format json")
    it.add_argument("folder", nargs="?", metavar="DIR", help=data_help)
    it.add_argument("--format", choices=("text", "json"), default="text")

    it = command(
        "geocode",
        "print the places that a name may mean, best first, as JSON",
        'psgdash geocode "San Gaban, Puno"',
    )
    it.add_argument("name", nargs="?", metavar="NAME", help="a place and what it lies in")
    it.add_argument(
        "--text",
        metavar="FILE",
        help="a text: find the places that it names (- reads standard input)",
    )
    it.add_argument("--online", action="store_true", help="ask Nominatim of OpenStreetMap instead")

    it = command(
        "export",
        "write the events that the filters keep, as a file",
        "psgdash export --to csv --out mining.csv --theme mining --from 2004-09 --until 2004-11",
    )
    it.add_argument("--to", required=True, metavar="FORMAT", help="csv or geojson")
    it.add_argument("--out", metavar="FILE", help="the file to write (default: standard output)")
    it.add_argument("--force", action="store_true", help="replace the file if it is there already")
    it.add_argument("--data", metavar="DIR", help=data_help)
    day = "YYYY, YYYY-MM or YYYY-MM-DD"
    it.add_argument("--from", dest="start", default="", metavar="DATE", help=f"first day: {day}")
    it.add_argument("--until", dest="end", default="", metavar="DATE", help=f"last day: {day}")
    for name in ("theme", "kind", "place"):
        it.add_argument(
            f"--{name}", action="append", default=[], metavar="ID", help="may be given repeatedly"
        )
    it.add_argument("--conflicts", action="store_true", help="conflicts only")
    it.add_argument("-q", "--q", default="", metavar="WORDS", help="words in title or text")
    return top


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text[:6]) <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535 (0: any free one)")
    return int(text)


COMMANDS = {"serve": serve, "check": check, "geocode": geocode, "export": export}

# -- what all of them need ----------------------------------------------------------------------


def _folder(named: str | None) -> Path:
    """The data folder of an option, else of PSGDASH_DATA, else the one shipped."""
    return Path(named).expanduser().resolve() if named else data_folder()


def print_json(value: object) -> None:
    """Print JSON for people and programs."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def say(message: str) -> None:
    """One line to the person, beside the output."""
    print(plain(message), file=sys.stderr)


def plain(text: str) -> str:
    """One line that cannot drive a terminal: what does not print is written as its escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
