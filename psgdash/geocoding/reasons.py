"""Why a place is meant: all that the finder says of it, each a text that has its Spanish."""

from __future__ import annotations

from collections.abc import Iterable

from psgdash.geocoding.entries import Entry
from psgdash.geocoding.ranks import unit
from psgdash.locale.message import Message

Why = tuple[Message, ...]

# What it is.
CURATED = Message("curated site")
_UNITS = {
    "site": Message("site"),
    "district": Message("district"),
    "province": Message("province"),
    "department": Message("department"),
    "region": Message("region"),
    "country": Message("country"),
}
_SEATS = {
    "": Message("town"),
    "district": Message("seat of its district"),
    "province": Message("seat of its province"),
    "department": Message("seat of its department"),
    "region": Message("seat of its region"),
    "country": Message("capital"),
}
# How its name goes with what is written.
LIKE_IT = Message("the name is like it")
OTHER_NAME = Message("another name of it")
NEAR_IT = Message("near it")
WITHIN_WORDS = Message("named within the words")
_CALLED = {
    "district": Message("called a district"),
    "province": Message("called a province"),
    "department": Message("called a department"),
    "region": Message("called a region"),
}
_NO_SUCH = {
    "district": Message("no district of this name is known"),
    "province": Message("no province of this name is known"),
    "department": Message("no department of this name is known"),
}
# Where it is.
NOT_IN_PERU = Message("not in Peru")
ITS_COUNTRY = Message("its country is spoken of")
HOLDS_NEIGHBOUR = Message("what is named beside it is in it")
_SOMEWHERE_IN = {
    "province": Message("where in its province is not known"),
    "department": Message("where in its department is not known"),
}


def in_english(why: Iterable[Message]) -> str:
    """The reasons as the command line prints them."""
    return "; ".join(map(str, why))


def rank(entry: Entry) -> Message:
    """What a place is: a town by the highest that it leads, all else by its level."""
    return _SEATS[entry.seat] if entry.precision == "town" else _UNITS[unit(entry)]


def called(level: str) -> Message:
    """The words around its name say what it is: "district of X"."""
    return _CALLED[level]


def no_such(level: str) -> Message:
    """It is not what was asked for."""
    return _NO_SUCH[level]


def somewhere_in(precision: str) -> Message:
    """Its point is that of what it lies in."""
    return _SOMEWHERE_IN[precision]


def like(name: str) -> Message:
    """A slip is likely."""
    return Message("the name is like {name}", (("name", name),))


def also_called(name: str) -> Message:
    """What is written is not the first of its names."""
    return Message("also called {name}", (("name", name),))


def within(place: str) -> Message:
    """It lies in what is named."""
    return Message("in {place}", (("place", place),))


def holds(place: str) -> Message:
    """What is named lies in it."""
    return Message("{place} is in it", (("place", place),))


def near(other: Entry) -> Message:
    """Another place of the text is near; by its id it can be named in another language."""
    return Message("near {place}", (("place", other.name), ("place_id", other.id)))


def none_in_it(name: str) -> Message:
    """It stands for a place that is said to lie in it and is not known."""
    return Message("no {name} is known in it", (("name", name),))


def none_here(name: str) -> Message:
    """It stands for a place that was asked for in it and is not known."""
    return Message("no {name} is known here", (("name", name),))


def alike(n: int) -> Message:
    """As many, more than one, may as well be meant."""
    return Message("{n} places are named so", (("n", n),))


def away(km: float) -> Message:
    """How far it is from a point."""
    return Message("{km} km away", (("km", round(km)),))


def calls_it(service: str, kind: str) -> Message:
    """What an online service says that it is, in OpenStreetMap's own terms."""
    return Message("{service} calls it {kind}", (("service", service), ("kind", kind)))


def answer_of(service: str) -> Message:
    """An online service says no more of it than that it is there."""
    return Message("{service}'s answer", (("service", service),))


def asked_on(day: str) -> Message:
    """When an online service was asked, as YYYY-MM-DD."""
    return Message("asked on {day}", (("day", day),))
