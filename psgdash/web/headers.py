"""Security headers on every answer, and the doors of Streamlit that are not for the public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from psgdash.errors import PsgdashError
from psgdash.home import data_folder
from psgdash.query.snapshot import current

# Plotly and Streamlit write inline styles; Streamlit loads a component's module, and MapLibre its
# worker, from a blob. No eval, no host.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",  # hosts that show an app in a frame of their own page
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=(), payment=(), usb=()",
}
CLOSED = ("/_stcore/metrics",)
EMBED = "/embed"  # the one page that others may show in a frame; see psgdash.ui.screens.embed


def framed_by(hosts: Sequence[str]) -> Mapping[str, str]:
    """The headers of a page that these hosts (none: nobody) may show in a frame of theirs.

    X-Frame-Options cannot name a host, and browsers too old for `frame-ancestors` would obey it.
    """
    if not hosts:
        return HEADERS
    policy = POLICY.replace("frame-ancestors 'self'", " ".join(("frame-ancestors 'self'", *hosts)))
    kept = {name: value for name, value in HEADERS.items() if name != "x-frame-options"}
    return kept | {"content-security-policy": policy}


def _hosts() -> tuple[str, ...]:
    try:
        return current(data_folder()).published.site.embed_hosts
    except PsgdashError:  # the page itself says what is wrong
        return ()


class SecurityHeaders:
    """ASGI middleware: adds HEADERS to every answer and closes what is CLOSED."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers, or close the door."""
        if scope["type"] == "websocket" and _is_foreign(Headers(scope=scope)):
            # Streamlit would refuse it, too, but first ask an outside host who we are.
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        begun = False
        embed = scope["path"].removesuffix("/") == EMBED
        added = framed_by(await run_in_threadpool(_hosts)) if embed else HEADERS

        async def with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in added.items():
                    headers[name] = value
            await send(message)

        if _plain(scope["path"]).endswith(CLOSED):
            await PlainTextResponse("Not found", 404)(scope, receive, with_headers)
            return
        try:
            await self.app(scope, receive, with_headers)
        except Exception:
            # The server's own answer to an error is made outside and would lack the headers.
            if not begun:
                failed = PlainTextResponse("Something went wrong.", 500)
                await failed(scope, receive, with_headers)
            raise


def _is_foreign(headers: Headers) -> bool:
    """Whether a page of another site asks (a client that is no browser names no origin)."""
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host", "")


def _plain(path: str) -> str:
    """The path as a lenient server may read it: single slashes, none last, small letters."""
    return "/" + "/".join(part for part in path.lower().split("/") if part not in ("", "."))
