"""Scripts, styles and map layers sent gzipped, each compressed once: a first visit is light.

Streamlit sends its own scripts as they are, and would compress ours anew for every visitor.
"""

from __future__ import annotations

import gzip
from collections import OrderedDict
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOLDERS = ("/static/", "/assets/")  # of files that do not change while the server runs
KINDS = ("text/", "application/javascript", "application/json", "application/geo+json")
LEAST, MOST = 1_000, 16_000_000  # bytes of a file that is worth it, and that is held in memory
KEEP = 400  # files
LEVEL = 7


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file compressed, and what tells it from another version of it."""

    mark: str
    body: bytes


class Compression:
    """ASGI middleware: answers from memory what it has compressed before."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is no file, no whole file, or asked for by who takes no gzip."""
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        wanted = "gzip" in headers.get("accept-encoding", "") and "range" not in headers
        path = scope.get("path", "")
        if not wanted or scope["method"] != "GET" or not path.startswith(FOLDERS):
            await self.app(scope, receive, send)
            return
        # As if no gzip were taken: nobody behind this one shall compress it, too.
        plain = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
        await _Answer(self, path, send).of({**scope, "headers": plain}, receive)

    def compressed(self, path: str, mark: str, body: bytes) -> bytes:
        """The body compressed; `mark` tells versions of a file apart."""
        kept = self._kept.get(path)
        if kept is None or kept.mark != mark or not mark:
            kept = _Kept(mark, gzip.compress(body, LEVEL, mtime=0))
            self._kept[path] = kept
            while len(self._kept) > KEEP:
                self._kept.popitem(last=False)
        return kept.body


class _Answer:
    """One answer on its way: held until it is whole, if it is to be compressed."""

    def __init__(self, owner: Compression, path: str, send: Send) -> None:
        self.owner, self.path, self.send = owner, path, send
        self.start: Message | None = None
        self.body = bytearray()

    async def of(self, scope: Scope, receive: Receive) -> None:
        # Without it the server would send the file by itself, past this middleware.
        scope = {**scope, "extensions": {}}
        await self.owner.app(scope, receive, self._take)

    async def _take(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_worth_it(message):
            self.start = message
            return
        if self.start is None:
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if message.get("more_body", False):
            return
        headers = MutableHeaders(raw=list(self.start["headers"]))
        mark = f"{headers.get('etag', '')} {headers.get('last-modified', '')} {len(self.body)}"
        body = await run_in_threadpool(self.owner.compressed, self.path, mark, bytes(self.body))
        headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(body))
        headers.add_vary_header("Accept-Encoding")
        await self.send({**self.start, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": body})


def _is_worth_it(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    size = int(headers.get("content-length") or 0)
    kind = headers.get("content-type", "")
    fresh = start["status"] == 200 and "content-encoding" not in headers
    return fresh and kind.startswith(KINDS) and LEAST <= size <= MOST
