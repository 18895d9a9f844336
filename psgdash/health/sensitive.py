"""Sensitive events whose place cannot be shown as they ask, and is shown coarser or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from psgdash.archive import gate
from psgdash.health.findings import Asked, Finding
from psgdash.query.coarsening import coarser_words


def places(asked: Asked) -> Iterator[Finding]:
    """Places of which readers see less than the event's sensitivity would let them."""
    archive, t = asked.archive, asked.t
    areas = gate.areas_of(archive, asked.divisions)
    fix = t("Write in `within` of the place, innermost first, the district, the province, the "
            "department and the country that it lies in.")  # fmt: skip
    for event in asked.events():
        for seen in gate.coarser(event, archive.places, areas):
            said = coarser_words(seen, archive.site.country, t)
            yield asked.found("event", event.id, "sensitivity", said, fix)
