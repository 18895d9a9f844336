"""geopy's classes with the type hints that geopy itself does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Self

    class Point:
        """Latitude and longitude in degrees."""

        latitude: float
        longitude: float

        def __init__(self, point: object) -> None: ...

    class Location:
        """An address, its point in degrees, and `raw`, what the service said."""

        address: str
        latitude: float
        longitude: float
        raw: dict[str, Any]

        def __init__(self, address: str, point: object, raw: object) -> None: ...

    class Geocoder:
        """What every geocoder of geopy is."""

        timeout: float | None
        headers: dict[str, str]
        geocode: Any  # each service has keywords of its own
        reverse: Any

        def __init__(
            self, *, timeout: float | None = ..., user_agent: str | None = ...
        ) -> None: ...
        def __enter__(self) -> Self: ...
        def __exit__(self, *raised: object) -> None: ...

    DEFAULT_SENTINEL: object
else:
    from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
    from geopy.location import Location
    from geopy.point import Point

__all__ = ["DEFAULT_SENTINEL", "Geocoder", "Location", "Point"]
