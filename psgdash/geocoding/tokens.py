"""A text as words with their places, and what stands directly around one."""

from __future__ import annotations

import re
from typing import NamedTuple

from psgdash.archive.words import fold
from psgdash.geocoding import clues

_WORD = re.compile(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]{2,})*|\d+")
_ABBREVIATED = re.compile(
    "st|pto|sta|sto|gral|cnel|dr|dra|mr|mrs|ms|sr|sra|av|jr|prov|dist|dpto|ft|mt|ing|lic|rev"
)
_ENDS = re.compile(r"[.!?:;…]\s|[\n\"“”«»¿¡]|[.!?]$")


class Token(NamedTuple):
    """A word: characters start to end, folded; `joined` to the one before without punctuation."""

    start: int
    end: int
    folded: str
    capital: bool
    number: bool
    opens: bool  # it begins a sentence
    joined: bool


def tokens(text: str) -> list[Token]:
    """The words of a text in its order."""
    words: list[Token] = []
    end = 0
    for found in _WORD.finditer(text):
        word, gap = found[0], text[end : found.start()]
        short = (
            bool(words) and bool(_ABBREVIATED.fullmatch(words[-1].folded)) and gap.strip() == "."
        )
        joined = short or not gap.strip() or gap in ("-", "'", "’", "–")
        opens = not words or (not short and bool(_ENDS.search(gap)))
        if joined and "\n" in gap:
            joined = False
        words.append(
            Token(
                found.start(), found.end(), fold(word), word[0].isupper(), word.isdigit(), opens,
                joined and bool(words),
            )
        )  # fmt: skip
        end = found.end()
    return words


def names_before(words: list[Token], at: int) -> list[Token]:
    """Up to six words before one, in order, back to the nearest punctuation."""
    start = at
    while start > 0 and at - start < 6 and words[start].joined:
        start -= 1
    return words[start:at]


def names_after(words: list[Token], end: int) -> list[Token]:
    """Up to four words from one on, up to the nearest punctuation."""
    stop = end
    while stop < len(words) and stop - end < 4 and words[stop].joined:
        stop += 1
    return words[end:stop]


def spoken(word: Token) -> bool:
    """Whether a word looks like a verb of which a person is the subject."""
    if word.capital:
        return False
    return word.folded in clues.ACTS or (
        len(word.folded) > 4 and word.folded.endswith(("ed", "aron", "ieron"))
    ) or (len(word.folded) > 4 and word.folded.endswith("o"))  # fmt: skip
