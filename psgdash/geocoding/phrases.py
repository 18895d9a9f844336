"""How a name is dressed in a query: "provincia de X", "X region", "near X", "the village of X"."""

from __future__ import annotations

import re

from psgdash.archive.words import fold

LEVELS = {
    "departamento": "department",
    "department": "department",
    "dpto": "department",
    "depto": "department",
    "region": "department",  # since 2002 what the departments of Peru govern themselves as
    "provincia": "province",
    "province": "province",
    "prov": "province",
    "distrito": "district",
    "district": "district",
    "dist": "district",
}
_NOUN = "|".join(LEVELS)
_BEFORE = re.compile(
    rf"(?:the |el |la )?({_NOUN})(?: (?:y|and) (?:{_NOUN}))?(?: constitucional)? "
    r"(?:de |del |of )?(?:the )?(.+)"
)
_AFTER = re.compile(rf"(?:the )?(.+) ({_NOUN})")
# Words around a name that are no part of it: "near X" is answered with X, and says so.
NEAR = re.compile(
    r"(?:(?:near|close to|outside|around|cerca (?:de|del|a)|en las afueras de|alrededores de) "
    r"|(?:north|south|east|west|norte|sur|este|oeste) (?:of|de|del) )(?:the )?(.+)"
)
KIND = re.compile(
    r"(?:the |el |la |los |las )?(?:ciudad|city|town|village|pueblo|caserio|anexo|centro poblado"
    r"|comunidad(?: campesina| nativa)?|community|localidad|valle|estado|state|mina|mine|proyecto"
    r"|puerto|port|carretera|road|camino)"
    r"(?: (?:de|del|of|a|to))?(?: la| el| the)? (.+)"
    r"|(?:the )?(.+?) (?:city|town|village|community|valley|state|mine|project|road|highway)"
)


def undressed(part: str) -> tuple[str, str]:
    """`Provincia de Carabaya` -> (`carabaya`, `province`); a bare name -> (itself, "")."""
    folded = fold(part)
    if found := _BEFORE.fullmatch(folded):
        return found[2], LEVELS[found[1]]
    if found := _AFTER.fullmatch(folded):
        return found[1], LEVELS[found[2]]
    return folded, ""
