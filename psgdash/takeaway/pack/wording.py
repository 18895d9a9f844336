"""The pack's words: labels, and sentences that the browser fills in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from psgdash.locale import Words


def holds(t: Words, filters: Sequence[str], made: str) -> str:
    """What the pack is: its filters and the day it was made."""
    kept = t("This file holds all events of the archive.")
    if filters:
        kept = t("This file holds: {filters}.", filters="; ".join(filters))
    return f"{kept} {t('Made on {day}.', day=made)}"


def labels(t: Words) -> dict[str, Any]:
    """Every label by name; pairs are the forms for one and for many, with `{n}` to fill in."""
    return {
        "skip": t("Skip to main content"),
        "language": t("Language"),
        "light": t("Light theme"),
        "dark": t("Dark theme"),
        "print": t("Print"),
        "present": t("Present"),
        "now": t("What the filters show now"),
        "steps": t.forms("{n} step", "{n} steps"),
        "filters": t("Filters"),
        "from": t("From"),
        "to": t("To"),
        "themes": t("Themes"),
        "conflicts": t("Conflicts only"),
        "search": t("Search"),
        "lift": t("Lift this filter"),
        "lift_all": t("Lift all filters"),
        "without": t("Without {filter} ({n})"),
        "nothing": t("No event matches all of these: {filters}."),
        "since": t("from {day}"),
        "until": t("until {day}"),
        "quoted": t("“{words}”"),
        "only_conflicts": t("conflicts only"),
        "newest": t("newest first"),
        "more": t("Show more"),
        "shown": t("Of these are shown: {filters}."),
        "range": t("{first} to {last}"),
        "of": t("{shown} of {all}"),
        "events": t.forms("{n} event", "{n} events"),
        "trays": {
            "country": t("Whole country"),
            "rough": t("Only roughly placed"),
            "none": t("No place known"),
            "undated": t("No date known"),
        },
        "told": {
            "map": t.forms("{n} is on the map", "{n} are on the map"),
            "country": t.forms("{n} concerns the whole country", "{n} concern the whole country"),
            "rough": t.forms("{n} is only roughly placed", "{n} are only roughly placed"),
            "none": t.forms("{n} has no place", "{n} have no place"),
            "undated": t.forms("{n} has no date", "{n} have no date"),
        },
    }
