"""A text that is made in one place and said in another, in the language of whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """An English text, which is its name in the catalogue, and what fills its blanks, by name."""

    text: str
    values: tuple[tuple[str, str | int], ...] = ()

    def __str__(self) -> str:
        """In English; KeyError where a blank has no value."""
        return self.text.format(**dict(self.values)) if self.values else self.text
