"""A projection for drawings: longitude and latitude onto a sheet, with equal scale both ways in its middle.

Equal-rectangular, squeezed by the cosine of the middle latitude: true enough for a country or a region, and every
path is plain arithmetic, the same on every machine.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]  # west, south, east, north
_KM_PER_DEGREE = 111.2  # of latitude
_DECIMALS = 1  # of a unit of the sheet


@dataclass(frozen=True, slots=True)
class Projection:
    """Where places of a box lie on a sheet of `width` by `height` units, whole and in its middle."""

    box: Box
    width: float
    height: float
    margin: float = 0.0

    @property
    def _squeeze(self) -> float:
        return max(0.05, math.cos(math.radians((self.box[1] + self.box[3]) / 2)))

    @property
    def scale(self) -> float:
        """Units of the sheet for a degree of latitude."""
        west, south, east, north = self.box
        wide, high = (east - west) * self._squeeze or 1.0, north - south or 1.0
        return min((self.width - 2 * self.margin) / wide, (self.height - 2 * self.margin) / high)

    @property
    def per_km(self) -> float:
        """Units of the sheet for a kilometre."""
        return self.scale / _KM_PER_DEGREE

    @property
    def seen(self) -> Box:
        """The box that the whole sheet shows, which is wider than the one asked for where their shapes differ."""
        west, south, east, north = self.box
        wide, high = self.width / self.scale / self._squeeze, self.height / self.scale
        x, y = (west + east) / 2, (south + north) / 2
        return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a point lies on the sheet, from its upper left corner."""
        west, south, east, north = self.box
        x = self.width / 2 + (lon - (west + east) / 2) * self._squeeze * self.scale
        y = self.height / 2 + ((south + north) / 2 - lat) * self.scale
        return round(x, _DECIMALS), round(y, _DECIMALS)

    def path(self, shape: BaseGeometry, *, simplify: float = 0.0) -> str:
        """Return the outlines and lines of a shape as the data of an SVG path; `simplify` is in units of the sheet."""
        simple = shape.simplify(simplify / self.scale) if simplify else shape
        drawn: list[str] = []
        for part in getattr(simple, "geoms", [simple]):
            if isinstance(part, shapely.Polygon) and not part.is_empty:
                drawn += [self._line(ring.coords[:-1]) + "Z" for ring in (part.exterior, *part.interiors)]
            elif isinstance(part, shapely.LineString) and not part.is_empty:
                drawn.append(self._line(part.coords))
            elif hasattr(part, "geoms"):
                drawn.append(self.path(part))
        return "".join(drawn)

    def _line(self, coordinates) -> str:  # type: ignore[no-untyped-def]  # shapely has no types
        points = dict.fromkeys(self.place(lon, lat) for lon, lat in coordinates)
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
