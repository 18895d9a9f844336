"""What a pasted text proposes: the shipped items and texts of both languages."""

from __future__ import annotations

from datetime import date

import pytest

from psgdash.archive.loading import Archive
from psgdash.editing.choices import choices
from psgdash.editing.pasting import parted, sourced
from psgdash.editing.proposals import MOST_PLACES, SURE, Proposal, propose
from psgdash.exchange.vocabulary import Vocabulary
from psgdash.geocoding.gazetteer import Gazetteer

EDITION = date(2025, 11, 30)


def sure(proposal: Proposal) -> dict[str, str]:
    """Places that would be put in: English name -> role."""
    found = [each for each in proposal.places if each.score >= SURE]
    return {each.choices[0].names["en"]: each.role for each in found}


# -- the shipped items --------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_shipped_item_proposes_its_language_title_and_date(
    shipped_archive: Archive, gazetteer: Gazetteer, language: str
) -> None:
    wrong = []
    for event in shipped_archive.events.values():
        title, text = event.title[language], event.text[language]  # type: ignore[index]
        found = propose(f"{title}\n\n{text}", shipped_archive, gazetteer, event.published)
        assert event.date is not None
        got = (found.language, found.title, found.text, found.date.edtf, found.date_basis)
        wanted = (language, title, text, event.date.edtf, event.date_basis)
        if got != wanted:
            wrong.append((event.id, got[:1] + got[3:], wanted[:1] + wanted[3:]))
    assert wrong == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_shipped_items_mostly_propose_their_places_and_a_theme(
    shipped_archive: Archive, gazetteer: Gazetteer, language: str
) -> None:
    places = themes = 0
    for event in shipped_archive.events.values():
        text = f"{event.title[language]}\n\n{event.text[language]}"  # type: ignore[index]
        found = propose(text, shipped_archive, gazetteer, event.published)
        proposed = {each.choices[0].id for each in found.places}
        places += {f"archive:{p.place}" for p in event.places} <= proposed
        themes += bool(set(event.themes) & set(found.themes))
    # As measured; the others name their place in words that want an editor ("Camisea" is in no
    # English text, "Cajamarca" may be the department), which is what the form is for.
    assert places >= 6 and themes >= 9


# -- texts of a volunteer -----------------------------------------------------------------------


def test_a_day_below_the_title_is_that_of_the_edition(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    text = "Farmers block road\n30 November 2025\nLast month farmers blocked a road in Puno."
    found = propose(text, shipped_archive, gazetteer, date(2026, 1, 1))
    assert found.published == EDITION
    assert found.text == "Last month farmers blocked a road in Puno."
    assert (found.date.edtf, found.date_words) == ("2025-10", "Last month")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Edición del 3 de mayo de 2023", ""),
        ("Published: 3 May 2023", ""),
        ("El Pais / agencies, 3 May 2023", "El Pais / agencies, 3 May 2023\n"),
    ],
)
def test_the_head_of_an_edition_tells_its_day(line: str, kept: str) -> None:
    assert parted(f"Title\n{line}\nMore.") == ("Title", f"{kept}More.", date(2023, 5, 3))


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Fuente: https://www.servindi.org/x", {"title": "servindi.org", "url": "https://www.servindi.org/x"}),
        ("Source: El País (https://elpais.com/a)", {"title": "El País", "url": "https://elpais.com/a"}),
        ("Source: a neighbour", {"title": "a neighbour"}),
        ("The source: nobody knows", {}),
        ("Source: ——", {}),
        ("Fuente: https://[1", {"title": "[1", "url": "https://[1"}),
    ],
)  # fmt: skip
def test_the_source_under_a_text_is_its_source(line: str, source: dict[str, str]) -> None:
    body, found = sourced(f"They marched.\n{line}")
    assert found == source
    assert body == ("They marched." if source else f"They marched.\n{line}")


