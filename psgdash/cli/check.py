"""`psgdash check`: what is wrong in a data folder."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from psgdash.cli.terminal import DATA_HELP, OK, WRONG, Commands, command, folder, plain, print_json

if TYPE_CHECKING:
    from psgdash.archive.loading import Archive


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    it = command(
        commands, "check", "say what is wrong in a data folder", "psgdash check data --report"
    )
    it.add_argument("folder", nargs="?", metavar="DIR", help=DATA_HELP)
    it.add_argument("--format", choices=("text", "json"), default="text")
    it.add_argument(
        "--report",
        action="store_true",
        help="also what is doubtful or missing, counts, and changes since the last release",
    )


def run(args: argparse.Namespace) -> int:
    """Say what is wrong in a data folder."""
    from datetime import date

    from psgdash.archive.gate import untold
    from psgdash.archive.loading import load
    from psgdash.query.snapshot import known_divisions

    where = folder(args.folder)
    archive = load(where)
    # Told here, not where the archive is read: the pages show the story without such a step.
    archive = replace(archive, problems=(*archive.problems, *untold(archive, date.today())))
    if any(event.sensitivity not in ("none", "hidden") for event in archive.events.values()):
        known_divisions()  # raises where nothing sensitive can be shown
    problems = archive.problems
    counts = {name: len(getattr(archive, name)) for name in ("events", "places", "sections")}
    if args.format == "json":
        more = {"report": _as_dict(archive, where)} if args.report else {}
        print_json({**counts, "problems": [problem.as_dict() for problem in problems], **more})
        return WRONG if problems else OK
    for problem in problems:
        print(plain(str(problem)))
    found = ", ".join(f"{n} {name if n != 1 else name[:-1]}" for name, n in counts.items())
    wrong = {0: "nothing wrong", 1: "1 thing is wrong"}
    print(f"{found}: {wrong.get(len(problems), f'{len(problems)} things are wrong')}.")
    if args.report:
        _print(archive, where)
    return WRONG if problems else OK


def _as_dict(archive: Archive, where: Path) -> dict[str, object]:
    from datetime import date

    from psgdash.health.lines import located
    from psgdash.health.report import examine
    from psgdash.locale import words

    return located(examine(archive, where, date.today(), words("en")), where).as_dict()


def _print(archive: Archive, where: Path) -> None:
    from datetime import date

    from psgdash.health import text
    from psgdash.health.report import examine
    from psgdash.locale import words

    t = words("en")
    for line in text.lines(examine(archive, where, date.today(), t), where, t):
        print(plain(line))
