"""Not written yet."""

from __future__ import annotations

from reportedly.model import Quantity
from reportedly.reading.draft import Draft


def find_figures(draft: Draft) -> tuple[Quantity, ...]:
    """Return nothing yet."""
    return ()
