"""How soon a filter, a brush and the first load are painted, beside a plain Streamlit app.

    python tests/bench/rerun.py --sizes 10 1000 10000 --repeats 7 --out figures.json

Both apps run at once on the same events and take turns in the same browser. See README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import archive
import servers
from playwright.sync_api import Browser, sync_playwright
from proxy import CountingProxy
from visit import Visit, chromium

LIMITS = {"filter": 0.5, "brush": 0.2, "load": 1.0}
MEGABYTES = 4.0
APPS = ("ours", "baseline")


@dataclass
class Figures:
    """Milliseconds of each sample by what was measured, and the bytes of a first load."""

    times: dict[str, list[float]] = field(default_factory=dict)
    http: int = 0
    websocket: int = 0
    # Websocket frames between the gesture and the paint, with the mouse button still held.
    frames: list[tuple[int, int]] = field(default_factory=list)
    held: list[float] = field(default_factory=list)

    def add(self, what: str, milliseconds: float) -> None:
        """One more sample."""
        if milliseconds <= 0:
            raise SystemExit(f"{what}: painted before it was asked for, so the probe is wrong.")
        self.times.setdefault(what, []).append(milliseconds)

    def median(self, what: str) -> float:
        """The middle of the samples."""
        return statistics.median(self.times[what])


def measure(
    size: int, repeats: int, browser: Browser, folder: Path, checkout: Path
) -> dict[str, Figures]:
    """All figures at one size of archive."""
    data = folder / f"data-{size}"
    rows = archive.write(data, size)
    table = folder / f"events-{size}.csv"
    archive.write_table(table, rows)
    themes = list(dict.fromkeys(row.theme for row in rows))
    figures = {name: Figures() for name in APPS}
    with ExitStack() as stack:
        ours = stack.enter_context(
            servers.dashboard(checkout, data, folder / "cache", folder / f"ours-{size}.log")
        )
        first = Visit(browser, ours, "ours")
        first.settled(size)
        boxes = first.boxes()
        first.close()
        other = stack.enter_context(servers.baseline(table, boxes, folder / f"baseline-{size}.log"))
        ports = {"ours": ours, "baseline": other}
        warm = Visit(browser, other, "baseline")
        warm.settled(size)
        warm.close()
        for name, port in ports.items():
            _bytes(browser, port, name, size, figures[name])
        visits: dict[str, Visit] = {}
        for _ in range(repeats):
            for name, port in ports.items():
                if name in visits:
                    visits.pop(name).close()
                visits[name] = Visit(browser, port, name)
                figures[name].add("load", visits[name].settled(size).painted)
        _filters(visits, figures, rows, themes, repeats)
        _brushes(visits, figures, size, repeats)
        for visit in visits.values():
            visit.close()
    return figures


def _bytes(browser: Browser, port: int, name: str, size: int, figures: Figures) -> None:
    """What a first load costs on the wire; not timed, as the proxy takes its share."""
    proxy = CountingProxy(port)
    visit = Visit(browser, proxy.port, name)
    visit.settled(size, quiet=3000)
    figures.http, figures.websocket = proxy.http, proxy.websocket
    visit.close()
    proxy.close()


def _filters(
    visits: dict[str, Visit],
    figures: dict[str, Figures],
    rows: list[archive.Row],
    themes: list[str],
    repeats: int,
) -> None:
    """Pills on and off so that no choice comes twice: nothing can have been kept from before."""
    chosen: set[str] = set()
    clicks = [i % len(themes) for i in range(2 * len(themes) - 1)][: repeats + 1]
    for n, i in enumerate(clicks):
        chosen ^= {themes[i]}
        wanted = sum(row.theme in chosen for row in rows) or len(rows)
        for name in APPS:
            took = visits[name].pick(i, wanted)
            if n:  # the first click warms both up
                figures[name].add("filter", took)
    for name in APPS:  # back to all, for the brush
        for theme in chosen:
            i = themes.index(theme)
            visits[name].page.locator(".st-key-f-themes button").nth(i).click()
            visits[name].page.wait_for_timeout(1500)
        visits[name].begin()
        visits[name].page.wait_for_timeout(2500)


def _brushes(
    visits: dict[str, Visit], figures: dict[str, Figures], size: int, repeats: int
) -> None:
    for n in range(repeats + 1):
        start, end = 0.25 + 0.02 * n, 0.62 + 0.01 * n
        for name in APPS:
            took = visits[name].brush(start, end)
            if n:
                figures[name].add("brush", took)
            visits[name].clear(size)
    for n in range(min(3, repeats)):
        took, sent, received = visits["ours"].brush_held(0.3 + 0.02 * n, 0.7)
        figures["ours"].held.append(took)
        figures["ours"].frames.append((sent, received))
        visits["ours"].page.wait_for_timeout(1500)
        visits["ours"].clear(size)


def report(results: dict[int, dict[str, Figures]]) -> list[list[str]]:
    """The table's rows: medians, ratio and whether the target is reached."""
    lines = [["events", "what", "ours", "baseline", "ratio", "target", "reached"]]
    for size, found in results.items():
        ours, other = found["ours"], found["baseline"]
        for what, limit in LIMITS.items():
            a, b = ours.median(what), other.median(what)
            ratio = a / b
            said = (what, _ms(a), _ms(b), f"{ratio:.2f}", f"≤ {limit}", _yes(ratio <= limit))
            lines.append([f"{size:,}", *said])
        sent, received = (max(column) for column in zip(*ours.frames, strict=True))
        frames = f"{sent} sent, {received} received"
        lines.append([f"{size:,}", "brush, button held", _ms(statistics.median(ours.held)),
                      "", "", f"0 frames: {frames}", _yes(sent + received == 0)])  # fmt: skip
        total = (ours.http + ours.websocket) / 1e6
        lines.append(
            [f"{size:,}", "first load, bytes", _mb(ours), _mb(other), "", f"< {MEGABYTES} MB",
             _yes(total < MEGABYTES)]
        )  # fmt: skip
    return lines


