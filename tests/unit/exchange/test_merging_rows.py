"""What our own files change in records that are here: what they have, and never silently."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from making import PLACES, event, write
from taking import problems, taken

from psgdash.archive import loading
from psgdash.archive.records import Event

SOURCE = {"title": "A paper", "url": "https://example.org/1", "archived_url": "https://a.example/1"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of one record that has everything."""
    where = [{"place": "lima", "role": "origin", "as_written": "the capital"}]
    one = event(
        "one", where, date="2004-11-01~", date_basis="edition", themes=["coca", "mining"],
        conflict=True, sources=[SOURCE], verification="verified", translation={"es": "unreviewed"},
    )  # fmt: skip
    made = write(tmp_path / "data", [])
    for name, records in (("events/2004-11-30.yaml", [one]), ("places.yaml", PLACES)):
        (made / name).write_text(yaml.safe_dump(records, sort_keys=False), encoding="utf-8")
    return made


def before(folder: Path) -> Event:
    """The record."""
    return loading.load(folder).events["one"]


def sheet(**cells: str) -> str:
    """Our own CSV of the record with these columns beside id and date."""
    out = io.StringIO()
    row = {"id": "one", "date": "2004-11-01~", **cells}
    writer = csv.DictWriter(out, list(row))
    writer.writeheader()
    writer.writerow(row)
    return out.getvalue()


def feature(geometry: Any = None, **told: Any) -> str:
    """Our own GeoJSON of the record with these properties beside id and title."""
    title = {"en": "Title of one", "es": "Title of one (es)"}
    properties = {"id": "one", "title": title, **told}
    one = {"type": "Feature", "geometry": geometry, "properties": properties}
    return json.dumps({"type": "FeatureCollection", "features": [one]})


EN, ES, TITLE = "Title of one", "Title of one (es)", {"title_en": "Title of one"}


@pytest.mark.parametrize(
    ("cells", "changed"),
    [
        (TITLE, {}),
        ({"title_en": "New"}, {"title": {"en": "New", "es": ES}}),
        ({"title_en": EN, "title_es": ""}, {"title": {"en": EN}}),
        (TITLE | {"text_es": ""}, {"text": {"en": "Text of one."}}),
        (TITLE | {"text_en": "", "text_es": ""}, {"text": {"en": EN, "es": ES}}),
        (TITLE | {"date": ""}, {"date": None}),
        (TITLE | {"reported_in": ""}, {"date_basis": "text"}),
        (TITLE | {"conflict": ""}, {"conflict": False}),
        (TITLE | {"verification": "", "status": "", "published": "", "kind": "", "themes": ""}, {}),
        (TITLE | {"places": "", "place_ids": ""}, {"places": []}),
        (TITLE | {"place_ids": "lima"}, {}),
        (TITLE | {"place_ids": "lima", "roles": "mentioned"},
         {"places": [{"place": "lima", "role": "mentioned", "as_written": "the capital"}]}),
        (TITLE | {"source": "", "source_url": ""}, {"sources": []}),
        (TITLE | {"source": "A paper"}, {}),
        (TITLE | {"source_url": "https://example.org/1"}, {}),
        (TITLE | {"source": "A paper", "source_url": ""}, {"sources": [{"title": "A paper"}]}),
        (TITLE | {"unreviewed": "es"}, {}),
        (TITLE | {"unreviewed": ""}, {"translation": {"es": "reviewed"}}),
        (TITLE | {"themes": "coca"}, {"themes": ["coca"]}),
    ],
)  # fmt: skip
def test_a_sheet_changes_what_it_has_a_column_for_and_only_an_empty_cell_clears(
    cells: dict[str, str], changed: dict[str, Any], folder: Path
) -> None:
    wanted = Event.model_validate({**before(folder).model_dump(exclude_none=True), **changed})
    outcome, archive, _ = taken(folder, "csv", sheet(**cells), replace=True)
    assert archive.events["one"] == wanted
    assert (outcome.differ, outcome.refused) == (bool(changed), 0)
    assert [set(fields) for _, fields in outcome.changes] == [set(changed)] * bool(changed)


