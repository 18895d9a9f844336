"""Derive overview.geojson from the other layers: what the whole country needs, in one light file.

A map that opens on the country would else fetch, cut into tiles and paint five layers piece by
piece. Needs shapely 2.1. Run after build.py: python build_overview.py --folder data/basemap
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping, shape

SWITCH = 4.6  # psgdash.figures.basemap_tables: up to this zoom the overview is shown
NEAR_DEGREES, FAR_DEGREES = 0.03, 0.2  # what may be cut off: under a pixel at SWITCH, at zoom 2
NEAR_LEAST, FAR_LEAST = 0.12, 1.2  # degrees: how long an island is that can be seen
SOURCES = ("land", "lines", "water", "labels", "towns")


def simpler(features: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Polygons together, so that no gap opens between neighbours; lines one by one."""
    shapes = [shapely.force_2d(shape(f["geometry"])) for f in features]
    areas = [i for i, s in enumerate(shapes) if s.geom_type.endswith("Polygon")]
    for coarse in (False, True):
        chosen = [i for i in areas if (features[i]["properties"]["kind"] == "world") == coarse]
        if chosen:
            found = shapely.coverage_simplify(
                [shapely.buffer(shapes[i], 0) for i in chosen],
                FAR_DEGREES if coarse else NEAR_DEGREES,
            )
            for i, simple in zip(chosen, found, strict=True):
                shapes[i] = simple
    out = []
    for i, (feature, geometry) in enumerate(zip(features, shapes, strict=True)):
        if i not in areas and not geometry.geom_type.endswith("Point"):
            far = feature["properties"].get("kind") == "world"
            geometry = geometry.simplify(FAR_DEGREES if far else NEAR_DEGREES)
        least = FAR_LEAST if feature["properties"].get("kind") == "world" else NEAR_LEAST
        parts = [p for p in getattr(geometry, "geoms", [geometry]) if _is_seen(p, least)]
        if parts:
            kept = parts[0] if len(parts) == 1 else type(geometry)(parts)
            out.append({"properties": feature["properties"], "geometry": kept})
    return out


def _is_seen(part: Any, least: float) -> bool:
    """Whether a part is no tiny island (pieces of borders may be short)."""
    if part.geom_type == "Point" or (part.geom_type == "LineString" and not part.is_closed):
        return True
    west, south, east, north = part.bounds
    return bool(max(east - west, north - south) >= least)


def rounded(value: Any) -> Any:
    """Coordinates to a hundredth of a degree, a third of a pixel."""
    if isinstance(value, float | int):
        return round(value, 2)
    return [rounded(v) for v in value]


def main() -> None:
    """Write the file and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    folder = parser.parse_args().folder
    features = []
    for source in SOURCES:
        given = json.loads((folder / f"{source}.geojson").read_text("utf-8"))["features"]
        if source == "towns":  # the others are not shown so far out
            given = [f for f in given if f["properties"]["zoom"] < SWITCH]
        for feature in simpler(given):
            where = mapping(feature["geometry"])
            features.append(
                {
                    "type": "Feature",
                    "properties": {"of": source, **feature["properties"]},
                    "geometry": {
                        "type": where["type"],
                        "coordinates": rounded(where["coordinates"]),
                    },
                }
            )
    text = json.dumps(
        {"type": "FeatureCollection", "features": features},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    path = folder / "overview.geojson"
    path.write_text(text, "utf-8")
    print(f"{path}: {len(text):,} characters, {len(features)} features")


if __name__ == "__main__":
    main()
