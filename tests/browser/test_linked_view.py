"""Map and timeline as one view: gestures, at once in the browser, then everywhere."""

from __future__ import annotations

import csv
import io
from urllib.parse import parse_qs, urlsplit

import pytest
from browser_driving import LINE, MAP, View, shown, until
from browser_events import (
    CAJAMARCA,
    CONFLICTS,
    IN_NOVEMBER,
    MINE,
    MINING,
    OPEN_SEA,
    QUITO,
    SAN_GABAN,
    TEN,
)
from browser_running import Server, Watch, get
from playwright.sync_api import Browser, WebSocketRoute


def same_everywhere(view: View, events: list[str]) -> None:
    """Cards, table, summary and the CSV link speak of the same events."""
    until(f"cards of {events}, not {view.cards()}", lambda: view.cards() == events)
    said = f"{len(events)} of 10"
    until(f"summary {said}, not {view.summary}", lambda: view.summary.startswith(said))
    until("the table as the cards", lambda: view.rows() == events)
    until("a CSV link", lambda: view.links().get("csv"))
    rest = {name: values for name, values in view.query.items() if name not in ("event", "lang")}
    until(
        "the CSV link as the address", lambda: parse_qs(urlsplit(view.links()["csv"]).query) == rest
    )
    link = view.links()["csv"]
    body, headers = get(view.server.url + link)
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    assert len({row["id"] for row in rows}) == len(events), shown(rows)
    assert {row["id"] for row in rows} == set(events)
    assert headers["content-type"].startswith("text/csv")


@pytest.fixture
def table(desk: View) -> View:
    """The page with its table unfolded."""
    unfold(desk)
    return desk


def unfold(view: View) -> None:
    details = view.page.locator("[data-testid=stExpander]").filter(
        has=view.page.locator(".st-key-event-table")
    )
    if details.locator("details").get_attribute("open") is None:
        details.locator("summary").click()
    view.page.locator(".st-key-event-table table").wait_for()
    view.page.evaluate("scrollTo(0, 0)")


def test_ten_filter_changes_keep_one_mount_and_the_map_where_it_is(desk: View) -> None:
    desk.look(-73.123, -10.456, 4.789)
    camera = desk.camera()
    page = desk.page

    def kept(n: int) -> None:
        until(f"{n} of 10, not {desk.summary}", lambda: desk.summary.startswith(f"{n} of 10"))
        desk.idle()
        desk.rest()
        assert desk.mounts() == 1
        assert desk.camera() == camera

    desk.pill("Mining").click()
    kept(2)
    desk.pill("Coca").click()
    kept(3)
    desk.pill("Mining").click()
    desk.wait_query("theme", "coca")
    kept(1)
    desk.pill("Coca").click()
    kept(10)
    desk.pill("Conflicts").click()
    kept(4)
    desk.search("zzz no such words")
    kept(0)
    page.get_by_role("button", name="Lift all filters").click()
    kept(10)
    desk.pill("2005").click()
    kept(2)
    desk.pill("All dates").click()
    kept(10)
    desk.brush("2004-11-01", "2004-12-01")
    kept(4)
    desk.pill("All dates").click()
    kept(10)
    desk.click_spot(SAN_GABAN)
    desk.wait_query("place", "san-gaban")
    kept(1)


def test_the_month_fields_set_the_range_and_what_was_chosen_there_does_not_come_back(
    plain: View,
) -> None:
    plain.open()
    page = plain.page
    plain.pill("More").click()
    for label, name in (("From", "from"), ("To", "to")):
        page.get_by_role("combobox", name=label).click()
        page.get_by_role("option", name="November 2004").click()
        plain.wait_query(name, "2004-11")
    until("November's cards", lambda: plain.cards() == IN_NOVEMBER)
    assert plain.brushed()
    page.keyboard.press("Escape")
    plain.pill("All dates").click()
    plain.wait_query("from")
    until("all cards", lambda: plain.cards() == TEN)
    plain.pill("Conflicts").click()
    until("the four conflicts", lambda: plain.cards() == CONFLICTS)
    plain.idle()
    assert plain.query == {"conflicts": ["1"], "lang": ["en"]}
    assert plain.mounts() == 1


