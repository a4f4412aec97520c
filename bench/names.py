"""Resolve single names and print their points, for a scorer of gazetteers.

    python -m bench.names NAMES.jsonl --countries SY,IQ

Reads a JSON object with a `name` from each line and prints `{"name", "lat", "lon"}`, null where nothing is known.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from reportedly.gazetteer.lookup import look_up
from reportedly.gazetteer.store import open_gazetteer


def main() -> None:
    """Resolve the names of a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", type=Path)
    parser.add_argument("--countries", default="", help="ISO codes, commas between")
    given = parser.parse_args()
    countries = [code for code in given.countries.upper().split(",") if code]
    gazetteer = open_gazetteer()
    for line in given.names.read_text("utf-8").splitlines():
        if line.strip():
            name = json.loads(line)["name"]
            found = look_up(name, gazetteer, countries=countries)
            entry = found[0][1].entry if found else None
            point = (entry.lat, entry.lon) if entry else (None, None)
            print(json.dumps({"name": name, "lat": point[0], "lon": point[1]}, ensure_ascii=False))


if __name__ == "__main__":
    main()
