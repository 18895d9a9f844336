"""What a page asks: totals, facets, the marks of the view, and a page of records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
import numpy as np
import numpy.typing as npt

from psgdash.archive.records import Event
from psgdash.query.engine import Engine
from psgdash.query.filters import Filter
from psgdash.query.table import EVENTS, PLACINGS

MARK_LIMIT = 50_000  # events that a browser is sent one by one (it draws 10,000 in comfort)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many events there are, and where they are shown; nothing vanishes from sight."""

    archive: int
    shown: int
    on_map: int
    rough: int
    country: int
    unplaced: int
    undated: int
    first: date | None
    last: date | None


def totals(engine: Engine, chosen: Filter) -> Totals:
    """Counts over the whole archive and over what the filter keeps."""
    e = chosen.apply()
    asked = e.aggregate(
        shown=e.count(),
        on_map=(e.placing == "map").sum(),
        rough=(e.placing == "rough").sum(),
        country=(e.placing == "country").sum(),
        unplaced=(e.placing == "none").sum(),
        undated=e.lower.isnull().sum(),
        first=e.lower.min(),
        last=e.upper.max(),
    )
    row = engine.rows(asked)[0]
    archive = engine.rows(EVENTS.aggregate(n=EVENTS.count()))[0]["n"]
    counts = ("shown", "on_map", "rough", "country", "unplaced", "undated")
    return Totals(
        archive=archive,
        first=row["first"],
        last=row["last"],
        **{name: int(row[name] or 0) for name in counts},
    )


@dataclass(frozen=True, slots=True)
class Facets:
    """Events by value of each dimension, each counted with that dimension's own filter lifted."""

    themes: dict[str, int]
    kinds: dict[str, int]
    places: dict[str, int]
    months: dict[str, int]  # YYYY-MM of the lower bound
    conflicts: int
    latest_edition: date | None
    edition_count: int

    @property
    def years(self) -> dict[str, int]:
        """Events by year of the lower bound, oldest first."""
        years: dict[str, int] = {}
        for month, n in sorted(self.months.items()):
            years[month[:4]] = years.get(month[:4], 0) + n
        return years


def facets(engine: Engine, chosen: Filter) -> Facets:
    """The live counts beside each choice."""
    themes = chosen.apply(without=["themes"])
    places = chosen.apply(without=["places"])
    kinds = chosen.apply(without=["kinds"])
    dates = chosen.apply(without=["dates"])
    conflicts = chosen.apply(without=["conflicts"])
    dated = dates.filter(dates.lower.notnull())
    latest = engine.rows(EVENTS.aggregate(day=EVENTS.published.max()))[0]["day"]
    edition = dates.filter(dates.published == ibis.literal(latest)) if latest else None
    return Facets(
        themes=_counts(engine, themes.select(value=themes.themes.unnest())),
        kinds=_counts(engine, kinds.select(value=kinds.kind)),
        places=_counts(engine, places.select(value=places.places.unnest())),
        months=_counts(engine, dated.select(value=dated.lower.strftime("%Y-%m"))),
        conflicts=_count(engine, conflicts.filter(conflicts.conflict)),
        latest_edition=latest,
        edition_count=_count(engine, edition) if edition is not None else 0,
    )


def profile(engine: Engine, chosen: Filter) -> tuple[int, dict[str, int], dict[str, int]]:
    """What a filter keeps: conflicts, events by theme (each of several), by YYYY-MM of the lower
    bound."""
    e = chosen.apply()
    dated = e.filter(e.lower.notnull())
    return (
        _count(engine, e.filter(e.conflict)),
        _counts(engine, e.select(value=e.themes.unnest())),
        _counts(engine, dated.select(value=dated.lower.strftime("%Y-%m"))),
    )


def _counts(engine: Engine, values: Any) -> dict[str, int]:
    asked = values.group_by("value").aggregate(n=values.count())
    return {row["value"]: row["n"] for row in engine.rows(asked) if row["value"] is not None}


def _count(engine: Engine, events: Any) -> int:
    return int(engine.rows(events.aggregate(n=events.count()))[0]["n"])


