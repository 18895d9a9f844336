"""A first visit is light: scripts and layers are gzipped once; the page's head says what it is."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from loops import finished
from making import SITE, event, write
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from psgdash.web import compression, head
from psgdash.web.compression import Compression
from psgdash.web.head import Head

SCRIPT = b"const answer = 42; // a script that is worth it\n" * 100
PAGE = "<html><head><title>Streamlit</title></head><body>x</body></html>"
made: list[str] = []


async def script(request: Request) -> Response:
    made.append(request.headers.get("accept-encoding", ""))
    return Response(SCRIPT, media_type="text/javascript", headers={"etag": '"1"'})


async def picture(request: Request) -> Response:
    return Response(SCRIPT, media_type="image/webp")


async def page(request: Request) -> Response:
    return HTMLResponse(PAGE)


def app() -> Starlette:
    routes = [Route("/static/a.js", script), Route("/static/a.webp", picture),
              Route("/elsewhere/a.js", script), Route("/", page)]  # fmt: skip
    return Starlette(routes=routes, middleware=[Middleware(Compression), Middleware(Head)])


def get(server: Starlette, path: str, **headers: str) -> tuple[dict[str, str], bytes]:
    sent: list[Any] = []
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": path, "raw_path": path.encode(), "root_path": "",
        "query_string": b"", "server": ("test", 80), "client": ("test", 1),
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    finished(server(scope, receive, send))
    told = {k.decode().lower(): v.decode() for k, v in sent[0]["headers"]}
    return told, b"".join(m.get("body", b"") for m in sent[1:])


def test_a_script_is_compressed_for_who_takes_it_and_only_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[int] = []
    real = gzip.compress
    monkeypatch.setattr(
        compression.gzip, "compress", lambda *a, **k: calls.append(1) or real(*a, **k)
    )
    server = app()
    for _ in range(3):
        headers, body = get(server, "/static/a.js", accept_encoding="gzip, br")
        assert headers["content-encoding"] == "gzip"
        assert int(headers["content-length"]) == len(body) < len(SCRIPT) / 5
        assert "accept-encoding" in headers["vary"].lower()
        assert gzip.decompress(body) == SCRIPT
    assert len(calls) == 1
    assert set(made) == {""}, "nobody behind it compresses, too"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/static/a.js", {}),
        ("/static/a.js", {"accept_encoding": "br"}),
        ("/static/a.js", {"accept_encoding": "gzip", "range": "bytes=0-9"}),
        ("/static/a.webp", {"accept_encoding": "gzip"}),
        ("/elsewhere/a.js", {"accept_encoding": "gzip"}),
    ],
)
def test_everything_else_goes_as_it_is(path: str, headers: dict[str, str]) -> None:
    told, body = get(app(), path, **headers)
    assert "content-encoding" not in told
    assert body == SCRIPT


def test_the_head_tells_what_the_page_is_and_data_in_it_is_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SITE, "tagline", {"en": '"><script>alert(1)</script>'})
    monkeypatch.setenv("PSGDASH_DATA", str(write(tmp_path, [event()])))
    headers, body = get(app(), "/")
    text = body.decode()
    assert int(headers["content-length"]) == len(body)
    assert text.startswith("<html><head><title>Streamlit</title>") and text.endswith("</html>")
    assert '<meta property="og:title" content="A group · News map">' in text
    assert "<script>alert" not in text and "&lt;script&gt;alert" in text
    assert 'src="/assets/plotly/plotly.min.js"' in text


def test_a_broken_archive_leaves_the_page_as_it_is_but_for_its_scripts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PSGDASH_DATA", str(tmp_path / "nothing"))
    text = get(app(), "/")[1].decode()
    assert "plotly.min.js" in text and "og:title" not in text


def test_the_early_scripts_are_there_in_this_version_of_streamlit() -> None:
    pieces = head._pieces()
    assert any(name.startswith("BidiComponent.") for name in pieces)


@pytest.mark.parametrize(
    ("path", "query", "stage"),
    [
        ("/present", b"story=yanacocha", True),
        ("/present/", b"theme=mining&step=2", True),
        ("/present", b"step=", True),
        ("/present", b"theme=mining&lang=en", False),
        ("/present", b"", False),
        ("/", b"step=2", False),
        ("/presents", b"step=2", False),
        ("/present", b"q=%FF&step=%00", True),
    ],
)
def test_the_stage_is_dark_from_the_first_byte_and_no_other_page_is(
    path: str, query: bytes, stage: bool
) -> None:
    assert head.is_stage({"type": "http", "path": path, "query_string": query}) is stage


def test_the_name_before_the_stage_cannot_break_out_of_its_style(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = {**SITE, "name": {"en": 'A "group" \\ </style><script>x</script>'}}
    write(tmp_path / "data", [event()])
    (tmp_path / "data" / "site.yaml").write_text(json.dumps(site), "utf-8")
    monkeypatch.setenv("PSGDASH_DATA", str(tmp_path / "data"))
    lines = head.stage()
    assert lines.count("<script>") == lines.count("</style>") == 1
    assert 'content: "A \\22 group' in lines


async def packing(scope: Any, receive: Any, send: Any) -> None:
    """Compresses its page for whoever takes that, as Streamlit does."""
    asked = dict(scope["headers"]).get(b"accept-encoding", b"")
    body = gzip.compress(PAGE.encode()) if b"gzip" in asked else PAGE.encode()
    headers = [(b"content-type", b"text/html"), (b"etag", b'"1"')]
    headers += [(b"content-encoding", b"gzip")] if b"gzip" in asked else []
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.mark.parametrize("path", ["/", "/browse", "/present"])
def test_a_browser_gets_the_head_of_every_page_whatever_the_server_would_compress(
    path: str,
) -> None:
    headers, body = get(Head(packing), path, accept="text/html,*/*;q=0.8", accept_encoding="gzip")  # type: ignore[arg-type]
    assert b"og:title" in body and headers["etag"] == '"1"'


def test_a_download_may_still_be_compressed() -> None:
    headers, _ = get(Head(packing), "/x", accept="*/*", accept_encoding="gzip")  # type: ignore[arg-type]
    assert headers["content-encoding"] == "gzip"


def links(path: str, query: str = "") -> dict[str, str]:
    """The addresses that the head names, by their kind."""
    scope = {"type": "http", "path": path, "query_string": query.encode()}
    found = re.findall(r'<link rel="(alternate|canonical)"([^>]*)>', head.head(scope))
    told = {}
    for rel, rest in found:
        kind = re.search(r'type="([^"]*)"', rest)
        href = re.search(r'href="([^"]*)"', rest)
        assert href
        told[kind[1] if kind else rel] = unescape(href[1])
    return told


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Serves an archive whose site.yaml says this."""

    def show(**site: Any) -> None:
        folder = write(tmp_path / "data", [event()])
        (folder / "site.yaml").write_text(json.dumps({**SITE, **site}), "utf-8")
        monkeypatch.setenv("PSGDASH_DATA", str(folder))

    return show


