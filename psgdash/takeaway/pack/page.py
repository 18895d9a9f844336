"""The pack's page: one file with its style, letters, script, map and data inside."""

from __future__ import annotations

import base64
import re
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from importlib.resources import files as resources
from pathlib import Path

import orjson

from psgdash import __version__
from psgdash.archive.gate import Published
from psgdash.archive.words import in_language
from psgdash.figures.palette import PALETTES, SANS, SERIF, ThemeName
from psgdash.home import shipped
from psgdash.linked import files
from psgdash.linked.markup import escaped
from psgdash.locale import DEFAULT, LANGUAGES
from psgdash.query.engine import Engine
from psgdash.query.filters import Filter
from psgdash.takeaway import Progress
from psgdash.takeaway.pack.contents import contents
from psgdash.takeaway.pack.sections import background, footer

_HERE = Path(__file__).parent
_OWN = ("state", "filters", "presenting", "pack")
_BLANK = re.compile(r"\{\{(\w+)\}\}")
_FONT = re.compile(r"url\(/assets/fonts/([\w.-]+\.woff2)\)")
# Within a script these would end it, or begin a comment that swallows its end.
_UNWRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_ENDS = re.compile(r"<(?=/script|!--)", re.IGNORECASE)


def build(
    engine: Engine,
    published: Published,
    chosen: Filter,
    *,
    made: date,
    language: str = DEFAULT,
    head: str = "",
    more: str = "",
    progress: Progress = lambda done, of: None,
) -> bytes:
    """The pack of what a filter keeps; `head` and `more` (for the end of the page) are HTML."""
    progress(0, 3)
    site = published.site
    data = contents(engine, published, chosen, made=made, language=language)
    progress(1, 3)
    name, product, tagline = (
        in_language(words, "en")[0] for words in (site.name, site.product, site.tagline)
    )
    parts = {
        "version": escaped(__version__),
        "title": escaped(f"{name} · {product}"),
        "tagline": escaped(tagline),
        "head": head,
        "style": style(),
        "brands": _brands(published),
        "view": files.text("linked.html"),
        "background": background(engine, published, chosen),
        "footer": footer(published) + more,
        "data": orjson.dumps(data).decode("utf-8").replace("<", "\\u003c"),
        "plotly": _plotly(),
        "script": script(),
    }
    progress(2, 3)
    # All blanks at once: what fills one in is never taken for another.
    page = _BLANK.sub(lambda found: parts[found[1]], (_HERE / "pack.html").read_text("utf-8"))
    progress(3, 3)
    return page.encode("utf-8")


def _brands(published: Published) -> str:
    site = published.site
    return "".join(
        f'<p class="brand" data-language="{language}"{"" if language == "en" else " hidden"}>'
        f"{escaped(in_language(site.name, language)[0])} "
        f'<b><span aria-hidden="true">·</span> {escaped(in_language(site.product, language)[0])}'
        "</b></p>"
        for language in LANGUAGES
    )


@lru_cache(maxsize=1)
def style() -> str:
    """Colours of both themes, letters as data, and the look of the page's view and cards."""
    rules = []
    for theme in PALETTES:
        which = ":root" if theme == "light" else f':root[data-theme="{theme}"]'
        rules.append(f"{which}{{{_colours(theme)};color-scheme:{theme}}}")
    # On paper the view stays as it is on the screen, all else is black on white.
    rules.append(f'@media print{{:root[data-theme="dark"] .board{{{_colours("dark")}}}}}')
    rules.append(_faces())
    rules += [_FONT.sub(_font, files.text("fonts.css")), files.text("linked.css")]
    rules += [files.text("stage.css"), files.text("records.css")]
    rules += [(_HERE / "pack.css").read_text("utf-8")]
    return "\n".join(rules)


def colours() -> str:
    """The colours of the light theme and the faces, for pages beside the pack."""
    return f":root{{{_colours('light')}}}\n{_faces()}"


def _faces() -> str:
    return f":root{{--psg-serif:{SERIF};--psg-sans:{SANS}}}"


def _colours(theme: ThemeName) -> str:
    return ";".join(f"--psg-{name}:{value}" for name, value in asdict(PALETTES[theme]).items())


def _font(found: re.Match[str]) -> str:
    content = base64.b64encode(shipped("fonts", found[1]).read_bytes()).decode("ascii")
    return f"url(data:font/woff2;base64,{content})"


@lru_cache(maxsize=1)
def script() -> str:
    """The view, the cards and the pack, each in a scope of its own."""
    parts = [
        files.scoped("linkedView", files.script(*files.MAPS, *files.VIEW)),
        files.scoped("eventRecords", files.script("records")),
        files.scoped("Stage", files.script(*files.MAPS, "telling", "stage_parts", "stage")),
        "(() => {",
        *(
            (_HERE / f"{name}.js").read_text("utf-8")
            for name in ("state", "filters", "presenting", "pack")
        ),
        "})();",
    ]
    return _inline('"use strict";\n' + "\n".join(parts))


@lru_cache(maxsize=1)
def _plotly() -> str:
    """The script that the installed package carries, MIT licence."""
    return _inline(resources("plotly").joinpath("package_data/plotly.min.js").read_text("utf-8"))


def _inline(code: str) -> str:
    """Script that may stand in HTML; in strings an escape means the sign itself."""
    code = _ENDS.sub(r"\\x3c", code)
    return _UNWRITTEN.sub(lambda found: f"\\u{ord(found[0]):04x}", code)
