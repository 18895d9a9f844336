"""Text that came from data, made safe to stand in HTML or in a label."""

from __future__ import annotations

import html


def escaped(text: str) -> str:
    """The text as HTML text or attribute value."""
    return html.escape(text, quote=True)


def paragraphs(text: str) -> str:
    """The text as HTML paragraphs, one a line."""
    return "".join(f"<p>{escaped(line)}</p>" for line in text.splitlines() if line.strip())


_MARKDOWN = frozenset("\\`*_{}[]<>()#+!|~:$&-.")


def literal(text: str) -> str:
    """The text for a label that Streamlit reads as markdown: every sign stays a sign."""
    return "".join(f"\\{c}" if c in _MARKDOWN else c for c in text)
