"""Tests of the shelf in a ledger: facets are found again whatever memory holds."""

from __future__ import annotations

import pytest

from reportedly.ledger import Ledger
from reportedly.weighing import held
from reportedly.weighing.asking import fresh
from reportedly.weighing.weighing import Weighing
from tests.weighing.test_weighing import CLAIMS, _add


def test_more_facets_than_memory_holds_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question for more facets than are held in memory is answered in full."""
    monkeypatch.setattr(held, "_MOST", 1)
    with Ledger.open(":memory:", create=True) as ledger:
        _add(ledger, *CLAIMS)
        weighing = Weighing(ledger)
        weighing.refresh()
        wanted = sorted(kept.claim.id for kept in CLAIMS)
        assert [facet.id for facet in weighing.facets(wanted)] == wanted


def test_claims_that_do_not_stand_are_left_out() -> None:
    """An id that no claim has is passed over."""
    with Ledger.open(":memory:", create=True) as ledger:
        _add(ledger, CLAIMS[0])
        weighing = Weighing(ledger)
        weighing.refresh()
        assert [facet.id for facet in weighing.facets([CLAIMS[0].claim.id, "f" * 16])] == [CLAIMS[0].claim.id]


def test_what_somebody_else_weighed_is_not_held() -> None:
    """Facets made before another weighing of the ledger took changes in are dropped, and made again."""
    with Ledger.open(":memory:", create=True) as ledger:
        _add(ledger, CLAIMS[0])
        first = fresh(ledger)
        (before,) = first.facets([CLAIMS[0].claim.id])
        assert first.facets([CLAIMS[0].claim.id])[0] is before
        _add(ledger, *CLAIMS[1:])
        Weighing(ledger).refresh()
        assert fresh(ledger).facets([CLAIMS[0].claim.id])[0] is not before
