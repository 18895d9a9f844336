"""Whatever the archive holds, what is held back is in no table and no file."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from making import PLACES, TODAY, archive, engine, place
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from psgdash import exchange
from psgdash.archive import gate
from psgdash.archive.gate import Published
from psgdash.archive.records import PRECISIONS
from psgdash.exchange.view import take
from psgdash.figures import timeline
from psgdash.linked import payload
from psgdash.query import summaries
from psgdash.query.engine import Engine
from psgdash.query.filters import Filter
from psgdash.query.table import EVENTS, PLACINGS
from psgdash.takeaway import TAKEAWAYS
from psgdash.takeaway.material import gather
from psgdash.takeaway.pack.contents import contents

# Exact places with names and coordinates that nothing else in the archive shares.
SECRETS = [
    place(f"qzsite-{n}", -(7 + n) - 0.13579, -(71 + n) - 0.24680 - n / 1000, precision, *chain)
    for n, (precision, chain) in enumerate(
        [
            ("site", ("san-gaban", "Carabaya", "Puno", "peru")),
            ("town", ("Carabaya", "Puno", "peru")),
            ("site", ("Cajamarca", "Cajamarca", "Cajamarca", "peru")),
            ("town", ("nowhere",)),
            ("site", ()),
        ]
    )
]
ROLES = st.sampled_from(["site", "origin", "destination", "mentioned"])
LEVELS = ["district", "province", "department"]


@st.composite
def events(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Events with random status, embargo, sensitivity and places."""
    found = []
    for n in range(draw(st.integers(1, 5))):
        where = draw(
            st.lists(
                st.sampled_from([p["id"] for p in [*SECRETS, *PLACES]]), max_size=3, unique=True
            )
        )
        name = f"qzevent-{n}"
        found.append(
            {
                "id": name,
                "title": {"en": f"Qztitle{n}"},
                "text": {"en": f"Qztext{n}"},
                "published": "2004-11-30",
                "date": "2004-11",
                "kind": "protest",
                "themes": ["mining"],
                "places": [
                    {"place": p, "role": draw(ROLES), "as_written": f"Qzwritten{n}"} for p in where
                ],
                "route": {"via": [[-1.2233 - n, -79.4455 - n]], "source": f"Qzroute{n}"},
                "status": draw(
                    st.sampled_from(["published", "published", "draft", "review", "withdrawn"])
                ),
                "sensitivity": draw(st.sampled_from(["none", *LEVELS, "hidden"])),
                "embargo_until": draw(
                    st.sampled_from([None, 0, 1, -1]).map(
                        lambda days: None if days is None else (TODAY + timedelta(days)).isoformat()
                    )
                ),
                "related": [f"qzevent-{draw(st.integers(0, 4))}"],
            }
        )
    return found


@settings(max_examples=25)
@given(events(), st.randoms(use_true_random=False))
def test_nothing_held_back_is_in_any_output(records: list[dict[str, Any]], dice: Any) -> None:
    places = [*SECRETS, *PLACES]
    dice.shuffle(places)
    shown = gate.publish(archive(records, places), TODAY)
    answers = engine(shown)
    view = take(answers, shown, Filter())
    marks = summaries.marks(answers, Filter(), "en")
    drawn = payload.laid(marks, shown, theme="light", language="en")
    line = timeline.figure(
        marks, shown.themes, list(shown.periods.values()), {}, theme="light", language="en"
    )
    outputs = {
        "table": f"{answers.rows(EVENTS)}{answers.rows(PLACINGS)}",
        "records": f"{shown.events}{shown.places}",
        "view": str(
            [line, {k: drawn[k] for k in ("events", "spots", "routes", "towns", "guards")}]
        ),
        **{name: form.write(view).decode("utf-8") for name, form in exchange.FORMATS.items()},
    }
    _hides(outputs, records, shown)


