"""The news of FA-KES (373 articles of 15 outlets) goes in whole, and its wrong dates lose against the datelines."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from reportedly.ledger import KeptDocument, Ledger
from reportedly.model import DateOrigin
from reportedly.scaling import Tally, add_inputs, tell_reader
from reportedly.settings import load_settings

NEWS = Path(__file__).parents[3] / "shared" / "corpora" / "fa-kes" / "dev.jsonl"
ARTICLES = 373
WRONGLY_DATED = 105  # whose dateline and `published` differ by more than a day


@pytest.mark.slow
@pytest.mark.skipif(not NEWS.exists(), reason="the corpus is not here")
def test_fa_kes_goes_in_whole(tmp_path: Path) -> None:
    """Every article is kept and read; where the dateline differs by more than a day it is used, and both stay."""
    settings, tally = load_settings(), Tally()
    with Ledger.open(tmp_path / "fakes.db", create=True) as ledger:
        for done in add_inputs(ledger, [str(NEWS)], reader=tell_reader(settings), settings=settings, jobs=2):
            tally = tally.count(done)
        kept = {document.id: document for document in all_documents(ledger)}
        assert ledger.verify().clean
    assert (tally.documents, tally.quarantined, len(kept)) == (ARTICLES, 0, ARTICLES)
    assert tally.dates_disagree == WRONGLY_DATED
    given = {row["id"]: row["published"] for row in map(json.loads, NEWS.read_text("utf-8").splitlines())}
    wrong = [document for document in kept.values() if is_wrong(document, given[document.id])]
    assert len(wrong) == WRONGLY_DATED
    for document in wrong:
        assert document.published == days_of(document)[DateOrigin.DATELINE]
        assert days_of(document)[DateOrigin.GIVEN] == given[document.id]


def all_documents(ledger: Ledger) -> list[KeptDocument]:
    """Return every document of the ledger."""
    found, after = [], None
    while True:
        page = ledger.documents(limit=500, after=after)
        found += page.items
        if page.next is None:
            return found
        after = page.next


def days_of(document: KeptDocument) -> dict[DateOrigin, str]:
    """Return the dates found, by where they were found."""
    return {found.origin: found.value for found in document.dates}


def is_wrong(document: KeptDocument, given: str) -> bool:
    """Return whether the dateline differs from the date given by more than a day."""
    dateline = days_of(document).get(DateOrigin.DATELINE, given)
    return abs((date.fromisoformat(dateline) - date.fromisoformat(given)).days) > 1
