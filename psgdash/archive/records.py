"""The records of an archive: frozen, validated once at the edge, trusted inside."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from psgdash.archive.dates import DateError, EventDate
from psgdash.archive.hosts import host_source

Language = Literal["en", "es"]
Role = Literal["site", "origin", "destination", "mentioned"]
PlacePrecision = Literal["site", "town", "district", "province", "department", "region", "country"]
Status = Literal["draft", "review", "published", "withdrawn"]
Sensitivity = Literal["none", "district", "province", "department", "hidden"]
Verification = Literal["reported", "corroborated", "verified", "disputed"]

# Finer first. A place as fine as a district is drawn as a point, anything coarser as an area.
PRECISIONS: tuple[PlacePrecision, ...] = (
    "site", "town", "district", "province", "department", "region", "country",
)  # fmt: skip
POINT_PRECISIONS = PRECISIONS[:3]
# What an area lies in at most; what lies in more is something inside it that is placed roughly.
_LIES_IN = {"district": 3, "province": 2, "department": 1}
BY_HAND, IMPORTED = "Placed by hand", "imported"  # sources of places, and how those of files end
_OF_A_POINT = re.compile(rf"{BY_HAND}.*|by hand|.*\b{IMPORTED}", re.IGNORECASE)

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """The text; raises ValueError for a control character, which nobody could see."""
    found = _FORBIDDEN.search(text)
    if found:
        raise ValueError(f"the invisible control character U+{ord(found[0]):04X} is not allowed")
    return text


def _as_date(value: object) -> object:
    """An EDTF text (or a bare year) as EventDate."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return value
    try:
        return EventDate.parse(str(value))
    except DateError as error:
        raise ValueError(str(error)) from error


def _as_day(value: object) -> object:
    """ISO text as a day; pydantic's own reading would take numbers for seconds since 1970."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError(f"{value!r} is not a day")
    try:
        return date.fromisoformat(value)
    except ValueError as error:  # 30 February: Python says it otherwise in every version
        raise ValueError(f"{value!r} is not a day") from error


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"'`\\]+", value):
        raise ValueError(f"{value!r} is not a web address")
    return value


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=400), AfterValidator(clean)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=50_000), AfterValidator(clean)]
Title = Annotated[dict[Language, Line], Field(min_length=1)]
Text = Annotated[dict[Language, Prose], Field(min_length=1)]
Url = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_web_address)]
Host = Annotated[str, StringConstraints(max_length=300), AfterValidator(host_source)]
Day = Annotated[date, BeforeValidator(_as_day)]
When = Annotated[
    EventDate, BeforeValidator(_as_date), PlainSerializer(lambda when: when.edtf, return_type=str)
]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class Record(BaseModel):
    """Base of all records: frozen, nothing unknown let in, nothing guessed.

    A bad entry of a list named in `spare` is left out; anything else rejects the record.
    """

    spare: ClassVar[frozenset[str]] = frozenset()

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True
    )

    @model_validator(mode="before")
    @classmethod
    def _lists_as_tuples(cls, data: Any) -> Any:
        """YAML and JSON know lists only; frozen records hold tuples."""
        return _tuples(data, top=True)


def _tuples(value: Any, *, top: bool = False) -> Any:
    if isinstance(value, dict):
        return {key: _tuples(child) for key, child in value.items()} if top else value
    if isinstance(value, list):
        return tuple(tuple(v) if isinstance(v, list) else v for v in value)
    return value


class Translated(Record):
    """A record with texts, some of which may be translations that nobody has reviewed."""

    translation: dict[Language, Literal["unreviewed", "reviewed"]] = {}

    def unreviewed(self, language: str) -> bool:
        """Whether its words in the language are a translation that still wants a reader."""
        return any(
            key == language and said == "unreviewed" for key, said in self.translation.items()
        )


class Source(Record):
    """Where a statement can be read."""

    title: Line
    url: Url | None = None
    archived_url: Url | None = None
    accessed: Day | None = None


class EventPlace(Record):
    """A place in its role in an event; `as_written` is the name in the text, which was geocoded."""

    place: Slug
    role: Role = "site"
    as_written: Line | None = None


class Route(Record):
    """The rough course between origin and destination: (latitude, longitude) in degrees."""

    via: tuple[tuple[Latitude, Longitude], ...]
    source: Line | None = None


class Correction(Record):
    """What was changed after publication, when and why."""

    date: Day
    note: Prose


class Event(Translated):
    """One item of news."""

    id: Slug
    title: Title
    text: Text
    published: Day
    date: When | None = None
    date_basis: Literal["text", "edition"] = "text"
    kind: Slug
    themes: Annotated[tuple[Slug, ...], Field(min_length=1)]
    conflict: bool = False
    places: tuple[EventPlace, ...] = ()
    route: Route | None = None
    sources: tuple[Source, ...] = ()
    status: Status
    embargo_until: Day | None = None
    sensitivity: Sensitivity = "none"
    verification: Verification = "reported"
    corrections: tuple[Correction, ...] = ()
    related: tuple[Slug, ...] = ()

    @property
    def is_foretold(self) -> bool:
        """Whether it happened after the edition that tells of it: announced, or a wrong year."""
        return self.date is not None and self.date.earliest > self.published


class Provenance(Record):
    """Which source gave a place's coordinates, for which words, when."""

    query: Line
    source: Line
    source_id: Line | None = None
    url: Url | None = None
    resolved: Day | None = None

    @property
    def is_of_a_point(self) -> bool:
        """Whether the point is one event's: set by an editor, or out of a file of events."""
        return bool(_OF_A_POINT.fullmatch(" ".join(self.source.split())))


