"""What part a place plays in what a text tells: where it was, where from, where to, only named."""

from __future__ import annotations

from itertools import takewhile

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
_IN = word_set("in en at")
_OF_OR_IN = frozenset([*clues.OF, *_IN])
# "Whose headquarters are in X": that is not where it happened.
_SEATED = word_set(
    """
    listed based registered headquarters headquartered sede domiciliada registrada founded fundado
    fundada
    """
)
_BORN = word_set("born nacido nacida nacio")
_SPEAK = word_set(
    """
    press prensa embassy embajada consulate consulado bishops obispos bodies vicariate
    vicariato diocesis diocese radio representante representantes representative
    investors inversionistas shareholders accionistas refiners executives directivos
    """
)  # "the bishops in X": of X they are, and speak of elsewhere
_COMPANY = word_set("company compania empresa firm firma grupo group consorcio consortium")
_COMING = word_set(
    """
    procedente procedentes proveniente provenientes procedia procedian llegados llegadas venidos
    oriundo oriunda oriundos natural naturales era eran volvia volvian regresaba regresaban bajado
    bajaron subido venido
    """
)
_GROUPS = people.OF_PLACES - word_set("alcalde alcaldesa mayor concejo municipio") | word_set(
    """
    delegaciones delegates delegations comisiones familias families mujeres women madres mothers
    padres campesinos peasants ganaderos productores pescadores fishermen trabajadores workers
    estudiantes students ronderas dirigentes leaders habitantes
    """
)
_MOVED = word_set(
    """
    llegaron viajaron bajaron vinieron acudieron arribaron arrived came travelled traveled flew
    """
)
_SHELTERS = word_set(
    "hospital hospitals hospitales clinic clinica morgue penal penales prison jail carcel albergue"
    " base"
)
_CARRIED = word_set(
    """
    taken driven flown evacuated transferred rushed airlifted moved carried reached shut died
    evacuados evacuado evacuada trasladados trasladado trasladada llevado llevada llevados llevaron
    conducido conducidos derivados derivado internado internados fallecio murio
    """
)
_CALLED = clues.IS | word_set("as como llamado llamada called named denominado denominada")
_REFUGE = word_set("asylum refuge asilo refugio")
_SAYING = word_set(
    """
    said says told called insisted announced asked demanded blamed urged denied replied argued
    described complained protested warned confirmed defended praised condemned rejected promised
    dijo afirmo aseguro anuncio pidio exigio sostuvo respaldo informo senalo indico declaro lamento
    advirtio reclamo rechazo explico preciso reitero demando condeno guardaba prometio nego
    """
)
SENTENCE = 16  # words after a name in which its sentence comes to its verb


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
    opens = name.previous[:1] and name.previous[0].opens and len(name.previous) == 1
    if opens and before in clues.ORIGIN and name.text.startswith(",", name.stop):
        return "mentioned"  # "From X, the minister said"
    if before in clues.ORIGIN | clues.LEAVING:
        return "mentioned" if spoken in clues.AWAY else "origin"
    if before in _HAPPENS:
        return "site"
    if before in clues.DESTINATION | clues.REACHING:
        return "destination"
    earlier = {word.folded for word in name.words[max(0, name.at - EARLIER) : name.at]}
    if earlier & _LEFT:
        return "origin"
    if after == ["based"] or _stands_aside(name, before):
        return "mentioned"
    if before in _OF_OR_IN and (near & _REFUGE or (near & _SHELTERS and _says(name, _CARRIED))):
        return "destination"
    if before in _IN and near & _BORN:
        return "origin"
    if before in clues.OF and (near & _COMING or (near & _GROUPS and _says(name, _MOVED))):
        return "origin"
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
    called = name.previous[-1:] and name.previous[-1].folded in _CALLED
    return "site" if before or called or not actor else "mentioned"


def _stands_aside(name: Name, before: str) -> bool:
    """Whether a place is whose seat or birthplace it is, or only from where somebody speaks."""
    near = {word.folded for word in name.previous[-3:]}
    if before in _OF_OR_IN and near & _SPEAK:
        return True
    if (before in _IN and near & _SEATED) or (before in clues.OF and near & _COMPANY):
        return True
    if name.dateline and any(entry.seat == "country" for entry in name.entries):
        return True  # where the agencies sit
    first = name.previous[:1]
    if not (first and first[0].opens and first[0].folded == before and len(name.previous) == 1):
        return False
    # "In X, the minister said": what it tells of is elsewhere.
    comma = name.text.startswith(",", name.stop)
    return comma and before in ("in", "en") and not _SAYING.isdisjoint(_after(name))


def _after(name: Name) -> list[str]:
    """The words after it in its sentence."""
    after = takewhile(lambda word: not word.opens, name.words[name.end : name.end + SENTENCE])
    return [word.folded for word in after]


def _says(name: Name, words: frozenset[str]) -> bool:
    """Whether its sentence has one of some words."""
    at = name.at
    while at and not name.words[at].opens and name.at - at < SENTENCE:
        at -= 1
        if name.words[at].folded in words:
            return True
    return not words.isdisjoint(_after(name))


def _spoken_before(name: Name) -> str:
    """The word before the preposition: of "the road to X" it is `road`."""
    for word, earlier in zip(name.previous[::-1], name.previous[-2::-1], strict=False):
        if word.folded == name.before:
            return earlier.folded
    return ""
