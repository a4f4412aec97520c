"""Not written yet."""

from __future__ import annotations

from reportedly.model import Party
from reportedly.reading.draft import Draft


def find_parties(draft: Draft) -> tuple[Party, ...]:
    """Return nothing yet."""
    return ()
