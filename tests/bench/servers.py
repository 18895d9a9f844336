"""The two servers that are compared, each on a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]


@contextmanager
def dashboard(checkout: Path, data: Path, cache: Path, log: Path) -> Iterator[int]:
    """Our app, from a checkout, on an archive; gives its port."""
    extra = {"PSGDASH_DATA": str(data), "PSGDASH_CACHE": str(cache), "PYTHONPATH": str(checkout)}
    with _streamlit(checkout / "app.py", checkout, extra, log) as port:
        yield port


@contextmanager
def baseline(table: Path, box: Mapping[str, int], log: Path) -> Iterator[int]:
    """The baseline on the same events, its plots of the given `width`, `map` and `line` pixels."""
    extra = {f"BENCH_{name.upper()}": str(pixels) for name, pixels in box.items()}
    extra["BENCH_TABLE"] = str(table)
    with _streamlit(HERE / "baseline_app.py", table.parent, extra, log) as port:
        yield port


@contextmanager
def stage_baseline(steps: Path, log: Path) -> Iterator[int]:
    """The plain presentation of the same steps (a JSON file); gives its port."""
    script = HERE / "present_baseline.py"
    with _streamlit(script, steps.parent, {"BENCH_STEPS": str(steps)}, log) as port:
        yield port


@contextmanager
def _streamlit(script: Path, folder: Path, extra: Mapping[str, str], log: Path) -> Iterator[int]:
    port = _free_port()
    options = {
        "server.port": str(port), "server.address": "127.0.0.1", "server.headless": "true",
        "server.fileWatcherType": "none", "browser.gatherUsageStats": "false",
    }  # fmt: skip
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += [f"--{name}={value}" for name, value in options.items()]
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **extra}, stdout=said, stderr=said
        )
        try:
            _wait(process, port, log)
            yield port
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(240):
        if process.poll() is not None:
            break
        with suppress(OSError), urllib.request.urlopen(_health(port), timeout=2):
            return
        time.sleep(0.25)
    raise SystemExit(f"The server did not start:\n{log.read_text('utf-8')}")


def _health(port: int) -> str:
    return f"http://127.0.0.1:{port}/_stcore/health"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
