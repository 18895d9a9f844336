"""The difference of two sides in sentences that claim no more than the counts bear out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from psgdash.archive.dates import month_end, month_words
from psgdash.archive.gate import Published
from psgdash.archive.words import in_language
from psgdash.locale import Words
from psgdash.query.comparing import Comparison, Side, months_of

RATIO_FROM = 10  # events of the larger side; below, "so many more" says it better than "times"
LEAST_RATIO = 1.8  # below that, "so many more"
FEW = 10
LEAST_SHARE = 3  # events of either side; a theme's share of fewer is chance


def sentences(
    comparison: Comparison,
    sides: tuple[Side, Side],
    names: tuple[str, str],
    published: Published,
    t: Words,
    *,
    covered: Collection[str] = (),
) -> list[str]:
    """How many each, how they differ in length and themes, and what to mind.

    `covered` are the months (YYYY-MM) of which the whole archive holds events.
    """
    said = [_counts(sides, names, t), *_reach(comparison, covered, t)]
    said += _lengths(comparison, sides, t)
    said += _themes(sides, published, t)
    shared = len(sides[0].ids & sides[1].ids)
    if shared and comparison.kind == "periods":
        said.append(
            t.plural(
                "{n} event counts on both sides, because its date may mean either.",
                "{n} events count on both sides, because their dates may mean either.",
                shared,
            )
        )
    elif shared:
        said.append(
            t.plural(
                "{n} event counts on both sides: it concerns both places.",
                "{n} events count on both sides: they concern both places.",
                shared,
            )
        )
    if 0 < max(side.events for side in sides) < FEW:
        said.append(t("These are few: one event more or less would change the picture."))
    return said


def _counts(sides: tuple[Side, Side], names: tuple[str, str], t: Words) -> str:
    a, b = (side.events for side in sides)
    if not a and not b:
        return t("The archive holds no events for {a} or for {b}.", a=names[0], b=names[1])
    if a == b:
        return t.plural(
            "The archive holds {n} event each for {a} and for {b}.",
            "The archive holds {n} events each for {a} and for {b}.",
            a, a=names[0], b=names[1],
        )  # fmt: skip
    values = {"a": names[0], "b": names[1], "m": t.number(b)}
    if not a:
        return t("The archive holds no events for {a} and {m} for {b}.", **values)
    if not b:
        return t.plural(
            "The archive holds {n} event for {a} and none for {b}.",
            "The archive holds {n} events for {a} and none for {b}.",
            a, a=names[0], b=names[1],
        )  # fmt: skip
    held = t.plural(
        "The archive holds {n} event for {a} and {m} for {b}",
        "The archive holds {n} events for {a} and {m} for {b}",
        a,
        **values,
    )
    return f"{held}: {_by_how_much(a, b, t)}."


def _by_how_much(a: int, b: int, t: Words) -> str:
    more, less, first = max(a, b), min(a, b), a > b
    if more < RATIO_FROM or more / less < LEAST_RATIO:
        n = t.number(more - less)
        return t("{n} more for the first", n=n) if first else t("{n} more for the second", n=n)
    times = round(more / less)
    said = {2: t("twice"), 3: t("three times"), 4: t("four times"), 5: t("five times")}.get(
        times, t("{n} times", n=t.number(times))
    )
    if more != less * times:
        said = t("about {times}", times=said)
    if first:
        return t("{times} as many for the first", times=said)
    return t("{times} as many for the second", times=said)


def _reach(comparison: Comparison, covered: Collection[str], t: Words) -> list[str]:
    """Where the archive begins and ends, if a period reaches beyond."""
    if not comparison.periods or not covered:
        return []
    first, last = (date.fromisoformat(f"{month}-01") for month in (min(covered), max(covered)))
    if all(start >= first and end <= month_end(last) for start, end in comparison.periods):
        return []
    return [
        t(
            "The archive's events reach from {first} to {last};"
            " of what lies outside it says nothing.",
            first=month_words(first, t.language), last=month_words(last, t.language),
        )
    ]  # fmt: skip


def _lengths(comparison: Comparison, sides: tuple[Side, Side], t: Words) -> list[str]:
    """Periods of unequal length: what that makes in a month, or in a year."""
    if not comparison.periods:
        return []
    a, b = (months_of(period) for period in comparison.periods)
    if abs(a - b) < 0.1 * max(a, b) or not any(side.events for side in sides):
        return []
    if min(a, b) < 1:
        return [t("The periods are not equally long, and one is too short to reckon by the month.")]
    if min(a, b) >= 12:
        rates = [side.events / (m / 12) for side, m in zip(sides, (a, b), strict=True)]
        told = t("The periods are not equally long: that is {a} and {b} a year.", **_pair(rates, t))
    else:
        rates = [side.events / m for side, m in zip(sides, (a, b), strict=True)]
        told = t(
            "The periods are not equally long: that is {a} and {b} a month.", **_pair(rates, t)
        )
    return [told]


def _pair(rates: list[float], t: Words) -> dict[str, str]:
    return {name: t.number(round(rate, 1)) for name, rate in zip("ab", rates, strict=True)}


def _themes(sides: tuple[Side, Side], published: Published, t: Words) -> list[str]:
    """The theme in whose share the two differ most, in counts and without percentages."""
    a, b = sides
    if min(a.events, b.events) < LEAST_SHARE:
        return []

    def apart(name: str) -> float:
        shares = (side.themes.get(name, 0) / side.events for side in sides)
        first, second = shares
        return abs(first - second)

    name = max(published.themes, key=apart, default=None)
    if name is None or apart(name) < 0.1:
        return []
    return [
        t(
            "The widest difference is in {theme}: {x} of {m} for the first, {y} of {n} for the"
            " second.",
            theme=in_language(published.themes[name].name, t.language)[0],
            x=t.number(a.themes.get(name, 0)), m=t.number(a.events),
            y=t.number(b.themes.get(name, 0)), n=t.number(b.events),
        )
    ]  # fmt: skip
