"""Decisions: what they do to claims, how they are undone, and how they outlive a new reading."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import LedgerError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.model import ClaimType, DecisionKind, Letter, Naming, Party, Place, ReviewState, Span
from tests.ledger.conftest import ticking
from tests.ledger.dispatches import BETTER, NORTH, READER, SPOKESMAN, claim, dispatch, reading

SENTENCES = ("Northerners took Talma.", "Northerners entered Beresh.", "Southerners left the bridge.")
BACKWARDS = {"earliest": "2020-05-09", "latest": "2020-05-04", "precision": "day", "basis": "expression"}


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Give a ledger of one document of three claims."""
    list(ledger.add([dispatch(*SENTENCES, id="d")], reader=READER))
    return ledger


def _ids(ledger: Ledger) -> list[str]:
    return [kept.claim.id for kept in ledger.claims(order="oldest")]


@pytest.mark.parametrize(
    ("kind", "state"),
    [("accept", ReviewState.ACCEPTED), ("reject", ReviewState.REJECTED), ("unsure", ReviewState.UNSURE)],
)
def test_a_decision_is_a_record_and_a_state(filled: Ledger, kind: str, state: ReviewState) -> None:
    """The claim has the state, the decision its author, time and reason, and the row before is closed, not changed."""
    id_ = _ids(filled)[0]
    made = filled.decide(id_, kind, author="ann", reason="read it twice", recorded_at="2020-07-01T08:00:00Z")
    assert (made.author, made.reason, made.recorded) == ("ann", "read it twice", "2020-07-01T08:00:00.000000Z")
    assert made.claim == id_ and made.document == "d" and made.holds
    assert filled.claim(id_).state is state
    before, after = filled.history(id_)
    assert (before.kept.state, before.recorded_to) == (ReviewState.UNREVIEWED, made.recorded)
    assert (after.decision, after.recorded_to) == (made.id, None)
    assert filled.claim(id_).recorded == before.recorded_from


def test_an_amended_claim_is_found_by_what_it_is_now(filled: Ledger) -> None:
    """Amended slots count in questions; the machine's version stays to be seen."""
    id_ = _ids(filled)[0]
    slots = {"type": "attack", "actor": [{"text": "Hill Men", "start": None, "end": None, "name": "Hill Men"}]}
    filled.decide(id_, "amend", author="ann", slots=slots)
    assert [kept.claim.id for kept in filled.claims(ClaimFilter(party="Hill Men", type="attack"))] == [id_]
    assert filled.claims(ClaimFilter(party="northern")).total == 2
    assert filled.machine_claim(id_).type is ClaimType.GAIN
    assert filled.machine_claim(id_).actor == (NORTH,)


def test_amendments_add_up_in_order(filled: Ledger) -> None:
    """A second amendment leaves what the first amended and it does not name."""
    id_ = _ids(filled)[0]
    filled.decide(id_, "amend", author="ann", slots={"type": "attack", "subtype": "shelling"})
    filled.decide(id_, "amend", author="bo", slots={"subtype": "airstrike"})
    amended = filled.claim(id_).claim
    assert (amended.type, amended.subtype) == (ClaimType.ATTACK, "airstrike")


def test_an_amended_source_is_the_end_of_the_chain(filled: Ledger) -> None:
    """What follows from the source is kept in line with it."""
    id_ = _ids(filled)[0]
    source = {"text": "an officer", "start": None, "end": None, "name": None, "kind": "unnamed", "anonymous": True}
    filled.decide(id_, "amend", author="ann", slots={"source": source})
    amended = filled.claim(id_).claim
    assert amended.chain[-1] == amended.source
    assert amended.anonymous


@pytest.mark.parametrize(
    ("kind", "slots"),
    [
        ("amend", {}),
        ("amend", {"id": "x"}),
        ("amend", {"type": "party"}),
        ("amend", {"place": "Talma"}),
        ("amend", {"score": 1.0}),
        ("amend", {"valid": BACKWARDS}),
        ("accept", {"type": "attack"}),
        ("same", {}),
    ],
)
def test_a_senseless_decision_is_refused(filled: Ledger, kind: str, slots: dict[str, object]) -> None:
    """Nothing is written of what could not be acted on."""
    position = filled.position
    with pytest.raises(LedgerError, match="R511"):
        filled.decide(_ids(filled)[0], kind, author="ann", slots=slots)
    with pytest.raises(LedgerError, match="R511"):
        filled.decide(_ids(filled)[0], "accept", author=" ")
    with pytest.raises(LedgerError, match="R510"):
        filled.decide("nothing", "accept", author="ann")
    assert filled.position == position


