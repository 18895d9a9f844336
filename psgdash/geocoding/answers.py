"""Answers of online services, kept in a folder so that nobody is asked the same thing twice.

One file an answer, written whole or not at all, so that two processes cannot spoil it for each
other; a damaged, foreign or old file is a miss. Losing them costs questions, never data.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
from pydantic import TypeAdapter, ValidationError

from psgdash.geocoding.resolving import Candidate

FORMAT = 2  # raise it whenever a candidate's fields or their making change
MAX_AGE = timedelta(days=90)  # places seldom move, but maps are mended
KEEP = 5_000  # answers

_CANDIDATES = TypeAdapter(tuple[Candidate, ...])


class Answers:
    """The answers in a folder, by service and question; one that cannot be written keeps none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, service: str, query: str) -> tuple[Candidate, ...] | None:
        """The answer if it is at hand and no older than MAX_AGE; an empty one was "nothing"."""
        # A text with strange blanks ("{n.foo}") is an AttributeError.
        with suppress(OSError, ValueError, TypeError, LookupError, AttributeError, ValidationError):
            kept = orjson.loads(self._file(service, query).read_bytes())
            age = datetime.now(UTC) - datetime.fromisoformat(kept["asked"])
            if (kept["service"], kept["query"]) == (service, _plain(query)) and (
                timedelta(0) <= age <= MAX_AGE
            ):
                found = _CANDIDATES.validate_python(kept["candidates"])
                if all(each.reason for each in found):  # blanks that nothing fills are a miss
                    return found
        return None

    def put(self, service: str, query: str, candidates: Iterable[Candidate]) -> None:
        """Keep an answer, and let the oldest go where there are too many."""
        content = orjson.dumps(
            {
                "service": service,
                "query": _plain(query),
                "asked": datetime.now(UTC).isoformat(),
                "candidates": [asdict(each) for each in candidates],
            }
        )
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                os.replace(name, self._file(service, query))
            finally:
                Path(name).unlink(missing_ok=True)
            self._prune()

    def _prune(self) -> None:
        """Leave the KEEP newest; another process may be doing the same."""
        files = list(self._folder.glob("answer-*.json"))
        if len(files) > KEEP:
            files.sort(key=lambda path: path.stat().st_mtime, reverse=True)
            for path in files[KEEP:]:
                path.unlink(missing_ok=True)

    def _file(self, service: str, query: str) -> Path:
        digest = hashlib.sha256(f"{service}\0{_plain(query)}".encode()).hexdigest()
        return self._folder / f"answer-{FORMAT}-{digest[:32]}.json"


def _plain(query: str) -> str:
    """The question without capitals and spare spaces: it is the same question."""
    return " ".join(query.casefold().split())