def test_clicks_faster_than_the_server_are_all_kept(plain: View) -> None:
    plain.open()
    for pause in (500, 900):
        plain.page.evaluate(
            """async pause => {
              const pill = (key, n) => document.querySelectorAll(`.st-key-${key} button`)[n];
              pill("f-themes", 0).click();
              await new Promise(done => setTimeout(done, pause));
              pill("f-themes", 1).click();
              await new Promise(done => setTimeout(done, pause));
              pill("f-conflicts", 0).click();
            }""",
            pause,
        )
        until("all three", lambda: len(plain.query.get("theme", [])) == 2)
        plain.wait_query("conflicts", "1")
        plain.idle()
        assert plain.query["theme"] == ["mining", "coca"], pause
        plain.go("lang=en")
        until("all ten events", lambda: plain.summary.startswith("10 of 10"))


def test_a_brush_changes_the_map_before_the_server_answers(
    browser_without_webgl: Browser, app: Server, watch: Watch
) -> None:
    view = View.new(browser_without_webgl, app, watch, apart=True)
    held: list[str | bytes] = []
    holding = False

    def between(route: WebSocketRoute) -> None:
        server = route.connect_to_server()
        routes.append(route)

        def from_server(message: str | bytes) -> None:
            held.append(message) if holding else route.send(message)

        server.on_message(from_server)

    routes: list[WebSocketRoute] = []
    view.page.route_web_socket("**/_stcore/stream", between)
    view.open()
    assert routes, "the websocket is not held, so this test would prove nothing"
    before = view.dots()
    holding = True
    view.brush("2004-11-01", "2004-12-01")
    until("only San Gabán on the map", lambda: view.dots() == ["san-gaban"])
    assert view.dots() != before
    assert view.brushed()
    assert view.summary.startswith("10 of 10"), "the server has not been heard yet"
    assert len(view.cards()) == 10
    holding = False
    for message in held:
        routes[-1].send(message)
    until("the server's answer", lambda: view.cards() == IN_NOVEMBER)
    assert view.dots() == ["san-gaban"]
    view.close()


def test_a_drag_over_the_timeline_sets_the_range_everywhere(table: View) -> None:
    table.brush("2004-11-01", "2004-12-01")
    table.wait_query("from", "2004-11")
    table.wait_query("to", "2004-11")
    same_everywhere(table, IN_NOVEMBER)
    assert table.dots() == ["san-gaban"]


def test_a_drag_may_go_from_right_to_left(desk: View) -> None:
    desk.brush("2004-12-01", "2004-11-01")
    desk.wait_query("from", "2004-11")
    desk.wait_query("to", "2004-11")


def test_a_dragged_edge_moves_one_end(table: View) -> None:
    table.go("lang=en&from=2004-11&to=2004-11")
    until("the brush", table.brushed)
    x, y = table.at_day("2004-11-01")
    with table.held(x, y):
        table.page.mouse.move(table.at_day("2004-09-01")[0], y, steps=4)
    table.wait_query("from", "2004-09")
    table.wait_query("to", "2004-11")
    same_everywhere(
        table, sorted([*IN_NOVEMBER, "yanacocha-protests", "social-forum-of-the-americas"])
    )


def test_a_dragged_band_moves_both_ends(table: View) -> None:
    table.go("lang=en&from=2004-11&to=2004-11")
    until("the brush", table.brushed)
    x, y = table.at_day("2004-11-16")
    with table.held(x, y):
        table.page.mouse.move(table.at_day("2004-12-16")[0], y, steps=4)
    table.wait_query("from", "2004-12")
    table.wait_query("to", "2004-12-30")
    same_everywhere(table, ["campesinos-succeed-cajamarca"])


def test_a_click_outside_lifts_the_range(table: View) -> None:
    table.go("lang=en&from=2004-11&to=2004-11")
    until("the brush", table.brushed)
    box = table.page.locator(LINE).bounding_box()
    assert box
    table.page.mouse.click(table.at_day("2005-01-25")[0], box["y"] + box["height"] - 60)
    table.wait_query("from")
    table.wait_query("to")
    same_everywhere(table, TEN)
    assert not table.brushed()


