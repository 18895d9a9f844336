"""Archives that tests make up: as file name in the data folder -> text. JSON is YAML."""

from __future__ import annotations

import json
from typing import Any

from browser_running import CHECKOUT

SOURCE = {"source": "Invented for a test"}


def shipped(*names: str) -> dict[str, str]:
    """Files of the shipped archive as they are."""
    return {name: (CHECKOUT / "data" / name).read_text("utf-8") for name in names}


def place(slug: str, words: str, lat: float, lon: float, **more: Any) -> dict[str, Any]:
    """A place record, known to the town."""
    return {
        "id": slug, "name": {"en": words, "es": words}, "lat": lat, "lon": lon, "precision": "town",
        "provenance": {"query": words, **SOURCE}, **more,
    }  # fmt: skip


def event(name: str, title: str, when: str | None, **more: Any) -> dict[str, Any]:
    """An event record, published, in Lima unless told."""
    record = {
        "id": name, "title": {"en": title, "es": title}, "text": {"en": title, "es": title},
        "published": "2010-01-31", "kind": "protest", "themes": ["mining"],
        "places": [{"place": "lima"}], "status": "published",
    }  # fmt: skip
    if when:
        record["date"] = when
    return record | more


def archive(
    events: list[dict[str, Any]], places: list[dict[str, Any]] | None = None
) -> dict[str, str]:
    """A small archive around these events; the country and Lima are always there."""
    country = place("peru", "Peru", -9.15, -74.38, precision="country")
    lima = place("lima", "Lima", -12.0432, -77.0282)
    files = shipped("site.yaml", "themes.yaml", "periods.yaml")
    files["places.yaml"] = json.dumps([country, lima, *(places or [])], ensure_ascii=False)
    for n in range(0, len(events), 300):
        files[f"events/made-{n // 300:03}.yaml"] = json.dumps(
            events[n : n + 300], ensure_ascii=False
        )
    return files


def many(count: int) -> dict[str, str]:
    """Events over fifteen years, forty places and all themes."""
    places = [
        place(f"place-{n}", f"Place {n}", -17 + (n * 7 % 40) * 0.4, -80 + (n * 11 % 40) * 0.27)
        for n in range(40)
    ]
    themes = ("mining", "coca", "energy", "justice", "governance", "diplomacy", "civil-society")
    events = [
        event(
            f"event-{n}", f"Event number {n}",
            f"{2000 + n % 15}-{1 + n // 15 % 12:02}-{1 + n * 7 % 28:02}",
            themes=[themes[n % 7]], places=[{"place": f"place-{n % 40}"}], conflict=n % 3 == 0,
        )
        for n in range(count)
    ]  # fmt: skip
    return archive(events, places)


# Each would do something somewhere, were it taken for anything but text.
HOSTILE = (
    '<img src=x onerror="window.__pwned=1">',
    "<script>window.__pwned=1</script>",
    "<b>bold</b><br><i>it</i> <a href='javascript:window.__pwned=1'>x</a>",
    "**strong** _em_ [x](javascript:window.__pwned=1) ![y](http://example.invalid/y.png)",
    "%{x} %{customdata[0]}<extra></extra> %{text}",
    '=HYPERLINK("http://example.invalid","x")',
    "{n} {shown} {0} %s ${7*7} {{7*7}} $x^2$ :red[r] :material/home: `code` &lt;b&gt; &amp;",
    "</style></script></textarea><svg onload=window.__pwned=1>",
)


def hostile() -> dict[str, str]:
    """Every text field of every record holds what is no text to a careless reader."""
    both = {f"n{n}": words for n, words in enumerate(HOSTILE)}
    words = list(both.values())

    def said(n: int, before: str = "") -> dict[str, str]:
        text = before + words[n % len(words)]
        return {"en": text, "es": text}

    site = json.dumps(
        {
            "name": said(0), "product": said(1), "tagline": said(2),
            "url": "https://example.invalid/", "membership_url": "https://example.invalid/join",
            "languages": ["en", "es"], "country": "peru", "user_agent": words[6],
            "text_rights": said(3),
        }
    )  # fmt: skip
    themes = json.dumps(
        {
            "themes": [
                {"id": "mining", "name": said(2, "A "), "colour": "#C4451C", "letter": "M"},
                {"id": "coca", "name": said(3, "B "), "colour": "#00795A", "letter": "C"},
            ],
            "kinds": [{"id": "protest", "name": said(0, "K "), "acled": None}],
        }
    )
    places = [
        place("peru", words[1], -9.15, -74.38, precision="country", name=said(1, "P ")),
        place("lima", words[2], -12.04, -77.03, name=said(2, "L ")),
        place("quito", words[0], -0.23, -78.5, name=said(0, "Q ")),
        place("tacna", words[4], -18.0, -70.25, name=said(4, "T "), within=[words[0], "peru"],
              provenance={"query": words[5], "source": words[0], "source_id": words[1]}),
        place("somewhere", words[3], -10, -75, precision="region", radius_km=150, name=said(3, "S ")),
    ]  # fmt: skip
    where = ("lima", "quito", "tacna", "somewhere", "peru", "lima", "quito", "tacna")
    events = [
        event(
            f"hostile-{n}", words[n], f"2010-{n + 1:02}-10",
            text={"en": words[n] + "\n" + words[(n + 1) % 8], "es": words[n]},
            themes=["mining" if n % 2 else "coca"], conflict=n % 2 == 0,
            places=[{"place": where[n], "as_written": words[(n + 2) % 8]}],
            sources=[{"title": words[(n + 3) % 8], "url": "https://example.invalid/a"}],
            corrections=[{"date": "2011-01-01", "note": words[(n + 4) % 8]}],
        )
        for n in range(8)
    ]  # fmt: skip
    periods = [
        {"id": "era", "name": said(0), "start": "2009", "end": "2011", "kind": "government",
         "sources": [{"title": words[1], "url": "https://example.invalid/p"}]},
        {"id": "war", "name": said(2), "start": "2010-02", "end": "2010-06", "kind": "conflict"},
    ]  # fmt: skip
    section = {
        "id": "aims", "order": 1, "title": said(0), "text": said(2), "bullets": {"en": words, "es": words},
        "periods": ["era", "war"], "themes": ["mining", "coca"],
        "action": {"label": said(3), "url_from": "membership_url"},
    }  # fmt: skip
    return {
        "site.yaml": site,
        "themes.yaml": themes,
        "places.yaml": json.dumps(places),
        "periods.yaml": json.dumps(periods),
        "events/hostile.yaml": json.dumps(events),
        "background/aims.yaml": json.dumps(section),
    }
