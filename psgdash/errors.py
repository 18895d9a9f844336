"""One root for every error that psgdash raises, and the Problem that a bad record becomes."""

from __future__ import annotations

from dataclasses import asdict, dataclass


class PsgdashError(Exception):
    """Root of the errors raised on purpose; its message is fit to be shown to a user."""


class DataFolderError(PsgdashError, FileNotFoundError):
    """The data folder is missing or unreadable as a whole."""


class UnknownNameError(PsgdashError, KeyError):
    """A name that is not in a registry; the message lists the names that are."""

    def __init__(self, what: str, name: str, options: tuple[str, ...]) -> None:
        self.message = f"{what} {name!r} is not known. Choose one of: {', '.join(options)}."
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one place of one file, and what to write instead (`line` counts from 1)."""

    path: str
    line: int
    record: str
    field: str
    message: str
    fix: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}"
        what = " · ".join(part for part in (self.record, self.field) if part)
        return f"{where}: {what + ': ' if what else ''}{self.message} {self.fix}".rstrip()

    def as_dict(self) -> dict[str, object]:
        """The problem as plain values, for JSON."""
        return asdict(self)
