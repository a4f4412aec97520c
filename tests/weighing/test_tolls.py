"""Tests of tolls: which two figures may be set against each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.model import KeptClaim, Link, LinkKind, Place, Quantity
from reportedly.weighing.gathering import weigh_claims
from tests.weighing.claims import ARMY, MINISTRY, MONITOR, TALMA, claim, figure

SHELLED = "were killed when shells fell on Talma"
OFFICIAL = Link("an official", None, None, "an official", LinkKind.OFFICIAL, anonymous=True)
RESIDENTS = Link("residents", None, None, "residents", LinkKind.WITNESS, anonymous=True)
NOBODY = Link("it", None, None, "it", LinkKind.UNNAMED)
QUARTER = Place("the Mill quarter", None, None, None, None, "unknown", None, None, None)


def _toll(id: str, number: float, source: Link, *, of: str = "", hedge: str | None = None, **more) -> KeptClaim:
    told = replace(figure(number, None if hedge else -1, of=of), hedge=hedge)
    words = {"sentence": f"{number} {SHELLED}", "actor": (ARMY,), **more}
    return claim(id, told, source=source, **words)


def _answers(*claims: KeptClaim) -> list[list[str]]:
    disputes = [dispute for weighed in weigh_claims(claims) for dispute in weighed.disputes]
    return [[version.answer for version in dispute.versions] for dispute in disputes]


@pytest.mark.parametrize(
    ("other", "disputed"),
    [
        pytest.param(_toll("b", 20, MINISTRY), True, id="another figure"),
        pytest.param(_toll("b", 24, MINISTRY, hedge="dozens"), False, id="a word for many"),
        pytest.param(_toll("b", 20, MINISTRY, of="civilians"), True, id="more civilians than people"),
        pytest.param(_toll("b", 20, MINISTRY, of="children"), True, id="more children than people"),
        pytest.param(_toll("b", 20, MINISTRY, of="fighters"), False, id="fighters are others"),
        pytest.param(_toll("b", 20, MINISTRY, sentence="20 were killed in an air strike"), False, id="another act"),
        pytest.param(_toll("b", 20, MINISTRY, sentence=f"20 {SHELLED} over the last days"), False, id="a sum"),
    ],
)
def test_two_tolls_dispute_where_they_count_the_same(other: KeptClaim, disputed: bool) -> None:
    """Two counts of one event dispute each other; vague words, other victims, other acts and sums dispute nothing."""
    assert bool(_answers(_toll("a", 12, MONITOR), other)) is disputed


def test_a_portion_of_the_dead_is_no_toll() -> None:
    """Of "86 were killed 30 of them women" the second figure counts some of the first, and is no version of a toll."""
    words = "86 were killed when shells fell on Talma, 30 of them women"
    at = words.index("30")
    told = Quantity(30.0, 30.0, "people", None, figure(30).relation, None, at, at + 2)
    portion = claim("b", told, sentence=words, actor=(ARMY,), source=MINISTRY)
    assert _answers(_toll("a", 70, MONITOR), portion) == []
    whole = replace(told, low=86.0, high=86.0, start=0, end=2)
    counted = claim("c", whole, sentence=words, actor=(ARMY,), source=MINISTRY)
    assert _answers(_toll("a", 70, MONITOR), counted) == [["70 killed", "86 killed"]]


@pytest.mark.parametrize(("who", "disputed"), [(RESIDENTS, True), (NOBODY, False)], ids=["residents", "it"])
def test_one_text_may_set_sources_without_a_name_against_each_other(who: Link, disputed: bool) -> None:
    """An official and residents whom one text quotes are two sources; a word that means nobody is none."""
    first, other = (_toll(id, n, link, document="d") for id, n, link in (("a", 12, OFFICIAL), ("b", 20, who)))
    assert bool(_answers(first, other)) is disputed


@pytest.mark.parametrize(("document", "disputed"), [("d", True), ("e", False)], ids=["one text", "two texts"])
def test_one_text_sets_tolls_of_a_town_and_of_its_quarter_against_each_other(document: str, disputed: bool) -> None:
    """Two sources of one text count one shelling, though one names the town and the other the quarter."""
    town = {"sentence": "7 others were wounded when shells fell", "subtype": "wounded", "document": "d"}
    quarter = town | {
        "sentence": "7 others were wounded when shells fell",
        "place": (QUARTER, TALMA),
        "document": document,
    }
    assert bool(_answers(_toll("a", 7, MONITOR, **town), _toll("b", 9, MINISTRY, **quarter))) is disputed


@pytest.mark.parametrize(("act", "disputed"), [("shells fell", False), ("a car bomb went off", True)])
def test_what_lies_beside_a_town_is_not_the_town(act: str, disputed: bool) -> None:
    """Shells on a suburb and on its town are two shellings; a bomb beside the town is the one in it."""
    words = {"sentence": f"people were killed when {act}"}
    suburb = (replace(TALMA, text="a suburb of Talma"),)
    assert bool(_answers(_toll("a", 12, MONITOR, **words), _toll("b", 20, MINISTRY, place=suburb, **words))) is disputed


def test_what_an_outlet_takes_from_nobody_named_is_its_word() -> None:
    """A state agency quoted elsewhere, and its own "source at a hospital", are not two that disagree."""
    agency = Link("SANA news agency", None, None, "SANA", LinkKind.MEDIUM)
    nurse = Link("a source at the hospital", None, None, "a source at the hospital", LinkKind.UNNAMED, anonymous=True)
    quoted = _toll("a", 12, agency)
    assert _answers(quoted, _toll("b", 20, nurse, publisher="sana")) == []
    assert _answers(quoted, _toll("b", 20, nurse, publisher="The Orven Courier")) == [["12 killed", "20 killed"]]
