"""Words of a file for the themes and kinds of ours, and a shelf for what fits none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from psgdash.archive import atomic, strictyaml
from psgdash.archive.loading import Archive
from psgdash.archive.records import Kind, Theme
from psgdash.archive.words import fold
from psgdash.exchange.incoming import ReadingError

UNSORTED = "unsorted"
_NAME = "name: {en: Not yet sorted, es: Sin clasificar}"
_COLOUR = "#6B7280"


class Vocabulary:
    """Finds the theme or kind that a word means: by id, by name, or by ACLED's event type."""

    def __init__(self, archive: Archive) -> None:
        self._themes = _names(archive.themes)
        self._kinds = _names(archive.kinds)
        self._types: dict[str, str] = {}
        for name, kind in archive.kinds.items():
            if kind.acled:
                self._types.setdefault(fold(kind.acled), name)

    def themes(self, words: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The themes that words mean, and the words that mean none."""
        found: dict[str, None] = {}
        unknown: list[str] = []
        for word in words:
            theme = self._themes.get(fold(word))
            if theme:
                found[theme] = None
            elif word.strip():
                unknown.append(word)
        return tuple(found), tuple(unknown)

    def kind(self, words: str) -> str | None:
        """The kind that an id, a name, or `event type / sub-event type` means."""
        known = self._kinds.get(fold(words)) or self._types.get(fold(words))
        if known is None and " / " in words:
            known = self._types.get(fold(words.split(" / ")[0]))
        return known


def _names(records: Mapping[str, Theme] | Mapping[str, Kind]) -> dict[str, str]:
    names = {fold(word): name for name, record in records.items() for word in record.name.values()}
    return names | {fold(name): name for name in records}


def add_unsorted(folder: Path, archive: Archive, *, theme: bool, kind: bool) -> None:
    """Add the shelf for what is not yet sorted to themes.yaml, where it is not there already."""
    path = folder / "themes.yaml"
    written = path.read_bytes().decode("utf-8")
    text = written.removeprefix("\ufeff").replace("\r\n", "\n")
    letter = next(x for x in "UXZVWYQKRTHNPFILOABDEGMCSJ" if x not in _letters(archive) or x == "J")
    wanted = {
        "themes": (theme and UNSORTED not in archive.themes,
                   (_NAME, f'colour: "{_COLOUR}"', f"letter: {letter}")),
        "kinds": (kind and UNSORTED not in archive.kinds, (_NAME, "acled: null")),
    }  # fmt: skip
    for key, (missing, fields) in wanted.items():
        if missing:
            text = _with(text, key, fields)
    document = strictyaml.parse(text, path.name)
    data = document.data if isinstance(document.data, dict) else {}
    for key, (missing, _) in wanted.items():
        ids = [each.get("id") for each in data.get(key, ()) if isinstance(each, dict)]
        if missing and (document.problems or UNSORTED not in ids):
            raise ReadingError(
                f"themes.yaml wants a record `- id: {UNSORTED}` under {key}, and is not written so "
                "that it could be added. Add it by hand, or give --theme and --kind."
            )
    if "\r\n" in written:
        text = text.replace("\n", "\r\n")
    if written.startswith("\ufeff"):
        text = "\ufeff" + text
    atomic.write(path, text.encode("utf-8"))


def _letters(archive: Archive) -> set[str]:
    return {theme.letter for theme in archive.themes.values()}


def _with(text: str, key: str, fields: tuple[str, ...]) -> str:
    """The text with one more record at the end of the list of a key, indented as its others."""
    document = strictyaml.parse(text, "themes.yaml")
    data = document.data.get(key) if isinstance(document.data, dict) else None
    if not isinstance(data, list) or not data:
        return text
    lines = text.split("\n")
    last = max(line for at, line in document.lines.items() if at[:2] == (key, len(data) - 1))
    first = lines[document.lines[(key, len(data) - 1)] - 1]
    dash = " " * (len(first) - len(first.lstrip()))
    new = [f"{dash}- id: {UNSORTED}", *(f"{dash}  {field}" for field in fields)]
    return "\n".join([*lines[:last], *new, *lines[last:]])
