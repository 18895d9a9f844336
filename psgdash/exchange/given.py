"""What a file of another program said of each record when it was last taken in.

So that what a person changed since stays where the file still says the same. Kept beside the events
as JSON Lines, `import-NAME.given.jsonl`: an id, and a digest of each field.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from psgdash.archive import atomic, saving
from psgdash.archive.dates import EventDate
from psgdash.exchange.incoming import Item, digest
from psgdash.exchange.merging import SETTLED

# Letters of a digest. A point could be found again by trying all of an area, so of places there is
# too little to tell one from another; a change of theirs is missed once in 256.
LONG, SHORT = 8, 2

Digests = Mapping[str, str]  # by field


def of(item: Item) -> dict[str, str]:
    """A digest of every field that the file may change in a record."""
    said = {**item.fields, **({"places": item.sites} if item.sites else {})}
    return {
        name: digest(_as_json(value), length=SHORT if name == "places" else LONG)
        for name, value in said.items()
        if name not in SETTLED
    }


def since(item: Item, last: Digests) -> Item:
    """The item without what the file said last time just so."""
    now = of(item)
    same = {name for name, value in now.items() if last.get(name) == value}
    fields = {name: value for name, value in item.fields.items() if name not in same}
    if "places" in same:
        return replace(item, fields=fields, sites=(), sites_told=False)
    return replace(item, fields=fields)


def load(folder: Path, name: str) -> dict[str, Digests]:
    """The digests by id of the imports of a name; a line that cannot be read counts for none."""
    path = folder / _file(name)
    found: dict[str, Digests] = {}
    with suppress(OSError), path.open("rb") as lines:
        for line in lines:
            with suppress(ValueError, TypeError, AttributeError, KeyError, RecursionError):
                said = json.loads(line)
                if all(isinstance(value, str) for value in said.values()):
                    found[said.pop("id")] = said
    return found


def save(folder: Path, name: str, fresh: Iterator[tuple[str, Digests]]) -> None:
    """Keep the digests of records that were taken in or replaced; raises SavingError."""
    new, known = dict(fresh), load(folder, name)
    if all(known.get(i) == said for i, said in new.items()):
        return
    with saving.alone(folder):
        after = load(folder, name) | new
        text = "".join(json.dumps({"id": i, **after[i]}) + "\n" for i in sorted(after))
        atomic.write(folder / _file(name), text.encode("utf-8"))


def _file(name: str) -> str:
    return f"events/import-{name}.given.jsonl"


def _plain(value: Any) -> Any:
    """What JSON has no form for, so that it never changes with the program's own forms."""
    if isinstance(value, EventDate):
        return value.edtf
    if isinstance(value, BaseModel):
        return value.__dict__
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return str(value)


_as_json = json.JSONEncoder(default=_plain, sort_keys=True).encode
