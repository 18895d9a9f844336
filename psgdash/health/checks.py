"""Every check there is: one row each, in the order in which findings are told."""

from __future__ import annotations

from psgdash.health import completeness, coordinates, dates, duplicates, sensitive
from psgdash.health.findings import Check

CHECKS: tuple[Check, ...] = (
    Check("rejected", "wrong", lambda t: t("Rejected records"), completeness.rejected),
    Check("end-before-start", "wrong", lambda t: t("End before start"), dates.reversed_ends),
    Check("future-date", "wrong", lambda t: t("Dates in the future"), dates.future),
    Check("zero-coordinates", "wrong", lambda t: t("Zero coordinates"), coordinates.zeros),
    Check(
        "swapped-coordinates", "wrong", lambda t: t("Swapped coordinates or a lost sign"),
        coordinates.mirrored,
    ),
    Check(
        "outside", "doubtful", lambda t: t("Points outside their department or country"),
        coordinates.outside,
    ),
    Check(
        "sensitive-place", "doubtful", lambda t: t("Places not shown as their sensitivity asks"),
        sensitive.places,
    ),
    Check("near-duplicate", "doubtful", lambda t: t("Near-duplicates"), duplicates.duplicates),
    Check(
        "date-order", "doubtful", lambda t: t("Dates that do not follow each other"), dates.order
    ),
    Check("no-source", "missing", lambda t: t("No source"), completeness.sources),
    Check("no-archive-link", "missing", lambda t: t("No archive link"), completeness.archive_links),
    Check("unplaced", "missing", lambda t: t("No place"), completeness.unplaced),
    Check("undated", "missing", lambda t: t("No date"), completeness.undated),
    Check("untranslated", "missing", lambda t: t("Not translated"), completeness.untranslated),
    Check(
        "unreviewed", "missing", lambda t: t("Translations that nobody has reviewed"),
        completeness.unreviewed,
    ),
)  # fmt: skip
