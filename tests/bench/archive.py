"""Synthetic archives of any size: the shipped site, themes and periods with made-up events."""

from __future__ import annotations

import calendar
import csv
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

SHIPPED = Path(__file__).resolve().parents[2] / "data"
FIRST_YEAR, LAST_YEAR = 1990, 2005
PLACES = 1_500
SEED = 20041130

# Corners of Peru's land, roughly, as (latitude, longitude): enough to spread places over it.
_OUTLINE = (
    (-3.5, -80.3), (-4.4, -78.4), (-2.6, -75.3), (-0.2, -75.2), (-2.4, -72.6), (-4.2, -70.1),
    (-7.3, -73.8), (-9.6, -72.3), (-11.0, -70.7), (-12.6, -68.9), (-16.3, -69.1), (-17.9, -70.2),
    (-16.4, -73.3), (-13.7, -76.2), (-11.0, -77.5), (-7.8, -79.3), (-5.5, -80.9),
)  # fmt: skip
_SYLLABLES = (
    "ca", "ma", "lla", "pu", "no", "hua", "ray", "chu", "qui", "pa", "ta", "ri",
    "mo", "san", "cu", "ayo", "ya", "wi", "lim", "bam", "ba",
)  # fmt: skip
_DEEDS = (
    "Protest over water", "March of the rural guards", "Road blocked at the bridge",
    "Hearing on the mine's expansion", "Assembly of the communities", "Clash with the police",
    "Report on the gas pipeline", "Trial postponed again", "Talks on coca resumed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One event as a flat row, for the baseline's table."""

    id: str
    title: str
    date: date
    theme: str
    place: str
    lat: float
    lon: float


def write(folder: Path, events: int) -> list[Row]:
    """Write a data folder with so many events, and return them as rows; the same every time."""
    dice = random.Random(SEED + events)
    for name in ("site.yaml", "themes.yaml", "periods.yaml"):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(SHIPPED / name, folder / name)
    known = yaml.safe_load((SHIPPED / "themes.yaml").read_text("utf-8"))
    themes = [theme["id"] for theme in known["themes"]]
    kinds = [kind["id"] for kind in known["kinds"]]
    places = list(_places(dice, min(PLACES, max(6, events // 2))))
    _dump(folder / "places.yaml", [_country(), *places])
    editions: dict[date, list[dict[str, object]]] = {}
    rows = []
    for n in range(events):
        year, month = dice.randint(FIRST_YEAR, LAST_YEAR), dice.randint(1, 12)
        last = calendar.monthrange(year, month)[1]
        day = date(year, month, dice.randint(1, last))
        # A few towns are often in the news, most seldom.
        place = places[int(len(places) * dice.random() ** 2)]
        theme = themes[n % len(themes)] if n < len(themes) else dice.choice(themes)
        title = f"{dice.choice(_DEEDS)} in {place['name']['en']} ({n + 1})"
        row = Row(f"event-{n + 1}", title, day, theme, place["id"], place["lat"], place["lon"])
        rows.append(row)
        editions.setdefault(date(year, month, last), []).append(_event(row, dice.choice(kinds)))
    for edition, items in editions.items():
        _dump(folder / "events" / f"{edition.isoformat()}.yaml", items)
    return rows


def write_table(path: Path, rows: list[Row]) -> None:
    """The same events as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(Row.__slots__)
        writer.writerows([getattr(row, name) for name in Row.__slots__] for row in rows)


def _event(row: Row, kind: str) -> dict[str, object]:
    last = calendar.monthrange(row.date.year, row.date.month)[1]
    text = f"{row.title}. Residents, officials and the company gave different accounts of it. " * 3
    return {
        "id": row.id,
        "title": {"en": row.title, "es": f"{row.title} (es)"},
        "text": {"en": text.strip(), "es": text.strip()},
        "published": row.date.replace(day=last).isoformat(),
        "date": row.date.isoformat(),
        "kind": kind,
        "themes": [row.theme],
        "conflict": kind in ("clash", "protest"),
        "places": [{"place": row.place, "role": "site"}],
        "sources": [{"title": "Made up", "url": "https://www.example.org/"}],
        "status": "published",
    }


def _places(dice: random.Random, wanted: int) -> Iterator[dict[str, Any]]:
    made = 0
    while made < wanted:
        lat, lon = round(dice.uniform(-18, 0), 4), round(dice.uniform(-81.3, -68.7), 4)
        if not _inside(lat, lon):
            continue
        made += 1
        name = "".join(dice.choices(_SYLLABLES, k=3)).capitalize()
        yield {
            "id": f"place-{made}",
            "name": {"en": name, "es": name},
            "lat": lat,
            "lon": lon,
            "precision": "town",
            "within": ["peru"],
            "provenance": {"query": name, "source": "made up for the benchmark"},
        }


def _country() -> dict[str, object]:
    return {
        "id": "peru",
        "name": {"en": "Peru", "es": "Perú"},
        "lat": -9.2,
        "lon": -75.0,
        "precision": "country",
        "provenance": {"query": "Peru", "source": "made up for the benchmark"},
    }


def _inside(lat: float, lon: float) -> bool:
    """Whether a point is within the outline, by counting the edges to its east."""
    crossings = 0
    for (a, x), (b, y) in zip(_OUTLINE, (*_OUTLINE[1:], _OUTLINE[0]), strict=True):
        if (a > lat) != (b > lat) and lon < x + (lat - a) / (b - a) * (y - x):
            crossings += 1
    return crossings % 2 == 1


def _dump(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
