"""Why a place is meant, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from psgdash.archive.words import in_language
from psgdash.editing.sitenames import names_of_site
from psgdash.locale import Words
from psgdash.locale.message import Message


def why_words(why: Iterable[Message], t: Words) -> str:
    """The reasons one after the other, with the names that curated sites have in the language."""
    return "; ".join(t.say(_named(reason, t.language)) for reason in why)


def _named(reason: Message, language: str) -> Message:
    """The place of a reason by its name in the language, where its id is told."""
    values = dict(reason.values)
    if "place_id" not in values:
        return reason
    names = names_of_site(str(values["place_id"]), str(values["place"]))
    return replace(reason, values=(("place", in_language(names, language)[0]),))
