"""Words in several languages, and the folding that makes them findable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

LANGUAGES = ("en", "es")

# Letters that Unicode does not decompose into a base letter and an accent.
_WHOLE_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}
)
_NOT_A_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Lower case, no accents, punctuation to spaces: `San Gabán, Puno` -> `san gaban puno`."""
    small = unicodedata.normalize("NFKD", text).casefold().translate(_WHOLE_LETTERS)
    decomposed = unicodedata.normalize("NFKD", small)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _NOT_A_WORD.sub(" ", bare).strip()


def in_language(words: Mapping[Any, str], language: str) -> tuple[str, str]:
    """The words in `language`, else in the first other one there is: `(text, its language)`."""
    if words.get(language):
        return words[language], language
    for other in LANGUAGES:
        if words.get(other):
            return words[other], other
    return "", language


def lines_in_language(lines: Mapping[Any, tuple[str, ...]], language: str) -> tuple[str, ...]:
    """The lines in `language`, else in another one there is."""
    return lines.get(language) or next(iter(lines.values()))
