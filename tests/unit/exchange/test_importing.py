"""An import gives what may be released: never twice, never more exact, never over other work."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from making import PLACES, TODAY, engine, event, write
from taking import taken
from test_acled import table as acled_table

from psgdash import exchange
from psgdash.archive import gate, loading
from psgdash.exchange import writing
from psgdash.exchange.incoming import ReadingError
from psgdash.exchange.view import take
from psgdash.exchange.vocabulary import Vocabulary
from psgdash.query.filters import Filter
from psgdash.query.snapshot import known_divisions

KINDS = "kinds:\n  - id: protest\n    name: {en: Protest}\n    acled: Protests\n"
THEMES = (
    "# colours of ours\nthemes:\n  - id: mining\n    name: {en: Mining, es: Minería}\n"
    '    colour: "#C4451C"\n    letter: M\n\n' + KINDS
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small archive whose themes are written by hand."""
    made = write(tmp_path / "data", [event("ours", date="2025-05-16")])
    (made / "places.yaml").write_text(yaml.safe_dump(PLACES, sort_keys=False), encoding="utf-8")
    (made / "themes.yaml").write_text(
        THEMES.replace("  - id: mining", "  - id: coca\n    name: {en: Coca}\n"
                       '    colour: "#00795A"\n    letter: C\n  - id: mining'),
        encoding="utf-8",
    )  # fmt: skip
    return made


def table(*rows: dict[str, str]) -> str:
    """Rows of ACLED's, of a town that the archive does not have."""
    return acled_table(*({"location": "Ollachea", "admin3": "Ollachea", **row} for row in rows))


def prints(folder: Path) -> dict[str, str]:
    """A fingerprint of every file."""
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*.yaml"))
    }


def test_records_wait_for_review_in_files_of_their_month(folder: Path) -> None:
    outcome, archive, files = taken(folder, "acled", table({}))
    assert (outcome.new, outcome.places, outcome.refused) == (1, 1, 0)
    assert files == ["events/import-acled-2025-05.yaml", "places.yaml"]
    made = archive.events["acled-per1234"]
    assert (made.status, made.kind, made.themes) == ("review", "protest", ("unsorted",))
    assert archive.problems == ()
    place = archive.places[made.places[0].place]
    assert place.id == "ollachea-ollachea-carabaya-puno-peru"
    assert place.within == ("Ollachea", "Carabaya", "Puno", "peru")
    assert place.provenance.source_id == "acled:PER1234" and "ACLED" in place.provenance.source


def test_the_same_file_twice_changes_nothing(folder: Path) -> None:
    text = table({}, {"event_id_cnty": "PER2", "location": "Lima"})
    taken(folder, "acled", text)
    before = prints(folder)
    outcome, _, files = taken(folder, "acled", text, replace=True)
    assert (outcome.new, outcome.same, outcome.differ, outcome.places) == (0, 2, 0, 0)
    assert files == [] and prints(folder) == before


def test_one_town_told_more_and_less_exactly_is_found_again_as_exactly(folder: Path) -> None:
    rows = [{"event_id_cnty": f"PER{n}", "geo_precision": n} for n in "312"]
    _, archive, _ = taken(folder, "acled", table(*rows))
    ids = [archive.events[f"acled-per{n}"].places[0].place for n in "123"]
    assert [archive.places[name].precision for name in ids] == ["town", "district", "region"]
    before = prints(folder)
    outcome, _, _ = taken(folder, "acled", table(*rows), replace=True)
    assert (outcome.same, outcome.differ) == (3, 0) and prints(folder) == before


def test_of_two_places_that_fit_the_one_that_a_person_chose_stays(folder: Path) -> None:
    rows = [{"event_id_cnty": f"PER{n}", "geo_precision": n} for n in "31"]
    taken(folder, "acled", table(*rows))
    path = folder / "events" / "import-acled-2025-05.yaml"
    exact, coarse = "place: ollachea-ollachea-carabaya-puno-peru-town", "place: ollachea-ollachea"
    text = path.read_text("utf-8")
    assert text.count(exact) == 1
    path.write_text(text.replace(exact, f"{coarse}-carabaya-puno-peru"), "utf-8")
    outcome, _, _ = taken(folder, "acled", table(*rows), replace=True)
    assert (outcome.same, outcome.differ) == (2, 0)


def test_a_dry_run_writes_nothing_and_counts_the_same(folder: Path) -> None:
    before = prints(folder)
    outcome, _, files = taken(folder, "acled", table({}), dry_run=True)
    assert (outcome.new, outcome.places, files) == (1, 1, [])
    assert prints(folder) == before


