"""PowerPoint as the slides need it: theme and page of the deck, texts, pictures with words."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from psgdash.figures.palette import PALETTES, shade
from psgdash.takeaway.material import THEME, Material

WIDE, HIGH = 13.333, 7.5  # inches: 16 to 9
# A slide cannot carry its letters along: these are on every computer that has PowerPoint.
SERIF, SANS = "Georgia", "Calibri"
KEPT = ("Title Slide", "Title and Content", "Title Only")  # layouts, for whoever adds a slide
LANGUAGES = {"en": "en-GB", "es": "es-PE"}

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
Box = tuple[float, float, float, float]  # left, top, width, height in inches


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look, in their language."""

    text: str
    size: float  # points
    language: str
    colour: str | None = None  # else the theme's
    bold: bool = False
    serif: bool = False
    url: str = ""


def deck(material: Material) -> Any:
    """An empty presentation with the dashboard's colours."""
    made = Presentation()
    before = made.slide_width
    made.slide_width, made.slide_height = Emu(round(WIDE * 914400)), Emu(round(HIGH * 914400))
    widen = made.slide_width / before
    for layout in list(made.slide_layouts):
        if layout.name not in KEPT:
            made.slide_layouts.remove(layout)
    for page in (made.slide_master, *made.slide_layouts):
        for shape in page.shapes:
            if shape.element.xpath(".//a:xfrm"):
                shape.left, shape.width = round(shape.left * widen), round(shape.width * widen)
    _theme(made, material)
    about = made.core_properties
    about.author = material.said(material.published.site.name)
    about.language = LANGUAGES[material.language]
    about.created = about.modified = datetime.combine(material.made, time(), UTC)
    about.last_modified_by = "psgdash"
    about.subject = material.filters
    return made


def _theme(made: Any, material: Material) -> None:
    look = PALETTES[THEME]
    part = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(part.blob)
    themes = [shade(t.colour, THEME) for t in material.published.themes.values()]
    accents = [look.accent, *themes, *([look.muted] * 6)][:6]
    colours = {"dk1": look.ink, "lt1": look.paper, "dk2": look.muted, "lt2": look.chip,
               "hlink": look.accent, "folHlink": look.accent,
               **{f"accent{n}": colour for n, colour in enumerate(accents, 1)}}  # fmt: skip
    for name, colour in colours.items():
        place = root.find(f".//{{{_A}}}clrScheme/{{{_A}}}{name}")
        place[:] = [etree.Element(f"{{{_A}}}srgbClr", val=colour[1:])]
    for kind, family in (("majorFont", SERIF), ("minorFont", SANS)):
        root.find(f".//{{{_A}}}{kind}/{{{_A}}}latin").set("typeface", family)
    root.set("name", "psgdash")
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def colour_of(hexadecimal: str) -> Any:
    """`#RRGGBB` as PowerPoint has it."""
    made: Any = RGBColor
    return made.from_string(hexadecimal[1:])


def put(shape: Any, paragraphs: Sequence[Sequence[Run]], *, centred: bool = False) -> None:
    """Texts into a shape, each run tagged with its language."""
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for n, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT
        for run in runs:
            _run(paragraph, run)


def _run(paragraph: Any, said: Run) -> None:
    run = paragraph.add_run()
    run.text = said.text.replace("\v", " ").replace("\n", " ")
    font = run.font
    font.size, font.bold = Pt(said.size), said.bold
    if said.serif:
        font.name = "+mj-lt"  # the theme's serif
    run._r.get_or_add_rPr().set("lang", LANGUAGES.get(said.language, said.language))
    if said.colour:
        font.color.rgb = colour_of(said.colour)
    if said.url:
        run.hyperlink.address = said.url


def textbox(slide: Any, box: Box, paragraphs: Sequence[Sequence[Run]], name: str) -> Any:
    """A box of text at a place of the slide."""
    shape = slide.shapes.add_textbox(*inches(box))
    shape.name = name
    put(shape, paragraphs)
    return shape


def inches(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    """Inches as PowerPoint counts."""
    left, top, width, height = (Emu(round(value * 914400)) for value in box)
    return left, top, width, height


def picture(slide: Any, content: bytes, box: Box, words: str) -> Any:
    """A picture with words for whoever does not see it."""
    shape = slide.shapes.add_picture(io.BytesIO(content), *inches(box))
    describe(shape, words)
    return shape


def describe(shape: Any, words: str) -> None:
    """Words that a screen reader says for a shape."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words)


def fade(shape: Any, opacity: float) -> None:
    """Make a shape's fill see-through; python-pptx has no call for it."""
    colour = shape._element.spPr.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}")
    etree.SubElement(colour, qn("a:alpha"), val=str(round(opacity * 100_000)))


def notes(slide: Any, paragraphs: Sequence[tuple[str, str]]) -> None:
    """The speaker's notes: paragraphs with their languages."""
    frame = slide.notes_slide.notes_text_frame
    for n, (said, language) in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = said
        run._r.get_or_add_rPr().set("lang", LANGUAGES.get(language, language))


def saved(made: Any) -> bytes:
    """The file."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