class Place(Record):
    """A place in WGS 84 degrees; `within` names what it lies in, innermost first."""

    id: Slug
    name: Title
    names: tuple[Line, ...] = ()
    lat: Latitude
    lon: Longitude
    precision: PlacePrecision
    within: tuple[Line, ...] = ()
    radius_km: Annotated[float, Field(gt=0, le=3000)] | None = None
    provenance: Provenance

    @property
    def is_point(self) -> bool:
        """Known well enough for a pin."""
        return self.precision in POINT_PRECISIONS

    @property
    def is_itself(self) -> bool:
        """Whether its precision is its level: no hamlet of which only the district is known."""
        most = _LIES_IN.get(self.precision)
        return most is None or (len(self.within) <= most and not self.provenance.is_of_a_point)


class Period(Record):
    """A band behind the timeline."""

    id: Slug
    name: Title
    start: When
    end: When
    kind: Literal["conflict", "government", "era"]
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Period:
        if self.end.upper < self.start.lower:
            raise ValueError("the period ends before it starts")
        return self


class Action(Record):
    """A call to action; `url_from` names the field of site.yaml that holds its link."""

    label: Title
    url_from: Literal["url", "membership_url"]


class Section(Translated):
    """One background section, tied to periods and themes and through them to events."""

    id: Slug
    order: int
    title: Title
    text: Text | None = None
    bullets: dict[Language, tuple[Line, ...]] | None = None
    periods: tuple[Slug, ...] = ()
    themes: tuple[Slug, ...] = ()
    action: Action | None = None

    @model_validator(mode="before")
    @classmethod
    def _bullets_as_tuples(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("bullets"), dict):
            bullets = {
                k: tuple(v) if isinstance(v, list) else v for k, v in data["bullets"].items()
            }
            return {**data, "bullets": bullets}
        return data


class Theme(Record):
    """A theme with its colour and the one letter that stands beside the colour.

    `words` are beginnings of words (English, Spanish) at which an editor is offered the theme.
    """

    id: Slug
    name: Title
    words: tuple[Line, ...] = ()
    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
    letter: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]


class Kind(Record):
    """A kind of event, with the ACLED event type it maps to, if any; `words` as a theme's."""

    id: Slug
    name: Title
    words: tuple[Line, ...] = ()
    acled: Line | None = None


class Site(Record):
    """The group that publishes: another group changes only this and the data beside it."""

    spare = frozenset({"embed_hosts"})

    name: Title
    product: Title
    tagline: Title
    url: Url
    address: Url | None = None  # where the exported site will stand
    membership_url: Url
    # Web sites that may show the map in a frame; psgdash.archive.hosts says how they are written.
    embed_hosts: Annotated[tuple[Host, ...], Field(max_length=100)] = ()
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    country: Slug
    user_agent: Line
    text_rights: Title
