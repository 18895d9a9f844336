"""Names on a static map: what stands first keeps its place, what would cover it is left out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from psgdash.figures.basemap_flat import features
from psgdash.figures.basemap_tables import COLOURS, TOWN_TIERS
from psgdash.figures.palette import ThemeName
from psgdash.takeaway import fonts, layers, svg
from psgdash.takeaway.fonts import Face
from psgdash.takeaway.frame import Frame
from psgdash.takeaway.ground import by_zoom

Box = tuple[float, float, float, float]  # left, top, right, bottom in units of the frame

PRINT = 0.45  # zooms by which paper shows finer names than a screen
FAR = 1_200_000  # metres that a country's or an ocean's name may be moved to be in sight
_RIVER_SPACE = 1.2


@dataclass(slots=True)
class Room:
    """What is taken of a frame."""

    frame: Frame
    taken: list[Box] = field(default_factory=list)

    def free(self, box: Box, *, inside: bool = True) -> bool:
        """Whether nothing stands there."""
        a, b, c, d = box
        if inside and (a < 6 or b < 6 or c > self.frame.width - 6 or d > self.frame.height - 6):
            return False
        return not any(t[0] < c and t[2] > a and t[1] < d and t[3] > b for t in self.taken)

    def take(self, box: Box, *, inside: bool = True) -> bool:
        """Take it, if nothing stands there."""
        free = self.free(box, inside=inside)
        if free:
            self.taken.append(box)
        return free


@dataclass(frozen=True, slots=True)
class Look:
    """How names of one sort are written; sizes in pixels of a screen."""

    size: float
    face: Face
    colour: str
    halo: str
    spacing: float = 0.0  # of the size, after each letter
    italic: bool = False
    upper: bool = False


def base_names(
    frame: Frame, room: Room, theme: ThemeName, language: str, towns_left_out: frozenset[str]
) -> list[str]:
    """Names of the base map in the language, as SVG; they keep off what `room` has already."""
    c = COLOURS[theme]
    zoom, k = frame.zoom + PRINT, frame.grain
    parts: list[str] = []
    labels = list(_labels(frame, language))
    for kind, rank, name, x, y in labels:
        look = _region(kind, rank, zoom, c)
        if look is None:
            continue
        # There is much sea: its name may stand farther north or south where its place is taken.
        aside = (0, 90, -90, 180, -180) if kind == "ocean" and rank <= 2 else (0,)
        tried = ((x, y + a * k) for a in aside)
        at_sea = (p for p in tried if len(aside) == 1 or _sea(frame, *p))
        parts += next(filter(None, (_stacked(name, *p, look, room, k) for p in at_sea)), [])
    dots: list[str] = []
    minor = len(TOWN_TIERS) - 4
    towns = [t for t in _towns(frame, zoom) if t[0] not in towns_left_out]
    major = [t for t in towns if t[1] < minor]
    parts += _town_names(major, zoom, c, room, k, dots)
    size = by_zoom(zoom, ((4.4, 9.5), (6, 11.5), (9, 15)))
    department = Look(size, "sans", c["department_text"], c["halo"], 0.14, upper=True)
    for kind, rank, name, x, y in labels:
        if kind == "department" and zoom >= {1: 4.5, 2: 5.2}.get(rank, 6.2):
            parts += _stacked(name, x, y, department, room, k, letters=14)
    if zoom >= 4.6:
        parts += _rivers(frame, zoom, c, room)
    parts += _town_names([t for t in towns if t[1] >= minor], zoom, c, room, k, dots)
    return [*dots, *parts]


def _labels(frame: Frame, language: str) -> Iterator[tuple[str, int, str, float, float]]:
    """Kind, rank, name and point of labels; of a country or an ocean the nearest point in sight."""
    for feature in features(layers.FOLDER / "labels.geojson"):
        found = feature["properties"]
        x, y = frame.place(*feature["geometry"]["coordinates"])
        if found["kind"] in ("country", "ocean") and found["rank"] <= 2:
            margin = 60 * frame.grain
            near = (
                min(max(x, margin), frame.width - margin),
                min(max(y, margin), frame.height - margin),
            )
            moved = math.dist(near, (x, y)) * frame.scale
            if moved > FAR or layers.ring_at(frame, *near) != layers.ring_at(frame, x, y):
                continue
            x, y = near
        if 0 < x < frame.width and 0 < y < frame.height:
            name = found["name_es" if language == "es" else "name_en"]
            yield found["kind"], found["rank"], name, x, y


def _sea(frame: Frame, x: float, y: float) -> bool:
    """Whether an ocean's name would lie on water from end to end."""
    return all(
        layers.ring_at(frame, x + side * frame.grain, y) is None for side in (-55, -25, 0, 25, 55)
    )


