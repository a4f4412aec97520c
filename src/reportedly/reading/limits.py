"""A time limit for what one document may take, so that a bad one never stops a batch.

It rests on the interval timer of POSIX, which only the main thread can use; elsewhere (another thread, Windows) there
is no limit, and the size limits of intake are what bounds the work.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TimeIsUp(BaseException):
    """The time limit was reached; no `except Exception` inside a step can swallow it."""


@contextmanager
def limit_time(seconds: float) -> Iterator[None]:
    """Raise TimeIsUp inside the block once `seconds` of wall-clock time have passed; 0 is no limit."""
    if seconds <= 0 or not can_limit():
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def can_limit() -> bool:
    """Return whether a time limit can be kept here: the main thread of a POSIX system."""
    return hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TimeIsUp
