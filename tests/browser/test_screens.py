"""Every page in both languages and themes, at a desk, in a hall and on a phone: walked once, then
judged: pictures, accessibility, words, width, targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_driving import View, shown, until
from browser_running import Server, Watch
from PIL import Image
from playwright.sync_api import Browser

PAGES = {
    "explore": "/",
    "browse": "/browse",
    "compare": "/compare",
    "background": "/background",
    "about": "/about",
}
SIZES = {"desk": (1440, 900), "hall": (1920, 1080), "phone": (360, 740)}
LANGUAGES = ("en", "es")
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

# Streamlit's own, each with the reason why it cannot be mended here. Rule -> selectors of the nodes.
STREAMLITS: dict[str, tuple[str, ...]] = {}

_TARGETS = """() => {
  const small = [];
  for (const e of document.querySelectorAll('a[href], button, input, summary, select, [role="slider"], [role="button"], [role="combobox"]')) {
    if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const box = e.getBoundingClientRect();
    if (box.width <= 1 || e.closest('[inert]')) continue; // the skip link, until it has the focus
    // A link in a sentence is as high as its line (WCAG 2.5.8 exempts it).
    if (e.matches('a') && getComputedStyle(e).display === 'inline') continue;
    if (e.matches('input') && e.closest('[data-baseweb="select"]')) continue; // its box is the target
    if (box.width < 24 || box.height < 24) small.push([e.outerHTML.slice(0, 160), box.width, box.height]);
  }
  return small;
}"""
_SIDEWAYS = """() => {
  const main = document.querySelector('[data-testid="stMain"]'), wide = innerWidth;
  const page = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - wide;
  const scrolls = main ? main.scrollWidth - main.clientWidth : 0;
  const out = [];
  for (const e of document.querySelectorAll('[data-testid="stMain"] *')) {
    const box = e.getBoundingClientRect();
    if (box.width && box.right > wide + 1 && e.checkVisibility()) {
      let up = e.parentElement, held = false;
      for (; up && up !== main; up = up.parentElement)
        if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) { held = true; break; }
      if (!held) out.push(e.outerHTML.slice(0, 120));
    }
  }
  return { page, scrolls, out: out.slice(0, 5) };
}"""


@dataclass
class Visit:
    """What one page looked like in one state."""

    picture: Path
    violations: list[dict[str, Any]] = field(default_factory=list)
    checked: int = 0  # rules that found something to pass
    words: str = ""
    sideways: dict[str, Any] = field(default_factory=dict)
    targets: list[Any] = field(default_factory=list)
    language: str = ""


Key = tuple[str, str, str, str]  # page, size, theme, language
Walk = dict[Key, Visit]
KEYS: list[Key] = [
    (page, size, theme, language)
    for page in PAGES
    for size in SIZES
    for theme in THEMES
    for language in LANGUAGES
]


def judged(key: Key) -> bool:
    """Whether axe looks at it: of every page two of its four looks at the desk, two on a phone.

    What axe finds depends on the language, or on the colours, or on the room, and not on all at once.
    """
    _, size, theme, language = key
    return size != "hall" and (theme == "light") == ((language == "en") == (size == "desk"))


@pytest.fixture(scope="module")
def walk(
    browser: Browser,
    browser_without_webgl: Browser,
    app: Server,
    watch: Watch,
    artefacts: Path,
) -> tuple[Walk, list[str], list[str]]:
    """All visits, every request that was made on the way, and every complaint.

    The phone has no WebGL, so that its picture of the map, and its words, are those of the flat one.
    """
    visits: Walk = {}
    watch.begin()
    for theme in THEMES:
        for phone in (False, True):
            sizes = ["phone"] if phone else ["desk", "hall"]
            on = browser_without_webgl if phone else browser
            view = View.new(on, app, watch, size=SIZES[sizes[0]], theme=theme, phone=phone)
            for page, path in PAGES.items():
                view.open("lang=en", path)
                for language in LANGUAGES:
                    if language != "en":
                        view.go(f"lang={language}")
                    for size in sizes:
                        picture = artefacts / f"{page}-{size}-{theme}-{language}.png"
                        key = (page, size, theme, language)
                        visits[key] = visit(view, picture, size, axe=judged(key))
                    sizes.reverse()  # on from where it is: to draw the map anew costs seconds
            view.close()
    return visits, list(watch.requests), list(watch.end())


def visit(view: View, picture: Path, size: str, *, axe: bool) -> Visit:
    page = view.page
    width, height = SIZES[size]
    if page.viewport_size != {"width": width, "height": height}:
        page.set_viewport_size({"width": width, "height": height})
    page.evaluate("document.fonts.ready.then(() => true)")
    view.idle()
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    if page.locator(".lv-map-plot").count():
        view.loaded()
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.screenshot(path=picture, animations="disabled")
    found = Visit(picture, words=view.words(), sideways=page.evaluate(_SIDEWAYS))
    found.language = page.evaluate("document.documentElement.lang")
    if axe:
        told = Axe().run(page).response
        found.violations, found.checked = told["violations"], len(told["passes"])
    if size == "phone":
        found.targets = page.evaluate(_TARGETS)
    return found


def named(key: Key) -> str:
    return "-".join(key)


def test_a_walk_through_all_pages_asks_no_other_server(
    walk: tuple[Walk, list[str], list[str]],
) -> None:
    visits, requests, complaints = walk
    assert set(visits) == set(KEYS)
    assert len(requests) > 100
    assert any(request.startswith("ws://") for request in requests)
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("key", KEYS, ids=named)
def test_a_picture_of_every_page_is_no_blank_sheet(
    walk: tuple[Walk, list[str], list[str]], key: Key
) -> None:
    with Image.open(walk[0][key].picture) as picture:
        assert picture.size == SIZES[key[1]]
        grey = picture.convert("L").resize((120, 120))
        counts = grey.histogram()
        assert max(counts) < 0.97 * 120 * 120, "nearly all of one colour"
        dark = sum(counts[:100]) > sum(counts[156:])
        assert dark == (key[2] == "dark")


@pytest.mark.parametrize("key", [k for k in KEYS if judged(k)], ids=named)
def test_axe_finds_nothing_of_ours(walk: tuple[Walk, list[str], list[str]], key: Key) -> None:
    assert walk[0][key].checked > 15, "axe looked at next to nothing"
    found = ours(walk[0][key].violations)
    assert not found, "\n".join(found)


@pytest.fixture(scope="module", params=THEMES)
def themed(
    request: pytest.FixtureRequest, browser_without_webgl: Browser, app: Server, watch: Watch
) -> Iterator[View]:
    """The flat map in each theme, loaded once for both languages."""
    view = View.new(browser_without_webgl, app, watch, theme=request.param)
    view.open()
    yield view
    view.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_of_ours_in_what_unfolds(themed: View, language: str) -> None:
    themed.go(f"lang={language}&event=san-gaban-coca-protest&conflicts=1")
    themed.wait_opened("san-gaban-coca-protest")
    page = themed.page
    assert page.evaluate("document.documentElement.lang") == language
    page.locator("[data-testid=stExpander] summary").last.click()
    page.locator(".st-key-event-table table").wait_for()
    themed.idle()
    found = ours(Axe().run(page).response["violations"])
    page.locator(".st-key-more-filters button").first.click()
    page.locator("[data-testid=stPopoverBody] input").first.wait_for()
    found += ours(Axe().run(page).response["violations"])
    page.keyboard.press("Escape")
    themed.go(f"lang={language}&q=zzzz")
    until("nothing found", lambda: themed.summary.startswith("0 "))
    themed.idle()
    found += ours(Axe().run(page).response["violations"])
    assert not found, "\n".join(found)


def ours(violations: list[dict[str, Any]]) -> list[str]:
    """What axe found that is not Streamlit's, one text a node."""
    return [
        f"{violation['id']}: {violation['help']}\n  {node['html'][:300]}\n  at {node['target']}\n"
        f"  {node.get('failureSummary', '')[:500]}"
        for violation in violations
        for node in violation["nodes"]
        if not is_streamlits(violation["id"], node)
    ]


