"""Plotly's script as the installed package has it, out of the functions that it is wrapped in.

A browser first skims over what stands in a function and reads it again, in the page's own thread,
when the function is called. The whole of plotly stands in two such functions, one in the other; as
the top of a module it is read once, beside the page: its start takes half the time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import plotly

FILE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
_OUTER = '"use strict";var Plotly=(()=>{'
_INNER_END = re.compile(r"return ([\w$]+)\(\);?\}\)\(\);")
_OUTER_END = "return Plotly;\n}));"


@lru_cache(maxsize=1)
def module() -> bytes:
    """The script to be loaded as a module; it puts `Plotly` into the window."""
    return unwrapped(FILE.read_text("utf-8")).encode()


def unwrapped(script: str) -> str:
    """Without its wrapping; as it is where it is wrapped in another way than is known here."""
    start, ends = script.find(_OUTER), list(_INNER_END.finditer(script))
    if start < 0 or not ends or not script.endswith(_OUTER_END):
        return script
    licence, end = script[: script.find("*/") + 2], ends[-1]
    inside = script[start + len(_OUTER) : end.start()]
    rest = script[end.end() : -len(_OUTER_END)]
    return f'{licence}\n"use strict";{inside}var Plotly={end[1]}();{rest}'