def test_the_sliders_set_the_range_from_the_keyboard(desk: View) -> None:
    page = desk.page
    start = page.get_by_role("slider", name="Start of the date range")
    end = page.get_by_role("slider", name="End of the date range")
    start.focus()
    first = int(start.get_attribute("aria-valuenow") or 0)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert int(start.get_attribute("aria-valuenow") or 0) == first + 3
    assert "2004" in (start.get_attribute("aria-valuetext") or "")
    until("from in the address", lambda: "from" in desk.query)
    page.keyboard.press("Home")
    desk.wait_query("from")
    end.focus()
    last = int(end.get_attribute("aria-valuenow") or 0)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("PageDown")
    until("to in the address", lambda: "to" in desk.query)
    assert int(end.get_attribute("aria-valuenow") or 0) < last - 28
    page.keyboard.press("End")
    desk.wait_query("to")
    page.keyboard.press("ArrowLeft")
    until("to in the address again", lambda: "to" in desk.query)
    page.keyboard.press("Escape")
    desk.wait_query("to")
    assert not desk.brushed()
    assert page.evaluate("document.activeElement.matches('.lv-handle-end')"), "focus is kept"


def test_a_click_on_a_place_shows_its_events_and_a_second_lifts_it(table: View) -> None:
    table.click_spot(SAN_GABAN)
    table.wait_query("place", "san-gaban")
    same_everywhere(table, ["san-gaban-coca-protest"])
    assert table.marked() == ["san-gaban-coca-protest"]
    table.page.mouse.move(5, 5)
    table.click_spot(SAN_GABAN)
    table.wait_query("place")
    same_everywhere(table, TEN)
    assert table.marked() == TEN


def test_a_click_on_the_sea_lifts_the_place(desk: View) -> None:
    desk.click_spot(QUITO)
    desk.wait_query("place", "quito")
    desk.page.mouse.click(*desk.at_spot(OPEN_SEA))
    desk.wait_query("place")
    until("all cards", lambda: desk.cards() == TEN)


def test_a_pan_over_the_sea_keeps_the_place(desk: View) -> None:
    desk.click_spot(QUITO)
    desk.wait_query("place", "quito")
    x, y = desk.at_spot(OPEN_SEA)
    with desk.held(x, y):
        desk.page.mouse.move(x - 40, y - 10, steps=5)
    desk.rest()
    assert desk.camera() != desk.start
    desk.page.wait_for_timeout(400)
    assert desk.query["place"] == ["quito"]


def test_cajamarca_and_the_mine_stand_together_and_both_are_reached(desk: View) -> None:
    together = [dot for dot in desk.dots() if "cajamarca" in dot]
    assert len(together) == 1
    assert set(together[0].split("|")) == {"cajamarca", "yanacocha-mine"}
    desk.click_spot(CAJAMARCA)
    until("both places in the address", lambda: len(desk.query.get("place", [])) == 2)
    until("both events", lambda: desk.cards() == MINING)
    desk.go("lang=en")
    until("all cards", lambda: desk.cards() == TEN)
    desk.look(-78.505, -7.07, 10)
    until("two circles", lambda: {"cajamarca", "yanacocha-mine"} <= set(desk.dots()))
    desk.click_spot(MINE)
    desk.wait_query("place", "yanacocha-mine")
    until("the mine's events", lambda: "yanacocha-protests" in desk.cards())


def test_hovering_a_place_names_it_and_its_events(desk: View) -> None:
    x, y = desk.at_spot(QUITO)
    desk.page.mouse.move(x - 4, y)
    desk.page.mouse.move(x, y)
    said = desk.hover_text(MAP)
    assert "Quito" in said
    assert "Social Forum" in said


def test_hovering_an_event_on_the_timeline_says_its_title(desk: View) -> None:
    x, y = desk.at_mark("san-gaban-coca-protest")
    desk.page.mouse.move(x - 4, y)
    desk.page.mouse.move(x, y)
    assert "Coca Farmers Protest" in desk.hover_text(LINE)


def opens(view: View, event: str) -> None:
    until(f"the card of {event}, not {view.opened()}", lambda: view.opened() == event)
    view.wait_query("event", event)
    until("the ring on the timeline", lambda: view.ringed() == event)
    view.idle()
    assert view.opened() == event
    until("the card in sight", lambda: in_sight(view, event))


def in_sight(view: View, event: str) -> bool:
    box = view.card(event).locator("button").first.bounding_box()
    size = view.page.viewport_size
    return bool(box and size and box["y"] >= 0 and box["y"] + box["height"] <= size["height"])


def closes(view: View) -> None:
    view.wait_query("event")
    until("no open card", lambda: view.opened() is None)
    until("no ring", lambda: view.ringed() is None)