@dataclass(frozen=True, slots=True)
class Marks:
    """Events as arrays, one entry an event in date order (undated last), for drawing and brushing.

    Days count from 1970-01-01; NO_DAY where there is none. `placings` are (event index, place id,
    role) in the events' order.
    """

    ids: tuple[str, ...]
    titles: tuple[str, ...]
    themes: tuple[str, ...]
    conflict: npt.NDArray[np.bool_]
    lower: npt.NDArray[np.int32]
    upper: npt.NDArray[np.int32]
    earliest: npt.NDArray[np.int32]
    latest: npt.NDArray[np.int32]
    placing: tuple[str, ...]
    placings: tuple[tuple[int, str, str], ...]

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, indices: npt.NDArray[np.intp]) -> Marks:
        """Some of them, by index, in ascending order."""
        if len(indices) == len(self):
            return self
        at = {int(i): n for n, i in enumerate(indices)}
        return Marks(
            ids=tuple(self.ids[i] for i in indices),
            titles=tuple(self.titles[i] for i in indices),
            themes=tuple(self.themes[i] for i in indices),
            conflict=self.conflict[indices],
            lower=self.lower[indices],
            upper=self.upper[indices],
            earliest=self.earliest[indices],
            latest=self.latest[indices],
            placing=tuple(self.placing[i] for i in indices),
            placings=tuple((at[e], place, role) for e, place, role in self.placings if e in at),
        )


NO_DAY = -(2**31)


def marks(engine: Engine, chosen: Filter, language: str) -> Marks:
    """What the linked view draws; where there are more than MARK_LIMIT, the newest of them."""
    e = chosen.apply()
    newest = e.order_by([e.lower.desc(nulls_first=False), e.id.asc()]).limit(MARK_LIMIT)
    ordered = newest.order_by([newest.lower.asc(nulls_first=False), newest.id.asc()])
    title = ordered[f"title_{language}"].name("title")
    asked = ordered.select(
        "id", title, "theme", "conflict", "lower", "upper", "earliest", "latest", "placing"
    )
    table = engine.run(asked)
    ids = table.column("id").to_pylist()
    index = {name: i for i, name in enumerate(ids)}
    placed = PLACINGS.semi_join(e, PLACINGS.event == e.id).select("event", "place", "role")
    rows = engine.run(placed).to_pydict()
    pairs = sorted(
        (index[event], place, role)
        for event, place, role in zip(rows["event"], rows["place"], rows["role"], strict=True)
        if event in index
    )
    return Marks(
        ids=tuple(ids),
        titles=tuple(table.column("title").to_pylist()),
        themes=tuple(table.column("theme").to_pylist()),
        conflict=table.column("conflict").to_numpy(zero_copy_only=False),
        lower=_days(table.column("lower")),
        upper=_days(table.column("upper")),
        earliest=_days(table.column("earliest")),
        latest=_days(table.column("latest")),
        placing=tuple(table.column("placing").to_pylist()),
        placings=tuple(pairs),
    )


def ids(engine: Engine, chosen: Filter) -> list[str]:
    """The ids of the events that a filter keeps, in no order."""
    return list(engine.run(chosen.apply().select("id")).column("id").to_pylist())


def _days(column: Any) -> npt.NDArray[np.int32]:
    days: npt.NDArray[np.int32] = column.cast("int32").fill_null(NO_DAY).to_numpy()
    return days


def records(
    engine: Engine, chosen: Filter, *, limit: int, offset: int = 0, newest_first: bool = True
) -> tuple[Event, ...]:
    """A page of events as records, by lower bound; undated ones last either way."""
    e = chosen.apply()
    when = e.lower.desc(nulls_first=False) if newest_first else e.lower.asc(nulls_first=False)
    published = e.published.desc() if newest_first else e.published.asc()
    page = e.order_by([when, published, e.id.asc()]).select("record").limit(limit, offset=offset)
    return tuple(_revive(row["record"]) for row in engine.rows(page))


def _revive(text: str) -> Event:
    return Event.model_validate_json(text, strict=False)


def tray(engine: Engine, chosen: Filter, which: str, *, limit: int) -> tuple[Event, ...]:
    """Events without a pin, newest first, by placing; `undated` are those without a date."""
    e = chosen.apply()
    kept = e.filter(e.lower.isnull() if which == "undated" else e.placing == which)
    page = kept.order_by([kept.lower.desc(nulls_first=False), kept.id.asc()]).limit(limit)
    return tuple(_revive(row["record"]) for row in engine.rows(page.select("record")))


def covered_months(engine: Engine) -> dict[str, int]:
    """Events of the whole archive by YYYY-MM of their lower bound."""
    dated = EVENTS.filter(EVENTS.lower.notnull())
    return _counts(engine, dated.select(value=dated.lower.strftime("%Y-%m")))
