"""The map of a slide: the base map as one picture for the whole deck, what stands on it as shapes.

So a hundred slides carry one picture, and names and counts are texts that can be edited.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt

from psgdash.archive.records import Event
from psgdash.figures.palette import PALETTES
from psgdash.takeaway import basemap, fonts, layers, names, scene, svg, typesetting
from psgdash.takeaway.frame import PERU, Frame, around, fit
from psgdash.takeaway.material import THEME, Material
from psgdash.takeaway.names import Room
from psgdash.takeaway.pptx_parts import Box, Run, colour_of, fade, picture, put
from psgdash.takeaway.scene import Circle, Scene

UNIT = 1 / 96  # inches
GRAIN = 1.45
NAME = 16.0  # points
_EMU = 914400


@dataclass(frozen=True, slots=True)
class Base:
    """A frame with its base map painted, and what its names have taken."""

    frame: Frame
    content: bytes
    room: Room


class Maps:
    """The maps of one deck, each base map painted once."""

    def __init__(self, material: Material, width: float, height: float) -> None:
        self._material = material
        self._size = (width / UNIT, height / UNIT)
        self._bases: dict[Frame, Base] = {}

    def frame(self, events: tuple[Event, ...]) -> Frame:
        """The country, or wider where the events lie beyond it."""
        corners = scene.corners(events, self._material.published)
        home = fit(PERU, *self._size, grain=GRAIN, padding=26)
        if all(home.holds(lon, lat, margin=20) for lat, lon in corners):
            return home
        return fit(around(corners, PERU), *self._size, grain=GRAIN)

    def base(self, frame: Frame) -> Base:
        """The base map of a frame; its names keep off all places of the deck."""
        if frame not in self._bases:
            self._bases[frame] = self._paint(frame)
        return self._bases[frame]

    def _paint(self, frame: Frame) -> Base:
        material = self._material
        published, language = material.published, material.language
        whole = scene.build(material.events, published, frame, theme=THEME, language=language)
        room = scene.room_for(frame, whole)
        left_out = frozenset(material.said(p.name) for p in published.places.values())
        said = names.base_names(frame, room, THEME, language, left_out)
        drawn = svg.document(
            [basemap.below(frame, THEME), *said], frame.width, frame.height, title="",
            language=language,
        )  # fmt: skip
        size = (round(frame.width * 2), round(frame.height * 2))
        with Image.open(io.BytesIO(typesetting.png(drawn, *size))) as painted:
            out = io.BytesIO()
            painted.convert("RGB").save(out, "JPEG", quality=88, optimize=True)
        return Base(frame, out.getvalue(), room)

    def put(self, slide: Any, events: tuple[Event, ...], box: Box, words: str) -> None:
        """The map of events into a box of a slide; `words` say what is seen."""
        frame = self.frame(events)
        base = self.base(frame)
        picture(slide, base.content, box, words).name = "Map"
        material = self._material
        published, language = material.published, material.language
        found = (
            scene.of_one(events[0], published, frame, theme=THEME, language=language)
            if len(events) == 1
            else scene.build(events, published, frame, theme=THEME, language=language)
        )
        _Sheet(slide, base, box).show(found, material.language)


class _Sheet:
    """Shapes over the picture of a base map."""

    def __init__(self, slide: Any, base: Base, box: Box) -> None:
        self._shapes = slide.shapes
        self._frame = base.frame
        self._room = Room(base.frame, list(base.room.taken))
        self._own = Room(base.frame)
        self._left, self._top = box[0] * _EMU, box[1] * _EMU

    def show(self, found: Scene, language: str) -> None:
        self._own = scene.room_for(self._frame, found)
        if found.whole:
            for ring in layers.within(self._frame, "land", "peru"):
                for run in layers.runs(self._frame, ring, step=3):
                    self._area(run, found.whole, 0.22)
        for circle in found.circles:
            if circle.ring:
                self._area([self._at(lon, lat) for lat, lon in circle.ring], circle.colour, 0.2)
        for route in found.routes:
            points = [self._at(lon, lat) for lat, lon in route.line]
            for colour, width in ((PALETTES[THEME].ring, 7.5), (route.colour, 4.0)):
                self._line(points, colour, width)
        for circle in found.circles:
            self._circle(circle, language)
        few = len(found.circles) <= 2
        for circle in found.circles:
            self._name(circle, language, must=few)

    def _at(self, lon: float, lat: float) -> svg.Point:
        return self._frame.place(lon, lat)

    def _emu(self, x: float, y: float) -> tuple[int, int]:
        return (round(self._left + x * UNIT * _EMU), round(self._top + y * UNIT * _EMU))

    def _freeform(self, points: list[svg.Point], *, closed: bool) -> Any:
        at = [self._emu(*self._inside(point)) for point in points]
        builder = self._shapes.build_freeform(*at[0])
        builder.add_line_segments(at[1:], close=closed)
        return builder.convert_to_shape()

    def _inside(self, point: svg.Point) -> svg.Point:
        """Nothing hangs over the edge of the map."""
        return (min(max(point[0], 0), self._frame.width), min(max(point[1], 0), self._frame.height))

    def _area(self, points: list[svg.Point], colour: str, opacity: float) -> None:
        shape = self._freeform(points, closed=True)
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour_of(colour)
        fade(shape, opacity)
        shape.line.color.rgb = colour_of(colour)
        shape.line.width = Pt(1.5)
        shape.shadow.inherit = False
        shape.name = "Area"

    def _line(self, points: list[svg.Point], colour: str, width: float) -> None:
        shape = self._freeform(points, closed=False)
        shape.fill.background()
        shape.line.color.rgb = colour_of(colour)
        shape.line.width = Pt(width)
        shape.shadow.inherit = False
        shape.name = "Route"

    def _circle(self, circle: Circle, language: str) -> None:
        look = PALETTES[THEME]
        x, y = self._at(circle.lon, circle.lat)
        r = circle.size / 2 * GRAIN
        left, top = self._emu(x - r, y - r)
        side = Emu(round(2 * r * UNIT * _EMU))
        shape = self._shapes.add_shape(MSO_SHAPE.OVAL, left, top, side, side)
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour_of(circle.colour)
        shape.line.color.rgb = colour_of(look.ring)
        shape.line.width = Pt(2.5)
        shape.shadow.inherit = False
        shape.name = "Place"
        if circle.events > 1 and not circle.ring:
            said = Run(str(circle.events), 14, language, look.ring, bold=True)
            put(shape, [[said]], centred=True)
            shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            shape.text_frame.word_wrap = False

    def _name(self, circle: Circle, language: str, *, must: bool) -> None:
        look, size = PALETTES[THEME], NAME / 0.75  # points as units
        x, y = self._at(circle.lon, circle.lat)
        said = fonts.cut(scene.said_at(circle), self._frame.width * 0.58, size)
        far = (circle.size / 2 + 8) * GRAIN
        wide = fonts.width(said, size) * 1.02
        # Clear of everything; else over names of the base map; else, as on the screen, nowhere.
        rooms = (self._room, self._own)
        found = (names.beside(said, x, y, far, size, "sans", room) for room in rooms)
        placed = next(filter(None, found), None)
        if placed is None and not must:
            return
        (at, base), anchor = placed or ((x + far, y + size * 0.34), "start")
        at -= {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        at = min(max(at, 4), self._frame.width - wide - 4)
        left, top = self._emu(at, base - size * 0.95)
        shape = self._shapes.add_textbox(
            left, top, Emu(round(wide * UNIT * _EMU)), Emu(round(size * 1.25 * UNIT * _EMU))
        )
        put(shape, [[Run(said, NAME, language, look.ink, bold=True)]])
        shape.text_frame.word_wrap = False
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour_of(look.card)
        fade(shape, 0.78)
        shape.name = "Name of the place"
