"""The base map's first style: one picture, which is there at once."""

from __future__ import annotations

from psgdash.figures.basemap_tables import BASE_URL, COLOURS, PICTURE_FRAME, Json, Theme


def first_style(theme: Theme) -> dict[str, object]:
    """The country as one picture (`build_picture.py`), which is there at once.

    The browser module puts the layers of `style` in its place when it has been painted.
    """
    c = COLOURS[theme]
    return {
        "version": 8,
        "sources": {"picture": image(f"picture_{theme}", PICTURE_FRAME)},
        "layers": [
            {"id": "sea", "type": "background", "paint": {"background-color": c["sea"]}},
            {
                "id": "picture",
                "type": "raster",
                "source": "picture",
                "paint": {"raster-fade-duration": 0},
            },
        ],
    }


def image(name: str, frame: tuple[float, float, float, float]) -> Json:
    """An image source: a file of the base map over a frame in degrees."""
    west, south, east, north = frame
    return {
        "type": "image",
        "url": f"{BASE_URL}{name}.webp",
        "coordinates": [[west, north], [east, north], [east, south], [west, south]],
    }
