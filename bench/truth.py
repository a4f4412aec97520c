"""Suggest a figure for each object of a table of claimed figures, for a scorer.

    python -m bench.truth CLAIMS.tsv

Reads a header line and `object`, `source`, `value`, tabs between; prints `object` and `value` under a header line.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from reportedly.weighing.figures import Figure, suggest_figures


def main() -> None:
    """Suggest the figures of a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=Path)
    given = parser.parse_args()
    print("object\tvalue")
    for suggestion in suggest_figures(read(given.claims)):
        print(f"{suggestion.question}\t{suggestion.value:.10g}")


def read(path: Path) -> list[Figure]:
    """Return the figures of a table."""
    figures = []
    for number, line in enumerate(path.read_text("utf-8").splitlines()[1:]):
        name, source, value = line.split("\t")
        figures.append(Figure(name, source, float(value), float(value), f"r{number}"))
    return figures


if __name__ == "__main__":
    main()