def test_what_a_person_settled_stays_and_the_rest_is_replaced_only_if_asked(folder: Path) -> None:
    taken(folder, "acled", table({}))
    path = folder / "events" / "import-acled-2025-05.yaml"
    text = path.read_text("utf-8").replace("status: review", "status: published  # seen")
    path.write_text(text.replace("[unsorted]", "[mining]"), "utf-8")
    outcome, archive, _ = taken(folder, "acled", table({}), replace=True)
    assert (outcome.same, outcome.differ) == (1, 0)
    changed = table({"notes": "Something else was found out."})
    before = prints(folder)
    outcome, _, _ = taken(folder, "acled", changed)
    assert (outcome.same, outcome.differ) == (0, 1) and prints(folder) == before
    outcome, archive, files = taken(folder, "acled", changed, replace=True)
    made = archive.events["acled-per1234"]
    assert made.text == {"en": "Something else was found out."}
    assert (made.status, made.themes) == ("published", ("mining",))
    assert "# seen" in path.read_text("utf-8") and files == ["events/import-acled-2025-05.yaml"]


def edited(folder: Path, *changes: tuple[str, str]) -> str:
    """What the file of the import is after an editor's changes."""
    path = folder / "events" / "import-acled-2025-05.yaml"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return text


def test_what_an_editor_changed_stays_where_the_file_says_the_same_as_last_time(
    folder: Path,
) -> None:
    taken(folder, "acled", table({}))
    changes = [
        ("en: 'Peaceful protest: Ollachea'", "en: Farmers march"),
        ("date: 2025-05-16", "date: 2025-05"),
        ("ollachea-ollachea-carabaya-puno-peru", "andes"),
    ]
    text = edited(folder, *changes)
    places = yaml.safe_load((folder / "places.yaml").read_text("utf-8"))[:-1]
    (folder / "places.yaml").write_text(yaml.safe_dump(places, sort_keys=False), "utf-8")
    before = prints(folder)
    outcome, _, files = taken(folder, "acled", table({}), replace=True)
    assert (outcome.same, outcome.differ, outcome.kept, files) == (1, 0, 1, [])
    assert prints(folder) == before
    news = table({"notes": "Something else was found out."})
    outcome, archive, _ = taken(folder, "acled", news, replace=True)
    assert [fields for _, fields in outcome.changes] == [("text",)]
    assert archive.events["acled-per1234"].text == {"en": "Something else was found out."}
    assert archive.events["acled-per1234"].title == {"en": "Farmers march"}
    assert len(archive.places) == len(places) and "Farmers march" in text


def test_what_was_not_replaced_is_news_the_next_time_too(folder: Path) -> None:
    taken(folder, "acled", table({}))
    news = table({"notes": "Something else was found out."})
    for _ in range(2):
        outcome, _, _ = taken(folder, "acled", news)
        assert (outcome.differ, outcome.kept) == (1, 0)
    outcome, _, _ = taken(folder, "acled", news, replace=True)
    edited(folder, ("Something else was found out.", "Better."))
    outcome, _, _ = taken(folder, "acled", news, replace=True)
    assert (outcome.same, outcome.kept) == (1, 1)
    outcome, _, _ = taken(folder, "acled", table({}), replace=True)
    assert outcome.differ == 1


def test_a_record_that_was_taken_out_comes_in_whole_again(folder: Path) -> None:
    _, before, _ = taken(folder, "acled", table({}))
    (folder / "events" / "import-acled-2025-05.yaml").unlink()
    outcome, archive, _ = taken(folder, "acled", table({}))
    assert outcome.new == 1
    assert archive.events["acled-per1234"] == before.events["acled-per1234"]


def test_what_a_file_said_last_may_be_lost_or_broken(folder: Path) -> None:
    taken(folder, "acled", table({}))
    (path,) = (folder / "events").glob("*.jsonl")
    path.write_bytes(b'\xff\n[]\n7\n{"id": "acled-per1234", "title": 7}\n{"id": []}\n{}\n')
    edited(folder, ("en: 'Peaceful protest: Ollachea'", "en: Farmers march"))
    outcome, _, _ = taken(folder, "acled", table({}))
    assert (outcome.differ, outcome.kept) == (1, 0)


def test_a_sheet_of_ours_is_edited_by_people_and_says_what_they_want(folder: Path) -> None:
    text = "id,date,title_en,published,kind,themes\nx,2004,A,2004-11-30,protest,mining\n"
    taken(folder, "csv", text)
    taken(folder, "csv", text.replace("A", "B"), replace=True)
    _, archive, _ = taken(folder, "csv", text, replace=True)
    assert archive.events["x"].title == {"en": "A"}
    assert not list((folder / "events").glob("*.jsonl"))


