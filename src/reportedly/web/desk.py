"""The desk: the one ledger that the app serves, and what is asked of it again and again.

A ledger only grows, and each entry of its log has a position, so that an answer holds until the position changes: what
is costly is asked once for each position. Weighing runs one question at a time, and what has changed is weighed in the
background; who asks meanwhile is told so after a moment instead of waiting.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Annotated, Any, TypeVar

from fastapi import Depends
from starlette.requests import Request

from reportedly.errors import LedgerError, ReportedlyError, WebError
from reportedly.ledger import Ledger
from reportedly.settings import Settings
from reportedly.web.jobs import Job

logger = logging.getLogger(__name__)
T = TypeVar("T")

_REMEMBERED = 1024  # answers held at once: a page of a claim with its document is some 40 kB
_MANY = 200  # changed documents, from which on they are weighed in a process of its own
_PATIENCE_S = 3.0  # a person waits so long for a page before being told why
_MOMENT: ContextVar[list[int] | None] = ContextVar("moment", default=None)  # the position that a page is made at


@contextmanager
def one_moment() -> Iterator[None]:
    """Make all that is asked within the block be asked of the ledger as it stands at the first question."""
    token = _MOMENT.set([])
    try:
        yield
    finally:
        _MOMENT.reset(token)


def position_of(ledger: Ledger) -> int:
    """Return the position of the ledger's log, within `one_moment` the one found first."""
    moment = _MOMENT.get()
    if moment is None:
        return ledger.position
    if not moment:
        moment.append(ledger.position)
    return moment[0]


