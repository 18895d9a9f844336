"""What the strict reader says of bad records is said in Spanish too."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from psgdash.archive import messages
from psgdash.archive.loading import load
from psgdash.errors import Problem
from psgdash.health.dates import is_reversed
from psgdash.locale import reader, words

ES = words("es")


@pytest.mark.parametrize("fix", sorted({*messages._EXAMPLES.values(), messages._ANYWHERE}))
def test_every_example_of_what_to_write_has_its_spanish(fix: str) -> None:
    assert reader.said(fix, ES) != fix


def problems(data: Path, name: str, text: str) -> list[Problem]:
    """What the reader says of the shipped archive with one more file."""
    (data / name).write_text(text, "utf-8")
    return [p for p in load(data).problems if not is_reversed(p)]


EVENT: dict[str, Any] = {
    "id": "x", "title": {"en": "x"}, "text": {"en": "x"}, "published": "2004-11-30",
    "kind": "protest", "themes": ["coca"], "status": "published",
}  # fmt: skip
BAD: list[dict[str, Any]] = [
    {"id": "X Y"}, {"id": ""}, {"id": None}, {"id": 5}, {"id": "yanacocha-protests"},
    {"title": None}, {"title": "x"}, {"title": {}}, {"title": {"en": ""}}, {"title": {"fr": "x"}},
    {"title": {"en": "x" * 401}}, {"title": {"en": "\u202e"}}, {"text": {"en": 5}},
    {"published": "yesterday"}, {"published": "2004-02-30"}, {"published": 5},
    {"date": "yesterday"}, {"date": "2004-21"}, {"date": "2004/.."}, {"date": "0999"},
    {"date": [1]}, {"kind": "quarrel"}, {"kind": ["protest"]}, {"themes": []}, {"themes": "coca"},
    {"themes": ["opera"]}, {"status": "open"}, {"status": None}, {"conflict": "yes"},
    {"places": "lima"}, {"places": [{"place": "atlantis"}]}, {"places": [{"role": "site"}]},
    {"places": [{"place": "lima", "role": "x"}]}, {"places": ["lima"]},
    {"sources": [{"url": "x"}]}, {"sources": [{"title": "x", "url": "ftp://x"}]},
    {"route": {"via": [[100.0, 0.0]]}}, {"route": {"via": [[1.0, 2.0, 3.0]]}},
    {"route": {"via": [[1.0]]}}, {"route": 5}, {"related": ["nothing"]}, {"colour": "red"},
    {"corrections": [{"note": "x"}]}, {"translation": {"es": "read"}}, {"embargo_until": True},
]  # fmt: skip
FILES = [
    "- id: a: b\n", "- id: [\n", "\tx\n", "- &a x\n", "- !tag x\n", "- ? [a]\n  : b\n",
    "- id: x\n  id: y\n", "id: x\n", "- id: \x01\n", "- " * 30 + "x\n", "- id: `x`\n",
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [*FILES, *(json.dumps([{**EVENT, **more}], ensure_ascii=False) for more in BAD)],
    ids=lambda text: text.strip()[-40:],
)
def test_every_refusal_is_said_in_spanish_with_the_same_values(data: Path, text: str) -> None:
    found = problems(data, "events/2005-03-31.yaml", text)
    assert found
    for problem in found:
        for said in (problem.message, problem.fix):
            spanish = reader.said(said, ES)
            assert spanish != said, said
            assert not re.search(r"\{(given|name|names|kind|said)\}", spanish)
            for value in re.findall(r"'[^']+'", said):
                assert value in spanish
            assert reader.said(said, words("en")) == said


@pytest.mark.parametrize("text", ["", "{given}", "Something new.", "a\nb is not known.\n"])
def test_what_is_not_known_stays_as_it_was_said(text: str) -> None:
    assert reader.said(text, ES) == text


def test_a_value_with_braces_stays_as_it_is() -> None:
    assert reader.said("'{n} {0} %s' is not known.", ES) == "'{n} {0} %s' no se conoce."


@pytest.mark.parametrize(
    ("said", "spanish"),
    [
        ("Another program is saving just now. Try again.", "Otro programa está guardando"),
        ("/srv/data cannot be written: Permission denied.", "No se puede escribir en /srv/data"),
        ("2004.yaml cannot be read: it is not UTF-8 text.", "No se puede leer 2004.yaml"),
        ("2004.yaml has a-march already. Choose another id.", "2004.yaml ya tiene a-march"),
        ("2004.yaml would be over 1,000,000 bytes. Use another.", "pasaría de 1,000,000 bytes"),
        ("x.yaml is not written as a list of records (`- id: …`). Change it by hand.",
         "x.yaml no está escrito como lista de registros"),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_of_saving_is_said_in_spanish(said: str, spanish: str) -> None:
    assert spanish in reader.said(said, ES)
