"""Jobs: adding many documents in the background, one job at a time, with progress that a page can follow."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from reportedly.errors import ErrorRecord, ReportedlyError

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Job:
    """Something that takes a while: what it is, how far it has come, and how it ended."""

    what: str
    total: int
    finished: int = 0
    done: bool = False
    error: ErrorRecord | None = None
    thread: threading.Thread | None = field(default=None, repr=False)

    def as_dict(self) -> dict[str, Any]:  # Any: JSON
        """Return how far it has come."""
        shown: dict[str, Any] = {name: getattr(self, name) for name in ("what", "total", "finished", "done")}
        return {**shown, "error": self.error}

    def start(self, steps: Callable[[], Iterator[object]], *, after: Callable[[], None]) -> None:
        """Take the steps in the background, counting them, and call `after` at the end, however it ends."""
        self.thread = threading.Thread(target=self._run, args=(steps, after), name="adding", daemon=True)
        self.thread.start()

    def _run(self, steps: Callable[[], Iterator[object]], after: Callable[[], None]) -> None:
        try:
            for _ in steps():
                self.finished += 1
        except ReportedlyError as error:
            self.error = error.record
        except Exception as error:  # a thread of its own: nobody else would hear of it
            logger.exception("adding failed")
            self.error = ErrorRecord(
                "R800", f"adding failed: {type(error).__name__}.", "It is our mistake.", "see the log."
            )
        finally:
            self.done = True
            after()
