"""Tests of control and holdings: who holds a place, on whose word, as known when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Holding, KeptClaim, Link, LinkKind, Place, State, View, ViewKind
from reportedly.weighing.control import trace_control
from reportedly.weighing.holdings import Asked, find_holdings, holding_on
from reportedly.weighing.signs import SignKind, find_signs
from reportedly.weighing.views import list_views, parse_view
from tests.weighing.claims import ARMY, FAR_KESH, MINISTRY, MONITOR, ORVEN, REBELS, TALMA, claim

SPOKESMAN = Link("Col. Dar", None, None, "Dar", LinkKind.PERSON, stake="state")
LETTERS = {"the Talma Monitor": "A", "the health ministry": "A"}


def _says(id: str, type: str, party, day: str, *, source: Link = MONITOR, place=TALMA, **fields) -> KeptClaim:
    return claim(
        id, type=type, subtype=None, source=source, actor=(party,), place=(place,), day=day, reported=day, **fields
    )


def _ask(claims, **fields) -> tuple[Holding, ...]:
    fields.setdefault("last", "2031-06-30")
    return find_holdings(claims, Asked(**fields), letters=LETTERS)


def _on(claims, day: str, **fields) -> Holding:
    return next(h for h in holding_on(_ask(claims, **fields), day) if h.place == "own:talma")


TAKEN = [
    _says("a", "control", REBELS, "2031-05-01"),
    _says("b", "gain", ARMY, "2031-05-20"),
    _says("c", "control", ARMY, "2031-05-24", source=MINISTRY),
]


def test_a_capture_changes_hands() -> None:
    """Before a claimed capture the one holds, after it the other, and the holding names its claims."""
    assert _on(TAKEN, "2031-05-05").holder == "Talma Front"
    later = _on(TAKEN, "2031-06-01")
    assert later.holder == "the army"
    assert set(later.claims) == {TAKEN[1].claim.id, TAKEN[2].claim.id}
    assert "2031-05-19" <= later.since <= "2031-05-25"


def test_what_nobody_speaks_of_fades_to_unknown() -> None:
    """After long silence a place is unknown, not in its old holder's hand."""
    claims = [_says("a", "control", REBELS, "2031-05-01"), _says("z", "control", ARMY, "2031-05-01", place=ORVEN)]
    late = _on(claims, "2033-05-01", last="2033-06-01")
    assert late.holder == State.UNKNOWN
    assert any("days old" in reason for reason in late.reasons)


def test_as_known_by_a_day_takes_what_had_been_reported() -> None:
    """Asked as known by a day, what came out later is not used."""
    assert _on(TAKEN, "2031-06-01", known_by="2031-05-10").holder == "Talma Front"


def test_without_hindsight_each_day_knows_what_was_out() -> None:
    """A late report of an early capture moves only the days from its report on."""
    late = [TAKEN[0], replace(TAKEN[1], reported="2031-06-10")]
    assert _on(late, "2031-06-05", hindsight=False).holder == "Talma Front"
    assert _on(late, "2031-06-20", hindsight=False).holder == "the army"
    assert _on(late, "2031-06-05").holder == "the army"


def test_views_differ() -> None:
    """A side's view takes its own word, and the views of all who speak can be listed."""
    own = _says("d", "control", ARMY, "2031-05-03", source=SPOKESMAN)
    claims = [*TAKEN, own, _says("e", "control", REBELS, "2031-05-03")]
    assert _on(claims, "2031-05-04", view=View(ViewKind.SIDE, "state")).holder == "the army"
    assert _on(claims, "2031-05-04").holder == "Talma Front"
    assert [str(view) for view in list_views(claims)] == [
        "all", "side:state", "source:Dar", "source:the Talma Monitor", "source:the health ministry",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [("all", "all", None), ("side:state", "side", "state"), ("Dar", "source", "Dar"), ("source: Dar", "source", "Dar")],
)
def test_views_are_read_from_words(text: str, kind: str, name: str | None) -> None:
    """A view is written as all, side:NAME, source:NAME or a bare source."""
    assert parse_view(text) == View(ViewKind(kind), name)


def test_both_parties_at_once_is_contested() -> None:
    """A place said to be in two hands is contested."""
    both = [
        claim(f"b{n}", type="control", subtype=None, source=source, actor=(ARMY, REBELS), day=day, reported=day)
        for n, (day, source) in enumerate((("2031-05-20", MONITOR), ("2031-05-21", MINISTRY)))
    ]
    assert _on([TAKEN[0], *both], "2031-05-21").holder == State.CONTESTED


def test_an_area_reaches_its_towns_only_where_it_says_so() -> None:
    """ "All of the province" reaches the towns in it, "areas of the province" none."""
    province = Place(
        "Talma province", None, None, "own:p", "Talma", "admin1", 35.2, 40.2, 90.0, country="XX", admin1="1"
    )
    towns = [_says("t", "presence", REBELS, "2031-05-01"), _says("k", "presence", REBELS, "2031-05-01", place=FAR_KESH)]
    some = _says("s", "control", ARMY, "2031-05-02", place=province, sentence="The army holds areas of Talma province.")
    whole = replace(some, sentence="The army holds the whole of Talma province.")
    assert {s.place for s in find_signs([*towns, some]) if s.kind is SignKind.HOLDS} == set()
    assert {s.place for s in find_signs([*towns, whole]) if s.kind is SignKind.HOLDS} == {"own:talma"}