@settings(max_examples=8)
@given(events(), st.randoms(use_true_random=False))
def test_nothing_held_back_is_in_the_meeting_pack(records: list[dict[str, Any]], dice: Any) -> None:
    places = [*SECRETS, *PLACES]
    dice.shuffle(places)
    shown = gate.publish(archive(records, places), TODAY)
    told = contents(engine(shown), shown, Filter(), made=TODAY, language="en")
    told["ground"]["flat"] = None  # the base map, which knows no events
    _hides({"pack": json.dumps(told, ensure_ascii=False)}, records, shown)


@settings(max_examples=4)
@given(events(), st.sampled_from(["en", "es"]))
def test_nothing_held_back_is_in_any_document(records: list[dict[str, Any]], language: str) -> None:
    shown = gate.publish(archive(records, [*SECRETS, *PLACES]), TODAY)
    if shown.events:
        _hides(dict(documents(shown, engine(shown), language)), records, shown)


def documents(shown: Published, answers: Engine, language: str) -> Iterator[tuple[str, str]]:
    """Every document as all that is in its bytes: unpacked, and the texts that it shows."""
    for name, kind in TAKEAWAYS.items():
        if name == "pack":  # full of a script's numbers; what that is told is tested above
            continue
        for event in list(shown.events) if kind.of_event else [None]:
            material = gather(
                answers, shown, Filter(), kind, language=language, made=TODAY, event=event
            )
            for ending in kind.media_types:
                content = kind.write(material, ending, lambda done, of: None)
                said = content.decode("latin-1") + content.decode("utf-8", "ignore")
                if ending == "pdf":
                    reader = PdfReader(io.BytesIO(content))
                    said += "".join(str(reader.get_object(n)) for n in reader.xref[0])
                    pages = PdfDocument(content)
                    said += "".join(page.get_textpage().get_text_range() for page in pages)
                if ending == "pptx":
                    with zipfile.ZipFile(io.BytesIO(content)) as file:
                        parts = (file.read(part) for part in file.namelist())
                        said += "".join(part.decode("utf-8", "ignore") for part in parts)
                yield f"{name}-{event}.{ending}", said


def _hides(outputs: dict[str, str], records: list[dict[str, Any]], shown: Published) -> None:
    """Fail if an output says what is held back."""
    exact = {
        p["place"]
        for r in records
        for p in r["places"]
        if r["id"] in shown.events and r["sensitivity"] == "none"
    }
    for name, said in outputs.items():
        for n, record in enumerate(records):
            may = (
                record["status"] == "published"
                and record["sensitivity"] != "hidden"
                and (record["embargo_until"] or "") <= TODAY.isoformat()
            )
            assert (record["id"] in shown.events) == may
            if not may:
                for kept in (record["id"], f"Qztitle{n}", f"Qztext{n}"):
                    assert kept not in said, (name, kept)
            if not may or record["sensitivity"] != "none":
                for kept in (f"Qzwritten{n}", f"Qzroute{n}", f"{1 + n}.2233", f"{79 + n}.4455"):
                    assert kept not in said, (name, kept)
        for secret in SECRETS:
            if secret["id"] not in exact:
                for kept in (
                    secret["id"],
                    secret["name"]["en"],
                    f"{abs(secret['lat']):.4f}",
                    f"{abs(secret['lon']):.4f}",
                ):
                    assert kept not in said, (name, kept)


@settings(max_examples=25)
@given(events())
def test_no_published_place_is_finer_than_its_events_sensitivity(
    records: list[dict[str, Any]],
) -> None:
    shown = gate.publish(archive(records, [*SECRETS, *PLACES]), TODAY)
    for event in shown.events.values():
        if event.sensitivity == "none":
            continue
        least = list(PRECISIONS).index(event.sensitivity)  # type: ignore[arg-type]
        assert event.route is None
        for entry in event.places:
            assert PRECISIONS.index(shown.places[entry.place].precision) >= least
