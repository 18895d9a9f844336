"""CSV of our own (RFC 4180, UTF-8 with a byte-order mark so that spreadsheets read the accents).

Fields: id, date (EDTF), earliest, latest, reported_in, published, title_en, title_es, text_en,
text_es, kind, themes, conflict, places, place_ids, roles, lat, lon, precision, verification,
source, source_url. Lists are joined by `; `. A cell that a spreadsheet would run as a formula
begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

from psgdash.archive.gate import Published
from psgdash.archive.records import Event, Place
from psgdash.archive.words import in_language
from psgdash.exchange.view import View

# A number may begin with a minus: coordinates must stay numbers.
_NUMBERS = re.compile(r"-?[0-9]+(\.[0-9]+)?(; -?[0-9]+(\.[0-9]+)?)*")
# Some spreadsheets read the full-width signs of East Asian keyboards as the plain ones.
_FORMULA = re.compile(r"^\s*[=+\-@\t\r\n＝＋－＠]")

_Getter = Callable[[Event, list[Place], Published], object]
_FIELDS: dict[str, _Getter] = {
    "id": lambda e, w, p: e.id,
    "date": lambda e, w, p: e.date.edtf if e.date else "",
    "earliest": lambda e, w, p: e.date.earliest if e.date else "",
    "latest": lambda e, w, p: e.date.latest if e.date else "",
    "reported_in": lambda e, w, p: "yes" if e.date_basis == "edition" else "no",
    "published": lambda e, w, p: e.published,
    "title_en": lambda e, w, p: e.title.get("en", ""),
    "title_es": lambda e, w, p: e.title.get("es", ""),
    "text_en": lambda e, w, p: e.text.get("en", ""),
    "text_es": lambda e, w, p: e.text.get("es", ""),
    "kind": lambda e, w, p: e.kind,
    "themes": lambda e, w, p: "; ".join(e.themes),
    "conflict": lambda e, w, p: "yes" if e.conflict else "no",
    "places": lambda e, w, p: "; ".join(in_language(x.name, "en")[0] for x in w),
    "place_ids": lambda e, w, p: "; ".join(x.id for x in w),
    "roles": lambda e, w, p: "; ".join(entry.role for entry in e.places),
    # A coarse place has a centre only to be drawn around: its point would pretend to know.
    "lat": lambda e, w, p: "; ".join(_degrees(x.lat) for x in w if x.is_point),
    "lon": lambda e, w, p: "; ".join(_degrees(x.lon) for x in w if x.is_point),
    "precision": lambda e, w, p: "; ".join(x.precision for x in w),
    "verification": lambda e, w, p: e.verification,
    "source": lambda e, w, p: "; ".join(s.title for s in e.sources),
    "source_url": lambda e, w, p: "; ".join(s.url for s in e.sources if s.url),
}


def write(view: View) -> bytes:
    """The view as CSV."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(_FIELDS)
    for event in view.events:
        places = [view.published.places[p.place] for p in event.places]
        rows.writerow([_safe(get(event, places, view.published)) for get in _FIELDS.values()])
    return out.getvalue().encode("utf-8-sig")


def _degrees(value: float) -> str:
    """To a tenth of a metre, never in powers of ten."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _safe(value: object) -> str:
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBERS.fullmatch(text) else text
