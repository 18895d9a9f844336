"""How many of the pins that a pasted news item is offered are right: python tests/bench/pins.py.

A pin is a place said to be where it happened, sure enough to be put in. It is right within
`accept_km` of one that the label calls so. `--errors` prints those that are not, of the part that
is worked on; nobody reads those of `stories-measure`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout as it is

from psgdash.archive.loading import Archive, load  # noqa: E402
from psgdash.editing.choices import Choice  # noqa: E402
from psgdash.editing.proposals import SURE, propose  # noqa: E402
from psgdash.geocoding.gazetteer import Gazetteer  # noqa: E402
from psgdash.geocoding.nearness import degrees_to_km  # noqa: E402

LABELLED = ROOT / "tests/data/geoparsing"
PARTS = ("stories", "stories-measure")
EDITION = date(2026, 1, 1)


def _point(choice: Choice) -> tuple[float, float, str]:
    where = choice.place or choice.candidate
    assert where is not None  # a choice is one of the two
    return where.lat, where.lon, where.precision


def measure(part: str, archive: Archive, gazetteer: Gazetteer) -> tuple[Counter[str], list[str]]:
    """Counts of items and pins of a part, and every error in words."""
    count: Counter[str] = Counter()
    errors: list[str] = []
    for line in (LABELLED / f"{part}.jsonl").read_text("utf-8").splitlines():
        record: dict[str, Any] = json.loads(line)
        wanted = [place for place in record["places"] if place["role"] == "site"]
        hit: set[int] = set()
        wrong = []
        for each in propose(record["text"], archive, gazetteer, EDITION).places:
            lat, lon, precision = _point(each.choices[0])
            if each.role != "site" or each.score < SURE or precision == "country":
                continue
            right = {
                i
                for i, place in enumerate(wanted)
                if degrees_to_km(lat, lon, place["lat"], place["lon"]) <= place["accept_km"]
            }
            hit |= right
            count["pins"] += 1
            count["right"] += bool(right)
            if not right:
                wrong.append(each.as_written)
        missed = [place["name"] for i, place in enumerate(wanted) if i not in hit]
        count["items"] += 1
        count["as an editor would"] += not wrong and not missed
        count["wanted"] += len(wanted)
        count["found"] += len(hit)
        if wrong or missed:
            errors.append(f"{record['id']}: not there {wrong}, missed {missed}")
    return count, errors


def main() -> None:
    """Print the figures of both parts, and the errors of the one that is worked on if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="every error of `stories`")
    asked = parser.parse_args()
    archive, gazetteer = load(ROOT / "data"), Gazetteer(ROOT / "data/gazetteer")
    for part in PARTS:
        count, errors = measure(part, archive, gazetteer)
        print(
            f"{part}: of {count['pins']} pins {count['right']} are right "
            f"({count['right'] / count['pins']:.1%}); of {count['wanted']} places where it "
            f"happened {count['found']} have one ({count['found'] / count['wanted']:.1%}); "
            f"{count['as an editor would']} of {count['items']} items need no change"
        )
        if asked.errors and part == PARTS[0]:
            print("\n".join(errors))


if __name__ == "__main__":
    main()
