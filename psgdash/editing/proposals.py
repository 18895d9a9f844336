"""What a pasted text proposes: language, title, date, places, kind, themes; each with its reason.

Nothing is decided here: an editor confirms or changes every part.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from psgdash.archive.dates import EventDate
from psgdash.archive.loading import Archive
from psgdash.archive.records import Kind, Theme
from psgdash.archive.words import fold
from psgdash.editing import datewords
from psgdash.editing.choices import Choice, choices_of
from psgdash.editing.pasting import parted, sourced
from psgdash.geocoding.clues import word_set
from psgdash.geocoding.containing import by_area, links
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.mentions import Mention
from psgdash.geocoding.mentions import find as find_places
from psgdash.geocoding.reasons import Why, in_english

TEXT_LIMIT = 20_000  # characters of a pasted text
TITLE_WEIGHT = 3  # a word in the title says more of what the news is about
MOST_THEMES, MOST_PLACES = 3, 8
SURE = 0.5  # score under which a place is offered but not chosen
WHOLE = 3  # letters: of a theme's words the longer ones are beginnings, `dam` is not in `damage`
_COMMON = {  # no library: two languages are told apart by two dozen words
    "en": word_set("the of and to in was were that on by for with from their has have"),
    "es": word_set("el la los las de del y que en por para con una fue se su al"),
}


@dataclass(frozen=True, slots=True)
class PlaceProposal:
    """A place name in the text: its role, the choices best first, and why."""

    as_written: str
    role: str
    choices: tuple[Choice, ...]
    score: float
    why: Why = ()

    @property
    def reason(self) -> str:
        """Why the first is meant, in English; empty where the text names no place."""
        return in_english(self.why)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the text proposes; `dates` are all that it names, `date` the one to begin with.

    `date_words` are the words that gave it; empty where only the edition does.
    """

    language: str
    title: str
    text: str
    published: date
    date: EventDate
    date_basis: str
    date_words: str
    dates: tuple[datewords.DateFound, ...]
    kind: str
    themes: tuple[str, ...]
    conflict: bool
    places: tuple[PlaceProposal, ...]
    others: tuple[PlaceProposal, ...] = ()  # beyond MOST_PLACES, and what holds those put in
    source: Mapping[str, str] = field(default_factory=dict)  # `title`, `url`; empty: it names none


LATE = 3  # years
_YEAR = re.compile(r"\d{4}")


def propose(pasted: str, archive: Archive, gazetteer: Gazetteer, published: date) -> Proposal:
    """Read a pasted text: a title on the first line, perhaps the edition's day, then the text."""
    title, text, day = parted(pasted)
    text, source = sourced(text)
    published = day or published
    language = language_of(f"{title}\n{text}")
    dates = datewords.find(text, language, published)
    if day is None and (told := next((f for f in dates if f.reported and _dated(f)), None)):
        published = day = date.fromisoformat(told.edtf.rstrip("~"))
        dates = datewords.find(text, language, published)
    recent = _recent(dates, published, sure=day is not None)
    edtf = recent.edtf if recent else published.isoformat()[:7]
    whole = f"{title}\n\n{text}"
    found = find_places(whole, gazetteer)
    # A place is no hint of a theme: Cocachacra does not grow coca.
    bare = _without(whole, found)
    head, body = bare[: len(title)], bare[len(title) :]
    kind = _kind(head, body, archive.kinds)
    acled = archive.kinds[kind].acled if kind in archive.kinds else None
    places, others = _weighed(*_places(whole, found, archive, language))
    return Proposal(
        language=language,
        title=title,
        text=text,
        published=published,
        date=EventDate.parse(edtf),
        date_basis="text" if recent else "edition",
        date_words=recent.words if recent else "",
        dates=dates,
        kind=kind,
        themes=_themes(head, body, archive.themes),
        conflict=acled is not None,
        places=places,
        others=others,
        source=source,
    )


def _recent(
    dates: Sequence[datewords.DateFound], published: date, *, sure: bool
) -> datewords.DateFound | None:
    """The date to begin with; the edition's day, of which others are told, is `sure` or today."""
    recent = sorted((found for found in dates if found.recent), key=lambda found: found.reported)
    if sure or not recent or _dated(recent[0]):
        return recent[0] if recent else None
    # Of which year "6 March" is, nothing tells, and "last year" even less; a date with its year is
    # sure.
    full = [found for found in dates if datewords.EXACT.fullmatch(found.edtf) and _dated(found)]
    told = re.search(r"\d", recent[0].words)
    late = (f for f in full if not told or published.year - int(f.edtf[:4]) <= LATE)
    return next(late, recent[0])


