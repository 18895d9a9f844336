"""The meeting pack is one file: small, closed, in two languages, and blind to what is held back."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import SHIPPED, TODAY, both, engine, event, place, published

from psgdash.query.filters import Filter
from psgdash.query.snapshot import current
from psgdash.takeaway.pack import build
from psgdash.takeaway.pack.sharing import share

LIMIT = 7_000_000  # bytes; ten items must stay under it
HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "<!--<script>alert(1)</script>",
    "{{data}} {{plotly}} ${1} {n} %s",
    "\"'><svg onload=alert(1)>&lt;b&gt;",
    "</style></title></textarea>]]>",
)


class Page(HTMLParser):
    """What a browser would see: tags with their attributes, and the text of scripts."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.text: list[str] = []
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script" and self.lasttag == "script":
            self.scripts[-1] += data
        self.text.append(data)

    def named(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def data(self) -> dict[str, Any]:
        """What the page's script is told."""
        found: dict[str, Any] = json.loads(self.scripts[0])
        return found


def packed(events: list[dict[str, Any]], places: Any = None, chosen: Filter | None = None) -> bytes:
    shown = published(events, places)
    return build(engine(shown), shown, chosen or Filter(), made=TODAY)


@pytest.fixture(scope="module")
def ten() -> bytes:
    """The pack of the shipped archive."""
    snapshot = current(SHIPPED)
    return build(snapshot.engine, snapshot.published, Filter(), made=date(2026, 11, 25))


def test_ten_items_take_less_than_seven_megabytes(ten: bytes) -> None:
    assert 4_800_000 < len(ten) < LIMIT  # plotly alone has the former


def test_the_pack_grows_evenly_with_its_events() -> None:
    def size(n: int) -> int:
        texts = "Residents, officials and the company gave different accounts of it. " * 4
        days = (date(1990, 1, 1) + timedelta(days=i * 5) for i in range(n))
        made = [
            event(f"event-{i:04}", text=both(texts), date=day.isoformat())
            for i, day in enumerate(days)
        ]
        return len(packed(made))

    ten, hundred, thousand = size(10), size(100), size(1000)
    early, late = (hundred - ten) / 90, (thousand - hundred) / 900
    assert late < early * 1.25, "an event costs more where there are more of them"
    assert late < 5_000  # bytes an event with 300 letters of text in two languages


def test_the_pack_asks_nobody_for_anything(ten: bytes) -> None:
    page = Page(ten)
    policies = [m["content"] for m in page.named("meta") if "http-equiv" in m]
    assert len(policies) == 1
    assert policies[0].startswith("default-src 'none'; ")
    assert "http" not in policies[0]
    assert all("src" not in found for found in page.named("script"))
    assert all(found["href"].startswith("data:") for found in page.named("link"))
    assert not {"img", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in page.tags}
    assert b"url(/" not in ten
    assert b'"/assets/' not in ten.split(b'id="pack-data">')[1].split(b"</script>")[0]


def test_the_pack_says_what_it_holds_in_both_languages() -> None:
    snapshot = current(SHIPPED)
    chosen = Filter(themes=("mining",), conflicts=True)
    page = Page(
        build(snapshot.engine, snapshot.published, chosen, made=date(2026, 11, 25), language="es")
    )
    assert page.data["language"] == "es"
    holds = page.data["words"]["holds"]["$lang"]
    assert holds["en"] == "This file holds: Mining; conflicts only. Made on 25 November 2026."
    assert holds["es"].startswith("Este archivo contiene: Minería; solo conflictos.")
    ids = [card["id"] for card in page.data["cards"]]
    assert ids == ["campesinos-succeed-cajamarca", "yanacocha-protests"]
    said = "".join(page.text)
    for words in ("Natural Earth", "GeoNames, CC BY 4.0", "MIT", "SIL Open Font License"):
        assert said.count(words) >= 2, words
    assert said.count("Permission is hereby granted") == 1
    for title in ("Human Rights", "Derechos humanos"):
        assert title in said


def test_a_background_section_leads_only_to_events_of_the_pack() -> None:
    snapshot = current(SHIPPED)
    chosen = Filter(themes=("coca",))
    page = Page(build(snapshot.engine, snapshot.published, chosen, made=TODAY))
    held = {f"#event={card['id']}" for card in page.data["cards"]}
    led = {a["href"] for a in page.named("a") if a["href"].startswith("#event=")}
    assert led == held


def test_a_story_is_told_only_where_the_pack_holds_all_of_it(ten: bytes) -> None:
    snapshot = current(SHIPPED)
    whole = [story["id"] for story in Page(ten).data["stories"]]
    assert whole == ["*", *snapshot.published.stories]
    mining = build(snapshot.engine, snapshot.published, Filter(themes=("mining",)), made=TODAY)
    assert [story["id"] for story in Page(mining).data["stories"]] == ["*", "yanacocha"]


def test_the_speakers_notes_stay_at_home(ten: bytes) -> None:
    notes = [
        step.notes["en"].splitlines()[0]
        for story in current(SHIPPED).published.stories.values()
        for step in story.steps
        if step.notes
    ]
    assert len(notes) > 5
    assert not [note for note in notes if json.dumps(note)[1:-1].encode() in ten]


@pytest.mark.parametrize(
    "kept_back",
    [
        {"status": "draft"},
        {"status": "review"},
        {"status": "withdrawn"},
        {"sensitivity": "hidden"},
        {"embargo_until": (TODAY + timedelta(days=1)).isoformat()},
    ],
    ids=lambda found: next(iter(found)) + "-" + str(next(iter(found.values()))),
)
def test_nothing_held_back_is_anywhere_in_the_bytes(kept_back: dict[str, Any]) -> None:
    secret = place("qzsecretmine", -13.87654, -70.12345, "site", "san-gaban", title="Qzmine")
    open_event = event("open-event")
    held = event(
        "qzheld-event",
        where=[{"place": "qzsecretmine", "role": "site", "as_written": "Qzwritten"}],
        title=both("Qztitle"), text=both("Qztext"),
        sources=[{"title": "Qzsource", "url": "https://qzhost.example/"}],
        **kept_back,
    )  # fmt: skip
    from making import PLACES

    content = packed([open_event, held], [*PLACES, secret])
    assert b"Title of open-event" in content
    for word in (b"qzheld", b"qzsecret", b"13.87654", b"70.12345", b"qzhost"):
        assert word not in content.lower(), word
    for word in (b"Qz",):
        assert content.count(word + b"title") + content.count(word + b"text") == 0


def test_a_place_that_is_coarsened_is_nowhere_in_the_bytes() -> None:
    from making import PLACES

    secret = place("qzsecretmine", -13.87654, -70.12345, "site", "san-gaban", title="Qzmine")
    where = [{"place": "qzsecretmine", "role": "site", "as_written": "Qzwritten"}]
    content = packed(
        [event("coarse-event", where=where, sensitivity="district")], [*PLACES, secret]
    )
    assert b"san-gaban" in content
    for word in (b"qzsecretmine", b"Qzmine", b"Qzwritten", b"13.87654", b"70.12345"):
        assert word not in content, word


def test_hostile_words_are_text_wherever_they_stand() -> None:
    words = [f"{text} Qz{n}" for n, text in enumerate(HOSTILE)]
    events = [
        event(
            f"event-{n}", title=both(text), text=both(text),
            where=[{"place": f"place-{n}", "role": "site", "as_written": text}],
            sources=[{"title": text, "url": "https://example.org/?a=%3C"}],
            corrections=[{"date": "2005-01-01", "note": text}],
        )
        for n, text in enumerate(words)
    ]  # fmt: skip
    places = [place("peru", -9.15, -74.38, "country")]
    places += [place(f"place-{n}", -9 - n, -74, "town", title=t) for n, t in enumerate(words)]
    page = Page(packed(events, places))
    assert len(page.scripts) == 3
    assert not {"img", "svg"} & {tag for tag, _ in page.tags}
    assert not [a for _, attributes in page.tags for a in attributes if a.startswith("on")]
    titles = {card["title"]["$lang"]["en"] for card in page.data["cards"]}
    assert titles == set(words)
    assert page.scripts[2].count("class LinkedView") == 1


def test_an_archive_without_events_makes_a_pack_too() -> None:
    page = Page(packed([]))
    assert page.data["cards"] == []
    assert page.data["stories"] == []


def test_the_pack_is_made_without_streamlit() -> None:
    code = "import sys, psgdash.takeaway.pack; print('streamlit' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# -- sharing --------------------------------------------------------------------------------------

VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(0, 3), st.sampled_from(["", "a", "b"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("xyz"), inner, max_size=3)
    ),
    max_leaves=8,
)
LOOKS = [("light", "en"), ("light", "es"), ("dark", "en"), ("dark", "es")]


def picked(value: Any, theme: str, language: str) -> Any:
    """What `pick` in state.js does."""
    if isinstance(value, list):
        return [picked(v, theme, language) for v in value]
    if not isinstance(value, dict):
        return value
    for name, key in (("$theme", theme), ("$lang", language), ("$look", f"{theme}-{language}")):
        if name in value:
            return value[name][key]
    return {k: picked(v, theme, language) for k, v in value.items()}


@given(st.lists(VALUES, min_size=4, max_size=4))
def test_what_is_shared_is_found_again_for_every_theme_and_language(values: list[Any]) -> None:
    shared = share(dict(zip(LOOKS, values, strict=True)))  # type: ignore[arg-type]
    assert [picked(shared, *look) for look in LOOKS] == values


def test_what_differs_by_language_alone_is_kept_once_a_language() -> None:
    variants = {look: {"words": look[1], "colour": look[0], "n": [1, 2]} for look in LOOKS}
    assert share(variants) == {  # type: ignore[arg-type]
        "words": {"$lang": {"en": "en", "es": "es"}},
        "colour": {"$theme": {"light": "light", "dark": "dark"}},
        "n": [1, 2],
    }