def test_a_place_of_a_change_that_nobody_wants_is_not_added(folder: Path) -> None:
    taken(folder, "acled", table({}))
    before = prints(folder)
    moved = table({"latitude": "-13.9"})
    outcome, _, _ = taken(folder, "acled", moved)
    assert (outcome.differ, outcome.places) == (1, 0) and prints(folder) == before
    outcome, archive, _ = taken(folder, "acled", moved, replace=True)
    (entry,) = archive.events["acled-per1234"].places
    assert archive.places[entry.place].lat == -13.9 and archive.problems == ()


def test_a_good_row_after_a_bad_one_of_its_id_comes_in(folder: Path) -> None:
    outcome, archive, _ = taken(folder, "acled", table({"notes": "\x01"}, {"notes": "Good."}))
    assert (outcome.new, outcome.refused, outcome.themeless) == (1, 1, 1)
    assert archive.events["acled-per1234"].text == {"en": "Good."}


def test_one_id_twice_in_a_file_is_refused_the_second_time(folder: Path) -> None:
    outcome, _, _ = taken(folder, "acled", table({}, {"notes": "Other"}))
    assert (outcome.new, outcome.refused) == (1, 1)


def test_places_are_shared_and_those_of_the_archive_used_again(folder: Path) -> None:
    here = {"location": "Lima", "latitude": "-12.0432", "longitude": "-77.0282"}
    rows = [
        {"event_id_cnty": "PER1", **here},
        {"event_id_cnty": "PER2"},
        {"event_id_cnty": "PER3"},
        {"event_id_cnty": "PER4", **here, "geo_precision": "3"},
    ]
    outcome, archive, _ = taken(folder, "acled", table(*rows))
    where = [archive.events[f"acled-per{n}"].places[0].place for n in (1, 2, 3, 4)]
    assert where[0] == "lima"
    assert where[1] == where[2]
    assert where[3] != "lima", "a town would be more exact than the row"
    assert archive.places[where[3]].precision == "region"
    assert outcome.places == 2


def test_one_name_at_two_points_is_two_places(folder: Path) -> None:
    rows = [{"event_id_cnty": "A"}, {"event_id_cnty": "B", "latitude": "-14"},
            {"event_id_cnty": "C", "latitude": "-15"}]  # fmt: skip
    _, archive, _ = taken(folder, "acled", table(*rows))
    where = {archive.events[f"acled-{k}"].places[0].place for k in "abc"}
    assert len(where) == 3
    assert sorted(archive.places[w].lat for w in where) == [-15.0, -14.0, -13.4386]


def test_a_place_of_a_refused_row_is_made_by_the_next_that_needs_it(folder: Path) -> None:
    outcome, archive, _ = taken(
        folder, "acled", table({"event_id_cnty": "A", "notes": "bad \x01"}, {"event_id_cnty": "B"})
    )
    assert (outcome.refused, outcome.places) == (1, 1)
    assert archive.problems == () and "acled-b" in archive.events


def test_a_likely_duplicate_is_told_with_its_line_and_comes_in_all_the_same(folder: Path) -> None:
    (folder / "events" / "2025.yaml").write_text(
        "- id: by-hand\n  title: {en: 'Peaceful protest: Lima'}\n  text: {en: Farmers said no.}\n"
        "  published: 2025-05-17\n  date: 2025-05-17\n  kind: protest\n  themes: [mining]\n"
        "  places: [{place: lima}]\n  status: published\n",
        "utf-8",
    )
    here = {"location": "Lima", "latitude": "-12.0432", "longitude": "-77.0282"}
    outcome, archive, _ = taken(folder, "acled", table({**here, "notes": "Farmers said no."}))
    ((line, like),) = outcome.likely
    assert (line, like.first, like.second, like.days) == (2, "by-hand", "acled-per1234", 1)
    assert "acled-per1234" in archive.events


def test_a_likely_duplicate_is_found_at_a_place_that_an_earlier_row_made(folder: Path) -> None:
    taken(folder, "acled", table({"event_id_cnty": "A", "notes": "Farmers said no."}))
    rows = [{"event_id_cnty": k, "notes": "Farmers said no.", "geo_precision": "2"} for k in "BC"]
    outcome, _, _ = taken(folder, "acled", table(*rows))
    assert [(line, like.first) for line, like in outcome.likely] == [
        (2, "acled-a"), (3, "acled-a"),
    ]  # fmt: skip


