"""The meeting pack, opened by double click from a stick, with the network cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_archives import archive, hostile, many
from browser_driving import MAP, View, until
from browser_events import CAJAMARCA, CONFLICTS, IN_NOVEMBER, MINING, NEAR_SEA, SAN_GABAN, TEN
from browser_running import CHECKOUT
from playwright.sync_api import Browser, BrowserContext, Page

from psgdash.archive.words import fold
from psgdash.query.filters import Filter
from psgdash.query.snapshot import current
from psgdash.takeaway.pack import build

READY = '[data-testid="linked-view"][data-state="ready"]'
ALONE = ("file:", "data:", "blob:")


class Pack(View):
    """A reader's window with the pack in it; complains of what must not happen."""

    def __init__(self, page: Page, file: Path, complaints: list[str]) -> None:
        super().__init__(page, None, None)  # type: ignore[arg-type]
        self.file, self.complaints = file, complaints

    def show(self, fragment: str = "lang=en&look=light") -> None:
        """Open the file anew."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.file.as_uri()}#{fragment}")
        self.page.wait_for_selector(READY, timeout=30_000)

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(self.page.evaluate("location.hash.slice(1)"))

    def cards(self) -> list[str]:
        return self._events("#cards .card")

    def opened(self) -> str | None:
        script = "document.querySelector('#cards .card.chosen')?.dataset.event ?? null"
        return self.page.evaluate(script) or None  # type: ignore[no-any-return]

    def chip(self, key: str) -> None:
        self.page.locator(f'[data-key="{key}"]').click()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    snapshot = current(CHECKOUT / "data")
    path = tmp_path_factory.mktemp("stick") / "pack of Perú #1.html"
    path.write_bytes(build(snapshot.engine, snapshot.published, Filter(), made=date(2026, 11, 25)))
    return path


def window(browser: Browser, *, size: tuple[int, int] = (1440, 900)) -> BrowserContext:
    return browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        reduced_motion="reduce",
        locale="en-GB",
        offline=True,
    )


def opened(context: BrowserContext, file: Path) -> Pack:
    page, complaints = context.new_page(), []
    page.on("request", lambda r: r.url.startswith(ALONE) or complaints.append(f"asked {r.url}"))
    page.on(
        "console", lambda m: m.type in ("error", "warning") and complaints.append(f"said {m.text}")
    )
    page.on("pageerror", lambda error: complaints.append(f"failed: {error}"))
    return Pack(page, file, complaints)


@pytest.fixture(scope="module")
def shared(browser: Browser, file: Path) -> Iterator[Pack]:
    context = window(browser)
    pack = opened(context, file)
    pack.show()
    yield pack
    context.close()


@pytest.fixture
def pack(shared: Pack) -> Iterator[Pack]:
    """The open pack, as it was when it was opened; nothing may leave, nothing may complain."""
    shared.page.mouse.move(2, 2)
    shared.page.evaluate("location.hash = 'lang=en&look=light'")
    until("all ten", lambda: shared.cards() == TEN and not shared.query.get("event"))
    shared.page.get_by_role("button", name="Show the whole map").click()
    yield shared
    assert not shared.complaints, "\n".join(shared.complaints)


def test_it_opens_from_a_file_with_map_timeline_and_cards(pack: Pack) -> None:
    assert pack.page.url.startswith("file:")
    assert len(pack.dots()) == 6
    assert pack.summary.startswith("10 of 10 events, August 2004 to January 2005. 5 are on the map")
    assert pack.page.locator(f"{MAP} .imagelayer image, {MAP} .layer-below image").count()
    assert pack.page.evaluate("document.fonts.check('600 20px \"Source Serif 4\"')")
    assert "Made on 25 November 2026." in pack.words()


def test_a_brush_filters_map_cards_and_fields_and_stays_at_a_reload(pack: Pack) -> None:
    pack.brush("2004-11-01", "2004-12-01")
    until("November's cards", lambda: pack.cards() == IN_NOVEMBER)
    until("only San Gabán", lambda: pack.dots() == ["san-gaban"])
    assert pack.query["from"] == ["2004-11"]
    assert pack.query["to"] == ["2004-11"]
    assert pack.page.locator('[data-key="from"]').input_value() == "2004-11-01"
    pack.page.reload()
    pack.page.wait_for_selector(READY)
    assert pack.cards() == IN_NOVEMBER
    assert pack.brushed()


def test_typed_dates_filter_and_the_one_just_set_wins(pack: Pack) -> None:
    pack.page.locator('[data-key="from"]').fill("2004-12-01")
    until("a brush", pack.brushed)
    pack.page.locator('[data-key="to"]').fill("2004-09-30")
    until("September", lambda: pack.query.get("from") == ["2004-09-30"])
    assert pack.query["to"] == ["2004-09"]


def test_a_circle_filters_and_the_sea_lifts_it(pack: Pack) -> None:
    pack.click_spot(CAJAMARCA)
    until("both events", lambda: pack.cards() == MINING)
    assert len(pack.query["place"]) == 2
    pack.page.locator('[data-key="places"]').wait_for()
    pack.page.mouse.click(*pack.at_spot(NEAR_SEA))
    until("all ten", lambda: pack.cards() == TEN)


def test_a_card_opens_its_event_everywhere_and_the_map_goes_there(pack: Pack) -> None:
    for _ in range(3):
        pack.page.get_by_role("button", name="Zoom in").click()
    pack.page.locator('#cards [data-event="san-gaban-coca-protest"] button').click()
    until("its ring", lambda: pack.ringed() == "san-gaban-coca-protest")
    assert pack.opened() == "san-gaban-coca-protest"
    assert pack.query["event"] == ["san-gaban-coca-protest"]
    box = pack.page.locator(MAP).bounding_box()
    assert box

    def seen() -> bool:
        x, y = pack.at_spot(SAN_GABAN)
        return box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"]

    until("San Gabán in sight", seen)


def test_a_mark_on_the_timeline_brings_its_card_into_view(pack: Pack) -> None:
    pack.click_mark("camisea-gas-arrives-in-lima")
    until("its card", lambda: pack.opened() == "camisea-gas-arrives-in-lima")
    script = """() => { const a = document.querySelector('#cards .chosen').getBoundingClientRect(),
      b = document.getElementById('list').getBoundingClientRect(); return a.top >= b.top - 1 && a.bottom <= b.bottom + 1; }"""
    until("the card in sight", lambda: pack.page.evaluate(script))


def test_chips_filter_everything_and_count_what_they_would_keep(pack: Pack) -> None:
    pack.chip("theme-mining")
    until("mining", lambda: pack.cards() == MINING)
    until("its marks alone", lambda: pack.marked() == MINING)
    assert pack.query["theme"] == ["mining"]
    assert pack.page.locator('[data-key="theme-justice"] small').text_content() == "3"
    assert pack.page.locator('[data-key="conflicts"] small').text_content() == "2"
    assert pack.page.evaluate("document.activeElement.dataset.key") == "theme-mining"
    pack.chip("theme-mining")
    pack.chip("conflicts")
    until("conflicts", lambda: pack.cards() == CONFLICTS)


@pytest.mark.parametrize("words", ["gaban", "SAN GABÁN", "cocaleros san"])
def test_a_search_needs_no_accents(pack: Pack, words: str) -> None:
    pack.page.locator('[data-key="q"]').fill(words)
    until("San Gabán's card", lambda: pack.cards() == ["san-gaban-coca-protest"])
    until("its circle", lambda: pack.dots() == ["san-gaban"])


def test_nothing_found_says_which_filter_and_lifts_it(pack: Pack) -> None:
    pack.page.evaluate("location.hash = 'lang=en&look=light&theme=coca&q=zzzz'")
    until("nothing", lambda: pack.cards() == [])
    assert pack.page.locator("#nothing p").text_content() == (
        "No event matches all of these: Coca; “zzzz”."
    )
    pack.page.get_by_role("button", name="Without “zzzz” (1)").click()
    until("coca", lambda: pack.cards() == ["san-gaban-coca-protest"])


def test_a_link_of_the_background_leads_up_to_its_event(pack: Pack) -> None:
    link = pack.page.locator('.background:not([hidden]) a[href="#event=yanacocha-protests"]').first
    link.click()
    until("its card", lambda: pack.opened() == "yanacocha-protests")
    until("the top", lambda: pack.page.evaluate("scrollY") == 0)
    assert pack.query["lang"] == ["en"]


def test_junk_in_the_address_is_dropped(pack: Pack) -> None:
    junk = "theme=nope&event=nope&place=peru&from=2004-99&to=x&present=nope&step=-4&lang=xx&look=y"
    pack.page.evaluate(f"location.hash = {junk!r}")
    until("a clean address", lambda: pack.query.get("present") is None)
    assert pack.cards() == TEN


def test_language_and_theme_change_at_once_and_keep_the_view(pack: Pack) -> None:
    pack.chip("theme-mining")
    pack.page.get_by_role("button", name="Español").click()
    until("Spanish", lambda: pack.summary.startswith("2 de 10 eventos"))
    assert pack.page.evaluate("document.documentElement.lang") == "es"
    assert pack.cards() == MINING
    pack.page.get_by_role("button", name="Modo oscuro").click()
    until("dark", lambda: pack.page.evaluate("document.documentElement.dataset.theme") == "dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert pack.page.evaluate(paper) == "rgb(20, 24, 29)"
    labels = "[...document.querySelectorAll('.lv-line-plot .ytick text')].map(e => e.textContent)"
    until("Spanish lanes", lambda: "Minería" in pack.page.evaluate(labels))
    english = ("Mining", "Search", "events", "Present", "Print", "Made on", "Sources and")
    assert not [word for word in english if re.search(rf"\b{word}\b", pack.words())]
    assert pack.mounts() == 1


def test_it_presents_with_keys_and_comes_back_to_the_same_step(pack: Pack) -> None:
    page = pack.page
    page.keyboard.press("p")
    page.locator("#stories button").first.wait_for()
    assert page.locator("#stories button").count() == 3
    page.keyboard.press("Enter")
    page.wait_for_selector("#stage[data-state=ready]")
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowRight")
    until("step 3", lambda: pack.query.get("step") == ["3"])
    assert "Protests and Strikes in Cajamarca" in str(
        page.locator("#stage .stage-headline").text_content()
    )
    assert page.locator("#stage .lv-label").count() == 2
    page.keyboard.press("b")
    until("black", lambda: page.locator("#stage").get_attribute("data-black") == "yes")
    page.keyboard.press("b")
    page.reload()
    page.wait_for_selector("#stage[data-state=ready]")
    assert page.locator("#stage").get_attribute("data-step") == "3"
    page.keyboard.press("Escape")
    until("the page again", lambda: not page.locator("#stage").count())
    assert "present" not in pack.query
    assert not page.evaluate("document.querySelector('main').inert")
    page.keyboard.press("Tab")


def test_it_presents_what_the_filters_keep(pack: Pack) -> None:
    pack.chip("theme-mining")
    until("mining", lambda: pack.cards() == MINING)
    pack.page.get_by_role("button", name="Present").click()
    pack.page.locator("#stories button").first.click()
    pack.page.wait_for_selector("#stage[data-state=ready]")
    assert "of 2" in str(pack.page.locator("#stage .stage-counter").text_content())
    pack.page.keyboard.press("Escape")
    until("the page again", lambda: not pack.page.locator("#stage").count())


def test_folding_in_the_browser_is_that_of_the_archive(pack: Pack) -> None:
    texts = [
        "San Gabán, Puno",
        "ÑANDÚ—çà",
        "Straße Øresund Łódź",
        "ﬁn Ⅳ ½",
        "a_b--c  'd'",
        "K’iche’",
        "日本 テスト",
        "",
    ]
    source = (CHECKOUT / "psgdash/takeaway/pack/state.js").read_text("utf-8")
    found = pack.page.evaluate(
        f"texts => {{ {source.split('/** `YYYY`')[0]}; return texts.map(fold); }}", texts
    )
    assert found == [fold(text) for text in texts]


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("es", "dark")])
def test_axe_finds_nothing(pack: Pack, language: str, theme: str) -> None:
    pack.page.evaluate(f"location.hash = 'lang={language}&look={theme}&event=yanacocha-protests'")
    until("the look", lambda: pack.page.evaluate("document.documentElement.dataset.theme") == theme)
    until("the card", lambda: pack.opened() == "yanacocha-protests")
    found = Axe().run(pack.page).response["violations"]
    assert not [(v["id"], v["help"], [n["html"][:200] for n in v["nodes"]]) for v in found]


def test_on_paper_every_event_stands_with_its_sources(pack: Pack, tmp_path: Path) -> None:
    import pypdfium2

    paper = tmp_path / "pack.pdf"
    pack.page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(paper)
    assert {tuple(round(x) for x in page.get_size()) for page in document} == {(595, 842)}
    said = " ".join("".join(p.get_textpage().get_text_range() for p in document).split())
    assert said.count("(https://www.perusupportgroup.org.uk/)") >= 10
    assert "Made on 25 November 2026." in said
    for title in (
        "Camisea Gas Arrives in Lima",
        "Coca Farmers Protest",
        "Human Rights",
        "GeoNames",
    ):
        assert title in said
    assert "Zoom in" not in said


@pytest.mark.parametrize("name", ["hostile", "empty", "many"])
def test_other_archives_open_without_complaint(name: str, browser: Browser, tmp_path: Path) -> None:
    files = {"hostile": hostile(), "empty": archive([]), "many": many(700)}[name]
    for inside, text in files.items():
        (tmp_path / inside).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / inside).write_text(text, "utf-8")
    snapshot = current(tmp_path)
    path = tmp_path / "pack.html"
    path.write_bytes(build(snapshot.engine, snapshot.published, Filter(), made=date(2026, 11, 25)))
    context = window(browser)
    pack = opened(context, path)
    pack.show("lang=es&look=dark")
    shown = len(snapshot.published.events)
    until("its cards", lambda: len(pack.cards()) == min(shown, 40))
    if shown:
        pack.page.locator("#cards .card-title button").first.click()
        until("its card", pack.opened)
        pack.chip("theme-mining")
        until("fewer", lambda: pack.summary and not pack.summary.startswith(f"{shown} "))
        kept = int(pack.summary.split()[0])
        bars = (
            "document.querySelector('.lv-line-plot').data.filter(t => t.meta?.role === 'bin')"
            ".reduce((sum, t) => sum + t.y.reduce((a, b) => a + b, 0), 0)"
        )
        if name == "many":
            until("as many in the bars", lambda: pack.page.evaluate(bars) == kept)
        pack.page.keyboard.press("p")
        pack.page.locator("#stories button").first.click()
        pack.page.wait_for_selector("#stage[data-state=ready]")
    assert not pack.page.evaluate("window.__pwned ?? false")
    assert not pack.complaints, "\n".join(pack.complaints)
    context.close()


def test_no_filter_moves_the_map_in_the_pack(browser: Browser, file: Path) -> None:
    context = window(browser)
    pack = opened(context, file)
    pack.show("lang=en&q=zzzz")
    for language in ("en", "es"):
        tops: dict[tuple[int, int], dict[str, float]] = {}
        for query in ("", "&place=san-gaban", "&place=cajamarca&theme=mining", "&from=2005",
                      "&from=2004-09-28&to=2004-11-03", "&q=zzzz&place=san-gaban"):  # fmt: skip
            before = pack.summary  # no two in a row say the same
            pack.page.evaluate("query => { location.hash = query; }", f"lang={language}{query}")
            until(query, lambda before=before: pack.summary != before)
            assert pack.summary.startswith("10 ") == (not query)
            for size in ((1440, 900), (1280, 720), (360, 740)):
                pack.page.set_viewport_size({"width": size[0], "height": size[1]})
                until("the size", lambda size=size: pack.page.evaluate("innerWidth") == size[0])
                tops.setdefault(size, {})[query] = pack.page.evaluate(
                    "document.querySelector('.lv-map').getBoundingClientRect().top + scrollY"
                )
        assert all(len(set(found.values())) == 1 for found in tops.values()), tops
    context.close()


def test_on_a_phone_nothing_scrolls_sideways(browser: Browser, file: Path) -> None:
    context = window(browser, size=(360, 740))
    phone = opened(context, file)
    phone.show()
    theme = "document.documentElement.dataset.theme"
    for look in ("lang=en&look=light", "lang=es&look=dark"):
        phone.page.evaluate("look => { location.hash = look; }", look)
        until(look, lambda look=look: look.endswith(phone.page.evaluate(theme)))
        wide = "document.documentElement.scrollWidth"
        assert phone.page.evaluate(wide) == 360
    small = phone.page.evaluate(
        "[...document.querySelectorAll('button, summary, input')].filter(e => { const b = e.getBoundingClientRect();"
        " return b.width && (b.height < 24 || b.width < 24); }).map(e => e.outerHTML.slice(0, 90))"
    )
    assert not small
    assert not phone.complaints, "\n".join(phone.complaints)
    context.close()
