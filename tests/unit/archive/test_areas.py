"""What a sensitive place is shown as: a division that is known, no point that looks like one."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from making import PLACES, TODAY, archive, event, place, write

from psgdash.archive import divisions, gate
from psgdash.archive.records import BY_HAND
from psgdash.errors import DataFolderError
from psgdash.locale import words
from psgdash.query.coarsening import coarser_words
from psgdash.query.snapshot import current, known_divisions

HERE = (-10.2956, -73.8758)  # where the editor put the pin
TAMBO = ("Satipo", "Junín", "peru")
PERU = next(p for p in PLACES if p["id"] == "peru")
ACLED, UCDP, TIMEMAP = (
    f"{what}, imported" for what in ("ACLED's CSV", "UCDP GED's CSV", "timemap's JSON")
)


def made(title: str, precision: str, *within: str, **more: Any) -> dict[str, Any]:
    """A place at HERE; `source` and `source_id` say where it is from."""
    source = {"source": more.pop("source", "Notes"), "source_id": more.pop("source_id", None)}
    radius = {"radius_km": more.pop("radius_km", None)}
    record = place("there", *more.pop("at", HERE), precision, *within, title=title, **radius)
    return record | {"name": {"en": title}, "provenance": {"query": title, **source}}


def shown(record: dict[str, Any], level: str, *more: dict[str, Any]) -> tuple[str, str] | None:
    """Name and precision of what readers see of a place, or nothing."""
    kept = archive([event(where="there", sensitivity=level)], [record, PERU, *more])
    found = gate.publish(kept, TODAY, known_divisions)
    assert (HERE[0], HERE[1]) not in {(p.lat, p.lon) for p in found.places.values()}
    for entry in found.events["a-protest"].places:
        return found.places[entry.place].name["en"], found.places[entry.place].precision
    return None


RIO_TAMBO, SATIPO, JUNIN = (
    ("Río Tambo", "district"),
    ("Satipo", "province"),
    ("Junín", "department"),
)
IMPORTED_HOUSE = made("House of Juana Quispe, Tambobamba", "region", source=TIMEMAP)


@pytest.mark.parametrize(
    ("record", "district", "province", "department"),
    [
        # A pin moved by hand is no district, whatever it is called.
        (made("Río Tambo", "district", *TAMBO, source=BY_HAND), RIO_TAMBO, SATIPO, JUNIN),
        (made("Río Tambo", "district", "peru", source=BY_HAND), "peru", "peru", "peru"),
        (made("Junín", "district", "peru", source=BY_HAND), "peru", "peru", "peru"),
        (made("Satipo", "province", "Junín", "peru", source=BY_HAND), SATIPO, SATIPO, JUNIN),
        # What the archive has no record of.
        (made("Puerto Ocopa", "town", "Río Tambo", *TAMBO), RIO_TAMBO, SATIPO, JUNIN),
        (made("Puerto Ocopa", "town", *TAMBO), SATIPO, SATIPO, JUNIN),
        (
            made("Cusco", "town", "Cusco", "Cusco", "Cuzco", "Perú"),
            ("Cusco", "district"), ("Cusco", "province"), ("Cusco", "department"),
        ),
        (
            made("Livitaca", "district", "Chumbivilcas", "Cusco", "peru"),
            ("Livitaca", "district"), ("Chumbivilcas", "province"), ("Cusco", "department"),
        ),
        # Points of imports that are known roughly.
        (IMPORTED_HOUSE, None, None, None),
        (
            made("Fuerabamba", "region", "Challhuahuacho", "Cotabambas", "Apurimac", "Peru",
                 source=ACLED),
            *(("Apurímac", "department"),) * 3,
        ),
        (
            made("Uchuraccay village", "province", "Ayacucho department", "Peru", source=UCDP),
            *(("Ayacucho", "department"),) * 3,
        ),
        (
            made("Uchuraccay village", "province", "Huanta province", "Ayacucho", "Peru",
                 source=UCDP),
            ("Huanta", "province"), ("Huanta", "province"), ("Ayacucho", "department"),
        ),
        (made("House of Juana", "country", "Peru", source=ACLED), "peru", "peru", "peru"),
        (made("House of Juana", "country"), None, None, None),
        # What is placed as its district is none, even if its chain is short of one.
        (
            made("Camisea gas field", "district", "La Convención", "Cusco", "peru",
                 source_id="site:camisea-gas-field"),
            ("La Convención", "province"), ("La Convención", "province"), ("Cusco", "department"),
        ),
        (made("Uchunya", "district", "Ucayali", "peru"), *(("Ucayali", "department"),) * 3),
        # A region is as coarse as it is wide.
        (made("Valley", "region", "Peru", radius_km=5), "peru", "peru", "peru"),
        (made("House", "region", "Puno", "Peru", radius_km=300), *(("Puno", "department"),) * 3),
        # Elsewhere.
        (made("Quito", "town", "Pichincha", "Ecuador"), *(("Ecuador", "country"),) * 3),
        (made("Atlanta", "town", "Georgia", "USA"), *(("United States", "country"),) * 3),
        (made("A hamlet", "district", "Pichincha", "Ecuador"), *(("Ecuador", "country"),) * 3),
        (made("A farm", "site"), None, None, None),
        (made("A farm", "site", "Nowhere"), None, None, None),
    ],
)  # fmt: skip
def test_a_sensitive_place_is_shown_as_a_division_that_is_known(
    record: dict[str, Any], district: object, province: object, department: object
) -> None:
    for level, said in (
        ("district", district), ("province", province), ("department", department),
    ):  # fmt: skip
        expected = ("Peru", "country") if said == "peru" else said
        assert shown(record, level) == expected, level


def test_a_region_that_somebody_describes_is_shown_where_it_is_wide_enough() -> None:
    record = made("Central highlands", "region", "peru", radius_km=60, at=(-11.0, -75.0))
    assert shown(record, "province") == ("Central highlands", "region")
    assert shown(record, "department") == ("Peru", "country")


def test_a_chain_that_ends_in_a_place_of_the_archive_goes_on_from_there() -> None:
    mine = made("A mine", "site", "san-gaban")
    san_gaban = next(p for p in PLACES if p["id"] == "san-gaban")
    assert shown(mine, "district", san_gaban) == ("San Gabán", "district")
    assert shown(mine, "department", san_gaban) == ("Puno", "department")


def test_a_group_of_another_country_is_shown_the_divisions_of_its_own_archive() -> None:
    country = place("chile", -30.0, -71.0, "country")
    ours = made("Petorca", "province", "chile", at=(-32.2, -70.8)) | {"id": "petorca"}
    mine = made("A mine", "site", "Petorca", "chile")
    by_hand = made("Petorca", "province", "chile", source=BY_HAND) | {"id": "moved"}
    for where, shown_as in {"there": "petorca", "petorca": "petorca", "moved": "chile"}.items():
        told = [event(where=where, sensitivity="province")]
        kept = archive(told, [by_hand, mine, ours, country])
        kept = replace(kept, site=kept.site.model_copy(update={"country": "chile"}))
        found = gate.publish(kept, TODAY, known_divisions)
        assert [p.place for p in found.events["a-protest"].places] == [shown_as]


@pytest.mark.parametrize("name", ["Republic of Peru", "El Perú", "Peru (whole country)"])
def test_a_country_by_a_name_that_the_gazetteer_does_not_know_opens_nothing(name: str) -> None:
    country = place("pe", -9.0, -75.0, "country") | {"name": {"en": name, "es": name}}
    hamlet = made("Hamlet X", "district", "Melgar", "Puno", "pe", source="a visit")
    kept = archive([event(where="there", sensitivity="district")], [hamlet, country])
    kept = replace(kept, site=kept.site.model_copy(update={"country": "pe"}))
    found = gate.publish(kept, TODAY, known_divisions)
    assert "there" not in [p.place for p in found.events["a-protest"].places]
    assert HERE not in {(p.lat, p.lon) for p in found.places.values()}


def test_what_a_record_of_a_division_says_beside_its_names_stays_inside() -> None:
    unit = next(d for d in known_divisions() if d.id == "ubigeo-210309")
    own = made("San Gabán", "district", *unit.within, at=(unit.lat, unit.lon), radius_km=0.3,
               source="A house", source_id="ubigeo:210309") | {"id": "san-gaban"}  # fmt: skip
    kept = archive([event(where="san-gaban", sensitivity="district")], [own, PERU])
    told = gate.publish(kept, TODAY, known_divisions).places["san-gaban"]
    assert told.provenance == unit.provenance and told.radius_km is None


def test_a_division_that_the_archive_has_is_shown_under_its_own_id() -> None:
    unit = next(d for d in known_divisions() if d.id == "ubigeo-210309")
    own = made("San Gabán", "district", *unit.within, at=(unit.lat, unit.lon),
               source_id="ubigeo:210309") | {"id": "san-gaban"}  # fmt: skip
    mine = made("A mine", "site", "san-gaban", "Carabaya", "Puno", "peru")
    for where in ("there", "san-gaban"):
        kept = archive([event(where=where, sensitivity="district")], [mine, own, PERU])
        found = gate.publish(kept, TODAY, known_divisions)
        assert [p.place for p in found.events["a-protest"].places] == ["san-gaban"]


@pytest.mark.parametrize(
    "change",
    [
        {"lat": -13.5},
        {"name": {"en": "San Gabán", "es": "Casa de Juana"}},
        {"names": ["Casa de Juana"]},
        {"id": "casa-de-juana"},
    ],
)
def test_a_division_of_the_archive_that_says_more_is_shown_as_the_gazetteer_has_it(
    change: dict[str, Any],
) -> None:
    unit = next(d for d in known_divisions() if d.id == "ubigeo-210309")
    own = made("San Gabán", "district", *unit.within, at=(unit.lat, unit.lon),
               source_id="ubigeo:210309") | {"id": "san-gaban"} | change  # fmt: skip
    kept = archive([event(where=own["id"], sensitivity="district")], [own, PERU])
    found = gate.publish(kept, TODAY, known_divisions)
    assert [p.place for p in found.events["a-protest"].places] == ["ubigeo-210309"]
    assert found.places["ubigeo-210309"] == unit


def test_a_place_of_the_archive_does_not_take_the_id_of_a_division() -> None:
    squatter = made("House of Juana", "site", "peru", at=(-11.0, -74.0)) | {"id": "ubigeo-120608"}
    mine = made("A mine", "site", "Río Tambo", *TAMBO)
    told = [event(where="there", sensitivity="district"), event("open", where="ubigeo-120608")]
    found = gate.publish(archive(told, [mine, squatter, PERU]), TODAY, known_divisions)
    (entry,) = found.events["a-protest"].places
    assert entry.place != "ubigeo-120608"
    assert found.places[entry.place].name["en"] == "Río Tambo"
    assert found.places["ubigeo-120608"].name["en"] == "House of Juana"


def test_the_page_and_the_files_know_the_divisions(tmp_path: Path) -> None:
    mine = made("A mine", "site", "Río Tambo", *TAMBO)
    folder = write(tmp_path, [event(where="there", sensitivity="district")], [mine, PERU])
    found = current(folder).published
    assert [found.places[p.place].name["en"] for p in found.events["a-protest"].places] == [
        "Río Tambo"
    ]


@pytest.mark.parametrize(
    "content",
    [None, b"", b"not packed", gzip.compress(b"id,precision\nubigeo:01,district\n", mtime=0)],
    ids=["missing", "empty", "not packed", "without divisions"],
)
def test_without_the_gazetteer_nothing_sensitive_is_shown_and_all_else_is(
    tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / divisions.FILE).write_bytes(content)
    gate.publish(archive([event()]), TODAY, lambda: divisions.read(tmp_path))
    with pytest.raises(DataFolderError, match="Restore it"):
        gate.publish(
            archive([event(sensitivity="district")]), TODAY, lambda: divisions.read(tmp_path)
        )


def test_all_units_of_peru_are_known() -> None:
    known = [d.precision for d in known_divisions()]
    assert (known.count("department"), known.count("province")) == (25, 196)
    assert known.count("district") > 1800 and known.count("country") > 200


@pytest.mark.parametrize(
    ("record", "level", "said"),
    [
        (made("Puerto Ocopa", "town", *TAMBO), "district",
         "The district of “Puerto Ocopa” is not known: readers see the province of Satipo."),
        (made("Uchunya", "town", "Ucayali", "peru"), "province",
         "The province of “Uchunya” is not known: readers see the department of Ucayali."),
        (made("Río Tambo", "district", "peru", source=BY_HAND), "district",
         "The district of “Río Tambo” is not known: readers see the country as a whole. "
         "Its pin was moved far, perhaps into another one."),
        (IMPORTED_HOUSE, "department",
         "The department of “House of Juana Quispe, Tambobamba” is not known: readers see no place "
         "at all."),
        (made("Puerto Ocopa", "town", "Río Tambo", *TAMBO), "district", None),
        (made("Satipo", "province", "Junín", "peru"), "district", None),
        (made("Puerto Ocopa", "town", *TAMBO), "hidden", None),
    ],
)  # fmt: skip
def test_who_asks_for_a_division_that_nobody_knows_is_told_what_readers_see(
    record: dict[str, Any], level: str, said: str | None
) -> None:
    told = event(where="there", sensitivity=level)
    kept = archive([told], [record, PERU])
    seen = gate.coarser(kept.events["a-protest"], kept.places, gate.areas_of(kept, known_divisions))
    assert [coarser_words(each, "peru", words("en")) for each in seen] == ([said] if said else [])
