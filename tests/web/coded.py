"""Ledgers of invented rows for the pages of disputes, figures, places, parties and the map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportedly import Ledger

_MARKET = {"type": "casualties", "subtype": "killed", "target": "civilians", "unit": "people", "of": "civilian",
           "place": "Marqada", "place_id": "own:marqada", "place_kind": "city", "lat": 35.75, "lon": 40.75,
           "country": "SY", "day": "2021-03-16"}  # fmt: skip
ROWS: tuple[dict[str, Any], ...] = (
    {**_MARKET, "sentence": "The monitor said the air strike on a market in Marqada killed at least 23 civilians.",
     "low": 23, "relation": ">=", "hedge": "at least", "source": "Valley Monitor", "source_kind": "body",
     "publisher": "East Post", "published": "2021-03-17", "document": "e1", "title": "Toll rises"},
    {**_MARKET, "sentence": "The ministry said more than 40 civilians were killed in the air strike in Marqada.",
     "low": 41, "relation": ">=", "hedge": "more than", "source": "Defence Ministry", "source_kind": "official",
     "publisher": "State Sheet", "published": "2021-03-17", "document": "s1", "title": "Dozens killed"},
    {**_MARKET, "sentence": "The monitor lowered its toll of the air strike in Marqada to 28 civilians killed.",
     "number": 28, "source": "Valley Monitor", "source_kind": "body", "publisher": "East Post",
     "published": "2021-03-21",
     "document": "e2", "title": "Monitor lowers toll"},
    {"type": "control", "sentence": "The SDF holds Marqada, its spokesman said.", "actor": "SDF", "place": "Marqada",
     "place_id": "own:marqada", "place_kind": "city", "lat": 35.75, "lon": 40.75, "country": "SY",
     "day": "2021-03-20", "source": "Sami Haddad", "source_kind": "official", "publisher": "North Wire",
     "published": "2021-03-20", "document": "n1", "title": "SDF in town"},
    {"type": "control", "sentence": "ISIS holds Marqada, residents said.", "actor": "ISIS", "place": "Marqada",
     "place_id": "own:marqada", "place_kind": "city", "lat": 35.75, "lon": 40.75, "country": "SY",
     "day": "2021-03-10", "source": "residents", "source_kind": "witness", "publisher": "North Wire",
     "published": "2021-03-11", "document": "n2", "title": "Town in other hands"},
    {"type": "control", "sentence": "The army says it controls the province of Hasakah.", "actor": "Syrian army",
     "place": "Hasakah", "place_id": "geonames:173813", "place_kind": "admin1", "lat": 36.51, "lon": 40.9,
     "country": "SY", "day": "2021-03-12", "source": "the army", "source_kind": "party", "publisher": "State Sheet",
     "published": "2021-03-12", "document": "s2", "title": "Army in province"},
    {"type": "attack", "sentence": "قصف الجيش بلدة مرقدة يوم الثلاثاء.", "actor": "Syrian army", "place": "مرقدة",
     "day": "2021-03-16", "publisher": "صوت الوادي", "published": "2021-03-17", "document": "a1",
     "title": "قصف <script>alert(1)</script>"},
)  # fmt: skip


def fill_coded(path: Path) -> None:
    """Make a ledger of the invented rows.

    Raises: AssertionError where a row was not taken.
    """
    with Ledger.open(path, create=True) as ledger:
        done = ledger.add_claims(ROWS)
        assert not done.errors, done.errors
