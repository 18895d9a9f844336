"""How well and how fast places are found: python tests/bench/geocoding.py [--errors]."""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import fmean, median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout as it is

from psgdash.geocoding.gazetteer import Gazetteer  # noqa: E402
from psgdash.geocoding.mentions import Mention, find  # noqa: E402
from psgdash.geocoding.resolving import Candidate, resolve  # noqa: E402
from psgdash.geocoding.spelling import key  # noqa: E402

GAZETTEER = ROOT / "data" / "gazetteer"
LABELLED = ROOT / "tests" / "data" / "geoparsing"
PARTS = ("tune", "former", "wide", "measure", "later")
# In a process of its own: what opening costs in time and memory, and the first lookups after it.
FRESH = """
import json, sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.mentions import find
from psgdash.geocoding.resolving import resolve
def memory():
    fields = dict(line.split(":", 1) for line in open("/proc/self/status") if ":" in line)
    return int(fields["VmRSS"].split()[0]) / 1000
before, start = memory(), time.perf_counter()
gazetteer = Gazetteer(Path(sys.argv[1]) / "data" / "gazetteer")
told = {"open": time.perf_counter() - start, "open MB": memory() - before}
for name, call in (
    ("first lookup", lambda: resolve("San Gaban, Puno", gazetteer)),
    ("first misspelt lookup", lambda: resolve("Arequpa", gazetteer)),
    ("first text", lambda: find("They met in Puno.", gazetteer)),
    ("first point", lambda: gazetteer.reverse((-12.05, -77.03))),
):
    start = time.perf_counter()
    call()
    told[name] = time.perf_counter() - start
told["MB after these"] = memory() - before
print(json.dumps(told))
"""


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
        found = find(record["text"], gazetteer)
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


def opening(times: int) -> None:
    """Print what a fresh process pays, as the median of some."""
    runs = [
        json.loads(subprocess.check_output([sys.executable, "-c", FRESH, str(ROOT)], text=True))
        for _ in range(times)
    ]
    print(f"fresh process, median of {times} (load {os.getloadavg()[0]:.1f}):")
    for name in runs[0]:
        value = median(run[name] for run in runs)
        told = f"{value:6.1f} MB" if "MB" in name else f"{value * 1000:6.1f} ms"
        print(f"  {name:22} {told}")


def lookups(gazetteer: Gazetteer) -> None:
    """Print what lookups cost: names of Peru as they are, with their chain, and misspelt."""
    entries = [entry for entry in gazetteer.entries if entry.country == "PE"][::4]
    slips = [e.name[:3] + e.name[4:] for e in entries if len(e.name) > 7 and " " not in e.name]
    asked = {
        "names": [entry.name for entry in entries],
        "names with a chain": [", ".join((e.name, *e.within)) for e in entries],
        "misspelt names": slips,
    }
    resolve("Arequpa", gazetteer)  # the first slip makes what later ones share
    for what, queries in asked.items():
        taken = []
        for query in queries:
            start = time.perf_counter()
            resolve(query, gazetteer)
            taken.append(time.perf_counter() - start)
        taken.sort()
        print(
            f"  {what:22} {fmean(taken) * 1000:6.2f} ms mean, "
            f"{taken[len(taken) * 95 // 100] * 1000:.2f} ms in 95 of 100 ({len(queries)} asked)"
        )


def districts(gazetteer: Gazetteer) -> None:
    """Print how many district strings of all of Peru are answered in the right province."""
    units = {e.id.removeprefix("ubigeo:"): e for e in gazetteer.entries if "ubigeo:" in e.id}
    shapes = {
        "as written": "Distrito de {0}, Provincia de {1}",
        "in capitals": "DISTRITO DE {0}, PROVINCIA DE {1}",
        "in English": "{0} district, {1} province",
        "bare": "{0}, {1}",
        "widest first": "{2} - {1} - {0}",
    }
    for what, shape in shapes.items():
        count: Counter[str] = Counter()
        for code, district in units.items():
            if len(code) == 6:
                province = units[code[:4]].name
                names = (district.name, province, units[code[:2]].name)
                asked = shape.format(*(n.upper() if shape.isupper() else n for n in names))
                best = resolve(asked, gazetteer)[0]
                count["all"] += 1
                count["right"] += province in (best.name, *best.within)
                count["coarse"] += best.precision == "province"
        print(
            f"  districts {what:12} {count['right']} of {count['all']} in the right province, "
            f"{count['coarse']} of them given as the province"
        )


def main() -> None:
    """Print the figures of all parts, and the errors of one if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="every error of the part")
    parser.add_argument("--part", choices=PARTS, help="only this part, and only its accuracy")
    parser.add_argument("--opened", type=int, default=5, metavar="N", help="fresh processes")
    asked = parser.parse_args()
    gazetteer = Gazetteer(GAZETTEER)
    if not asked.part:
        opening(asked.opened)
        print("lookups in an open gazetteer:")
        lookups(gazetteer)
        districts(gazetteer)
    for part in (asked.part,) if asked.part else PARTS:
        lines = (LABELLED / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        find(records[0]["text"], gazetteer)  # the first text makes what later ones share
        start = time.perf_counter()
        for record in records:
            find(record["text"], gazetteer)
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
