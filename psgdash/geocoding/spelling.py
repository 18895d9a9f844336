"""Names as keys, without accents, spaces and abbreviations; and the nearest to a misspelt one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from psgdash.archive.words import fold

SHORTEST = 5  # letters: shorter names have too many neighbours
MOST = 3
_LONG = 9  # letters: two slips still leave the name plain
_KEPT = 4096  # answers
# What is written short before a name.
_SHORT = {
    "pto": "puerto",
    "sta": "santa",
    "sto": "santo",
    "gral": "general",
    "cnel": "coronel",
    "pdte": "presidente",
    "fdo": "fernando",
    "mcal": "mariscal",
    "st": "saint",
}
# Letters that sound alike to who writes a name by ear, in the order they are replaced.
_SOUNDS = (
    ("sch", "s"),
    ("ch", "C"),
    ("ll", "y"),
    ("sh", "s"),
    ("qu", "k"),
    ("ck", "k"),
    ("cc", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("ge", "je"),
    ("gi", "ji"),
    ("hua", "wa"),
    ("hue", "we"),
    ("hui", "wi"),
    ("gua", "wa"),
    ("ph", "p"),
    ("th", "t"),
    ("h", ""),
    ("q", "k"),
    ("c", "k"),
    ("z", "s"),
    ("v", "b"),
    ("x", "j"),
)
_TWICE = re.compile(r"(.)\1")


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The folded text without spaces and abbreviations: Tambo Grande is Tambogrande."""
    first, space, rest = fold(text).partition(" ")
    return _SHORT.get(first, first) + rest.replace(" ", "") if space else first


def sound(name: str) -> str:
    """What a key sounds like: `moyendo` and `mollendo` are one."""
    for letters, heard in _SOUNDS:
        name = name.replace(letters, heard)
    name = _TWICE.sub(r"\1", name).replace("y", "i")
    return "w" + name[1:] if name.startswith("ua") else name  # Uanta is Huanta


def slips(one: str, other: str) -> int:
    """How many letters were missed, added, mistaken or swapped."""
    return int(OSA.distance(one, other))


class Spelling:
    """Finds the known names that a misspelt one is near to."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        self._found: dict[str, tuple[str, ...]] = {}
        for name in dict.fromkeys(names):
            if len(name) >= SHORTEST:
                self._by_sound[sound(name)].append(name)
                self._by_length[len(name)].append(name)

    def nearest(self, name: str) -> tuple[str, ...]:
        """Up to three known names that sound alike or are one slip (two, if long) away."""
        if len(name) < SHORTEST:
            return ()
        if name not in self._found:
            if len(self._found) >= _KEPT:
                self._found.clear()
            self._found[name] = self._look(name)
        return self._found[name]

    def _look(self, name: str) -> tuple[str, ...]:
        alike = [each for each in self._by_sound.get(sound(name), ()) if each]
        slips = 2 if len(name) >= _LONG else 1
        near: list[tuple[float, str]] = []
        for length in range(len(name) - slips, len(name) + slips + 1):
            names = self._by_length.get(length, [])
            found = extract(name, names, scorer=OSA.distance, score_cutoff=slips, limit=MOST * 2)
            # Whoever mistypes a name mostly has its first letter right.
            near += [
                (distance, each)
                for each, distance, _ in found
                if each[0] == name[0]
                or sound(each)[:1] == sound(name)[:1]
                or {each[0], name[0]} == {"i", "l"}
            ]
        near.sort()
        return tuple(dict.fromkeys([*alike, *(each for _, each in near)]))[:MOST]
