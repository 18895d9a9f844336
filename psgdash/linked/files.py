"""The browser's files of this folder: one noun a file, read as one."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
MAPS = ("common", "maps", "overlay")  # what every map needs


def script(*names: str) -> str:
    """Scripts of this folder behind one another, in a scope that they share."""
    return "\n".join(text(f"{name}.js") for name in names)


def module(main: str, *names: str) -> str:
    """Scripts as an ES module whose default is the function `main`, as Streamlit wants it."""
    return f"{script(*names)}\nexport default {main};\n"


def scoped(main: str, code: str) -> str:
    """Scripts as one constant, the function `main`; what else they name stays inside."""
    return f"const {main} = (() => {{\n{code}\nreturn {main};\n}})();\n"


def text(name: str) -> str:
    """A file of this folder."""
    return (_HERE / name).read_text("utf-8")
