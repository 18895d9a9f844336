"""iCalendar (RFC 5545), for calendars. Out only; written with icalendar.

VEVENT: UID, DTSTAMP and LAST-MODIFIED (the last correction, else the day of publication), DTSTART
and DTEND as days (from the first to the day after the last that the date means; "about" is in the
words), SUMMARY, DESCRIPTION (the date in words, the text, the sources), LOCATION, GEO (only where
the place is known to the district or better), CATEGORIES (themes), URL, TRANSP: TRANSPARENT. What
has no date is a VJOURNAL without DTSTART, which the standard has for just that. Who subscribes is
told to look once a day (REFRESH-INTERVAL, RFC 7986, and the older X-PUBLISHED-TTL).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event, Journal

from psgdash import __version__
from psgdash.archive import records
from psgdash.archive.words import in_language
from psgdash.exchange.view import View, when


def write(view: View) -> bytes:
    """The view as a calendar."""
    calendar = Calendar()
    language = view.language
    calendar.add("prodid", f"-//psgdash//{__version__}//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", in_language(view.published.site.product, language)[0])
    calendar.add("x-wr-caldesc", view.described)
    calendar.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    for event in view.events:
        calendar.add_component(_component(event, view))
    content: bytes = calendar.to_ical()
    return content


def _component(event: records.Event, view: View) -> Event | Journal:
    published = view.published
    changed = max((event.published, *(c.date for c in event.corrections)))
    part: Event | Journal = Event() if event.date else Journal()
    part.add("uid", f"{event.id}@{urlsplit(published.site.url).hostname or 'localhost'}")
    part.add("dtstamp", _midnight(changed))
    part.add("last-modified", _midnight(changed))
    language = view.language
    part.add("summary", in_language(event.title, language)[0])
    part.add("description", _described(event, language))
    themes = [in_language(published.themes[t].name, language)[0] for t in event.themes]
    part.add("categories", themes)
    link = next((source.url for source in event.sources if source.url), None)
    if link:
        part.add("url", link)
    if event.date:
        part.add("dtstart", event.date.lower)
        part.add("dtend", event.date.upper + timedelta(days=1))
        part.add("transp", "TRANSPARENT")
        places = [published.places[p.place] for p in event.places if p.role != "mentioned"]
        if places:
            part.add("location", ", ".join(in_language(p.name, language)[0] for p in places))
        point = next((p for p in places if p.is_point), None)
        if point:
            part.add("geo", (round(point.lat, 6), round(point.lon, 6)))
    return part


def _described(event: records.Event, asked: str) -> str:
    text, language = in_language(event.text, asked)
    sources = "; ".join(s.title for s in event.sources)
    return "\n\n".join(filter(None, (when(event, language), text, sources)))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
