"""Tests of weighing as news come in: document by document it comes to the same as all at once."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import select

from bench.made import Maker
from reportedly.ledger import Ledger, ReaderVersion
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
