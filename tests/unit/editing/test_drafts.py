"""From what an editor filled in to records in the files, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from making import archive as small_archive
from making import event as plain_event

from psgdash.archive import gate, loading, saving
from psgdash.archive.loading import Archive
from psgdash.archive.records import BY_HAND, Event
from psgdash.archive.saving import ConflictError, SavingError
from psgdash.editing import drafts
from psgdash.editing.choices import Choice, choices
from psgdash.editing.drafts import Built, Draft
from psgdash.editing.naming import SLUG_LIMIT
from psgdash.editing.placedrafts import PlaceDraft
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.query.snapshot import known_divisions

TODAY = date(2026, 1, 15)
EDITION = date(2004, 11, 30)
PROTEST = "san-gaban-coca-protest"


def draft(**more: Any) -> Draft:
    """A draft in which all that must be there is there."""
    given: dict[str, Any] = {
        "title": {"en": "A march"}, "text": {"en": "They marched."}, "published": EDITION,
        "date": "2004-11-05", "kind": "protest", "themes": ("mining",), "status": "published",
    }  # fmt: skip
    return Draft(**(given | more))


def opened(folder: Path, name: str = PROTEST) -> Draft:
    """The draft of a record in a folder."""
    held = saving.held(folder, "event", name)
    assert held is not None
    return drafts.from_record(held, loading.load(folder))


def saved(folder: Path, wanted: Draft) -> Archive:
    """The archive after saving a draft."""
    drafts.save(folder, wanted, drafts.build(wanted, loading.load(folder), TODAY))
    archive = loading.load(folder)
    assert archive.problems == ()
    return archive


def somewhere(name: str, archive: Archive, gazetteer: Gazetteer, **more: Any) -> PlaceDraft:
    """The first place of a name."""
    return PlaceDraft(choices(name, archive, gazetteer)[0], **more)


# -- building -----------------------------------------------------------------------------------


def test_a_record_opened_and_built_again_is_the_same(data: Path) -> None:
    archive = loading.load(data)
    for name, event in archive.events.items():
        built = drafts.build(opened(data, name), archive, TODAY)
        assert built == Built(event, (), (), event)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": {}}, "title"),
        ({"text": {"en": "  ", "es": ""}}, "text"),
        ({"kind": ""}, "kind"),
        ({"kind": "quarrel"}, "kind"),
        ({"themes": ()}, "themes"),
        ({"themes": ("mining", "nonsense")}, "themes"),
        ({"date": "next week"}, "date"),
        ({"sources": ({"title": "News", "url": "javascript:alert(1)"},)}, "sources"),
        ({"sources": ({"title": "", "url": "https://example.org"},)}, "sources"),
        ({"title": {"en": "bell \x07"}}, "title"),
    ],
)
def test_what_is_wrong_is_told_with_its_field_and_builds_nothing(
    shipped_archive: Archive, more: dict[str, Any], field: str
) -> None:
    built = drafts.build(draft(**more), shipped_archive, TODAY)
    assert built.event is None
    assert {problem.field.partition(".")[0] for problem in built.problems} == {field}
    whole = drafts.build(draft(), shipped_archive, TODAY).seen
    assert built.seen is not None and whole is not None
    assert {
        name
        for name in type(whole).model_fields
        if getattr(built.seen, name) != getattr(whole, name)
    } <= {field, "id"}


def test_ids_are_made_of_the_title_and_never_given_twice(shipped_archive: Archive) -> None:
    first = drafts.build(draft(title={"es": "¡Marcha en Ñaña!"}), shipped_archive, TODAY)
    assert first.event is not None and first.event.id == "marcha-en-nana"
    again = small_archive([plain_event("marcha-en-nana"), plain_event("marcha-en-nana-2")])
    assert drafts.event_id(draft(title={"es": "Marcha en Ñaña"}), again) == "marcha-en-nana-3"


@pytest.mark.parametrize("title", ["", "中文", "!!!", "a" * 400, "word " * 79, "-- --", "İ"])
def test_an_id_of_any_title_can_be_read(shipped_archive: Archive, title: str) -> None:
    wanted = draft(title={"en": title or "x", "es": title})
    built = drafts.build(wanted, shipped_archive, TODAY)
    assert built.event is not None
    assert 0 < len(built.event.id) <= SLUG_LIMIT + 4


# -- places -------------------------------------------------------------------------------------


def test_a_new_place_is_written_before_the_event_that_is_there(
    data: Path, gazetteer: Gazetteer
) -> None:
    place = somewhere("La Oroya", loading.load(data), gazetteer, as_written="La Oroya")
    archive = saved(data, draft(places=(place,)))
    (entry,) = archive.events["a-march"].places
    made = archive.places[entry.place]
    assert (made.id, made.precision, made.provenance.query) == ("la-oroya", "town", "La Oroya")
    assert made.provenance.resolved == TODAY


def test_a_place_that_is_there_is_used_and_not_written_again(
    data: Path, gazetteer: Gazetteer
) -> None:
    before = (data / drafts.PLACES_FILE).read_bytes()
    place = somewhere("San Gaban, Puno", loading.load(data), gazetteer)
    archive = saved(data, draft(places=(place,)))
    assert [p.place for p in archive.events["a-march"].places] == ["san-gaban"]
    assert (data / drafts.PLACES_FILE).read_bytes() == before


def test_a_moved_pin_is_a_place_of_its_own_placed_by_hand(data: Path) -> None:
    first = opened(data)
    moved = replace(first.places[0], at=(-13.5, -70.5))
    archive = saved(data, replace(first, places=(moved,), note="The camps were lower down."))
    (entry,) = archive.events[PROTEST].places
    new, old = archive.places[entry.place], archive.places["san-gaban"]
    assert (new.id, new.lat, new.lon) == ("san-gaban-2", -13.5, -70.5)
    assert new.provenance.source == BY_HAND and new.name == old.name
    assert (old.lat, old.lon) == (-13.4386, -70.4024)


@pytest.mark.parametrize("level", ["district", "province", "department"])
def test_a_moved_pin_is_not_what_readers_see_of_a_sensitive_item(data: Path, level: str) -> None:
    first = opened(data)
    moved = replace(first.places[0], at=(-13.5, -70.5))
    wanted = replace(first, places=(moved,), note="Lower down.", sensitivity=level)
    shown = gate.publish(saved(data, wanted), TODAY, known_divisions)
    (entry,) = shown.events[PROTEST].places
    found = shown.places[entry.place]
    name = {"district": "San Gabán", "province": "Carabaya", "department": "Puno"}[level]
    assert (found.name["en"], found.precision) == (name, level)
    assert (found.lat, found.lon) != (-13.5, -70.5)


def test_a_town_that_an_editor_makes_a_district_is_none_of_the_gazetteers(
    data: Path, gazetteer: Gazetteer
) -> None:
    place = choices("La Oroya", loading.load(data), gazetteer)[0]
    archive = saved(data, draft(places=(PlaceDraft(place, precision="district"),)))
    made = archive.places[archive.events["a-march"].places[-1].place]
    assert (made.precision, made.provenance.source) == ("district", BY_HAND)
    assert not made.is_itself


@pytest.mark.parametrize(
    ("at", "within"), [((-13.5, -70.5), ("Carabaya", "Puno", "peru")), ((-12.0, -76.0), ("peru",))]
)
def test_a_pin_that_was_moved_far_lies_in_its_country_and_no_more_is_sure(
    data: Path, at: tuple[float, float], within: tuple[str, ...]
) -> None:
    first = opened(data)
    moved = replace(first.places[0], at=at)
    archive = saved(data, replace(first, places=(moved,), note="It was elsewhere."))
    (entry,) = archive.events[PROTEST].places
    assert archive.places[entry.place].within == within


@pytest.mark.parametrize("precision", ["province", "department", "region", "country"])
def test_a_place_known_only_as_an_area_gets_kilometres(
    shipped_archive: Archive, precision: str
) -> None:
    choice = Choice(shipped_archive.places["cajamarca"], None)
    wanted = draft(places=(PlaceDraft(choice, precision=precision),))
    built = drafts.build(wanted, shipped_archive, TODAY)
    assert built.places[0].precision == precision
    assert (built.places[0].radius_km or 0) > 0


def test_two_new_places_of_one_name_get_two_ids(
    shipped_archive: Archive, gazetteer: Gazetteer
) -> None:
    found = choices("Santa Rosa", shipped_archive, gazetteer)[:2]
    built = drafts.build(
        draft(places=tuple(PlaceDraft(choice) for choice in found)), shipped_archive, TODAY
    )
    assert [place.id for place in built.places] == ["santa-rosa", "santa-rosa-2"]


# -- correcting, withdrawing, and two at once -----------------------------------------------------


def test_a_public_item_is_not_changed_without_a_note(data: Path) -> None:
    wanted = replace(opened(data), themes=("coca",))
    built = drafts.build(wanted, loading.load(data), TODAY)
    assert built.event is None and [p.field for p in built.problems] == ["note"]


def test_a_correction_is_logged_with_its_day_and_keeps_those_before(data: Path) -> None:
    saved(data, replace(opened(data), themes=("coca",), note="Justice was too much."))
    archive = saved(data, replace(opened(data), conflict=False, note="No clash."))
    event = archive.events[PROTEST]
    assert [(c.date, c.note) for c in event.corrections] == [
        (TODAY, "Justice was too much."),
        (TODAY, "No clash."),
    ]


def test_a_draft_may_be_changed_without_a_note(data: Path) -> None:
    saved(data, draft(status="draft"))
    archive = saved(data, replace(opened(data, "a-march"), themes=("coca",)))
    assert archive.events["a-march"].corrections == ()


def test_a_withdrawn_item_is_kept_with_the_reason_and_comes_back(data: Path) -> None:
    archive = saved(data, replace(opened(data), status="withdrawn", note="A source was at risk."))
    assert archive.events[PROTEST].status == "withdrawn"
    assert archive.events[PROTEST].corrections[-1].note == "A source was at risk."
    back = saved(data, replace(opened(data), status="published"))
    assert back.events[PROTEST].status == "published"


def test_what_the_form_does_not_show_stays(data: Path) -> None:
    name = "camisea-gas-arrives-in-lima"
    before = loading.load(data).events[name]
    assert before.route is not None
    archive = saved(data, replace(opened(data, name), verification="verified", note="Checked."))
    assert archive.events[name].route == before.route
    assert archive.events[name].related == before.related


def test_only_the_lines_that_changed_are_other_lines(data: Path) -> None:
    path = data / "events" / "2004-11-30.yaml"
    before = path.read_text("utf-8").splitlines()
    saved(data, replace(opened(data), themes=("coca",), note="Why."))
    after = path.read_text("utf-8").splitlines()
    assert [line for line in before if line not in after] == ["  themes: [coca, justice]"]
    assert len(after) == len(before) + 3


def test_the_second_of_two_editors_is_told_and_nothing_is_written(
    data: Path, gazetteer: Gazetteer
) -> None:
    hers, theirs = opened(data), opened(data)
    saved(data, replace(theirs, themes=("coca",), note="Theirs."))
    files = {path: path.read_bytes() for path in data.rglob("*.yaml")}
    place = somewhere("La Oroya", loading.load(data), gazetteer)
    wanted = replace(hers, places=(*hers.places, place), note="Hers.")
    with pytest.raises(ConflictError) as told:
        saved(data, wanted)
    assert told.value.theirs is not None and told.value.theirs.record.themes == ("coca",)
    assert {path: path.read_bytes() for path in data.rglob("*.yaml")} == files


def test_hers_goes_on_top_of_theirs_and_theirs_is_kept_beside_it(data: Path) -> None:
    hers = opened(data)
    theirs = saved(data, replace(opened(data), themes=("coca",), note="Theirs.")).events[PROTEST]
    now = saving.held(data, "event", PROTEST)
    aside = drafts.set_aside(theirs, loading.load(data).events, TODAY, "Two at once.")
    wanted = replace(hers, before=now, conflict=False, note="Hers.", asides=(aside,))
    assert f"- id: {PROTEST}-replaced" in drafts.build(wanted, loading.load(data), TODAY).yaml
    archive = saved(data, wanted)
    event, kept = archive.events[PROTEST], archive.events[f"{PROTEST}-replaced"]
    assert [c.note for c in event.corrections] == ["Hers."]
    assert event.themes == ("coca", "justice") and not event.conflict
    assert archive.problems == () and kept == aside
    assert (kept.status, kept.themes, kept.related) == ("withdrawn", ("coca",), (PROTEST,))
    assert [c.note for c in kept.corrections] == ["Theirs.", "Two at once."]


def test_a_second_try_keeps_theirs_once(data: Path) -> None:
    hers = opened(data)
    assert hers.before is not None
    found = hers.before.record
    assert isinstance(found, Event)
    aside = drafts.set_aside(found, loading.load(data).events, TODAY, "Why.")
    saving.append(data, saving.edition_file(EDITION), [aside])
    archive = saved(data, replace(hers, themes=("coca",), note="Hers.", asides=(aside,)))
    assert len(archive.events) == 11 and archive.problems == ()


def test_two_versions_that_give_way_under_one_id_are_both_kept(data: Path) -> None:
    hers = opened(data)
    assert hers.before is not None
    found = hers.before.record
    assert isinstance(found, Event)
    aside = drafts.set_aside(found, loading.load(data).events, TODAY, "Why.")
    other = aside.model_copy(update={"themes": ("coca",)})
    saving.append(data, saving.edition_file(EDITION), [other])
    archive = saved(data, replace(hers, themes=("coca",), note="Hers.", asides=(aside,)))
    assert archive.problems == ()
    assert {f"{PROTEST}-replaced", f"{PROTEST}-replaced-2"} < archive.events.keys()


def test_what_cannot_be_built_is_not_saved(data: Path) -> None:
    with pytest.raises(SavingError, match="themes"):
        saved(data, draft(themes=()))


# -- hostile text ---------------------------------------------------------------------------------

NASTY = [
    "- id: x\n  title: {en: y}",
    "&a *a !!python/object:os.system <<: {}",
    "# no comment",
    "'\"\\ `${7*7}` {{n}} %s",
    "</article><script>alert(1)</script>",
    "---\n...\n",
    "NO",
    "12:30",
    "=1+1",
    "  leads and trails  ",
    "tab\there",
    "line\u2028separator\x85next",
    "👩🏽‍🌾 ñandú",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_text_in_every_field_is_text_when_it_is_read_again(data: Path, nasty: str) -> None:
    place = replace(opened(data).places[0], as_written=nasty)
    wanted = draft(
        title={"en": nasty, "es": nasty},
        text={"en": nasty, "es": nasty},
        places=(place,),
        sources=({"title": nasty, "url": "https://example.org/?q='\"".replace("'\"", "x")},),
    )
    built = drafts.build(wanted, loading.load(data), TODAY)
    if built.event is None:  # what no record may hold is said, not lost
        assert all("control character" in problem.message for problem in built.problems)
        return
    drafts.save(data, wanted, built)
    archive = loading.load(data)
    assert archive.problems == ()
    event = archive.events[built.event.id]
    assert event == built.event
    assert event.text["en"] == event.title["es"] == event.sources[0].title == nasty.strip()
    again = opened(data, event.id)
    assert drafts.build(again, archive, TODAY).event == event


@pytest.mark.parametrize("nasty", NASTY)
def test_a_hostile_note_is_text_when_it_is_read_again(data: Path, nasty: str) -> None:
    wanted = replace(opened(data), note=nasty)
    built = drafts.build(wanted, loading.load(data), TODAY)
    if built.event is None:
        assert all("control character" in problem.message for problem in built.problems)
        return
    drafts.save(data, wanted, built)
    assert loading.load(data).events[PROTEST].corrections[-1].note == nasty.strip()


# -- what is missing ------------------------------------------------------------------------------


def test_what_is_missing_is_named(shipped_archive: Archive) -> None:
    bare = draft(date="")
    assert list(drafts.missing(bare)) == ["title_es", "text_es", "source", "place", "date"]
    source = {"title": "News", "url": "https://e.org"}
    more = draft(
        title={"en": "a", "es": "b"}, text={"en": "a", "es": "b"}, unreviewed=("es",),
        sources=(source,), places=(PlaceDraft(Choice(shipped_archive.places["lima"], None)),),
    )  # fmt: skip
    assert list(drafts.missing(more)) == ["review_es", "archive_link"]
    kept = {**source, "archived_url": "https://a.org"}
    assert list(drafts.missing(replace(more, unreviewed=(), sources=(kept,)))) == []
