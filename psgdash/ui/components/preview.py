"""A record as readers will see it, as far as it goes, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from psgdash.archive import gate
from psgdash.archive.dates import day_words
from psgdash.archive.gate import Coarser, Published
from psgdash.archive.likeness import Index
from psgdash.archive.loading import Archive
from psgdash.archive.records import Event, Kind, Place, Theme, Title
from psgdash.archive.words import in_language
from psgdash.editing import drafts
from psgdash.editing.drafts import Built, Draft
from psgdash.editing.placedrafts import is_own
from psgdash.errors import Problem
from psgdash.health.words import status_names
from psgdash.linked import cards
from psgdash.locale import Words, reader
from psgdash.query.coarsening import coarser_words
from psgdash.query.saying import date_words
from psgdash.query.snapshot import known_divisions
from psgdash.ui.components.placewords import choice_name
from psgdash.ui.components.text import escaped, paragraphs
from psgdash.ui.state import State

_NAMELESS: Title = {"en": drafts.MISSING}
# The part of the form, by its anchor, in which a field is; the others are in the first.
_ANCHORS = {
    "published": "form-when", "date": "form-when", "date_basis": "form-when",
    "places": "form-where", "kind": "form-what", "themes": "form-what", "conflict": "form-what",
    "sources": "form-sources", "status": "form-publishing", "embargo_until": "form-publishing",
    "sensitivity": "form-publishing", "verification": "form-publishing",
    "corrections": "form-corrections", "note": "form-corrections",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """An event after the gate, as if it were public, and what is shown coarser than was asked."""

    event: Event
    published: Published
    coarser: tuple[Coarser, ...]


def show(state: State, archive: Archive, draft: Draft, built: Built) -> None:
    """Draw the card, what is missing, and what it resembles."""
    t, event, parts = state.t, built.seen, []
    if event:
        parts.append(_verdict(event, t, whole=built.event is not None))
        shown = through_gate(event, built.places, archive)
        parts.append(card(shown.event, shown.published, state))
        if told := _after_edition(event, t):
            parts.append(f'<p class="verdict">{escaped(told)}</p>')
        parts += [
            f'<p class="verdict">{escaped(coarser_words(each, archive.site.country, t))}</p>'
            for each in shown.coarser
        ]
        parts.append(_like(event, built.places, archive, t))
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

    What is hidden from everybody is shown as it is: this page is the only one that has it. A kind
    or theme that is not chosen yet, or that the archive does not know, is one without a name.
    """
    level = "none" if event.sensitivity == "hidden" else event.sensitivity
    as_if: dict[str, Any] = {"status": "published", "embargo_until": None, "sensitivity": level}
    small = replace(
        archive,
        events={event.id: event.model_copy(update=as_if)},
        kinds={event.kind: Kind(id=event.kind, name=_NAMELESS)} | archive.kinds,
        themes={x: _nameless(x) for x in event.themes} | archive.themes,
        places=archive.places | {place.id: place for place in places},
    )
    published = gate.publish(small, date.today(), known_divisions)
    areas = gate.areas_of(small, known_divisions)
    coarser = tuple(gate.coarser(event, small.places, areas))
    return Shown(published.events[event.id], published, coarser)


def _nameless(name: str) -> Theme:
    return Theme(id=name, name=_NAMELESS, colour="#6B6B6B", letter="X")


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


def _verdict(event: Event, t: Words, *, whole: bool) -> str:
    """Whether readers see it, and if not, why; nothing is decided of what cannot be saved."""
    if not whole:
        so_far = t("It cannot be saved yet. So far it looks like this:")
        return f'<p class="verdict">{escaped(so_far)}</p>'
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


def wrong(problems: Iterable[Problem], draft: Draft, t: Words) -> str:
    """What is wrong, as HTML; each leads to its part of the form."""
    said = {problem_words(each, draft, t): _anchor(each) for each in problems}
    links = [f'<a href="#{anchor}">{escaped(words)}</a>' for words, anchor in said.items()]
    listed = _section(t("Before it can be saved"), links, "preview-wrong")
    return f'<div class="preview">{listed}</div>'


def _anchor(problem: Problem) -> str:
    if problem.path == drafts.PLACES_FILE:
        return "form-where"
    return _ANCHORS.get(_top(problem), "form-texts")


def _top(problem: Problem) -> str:
    return problem.field.partition(".")[0].partition("[")[0]


def problem_words(problem: Problem, draft: Draft, t: Words) -> str:
    """What is wrong, in the words of the form."""
    field = _top(problem)
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
    said += [
        t("The pin of “{name}” on the map", name=choice_name(each.choice, t))
        for each in draft.places
        if is_own(each.choice) and each.at is None
    ]
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
        if other.id in event.related or event.id in other.related:
            continue  # somebody has seen both and said that they are two
        title = in_language(other.title, t.language)[0]
        words = f"{title} · {date_words(other, t)}"
        if other.status != "published":
            words += f" · {status_names(t)[other.status]}"
        # In a tab of its own: what is typed here stays.
        where = f"add?{urlencode({'lang': t.language, 'edit': other.id})}"
        said.append(f'<a href="{escaped(where)}" target="_blank">{escaped(words)}</a>')
    return _section(t("Is it there already? These are much like it"), said, "preview-like")


# The archive is not hashed, its key is; places of drafts come in beside those of the archive.
@st.cache_resource(max_entries=2, show_spinner=False)
def _index(key: str, _archive: Archive) -> tuple[Index, dict[str, Place]]:
    places = dict(_archive.places)
    return Index(places, _archive.events.values()), places


def _list(title: str, said: Iterable[str], name: str) -> str:
    return _section(title, map(escaped, said), name)


def _section(title: str, said: Iterable[str], name: str) -> str:
    """A list under a title; what it says is HTML already."""
    items = "".join(f"<li>{each}</li>" for each in said)
    if not items:
        return ""
    return f'<section class="{name}"><h3>{escaped(title)}</h3><ul>{items}</ul></section>'