def _region(kind: str, rank: int, zoom: float, c: dict[str, str]) -> Look | None:
    """The look of a country's or a water's name; None where it is not shown at the zoom."""
    if kind == "country" and rank == 0 and zoom < 6.4:
        size = by_zoom(zoom, ((2, 11), (4, 18), (6, 25)))
        return Look(size, "serif-strong", c["peru"], c["halo"], 0.42, upper=True)
    if kind == "country" and rank and (rank <= 2 or zoom >= 3.8) and zoom < 7.5:
        size = by_zoom(zoom, ((2, 9), (4, 12.5), (7, 18)))
        return Look(size, "serif", c["country"], c["halo"], 0.28, upper=True)
    if kind == "ocean" and (rank <= 3 or zoom >= 6.2):
        size = by_zoom(zoom, ((2, 11), (4, 16), (7, 24)))
        return Look(size, "serif", c["water_text"], c["halo_water"], 0.16, italic=True)
    if kind == "lake" and zoom >= 4.6:
        size = by_zoom(zoom, ((4.6, 9.5), (8, 15)))
        return Look(size, "serif", c["water_text"], c["halo_water"], 0.06, italic=True)
    return None


def _stacked(
    name: str, x: float, y: float, look: Look, room: Room, k: float, *, letters: int = 11
) -> list[str]:
    """A name in one to three lines, its middle at a point; nothing where there is no room."""
    said = name.upper() if look.upper else name
    lines: list[str] = []
    for word in said.split(" "):
        if lines and len(lines[-1]) + len(word) < letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    size = look.size * k
    wide = max(fonts.width(line, size, look.face, look.spacing * size) for line in lines)
    high = size * 1.25 * len(lines)
    # A name whose middle is near the edge is moved in.
    x = min(max(x, wide / 2 + 6), room.frame.width - wide / 2 - 6)
    if not room.take((x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)):
        return []
    first = y - high / 2 + size * 0.95
    return [
        svg.text(
            line, x + look.spacing * size / 2, first + n * size * 1.25, size, look.colour,
            face=look.face, anchor="middle", halo=look.halo, halo_width=2.6 * k,
            spacing=look.spacing * size, italic=look.italic,
        )
        for n, line in enumerate(lines)
    ]  # fmt: skip


def _towns(frame: Frame, zoom: float) -> list[tuple[str, int, float, float]]:
    """Towns (name, rank, x, y) that the zoom shows, the greatest first."""
    found = []
    for feature in features(layers.FOLDER / "towns.geojson"):
        rank = feature["properties"]["rank"]
        if TOWN_TIERS[rank][0] > zoom:
            continue
        lon, lat = feature["geometry"]["coordinates"]
        if frame.holds(lon, lat, margin=4):
            order = feature["properties"]["order"]
            found.append((rank, order, feature["properties"]["name"], *frame.place(lon, lat)))
    return [(name, rank, x, y) for rank, _, name, x, y in sorted(found)]


