"""How a query is put: its parts, and how a name is dressed: "provincia de X", "near X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psgdash.archive.words import fold
from psgdash.geocoding.clues import STATES
from psgdash.geocoding.spelling import key

LEVELS = {
    "departamento": "department",
    "department": "department",
    "dpto": "department",
    "depto": "department",
    "gobierno regional": "department",
    "regional government": "department",
    "region": "department",  # since 2002 what the departments of Peru govern themselves as
    "provincia": "province",
    "province": "province",
    "prov": "province",
    "pcia": "province",
    "municipalidad provincial": "province",
    "provincial municipality": "province",
    "distrito": "district",
    "district": "district",
    "dist": "district",
    "dtto": "district",
    "municipalidad distrital": "district",
    "district municipality": "district",
}
_WIDEST = ("country", "department", "province", "district")
MOST_PARTS = 6  # a name and five things it lies in
_APART = re.compile(
    r"[,;()/|>→\n\t]|\s[-–—]\s"
    # "distrito de X provincia Y", "X in the province of Y"; but not "distrito y provincia de X"
    r"|(?<!\by)(?<!\band)(?:\s(?:in|en|of|de|del))?(?:\s(?:the|la|el))?\s"
    r"(?=(?:distrito|dist|dtto|provincia|prov|pcia|departamento|dpto|depto|regi[oó]n)\.?\s+\S"
    r"|(?:district|province|department|region)\s+of\s)",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\s(?:en|in)\s")
_HYPHEN = re.compile(r"[-–—]")
_NOUN = "|".join(LEVELS)
_BEFORE = re.compile(
    rf"(?:the |el |la )?({_NOUN})(?: (?:y|and) (?:{_NOUN}))?(?: constitucional)? "
    r"(?:de |del |of )?(?:the )?(.+)"
)
_AFTER = re.compile(rf"(?:the )?(.+) ({_NOUN})")
# "Islamic Republic of Iran", "República del Perú"
_FORMAL = re.compile(
    r"(?:the |la |el )?(?:(?:people'?s?(?: s)?|democratic|federal|federative|islamic|arab|socialist"
    r"|united|plurinational|bolivarian|hashemite|oriental|cooperative) )*"
    r"(?:republic|kingdom|state|sultanate|principality|republica|reino|estado|sultanato|principado)"
    r"(?: (?:popular|democratica|federal|federativa|islamica|arabe|unido|oriental|bolivariana"
    r"|plurinacional|cooperativa))* (?:of|de|del) (?:the |los |las )?(.+)"
)
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


def readings(query: str) -> Iterator[list[str]]:
    """The parts of a query, "X (Y, Z)" or "Z - Y - X", plainest first: a name and what holds it."""
    parts = _named(_APART.split(query))
    if not parts:
        return
    yield parts
    inner = _named(_WITHIN.split(parts[0], maxsplit=1))
    if len(inner) == 2:  # "San Juan in Ayacucho"
        yield [*inner, *parts[1:]]
    if len(tight := _named(_HYPHEN.split(query))) > len(parts):
        yield tight  # "PUNO-CARABAYA-SAN GABAN", where no name with a hyphen was known


def _named(parts: list[str]) -> list[str]:
    return [part.strip() for part in parts if key(part)][:MOST_PARTS]


def undressed(part: str) -> tuple[str, str]:
    """`Provincia de Carabaya` -> (`carabaya`, `province`); a bare name -> (itself, "")."""
    folded = fold(part)
    if found := _FORMAL.fullmatch(folded):
        return found[1], "country"
    if found := _BEFORE.fullmatch(folded):
        return found[2], LEVELS[found[1]]
    if found := _AFTER.fullmatch(folded):
        return found[1], LEVELS[found[2]]
    return folded, ""


def state_of(part: str) -> str:
    """The key of the state of the United States that is written short: "N.C.", "Ala.", "ME"."""
    letters = part.replace(".", "").replace(" ", "")
    short = part.endswith(".") or (letters.isupper() and len(letters) == 2)
    return key(STATES.get(fold(letters), "")) if short else ""


def is_wider(part: str, other: str) -> bool:
    """Whether one part speaks of a level above the other's: "Provincia de X, Distrito de Y"."""
    levels = [undressed(each)[1] for each in (part, other)]
    return all(levels) and _WIDEST.index(levels[0]) < _WIDEST.index(levels[1])
