"""What the program says of where a point is from has its Spanish; names of sources stay."""

from __future__ import annotations

import csv
import gzip

import pytest

from psgdash.archive.records import BY_HAND, Place
from psgdash.exchange import READERS
from psgdash.geocoding.services import SERVICES
from psgdash.home import shipped
from psgdash.locale import words
from psgdash.query.provenance import source_words


def place(source: str) -> Place:
    """A place from there."""
    return Place.model_validate(
        {
            "id": "puno", "name": {"en": "Puno"}, "lat": -15.84, "lon": -70.02,
            "precision": "town", "within": ["peru"],
            "provenance": {"query": "Puno", "source": source},
        }
    )  # fmt: skip


def derived() -> set[str]:
    """The sources that stand in the gazetteer's derived file; names alone need no translation."""
    with gzip.open(shipped("gazetteer", "places.csv.gz"), "rt", encoding="utf-8") as file:
        return {row["source"] for row in csv.DictReader(file)} - {"GeoNames"}


WRITTEN = sorted(
    derived()
    | {BY_HAND}
    | {service.attribution for service in SERVICES.values()}
    | {f"{reader.what}, imported" for reader in READERS.values()}
)


@pytest.mark.parametrize("source", WRITTEN)
def test_what_the_program_writes_is_said_in_spanish(source: str) -> None:
    assert source_words(place(source), words("en")) == " ".join(source.split())
    assert source_words(place(source), words("es")) != " ".join(source.split())


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("GeoNames", "GeoNames"),
        ("Wikipedia: Yanacocha <https://en.wikipedia.org/wiki/Yanacocha>", "Wikipedia: Yanacocha"),
        ("{n} %s", "{n} %s"),
        ("Our own walk", "Our own walk"),
    ],
)
def test_the_name_of_a_source_stays_without_its_address(source: str, said: str) -> None:
    assert source_words(place(source), words("es")) == said
