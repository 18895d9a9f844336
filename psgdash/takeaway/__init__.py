"""What people take home: one file a kind, one row in TAKEAWAYS.

A row names the function that makes the file; it is imported when somebody asks for it, for what
sets pages and slides is heavy. Everything goes through `material.gather`, which takes a
`Published`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from psgdash.errors import UnknownNameError
from psgdash.locale import Words

if TYPE_CHECKING:
    from psgdash.takeaway.material import Material

#: Told how many of how many steps are done; may raise to stop.
Progress = Callable[[int, int], None]
Write = Callable[["Material", str, Progress], bytes]  # material, file ending, progress


@dataclass(frozen=True, slots=True)
class Takeaway:
    """A kind of document: its name, its file endings (the first is usual), who makes it."""

    name: Callable[[Words], str]
    media_types: dict[str, str]  # by file ending
    write: Write
    most: int  # events in one file
    of_event: bool = False  # about one event instead of what a filter keeps

    @property
    def ending(self) -> str:
        """The usual file ending."""
        return next(iter(self.media_types))


def _slides(material: Material, ending: str, progress: Progress) -> bytes:
    from psgdash.takeaway import slides

    return slides.write(material, progress)


def _briefing(material: Material, ending: str, progress: Progress) -> bytes:
    from psgdash.takeaway import briefing

    return briefing.write(material, progress)


def _brief(material: Material, ending: str, progress: Progress) -> bytes:
    from psgdash.takeaway import brief

    return brief.write(material, progress)


def _picture(material: Material, ending: str, progress: Progress) -> bytes:
    from psgdash.takeaway import picture

    return picture.write(material, ending, progress)


def _pack(material: Material, ending: str, progress: Progress) -> bytes:
    from psgdash.takeaway import pack

    return pack.build(
        material.engine, material.published, material.filter,
        made=material.made, language=material.language, progress=progress,
    )  # fmt: skip


_POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

TAKEAWAYS: dict[str, Takeaway] = {
    "pack": Takeaway(lambda t: t("Meeting pack"), {"html": "text/html"}, _pack, 5_000),
    "slides": Takeaway(lambda t: t("Slides"), {"pptx": _POWERPOINT}, _slides, 300),
    "briefing": Takeaway(lambda t: t("Briefing"), {"pdf": "application/pdf"}, _briefing, 1_000),
    "brief": Takeaway(
        lambda t: t("Brief of this event"), {"pdf": "application/pdf"}, _brief, 1, of_event=True
    ),
    "picture": Takeaway(
        lambda t: t("Picture"), {"png": "image/png", "svg": "image/svg+xml"}, _picture, 50_000
    ),
}


def takeaway_named(name: str) -> Takeaway:
    """The kind of that name; raises UnknownNameError that lists those there are."""
    if name not in TAKEAWAYS:
        raise UnknownNameError("The document", name, tuple(TAKEAWAYS))
    return TAKEAWAYS[name]
