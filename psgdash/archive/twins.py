"""Events that are one piece of news told twice, by its web address or its very words.

Where and when they happened does not matter: that is what two editors see differently. Texts are
compared only where a few hashes of their word runs meet (a bottom-k sketch), so thousands stay
quick.
"""

from __future__ import annotations

import heapq
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from psgdash.archive.records import Event
from psgdash.archive.words import fold

CROWD = 3  # events with one address: then it is a page of many items, such as an edition
RUN = 4  # words that stand together
FEWEST = 12  # words: what is shorter may well be said twice
WORDS_READ = 400  # of a text
SHARED = 0.7  # of the runs of the shorter text
_SKETCH, _MEET = 8, 2  # hashes kept of a text, and how many must meet
_FULL = 20  # texts with one hash; what more have is a phrase of a form letter
_COMPARED = 3  # texts for one event

Twin = tuple[float, Literal["address", "text"], Event]


class Twins:
    """Events to find again; an address in `crowded` says nothing."""

    def __init__(self, crowded: Collection[str] = ()) -> None:
        self._crowded = crowded
        self._addresses: defaultdict[str, list[Event]] = defaultdict(list)
        self._texts: list[tuple[Event, str]] = []
        self._hashes: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, event: Event) -> None:
        """Make the event one of those that can be found."""
        for address in addresses(event):
            if len(self._addresses[address]) < CROWD:
                self._addresses[address].append(event)
        for text in _texts(event):
            for number in _sketch(_runs(text)):
                if len(self._hashes[number]) < _FULL:
                    self._hashes[number].append(len(self._texts))
            self._texts.append((event, text))

    def of(self, event: Event) -> Iterator[Twin]:
        """The events with its address (score 1), then those with its text (the part shared)."""
        for address in sorted(addresses(event)):
            others = [each for each in self._addresses.get(address, ()) if each.id != event.id]
            if address not in self._crowded and len(others) < CROWD:
                yield from ((1.0, "address", other) for other in others)
        for text in _texts(event):
            mine = _runs(text)
            met = Counter(at for number in _sketch(mine) for at in self._hashes.get(number, ()))
            for at, meetings in met.most_common(_COMPARED + 1):  # one may be the event itself
                other, theirs = self._texts[at]
                if meetings < min(_MEET, len(mine)) or other.id == event.id:
                    continue
                runs = _runs(theirs)
                share = len(mine & runs) / min(len(mine), len(runs))
                if share >= SHARED:
                    yield share, "text", other


def crowded(events: Iterable[Event]) -> frozenset[str]:
    """The addresses that so many events have that they are pages of many items."""
    counts = Counter(address for event in events for address in addresses(event))
    return frozenset(address for address, n in counts.items() if n >= CROWD)


def addresses(event: Event) -> frozenset[str]:
    """Its sources' addresses so that one page has one; a site's front page is none."""
    found = (_address(source.url) for source in event.sources if source.url)
    return frozenset(address for address in found if address)


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no address of a computer
        return ""
    asked = urlencode([(k, v) for k, v in parse_qsl(parts.query) if not k.startswith("utm_")])
    page = parts.path.rstrip("/") + (f"?{asked}" if asked else "")
    return parts.netloc.lower().removeprefix("www.") + page if page else ""


def _texts(event: Event) -> Iterator[str]:
    """Its texts in folded words; with the title where a text alone is too short to tell."""
    for language, text in event.text.items():
        body = fold(text)
        if body.count(" ") + 1 < FEWEST:
            body = f"{fold(event.title.get(language, ''))} {body}".strip()
        if body.count(" ") + 1 >= FEWEST:
            yield body


@lru_cache(maxsize=512)  # the same texts are met again and again; all would take too much memory
def _runs(folded: str) -> frozenset[int]:
    words = folded.split(maxsplit=WORDS_READ)[:WORDS_READ]
    joined = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return frozenset(zlib.crc32(each.encode()) for each in joined)


def _sketch(runs: Collection[int]) -> list[int]:
    return heapq.nsmallest(_SKETCH, runs)
