"""Tests of weighing over a ledger: kept up to date document by document, whatever the order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.ledger import Ledger, ReaderVersion
from reportedly.model import Document, KeptClaim, Reading, Span, digest_document
from reportedly.weighing.asking import Wanted, check, disputes, figures, relations_of
from reportedly.weighing.grounds import holds, stand
from reportedly.weighing.revised import last_revised, revised_by
from reportedly.weighing.weighing import Weighing
from tests.weighing.claims import ARMY, MINISTRY, MONITOR, REBELS, TALMA, claim, figure

READER = ReaderVersion("test")
SHELLED = "people were killed when shells fell on Talma"


def _document(kept: KeptClaim) -> tuple[Document, Reading]:
    """Return a document with one claim, its words all its text."""
    text = f"{kept.sentence}. It was told to {kept.publisher} as item {kept.document}."
    digest = digest_document(kept.publisher, "", text)
    document = Document(kept.document, digest, text, publisher=kept.publisher, published=kept.reported, language="en")
    evidence = Span(0, len(kept.sentence))
    made = replace(kept.claim, evidence=evidence, trigger=Span(0, 1))
    return document, Reading(kept.document, "", kept.publisher, kept.reported, (), "en", (), claims=(made,))


def _add(ledger: Ledger, *claims: KeptClaim) -> None:
    for kept in claims:
        list(ledger.add([_document(kept)], reader=READER))


def _toll(id: str, number: float, **more) -> KeptClaim:
    words = {"sentence": f"{number} {SHELLED}", "actor": (ARMY,), "publisher": f"Paper {id}", **more}
    return claim(id, figure(number), **words)


CLAIMS = (
    _toll("a", 12, source=MONITOR),
    _toll("b", 20, source=MINISTRY),
    _toll("c", 22, source=MINISTRY, reported="2031-05-06"),
    _toll("d", 12, source=MONITOR),
)


@pytest.fixture
def ledger():
    """Give an empty ledger in memory."""
    with Ledger.open(":memory:", create=True) as opened:
        yield opened


def test_a_dispute_is_found_and_revised(ledger: Ledger) -> None:
    """Two tolls make a dispute; as known before the second came out there was none."""
    _add(ledger, *CLAIMS[:2], CLAIMS[3])
    found = disputes(ledger)
    assert [version.answer for version in found[0].versions] == ["12 killed", "20 killed"]
    assert (found[0].reports, found[0].origins) == (3, 2)
    assert disputes(ledger, Wanted(known_by="2031-05-03")) == []
    assert disputes(ledger, Wanted(words=found[0].id[:8]))[0].id == found[0].id


def test_a_second_look_weighs_nothing_anew(ledger: Ledger) -> None:
    """What has not changed is not weighed again."""
    _add(ledger, *CLAIMS)
    weighing = Weighing(ledger)
    assert weighing.refresh() == 4
    assert weighing.refresh() == 0


def test_a_rejected_claim_disputes_nothing(ledger: Ledger) -> None:
    """What people reject weighs nothing, and the dispute goes with it."""
    _add(ledger, *CLAIMS[:2])
    assert len(disputes(ledger)) == 1
    ledger.decide(CLAIMS[1].claim.id, "reject", author="A. Reviewer", reason="misread")
    assert disputes(ledger) == []


def _everything(ledger: Ledger) -> list[object]:
    Weighing(ledger).refresh()
    return [disputes(ledger), figures(ledger), check(ledger)]


@given(st.permutations(range(4)), st.lists(st.booleans(), min_size=4, max_size=4))
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_neither_order_nor_halts_change_anything(order: list[int], halts: list[bool]) -> None:
    """Documents in any order, weighed after each or all at once, come to the same."""
    with Ledger.open(":memory:", create=True) as at_once, Ledger.open(":memory:", create=True) as bit_by_bit:
        _add(at_once, *CLAIMS)
        for at, halt in zip(order, halts, strict=True):
            _add(bit_by_bit, CLAIMS[at])
            if halt:
                Weighing(bit_by_bit).refresh()
        assert _everything(bit_by_bit) == _everything(at_once)


def test_figures_are_shown_by_source_through_time(ledger: Ledger) -> None:
    """A series has each figure as it was said, with what its own source revised marked."""
    _add(ledger, *CLAIMS)
    series = figures(ledger, suggest=True)[0]
    assert [(point.answer, point.source, point.superseded) for point in series.points] == [
        ("12 killed", "the Talma Monitor", False),
        ("20 killed", "the health ministry", True),
        ("22 killed", "the health ministry", False),
    ]
    assert series.summary == "4 reports, 2 origins: the Talma Monitor (2 outlets), the health ministry (2 outlets)"
    assert series.suggested in (12, 22)
    assert "not a finding" in series.suggested_why[-1]


def test_a_claim_is_told_with_what_stands_against_it(ledger: Ledger) -> None:
    """Relations and origins of one claim, its support and its grade."""
    _add(ledger, *CLAIMS)
    first = CLAIMS[0].claim.id
    assert {relation.name.value for relation, _ in relations_of(ledger, first)} == {"contradicts"}
    standing = stand(ledger, first)
    assert standing.summary == "2 reports, 1 origin: the Talma Monitor (2 outlets)"
    assert [origin.source for origin in standing.against] == ["the health ministry"]
    assert standing.grade.digit > 1


def test_who_holds_a_place(ledger: Ledger) -> None:
    """A capture makes the place the captor's, by the view that says so."""
    taken = claim("t", type="gain", subtype="capture", actor=(REBELS,), source=MONITOR, sentence="they took Talma")
    _add(ledger, taken)
    assert [holding.holder for holding in holds(ledger, "own:talma", at="2031-05-05")][-1:] == ["Talma Front"]
    assert holds(ledger, "own:talma", at="2031-05-05", view="source:Nobody") == ()
    assert holds(ledger, "nowhere at all") == ()


