"""Reviewers: queues of their own, versions of their own, steps back and forth, and where two differ."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import LedgerError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.review_queue import Left, ReviewOrder, ReviewQueue
from reportedly.ledger.reviewer import Reviewer
from reportedly.ledger.rule_precision import measure_rules, wilson
from reportedly.model import ClaimType, DecisionKind, ReviewState
from tests.ledger.conftest import ticking
from tests.ledger.dispatches import BERESH, BETTER, READER, dispatch

SENTENCES = ("Northerners took Talma.", "Northerners entered Beresh.", "Southerners left the bridge.")
QUEUE = ReviewQueue()


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Give a ledger of two documents with three claims each, all of one score."""
    list(ledger.add([dispatch(*SENTENCES, id="d")], reader=READER))
    others = ("Rebels shelled the port.", "Rebels held the mill.", "Rebels fled the camp.")
    later = dispatch(*others, id="e", published="2020-05-06", kind=ClaimType.ATTACK, place=BERESH)
    list(ledger.add([later], reader=READER))
    return ledger


def walk(reviewer: Reviewer, queue: ReviewQueue = QUEUE) -> list[str]:
    """Return the claims of a queue, in order."""
    found, at = [], reviewer.following(queue)
    while at is not None:
        found.append(at)
        at = reviewer.following(queue, at)
    return found


@pytest.mark.parametrize("order", list(ReviewOrder))
def test_a_queue_gives_every_claim_once(filled: Ledger, order: ReviewOrder) -> None:
    """Going on without deciding meets each claim once, and going back meets them in reverse."""
    reviewer, queue = filled.reviewer("ann"), ReviewQueue(order=order)
    met = walk(reviewer, queue)
    assert len(met) == len(set(met)) == 6
    assert [reviewer.before(queue, one) for one in met] == [None, *met[:-1]]
    assert reviewer.count(queue) == (6, True)


@pytest.mark.parametrize("order", [ReviewOrder.DOUBT, ReviewOrder.RECENCY])
def test_deciding_loses_and_repeats_nothing(filled: Ledger, order: ReviewOrder) -> None:
    """Rows that are opened anew by a decision do not shift the queue, and what was decided can be gone back to."""
    reviewer, queue = filled.reviewer("ann"), ReviewQueue(order=order)
    met = walk(reviewer, queue)
    for at, one in enumerate(met):
        assert reviewer.following(queue) == one
        following = reviewer.following(queue, one)
        reviewer.decide(one, "accept")
        assert reviewer.following(queue, one) == following == (met[at + 1] if at + 1 < len(met) else None)
        assert reviewer.before(queue, one) == (met[at - 1] if at else None)


def test_what_weighs_most_comes_first(filled: Ledger) -> None:
    """The claims that the caller names come first, in that order, and the others after them."""
    reviewer = filled.reviewer("ann")
    plain = walk(reviewer)
    ahead = (plain[4], plain[1], "gone")
    queue = ReviewQueue(order=ReviewOrder.WEIGHT, ahead=ahead)
    met = walk(reviewer, queue)
    assert met[:2] == [plain[4], plain[1]]
    assert sorted(met) == sorted(plain)
    assert [reviewer.before(queue, one) for one in met] == [None, *met[:-1]]


def test_a_filter_narrows_the_queue(filled: Ledger) -> None:
    """Types, places and words narrow a queue as they do a list."""
    reviewer = filled.reviewer("ann")
    assert len(walk(reviewer, ReviewQueue(ClaimFilter(type="attack")))) == 3
    assert len(walk(reviewer, ReviewQueue(ClaimFilter(words="shelled")))) == 1
    assert walk(reviewer, ReviewQueue(ClaimFilter(place="nowhere"))) == []
    assert len(walk(reviewer, ReviewQueue(ClaimFilter(since="2020-05-05"), ReviewOrder.RECENCY))) == 3


def test_two_reviewers_do_not_see_each_other(filled: Ledger) -> None:
    """What one decides leaves the other's queue, state and slots as they were; the ledger has it at once."""
    ann, ben = filled.reviewer("ann"), filled.reviewer("ben")
    one = walk(ann)[0]
    ann.decide(one, "amend", slots={"type": "siege"}, reason="it is a siege")
    seen = ben.own(one)
    assert (seen.kept.state, seen.kept.claim.type, seen.decisions) == (ReviewState.UNREVIEWED, ClaimType.GAIN, ())
    assert one in walk(ben) and one not in walk(ann)
    assert one not in walk(ben, ReviewQueue(left=Left.ANYONE))
    assert (ann.own(one).kept.claim.type, ann.own(one).machine.type) == (ClaimType.SIEGE, ClaimType.GAIN)
    assert filled.claim(one).claim.type is ClaimType.SIEGE


