"""Points that are not where their names say: zeros, swapped or without their sign, outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from psgdash.archive.records import Place
from psgdash.archive.words import in_language
from psgdash.health.findings import Asked, Finding
from psgdash.health.outlines import HOME, Outline, Outlines, key
from psgdash.locale import Words

Fault = Literal["zero", "swapped", "sign", "outside"]


class Verdict(NamedTuple):
    """What is wrong with a point; `meant` is (lat, lon) where that can be told."""

    fault: Fault
    area: Outline | None
    meant: tuple[float, float] | None = None


def zeros(asked: Asked) -> Iterator[Finding]:
    """Points at 0/0, or with one zero and outside: a value that was never filled in."""
    t = asked.t
    for place, _ in _faulty(asked, ("zero",)):
        yield asked.found(
            "place", place.id, "lat" if place.lat == 0 else "lon",
            t("The point {point} has a zero, as if it had never been filled in.",
              point=_said(place.lat, place.lon)),
            _look_up(asked, place), form=t("Look the place up on a map.") + " " + _who(t),
        )  # fmt: skip
    for event_id, n, lat, lon in _courses(asked):
        if lat == 0 and lon == 0:
            yield asked.found(
                "event", event_id, "route",
                t("Point {number} of the route is {point}.", number=n, point=_said(lat, lon)),
                t("Write the point's latitude and longitude, or remove it."),
            )  # fmt: skip


def mirrored(asked: Asked) -> Iterator[Finding]:
    """Points that fit once latitude and longitude are swapped, or a sign is put back."""
    t = asked.t
    for place, verdict in _faulty(asked, ("swapped", "sign")):
        meant = verdict.meant or (place.lat, place.lon)
        area, point = _name(verdict.area, t.language), _said(place.lat, place.lon)
        said = (
            t("The point {point} lies outside {area}; with latitude and longitude swapped it "
              "lies there.", point=point, area=area)
            if verdict.fault == "swapped"
            else t("The point {point} lies outside {area}; with a minus sign changed it lies "
                   "there.", point=point, area=area)
        )  # fmt: skip
        fix = t(
            "Look at a map; if so, write `lat: {lat}` and `lon: {lon}`.",
            lat=_short(meant[0]),
            lon=_short(meant[1]),
        )
        form = t("Probably {point} is meant: look at a map.", point=_said(*meant))
        yield asked.found("place", place.id, "lat", said, fix, form=f"{form} {_who(t)}")
    home = _home(asked)
    for event_id, n, lat, lon in _courses(asked):
        if home and (lat, lon) != (0, 0) and not _anywhere(asked.outlines, lat, lon):
            better = _mirror([home], lat, lon)
            if better and better.meant:
                yield asked.found(
                    "event", event_id, "route",
                    t("Point {number} of the route, {point}, lies in no country that the map "
                      "knows.", number=n, point=_said(lat, lon)),
                    t("Probably [{point}] is meant: latitude first, south and west negative.",
                      point=_said(*better.meant)),
                )  # fmt: skip


def outside(asked: Asked) -> Iterator[Finding]:
    """Points outside the department or country that `within` names, beyond the tolerance."""
    t = asked.t
    for place, verdict in _faulty(asked, ("outside",)):
        if verdict.area is None:
            continue
        km = t.number(round(verdict.area.km_outside(place.lat, place.lon)))
        area = _name(verdict.area, t.language)
        point = _said(place.lat, place.lon)
        lies = ", ".join(_name(o, t.language) for o in asked.outlines.around(place.lat, place.lon))
        said = (
            t("The point {point} lies {km} km outside {area}, in {other}.",
              point=point, km=km, area=area, other=lies)
            if lies
            else t("The point {point} lies {km} km outside {area}, in no country that the map "
                   "knows.", point=point, km=km, area=area)
        )  # fmt: skip
        form = t("Look the place up on a map.") + " " + _who(t)
        yield asked.found("place", place.id, "lat", said, _look_up(asked, place), form=form)


def expected(asked: Asked, place: Place) -> tuple[Outline, ...]:
    """The outlines that a place should lie in by its `within` (and by its own name), as known."""
    links = [_names(asked, each) for each in place.within]
    if place.precision in ("department", "country"):
        links.insert(0, (place.id, *place.name.values(), *place.names))
    country = _first(asked.outlines.countries, links[-1]) if links else None
    if country:
        links.pop()
    peru = asked.outlines.countries.get(HOME)
    if not links or (country or _home(asked)) is not peru:
        return (country,) if country else ()
    # Only a chain that ends in Peru, or in no country at all, names one of its departments.
    department = _first(asked.outlines.departments, links[-1])
    return tuple(area for area in (department, country) if area)


def compared(asked: Asked) -> int:
    """How many places could be compared with an outline."""
    return sum(1 for place in asked.archive.places.values() if expected(asked, place))


def _faulty(asked: Asked, faults: tuple[Fault, ...]) -> Iterator[tuple[Place, Verdict]]:
    for place in asked.archive.places.values():
        verdict = _verdict(asked, place)
        if verdict and verdict.fault in faults:
            yield place, verdict


def _verdict(asked: Asked, place: Place) -> Verdict | None:
    lat, lon = place.lat, place.lon
    if lat == 0 and lon == 0:
        return Verdict("zero", None)
    areas = expected(asked, place)
    home = _home(asked)
    if not areas:
        # Nothing says where it should be. Only a point in the sea that would be at home is odd.
        if place.within or home is None or _anywhere(asked.outlines, lat, lon):
            return None
        return _mirror([home], lat, lon)
    wrong = next((area for area in areas if not area.allows(lat, lon)), None)
    if wrong is None:
        return None
    if lat == 0 or lon == 0:
        return Verdict("zero", wrong)
    return _mirror(areas, lat, lon) or Verdict("outside", wrong)


def _mirror(areas: Sequence[Outline], lat: float, lon: float) -> Verdict | None:
    """The nearest slip of the pen that puts a point into all areas."""
    slips: tuple[tuple[Fault, float, float], ...] = (
        ("sign", lat, -lon), ("sign", -lat, lon), ("sign", -lat, -lon), ("swapped", lon, lat),
        ("swapped", -lon, lat), ("swapped", lon, -lat), ("swapped", -lon, -lat),
    )  # fmt: skip
    for fault, y, x in slips:
        if abs(y) <= 90 and all(area.allows(y, x) for area in areas):
            return Verdict(fault, areas[0], (y, x))
    return None


def _anywhere(outlines: Outlines, lat: float, lon: float) -> bool:
    return any(o.allows(lat, lon) for o in outlines.countries.values())


def _courses(asked: Asked) -> Iterator[tuple[str, int, float, float]]:
    """Every point of a route: event, number from 1, lat, lon."""
    for event in asked.events():
        for n, (lat, lon) in enumerate(event.route.via if event.route else (), start=1):
            yield event.id, n, lat, lon


def _home(asked: Asked) -> Outline | None:
    """The outline of the country that the archive is about."""
    return _first(asked.outlines.countries, _names(asked, asked.archive.site.country))


def _names(asked: Asked, name: str) -> tuple[str, ...]:
    """A link of a chain: a name, and if it is a place's id, that place's names."""
    place = asked.archive.places.get(name)
    return (name, *place.name.values(), *place.names) if place else (name,)


def _first(shelf: dict[str, Outline], names: tuple[str, ...]) -> Outline | None:
    return next((shelf[k] for k in map(key, names) if k in shelf), None)


def _name(area: Outline | None, language: str) -> str:
    return in_language(area.name, language)[0] if area else ""


def _look_up(asked: Asked, place: Place) -> str:
    return asked.t(
        'Look it up with `psgdash geocode "{query}"`, then mend lat and lon, or within.',
        query=place.provenance.query,
    )


def _who(t: Words) -> str:
    """Who mends a place: the form of an item can only give that item another one."""
    return t("In an item you can move its pin; the place itself is mended in the file.")


def _said(lat: float, lon: float) -> str:
    return f"{_short(lat)}, {_short(lon)}"


def _short(degrees: float) -> str:
    """Degrees without more than they need; never -0."""
    return f"{round(degrees, 5) + 0.0:.5f}".rstrip("0").rstrip(".")
