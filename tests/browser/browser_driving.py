"""A page of the app as a person uses it: what it shows, and gestures on map, timeline and cards."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, Literal, NamedTuple
from urllib.parse import parse_qs, urlsplit

from browser_running import Server, Watch
from playwright.sync_api import Browser, Locator, Page

READY = '[data-testid="linked-view"][data-state="ready"]'
LINE, MAP = ".lv-line-plot", ".lv-map-plot"
DAY = 86_400_000

# Where a person would have to point: pixels of the page. Plotly's own axes do the reckoning.
_DAY_X = """([day]) => {
  const plot = document.querySelector('.lv-line-plot'), full = plot._fullLayout;
  return plot.getBoundingClientRect().left + full._size.l + full.xaxis.d2p(day * 864e5);
}"""
_MARK = """([event]) => {
  const plot = document.querySelector('.lv-line-plot'), full = plot._fullLayout;
  const trace = plot.data.find(t => t.meta?.role === 'mark'), i = trace.customdata.indexOf(event);
  const box = plot.getBoundingClientRect();
  return [box.left + full._size.l + full.xaxis.d2p(trace.x[i]), box.top + full.yaxis._offset + full.yaxis.l2p(trace.y[i])];
}"""
_SPOT = """([lon, lat]) => {
  const plot = document.querySelector('.lv-map-plot'), box = plot.getBoundingClientRect();
  const map = plot._fullLayout.map?._subplot?.map;
  if (map) { const at = map.project([lon, lat]); return [box.left + at.x, box.top + at.y]; }
  const full = plot._fullLayout, R = 6378137;
  const x = R * lon * Math.PI / 180, y = R * Math.asinh(Math.tan(lat * Math.PI / 180));
  return [box.left + full.xaxis._offset + full.xaxis.l2p(x), box.top + full.yaxis._offset + full.yaxis.l2p(y)];
}"""
_DOTS = (
    """() => [...document.querySelectorAll('.lv-spots [data-places]')].map(g => g.dataset.places)"""
)
_CAMERA = """() => {
  const full = document.querySelector('.lv-map-plot')._fullLayout, map = full.map?._subplot?.map;
  if (map) { const c = map.getCenter(); return [c.lng, c.lat, map.getZoom()]; }
  return [...full.xaxis.range, ...full.yaxis.range];
}"""
_MOVING = """() => {
  const map = document.querySelector('.lv-map-plot')._fullLayout?.map?._subplot?.map;
  return !!map && map.isMoving();
}"""
_LOADED = """() => {
  const map = document.querySelector('.lv-map-plot')._fullLayout?.map?._subplot?.map;
  const filled = ['.lv-map', '.lv-line'].every(name => { const box = document.querySelector(name);
    return Math.abs(box.clientWidth - box.querySelector('canvas, .main-svg').getBoundingClientRect().width) < 2; });
  return filled && document.querySelector('.lv').dataset.sharp === document.documentElement.lang
    && (!map || (map.loaded() && !map.isMoving()));
}"""
_MARKED = """() => {
  const trace = document.querySelector('.lv-line-plot').data.find(t => t.meta?.role === 'mark');
  const strong = [].concat(trace.marker.opacity);
  return [...trace.customdata].filter((_, i) => (strong[i] ?? strong[0]) === 1).sort();
}"""
_RINGED = """() => {
  const plot = document.querySelector('.lv-line-plot');
  const ring = plot.data.find(t => t.meta?.role === 'chosen'), marks = plot.data.find(t => t.meta?.role === 'mark');
  if (!ring.x.length) return null;
  return marks.customdata.find((_, i) => marks.x[i] === ring.x[0] && marks.y[i] === ring.y[0]) ?? null;
}"""
# Counts what the server says, in the page: the only sign that a quick rerun leaves.
_COUNT_FRAMES = """(() => {
  const Real = window.WebSocket;
  window.__frames = 0;
  window.__lastFrame = 0;
  window.WebSocket = class extends Real {
    constructor(...wanted) {
      super(...wanted);
      this.addEventListener('message', () => { window.__frames += 1; window.__lastFrame = performance.now(); });
    }
  };
})()"""
_TURN = """query => {
  history.pushState(null, '', location.pathname + '?' + query);
  const before = window.__frames;
  dispatchEvent(new PopStateEvent('popstate'));
  return before;
}"""
_ANSWERED = """before => window.__frames > before && performance.now() - window.__lastFrame > 80
  && document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'"""


