"""`psgdash serve`: the dashboard on this computer."""

from __future__ import annotations

import argparse
import ipaddress
import os

from psgdash.cli.terminal import DATA_HELP, CommandError, Commands, command, folder

EDIT, PASSWORD = "PSGDASH_EDIT", "PSGDASH_PASSWORD"  # environment variables that ui.editing reads


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    """The command's options."""
    it = command(
        commands, "serve", "open the dashboard on this computer", "psgdash serve --port 8600"
    )
    it.add_argument("--port", type=_port, metavar="N", help="(default: the first free from 8501)")
    it.add_argument("--data", metavar="DIR", help=DATA_HELP)
    it.add_argument(
        "--address",
        default="127.0.0.1",
        help="127.0.0.1 (the default): this computer alone may connect; 0.0.0.0: any may",
    )
    it.add_argument("--no-browser", action="store_true", help="do not open a browser")
    it.add_argument("--edit", action="store_true", help="also open the editors' pages")


def run(args: argparse.Namespace) -> int:
    """Open the dashboard on this computer."""
    from psgdash.archive.loading import source_files
    from psgdash.web import serving

    data = folder(args.data)
    source_files(data)  # better said here than on a page
    os.environ["PSGDASH_DATA"] = str(data)
    os.environ.pop(EDIT, None)
    if args.edit:
        if not (os.environ.get(PASSWORD) or _is_loopback(args.address)):
            raise CommandError(
                f"With --edit, others could change the archive at {args.address}. Set a password "
                f"in the environment variable {PASSWORD}, or leave out --address."
            )
        os.environ[EDIT] = "1"
    return serving.run(args.address, args.port, open_browser=not args.no_browser)


def _is_loopback(address: str) -> bool:
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text[:6]) <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535 (0: any free one)")
    return int(text)
