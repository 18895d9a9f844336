"""Web sites that may show a page of ours in a frame of theirs, as a security policy names them."""

from __future__ import annotations

import re

_HOST = re.compile(
    r"(?P<scheme>https?)://(?P<wild>\*\.)?"
    r"(?P<name>[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*)"
    r"(:(?P<port>[1-9][0-9]{0,4}))?"
)


def host_source(value: str) -> str:
    """The host source (CSP level 3) in small letters; raises ValueError that says what is wrong."""
    text = value.lower()
    found = _HOST.fullmatch(text)
    if found is None:
        raise ValueError(f"{value!r} {_reason(text)}")
    if found["wild"] and "." not in found["name"]:
        raise ValueError(f"{value!r} would let in every site under .{found['name']}")
    if found["wild"] and found["scheme"] != "https":
        raise ValueError(f"{value!r} lets in many sites, which must be https ones")
    if found["port"] and int(found["port"]) > 65535:
        raise ValueError(f"{value!r} names a port that does not exist")
    return text


def _reason(text: str) -> str:
    """Why a text is no host source."""
    scheme, separator, rest = text.partition("://")
    if not text.isascii():
        return "has letters beyond a to z: write the name as it begins with xn--"
    if not separator:
        return "does not begin with https://"
    if scheme not in ("http", "https"):
        return f"begins with {scheme}://, which is no web site"
    if "*" in rest and not re.fullmatch(r"\*\.[^*]+", rest):
        return "has a * where none may stand; it may stand for the first part of a name alone"
    if re.search(r"[/?#]", rest):
        return "goes on after the name of the site"
    return "is not the name of a web site"
