"""Not written yet."""

from __future__ import annotations

from reportedly.model import Place
from reportedly.reading.draft import Draft


def find_toponyms(draft: Draft) -> tuple[Place, ...]:
    """Return nothing yet."""
    return ()
