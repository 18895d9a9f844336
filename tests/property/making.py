"""Small archives made for a test: plain records with every field that must be there."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from psgdash.archive import gate
from psgdash.archive.gate import Published
from psgdash.archive.loading import Archive
from psgdash.archive.reading import SHELVES
from psgdash.query.engine import Engine, connect
from psgdash.query.table import build

Record = dict[str, Any]
TODAY = date(2026, 1, 15)
SHIPPED = Path(__file__).resolve().parents[2] / "data"


def both(text: str) -> Record:
    """A name in both languages."""
    return {"en": text, "es": f"{text} (es)"}


SITE: Record = {
    "name": both("A group"), "product": both("News map"), "tagline": both("News"),
    "url": "https://example.org/", "membership_url": "https://example.org/join",
    "languages": ["en", "es"], "country": "peru", "user_agent": "test",
    "text_rights": both("Rights"),
}  # fmt: skip
THEMES: list[Record] = [
    {"id": name, "name": both(name.title()), "colour": colour, "letter": name[0].upper()}
    for name, colour in (("mining", "#C4451C"), ("coca", "#00795A"), ("energy", "#0067A8"))
]
KINDS: list[Record] = [
    {"id": k, "name": both(k.title()), "acled": None} for k in ("protest", "award")
]


def place(name: str, lat: float, lon: float, precision: str, *within: str, **more: Any) -> Record:
    """A place; an area gets a radius."""
    area = (
        {"radius_km": 80.0} if precision in ("province", "department", "region", "country") else {}
    )
    title = more.pop("title", name.replace("-", " ").title())
    return {
        "id": name, "name": both(title), "lat": lat, "lon": lon, "precision": precision,
        "within": list(within), "provenance": {"query": title, "source": "test"}, **area, **more,
    }  # fmt: skip


# A chain with one name four times over, as Peru has them, and one with names of its own.
PLACES: list[Record] = [
    place("cajamarca", -7.16378, -78.50027, "town", "Cajamarca", "Cajamarca", "Cajamarca", "peru"),
    place("cajamarca-district", -7.2, -78.5, "district", "Cajamarca", "Cajamarca", "peru",
          title="Cajamarca"),
    place("cajamarca-province", -7.25, -78.45, "province", "Cajamarca", "peru", title="Cajamarca"),
    place("cajamarca-department", -6.43, -78.74, "department", "peru", title="Cajamarca"),
    place("secret-mine", -13.87654, -70.12345, "site", "san-gaban", "Carabaya", "Puno", "peru"),
    place("san-gaban", -13.4386, -70.4024, "district", "Carabaya", "Puno", "peru"),
    place("carabaya", -13.9, -70.3, "province", "Puno", "Peru"),
    place("puno", -14.9, -70.0, "department", "peru"),
    place("lonely-farm", -4.44444, -73.33333, "site", "nowhere-we-know"),
    place("andes", -11.0, -75.3, "region", "peru", radius_km=210.0),
    place("lima", -12.0432, -77.0282, "town", "Lima", "Lima", "peru"),
    place("peru", -9.15, -74.38, "country"),
]  # fmt: skip


def event(name: str = "a-protest", where: str | list[Record] = "lima", **more: Any) -> Record:
    """An event of the theme mining; `where` is a place's id or the whole list."""
    places = [{"place": where, "role": "site"}] if isinstance(where, str) else where
    return {
        "id": name, "title": both(f"Title of {name}"), "text": both(f"Text of {name}."),
        "published": "2004-11-30", "date": "2004-11", "kind": "protest", "themes": ["mining"],
        "places": places, "status": "published", **more,
    }  # fmt: skip


def archive(events: list[Record], places: list[Record] | None = None) -> Archive:
    """The records as an Archive, without files."""

    def shelf(kind: str, records: list[Record]) -> dict[str, Any]:
        return {r["id"]: SHELVES[kind][2].model_validate(r) for r in records}

    return Archive(
        site=SHELVES["site"][2].model_validate(SITE),  # type: ignore[arg-type]
        themes=shelf("theme", THEMES), kinds=shelf("kind", KINDS),
        places=shelf("place", PLACES if places is None else places), events=shelf("event", events),
    )  # fmt: skip


def published(events: list[Record], places: list[Record] | None = None) -> Published:
    """What of the records may be shown on TODAY."""
    return gate.publish(archive(events, places), TODAY)


def engine(shown: Published) -> Engine:
    """An engine that holds what is published."""
    return connect(build(shown))


def write(folder: Path, events: list[Record] | None, places: list[Record] | None = None) -> Path:
    """The records as a data folder; without events there is no events folder. JSON is YAML too."""
    files: dict[str, Any] = {
        "site.yaml": SITE,
        "themes.yaml": {"themes": THEMES, "kinds": KINDS},
        "places.yaml": PLACES if places is None else places,
    }
    if events is not None:
        files["events/2004-11-30.yaml"] = events
    for name, records in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
    return folder
