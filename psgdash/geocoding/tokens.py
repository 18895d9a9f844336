"""A text as words with their places, and what stands directly around one."""

from __future__ import annotations

import re
from typing import NamedTuple

from psgdash.archive.words import fold

# Letters with a dot each are one word: U.S., EE. UU.
_WORD = re.compile(r"(?:[A-Z]\.){2,}|EE\. ?UU\.?|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]{2,})*|\d+")
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
    shouted: bool  # in capitals, all of two letters or more


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
        dotted = "." in word
        folded = fold(word.replace(".", "").replace(" ", "") if dotted else word)
        words.append(
            Token(
                found.start(), found.end(), folded, word[0].isupper(), word.isdigit(), opens,
                joined and bool(words), len(word) > 1 and word.isupper() and not dotted,
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