def _spelled(id: str, number: float, text: str, **more) -> KeptClaim:
    return _toll(id, number, place=(replace(TALMA, text=text, name="Talmah"),), **more)


def test_titles_spell_a_place_as_most_claims_do_and_any_spelling_finds_it(ledger: Ledger) -> None:
    """The spelling that most claims use stands in the title; it and the gazetteer's own find the question."""
    spellings = ("Talma", "Talma", "Tallma", "north of Talma", "TALMA")
    _add(ledger, *(_spelled(f"s{at}", 12, text, source=MONITOR) for at, text in enumerate(spellings)))
    for wanted in (Wanted(), Wanted(words="killed Talmah"), Wanted(place="talma"), Wanted(place="Talmah")):
        assert [one.title for one in figures(ledger, wanted)] == ["killed in Talma, 2031-05-03"]
    assert figures(ledger, Wanted(place="Orven")) == []


def test_of_two_spellings_as_common_the_first_of_the_alphabet_is_taken(ledger: Ledger) -> None:
    """Ties go by the alphabet, so that the order of arrival has no say."""
    _add(ledger, _spelled("a", 12, "Talma", source=MONITOR), _spelled("b", 20, "Talama", source=MINISTRY))
    assert [one.title for one in disputes(ledger)] == ["killed in Talama, 2031-05-03"]


def test_how_many_surrendered_is_a_question_of_its_own(ledger: Ledger) -> None:
    """Fighters who surrendered by an agreement are counted, and a correction revises their number."""
    words = {"type": "agreement", "subtype": None, "publisher": "Post"}
    said = "surrendered at Talma: a whole group of hungry fighters", "surrendered, wrote the colonel about that morning"
    first = claim("a", figure(43, of="fighters"), sentence=said[0], **words)
    later = claim("b", figure(34, of="fighters"), sentence=said[1], reported="2031-05-06", **words)
    for kept, title in ((first, "Fighters give up"), (later, "Correction: 34 fighters")):
        document, reading = _document(kept)
        surrendered = replace(reading.claims[0], trigger=Span(0, 11))
        titled = replace(document, title=title, digest=digest_document("Post", title, document.text))
        list(ledger.add([(titled, replace(reading, title=title, claims=(surrendered,)))], reader=READER))
    (revision,) = last_revised(ledger, limit=5)
    assert revision.title == "surrendered in Talma, 2031-05-03" and revision.counts
    assert (revision.now.answer, [was.answer for was in revision.before]) == (
        "34 fighters surrendered",
        ["43 fighters surrendered"],
    )
    assert revised_by(ledger, revision.now.claims) == [revision]
    assert revised_by(ledger, revision.before[0].claims) == []
