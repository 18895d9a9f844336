"""Slides for PowerPoint and its kin: one event a slide, in texts and shapes that can be edited."""

from __future__ import annotations

from typing import Any

from pptx.util import Pt

from psgdash.archive.records import Event
from psgdash.figures.palette import PALETTES
from psgdash.takeaway import Progress, fonts, pptx_parts
from psgdash.takeaway.fonts import Face
from psgdash.takeaway.items import Item, item
from psgdash.takeaway.material import THEME, Material
from psgdash.takeaway.pptx_parts import HIGH, WIDE, Box, Run, textbox
from psgdash.takeaway.slidemap import Maps

MAP: Box = (8.0, 0.0, WIDE - 8.0, HIGH)
LEFT, ROOM = 0.6, 6.95  # inches of the column of text
TEXT_SIZES = (
    26.0,
    24.0,
    22.0,
    20.0,
    18.0,
    16.0,
)  # points; the first in which the text fits, else the last, cut
TITLE_SIZES = ((45, 36.0), (80, 32.0), (120, 27.0), (180, 22.0), (260, 19.0))  # letters, points
SOURCES = 3
# Other letters than ours, which the slides are shown in, may be so much wider.
_WIDER: dict[Face, float] = {"sans": 1.06, "serif-strong": 1.16}
_LINE = 1.22  # of the size, from line to line


def write(material: Material, progress: Progress) -> bytes:
    """The deck: opening, one slide an event (oldest first), closing."""
    made = pptx_parts.deck(material)
    maps = Maps(material, MAP[2], MAP[3])
    steps = len(material.events) + 2
    _opening(made, material, maps)
    for n, event in enumerate(material.events, 1):
        progress(n, steps)
        _event(made, event, n, material, maps)
    _closing(made, material)
    content = pptx_parts.saved(made)
    progress(steps, steps)
    return content


def _slide(made: Any) -> Any:
    return made.slides.add_slide(made.slide_layouts.get_by_name("Title Only"))


def _title(slide: Any, run: Run, box: Box) -> None:
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = pptx_parts.inches(box)
    pptx_parts.put(shape, [[run]])


def _lines(text: str, size: float, face: Face = "sans", *, most: int) -> list[str]:
    """The text in lines of the column."""
    return fonts.lines(text, ROOM * 72 / _WIDER[face], size, face, most=most)


def _beginning(text: str, size: float, face: Face = "sans", *, most: int) -> str:
    """What of the text so many lines of the column hold."""
    return fonts.beginning(text, ROOM * 72 / _WIDER[face], size, face, most=most)


def _opening(made: Any, material: Material, maps: Maps) -> None:
    t, look, language = material.t, PALETTES[THEME], material.language
    slide = _slide(made)
    title = material.range or t("All events")
    made.core_properties.title = f"{material.site}: {title}"
    first, second = material.sentence
    site = material.published.site
    textbox(
        slide, (LEFT, 0.9, ROOM, 0.5),
        [[Run(material.said(site.name), 22, language, look.accent, bold=True, serif=True)]],
        t("Who publishes"),
    )  # fmt: skip
    product = material.said(site.product)
    _title(slide, Run(f"{product}: {title}", 38, language, serif=True, bold=True),
           (LEFT, 1.5, ROOM, 2.0))  # fmt: skip
    textbox(slide, (LEFT, 3.7, ROOM, 1.6), [
        [Run(first + " ", 22, language, look.ink), Run(second, 22, language, look.muted)],
    ], t("Summary"))  # fmt: skip
    said = fonts.cut(material.filters, 900, 16)
    textbox(slide, (LEFT, 5.6, ROOM, 0.9), [
        [Run(said, 16, language, look.muted)],
        [Run(material.date_made, 16, language, look.muted)],
    ], t("Filters"))  # fmt: skip
    _credit(slide, material)
    maps.put(slide, material.events, MAP, f"{t('Map of the events')}. {first} {second}".strip())
    pptx_parts.notes(slide, [
        (f"{first} {second}".strip(), language),
        (material.filters, language),
        (material.date_made, language),
    ])  # fmt: skip


def _credit(slide: Any, material: Material, counted: str = "") -> None:
    """Whom the map is due to, on every slide that has one, and which slide it is."""
    look = PALETTES[THEME]
    said = f"{counted} · {material.credit}" if counted else material.credit
    run = Run(said, 12, material.language, look.muted)
    textbox(slide, (LEFT, 6.95, ROOM, 0.3), [[run]], material.t("Map data"))


