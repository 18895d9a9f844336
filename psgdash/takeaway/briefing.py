"""The briefing: a PDF of what the filter keeps, to be printed, read and searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Any

from psgdash.archive.dates import month_words
from psgdash.archive.records import Event
from psgdash.figures.palette import PALETTES
from psgdash.query import saying
from psgdash.takeaway import Progress, svg, timeline, typesetting
from psgdash.takeaway.items import item
from psgdash.takeaway.material import THEME, Material
from psgdash.takeaway.picture import map_of

WIDTH = 680  # units across a page of 170 mm: a pixel of the screen is 0.7 points
MAP, LINE = 452, 336  # heights: 113 and 84 mm


def write(material: Material, progress: Progress) -> bytes:
    """The briefing as PDF."""
    steps = len(material.events) + 3
    title = _title(material)
    pictures = {"map": _drawing(map_of(material, WIDTH, MAP, 1.0), MAP, material)}
    progress(1, steps)
    line = timeline.drawn(
        material.marks, material.published, material.covered,
        width=WIDTH, height=LINE, grain=0.98, theme=THEME, language=material.language,
    )  # fmt: skip
    if line:
        pictures["timeline"] = _drawing(line, LINE, material)
    progress(2, steps)
    data = page_data(material, title) | {
        "sentence": list(material.sentence),
        "timeline": bool(line),
        "months": list(_months(material, progress, steps)),
    }
    made = typesetting.pdf("briefing", data, pictures, material.made)
    progress(steps, steps)
    return made


def _title(material: Material) -> str:
    t = material.t
    return t("Briefing: {range}", range=material.range) if material.range else t("Briefing")


def _drawing(parts: str, height: int, material: Material) -> str:
    return svg.document([parts], WIDTH, height, title="", language=material.language)


def page_data(material: Material, title: str) -> dict[str, Any]:
    """What every PDF is told: words, colours, whose it is."""
    t, look, site = material.t, PALETTES[THEME], material.published.site
    first, second = material.sentence
    return {
        "title": title,
        "author": material.said(site.name),
        "keywords": [material.said(theme.name) for theme in material.published.themes.values()],
        "site": material.site,
        "url": site.url,
        "language": t.language,
        "region": {"es": "pe"}.get(t.language, "gb"),
        "colours": {"ink": look.ink, "muted": look.muted, "accent": look.accent,
                    "rule": look.rule, "chip": look.chip},
        "filters": material.filters,
        "made": material.date_made,
        "credit": material.credit,
        "rights": material.rights,
        "about": f"{material.count}. {material.filters} {material.date_made}",
        "words": {
            "source": t("Source"),
            "archived": t("archived copy"),
            "page": t("Page {n} of {all}"),
            "about": t("About this document"),
            "map": f"{t('Map of the events')}. {first} {second}".strip(),
            "timeline": f"{t('Timeline of the events')}. {first}",
        },
    }  # fmt: skip


def _months(material: Material, progress: Progress, steps: int) -> Sequence[dict[str, Any]]:
    """The items by month, oldest first; those without a date last."""
    t, found, done = material.t, [], 2
    for month, events in groupby(material.events, _month):
        name = (
            month_words(date.fromisoformat(f"{month}-01"), t.language)
            if month
            else t("No date known")
        )
        items = []
        for event in events:
            items.append(asdict(item(event, material)))
            done += 1
            progress(done, steps)
        found.append({"name": saying.capital(name), "items": items})
    return found


def _month(event: Event) -> str:
    return event.date.lower.isoformat()[:7] if event.date else ""
