"""Saving keeps everything that it was not asked to change, and never writes what cannot be read."""

from __future__ import annotations

import os
import threading
from datetime import date
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest
from making import event as plain_event
from making import write

from psgdash.archive import loading, saving
from psgdash.archive.dates import EventDate
from psgdash.archive.records import Correction, Event, EventPlace, Source
from psgdash.archive.saving import ConflictError, Held, SavingError
from psgdash.archive.yamltext import as_yaml

EDITION = "events/2004-11-30.yaml"
PROTEST = "san-gaban-coca-protest"


def made(name: str = "new-protest", **more: Any) -> Event:
    return Event.model_validate(plain_event(name, **more))


def held(folder: Path, name: str = PROTEST) -> Held:
    found = saving.held(folder, "event", name)
    assert found is not None
    return found


def lines_changed(before: str, after: str) -> set[str]:
    return {line[2:] for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"}


def test_a_new_record_stands_behind_the_others_which_stay_byte_for_byte(data: Path) -> None:
    before = (data / EDITION).read_bytes()
    saving.append(data, EDITION, [made()])
    after = (data / EDITION).read_bytes()
    assert after.startswith(before)
    assert loading.load(data).events["new-protest"] == made()


def test_the_first_record_of_an_edition_makes_its_file(data: Path) -> None:
    name = saving.edition_file(date(2005, 3, 1))
    saving.append(data, name, [made(), made("another")])
    archive = loading.load(data)
    assert archive.problems == ()
    assert archive.origins["another"][0] == name


@pytest.mark.parametrize("records", [[made(PROTEST)], [made("twice"), made("twice")]])
def test_an_id_is_never_given_twice(data: Path, records: list[Event]) -> None:
    before = (data / EDITION).read_bytes()
    with pytest.raises(SavingError, match="already"):
        saving.append(data, EDITION, records)
    assert (data / EDITION).read_bytes() == before


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({"status": "withdrawn"}, {"  status: published", "  status: withdrawn"}),
        ({"date": EventDate.parse("2004-11")}, {"  date: 2004-11-01~", "  date: 2004-11"}),
        ({"conflict": False}, {"  conflict: true"}),
        ({"themes": ("coca",)}, {"  themes: [coca, justice]", "  themes: [coca]"}),
        ({"sensitivity": "province"}, {"  sensitivity: province"}),
        ({"embargo_until": date(2030, 1, 2)}, {"  embargo_until: 2030-01-02"}),
        (
            {"places": (EventPlace(place="lima", as_written="San Gaban, Puno"),)},
            {"    - place: san-gaban", "    - place: lima"},
        ),
        (
            {"corrections": (Correction(date=date(2026, 1, 2), note="The place was wrong."),)},
            {"  corrections:", "    - date: 2026-01-02", "      note: The place was wrong."},
        ),
    ],
)
def test_only_the_lines_of_a_changed_field_change(
    data: Path, change: dict[str, Any], lines: set[str]
) -> None:
    before = (data / EDITION).read_text("utf-8")
    mine = held(data)
    wanted = mine.record.model_copy(update=change)
    saving.replace(data, mine, wanted)
    after = (data / EDITION).read_text("utf-8")
    assert lines_changed(before, after) == lines
    assert loading.load(data).events[PROTEST] == wanted


def test_comments_order_and_spelling_of_the_rest_stay(data: Path) -> None:
    path = data / EDITION
    path.write_text(
        "# Edition of November\n"
        "- id: first   # the one that came first\n"
        "  status: published\n"
        '  title: {en: "Quoted: title"}\n'
        "  # a note at its place\n"
        "  text:\n    en: |-\n      One.\n\n      Two.\n"
        "  published: 2004-11-30\n"
        "  kind: protest\n"
        "  themes: [coca]\n"
        "# above the second\n"
        "- id: second\n"
        "  title: {es: Dos}\n  text: {es: Dos.}\n  published: 2004-11-30\n"
        "  kind: protest\n  themes: [coca]\n  status: draft\n",
        "utf-8",
    )
    before = path.read_text("utf-8")
    mine = held(data, "first")
    saving.replace(data, mine, mine.record.model_copy(update={"conflict": True}))
    after = path.read_text("utf-8")
    assert lines_changed(before, after) == {"  conflict: true"}
    assert after.replace("  conflict: true\n", "") == before


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_from_another_system_keeps_its_form(data: Path, ending: str, mark: bytes) -> None:
    path = data / EDITION
    path.write_bytes(mark + path.read_text("utf-8").replace("\n", ending).encode())
    mine = held(data)
    saving.replace(data, mine, mine.record.model_copy(update={"status": "withdrawn"}))
    saving.append(data, EDITION, [made()])
    content = path.read_bytes()
    assert content.startswith(mark)
    assert (b"\r\n" in content) == (ending == "\r\n")
    assert content.count(b"\n") == content.count(ending.encode())
    archive = loading.load(data)
    assert (archive.problems, archive.events[PROTEST].status) == ((), "withdrawn")


