"""What Streamlit's page lacks in its head: what the page is, and the scripts it will soon need."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from psgdash import exchange
from psgdash.archive.words import in_language
from psgdash.errors import PsgdashError
from psgdash.home import data_folder
from psgdash.linked import files
from psgdash.locale import DEFAULT
from psgdash.query.filters import Filter
from psgdash.query.snapshot import Snapshot, current
from psgdash.web.downloads import language_of, query_of
from psgdash.web.headers import EMBED

_END = b"</head>"
_EARLY = ("BidiComponent", "ButtonGroup", "Html", "PageLink", "TextInput", "purify.es")
# What feed readers and programs are told of: format -> what it is.
_FEEDS = {"atom": "Atom", "ical": "iCalendar", "geojson": "GeoJSON", "csv": "CSV"}
_IMPORT = re.compile(r"""(?:from|import)["']\./([\w.-]+\.js)["']""")  # of minified modules


def head(scope: Scope) -> str:
    """The lines for the head: early scripts, what the page is, and its feeds with its filters."""
    lines = [
        # Streamlit asks for the pieces that run our parts only when the first of them is there.
        *(f'<link rel="modulepreload" href="/static/js/{name}">' for name in _pieces()),
        *(f'<link rel="modulepreload" href="{files.address(name)}">' for name in files.MODULES),
        # Read while Streamlit waits for its server; the map and the timeline need it first.
        '<script type="module" async src="/assets/plotly/plotly.min.js"></script>',
        *(
            f'<link rel="preload" as="font" type="font/woff2" crossorigin href="/assets/fonts/{f}">'
            for f in (
                "source-serif-4-latin-wght-normal.woff2",
                "source-sans-3-latin-wght-normal.woff2",
            )
        ),
    ]
    try:
        snapshot = current(data_folder())
    except PsgdashError:  # the page itself says what is wrong
        return "".join(lines)
    site = snapshot.published.site
    name, product, tagline = (
        escape(in_language(words, "en")[0]) for words in (site.name, site.product, site.tagline)
    )
    return "".join(
        [
            *lines,
            f'<meta name="description" content="{tagline}">',
            f'<meta property="og:title" content="{name} · {product}">',
            f'<meta property="og:description" content="{tagline}">',
            '<meta property="og:type" content="website">',
            *_feeds(snapshot, scope),
            *_canonical(site.address, scope),
        ]
    )


def _feeds(snapshot: Snapshot, scope: Scope) -> list[str]:
    """Where programs find what this address shows."""
    query = _query(scope)
    chosen, language = Filter.from_query(query, snapshot.published), language_of(query)
    name = in_language(snapshot.published.site.name, language)[0]
    lines = []
    for format_name, words in _FEEDS.items():
        form = exchange.FORMATS[format_name]
        said = query_of(chosen, language if form.spoken else DEFAULT)
        href, kind = f"{form.route}?{said}" if said else form.route, form.media_type.split(";")[0]
        lines.append(
            f'<link rel="alternate" type="{kind}" title="{escape(f"{name} ({words})")}" '
            f'href="{escape(href)}">'
        )
    return lines


def _canonical(address: str | None, scope: Scope) -> list[str]:
    """The one address of the map, whatever its filters and wherever it is framed.

    What else stands at the group's address may be the exported site, which has no other page of
    ours.
    """
    if not address or str(scope.get("path", "")).rstrip("/") not in ("", EMBED):
        return []
    return [f'<link rel="canonical" href="{escape(address.rstrip("/"))}/">']


def _query(scope: Scope) -> dict[str, list[str]]:
    return parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)


@lru_cache(maxsize=1)
def _pieces() -> tuple[str, ...]:
    """Streamlit's scripts for components, whose names change from version to version."""
    package = find_spec("streamlit")
    if package is None or package.origin is None:
        return ()
    folder = Path(package.origin).parent / "static"
    page = (folder / "index.html").read_text("utf-8")
    scripts = folder / "static" / "js"
    waiting = [path.name for start in _EARLY for path in scripts.glob(f"{start}.*.js")]
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop()
        if name in found or name in page or not (scripts / name).is_file():
            continue
        found[name] = None
        waiting += _IMPORT.findall((scripts / name).read_text("utf-8"))
    return tuple(found)


# The stage is dark and deaf to nothing from the first byte: until Streamlit has come up, the window
# shows the group's name, and keys that are pressed are kept for the stage (telling.js).
_STAGE = """<style>
html[data-stage], html[data-stage] body { background: #0D161E !important; }
html[data-stage] #root { visibility: hidden; }
html[data-stage] :is(.stage, .speaker) { visibility: visible; }
html[data-stage] :is([data-testid="stAlert"], [data-testid="stException"]) { visibility: visible; }
html[data-stage]::before { content: %s; position: fixed; inset: 0; display: grid;
  place-items: center; color: #7D8994;
  font: 600 max(22px, 3vmin) "Source Serif 4", Georgia, serif; }
</style><script>
document.documentElement.dataset.stage = "yes";
window.psgdashEarly = { keys: [], take(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || /^(F\\d+|Tab)$/.test(event.key)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  window.psgdashEarly.keys.push(event);
} };
addEventListener("keydown", window.psgdashEarly.take, true);
</script>"""


def is_stage(scope: Scope) -> bool:
    """Whether an address asks for the presenter's stage; see psgdash.ui.screens.present."""
    path = str(scope.get("path", "")).rstrip("/")
    return path.endswith("/present") and bool({"story", "step"} & _query(scope).keys())


def stage() -> str:
    """The lines for the head of the stage's page."""
    try:
        name = in_language(current(data_folder()).published.site.name, "en")[0]
    except PsgdashError:
        name = ""
    # A CSS string inside HTML: every sign that could end either is written as its code.
    quoted = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in name)
    return _STAGE % f'"{quoted}"'


class Head:
    """ASGI middleware: puts `head()` into every page that Streamlit sends."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold a page until it is whole, and pass on everything else."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        body = bytearray()

        async def take(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
                return
            if start is None:
                await send(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body", False):
                return
            headers = MutableHeaders(raw=list(start["headers"]))
            lines = await run_in_threadpool(head, scope)
            if is_stage(scope):
                lines += await run_in_threadpool(stage)
                if "etag" in headers:  # another page than the others, for whoever keeps them
                    headers["etag"] = headers["etag"].rstrip('"') + '-stage"'
            page = bytes(body).replace(_END, lines.encode() + _END, 1)
            headers["content-length"] = str(len(page))
            await send({**start, "headers": headers.raw})
            await send({"type": "http.response.body", "body": page})

        sent = scope["headers"]
        if "text/html" in Headers(scope=scope).get("accept", ""):
            # A page that Streamlit had compressed could not be added to.
            sent = [(name, value) for name, value in sent if name != b"accept-encoding"]
        await self.app({**scope, "extensions": {}, "headers": sent}, receive, take)


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    page = headers.get("content-type", "").startswith("text/html")
    return page and start["status"] == 200 and "content-encoding" not in headers
