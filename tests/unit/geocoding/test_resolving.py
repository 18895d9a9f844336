"""Which place a name means."""

from __future__ import annotations

import pytest

from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.geocoding.resolving import resolve

MEANT = [
    # query, name, precision, latitude, longitude, innermost of `within`
    ("Cajamarca", "Cajamarca", "town", -7.16, -78.50, "Cajamarca"),
    ("Cajamarca, Peru", "Cajamarca", "town", -7.16, -78.50, "Cajamarca"),
    ("Cajamarca region", "Cajamarca", "department", -7.16, -78.50, "Peru"),
    ("San Gaban, Puno", "San Gabán", "district", -13.44, -70.40, "Carabaya"),
    ("san gabán, puno, perú", "San Gabán", "district", -13.44, -70.40, "Carabaya"),
    ("SAN GABAN (Puno)", "San Gabán", "district", -13.44, -70.40, "Carabaya"),
    ("Distrito de San Gabán, Provincia de Carabaya, Departamento de Puno", "San Gabán", "district",
     -13.44, -70.40, "Carabaya"),
    ("Lanlacuni Bajo", "Lanlacuni Bajo", "town", -13.44, -70.40, "San Gabán"),
    ("Lima", "Lima", "town", -12.04, -77.03, "Lima"),
    ("Lima, PE", "Lima", "town", -12.04, -77.03, "Lima"),
    ("Puno", "Puno", "town", -15.84, -70.02, "Puno"),
    ("Callao", "Callao", "town", -12.05, -77.13, "Callao"),
    ("Peru", "Peru", "country", -10.0, -76.0, None),
    ("Perú", "Peru", "country", -10.0, -76.0, None),
    ("España", "Spain", "country", 40.4, -3.6, None),
    ("Islamic Republic of Iran", "Iran", "country", 32.0, 53.0, None),
    ("Democratic People's Republic of Korea", "North Korea", "country", 40.15, 127.19, None),
    ("Republic of the Congo", "Republic of the Congo", "country", -0.84, 15.22, None),
    ("República del Perú", "Peru", "country", -10.0, -76.0, None),
    ("N.C.", "North Carolina", "region", 35.5, -79.4, "United States"),
    ("Raleigh, N.C.", "Raleigh", "town", 35.8, -78.6, "North Carolina"),
    ("Portland, ME", "Portland", "town", 43.66, -70.26, "Maine"),
    ("Los Angeles", "Los Angeles", "town", 34.05, -118.24, "California"),
    ("Florida", "Florida", "region", 28.65, -82.48, "United States"),
    ("Montana", "Montana", "region", 47.0, -109.6, "United States"),
    ("Buenos Aires", "Buenos Aires", "town", -34.6, -58.4, "Buenos Aires F.D."),
    ("Calcutta", "Kolkata", "town", 22.56, 88.36, "West Bengal"),
    ("Europe", "Europe", "region", 48.7, 9.1, None),
    ("Red Sea", "Red Sea", "region", 20.0, 38.0, None),
    ("Puerto Maldonado", "Puerto Maldonado", "town", -12.59, -69.2, "Tambopata"),
    ("Madre de Dios", "Madre de Dios", "department", -12.59, -69.2, "Peru"),
    ("Distrito de Santa Rosa, El Collao", "Santa Rosa", "district", -16.74, -69.72, "El Collao"),
    ("Quito, Ecuador", "Quito", "town", -0.23, -78.52, "Pichincha"),
    ("Quito", "Quito", "town", -0.23, -78.52, "Pichincha"),
    ("La Paz", "La Paz", "town", -16.5, -68.15, "La Paz Department"),
    ("Yanacocha", "Yanacocha mine", "site", -6.98, -78.51, "Cajamarca"),
    ("Yanacocha, Cajamarca", "Yanacocha mine", "site", -6.98, -78.51, "Cajamarca"),
    ("Yanacocha, Pasco", "Yanacocha", "town", -10.47, -76.50, "Daniel Alcides Carrión"),
    ("Camisea", "Camisea gas field", "district", -11.72, -72.95, "La Convención"),
    ("central Andean town", "Central Andes of Peru", "region", -11.0, -75.3, "Peru"),
    ("La Libertad", "La Libertad", "department", -8.12, -79.03, "Peru"),
    ("San Martín", "San Martín", "department", -6.03, -76.97, "Peru"),
    ("Cuzco", "Cusco", "town", -13.53, -71.97, "Cusco"),
    ("Cuzco Department", "Cusco", "department", -13.53, -71.97, "Peru"),
    ("Sicuani, Cuzco", "Sicuani", "town", -14.27, -71.23, "Sicuani"),
    ("Espinar", "Espinar", "province", -14.79, -71.41, "Cusco"),
    ("Tambogrande", "Tambo Grande", "town", -4.93, -80.34, "Tambo Grande"),
    ("Kimbiri", "Kimbiri", "town", -12.62, -73.79, "Kimbiri"),
    ("Tambo Grande", "Tambo Grande", "town", -4.93, -80.34, "Tambo Grande"),
    ("near Espinar", "Espinar", "province", -14.79, -71.41, "Cusco"),
    ("cerca de Sicuani", "Sicuani", "town", -14.27, -71.23, "Sicuani"),
    ("the town of Sicuani", "Sicuani", "town", -14.27, -71.23, "Sicuani"),
    ("Qosqo", "Cusco", "town", -13.53, -71.97, "Cusco"),
    ("Arequpa", "Arequipa", "town", -16.40, -71.54, "Arequipa"),
    ("Moyendo, Islay", "Mollendo", "town", -17.02, -72.01, "Mollendo"),
    ("distrito de Acoria, provincia y departamento de Huancavelica", "Acoria", "district", -12.64,
     -74.86, "Huancavelica"),
    ("San Juan, Lucanas province, Ayacucho region", "San Juan", "town", -14.65, -74.20,
     "San Juan"),
    ("Anco district, La Mar province", "Anco", "province", -13.01, -73.98, "La Mar"),
    ("Santa Cruz, Bolivia", "Santa Cruz de la Sierra", "town", -17.79, -63.18,
     "Santa Cruz Department"),
    ("Oaxaca", "Oaxaca", "region", 16.95, -96.4, "Mexico"),
    ("Kosovo", "Kosovo", "country", 42.6, 21.0, None),
    ("Fiji", "Fiji", "country", -18.0, 178.0, None),
    ("Vietnam", "Vietnam", "country", 16.2, 107.8, None),
    # as tables write it: the widest first
    ("Puno - Carabaya - San Gabán", "San Gabán", "district", -13.44, -70.40, "Carabaya"),
    ("PUNO/CARABAYA/SAN GABAN", "San Gabán", "district", -13.44, -70.40, "Carabaya"),
    ("PUNO-CARABAYA-SAN GABAN", "San Gabán", "district", -13.44, -70.40, "Carabaya"),
    ("Perú > Áncash > Huaraz > La Libertad", "La Libertad", "district", -9.63, -77.74, "Huaraz"),
    ("Provincia de Huaraz, Distrito de Olleros", "Olleros", "district", -9.67, -77.46, "Huaraz"),
    ("Provincia de San Miguel, Distrito de San Miguel", "San Miguel", "district", -7.0, -78.85,
     "San Miguel"),
    ("Ancash, Huari, Nowhere at all", "Huari", "province", -9.35, -77.17, "Áncash"),
    # however it is shortened
    ("distrito Acoria provincia Huancavelica departamento Huancavelica", "Acoria", "district",
     -12.64, -74.86, "Huancavelica"),
    ("Dtto. Acoria Pcia. Huancavelica", "Acoria", "district", -12.64, -74.86, "Huancavelica"),
    ("Acoria in the province of Huancavelica", "Acoria", "town", -12.64, -74.86, "Acoria"),
    ("Municipalidad Distrital de Acoria, Huancavelica", "Acoria", "district", -12.64, -74.86,
     "Huancavelica"),
    # what holds it is named from the inside out
    ("Chucuito, Puno, Puno", "Chucuito", "town", -15.89, -69.89, "Chucuito"),
    # of two that lie in places of one name it is Peru's
    ("Santa Cruz, Santa Cruz", "Santa Cruz", "district", -6.62, -78.94, "Santa Cruz"),
    # the district of the name, not the site that is called after it
    ("Distrito de Choropampa, Cajamarca", "Choropampa", "district", -6.37, -78.41, "Chota"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "name", "precision", "lat", "lon", "inner"), MEANT)