class Desk:
    """One ledger, opened when it is first needed, and answers remembered for as long as they hold."""

    def __init__(self, settings: Settings, *, patience_s: float = _PATIENCE_S) -> None:
        self.settings = settings
        self.path = Path(settings.ledger)
        self.job: Job | None = None  # the last one
        self._patience_s = patience_s
        self._opening = threading.Lock()
        self._ledger: Ledger | None = None
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()  # Any: what the functions return
        self._remembering = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}  # what is being made, so that nobody makes it twice
        self._weighing = threading.Lock()
        self._weigher: threading.Thread | None = None
        self._process: BaseProcess | None = None
        self._begun = 0.0  # when it began, by the monotonic clock
        self._weighed = -1  # the position of the log up to which all is weighed

    @property
    def name(self) -> str:
        """What the ledger is called on the screen."""
        return self.path.name

    @property
    def ledger(self) -> Ledger:
        """The ledger.

        Raises: LedgerError (R501 where there is none yet, and others where it cannot be used).
        """
        with self._opening:
            if self._ledger is None:
                self._ledger = Ledger.open(self.path)
            return self._ledger

    def find_ledger(self) -> Ledger | None:
        """Return the ledger, or None where there is none yet.

        Raises: LedgerError where there is one that cannot be used.
        """
        try:
            return self.ledger
        except LedgerError as error:
            if error.record.code != "R501":
                raise
            return None

    def make_ledger(self) -> Ledger:
        """Return the ledger, made where there is none."""
        with self._opening:
            if self._ledger is None:
                self._ledger = Ledger.open(self.path, create=True)
            return self._ledger

    def start_job(self, job: Job, steps: Callable[[Ledger], Iterator[object]]) -> None:
        """Take steps on the ledger in the background, and weigh what came of them.

        Raises: WebError (R807) while another job is under way.
        """
        with self._opening:
            if self.job is not None and not self.job.done:
                raise WebError(
                    "R807",
                    f"{self.job.what} is under way.",
                    why="The ledger takes in one thing after the other.",
                    fix="wait until it is done; the start page shows how far it is.",
                )
            self.job = job
        ledger = self.make_ledger()
        job.start(lambda: steps(ledger), after=self.start_weighing)

    def close(self) -> None:
        """Close the ledger, after what is being weighed."""
        weigher, process = self._weigher, self._process
        if process is not None and process.is_alive():
            process.terminate()
        if weigher is not None:
            weigher.join(self._patience_s)
        with self._opening:
            if self._ledger is not None:
                self._ledger.close()
                self._ledger = None

    def ask(self, function: Callable[..., T], *given: Any, **named: Any) -> T:  # Any: what the function takes
        """Return `function(ledger, ...)`, remembered until the ledger changes. What is given must be hashable."""
        ledger = self.ledger
        return self._remember((position_of(ledger), function, given, tuple(sorted(named.items()))),
                              lambda: _at_once(ledger, function, *given, **named))  # fmt: skip

    def weigh(self, function: Callable[..., T], *given: Any, **named: Any) -> T:  # Any: as above
        """Return `function(ledger, ...)` of weighing, remembered until the ledger changes, one at a time.

        Raises: WebError (R807) while so much is being weighed that a page should not wait for it.
        """
        ledger = self.ledger
        position = position_of(ledger)
        key = (position, function, given, tuple(sorted(named.items())))
        found = self._recall(key)
        if found is not None:
            return found[0]  # type: ignore[no-any-return]  # what this very function returned before
        if self._weighed < position:
            self.start_weighing()
            weigher = self._weigher
            if weigher is not None and self._process is None:
                weigher.join(max(0.0, self._begun + self._patience_s - time.monotonic()))
            if self._weighed < position:
                raise busy_weighing()
        if not self._weighing.acquire(timeout=self._patience_s):
            raise busy_weighing()
        try:
            return self._remember(key, lambda: _at_once(ledger, function, *given, **named))
        finally:
            self._weighing.release()

    def try_weighing(self, function: Callable[..., T], *given: Any, **named: Any) -> T | None:  # Any: as above
        """Return what `weigh` gives, or None while the ledger is being weighed."""
        try:
            return self.weigh(function, *given, **named)
        except WebError as error:
            if error.record.code != "R807":
                raise
            return None

    def start_weighing(self) -> None:
        """Weigh in the background what has changed; nothing where that is under way."""
        with self._remembering:
            if self._weigher is not None and self._weigher.is_alive():
                return
            self._begun = time.monotonic()
            self._weigher = threading.Thread(target=self._weigh_changes, name="weighing", daemon=True)
            self._weigher.start()

    def _weigh_changes(self) -> None:
        from reportedly.weighing.asking import fresh

        try:
            ledger = self.find_ledger()
            while ledger is not None and self._weighed < ledger.position:
                position = ledger.position
                if len(ledger.documents_since(max(self._weighed, 0))) > _MANY:
                    self._weigh_apart()
                with self._weighing:
                    fresh(ledger)
                self._weighed = position
        except ReportedlyError as error:
            logger.warning("weighing failed", extra={"code": error.record.code})
        except Exception:  # a thread of its own: nobody else would hear of it
            logger.exception("weighing failed")

    def _weigh_apart(self) -> None:
        """Weigh in a process of its own, which leaves the pages their time."""
        self._process = multiprocessing.get_context("spawn").Process(
            target=weigh_file, args=(str(self.path),), name="weighing", daemon=True
        )
        self._process.start()
        self._process.join()
        self._process = None

    def _recall(self, key: Hashable) -> tuple[Any] | None:
        with self._remembering:
            if key not in self._answers:
                return None
            self._answers.move_to_end(key)
            return (self._answers[key],)

    def _remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made for a key, making it where it is not at hand; who asks meanwhile waits for it."""
        found = self._recall(key)
        if found is not None:
            return found[0]  # type: ignore[no-any-return]  # what `make` gave before
        with self._remembering:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            try:
                found = self._recall(key)
                answer: T = found[0] if found is not None else make()
                self._keep(key, answer)
            finally:
                with self._remembering:
                    self._making.pop(key, None)
        return answer

    def _keep(self, key: Hashable, answer: object) -> None:
        with self._remembering:
            self._answers[key] = answer
            while len(self._answers) > _REMEMBERED:
                self._answers.popitem(last=False)


def _at_once(ledger: Ledger, function: Callable[..., T], *given: Any, **named: Any) -> T:  # Any: as above
    with ledger.moment():
        return function(ledger, *given, **named)


def weigh_file(path: str) -> None:
    """Weigh what has changed in a ledger, behind all else that the machine does."""
    from reportedly.weighing.asking import fresh

    if hasattr(os, "nice"):
        os.nice(10)
    with Ledger.open(path) as ledger:
        fresh(ledger)


def busy_weighing() -> WebError:
    """Return the error of a page that would have to wait until all is weighed."""
    return WebError(
        "R807",
        "the ledger is being weighed.",
        why="Much has changed in it; disputes, figures and grades are being made from it now.",
        fix="look again in a while; claims, documents and sources can be read meanwhile.",
    )


def find_desk(request: Request) -> Desk:
    """Return the desk of the app that was asked."""
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(find_desk)]
