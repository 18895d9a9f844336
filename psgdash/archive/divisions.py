"""Districts, provinces, departments and countries of a gazetteer, as places.

The gate shows a sensitive place as one of these. It knows them without geocoding anything.
"""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from psgdash.archive.records import Place, PlacePrecision, Provenance
from psgdash.errors import DataFolderError

Divisions = Callable[[], tuple[Place, ...]]  # read only once something sensitive is shown

FILE = "places.csv.gz"
FEWEST = 2000  # units of Peru: with fewer, a hamlet could pass for a division that is not known
LEVELS: tuple[PlacePrecision, ...] = ("district", "province", "department")
# Kilometres around the point of an area for which no source gives an extent.
RADIUS_KM: Mapping[str, float] = {
    "district": 10.0, "province": 40.0, "department": 120.0, "region": 150.0, "country": 600.0,
}  # fmt: skip
_BROKEN = OSError, EOFError, zlib.error, csv.Error, ValueError, LookupError, AttributeError


@lru_cache(maxsize=2)
def read(folder: Path) -> tuple[Place, ...]:
    """The units of Peru by INEI and the countries; raises DataFolderError without the file."""
    try:
        lines = gzip.decompress((folder / FILE).read_bytes()).decode("utf-8").split("\n")
        # Of a hundred thousand rows only these are taken apart.
        few = (line for line in lines if line.startswith(("id,", "ubigeo:")) or ",country," in line)
        rows = csv.DictReader(few, quoting=csv.QUOTE_NONE)
        found = (_place(row) for row in rows if row["precision"] in (*LEVELS, "country"))
        # A district whose seat nobody knows has the point and the precision of its province.
        known = tuple(place for place in found if place.is_itself)
        if sum(place.precision in LEVELS for place in known) < FEWEST:
            raise ValueError("it has not all divisions")
        return known
    except _BROKEN as error:
        raise DataFolderError(
            f"The gazetteer {FILE} cannot be read ({error}), and without it no sensitive place "
            "can be shown. Restore it, or derive it again with data/gazetteer/build.py."
        ) from error


def _place(row: Mapping[str, str]) -> Place:
    names = tuple(filter(None, row["names"].split("|")))
    precision = row["precision"]
    # Names of Peru are Spanish; of a country the first other name is.
    spanish = names[0] if precision == "country" and names else row["name"]
    return Place.model_validate(
        {
            "id": row["id"].replace(":", "-"),
            "name": {"en": row["name"], "es": spanish},
            "names": names,
            "lat": round(float(row["lat"]), 4),
            "lon": round(float(row["lon"]), 4),
            "precision": precision,
            "within": tuple(filter(None, row["within"].split("|"))),
            "radius_km": None if precision == "district" else RADIUS_KM[precision],
            "provenance": Provenance(query=row["name"], source=row["source"], source_id=row["id"]),
        }
    )
