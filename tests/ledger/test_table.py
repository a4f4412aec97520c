"""Ready-made claims: rows of a table become claims; wrong ones are told by their line."""

from __future__ import annotations

import pytest

from reportedly.errors import LedgerError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.table import understand_row
from reportedly.model import LinkKind, Modality, Precision

ROW = {
    "type": "casualties",
    "subtype": "killed",
    "sentence": "Shells killed at least 12 in Talma, the clinic said.",
    "actor": "Southern Guard; Hill Men",
    "place": "Talma",
    "lat": "35.0",
    "lon": 38,
    "low": "12",
    "unit": "people",
    "day": "2020-05-03",
    "source": "Talma clinic",
    "publisher": "Harbour Post",
    "published": "2020-05-04",
    "id": "EV-7",
}


def test_a_row_is_a_claim(ledger: Ledger) -> None:
    """All cells are in the claim, and it is found like any other."""
    added = ledger.add_claims([ROW])
    assert (added.claims, added.unchanged, added.documents, added.errors) == (1, 0, 1, ())
    (kept,) = ledger.claims(ClaimFilter(words="clinic", party="Hill Men", at="2020-05-03"))
    claim = kept.claim
    assert (claim.type, claim.subtype, claim.rule, claim.score) == ("casualties", "killed", "coded/EV-7", 1.0)
    assert [party.name for party in claim.actor] == ["Southern Guard", "Hill Men"]
    assert (claim.place[0].lat, claim.place[0].lon) == (35.0, 38.0)
    assert claim.quantity and (claim.quantity.low, claim.quantity.high, claim.quantity.relation) == (12, None, ">=")
    assert (claim.source.name, claim.source.kind, claim.chain[-1]) == ("Talma clinic", LinkKind.BODY, claim.source)
    assert (kept.publisher, kept.reported, kept.sentence) == ("Harbour Post", "2020-05-04", ROW["sentence"])
    assert ledger.verify().clean


def test_rows_come_in_once(ledger: Ledger) -> None:
    """The same rows again change nothing; new rows of a known sentence join those that are there."""
    ledger.add_claims([ROW])
    position = ledger.position
    assert ledger.add_claims([ROW]).unchanged == 1
    assert ledger.position == position
    again = ledger.add_claims([ROW, {**ROW, "id": "EV-8", "subtype": "wounded"}])
    assert (again.claims, again.unchanged, again.documents) == (1, 1, 0)
    assert {kept.claim.subtype for kept in ledger.claims()} == {"killed", "wounded"}
    assert ledger.verify().clean


@pytest.mark.parametrize("column", [{"document": "d1"}, {"url": "https://harbour.example/1"}], ids=["id", "address"])
def test_sentences_of_one_article_stand_side_by_side(ledger: Ledger, column: dict[str, str]) -> None:
    """Rows that name one article are no versions of each other, now or when the log is replayed."""
    rows = [{**ROW, **column, "sentence": f"Shells killed {n} in Talma.", "low": str(n)} for n in (12, 14, 16)]
    ledger.add_claims(rows)
    assert len(list(ledger.claims())) == 3
    assert {kept.superseded for kept in ledger.claims()} == {None}
    ledger.rebuild()
    assert len(list(ledger.claims())) == 3
    assert ledger.verify().clean


@pytest.mark.parametrize(
    "change",
    [
        {"type": ""},
        {"sentence": " "},
        {"type": "battle"},
        {"lat": "north"},
        {"lat": "95"},
        {"lon": ""},
        {"place": "Talma; Beresh"},
        {"low": "12", "high": "3"},
        {"day": "3 May"},
        {"earliest": "2020-05-04", "latest": "2020-05-01"},
        {"anonymous": "perhaps"},
        {"score": "2"},
        {"modality": "sure"},
        {"fatalities": "3"},
    ],
    ids=lambda change: ",".join(f"{name}={value}" for name, value in change.items()),
)
def test_a_wrong_row_is_left_out_and_told(ledger: Ledger, change: dict[str, str]) -> None:
    """The error has the row's line; the rows around it go in."""
    added = ledger.add_claims([ROW, {**ROW, "id": "wrong", **change}, {**ROW, "id": "EV-9"}])
    assert added.claims == 2
    assert [(error.line, error.error.code) for error in added.errors] == [(2, "R512")]


def test_empty_cells_are_unknown() -> None:
    """A row of a type and a sentence alone is the publisher's, asserted, undated."""
    coded = understand_row({"type": "control", "sentence": "They hold the hill.", "actor": None, "number": ""})
    claim = coded.claim
    assert (claim.modality, claim.source.kind, claim.quantity) == (Modality.ASSERTED, LinkKind.PUBLISHER, None)
    assert (claim.valid.earliest, claim.valid.precision) == (None, Precision.UNKNOWN)


def test_an_unnamed_source_stays_unnamed() -> None:
    """Anonymous, a source has words and no name."""
    claim = understand_row({**ROW, "anonymous": "yes", "source": "an official"}).claim
    assert (claim.anonymous, claim.source.kind, claim.source.name) == (True, LinkKind.UNNAMED, None)


def test_columns_without_a_meaning_are_refused() -> None:
    """A misspelt column is told, lest its cells be lost; an empty one is let be."""
    with pytest.raises(LedgerError, match="R512: there is no column 'fatalities'"):
        understand_row({**ROW, "fatalities": "3"})
    understand_row({**ROW, "fatalities": ""})
