"""A text as words with their places, and what stands directly around one."""

from __future__ import annotations

import re
from typing import NamedTuple

from psgdash.archive.words import fold

# Letters with a dot each are one word: U.S., EE. UU., C.P., CC.NN.
_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|[A-Z]\.[A-Z](?![\w.])|W\. Va\.|(?:[A-Z]{2}\.){2}|EE\. ?UU\.?"
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]{2,})*|\d+"
)
_ABBREVIATED = re.compile(
    "st|ste|pto|sta|sto|gral|cnel|dr|dra|mr|mrs|ms|sr|sra|av|jr|prov|dist|dpto|dpt|depto|dept|ft|mt|ing|lic|rev|com|loc|art|gob|nro|num|cia|pdte|vs"
)
_ENDS = re.compile(r"[.!?:;…]\s|[\n\"“”«»¿¡]|[.!?]$")

_SPANISH = frozenset(["de", "del", "el", "en", "la", "las", "los", "por", "que", "se", "y"])
_ENGLISH = frozenset(["and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "was"])
SHORT_WORD = 3  # letters: such words have no capital in a headline
LEAST_TOLD = 4  # words with a capital of a line that may be a headline


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
    headline: bool = False  # of a line in which nearly every word has a capital


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
    return _headlines(text, words)


def _headlines(text: str, words: list[Token]) -> list[Token]:
    """The words with those of English headlines marked: there a capital says nothing."""
    marked: list[Token] = []
    first = 0
    while first < len(words):
        last = first + 1
        while last < len(words) and "\n" not in text[words[last - 1].end : words[last].start]:
            last += 1
        line = words[first:last]
        told = [w for w in line if len(w.folded) > SHORT_WORD and not w.number]
        enough = len(told) >= LEAST_TOLD - 1 and sum(w.capital for w in line) >= LEAST_TOLD
        if enough and sum(not w.capital for w in told) * 8 <= len(told):
            line = [word._replace(headline=not word.shouted) for word in line]
        marked += line
        first = last
    return marked


def in_spanish(words: list[Token]) -> bool:
    """Whether more of the small words are Spanish than English."""
    folded = [word.folded for word in words]
    return sum(word in _SPANISH for word in folded) > sum(word in _ENGLISH for word in folded)


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