def test_a_name_means_the_place_a_reader_of_peruvian_news_expects(
    gazetteer: Gazetteer,
    query: str,
    name: str,
    precision: str,
    lat: float,
    lon: float,
    inner: str | None,
) -> None:
    best = resolve(query, gazetteer)[0]
    assert (best.name, best.precision) == (name, precision)
    assert (best.lat, best.lon) == pytest.approx((lat, lon), abs=0.1)
    assert best.within[:1] == ((inner,) if inner else ())


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "...",
        ",,,",
        "Nowhere at all",
        "Nowhere, Nothing",
        "Li\x00ma",
        "\x1b[31mLima",
        "Lima\ud800",
        "x" * 10_000,
        "Lima, " * 2_000,
        "'; DROP TABLE places; --",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "=HYPERLINK(1)",
        "%00%0a",
        "🦙",
    ],
)
def test_what_is_no_known_place_has_no_candidates(gazetteer: Gazetteer, query: str) -> None:
    assert resolve(query, gazetteer) == ()


def test_an_unknown_name_in_a_known_place_is_answered_with_that_place_and_a_low_score(
    gazetteer: Gazetteer,
) -> None:
    best = resolve("Nowhere at all, Puno", gazetteer)[0]
    assert (best.name, best.precision) == ("Puno", "department")
    assert best.score < 0.5
    assert "no Nowhere at all is known" in best.reason