def _dated(found: datewords.DateFound) -> bool:
    return bool(_YEAR.search(found.words))


def language_of(text: str) -> str:
    """The language by its commonest words; English where they say nothing."""
    words = re.findall(r"\w+", text.lower())
    counts = {name: sum(w in common for w in words) for name, common in _COMMON.items()}
    return max(counts, key=lambda name: (counts[name], name == "en"))


def _scores(title: str, text: str, known: Mapping[str, Theme | Kind]) -> dict[str, int]:
    """How often the words of each theme or kind begin a word, those of the title counted more."""
    head, body = f" {fold(title)} ", f" {fold(text)} "
    scores = {}
    for name, entry in known.items():
        words = [
            f" {word}" if len(word) > WHOLE else f" {word} " for word in map(fold, entry.words)
        ]
        scores[name] = sum(TITLE_WEIGHT * head.count(word) + body.count(word) for word in words)
    return {name: score for name, score in scores.items() if score}


def _themes(title: str, text: str, themes: Mapping[str, Theme]) -> tuple[str, ...]:
    scores = _scores(title, text, themes)
    order = list(themes)
    ranked = sorted(scores, key=lambda name: (-scores[name], order.index(name)))
    return tuple(ranked[:MOST_THEMES])


def _kind(title: str, text: str, kinds: Mapping[str, Kind]) -> str:
    scores = _scores(title, text, kinds)
    return max(kinds, key=lambda name: scores.get(name, 0)) if scores else ""


def _without(text: str, found: Iterable[Mention]) -> str:
    """The text with place names of one word blanked out; `Yanacocha mine` does say something."""
    for mention in found:
        if " " not in text[mention.start : mention.end].strip():
            blank = " " * (mention.end - mention.start)
            text = text[: mention.start] + blank + text[mention.end :]
    return text


def _weighed(
    found: Sequence[PlaceProposal], holders: Collection[str]
) -> tuple[tuple[PlaceProposal, ...], tuple[PlaceProposal, ...]]:
    """As many as a record can well have, what is sure and played a part first; and the others.

    `holders` are the ids of places that are no more than where another lies.
    """
    finer = [each for each in found if each.choices[0].id not in holders]
    ranked = sorted(finer, key=lambda each: (each.score < SURE, each.role == "mentioned"))
    kept = [id(each) for each in ranked[:MOST_PLACES]]
    return (
        tuple(each for each in found if id(each) in kept),
        tuple(each for each in found if id(each) not in kept),
    )


def _places(
    text: str, found: Sequence[Mention], archive: Archive, language: str
) -> tuple[tuple[PlaceProposal, ...], set[str]]:
    """Each place once, in the text's order; "X, Puno" is X.

    Beside them the ids of those that only say where another lies: these are offered, not put in.
    """
    proposals: dict[str, PlaceProposal] = {}
    holders = set()
    holding = _holding(found)
    linked = [i > 0 and _lies_in(found[i - 1], mention, text) for i, mention in enumerate(found)]
    for i, mention in enumerate(found):
        choices = choices_of(mention.name, mention.candidates, archive, language)
        name = choices[0].id
        if holding[i] and (linked[i] or mention.role == "mentioned"):
            holders.add(name)
        if linked[i]:
            continue
        before = proposals.get(name)
        if before and (before.role != "mentioned" or mention.role == "mentioned"):
            continue
        end = found[i + 1].end if i + 1 < len(found) and linked[i + 1] else mention.end
        said = before.as_written if before else text[mention.start : end]
        proposals[name] = PlaceProposal(said, mention.role, choices, mention.score, mention.why)
    country = f"archive:{archive.site.country}"
    if len(proposals) > 1:  # what happened somewhere in the country did not happen in all of it
        proposals.pop(country, None)
    sure = any(each.score >= SURE for each in proposals.values())
    if not sure and archive.site.country in archive.places:
        choice = Choice(archive.places[archive.site.country], None)
        proposals[country] = PlaceProposal("", "site", (choice,), SURE)
    return tuple(proposals.values()), holders


def _lies_in(one: Mention, other: Mention, text: str) -> bool:
    """Whether a place is only named as that which the one before it lies in: San Gabán, Puno."""
    area = other.candidates[0]
    if area.precision in ("site", "town") or not links(text[one.end : other.start]):
        return False
    return fold(area.name) in map(fold, one.candidates[0].within)


def _holding(found: Sequence[Mention]) -> list[bool]:
    """Whether each place is an area in which another one of the text lies."""
    places = [mention.candidates[0] for mention in found]
    inside = by_area(places)
    return [
        place.precision not in ("site", "town")
        and any(other.id != place.id for other in inside.get(fold(place.name), ()))
        for place in places
    ]
