"""A file written whole or not at all, and never over another unless that is asked for."""

from __future__ import annotations

from pathlib import Path

from psgdash.archive import atomic
from psgdash.errors import PsgdashError


class WritingError(PsgdashError):
    """The file cannot be written there; the message says what to do."""


def target(name: str, *, force: bool) -> Path:
    """The path to write, looked at before any work is done; raises WritingError."""
    path = Path(name).expanduser()
    try:
        taken, folder = path.exists(), path.parent.is_dir()
        strange = taken and not path.is_file()
    except OSError as error:  # such as one that is too long
        raise WritingError(f"{name!r} is no name for a file. Choose another.") from error
    if strange or not path.name or "\0" in name:
        raise WritingError(f"{name!r} is no file. Give the name of a file.")
    if not folder:
        raise WritingError(f"The folder {path.parent} is not there. Make it, or choose another.")
    if taken and not force:
        raise WritingError(f"{path} is there already. Choose another name, or add --force.")
    return path


def write(path: Path, content: bytes) -> None:
    """Write beside the place and move there, so that nobody meets half a file; WritingError."""
    try:
        atomic.write(path, content)
    except OSError as error:
        raise WritingError(f"{path} cannot be written: {error.strerror}.") from error
