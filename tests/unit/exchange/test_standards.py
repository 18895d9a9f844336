"""What leaves is what its standard asks for: KML, iCalendar, Atom, GeoJSON, CSV and the others."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import feedparser
import geojson_validator
import icalendar
import pytest
from ical.calendar_stream import CalendarStream
from lxml import etree
from making import SHIPPED, engine, event, published

from psgdash import exchange
from psgdash.archive import gate, loading
from psgdash.archive.gate import Published
from psgdash.exchange.kml import ATOM, KML
from psgdash.exchange.timelinesheet import COLUMNS
from psgdash.exchange.view import take
from psgdash.query.filters import Filter

NASTY = '</script><b>"x"</b> & \u2028 😀 ]]> = @\tÑ'
ROUTE = [{"place": "san-gaban", "role": "origin"}, {"place": "lima", "role": "destination"}]


def shipped() -> Published:
    """What the shipped archive shows."""
    return gate.publish(loading.load(SHIPPED), date(2026, 11, 25))


def every_shape() -> Published:
    """Events with every geometry, every precision of date, and none."""
    dates = [None, "2004", "2004-11", "2004-11-30", "2004-11-01~", "1980/2000", "2004-08/2004-10",
             "200X", "2004-11?", "2004-11-28/2004-12-03"]  # fmt: skip
    places: list[Any] = ["lima", "andes", "puno", "peru", [], "secret-mine", ROUTE,
                         [{"place": name, "role": "site"} for name in ("lima", "cajamarca")],
                         [{"place": "lima", "role": "mentioned"}], "carabaya"]  # fmt: skip
    return published([
        event(f"e{n}", where=where, date=when, title={"en": NASTY}, text={"es": f"{NASTY}\n{n}"},
              sources=[{"title": NASTY, "url": "https://example.org/?a=1&b=2"}, {"title": "Two"}])
        for n, (when, where) in enumerate(zip(dates, places, strict=True))
    ])  # fmt: skip


def written(name: str, shown: Published, chosen: Filter = Filter(), **how: str) -> bytes:  # noqa: B008
    """A format of what a filter keeps of what is shown."""
    return exchange.FORMATS[name].write(take(engine(shown), shown, chosen, **how))


ARCHIVES = pytest.mark.parametrize(
    "shown", [shipped(), every_shape(), published([])], ids=["shipped", "every shape", "empty"]
)


# -- KML ----------------------------------------------------------------------------------------


@ARCHIVES
def test_kml_is_valid_by_the_schema_of_the_standard(shown: Published) -> None:
    schema = etree.XMLSchema(
        etree.parse(
            str(files("pykml") / "schemas" / "ogckml22.xsd"), etree.XMLParser(no_network=True)
        )
    )
    document = etree.fromstring(written("kml", shown))
    schema.assertValid(document)
    assert len(document.findall(f".//{{{KML}}}Placemark")) == len(shown.events)


def test_kml_dates_are_as_exact_as_they_are_known() -> None:
    document = etree.fromstring(written("kml", every_shape()))
    assert sorted(e.text or "" for e in document.iter(f"{{{KML}}}when")) == [
        "2004", "2004-11", "2004-11", "2004-11-01", "2004-11-30",
    ]  # fmt: skip
    assert {e.text for e in document.iter(f"{{{KML}}}begin")} == {
        "1980", "2004-08", "2000", "2004-11-28",
    }  # fmt: skip


def test_kml_draws_no_point_of_a_coarse_place() -> None:
    document = etree.fromstring(written("kml", published([event(where="andes")])))
    assert document.find(f".//{{{KML}}}Point") is None
    assert document.find(f".//{{{KML}}}Polygon") is not None


@pytest.mark.parametrize("name", ["kml", "ical", "atom", "timelinejs", "timelinejs-sheet"])
def test_a_date_that_is_the_editions_is_said_to_be_so(name: str) -> None:
    shown = published([event(date="2004-11", date_basis="edition")])
    assert b"reported in November 2004" in written(name, shown)


# -- iCalendar ----------------------------------------------------------------------------------


@ARCHIVES
def test_the_calendar_reads_back_with_every_event(shown: Published) -> None:
    content = written("ical", shown)
    calendar = icalendar.Calendar.from_ical(content)
    parts = [p for p in calendar.walk() if p.name in ("VEVENT", "VJOURNAL")]
    assert {str(p["uid"]).split("@")[0] for p in parts} == set(shown.events)
    for part in parts:
        assert part["dtstamp"].dt and part["summary"]
        assert not part.errors
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-2:] == [b"END:VCALENDAR", b""]
    assert all(len(line) <= 75 for line in lines)


@pytest.mark.parametrize("language", ["en", "es"])
@ARCHIVES
def test_the_calendar_is_read_whole_by_a_strict_reader_of_rfc_5545(
    shown: Published, language: str
) -> None:
    text = written("ical", shown, language=language).decode()
    (calendar,) = CalendarStream.from_ics(text).calendars
    dated = {name for name, event in shown.events.items() if event.date}
    assert {str(e.uid).split("@")[0] for e in calendar.events} == dated
    assert {str(e.uid).split("@")[0] for e in calendar.journal} == set(shown.events) - dated
    assert all(e.dtend > e.dtstart for e in calendar.events)
    for found in calendar.events:
        assert found.summary in shown.events[str(found.uid).split("@")[0]].title.values()


def test_the_strict_reader_is_one_that_refuses() -> None:
    broken = written("ical", published([event()])).replace(b"DTSTART;VALUE=DATE:2", b"DTSTART:x")
    with pytest.raises(Exception, match="DTSTART|parse|valid"):
        CalendarStream.from_ics(broken.decode())


def test_a_month_is_in_the_calendar_from_its_first_day_to_its_last() -> None:
    calendar = icalendar.Calendar.from_ical(written("ical", published([event(date="2004-11~")])))
    (part,) = calendar.walk("VEVENT")
    assert (part["dtstart"].dt, part["dtend"].dt) == (date(2004, 11, 1), date(2004, 12, 1))
    assert "about November 2004" in part["description"]
    assert part["transp"] == "TRANSPARENT"
    assert part["geo"].to_ical() == "-12.0432;-77.0282"


def test_what_has_no_date_is_a_journal_and_a_coarse_place_no_point() -> None:
    shown = published([event("a", date=None), event("b", where="andes")])
    calendar = icalendar.Calendar.from_ical(written("ical", shown))
    (journal,), (part,) = calendar.walk("VJOURNAL"), calendar.walk("VEVENT")
    assert "dtstart" not in journal
    assert "geo" not in part and part["location"] == "Andes"


def test_text_in_the_calendar_cannot_begin_a_line_of_its_own() -> None:
    text = "x\nEND:VEVENT\nBEGIN:VALARM\n" + "ñ" * 200
    content = written("ical", published([event(title={"en": text}, text={"en": text})]))
    (part,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert part["summary"] == text
    assert content.count(b"\r\nEND:VEVENT") == 1


# -- Atom ---------------------------------------------------------------------------------------


@ARCHIVES
def test_the_feed_has_what_rfc_4287_requires(shown: Published) -> None:
    content = written("atom", shown)
    found = feedparser.parse(io.BytesIO(content))
    assert (found.version, found.bozo) == ("atom10", False)
    assert len(found.entries) == len(shown.events)
    root = etree.fromstring(content)
    for element in (root, *root.findall(f"{{{ATOM}}}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{{{ATOM}}}{name}")) == 1, name
    assert root.find(f"{{{ATOM}}}author/{{{ATOM}}}name") is not None
    ids = [e.id for e in found.entries]
    assert len(set(ids)) == len(ids) and all(i.startswith("tag:") for i in ids)


GRAMMAR = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))


@pytest.mark.parametrize("language", ["en", "es"])
@ARCHIVES
def test_the_feed_is_valid_by_the_grammar_of_rfc_4287(shown: Published, language: str) -> None:
    chosen = Filter(themes=("mining",), q="a & <b> ñ 😀 \"'")
    for filtered in (Filter(), chosen):
        document = etree.fromstring(
            written("atom", shown, filtered, language=language, address="/feed.atom?q=a%20b&x=1")
        )
        GRAMMAR.assertValid(document)
        assert document.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        (own,) = document.findall(f"{{{ATOM}}}link[@rel='self']")
        assert own.get("href") == "/feed.atom?q=a%20b&x=1"


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        (b"<updated>", b"<!-- "),
        (b"T00:00:00Z</updated>", b"</updated>"),
        (b"<id>tag:", b"<id>"),
        (b"<name>", b"<nickname>"),
        (b'type="text"', b'type="words"'),
        (b"<entry>", b"<entry><subtitle>x</subtitle>"),
        (b"href=", b"to="),
    ],
)
def test_the_grammar_is_one_that_refuses(said: bytes, instead: bytes) -> None:
    content = written("atom", published([event()]))
    assert said in content
    broken = content.replace(said, instead)
    if instead == b"<!-- ":
        broken = content.replace(b"<updated>", b"<!-- ").replace(b"</updated>", b" -->")
    if instead == b"<nickname>":
        broken = broken.replace(b"</name>", b"</nickname>")
    assert not GRAMMAR.validate(etree.fromstring(broken))


def test_feeds_of_two_filters_or_languages_are_two_feeds_to_a_reader_of_both() -> None:
    shown = published([event()])
    told = [
        feedparser.parse(io.BytesIO(written("atom", shown, chosen, language=language))).feed.id
        for chosen in (Filter(), Filter(themes=("mining",)), Filter(conflicts=True))
        for language in ("en", "es")
    ]
    assert len(set(told)) == 6
    assert told[0].endswith(",2004:events")  # what was subscribed to before has kept its name


def test_the_feed_begins_with_the_newest_and_keeps_markup_as_text() -> None:
    shown = published([
        event("old", published="2004-09-30"), event("new", title={"en": NASTY}, text={"en": NASTY})
    ])  # fmt: skip
    found = feedparser.parse(io.BytesIO(written("atom", shown)), sanitize_html=False)
    assert [e.id.split("/")[-1] for e in found.entries] == ["new", "old"]
    root = etree.fromstring(written("atom", shown))
    assert root.find(f".//{{{ATOM}}}content").text.endswith(NASTY)
    assert found.feed.updated == "2004-11-30T00:00:00Z"


def test_a_feed_entry_has_its_language_and_only_an_exact_point() -> None:
    shown = published([event("a", where="andes", title={"es": "Sólo"}, text={"es": "Sólo."})])
    root = etree.fromstring(written("atom", shown))
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert root.find(f".//{{{ATOM}}}content").get(lang) == "es"
    assert b"georss:point" not in written("atom", shown)


# -- GeoJSON and CSV ----------------------------------------------------------------------------


@ARCHIVES
def test_geojson_is_valid_by_a_public_validator_of_rfc_7946(shown: Published) -> None:
    collection = json.loads(written("geojson", shown))
    assert geojson_validator.validate_structure(collection) == {}
    if any(feature["geometry"] for feature in collection["features"]):
        found = geojson_validator.validate_geometries(collection)
        # Rings are closed, wind as they should, do not cross themselves and stay in the world.
        assert (found["invalid"], found["problematic"]) == ({}, {})
    assert {feature["id"] for feature in collection["features"]} == set(shown.events)


@pytest.mark.parametrize(
    "broken",
    [
        {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]},  # winds clockwise
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]},  # is not closed
        {"type": "Point", "coordinates": [-12, -97]},  # the wrong way round
    ],
)
def test_the_validator_is_one_that_refuses(broken: dict[str, Any]) -> None:
    feature = {"type": "Feature", "properties": {}, "geometry": broken}
    found = geojson_validator.validate_geometries(
        {"type": "FeatureCollection", "features": [feature]}
    )
    assert found["invalid"] or found["problematic"]


@pytest.mark.parametrize("name", ["csv", "timelinejs-sheet"])
@ARCHIVES
def test_tables_are_read_by_a_strict_reader_of_rfc_4180(name: str, shown: Published) -> None:
    text = written(name, shown).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert len(set(head)) == len(head) and all(len(row) == len(head) for row in rows)
    if name == "csv":
        assert {row[0] for row in rows} == set(shown.events)
    # Lines end with CR LF; a lone LF or CR may stand only in a quoted cell.
    assert text.endswith("\r\n")
    unquoted = "".join(text.split('"')[::2])
    assert "\n" not in unquoted.replace("\r\n", "") and "\r" not in unquoted.replace("\r\n", "")


# -- TimelineJS ---------------------------------------------------------------------------------


@ARCHIVES
def test_timelinejs_has_the_fields_that_its_documentation_asks_for(shown: Published) -> None:
    timeline = json.loads(written("timelinejs", shown))
    dated = [e for e in shown.events.values() if e.date]
    assert {s["unique_id"] for s in timeline["events"]} == {e.id for e in dated}
    assert set(timeline) == {"title", "events"}
    for slide in timeline["events"]:
        assert set(slide) <= {"unique_id", "start_date", "end_date", "display_date", "text",
                              "group", "media"}  # fmt: skip
        for name in ("start_date", "end_date"):
            if name in slide:
                given = slide[name]
                assert list(given) == ["year", "month", "day"][: len(given)]
                assert all(isinstance(part, int) for part in given.values())
        assert "<script" not in json.dumps(slide) and "<b>" not in slide["text"]["text"]
    undated = len(shown.events) - len(dated)
    assert (str(undated) in timeline["title"]["text"]["text"]) == bool(undated)


def test_the_sheet_has_the_columns_of_the_template() -> None:
    content = written("timelinejs-sheet", every_shape()).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["Type"] == "title" and all(row["Type"] == "" for row in rows[1:])
    assert {(r["Year"], r["Month"], r["Day"], r["End Year"]) for r in rows[1:]} >= {
        ("2004", "", "", ""), ("2004", "11", "", ""), ("1980", "", "", "2000"),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["csv", "timelinejs-sheet"])
def test_no_sheet_holds_a_cell_that_a_spreadsheet_would_run(name: str) -> None:
    bad = "=HYPERLINK(1)"
    shown = published([
        event(f"e{n}", title={"en": sign}, text={"en": sign},
              sources=[{"title": sign, "url": "https://example.org/"}])
        for n, sign in enumerate([bad, "+1+1", "-1+1", "@A1", "\t=1", "＝1"])
    ])  # fmt: skip
    content = written(name, shown).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(content, newline="")):
        for cell in row:
            assert not cell.strip().startswith(("=", "+", "@", "＝")), cell


# -- Linked Places ------------------------------------------------------------------------------


@ARCHIVES
def test_linked_places_has_the_fields_that_version_1_3_requires(shown: Published) -> None:
    found = json.loads(written("linked-places", shown))
    assert found["type"] == "FeatureCollection" and found["@context"].startswith("https://")
    for feature in found["features"]:
        assert {"@id", "type", "properties", "names", "geometry"} <= set(feature)
        assert feature["type"] == "Feature" and feature["@id"].startswith("https://")
        assert feature["properties"]["title"]
        assert set(feature["properties"]["fclasses"]) <= set("AHLPRST")
        assert feature["names"][0]["citations"][0]["label"]
        assert all(set(n) >= {"toponym", "lang"} for n in feature["names"])
        assert feature["geometry"]["type"] == "GeometryCollection"
        for span in feature.get("when", {"timespans": []})["timespans"]:
            assert set(span["start"]) <= {"in", "earliest", "latest"} and span["start"]
        for relation in feature["relations"]:
            assert relation["relationType"] == "crm:P7i_witnessed"
            assert relation["relationTo"].startswith("https://") and relation["label"]


def test_linked_places_says_how_many_events_have_no_place() -> None:
    shown = published([event("a"), event("b", where=[])])
    found = json.loads(written("linked-places", shown))
    assert "not here: 1" in found["indexing"]["description"]
    assert len(found["features"]) == 1


def test_linked_places_gives_no_point_of_an_area_or_the_country() -> None:
    shown = published([event("a", where="andes"), event("b", where="peru")])
    shapes = [
        f["geometry"]["geometries"] for f in json.loads(written("linked-places", shown))["features"]
    ]
    assert [[g["type"] for g in shape] for shape in shapes] == [["Polygon"], []]
