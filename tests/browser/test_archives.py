"""Archives unlike the shipped one: hostile, empty, tiny, large, edited while open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from browser_archives import HOSTILE, archive, event, hostile, many, place
from browser_driving import LINE, MAP, READY, Spot, View, until
from browser_running import Stage, Watch, get
from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def shared(browser: Browser, stage: Stage, watch: Watch) -> Iterator[View]:
    view = View.new(browser, stage, watch)
    yield view
    view.close()


@pytest.fixture(scope="module")
def flat(browser_without_webgl: Browser, stage: Stage, watch: Watch) -> Iterator[View]:
    """The same without WebGL, which opens in half the time."""
    view = View.new(browser_without_webgl, stage, watch)
    yield view
    view.close()


def test_hostile_texts_are_shown_as_text_everywhere(shared: View, stage: Stage) -> None:
    stage.show(hostile())
    page = shared.page
    shared.open("lang=en")
    until("eight of eight", lambda: shared.summary.startswith("8 of 8"))
    for n, words in enumerate(HOSTILE):
        card = shared.card(f"hostile-{n}")
        assert card.locator("h3 button").text_content() == words
        assert words in (card.locator(".card-text").text_content() or "")
        assert HOSTILE[(n + 3) % 8] in (card.text_content() or "")
        assert HOSTILE[(n + 4) % 8] in (card.text_content() or "")
    assert page.locator(".brand").text_content() == f"{HOSTILE[0]} · {HOSTILE[1]}"
    assert (
        page.locator('.st-key-unplaced button[data-event="hostile-4"]').text_content() == HOSTILE[4]
    )
    assert HOSTILE[0] in page.title()
    page.locator("[data-testid=stExpander] summary").last.click()
    rows = page.locator(".st-key-event-table tr[data-event]")
    rows.first.wait_for()
    assert sorted(rows.locator("button").all_text_contents()) == sorted(HOSTILE)
    pills = page.locator(".st-key-f-themes button").all_text_contents()
    assert any(pill.startswith(f"A {HOSTILE[2]}") for pill in pills), pills
    assert any(pill.startswith(f"B {HOSTILE[3]}") for pill in pills), pills
    nothing_ran(shared)


def nothing_ran(view: View) -> None:
    assert view.page.evaluate("window.__pwned") is None
    strange = view.page.evaluate(
        '[...document.querySelectorAll(\'img[src=x], svg[onload], a[href^="javascript:"], [onerror],'
        " img[src*=invalid]')].map(e => e.outerHTML)"
    )
    assert strange == []
    inside = view.page.evaluate(
        "[...document.querySelectorAll('.records b:not(.card-fact > b), .records i, .lv text a')]"
        ".map(e => e.outerHTML)"
    )
    assert inside == []


def test_hostile_titles_are_text_in_hover_boxes(shared: View, stage: Stage) -> None:
    page = shared.page
    for n in (0, 2, 4, 6):
        page.mouse.move(2, 2)
        x, y = shared.at_mark(f"hostile-{n}")
        page.mouse.move(x - 4, y)
        page.mouse.move(x, y)
        said = shared.hover_text(LINE)
        assert HOSTILE[n][:30] in said
        assert not page.locator(f"{LINE} .hoverlayer a").count()
    x, y = shared.at_spot(Spot(-77.03, -12.04))
    page.mouse.move(x - 4, y)
    page.mouse.move(x, y)
    assert "L <b>bold</b><br>" in shared.hover_text(MAP)
    nothing_ran(shared)


@pytest.mark.parametrize("path", ["/browse", "/background", "/about"])
def test_hostile_texts_are_text_on_the_other_pages(shared: View, stage: Stage, path: str) -> None:
    shared.open("lang=en", path)
    text = shared.page.locator("[data-testid=stMain]").text_content() or ""
    expected = {
        "/browse": HOSTILE,
        "/background": HOSTILE,
        "/about": (HOSTILE[2], HOSTILE[3]),
    }[path]
    for words in expected:
        assert words in text, words
    nothing_ran(shared)


def test_a_search_for_hostile_words_is_said_as_text(flat: View, stage: Stage) -> None:
    flat.open("lang=en")
    words = '<img src=x onerror="window.__pwned=1"> **b** {n} %{x} $x^2$ zzz'
    flat.search(words)
    until("nothing found", lambda: flat.summary.startswith("0 of 8"))
    said = flat.page.locator(".st-key-nothing")
    said.wait_for()
    assert words in (said.text_content() or "")
    nothing_ran(flat)
    flat.page.get_by_role("button", name="Lift all filters").click()
    until("all again", lambda: flat.summary.startswith("8 of 8"))


def test_hostile_cells_do_nothing_in_a_spreadsheet(shared: View, stage: Stage) -> None:
    body, headers = get(f"{stage.url}/events.csv")
    assert headers["x-content-type-options"] == "nosniff"
    cells = [c for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))) for c in row]
    assert "'" + HOSTILE[5] in cells
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t", "\r")]


def test_hostile_names_are_text_on_the_flat_map(flat: View, stage: Stage) -> None:
    flat.open("lang=en")
    until("eight of eight", lambda: flat.summary.startswith("8 of 8"))
    names = flat.page.locator(".lv-map .lv-label").all_text_contents()
    assert any("<b>bold</b>" in name for name in names), names
    assert any("<img src=x" in name for name in names), names
    assert not flat.page.locator(f"{MAP} .scatterlayer a").count()
    nothing_ran(flat)


def test_an_empty_archive_says_so_on_every_page(shared: View, stage: Stage) -> None:
    stage.show(archive([]))
    shared.open("lang=en")
    until("none of none", lambda: shared.summary.startswith("0 of 0"))
    assert "no events yet" in (shared.page.locator(".st-key-nothing").text_content() or "")
    assert shared.cards() == []
    assert shared.dots() == []
    for path in ("/browse", "/background", "/about"):
        shared.open("lang=es", path)
        assert not shared.page.locator("[data-testid=stException]").count()
    assert get(f"{stage.url}/events.csv")[0].decode("utf-8-sig").count("\n") == 1


def test_one_record_is_framed_marked_and_counted_as_one(shared: View, stage: Stage) -> None:
    stage.show(archive([event("only-one", "The only event", "2010-05")]))
    shared.open("lang=en")
    until("one of one", lambda: shared.summary.startswith("1 of 1 event, May 2010"))
    assert "1 is on the map" in shared.summary
    assert shared.dots() == ["lima"]
    assert shared.marked() == ["only-one"]
    assert shared.camera()[2] <= 8.5
    shared.click_mark("only-one")
    until("its card", lambda: shared.opened() == "only-one")


def test_one_event_in_europe_does_not_take_peru_off_the_map(shared: View, stage: Stage) -> None:
    far = place("madrid", "Madrid", 40.4, -3.7)
    vigil = event("vigil", "A vigil in Madrid", "2010-06", places=[{"place": "madrid"}])
    stage.show(archive([event("march", "A march", "2010-05"), vigil], [far]))
    shared.open("lang=en")
    until("both", lambda: shared.summary.startswith("2 of 2"))
    lon, lat, zoom = shared.camera()
    assert (round(lon), round(lat)) == (-77, -12)
    assert zoom > 4, "so near that Peru is to be made out"
    shared.go("lang=en&q=vigil")  # what is nowhere near is framed when there is nothing else
    until("one", lambda: shared.summary.startswith("1 of 2"))
    shared.page.locator(".lv-whole").click()
    until("Madrid in the middle", lambda: round(shared.camera()[0]) == -4)


def test_one_record_without_date_and_place_is_in_view(flat: View, stage: Stage) -> None:
    stage.show(archive([event("lost", "Nobody knows when or where", None, places=[])]))
    flat.open("lang=en")
    until("one of one", lambda: flat.summary.startswith("1 of 1"))
    assert "1 has no place" in flat.summary
    assert "1 has no date" in flat.summary
    assert flat.cards() == ["lost"]
    flat.page.locator('.st-key-unplaced [data-event="lost"]').first.wait_for(state="attached")


def test_fifteen_hundred_records_make_a_histogram_and_a_bar_is_a_brush(
    flat: View, stage: Stage
) -> None:
    stage.show(many(1500))
    flat.open("lang=en")
    until("all of them", lambda: flat.summary.startswith("1,500 of 1,500"))
    page = flat.page
    assert page.evaluate("document.querySelector('.lv-line-plot').layout.meta.mode") == "histogram"
    assert len(flat.cards()) == 30
    page.get_by_role("button", name="Show more").wait_for()
    bars = "document.querySelector('.lv-line-plot').calcdata.find(c => c[0].trace.meta?.role === 'bin')"
    start, end = page.evaluate(f"(() => {{ const b = {bars}[4]; return [b.p0, b.p1]; }})()")
    x0, x1 = (
        page.evaluate(
            "ms => { const p = document.querySelector('.lv-line-plot'), f = p._fullLayout;"
            " return p.getBoundingClientRect().left + f._size.l + f.xaxis.d2p(ms); }",
            ms,
        )
        for ms in (start, end)
    )
    box = page.locator(LINE).bounding_box()
    assert box
    before = flat.summary
    page.mouse.click((x0 + x1) / 2, box["y"] + box["height"] - 70)
    until("a range", lambda: "from" in flat.query and "to" in flat.query)
    until("fewer", lambda: flat.summary != before)
    assert flat.brushed()
    listed = int(flat.summary.split(" of ")[0].replace(",", ""))
    assert 0 < listed < 1500
    flat.idle()  # the links stand at the end of the page, and are told last
    rows = get(stage.url + flat.links()["csv"])[0].decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(rows)))) == listed
    assert flat.mounts() == 1


def test_an_edited_file_shows_at_the_next_rerun(flat: View, stage: Stage) -> None:
    stage.show(archive([event("first", "As it was", "2010-05")]))
    flat.open("lang=en")
    until("one", lambda: flat.cards() == ["first"])
    stage.show(
        archive([event("first", "As it is now", "2010-05"), event("second", "New", "2010-06")])
    )
    flat.search("w")
    until("both", lambda: flat.cards() == ["first", "second"])
    assert flat.card("first").locator("h3 button").text_content() == "As it is now"


def test_a_broken_record_leaves_the_good_ones_and_is_told(flat: View, stage: Stage) -> None:
    files = archive([event("good", "Good", "2010-05")])
    files["events/bad.yaml"] = "- id: bad\n  title: [oops\n"
    stage.show(files)
    flat.open("lang=en")
    until("the good one", lambda: flat.cards() == ["good"])
    flat.open("lang=en", "/about")
    assert "could not be read" in (flat.page.locator(".st-key-about").text_content() or "")


def test_a_folder_that_is_no_archive_is_said_in_words(flat: View, stage: Stage) -> None:
    stage.show({"notes.txt": "nothing here"})
    flat.page.goto(f"{stage.url}/")
    flat.page.get_by_text("psgdash check").first.wait_for()
    assert not flat.page.locator(READY).count()
    assert not flat.page.locator("[data-testid=stException]").count()
