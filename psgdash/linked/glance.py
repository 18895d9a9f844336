"""Text cut to what can be read from the back of a hall, and how long that takes."""

from __future__ import annotations

import re

TEXT_LETTERS = 240
HEADLINE_LETTERS = 100
POINTS, POINT_LETTERS = 4, 90  # of a list
DWELL = (8.0, 20.0)  # seconds that a step stays when it plays by itself
_PACE = 14.0  # characters a second, slower than one reads to oneself
# A sentence ends where a blank and the beginning of another one follow.
_END = re.compile(r"(?<=[.!?…])[”’\"')]*\s+(?=[A-ZÁÉÍÓÚÑÜ0-9¿¡“‘\"'(])")


def glance(text: str, letters: int = TEXT_LETTERS) -> str:
    """As many whole sentences as fit, else the beginning, cut between words."""
    words = " ".join(text.split())
    if len(words) <= letters:
        return words
    ends = [found.start() + len(found[0].rstrip()) for found in _END.finditer(words)]
    whole = max((end for end in ends if end <= letters), default=0)
    return words[:whole].rstrip() if whole >= letters / 4 else cut(words, letters)


def cut(text: str, letters: int) -> str:
    """The beginning of a text, cut between words where that loses little."""
    words = " ".join(text.split())
    if len(words) <= letters:
        return words
    short = words[: letters - 1]
    space = short.rfind(" ")
    return (short[:space] if space > letters * 0.6 else short).rstrip(" ,.;:-–") + "…"


def dwell(*texts: str) -> float:
    """Seconds that a step stays: by the length of its words, within DWELL."""
    least, most = DWELL
    return round(min(most, max(least, 3 + sum(map(len, texts)) / _PACE)), 1)
