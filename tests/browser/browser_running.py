"""The app as a process, and a watch over all that its pages say and ask."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    WebSocket,
)

CHECKOUT = Path(__file__).resolve().parents[2]
ARTEFACTS = CHECKOUT / "tests" / "artefacts"
HOST = "127.0.0.1"

# Streamlit looks for its server beside the page first, then above it, and the browser logs the miss.
_PROBE = re.compile(
    r"/(browse|compare|background|present|about|health|add|embed)/_stcore/(health|host-config)"
)
_PROBE_TEXT = "Failed to load resource: the server responded with a status of 404 (Not Found)"


def get(url: str) -> tuple[bytes, dict[str, str]]:
    """Body and headers (small letters) of an address on this machine."""
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read(), {name.lower(): value for name, value in answer.headers.items()}


class Server:
    """`streamlit run app.py` on a free port with a cache folder of its own."""

    def __init__(self, folder: Path, data: Path | None = None) -> None:
        self.folder, self.data = folder, data
        with socket.socket() as free:
            free.bind((HOST, 0))
            self.port = int(free.getsockname()[1])
        self.log = folder / "server.log"
        self.url = f"http://{HOST}:{self.port}"

    def __enter__(self) -> Self:
        env = os.environ | {
            "PSGDASH_CACHE": str(self.folder / "cache"),
            "PYTHONPATH": str(CHECKOUT),
        }
        env.pop("PSGDASH_DATA", None)
        if self.data:
            env["PSGDASH_DATA"] = str(self.data)
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        command += ["--server.port", str(self.port), "--server.address", HOST]
        self.process = subprocess.Popen(
            command, cwd=CHECKOUT, env=env, stdout=self.log.open("wb"), stderr=subprocess.STDOUT
        )
        self._wait()
        return self

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                get(f"{self.url}/_stcore/health")
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"The app did not start:\n{self.log.read_text('utf-8', 'replace')}")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def size(self) -> int:
        """Bytes of the log so far."""
        return self.log.stat().st_size if self.log.exists() else 0

    def said_since(self, size: int) -> str:
        """What the log says after its first `size` bytes."""
        with self.log.open("rb") as log:
            log.seek(size)
            return log.read().decode("utf-8", "replace")


class Stage(Server):
    """A server whose archive tests put in its place; the app reads it again at the next rerun."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, folder / "shown")
        self._count = 0
        self._link(CHECKOUT / "data")

    def _link(self, target: Path) -> None:
        fresh = self.folder / "next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(target, target_is_directory=True)
        fresh.replace(self.folder / "shown")

    def show(self, files: dict[str, str]) -> None:
        """Show an archive of these files (name in the data folder -> text)."""
        self._count += 1
        folder = self.folder / f"archive-{self._count}"
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        self._link(folder)

    def show_copy(self, folder: Path) -> None:
        """Show a copy of a folder."""
        self._count += 1
        copied = self.folder / f"archive-{self._count}"
        shutil.copytree(folder, copied)
        self._link(copied)


class Watch:
    """Collects what must not happen: a request that leaves, an error in page, console or server."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.servers: dict[int, tuple[Server, int]] = {}
        self.windows: dict[tuple[Browser, bool], list[Page]] = {}  # empty ones, on a phone or not

    def follow(self, context: BrowserContext) -> None:
        """Watch all pages of a context."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("page", self._page)

    def listen(self, server: Server) -> None:
        """Watch what a server says."""
        self.servers.setdefault(server.port, (server, server.size()))

    def begin(self) -> None:
        """Forget what other tests saw."""
        self.complaints.clear()
        self.requests.clear()
        self.servers = {port: (s, s.size()) for port, (s, _) in self.servers.items()}

    def end(self) -> list[str]:
        """Everything that was wrong since `begin`."""
        for server, size in self.servers.values():
            said = server.said_since(size)
            if "Traceback" in said:
                self.complaints.append(f"The server failed: {said[-1500:]}")
        return self.complaints

    def _asked(self, url: str) -> None:
        self.requests.append(url)
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.hostname != HOST:
            self.complaints.append(f"A request left this machine: {url}")

    def _request(self, request: Request) -> None:
        self._asked(request.url)

    def _page(self, page: Page) -> None:
        def socket_opened(opened: WebSocket) -> None:
            self._asked(opened.url)

        page.on("websocket", socket_opened)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        address = str(message.location.get("url", ""))
        if message.text == _PROBE_TEXT and _PROBE.fullmatch(urlsplit(address).path):
            return
        self.complaints.append(f"The console says: {message.text} ({address})")

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"The page failed: {error.error}")
