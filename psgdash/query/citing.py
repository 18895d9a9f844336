"""A view or an event as a sentence that a text can cite it by."""

from __future__ import annotations

from datetime import date

from psgdash.archive.dates import range_words
from psgdash.archive.gate import Published
from psgdash.archive.records import Event
from psgdash.archive.words import in_language
from psgdash.locale import Words
from psgdash.query.filters import Filter
from psgdash.query.saying import date_words, place_words
from psgdash.query.summaries import Totals

LINK = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands for the address where only the browser knows it


def cite_view(
    chosen: Filter,
    totals: Totals,
    published: Published,
    t: Words,
    *,
    accessed: date,
    link: str = LINK,
) -> str:
    """Group, title, how many events of when, the other filters, link and day of access."""
    said = dict(chosen.describe(t, published))
    dates = said.pop("dates", "")
    if not dates and totals.first and totals.last:
        dates = range_words(totals.first, totals.last, t.language)
    everything = t.plural("{n} event", "{n} events", totals.archive)
    some = t("{shown} of {all}", shown=t.number(totals.shown), all=everything)
    filters = t("filters: {filters}", filters="; ".join(said.values())) if said else ""
    parts = (
        _name(published, t),
        t("“{words}”", words=_product(published, t)),
        some if totals.shown < totals.archive else everything,
        dates,
        filters,
    )
    return _sentence(parts, link, accessed, t)


def cite_event(
    event: Event, published: Published, t: Words, *, accessed: date, link: str = LINK
) -> str:
    """Title, date, place and sources of an event, the group that tells of it, link and access."""
    sources = "; ".join(f"{s.title}, {s.url}" if s.url else s.title for s in event.sources)
    title = t("“{words}”", words=in_language(event.title, t.language)[0].rstrip("."))
    parts = (
        title,
        date_words(event, t),
        place_words(event, published, t),
        t("source: {source}", source=sources) if sources else "",
        t("in: {group}, {title}", group=_name(published, t), title=_product(published, t)),
    )
    return _sentence(parts, link, accessed, t)


def _name(published: Published, t: Words) -> str:
    return in_language(published.site.name, t.language)[0]


def _product(published: Published, t: Words) -> str:
    return in_language(published.site.product, t.language)[0]


def _sentence(parts: tuple[str, ...], link: str, accessed: date, t: Words) -> str:
    """All on one line. No sign of the data may be taken for the place of the link."""
    lines = [" ".join(part.replace(LINK, "").split()) for part in parts if part]
    day = t("accessed {day}", day=range_words(accessed, accessed, t.language))
    return f"{', '.join([*lines, link, day])}."
