"""Tests of weighing as news come in: document by document it comes to the same as all at once."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from bench.made import Maker
from reportedly.ledger import Ledger, ReaderVersion
from reportedly.model import digest_document
from reportedly.weighing import tables as t
from reportedly.weighing.weighing import Weighing

READER = ReaderVersion("made")
DENSE = Maker(claims_each=20, a_day=25, reprinted=0.2)  # so dense that blocks grow too large and break up


def _found(weighing: Weighing) -> tuple[set[tuple[object, ...]], ...]:
    """Return all that was found: questions, how claims stand, misfits."""
    wanted = (t.question, t.member, t.misfit)
    with weighing.shelf.look() as connection:
        return tuple({tuple(row) for row in connection.execute(select(table))} for table in wanted)


def _weigh_anew(ledger: Ledger) -> tuple[set[tuple[object, ...]], ...]:
    ledger.drop_derived()
    weighing = Weighing(ledger)
    weighing.refresh()
    return _found(weighing)


@pytest.mark.slow
@pytest.mark.parametrize("each", [1, 7])
def test_what_comes_in_step_by_step_is_weighed_as_if_all_at_once(each: int) -> None:
    """In any order and in any batches the same is found, reprints, great days and all."""
    documents = list(DENSE.documents(40))
    random.Random(each).shuffle(documents)
    with Ledger.open(":memory:", create=True) as ledger:
        weighing = Weighing(ledger)
        for number, document in enumerate(documents):
            list(ledger.add([document], reader=READER))
            if number % each == 0:
                weighing.refresh()
        weighing.refresh()
        assert _found(weighing) == _weigh_anew(ledger)


@pytest.mark.slow
def test_what_people_take_out_leaves_nothing_behind() -> None:
    """After claims on a great day are rejected and taken back in, the same is found as if weighed anew each time."""
    with Ledger.open(":memory:", create=True) as ledger:
        list(ledger.add(DENSE.documents(30), reader=READER))
        weighing = Weighing(ledger)
        weighing.refresh()
        ids = sorted(kept.claim.id for kept in ledger.each_claim())[::9]
        for kind in ("reject", "accept"):
            for claim in ids:
                ledger.decide(claim, kind, author="A. Reviewer")
            weighing.refresh()
            found = _found(weighing)
            assert found == _weigh_anew(ledger)
            weighing = Weighing(ledger)
            weighing.refresh()


def test_few_documents_are_weighed_in_one_step_in_a_file_too(tmp_path: Path) -> None:
    """In a ledger in a file, where few documents are written at once, the same is found as in one in memory."""
    found = []
    for path in (":memory:", tmp_path / "ledger.db"):
        with Ledger.open(path, create=True) as ledger:
            weighing = Weighing(ledger)
            for document in DENSE.documents(4):
                list(ledger.add([document], reader=READER))
                weighing.refresh()
            found.append(_found(weighing))
    assert found[0] == found[1]


def test_what_fails_in_one_step_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where weighing a new document fails, what was kept stands, and the next time it is weighed."""
    with Ledger.open(tmp_path / "ledger.db", create=True) as ledger:
        documents = list(DENSE.documents(3))
        list(ledger.add(documents[:2], reader=READER))
        weighing = Weighing(ledger)
        weighing.refresh()
        before = _found(weighing)
        list(ledger.add(documents[2:], reader=READER))
        with monkeypatch.context() as broken:
            broken.setattr("reportedly.weighing.weighing.find_block", None)
            with pytest.raises(TypeError):
                weighing.refresh()
        assert _found(weighing) == before
        assert weighing.refresh() == 1
        assert _found(weighing) == _weigh_anew(ledger)


def test_a_day_with_many_documents_is_taken_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many documents come out on one day, few are taken in at once, and the same is found."""
    with Ledger.open(":memory:", create=True) as ledger:
        list(ledger.add(DENSE.documents(20), reader=READER))
        weighing = Weighing(ledger)
        weighing.refresh()
        whole = _found(weighing)
        monkeypatch.setattr("reportedly.weighing.weighing._MANY", 1)
        monkeypatch.setattr("reportedly.weighing.weighing._DOCUMENTS_AT_ONCE", 3)
        assert _weigh_anew(ledger) == whole


def test_an_undated_reprint_is_found_of_any_week() -> None:
    """A reprint without a day is one story with the original, whatever the weeks of the two."""
    with Ledger.open(":memory:", create=True) as ledger:
        document, reading = DENSE.make(60)
        undated = replace(document, id="undated", published=None, publisher="Another Paper")
        undated = replace(undated, digest=digest_document(undated.publisher, undated.title, undated.text))
        list(ledger.add([DENSE.make(0), (document, reading)], reader=READER))
        list(ledger.add([(undated, replace(reading, id="undated", published=None, claims=()))], reader=READER))
        weighing = Weighing(ledger)
        weighing.refresh()
        stories = weighing.stories_of([document.id, "undated"])
        assert stories[document.id] == stories["undated"]
