"""Sites called after a place: "San Rafael, the tin mine" is the San Rafael mine."""

from __future__ import annotations

from collections.abc import Sequence

from psgdash.geocoding import clues
from psgdash.geocoding.entries import Entry
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.tokens import Token

_TURNING = clues.word_set("over por contra against about sobre after tras since desde")
BEFORE, AFTER = 3, 6  # words around a name that may tell what is called so
_MINE = ("mina{}", "{}mine", "unidadminera{}")
_PROJECT = ("proyecto{}", "proyectominero{}", "{}project", "{}miningproject")
_RESERVOIR = ("represa{}", "embalse{}", "reservorio{}", "{}dam", "{}reservoir")
_LAKE = ("laguna{}", "lago{}", "lake{}", "{}lake")
_PLANT = ("centralhidroelectrica{}", "hidroelectrica{}", "{}hydroelectricplant")
_PORT = ("puerto{}", "puertode{}", "port{}", "{}port", "terminal{}")
_PRISON = ("penal{}", "penalde{}", "{}prison")
_COMMUNITY = ("comunidad{}", "comunidadcampesina{}", "comunidadnativa{}", "{}community")
# The word of a text, folded, and how the names of curated sites say it, as keys.
_DRESSED = {
    **dict.fromkeys(("mina", "unidad", "mine", "tajo", "pit", "yacimiento"), _MINE),
    **dict.fromkeys(("proyecto", "project"), _PROJECT),
    **dict.fromkeys(("represa", "embalse", "reservorio", "dam", "reservoir"), _RESERVOIR),
    **dict.fromkeys(("laguna", "lago", "lake", "lagoon"), _LAKE),
    **dict.fromkeys(("hidroelectrica", "hydroelectric"), _PLANT),
    **dict.fromkeys(("puerto", "port", "embarcadero", "muelle", "terminal", "jetty"), _PORT),
    **dict.fromkeys(("isla", "island"), ("isla{}", "{}island")),
    **dict.fromkeys(("penal", "prison"), _PRISON),
    **dict.fromkeys(("comunidad", "community"), _COMMUNITY),
}


def called_after(
    name: str, words: Sequence[Token], at: int, end: int, gazetteer: Gazetteer
) -> tuple[Entry, ...]:
    """Curated sites that a name (a key; words at..end) means with a noun that stands near it."""
    before = words[max(0, at - BEFORE) : at]
    near = [*before, *_sentence(words, end)]
    nouns = [word.folded for word in near if word.opens or not word.capital]
    forms = dict.fromkeys(form for noun in nouns for form in _DRESSED.get(noun, ()))
    if before and before[-1].folded in ("in", "en"):
        # "The prison in X" is that of X, "the mine in X" may be called otherwise.
        forms = {form: None for form in forms if form not in (*_MINE, *_PROJECT)}
    found = (each for form in forms for each in gazetteer.named(form.format(name)))
    return tuple(dict.fromkeys(entry for entry in found if entry.curated))


def _sentence(words: Sequence[Token], end: int) -> list[Token]:
    """The words after a name, past a comma, in its sentence; none of "X over the mine"."""
    after: list[Token] = []
    if words[end : end + 1] and words[end].joined and words[end].folded in _TURNING:
        return after
    for word in words[end : end + AFTER]:
        if word.opens:
            break
        after.append(word)
    return after
