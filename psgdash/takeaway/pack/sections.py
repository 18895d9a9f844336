"""What stands below the view, in both languages: background, sources and licences."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psgdash import __version__
from psgdash.archive.gate import Published
from psgdash.archive.records import Event, Period, Section
from psgdash.archive.words import in_language, lines_in_language
from psgdash.figures.basemap import ATTRIBUTION
from psgdash.linked.markup import escaped, paragraphs
from psgdash.locale import LANGUAGES, Words, words
from psgdash.query import summaries
from psgdash.query.engine import Engine
from psgdash.query.filters import Filter

LISTED = 6  # events named under a section


def background(engine: Engine, published: Published, chosen: Filter) -> str:
    """The group's own sections, with the periods and the pack's events that they explain."""
    if not published.sections:
        return ""
    # Those of the pack, newest first: a link must lead to an event that is in it.
    events = summaries.records(engine, chosen, limit=summaries.MARK_LIMIT)
    return _both(lambda t: _background(published, events, t), "section", "background")


def footer(published: Published) -> str:
    """Sources, licences, and who publishes; the programs' licence as it was given, in English."""
    licence = escaped((Path(__file__).with_name("licence.txt")).read_text("utf-8"))
    return (
        _both(lambda t: _footer(published, t), "section", "about")
        + f'<details lang="en"><summary>MIT License</summary><pre>{licence}</pre></details>'
    )


def _both(write: Any, tag: str, name: str) -> str:
    return "".join(
        f'<{tag} class="{name}" lang="{language}" data-language="{language}"'
        f"{'' if language == 'en' else ' hidden'}>{write(words(language))}</{tag}>"
        for language in LANGUAGES
    )


def _background(published: Published, events: tuple[Event, ...], t: Words) -> str:
    sections = published.sections.values()
    parts = "".join(_section(published, section, events, t) for section in sections)
    return f'<h2>{escaped(t("Background"))}</h2><div class="columns">{parts}</div>'


def _section(published: Published, section: Section, events: tuple[Event, ...], t: Words) -> str:
    title, language = in_language(section.title, t.language)
    body = f'<h3 lang="{language}">{escaped(title)}</h3>'
    if section.text:
        text, language = in_language(section.text, t.language)
        body += f'<div lang="{language}">{paragraphs(text)}</div>'
    if section.bullets:
        lines = lines_in_language(section.bullets, t.language)
        body += f"<ul>{''.join(f'<li>{escaped(line)}</li>' for line in lines)}</ul>"
    if section.action:
        label = escaped(in_language(section.action.label, t.language)[0])
        body += f"<p>{_link(label, getattr(published.site, section.action.url_from))}</p>"
    if section.unreviewed(t.language):
        badge = escaped(t("Unreviewed translation"))
        body += f'<p class="tag"><span class="card-badge">{badge}</span></p>'
    periods = [published.periods[p] for p in section.periods if p in published.periods]
    body += "".join(_period(period, t) for period in periods)
    tied = [e for e in events if set(e.themes) & set(section.themes)][:LISTED]
    if tied:
        items = "".join(_event(event, t) for event in tied)
        body += f'<h4>{escaped(t("In the news"))}</h4><ul class="ties">{items}</ul>'
    return f"<article>{body}</article>"


def _event(event: Event, t: Words) -> str:
    title, language = in_language(event.title, t.language)
    return f'<li lang="{language}"><a href="#event={event.id}">{escaped(title)}</a></li>'


def _period(period: Period, t: Words) -> str:
    name = in_language(period.name, t.language)[0]
    years = f"{period.start.lower.year}–{period.end.upper.year}"
    links = " · ".join(_link(escaped(s.title), s.url) for s in period.sources if s.url)
    source = f" <small>{escaped(t('Source'))}: {links}</small>" if links else ""
    return f'<p class="period period-{period.kind}"><b>{escaped(name)}</b>, {years}.{source}</p>'


def _footer(published: Published, t: Words) -> str:
    site = published.site
    lines = [
        escaped(ATTRIBUTION[t.language]),
        escaped(in_language(site.text_rights, t.language)[0]),
        escaped(
            t(
                "Made with psgdash {version} and plotly.js, free software under the MIT licence. "
                "Fonts: Source Serif 4 and Source Sans 3, SIL Open Font License.",
                version=__version__,
            )
        ),
        escaped(t("This file asks no server for anything. It shows only what {name} published.",
                  name=in_language(site.name, t.language)[0])),
        _link(escaped(in_language(site.name, t.language)[0]), site.url),
    ]  # fmt: skip
    title = escaped(t("Sources and licences"))
    return f'<h2>{title}</h2><p data-label="holds"></p>' + "".join(f"<p>{x}</p>" for x in lines)


def _link(label: str, url: str) -> str:
    return f'<a href="{escaped(url)}" target="_blank" rel="noopener noreferrer">{label}</a>'


def _in(bullets: Mapping[Any, tuple[str, ...]], language: str) -> tuple[str, ...]:
    """The bullets in the language, else in another."""
    return bullets.get(language) or next(iter(bullets.values()))
