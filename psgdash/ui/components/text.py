"""Text that came from data, made safe to stand in HTML or in a label."""

from __future__ import annotations

from psgdash.linked.markup import escaped, paragraphs

__all__ = ["escaped", "literal", "paragraphs"]

_MARKDOWN = frozenset("\\`*_{}[]<>()#+!|~:$&-.")


def literal(text: str) -> str:
    """The text for a label that Streamlit reads as markdown: every sign stays a sign."""
    return "".join(f"\\{c}" if c in _MARKDOWN else c for c in text)
