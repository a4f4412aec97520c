"""Places within a box or a polygon: which of the ledger's places touch it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from reportedly.errors import LedgerError
from reportedly.ledger.naming import Names
from reportedly.ledger.records import Box, Polygon
from reportedly.ledger.schema import term
from reportedly.ledger.terms import TermKind

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_AT_ONCE = 500


def places_within(connection: Connection, area: Box | Polygon, names: Names) -> list[int]:
    """Return the terms of places whose point lies in the area, or whose own area touches it.

    A place that people ruled to be another one lies where that one does.

    Raises: LedgerError (R514) where the area is none.
    """
    box = _box_of(area)
    shape = None if isinstance(area, Box) else _polygon(area)
    found = []
    for key, details in _candidates(connection, box):
        if _touches(details, box, shape):
            found.append(key)
    if not names.places:
        return found
    return _as_ruled(connection, found, box, shape, names)


def _as_ruled(
    connection: Connection, found: list[int], box: Box, shape: BaseGeometry | None, names: Names
) -> list[int]:
    asked = select(term.c.key, term.c.value).where(term.c.kind == TermKind.PLACE, term.c.value.in_(list(names.places)))
    kept = set(found)
    for row in connection.execute(asked):
        meant = names.places[row.value]
        details = {"lat": meant.lat, "lon": meant.lon, "area": meant.area}
        if _touches(details, box, shape):
            kept.add(row.key)
        else:
            kept.discard(row.key)
    return sorted(kept)


def _candidates(connection: Connection, box: Box) -> Iterator[tuple[int, dict[str, Any]]]:  # Any: JSON
    near = "SELECT term FROM place_box WHERE west <= ? AND east >= ? AND south <= ? AND north >= ?"
    keys = [row[0] for row in connection.exec_driver_sql(near, (box.east, box.west, box.north, box.south))]
    for at in range(0, len(keys), _AT_ONCE):
        asked = select(term.c.key, term.c.details).where(term.c.key.in_(keys[at : at + _AT_ONCE]))
        for row in connection.execute(asked):
            yield row.key, json.loads(row.details)


def _touches(details: Mapping[str, Any], box: Box, shape: BaseGeometry | None) -> bool:
    own = details.get("area")
    if shape is None and not own:
        return _lies_in(details, box)
    from shapely.geometry import Point, Polygon
    from shapely.geometry import box as box_shape

    wanted = shape if shape is not None else box_shape(box.west, box.south, box.east, box.north)
    if own:
        return bool(wanted.intersects(Polygon(own)))
    return details.get("lat") is not None and bool(wanted.covers(Point(details["lon"], details["lat"])))


def _lies_in(details: Mapping[str, Any], box: Box) -> bool:
    lat, lon = details.get("lat"), details.get("lon")
    return lat is not None and lon is not None and box.south <= lat <= box.north and box.west <= lon <= box.east


def _box_of(area: Box | Polygon) -> Box:
    if isinstance(area, Box):
        if area.west > area.east or area.south > area.north:
            raise _no_area(area, "its west lies east of its east, or its south north of its north")
        return area
    if len(area) < 3:
        raise _no_area(area, "a polygon has three corners at least")
    lons, lats = [corner[0] for corner in area], [corner[1] for corner in area]
    return Box(min(lons), min(lats), max(lons), max(lats))


def _polygon(area: Polygon) -> BaseGeometry:
    from shapely.geometry import Polygon as Shape

    shape = Shape(area)
    if not shape.is_valid:
        raise _no_area(area, "its sides cross each other")
    return shape


def _no_area(area: object, why: str) -> LedgerError:
    return LedgerError(
        "R514",
        f"{str(area)[:80]} is no area: {why}.",
        why="Nothing can be looked for in it.",
        fix="give a box as west, south, east, north in degrees, or the corners of a polygon as lon, lat.",
    )
