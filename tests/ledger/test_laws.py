"""Laws that hold whatever comes in, in whatever order, and whatever is decided of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.ledger import ClaimFilter, Ledger
from reportedly.model import Document, KeptClaim, Letter, Naming, Party, Reading
from tests.ledger.conftest import ticking
from tests.ledger.dispatches import BERESH, BETTER, READER, SPOKESMAN, dispatch, failed, reading

SENTENCES = (
    "Northerners took the old mill on the east road at dawn.",
    "Southerners left the quarry above the town after two days.",
    "Northerners entered the market and met nobody there at all.",
    "Southerners shelled the road to the harbour through the night.",
)
Pair = tuple[Document, Reading]


def _article(sentences: list[str], day: str | None, publisher: str, url: str | None) -> Pair:
    """Return an article with its reading; who says what, and where, hangs on the words alone, as for a real reader."""
    plain = dispatch("A b.")[1].claims[0]
    told = SENTENCES.index(sentences[0]) % 2 == 1
    source, place = (SPOKESMAN, BERESH) if told else (plain.source, plain.place[0])
    return dispatch(*sentences, published=day, publisher=publisher, url=url, source=source, place=place)


articles = st.builds(
    _article,
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True),
    st.sampled_from(["2020-05-04", "2020-05-06", "2020-05-20", None]),
    st.sampled_from(["Harbour Post", "Hill Radio", ""]),
    st.sampled_from(["https://post.invalid/1", "https://post.invalid/2", None]),
)
# What may happen after documents came in; numbers pick the claim, document or decision it happens to.
steps = st.lists(
    st.tuples(
        st.sampled_from(["accept", "amend", "reject", "undo", "grade", "name", "retract", "reread", "same", "fail"]),
        st.integers(0, 100),
    ),
    max_size=8,
)


def _added(pairs: Sequence[Pair]) -> Ledger:
    ledger = Ledger.open(":memory:", clock=ticking())
    list(ledger.add(pairs, reader=READER))
    return ledger


def _timeless(kept: KeptClaim) -> KeptClaim:
    return replace(kept, recorded="")


def _state(ledger: Ledger) -> dict[str, Any]:
    """Return all that a ledger shows, but for recorded times and what counts up with the log."""
    everything = ClaimFilter(superseded=True)
    claims = sorted((_timeless(kept) for kept in ledger.each_claim(everything)), key=repr)
    versions = {
        tuple(
            (
                version.number,
                replace(version.document, recorded=""),
                tuple(sorted(kept.claim.id for kept in version.lost)),
            )
            for version in ledger.versions(document.id)
        )
        for document in ledger.documents(limit=1000)
    }
    return {
        "claims": claims,
        "standing": sorted(kept.claim.id for kept in ledger.each_claim()),
        "versions": versions,
        "parties": ledger.parties(),
        "places": ledger.places(),
        "sources": ledger.sources(),
        "facets": ledger.facets(),
    }


@settings(max_examples=10, deadline=None)
@given(pairs=st.lists(articles, min_size=1, max_size=6), data=st.data())
def test_the_order_of_arrival_changes_only_recorded_times(pairs: list[Pair], data: st.DataObject) -> None:
    """Whatever the order in which documents come in, versions, claims and registers are the same."""
    shuffled = data.draw(st.permutations(pairs))
    with _added(pairs) as one, _added(shuffled) as other:
        assert _state(one) == _state(other)
        assert other.verify().clean


def _do(ledger: Ledger, pairs: Sequence[Pair], kind: str, number: int) -> None:
    """Let one step happen to a ledger; one that cannot is left out."""
    claims = [kept.claim.id for kept in ledger.each_claim()]
    if kind in ("accept", "amend", "reject") and claims:
        slots = {"subtype": f"kind {number % 3}"} if kind == "amend" else None
        ledger.decide(claims[number % len(claims)], kind, author="ann", slots=slots)
    elif kind == "same" and len(claims) > 1:
        ledger.decide_pair(claims[number % len(claims)], claims[number % len(claims) - 1], same=True, author="ann")
    elif kind == "undo":
        holding = [made.id for made in ledger.decisions(limit=1000) if made.holds]
        if holding:
            ledger.undo(holding[number % len(holding)], author="bo")
    elif kind == "grade":
        ledger.grade("Harbour Post", list(Letter)[number % 6], author="ann")
    elif kind == "name":
        ledger.identify(Naming("northern", party=Party("", None, None, f"p{number % 3}", "P")), author="ann")
    elif kind == "retract":
        ledger.retract(pairs[number % len(pairs)][0].id, author="ann")
    elif kind in ("reread", "fail"):
        document, old = pairs[number % len(pairs)]
        result = failed(document) if kind == "fail" else reading(document, old.claims[: number % 3])
        list(ledger.add([(document, result)], reader=replace(BETTER, settings=str(number))))


@settings(max_examples=10, deadline=None)
@given(pairs=st.lists(articles, min_size=1, max_size=4), happened=steps)
def test_views_of_an_earlier_time_show_nothing_later(pairs: list[Pair], happened: list[tuple[str, int]]) -> None:
    """What is shown as recorded by an instant is what the ledger showed then, whatever happened since."""
    with Ledger.open(":memory:", clock=ticking()) as ledger:
        shown: dict[str, list[KeptClaim]] = {}
        for pair in pairs:
            list(ledger.add([pair], reader=READER))
            shown[list(ledger.log())[-1].recorded] = list(ledger.each_claim())
        for kind, number in happened:
            _do(ledger, pairs, kind, number)
            shown[list(ledger.log())[-1].recorded] = list(ledger.each_claim())
        for instant, then in shown.items():
            assert list(ledger.each_claim(ClaimFilter(recorded_by=instant))) == then


@settings(max_examples=10, deadline=None)
@given(pairs=st.lists(articles, min_size=1, max_size=4), happened=steps)
def test_replaying_the_log_gives_the_same_state(pairs: list[Pair], happened: list[tuple[str, int]]) -> None:
    """All rows, closed ones too, and all registers are as before when made again from the log."""
    with _added(pairs) as ledger:
        for kind, number in happened:
            _do(ledger, pairs, kind, number)
        assert ledger.verify().clean
        ids = sorted({kept.claim.id for kept in ledger.each_claim(ClaimFilter(superseded=True))})
        before = _state(ledger), [ledger.history(id_) for id_ in ids], ledger.decisions(limit=1000)
        ledger.rebuild()
        assert (_state(ledger), [ledger.history(id_) for id_ in ids], ledger.decisions(limit=1000)) == before
        assert ledger.verify().clean


@settings(max_examples=8, deadline=None)
@given(
    pairs=st.lists(articles, min_size=1, max_size=4), happened=steps, number=st.integers(0, 100), person=st.booleans()
)
def test_redacting_keeps_a_ledger_sound(
    pairs: list[Pair], happened: list[tuple[str, int]], number: int, person: bool
) -> None:
    """After any history, redacting a document or a person leaves nothing to be found by `verify` or by a replay."""
    with _added(pairs) as ledger:
        for kind, at in happened:
            _do(ledger, pairs, kind, at)
        target = {"person": "Dara Venn"} if person else {"document": pairs[number % len(pairs)][0].id}
        ledger.redact(**target, author="ann", reason="asked")  # type: ignore[arg-type]
        assert ledger.verify().findings == ()
        before = _state(ledger)
        ledger.rebuild()
        assert _state(ledger) == before
        assert ledger.verify().findings == ()


@settings(max_examples=8, deadline=None)
@given(pairs=st.lists(articles, min_size=1, max_size=5))
def test_adding_twice_is_adding_once(pairs: list[Pair]) -> None:
    """A second run over the same documents writes nothing."""
    with _added(pairs) as ledger:
        before = ledger.position, _state(ledger)
        assert {added.outcome for added in ledger.add(pairs, reader=READER)} == {"unchanged"}
        assert (ledger.position, _state(ledger)) == before
