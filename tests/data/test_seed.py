"""The shipped archive says what the group's page says: no word more, no word less."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from psgdash.archive import strictyaml

DATA = Path(__file__).parents[2] / "data"
SEED = (Path(__file__).parent / "seed.txt").read_text(encoding="utf-8")
EDITIONS = ("2005-01-31", "2004-11-30", "2004-09-30")  # in the page's order
SECTIONS = ("aims", "historical-overview", "human-rights", "why-join", "become-a-member")
POINTS = {"site", "town", "district"}
_DAY_LINE = re.compile(r"\d{1,2} (January|September|November) \d{4}")
# Words that lost an accent; every one of them is always written with it in Spanish.
_BARE_SPANISH = re.compile(
    r"\b(Peru|paises|America|Americas|Gaban|dia|dias|mineria|energia|corrupcion|"
    r"extradicion|erradicacion|exploracion|ampliacion|historico|politicos|policia|region|"
    r"asi|tambien|Ultimo|ultimo|ultimas|publicas|economico)\b"
)


def read(name: str) -> Any:
    """Plain data of one file of the archive, which must be without a problem."""
    document = strictyaml.read(DATA / name)
    assert document.problems == ()
    return document.data


def events() -> list[dict[str, Any]]:
    """All ten in the page's order, newest edition first."""
    return [event for day in EDITIONS for event in read(f"events/{day}.yaml")]


def sections() -> list[dict[str, Any]]:
    """The five background sections in their order."""
    return [read(f"background/{name}.yaml") for name in SECTIONS]


def seed_paragraphs() -> list[str]:
    """The page's lines without what is layout: bullets, indentation and empty lines."""
    bare = (line.strip().removeprefix("•").strip() for line in SEED.splitlines())
    return [line for line in bare if line]


