"""What part a place plays in what a text tells: where it was, where from, where to, only named."""

from __future__ import annotations

from psgdash.geocoding import clues
from psgdash.geocoding.names import Name

_LEFT = ("salio", "salieron", "partio", "partieron", "zarpo", "zarparon", "left", "leaves", "fled")


def role(name: Name) -> str:
    """What part the place plays: site, origin, destination or mentioned."""
    after = [word.folded for word in name.following[:1]]
    if name.before in clues.FROM and after and after[0] in clues.UNTIL:
        return "origin"  # "de X a Y"
    if _spoken_before(name) in clues.ROADS:
        return "site"  # "the road to X" is where it happens
    if name.before in clues.ORIGIN | clues.LEAVING:
        return "mentioned" if _spoken_before(name) in clues.AWAY else "origin"
    if name.before in clues.DESTINATION | clues.REACHING:
        return "destination"
    earlier = [word.folded for word in name.words[max(0, name.at - 4) : name.at]]
    if any(word in _LEFT for word in earlier):
        return "origin"
    return "site" if name.before else "mentioned"


def _spoken_before(name: Name) -> str:
    """The word before the preposition: of "the road to X" it is `road`."""
    for word, earlier in zip(name.previous[::-1], name.previous[-2::-1], strict=False):
        if word.folded == name.before:
            return earlier.folded
    return ""
