"""A folder that appears whole or not at all, and is replaced only where it is one of ours.

What people put beside our files (a `.git`, a `CNAME`) is theirs: it stays, or nothing is done.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from psgdash.errors import PsgdashError

MARKER = ".psgdash-site"  # lists the files that we wrote


class FolderError(PsgdashError):
    """The folder cannot be written there; the message says what to do."""


def check(name: str, *, force: bool) -> Path:
    """The folder to write, looked at before any work is done; raises FolderError."""
    folder = Path(name).expanduser()
    try:
        folder = folder.resolve()
        if folder.exists() and not folder.is_dir():
            raise FolderError(f"{name} is a file. A site takes a folder: choose another name.")
        if not folder.parent.is_dir():
            raise FolderError(f"The folder {folder.parent} is not there. Make it first.")
        held = folder.is_dir() and any(folder.iterdir())
    except (OSError, ValueError) as error:
        raise FolderError(f"{name!r} is no name for a folder. Choose another.") from error
    if not held:
        return folder
    if _made(folder) is None:
        raise FolderError(
            f"{folder} is not empty, and psgdash did not make it. Choose a new folder, or an "
            "empty one."
        )
    if not force:
        raise FolderError(f"{folder} holds a site already. Add --force to replace it.")
    return folder


def put(folder: Path, fill: Callable[[Path], None]) -> None:
    """Fill a new folder beside the place and move it there; raises FolderError."""
    try:
        _put(folder, fill)
    except OSError as error:
        raise FolderError(f"{folder} cannot be written: {error.strerror}.") from error


def _put(folder: Path, fill: Callable[[Path], None]) -> None:
    fresh = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:60]}."))
    try:
        fill(fresh)
        names = sorted(_files(fresh))
        (fresh / MARKER).write_text(json.dumps(names, indent=0), "utf-8")
        fresh.chmod(0o777 & ~_mask())
        _swap(folder, fresh, names)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _swap(folder: Path, fresh: Path, names: list[str]) -> None:
    if not folder.exists():
        fresh.rename(folder)
        return
    made = _made(folder) or set()
    theirs = [name for name in _files(folder) if name not in made and name != MARKER]
    taken = sorted(set(theirs) & set(names))
    if taken:
        raise FolderError(
            f"{folder / taken[0]} is not of this site, and would be replaced. Move it away."
        )
    old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:60]}."))
    old.rmdir()
    folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    for name in theirs:
        to = folder / name
        to.parent.mkdir(parents=True, exist_ok=True)
        (old / name).rename(to)
    shutil.rmtree(old, ignore_errors=True)


def _files(folder: Path) -> list[str]:
    """Every file and link below a folder, by its path from there with slashes."""
    found = []
    for place, folders, files in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        found += [(Path(place) / name).relative_to(folder).as_posix() for name in [*files, *links]]
    return found


def _made(folder: Path) -> set[str] | None:
    """The files of a site of ours; None where the folder is none."""
    try:
        names = json.loads((folder / MARKER).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(names, list):
        return None
    return {str(PurePosixPath(name)) for name in names if isinstance(name, str)}


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
