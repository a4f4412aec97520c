"""Not written yet."""

from __future__ import annotations

from reportedly.model import Timex
from reportedly.reading.draft import Draft


def find_times(draft: Draft) -> tuple[Timex, ...]:
    """Return nothing yet."""
    return ()
