"""The site's pages, which need no JavaScript: an event, the list of them, and "not found"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from psgdash import __version__
from psgdash.linked.markup import escaped
from psgdash.locale import LANGUAGES
from psgdash.takeaway.items import Item
from psgdash.takeaway.material import Material
from psgdash.takeaway.pack.page import colours
from psgdash.takeaway.site.addresses import Addresses
from psgdash.takeaway.site.preview import HEIGHT, WIDTH

_HERE = Path(__file__).parent
SAID = 200  # letters of a description
# What is on these pages is our own; nothing on them may run.
_POLICY = "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"


def own_style() -> str:
    """The look of these pages, without colours and letters."""
    return (_HERE / "site.css").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Head:
    """What others are told of a page; `image` is a path of the site."""

    title: str
    said: str
    image: str
    kind: str = "website"
    published: str = ""


def event_page(item: Item, material: Material, at: Addresses) -> str:
    """One event, whole, with its picture, its sources and the ways on."""
    t, language = material.t, material.language
    path = at.event(item.id, language)
    here = at.seen_from(path)
    conflict = f' · <b class="conflict">{escaped(item.conflict)}</b>' if item.conflict else ""
    text = "".join(f"<p>{escaped(line)}</p>" for line in item.paragraphs)
    badges = "".join(f'<span class="badge">{escaped(badge)}</span>' for badge in item.badges)
    sources = "".join(
        f"<li>{_source(s.title, s.url, s.archived, s.note)}</li>" for s in item.sources
    )
    facts = "".join(f"<li>{escaped(fact)}</li>" for fact in item.facts)
    listed = f"<h2>{escaped(t('Sources'))}</h2><ul>{sources}</ul>" if sources else ""
    alt = escaped(t("Map: {place}", place=item.place))
    body = (
        f'<article style="--c:{item.colour}"><div class="words">'
        f'<p class="meta">{escaped(item.date)} · {escaped(item.place)}{conflict}</p>'
        f'<h1 lang="{item.title_language}">{escaped(item.title)}</h1>'
        f'<div class="text" lang="{item.text_language}">{text}</div>'
        f'<p class="tags">{escaped(item.tags)} {badges}</p>'
        f'<p><a class="action" href="{here(at.front)}#event={item.id}&amp;lang={language}">'
        f"{escaped(t('Show on the map'))}</a></p>"
        f'{listed}<ul class="facts">{facts}</ul></div>'
        f'<img src="{here(at.preview(item.id, language))}" width="{WIDTH}" height="{HEIGHT}" '
        f'alt="{alt}"></article>'
    )
    said = " ".join(item.paragraphs)
    head = Head(
        title=item.title,
        said=said if len(said) <= SAID else said[: SAID - 1].rstrip() + "…",
        image=at.preview(item.id, language),
        kind="article",
        published=material.events[0].published.isoformat(),
    )
    others = {other: at.event(item.id, other) for other in LANGUAGES}
    return _page(path, head, body, others, material, at)


def list_page(items: Sequence[Item], material: Material, at: Addresses) -> str:
    """Every event with a link to its page, newest first."""
    t, language = material.t, material.language
    path = at.list(language)
    here = at.seen_from(path)
    rows = "".join(
        f'<li style="--c:{item.colour}"><p class="meta">{escaped(item.date)} · '
        f'{escaped(item.place)}</p><a lang="{item.title_language}" '
        f'href="{here(at.event(item.id, language))}">{escaped(item.title)}</a></li>'
        for item in reversed(items)
    )
    first, second = material.sentence
    body = (
        f"<h1>{escaped(t('All events'))}</h1><p>{escaped(first)} {escaped(second)} "
        f'{escaped(material.filters)}</p><ul class="events">{rows}</ul>'
    )
    head = Head(title=f"{t('All events')} · {material.site}", said=first, image=at.picture)
    others = {other: at.list(other) for other in LANGUAGES}
    return _page(path, head, body, others, material, at)


def missing_page(materials: Sequence[Material], at: Addresses) -> str:
    """What a host shows for an address that is not there, in every language at once."""
    parts = "".join(
        f'<section lang="{m.language}"><h1>{escaped(m.t("There is no such page"))}</h1>'
        f'<p><a class="action" href="{escaped(at.absolute(at.front) or "/")}">'
        f"{escaped(m.said(m.published.site.product))}</a></p></section>"
        for m in materials
    )
    head = Head(title=materials[0].site, said=materials[0].sentence[0], image=at.picture)
    return _page(at.missing, head, parts, {}, materials[0], at)


def head_lines(path: str, head: Head, at: Addresses, others: dict[str, str]) -> str:
    """Lines for a page's head: for feed readers, for search engines, and for who shares a link."""
    here = at.seen_from(path)
    lines = [
        f'<link rel="alternate" type="{kind}" title="{name}" href="{here(feed)}">'
        for name, (feed, kind) in at.feeds.items()
    ]
    for language, other in others.items():
        to = escaped(at.absolute(other) or here(other))
        lines.append(f'<link rel="alternate" hreflang="{language}" href="{to}">')
    meta = {
        "og:type": head.kind,
        "og:title": head.title,
        "og:description": head.said,
        "article:published_time": head.published,
    }
    if at.base:
        lines.append(f'<link rel="canonical" href="{escaped(at.absolute(path))}">')
        picture = at.absolute(head.image)
        meta |= {
            "og:url": at.absolute(path), "og:image": picture,
            "og:image:width": str(WIDTH), "og:image:height": str(HEIGHT),
        }  # fmt: skip
        lines.append(f'<meta name="twitter:image" content="{escaped(picture)}">')
    lines += [
        f'<meta property="{name}" content="{escaped(said)}">' for name, said in meta.items() if said
    ]
    card = "summary_large_image" if at.base else "summary"
    lines += [
        f'<meta name="twitter:card" content="{card}">',
        f'<meta name="twitter:title" content="{escaped(head.title)}">',
        f'<meta name="twitter:description" content="{escaped(head.said)}">',
    ]
    return "\n".join(lines)


