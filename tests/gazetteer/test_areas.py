"""Tests of distances and areas against worked examples."""

from __future__ import annotations

import pytest
from shapely.geometry import Polygon

from reportedly.gazetteer.areas import area_shape, circle, is_in, sector
from reportedly.gazetteer.geodesy import area_km2, bearing, distance_km, rough_km, rough_travel, travel
from reportedly.model import Place

# Vincenty's flat-earth check lines: Flinders Peak to Buninyong (Geoscience Australia), and quarter meridians
WORKED = [
    ((-37.95103341666667, 144.42486788888888), (-37.65282113888889, 143.92649552777777), 54.972271),
    ((0.0, 0.0), (0.0, 1.0), 111.319491),
    ((0.0, 0.0), (90.0, 0.0), 10001.965729),
    ((52.5163, 13.3777), (52.5163, 13.3777), 0.0),
]


@pytest.mark.parametrize(("a", "b", "km"), WORKED)
def test_distances_agree_with_worked_examples(a: tuple[float, float], b: tuple[float, float], km: float) -> None:
    """Geodesic distances are right to a metre; the quick ones to a hundredth."""
    assert distance_km(a, b) == pytest.approx(km, abs=0.001)
    assert rough_km(a, b) == pytest.approx(km, rel=0.01, abs=0.001)


@pytest.mark.parametrize("direction", [0, 37, 90, 180, 225, 300])
def test_going_and_measuring_agree(direction: float) -> None:
    """Who goes 25 km comes out 25 km away, in that direction."""
    start = (35.3, 40.1)
    end = travel(start, direction, 25)
    assert distance_km(start, end) == pytest.approx(25, rel=1e-6)
    assert bearing(start, end) == pytest.approx(direction, abs=1e-6)
    assert distance_km(start, rough_travel(start, direction, 25)) == pytest.approx(25, rel=0.01)


def test_a_circle_has_the_area_of_a_circle() -> None:
    """A circle of 10 km has 314 square kilometres, to two hundredths (it has 32 corners)."""
    assert area_km2(circle(35.0, 38.0, 10)) == pytest.approx(314.16, rel=0.02)
    assert area_km2(sector(35.0, 38.0, 10, 45, 90)) == pytest.approx(314.16 / 4, rel=0.02)


def test_polygons_have_about_the_size_of_their_countries() -> None:
    """Syria has 185,000 square kilometres and Iraq 438,000, to five hundredths."""
    for code, km2 in (("SY", 185_180), ("IQ", 437_072)):
        shape = area_shape(code)
        assert shape is not None
        assert area_km2(shape) == pytest.approx(km2, rel=0.05)


def _place(kind: str, lat: float, lon: float, **more: object) -> Place:
    return Place("x", 0, 1, kind=kind, lat=lat, lon=lon, **more)  # type: ignore[arg-type]


ALEPPO_CITY = _place("city", 36.20, 37.16, radius_km=10.0)
SYRIA = _place("country", 35.0, 38.0, country="SY", radius_km=240.0)
ALEPPO_PROVINCE = _place("admin1", 36.2, 37.6, country="SY", admin1="09", radius_km=75.0)


@pytest.mark.parametrize(
    ("place", "area", "expected"),
    [
        (ALEPPO_CITY, SYRIA, True),
        (ALEPPO_CITY, ALEPPO_PROVINCE, True),
        (ALEPPO_PROVINCE, SYRIA, True),
        (SYRIA, ALEPPO_PROVINCE, False),
        (_place("city", 33.34, 44.40, radius_km=10.0), SYRIA, False),
        (_place("district", 36.21, 37.15, radius_km=1.0), ALEPPO_CITY, True),
        (ALEPPO_CITY, _place("district", 36.21, 37.15, radius_km=1.0), False),
        (Place("x", 0, 1), SYRIA, None),
    ],
)
def test_containment(place: Place, area: Place, expected: bool | None) -> None:
    """A point lies in a polygon or a circle or not; a larger thing never in a smaller; without a point nobody knows."""
    assert is_in(place, area) is expected


def test_every_area_is_a_valid_polygon() -> None:
    """The shipped polygon of a small country can be used as it is."""
    shape = area_shape("LB")
    assert shape is not None and shape.is_valid
    assert shape.contains(Polygon([(35.85, 33.85), (35.86, 33.85), (35.86, 33.86)]))
