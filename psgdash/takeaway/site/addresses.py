"""Where everything of a site stands: paths in its folder, and addresses once it is on a host."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass

from psgdash.locale import DEFAULT

_INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Addresses:
    """`base` is the address of the site with a slash at its end; empty where it is not known."""

    base: str = ""
    front: str = _INDEX
    missing: str = "404.html"
    style: str = "assets/site.css"
    picture: str = "preview.png"

    @property
    def feeds(self) -> dict[str, tuple[str, str]]:
        """Format -> (path, media type) of what feed readers and programs are offered."""
        return {
            "Atom": ("feed.atom", "application/atom+xml"),
            "iCalendar": ("calendar.ics", "text/calendar"),
            "GeoJSON": ("events.geojson", "application/geo+json"),
            "CSV": ("events.csv", "text/csv"),
        }

    def list(self, language: str) -> str:
        """The page that lists all events."""
        return f"{_folder(language)}events/{_INDEX}"

    def event(self, name: str, language: str) -> str:
        """An event's page."""
        return f"{_folder(language)}events/{name}/{_INDEX}"

    def preview(self, name: str, language: str) -> str:
        """An event's picture."""
        return f"{_folder(language)}events/{name}/preview.png"

    def absolute(self, path: str) -> str:
        """The address of a path on the host, `index.html` left out; empty if that is not known."""
        return self.base + path.removesuffix(_INDEX) if self.base else ""

    def seen_from(self, path: str) -> Callable[[str], str]:
        """Makes a path relative to a page, so that the site works in any folder and from a disk."""
        home = posixpath.dirname(path) or "."
        return lambda to: posixpath.relpath(to, home)


def _folder(language: str) -> str:
    return "" if language == DEFAULT else f"{language}/"
