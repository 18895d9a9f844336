"""How well places are found and placed: python tests/bench/geocoding.py [--errors]."""

from __future__ import annotations

import argparse
import json
import math
import time
from collections import Counter
from pathlib import Path
from typing import Any

from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.mentions import Mention, find
from psgdash.geocoding.resolving import Candidate
from psgdash.geocoding.spelling import key

ROOT = Path(__file__).resolve().parents[2]
LABELLED = ROOT / "tests" / "data" / "geoparsing"


def right(candidate: Candidate, place: dict[str, Any]) -> bool:
    """Whether a candidate lies within `accept_km` of a labelled place, or is the area meant."""
    a = math.sin(math.radians(candidate.lat - place["lat"]) / 2) ** 2
    b = math.sin(math.radians(candidate.lon - place["lon"]) / 2) ** 2
    b *= math.cos(math.radians(candidate.lat)) * math.cos(math.radians(place["lat"]))
    if 2 * 6371 * math.asin(math.sqrt(a + b)) <= place["accept_km"]:
        return True
    area = place["area"]
    if not area or candidate.precision != area["precision"]:
        return False
    return key(candidate.name) == key(area["name"])


def measure(
    records: list[dict[str, Any]], gazetteer: Gazetteer
) -> tuple[Counter[str], Counter[str], list[str]]:
    """Counts, misses by kind, and every error in words."""
    count: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    errors = []
    for record in records:
        found = find(record["text"], gazetteer, record["lang"])
        taken: set[int] = set()
        problems = []
        for place in record["places"]:
            overlap = [
                (i, mention)
                for i, mention in enumerate(found)
                if mention.start < place["end"] and place["start"] < mention.end
            ]
            taken |= {i for i, _ in overlap}
            problems += _place(place, [mention for _, mention in overlap], count)
        for i, mention in enumerate(found):
            if i not in taken:
                count["answers"] += 1
                count["wrong"] += 1
                count["invented"] += 1
                problems.append(f"no place: {mention.name} -> {_told(mention)}")
        if not record["places"]:
            count["without"] += 1
            count["without, but found"] += bool(found)
        if problems:
            kinds[record["kind"]] += 1
            errors.append(f"{record['id']} {record['kind']}: {record['text']}")
            errors += [f"    {problem}" for problem in problems]
    return count, kinds, errors


def _place(place: dict[str, Any], mentions: list[Mention], count: Counter[str]) -> list[str]:
    needed = not place["optional"]
    count["needed"] += needed
    if not mentions:
        return [f"missed: {place['name']}"] if needed else []
    mention = mentions[0]
    count["answers"] += 1
    first = right(mention.candidates[0], place)
    count["first"] += first and needed
    count["three"] += needed and any(right(each, place) for each in mention.candidates[:3])
    count["role"] += first and needed and mention.role == place["role"]
    count["wrong"] += not first
    return [] if first else [f"wrong: {place['name']} -> {_told(mention)}"]


def _told(mention: Mention) -> str:
    best = mention.candidates[0]
    return f"{best.name} ({', '.join(best.within)}; {best.precision}; {mention.reason})"


def main() -> None:
    """Print the figures of both parts, and the errors of one if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="every error of the part")
    parser.add_argument("--part", choices=("tune", "measure"), help="only this part")
    asked = parser.parse_args()
    start = time.perf_counter()
    gazetteer = Gazetteer(ROOT / "data" / "gazetteer")
    print(f"opened in {time.perf_counter() - start:.2f} s")
    for part in (asked.part,) if asked.part else ("tune", "measure"):
        lines = (LABELLED / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        find(records[0]["text"], gazetteer)  # the first text makes what later ones share
        start = time.perf_counter()
        for record in records:
            find(record["text"], gazetteer, record["lang"])
        taken = time.perf_counter() - start
        count, kinds, errors = measure(records, gazetteer)
        print(f"{part}: {len(records)} texts, {count['needed']} places, {count['answers']} answers")
        for words, of in (("first", "needed"), ("three", "needed"), ("role", "first"),
                          ("wrong", "answers"), ("invented", "answers"),
                          ("without, but found", "without")):  # fmt: skip
            share = 100 * count[words] / max(1, count[of])
            print(f"  {words:20} {count[words]:4} of {count[of]:4} {of:8} {share:5.1f}%")
        print(f"  {len(records) / taken:.0f} texts a second; texts with an error: {dict(kinds)}")
        if asked.errors:
            print("\n".join(errors))


if __name__ == "__main__":
    main()
