"""What an import of a made-up ACLED file costs: time, memory and disk, each in a fresh process.

python tests/bench/importing.py --rows 20000 [--dry-run] [--again] [--force] [--keep DIR]
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import archive

FIRST_DAY = date(2005, 1, 1)
DAYS = 7_300
ROWS_A_PLACE = 20  # a place is in the news so often, in the mean
_KINDS = (
    ("Protests", "Peaceful protest"), ("Protests", "Protest with intervention"),
    ("Riots", "Violent demonstration"), ("Riots", "Mob violence"), ("Battles", "Armed clash"),
    ("Violence against civilians", "Attack"), ("Strategic developments", "Agreement"),
)  # fmt: skip
_WORDS = (
    "farmers teachers miners the-police residents rural-guards marched blocked a-road to-the-mine "
    "demanded water wages an-answer against the-mayor for-two-days near the-bridge in-the-square "
    "and dispersed with tear-gas; reported no injuries \"an-end-to-it\" said a-leader: talks "
    "resumed, coca gas copper land"
).replace("-", " ").split()  # fmt: skip
_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "interaction", "iso", "region", "country", "admin1", "admin2",
    "location", "latitude", "longitude", "geo_precision", "source", "notes", "fatalities",
    "timestamp",
)  # fmt: skip


def main() -> None:
    """Make the file, run the command on a copy of the shipped archive, and print what it cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    parser.add_argument("--again", action="store_true", help="then the same file once more")
    parser.add_argument("--force", action="store_true", help="then with every tenth row changed")
    parser.add_argument("--keep", metavar="DIR", help="work there and leave what was made")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(args.keep or temporary)
        into, file = folder / "data", folder / "acled.csv"
        shutil.copytree(
            archive.SHIPPED, into, ignore=shutil.ignore_patterns("basemap", "gazetteer", "fonts")
        )
        write(file, args.rows)
        print(f"{args.rows:,} rows, {file.stat().st_size / 1e6:,.0f} MB")
        words = ["--dry-run"] if args.dry_run else []
        _say("dry run" if args.dry_run else "written", into, _run(file, into, words))
        if args.again:
            _say("again", into, _run(file, into, words))
        if args.force:
            write(file, args.rows, changed=10)
            _say("every tenth row changed", into, _run(file, into, ["--force"]))


def write(path: Path, rows: int, changed: int = 0) -> None:
    """A file with ACLED's columns, the same every time but for one of so many rows' notes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        writer.writerows(_rows(rows, changed))


def _rows(count: int, changed: int) -> Iterator[tuple[object, ...]]:
    dice = random.Random(archive.SEED + count)
    places = max(6, count // ROWS_A_PLACE)
    for n in range(count):
        day = FIRST_DAY + timedelta(days=dice.randrange(DAYS))
        place = int(places * dice.random() ** 2)  # a few are often in the news, most seldom
        kind, sub = dice.choice(_KINDS)
        notes = f"On {day.isoformat()}, {' '.join(dice.choices(_WORDS, k=dice.randint(20, 60)))}."
        notes += " Corrected." if changed and n % changed == 0 else ""
        yield (
            f"PER{n + 1}", f"{day.day} {day:%B} {day.year}", day.year, dice.choice("1112"),
            "Demonstrations", kind, sub, "Protesters (Peru)", "60", "604", "South America", "Peru",
            f"Department {place % 25 + 1}", f"Province {place % 196 + 1}", f"Town {place + 1}",
            f"{-1 - place % 1_699 / 100:.4f}", f"{-69 - place % 1_103 / 100:.4f}",
            dice.choice("1123"), "Correo; La República", notes, "0", 1_700_000_000 + n,
        )  # fmt: skip


def _run(file: Path, into: Path, words: list[str]) -> tuple[float, float, float, str]:
    """Seconds, seconds of CPU, MB of memory at most, and the line that counts."""
    command = [sys.executable, "-m", "psgdash", "import", str(file), "--into", str(into), *words]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(said)
    seconds = time.perf_counter() - began
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said.splitlines()[1]


def _say(what: str, into: Path, cost: tuple[float, float, float, str]) -> None:
    seconds, cpu, memory, counted = cost
    files = list((into / "events").glob("import-*.yaml"))
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"{what}: {seconds:,.0f} s, {cpu:,.0f} s of CPU, {memory:,.0f} MB of memory at most")
    print(f"  {counted}")
    print(f"  {len(files):,} files of events, {size:,.0f} MB", flush=True)


if __name__ == "__main__":
    main()
