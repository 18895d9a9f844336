"""One download or feed a format, with the URL's filters; an ETag says whether it has changed.

The tag is made of all that an answer depends on: the program and the archive it was made of, the
format, the filter and the language. It is a weak one, because servers compress on the way. There is
no Last-Modified: an embargo that ends changes an answer, and no file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from psgdash import __version__, exchange
from psgdash.exchange.view import take
from psgdash.home import data_folder
from psgdash.locale import DEFAULT, LANGUAGES
from psgdash.query.filters import Filter
from psgdash.query.snapshot import Snapshot, current

_TAG = re.compile(r'(?:W/)?"([^"]*)"')


def route(name: str) -> Route:
    """The route that a format is handed out by."""

    async def answer(request: Request) -> Response:
        return await run_in_threadpool(_answer, request, name)

    return Route(exchange.FORMATS[name].route, answer, methods=["GET", "HEAD"])


def language_of(query: Mapping[str, Sequence[str]]) -> str:
    """The language that a URL asks for, else English."""
    return next((said for said in query.get("lang", ()) if said in LANGUAGES), DEFAULT)


def query_of(chosen: Filter, language: str) -> str:
    """A filter and a language as the part of a URL after the `?`; empty for all in English."""
    said = chosen.to_query() | ({} if language == DEFAULT else {"lang": [language]})
    return urlencode(said, doseq=True)


def tag(snapshot: Snapshot, name: str, chosen: Filter, language: str) -> str:
    """The ETag of a format of what a filter keeps."""
    told = orjson.dumps([__version__, snapshot.version, name, query_of(chosen, language)])
    return f'W/"{hashlib.sha256(told).hexdigest()[:32]}"'


def _answer(request: Request, name: str) -> Response:
    form, snapshot = exchange.FORMATS[name], current(data_folder())
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    chosen = Filter.from_query(query, snapshot.published)
    language = language_of(query) if form.spoken else DEFAULT
    mark = tag(snapshot, name, chosen, language)
    # Kept, but asked for anew each time: what is held back later must not linger.
    headers = {"etag": mark, "cache-control": "no-cache"}
    if _has(request, mark):
        return Response(status_code=304, headers=headers)
    said = query_of(chosen, language)
    view = take(
        snapshot.engine, snapshot.published, chosen,
        language=language, address=f"{form.route}?{said}" if said else form.route,
    )  # fmt: skip
    content = form.write(view)
    headers["content-disposition"] = f'attachment; filename="events.{form.ending}"'
    if request.method == "HEAD":
        headers["content-length"] = str(len(content))
        content = b""
    return Response(content, media_type=form.media_type, headers=headers)


def _has(request: Request, mark: str) -> bool:
    """Whether who asks has just this already (RFC 9110, If-None-Match)."""
    asked = ",".join(request.headers.getlist("if-none-match"))
    return asked.strip() == "*" or mark.split('"')[1] in _TAG.findall(asked)
