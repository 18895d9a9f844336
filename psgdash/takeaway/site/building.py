"""Every file of the site, written into a folder that is put in place when it is whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lxml import etree
from lxml.builder import ElementMaker

from psgdash import exchange
from psgdash.archive.gate import Published
from psgdash.archive.records import Event
from psgdash.exchange.view import take
from psgdash.home import shipped
from psgdash.linked import files
from psgdash.linked.markup import escaped
from psgdash.locale import DEFAULT, LANGUAGES, words
from psgdash.query.engine import Engine
from psgdash.query.filters import Filter
from psgdash.takeaway import TAKEAWAYS, Progress
from psgdash.takeaway.items import item
from psgdash.takeaway.material import Material, gather
from psgdash.takeaway.pack import page as pack
from psgdash.takeaway.site import pages, placing, preview
from psgdash.takeaway.site.addresses import Addresses
from psgdash.takeaway.site.pages import Head

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
_FEEDS = {"events.csv": "csv", "events.geojson": "geojson", "feed.atom": "atom",
          "calendar.ics": "ical"}  # fmt: skip
_FONT = re.compile(r"url\(/assets/fonts/")


@dataclass(frozen=True, slots=True)
class Built:
    """What was written: how many events, and whether the pages know where they will stand."""

    events: int
    has_address: bool


def build(
    folder: Path,
    engine: Engine,
    published: Published,
    chosen: Filter,
    *,
    made: date,
    progress: Progress,
) -> Built:
    """The site of what a filter keeps; raises NoDocumentError, FolderError."""
    materials = [
        gather(engine, published, chosen, TAKEAWAYS["pack"], language=language, made=made)
        for language in LANGUAGES
    ]
    base = published.site.address or ""
    at = Addresses(base if not base or base.endswith("/") else f"{base}/")
    placing.put(folder, lambda fresh: _fill(_writer(fresh), materials, at, progress))
    return Built(len(materials[0].events), bool(at.base))


Write = Callable[[str, bytes | str], None]


def _writer(folder: Path) -> Write:
    def write(name: str, content: bytes | str) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)

    return write


def _fill(write: Write, materials: list[Material], at: Addresses, progress: Progress) -> None:
    main = materials[0]
    of = 1 + len(main.events) * len(materials)
    progress(0, of)
    write(at.front, _front(main, at))
    write(at.picture, preview.of_all(main))
    view = take(main.engine, main.published, main.filter)
    for name, form in _FEEDS.items():
        told = replace(view, address=at.absolute(name))
        write(name, exchange.FORMATS[form].write(told))
    write(at.style, _style())
    for path in sorted(shipped("fonts").glob("*.woff2")):
        write(f"assets/{path.name}", path.read_bytes())
    done = 1
    for material in materials:
        items = [item(event, material) for event in material.events]
        write(at.list(material.language), pages.list_page(items, material, at))
        for one, event in zip(items, material.events, strict=True):
            alone = replace(material, events=(event,))
            write(at.event(one.id, material.language), pages.event_page(one, alone, at))
            write(at.preview(one.id, material.language), preview.of_event(one, alone))
            progress(done, of)
            done += 1
    write(at.missing, pages.missing_page(materials, at))
    write(".nojekyll", b"")  # for hosts that would leave out what begins with a dot or a line
    if at.base:
        write("sitemap.xml", _sitemap(main.events, main.made, at))
    where = f"\nSitemap: {at.absolute('sitemap.xml')}" if at.base else ""
    write("robots.txt", f"User-agent: *\nAllow: /{where}\n")
    progress(of, of)


def _front(material: Material, at: Addresses) -> bytes:
    """The pack, which tells here where the feeds and the pages are."""
    said = material.sentence[0]
    head = pages.head_lines(at.front, Head(material.site, said, at.picture), at, {})
    links = [
        (at.list(language), f"{words(language)('All events')} ({name})")
        for language, name in LANGUAGES.items()
    ]
    links += [(path, name) for name, (path, _) in at.feeds.items()]
    more = " · ".join(f'<a href="{path}">{escaped(label)}</a>' for path, label in links)
    return pack.build(
        material.engine, material.published, material.filter, made=material.made,
        language=DEFAULT, head=head, more=f'<p class="more">{more}</p>',
    )  # fmt: skip


def _style() -> str:
    """The pages' look: letters from beside it, the colours of the light theme."""
    return "\n".join(
        (_FONT.sub("url(", files.text("fonts.css")), pack.colours(), pages.own_style())
    )


def _sitemap(events: tuple[Event, ...], made: date, at: Addresses) -> bytes:
    """The sitemap (sitemaps.org 0.9), each page with its other languages."""
    s = ElementMaker(namespace=SITEMAP, nsmap={None: SITEMAP, "xhtml": XHTML})
    x = ElementMaker(namespace=XHTML, nsmap={"xhtml": XHTML})

    def entries(paths: dict[str, str], changed: date) -> list[object]:
        others = {name: at.absolute(path) for name, path in paths.items()}
        return [
            s.url(
                s.loc(address),
                s.lastmod(changed.isoformat()),
                *(x.link(rel="alternate", hreflang=n, href=a) for n, a in others.items()),
            )
            for address in others.values()
        ]

    urls = [s.url(s.loc(at.absolute(at.front)), s.lastmod(made.isoformat()))]
    urls += entries({name: at.list(name) for name in LANGUAGES}, made)
    for event in events:
        changed = max((event.published, *(c.date for c in event.corrections)))
        urls += entries({name: at.event(event.id, name) for name in LANGUAGES}, changed)
    found: bytes = etree.tostring(s.urlset(*urls), xml_declaration=True, encoding="UTF-8")
    return found
