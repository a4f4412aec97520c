"""Coarse places: a place drawn no finer than a district.

There are no outlines of districts, so that what is finer is drawn as the first-order division it lies in. What lies in
none that is known is not drawn at all.
"""

from __future__ import annotations

from functools import lru_cache

import shapely

from reportedly.gazetteer.areas import area_codes, area_shape, as_ring
from reportedly.gazetteer.geodesy import area_km2
from reportedly.model import Place
from reportedly.sharing.area_names import area_name

UNDRAWN = "a place not told here"
_WIDE = frozenset({"country", "admin1", "admin2", "district", "demonym", "continent", "desert"})
_DISTRICT_KM2 = 1000.0  # an area of this size is no finer than a district: Syria's 62 have 3,000 in the mean


def coarsen_place(place: Place) -> Place:
    """Return the place, or the division it lies in where it is finer than a district."""
    if place.area is None and place.kind in _WIDE:
        return place
    if place.area is not None and area_km2(shapely.make_valid(shapely.Polygon(place.area))) >= _DISTRICT_KM2:
        return place
    code = division_of(place)
    shape = area_shape(code) if code else None
    if code is None or shape is None:
        return Place(UNDRAWN, None, None, country=place.country)
    country, _, division = code.partition(".")
    middle = shape.representative_point()
    name = area_name(code)
    return Place(
        name, None, None, f"division:{code}", name, "admin1", round(middle.y, 4), round(middle.x, 4),
        area=as_ring(shape), country=country, admin1=division,
    )  # fmt: skip


@lru_cache(maxsize=16384)  # the same places are named again and again
def division_of(place: Place) -> str | None:
    """Return the code of the first-order division that a place lies in: its own, else that of its point."""
    if place.country and place.admin1 and area_shape(f"{place.country}.{place.admin1}") is not None:
        return f"{place.country}.{place.admin1}"
    if place.area is not None:
        point = shapely.make_valid(shapely.Polygon(place.area)).representative_point()
    elif place.lat is not None and place.lon is not None:
        point = shapely.Point(place.lon, place.lat)
    else:
        return None
    for code in _divisions_in(place.country):
        shape = area_shape(code)
        if shape is not None and shape.covers(point):
            return code
    return None


@lru_cache(maxsize=256)
def _divisions_in(country: str | None) -> tuple[str, ...]:
    return tuple(code for code in area_codes() if country and code.startswith(f"{country}."))
