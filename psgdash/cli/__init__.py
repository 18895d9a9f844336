"""The command line: `psgdash serve | check | add | geocode | import | export`.

Alone, `psgdash` serves.

A command is one file and one row in COMMANDS. What it needs is imported when it runs: `--help` must
not wait for a database or a map.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from psgdash import __version__
from psgdash.cli import add, check, export, geocode, import_, serve
from psgdash.cli.terminal import FAILED, INTERRUPTED, OK, Command, say
from psgdash.errors import PsgdashError

COMMANDS: dict[str, Command] = {
    "serve": serve,
    "check": check,
    "add": add,
    "geocode": geocode,
    "import": import_,
    "export": export,
}


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
        code = COMMANDS[args.command].run(args)
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


def parser() -> argparse.ArgumentParser:
    """Every command and option; README names them all, and a test compares."""
    top = argparse.ArgumentParser(
        prog="psgdash",
        description="A map and a timeline of news, offline. Without a command it serves.",
    )
    top.add_argument("--version", action="version", version=f"psgdash {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for each in COMMANDS.values():
        each.add(commands)
    return top