def test_undoing_adds_a_record(filled: Ledger) -> None:
    """Undone, a decision is still in the list; it cannot be undone twice, but its undoing can."""
    id_ = _ids(filled)[0]
    made = filled.decide(id_, "reject", author="ann")
    undone = filled.undo(made.id, author="bo", reason="too quick")
    assert filled.claim(id_).state is ReviewState.UNREVIEWED
    assert [(each.kind, each.holds) for each in filled.decisions(claim=id_)] == [
        (DecisionKind.UNDO, True),
        (DecisionKind.REJECT, False),
    ]
    with pytest.raises(LedgerError, match="R511"):
        filled.undo(made.id, author="bo")
    filled.undo(undone.id, author="ann")
    assert filled.claim(id_).state is ReviewState.REJECTED


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["accept", "reject", "unsure", "amend", "undo"]), st.integers(0, 30)), max_size=12
    )
)
def test_any_number_of_undos_and_redos_gives_what_holds(steps: list[tuple[str, int]]) -> None:
    """However decisions are made and undone, a claim stands as the last one that holds has it."""
    with Ledger.open(":memory:", clock=ticking()) as ledger:
        list(ledger.add([dispatch(*SENTENCES, id="d")], reader=READER))
        id_ = _ids(ledger)[0]
        made: list[tuple[int, str, int | None]] = []  # id, kind, what it undoes
        for kind, number in steps:
            holding = _holding(made)
            if kind == "undo":
                if not holding:
                    continue
                target = sorted(holding)[number % len(holding)]
                made.append((ledger.undo(target, author="ann").id, kind, target))
            else:
                slots = {"subtype": f"kind {number}"} if kind == "amend" else None
                made.append((ledger.decide(id_, kind, author="ann", slots=slots).id, kind, None))
        last = [kind for entry, kind, target in made if entry in _holding(made) and target is None]
        expected = {"accept": "accepted", "reject": "rejected", "unsure": "unsure", "amend": "amended"}
        assert ledger.claim(id_).state == (expected[last[-1]] if last else "unreviewed")
        assert ledger.verify().clean


def _holding(made: list[tuple[int, str, int | None]]) -> set[int]:
    gone: set[int] = set()
    for entry, _, target in reversed(made):
        if target is not None and entry not in gone:
            gone.add(target)
    return {entry for entry, _, _ in made} - gone


def test_decisions_are_carried_to_a_new_reading(filled: Ledger) -> None:
    """By id; else to a claim of the type whose evidence overlaps by half; else they are orphaned, and counted."""
    first, second, third = _ids(filled)
    for id_ in (first, second, third):
        filled.decide(id_, "accept", author="ann")
    document, old = dispatch(*SENTENCES, id="d")
    moved = claim("d", Span(24, 50), Span(24, 35), day="2020-05-04")  # the second sentence, triggered by another word
    (added,) = filled.add([(document, reading(document, [old.claims[0], moved]))], reader=BETTER)
    assert (added.carried, added.orphaned) == (1, 1)
    assert [filled.claim(id_).state for id_ in (first, moved.id)] == [ReviewState.ACCEPTED] * 2
    (orphan,) = filled.decisions(orphaned=True)
    assert orphan.claim == third
    assert filled.verify().clean


def test_a_claim_of_another_type_inherits_nothing(filled: Ledger) -> None:
    """A decision on a gain does not become one on a withdrawal in the same words."""
    filled.decide(_ids(filled)[0], "accept", author="ann")
    document, old = dispatch(*SENTENCES, id="d")
    other = claim("d", old.claims[0].evidence, old.claims[0].trigger, day="2020-05-04", kind=ClaimType.WITHDRAW)
    (added,) = filled.add([(document, reading(document, [other]))], reader=BETTER)
    assert (added.carried, added.orphaned) == (0, 1)
    assert filled.claim(other.id).state is ReviewState.UNREVIEWED


