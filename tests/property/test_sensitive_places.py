"""Whatever a place is called, lies in and comes from: a sensitive event shows a true area of it."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from making import PLACES, TODAY, archive, engine, event, place

from psgdash import exchange
from psgdash.archive import gate
from psgdash.archive.areas import RANKS
from psgdash.archive.records import BY_HAND, PRECISIONS, Place
from psgdash.archive.words import fold
from psgdash.exchange.view import take
from psgdash.query.filters import Filter
from psgdash.query.snapshot import known_divisions

LEVELS = ["district", "province", "department"]
PERU = next(p for p in PLACES if p["id"] == "peru")
DIVISIONS = [p for p in known_divisions() if p.within]
OF_PERU = st.sampled_from(DIVISIONS)
SOURCES = st.sampled_from(
    [
        (BY_HAND, None),
        ("placed by  hand (a friend)", None),
        ("by hand", None),
        ("timemap's JSON, imported", "timemap:17"),
        ("our own CSV, imported", None),
        ("GeoNames", "geonames:3931465"),
        ("Wikipedia: a field <https://example.org/>", "site:a-field"),
        ("INEI ubigeo; seat: GeoNames", "own"),  # the id of the division that it is called after
        ("INEI ubigeo; seat: GeoNames", "ubigeo:999999"),
        ("Notes of ours", None),
    ]
)


@st.composite
def secrets(draw: st.DrawFn) -> tuple[dict[str, Any], Place]:
    """A place of an event with a point of its own, and the division that it is said to be in."""
    unit = draw(OF_PERU)
    chain = [unit.name["en"], *unit.within]
    chain[-1] = draw(st.sampled_from(["peru", "Peru", "Perú"]))
    chain = chain[draw(st.integers(0, len(chain))) :]
    if chain and draw(st.booleans()):
        chain[draw(st.integers(0, len(chain) - 1))] = draw(
            st.sampled_from(
                ["Nowhere", "Georgia", "Lima", "San Juan", "Puno department", "carabaya"]
            )
        )
    if draw(st.booleans()):
        chain = chain[:-1]
    names = draw(
        st.sampled_from(
            [
                {"en": "Qzhouse"},
                {"en": unit.name["en"]},
                {"en": unit.name["en"], "es": "Qzhouse"},
                {"en": f"{unit.name['en']} district", "es": unit.name["es"]},
            ]
        )
    )
    source, source_id = draw(SOURCES)
    if source_id == "own":
        source_id = unit.provenance.source_id
    precision = draw(st.sampled_from(PRECISIONS))
    radius = draw(st.sampled_from([None, 0.2, 5.0, 300.0]))
    # Digits that stand in no other number of a file; or the seat itself.
    free = (-draw(st.integers(0, 17)) - 0.1357, -draw(st.integers(69, 80)) - 0.2468)
    at = draw(st.sampled_from([free, (unit.lat, unit.lon)]))
    made = place(
        draw(st.sampled_from(["qzid", fold(unit.name["en"]).replace(" ", "-")])),
        round(at[0], 4),
        round(at[1], 4),
        precision,
        *chain,
        names=draw(st.sampled_from([[], ["Qzalias"]])),
    )
    assume(made["id"] not in {p["id"] for p in PLACES})
    made |= {"name": names, "radius_km": radius}
    made["provenance"] = {"query": "Qzquery", "source": source, "source_id": source_id}
    return made, unit


@settings(max_examples=150)
@given(secrets(), st.sampled_from(LEVELS), st.booleans())
def test_what_is_shown_of_a_sensitive_place_is_an_area_that_is_known(
    secret: tuple[dict[str, Any], Place], level: str, others: bool
) -> None:
    made, _ = secret
    where = [{"place": made["id"], "role": "site", "as_written": "Qzwritten"}]
    shy = event("shy", where, sensitivity=level)
    kept = archive([shy], [made, *(PLACES if others else [PERU])])
    exact = kept.places[made["id"]]
    shown = gate.publish(kept, TODAY, known_divisions)
    seats = {(d.precision, d.lat, d.lon) for d in known_divisions()}
    entries = shown.events["shy"].places
    assert all(entry.as_written is None for entry in entries)
    for entry in entries:
        found = shown.places[entry.place]
        if found.precision == "region":  # as wide as it is said to be, and no point of an event
            assert not found.provenance.is_of_a_point and (found.radius_km or 0) == 300.0
            assert len(found.within) <= 1
            continue
        assert RANKS[found.precision] >= RANKS[level]
        known = found.id == "peru" or (found.precision, found.lat, found.lon) in seats
        assert known, (exact, found)
        said = f"{found.id} {found.name} {found.names}".casefold()
        assert "qz" not in said, (exact, found)


@settings(max_examples=30)
@given(secrets(), st.sampled_from(LEVELS))
def test_no_file_gives_a_sensitive_place_away(
    secret: tuple[dict[str, Any], Place], level: str
) -> None:
    made, unit = secret
    assume(made["precision"] != "region" and made["lat"] != unit.lat)
    where = [{"place": made["id"], "role": "site", "as_written": "Qzwritten"}]
    shown = gate.publish(
        archive([event("shy", where, sensitivity=level)], [made, PERU]), TODAY, known_divisions
    )
    view = take(engine(shown), shown, Filter())
    for name, form in exchange.FORMATS.items():
        said = form.write(view).decode("utf-8").casefold()
        assert "qz" not in said, name
        assert not (f"{made['lat']}" in said and f"{made['lon']}" in said), name


@settings(max_examples=60)
@given(OF_PERU, st.sampled_from(LEVELS), st.sampled_from(["site", "town"]))
def test_what_lies_in_a_division_is_shown_as_it_or_as_what_that_lies_in(
    unit: Place, level: str, precision: str
) -> None:
    made = place("qzid", -9.99, -75.55, precision, unit.name["en"], *unit.within, title="Qzhouse")
    kept = archive([event("shy", "qzid", sensitivity=level)], [made, PERU])
    shown = gate.publish(kept, TODAY, known_divisions)
    (entry,) = shown.events["shy"].places
    found = shown.places[entry.place]
    wanted = max(level, unit.precision, key=RANKS.__getitem__)
    chain = (unit.name["en"], *unit.within)
    assert found.precision == wanted
    assert (found.name["en"], *found.within) == chain[
        LEVELS.index(wanted) - LEVELS.index(unit.precision) :
    ]
