"""Where the pins lie that an editor has moved, in words, under the map."""

from __future__ import annotations

import streamlit as st

from psgdash.archive.words import fold
from psgdash.geocoding.gazetteer import Gazetteer
from psgdash.locale import Words
from psgdash.ui.components.placefield import Row, rows
from psgdash.ui.components.placewords import choice_name
from psgdash.ui.components.text import literal


def show(gazetteer: Gazetteer, t: Words) -> None:
    """Say of each moved pin what it is near to, and offer to put it back."""
    for index, row in enumerate(rows().rows):
        if row.at is None:
            continue
        said, undo = st.columns([0.75, 0.25], vertical_alignment="center")
        with said:
            st.caption(_told(index, row, row.at, gazetteer, t))
        with undo:
            st.button(
                t("Put it back"), key=f"e-undo-{row.number}", type="tertiary",
                on_click=row.put, args=(None,),
            )  # fmt: skip


def _told(index: int, row: Row, at: tuple[float, float], gazetteer: Gazetteer, t: Words) -> str:
    choice = row.choices[row.chosen]
    base = choice.base
    name = literal(f"{index + 1} {choice_name(choice, t)}")
    near = gazetteer.reverse(at)
    if near is None or isinstance(near, list):
        return t("{name}: its pin now lies far from every place that we know.", name=name)
    said = t("{name}: its pin now lies near {place}.", name=name, place=literal(near.address))
    was, now = (tuple(map(fold, within[-2:])) for within in (base.within, near.raw["within"]))
    if len(base.within) > 1 and was != now:  # another department, or country
        said += " " + t("It was in {area}: is that right?", area=literal(base.within[-2]))
    return said
