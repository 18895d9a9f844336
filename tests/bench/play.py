"""How many pictures a second playing through time draws, and that it tells the server nothing.

See README.md here. It is no test, and pytest does not collect it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import archive
import servers
from playwright.sync_api import Browser, sync_playwright
from visit import chromium

READY = '[data-testid="linked-view"][data-sharp]'
SECONDS = 10
# Every frame of the page, and among them those on which the layer above the map was drawn anew.
PROBE = """
{
  const Real = window.WebSocket;
  window.bench = { sent: 0, received: 0 };
  window.WebSocket = class extends Real {
    constructor(...wanted) {
      super(...wanted);
      this.addEventListener('message', () => { bench.received += 1; });
    }
    send(what) { bench.sent += 1; super.send(what); }
  };
  bench.run = seconds => new Promise(done => {
    const times = [], wire = [bench.sent, bench.received];
    let drawn = 0, changed = 0;
    const seen = new MutationObserver(() => { changed = 1; });
    const watched = { childList: true, subtree: true, characterData: true };
    seen.observe(document.querySelector('.lv-now'), watched);
    const began = performance.now();
    const tick = now => {
      times.push(now);
      drawn += changed; changed = 0;
      if (now - began < seconds * 1000) return requestAnimationFrame(tick);
      seen.disconnect();
      done({ times, drawn, wire: bench.sent - wire[0] + bench.received - wire[1],
        state: document.querySelector('.lv').dataset.play });
    };
    requestAnimationFrame(tick);
  });
}
"""


def measured(browser: Browser, url: str, size: tuple[int, int], mode: str) -> dict[str, Any]:
    """One play of SECONDS, from the beginning."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        reduced_motion="no-preference",
        locale="en-GB",
    )
    page.add_init_script(PROBE)
    page.goto(url)
    page.wait_for_selector(READY, timeout=90_000)
    page.wait_for_timeout(3000)
    page.select_option(".lv-play-mode", mode)
    page.click(".lv-play-go")
    seen: dict[str, Any] = page.evaluate("seconds => bench.run(seconds)", SECONDS)
    page.close()
    if seen["state"] != "playing":
        raise SystemExit(f"It stopped playing: {seen}")
    return seen


def row(label: str, seen: dict[str, Any]) -> str:
    """A line of the table."""
    times = seen["times"]
    gaps = sorted(b - a for a, b in pairwise(times))
    took = (times[-1] - times[0]) / 1000
    return (
        f"| {label} | {len(gaps) / took:.0f} | {seen['drawn'] / took:.0f} "
        f"| {statistics.median(gaps):.0f} ms | {gaps[int(len(gaps) * 0.95)]:.0f} ms "
        f"| {gaps[-1]:.0f} ms | {seen['wire']} |"
    )


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="+", default=[1000])
    asked = parser.parse_args()
    load, lines = os.getloadavg()[0], []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder, browser = Path(name), chromium(playwright)
        for events in asked.events:
            data = folder / f"data-{events}"
            archive.write(data, events)
            with servers.dashboard(
                servers.CHECKOUT, data, folder / "cache", folder / "o.log"
            ) as port:
                url = f"http://127.0.0.1:{port}/?lang=en"
                for size in ((1440, 900), (1920, 1080)):
                    for mode in ("so_far", "year"):
                        label = f"{events:,} | {size[0]} × {size[1]} | {mode.replace('_', ' ')}"
                        lines.append(row(label, measured(browser, url, size, mode)))
        browser.close()
    heads = ("events", "window", "shown", "frames a second", "of them drawn anew",
             "between two, median", "95%", "longest", "websocket frames")  # fmt: skip
    print(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|")
    print("\n".join(lines))
    print(f"\n{SECONDS} s of each, at normal speed; load before {load:.1f}")


if __name__ == "__main__":
    main()
