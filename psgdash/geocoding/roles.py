"""What part a place plays in what a text tells: where it was, where from, where to, only named."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
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
_MEASURES = word_set(
    "hora horas minutos kilometro kilometros km cuadras leguas hour hours minutes miles kilometres"
    " kilometers mile south north east west"
)
_BESIDE = word_set("near cerca junto pegado outside between entre beyond opposite")
_HAPPENS = word_set("para visit visits visited visiting")
_IN = word_set("in en at")
_OF_OR_IN = frozenset([*clues.OF, *_IN])
_SEATED = word_set("listed based headquartered domiciliada fundado fundada")
_HEADS_OFFICE = word_set("headquarters sede")  # "its headquarters in X"; they are burnt down, too
_WHOSE = word_set("its their whose con cuya su")
_BORN = word_set("born nacido nacida nacio")
_SPEAK = word_set(
    """
    press prensa embassy embajada consulate consulado bishops obispos vicariate vicariato diocesis
    diocese representante representantes representative shareholders accionistas inversionistas
    executives directivos
    """
)
_COMPANY = word_set("compania company firm consorcio consortium")
_COMING = word_set(
    """
    procedente procedentes proveniente provenientes procedia procedian llegados llegadas venidos
    oriundo oriunda oriundos volvia volvian regresaba regresaban bajado bajaron subido venido
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
    llegaron llego viajaron viajo bajaron vinieron acudieron arribaron arrived travelled traveled
    flew
    """
)
_AGREED = word_set("acuerdo agreement")  # "llegaron a un acuerdo"
_SHELTERS = word_set(
    "hospital hospitals hospitales clinic clinica morgue penal penales prison jail carcel albergue"
    " base"
)
_CARRIED = word_set(
    """
    taken driven flown evacuated transferred rushed airlifted carried evacuados evacuado evacuada
    trasladados trasladado trasladada llevado llevada llevados llevaron conducido conducidos
    derivados derivado internado internados
    """
)
_CALLED = clues.IS | word_set("as como llamado llamada called named denominado denominada")
_REFUGE = word_set("asylum refuge asilo refugio")
_SAYING = word_set(
    """
    said says told insisted announced asked urged denied replied argued warned confirmed defended
    promised dijo afirmo aseguro anuncio pidio exigio sostuvo respaldo informo senalo indico declaro
    lamento advirtio reclamo rechazo explico preciso reitero demando condeno prometio nego
    """
)
_OFFICES = people.TITLES | word_set(
    "government gobierno officials ministry ministerio pcm ombudsman defensoria executive ejecutivo"
)
SPEAKER = 4  # words after "In X," in which it is told who speaks
SENTENCE = 16  # words around a name that can be of its sentence
NEAR = 3  # words before a name that are said of it


class Around:
    """The words around a name that tell its part."""

    def __init__(self, name: Name) -> None:
        self.name = name
        self.before = name.before or name.headed  # the preposition
        self.after = name.following[0].folded if name.following else ""
        self.near = frozenset(word.folded for word in name.previous[-NEAR:])

    @cached_property
    def spoken(self) -> str:
        """The word before the preposition: of "the road to X" it is `road`."""
        previous = self.name.previous
        for word, earlier in zip(previous[::-1], previous[-2::-1], strict=False):
            if word.folded == self.name.before:
                return earlier.folded
        return ""

    @property
    def alone(self) -> bool:
        """Whether a sentence opens with a preposition, the name and a comma: "In X, …"."""
        first = self.name.previous[:1]
        opens = bool(first) and first[0].opens and first[0].folded == self.before
        return (
            opens and len(self.name.previous) == 1 and self.name.text[self.name.stop :][:1] == ","
        )

    @cached_property
    def earlier(self) -> list[str]:
        """The words before it in its sentence."""
        words, at = self.name.words, self.name.at
        while at and not words[at].opens and self.name.at - at < SENTENCE:
            at -= 1
        return [word.folded for word in words[at : self.name.at]]

    @cached_property
    def later(self) -> list[str]:
        """The words after it in its sentence."""
        after = self.name.words[self.name.end : self.name.end + SENTENCE]
        return [word.folded for word in takewhile(lambda word: not word.opens, after)]


def _begins_a_way(of: Around) -> bool:
    """ "de X a Y"."""
    return of.before in clues.FROM and of.after in clues.UNTIL


def _is_on_a_road(of: Around) -> bool:
    """ "the road to X": there it is blocked."""
    return of.spoken in clues.ROADS


def _measures(of: Around) -> bool:
    """ "two hours from X", "near X" beside another place: it tells where that is."""
    far = of.before in (*clues.FROM, "of") and of.near & _MEASURES
    return bool(far or (of.name.last >= 0 and of.near & _BESIDE))


def _is_spoken_from(of: Around) -> bool:
    """ "From X, the minister said", "not far from X"."""
    return of.before in clues.ORIGIN and (_speaks(of) or of.spoken in clues.AWAY)


def _is_left(of: Around) -> bool:
    """ "from X", "leaving X"."""
    return of.before in clues.ORIGIN | clues.LEAVING


def _is_served(of: Around) -> bool:
    """ "water for X", "they visited X"."""
    return of.before in _HAPPENS


def _is_reached(of: Around) -> bool:
    """ "to X", "reached X"."""
    return of.before in clues.DESTINATION | clues.REACHING


def _is_headed_for(of: Around) -> bool:
    """ "left for X", "bound for X"."""
    said = [word.folded for word in of.name.previous[-2:]]
    return len(said) == 2 and said[1] == "for" and said[0] in ("left", "bound", "off", "headed")


def _was_left(of: Around) -> bool:
    """ "salió ayer de X", "fled with his family to the hills of X"."""
    words = of.name.words[max(0, of.name.at - EARLIER) : of.name.at]
    return any(word.folded in _LEFT for word in words)


def _is_a_seat(of: Around) -> bool:
    """ "the X-based firm", "listed in X", "the company of X", "LIMA (AP) -": where agencies sit."""
    if of.after == "based" or (of.before in _IN and of.near & _SEATED):
        return True
    if of.before in _IN and of.near & _HEADS_OFFICE and not _WHOSE.isdisjoint(of.earlier):
        return True
    if of.before in clues.OF and of.near & _COMPANY:
        return True
    return of.name.dateline and any(entry.seat == "country" for entry in of.name.entries)


def _only_speaks(of: Around) -> bool:
    """ "the bishops of X", "In X, the minister said": what they speak of is elsewhere."""
    if of.before in _OF_OR_IN and of.near & _SPEAK:
        return True
    return of.before in ("in", "en") and _speaks(of)


def _speaks(of: Around) -> bool:
    """Whether an office speaks there: "In X, the minister said"."""
    offices = not _OFFICES.isdisjoint(of.later[:SPEAKER])
    return of.alone and offices and not _SAYING.isdisjoint(of.later)


def _shelters(of: Around) -> bool:
    """ "were taken to the hospital of X", "asylum in X"."""
    if of.before not in _OF_OR_IN:
        return False
    carried = of.near & _SHELTERS and not _CARRIED.isdisjoint(of.earlier)
    return bool(of.near & _REFUGE or carried)


def _is_where_people_are_from(of: Around) -> bool:
    """ "born in X", "procedentes de X", "the women of X arrived"."""
    if of.before in _IN and of.near & _BORN:
        return True
    if of.before not in clues.OF:
        return False
    around = {*of.earlier, *of.later}
    moved = not _MOVED.isdisjoint(around) and _AGREED.isdisjoint(around)
    return bool(of.near & _COMING or (of.near & _GROUPS and moved))


def _has_an_officer(of: Around) -> bool:
    """ "the mayor of X"."""
    return of.before in clues.OF and of.spoken in people.TITLES


def _acts(of: Around) -> bool:
    """Whether a country, a capital or a work stands as a subject: it acts, or is what it is about.

    Another place as a subject is where it happens: "X and Y have been without light".
    """
    previous = of.name.previous
    if of.before or (previous and previous[-1].folded in _CALLED):
        return False
    return any(
        e.precision == "country"
        or (e.seat == "country" and e.country != "PE")
        or (e.curated and of.name.last >= 0)
        for e in of.name.entries
    )


# The first that holds tells the part; a place of which none does is where it happens.
RULES: tuple[tuple[Callable[[Around], bool], str], ...] = (
    (_begins_a_way, "origin"),
    (_is_on_a_road, "site"),
    (_measures, "mentioned"),
    (_is_spoken_from, "mentioned"),
    (_is_left, "origin"),
    (_is_served, "site"),
    (_is_reached, "destination"),
    (_is_headed_for, "destination"),
    (_was_left, "origin"),
    (_is_a_seat, "mentioned"),
    (_only_speaks, "mentioned"),
    (_shelters, "destination"),
    (_is_where_people_are_from, "origin"),
    (_has_an_officer, "mentioned"),
    (_acts, "mentioned"),
)


def role(name: Name) -> str:
    """What part the place plays: site, origin, destination or mentioned."""
    around = Around(name)
    return next((part for holds, part in RULES if holds(around)), "site")


def is_within_a_list(name: Name) -> bool:
    """Whether it has the part of the place before it: X in "Lampa, X y Huancané"."""
    if not 0 < name.last == name.at or not name.text[: name.start].endswith(", "):
        return False
    after = name.following[:1]
    return name.text[name.stop : name.stop + 2] == ", " or (
        bool(after) and after[0].folded in clues.JOINING
    )