def test_who_accepts_blind_accepts_what_was_shown(filled: Ledger) -> None:
    """Accepting the machine's version sets aside what another amended unseen; undoing it brings that back."""
    ann, ben = filled.reviewer("ann"), filled.reviewer("ben")
    one = walk(ann)[0]
    ann.decide(one, "amend", slots={"type": "siege"})
    made = ben.decide(one, "accept")
    assert dict(made.saw)["type"] == "gain"
    assert (filled.claim(one).claim.type, filled.claim(one).state) == (ClaimType.GAIN, ReviewState.ACCEPTED)
    assert ann.own(one).kept.claim.type is ClaimType.SIEGE
    ben.undo()
    assert (filled.claim(one).claim.type, filled.claim(one).state) == (ClaimType.SIEGE, ReviewState.AMENDED)


def test_putting_off_needs_a_reason_and_says_nothing_of_the_claim(filled: Ledger) -> None:
    """A claim that is put off leaves the queue, stays unreviewed, and is found among those put off."""
    reviewer = filled.reviewer("ann")
    one = walk(reviewer)[0]
    with pytest.raises(LedgerError, match="R511"):
        reviewer.decide(one, "skip")
    reviewer.decide(one, "skip", reason="ask the stringer")
    assert filled.claim(one).state is ReviewState.UNREVIEWED
    assert reviewer.own(one).put_off == "ask the stringer"
    assert one not in walk(reviewer)
    assert walk(reviewer, ReviewQueue(left=Left.PUT_OFF)) == [one]
    reviewer.decide(one, "unsure")
    assert walk(reviewer, ReviewQueue(left=Left.PUT_OFF)) == []
    assert walk(reviewer, ReviewQueue(left=Left.UNSURE)) == [one]


def test_steps_go_back_and_forth_across_sessions(tmp_path: Path) -> None:
    """Whatever was decided in whatever session can be undone step by step, and done again in the same order."""
    path = tmp_path / "kept.db"
    with Ledger.open(path, create=True) as ledger:
        list(ledger.add([dispatch(*SENTENCES, id="d")], reader=READER))
        met = walk(ledger.reviewer("ann"))
        for one, kind in zip(met, ("accept", "reject", "unsure"), strict=True):
            ledger.reviewer("ann").decide(one, kind)
    with Ledger.open(path) as ledger:
        ann = ledger.reviewer("ann")
        assert [step.first.claim for step in (ann.undo(), ann.undo(), ann.undo()) if step] == met[::-1]
        assert ann.undo() is None
        assert {kept.state for kept in ledger.claims()} == {ReviewState.UNREVIEWED}
    with Ledger.open(path) as ledger:
        ann = ledger.reviewer("ann")
        assert [step.first.claim for step in (ann.redo(), ann.redo(), ann.redo()) if step] == met
        assert ann.redo() is None
        assert [ledger.claim(one).state for one in met] == ["accepted", "rejected", "unsure"]
        assert ledger.verify().clean


def test_a_new_decision_ends_what_can_be_done_again(filled: Ledger) -> None:
    """After another decision what was undone stays undone; others' steps are nobody else's to undo."""
    ann, ben = filled.reviewer("ann"), filled.reviewer("ben")
    met = walk(ann)
    ann.decide(met[0], "accept")
    ben.decide(met[1], "reject")
    ann.undo()
    ann.decide(met[2], "accept")
    assert ann.redo() is None
    step = ann.undo()
    assert step is not None and step.first.claim == met[2]
    assert ann.undo() is None
    assert filled.claim(met[1]).state is ReviewState.REJECTED


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from("aruzZb"), max_size=14))
def test_steps_are_those_of_two_stacks(keys: list[str]) -> None:
    """Undo and redo do what two stacks of steps would, and a replay of the log gives the same rows."""
    with Ledger.open(":memory:", clock=ticking()) as ledger:
        list(ledger.add([dispatch(*SENTENCES, id="d")], reader=READER))
        ann = ledger.reviewer("ann")
        ids = [kept.claim.id for kept in ledger.claims(order="oldest")]
        done: list[dict[str, str]] = []
        undone: list[dict[str, str]] = []
        for at, key in enumerate(keys):
            if key == "z":
                undone += [done.pop()] if done else []
                ann.undo()
            elif key == "Z":
                done += [undone.pop()] if undone else []
                ann.redo()
            elif key == "b":
                best = ann.best(QUEUE, 0.0)
                if ann.accept_best(best):
                    done, undone = [*done, {one: "accepted" for one, _ in best.claims}], []
            else:
                kind, state = {"a": ("accept", "accepted"), "r": ("reject", "rejected"), "u": ("unsure", "unsure")}[key]
                ann.decide(ids[at % 3], kind)
                done, undone = [*done, {ids[at % 3]: state}], []
        expected = dict.fromkeys(ids, "unreviewed")
        for step in done:
            expected |= step
        before = [kept for kept in ledger.claims(order="oldest")]
        assert {kept.claim.id: str(kept.state) for kept in before} == expected
        ledger.rebuild()
        assert [kept for kept in ledger.claims(order="oldest")] == before
        assert ledger.verify().clean


