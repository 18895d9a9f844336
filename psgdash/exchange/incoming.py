"""What a reader yields: items that may become events, or problems with their line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from psgdash.archive.dates import DateError, EventDate
from psgdash.archive.records import Language, PlacePrecision, Role, Source
from psgdash.archive.words import fold
from psgdash.errors import Problem, PsgdashError

# A point whose file does not say how exact it is gets the loosest that is still drawn.
UNKNOWN_PRECISION: PlacePrecision = "region"

_URL = re.compile(r"https?://[^\s<>\"'`\\\ud800-\udfff]{1,1990}")
# What no record may hold; in a text it costs the row, in a source's title only itself.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")


class ReadingError(PsgdashError):
    """A file cannot be read at all; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place as a file tells it: degrees (WGS 84) or an id of ours, and how exact that is.

    None is what the file does not say.
    """

    name: Mapping[str, str]
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None
    within: tuple[str, ...] = ()  # innermost first
    radius_km: float | None = None
    role: Role | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One event of a file: `line` from 1, `key` its own id there, `fields` as Event names them.

    A field or language that the file does not have is not in `fields` (of places `sites_told` says
    so); a language that it has and leaves empty is None. `kind` and `themes` are words to look up;
    `lost` names what had a value and is not kept. `ours` says that the key is an id of ours.
    """

    line: int
    key: str
    fields: Mapping[str, Any]
    kind: str = ""
    themes: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()
    sites_told: bool = True
    lost: tuple[str, ...] = ()
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file to read, what its texts are written in, and who is told how far it is (in bytes).

    `home` is the address of the group's site: ids at it are ours.
    """

    path: Path
    language: Language = "en"
    precision: PlacePrecision = UNKNOWN_PRECISION
    progress: Callable[[int], None] = field(default=lambda done: None)
    home: str = ""

    def problem(self, line: int, message: str, fix: str, **where: str) -> Problem:
        """What is wrong in a line of the file (`record`, `field` where it is known)."""
        record, name = where.get("record", ""), where.get("field", "")
        return Problem(self.path.name, line, record, name, message, fix)


Read = Callable[[Incoming], Iterator[Item | Problem]]


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file: its first letters, and its columns (normalised) if it is a table."""

    text: str
    columns: tuple[str, ...] = ()


def one_line(text: str) -> str:
    """White space of any kind to single spaces."""
    return _SPACES.sub(" ", text).strip()


def lines(text: str) -> str:
    """Line ends as the archive has them, no space around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def cut(text: str, length: int = 140) -> str:
    """A headline of a text: its first words, with an ellipsis where there are more."""
    line = one_line(text)
    if len(line) <= length:
        return line
    return f"{line[:length].rsplit(' ', 1)[0]} …"


def digest(*parts: object, length: int = 12) -> str:
    """A short stable id of some words, for what has none of its own."""
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()[
        :length
    ]


def slug(*parts: str, limit: int = 80) -> str:
    """An id from words; too long a one is cut, with a digest so that it stays its own."""
    full = "-".join(filter(None, (re.sub(r"[^a-z0-9]+", "-", _ascii(p)).strip("-") for p in parts)))
    if not full:
        return digest(*parts)
    return (
        full if len(full) <= limit else f"{full[: limit - 9].rstrip('-')}-{digest(full, length=8)}"
    )


@lru_cache(maxsize=20_000)
def _ascii(text: str) -> str:
    folded = fold(text)
    return (
        folded
        if folded.isascii()
        else folded.encode("ascii", "ignore").decode() + " " + digest(folded, length=8)
    )


def source(title: str, url: str = "") -> Source:
    """A source; what is no web address is told in its title instead."""
    url, title = url.strip(), one_line(title) if re.search(r"[\n\r\t]", title) else title
    if url and not _URL.fullmatch(url):
        title, url = f"{title} <{one_line(url)}>".strip(), ""
    title = _UNSEEN.sub("\ufffd", title or url or "Source")
    return Source(title=title[:400], url=url or None)


def web_address(text: str) -> str:
    """The text if it is a web address, else nothing."""
    return text.strip() if _URL.fullmatch(text.strip()) else ""


def degrees(lat: object, lon: object) -> tuple[float, float] | None:
    """(latitude, longitude) of two cells, or None where there are none; ValueError if wrong."""
    given = [str(value).strip() for value in (lat, lon) if value is not None]
    if not any(given):
        return None
    try:
        # Decimal commas come from spreadsheets of half the world.
        y, x = (float(value.replace(",", ".")) for value in given)
    except ValueError as error:
        raise ValueError(f"{' '.join(given)!r} are no degrees") from error
    if not (-90 <= y <= 90 and -180 <= x <= 180):  # NaN is neither
        raise ValueError(f"{' '.join(given)!r} lie outside the world")
    if y == x == 0:
        raise ValueError("0, 0 is in the sea off Africa: it stands for a place not known")
    return y, x


def edtf(first: Iterable[int], last: Iterable[int] | None = None) -> str:
    """EDTF of (year, month, day) parts, as many as are known; ValueError for what is no date."""
    start = _written(tuple(first))
    end = _written(tuple(last)) if last is not None else start
    said = start if end == start else f"{start}/{end}"
    try:
        return EventDate.parse(said).edtf
    except DateError as error:
        raise ValueError(str(error).rstrip(".")) from error


def _written(parts: tuple[int, ...]) -> str:
    year, *rest = parts
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])


def edges(when: EventDate) -> tuple[tuple[int, ...], tuple[int, ...] | None]:
    """First and last (year, month, day), as many parts as are known; no last if they are one."""
    low, high = when.lower, when.upper
    if when.precision in ("day", "month", "year"):
        count = {"day": 3, "month": 2, "year": 1}[when.precision]
        return _parts(low)[:count], None
    if when.precision == "decade":
        return (low.year,), (high.year,)
    said = [re.fullmatch(r"\d{4}(-\d\d){0,2}", part.rstrip("~?%")) for part in when.edtf.split("/")]
    if len(said) == 2 and all(said):
        counts = [match[0].count("-") + 1 for match in said if match]
        return _parts(low)[: counts[0]], _parts(high)[: counts[1]]
    return _parts(low), _parts(high)


def _parts(day: date) -> tuple[int, ...]:
    return day.year, day.month, day.day


class _Text(HTMLParser):
    """Collects the words of HTML; scripts and styles are none."""

    BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in ("script", "style")))
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def words_of(html: str) -> str:
    """HTML as plain text, a blank line between its blocks at most."""
    if "<" not in html and "&" not in html:
        return lines(html)
    parser = _Text()
    parser.feed(html)
    parser.close()
    text = "\n".join(re.sub(r"[ \t\xa0]+", " ", line).strip() for line in
                     lines("".join(parser.parts)).split("\n"))  # fmt: skip
    return re.sub(r"\n{3,}", "\n\n", text).strip()
