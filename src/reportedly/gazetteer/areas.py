"""Areas: polygons of countries and first-order divisions, and whether a place lies in one."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from importlib import resources

import shapely

_GRID = 200  # points to a degree, as in scripts/make_polygons.py


def shipped_areas() -> Iterator[tuple[str, shapely.MultiPolygon]]:
    """Yield the code ("SY", "SY.09") and the polygon of each area that ships with the package."""
    table = resources.files("reportedly.gazetteer") / "data" / "areas.tsv.gz"
    for line in gzip.decompress(table.read_bytes()).decode().splitlines():
        code, rings = line.split("\t")
        yield code, shapely.MultiPolygon([shapely.Polygon(_points(ring)) for ring in rings.split(";")])


def _points(ring: str) -> list[tuple[float, float]]:
    numbers = [int(number) for number in ring.split()]
    points = []
    x = y = 0
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / _GRID, y / _GRID))
    return points