def test_the_head_names_the_feeds_with_the_filters_and_the_language_of_the_page(
    shown: Callable[..., None],
) -> None:
    shown()
    assert links("/") == {
        "application/atom+xml": "/feed.atom",
        "text/calendar": "/calendar.ics",
        "application/geo+json": "/events.geojson",
        "text/csv": "/events.csv",
    }
    assert links("/browse", "theme=mining&q=a%22%3E&lang=es&event=x&step=2") == {
        "application/atom+xml": "/feed.atom?theme=mining&q=a%22%3E&lang=es",
        "text/calendar": "/calendar.ics?theme=mining&q=a%22%3E&lang=es",
        "application/geo+json": "/events.geojson?theme=mining&q=a%22%3E",
        "text/csv": "/events.csv?theme=mining&q=a%22%3E",
    }


@pytest.mark.parametrize("query", ["from=%00", "q=%ed%a0%80", "lang=%22%3E%3Cscript%3E", "&=&%"])
def test_junk_in_the_address_neither_breaks_the_head_nor_out_of_it(
    shown: Callable[..., None], query: str
) -> None:
    shown()
    assert len(links("/", query)) == 4
    scope = {"type": "http", "path": "/", "query_string": query.encode()}
    assert "<script>" not in head.head(scope)


@pytest.mark.parametrize(
    ("path", "address", "canonical"),
    [
        ("/", "https://news.example.org/", "https://news.example.org/"),
        ("/", "https://example.org/news", "https://example.org/news/"),
        ("/embed", "https://news.example.org/", "https://news.example.org/"),
        ("/about", "https://news.example.org/", None),  # no such page need stand there
        ("/", None, None),
    ],
)
def test_the_map_has_one_address_whatever_its_filters(
    shown: Callable[..., None], path: str, address: str | None, canonical: str | None
) -> None:
    shown(**({"address": address} if address else {}))
    assert links(path, "theme=mining").get("canonical") == canonical