def _ms(value: float) -> str:
    return f"{value:,.0f} ms"


def _mb(figures: Figures) -> str:
    total = (figures.http + figures.websocket) / 1e6
    return f"{total:.2f} MB (websocket {figures.websocket / 1e3:,.0f} kB)"


def _yes(reached: bool) -> str:
    return "yes" if reached else "NO"


def _printed(lines: list[list[str]]) -> str:
    head, *rest = lines
    marked = [head, ["---"] * len(head), *rest]
    return "\n".join("| " + " | ".join(line) + " |" for line in marked)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 1_000, 10_000])
    parser.add_argument("--repeats", type=int, default=7, help="samples of each kind, at most 12")
    parser.add_argument("--checkout", type=Path, default=servers.CHECKOUT, help="whose app it is")
    parser.add_argument("--out", type=Path, help="also write every sample as JSON")
    asked = parser.parse_args()
    repeats = max(1, min(12, asked.repeats))
    results: dict[int, dict[str, Figures]] = {}
    loads = [os.getloadavg()]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = chromium(playwright)
        for size in asked.sizes:
            results[size] = measure(size, repeats, browser, Path(folder), asked.checkout)
            loads.append(os.getloadavg())
            print(_printed(report({size: results[size]})), flush=True)
        version = browser.version
        browser.close()
    machine = {
        "python": platform.python_version(), "chromium": version, "cores": os.cpu_count(),
        "load_before_and_after_each_size": [round(load[0], 2) for load in loads],
    }  # fmt: skip
    print("\n" + _printed(report(results)) + f"\n\n{machine}")
    if asked.out:
        samples = {size: {name: vars(f) for name, f in r.items()} for size, r in results.items()}
        told = {"machine": machine, "figures": samples}
        asked.out.write_text(json.dumps(told, indent=1), "utf-8")


if __name__ == "__main__":
    main()
