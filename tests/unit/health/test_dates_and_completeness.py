"""Dates that cannot be, and what could be added."""

from __future__ import annotations

from typing import Any

import pytest
from asking import Folder
from making import SITE, event, place

from psgdash.health.lines import Lines

SOURCE = {
    "title": "News", "url": "https://example.org/1", "archived_url": "https://example.org/2",
}  # fmt: skip
CLEAN: dict[str, Any] = {"sources": [SOURCE]}
PERIOD = {"id": "era", "name": {"en": "Era", "es": "Época"}, "kind": "era", "sources": [SOURCE]}


def test_a_sound_record_has_no_finding(folder: Folder) -> None:
    folder.put([event(**CLEAN)])
    assert folder.found() == {}


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"date": "2026-01-16"}, "future-date", "date"),
        ({"date": "2027"}, "future-date", "date"),
        ({"date": "2026", "published": "2026-01-15"}, None, ""),  # the year has begun
        ({"date": "2026-01", "published": "2026-01-15"}, None, ""),
        ({"date": "2026-01-15", "published": "2026-01-15"}, None, ""),
        ({"published": "2026-01-16"}, "future-date", "published"),
        ({"published": "2026-01-16", "status": "draft"}, None, ""),  # the next edition waits
        ({"published": "2026-01-16", "embargo_until": "2026-01-16"}, None, ""),
        ({"embargo_until": "2026-02-01"}, None, ""),
        ({"corrections": [{"date": "2026-02-01", "note": "x"}]}, "future-date", "corrections"),
        ({"sources": [{**SOURCE, "accessed": "2026-02-01"}]}, "future-date", "sources"),
        ({"date": "2004-12-01"}, "date-order", "date"),  # the edition is of 30 November 2004
        ({"date": "2004-12-01~"}, None, ""),  # about: it may have been before
        ({"date": "2004-11-30"}, None, ""),
        ({"embargo_until": "2004-11-01"}, "date-order", "embargo_until"),
        ({"embargo_until": "2004-11-30"}, None, ""),
        ({"corrections": [{"date": "2004-11-01", "note": "x"}]}, "date-order", "corrections"),
        ({"sources": [{**SOURCE, "accessed": "2004-10-31"}]}, "date-order", "sources"),
        ({"sources": [{**SOURCE, "accessed": "2004-11-01"}]}, None, ""),
        ({"date": None}, "undated", "date"),
        ({"where": []}, "unplaced", "places"),
        ({"where": [{"place": "lima", "role": "mentioned"}]}, "unplaced", "places"),
        ({"where": "peru"}, None, ""),
        ({"sources": []}, "no-source", "sources"),
        ({"sources": [{"title": "In print"}]}, None, ""),  # paper has no address to keep
        ({"sources": [{"title": "x", "url": "https://example.org/"}]}, "no-archive-link",
         "sources"),
        ({"title": {"en": "Only English"}}, "untranslated", "title"),
        ({"text": {"es": "Solo español"}}, "untranslated", "text"),
        ({"translation": {"es": "unreviewed"}}, "unreviewed", "translation"),
        ({"translation": {"es": "reviewed"}}, None, ""),
    ],
)  # fmt: skip
def test_each_fault_of_an_event_is_one_finding_at_its_field(
    folder: Folder, more: dict[str, Any], code: str | None, field: str
) -> None:
    folder.put([event(**{**CLEAN, **more})])
    found = folder.found()
    assert set(found) == ({code} if code else set())
    if code:
        (finding,) = found[code]
        assert (finding.record, finding.field, finding.code) == ("a-protest", field, code)
        assert finding.path == "events/2004-11-30.yaml" and finding.line == 2
        assert finding.message and finding.fix


@pytest.mark.parametrize("date", ["2004-12/2004-10", "2004-11-30/2004-11-01"])
def test_an_end_before_the_start_is_told_apart_from_other_rejections(
    folder: Folder, date: str
) -> None:
    folder.put([event("good", **CLEAN), event("bad", date=date), event("odd", kind="quarrel")])
    found = folder.found()
    assert [(f.record, f.field) for f in found["end-before-start"]] == [("bad", "date")]
    assert [(f.record, f.field) for f in found["rejected"]] == [("odd", "kind")]
    assert found["end-before-start"][0].line > 2


@pytest.mark.parametrize(
    ("start", "end", "codes"),
    [
        ("1980", "2000", set()),
        ("2000", "1980", {"end-before-start"}),  # which the reader refuses
        ("2004-05", "2004", {"end-before-start"}),  # which it cannot
        ("2030", "2040", {"future-date"}),
    ],
)
def test_periods_are_looked_at_too(folder: Folder, start: str, end: str, codes: set[str]) -> None:
    period = {**PERIOD, "start": start, "end": end}
    folder.put(more={"periods.yaml": [period]})
    assert set(folder.found()) == codes
    if not codes:
        folder.put(more={"periods.yaml": [{**period, "sources": []}]})
        assert set(folder.found()) == {"no-source"}