@pytest.mark.parametrize("way", ["mark", "card", "tray", "row"])
def test_an_event_is_chosen_and_let_go(table: View, way: str) -> None:
    event = "toledo-angry-at-accusation" if way == "tray" else "san-gaban-coca-protest"
    page = table.page
    buttons = {
        "card": f'.st-key-cards .card[data-event="{event}"] h3 button',
        "tray": f'.st-key-unplaced button[data-event="{event}"]',
        "row": f'.st-key-event-table tr[data-event="{event}"] button',
    }

    def choose() -> None:
        if way == "mark":
            table.click_mark(event)
        else:
            page.locator(buttons[way]).click()
            page.evaluate("scrollTo(0, 0)")

    before = table.camera()
    choose()
    if way == "row":
        page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    opens(table, event)
    assert table.camera() == before, "what is in sight is not flown to"
    assert table.cards() == TEN, "choosing is not filtering"
    choose()
    closes(table)
    assert table.mounts() == 1


def test_choosing_again_and_again_stays_quick(desk: View) -> None:
    button = desk.card("san-gaban-coca-protest").locator("h3 button")
    for _ in range(8):
        button.click()
        opens(desk, "san-gaban-coca-protest")
        button.click()
        closes(desk)
    chrome = desk.page.context.new_cdp_session(desk.page)
    chrome.send("HeapProfiler.collectGarbage")  # what others left in this window does not count
    chrome.detach()
    used = desk.page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    assert used < 500, f"{used:.0f} MB"


def test_the_map_flies_only_to_what_is_out_of_sight(desk: View) -> None:
    desk.look(*QUITO, 8)
    desk.click_mark("san-gaban-coca-protest")
    opens(desk, "san-gaban-coca-protest")
    desk.rest()
    lon, lat, _ = desk.camera()
    assert abs(lon - SAN_GABAN.lon) < 1
    assert abs(lat - SAN_GABAN.lat) < 1
    camera = desk.camera()
    desk.click_mark("toledo-angry-at-accusation")  # of the whole country: nowhere to fly to
    opens(desk, "toledo-angry-at-accusation")
    desk.rest()
    assert desk.camera() == camera


def test_the_zoom_buttons_and_the_whole_map_work(desk: View) -> None:
    zoom = desk.camera()[2]
    desk.page.get_by_role("button", name="Zoom in").click()
    until("one step in", lambda: abs(desk.camera()[2] - zoom - 1) < 1e-6)
    desk.page.get_by_role("button", name="Zoom out").click()
    desk.page.get_by_role("button", name="Zoom out").click()
    until("one step out", lambda: abs(desk.camera()[2] - zoom + 1) < 1e-6)
    desk.page.get_by_role("button", name="Show the whole map").click()
    until("the first view", lambda: abs(desk.camera()[2] - zoom) < 1e-6)
    desk.rest()
    box = desk.page.locator(".lv-map").bounding_box()
    assert box
    for spot in (QUITO, SAN_GABAN):
        x, y = desk.at_spot(spot)
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]


def test_conflicts_only_leaves_the_four_everywhere(table: View) -> None:
    table.pill("Conflicts").click()
    table.wait_query("conflicts", "1")
    same_everywhere(table, CONFLICTS)
    assert table.marked() == CONFLICTS


def test_map_and_timeline_follow_the_window_and_the_language(fresh: View) -> None:
    fresh.open()
    page = fresh.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    widths = """() => ['.lv-map', '.lv-line'].flatMap(name => { const box = document.querySelector(name);
      const drawn = box.querySelector('canvas, .main-svg'); return [box.clientWidth, Math.round(drawn.getBoundingClientRect().width)]; })"""

    def filled() -> bool:
        box, drawn, line_box, line = page.evaluate(widths)
        return bool(box > 1000 and box == drawn and line_box == line)

    until("both as wide as their boxes", filled)
    fresh.loaded()
    for spot in (QUITO, SAN_GABAN):
        _, y = fresh.at_spot(spot)
        frame = page.locator(".lv-map").bounding_box()
        assert frame and frame["y"] < y < frame["y"] + frame["height"], "framed anew"
    names = """() => document.querySelector('.lv-map-plot')._fullLayout.map._subplot.map
      .getLayoutProperty('name-peru', 'text-field')?.[1]"""
    until("English names", lambda: page.evaluate(names) == "name_en")
    fresh.go("lang=es")
    until("Spanish names", lambda: page.evaluate(names) == "name_es")