def test_letters_are_given_to_sources(ledger: Ledger) -> None:
    """A letter holds for the whole ledger, from its time on, until it is undone; claims are found by it."""
    list(ledger.add([dispatch(SENTENCES[0], source=SPOKESMAN), dispatch(SENTENCES[1])], reader=READER))
    made = ledger.grade("Dara Venn", "B", author="ann", recorded_at="2020-07-01")
    assert (made.source, made.letter) == ("Dara Venn", Letter.B)
    assert ledger.letters() == {"name:dara venn": Letter.B}
    assert ledger.letters(recorded_by="2020-06-30") == {}
    assert [kept.claim.source.name for kept in ledger.claims(ClaimFilter(grade="B"))] == ["Dara Venn"]
    assert [kept.claim.source.name for kept in ledger.claims(ClaimFilter(grade="F"))] == [None]
    ledger.undo(made.id, author="ann")
    assert ledger.letters() == {}
    assert ledger.claims(ClaimFilter(grade="F")).total == 2


def test_pairs_of_claims_are_ruled_on(filled: Ledger) -> None:
    """Whether two claims report one thing is kept for the pair, whichever is named first; the last ruling counts."""
    first, second = sorted(_ids(filled)[:2])
    filled.decide_pair(second, first, same=True, author="ann")
    assert filled.pairs() == {(first, second): True}
    made = filled.decide_pair(first, second, same=False, author="bo")
    assert filled.pairs() == {(first, second): False}
    filled.undo(made.id, author="bo")
    assert filled.pairs() == {(first, second): True}
    with pytest.raises(LedgerError, match="R511"):
        filled.decide_pair(first, first, same=True, author="ann")


def test_a_name_ruled_to_be_a_party_is_that_party_everywhere(filled: Ledger) -> None:
    """In claims, questions, registers and facets; undone, it is what it was."""
    hills = Party("", None, None, "hills", "Hill Men", "militia", "hills")
    made = filled.identify(Naming("northern", party=hills), author="ann")
    actor = filled.claim(_ids(filled)[0]).claim.actor[0]
    assert (actor.id, actor.name, actor.text) == ("hills", "Hill Men", "Northern Front")
    for asked in ("hills", "Hill Men", "northern", "Northern Front"):
        assert filled.claims(ClaimFilter(party=asked)).total == 3, asked
    assert {(entry.id, entry.claims) for entry in filled.parties()} == {("hills", 3), ("southern", 3)}
    assert {facet.value for facet in filled.facets(ClaimFilter(type="gain")).party} == {"hills", "southern"}
    filled.undo(made.id, author="ann")
    assert filled.claims(ClaimFilter(party="hills")).total == 0
    assert filled.claims(ClaimFilter(party="northern")).total == 3


def test_a_name_ruled_to_be_a_place_lies_where_that_lies(filled: Ledger) -> None:
    """The claim has the point of the place that was meant, and is found in its country and around it."""
    from reportedly.ledger import Box

    port = Place("Talma Port", None, None, "own:port", "Talma Port", "city", 10.0, 20.0, 3.0, None, "XX")
    filled.identify(Naming("own:talma", place=port), author="ann")
    place = filled.claim(_ids(filled)[0]).claim.place[0]
    assert (place.id, place.lat, place.text) == ("own:port", 10.0, "Talma")
    assert filled.claims(ClaimFilter(place="Talma Port")).total == 3
    assert filled.claims(ClaimFilter(area=Box(19, 9, 21, 11))).total == 3
    assert filled.claims(ClaimFilter(area=Box(37, 34, 39, 36))).total == 0
    assert [entry.id for entry in filled.places()] == ["own:port"]


def test_a_retracted_document_keeps_its_claims_marked(filled: Ledger) -> None:
    """Retraction shows in every claim, and a later version of the article is not touched by it."""
    filled.decide(_ids(filled)[0], "accept", author="ann")
    made = filled.retract("d", author="ann", reason="the paper took it back")
    assert {kept.state for kept in filled.claims()} == {ReviewState.RETRACTED}
    assert filled.document("d").retracted
    later = dispatch(SENTENCES[0], id="d", published="2020-05-09")
    list(filled.add([later], reader=READER))
    assert {kept.state for kept in filled.claims()} == {ReviewState.UNREVIEWED}
    filled.undo(made.id, author="ann")
    assert filled.verify().clean


def test_a_decision_says_what_it_saw(filled: Ledger) -> None:
    """The slots as they stood are kept with the decision, whatever the claim becomes later."""
    id_ = _ids(filled)[0]
    filled.decide(id_, "amend", author="ann", slots={"type": "attack"})
    made = filled.decide(id_, "accept", author="bo")
    assert dict(made.saw)["type"] == "attack"
    assert replace(made, saw=()) == replace(filled.decisions(claim=id_).items[0], saw=())
