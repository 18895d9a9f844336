"""Events that look like one event told twice."""

from __future__ import annotations

from collections.abc import Iterator

from psgdash.archive.likeness import pairs
from psgdash.health.findings import Asked, Finding


def duplicates(asked: Asked) -> Iterator[Finding]:
    """Pairs of one place, a near date and a similar title that are not linked as related."""
    t, archive = asked.t, asked.archive
    for pair in pairs(list(asked.events()), archive.places):
        first, second = archive.events[pair.first], archive.events[pair.second]
        if first.id in second.related or second.id in first.related:
            continue  # somebody has seen both and said that they are two
        path, line = archive.lines["event", pair.first]
        yield asked.found(
            "event", pair.second, "",
            t("It looks like {other} ({where}): a similar title, a near date, and the same place.",
              other=pair.first, where=f"{path}:{line}")
            if pair.km is not None
            else t("It looks like {other} ({where}): a similar title and a near date.",
                   other=pair.first, where=f"{path}:{line}"),
            t("If they are one, keep the better and write `status: withdrawn` in the other; if "
              "not, link them with `related: [{other}]`.", other=pair.first),
        )  # fmt: skip