@pytest.mark.parametrize(
    ("told", "changed"),
    [
        ({}, {}),
        ({"text": {"en": "New"}}, {"text": {"en": "New", "es": "Text of one. (es)"}}),
        ({"text": {"es": None}}, {"text": {"en": "Text of one."}}),
        ({"date": None}, {"date": None}),
        ({"conflict": None}, {"conflict": False}),
        ({"places": []}, {"places": []}),
        ({"sources": None}, {"sources": []}),
        ({"translation": {}}, {"translation": {"es": "reviewed"}}),
        ({"sources": [{"title": "A paper", "archived_url": "https://b.example/"}]},
         {"sources": [SOURCE | {"archived_url": "https://b.example/"}]}),
    ],
)  # fmt: skip
def test_a_feature_changes_what_it_has_a_property_for(
    told: dict[str, Any], changed: dict[str, Any], folder: Path
) -> None:
    wanted = Event.model_validate({**before(folder).model_dump(exclude_none=True), **changed})
    outcome, archive, _ = taken(folder, "geojson", feature(**told), replace=True)
    assert archive.events["one"] == wanted
    assert (outcome.differ, outcome.refused) == (bool(changed), 0)


@pytest.mark.parametrize(
    ("cells", "unknown"),
    [
        ({"kind": "protset"}, ["kind protset"]),
        ({"themes": "justise"}, ["theme justise"]),
        ({"themes": "coca; minning"}, ["theme minning"]),
    ],
)
def test_a_word_of_no_theme_or_kind_is_told_and_takes_nothing_away(
    cells: dict[str, str], unknown: list[str], folder: Path
) -> None:
    outcome, archive, _ = taken(folder, "csv", sheet(**TITLE, **cells), replace=True)
    assert list(outcome.unknown) == unknown and outcome.same == 1
    assert (archive.events["one"].kind, archive.events["one"].themes) == (
        "protest", ("coca", "mining"),
    )  # fmt: skip


LIMA = {"places": "Lima", "place_ids": "lima", "precision": "town",
        "lat": "-12.0432", "lon": "-77.0282"}  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "lost"),
    [
        (LIMA, []),
        (LIMA | {"lat": "-12.5"}, ["lat (of a place that is here already)"]),
        (LIMA | {"precision": "site"}, ["precision (of a place that is here already)"]),
        (LIMA | {"places": "Limma"}, ["name (of a place that is here already)"]),
        ({"earliest": "2001-01-01", "latest": "2004-11-04"}, ["earliest"]),
        ({"lat": "-12", "lon": "-77"}, ["lat", "lon"]),
    ],
)
def test_what_is_ignored_of_a_record_is_told(
    cells: dict[str, str], lost: list[str], folder: Path
) -> None:
    outcome, _, _ = taken(folder, "csv", sheet(**TITLE, **cells), replace=True)
    assert (list(outcome.lost), outcome.same, outcome.places) == (lost, 1, 0)


def test_a_point_that_was_moved_in_geojson_is_told(folder: Path) -> None:
    point = {"type": "Point", "coordinates": [-77.0, -11.0]}
    lima = {"id": "lima", "name": {"en": "Lima"}, "precision": "town", "role": "origin"}
    outcome, _, _ = taken(folder, "geojson", feature(point, places=[lima]), replace=True)
    assert outcome.lost == {"lat (of a place that is here already)": 1} and outcome.same == 1


NEW = "id,date,published,title_en,kind,themes,places,place_ids,precision,lat,lon\n"


