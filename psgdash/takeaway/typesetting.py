"""Pages set by Typst: PDF for people and for screen readers (PDF/UA-1), and pictures as PNG.

Data goes in as JSON and is never read as markup; nothing is fetched.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from psgdash.takeaway import fonts

_HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Ours first; letters that they lack come from what the system has."""
    return typst.Fonts(font_paths=[str(fonts.FOLDER)])


def _compile(source: str, data: dict[str, str], **options: Any) -> bytes:
    code = source.encode("utf-8")
    compiler = typst.Compiler(code, root=str(_HERE), font_paths=_fonts())
    made = compiler.compile(input=code, sys_inputs=data, **options)
    if isinstance(made, list):
        made = b"".join(made)
    assert made is not None
    return made


def pdf(template: str, data: dict[str, Any], pictures: dict[str, str], made: date) -> bytes:
    """A PDF of a template of this folder; `pictures` are SVG by the name that it calls them by."""
    source = "\n".join((_HERE / f"{n}.typ").read_text("utf-8") for n in ("common", template))
    told = {"data": json.dumps(_breakable(data), ensure_ascii=False), **pictures}
    when = datetime.combine(made, time(), UTC)
    try:
        return _compile(source, told, format="pdf", pdf_standards=["ua-1"], timestamp=when)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        # No font here has some letter. The rest is still worth having, tagged as before.
        return _compile(source, told, format="pdf", timestamp=when)


_LONG = re.compile(r"[^\s\u200b]{48,}")


def _breakable(value: Any, key: str = "") -> Any:
    """The data with places to break in words that are longer than any; addresses stay whole."""
    if isinstance(value, dict):
        return {name: _breakable(part, name) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_breakable(part) for part in value]
    if isinstance(value, str) and key not in ("url", "archived"):
        return _LONG.sub(lambda word: re.sub("(.{24})", "\\1\u200b", word[0]), value)
    return value


def png(svg: str, width: int, height: int) -> bytes:
    """An SVG as PNG of so many pixels."""
    source = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
        '#image(bytes(sys.inputs.picture), format: "svg", width: 100%, height: 100%)'
    )
    return _compile(source, {"picture": svg}, format="png", ppi=72)
