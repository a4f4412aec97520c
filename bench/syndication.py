"""Print the pairs of documents that are copies of one story, for a scorer of syndication.

    python -m bench.syndication DOCS.jsonl

Reads a JSON object with `id` and `text` (and, where there are, `publisher` and `published`) from each line and prints
two ids a line, tabs between, under a header line.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from reportedly.weighing.copies import Story, find_copies


def main() -> None:
    """Find the copies in a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs", type=Path)
    lines = (json.loads(line) for line in parser.parse_args().docs.read_text("utf-8").splitlines() if line.strip())
    stories = [Story(x["id"], x.get("publisher") or "", x.get("published"), x["text"]) for x in lines]
    print("id1\tid2")
    for copy in find_copies(stories):
        first, second = sorted((copy.original, copy.copy))
        print(f"{first}\t{second}")


if __name__ == "__main__":
    main()