def test_the_best_are_accepted_and_undone_as_one(filled: Ledger) -> None:
    """Accepting above a score is one step: one undo takes all of it back, one redo brings all of it again."""
    ann = filled.reviewer("ann")
    ann.decide(walk(ann)[0], "reject")
    best = ann.best(QUEUE, 0.0)
    assert (len(best.claims), best.more) == (5, False)
    assert best.mark == ann.best(QUEUE, 0.0).mark != ann.best(QUEUE, 1.1).mark
    assert ann.accept_best(best) == 5
    assert ann.count(QUEUE) == (0, True)
    step = ann.undo()
    assert step is not None and step.count == 5
    assert ann.count(QUEUE) == (5, True)
    again = ann.redo()
    assert again is not None and again.count == 5
    assert ann.count(QUEUE) == (0, True)
    assert sum(kept.state is ReviewState.ACCEPTED for kept in filled.claims()) == 5


def test_differences_are_of_what_both_decided(filled: Ledger) -> None:
    """Two who decided the same claims agree or differ; what one alone decided or put off is not compared."""
    ann, ben = filled.reviewer("ann"), filled.reviewer("ben")
    first, second, third, fourth = walk(ann)[:4]
    ann.decide(first, "accept")
    ben.decide(first, "accept")
    ann.decide(second, "accept")
    ben.decide(second, "amend", slots={"type": "siege"})
    ann.decide(third, "reject")
    ben.decide(third, "skip", reason="later")
    ann.decide(fourth, "reject")
    found = ann.differences("ben")
    assert (found.both, found.same) == (2, 1)
    assert [each.claim for each in found.open] == [second]
    assert (found.open[0].one.kind, found.open[0].other.kind) == (DecisionKind.ACCEPT, DecisionKind.AMEND)


def test_a_difference_is_settled_by_a_decision_that_can_be_undone(filled: Ledger) -> None:
    """Taking the other's answer makes it stand with all it amended, and leaves both answers to be counted."""
    ann, ben = filled.reviewer("ann"), filled.reviewer("ben")
    one = walk(ann)[0]
    ben.decide(one, "amend", slots={"type": "siege"})
    ann.decide(one, "accept")
    open_one = ann.differences("ben").open[0]
    ann.settle(one, "ben", (open_one.one.id, open_one.other.id), reason="the road was cut")
    assert (filled.claim(one).claim.type, filled.claim(one).state) == (ClaimType.SIEGE, ReviewState.AMENDED)
    found = ann.differences("ben")
    assert (found.both, found.same, found.open) == (1, 0, ())
    ann.undo()
    assert filled.claim(one).state is ReviewState.ACCEPTED
    assert len(ann.differences("ben").open) == 1
    with pytest.raises(LedgerError, match="R511"):
        ann.settle(one, "carl", (open_one.one.id, open_one.other.id))


def test_own_decisions_outlive_a_new_reading(filled: Ledger) -> None:
    """A claim whose id a better reader changes is still decided by whom it was, and can be undone."""
    ann = filled.reviewer("ann")
    before = next(kept for kept in filled.claims() if kept.sentence == SENTENCES[0])
    ann.decide(before.claim.id, "reject")
    list(filled.add([dispatch(*SENTENCES, id="d", reader_shift=1)], reader=BETTER))
    now = next(kept for kept in filled.claims() if kept.sentence == SENTENCES[0])
    assert now.claim.id != before.claim.id
    assert ann.own(now.claim.id).kept.state is ReviewState.REJECTED
    assert now.claim.id not in walk(ann) and now.claim.id in walk(filled.reviewer("ben"))
    ann.undo()
    assert now.claim.id in walk(ann)
    assert filled.verify().clean


def test_rules_are_measured_by_the_last_judgement_of_a_claim(filled: Ledger) -> None:
    """A claim counts once; right is what was accepted, and what was amended was at least a claim."""
    ann, ben = filled.reviewer("ann"), filled.reviewer("ben")
    met = walk(ann)
    for one, kind in zip(met, ("accept", "accept", "reject", "unsure"), strict=False):
        ann.decide(one, kind)
    ben.decide(met[0], "amend", slots={"place": []})
    (rule,) = measure_rules(filled.judgements())
    assert (rule.accepted, rule.amended, rule.rejected, rule.unsure, rule.decided) == (1, 1, 1, 1, 4)
    assert (rule.precise.number, rule.precise.of, rule.found.number) == (1, 3, 2)
    assert rule.slots == (("place", 1),)


@pytest.mark.parametrize(
    ("number", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (1, 1, 0.2065, 1.0)]
)
def test_wilson_keeps_within_bounds(number: int, of: int, low: float, high: float) -> None:
    """The interval of few cases is wide and stays between 0 and 1."""
    share = wilson(number, of)
    assert (share.low, share.high) == (low, high)
