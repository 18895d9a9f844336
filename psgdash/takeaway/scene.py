"""What stands on a static map: circles by place with their counts and names, areas, routes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from psgdash.archive.gate import Published
from psgdash.archive.records import Event
from psgdash.archive.words import in_language
from psgdash.figures import map as map_figure
from psgdash.figures.map import Spot
from psgdash.figures.palette import PALETTES, ThemeName, shade
from psgdash.takeaway import basemap, fonts, layers, names, svg
from psgdash.takeaway.frame import PERU, Bounds, Frame, around
from psgdash.takeaway.names import Room

AREA_DOT = 14  # pixels across, in the middle of an area
NAME_SIZE = 14.5

Degrees = tuple[float, float]  # lat, lon


@dataclass(frozen=True, slots=True)
class Circle:
    """Events at a place, or at places that stand together at the zoom."""

    lat: float
    lon: float
    events: int
    places: int
    name: str
    size: float  # pixels across
    colour: str
    ring: tuple[Degrees, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """A course between places, in its event's colour."""

    line: tuple[Degrees, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Tray:
    """What the map cannot show, in a box on it that is left out where a circle stands."""

    box: names.Box
    drawn: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Circles (the larger first) and routes; `whole` colours the country where that is meant."""

    circles: tuple[Circle, ...]
    routes: tuple[Route, ...]
    whole: str | None = None


def bounds(events: Sequence[Event], published: Published) -> Bounds:
    """What the map must show: the country, and every place of the events that lies beyond it."""
    return around(corners(events, published), PERU)


def corners(events: Sequence[Event], published: Published) -> list[Degrees]:
    """Every point, and every point around an area, at which the events are drawn."""
    spots = _spots(events, published, "en")
    return [point for s in spots for point in ((s.lat, s.lon), *s.ring)]


def _placed(event: Event) -> dict[str, None]:
    return dict.fromkeys(p.place for p in event.places if p.role != "mentioned")


def _spots(events: Sequence[Event], published: Published, language: str) -> list[Spot]:
    used = dict.fromkeys(place for event in events for place in _placed(event))
    return map_figure.spots([published.places[p] for p in used], published, language)


def build(
    events: Sequence[Event], published: Published, frame: Frame, *, theme: ThemeName, language: str
) -> Scene:
    """The scene of events, places that stand too close at the frame's zoom taken together."""
    spots = _spots(events, published, language)
    index = {spot.id: n for n, spot in enumerate(spots)}
    pairs = [(n, index[p]) for n, e in enumerate(events) for p in _placed(e) if p in index]
    own = Counter(spot for _, spot in pairs)
    leader = map_figure.groups(spots, [own[n] for n in range(len(spots))], frame.zoom)
    together: dict[int, set[int]] = {}
    for event, spot in pairs:
        together.setdefault(leader[spot], set()).add(event)
    circles = [
        _circle(g, [n for n in range(len(spots)) if leader[n] == g], spots, own,
                [events[n] for n in sorted(found)], published, theme)
        for g, found in together.items()
    ]  # fmt: skip
    circles.sort(key=lambda c: (-c.events, c.name))
    routes = []
    for one in events:
        line = map_figure.route(one, published.places)
        if line:
            routes.append(Route(tuple(line), _colour(one.themes[0], published, theme)))
    return Scene(tuple(circles), tuple(routes))


def _circle(
    leader: int,
    inside: list[int],
    spots: Sequence[Spot],
    own: Counter[int],
    events: list[Event],
    published: Published,
    theme: ThemeName,
) -> Circle:
    main = spots[max(inside, key=lambda n: (own[n], n == leader))]
    most = Counter(e.themes[0] for e in events)
    order = list(published.themes)
    chief = max(most, key=lambda name: (most[name], -order.index(name)))
    sizes = map_figure.SIZES
    size = AREA_DOT if main.ring else sizes[min(len(events), len(sizes) - 1)]
    return Circle(main.lat, main.lon, len(events), len(inside), main.name, size,
                  _colour(chief, published, theme), main.ring)  # fmt: skip


def _colour(name: str, published: Published, theme: ThemeName) -> str:
    return shade(published.themes[name].colour, theme)


def of_one(
    event: Event, published: Published, frame: Frame, *, theme: ThemeName, language: str
) -> Scene:
    """The scene of one event; the whole country where that is what it concerns."""
    scene = build([event], published, frame, theme=theme, language=language)
    country = published.places.get(published.site.country)
    # The base map has the outline of Peru, and of no other country that a group may be about.
    west, south, east, north = PERU
    whole = (
        country is not None
        and not scene.circles
        and west < country.lon < east
        and south < country.lat < north
        and any(p.place == country.id for p in event.places)
    )
    colour = _colour(event.themes[0], published, theme)
    return Scene(scene.circles, scene.routes, colour if whole else None)


def room_for(frame: Frame, scene: Scene) -> Room:
    """A frame in which what the scene draws is taken, for names to keep off it."""
    room, k = Room(frame), frame.grain
    for circle in scene.circles:
        room.taken.append(names.spot(circle.lon, circle.lat, frame, (circle.size / 2 + 3) * k))
    for route in scene.routes:
        line = [frame.place(lon, lat) for lat, lon in route.line]
        for (x0, y0), (x1, y1) in pairwise(line):
            steps = min(200, max(1, round(math.hypot(x1 - x0, y1 - y0) / (8 * k))))
            for n in range(steps + 1):
                x, y = x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * n / steps
                room.taken.append((x - 4 * k, y - 4 * k, x + 4 * k, y + 4 * k))
    return room


def map_svg(
    scene: Scene,
    published: Published,
    frame: Frame,
    *,
    theme: ThemeName,
    language: str,
    tray: Tray | None = None,
) -> str:
    """The whole map as SVG elements: base map, areas, routes, names, circles with their names."""
    look, k = PALETTES[theme], frame.grain
    room = room_for(frame, scene)
    if tray and not room.take(tray.box):
        tray = None
    labels = _names(scene, frame, room, theme)
    left_out = frozenset(
        in_language(published.places[p].name, language)[0] for p in published.places
    )
    parts = [basemap.below(frame, theme)]
    parts += _areas(scene, frame)
    parts += names.base_names(frame, room, theme, language, left_out)
    for colour, width in ((look.ring, 7.0), (None, 3.5)):
        for route in scene.routes:
            line = [frame.place(lon, lat) for lat, lon in route.line]
            parts.append(
                svg.path([line], stroke=colour or route.colour, stroke_width=width * k,
                         stroke_linecap="round", stroke_linejoin="round")
            )  # fmt: skip
    for circle in scene.circles:
        parts += _drawn(circle, frame, look.ring)
    return "".join([*parts, *labels, tray.drawn if tray else ""])


def _areas(scene: Scene, frame: Frame) -> list[str]:
    k = frame.grain
    parts = [
        svg.path([[frame.place(lon, lat) for lat, lon in c.ring]], closed=True, fill=c.colour,
                 fill_opacity=0.16, stroke=c.colour, stroke_opacity=0.7, stroke_width=1.5 * k)
        for c in scene.circles
        if c.ring
    ]  # fmt: skip
    if scene.whole:
        rings = (layers.placed(frame, one.points) for one in layers.within(frame, "land", "peru"))
        parts.append(
            svg.path(([(float(x), float(y)) for x, y in ring] for ring in rings), closed=True,
                     fill=scene.whole, fill_opacity=0.22, stroke=scene.whole, stroke_width=2 * k)
        )  # fmt: skip
    return parts


def _drawn(circle: Circle, frame: Frame, ring: str) -> list[str]:
    x, y = frame.place(circle.lon, circle.lat)
    k, r = frame.grain, circle.size / 2 * frame.grain
    parts = [] if circle.ring else [svg.circle(x, y, r + 2.5 * k, fill=ring)]
    parts.append(svg.circle(x, y, r, fill=circle.colour))
    if circle.events > 1 and not circle.ring:
        said = str(circle.events)
        size = min(13 * k, 1.5 * r / max(1.0, fonts.width(said, 1, "sans-strong")))
        parts.append(
            svg.text(said, x, y + size * 0.34, size, ring, face="sans-strong", anchor="middle")
        )
    return parts


def said_at(circle: Circle) -> str:
    """The name beside a circle, with how many places more stand there."""
    return circle.name + (f" +{circle.places - 1}" if circle.places > 1 else "")


def _names(scene: Scene, frame: Frame, room: Room, theme: ThemeName) -> list[str]:
    look, k = PALETTES[theme], frame.grain
    parts = []
    for circle in scene.circles:
        x, y = frame.place(circle.lon, circle.lat)
        said, size = said_at(circle), NAME_SIZE * k
        put = names.beside(said, x, y, (circle.size / 2 + 7) * k, size, "sans", room)
        if put is not None:
            at, anchor = put
            parts.append(
                svg.text(said, *at, size, look.ink, anchor=anchor, halo=look.card,
                         halo_width=3.5 * k)
            )  # fmt: skip
    return parts
