"""`psgdash check`: what is wrong in a data folder."""

from __future__ import annotations

import argparse

from psgdash.cli.terminal import DATA_HELP, OK, WRONG, Commands, command, folder, plain, print_json


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    it = command(
        commands, "check", "say what is wrong in a data folder", "psgdash check data --format json"
    )
    it.add_argument("folder", nargs="?", metavar="DIR", help=DATA_HELP)
    it.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """Say what is wrong in a data folder."""
    from psgdash.archive.loading import load

    archive = load(folder(args.folder))
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
