"""`psgdash geocode`: the places that a name may mean, or that a text names."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from psgdash.cli.terminal import OK, CommandError, Commands, command, print_json, say
from psgdash.home import data_folder, shipped

if TYPE_CHECKING:
    from psgdash.geocoding.gazetteer import Gazetteer
    from psgdash.geocoding.services import Online

TEXT_LIMIT = 1_000_000  # bytes of a text with place names
MOST_ASKED = 100  # names of one text that an online service is asked for: bulk is not welcome there


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    it = command(
        commands,
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
    it.add_argument(
        "--service",
        metavar="NAME",
        help="with --online: ask nominatim (the default) or photon, also over OpenStreetMap",
    )


def run(args: argparse.Namespace) -> int:
    """Print the places that a name may mean, best first."""
    from psgdash.geocoding.resolving import LONGEST_QUERY, resolve

    if (args.name is None) == (args.text is None):
        raise CommandError('Give either a place name, such as "San Gaban, Puno", or --text FILE.')
    if args.name is not None and len(args.name) > LONGEST_QUERY:
        raise CommandError(
            f"The name has {len(args.name):,} characters. Give the name of one place and what it "
            f"lies in, {LONGEST_QUERY} characters at most, or a file with a text with --text."
        )
    if args.service is not None and not args.online:
        raise CommandError("--service names an online service: add --online, or leave it out.")
    online = _online(args.service or "nominatim") if args.online else None
    if args.text is None:
        asked = online.candidates(args.name) if online else resolve(args.name, _gazetteer())
        found = [each.as_dict() for each in asked]
    else:
        found = _in_text(text_of(args.text), _gazetteer(), online)
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


def _in_text(text: str, gazetteer: Gazetteer, online: Online | None) -> list[dict[str, object]]:
    """The candidates of every place that a text names, in its order, with where it stands."""
    from psgdash.geocoding.mentions import find

    found = find(text, gazetteer)
    names = list(dict.fromkeys(each.name for each in found)) if online else []
    if len(names) > MOST_ASKED:
        raise CommandError(
            f"The text names {len(names)} places. An online service may be asked for "
            f"{MOST_ASKED} at a time: split the text, or leave out --online."
        )
    answers = {}
    for i, name in enumerate(names):
        if online and not online.has(name):
            say(f"{i + 1} of {len(names)}: asking {online.service.title} for {name}")
        if online:
            answers[name] = online.candidates(name)
    return [
        {**each.as_dict(), **candidate.as_dict(), "reason": candidate.reason}
        for each in found
        for candidate in answers.get(each.name, each.candidates)
    ]


def _online(name: str) -> Online:
    from psgdash.archive.cache import default_folder
    from psgdash.archive.loading import load
    from psgdash.geocoding.services import Online

    user_agent = load(data_folder()).site.user_agent
    return Online(name, user_agent=user_agent, folder=default_folder() / "online")


def text_of(name: str) -> str:
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
