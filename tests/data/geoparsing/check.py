"""Check the labelled sentences and print what they hold: spans, truth, split, counts."""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import sys
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2] / "data" / "gazetteer"))  # the builder's outlines

from outlines import Outline, covers, of_geojson  # noqa: E402

PARTS = ("tune", "former", "wide", "measure", "later")
ROLES = ("site", "origin", "destination", "mentioned")
AREAS = ("district", "province", "department", "region", "country")
# Degrees of slack (about 5 km): the outlines are simplified and some seats lie on a river border.
SLACK = 0.05
# The outlines leave out the north of Callao (Ventanilla) and the bend of the river at Mazuko.
COARSE = {"Callao": 0.15, "Madre de Dios": 0.1}
# Two sentences are of one template when so much of their words agree, place names left out.
LIKE, RUN = 0.6, 5

Row = dict[str, Any]


def records(part: str) -> list[Row]:
    """Records of one part, in file order."""
    lines = (HERE / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def gazetteer(data: Path) -> dict[str, dict[str, str]]:
    """Rows of the gazetteer by id."""
    with gzip.open(data / "gazetteer" / "places.csv.gz", "rt", encoding="utf-8") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


def outlines(data: Path) -> dict[str, Outline]:
    """Outlines of the departments by name."""
    text = (data / "basemap" / "peru_departments.geojson").read_text(encoding="utf-8")
    return of_geojson(json.loads(text))


def of_place(
    record: Row, place: Row, rows: dict[str, dict[str, str]], shapes: dict[str, Outline]
) -> list[str]:
    """What is wrong with one place of a record, in words."""
    found = []
    if record["text"][place["start"] : place["end"]] != place["name"]:
        found.append("the span is not the name")
    if place["role"] not in ROLES:
        found.append(f"role {place['role']}")
    if place["area"] and place["area"]["precision"] not in AREAS:
        found.append(f"area {place['area']}")
    row = rows.get(place["truth"])
    if row and (float(row["lat"]), float(row["lon"])) != (place["lat"], place["lon"]):
        found.append("the point is not the gazetteer's")
    if not row and re.match(r"(geonames|ubigeo):", place["truth"]):
        found.append("the gazetteer has no such id")
    department = place.get("department")
    if department and not covers(
        shapes[department], place["lon"], place["lat"], COARSE.get(department, SLACK)
    ):
        found.append(f"the point lies outside {department}")
    return [f"{record['id']} {place['name']}: {words}" for words in found]


def frame(record: Row) -> list[str]:
    """Words of a text with every labelled place replaced by one mark."""
    text = record["text"]
    for place in sorted(record["places"], key=lambda p: -int(p["start"])):
        text = text[: place["start"]] + "*" + text[place["end"] :]
    return re.findall(r"\w+|\*", text.lower())


def alike(first: list[str], second: list[str]) -> bool:
    """Whether two frames are of one template."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    run = matcher.find_longest_match(0, len(first), 0, len(second))
    words = [word for word in first[run.a : run.a + run.size] if word != "*"]
    return matcher.ratio() > LIKE or len(words) >= RUN


def problems(parts: dict[str, list[Row]], data: Path) -> list[str]:
    """Everything wrong with the set, in words; empty when all is well."""
    rows, shapes = gazetteer(data), outlines(data)
    every = [record for part in PARTS for record in parts[part]]
    found = []
    for field in ("id", "text"):
        counts = Counter(record[field] for record in every)
        found += [f"{field} twice: {value}" for value, n in counts.items() if n > 1]
    for record in every:
        ends = [0]
        for place in record["places"]:
            found += of_place(record, place, rows, shapes)
            if place["start"] < ends[-1]:
                found.append(f"{record['id']}: places overlap or are out of order")
            ends.append(place["end"])
        if (record["kind"] == "negative") != (not record["places"]):
            found.append(f"{record['id']}: only negatives have no place")
    for one in (*parts["tune"], *parts["former"], *parts["wide"]):
        for other in parts["measure"]:
            if one["lang"] == other["lang"] and alike(frame(one), frame(other)):
                found.append(f"one template: {one['text']} <-> {other['text']}")
    return found


def main() -> int:
    """Print problems and counts; 1 when there are problems."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder")
    data: Path = parser.parse_args().data
    parts = {part: records(part) for part in PARTS}
    found = problems(parts, data)
    print("\n".join(found) or "no problem found")
    for part, rows in parts.items():
        places = [place for record in rows for place in record["places"]]
        departments = Counter(p["department"] for p in places if p.get("department"))
        print(f"\n{part}: {len(rows)} sentences, {len(places)} places")
        print(" optional", sum(p["optional"] for p in places))
        print(" language", dict(Counter(record["lang"] for record in rows)))
        print(" kind", dict(Counter(record["kind"] for record in rows)))
        print(" role", dict(Counter(p["role"] for p in places)))
        print(" country", dict(Counter(p.get("country", "") for p in places)))
        print(" department", dict(sorted(departments.items())))
        own = sum(not re.match(r"(geonames|ubigeo):", p["truth"]) for p in places)
        print(" truth not from the gazetteer", own)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
