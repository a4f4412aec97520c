"""Fixtures: a ledger in memory whose clock goes one second at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from reportedly.ledger import Ledger


def ticking() -> Callable[[], str]:
    """Return a clock that is one second later each time it is asked."""
    now = datetime(2020, 6, 1, 12)

    def tick() -> str:
        nonlocal now
        now += timedelta(seconds=1)
        return now.isoformat() + "Z"

    return tick


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """Give an empty ledger in memory."""
    with Ledger.open(":memory:", clock=ticking()) as opened:
        yield opened
