"""One app open in the browser, and what the probe in its page sees."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

ARGS = (
    "--no-sandbox", "--disable-gpu", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PROBE = Path(__file__).with_name("probe.js").read_text("utf-8")


def chromium(playwright: Playwright) -> Browser:
    """The machine's Chromium, drawing in software."""
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(ARGS))


@dataclass(frozen=True)
class Sample:
    """What the probe saw of one change, in milliseconds of the page's clock."""

    painted: float
    input: dict[str, float]
    wire: list[dict[str, Any]]
    counts: dict[str, int]

    @classmethod
    def of(cls, told: dict[str, Any], *, brushed: bool) -> Sample:
        """Painted: both plots hold the final data, the map has gone idle with it, two frames on."""
        if "failed" in told:
            raise SystemExit(f"The page did not come to rest: {told['failed']}")
        log = told["log"]

        def first(kind: str, right: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
            """The entry from which on the content stays the final one."""
            of_kind = [e for e in log if e["kind"] == kind]
            wrong = max((i for i, e in enumerate(of_kind) if not right(e)), default=-1)
            found: dict[str, Any] = of_kind[wrong + 1]
            return found

        def shows(name: str) -> Callable[[dict[str, Any]], bool]:
            final = {"id": told[name], "holds": told["holds"][name]}
            return lambda e: any(final.items() <= plot.items() for plot in e["held"])

        held = max(first("holds", shows(name))["shown"] for name in ("map", "line"))
        final = {"id": told["map"], "holds": told["holds"]["map"]}
        idle = first("idle", lambda e: final.items() <= e.items())
        painted = max(held, idle["shown"])
        # Ours also says itself when it has painted; the later of the two counts.
        paints = [e for e in log if e["kind"] == "holds" and e["paints"] is not None]
        more = [e for e in paints if e["paints"] > paints[0]["paints"] and e["t"] > idle["t"] - 50]
        # (After a brush that is what the server sent in answer, and the map is painted already.)
        if more and not brushed:
            painted = max(painted, more[0]["t"])
        return cls(painted, told["input"], told["wire"], told["counts"])


class Visit:
    """One app open in a browser context of its own."""

    def __init__(self, browser: Browser, port: int, name: str) -> None:
        self.name = name
        # On a first visit nothing is cached, so every visit has a context of its own.
        self.context = browser.new_context(
            viewport={"width": 1440, "height": 900}, color_scheme="light", locale="en-GB"
        )
        self.context.add_init_script(PROBE)
        self.page: Page = self.context.new_page()
        self.page.goto(f"http://127.0.0.1:{port}/", wait_until="commit")

    def settled(self, wanted: int | None, quiet: int = 900) -> Sample:
        """Wait for rest."""
        options = {"wanted": wanted, "quiet": quiet}
        told = self.page.evaluate("options => window.bench.settled(options)", options)
        return Sample.of(told, brushed=wanted is None)

    def begin(self) -> None:
        """From here on the probe notes what happens."""
        self.page.evaluate("() => window.bench.begin()")

    def pick(self, theme: int, wanted: int) -> float:
        """Click a theme's pill; milliseconds until both plots show it."""
        pill = self.page.locator(".st-key-f-themes button").nth(theme)
        pill.scroll_into_view_if_needed()
        self.begin()
        pill.click()
        seen = self.settled(wanted)
        return seen.painted - seen.input["click"]

    def boxes(self) -> dict[str, int]:
        """Width, and heights of map and timeline, in pixels."""
        sizes: dict[str, int] = self.page.evaluate(
            """() => { const box = [...document.querySelectorAll(".js-plotly-plot")]
                .map(plot => [plot._fullLayout.map ? "map" : "line", plot.getBoundingClientRect()]);
              const { map, line } = Object.fromEntries(box);
              return { width: Math.round(map.width), map: Math.round(map.height),
                line: Math.round(line.height) }; }"""
        )
        return sizes

    def drag(self, start: float, end: float, *, release: bool) -> None:
        """Drag over the timeline, from and to shares of its width."""
        self.page.evaluate(
            """() => [...document.querySelectorAll(".js-plotly-plot")]
              .find(plot => !plot._fullLayout.map).scrollIntoView({ block: "nearest" })"""
        )
        box: dict[str, float] = self.page.evaluate(
            """() => { const line = [...document.querySelectorAll(".js-plotly-plot")]
                .find(plot => !plot._fullLayout.map), r = line.getBoundingClientRect();
              const { l, t, w, h } = line._fullLayout._size;
              return { x: r.x + l, y: r.y + t, w, h }; }"""
        )
        y = box["y"] + box["h"] / 2
        mouse = self.page.mouse
        mouse.move(box["x"] + box["w"] * start, y)
        self.page.wait_for_timeout(150)
        self.begin()
        mouse.down()
        # One short move and one long one: what the map must show depends on the last move alone.
        mouse.move(box["x"] + box["w"] * start + 6, y)
        self.page.wait_for_timeout(300)
        mouse.move(box["x"] + box["w"] * end, y)
        if release:
            mouse.up()

    def brush(self, start: float, end: float) -> float:
        """Brush the timeline; milliseconds until the map shows it.

        Ours counts from the last move of the mouse, the baseline from letting the button go, which
        is when it begins.
        """
        self.drag(start, end, release=True)
        seen = self.settled(None, quiet=1500)
        return seen.painted - seen.input["pointermove" if self.name == "ours" else "pointerup"]

    def brush_held(self, start: float, end: float) -> tuple[float, int, int]:
        """Brush, button kept down; milliseconds, and frames sent and received until painted."""
        self.drag(start, end, release=False)
        seen = self.settled(None, quiet=1500)
        until = [frame["sent"] for frame in seen.wire if frame["t"] <= seen.painted]
        self.page.mouse.up()
        return seen.painted - seen.input["pointermove"], until.count(True), until.count(False)

    def clear(self, wanted: int) -> None:
        """Lift the brush, and wait until the map shows all again."""
        self.begin()
        if self.name == "ours":
            self.page.locator(".lv-handle-start").focus()
            self.page.keyboard.press("Escape")
        else:
            box = self.page.locator(".st-key-timeline .nsewdrag").bounding_box()
            assert box
            self.page.mouse.dblclick(box["x"] + box["width"] * 0.05, box["y"] + 12)
        self.settled(wanted, quiet=1500)

    def close(self) -> None:
        """Leave."""
        self.context.close()