def _event(made: Any, event: Event, number: int, material: Material, maps: Maps) -> None:
    t, look, language = material.t, PALETTES[THEME], material.language
    slide = _slide(made)
    said = item(event, material)
    size = next((points for most, points in TITLE_SIZES if len(said.title) <= most), 17.0)
    title = _lines(said.title, size, "serif-strong", most=5)
    high = len(title) * size * _LINE / 72
    shown = _beginning(said.title, size, "serif-strong", most=5)
    _title(slide, Run(shown, size, said.title_language, serif=True, bold=True),
           (LEFT, 1.05, ROOM, high + 0.1))  # fmt: skip
    head = [
        Run(said.date, 16, language, look.ink, bold=True),
        Run(f" · {fonts.cut(said.place, ROOM * 72 - 190, 16)}", 16, language, look.muted),
    ]
    if said.conflict:
        head.append(Run(f" · {said.conflict}", 16, language, look.accent, bold=True))
    textbox(slide, (LEFT, 0.6, ROOM, 0.35), [head], t("Date and place"))
    top = 1.05 + high + 0.25
    paragraphs, shortened = _text(said, (5.55 - top) * 72)
    body = [[Run(line, points, said.text_language, look.ink)] for line, points in paragraphs]
    if shortened:
        body.append(
            [Run(t("Shortened: the whole text is in the notes."), 14, language, look.muted)]
        )
    textbox(slide, (LEFT, top, ROOM, 5.75 - top), body, t("Text"))
    _foot(slide, said, number, material)
    words = t("Map: {place}", place=said.place)
    maps.put(slide, (event,), MAP, words)
    pptx_parts.notes(slide, _notes(said, material))


def _text(said: Item, room: float) -> tuple[list[tuple[str, float]], bool]:
    """Paragraphs with their size, as much as `room` points of height hold; whether it was cut."""
    for size in TEXT_SIZES:
        most = int(room / (size * _LINE)) + 1
        count = sum(len(_lines(p, size, most=most)) for p in said.paragraphs[:most])
        whole = len(said.paragraphs) <= most
        if whole and (count * _LINE + 0.4 * (len(said.paragraphs) - 1)) * size <= room:
            return [(p, size) for p in said.paragraphs], False
    size, found = TEXT_SIZES[-1], list[tuple[str, float]]()
    left = int((room - 24) / (size * _LINE))
    for paragraph in said.paragraphs:
        if left < 1:
            break
        found.append((_beginning(paragraph, size, most=left), size))
        left -= len(_lines(paragraph, size, most=left))
    if found and not found[-1][0].endswith("…"):
        found[-1] = (found[-1][0] + " …", size)
    return found, True


def _foot(slide: Any, said: Item, number: int, material: Material) -> None:
    t, look, language = material.t, PALETTES[THEME], material.language
    tags = fonts.cut(" · ".join([said.tags, *said.badges]), ROOM * 72 / _WIDER["sans"] - 20, 14)
    rows = [[Run("● ", 14, language, said.colour), Run(tags, 14, language, look.muted)]]
    row = [Run(f"{t('Source')}: ", 14, language, look.muted)]
    for n, source in enumerate(said.sources[:SOURCES]):
        row += [Run("; ", 14, language, look.muted)] if n else []
        name = fonts.cut(source.title, ROOM * 72 / SOURCES if len(said.sources) > 1 else 400, 14)
        row.append(Run(name, 14, language, None if source.url else look.muted, url=source.url))
    if said.sources:
        rows.append(row)
    textbox(slide, (LEFT, 5.9, ROOM, 0.85), rows, t("Themes and sources"))
    counted = t("{n} of {all}", n=t.number(number), all=t.number(len(material.events)))
    _credit(slide, material, counted)


def _notes(said: Item, material: Material) -> list[tuple[str, str]]:
    """The whole text, how well date and place are known, and every source with its address."""
    language = material.language
    rows = [(f"{said.date} · {said.place}", language)]
    rows += [(paragraph, said.text_language) for paragraph in said.paragraphs]
    rows += [(fact, language) for fact in said.facts]
    rows += [(badge, language) for badge in said.badges]
    for source in said.sources:
        parts = (source.title, source.url, source.archived, source.note)
        told = ", ".join(part for part in parts if part)
        rows.append((f"{material.t('Source')}: {told}", language))
    return rows


def _closing(made: Any, material: Material) -> None:
    t, look, language = material.t, PALETTES[THEME], material.language
    slide = _slide(made)
    _title(slide, Run(t("About these slides"), 34, language, serif=True, bold=True),
           (LEFT, 0.9, 12, 0.8))  # fmt: skip
    site = material.published.site
    rows = [
        f"{material.count}. {material.filters}",
        material.date_made,
        material.rights,
        material.credit,
    ]
    body = [[Run(row, 20, language, look.ink)] for row in rows]
    body.append([Run(f"{material.said(site.name)}: ", 20, language, look.ink),
                 Run(site.url, 20, language, url=site.url)])  # fmt: skip
    shape = textbox(slide, (LEFT, 2.1, 11.5, 4.4), body, t("About"))
    for paragraph in shape.text_frame.paragraphs:
        paragraph.space_after = Pt(12)
    pptx_parts.notes(slide, [(" ".join(rows), language)])
