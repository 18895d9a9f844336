"""How long each document of so many events takes, in a fresh process, and how large it is.

python tests/bench/documents.py [--events 100] [--language en]
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import archive

from psgdash.query.filters import Filter
from psgdash.query.snapshot import current
from psgdash.takeaway import TAKEAWAYS
from psgdash.takeaway.material import gather


def main() -> None:
    """Print a row a document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100)
    parser.add_argument("--language", default="en")
    parser.add_argument("--one", nargs=2, metavar=("DIR", "NAME"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measured(Path(args.one[0]), args.one[1], args.language)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive.write(folder, args.events)
        print(f"{args.events} events; seconds with imports / made again; kB; MB of memory at most")
        for kind in TAKEAWAYS:
            if args.events > TAKEAWAYS[kind].most and not TAKEAWAYS[kind].of_event:
                continue
            command = [sys.executable, __file__, "--one", name, kind, "--language", args.language]
            said = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
            print(f"{kind:10}", *(f"{value:9,.1f}" for value in said))


def measured(folder: Path, name: str, language: str) -> tuple[float, float, float, float]:
    """Seconds of the first document of a process, and of the second; size; peak memory."""
    snapshot, kind = current(folder), TAKEAWAYS[name]
    event = next(iter(snapshot.published.events)) if kind.of_event else None
    seconds = []
    for _ in range(2):
        began = time.perf_counter()
        material = gather(
            snapshot.engine, snapshot.published, Filter(), kind, language=language,
            made=date(2026, 11, 25), event=event,
        )  # fmt: skip
        content = kind.write(material, kind.ending, lambda done, of: None)
        seconds.append(time.perf_counter() - began)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds[0], seconds[1], len(content) / 1000, memory


if __name__ == "__main__":
    main()
