"""A QR code as plain data that a browser draws: nobody is asked for it."""

from __future__ import annotations

import base64
from functools import lru_cache

import segno


@lru_cache(maxsize=512)
def code(text: str) -> dict[str, int | str]:
    """`size` (modules a side, without the quiet zone) and `bits` (rows, base64, high bit first)."""
    made = segno.make(text, error="m", micro=False)
    modules = [int(dark) for row in made.matrix for dark in row]
    modules += [0] * (-len(modules) % 8)
    packed = bytes(
        sum(bit << (7 - i) for i, bit in enumerate(modules[at : at + 8]))
        for at in range(0, len(modules), 8)
    )
    return {"size": len(made.matrix), "bits": base64.b64encode(packed).decode("ascii")}
