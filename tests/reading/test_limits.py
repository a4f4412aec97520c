"""Tests of the time limit."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from reportedly.reading.limits import TimeIsUp, can_limit, limit_time


def test_work_over_the_limit_is_stopped() -> None:
    """A block that goes on too long ends with TimeIsUp, though it catches every Exception."""
    begun = time.monotonic()
    with pytest.raises(TimeIsUp), limit_time(0.05):
        while True:
            try:
                time.sleep(5)
            except Exception:  # noqa: BLE001  # as careless code might
                continue
    assert time.monotonic() - begun < 2


def test_the_alarm_is_taken_back() -> None:
    """After the block no timer runs, and the handler is the one from before."""
    before = signal.getsignal(signal.SIGALRM)
    with limit_time(60):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_there_is_no_limit_in_other_threads() -> None:
    """Signals reach the main thread alone; elsewhere the block just runs."""
    found = []

    def work() -> None:
        with limit_time(0.01):
            time.sleep(0.05)
        found.append(can_limit())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [False]


def test_zero_is_no_limit() -> None:
    """A limit of 0 sets no timer."""
    with limit_time(0):
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
