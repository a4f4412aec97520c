"""The three times: when it was so, when it was reported, and when this ledger took it in."""

from __future__ import annotations

import pytest

from reportedly.errors import LedgerError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.clock import end_of, read_day, write_day, write_instant
from tests.ledger.dispatches import BETTER, READER, dispatch, reading


def test_three_times_are_asked_apart(ledger: Ledger) -> None:
    """A claim of a day, reported on another, taken in on a third, is found by each alone."""
    list(ledger.add([dispatch("Northerners took Talma.")], reader=READER, recorded_at="2020-06-01T12:00:00Z"))
    assert ledger.claims(ClaimFilter(at="2020-05-04")).total == 1
    assert ledger.claims(ClaimFilter(at="2020-05-05")).total == 0
    assert ledger.claims(ClaimFilter(known_by="2020-05-03")).total == 0
    assert ledger.claims(ClaimFilter(known_by="2020-05-04")).total == 1
    assert ledger.claims(ClaimFilter(recorded_by="2020-06-01T11:59:59Z")).total == 0
    assert ledger.claims(ClaimFilter(recorded_by="2020-06-01T12:00:00Z")).total == 1
    assert ledger.claims(ClaimFilter(recorded_by="2020-06-01")).total == 1


def test_what_the_ledger_held_is_shown_as_it_was(ledger: Ledger) -> None:
    """Asked for an earlier moment, neither later readings nor later decisions show."""
    document, result = dispatch("Northerners took Talma.", "Northerners entered Beresh.")
    first, second = (claim.id for claim in result.claims)
    list(ledger.add([(document, result)], reader=READER, recorded_at="2020-06-01"))
    ledger.decide(first, "reject", author="ann", recorded_at="2020-06-02")
    list(ledger.add([(document, reading(document, result.claims[:1]))], reader=BETTER, recorded_at="2020-06-03"))
    then = {kept.claim.id: kept.state for kept in ledger.claims(ClaimFilter(recorded_by="2020-06-01"))}
    assert then == {first: "unreviewed", second: "unreviewed"}
    then = {kept.claim.id: kept.state for kept in ledger.claims(ClaimFilter(recorded_by="2020-06-02"))}
    assert then == {first: "rejected", second: "unreviewed"}
    assert {kept.claim.id: kept.state for kept in ledger.claims()} == {first: "rejected"}


def test_a_clock_set_back_shows_nothing_recorded_later(ledger: Ledger) -> None:
    """Where entries are not in the order of their times, a view shows less rather than what came later."""
    list(ledger.add([dispatch("Northerners took Talma.")], reader=READER, recorded_at="2020-06-05"))
    list(ledger.add([dispatch("Northerners left Talma.")], reader=READER, recorded_at="2020-06-01"))
    assert ledger.claims(ClaimFilter(recorded_by="2020-06-02")).total == 0
    assert ledger.claims(ClaimFilter(recorded_by="2020-06-05")).total == 2


@pytest.mark.parametrize("wrong", ["soon", "2020-02-30", "12:00"])
def test_what_is_no_time_is_refused(wrong: str) -> None:
    """A time that cannot be read is an error with a fix."""
    with pytest.raises(LedgerError, match="R514"):
        write_instant(wrong)
    with pytest.raises(LedgerError, match="R514"):
        read_day(wrong)


def test_days_and_instants_are_written_in_one_form() -> None:
    """Days count; instants are in UTC to the microsecond, and the end of a day is its last."""
    assert write_day(read_day("2020-02-29T10:00")) == "2020-02-29"
    assert write_day(read_day(None)) is None
    assert write_instant("2020-02-29T10:00:00+01:00") == "2020-02-29T09:00:00.000000Z"
    assert end_of("2020-02-29") == "2020-02-29T23:59:59.999999Z"