def test_a_known_name_is_not_moved_out_of_the_place_it_is_said_to_lie_in(
    gazetteer: Gazetteer,
) -> None:
    assert all("Tacna" in (c.name, *c.within) for c in resolve("Yanacocha, Tacna", gazetteer))


def test_a_president_is_not_a_town_of_great_certainty(gazetteer: Gazetteer) -> None:
    assert all(candidate.score < 0.3 for candidate in resolve("Toledo", gazetteer))


def test_many_homonyms_have_lower_scores_than_one_name(gazetteer: Gazetteer) -> None:
    assert resolve("Santa Rosa", gazetteer)[0].score < resolve("La Oroya", gazetteer)[0].score / 2


@pytest.mark.parametrize("query", ["Lima", "Santa Rosa", "San Juan", "Cajamarca, Peru", "Sucre"])
def test_candidates_come_best_first_with_scores_between_nought_and_one(
    gazetteer: Gazetteer, query: str
) -> None:
    scores = [candidate.score for candidate in resolve(query, gazetteer)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_a_candidate_as_a_dict_has_the_fields_the_command_line_promises(
    gazetteer: Gazetteer,
) -> None:
    told = resolve("San Gaban, Puno", gazetteer)[0].as_dict()
    assert set(told) == {"name", "lat", "lon", "precision", "within", "score", "source"}
    assert told["within"] == ["Carabaya", "Puno", "Peru"]


def test_every_candidate_says_its_source_and_its_reason(gazetteer: Gazetteer) -> None:
    for candidate in resolve("Yanacocha", gazetteer):
        assert candidate.source
        assert candidate.reason
        assert candidate.id


def test_the_central_andes_say_how_wide_they_are(gazetteer: Gazetteer) -> None:
    assert resolve("sierra central", gazetteer)[0].radius_km == 210


@pytest.mark.parametrize(
    ("query", "name"),
    [("EU", "European Union"), ("Eu", "Eu"), ("UK", "United Kingdom"), ("ICA", "Ica")],
)
def test_a_short_name_in_capitals_is_what_is_called_so_for_short(
    gazetteer: Gazetteer, query: str, name: str
) -> None:
    assert resolve(query, gazetteer)[0].name == name


def test_of_the_names_of_a_place_a_slip_is_of_the_best(gazetteer: Gazetteer) -> None:
    assert resolve("Pichanaqi", gazetteer)[0].name == "Pichanaqui"
