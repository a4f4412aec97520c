"""What the rules of the marking guide settle after a reader has proposed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reportedly.model import Claim, ClaimType, Place
from reportedly.reading.claims.find import find_claims
from reportedly.reading.claims.proposals import Proposal
from reportedly.reading.claims.scene import set_scene
from reportedly.reading.claims.settle import settle_proposals
from reportedly.reading.draft import Draft
from reportedly.reading.figures.find import find_figures
from reportedly.reading.parties.find import find_parties
from reportedly.reading.pipeline import STEPS, read_draft


@pytest.fixture(scope="module")
def read(draft: Callable[..., Draft]) -> Callable[[str], tuple[Claim, ...]]:
    """Return a function that reads a text's claims."""
    steps = [step for step in STEPS if step.adds != "claims"]
    return lambda text: find_claims(read_draft(draft(text), steps))


def test_seizing_an_area_in_the_present_is_control(read: Callable[[str], tuple[Claim, ...]]) -> None:
    """Who "is seizing around 9,000 km2" holds it."""
    claims = read("The insurgents are seizing around 9,000 km2 of the desert.")

    assert [claim.type for claim in claims if claim.quantity] == [ClaimType.CONTROL]


def test_having_seized_an_area_is_a_gain(read: Callable[[str], tuple[Claim, ...]]) -> None:
    """Who "seized 40 km2" in the past has gained it."""
    claims = read("The army seized 40 km2 from the insurgents on Friday.")

    assert ClaimType.GAIN in {claim.type for claim in claims}


def test_an_area_that_is_reached_belongs_to_the_holding(read: Callable[[str], tuple[Claim, ...]]) -> None:
    """In "the areas held by X reach 700 km2" the figure is that of the control."""
    claims = read("The areas held by the rebels in Hama province reach 700 km2.")
    areas = [claim for claim in claims if claim.quantity and claim.quantity.unit == "km2"]

    assert [claim.type for claim in areas] == [ClaimType.CONTROL]


def test_a_dateline_is_no_place_of_a_claim(read: Callable[[str], tuple[Claim, ...]]) -> None:
    """Where a report was written is not where it happened."""
    claims = read("AMMAN, March 15, 2021 (Levant Wire) - ISIS controls the town of Markada, residents said on Monday.")

    assert claims
    assert all(place.text != "AMMAN" for claim in claims for place in claim.place)


def test_a_toll_is_of_the_kind_behind_its_figure(draft: Callable[..., Draft]) -> None:
    """In "risen to 13 and 106 injured" the second figure is of wounded, whatever the trigger says."""
    made = draft("The toll has risen to 13 and 106 injured.")
    scene = set_scene(replace(made, quantities=find_figures(made)))
    tolls = [
        Proposal(3, ClaimType.CASUALTIES, "killed", (), (), None, (), (), figure, None, "casualties/toll.NOUN", 0.9)
        for _, figure in scene.figures
    ]

    assert [toll.subtype for toll in settle_proposals(scene, tolls)] == ["killed", "wounded"]


def test_a_reason_for_anonymity_claims_nothing(read: Callable[[str], tuple[Claim, ...]]) -> None:
    """Why a source is not named is no claim about the conflict."""
    text = (
        "Rebels left Tafas on Monday, said an officer who asked not to be named because he was not allowed to speak"
        " to the press."
    )
    claims = read(text)

    assert any(claim.type is ClaimType.WITHDRAW for claim in claims)
    assert all(claim.trigger.start < text.index("not allowed") for claim in claims)


def test_what_is_left_is_no_destination(read: Callable[[str], tuple[Claim, ...]]) -> None:
    """Who withdraws "from the village of X" leaves X, and who moves "into Y" reaches it."""
    (claim,) = read("Government forces have withdrawn from the village of Sawran.")
    assert [place.text for place in claim.place] == ["Sawran"] and not claim.destination

    (claim,) = read("Government troops moved from the base in Homs into Hama.")
    assert [place.text for place in claim.place] == ["Homs"]
    assert [place.text for place in claim.destination] == ["Hama"]


def test_a_party_s_name_is_no_place(read: Callable[[str], tuple[Claim, ...]]) -> None:
    """The Arakan Army takes a town; Arakan is a part of its name."""
    claims = read("The Arakan Army took Maungdaw on Monday.")
    assert {place.text for claim in claims for place in claim.place} == {"Maungdaw"}


