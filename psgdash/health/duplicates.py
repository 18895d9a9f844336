"""Events that look like one event told twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from psgdash.archive.likeness import pairs
from psgdash.health.findings import Asked, Finding


def duplicates(asked: Asked) -> Iterator[Finding]:
    """Pairs that are likely one event and are not linked as related."""
    t, archive = asked.t, asked.archive
    whys = {
        "address": t("the same web address"),
        "text": t("nearly the same text"),
        "title": t("a similar title, a near date, and the same place"),
        "nowhere": t("a similar title and a near date"),
    }
    for pair in pairs(list(asked.events()), archive.places):
        first, second = archive.events[pair.first], archive.events[pair.second]
        if first.id in second.related or second.id in first.related:
            continue  # somebody has seen both and said that they are two
        finding = asked.found(
            "event", second.id, "",
            t("It looks like {other}: {why}.", other=asked.named(first),
              why=whys["nowhere" if pair.why == "title" and pair.km is None else pair.why]),
            t("If they are one, keep the better and write `status: withdrawn` in the other; if "
              "not, link them with `related: [{other}]`.", other=first.id),
            form=t("Open both. If they are one, put into the better what only the other has, and "
                   "withdraw the other."),
        )  # fmt: skip
        yield replace(finding, other=first.id)
