"""The dispatches that ship with the package: six weeks of an invented offensive, told by eight invented outlets.

`examples/offensive/README.md` in a checkout says what each of them is there to show.
"""

from __future__ import annotations

from pathlib import Path


def find_examples() -> Path:
    """Return the file of example dispatches, JSON lines as `take_in` reads them.

    >>> find_examples().name
    'offensive.jsonl'
    """
    return Path(__file__).parents[1] / "examples" / "offensive.jsonl"
