"""The archive as it was at its last release: the files at the newest tag of its git history.

A release's name and day are the tag's. Git is asked as a program, only to read: it may be missing,
the folder may lie outside any history, and a history may come from anybody, so nothing that its
settings name is run and nothing is fetched.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal

from psgdash.archive.reading import SHELVES
from psgdash.archive.strictyaml import SIZE_LIMIT

TIMEOUT = 20  # seconds for one answer of git
_SAFE = (
    "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}",
    "-c", "protocol.allow=never", "-c", "safe.bareRepository=explicit",
    "--no-pager", "--literal-pathspecs",
)  # fmt: skip

Reason = Literal["no-git", "no-history", "no-tag", "no-archive", "failed"]


@dataclass(frozen=True, slots=True)
class Release:
    """A tagged state of the data folder: its files by name in the folder."""

    name: str
    day: date
    commit: str
    files: dict[str, bytes] = field(repr=False)


class NoReleaseError(Exception):
    """There is nothing to compare with; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


def newest(folder: Path) -> Release:
    """The newest tag that the present state grew from; raises NoReleaseError."""
    if _git(folder, "rev-parse", "--is-inside-work-tree").strip() != b"true":
        raise NoReleaseError("no-history")
    form = "--format=%(objectname) %(creatordate:short) %(refname:lstrip=2)"
    try:
        told = _git(
            folder, "for-each-ref", "--merged=HEAD", "--sort=-version:refname",
            "--sort=-creatordate", "--count=1", form, "refs/tags",
        )  # fmt: skip
    except NoReleaseError as error:  # a history without a commit has no HEAD
        raise NoReleaseError("no-tag" if error.reason == "no-history" else error.reason) from error
    try:
        commit, written, name = told.decode("utf-8", "replace").strip().split(" ", 2)
        day = date.fromisoformat(written)
    except ValueError as error:  # nothing was told, or a tag without a day
        raise NoReleaseError("no-tag") from error
    files = _files(folder, commit)
    if "site.yaml" not in files:
        raise NoReleaseError("no-archive")
    return Release(name, day, commit, files)


def _files(folder: Path, commit: str) -> dict[str, bytes]:
    """The archive's files at a commit, read in one go. Links and submodules are no files."""
    listed = _git(folder, "ls-tree", "-r", "-z", commit, ".")
    wanted: list[tuple[str, str]] = []
    for entry in filter(None, listed.split(b"\0")):
        meta, _, path = entry.partition(b"\t")
        mode, kind, blob = meta.decode("ascii").split()
        name = path.decode("utf-8", "replace")
        regular = kind == "blob" and mode != "120000"
        if regular and any(fnmatch(name, glob) for glob, _, _ in SHELVES.values()):
            wanted.append((name, blob))
    asked = "".join(f"{blob}\n" for _, blob in wanted).encode("ascii")
    answer = _git(folder, "cat-file", "--batch", given=asked) if wanted else b""
    files: dict[str, bytes] = {}
    at = 0
    for name, _ in wanted:
        end = answer.index(b"\n", at)
        head = answer[at:end].split()
        if len(head) != 3:  # "… missing": a history of which a part was left out
            raise NoReleaseError("failed")
        size = int(head[2])
        # One byte over the limit is enough for the strict reader to refuse the file.
        files[name] = answer[end + 1 : end + 1 + min(size, SIZE_LIMIT + 1)]
        at = end + 1 + size + 1
    return files


def _git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """What git says in the folder; raises NoReleaseError."""
    # Variables such as GIT_DIR, which a hook sets, would name another history.
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {
        "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1", "LC_ALL": "C",
    }  # fmt: skip
    try:
        done = subprocess.run(
            ["git", *_SAFE, "-C", str(folder), *words],
            input=given, capture_output=True, env=env, timeout=TIMEOUT, check=False,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise NoReleaseError("no-git") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoReleaseError("failed") from error
    if done.returncode:
        raise NoReleaseError("no-history")
    return done.stdout
