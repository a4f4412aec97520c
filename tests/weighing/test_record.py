"""Tests of track records: over all claims of a source, borne out by others alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reportedly.ledger import ClaimFilter, Ledger
from reportedly.weighing.asking import figures
from reportedly.weighing.record import revised_questions, track_record
from tests.weighing.test_weighing import CLAIMS, _add


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """Give a ledger of four tolls: the monitor's twice the same, the ministry's and its revision."""
    with Ledger.open(":memory:", create=True) as opened:
        _add(opened, *CLAIMS)
        yield opened


def _of(kept: object) -> ClaimFilter:
    return ClaimFilter(source=(kept.claim.source.name or kept.claim.source.text,))  # type: ignore[attr-defined]


def test_what_others_contradict_is_counted(ledger: Ledger) -> None:
    """Both tolls of the monitor are contradicted by the ministry, and named."""
    found = track_record(ledger, _of(CLAIMS[0]))
    assert (found.claims, found.contradicted, found.agrees) == (2, 2, 0)
    assert set(found.examples) == {CLAIMS[0].claim.id, CLAIMS[3].claim.id}


def test_a_revision_is_the_sources_own(ledger: Ledger) -> None:
    """The ministry's two figures are one revision; that it speaks again bears nothing out."""
    found = track_record(ledger, _of(CLAIMS[1]))
    assert (found.claims, found.revised, found.agrees) == (2, 2, 0)


def test_a_source_without_claims_has_no_record(ledger: Ledger) -> None:
    """Of a source that says nothing, nothing is counted."""
    found = track_record(ledger, ClaimFilter(source=("nobody",)))
    assert (found.claims, found.alone, found.examples) == (0, True, ())


def test_a_question_that_was_revised_is_found(ledger: Ledger) -> None:
    """The question of the toll stands among those that a source revised."""
    assert revised_questions(ledger, limit=5) == (figures(ledger)[0].id,)


def test_a_record_follows_the_ledger() -> None:
    """A toll that stood alone is contradicted once another comes in."""
    with Ledger.open(":memory:", create=True) as opened:
        _add(opened, CLAIMS[0])
        assert track_record(opened, _of(CLAIMS[0])).alone
        _add(opened, CLAIMS[1])
        assert track_record(opened, _of(CLAIMS[0])).contradicted == 1