def test_a_place_resolved_tomorrow_is_a_date_in_the_future(folder: Folder) -> None:
    late = place("lima", -12.04, -77.03, "town", "Lima", "peru")
    late["provenance"]["resolved"] = "2026-01-16"
    folder.put(places=[late, place("peru", -9.15, -74.38, "country")])
    assert [f.record for f in folder.found()["future-date"]] == ["lima"]


def test_every_kind_of_record_with_words_is_checked_for_its_languages(folder: Folder) -> None:
    bare = {"en": "One"}
    section = {"id": "aims", "order": 1, "title": bare, "bullets": {"en": ["a"]},
               "translation": {"es": "unreviewed"}}  # fmt: skip
    folder.put(
        [event(title=bare, text=bare, **CLEAN)],
        [{**place("lima", -12.04, -77.03, "town", "Lima", "peru"), "name": bare},
         place("peru", -9.15, -74.38, "country")],
        {
            "background/aims.yaml": section,
            "periods.yaml": [{**PERIOD, "name": bare, "start": "1980", "end": "2000"}],
            "themes.yaml": {
                "themes": [{"id": "mining", "name": bare, "colour": "#C4451C", "letter": "M"}],
                "kinds": [{"id": "protest", "name": bare}],
            },
            "site.yaml": {**SITE, "tagline": bare},
        },
    )  # fmt: skip
    found = folder.found()
    assert {(f.path, f.record) for f in found["untranslated"]} == {
        ("events/2004-11-30.yaml", "a-protest"), ("background/aims.yaml", "aims"),
        ("places.yaml", "lima"), ("themes.yaml", "mining"), ("themes.yaml", "protest"),
        ("periods.yaml", "era"), ("site.yaml", "site"),
    }  # fmt: skip
    said = {f.record: f.message for f in found["untranslated"]}
    assert said["a-protest"] == "No Spanish: title, text."
    assert said["aims"] == "No Spanish: title, bullets."
    assert [f.record for f in found["unreviewed"]] == ["aims"]


def test_a_story_is_checked_step_by_step_with_the_line_of_each(folder: Folder) -> None:
    both = {"en": "One", "es": "Uno"}
    steps = [
        {"title": both, "notes": {"en": "Say who we are."}},
        {"event": "a-protest", "headline": {"es": "Paro"}, "notes": both},
        {"event": "a-protest"},
    ]
    story = {"id": "year", "title": {"en": "One"}, "text": both, "steps": steps,
             "translation": {"es": "unreviewed"}}  # fmt: skip
    folder.put([event(**CLEAN)], more={"stories/year.yaml": story})
    found = folder.found()
    assert [(f.record, f.field, f.message) for f in found["untranslated"]] == [
        ("year", "title", "No Spanish: title."),
        ("year", "steps.0.notes", "No Spanish in step 1: notes."),
        ("year", "steps.1.headline", "No English in step 2: headline."),
    ]
    text = (folder.path / "stories/year.yaml").read_text("utf-8").split("\n")
    lines = [f.line for f in Lines(folder.path).exact(found["untranslated"])]
    assert ['"title"' in text[lines[0] - 1], '"notes"' in text[lines[1] - 1],
            '"headline"' in text[lines[2] - 1]] == [True] * 3  # fmt: skip
    assert [f.record for f in found["unreviewed"]] == ["year"]


def test_a_site_of_one_language_needs_no_other(folder: Folder) -> None:
    folder.put(
        [event(title={"en": "x"}, text={"en": "x"}, **CLEAN)],
        more={"site.yaml": {**SITE, "languages": ["en"]}},
    )
    assert folder.found() == {}


def test_two_tellings_of_one_event_are_found_and_a_link_between_them_settles_it(
    folder: Folder,
) -> None:
    text = "Farmers blocked the road to the mine on Monday, and police came."
    prize = "Bishop Bambarén receives a prize for his work with people who lost their homes."
    twice = [
        event(name, title={"en": title, "es": title}, text={"en": text, "es": text},
              date=day, sources=[{"title": "News"}])
        for name, title, text, day in (
            ("march", "Farmers block the road to the mine", text, "2004-11-01"),
            ("march-again", "Farmers block road to the mine", text, "2004-11-02"),
            ("other", "Bishop receives a prize in Lima", prize, "2004-11-02"),
        )
    ]  # fmt: skip
    folder.put(twice)
    (finding,) = folder.found()["near-duplicate"]
    assert finding.record == "march-again"
    assert "march (events/2004-11-30.yaml:2)" in finding.message
    folder.put([twice[0], {**twice[1], "related": ["march"]}, twice[2]])
    assert folder.found() == {}
    folder.put([twice[0], {**twice[1], "status": "withdrawn"}, twice[2]])
    assert folder.found() == {}
