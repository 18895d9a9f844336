"""The gate fails closed, and nothing finer than an event's sensitivity leaves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from making import PLACES, TODAY, archive, engine, event, place

from psgdash import exchange
from psgdash.archive import gate
from psgdash.exchange.view import take
from psgdash.query.filters import Filter
from psgdash.query.table import EVENTS, PLACINGS


def everything_that_leaves(records: list[dict[str, Any]], places: Any = None) -> str:
    """The tables and every format of what is published, as one text."""
    shown = gate.publish(archive(records, places), TODAY)
    answers = engine(shown)
    said = [
        str(answers.rows(EVENTS)),
        str(answers.rows(PLACINGS)),
        str(shown.places),
        str(shown.events),
    ]
    view = take(answers, shown, Filter())
    said += [form.write(view).decode("utf-8") for form in exchange.FORMATS.values()]
    return "\n".join(said)


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"status": "published"}, True),
        ({"status": "draft"}, False),
        ({"status": "review"}, False),
        ({"status": "withdrawn"}, False),
        ({"embargo_until": "2026-01-14"}, True),
        ({"embargo_until": "2026-01-15"}, True),
        ({"embargo_until": "2026-01-16"}, False),
        ({"sensitivity": "district"}, True),
        ({"sensitivity": "province"}, True),
        ({"sensitivity": "department"}, True),
        ({"sensitivity": "hidden"}, False),
        ({"status": "draft", "sensitivity": "none"}, False),
    ],
)
def test_only_what_is_published_free_and_not_hidden_passes(
    changes: dict[str, str], shown: bool
) -> None:
    found = gate.publish(archive([event(**changes), event("other")]), TODAY)
    assert ("a-protest" in found.events) is shown
    assert found.held_back == (not shown)
    assert "other" in found.events


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "Published"),
        ("status", ""),
        ("status", None),
        ("sensitivity", "town"),
        ("sensitivity", None),
        ("sensitivity", "NONE"),
    ],
)
def test_what_the_gate_does_not_understand_stays_in(field: str, value: object) -> None:
    whole = archive([event()])
    odd = whole.events["a-protest"].model_copy(update={field: value})
    assert not gate.is_open(odd, TODAY)


def test_an_embargo_ends_on_its_day() -> None:
    whole = archive([event(embargo_until="2026-02-01")])
    assert gate.publish(whole, date(2026, 1, 31)).events == {}
    assert list(gate.publish(whole, date(2026, 2, 1)).events) == ["a-protest"]


@pytest.mark.parametrize(
    ("where", "level", "becomes"),
    [
        ("secret-mine", "none", "secret-mine"),
        ("secret-mine", "district", "san-gaban"),  # named by id in the chain
        ("secret-mine", "province", "carabaya"),  # by name, and `Peru` for `peru`
        ("secret-mine", "department", "puno"),
        ("cajamarca", "district", "cajamarca-district"),  # one name for four places
        ("cajamarca", "province", "cajamarca-province"),
        ("cajamarca", "department", "cajamarca-department"),
        ("cajamarca-province", "district", "cajamarca-province"),  # coarse enough already
        ("andes", "department", "andes"),
        ("peru", "department", "peru"),
        ("lima", "district", "peru"),  # nothing between is known
        ("lonely-farm", "district", None),  # nothing around is known: no place at all
        ("lonely-farm", "department", None),
    ],
)
def test_a_place_is_replaced_by_the_area_it_lies_in(
    where: str, level: str, becomes: str | None
) -> None:
    found = gate.publish(archive([event(where=where, sensitivity=level)]), TODAY)
    assert [p.place for p in found.events["a-protest"].places] == ([becomes] if becomes else [])
    assert set(found.places) == {"peru"} | ({becomes} if becomes else set())


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("level", ["district", "province", "department"])
def test_the_order_of_the_places_does_not_decide_which_of_one_name_is_meant(
    order: int, level: str
) -> None:
    found = gate.publish(
        archive([event(where="cajamarca", sensitivity=level)], PLACES[::order]), TODAY
    )
    assert [p.place for p in found.events["a-protest"].places] == [f"cajamarca-{level}"]


def test_an_area_of_the_same_name_elsewhere_is_not_taken() -> None:
    farm = place("farm", -5.0, -75.0, "site", "San Juan", "Loreto", "peru")
    other = place("san-juan", -16.0, -71.0, "district", "Moquegua", "peru", title="San Juan")
    found = gate.publish(
        archive([event(where="farm", sensitivity="district")], [other, farm, *PLACES]), TODAY
    )
    assert [p.place for p in found.events["a-protest"].places] == ["peru"]


def test_a_hamlet_known_to_its_district_only_is_not_named_as_that_district() -> None:
    hamlet = place("uchunya", -8.3, -74.9, "district", "Nueva Requena", "Coronel Portillo",
                   "Ucayali", "peru", title="Santa Clara de Uchunya")  # fmt: skip
    district = place("nueva-requena", -8.3, -74.9, "district", "Coronel Portillo", "Ucayali",
                     "peru", title="Nueva Requena")  # fmt: skip
    told = [event(where="uchunya", sensitivity="district")]
    found = gate.publish(archive(told, [hamlet, district, *PLACES]), TODAY)
    assert [p.place for p in found.events["a-protest"].places] == ["nueva-requena"]
    assert "uchunya" not in found.places


@pytest.mark.parametrize("level", ["district", "province", "department"])
def test_nothing_finer_than_the_sensitivity_is_in_any_output(level: str) -> None:
    said = everything_that_leaves(
        [
            event(
                sensitivity=level,
                where=[
                    {"place": "secret-mine", "role": "origin", "as_written": "behind Rosa's house"},
                    {"place": "lima", "role": "destination", "as_written": "Lima street 5"},
                ],
                route={"via": [[-13.98765, -71.56789]], "source": "the hidden road"},
            )
        ]
    )
    for kept in (
        "secret-mine",
        "Secret Mine",
        "Rosa",
        "street 5",
        "hidden road",
        "13.87",
        "70.12",
        "13.98",
        "71.56",
        "12.04",
        "77.02",
    ):
        assert kept not in said, kept
    assert "Title of a-protest" in said


def test_the_same_place_of_an_open_event_does_not_give_the_sensitive_one_away() -> None:
    whole = archive(
        [
            event("open", where="secret-mine"),
            event("shy", where="secret-mine", sensitivity="province"),
        ]
    )
    rows = engine(gate.publish(whole, TODAY)).rows(PLACINGS)
    assert {row["event"]: row["place"] for row in rows} == {
        "open": "secret-mine",
        "shy": "carabaya",
    }


def test_a_held_back_event_is_named_nowhere_not_even_as_related() -> None:
    said = everything_that_leaves(
        [
            event("open", related=["qqgone", "qqlate", "qqhidden"]),
            event("qqgone", where="secret-mine", status="withdrawn"),
            event("qqlate", embargo_until="2026-01-16"),
            event("qqhidden", sensitivity="hidden"),
        ]
    )
    assert "Title of open" in said
    assert "qq" not in said
    assert "secret-mine" not in said


def test_two_places_that_become_one_area_are_said_once() -> None:
    where = [
        {"place": "cajamarca", "role": "site"},
        {"place": "cajamarca-district", "role": "site"},
    ]
    found = gate.publish(archive([event(where=where, sensitivity="province")]), TODAY)
    assert [p.place for p in found.events["a-protest"].places] == ["cajamarca-province"]