class Spot(NamedTuple):
    """Degrees of a place."""

    lon: float
    lat: float


def day(text: str) -> int:
    """ISO day as days since 1970."""
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def until(said: str, check: Callable[[], Any], seconds: float = 20) -> Any:
    """Ask until the answer is true; the page's CSP forbids Playwright's own way of waiting."""
    deadline = time.monotonic() + seconds
    answer = check()
    while not answer:
        if time.monotonic() > deadline:
            raise AssertionError(f"Waited {seconds:g} s in vain: {said}")
        time.sleep(0.03)
        answer = check()
    return answer


def _window(browser: Browser, watch: Watch, phone: bool) -> Page:
    """A window with nothing in it yet, watched."""
    context = browser.new_context(
        locale="en-GB", is_mobile=phone, has_touch=phone, accept_downloads=True
    )
    context.add_init_script(_COUNT_FRAMES)
    watch.follow(context)
    return context.new_page()


class View:
    """One visitor's page."""

    def __init__(
        self, page: Page, server: Server, watch: Watch, windows: list[Page] | None = None
    ) -> None:
        self.page, self.server, self.watch, self.windows = page, server, watch, windows
        self.start: list[float] = []

    @classmethod
    def new(
        cls,
        browser: Browser,
        server: Server,
        watch: Watch,
        *,
        size: tuple[int, int] = (1440, 900),
        theme: Literal["light", "dark"] = "light",
        phone: bool = False,
        motion: bool = False,
        apart: bool = False,
    ) -> View:
        """A new visitor; without `motion` the map jumps instead of flying, which saves seconds.

        Who comes after another takes the same window, emptied: a new one costs seconds more to
        start and to compile all scripts in. `apart` is for who changes the window itself.
        """
        windows = [] if apart else watch.windows.setdefault((browser, phone), [])
        page = windows.pop() if windows else _window(browser, watch, phone)
        watch.listen(server)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(
            color_scheme=theme, reduced_motion="no-preference" if motion else "reduce"
        )
        return cls(page, server, watch, None if apart else windows)

    def close(self) -> None:
        """The visitor leaves, and what the page had kept goes too."""
        if self.windows is None:
            self.page.context.close()
            return
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        # A word of the same server: for a blank page Chromium would start another process, which
        # would have to compile all scripts once more.
        self.page.goto(f"{self.server.url}/_stcore/health")
        self.page.mouse.move(0, 0)
        self.windows.append(self.page)

    # -- coming and going -----------------------------------------------------------------------

    def open(self, query: str = "lang=en", path: str = "/") -> None:
        """Load an address and wait until it is drawn."""
        self.page.goto(f"{self.server.url}{path}{'?' if query else ''}{query}")
        self.ready(path)

    def ready(self, path: str = "/") -> None:
        """Wait until the page of this path is drawn and the script has run to its end."""
        if path == "/":
            self.page.wait_for_selector(READY, timeout=30_000)
        else:
            self.page.wait_for_selector("h1.page-title", timeout=30_000)
        self.idle()
        if path == "/" and not self.start:
            self.start = self.camera()

    def idle(self) -> None:
        """Wait until the script is at rest."""
        self.page.wait_for_selector(
            '[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=30_000
        )

    def go(self, query: str) -> None:
        """Another address of the same page without loading it, as back and forward do."""
        before = self.page.evaluate(_TURN, query)
        until(f"an answer to {query}", lambda: self.page.evaluate(_ANSWERED, before))

    def reset(self) -> None:
        """Back to the first view: no filter, English, the map as it was."""
        self.page.mouse.move(2, 2)
        if self.query != {"lang": ["en"]} or not self.summary.startswith("10 of 10"):
            self.go("lang=en")
        until("all ten events", lambda: self.summary.startswith("10 of 10") and not self.ringed())
        self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
        if self.camera() != self.start:
            self.look(*self.start)

    # -- what is shown ----------------------------------------------------------------------------

    @property
    def query(self) -> dict[str, list[str]]:
        """Parameters of the address."""
        # Asked of the page itself: Playwright's own `url` is behind while nothing is asked of it.
        return parse_qs(urlsplit(self.page.evaluate("location.href")).query, keep_blank_values=True)

    @property
    def summary(self) -> str:
        """The sentence above all, empty while it is not there."""
        said = self.page.evaluate("document.querySelector('.summary')?.textContent ?? ''")
        return str(said)

    def cards(self) -> list[str]:
        """Ids of the events listed, sorted."""
        return self._events(".st-key-cards .card")

    def rows(self) -> list[str]:
        """Ids of the events in the table, sorted."""
        return self._events(".st-key-event-table tr[data-event]")

    def _events(self, selector: str) -> list[str]:
        found = self.page.evaluate(
            "s => [...document.querySelectorAll(s)].map(e => e.dataset.event).sort()", selector
        )
        return list(found)

    def opened(self) -> str | None:
        """Id of the event whose card is open."""
        found = self.page.evaluate(
            "document.querySelector('.st-key-cards .card:has([aria-expanded=\"true\"])')"
            "?.dataset.event ?? null"
        )
        return str(found) if found else None

    def dots(self) -> list[str]:
        """The circles on the map: each the ids of its places, joined by `|`."""
        return sorted(self.page.evaluate(_DOTS))

    def camera(self) -> list[float]:
        """Longitude, latitude and zoom of the map (the ranges of its axes on the flat one)."""
        return list(self.page.evaluate(_CAMERA))

    def marked(self) -> list[str]:
        """Ids of the events that stand out on the timeline."""
        return list(self.page.evaluate(_MARKED))

    def ringed(self) -> str | None:
        """Id of the event that is ringed on the timeline."""
        found = self.page.evaluate(_RINGED)
        return str(found) if found else None

    def brushed(self) -> bool:
        """Whether a range is drawn on the timeline."""
        return bool(self.page.evaluate("!!document.querySelector('.lv-brushed')"))

    def mounts(self) -> int:
        """How often the view was mounted."""
        return int(self.page.evaluate("window.psgdash.mounts"))

    def card(self, event: str) -> Locator:
        """The card of an event."""
        return self.page.locator(f'.st-key-cards .card[data-event="{event}"]')

    def wait_query(self, name: str, *values: str) -> None:
        """Wait until a parameter has these values (none: until it is gone)."""
        until(
            f"{name}={values} in the address, which is {self.page.url}",
            lambda: self.query.get(name, []) == list(values),
        )

    def wait_cards(self, events: list[str]) -> None:
        """Wait until just these events are listed."""
        until(f"cards {events}", lambda: self.cards() == events)

    def wait_opened(self, event: str) -> None:
        """Wait until the card of an event is open."""
        until(f"the card of {event}", lambda: self.opened() == event)

    # -- gestures -----------------------------------------------------------------------------------

    def look(self, lon: float, lat: float, zoom: float) -> None:
        """Put the map somewhere, as a person's own pan and zoom would."""
        self.page.evaluate(
            # In braces: `jumpTo` returns the map, which Playwright would spend ten seconds copying.
            "([lon, lat, zoom]) => { document.querySelector('.lv-map-plot')._fullLayout.map._subplot"
            ".map.jumpTo({center: [lon, lat], zoom}) }",
            [lon, lat, zoom],
        )

    def rest(self) -> None:
        """Wait until the map does not move."""
        until("the map at rest", lambda: not self.page.evaluate(_MOVING))

    def loaded(self) -> None:
        """Wait until the map has drawn all it has to: slow without a graphics card."""
        until("the whole map", lambda: self.page.evaluate(_LOADED))

    def at_day(self, when: str) -> tuple[float, float]:
        """Where the timeline shows the start of a day, half-way up."""
        x = float(self.page.evaluate(_DAY_X, [day(when)]))
        box = self.page.locator(LINE).bounding_box()
        assert box
        return x, box["y"] + box["height"] * 0.55

    def at_mark(self, event: str) -> tuple[float, float]:
        """Where the timeline shows an event."""
        x, y = self.page.evaluate(_MARK, [event])
        return float(x), float(y)

    def at_spot(self, spot: Spot) -> tuple[float, float]:
        """Where the map shows a place."""
        x, y = self.page.evaluate(_SPOT, list(spot))
        return float(x), float(y)

    def click_spot(self, spot: Spot) -> None:
        """Point at a place, wait until the map names it, and click."""

        def named() -> bool:
            # As a hand does, more than once: right after a click plotly's cover takes a move.
            x, y = self.at_spot(spot)
            self.page.mouse.move(x - 3, y - 2)
            self.page.mouse.move(x, y)
            return bool(self.page.evaluate("!!document.querySelector('.lv-tip:not([hidden])')"))

        until("the place's name", named)
        self.page.mouse.click(*self.at_spot(spot))

    def hover_text(self, plot: str) -> str:
        """What the plot says of the point under the mouse, lines joined by a blank."""
        if plot == MAP:
            script = (
                "() => document.querySelector('.lv-tip:not([hidden])') && "
                "[...document.querySelector('.lv-tip').children].map(e => e.textContent).join(' ')"
            )
            return str(until("a hover text", lambda: self.page.evaluate(script)))
        script = (
            "s => [...document.querySelectorAll(s + ' .hoverlayer .hovertext')]"
            ".map(e => [...e.querySelectorAll('text')].map(t => [...(t.querySelectorAll('tspan.line')"
            ".length ? t.querySelectorAll('tspan.line') : [t])].map(l => l.textContent).join(' '))"
            ".join(' ')).join(' ')"
        )
        return str(until("a hover text", lambda: self.page.evaluate(script, plot)))

    def click_mark(self, event: str) -> None:
        """Click an event on the timeline."""
        self.page.mouse.click(*self.at_mark(event))

    @contextmanager
    def held(self, x: float, y: float) -> Iterator[None]:
        """The mouse button down at a point, until the end of the block."""
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        yield
        self.page.mouse.up()

    def brush(self, first: str, after: str) -> None:
        """Drag over the timeline from the start of a day to the start of another."""
        x, y = self.at_day(first)
        with self.held(x, y):
            to = self.at_day(after)[0]
            self.page.mouse.move((x + to) / 2, y, steps=2)
            self.page.mouse.move(to, y, steps=2)

    def pill(self, label: str) -> Locator:
        """A choice among the filters, by the beginning of its words."""
        return self.page.locator(".st-key-filters button").filter(has_text=label).first

    def search(self, words: str) -> None:
        """Write into the search field."""
        field = self.page.locator(".st-key-overview input[type=text]").last
        field.fill(words)
        field.press("Enter")

    def links(self) -> dict[str, str]:
        """Addresses of the downloads, by format."""
        found = self.page.evaluate(
            "[...document.querySelectorAll('.st-key-actions a.action')].map(a => a.getAttribute('href'))"
        )
        return {urlsplit(link).path.rsplit(".", 1)[-1]: link for link in found}

    def words(self) -> str:
        """All text that can be seen or heard: text, labels, titles, placeholders."""
        said = self.page.evaluate(
            "() => { const out = [document.body.innerText, document.title];"
            " for (const e of document.querySelectorAll('[aria-label],[title],[placeholder]'))"
            "  for (const a of ['aria-label', 'title', 'placeholder'])"
            "   if (e.getClientRects().length && e.getAttribute(a)) out.push(e.getAttribute(a));"
            " for (const e of document.querySelectorAll('.lv-line-plot text')) out.push(e.textContent);"
            " return out.join('\\n'); }"
        )
        return str(said)


def shown(value: object) -> str:
    """A value as a failure shows it."""
    return json.dumps(value, ensure_ascii=False, indent=1)
