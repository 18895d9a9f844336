"""The address is the state: links, refresh, back, tabs; and any address is safe."""

from __future__ import annotations

import math
import random
from itertools import cycle
from urllib.error import HTTPError
from urllib.parse import quote

import pytest
from browser_driving import View, shown, until
from browser_events import IN_NOVEMBER, MINING, TEN
from browser_running import Server, get

METRES = 20_037_508.34 / 180  # a degree of longitude, as the flat map measures
EVERYTHING = (
    "from=2004-09&to=2004-12&theme=mining&place=cajamarca&conflicts=1&q=mina"
    "&event=yanacocha-protests&lang=es"
)


def is_everything(view: View) -> None:
    """The view that EVERYTHING names."""
    until(f"both cards, not {view.cards()}", lambda: view.cards() == MINING)
    assert view.summary.startswith("2 de 10")
    assert view.opened() == "yanacocha-protests"
    until("the ring", lambda: view.ringed() == "yanacocha-protests")
    assert view.brushed()
    assert view.marked() == MINING
    assert view.page.evaluate("document.documentElement.lang") == "es"
    assert view.page.locator(".st-key-overview input[type=text]").last.input_value() == "mina"
    pressed = view.page.evaluate(
        "[...document.querySelectorAll('.st-key-filters button[aria-pressed=true]')]"
        ".map(e => e.textContent)"
    )
    assert len(pressed) == 2, pressed  # mining and conflicts
    assert view.query == {
        "from": ["2004-09"],
        "to": ["2004-12"],
        "theme": ["mining"],
        "place": ["cajamarca"],
        "conflicts": ["1"],
        "q": ["mina"],
        "event": ["yanacocha-protests"],
        "lang": ["es"],
    }


def test_a_link_with_everything_opens_the_same_view_again_and_elsewhere(
    plain: View, fresh: View
) -> None:
    plain.open(EVERYTHING)
    is_everything(plain)
    camera = plain.camera()
    plain.page.reload()
    plain.ready()
    is_everything(plain)
    assert plain.camera() == pytest.approx(camera, abs=1e-6)
    fresh.open(EVERYTHING)  # a friend, whose browser has WebGL
    is_everything(fresh)
    lon, lat, _ = fresh.camera()
    left, right, bottom, top = camera
    assert (left + right) / 2 == pytest.approx(METRES * lon, abs=10)
    middle = math.degrees(math.atan(math.sinh(math.radians((bottom + top) / 2 / METRES))))
    assert middle == pytest.approx(lat, abs=1e-4)


def wait_state(view: View, query: dict[str, list[str]]) -> None:
    until(f"the address {query}", lambda: view.query == query)


def test_back_and_forward_walk_through_the_views(plain: View) -> None:
    plain.open("lang=en")
    plain.pill("Mining").click()
    plain.wait_query("theme", "mining")
    until("mining", lambda: plain.cards() == MINING)
    plain.pill("Conflicts").click()
    plain.wait_query("conflicts", "1")
    plain.brush("2004-09-01", "2004-10-01")
    plain.wait_query("from", "2004-09")
    until("one card", lambda: plain.cards() == ["yanacocha-protests"])
    for query, cards in (
        ({"lang": ["en"], "theme": ["mining"], "conflicts": ["1"]}, MINING),
        ({"lang": ["en"], "theme": ["mining"]}, MINING),
        ({"lang": ["en"]}, TEN),
    ):
        plain.page.evaluate("history.back()")
        plain.page.wait_for_timeout(700)
        wait_state(plain, query)
        plain.wait_cards(cards)
        plain.idle()
    assert not plain.brushed()
    for query, cards in (
        ({"lang": ["en"], "theme": ["mining"]}, MINING),
        ({"lang": ["en"], "theme": ["mining"], "conflicts": ["1"]}, MINING),
    ):
        plain.page.evaluate("history.forward()")
        wait_state(plain, query)
        plain.wait_cards(cards)
        plain.idle()
    assert plain.mounts() == 1


def test_three_quick_steps_back_end_at_the_first_view(plain: View) -> None:
    plain.open("lang=en")
    plain.pill("Mining").click()
    until("mining", lambda: plain.cards() == MINING)
    plain.pill("Conflicts").click()
    plain.wait_query("conflicts", "1")
    plain.brush("2004-09-01", "2004-10-01")
    until("one card", lambda: plain.cards() == ["yanacocha-protests"])
    for _ in range(3):
        plain.page.evaluate("history.back()")
        plain.page.wait_for_timeout(400)  # as fast as a person presses
    until(f"all ten, not {plain.query}", lambda: plain.cards() == TEN)
    assert plain.query == {"lang": ["en"]}