def test_what_has_no_theme_or_kind_of_ours_goes_to_a_shelf_of_its_own(folder: Path) -> None:
    text = table({"event_type": "Battles", "sub_event_type": "Armed clash"})
    outcome, archive, _ = taken(folder, "acled", text)
    assert (outcome.themeless, outcome.kindless) == (1, 1)
    assert outcome.unknown == {"kind Battles / Armed clash": 1}
    assert archive.events["acled-per1234"].kind == "unsorted"
    written = (folder / "themes.yaml").read_text("utf-8")
    assert written.startswith("# colours of ours\nthemes:\n  - id: coca\n")
    assert (archive.themes["unsorted"].name["es"], archive.kinds["unsorted"].acled) == (
        "Sin clasificar", None,
    )  # fmt: skip
    assert list(archive.themes) == ["coca", "mining", "unsorted"]


def test_the_theme_and_kind_that_the_person_names_are_taken_instead(folder: Path) -> None:
    before = (folder / "themes.yaml").read_text("utf-8")
    text = table({"event_type": "Battles", "sub_event_type": "Armed clash"})
    _, archive, _ = taken(folder, "acled", text, theme="mining", kind="protest")
    made = archive.events["acled-per1234"]
    assert (made.themes, made.kind) == (("mining",), "protest")
    assert (folder / "themes.yaml").read_text("utf-8") == before


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("protest", "protest"),
        ("Protesta", "protest"),
        ("Protests", "protest"),
        ("Protests / Peaceful protest", "protest"),
        ("Riots / Mob violence", "mob-violence"),
        ("Riots / Violent demonstration", "clash"),
        ("Violence against civilians / Attack", "attack"),
        ("Violence against civilians / Sexual violence", None),
        ("Battles / Armed clash", None),
        ("", None),
    ],
)
def test_kinds_are_found_by_id_name_and_acled_type(
    given: str, kind: str | None, data: Path
) -> None:
    assert Vocabulary(loading.load(data)).kind(given) == kind


def test_themes_are_found_by_their_names_in_both_languages(data: Path) -> None:
    words = Vocabulary(loading.load(data))
    assert words.themes(["MINERÍA", "civil society", "Fish"]) == (
        ("mining", "civil-society"), ("Fish",),
    )  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_shelf_is_added_and_all_else_of_the_file_kept_byte_for_byte(
    end: str, folder: Path
) -> None:
    path = folder / "themes.yaml"
    before = ("\ufeff" + THEMES.replace("\n", end)).encode()
    path.write_bytes(before)
    taken(folder, "acled", table({"event_type": "Battles"}))
    after = path.read_bytes()
    kept = iter(after.splitlines(keepends=True))
    assert all(line in kept for line in before.splitlines(keepends=True)), "in their order"
    assert len(after.splitlines()) == len(before.splitlines()) + 7
    assert after.count(b"\r\n") == (len(after.splitlines()) if end == "\r\n" else 0)


def test_themes_that_cannot_be_added_to_are_told_before_anything_is_written(
    tmp_path: Path,
) -> None:
    made = write(tmp_path / "data", [event("ours")])  # JSON: a program wrote it
    before = prints(made)
    with pytest.raises(ReadingError, match="--theme and --kind"):
        taken(made, "acled", table({}))
    assert prints(made) == before


def test_a_record_that_somebody_broke_is_not_added_a_second_time(folder: Path) -> None:
    taken(folder, "acled", table({}))
    path = folder / "events" / "import-acled-2025-05.yaml"
    path.write_text(path.read_text("utf-8").replace("kind: protest", "kind: quarrel"), "utf-8")
    before = prints(folder)
    outcome, _, _ = taken(folder, "acled", table({}))
    assert (outcome.new, outcome.refused) == (0, 1)
    assert prints(folder) == before


def test_files_that_would_grow_too_large_are_split(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "FILE_LIMIT", 6_000)
    rows = [{"event_id_cnty": f"PER{n}", "location": f"Town {n}"} for n in range(30)]
    _, archive, files = taken(folder, "acled", table(*rows))
    assert "events/import-acled-2025-05-2.yaml" in files and "places-2.yaml" in files
    assert archive.problems == () and len(archive.events) == 31
    assert max((folder / f).stat().st_size for f in files if "import" in f) < 8_000


def test_our_own_csv_keeps_its_status_and_that_of_others_does_not(folder: Path) -> None:
    text = (
        "id,date,title_en,text_en,kind,themes,status,published,place_ids,precision\n"
        "mine,2004-11,A,B,protest,mining,published,2004-11-30,lima,town\n"
        ",2004-11,New,B,protest,coca,,2004-11-30,,\n"
    )
    _, archive, _ = taken(folder, "csv", text)
    assert archive.events["mine"].status == "published"
    assert archive.events["mine"].places[0].place == "lima"
    (new,) = [e for e in archive.events.values() if e.title == {"en": "New"}]
    assert new.status == "review" and new.id.startswith("new-")