def by_id(records: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Records by their id."""
    return {record["id"]: record for record in records}


def precisions(event: dict[str, Any]) -> set[str]:
    """How precisely each of an event's places is known."""
    places = by_id(read("places.yaml"))
    return {places[place["place"]]["precision"] for place in event["places"]}


def english(record: dict[str, Any]) -> list[str]:
    """Title, text and bullets of a record in English, in reading order."""
    texts = [record["text"]["en"]] if "text" in record else []
    return [record["title"]["en"], *texts, *record.get("bullets", {}).get("en", [])]


@pytest.mark.parametrize("record", events() + sections(), ids=lambda record: str(record["id"]))
def test_english_words_are_the_groups_own(record: dict[str, Any]) -> None:
    for words in english(record):
        assert words in seed_paragraphs()


def test_the_page_is_in_the_archive_whole_and_in_its_order() -> None:
    written = [words for record in events() + sections() for words in english(record)]
    assert written == [line for line in seed_paragraphs() if not _DAY_LINE.fullmatch(line)]


def test_odd_spellings_of_the_page_are_kept() -> None:
    texts = {event["id"]: event["text"]["en"] for event in events()}
    assert "Fransisco Soberón" in texts["fujimori-extradition-campaign"]
    assert texts["toledo-angry-at-accusation"].startswith("President Alejandro was")
    assert texts["rammell-visits-peru"].startswith("“My visit to Peru is a first.” he")


def test_there_are_ten_events_in_three_editions_and_five_sections() -> None:
    assert [len(read(f"events/{day}.yaml")) for day in EDITIONS] == [3, 4, 3]
    assert [section["order"] for section in sections()] == [1, 2, 3, 4, 5]
    assert sorted(path.stem for path in (DATA / "events").iterdir()) == sorted(EDITIONS)
    assert sorted(path.stem for path in (DATA / "background").iterdir()) == sorted(SECTIONS)


@pytest.mark.parametrize("day", EDITIONS)
def test_an_event_is_published_on_the_day_of_its_edition(day: str) -> None:
    assert {event["published"] for event in read(f"events/{day}.yaml")} == {day}


def test_dates_say_what_the_text_supports_and_no_more() -> None:
    from_text = {
        event["id"]: event["date"]
        for event in events()
        if event.get("date_basis", "text") == "text"
    }
    assert from_text == {
        "campesinos-succeed-cajamarca": "2004-12",
        "san-gaban-coca-protest": "2004-11-01~",
        "camisea-gas-arrives-in-lima": "2004-08",
    }


def test_an_event_without_a_date_in_its_text_is_dated_to_the_editions_month() -> None:
    by_edition = [event for event in events() if event.get("date_basis") == "edition"]
    assert len(by_edition) == 7
    assert all(event["date"] == event["published"][:7] for event in by_edition)


def test_only_yanacocha_san_gaban_and_the_mob_killing_are_conflicts() -> None:
    assert {event["id"] for event in events() if event.get("conflict")} == {
        "campesinos-succeed-cajamarca",
        "yanacocha-protests",
        "san-gaban-coca-protest",
        "robbers-killed-by-mob",
    }


def test_five_events_have_a_point_four_concern_the_country_and_one_a_region() -> None:
    found = [precisions(event) for event in events()]
    assert sum(bool(p & POINTS) for p in found) == 5
    assert sum(p == {"country"} for p in found) == 4
    assert sum(p == {"region"} for p in found) == 1


def test_every_place_name_geocoded_stands_in_the_text_it_places() -> None:
    for event in events():
        words = f"{event['title']['en']} {event['text']['en']}"
        for place in event["places"]:
            assert place.get("as_written", "") in words


def test_every_geocoded_name_is_the_query_of_its_place() -> None:
    places = by_id(read("places.yaml"))
    for event in events():
        for place in event["places"]:
            query = places[place["place"]]["provenance"]["query"]
            assert place.get("as_written", query) == query


@pytest.mark.parametrize(
    ("place", "lat", "lon"),
    [
        ("cajamarca", -7.16, -78.50),
        ("yanacocha-mine", -6.98, -78.51),
        ("san-gaban", -13.44, -70.40),
        ("camisea", -11.72, -72.95),
        ("lima", -12.05, -77.04),
        ("quito", -0.22, -78.51),
    ],
)
def test_a_place_lies_where_it_lies(place: str, lat: float, lon: float) -> None:
    found = by_id(read("places.yaml"))[place]
    assert abs(found["lat"] - lat) < 0.06
    assert abs(found["lon"] - lon) < 0.06


def test_only_areas_have_a_radius() -> None:
    for place in read("places.yaml"):
        assert ("radius_km" in place) == (place["precision"] in {"region", "country"})


def test_camisea_gas_goes_from_camisea_to_lima() -> None:
    event = by_id(events())["camisea-gas-arrives-in-lima"]
    assert [(p["place"], p["role"]) for p in event["places"]] == [
        ("camisea", "origin"),
        ("lima", "destination"),
    ]
    assert len(event["route"]["via"]) == 3


def test_every_name_that_a_record_refers_to_is_known() -> None:
    themes, kinds = by_id(read("themes.yaml")["themes"]), by_id(read("themes.yaml")["kinds"])
    places, periods = by_id(read("places.yaml")), by_id(read("periods.yaml"))
    for event in events():
        assert event["kind"] in kinds
        assert {place["place"] for place in event["places"]} <= set(places)
        assert set(event.get("related", [])) <= set(by_id(events()))
    for record in events() + sections():
        assert record["themes"] and set(record["themes"]) <= set(themes)
    for section in sections():
        assert section["periods"] and set(section["periods"]) <= set(periods)
    assert read("site.yaml")["country"] in places


def test_every_section_is_tied_to_events_through_a_theme() -> None:
    used = {theme for event in events() for theme in event["themes"]}
    assert all(used & set(section["themes"]) for section in sections())


def test_themes_are_told_apart_by_letter_and_colour() -> None:
    themes = read("themes.yaml")["themes"]
    assert len({theme["letter"] for theme in themes}) == len(themes)
    assert len({theme["colour"] for theme in themes}) == len(themes)


@pytest.mark.parametrize("record", events() + sections(), ids=lambda record: str(record["id"]))
def test_spanish_is_there_marked_as_unreviewed_and_carries_its_accents(
    record: dict[str, Any],
) -> None:
    assert record["translation"] == {"es": "unreviewed"}
    parts = [record[key]["es"] for key in ("title", "text") if key in record]
    parts += record.get("bullets", {}).get("es", [])
    assert all(parts)
    text = " ".join(parts).replace("Peru Support Group", "PSG")
    assert _BARE_SPANISH.search(text) is None
    assert len(record.get("bullets", {}).get("es", [])) == len(
        record.get("bullets", {}).get("en", [])
    )


def test_becoming_a_member_leads_to_the_groups_own_site() -> None:
    action = by_id(sections())["become-a-member"]["action"]
    assert action["label"] == {"en": "Become a member", "es": "Hazte miembro"}
    address = read("site.yaml")[action["url_from"]]
    assert address.startswith("https://www.perusupportgroup.org.uk/")
