"""What part a place plays in what a text tells: where it was, where from, where to, only named."""

from __future__ import annotations

from psgdash.geocoding import clues, people
from psgdash.geocoding.clues import word_set
from psgdash.geocoding.names import Name

EARLIER = 4  # words before a name that may say that somebody left it
_LEFT = word_set(
    """
    salio salieron salido partio partieron zarpo zarparon vino vinieron venia venian llegados
    left leaves fled
    """
)
# "Two hours from X", "near X": X only tells where another place is.
_MEASURES = word_set(
    "hora horas minutos kilometro kilometros km cuadras leguas hour hours minutes miles kilometres"
    " kilometers mile south north east west"
)
_BESIDE = word_set("near cerca junto pegado outside between entre beyond opposite")
_HAPPENS = word_set("para visit visits visited visiting")  # "water for X", "they visited X"


def role(name: Name) -> str:
    """What part the place plays: site, origin, destination or mentioned."""
    before = name.before or name.headed
    after = [word.folded for word in name.following[:1]]
    if before in clues.FROM and after and after[0] in clues.UNTIL:
        return "origin"  # "de X a Y"
    spoken = _spoken_before(name)
    if spoken in clues.ROADS:
        return "site"  # "the road to X" is where it happens
    near = {word.folded for word in name.previous[-3:]}
    if before in (*clues.FROM, "of") and near & _MEASURES:
        return "mentioned"
    if name.last >= 0 and near & _BESIDE:
        return "mentioned"
    if before in clues.ORIGIN | clues.LEAVING:
        return "mentioned" if spoken in clues.AWAY else "origin"
    if before in _HAPPENS:
        return "site"
    if before in clues.DESTINATION | clues.REACHING:
        return "destination"
    earlier = {word.folded for word in name.words[max(0, name.at - EARLIER) : name.at]}
    if earlier & _LEFT:
        return "origin"
    if after == ["based"]:
        return "mentioned"  # whose seat it is
    if before in clues.OF and spoken in people.TITLES:
        return "mentioned"  # "the mayor of X"
    # What is named as a subject, as in "X and Y have been without light", is where it happens; of
    # countries, capitals and works it is who acts, or what it is about.
    actor = any(
        e.precision == "country"
        or (e.seat == "country" and e.country != "PE")
        or (e.curated and name.last >= 0)
        for e in name.entries
    )
    return "site" if before or not actor else "mentioned"


def _spoken_before(name: Name) -> str:
    """The word before the preposition: of "the road to X" it is `road`."""
    for word, earlier in zip(name.previous[::-1], name.previous[-2::-1], strict=False):
        if word.folded == name.before:
            return earlier.folded
    return ""
