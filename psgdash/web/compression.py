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

FOLDERS = ("/static/", "/assets/")  # of files that are worth keeping
# Of those, what belongs to an installed package: as long as the server runs it stays what it is, so
# that it is answered from memory. A first visit asks for some seventy files at once.
FIXED = ("/static/", "/assets/plotly/", "/assets/fonts/")
ASKED_AGAIN = ("range", "if-none-match", "if-modified-since")  # an answer of its own
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
        self._whole: dict[str, tuple[Message, Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is no file, no whole file, or asked for by who takes no gzip."""
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        wanted = "gzip" in headers.get("accept-encoding", "") and "range" not in headers
        path = scope.get("path", "")
        if not wanted or scope["method"] != "GET" or not path.startswith(FOLDERS):
            await self.app(scope, receive, send)
            return
        fixed = path.startswith(FIXED) and not any(name in headers for name in ASKED_AGAIN)
        if fixed and path in self._whole:
            for message in self._whole[path]:
                await send(message)
            return
        # As if no gzip were taken: nobody behind this one shall compress it, too.
        plain = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
        answer = _Answer(self, path, send)
        await answer.of({**scope, "headers": plain}, receive)
        if fixed and answer.whole and len(self._whole) < KEEP:
            self._whole[path] = answer.whole

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
        self.whole: tuple[Message, Message] | None = None  # the answer, if it may be kept

    async def of(self, scope: Scope, receive: Receive) -> None:
        # Without it the server would send the file by itself, past this middleware.
        scope = {**scope, "extensions": {}}
        await self.owner.app(scope, receive, self._take)

    async def _take(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_whole(message):
            self.start = message
            return
        if self.start is None:
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if message.get("more_body", False):
            return
        headers = MutableHeaders(raw=list(self.start["headers"]))
        body = bytes(self.body)
        if _is_worth_it(headers):
            mark = f"{headers.get('etag', '')} {headers.get('last-modified', '')} {len(body)}"
            body = await run_in_threadpool(self.owner.compressed, self.path, mark, body)
            headers["content-encoding"] = "gzip"
            headers["content-length"] = str(len(body))
            headers.add_vary_header("Accept-Encoding")
        start = {**self.start, "headers": headers.raw}
        self.whole = (start, {"type": "http.response.body", "body": body})
        for told in self.whole:
            await self.send(told)


def _is_whole(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    size = int(headers.get("content-length") or 0)
    return start["status"] == 200 and "content-encoding" not in headers and 0 < size <= MOST


def _is_worth_it(headers: Headers) -> bool:
    size, kind = int(headers.get("content-length") or 0), headers.get("content-type", "")
    return kind.startswith(KINDS) and size >= LEAST
