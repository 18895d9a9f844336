"""The words of the stage, and its keys with what they do."""

from __future__ import annotations

from psgdash.figures import basemap
from psgdash.locale import Words


def words_of(t: Words) -> dict[str, str]:
    """Labels by name; `{n}` and `{m}` are filled in by the browser."""
    return {
        "stage": t("Presentation"),
        "of": t("{n} of {m}"),
        "timeline": t("Timeline"),
        "next": t("Next step"),
        "back": t("Step back"),
        "play": t("Play"),
        "pause": t("Pause"),
        "notes": t("Speaker's window"),
        "heading": t("Notes"),
        "link": t("Link for the audience"),
        "full": t("Full screen"),
        "help": t("Keys"),
        "leave": t("Leave the presentation"),
        "close": t("Close"),
        "local": t("This address works on this computer only: nobody else can open it."),
        "scan": t("Point a phone's camera at the code."),
        "blocked": t("The browser held the window back. Allow windows of this page, then press N."),
        "credit": basemap.ATTRIBUTION[t.language],
        "now": t("On the screen"),
        "then": t("Next"),
        "last": t("This is the last step."),
        "no_notes": t("No notes for this step."),
        "clock": t("Clock"),
        "timer": t("Timer"),
        "start": t("Start"),
        "reset": t("Reset"),
        "is_black": t("The screen is black."),
    }


def keys(t: Words) -> list[list[str]]:
    """Rows of the help: the keys, what they do, and `motion` where reduced motion has none."""
    return [
        ["Page Down · → · ↓ · " + t("space") + " · Enter", t("Next step"), ""],
        ["Page Up · ← · ↑", t("Step back"), ""],
        ["Home · End", t("First step, last step"), ""],
        ["B · .", t("Black screen; any key brings it back"), ""],
        ["P", t("Play by itself; any key pauses"), "motion"],
        ["N", t("Speaker's window, with notes and timer"), ""],
        ["Q", t("Link and code for the audience"), ""],
        ["F", t("Full screen"), ""],
        ["?", t("These keys"), ""],
        ["Esc", t("Close, leave full screen, leave"), ""],
    ]