def _town_names(
    towns: Sequence[tuple[str, int, float, float]],
    zoom: float,
    c: dict[str, str],
    room: Room,
    k: float,
    dots: list[str],
) -> list[str]:
    """Names beside dots, on the first side with room; a town without room has no dot either."""
    parts = []
    for name, rank, x, y in towns:
        start, small, large = TOWN_TIERS[rank]
        size = by_zoom(zoom, ((start, small), (start + 3, large))) * k
        face: Face = "sans-strong" if rank < 2 else "sans"
        r = max(1.6, 2.7 - 0.14 * rank) * k
        dot = (x - r - k, y - r - k, x + r + k, y + r + k)
        if not room.free(dot):
            continue
        put = beside(name, x, y, r + 2.5 * k, size, face, room)
        if put is None:
            continue
        room.taken.append(dot)
        dots.append(svg.circle(x, y, r, fill=c["dot"], stroke=c["town"], stroke_width=1.1 * k))
        at, anchor = put
        parts.append(
            svg.text(name, *at, size, c["town"], face=face, anchor=anchor, halo=c["halo"],
                     halo_width=2.6 * k)
        )  # fmt: skip
    return parts


def beside(
    name: str, x: float, y: float, far: float, size: float, face: Face, room: Room
) -> tuple[svg.Point, svg.Anchor] | None:
    """Where a name goes beside a point (its base line and anchor): the first side with room."""
    wide, high = fonts.width(name, size, face) + 2, size * 1.15
    level, half = y + size * 0.34, wide / 2
    sides: tuple[tuple[svg.Anchor, float, float, svg.Point], ...] = (  # anchor, left, top, base
        ("start", x + far, y - high / 2, (x + far, level)),
        ("end", x - far - wide, y - high / 2, (x - far, level)),
        ("middle", x - half, y + far - 1, (x, y + far + size * 0.8)),
        ("middle", x - half, y - far - high + 1, (x, y - far - size * 0.2)),
    )
    for anchor, left, top, at in sides:
        if room.take((left, top, left + wide, top + high)):
            return at, anchor
    return None


def _rivers(frame: Frame, zoom: float, c: dict[str, str], room: Room) -> list[str]:
    """Names along the straightest stretch of each river, once a river."""
    size = by_zoom(zoom, ((4.6, 10), (8, 13))) * frame.grain
    parts, said = [], set[str]()
    found = sorted(layers.within(frame, "water", "river_name"), key=lambda r: r.properties["rank"])
    for river in found:
        name, rank = river.properties.get("name", ""), river.properties["rank"]
        if not name or name in said or (rank >= 5 and zoom < 5.4):
            continue
        wide = fonts.width(name, size, "serif", 0.08 * size)
        put = _stretch(layers.placed(frame, river.points), wide * _RIVER_SPACE, frame)
        if put is None:
            continue
        x, y, turn = put
        dx = abs(math.cos(math.radians(turn))) * wide / 2 + size / 2
        dy = abs(math.sin(math.radians(turn))) * wide / 2 + size / 2
        if not room.take((x - dx, y - dy, x + dx, y + dy)):
            continue
        said.add(name)
        parts.append(
            svg.text(name, x, y - size * 0.25, size, c["water_text"], face="serif", anchor="middle",
                     halo=c["halo"], halo_width=2.6 * frame.grain, spacing=0.08 * size, italic=True,
                     turn=turn)
        )  # fmt: skip
    return parts


def _stretch(at: layers.Metres, wide: float, frame: Frame) -> tuple[float, float, float] | None:
    """Middle and turn (degrees) of the straightest part of a line that is so long."""
    steps = np.hypot(*np.diff(at, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    best: tuple[float, float, float, float] | None = None
    for i in range(len(at) - 1):
        j = int(np.searchsorted(along, along[i] + wide))
        if j >= len(at):
            break
        (x0, y0), (x1, y1) = at[i], at[j]
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        if not (wide / 2 < x < frame.width - wide / 2 and 12 < y < frame.height - 12):
            continue
        straight = math.hypot(x1 - x0, y1 - y0) / (along[j] - along[i])
        turn = math.degrees(math.atan2(y1 - y0, x1 - x0))
        turn = turn - 180 if turn > 90 else turn + 180 if turn < -90 else turn
        score = straight - abs(turn) / 400
        if straight > 0.86 and (best is None or score > best[0]):
            best = (score, float(x), float(y), turn)
    return best[1:] if best else None


def spot(lon: float, lat: float, frame: Frame, r: float) -> Box:
    """The box of a circle of `r` units at a point in degrees."""
    x, y = frame.place(lon, lat)
    return x - r, y - r, x + r, y + r
