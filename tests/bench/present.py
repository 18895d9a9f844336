"""How soon a step of a presentation is painted, how smooth the flight is, beside plain Streamlit.

See README.md here. It is no test, and pytest does not collect it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import servers
from playwright.sync_api import Browser, Page, sync_playwright
from visit import chromium

from psgdash.archive import gate, loading
from psgdash.linked import stage_payload

STORY = "ten-events"
PERU = {"lat": -9.2, "lon": -75.0, "name": ""}
SIZE = {"width": 1920, "height": 1080}
# From the key to: the words painted (two frames after they stand there), and the map at rest where
# it should be, all in the page's own clock; and every frame in between.
PROBE = """
addEventListener('keydown', () => window.bench.pressed?.(), true); // before the page's own
window.bench = { begin(headline, map) {
  const seen = { frames: [] }, next = done => requestAnimationFrame(done);
  window.bench.pressed = () => {
    window.bench.pressed = null;
    const began = performance.now(), past = () => performance.now() - began;
    const tick = () => {
      seen.frames.push(past());
      if (seen.words === undefined && headline() !== seen.before) {
        seen.words = null;
        next(() => next(() => { seen.words = past(); }));
      }
      // At rest: idle, and so for a quarter of a second.
      const m = map(), quiet = m && m.loaded() && !m.isMoving();
      if (typeof seen.words !== 'number' || !quiet) seen.rest = undefined;
      else seen.rest ??= past();
      if (seen.rest !== undefined && past() - seen.rest > 250) seen.done = true;
      else if (past() > 20000) seen.failed = true;
      else next(tick);
    };
    next(tick);
  };
  seen.before = headline();
  window.bench.seen = seen;
} };
"""
_MAP = "?._fullLayout?.map?._subplot?.map)"
BEGIN = {
    "ours": "bench.begin(() => document.querySelector('.stage-headline')?.textContent, "
    "() => document.querySelector('.stage-plot')" + _MAP,
    "baseline": "bench.begin(() => document.querySelector('[data-testid=stMain] h1')?.textContent, "
    "() => [...document.querySelectorAll('.js-plotly-plot')].at(-1)" + _MAP,
}


def steps() -> list[dict[str, Any]]:
    """The story's steps as the baseline shows them: the same words and places."""
    shown = gate.publish(loading.load(servers.CHECKOUT / "data"), date.today())
    story = shown.stories[STORY]
    told = stage_payload.build(story.steps, shown, title=story.title, language="en", query={})
    plain = []
    for step in told["steps"]:
        spots = [told["spots"][n] for n in step["spots"]] or [
            {"lat": -9.2, "lon": -75.0, "name": ""}
        ]
        lats, lons = [s["lat"] for s in spots], [s["lon"] for s in spots]
        center = {"lat": sum(lats) / len(lats), "lon": sum(lons) / len(lons)}
        text = (step["text"] or {"text": ""})["text"]
        plain.append(
            {
                "headline": step["headline"]["text"],
                "when": step["when"],
                "where": step["where"],
                "text": text,
                "lats": lats,
                "lons": lons,
                "names": [s["name"] for s in spots],
                "center": center,
                "zoom": 6.4 if step["spots"] else 4.6,
            }
        )
    return plain


def opened(browser: Browser, url: str, ready: str, *, motion: bool) -> Page:
    """The app at rest on its first step."""
    page = browser.new_page(
        viewport=SIZE, reduced_motion="no-preference" if motion else "reduce", locale="en-GB"
    )
    page.add_init_script(PROBE)
    page.goto(url)
    page.wait_for_selector(ready, timeout=90_000)
    page.wait_for_timeout(4000)
    return page


def walk(page: Page, name: str, count: int) -> list[dict[str, Any]]:
    """Step through to the end; one sample a step."""
    samples = []
    for _ in range(count - 1):
        page.evaluate(BEGIN[name])
        page.keyboard.press("PageDown")
        for _ in range(500):
            page.wait_for_timeout(60)
            seen = page.evaluate("({...bench.seen})")
            if seen.get("done") or seen.get("failed"):
                break
        if not seen.get("done"):
            raise SystemExit(f"{name} did not come to rest: {seen}")
        samples.append(seen)
        page.wait_for_timeout(300)
    return samples[1:]  # the first step warms it up


def rate(sample: dict[str, Any]) -> float:
    """Frames a second from the key until the map is at rest."""
    during = [t for t in sample["frames"] if t <= sample["rest"]]
    return 1000 * len(during) / sample["rest"]


def row(name: str, samples: list[dict[str, Any]]) -> str:
    """A line of the table: medians (and the longest)."""
    words, rest = [s["words"] for s in samples], [s["rest"] for s in samples]
    return (
        f"| {name} | {statistics.median(words):,.0f} ms ({max(words):,.0f}) "
        f"| {statistics.median(rest):,.0f} ms ({max(rest):,.0f}) "
        f"| {statistics.median(map(rate, samples)):.0f} |"
    )


def main() -> None:
    """Run from the command line."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    plain = steps()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder, browser = Path(name), chromium(playwright)
        table = folder / "steps.json"
        table.write_text(json.dumps(plain), "utf-8")
        load = os.getloadavg()[0]
        lines = []
        data = servers.CHECKOUT / "data"
        with (
            servers.dashboard(servers.CHECKOUT, data, folder / "cache", folder / "o.log") as ours,
            servers.stage_baseline(table, folder / "b.log") as other,
        ):
            stage = f"http://127.0.0.1:{ours}/present?story={STORY}&lang=en"
            for label, motion in (("ours, with the flight", True), ("ours, reduced motion", False)):
                page = opened(browser, stage, ".stage[data-sharp]", motion=motion)
                lines.append(row(label, walk(page, "ours", len(plain))))
                page.close()
            page = opened(
                browser, f"http://127.0.0.1:{other}/", ".js-plotly-plot canvas", motion=True
            )
            lines.append(row("st.plotly_chart, a rerun a step", walk(page, "baseline", len(plain))))
            page.close()
        browser.close()
    print("| | words painted | map at rest | frames a second until then |\n|---|---|---|---|")
    print("\n".join(lines))
    print(f"\nMedian (longest) of {len(plain) - 2} steps; load before {load:.1f}")


if __name__ == "__main__":
    main()
