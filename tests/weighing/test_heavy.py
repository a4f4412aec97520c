"""Tests of which claims most rests on."""

from __future__ import annotations

from pathlib import Path

from reportedly import Ledger
from reportedly.weighing.asking import disputes
from reportedly.weighing.heavy import heaviest_claims
from tests.web.coded import fill_coded


def test_claims_in_dispute_come_first(tmp_path: Path) -> None:
    """Before anything was weighed none is heavy; then the claims of disputes lead, those of one question together."""
    path = tmp_path / "coded.db"
    fill_coded(path)
    with Ledger.open(path) as ledger:
        assert heaviest_claims(ledger) == ()
        disputed = {claim for one in disputes(ledger) for version in one.versions for claim in version.claims}
        heavy = heaviest_claims(ledger)
        assert disputed
        assert disputed <= set(heavy)
        assert heavy[0] in disputed
        assert len(heavy) == len(set(heavy))
