"""Who may open the websocket."""

from __future__ import annotations

from typing import Any

import pytest
from loops import finished

from psgdash.web.headers import SecurityHeaders


def reached(origin: str | None) -> bool:
    """Whether a websocket from this origin gets past the middleware."""
    seen: list[dict[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "websocket.accept"})

    async def send(message: Any) -> None:
        seen.append(message)

    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    headers = [(b"host", b"map.example.org")]
    headers += [(b"origin", origin.encode())] if origin is not None else []
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
    finished(SecurityHeaders(app)(scope, receive, send))
    return seen[0]["type"] == "websocket.accept"


@pytest.mark.parametrize("origin", [None, "https://map.example.org", "http://map.example.org"])
def test_the_page_itself_and_clients_without_origin_may_connect(origin):
    assert reached(origin)


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "https://map.example.org:81", "null", "", "map.example.org"]
)
def test_a_page_of_another_site_is_refused(origin):
    assert not reached(origin)
