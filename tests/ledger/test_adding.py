"""Adding documents: once, again, by another reader, and those that fail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.errors import ErrorRecord
from reportedly.intake import Refusal
from reportedly.ledger import Ledger, Outcome
from reportedly.model import Basis, DateOrigin, FoundDate, Precision, Valid
from tests.ledger.dispatches import BETTER, NOON, READER, dispatch, failed, reading


def test_a_document_is_added_with_its_claims(ledger: Ledger) -> None:
    """What is added can be found, with its words and its three times."""
    pair = dispatch("Northerners took Talma.", "Northerners entered Beresh.")
    (added,) = ledger.add([pair], reader=READER, recorded_at=NOON)
    assert (added.outcome, added.claims) == (Outcome.ADDED, 2)
    kept = ledger.claim(pair[1].claims[0].id)
    assert kept.claim == pair[1].claims[0]
    assert kept.sentence == "Northerners took Talma."
    assert (kept.claim.valid.earliest, kept.reported, kept.recorded) == (
        "2020-05-04",
        "2020-05-04",
        "2020-06-01T12:00:00.000000Z",
    )


def test_adding_again_changes_nothing(ledger: Ledger) -> None:
    """The same document by the same reader adds no entry to the log and no row."""
    pairs = [dispatch("Northerners took Talma."), dispatch("Southerners left Beresh.")]
    list(ledger.add(pairs, reader=READER))
    position, found = ledger.position, ledger.claims()
    outcomes = [added.outcome for added in ledger.add(pairs, reader=READER)]
    assert outcomes == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert (ledger.position, ledger.claims()) == (position, found)


def test_nothing_is_added_by_what_is_not_taken(ledger: Ledger) -> None:
    """The iterator adds one document for each step: an interrupted run has added what it reported."""
    pairs = [dispatch(f"Northerners took house {number}.") for number in range(3)]
    added = ledger.add(pairs, reader=READER)
    next(added)
    assert ledger.documents().total == 1
    assert [ledger.has(pair[0], READER) for pair in pairs] == [True, False, False]


def test_a_better_reader_reads_again(ledger: Ledger) -> None:
    """A new reading closes the rows of the old one and opens its own; what it reads alike stays as it was."""
    document, first = dispatch("Northerners took Talma.", "Northerners entered Beresh.")
    list(ledger.add([(document, first)], reader=READER))
    (added,) = ledger.add([(document, reading(document, first.claims[:1]))], reader=BETTER)
    assert added.outcome is Outcome.REREAD
    assert [kept.claim.id for kept in ledger.claims()] == [first.claims[0].id]
    assert len(ledger.history(first.claims[0].id)) == 1
    (gone,) = ledger.history(first.claims[1].id)
    assert gone.recorded_to is not None
    assert ledger.verify().clean


def test_a_failed_reading_is_in_quarantine_until_one_succeeds(ledger: Ledger) -> None:
    """A document that could not be read is kept with its error, tried again when asked, and then leaves quarantine."""
    document, good = dispatch("Northerners took Talma.")
    (added,) = ledger.add([(document, failed(document))], reader=READER)
    assert added.outcome is Outcome.FAILED
    assert [item.error.code for item in ledger.quarantine()] == ["R302"]
    assert ledger.document(document.id).error is not None
    assert ledger.has(document, READER)
    assert not ledger.has(document, READER, failed=False)
    list(ledger.add([(document, good)], reader=READER))
    assert not ledger.quarantine().items
    assert ledger.claims().total == 1


def test_a_time_that_ends_before_it_begins_fails_one_document(ledger: Ledger) -> None:
    """A document read with such a time is in quarantine with the claim that has it; the rest goes in."""
    wrong, good = (
        dispatch("Northerners took Talma.", "Northerners entered Beresh."),
        dispatch("Southerners left Beresh."),
    )
    backwards = replace(wrong[1].claims[1], valid=Valid("2020-05-09", "2020-05-04", Precision.DAY, Basis.EXPRESSION))
    pairs = [(wrong[0], reading(wrong[0], [wrong[1].claims[0], backwards])), good]
    outcomes = [added.outcome for _ in range(2) for added in ledger.add(pairs, reader=READER)]
    assert outcomes == [Outcome.FAILED, Outcome.ADDED, Outcome.UNCHANGED, Outcome.UNCHANGED]
    (item,) = ledger.quarantine()
    assert (item.id, item.error.code) == (wrong[0].id, "R516")
    assert backwards.id in item.error.what
    assert [kept.document for kept in ledger.claims()] == [good[0].id]
    assert ledger.verify().clean


def test_a_better_reader_that_fails_takes_no_claims_away(ledger: Ledger) -> None:
    """The last reading that did not fail stays current."""
    document, good = dispatch("Northerners took Talma.")
    list(ledger.add([(document, good)], reader=READER))
    list(ledger.add([(document, failed(document))], reader=BETTER))
    assert ledger.claims().total == 1
    assert not ledger.quarantine().items


def test_an_input_that_gave_no_document_is_in_quarantine_once(ledger: Ledger) -> None:
    """A refusal is kept with its error; the same one again changes nothing."""
    refusal = Refusal("news.jsonl:3", ErrorRecord("R106", "no JSON", "so", "mend it"))
    unread = reading(dispatch("Northerners took Talma.")[0])
    outcomes = [added.outcome for _ in range(2) for added in ledger.add([(refusal, unread)], reader=READER)]
    assert outcomes == [Outcome.FAILED, Outcome.UNCHANGED]
    (item,) = ledger.quarantine()
    assert (item.id, item.error.code) == ("news.jsonl:3", "R106")


def test_dates_that_disagree_are_told() -> None:
    """A document whose own date and given date lie days apart is reported so, and both dates are kept."""
    document, result = dispatch("Northerners took Talma.")
    dates = (FoundDate("2020-05-04", DateOrigin.DATELINE), FoundDate("2020-08-01", DateOrigin.GIVEN))
    with Ledger.open(":memory:") as ledger:
        (added,) = ledger.add([(replace(document, dates=dates), result)], reader=READER)
        assert added.dates_disagree
        assert ledger.document(document.id).dates == dates


@pytest.mark.parametrize("keep_text", ["all", "evidence"])
def test_a_ledger_may_keep_only_the_words_of_claims(keep_text: str, tmp_path: object) -> None:
    """With `evidence` no text is kept but the claims' own words; both kinds verify."""
    from pathlib import Path

    path = Path(str(tmp_path)) / "kept.db"
    document, result = dispatch("Northerners took Talma.", "Nobody saw the oleander.")
    result = reading(document, result.claims[:1])
    with Ledger.open(path, create=True, keep_text=keep_text) as ledger:
        list(ledger.add([(document, result)], reader=READER))
        assert (ledger.document(document.id).text is None) == (keep_text == "evidence")
        assert next(iter(ledger.claims())).sentence == "Northerners took Talma."
        assert ledger.verify().clean
    assert (b"oleander" in path.read_bytes()) == (keep_text == "all")
