"""Not written yet."""

from __future__ import annotations

from reportedly.model import Attribution
from reportedly.reading.draft import Draft


def find_attributions(draft: Draft) -> tuple[Attribution, ...]:
    """Return nothing yet."""
    return ()