def test_many_records_of_a_file_change_at_once_and_all_else_stays(data: Path) -> None:
    path = data / EDITION
    before = path.read_text("utf-8")
    first, last = held(data, "fujimori-extradition-campaign").record, held(data).record
    gone = made()
    wanted = [
        last.model_copy(update={"kind": "clash"}), gone,
        first.model_copy(update={"status": "withdrawn"}),
    ]  # fmt: skip
    assert saving.update(data, EDITION, wanted) == 2
    after = path.read_text("utf-8")
    changes = [pair for pair in zip(before.split("\n"), after.split("\n"), strict=True)
               if pair[0] != pair[1]]  # fmt: skip
    assert changes == [
        ("  status: published", "  status: withdrawn"), ("  kind: protest", "  kind: clash"),
    ]  # fmt: skip
    assert gone.id not in after
    stamp = path.stat().st_mtime_ns
    assert saving.update(data, EDITION, [gone]) == 0 and path.stat().st_mtime_ns == stamp


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(data: Path) -> None:
    first, second = held(data), held(data)
    saving.replace(data, first, first.record.model_copy(update={"conflict": False}))
    before = (data / EDITION).read_bytes()
    with pytest.raises(ConflictError, match="Somebody else") as told:
        saving.replace(data, second, second.record.model_copy(update={"status": "withdrawn"}))
    assert told.value.theirs is not None
    assert told.value.theirs.record.conflict is False
    assert (data / EDITION).read_bytes() == before


def test_changes_of_two_records_of_one_file_do_not_meet(data: Path) -> None:
    one, other = held(data), held(data, "g8-transparency-pact")
    saving.replace(data, one, one.record.model_copy(update={"conflict": False}))
    saving.replace(data, other, other.record.model_copy(update={"status": "withdrawn"}))
    events = loading.load(data).events
    assert (events[PROTEST].conflict, events[other.record.id].status) == (False, "withdrawn")


def test_a_record_that_is_gone_is_no_longer_to_be_changed(data: Path) -> None:
    mine = held(data)
    (data / EDITION).unlink()
    with pytest.raises(ConflictError) as told:
        saving.replace(data, mine, mine.record)
    assert told.value.theirs is None


def test_many_savers_at_once_lose_nothing(data: Path) -> None:
    def add(n: int) -> None:
        saving.append(data, EDITION, [made(f"new-{n}")])

    threads = [threading.Thread(target=add, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    archive = loading.load(data)
    assert archive.problems == ()
    assert {f"new-{n}" for n in range(8)} <= set(archive.events)


def test_a_broken_record_beside_it_stays_and_is_no_hindrance(data: Path) -> None:
    path = data / EDITION
    path.write_text(path.read_text("utf-8") + "\n- id: broken\n  title: {en: x\n", "utf-8")
    mine = held(data)
    saving.replace(data, mine, mine.record.model_copy(update={"conflict": False}))
    assert "- id: broken\n  title: {en: x\n" in path.read_text("utf-8")


def test_a_list_in_another_form_is_not_touched(tmp_path: Path) -> None:
    folder = write(tmp_path, [plain_event()])  # as JSON
    before = (folder / EDITION).read_bytes()
    with pytest.raises(SavingError, match="by hand"):
        saving.append(folder, EDITION, [made()])
    mine = held(folder, "a-protest")
    with pytest.raises(SavingError, match="by hand"):
        saving.replace(folder, mine, mine.record.model_copy(update={"conflict": True}))
    assert (folder / EDITION).read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_may_not_be_written_says_so(data: Path) -> None:
    data.chmod(0o500)
    assert not saving.can_write(data)
    with pytest.raises(SavingError, match="cannot be written"):
        saving.append(data, EDITION, [made()])


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    assert not saving.can_write(tmp_path / "nowhere" / "deeper" / "\0")


def test_no_half_file_stays_behind(data: Path) -> None:
    saving.append(data, EDITION, [made()])
    assert [p.name for p in (data / "events").iterdir() if p.suffix == ".part"] == []


def test_a_record_is_written_as_a_person_would() -> None:
    record = made(
        text={"en": "One.\n\nTwo: 'three'.", "es": "Uno."},
        places=[{"place": "lima", "role": "origin", "as_written": "Lima"}],
        sources=[Source(title="NO", url="https://example.org/a").model_dump(exclude_none=True)],
        translation={"es": "unreviewed"},
        date="2004-11-01~",
        route={"via": [[-12.6, -73.6], [-0.00001, -75]]},
    )
    assert as_yaml(record) == (
        "- id: new-protest\n"
        "  title:\n    en: Title of new-protest\n    es: Title of new-protest (es)\n"
        "  text:\n    en: |-\n      One.\n\n      Two: 'three'.\n    es: |-\n      Uno.\n"
        "  translation: {es: unreviewed}\n"
        "  published: 2004-11-30\n"
        "  date: 2004-11-01~\n"
        "  kind: protest\n"
        "  themes: [mining]\n"
        "  places:\n    - place: lima\n      role: origin\n      as_written: Lima\n"
        "  route:\n    via: [[-12.6, -73.6], [-1.0e-05, -75.0]]\n"
        "  sources:\n    - title: 'NO'\n      url: https://example.org/a\n"
        "  status: published\n"
    )
