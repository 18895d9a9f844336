"""The browser's files of this folder: one noun a file, read as one."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).parent
ROUTE = "/assets/scripts"
MAPS = ("common", "maps", "names", "overlay")  # what every map needs
VIEW = ("brush", "play", "linked")  # what the linked view needs besides

# What the browser loads: the main function's name, and the scripts that it stands in.
MODULES = {
    "linked": ("linkedView", *MAPS, *VIEW),
    "records": ("eventRecords", "records"),
}


def script(*names: str) -> str:
    """Scripts of this folder behind one another, in a scope that they share."""
    return "\n".join(text(f"{name}.js") for name in names)


def module(name: str) -> str:
    """One of MODULES as an ES module whose default is its main function."""
    main, *names = MODULES[name]
    return f"{script(*names)}\nexport default {main};\n"


@lru_cache(maxsize=16)
def address(name: str) -> str:
    """Where the server hands out a module; another version of it has another address."""
    mark = hashlib.sha256(module(name).encode()).hexdigest()[:12]
    return f"{ROUTE}/{name}.js?v={mark}"


def loader(name: str) -> str:
    """The few lines that Streamlit is given for a component instead of the module itself.

    It sends its components' code along with every rerun, and the browser does not keep it.
    """
    return f'''const found = await import(new URL("{address(name)}", location.origin).href);
export default found.default;
'''


def scoped(main: str, code: str) -> str:
    """Scripts as one constant, the function `main`; what else they name stays inside."""
    return f"const {main} = (() => {{\n{code}\nreturn {main};\n}})();\n"


def text(name: str) -> str:
    """A file of this folder."""
    return (_HERE / name).read_text("utf-8")
