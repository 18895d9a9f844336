"""Places that may be meant, in words that tell them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from psgdash.archive.words import fold, in_language
from psgdash.editing.choices import Choice
from psgdash.editing.placedrafts import is_own
from psgdash.locale import Words

_SEEN = 2  # of what a place lies in: the province and the department


def choice_name(choice: Choice, t: Words) -> str:
    """The name of a place that may be meant."""
    return in_language(choice.names, t.language)[0]


def told_apart(choices: Sequence[Choice], t: Words) -> list[str]:
    """Each of some places in words that no other has: name, what it lies in, level.

    On a phone the beginning alone is seen, so what tells namesakes apart comes first.
    """
    said = [_words(choice, t, _SEEN) for choice in choices]
    for steps in (_SEEN + 1, None):
        often = Counter(said)
        said = [
            words if often[words] == 1 else _words(choice, t, steps)
            for words, choice in zip(said, choices, strict=True)
        ]
    return said


def levels(t: Words) -> dict[str, str]:
    """How exactly a place is known, in a word or two, finest first."""
    return {
        "site": t("exact site"),
        "town": t("town"),
        "district": t("district"),
        "province": t("province"),
        "department": t("department"),
        "region": t("a wider region"),
        "country": t("the whole country"),
    }


def _words(choice: Choice, t: Words, steps: int | None) -> str:
    """A place in words, with so many steps of what it lies in; without a number where it is."""
    base = choice.base
    said = _own_words(choice, t) if is_own(choice) else _known_words(choice, t, steps)
    if steps is None:
        said = f"{said} · {base.lat:.2f}, {base.lon:.2f}"
    return t("{place} (in the archive)", place=said) if choice.place else said


def _known_words(choice: Choice, t: Words, steps: int | None) -> str:
    name, base = choice_name(choice, t), choice.base
    apart = [each for each in _lies_in(choice) if fold(each) != fold(name)]
    parts = (name, ", ".join(apart[-steps:] if steps else apart), levels(t)[base.precision])
    return " · ".join(filter(None, parts))


def _own_words(choice: Choice, t: Words) -> str:
    name, lies_in = choice_name(choice, t), _lies_in(choice)
    if not lies_in:
        return t("“{name}”: not known; its pin is yours to put", name=name)
    return t("“{name}”: not known; its pin is yours to put (now at {place})",
             name=name, place=lies_in[0])  # fmt: skip


def _lies_in(choice: Choice) -> list[str]:
    """What it lies in, each name once; that it is in Peru goes without saying."""
    return [each for each in dict.fromkeys(choice.base.within) if fold(each) != "peru"]
