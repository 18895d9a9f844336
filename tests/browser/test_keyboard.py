"""With the keyboard alone: everything is reached, seen, and left again."""

from __future__ import annotations

from typing import Any

from browser_driving import View, shown, until
from browser_events import TEN

_STEP = """() => {
  const strip = s => s.replace(/\\s+/g, ' ').trim().slice(0, 60);
  const look = e => {
    const parts = [];
    for (let up = e, n = 0; up && n < 4; up = up.parentElement, n++)
      for (const pseudo of [null, '::before', '::after']) {
        const c = getComputedStyle(up, pseudo);
        parts.push([c.outlineStyle === 'none' ? '' : c.outline, c.boxShadow, c.borderColor, c.backgroundColor].join());
      }
    return parts.join('|');
  };
  const e = document.activeElement, last = window.__last;
  let unseen = null;
  if (last && last.e !== e && last.e.isConnected && last.look === look(last.e)) unseen = last.name;
  if (!e || e === document.body) { window.__last = null; return { end: true, unseen }; }
  const name = strip(e.getAttribute('aria-label') || e.textContent || e.placeholder || e.tagName);
  window.__last = { e, name, look: look(e) };
  const box = e.getBoundingClientRect();
  return { end: false, unseen, name, tag: e.tagName, role: e.getAttribute('role') ?? '',
    event: e.closest('.card')?.dataset.event ?? null, tray: !!e.closest('.tray'),
    zoom: e.className.startsWith?.('lv-') ? e.className : '',
    within: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth };
}"""


def journey(view: View, most: int = 160) -> list[dict[str, Any]]:
    """Every stop from the top of the page to its end, by Tab."""
    view.page.evaluate(
        """() => {
          const top = document.createElement('i');  // Tab goes on from where the last focus was
          top.tabIndex = -1;
          document.body.prepend(top);
          top.focus();
          top.remove();
          window.__last = null;
          getSelection().empty();
        }"""
    )
    stops: list[dict[str, Any]] = []
    for _ in range(most):
        view.page.keyboard.press("Tab")
        stop = view.page.evaluate(_STEP)
        stops.append(stop)
        if stop["end"]:
            break
    return stops


def test_tab_reaches_everything_and_comes_to_an_end(desk: View) -> None:
    stops = journey(desk)
    names = [stop.get("name", "") for stop in stops]
    assert stops[-1]["end"], f"a trap or an endless way: {names[-12:]}"
    for page in ("Explore", "Browse by date", "Background", "About"):
        assert page in names, shown(names)
    for part in ("Dark theme", "Zoom in", "Zoom out", "Show the whole map", "Start of the date range",
                 "End of the date range", "Download CSV", "Download GeoJSON", "Copy link"):  # fmt: skip
        assert part in names, f"{part} is not reached: {shown(names)}"
    for words in ("Mining", "Conflicts only", "All dates", "More", "Search", "EN"):
        assert any(name.startswith(words) for name in names), f"{words}: {shown(names)}"
    cards = [stop["event"] for stop in stops if stop.get("event")]
    assert sorted(set(cards)) == TEN
    assert any(stop.get("tray") for stop in stops)
    unseen = [stop["unseen"] for stop in stops if stop["unseen"]]
    assert not unseen, f"focus is not seen on {unseen}"
    outside = [stop["name"] for stop in stops if not stop["end"] and not stop["within"]]
    assert not outside, f"focus is out of sight on {outside}"


def test_enter_opens_each_of_the_ten_events(desk: View) -> None:
    for event in TEN:
        desk.card(event).locator("button").first.focus()
        desk.page.keyboard.press("Enter")
        desk.wait_opened(event)
        desk.wait_query("event", event)
        desk.idle()
        focused = desk.page.evaluate("document.activeElement.closest('.card')?.dataset.event")
        assert focused == event, "focus stays on the card that was opened"
    desk.page.keyboard.press("Enter")
    desk.wait_query("event")


def test_filters_and_zoom_answer_to_the_keyboard(desk: View) -> None:
    page = desk.page
    desk.pill("Mining").focus()
    page.keyboard.press("Space")
    desk.wait_query("theme", "mining")
    page.keyboard.press("Space")
    desk.wait_query("theme")
    page.locator(".st-key-overview input[type=text]").last.focus()
    page.keyboard.type("san gaban")
    page.keyboard.press("Enter")
    until("one card", lambda: desk.cards() == ["san-gaban-coca-protest"])
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    until("all cards", lambda: desk.cards() == TEN)
    zoom = desk.camera()[2]
    page.locator(".lv-in").focus()
    page.keyboard.press("Enter")
    until("closer", lambda: desk.camera()[2] > zoom + 0.9)


def test_arrows_walk_within_a_group_of_choices(desk: View) -> None:
    page = desk.page
    desk.pill("Mining").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    desk.wait_query("theme", "coca")
    page.locator(".st-key-language button").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    desk.wait_query("lang", "es")


def test_the_popover_is_reached_and_left_by_the_keyboard(desk: View) -> None:
    page = desk.page
    desk.pill("More").focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("combobox", name="From")
    field.wait_for()
    for _ in range(40):  # Streamlit hangs it at the end of the page
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('[data-testid=stPopoverBody]')"):
            break
    assert page.evaluate("!!document.activeElement.closest('[data-testid=stPopoverBody]')")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    until("the popover closed", lambda: field.count() == 0)
