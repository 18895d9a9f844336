"""Starting the server that shows the dashboard."""

from __future__ import annotations

import errno
import os
import runpy
import socket
import sys
import threading
import time
import webbrowser

from psgdash.errors import PsgdashError
from psgdash.home import home

FIRST_PORT, PORTS = 8501, 100
PATIENCE = 60  # seconds until the browser is opened in vain
_EVERYWHERE = ("0.0.0.0", "::")


class ServingError(PsgdashError, OSError):
    """The server cannot listen where it was asked to."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)

    def __str__(self) -> str:
        return self.message


def run(address: str, port: int | None, *, open_browser: bool) -> int:
    """Serve until stopped and return the exit code; raises ServingError if that cannot begin."""
    port = free_port(address, port)
    shown = "localhost" if address in _EVERYWHERE else address
    url = f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"
    if open_browser and _has_browser():
        threading.Thread(target=_open, args=(shown, port, url), daemon=True).start()
    # Streamlit reads .streamlit/config.toml beside the script from whatever folder it is started.
    # An address of its own keeps it from asking an outside host what this computer's is.
    sys.argv = [
        "streamlit",
        "run",
        str(home() / "app.py"),
        f"--server.address={address}",
        f"--server.port={port}",
        f"--browser.serverAddress={shown}",
    ]
    try:
        runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else 0
    return 0


def free_port(address: str, wanted: int | None) -> int:
    """The wanted port if it is free, else the first free one from 8501; raises ServingError."""
    ports = range(FIRST_PORT, FIRST_PORT + PORTS) if wanted is None else (wanted,)
    for port in ports:
        try:
            return _bound(address, port)
        except (OSError, UnicodeError) as error:
            code = getattr(error, "errno", None)
            if code == errno.EADDRINUSE and wanted is None:
                continue
            raise ServingError(_said(address, port, code)) from error
    raise ServingError(f"No port from {ports[0]} to {ports[-1]} is free. Choose one with --port.")


def _bound(address: str, port: int) -> int:
    """Bind as the server will, and let go again."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((address, port))
        return int(probe.getsockname()[1])


def _said(address: str, port: int, code: int | None) -> str:
    if code == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Choose another with --port."
    if code == errno.EACCES:
        return f"Port {port} is kept for the system. Choose one above 1023 with --port."
    return f"{address!r} is no address of this computer. Leave out --address, or use 0.0.0.0."


def _has_browser() -> bool:
    """Somebody sits at a desktop; over ssh a text browser would take the terminal."""
    if sys.platform in ("win32", "darwin"):
        return sys.stdout.isatty()
    return sys.stdout.isatty() and bool({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys())


def _open(host: str, port: int, url: str) -> None:
    for _ in range(PATIENCE * 4):
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.25)
        else:
            webbrowser.open(url)
            return
