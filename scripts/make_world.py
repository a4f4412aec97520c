"""Write the coarse ground of the map, which the web app serves as a static file.

    python scripts/make_world.py

Source: the polygons of the gazetteer (Natural Earth, public domain; see `src/reportedly/gazetteer/data/README.md`).
"""

from __future__ import annotations

import json
from pathlib import Path

from reportedly.web.pages.basemap import draw_world

TARGET = Path(__file__).parents[1] / "src" / "reportedly" / "web" / "static" / "world.json"


def main() -> None:
    """Write the file and say how large it is."""
    TARGET.write_text(json.dumps(draw_world(), separators=(",", ":")) + "\n", "utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
