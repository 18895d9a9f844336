"""A record as readers will see it, what is wrong with it, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from psgdash.archive import gate
from psgdash.archive.dates import day_words
from psgdash.archive.gate import Coarser, Published
from psgdash.archive.likeness import Index
from psgdash.archive.loading import Archive
from psgdash.archive.records import Event, Place
from psgdash.archive.words import in_language
from psgdash.editing import drafts
from psgdash.editing.drafts import Built, Draft
from psgdash.errors import Problem
from psgdash.linked import cards
from psgdash.locale import Words, reader
from psgdash.query.coarsening import coarser_words
from psgdash.query.saying import date_words
from psgdash.query.snapshot import known_divisions
from psgdash.ui.components.text import escaped, paragraphs
from psgdash.ui.state import State


@dataclass(frozen=True, slots=True)
class Shown:
    """An event after the gate, as if it were public, and what is shown coarser than was asked."""

    event: Event
    published: Published
    coarser: tuple[Coarser, ...]


def show(state: State, archive: Archive, draft: Draft, built: Built) -> None:
    """Draw the card, what is wrong, what is missing, and what it resembles."""
    t = state.t
    parts = [_wrong(built.problems, draft, t)] if built.problems else []
    if built.event:
        parts.append(_verdict(built.event, t))
        shown = through_gate(built.event, built.places, archive)
        parts.append(card(shown.event, shown.published, state))
        if told := _after_edition(built.event, t):
            parts.append(f'<p class="verdict">{escaped(told)}</p>')
        parts += [
            f'<p class="verdict">{escaped(coarser_words(each, archive.site.country, t))}</p>'
            for each in shown.coarser
        ]
        parts.append(_like(built.event, built.places, archive, t))
    parts.append(_missing(draft, t))
    st.html(f'<div class="preview" data-testid="preview">{"".join(parts)}</div>')


def _after_edition(event: Event, t: Words) -> str:
    """That it happened after the edition that tells of it, which is mostly a wrong year; or ""."""
    if not (event.date and event.is_foretold):
        return ""
    return t(
        "It happened ({date}) after the edition that tells of it ({edition}).",
        date=event.date.edtf, edition=event.published.isoformat(),
    )  # fmt: skip


def through_gate(event: Event, places: Iterable[Place], archive: Archive) -> Shown:
    """The event with its places as coarse as readers get them, were it published today.

    What is hidden from everybody is shown as it is: this page is the only one that has it.
    """
    level = "none" if event.sensitivity == "hidden" else event.sensitivity
    as_if: dict[str, Any] = {"status": "published", "embargo_until": None, "sensitivity": level}
    small = replace(
        archive,
        events={event.id: event.model_copy(update=as_if)},
        places=archive.places | {place.id: place for place in places},
    )
    published = gate.publish(small, date.today(), known_divisions)
    areas = gate.areas_of(small, known_divisions)
    coarser = tuple(gate.coarser(event, small.places, areas))
    return Shown(published.events[event.id], published, coarser)


def card(event: Event, published: Published, state: State) -> str:
    """The card of an event, open, as HTML."""
    t = state.t
    item = cards.card(event, published, t)
    words = cards.card_words(t)
    conflict = f' · <span class="card-conflict">{escaped(item["conflict"])}</span>'
    sources = [_link(source, words["newtab"]) for source in item["sources"]]
    facts = [
        (words["source"], sources),
        (words["places"], [escaped(place) for place in item["places"]]),
        (words["status"], [escaped(item["verification"])]),
        (words["corrections"], [escaped(each) for each in item["corrections"]]),
    ]
    told = "".join(
        f'<p class="card-fact"><b>{escaped(label)}:</b> {" · ".join(said)}</p>'
        for label, said in facts
        if said
    )
    badges = "".join(
        f'<span class="card-badge">{escaped(badge)}</span>' for badge in item["badges"]
    )
    return (
        f'<article class="card chosen" style="--c:{item["colour"]};--c-dark:{item["colour_dark"]}">'
        f'<p class="card-meta"><span class="card-date">{escaped(item["date"])}</span> · '
        f"{escaped(item['place'])}{conflict if item['conflict'] else ''}</p>"
        f'<h3 class="card-title preview-title" lang="{item["title_language"]}">'
        f"{escaped(item['title'])}</h3>"
        f'<div class="card-text" lang="{item["text_language"]}" tabindex="0">'
        f"{paragraphs(item['text'])}</div>"
        f'{told}<p class="card-tags">{escaped(" · ".join([*item["themes"], item["kind"]]))}'
        f"{badges}</p></article>"
    )


def _link(source: dict[str, Any], newtab: str) -> str:
    title = escaped(source["title"])
    if not source["url"]:
        return title
    return (
        f'<a href="{escaped(source["url"])}" target="_blank" rel="noopener noreferrer" '
        f'title="{escaped(newtab)}">{title}</a>'
    )


def _verdict(event: Event, t: Words) -> str:
    """Whether readers see it, and if not, why."""
    if gate.is_open(event, date.today()):
        said = t("Readers will see this:")
        return f'<p class="verdict verdict-open">{escaped(said)}</p>'
    if event.sensitivity == "hidden":
        why = t("Not public: you chose not to show this item at all.")
    elif event.status == "draft":
        why = t("Not public: it is a draft.")
    elif event.status == "review":
        why = t("Not public: somebody has to review it first.")
    elif event.status == "withdrawn":
        why = t("Not public: it is withdrawn.")
    else:
        assert event.embargo_until is not None  # nothing else holds a published item back
        day = day_words(event.embargo_until, t.language)
        why = t("Not public yet: it is held back until {day}.", day=day)
    later = t("It would look like this:")
    return f'<p class="verdict"><b>{escaped(why)}</b> {escaped(later)}</p>'


# -- what is wrong ------------------------------------------------------------------------------


def _wrong(problems: Iterable[Problem], draft: Draft, t: Words) -> str:
    said = dict.fromkeys(problem_words(each, draft, t) for each in problems)
    return _list(t("Before it can be saved"), said, "preview-wrong")


def problem_words(problem: Problem, draft: Draft, t: Words) -> str:
    """What is wrong, in the words of the form."""
    field = problem.field.partition(".")[0].partition("[")[0]
    empty = {
        "title": (not any(v.strip() for v in draft.title.values()), t("Write a title.")),
        "text": (not any(v.strip() for v in draft.text.values()), t("Write the text.")),
        "kind": (not draft.kind, t("Choose a kind of event.")),
        "themes": (not draft.themes, t("Choose at least one theme.")),
        "note": (
            not draft.note.strip(),
            t("This item is public: say what you changed, and why."),
        ),
    }
    is_empty, asked = empty.get(field, (False, ""))
    if is_empty:
        return asked
    label = field_names(t).get(field, problem.record or field)
    said = f"{label}{'' if label.endswith('?') else ':'} {reader.said(problem.message, t)}"
    if field == "sources":
        said += " " + t("Each source has a name, and its addresses begin with https://.")
    return said


def field_names(t: Words) -> dict[str, str]:
    """The fields of a record as the form names them."""
    return {
        "title": t("Title"),
        "text": t("Text"),
        "translation": t("Review of the translation"),
        "published": t("Day of the edition"),
        "date": t("When did it happen?"),
        "date_basis": t("When did it happen?"),
        "kind": t("Kind of event"),
        "themes": t("Themes"),
        "conflict": t("Conflict"),
        "places": t("Where"),
        "sources": t("Sources"),
        "status": t("Who sees it?"),
        "embargo_until": t("Hold back until (optional)"),
        "sensitivity": t("Could the place put somebody at risk?"),
        "verification": t("How sure is it?"),
        "corrections": t("Corrections"),
        "note": t("What did you change, and why?"),
    }


# -- what is missing ----------------------------------------------------------------------------


def _missing(draft: Draft, t: Words) -> str:
    words = missing_words(t)
    said = [words[code] for code in drafts.missing(draft)]
    return _list(t("What is still missing"), said, "preview-missing")


def missing_words(t: Words) -> dict[str, str]:
    """What a careful editor would still add, by its code in `editing.drafts.missing`."""
    return {
        "title_en": t("The title in English"),
        "title_es": t("The title in Spanish"),
        "text_en": t("The text in English"),
        "text_es": t("The text in Spanish"),
        "review_en": t("Somebody who reviews the English translation"),
        "review_es": t("Somebody who reviews the Spanish translation"),
        "source": t("A source"),
        "archive_link": t("The address of an archived copy, which stays when the page is gone"),
        "place": t("A place"),
        "date": t("A date"),
    }


# -- what it resembles --------------------------------------------------------------------------


def _like(event: Event, places: Iterable[Place], archive: Archive, t: Words) -> str:
    index, known = _index(archive.key, archive)
    known.update({place.id: place for place in places})
    said = []
    for found in index.like(event):
        other = archive.events[found.first]
        title = in_language(other.title, t.language)[0]
        said.append(f"{title} · {date_words(other, t)}")
    return _list(t("Is it there already? These are much like it"), said, "preview-like")


# The archive is not hashed, its key is; places of drafts come in beside those of the archive.
@st.cache_resource(max_entries=2, show_spinner=False)
def _index(key: str, _archive: Archive) -> tuple[Index, dict[str, Place]]:
    places = dict(_archive.places)
    return Index(places, _archive.events.values()), places


def _list(title: str, said: Iterable[str], name: str) -> str:
    items = "".join(f"<li>{escaped(each)}</li>" for each in said)
    if not items:
        return ""
    return f'<section class="{name}"><h3>{escaped(title)}</h3><ul>{items}</ul></section>'
