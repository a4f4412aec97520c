"""Not written yet."""

from __future__ import annotations

from reportedly.model import Claim
from reportedly.reading.draft import Draft


def find_claims(draft: Draft) -> tuple[Claim, ...]:
    """Return nothing yet."""
    return ()