def test_one_party_alone_does_not_hold_by_default() -> None:
    """Where one party is known, a doubtful word on it leaves the place unknown."""
    weak = _says("a", "presence", REBELS, "2031-05-01", modality="possible", score=0.4)
    assert _on([weak], "2031-05-02").holder == State.UNKNOWN


def test_copies_of_one_origin_count_once() -> None:
    """Ten outlets with one origin move a place no further than one."""
    outlets = [_says(f"a{n}", "gain", ARMY, f"2031-05-2{n}") for n in range(5)]
    origins = {one.claim.id: "one" for one in outlets}
    asked = Asked(last="2031-06-30")
    (held, *_) = find_holdings(outlets[:1], asked, letters=LETTERS, origins=origins)
    assert len(find_signs(outlets, origins=origins)) == 1
    assert find_holdings(outlets, asked, letters=LETTERS, origins=origins)[0].belief == held.belief


def test_no_claims_give_no_holdings() -> None:
    """Nothing comes of nothing."""
    assert _ask([]) == ()


def test_neighbours_count_only_where_asked_and_of_one_mind() -> None:
    """Nearness is off by default; on, it is named among the reasons."""
    around = [
        _says(f"n{i}", "control", ARMY, "2031-05-02", place=replace(TALMA, id=f"own:n{i}", lat=35.0 + i / 50))
        for i in range(1, 5)
    ]
    weak = _says("w", "control", REBELS, "2031-05-01", score=0.3)
    alone, among = _on([weak, *around], "2031-06-20"), _on([weak, *around], "2031-06-20", nearness=True)
    assert alone.holder != "the army"
    assert among.holder == "the army"
    assert "the places around it were let count" in among.reasons


def test_a_side_is_one_holder_under_its_commonest_name() -> None:
    """The army and its government are one holder, shown under the name that most claims give."""
    state = replace(ARMY, id="own:state", name="the state", text="the state")
    claims = [*TAKEN[1:], _says("s", "control", state, "2031-05-26")]
    assert [h.holder for h in _ask(claims)] == ["the army"]


def test_nobody_is_named_before_somebody_gives_it_the_place() -> None:
    """The day before a capture, when its loser has left, the place is nobody's that is known."""
    left = _says("l", "withdraw", REBELS, "2031-05-18")
    assert _on([TAKEN[0], left, TAKEN[1]], "2031-05-19").holder == State.UNKNOWN


days = st.integers(1, 28).map(lambda d: f"2031-05-{d:02}")
types = st.sampled_from(["control", "gain", "withdraw", "presence", "attack"])
moves = st.lists(
    st.tuples(types, st.sampled_from([ARMY, REBELS]), days),
    min_size=1, max_size=6,
)  # fmt: skip


def _claims(moves) -> list[KeptClaim]:
    return [_says(f"m{n}", type, party, day) for n, (type, party, day) in enumerate(moves)]


@given(moves, st.randoms())
@settings(max_examples=25, deadline=None)
def test_order_of_arrival_changes_no_holding(moves, random) -> None:
    """The same claims in another order give the same holdings."""
    claims = _claims(moves)
    shuffled = claims[:]
    random.shuffle(shuffled)
    assert _ask(shuffled) == _ask(claims)


@given(moves, st.sampled_from(["control", "gain", "withdraw"]), st.sampled_from([ARMY, REBELS]), days,
       st.sampled_from(["planned", "denied", "unknown"]))  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_a_plan_or_a_denial_gains_no_ground(moves, type, party, day, modality) -> None:
    """Whatever is planned, denied or unknown makes no party likelier to hold a place on any day."""
    claims = _claims(moves)
    frame = {"first": date(2031, 5, 1).toordinal(), "last": date(2031, 6, 10).toordinal()}
    more = [*claims, _says("x", type, party, day, modality=modality)]
    before, after = trace_control(find_signs(claims), **frame), trace_control(find_signs(more), **frame)
    assert (before.parties, before.places) == (after.parties, after.places) or not find_signs(claims)
    if find_signs(claims):
        assert (after.holders <= before.holders + 1e-9).all()


@given(moves)
@settings(max_examples=25, deadline=None)
def test_holdings_of_a_place_fill_its_days(moves) -> None:
    """The stretches of a place follow each other without a gap, and each has a state, a grade and reasons."""
    held = _ask(_claims(moves))
    for one, other in pairwise(held):
        assert date.fromisoformat(other.since).toordinal() == date.fromisoformat(one.until).toordinal() + 1
    assert all(0 <= h.belief <= 1 and h.reasons and h.grade for h in held)
