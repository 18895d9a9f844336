"""The gazetteer as a geopy Geocoder, and its files."""

from __future__ import annotations

import gzip
import inspect
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopy
import pytest
from geopy.exc import GeocoderQueryError
from geopy.geocoders.nominatim import Nominatim

from psgdash.errors import DataFolderError
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.geopy_types import Location
from psgdash.geocoding.ranks import unit
from psgdash.geocoding.spelling import key

SITE = """
- id: somewhere
  name: {en: Somewhere}
  lat: -10
  lon: -75
  precision: site
  within: [Peru]
  source: {title: A source, url: "https://example.org/"}
"""


@pytest.fixture
def with_sites(tmp_path: Path, shipped: Path) -> Callable[[str], Gazetteer]:
    """The shipped places beside other sites."""

    def opened(sites: str) -> Gazetteer:
        for name in ("places.csv.gz", "names.txt.gz"):
            shutil.copy(shipped / name, tmp_path)
        (tmp_path / "sites.yaml").write_text(sites, encoding="utf-8")
        return Gazetteer(tmp_path)

    return opened


def only(answer: Location | list[Location] | None) -> Location:
    assert isinstance(answer, Location)
    return answer


def test_the_gazetteer_is_a_geopy_geocoder(gazetteer: Gazetteer) -> None:
    assert isinstance(gazetteer, geopy.geocoders.base.Geocoder)
    with gazetteer as same:
        assert same is gazetteer


@pytest.mark.parametrize("method", ["geocode", "reverse"])
def test_it_can_be_called_as_geopys_own_services_are(method: str) -> None:
    ours = inspect.signature(getattr(Gazetteer, method)).parameters
    theirs = inspect.signature(getattr(Nominatim, method)).parameters
    assert set(ours) <= set(theirs)
    for name, parameter in ours.items():
        assert parameter.kind == theirs[name].kind
        assert parameter.default == theirs[name].default


def test_geocode_answers_with_a_location_of_geopy(gazetteer: Gazetteer) -> None:
    place = only(gazetteer.geocode("San Gaban, Puno", timeout=3))
    assert isinstance(place, geopy.location.Location)
    assert place.address == "San Gabán, Carabaya, Puno, Peru"
    assert (place.latitude, place.longitude) == pytest.approx((-13.44, -70.40), abs=0.01)
    assert {"name", "precision", "within", "score", "source", "id"} <= set(place.raw)


def test_an_address_does_not_repeat_a_name(gazetteer: Gazetteer) -> None:
    assert only(gazetteer.geocode("Cajamarca")).address == "Cajamarca, Peru"


def test_all_candidates_are_a_list_and_nothing_found_is_none(gazetteer: Gazetteer) -> None:
    several = gazetteer.geocode("Cajamarca", exactly_one=False)
    assert isinstance(several, list)
    assert [place.raw["precision"] for place in several[:3]] == ["town", "department", "province"]
    assert gazetteer.geocode("Nowhere at all") is None
    assert gazetteer.geocode("Nowhere at all", exactly_one=False) is None


@pytest.mark.parametrize("query", ["", "  ", "\x00", "Li\x07ma", "\ud800", "'; DROP TABLE places"])
def test_bad_names_are_not_found(gazetteer: Gazetteer, query: str) -> None:
    assert gazetteer.geocode(query) is None


def test_a_whole_text_is_refused_with_a_clear_message(gazetteer: Gazetteer) -> None:
    with pytest.raises(GeocoderQueryError, match="10,000 characters. Give only the name"):
        gazetteer.geocode("a" * 10_000)


def test_a_query_that_is_no_text_is_refused(gazetteer: Gazetteer) -> None:
    call: Any = gazetteer.geocode  # as an untyped caller has it
    with pytest.raises(GeocoderQueryError, match="must be a text"):
        call({"city": "Lima"})


@pytest.mark.parametrize(
    ("point", "name"),
    [
        ((-12.043, -77.028), "Lima"),
        ("-13.4386, -70.4024", "Lanlacuni Bajo"),
        ((-6.981, -78.511), "Yanacocha mine"),
    ],
)
def test_a_point_is_answered_with_the_nearest_place(
    gazetteer: Gazetteer, point: tuple[float, float] | str, name: str
) -> None:
    assert only(gazetteer.reverse(point)).raw["name"] == name


@pytest.mark.parametrize("point", [(-30, -100), (0, 0), (90, 0), (-90, 0), (85, 180)])
def test_a_point_far_from_any_place_has_no_answer(
    gazetteer: Gazetteer, point: tuple[float, float]
) -> None:
    assert gazetteer.reverse(point) is None


def test_the_date_line_does_not_hide_a_place(with_sites: Callable[[str], Gazetteer]) -> None:
    opened = with_sites(SITE.replace("-75", "179.9"))
    assert only(opened.reverse((-10, -179.9))).raw["name"] == "Somewhere"


