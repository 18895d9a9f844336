"""Documents are opened again and read: what they say, in which language, and what they must not."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import pytest
from making import TODAY, engine, event, place, published
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from psgdash.figures.basemap import ATTRIBUTION
from psgdash.query.filters import Filter
from psgdash.takeaway import TAKEAWAYS, takeaway_named
from psgdash.takeaway.material import Material, NoDocumentError, file_name, gather

LINK = "https://example.org/news?a=1&b=2"
EVENTS = [
    event(
        "gas-to-lima",
        [{"place": "san-gaban", "role": "origin"}, {"place": "lima", "role": "destination"}],
        sources=[{"title": "The Daily", "url": LINK, "archived_url": "https://archive.org/1"}],
        date="2004-08",
        themes=["energy", "mining"],
    ),
    event("march-in-cajamarca", "cajamarca", conflict=True, date="2004-11-01~"),
    event("somewhere-in-the-andes", "andes", title={"es": "Sólo en español"}),
    event("a-law", "peru", translation={"es": "unreviewed"}),
    event("nowhere", [], date=None),
]
DOCUMENTS = [
    ("slides", "pptx"), ("briefing", "pdf"), ("brief", "pdf"), ("picture", "svg"),
    ("picture", "png"),
]  # fmt: skip


def quiet(done: int, of: int) -> None:
    """Progress that nobody watches."""


def material(
    name: str, language: str = "en", events: list[Any] | None = None, about: str = "gas-to-lima",
    **chosen: Any,
) -> Material:  # fmt: skip
    """The material of a document of the events above."""
    shown = published(EVENTS if events is None else events)
    kind = TAKEAWAYS[name]
    return gather(
        engine(shown), shown, Filter(**chosen), kind, language=language, made=TODAY,
        event=about if kind.of_event else None,
    )  # fmt: skip


@lru_cache(maxsize=16)
def made(name: str, ending: str, language: str) -> bytes:
    """A document, made once for all tests that read it."""
    return TAKEAWAYS[name].write(material(name, language), ending, quiet)


def text_of(content: bytes, ending: str) -> str:
    """Every word that a document holds: pages, slides, notes, alternative texts."""
    if ending == "pdf":
        pages = PdfDocument(content)
        said = " ".join(page.get_textpage().get_text_range() for page in pages)
    elif ending == "svg":
        said = " ".join(ElementTree.fromstring(content).itertext())
    elif ending == "png":
        return ""
    else:
        said = " ".join(deck_texts(content))
    return " ".join(said.split())


def deck_texts(content: bytes) -> list[str]:
    """Texts of a deck by shape, notes and alternative texts with them."""
    found = []
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            found += [shape.text_frame.text] if shape.has_text_frame else []
            found.append(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")
        found.append(slide.notes_slide.notes_text_frame.text)
    return found


def is_said(words: str, content: bytes, ending: str) -> bool:
    """Whether a document says so; spaces and line ends do not count."""
    bare = re.compile(r"\s+")
    return bare.sub("", words) in bare.sub("", text_of(content, ending))


# -- what every document states -----------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("name", "ending"), [d for d in DOCUMENTS if d[1] != "png"])
def test_every_document_states_count_filters_day_and_whose_it_is(
    name: str, ending: str, language: str
) -> None:
    content, about = made(name, ending, language), material(name, language)
    stated = [about.count, about.date_made, ATTRIBUTION[language], about.rights]
    stated += [] if TAKEAWAYS[name].of_event else [about.filters, *about.sentence]
    for words in stated:
        assert is_said(words, content, ending), words


def test_filters_are_stated_in_the_words_of_the_page() -> None:
    about = material("slides", "es", conflicts=True, themes=("mining",))
    assert about.filters == "Filtros: Mining (es); solo conflictos."
    assert about.sentence[0] == "1 de 5 eventos, 1 de noviembre de 2004."
    content = TAKEAWAYS["slides"].write(about, "pptx", quiet)
    assert is_said(about.filters, content, "pptx")
    assert not is_said("nowhere", content, "pptx")


@pytest.mark.parametrize("name", sorted(TAKEAWAYS))
def test_progress_is_told_to_its_end(name: str) -> None:
    told: list[tuple[int, int]] = []
    kind = TAKEAWAYS[name]
    kind.write(material(name), kind.ending, lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert len(told) > 2


# -- PDF ----------------------------------------------------------------------------------------


def catalogue(content: bytes) -> Any:
    """The root of a PDF."""
    return PdfReader(io.BytesIO(content)).root_object


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("es", "es-PE")])
@pytest.mark.parametrize("name", ["briefing", "brief"])
def test_a_pdf_is_tagged_has_its_language_its_title_and_is_for_screen_readers(
    name: str, language: str, tag: str
) -> None:
    root = catalogue(made(name, "pdf", language))
    assert root["/Lang"] == tag
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    begins = {"en": "Briefing: ", "es": "Informe: "}[language]
    about = PdfReader(io.BytesIO(made(name, "pdf", language))).metadata
    assert about is not None and about.title is not None
    assert about.title.startswith(begins if name == "briefing" else "Title of gas-to-lima")


@pytest.mark.parametrize("name", ["briefing", "brief"])
def test_every_letter_of_a_pdf_is_embedded(name: str) -> None:
    fonts = set()
    for page in PdfReader(io.BytesIO(made(name, "pdf", "es"))).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            below = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(below.get_object())
            fonts.add(str(font.get_object()["/BaseFont"]).partition("+")[2])
    assert {f for f in fonts if f.startswith("Psgdash-Sans")}
    assert {f for f in fonts if f.startswith("Psgdash-Serif")}


@pytest.mark.parametrize("name", ["briefing", "brief"])
def test_sources_are_links(name: str) -> None:
    found = set()
    for page in PdfReader(io.BytesIO(made(name, "pdf", "en"))).pages:
        for note in page.get("/Annots", []):
            found.add(note.get_object()["/A"]["/URI"])
    assert {LINK, "https://archive.org/1", "https://example.org/"} <= found


def test_the_briefing_has_bookmarks_by_month_and_event_and_numbers_its_pages() -> None:
    reader = PdfReader(io.BytesIO(made("briefing", "pdf", "es")))

    def titles(entries: Any) -> list[str]:
        return [t for e in entries for t in (titles(e) if isinstance(e, list) else [e.title])]

    found = titles(reader.outline)
    assert found[1:3] == ["Agosto de 2004", "Title of gas-to-lima (es)"]
    assert found[-2:] == ["Title of nowhere (es)", "Sobre este documento"]
    pages = len(reader.pages)
    for n in range(1, pages + 1):
        assert is_said(f"Página {n} de {pages}", made("briefing", "pdf", "es"), "pdf")


def test_the_map_of_a_pdf_has_words_in_place_of_it_and_real_text_in_it() -> None:
    content = made("briefing", "pdf", "en")
    alternatives: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            alternatives.extend([node["/Alt"]] if "/Alt" in node else [])
            walk(node.get("/K", []))

    walk(catalogue(content)["/StructTreeRoot"]["/K"])
    assert [a.partition(".")[0] for a in alternatives] == [
        "Map of the events", "Timeline of the events",
    ]  # fmt: skip
    for name in ("Cajamarca", "P E R U", "Pacific", "Andes"):
        assert is_said(name, content, "pdf"), name


LONG = ("One word after the other. " * 60 + "\n\n") * 20


@pytest.mark.parametrize(
    ("changes", "shortened"),
    [
        ({}, False),
        ({"text": {"en": LONG}}, True),
        ({"text": {"en": LONG}, "title": {"en": "Title " * 60},
          "sources": [{"title": "S" * 390, "url": LINK}] * 40,
          "corrections": [{"date": "2004-12-01", "note": "Corrected. " * 400}] * 9}, True),
        ({"text": {"en": "w" * 40_000}}, True),
        ({"text": {"en": "line\n" * 4_000}}, True),
    ],
)  # fmt: skip
def test_a_brief_is_one_page_whatever_the_event_and_says_what_it_left_out(
    changes: dict[str, Any], shortened: bool
) -> None:
    shown = material("brief", events=[event("one", "cajamarca", **changes)], about="one")
    content = TAKEAWAYS["brief"].write(shown, "pdf", quiet)
    assert len(PdfReader(io.BytesIO(content)).pages) == 1
    told = "Shortened here. The whole text is at https://example.org/"
    assert is_said(told, content, "pdf") == shortened


# -- slides -------------------------------------------------------------------------------------


def slides(language: str) -> list[Any]:
    """The slides of the deck above."""
    return list(Presentation(io.BytesIO(made("slides", "pptx", language))).slides)


def test_a_deck_has_an_opening_a_slide_an_event_in_order_of_time_and_a_closing() -> None:
    titles = [slide.shapes.title.text_frame.text for slide in slides("en")]
    assert titles == [
        "News map: August 2004 to November 2004",
        "Title of gas-to-lima",
        "Title of a-law",
        "Title of march-in-cajamarca",
        "Sólo en español",
        "Title of nowhere",
        "About these slides",
    ]


def test_the_notes_of_a_slide_hold_the_whole_text_and_every_source_with_its_address() -> None:
    notes = slides("es")[1].notes_slide.notes_text_frame.text
    for words in ("Text of gas-to-lima. (es)", LINK, "https://archive.org/1", "The Daily"):
        assert words in notes


def test_a_slide_links_to_its_source() -> None:
    links = [
        run.hyperlink.address
        for shape in slides("en")[1].shapes if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs for run in paragraph.runs
    ]  # fmt: skip
    assert LINK in links


def test_every_picture_of_a_slide_has_words_in_place_of_it() -> None:
    for number, slide in enumerate(slides("en")):
        pictures = [s for s in slide.shapes if s.shape_type is not None and s.shape_type == 13]
        assert len(pictures) == (0 if number == 6 else 1)
        for picture in pictures:
            assert picture._element.xpath(".//p:cNvPr")[0].get("descr").startswith("Map")


def test_places_and_counts_on_the_map_of_a_slide_are_texts() -> None:
    said = {s.text_frame.text for s in slides("en")[3].shapes if s.name == "Name of the place"}
    assert said == {"Cajamarca"}
    drawn = [s.name for s in slides("en")[1].shapes]
    assert drawn.count("Place") == 2
    assert "Route" in drawn
    assert "Area" in [s.name for s in slides("en")[4].shapes]  # the Andes
    assert "Area" in [s.name for s in slides("en")[2].shapes]  # the whole country


def test_texts_of_slides_are_tagged_with_the_language_that_they_are_in() -> None:
    tags = {
        run.text: run._r.rPr.get("lang")
        for slide in slides("en") for shape in slide.shapes if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs for run in paragraph.runs
    }  # fmt: skip
    assert tags["Sólo en español"] == "es-PE"
    assert tags["Title of a-law"] == "en-GB"
    assert None not in tags.values()
    assert (
        Presentation(io.BytesIO(made("slides", "pptx", "es"))).core_properties.language == "es-PE"
    )


def test_a_deck_carries_the_base_map_once() -> None:
    with zipfile.ZipFile(io.BytesIO(made("slides", "pptx", "en"))) as file:
        pictures = [n for n in file.namelist() if n.startswith("ppt/media/")]
    assert len(pictures) == 1


def test_the_theme_of_a_deck_has_the_colours_of_the_page() -> None:
    with zipfile.ZipFile(io.BytesIO(made("slides", "pptx", "en"))) as file:
        theme = file.read("ppt/theme/theme1.xml").decode()
    for colour in ("FAF7F1", "211C17", "9E2B25", "C4451C"):  # paper, ink, earth red, mining
        assert colour in theme


# -- picture ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_picture_is_as_large_as_a_slide_and_not_empty(language: str) -> None:
    with Image.open(io.BytesIO(made("picture", "png", language))) as picture:
        assert (picture.format, picture.size) == ("PNG", (1920, 1080))
        colours = picture.convert("RGB").getcolors(2_000_000)
    assert colours is not None and len(colours) > 5_000
    assert (0xC4, 0x45, 0x1C) in {c for _, c in colours}  # a circle of mining


def test_the_picture_as_svg_has_real_text_its_language_and_asks_nobody_for_anything() -> None:
    content = made("picture", "svg", "es")
    root = ElementTree.fromstring(content)
    assert root.get("lang") == "es"
    said = ["".join(e.itertext()) for e in root.iter() if e.tag.endswith("text")]
    sentences = material("picture", "es").sentence
    for words in ("Cajamarca (es)", "PERÚ", "Andes (es)", "Lima (es)", *sentences):
        assert words in said, words
    addresses = re.findall(rb'(?:href|src)\s*=\s*"(?!data:)([^"]*)"|url\((?!data:)', content)
    assert addresses == []


def test_events_without_a_spot_are_named_on_the_picture() -> None:
    assert is_said("Whole country · 1", made("picture", "svg", "en"), "svg")
    assert is_said("No place known · 1", made("picture", "svg", "en"), "svg")


# -- what is not made ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["slides", "briefing", "picture"])
def test_of_nothing_no_document_is_made_and_the_filter_is_named(name: str) -> None:
    with pytest.raises(NoDocumentError, match=r"No event matches all of these: “xyzzy”"):
        material(name, q="xyzzy")
    with pytest.raises(NoDocumentError, match="aún no tiene eventos"):
        material(name, "es", events=[])


def test_too_many_events_are_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TAKEAWAYS, "slides", replace(TAKEAWAYS["slides"], most=4))
    with pytest.raises(NoDocumentError, match=r"5 events, and such a document holds 4\. Filter"):
        material("slides")


@pytest.mark.parametrize("about", ["", "no-such-event"])
def test_a_brief_of_no_event_is_refused(about: str) -> None:
    with pytest.raises(NoDocumentError, match="about one"):
        material("brief", about=about)


def test_an_unknown_document_is_told_with_those_that_there_are() -> None:
    with pytest.raises(KeyError, match="slides, briefing, brief, picture"):
        takeaway_named("poster")


@pytest.mark.parametrize(
    ("name", "ending", "expected"),
    [
        ("slides", "pptx", "a-group-slides-2004-08-2004-11.pptx"),
        ("brief", "pdf", "a-group-gas-to-lima.pdf"),
    ],
)
def test_files_are_named_for_what_they_hold(name: str, ending: str, expected: str) -> None:
    assert file_name(name, ending, material(name)) == expected


# -- hostile words ------------------------------------------------------------------------------

HOSTILE: dict[str, str] = {
    "right to left": "مظاهرة في بونو ضد التعدين",
    "emoji": "🔥 Protesta 👩‍🌾 en Puno 🇵🇪",
    "markup": "<b>&\"'</text> #panic() $x$ *a* `b` @ref [c] {d} ]]> \\u{1F600} <script>alert(1)",
    "one word": "W" * 390,
    "letters that no font has": "日本語 𓀀 \U0001f9ff e\u0301\u0302\u0303",
    "invisible": "a\u200b\u200d\ufeff\u2028b\u2029c",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=list(HOSTILE))
@pytest.mark.parametrize(("name", "ending"), [d for d in DOCUMENTS if d[1] != "png"])
def test_hostile_words_break_no_document(name: str, ending: str, words: str) -> None:
    records = [
        event("one", "lima", title={"en": words}, text={"en": words}, date="2004-11",
              sources=[{"title": words, "url": LINK}],
              corrections=[{"date": "2004-12-01", "note": words}])
    ]  # fmt: skip
    places = [
        place("lima", -12.0, -77.0, "town", "peru", title=words),
        place("peru", -9, -74, "country"),
    ]
    shown = published(records, places)
    about = gather(engine(shown), shown, Filter(), TAKEAWAYS[name], language="en", made=TODAY,
                   event="one" if TAKEAWAYS[name].of_event else None)  # fmt: skip
    content = TAKEAWAYS[name].write(about, ending, quiet)
    assert text_of(content, ending)
    if "panic" in words:
        assert is_said("#panic() $x$ *a*", content, ending)


def test_a_title_of_5000_letters_is_cut_where_it_must_be() -> None:
    about = material("slides", events=[event("one", "lima")])
    long = about.events[0].model_copy(update={"title": {"en": "Long title " * 455}})
    about = replace(about, events=(long,))
    for name, ending in DOCUMENTS:
        one = replace(about, event=long) if TAKEAWAYS[name].of_event else about
        content = TAKEAWAYS[name].write(one, ending, quiet)
        if ending == "pptx":
            title = list(Presentation(io.BytesIO(content)).slides)[1].shapes.title.text_frame.text
            assert title.startswith("Long title Long") and title.endswith("…") and len(title) < 400
        if name == "brief":
            assert len(PdfReader(io.BytesIO(content)).pages) == 1
