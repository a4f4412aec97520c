"""Tests of grades: the letter and the digit of the Admiralty code, by rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.model import KeptClaim, Link, LinkKind
from reportedly.weighing.facets import find_facets
from reportedly.weighing.grades import Grade, grade_claims
from reportedly.weighing.origins import find_origins
from tests.weighing.claims import ARMY, MINISTRY, MONITOR, TALMA, claim, figure

UNNAMED = Link("an official", None, None, "an official", LinkKind.UNNAMED, anonymous=True)
PAPER = Link("the Kesh Gazette", None, None, "the Kesh Gazette", LinkKind.MEDIUM)
SPOKESMAN = Link("Col. Dar", None, None, "Dar", LinkKind.PERSON, stake="state")

_GRADED = {"the Talma Monitor": "B"}


def _grade(said: list[KeptClaim], against: tuple[KeptClaim, ...] = (), **letters: str) -> Grade:
    kept = {one.claim.id: one for one in (*said, *against)}
    return grade_claims(
        find_origins(find_facets(said)),
        find_origins(find_facets(against)),
        kept,
        letters=_GRADED | letters,
    )


def _dead(id: str, source: Link, number: int = 12, **fields) -> KeptClaim:
    return claim(id, figure(number), source=source, **fields)


@pytest.mark.parametrize(
    ("said", "against", "expected"),
    [
        ([_dead("a", MONITOR), _dead("b", MINISTRY)], (), "B1"),
        ([_dead("a", MONITOR)], (), "B2"),
        ([_dead("a", MONITOR), _dead("b", UNNAMED)], (), "B2"),
        ([_dead("a", UNNAMED), _dead("b", UNNAMED)], (), "F3"),
        ([_dead("a", UNNAMED)], (), "F3"),
        ([_dead("a", PAPER)], (), "F6"),
        ([_dead("a", MONITOR), _dead("b", MINISTRY)], (_dead("c", SPOKESMAN, 40),), "B3"),
        ([_dead("a", MONITOR)], (_dead("c", MINISTRY, 40),), "B4"),
        ([_dead("a", MONITOR)], (_dead("c", MINISTRY, 40), _dead("d", SPOKESMAN, 41)), "B5"),
    ],
    ids=[
        "two origins",
        "one alone",
        "one and an unnamed one",
        "unnamed ones",
        "unnamed",
        "relay of a paper",
        "more for",
        "as many",
        "two against one",
    ],
)
def test_each_digit_has_its_rule(said: list[KeptClaim], against: tuple[KeptClaim, ...], expected: str) -> None:
    """The digit follows from how many origins say so, how, and how many say otherwise."""
    grade = _grade(said, against)
    assert str(grade) == expected
    assert grade.reasons


def test_the_letter_does_not_move_the_digit() -> None:
    """A better source alone is still one origin alone."""
    assert [_grade([_dead("a", MINISTRY)], **{"the health ministry": letter}).digit for letter in "ABCDEF"] == [2] * 6


def test_many_outlets_are_one_origin() -> None:
    """Ten outlets with one source are 2 at best."""
    assert _grade([_dead(f"a{n}", MONITOR, publisher=f"Outlet {n}") for n in range(10)]).digit == 2


def test_a_relay_is_judged_once_somebody_stands_for_it() -> None:
    """A paper's report is 6 until somebody else says so, and then he is one origin alone."""
    assert _grade([_dead("a", PAPER), _dead("b", MONITOR)]).digit == 2


def test_own_interest_is_3_at_best_alone() -> None:
    """A side's gain told by itself alone is possible, no more."""
    gain = claim("g", type="gain", subtype=None, source=SPOKESMAN, actor=(ARMY,), place=(TALMA,))
    assert _grade([gain]).digit == 3


def test_a_denial_by_the_accused_only_keeps_the_best_digit_away() -> None:
    """Whom claims accuse may deny it: it is no longer confirmed, and nothing more."""
    said = [
        claim(name, type="attack", subtype="shelling", source=source, actor=(ARMY,))
        for name, source in (("a", MONITOR), ("b", MINISTRY))
    ]
    denial = claim("d", type="attack", subtype="shelling", source=SPOKESMAN, actor=(ARMY,), modality="denied")
    assert _grade(said).digit == 1
    assert _grade(said, (denial,)).digit == 2


def test_grades_have_words_and_tags() -> None:
    """A grade can be said in the words of the code and as tags of the taxonomy."""
    grade = _grade([_dead("a", MONITOR)])
    assert grade.words == "source usually reliable; what it says probably true"
    assert grade.tags == ('admiralty-scale:source-reliability="b"', 'admiralty-scale:information-credibility="2"')


def test_order_changes_no_grade() -> None:
    """The same claims in another order give the same grade."""
    said = [_dead("a", MONITOR), _dead("b", MINISTRY), _dead("c", UNNAMED)]
    assert _grade(said) == _grade(said[::-1])


def test_told_as_unconfirmed_is_6() -> None:
    """What is told as unconfirmed cannot be judged."""
    told = replace(_dead("a", MONITOR), sentence="Unconfirmed reports said that 12 people were killed.")
    assert _grade([told]).digit == 6


def test_what_nobody_says_has_no_reason_to_be_a_relay() -> None:
    """Where there is no claim at all, the digit is 6 and no word is said of reports."""
    grade = _grade([])

    assert grade.digit == 6
    assert not any("relay" in reason for reason in grade.reasons)
