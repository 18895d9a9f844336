"""Ids for what is new: from words, and unlike all that are there."""

from __future__ import annotations

from collections.abc import Container

from psgdash.archive.words import fold

SLUG_LIMIT = 60  # characters


def slug(text: str) -> str:
    """Small letters, digits and hyphens; cut between words."""
    words = "".join(c if c.isascii() else " " for c in fold(text)).split()
    found = ""
    for word in words:
        if found and len(found) + 1 + len(word) > SLUG_LIMIT:
            break
        found = f"{found}-{word}" if found else word[:SLUG_LIMIT]
    return found or "item"


def unique(name: str, taken: Container[str]) -> str:
    """The name, or the name with the first number that makes it new."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found
