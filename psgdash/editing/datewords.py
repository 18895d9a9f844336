"""Dates that a news text names, as EDTF and no more exactly: `at the beginning of this month`.

General date parsers give a day for everything; here a month must stay a month and "about" stay so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from babel.dates import get_day_names, get_month_names

from psgdash.archive.dates import EventDate, month_end
from psgdash.figures.axis import add_months

RECENT = 400  # days before the edition in which the news itself happened; older is its background
_LOCALES = {"en": "en_GB", "es": "es"}
EXACT = re.compile(r"\d{4}-\d{2}-\d{2}")
DATELINE = 40  # characters before a day that may be where a report comes from
NEAR_DAYS = 62  # "jueves 10" is of this month or the last
_ALSO = {"es": {"setiembre": 9}}  # as Peru writes it
_SHORT = {
    "en": "jan feb mar apr may jun jul aug sep oct nov dec",
    "es": "ene feb mar abr may jun jul ago set oct nov dic",
}
_SHORT_TOO = {"en": {"sept": 9}, "es": {"sep": 9, "sept": 9}}
# Where a report comes from, before its day: "LIMA, 4 jul.", "Cerro de Pasco, 27 de setiembre".
_DATELINE = re.compile(r"(?:^|\n)(?:[A-ZÁÉÍÓÚÑ][\w.'’-]*(?: (?:de|del|la|las|los|el))* ?){1,5}, $")


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a text: characters start to end, the words, EDTF, and whether it is recent.

    `reported`: it is the day of a dateline; what it tells of happened about then.
    """

    start: int
    end: int
    words: str
    edtf: str
    recent: bool
    reported: bool = False


_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_PARTS: dict[str, dict[str, str]] = {
    "en": {
        "early": r"(?:(?:at |in |from )?the (?:beginning|start) of|early (?:in )?)",
        "middle": r"(?:(?:in |around )?the middle of|mid[- ]|halfway through)",
        "late": r"(?:(?:at |towards )?the end of|late (?:in )?)",
        "this": r"this month",
        "last": r"last month",
        "in": r"(?:in|since|during|of|throughout|by|until|last|this|from)",
        "about": r"(?:about|around|circa)",
        "days": r"(?:the )?day before yesterday|today|yesterday|this morning|last night",
        "weeks": r"(?P<this_week>this week)|(?P<last_week>last week)",
        "years": r"(?P<this_year>this year)|(?P<last_year>last year)",
        "on": r"(?:on|last|of)",
        "past": r"",
        "day": rf"(?P<d>{_DAY})(?: of)? {{month}}|{{month}} (?P<d2>{_DAY})",
        "year": r"(?:,? (?:of )?(?P<y>(?:1[4-9]|20|21)\d\d))",
        "short": rf"(?P<d>{_DAY}) {{month}}\.?|{{month}}\.? (?P<d2>{_DAY})",
        "span": rf"(?P<a>{_DAY}) ?(?:-|–|to|and) ?(?P<b>{_DAY}) {{month}}",
    },
    "es": {
        "early": r"(?:(?:a|desde|al|en el) )?(?:comienzos?|inicios?|principios) (?:de|del)",
        "middle": r"(?:a )?mediados (?:de|del)",
        "late": r"(?:(?:a|hacia|al) )?(?:fines|finales|final) (?:de|del)",
        "this": r"(?:este mes|(?:del )?mes en curso|mes actual|presente mes)",
        "last": r"(?:el |del )?mes pasado",
        "in": r"(?:en|desde|durante|de|hasta|para|el pasado|el mes de)",
        "about": r"(?:hacia|alrededor del?|aproximadamente)",
        "days": r"anteayer|antier|hoy|ayer|anoche|esta mañana|esta madrugada",
        "weeks": r"(?P<this_week>esta semana)|(?P<last_week>la semana pasada)",
        "years": r"(?P<this_year>este año)|(?P<last_year>el año pasado)",
        "on": r"(?:el pasado|del pasado|el|este|del)",
        "past": r"(?: pasado| último)?",
        "day": r"(?P<d>\d{1,2})(?:º|ro)? de {month}|(?P<d2>primero) de {month}",
        "year": r"(?:,? (?:del? )?(?P<y>(?:1[4-9]|20|21)\d\d))",
        "short": r"(?P<d>\d{1,2}) (?:de )?{month}\.|{month}\. (?P<d2>\d{1,2})",
        "span": r"(?P<a>\d{1,2})(?: de)? ?(?:-|–|al|a|y)(?: el)? ?(?P<b>\d{1,2}) de {month}",
    },
}