@pytest.mark.parametrize(
    ("row", "where", "apart"),
    [
        ("Lima,lima,,,", "lima", {}),
        ("Lima,lima,town,-12.0432,-77.0282", "lima", {}),
        ("Lima (Ohio),lima,town,40.74,-84.1", "lima-town", {"lima": "lima-town"}),
        ("Andes,andes,region,,", "andes", {}),
        ("Cajamarca,cajamarca,department,,", None, {}),
    ],
)
def test_an_id_of_ours_counts_where_point_and_precision_agree(
    row: str, where: str | None, apart: dict[str, str], folder: Path
) -> None:
    text = f"{NEW}x,2004,2004-11-30,A,protest,mining,{row}\n"
    outcome, archive, _ = taken(folder, "csv", text)
    assert [p.place for p in archive.events["x"].places] == [where] * bool(where)
    assert outcome.apart == apart and bool(outcome.lost) is (where is None)
    again, _, _ = taken(folder, "csv", text, replace=True)
    assert (again.same, again.differ, again.places) == (1, 0, 0)


@pytest.mark.parametrize(
    ("cells", "points"),
    [
        ("Altiplano; Ilave,,region; town,-15.5; -16.08,-70.0; -69.64",
         {"region": -15.5, "town": -16.08}),
        ("Altiplano; Ilave,,region; town,; -16.08,; -69.64", {"town": -16.08}),
        ("Altiplano; Ilave,,region; town,-16.08,-69.64", {"town": -16.08}),
        ("One; Two,,town; site,-15.5; -16.08,-70.0; -69.64", {"town": -15.5, "site": -16.08}),
    ],
)  # fmt: skip
def test_points_belong_to_the_places_in_their_order(
    cells: str, points: dict[str, float], folder: Path
) -> None:
    _, archive, _ = taken(folder, "csv", f"{NEW}x,2004,2004-11-30,A,protest,mining,{cells}\n")
    places = [archive.places[p.place] for p in archive.events["x"].places]
    assert {p.precision: p.lat for p in places} == points


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("A; B,,town; town,-15; -16; -17,-70; -71; -72", "3 points for 2 places"),
        ("A; B,,town; town,-15,-70", "1 point for 2 places"),
        ("A; B,,town; town,-15; -16,-70", "lat has 2 values and lon has 1"),
        ("A,,town; town,-15,-70", "precision has 2 values for 1 place"),
    ],
)
def test_points_that_fit_no_places_are_refused_in_words(
    cells: str, said: str, folder: Path
) -> None:
    text = f"{NEW}x,2004,2004-11-30,A,protest,mining,{cells}\n"
    outcome, archive, _ = taken(folder, "csv", text)
    assert outcome.refused == 1 and "x" not in archive.events
    assert said in problems("csv", text)[0].message


@pytest.mark.parametrize("row", ["Lima,lima,,,", "Lima,,town,-12.0432,-77.0282"])
def test_a_place_that_somebody_broke_gets_no_double(row: str, folder: Path) -> None:
    path = folder / "places.yaml"
    path.write_text(path.read_text("utf-8").replace("-12.0432", '"here"'), "utf-8")
    kept = path.read_bytes()
    text = f"{NEW}x,2004,2004-11-30,A,protest,mining,{row}\ny,2004,,B,protest,mining,,,,,\n"
    outcome, _, _ = taken(folder, "csv", text)
    assert (outcome.refused, outcome.new) == (1, 1) and path.read_bytes() == kept


def test_a_withdrawn_record_is_not_made_public_by_an_old_file_of_ours(folder: Path) -> None:
    path = folder / "events/2004-11-30.yaml"
    text = path.read_text("utf-8").replace("status: published", "status: withdrawn")
    path.write_text(text, "utf-8")
    assert before(folder).status == "withdrawn"
    csv_file = sheet(status="published", title_en="Another")
    outcome, _, _ = taken(folder, "csv", csv_file, replace=True)
    assert outcome.lost == {"status (it is withdrawn here)": 1}
    assert (before(folder).status, before(folder).title["en"]) == ("withdrawn", "Another")