def test_the_filter_goes_along_to_other_pages_and_back(plain: View) -> None:
    plain.open("from=2004-11&to=2004-11&conflicts=1&lang=es")
    page = plain.page
    page.locator(".st-key-navigation a", has_text="fecha").click()
    page.wait_for_url("**/browse**")
    until("one of ten", lambda: plain.summary.startswith("1 de 10"))
    assert plain.query == {
        "from": ["2004-11"], "to": ["2004-11"], "conflicts": ["1"], "lang": ["es"],
    }  # fmt: skip
    page.locator(".st-key-navigation a", has_text="Contexto").click()
    page.wait_for_url("**/background**")
    page.locator(".st-key-navigation a").nth(0).click()
    plain.ready()
    until("the filter again", lambda: plain.cards() == ["san-gaban-coca-protest"])
    assert plain.query["from"] == ["2004-11"]
    assert plain.brushed()


def test_a_month_in_the_calendar_and_a_brush_are_the_same_filter(plain: View) -> None:
    plain.open("lang=en", "/browse")
    plain.page.locator(".st-key-calendar button", has_text="November").click()
    plain.wait_query("from", "2004-11")
    plain.wait_query("to", "2004-11")
    until("four of ten", lambda: plain.summary.startswith("4 of 10"))
    plain.page.locator(".st-key-navigation a").nth(0).click()
    plain.ready()
    until("November's cards", lambda: plain.cards() == IN_NOVEMBER)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=2004-12&to=2004-09&lang=en", {"from": ["2004-09"], "to": ["2004"]}),
        ("from=soon&to=2004-11-31&theme=gold&kind=%00&place=atlantis&lang=en", {}),
        ("conflicts=2&event=no-such-event&q=%20%09%0A&lang=tlh", {}),
    ],
)
def test_what_an_address_gets_wrong_is_put_right_or_dropped(
    plain: View, query: str, said: dict[str, list[str]]
) -> None:
    plain.open(query)
    plain.pill("Conflicts").click()  # a change writes the address anew
    plain.wait_query("conflicts", "1")
    assert plain.query == {**said, "conflicts": ["1"], "lang": ["en"]}


def malformed(count: int) -> list[str]:
    """Queries that no person means, the same ones each time."""
    chance = random.Random(2004)
    hostile = [
        "", " ", "0", "-1", "1e309", "NaN", "null", "undefined", "true", "[]", "{}", "..", "/", "\\",
        "2004-13", "2004-02-30", "9999", "0000", "0001-01-01", "99999-01-01", "-2004", "2004-11-01~",
        "2004-W05", "20041101", "２００４", "٢٠٠٤", "2004-11-01T00:00:00Z", "2004--11", "2004-1-1",
        "' OR 1=1 --", "'; DROP TABLE events; --", '" UNION SELECT * FROM information_schema',
        "%' AND 1=0 UNION ALL SELECT 1 --", "$$", "\\'; SELECT pg_sleep(9)", "/**/", "x' || 'y",
        "<script>window.__pwned=1</script>", "<img src=x onerror=window.__pwned=1>",
        "\"><svg onload=window.__pwned=1>", "javascript:window.__pwned=1", "${7*7}", "{{7*7}}", "{n}",
        "{0.__class__}", "%s%s%n", "%d", "**bold** [x](http://example.com)", ":red[x] $x^2$ `code`",
        "![](http://example.com/x.png)", "\x00", "\x07\x1b[31m", "\u202egnp", "\ufeff", "\ud83d\ude00" * 50,
        "é" * 300, "a" * 20_000, "🗺️", "नमस्ते", "ﷺ" * 40, "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢", "\u2028", "\r\nSet-Cookie: a=b",
        "../../etc/passwd", "file:///etc/passwd", "mining,coca", "mining|coca", "MINING", " mining ",
        "cajamarca\x00", "yanacocha-protests'", "constructor", "__proto__", "toString", "en-GB", "ES",
    ]  # fmt: skip
    names = ["from", "to", "theme", "kind", "place", "conflicts", "q", "event", "lang"]
    names_wrong = ["__proto__", "FROM", "from[]", "embed", "x" * 200, "<b>", "é", ""]
    sent = [v.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for v in hostile]
    # Each parameter is dealt all values in an order of its own, before one comes again.
    decks = {name: cycle(chance.sample(sent, len(sent))) for name in names}
    queries = []
    for n in range(count):
        if n % 10 == 9:  # no pairs at all
            queries.append("".join(chance.choice("&=?%#+;/\\'\"<>ab01é\u2028") for _ in range(60)))
            continue
        pairs = []
        for name in names if n % 2 else chance.sample(names, chance.choice((1, 2, 3))):
            pairs += [f"{name}={quote(next(decks[name]))}"] * chance.choice((1, 1, 1, 3, 150))
        if n % 3 == 0:
            pairs.append(f"{quote(chance.choice(names_wrong))}={quote(chance.choice(sent))}")
        if n % 7 == 0:
            pairs.append("from=2005-01&to=2004-08")
        if n % 11 == 0:
            pairs.append("q=%C3%28%FF&theme=%E0%A4%A&place=%")  # not UTF-8, not percent codes
        queries.append("&".join(pairs)[:30_000])
    return queries