_Reading = Callable[[re.Match[str], date], str | None]


def find(text: str, language: str, published: date) -> tuple[DateFound, ...]:
    """The dates that a text of an edition names, in its order; none twice for the same words."""
    found: list[DateFound] = []
    taken: list[tuple[int, int]] = []
    for pattern, read in _patterns(language if language in _PARTS else "en"):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            try:
                edtf = read(match, published)
                each = _found(match, edtf, published) if edtf else None
            except ValueError:  # 31 November, or a year before all that the archive takes
                continue
            if each:
                taken.append(match.span())
                found.append(each)
    return tuple(sorted(found, key=lambda each: each.start))


def _found(match: re.Match[str], edtf: str, published: date) -> DateFound:
    when = EventDate.parse(edtf)
    recent = when.lower <= published and (published - when.upper).days <= RECENT
    reported = bool(
        _DATELINE.search(match.string[max(0, match.start() - DATELINE) : match.start()])
    )
    if reported and EXACT.fullmatch(edtf):
        edtf += "~"
    return DateFound(*match.span(), match[0].rstrip("."), edtf, recent, reported)


@lru_cache(maxsize=len(_PARTS))
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], _Reading], ...]:
    """Patterns, the more exact ones first, each with how it is read."""
    parts, months = _PARTS[language], _months(language)
    # In English a month has a capital, or "may" and "march" would be dates.
    strict = "(?-i:{})" if language == "en" else "(?:{})"
    written = str.title if language == "en" else str
    named = sorted(map(written, months), key=len, reverse=True)
    month = f"(?P<m>{strict.format('|'.join(named))})"
    first = month.replace("<m>", "<m2>")
    short = "(?P<{}>" + strict.format("|".join(map(written, _shorts(language)))) + ")"
    weekday = strict.format("|".join(map(written, _weekdays(language))))

    def of_month(match: re.Match[str]) -> int:
        name = (_group(match, "m") or _group(match, "m2")).lower()
        return months.get(name) or _shorts(language)[name]

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE)

    day = parts["day"].replace("{month}", month, 1).replace("{month}", first)
    short_day = parts["short"].replace("{month}", short.format("m"), 1)
    short_day = short_day.replace("{month}", short.format("m2"))
    span = parts["span"].replace("{month}", month)
    within = (
        rf"(?P<this>{parts['this']})|(?P<last>{parts['last']})|{month}(?:{parts['year']})?"
        rf"|(?P<only>(?:1[4-9]|20|21)\d\d)"
    )

    def days(match: re.Match[str], published: date) -> str:
        month, year = of_month(match), _year(match)
        a, b = (int(match[end].rstrip("stndrh")) for end in "ab")
        start = _dated(published, month, a, year)
        return f"{start.isoformat()}/{date(start.year, month, b).isoformat()}"

    def one_day(match: re.Match[str], published: date) -> str:
        number = _group(match, "d") or _group(match, "d2")
        day = 1 if number.lower() == "primero" else int(number.rstrip("stndrh"))
        found = _dated(published, of_month(match), day, _year(match)).isoformat()
        return found + ("~" if _group(match, "about") else "")

    def part_of_month(match: re.Match[str], published: date) -> str:
        if _group(match, "only"):
            year = int(match["only"])
            at = {"early": date(year, 1, 1), "middle": date(year, 7, 1), "late": date(year, 12, 31)}
            which = next(name for name in at if _group(match, name))
            return f"{at[which].isoformat()[:7]}~"
        if _group(match, "this"):
            start = published.replace(day=1)
        elif _group(match, "last"):
            start = add_months(published, -1)
        else:
            start = _dated(published, of_month(match), 1, _year(match))
        if _group(match, "early"):
            return f"{start.isoformat()}~"
        if _group(match, "middle"):
            return f"{start.replace(day=15).isoformat()}~"
        return f"{month_end(start).isoformat()}~"

    def one_month(match: re.Match[str], published: date) -> str:
        return _dated(published, of_month(match), 1, _year(match)).isoformat()[:7]

    def near_day(match: re.Match[str], published: date) -> str:
        said = match[0].lower()
        back = 2 if "before" in said or said.startswith("ant") else 1
        now = said.startswith(("today", "hoy", "this", "esta"))
        return (published - timedelta(days=0 if now else back)).isoformat()

    def near_week(match: re.Match[str], published: date) -> str:
        monday = published - timedelta(days=published.weekday())
        monday -= timedelta(days=7 if _group(match, "last_week") else 0)
        end = published if _group(match, "this_week") else monday + timedelta(days=6)
        return f"{monday.isoformat()}/{end.isoformat()}" if end > monday else monday.isoformat()

    def near_month(match: re.Match[str], published: date) -> str:
        return (add_months(published, -1) if _group(match, "last") else published).isoformat()[:7]

    def near_year(match: re.Match[str], published: date) -> str:
        return str(published.year - (1 if _group(match, "last_year") else 0))

    def on_weekday(match: re.Match[str], published: date) -> str:
        back = (published.weekday() - _weekdays(language)[match["w"].lower()]) % 7
        if not back and re.search("last|pasado", match[0], re.IGNORECASE):
            back = 7
        return (published - timedelta(days=back)).isoformat()

    def on_numbered(match: re.Match[str], published: date) -> str | None:
        """ "jueves 10": the latest such day, not after the edition."""
        number = int(match["n"].rstrip("stndrh"))
        weekday = _weekdays(language)[match["w"].lower()]
        near = (published - timedelta(days=back) for back in range(NEAR_DAYS))
        fits = (day for day in near if (day.day, day.weekday()) == (number, weekday))
        return next((day.isoformat() for day in fits), None)

    about, year = parts["about"], parts["year"]
    relative = rf"(?P<this>{parts['this']})|(?P<last>{parts['last']})"
    which = "|".join(f"(?P<{name}>{parts[name]})" for name in ("early", "middle", "late"))
    return (
        (compiled(rf"{span}{year}?"), days),
        # A weekday that stands before its date says no more than the date does.
        (
            compiled(
                rf"(?:(?:{parts['on']} )?{weekday},? (?:the )?|(?P<about>{about}) (?:el )?)?"
                rf"(?:{day}){year}?"
            ),
            one_day,
        ),
        (
            compiled(rf"(?:{parts['on']} |del )?(?P<w>{weekday}) (?:the )?(?P<n>{_DAY})"),
            on_numbered,
        ),
        (compiled(rf"(?:{which}) ?(?:the year |año )?(?:{within})"), part_of_month),
        (compiled(rf"(?:{short_day}){year}?"), one_day),
        (compiled(rf"{month}{year}"), one_month),
        (compiled(rf"{parts['in']} {month}"), one_month),
        (compiled(parts["days"]), near_day),
        (compiled(parts["weeks"]), near_week),
        (compiled(rf"{parts['on']} (?P<w>{weekday}){parts['past']}"), on_weekday),
        (compiled(relative), near_month),
        (compiled(parts["years"]), near_year),
        (compiled(rf"{parts['in']} (?P<only>(?:1[4-9]|20|21)\d\d)"), lambda m, _: m["only"]),
    )


def _group(match: re.Match[str], name: str) -> str:
    return (match.groupdict().get(name) or "") if name in match.re.groupindex else ""


def _year(match: re.Match[str]) -> int | None:
    year = _group(match, "y")
    return int(year) if year else None


def _dated(published: date, month: int, day: int, year: int | None) -> date:
    """That day of the year named, else of the latest year in which it is not after the edition."""
    if year is not None:
        return date(year, month, day)
    found = date(published.year, month, day)
    return found if found <= published else date(published.year - 1, month, day)


def _months(language: str) -> dict[str, int]:
    names = get_month_names("wide", locale=_LOCALES[language])
    return {name.lower(): number for number, name in names.items()} | _ALSO.get(language, {})


def _shorts(language: str) -> dict[str, int]:
    names = {name: i for i, name in enumerate(_SHORT[language].split(), 1)}
    return _SHORT_TOO[language] | names


def _weekdays(language: str) -> dict[str, int]:
    names = get_day_names("wide", locale=_LOCALES[language])
    return {name.lower(): number for number, name in names.items()}
