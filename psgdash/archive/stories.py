"""Stories: what is told to an audience, step by step."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from psgdash.archive.records import Language, Record, Slug, Text, Translated, clean

STEP_KINDS = ("event", "section", "period", "title")
# What can be read from the back of a hall, in characters.
ShortLine = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(clean)]
ShortProse = Annotated[str, StringConstraints(min_length=1, max_length=320), AfterValidator(clean)]
Headline = Annotated[dict[Language, ShortLine], Field(min_length=1)]
Glance = Annotated[dict[Language, ShortProse], Field(min_length=1)]


class Step(Record):
    """One step of a story: an event, a background section, a period, or a title of its own.

    `headline` and `text` are shown instead of the record's own words; `notes` are the speaker's.
    """

    event: Slug | None = None
    section: Slug | None = None
    period: Slug | None = None
    title: Headline | None = None
    headline: Headline | None = None
    text: Glance | None = None
    notes: Text | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Step:
        given = [name for name in STEP_KINDS if getattr(self, name) is not None]
        if len(given) != 1:
            found = " and ".join(given) or "none of them"
            raise ValueError(f"a step is one of event, section, period and title, not {found}")
        if self.title is not None and self.headline is not None:
            raise ValueError("a title's headline is its `title`")
        return self

    @property
    def kind(self) -> str:
        """Which of STEP_KINDS it is."""
        return next(name for name in STEP_KINDS if getattr(self, name) is not None)

    @property
    def shows(self) -> str:
        """Id of the record that it shows; empty for a title."""
        return self.event or self.section or self.period or ""


class Story(Translated):
    """Steps in the order in which they are told to an audience."""

    id: Slug
    order: int = 0
    title: Headline
    text: Glance | None = None
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=200)]
