"""Readers: what is pasted or dropped is read in a process of its own, one at a time, within a time limit.

A page must stay quick and safe whatever is pasted: the process is started when it is first needed, ended when a
document takes too long, and no more than a few may wait.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol

from reportedly.errors import InternalError, ReadingError, WebError
from reportedly.intake import Item
from reportedly.model import Reading as Read
from reportedly.settings import Settings

_WAITING = 4  # readings asked for at once
_START_S = 60.0  # loading the parser and the gazetteer, on a slow machine


class Reading(Protocol):
    """Whatever reads documents for the app."""

    def read(self, items: Sequence[Item]) -> list[Read]:
        """Return a reading for each of the documents."""

    def warm(self) -> None:
        """Load what reading needs, without waiting for it."""

    def close(self) -> None:
        """End what was started."""


def _read(items: Sequence[Item], settings: Settings) -> list[Read]:
    from reportedly.reading.pipeline import read_documents

    return list(read_documents(items, settings=settings))


class Readers:
    """One reading process, started when it is needed and replaced when it must be ended."""

    def __init__(self, settings: Settings, *, start: Callable[[], Executor] | None = None) -> None:
        self._settings = settings
        self._start = start or _start_process
        self._executor: Executor | None = None
        self._one = threading.Lock()
        self._places = threading.BoundedSemaphore(_WAITING)

    def read(self, items: Sequence[Item]) -> list[Read]:
        """Return a reading for each of the documents.

        Raises: WebError (R807) where too many wait, ReadingError (R302) where it takes too long.
        """
        if not self._places.acquire(blocking=False):
            raise WebError(
                "R807",
                f"{_WAITING} readings are under way or waiting.",
                why="Reading takes the machine's time; more at once would serve nobody.",
                fix="try again in a few seconds, or read the files with `reportedly read`.",
            )
        try:
            with self._one:
                return self._read(items)
        finally:
            self._places.release()

    def warm(self) -> None:
        """Load what reading needs, in the process that will read; nothing where that is done or under way."""
        if self._executor is None and self._one.acquire(blocking=False):
            try:
                self._executor = self._start()
                self._executor.submit(_read, (), self._settings)
            finally:
                self._one.release()

    def _read(self, items: Sequence[Item]) -> list[Read]:
        limit = (self._settings.time_limit_s or 60) * max(1, len(items)) + _START_S
        if self._executor is None:
            self._executor = self._start()
        try:
            return self._executor.submit(_read, items, self._settings).result(timeout=limit)
        except TooLate as error:
            self._end()
            raise ReadingError(
                "R302",
                f"reading took longer than {limit:.0f} s and was ended.",
                why="One text must not keep the app from serving others.",
                fix="read it with `reportedly read --time-limit 0`.",
            ) from error
        except BrokenProcessPool as error:
            self._end()
            raise InternalError(
                "R904",
                "the process that read this text ended.",
                why="The text may be more than the reader can take; nothing was stored.",
                fix="try a part of the text; if it happens again, report it.",
            ) from error

    def _end(self) -> None:
        executor, self._executor = self._executor, None
        if executor is None:
            return
        for process in list((getattr(executor, "_processes", None) or {}).values()):
            process.kill()
        executor.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """End the process."""
        self._end()


def _start_process() -> Executor:
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


def start_thread() -> Executor:
    """Return an executor within this process, for tests."""
    return ThreadPoolExecutor(1)


def make_reading(settings: Settings) -> Reading:
    """Return what reads for the app: a process of its own."""
    return Readers(settings)
