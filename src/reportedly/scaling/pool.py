"""Reading by several processes: documents in, each with its reading out, in the order of the input.

Processes are started afresh and load the parser once each. Only so many documents are under way at a time that memory
does not grow with the corpus. A process that dies takes no document with it but the one that killed it, which is
reported as failed.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

from reportedly.errors import InternalError
from reportedly.intake import Item
from reportedly.model import Document, Reading
from reportedly.settings import Settings

Pair = tuple[Item, Reading]
_Sent = tuple[list[Item], Future[list[Reading]]]

_CHUNK = 16  # documents handed to a process at once: few, so that the bar moves; many, so that they are parsed together
_CHUNK_CHARS = 100_000
_AHEAD = 3  # chunks under way for each process
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


class Readers:
    """Reading processes, started when they are first needed, and made anew where one of them dies.

    With one job this process reads by itself.
    """

    def __init__(self, settings: Settings, jobs: int = 1) -> None:
        self._settings, self._jobs = settings, jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is None:
            return
        if kind is not None:  # what is under way is read again by the next run
            for process in self.processes():
                process.terminate()
        self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def processes(self) -> tuple[BaseProcess, ...]:
        """Return the processes that are running."""
        # Python has no public way to them before 3.14.
        running: dict[int, BaseProcess] = getattr(self._pool, "_processes", None) or {}
        return tuple(running.values())

    def read(self, items: Iterable[Item]) -> Iterator[Pair]:
        """Yield each document or refusal with its reading, in order.

        Raises: ReadingError, GazetteerError where nothing can be read at all.
        """
        if self._jobs <= 1:
            yield from _read_here(items, self._settings)
            return
        under_way: deque[_Sent] = deque()
        for chunk in _chunks(items):
            under_way.append((chunk, self._send(chunk)))
            if len(under_way) >= self._jobs * _AHEAD:
                yield from self._collect(under_way)
        while under_way:
            yield from self._collect(under_way)

    def _send(self, chunk: list[Item]) -> Future[list[Reading]]:
        if self._pool is None:
            # A fresh start rather than a fork: a forked copy of an open ledger or gazetteer is not safe to use.
            self._pool = ProcessPoolExecutor(self._jobs, mp_context=get_context("spawn"), initializer=_begin)
        try:
            return self._pool.submit(_read_chunk, chunk, self._settings)
        except BrokenProcessPool as error:
            broken: Future[list[Reading]] = Future()
            broken.set_exception(error)
            return broken

    def _collect(self, under_way: deque[_Sent]) -> Iterator[Pair]:
        """Yield the pairs of the oldest chunk; where its process died, read it again, each document by itself."""
        chunk, future = under_way.popleft()
        try:
            readings = future.result()
        except BrokenProcessPool:
            self._drop()
            readings = [self._read_alone(item) for item in chunk]
            for at, (later, _) in enumerate(under_way):  # what was under way went down with the pool
                under_way[at] = (later, self._send(later))
        yield from zip(chunk, readings, strict=True)

    def _read_alone(self, item: Item) -> Reading:
        try:
            return self._send([item]).result()[0]
        except BrokenProcessPool:
            self._drop()
            return _killed(item)

    def _drop(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None


def _read_here(items: Iterable[Item], settings: Settings) -> Iterator[Pair]:
    from reportedly.reading.pipeline import read_documents

    waiting: deque[Item] = deque()

    def note() -> Iterator[Item]:
        for item in items:
            waiting.append(item)
            yield item

    for reading in read_documents(note(), settings=settings):
        yield waiting.popleft(), reading


def _begin() -> None:
    """Prepare a reading process: one thread, and interrupts left to the one who started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in _THREADS:
        os.environ[name] = "1"


def _read_chunk(chunk: list[Item], settings: Settings) -> list[Reading]:
    from reportedly.reading.pipeline import read_documents

    return list(read_documents(chunk, settings=settings, own_process=True))


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    chars = 0
    for item in items:
        length = len(item.text) if isinstance(item, Document) else 0
        if chunk and (len(chunk) == _CHUNK or chars + length > _CHUNK_CHARS):
            yield chunk
            chunk, chars = [], 0
        chunk.append(item)
        chars += length
    if chunk:
        yield chunk


def _killed(item: Item) -> Reading:
    error = InternalError(
        "R904",
        f"reading document {item.id} ended the process that read it.",
        why="It ran out of memory, or a library crashed on it; the others were read.",
        fix="read it alone with `reportedly read --verbose`, or leave it out.",
    )
    dates = item.dates if isinstance(item, Document) else ()
    return Reading(item.id, item.title, item.publisher, item.published, dates, None, (), error=error.record)
