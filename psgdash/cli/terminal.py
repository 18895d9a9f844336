"""What all commands share: exit codes, the data folder, and words for who sits at a terminal."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from psgdash.errors import PsgdashError
from psgdash.home import data_folder

OK, WRONG, FAILED, INTERRUPTED = 0, 1, 2, 130
DATA_HELP = "the folder with site.yaml and events/ (default: PSGDASH_DATA, or what is shipped)"


class CommandError(PsgdashError):
    """A command was asked for something that cannot be done; the message says what to do."""


Commands = argparse._SubParsersAction  # of ArgumentParser; argparse has no public name for it


class Command(Protocol):
    """A module of this package: its options, and what it does (the answer is the exit code)."""

    def add(self, commands: Commands[argparse.ArgumentParser], /) -> None:
        """Add the command's parser."""

    def run(self, args: argparse.Namespace, /) -> int:
        """Do it."""


class _Whole(argparse.HelpFormatter):
    """Help that does not break a name at its hyphen."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return textwrap.wrap(" ".join(text.split()), width, break_on_hyphens=False)


def command(
    commands: Commands[argparse.ArgumentParser],
    name: str,
    says: str,
    example: str,
) -> argparse.ArgumentParser:
    """A command's parser, with its one-line description and its example."""
    return commands.add_parser(
        name,
        help=says,
        description=f"{says[0].upper()}{says[1:]}.",
        epilog=f"example: {example}",
        allow_abbrev=False,
        formatter_class=_Whole,
    )


def folder(named: str | None) -> Path:
    """The data folder of an option, else of PSGDASH_DATA, else the one shipped."""
    return Path(named).expanduser().resolve() if named else data_folder()


@contextmanager
def progress(what: str, total: int = 1) -> Iterator[Callable[..., None]]:
    """A bar on a terminal, nothing elsewhere; the function tells how far it is, and of how much."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    bar = Progress(
        *columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True,
        disable=not sys.stderr.isatty(),
    )  # fmt: skip
    with bar:
        task = bar.add_task(what, total=max(1, total))
        yield lambda done, of=None: bar.update(task, completed=done, total=of)


def print_json(value: object) -> None:
    """Print JSON for people and programs."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def say(message: str) -> None:
    """One line to the person, beside the output."""
    print(plain(message), file=sys.stderr)


def plain(text: str) -> str:
    """One line that cannot drive a terminal: what does not print is written as its escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
