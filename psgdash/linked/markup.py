"""Text that came from data, made safe to stand in HTML."""

from __future__ import annotations

import html


def escaped(text: str) -> str:
    """The text as HTML text or attribute value."""
    return html.escape(text, quote=True)


def paragraphs(text: str) -> str:
    """The text as HTML paragraphs, one a line."""
    return "".join(f"<p>{escaped(line)}</p>" for line in text.splitlines() if line.strip())