@pytest.mark.parametrize("point", ["", "here", ("a", "b"), (float("nan"), 0)])
def test_what_is_no_point_is_refused(gazetteer: Gazetteer, point: tuple[float, float]) -> None:
    with pytest.raises(GeocoderQueryError, match="latitude and longitude"):
        gazetteer.reverse(point)


def test_all_departments_provinces_and_districts_of_peru_are_there(gazetteer: Gazetteer) -> None:
    here = [entry for entry in gazetteer.entries if entry.country == "PE"]
    units = Counter(unit(entry) for entry in here if entry.id.startswith("ubigeo:"))
    assert units == {"department": 25, "province": 196, "district": 1867}
    towns = Counter(entry.id.partition(":")[0] for entry in here if entry.precision == "town")
    assert towns["geonames"] == 2296
    assert towns["inei"] > 50, "seats that GeoNames lacks"


def test_a_district_without_a_known_seat_is_placed_no_finer_than_its_province(
    gazetteer: Gazetteer,
) -> None:
    unknown = [entry for entry in gazetteer.entries if "seat not known" in entry.source]
    assert 0 < len(unknown) < 50
    assert {entry.precision for entry in unknown} == {"province"}


@pytest.mark.parametrize(
    ("name", "country"),
    [("Acre", "BR"), ("Tarija", "BO"), ("Loja", "EC"), ("Oaxaca", "MX"), ("Antioquia", "CO")],
)
def test_first_level_divisions_of_latin_america_are_there_and_say_how_wide_they_are(
    gazetteer: Gazetteer, name: str, country: str
) -> None:
    found = [
        e for e in gazetteer.named(key(name)) if (e.precision, e.country) == ("region", country)
    ]
    assert len(found) == 1
    assert found[0].radius_km


WORLD = [
    # as news write it, country, precision
    ("US", "US", "country"), ("Britain", "GB", "country"), ("Holland", "NL", "country"),
    ("DR Congo", "CD", "country"), ("Burma", "MM", "country"), ("Palestine", "PS", "country"),
    ("Costa de Marfil", "CI", "country"), ("Swaziland", "SZ", "country"),
    ("England", "GB", "region"), ("Gales", "GB", "region"), ("Kent", "GB", "province"),
    ("Bavaria", "DE", "region"), ("Sajonia", "DE", "region"), ("Uttar Pradesh", "IN", "region"),
    ("Quebec", "CA", "region"), ("Nueva Gales del Sur", "AU", "region"),
    ("Cisjordania", "PS", "region"), ("Gaza Strip", "PS", "region"), ("Kashmir", "", "region"),
    ("Cook County", "US", "province"), ("Bruselas", "BE", "town"), ("Kyiv", "UA", "town"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "country", "precision"), WORLD)
def test_the_world_is_known_by_the_names_the_news_use(
    gazetteer: Gazetteer, name: str, country: str, precision: str
) -> None:
    found = {(entry.country, entry.precision) for entry in gazetteer.named(key(name))}
    assert (country, precision) in found


def test_all_states_of_the_united_states_and_nations_of_the_kingdom_are_there(
    gazetteer: Gazetteer,
) -> None:
    divisions = (e for e in gazetteer.entries if e.id.startswith("admin1:"))
    regions = Counter(e.country for e in divisions if e.precision == "region")
    assert regions["US"] >= 51
    assert regions["GB"] == 4
    assert regions["DE"] == 16
    assert regions["CA"] >= 10
    assert regions["IN"] >= 33


def test_areas_with_an_outline_say_how_far_they_reach_and_hold_their_point(
    gazetteer: Gazetteer,
) -> None:
    areas = [entry for entry in gazetteer.entries if entry.extent]
    assert {"country", "region", "department"} <= {entry.precision for entry in areas}
    assert sum(e.precision == "department" for e in areas) == 25
    for entry in areas:
        south, west, north, east = entry.extent
        assert south - 0.1 <= entry.lat <= north + 0.1, entry.name
        assert west - 0.1 <= entry.lon <= east + 0.1, entry.name


def test_an_area_is_answered_with_its_extent(gazetteer: Gazetteer) -> None:
    south, west, north, east = only(gazetteer.geocode("Puno region")).raw["extent"]
    assert -17.5 < south < north < -12.5
    assert -71.5 < west < east < -68.5


@pytest.mark.parametrize("name", ["", "x", "zzzzzz", "a", "\ud800", "lima\n", "\t", "0"])
def test_what_is_no_name_is_not_found_by_halving(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.named(name) == ()
    assert not gazetteer.knows(name)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("Qosqo", "Cusco"), ("Punu", "Puno"), ("Ariqipa", "Arequipa"), ("Wankayu", "Huancayo")],
)
def test_quechua_and_aymara_names_are_known(gazetteer: Gazetteer, wrong: str, right: str) -> None:
    assert right in {entry.name for entry in gazetteer.named(key(wrong))}


