"""A pasted text in its parts: title, text, and the day of the edition; broken lines joined."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from psgdash.editing import datewords

TITLE_LIMIT = 200  # characters: a longer first line is no title
BYLINE_LIMIT = 80  # characters
LEAST_BROKEN = 24  # characters of a line that goes on where the next begins with a small letter
LEAST_WIDTH = 50  # and of one that goes on whatever the next begins with
FULL = 0.8  # of the longest line of a paragraph: so wide are those that a PDF broke
_ENDS = frozenset(".!?:;…»”\"')")
_EDITION = re.compile(
    r"^(?:edici[oó]n|edition|publicado|published|fecha|date)\b(?: of| del?| el| on)?:? ?",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:fuentes?|sources?): ?(\S.{2,300})", re.IGNORECASE)
_ADDRESS = re.compile(r"https://(?:www\.)?([^\s/?#)>\]]+)[^\s)>\]]*")
_BULLET = re.compile(r"^\s*[•*·–-]\s+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphens and the like
_BLANK = re.compile("[\t\u00a0\u2007\u202f]")  # tabs, and blanks at which no line may break


def parted(pasted: str) -> tuple[str, str, date | None]:
    """Title, text and, where the line below the title is a date or a byline with one, that day."""
    lines = [_BULLET.sub("", line).strip() for line in _unwrapped(pasted).split("\n")]
    lines = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
    if not lines:
        return "", "", None
    title, rest = (lines[0], lines[1:]) if len(lines[0]) <= TITLE_LIMIT else ("", lines)
    if not any(rest):
        return "", "\n".join(lines).strip(), None
    first = next(i for i, line in enumerate(rest) if line)
    line = rest[first]
    day = _only_day(_EDITION.sub("", line))
    if day:
        rest = rest[first + 1 :]
    elif _is_byline(line):
        day = _only_day(line.rpartition(",")[2].strip())
    return title, "\n".join(rest).strip(), day


def sourced(text: str) -> tuple[str, dict[str, str]]:
    """A text without its last line "Fuente: …" or "Source: …", and that source; or {}."""
    body, _, last = text.rpartition("\n")
    told = _SOURCE.fullmatch(last.strip())
    url = told and _ADDRESS.search(told[1])
    title = told[1].replace(url[0] if url else "", "").strip(" ,;:.()–-") if told else ""
    title = title or (url[1] if url else "")
    if not (title and body.strip()):
        return text, {}
    return body.rstrip(), {"title": title} | ({"url": url[0]} if url else {})


def _is_byline(line: str) -> bool:
    """Who tells it, and when: "El País / agencies, 7 November 2024"."""
    return len(line) <= BYLINE_LIMIT and "," in line and not re.search(r"[.!?:;]\s", line)


def _unwrapped(pasted: str) -> str:
    """The text with the lines joined that a PDF or an e-mail broke, without invisible marks."""
    plain = _BLANK.sub(" ", _INVISIBLE.sub("", pasted))
    text = "\n".join(line.strip() for line in plain.strip().splitlines())
    title, _, body = text.partition("\n")
    if not body or body[0].islower():  # the title itself is broken
        return "\n\n".join(map(_rejoined, text.split("\n\n")))
    return f"{title}\n" + "\n\n".join(map(_rejoined, body.split("\n\n")))


def _rejoined(paragraph: str) -> str:
    """A paragraph with those of its lines in one that go on in the next."""
    lines = paragraph.split("\n")
    full = max(LEAST_WIDTH, max(map(len, lines)) * FULL)
    joined = lines[0]
    for line, following in pairwise(lines):
        small = following[:1].islower()
        if small and len(line) > LEAST_BROKEN and re.search(r"[^\W\d_]-$", line):
            joined = joined[:-1] + following  # "Cocacha-", "cra"
        elif line[-1:] not in _ENDS and (
            (small and len(line) > LEAST_BROKEN)
            or (len(line) >= full and not _BULLET.match(following))
        ):
            joined += f" {following}"
        else:
            joined += f"\n{following}"
    return joined


def _only_day(line: str) -> date | None:
    """The day that a line consists of, as an edition's head has it."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", line):
        try:
            return date.fromisoformat(line)
        except ValueError:
            return None
    if not re.search(r"\d{4}", line):  # of which year?
        return None
    for language in ("en", "es"):
        for found in datewords.find(line, language, date.max.replace(year=2100)):
            exact = found.end - found.start >= len(line.strip(" .")) - 3
            if exact and re.fullmatch(r"\d{4}-\d{2}-\d{2}", found.edtf):
                return date.fromisoformat(found.edtf)
    return None