_OPEN_ALL = """async queries => {
  const app = document.querySelector('[data-testid="stApp"]'), wrong = [];
  const broken = () => document.querySelector('[data-testid="stException"], .stException, [role="dialog"]')?.innerText
    ?? (document.querySelector('[data-testid="linked-view"]')?.dataset.error ?? null);
  for (const query of queries) {
    history.pushState(null, '', location.pathname + '?' + query);
    const before = window.__frames, end = performance.now() + 10000;
    dispatchEvent(new PopStateEvent('popstate'));
    const answered = () => window.__frames > before && performance.now() - window.__lastFrame > 40
      && app.dataset.testScriptState === 'notRunning';
    while (!answered() && performance.now() < end) await new Promise(done => setTimeout(done, 8));
    const runs = answered();
    const summary = document.querySelector('.summary')?.textContent ?? '';
    const said = broken();
    if (!runs) wrong.push([query.slice(0, 300), 'no rerun']);
    else if (said) wrong.push([query.slice(0, 300), said]);
    else if (!/^\\d+ (of|de) 10/.test(summary)) wrong.push([query.slice(0, 300), 'summary: ' + summary]);
    else if (window.__pwned) { wrong.push([query.slice(0, 300), 'executed']); window.__pwned = undefined; }
  }
  return wrong;
}"""


def test_sixty_malformed_addresses_show_no_exception(plain: View) -> None:
    queries = malformed(60)  # tests/app opens two hundred without a browser
    assert len(set(queries)) == 60
    plain.open("lang=en")
    wrong = plain.page.evaluate(_OPEN_ALL, queries[:15])
    assert not wrong, shown(wrong)
    assert plain.mounts() == 1
    plain.open("lang=en", "/browse")
    wrong = plain.page.evaluate(_OPEN_ALL, queries[15:])
    assert not wrong, shown(wrong)


@pytest.mark.parametrize("number", range(0, 200, 40))
def test_a_malformed_address_loads(fresh: View, number: int) -> None:
    query = malformed(200)[number][:6_000]
    path = "/" if number == 0 else "/browse"
    fresh.open(query, path)
    until("a summary", lambda: fresh.summary)
    assert not fresh.page.locator("[data-testid=stException]").count()
    assert fresh.page.evaluate("window.__pwned") is None


def test_an_unknown_page_opens_the_first_one(plain: View) -> None:
    plain.page.goto(f"{plain.server.url}/nowhere")
    plain.ready()
    assert plain.summary.startswith("10 of 10")
    known = ("/nowhere/_stcore/", "does not seem to exist. Running the app's main page")
    plain.watch.complaints[:] = [
        said for said in plain.watch.complaints if not any(part in said for part in known)
    ]


@pytest.mark.parametrize("path", ["/%00", "/..%2f..%2fetc/passwd", "/_stcore/metrics"])
def test_a_path_that_is_none_of_ours_gives_nothing_away(app: Server, path: str) -> None:
    with pytest.raises(HTTPError) as refused:
        get(app.url + path)
    assert refused.value.code in (400, 404)
    assert "content-security-policy" in {name.lower() for name in refused.value.headers}
    assert b"Traceback" not in refused.value.read()