def _page(
    path: str, head: Head, body: str, others: dict[str, str], material: Material, at: Addresses
) -> str:
    t, site, language = material.t, material.published.site, material.language
    here = at.seen_from(path)
    # A host shows this one at any depth, so it has no relative addresses; its style stands in it.
    style = f'<link rel="stylesheet" href="{here(at.style)}">'
    links = [
        f'<a href="{here(at.front)}#lang={language}">{escaped(material.said(site.product))}</a>',
        f'<a href="{here(at.list(language))}">{escaped(t("All events"))}</a>',
        *(
            f'<a href="{here(other)}" hreflang="{name}" lang="{name}">{LANGUAGES[name]}</a>'
            for name, other in others.items()
            if name != language
        ),
    ]
    if path == at.missing:
        style, links, others = f"<style>{colours()}\n{own_style()}</style>", [], {}
    nav = f"<nav>{''.join(links)}</nav>" if links else ""
    tags = "" if path == at.missing else head_lines(path, head, at, others)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="psgdash {escaped(__version__)}">\n'
        f"<title>{escaped(head.title)}</title>\n"
        f'<meta name="description" content="{escaped(head.said)}">\n'
        f'<link rel="icon" href="data:,">\n{tags}\n{style}\n</head>\n<body>\n'
        f'<header><p class="brand">{escaped(material.said(site.name))}</p>'
        f"{nav}</header>\n"
        f"<main>{body}</main>\n"
        f"<footer><p>{escaped(material.date_made)} {escaped(material.credit)}</p>"
        f'<p>{escaped(material.rights)} <a href="{escaped(site.url)}" rel="noopener">'
        f"{escaped(material.said(site.name))}</a></p></footer>\n</body>\n</html>\n"
    )


def _source(title: str, url: str, archived: str, note: str) -> str:
    said = escaped(title)
    if url:
        said = f'<a href="{escaped(url)}" rel="noopener noreferrer">{said}</a>'
    if archived:
        kept = f'<a href="{escaped(archived)}" rel="noopener noreferrer">{escaped(archived)}</a>'
        said += f" ({kept})"
    return f"{said}, {escaped(note)}" if note else said