def test_a_month_is_no_place(read: Callable[[str], tuple[Claim, ...]]) -> None:
    """ "In January 2025" tells when."""
    claims = read("Rebels shelled Hama in January 2025.")
    assert {place.text for claim in claims for place in claim.place} == {"Hama"}


def test_the_town_is_the_one_named_before(draft: Callable[..., Draft]) -> None:
    """A claim about "the town" whose place nobody chose is about the town named last."""
    steps = [step for step in STEPS if step.adds != "claims"]
    made = read_draft(draft("Rebels hold Saraqib in Syria. The army has not captured the town."), steps)
    scene = set_scene(made)
    token = scene.sketch.lower.index("captured")
    blank = Proposal(token, ClaimType.GAIN, None, (), (), None, (), (), None, None, "gain/capture.VERB", 0.9)

    (settled,) = settle_proposals(scene, [blank])
    assert [place.text for place in settled.place] == ["Saraqib"]


def test_the_town_is_not_that_of_the_dateline(read: Callable[[str], tuple[Claim, ...]]) -> None:
    """ "The town" points to one that was told of, and not to where the report was written."""
    claims = read("GAZIANTEP, March 3, 2021 (Levant Wire) - ISIS fighters left the town, residents said.")

    assert claims
    assert all(place.text != "GAZIANTEP" for claim in claims for place in claim.place)


def test_who_leaves_what_it_holds_leaves_where_that_is(draft: Callable[..., Draft]) -> None:
    """A withdrawal from "the areas it holds in X" that names no place is one from X."""
    steps = [step for step in STEPS if step.adds != "claims"]
    scene = set_scene(read_draft(draft("The rebels pulled out of the areas held in Hama province on Monday."), steps))
    lower = scene.sketch.lower
    hama = next(m.record for m in scene.mentions if isinstance(m.record, Place))
    left = Proposal(lower.index("pulled"), ClaimType.WITHDRAW, None, (), (), None, (), (), None, None, "", 0.9)
    held = replace(left, token=lower.index("areas"), type=ClaimType.CONTROL, place=(hama,))

    assert [proposal.place for proposal in settle_proposals(scene, [left, held])] == [(hama,), (hama,)]


def test_whom_a_clause_names_behind_by_acts_in_it(draft: Callable[..., Draft]) -> None:
    """A capture "by U.S. forces" has its actor, whatever the reader left out."""
    made = draft("The courier was captured by U.S. forces near Tanf.")
    scene = set_scene(replace(made, parties=find_parties(made)))
    bare = Proposal(3, ClaimType.DETENTION, None, (), (), None, (), (), None, None, "detention/capture.VERB", 0.9)
    (settled,) = settle_proposals(scene, [bare])

    assert [party.text for party in settled.actor] == ["U.S. forces"]
    assert settle_proposals(scene, [replace(bare, actor=(), target=settled.actor)])[0].actor == ()


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The death toll rose from 12 to 19 in Bara.", 19),
        ("The ministry raised the toll from 40 to 52 killed in Bara.", 52),
        ("The number of rebel fighters in Bara fell from 3,000 to about 1,000.", 1000),
    ],
)
def test_a_revised_figure_is_the_new_one(read: Callable[[str], tuple[Claim, ...]], text: str, figure: int) -> None:
    """What "rose from 12 to 19" is 19, and no claim keeps the old figure."""
    told = [claim.quantity.low for claim in read(text) if claim.quantity is not None]

    assert set(told) == {figure}


@pytest.mark.parametrize(
    "text",
    [
        "The ELN blamed the FARC for the fighting in Tibu.",
        "Residents accused the FARC of shelling the village of Tibu.",
    ],
)
def test_what_somebody_is_accused_of_is_his_deed(read: Callable[[str], tuple[Claim, ...]], text: str) -> None:
    """The accused acts, the accuser does not."""
    deeds = [claim for claim in read(text) if claim.type is ClaimType.ATTACK]

    assert deeds
    assert all([party.text for party in claim.actor] == ["FARC"] for claim in deeds)


def test_nameless_witnesses_are_no_target(read: Callable[[str], tuple[Claim, ...]]) -> None:
    """Residents who tell of a capture do not suffer it."""
    claims = read("Houthi fighters captured the town of Harib, residents said.")

    assert [claim.type for claim in claims] == [ClaimType.GAIN]
    assert claims[0].target == ()
