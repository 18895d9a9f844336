"""The form of a record: every field of an item of news, in words an editor knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from psgdash.archive.loading import Archive
from psgdash.archive.words import in_language
from psgdash.editing.dateforms import DateForm
from psgdash.editing.drafts import Draft
from psgdash.locale import LANGUAGES, Words
from psgdash.query.saying import verification_words
from psgdash.ui.components import choicefield, datefield

_SOURCE_FIELDS = ("title", "url", "archived_url")


def texts(draft: Draft, first: str, t: Words, key: str) -> dict[str, Any]:
    """Title and text in both languages, that of the pasted text before the other."""
    order = [first, *(language for language in LANGUAGES if language != first)]
    titles: dict[str, str] = {}
    bodies: dict[str, str] = {}
    unreviewed: list[str] = []
    names = {"en": t("English"), "es": t("Spanish")}
    labels = [names[x].capitalize() for x in order]
    for tab, language in zip(st.tabs(labels), order, strict=True):
        with tab:
            titles[language] = st.text_input(
                t("Title"), draft.title.get(language, ""), max_chars=400,
                key=f"{key}-title-{language}",
            )  # fmt: skip
            bodies[language] = st.text_area(
                t("Text"), draft.text.get(language, ""), height=190, max_chars=50_000,
                key=f"{key}-text-{language}",
            )  # fmt: skip
            if language != first and st.checkbox(
                t("This is a translation that nobody has reviewed yet"),
                value=language in draft.unreviewed or not draft.text.get(language),
                key=f"{key}-unreviewed-{language}",
            ):
                unreviewed.append(language)
    return {
        "title": titles,
        "text": bodies,
        "unreviewed": tuple(x for x in unreviewed if titles[x].strip() or bodies[x].strip()),
    }


def when(draft: Draft, form: DateForm, t: Words, key: str) -> dict[str, Any]:
    """The edition's day, and the date of what happened."""
    published = datefield.day(t("Day of the edition"), draft.published, f"{key}-published")
    published = published or draft.published
    found = datefield.show(form, published, t, key)
    return {"published": published, "date": found.text(published), "date_basis": found.basis}


def what(draft: Draft, archive: Archive, t: Words, key: str) -> dict[str, Any]:
    """Kind, themes, and whether it is a conflict."""
    kinds = {k: in_language(v.name, t.language)[0] for k, v in archive.kinds.items()}
    themes = {k: in_language(v.name, t.language)[0] for k, v in archive.themes.items()}
    kind = choicefield.one(
        t("Kind of event"), list(kinds), draft.kind, kinds.__getitem__, t=t, key=f"{key}-kind",
        placeholder=t("Choose one"),
    )  # fmt: skip
    chosen = choicefield.several(
        t("Themes, the main one first"), list(themes), draft.themes, themes.__getitem__, t=t,
        key=f"{key}-themes", placeholder=t("Choose at least one"),
    )  # fmt: skip
    conflict = st.checkbox(t("This is a conflict"), draft.conflict, key=f"{key}-conflict")
    return {"kind": kind, "themes": tuple(chosen), "conflict": conflict}


def sources(draft: Draft, t: Words, key: str) -> dict[str, Any]:
    """One source a row: title, address, and where a copy is kept."""
    labels = {
        "title": t("Source"),
        "url": t("Web address"),
        "archived_url": t("Address of an archived copy"),
    }
    number = st.session_state.setdefault(f"{key}-sources", max(1, len(draft.sources)))
    found: list[Mapping[str, str]] = []
    for i in range(number):
        before = draft.sources[i] if i < len(draft.sources) else {}
        row = dict(before)
        for field, column in zip(_SOURCE_FIELDS, st.columns(3), strict=True):
            with column:
                row[field] = st.text_input(
                    labels[field], before.get(field, ""), max_chars=2000,
                    key=f"{key}-source-{i}-{field}",
                    placeholder="" if field == "title" else "https://",
                )  # fmt: skip
        if any(value.strip() for value in row.values()):
            found.append(row)

    def more() -> None:
        st.session_state[f"{key}-sources"] = number + 1

    st.button(t("One more source"), key=f"{key}-more-sources", type="tertiary", on_click=more)
    return {"sources": tuple(found)}


def status_words(t: Words) -> dict[str, str]:
    """Who sees an item, by its status: a word, a colon, what it means."""
    return {
        "draft": t("Draft: not finished"),
        "review": t("To be reviewed: somebody else reads it first"),
        "published": t("Published: everybody sees it"),
        "withdrawn": t("Withdrawn: kept, but no longer shown"),
    }


def publishing(draft: Draft, t: Words, key: str) -> dict[str, Any]:
    """Who may see it, from when, and how exactly."""
    levels = {
        "none": t("Nobody: show the place as it is"),
        "district": t("Show the district only"),
        "province": t("Show the province only"),
        "department": t("Show the department only"),
        "hidden": t("Do not show this item at all"),
    }
    statuses, sure = status_words(t), verification_words(t)
    status = choicefield.one(
        t("Who sees it?"), list(statuses), draft.status, statuses.__getitem__, t=t,
        key=f"{key}-status",
    )  # fmt: skip
    sensitivity = choicefield.one(
        t("Could the place put somebody at risk?"), list(levels), draft.sensitivity,
        levels.__getitem__, t=t, key=f"{key}-sensitivity",
    )  # fmt: skip
    left, right = st.columns(2)
    with left:
        verification = choicefield.one(
            t("How sure is it?"), list(sure), draft.verification, sure.__getitem__, t=t,
            key=f"{key}-sure",
            help=t("Reported: one source says so. Corroborated: another source, which does not "
                   "draw on the first, says the same. Verified: somebody checked it with "
                   "documents, pictures or people who were there. Disputed: sources contradict "
                   "each other."),
        )  # fmt: skip
    with right:
        embargo = datefield.day(t("Hold back until (optional)"), draft.embargo_until, f"{key}-hold")
    return {
        "status": status,
        "sensitivity": sensitivity,
        "verification": verification,
        "embargo_until": embargo,
    }