def test_a_date_with_its_year_is_surer_than_one_without(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    text = (
        "Two leaders missing\n\n6 March\n\nMissing since Sunday 2 March 2025, they left by canoe."
    )
    found = propose(text, shipped_archive, gazetteer, date(2026, 11, 26))
    assert found.date.edtf == "2025-03-02"


@pytest.mark.parametrize(
    ("text", "published", "when"),
    [
        ("CUSCO, 14 March 2019 (Andina) - On Tuesday they met.", "2019-03-14", "2019-03-12"),
        ("Iquitos, 27 de setiembre de 2022. El 16 de setiembre cayó.", "2022-09-27", "2022-09-16"),
        ("LIMA, 4 jul. (Agencia).- Se reunieron muchos.", "2026-11-26", "2026-07-04~"),
        ("Viajaron el 3 de mayo de 2013. El año pasado murió.", "2026-11-26", "2013-05-03"),
    ],
)
def test_the_day_of_a_dateline_is_that_of_the_edition_and_dates_go_by_it(
    shipped_archive: Archive, gazetteer: Gazetteer, text: str, published: str, when: str
) -> None:
    found = propose(f"Title\n{text}", shipped_archive, gazetteer, date(2026, 11, 26))
    assert (found.published.isoformat(), found.date.edtf) == (published, when)


def test_lines_of_one_width_are_joined_before_a_capital_too() -> None:
    body = (
        "A court in Lima on Monday found ten former soldiers guilty of crimes in the villages of\n"
        "Manta and Vilca, in Huancavelica, between 1984 and 1995. They were tried by the Third\n"
        "National Criminal Chamber.\n"
        "Relatives wept."
    )
    title, text, _ = parted(
        f"Court convicts ten soldiers over abuse of women at highland bases\n{body}"
    )
    assert title.endswith("bases")
    assert text.count("\n") == 1 and "of Manta" in text and "Third National" in text
    short = "Title\nLampa\nPuno"
    assert parted(short)[1] == "Lampa\nPuno"


@pytest.mark.parametrize("line", ["30 November", "On 30 November 2025 they met.", "2025-02-30"])
def test_a_line_that_is_no_whole_day_is_text(line: str) -> None:
    title, text, day = parted(f"Title\n{line}\nMore.")
    assert (title, text, day) == ("Title", f"{line}\nMore.", None)


def test_lines_that_a_pdf_broke_are_joined_and_its_marks_are_gone(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    text = (
        "“We are not\u00a0afraid”: women march\r\n \r\nAbout 200 women marched through Cocacha-\n"
        "cra on Sunday 6 April 2025   \nagainst the\tTía María cop\u00adper mine.\u2028"
        "• The company\n• The mayor\n"
    )
    found = propose(text, shipped_archive, gazetteer, EDITION)
    assert found.title == "“We are not afraid”: women march"
    assert found.text == (
        "About 200 women marched through Cocachacra on Sunday 6 April 2025 against the Tía María "
        "copper mine.\nThe company\nThe mayor"
    )
    assert found.date.edtf == "2025-04-06" and "Cocachacra" in sure(found)


@pytest.mark.parametrize(
    "text",
    [
        "Title\nOne sentence that ends here.\nand one that begins small.",
        "Title\nwater\ngas",
        "A long line that ends in the middle of\nPuno and Lima",
        "A long line that ends before a blank\n\nline",
    ],
)
def test_lines_that_a_person_parted_stay_parted(text: str) -> None:
    title, body, _ = parted(text)
    assert f"{title}\n{body}".count("\n") == text.replace("\n\n", "\n").count("\n")


def test_what_a_place_is_said_to_lie_in_is_no_place_of_its_own(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    text = "Bloqueo\nComuneros de Espinar y de Chumbivilcas, en Cusco, bloquean el corredor."
    assert set(sure(propose(text, shipped_archive, gazetteer, EDITION))) == {
        "Espinar", "Chumbivilcas",
    }  # fmt: skip


def test_the_name_of_a_place_is_no_hint_of_a_theme(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    text = "Marcha en Cocachacra\nUnas 500 personas marcharon ayer en Cocachacra, Islay, Arequipa."
    found = propose(text, shipped_archive, gazetteer, EDITION)
    assert "coca" not in found.themes
    assert "Cocachacra" in sure(found)


@pytest.mark.parametrize(
    ("text", "kind", "theme"),
    [
        ("Un huaico sepultó veinte casas en Chosica.", "disaster", ""),
        ("Damage is great: the flood left many damnificados.", "disaster", ""),
        ("A spill of crude blackened the beach.", "pollution", "energy"),
        ("Two leaders disappeared on their way home.", "disappearance", "justice"),
        ("The firm is significant.", "", ""),
        ("El ministro aludió a la crisis.", "", "governance"),
        ("El rector renunció por plagio.", "", ""),
        ("Una balacera dejó dos muertos.", "attack", ""),
    ],
)
def test_words_tell_a_kind_and_short_ones_only_by_themselves(
    shipped_archive: Archive, gazetteer: Gazetteer, text: str, kind: str, theme: str
) -> None:
    found = propose(f"News\n{text}", shipped_archive, gazetteer, EDITION)
    assert (found.kind, found.themes[:1]) == (kind, (theme,) if theme else ())


@pytest.mark.parametrize(
    "text",
    [
        "The constitutional court ruled on Tuesday that the decree on concessions is void.",
        "A judge in Cusco ordered the company to halt its work at Antapaccay.",
        "The government declared a state of emergency in the mining corridor.",
        "El Tribunal Constitucional resolvió declarar fundada la demanda de la comunidad.",
        "La Sala Penal Nacional condenó a diez militares a 25 años de prisión.",
        "El Ministerio de Energía y Minas aprobó el estudio de impacto ambiental de Conga.",
    ],
)
def test_what_a_court_or_an_office_decides_is_a_ruling(
    shipped_archive: Archive, gazetteer: Gazetteer, text: str
) -> None:
    found = propose(f"News\n\n{text}", shipped_archive, gazetteer, EDITION)
    assert (found.kind, found.conflict) == ("ruling", False)


def test_a_protest_against_a_ruling_is_a_protest(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    text = "Farmers block road\nThey marched and blocked the road after a court ruled against them."
    assert propose(text, shipped_archive, gazetteer, EDITION).kind == "protest"


def test_coups_and_mass_graves_of_acled_do_not_come_in_as_rulings(
    shipped_archive: Archive,
) -> None:
    assert shipped_archive.kinds["ruling"].acled is None
    assert Vocabulary(shipped_archive).kind("Strategic developments / Other") is None


def test_tear_gas_is_not_energy(shipped_archive: Archive, gazetteer: Gazetteer) -> None:
    text = "Police disperse march\nPolice used tear gas against teachers in Lima."
    assert "energy" not in propose(text, shipped_archive, gazetteer, EDITION).themes


def test_a_curated_site_has_its_name_in_both_languages(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    found = choices("Las Bambas", shipped_archive, gazetteer)
    assert dict(found[0].names) == {"en": "Las Bambas mine", "es": "Mina Las Bambas"}


@pytest.mark.parametrize(
    ("text", "written", "names"),
    [
        ("La delegación fue recibida ayer en Londres.", "Londres", ("London", "Londres")),
        ("La delegación fue recibida ayer en Bruselas.", "Bruselas", ("Brussels", "Bruselas")),
        ("Marcharon ayer en Santo Tomás, Chumbivilcas.", "Santo Tomás, Chumbivilcas",
         ("Santo Tomas", "Santo Tomás")),
        ("Marcharon ayer en Santo Tomas, Chumbivilcas.", "Santo Tomas, Chumbivilcas",
         ("Santo Tomas", "Santo Tomas")),
        ("They marched on Tuesday in Cuzco.", "Cuzco", ("Cuzco", "Cusco")),
        ("MARCHARON AYER EN CUZCO.", "CUZCO", ("Cusco", "Cusco")),
        ("Fue recibida ayer en España.", "España", ("Spain", "España")),
        ("Marcharon ayer contra la mina Las Bambas.", "mina Las Bambas",
         ("Las Bambas mine", "Mina Las Bambas")),
    ],
)  # fmt: skip
def test_a_place_is_called_in_a_language_as_its_text_calls_it_by_a_name_that_it_has(
    shipped_archive: Archive,
    gazetteer: Gazetteer,
    text: str,
    written: str,
    names: tuple[str, str],
) -> None:
    found = propose(f"Noticia\n{text}", shipped_archive, gazetteer, EDITION)
    (place,) = (each for each in found.places if each.as_written == written)
    called = place.choices[0].names
    assert (called["en"], called["es"]) == names


def test_an_area_that_two_sources_have_is_offered_once(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    found = [each.id for each in choices("Río Tambo", shipped_archive, gazetteer)]
    assert found == ["site:rio-tambo"]


def test_a_place_of_the_archive_is_offered_in_place_of_the_gazetteers(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    found = choices("San Gaban, Puno", shipped_archive, gazetteer)
    assert found[0].place is shipped_archive.places["san-gaban"]


def test_a_text_without_a_place_concerns_the_country(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    found = propose("A vote\nCongress voted on it.", shipped_archive, gazetteer, EDITION)
    assert [each.choices[0].id for each in found.places] == ["archive:peru"]
    assert (found.date.edtf, found.date_basis, found.date_words) == ("2025-11", "edition", "")


TOWNS = ("Ayaviri", "Juliaca", "Macusani", "Ilave", "Huancayo", "Abancay", "Chimbote", "Tarapoto",
         "Sicuani", "Chincha Alta")  # fmt: skip


def test_of_many_places_those_where_it_happened_are_put_in_and_none_is_lost(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    text = (
        f"Strikes\nTeachers came to Lima from Iquitos. There were marches in {', in '.join(TOWNS)}."
    )
    found = propose(text, shipped_archive, gazetteer, EDITION)
    put_in, others = ([each.as_written for each in of] for of in (found.places, found.others))
    assert len(put_in) == MOST_PLACES
    assert {*put_in, *others} == {"Lima", "Iquitos", *TOWNS}
    assert put_in == sorted(put_in, key=text.index) and others == sorted(others, key=text.index)
    kept = propose("A meeting\nThey met in Lima.", shipped_archive, gazetteer, EDITION)
    assert kept.others == ()


def test_what_only_says_where_another_place_lies_gets_no_pin(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    text = (
        "Farmers block a road in Cotabambas\n"
        "Communities of Challhuahuacho, province of Cotabambas, Apurímac, met."
    )
    found = propose(text, shipped_archive, gazetteer, EDITION)
    said = "Challhuahuacho, province of Cotabambas"
    assert [each.as_written for each in found.places] == [said]
    assert [each.as_written for each in found.others] == ["Cotabambas"]


def test_no_area_is_lost(shipped_archive: Archive, gazetteer: Gazetteer) -> None:
    text = "Derrame en Lobitos\nHubo un derrame en Lobitos. Llueve. Piden agua. Piura no responde."
    found = propose(text, shipped_archive, gazetteer, EDITION)
    names = [each.as_written for each in (*found.places, *found.others)]
    assert names == ["Lobitos", "Piura"]


def test_where_people_went_is_not_where_they_left(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    found = propose(
        "Marcha\nMarcharon de Celendín a Cajamarca.", shipped_archive, gazetteer, EDITION
    )
    assert [each.as_written for each in found.places] == ["Celendín", "Cajamarca"]


def test_dates_long_before_the_edition_are_told_and_not_taken(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    text = "A trial\nThe massacre of 3 November 1991 is before the court in Lima."
    found = propose(text, shipped_archive, gazetteer, EDITION)
    assert found.date_basis == "edition"
    assert [each.edtf for each in found.dates] == ["1991-11-03"]


@pytest.mark.parametrize(
    "pasted",
    [
        "x",
        "\n\n \t\n",
        "-",
        "• \n•\n•",
        "<script>alert(1)</script>\n{n} $x$ \\ `code` [a](b) ![](//x)",
        "\x00\x07\u202e\ufeff\ud800 in Lima",
        "Lima " * 3000,
        "é" * 20_000,
        "1 " * 9000,
        "(" * 5000,
        "\u0301" * 400 + "\nLima, Puno, Cusco, Lima",
    ],
)
def test_any_text_at_all_proposes_something(
    shipped_archive: Archive, gazetteer: Gazetteer, pasted: str
) -> None:
    found = propose(pasted, shipped_archive, gazetteer, EDITION)
    assert found.language in ("en", "es")
    assert found.published == EDITION
