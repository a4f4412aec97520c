"""Tests of the desk: what is asked once is remembered until the ledger changes."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.made import Maker
from reportedly import Ledger, ReaderVersion, ReportedlyError, Settings
from reportedly.web.desk import Desk, one_moment
from reportedly.web.jobs import Job
from tests.web.conftest import fill


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk over a ledger of one document."""
    fill(tmp_path / "desk.db", documents=1)
    return Desk(Settings(ledger=str(tmp_path / "desk.db")))


def test_an_answer_holds_until_the_ledger_changes(desk: Desk) -> None:
    """A question is asked of the ledger once for each position of its log."""
    asked = []

    def count(ledger: Ledger) -> int:
        asked.append(ledger.position)
        return ledger.documents(limit=1).total

    assert [desk.ask(count), desk.ask(count)] == [1, 1]
    assert len(asked) == 1
    list(desk.ledger.add(Maker(seed=2).documents(1), reader=ReaderVersion("made")))
    assert desk.ask(count) == 2


def test_who_asks_at_once_waits_for_one_answer(desk: Desk) -> None:
    """Many who ask the same at once have it asked of the ledger once."""
    asked = []
    begun = threading.Event()

    def count(ledger: Ledger) -> int:
        asked.append(1)
        begun.wait(0.2)
        return 7

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(lambda _: desk.ask(count), range(8))) == {7}
    assert len(asked) == 1


def test_a_failure_is_not_remembered(desk: Desk) -> None:
    """What failed is asked again."""
    for _ in range(2):
        with pytest.raises(ReportedlyError, match="R510"):
            desk.ask(Ledger.claim, "nothing")
    assert not desk._making


def test_weighing_is_asked_of_a_weighed_ledger(desk: Desk) -> None:
    """A question of weighing is answered once what changed is weighed."""
    from reportedly.weighing.asking import disputes

    assert desk.weigh(disputes) == []


def test_one_job_runs_at_a_time(desk: Desk) -> None:
    """A second job is refused while the first is under way."""
    going = threading.Event()
    desk.start_job(Job("first", 1), lambda ledger: iter(lambda: going.wait(5), True))
    with pytest.raises(ReportedlyError, match="R807"):
        desk.start_job(Job("second", 1), lambda ledger: iter(()))
    going.set()
    assert desk.job is not None and desk.job.thread is not None
    desk.job.thread.join(10)
    assert desk.job.done
    desk.close()


def test_a_page_is_of_one_moment(desk: Desk) -> None:
    """Within one page answers are those of the first question's moment; the next page sees what came in."""
    with one_moment():
        before = desk.ask(Ledger.claims).total
        fill(desk.path, documents=2)
        assert desk.ask(Ledger.claims).total == before
    assert desk.ask(Ledger.claims).total > before
