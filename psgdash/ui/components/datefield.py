"""A date with its exactness: a choice in words, and only the fields that the choice needs."""

from __future__ import annotations

from datetime import date

import streamlit as st
from babel.dates import get_month_names

from psgdash.archive.dates import EARLIEST_YEAR, LATEST_YEAR, DateError, EventDate
from psgdash.editing.dateforms import HOWS, DateForm
from psgdash.locale import Words
from psgdash.ui.components import choicefield

FORMAT = "DD/MM/YYYY"
FIRST, LAST = date(EARLIEST_YEAR, 1, 1), date(LATEST_YEAR, 12, 31)


def day(label: str, value: date | None, key: str) -> date | None:
    """One day; Streamlit's calendar is English whatever the page speaks, so it can be typed."""
    found = st.date_input(label, value, key=key, min_value=FIRST, max_value=LAST, format=FORMAT)
    return found if isinstance(found, date) else None


def show(form: DateForm, published: date, t: Words, key: str) -> DateForm:
    """Draw the fields that begin as `form`, and give what they say now."""
    labels = {
        "day": t("that very day"),
        "about": t("about that day"),
        "month": t("some time in that month"),
        "year": t("some time in that year"),
        "span": t("from one day to another"),
        "edition": t("the text gives no date: the edition's month"),
        "none": t("no date is known"),
        "edtf": t("otherwise: a decade, several years …"),
    }
    how = choicefield.one(
        t("When did it happen?"), HOWS, form.how, labels.__getitem__, t=t, key=f"{key}-how"
    )
    first, last, edtf = form.first, form.last, form.edtf
    if how in ("day", "about"):
        first = day(t("Day"), first, f"{key}-day") or first
    elif how == "span":
        left, right = st.columns(2)
        with left:
            first = day(t("First day"), first, f"{key}-first") or first
        with right:
            last = day(t("Last day"), last, f"{key}-last") or last
    elif how in ("month", "year"):
        first = _month(first, t, key, with_month=how == "month")
    elif how == "edtf":
        edtf = st.text_input(
            t("Date in signs"),
            edtf,
            key=f"{key}-edtf",
            help=t(
                "1980/2000 is from 1980 to 2000, 199X the nineties, 2004-11~ about November 2004. "
                "The signs are those of EDTF, a standard for dates."
            ),
        )
    found = DateForm(how, first, last, edtf)
    _said(found, published, t)
    return found


def _month(first: date, t: Words, key: str, *, with_month: bool) -> date:
    left, right = st.columns(2)
    with right:
        year = st.number_input(t("Year"), EARLIEST_YEAR, LATEST_YEAR, first.year, key=f"{key}-year")
    if not with_month:
        return date(int(year), 1, 1)
    names = get_month_names("wide", "stand-alone", "es_PE" if t.language == "es" else "en_GB")
    with left:
        month = choicefield.one(
            t("Month"), range(1, 13), first.month, names.__getitem__, t=t, key=f"{key}-month"
        )
    return date(int(year), month, 1)


def _said(form: DateForm, published: date, t: Words) -> None:
    """What readers will see of it."""
    text = form.text(published)
    if not text:
        st.caption(t("Readers see: no date known"))
        return
    try:
        words = EventDate.parse(text).words(t.language)
    except DateError:
        st.warning(t("This is no date that can be read. Write it as 2004, 2004-11 or 2004-11-01~."))
        return
    if form.basis == "edition":
        words = t("reported in {month}", month=words)
    st.caption(t("Readers see: {words}", words=words))
