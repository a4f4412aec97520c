"""Verifying: a sound ledger is clean, and whatever is altered behind its back is found."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from bench.made import Maker
from reportedly.errors import LedgerError
from reportedly.ledger import Ledger
from tests.ledger.conftest import ticking
from tests.ledger.dispatches import READER, dispatch


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a ledger with documents, versions and decisions."""
    path = tmp_path / "kept.db"
    with Ledger.open(path, create=True, clock=ticking()) as ledger:
        list(ledger.add(Maker(claims_each=5).documents(6), reader=READER))
        list(ledger.add([dispatch("Northerners took Talma.", url="u")], reader=READER))
        list(ledger.add([dispatch("Southerners left Talma.", url="u", published="2020-05-05")], reader=READER))
        first, second = list(ledger.claims(limit=2))
        ledger.decide(first.claim.id, "amend", author="ann", slots={"subtype": "raid"})
        ledger.decide(second.claim.id, "accept", author="ann", reason="seen")
    return path


def test_a_sound_ledger_is_clean(path: Path) -> None:
    """Nothing is found, and the log's last hash is given to be written down."""
    with Ledger.open(path) as ledger:
        verdict = ledger.verify()
        assert verdict.clean
        assert (verdict.entries, verdict.documents) == (10, 8)
        assert verdict.head == list(ledger.log())[-1].hash


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE log SET recorded = '2019-01-01T00:00:00.000000Z' WHERE position = 3", "chain"),
        ("UPDATE log SET payload = '{}' WHERE position = 9", "chain"),
        ("DELETE FROM log WHERE position = 4", "chain"),
        ("UPDATE text SET text = replace(text, 'the', 'a') WHERE document = 1", "hash"),
        ("UPDATE document SET title = 'Other' WHERE key = 2", "hash"),
        ("UPDATE document SET published = '2011-01-01' WHERE key = 2", "hash"),
        ("UPDATE body SET claim = replace(claim, 'day', 'year') WHERE key = 3", "hash"),
        ("UPDATE body SET sentence = 'Nothing happened' WHERE key = 3", "hash"),
        ("DELETE FROM body WHERE key = 3", "hash"),
        ("UPDATE decision SET reason = 'unseen' WHERE kind = 'accept'", "hash"),
        ("UPDATE decision SET author = 'bo' WHERE kind = 'amend'", "hash"),
        ("UPDATE claim SET state = 'rejected' WHERE body = 1", "state"),
        ("UPDATE claim SET closed = 8 WHERE body = 2", "state"),
        ("UPDATE claim SET superseded = NULL WHERE superseded IS NOT NULL", "state"),
        ("UPDATE claim SET body = 5 WHERE body = 4", "state"),
        ("DELETE FROM version WHERE document = 1", "state"),
        ("DELETE FROM mark WHERE term = (SELECT key FROM term WHERE value = 'attack')", "index"),
        ("INSERT INTO mark SELECT key, 1 FROM term WHERE value = 'attack'", "index"),
        ("UPDATE claim SET terms = x'01000000' WHERE body = 1", "index"),
        ("UPDATE claim SET valid_to = valid_to + 1 WHERE body = 1", "index"),
        ("UPDATE term SET live = live + 1 WHERE value = 'attack'", "index"),
    ],
)
def test_what_is_altered_is_found(path: Path, change: str, what: str) -> None:
    """Whatever table is changed behind the ledger's back, something is found, of the right kind."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        assert connection.execute(change).rowcount
    with Ledger.open(path) as ledger:
        assert what in {finding.what for finding in ledger.verify().findings}


def test_what_follows_from_the_log_can_be_made_again(path: Path) -> None:
    """Rows and indexes that were spoiled are sound after a replay, and as they were."""
    with Ledger.open(path) as ledger:
        before = [(row.recorded_from, row) for kept in ledger.each_claim() for row in ledger.history(kept.claim.id)]
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM mark")
        connection.execute("UPDATE claim SET state = 'rejected'")
    with Ledger.open(path) as ledger:
        assert not ledger.verify().clean
        ledger.rebuild()
        assert ledger.verify().clean
        after = [(row.recorded_from, row) for kept in ledger.each_claim() for row in ledger.history(kept.claim.id)]
    assert after == before


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_byte_is_found_or_harmless(path: Path, seed: int) -> None:
    """One byte of the file flipped: an error, a finding, or nothing that any answer depends on; never a crash."""
    with Ledger.open(path) as ledger:
        ledger.decide(next(iter(ledger.claims())).claim.id, "accept", author="bo")
        before = list(ledger.each_claim()), ledger.facets(), list(ledger.log())
    content = bytearray(path.read_bytes())
    at = random.Random(seed).randrange(100, len(content))
    content[at] ^= 1 << seed % 8
    path.write_bytes(content)
    try:
        with Ledger.open(path) as ledger:
            if ledger.verify().clean:
                assert (list(ledger.each_claim()), ledger.facets(), list(ledger.log())) == before
    except LedgerError as error:
        assert error.record.code in {"R502", "R503"}