def test_names_made_for_other_places_are_refused(tmp_path: Path, shipped: Path) -> None:
    shutil.copy(shipped / "names.txt.gz", tmp_path)
    places = gzip.decompress((shipped / "places.csv.gz").read_bytes()).rsplit(b"\n", 1)[0]
    (tmp_path / "places.csv.gz").write_bytes(gzip.compress(places))
    with pytest.raises(DataFolderError, match="was not made with this"):
        Gazetteer(tmp_path)


def test_every_name_is_folded_in_the_file_as_in_the_program(gazetteer: Gazetteer) -> None:
    for entry in gazetteer.entries:
        for name in (entry.name, *entry.names):
            assert not key(name) or gazetteer.knows(key(name)), name


def test_every_entry_has_a_point_on_earth_an_id_of_its_own_and_a_source(
    gazetteer: Gazetteer,
) -> None:
    assert len({entry.id for entry in gazetteer.entries}) == len(gazetteer.entries)
    for entry in gazetteer.entries:
        assert abs(entry.lat) <= 90
        assert abs(entry.lon) <= 180
        assert entry.name
        assert entry.source


def test_everything_in_peru_lies_within_it(gazetteer: Gazetteer) -> None:
    for entry in gazetteer.entries:
        if entry.country == "PE":
            assert -18.5 < entry.lat < 0.1
            assert -81.5 < entry.lon < -68.5
            assert entry.precision == "country" or entry.within[-1] == "Peru"


def test_the_curated_sites_are_without_fault_and_cite_a_source(gazetteer: Gazetteer) -> None:
    assert gazetteer.problems == ()
    curated = [entry for entry in gazetteer.entries if entry.curated]
    assert len(curated) >= 3
    assert all("https://" in entry.source for entry in curated)


def test_the_gazetteer_is_small(shipped: Path) -> None:
    sizes = [(shipped / name).stat().st_size for name in ("places.csv.gz", "names.txt.gz")]
    assert sum(sizes) < 4_000_000


MEMORY = """
import sys
from pathlib import Path
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.mentions import find
from psgdash.geocoding.resolving import resolve
def now():
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1000
before = now()
gazetteer = Gazetteer(Path(sys.argv[1]))
resolve("San Gaban, Puno", gazetteer), resolve("Arequpa", gazetteer)
find("They met in Puno.", gazetteer), gazetteer.reverse((-12, -77))
print(now() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_the_gazetteer_needs_less_than_eighty_megabytes_of_memory(shipped: Path) -> None:
    told = subprocess.check_output([sys.executable, "-c", MEMORY, str(shipped)], text=True)
    assert float(told) < 80


def test_the_packed_file_tells_neither_name_nor_time(shipped: Path) -> None:
    header = (shipped / "places.csv.gz").read_bytes()[:10]
    assert header[3] == 0, "no file name"
    assert header[4:8] == bytes(4), "no time stamp"


@pytest.mark.parametrize(
    "content",
    [None, b"", b"not gzip", gzip.compress(b"a,b\n"), gzip.compress(b"\xff\xfe")],
    ids=["missing", "empty", "not packed", "other columns", "no text"],
)
def test_a_missing_or_damaged_file_is_told_with_what_to_do(
    tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "places.csv.gz").write_bytes(content)
    with pytest.raises(DataFolderError, match="Restore it"):
        Gazetteer(tmp_path)


def test_a_good_site_is_found_and_outranks_the_rest(with_sites: Callable[[str], Gazetteer]) -> None:
    opened = with_sites(SITE.replace("Somewhere", "Lima"))
    assert opened.problems == ()
    assert only(opened.geocode("Lima")).raw["precision"] == "site"


@pytest.mark.parametrize(
    ("wrong", "right", "field"),
    [
        ("lat: -10", "lat: -100", "lat"),
        ("lon: -75", "lon: west", "lon"),
        ("precision: site", "precision: exact", "precision"),
        ("{en: Somewhere}", "{qu: Somewhere}", "name"),
        ("[Peru]", "Peru", "within"),
        ("title: A source, ", "", "source"),
        ("id: somewhere", "id: ", "id"),
        ("lat: -10", "lat: -10\n  height: 3", "height"),
        ("lat: -10", "lat: -10\n  radius_km: wide", "radius_km"),
    ],
)
def test_a_bad_site_is_a_problem_with_its_field_and_the_gazetteer_still_opens(
    with_sites: Callable[[str], Gazetteer], wrong: str, right: str, field: str
) -> None:
    opened = with_sites(SITE.replace(wrong, right))
    assert [problem.field for problem in opened.problems] == [field]
    assert opened.problems[0].fix
    assert opened.geocode("Lima") is not None


def test_sites_that_are_no_list_are_a_problem(
    with_sites: Callable[[str], Gazetteer],
) -> None:
    assert with_sites("id: somewhere\n").problems
    assert with_sites("- just words\n").problems
