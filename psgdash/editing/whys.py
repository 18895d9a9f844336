"""Why a place is meant, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from psgdash.archive.words import fold, in_language
from psgdash.editing.sitenames import names_of_site
from psgdash.geocoding import reasons
from psgdash.locale import Words
from psgdash.locale.message import Message

# What a place is stands beside its name already.
_LEVELS = {
    reasons.CURATED.text, "site", "town", "district", "province", "department", "region", "country"
}  # fmt: skip
_STANDS_FOR = reasons.none_in_it("").text


def why_words(why: Iterable[Message], t: Words, itself: str = "") -> str:
    """The reasons one after the other, each place once, by its name in the language if it has one.

    `itself` is the id of the place that they are of.
    """
    return "; ".join(t.say(reason) for reason in _plain(why, t.language, itself))


def _plain(why: Iterable[Message], language: str, itself: str) -> Iterator[Message]:
    told: set[str] = set()
    for reason in why:
        values = dict(reason.values)
        place = fold(str(values.get("place", "")))
        is_itself = bool(itself) and values.get("place_id") == itself
        if reason.text in _LEVELS or is_itself or place in told:
            continue
        told |= {place} - {""}
        if reason.text == _STANDS_FOR:
            yield Message("{name} is said to lie in it, and is not known", reason.values)
        else:
            yield _named(reason, language)


def _named(reason: Message, language: str) -> Message:
    """The place of a reason by its name in the language, where its id is told."""
    values = dict(reason.values)
    if "place_id" not in values:
        return reason
    names = names_of_site(str(values["place_id"]), str(values["place"]))
    return replace(reason, values=(("place", in_language(names, language)[0]),))