def is_streamlits(rule: str, node: dict[str, Any]) -> bool:
    said = " ".join(str(part) for part in node["target"]) + " " + node["html"]
    return any(selector in said for selector in STREAMLITS.get(rule, ()))


@pytest.mark.parametrize("key", [k for k in KEYS if k[1] == "phone"], ids=named)
def test_nothing_scrolls_sideways_on_a_phone(
    walk: tuple[Walk, list[str], list[str]], key: Key
) -> None:
    found = walk[0][key].sideways
    assert found["page"] <= 0, shown(found)
    assert found["scrolls"] <= 0, shown(found)
    assert not found["out"], shown(found)


@pytest.mark.parametrize("key", [k for k in KEYS if k[1] == "phone"], ids=named)
def test_targets_on_a_phone_are_large_enough(
    walk: tuple[Walk, list[str], list[str]], key: Key
) -> None:
    assert not walk[0][key].targets, shown(walk[0][key].targets)


# Words that must not be seen in Spanish; names of things (PSG, Peru Support Group) are no words.
ENGLISH = (
    "Explore", "Browse", "Background", "About", "All dates", "Latest edition", "Mining", "Energy",
    "Justice", "Governance", "Diplomacy", "Civil society", "Conflicts only", "More", "Search", "events",
    "event", "newest first", "is on the map", "are on the map", "concern", "roughly", "Download",
    "Copy link", "Table of", "Whole country", "Only roughly", "Protest", "Award", "Agreement",
    "Campaign", "Gathering", "Unreviewed", "translation", "reported", "Reported in", "January",
    "August", "September", "October", "November", "December", "Jan", "Aug", "Dec", "Zoom", "Print",
    "Light theme", "Dark theme", "Language", "Government of", "Source", "How dates", "How places",
    "Become a member", "Human Rights", "Historical Overview", "Aims", "Why join", "In the news",
    "Made with", "Places ©", "modified", "What is held", "Translations", "licences", "exact site",
    "mine", "gas field", "Place", "Status", "the whole", "Choose", "Select", "Clear", "Any",
    "of 10", "Skip to", "Start of", "End of", "Keyboard", "Press Enter", "Hide", "Show",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_spanish_page_is_spanish_to_the_last_word(
    walk: tuple[Walk, list[str], list[str]], page: str
) -> None:
    left: dict[str, str] = {}
    for size in ("desk", "phone"):
        found = walk[0][page, size, "light", "es"]
        assert found.language == "es"
        # A source is named as it is called, a typeface too.
        said = re.sub(r"Fuente: .*|Source S(ans|erif) \d|https?://\S+", "", found.words)
        for words in ENGLISH:
            match = re.search(rf"[^\n]{{0,40}}\b{re.escape(words)}\b[^\n]{{0,40}}", said)
            if match:
                left[words] = match[0]
    assert not left, shown(left)


@pytest.mark.parametrize("page", PAGES)
def test_an_english_page_says_that_it_is_english(
    walk: tuple[Walk, list[str], list[str]], page: str
) -> None:
    assert walk[0][page, "desk", "light", "en"].language == "en"


@pytest.mark.parametrize("path", PAGES.values())
def test_every_page_comes_with_its_security_headers(app: Server, plain: View, path: str) -> None:
    answer = plain.page.goto(f"{app.url}{path}")
    assert answer
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "http:" not in policy
    assert "https:" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    plain.ready(path)


def test_the_policy_stops_a_remote_picture_and_eval(plain: View) -> None:
    plain.open("lang=en", "/about")
    stopped = plain.page.evaluate(
        "() => new Promise(done => { document.addEventListener('securitypolicyviolation',"
        " e => done(e.effectiveDirective), { once: true });"
        " const picture = new Image(); picture.src = '//example.invalid/x.png'; })"
    )
    assert stopped == "img-src"
    blocked = [c for c in plain.watch.complaints if "example.invalid" not in c]
    assert not blocked
    plain.watch.complaints.clear()  # what this test itself provoked


def test_the_language_switch_turns_everything_and_keeps_the_view(fresh: View) -> None:
    fresh.open("lang=en&theme=mining")
    camera = fresh.camera()
    page = fresh.page
    page.locator(".st-key-language button", has_text="ES").click()
    fresh.wait_query("lang", "es")
    until("Spanish", lambda: fresh.summary.startswith("2 de 10"))
    until("html lang", lambda: page.evaluate("document.documentElement.lang") == "es")
    assert fresh.query["theme"] == ["mining"]
    card = fresh.card("yanacocha-protests")
    until(
        "the card in Spanish",
        lambda: "La mina de oro" in card.inner_text() or "mina" in card.inner_text(),
    )
    assert "sin revisar" in card.locator(".card-badge").first.inner_text()
    assert page.locator(".lv-in").get_attribute("aria-label") != "Zoom in"
    assert fresh.mounts() == 1
    fresh.rest()
    assert fresh.camera() == pytest.approx(camera, abs=1e-6)
    page.locator(".st-key-language button", has_text="EN").click()
    fresh.wait_query("lang", "en")
    until("English", lambda: fresh.summary.startswith("2 of 10"))


def test_the_theme_button_turns_the_page_dark_and_it_stays_dark(plain: View) -> None:
    plain.open("lang=en&theme=mining")
    page = plain.page

    def dark() -> bool:
        paper = page.evaluate(
            "(e => e ? getComputedStyle(e).backgroundColor : '255 255 255')"
            "(document.querySelector('.stApp'))"
        )
        return sum(int(n) for n in re.findall(r"\d+", paper)[:3]) < 200

    assert not dark()
    page.get_by_role("button", name="Dark theme").click()
    until("a dark page", dark)
    plain.ready()
    until("the filter is kept", lambda: plain.summary.startswith("2 of 10"))
    assert (
        page.evaluate("document.querySelector('.lv-line-plot').layout.hoverlabel.bgcolor")
        == "#1B2027"
    )
    page.reload()
    plain.ready()
    assert dark()
    plain.open("lang=en", "/about")
    assert dark()
    page.get_by_role("button", name="Light theme").click()
    until("a light page", lambda: not dark())
    plain.ready("/about")


def test_what_is_chosen_in_a_field_turns_with_the_language(plain: View) -> None:
    plain.page.goto(f"{plain.server.url}/compare?lang=en")
    fields = plain.page.get_by_role("combobox")
    until("four fields", lambda: fields.count() == 4 and fields.first.input_value())
    assert fields.first.input_value() == "January 2004"
    plain.idle()
    plain.page.locator(".st-key-language button").nth(1).click()
    until("Spanish", lambda: fields.first.input_value() == "Enero de 2004")
    assert [f.input_value() for f in fields.all()[1:3]] == ["Diciembre de 2004", "Enero de 2005"]