def test_a_name_without_point_and_id_is_counted_as_lost_and_the_record_kept(folder: Path) -> None:
    text = "id,date,title_en,places,published\nx,2004,A,Somewhere,2004-11-30\n"
    outcome, archive, _ = taken(folder, "csv", text, theme="mining", kind="protest")
    assert archive.events["x"].places == ()
    assert outcome.lost["places (no point, and not in the archive)"] == 1


def test_ids_of_two_files_with_the_same_numbers_are_kept_apart_by_a_name(folder: Path) -> None:
    taken(folder, "acled", table({"event_id_cnty": "1"}), name="one")
    outcome, archive, _ = taken(folder, "acled", table({"event_id_cnty": "1"}), name="two")
    assert outcome.new == 1
    assert {"one-1", "two-1"} <= set(archive.events)


def test_ids_are_never_too_long_or_empty(folder: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"event_id_cnty": "x" * 300}, {"event_id_cnty": "Ñ/ü 7"}, {"event_id_cnty": "中文"}
    ]  # fmt: skip
    outcome, archive, _ = taken(folder, "acled", table(*rows))
    assert outcome.new == 3 and archive.problems == ()


# -- places that are kept back --------------------------------------------------------------------

SECRET = [
    {"place": "secret-mine", "role": "site", "as_written": "behind Rosa's house"},
    {"place": "lonely-farm", "role": "destination"},  # nothing around it is known
    {"place": "cajamarca", "role": "mentioned", "as_written": "the square"},
]


def keeping(folder: Path, where: list[dict[str, Any]], level: str) -> Path:
    """A folder with one sensitive event, written as people write it."""
    shy = event("shy", where, sensitivity=level, date="2004-11-05")
    made = write(folder / "data", [shy])
    text = yaml.safe_dump([shy], sort_keys=False, allow_unicode=True)
    (made / "events" / "2004-11-30.yaml").write_text(text, encoding="utf-8")
    return made


def sent(folder: Path, form: str) -> str:
    """What a format gives out of a folder."""
    archive = loading.load(folder)
    shown = gate.publish(archive, TODAY, known_divisions)
    return exchange.FORMATS[form].write(take(engine(shown), shown, Filter())).decode("utf-8")


@pytest.mark.parametrize("form", ["csv", "geojson", "linked-places"])
@pytest.mark.parametrize("level", ["district", "province", "department"])
def test_our_own_file_does_not_put_the_coarse_place_over_the_exact_one(
    tmp_path: Path, form: str, level: str
) -> None:
    folder = keeping(tmp_path, SECRET, level)
    before, text = prints(folder), sent(folder, form)
    assert "secret-mine" not in text and "Rosa" not in text
    outcome, archive, _ = taken(folder, form, text, replace=True)
    assert (outcome.new, outcome.same, outcome.differ, outcome.places) == (0, 1, 0, 0)
    assert prints(folder) == before
    assert [p.model_dump(exclude_none=True) for p in archive.events["shy"].places] == SECRET


def test_what_is_changed_in_our_own_file_leaves_the_exact_places(tmp_path: Path) -> None:
    folder = keeping(tmp_path, SECRET[:2], "province")
    text = sent(folder, "csv").replace("Text of shy.", "Told anew.").replace(",site,", ",origin,")
    outcome, archive, _ = taken(folder, "csv", text, replace=True)
    changed = archive.events["shy"]
    assert outcome.differ == 1 and changed.text["en"] == "Told anew."
    assert [(p.place, p.role, p.as_written) for p in changed.places] == [
        ("secret-mine", "origin", "behind Rosa's house"),
        ("lonely-farm", "destination", None),
    ]


def test_a_place_taken_out_of_our_own_file_is_taken_out_of_the_record(tmp_path: Path) -> None:
    where = [SECRET[0], {"place": "lima", "role": "origin"}]
    folder = keeping(tmp_path, where, "department")
    feature = json.loads(sent(folder, "geojson"))
    kept = [p for p in feature["features"][0]["properties"]["places"] if p["role"] == "site"]
    feature["features"][0]["properties"]["places"] = kept
    _, archive, _ = taken(folder, "geojson", json.dumps(feature), replace=True)
    assert [p.place for p in archive.events["shy"].places] == ["secret-mine"]
