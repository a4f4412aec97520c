"""Claims: what a whole reading makes of invented dispatches, by both readers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from reportedly.model import Claim, ClaimType, LinkKind, Modality
from reportedly.reading.claims.find import find_claims
from reportedly.reading.claims.proposals import Proposal
from reportedly.reading.claims.scene import Scene
from reportedly.reading.claims.units import claim_quantity
from reportedly.reading.draft import Draft
from reportedly.reading.pipeline import STEPS, read_draft

MakeDraft = Callable[..., Draft]


@pytest.fixture(scope="module")
def read(draft: MakeDraft) -> Callable[..., tuple[Claim, ...]]:
    """Return a function that reads a text's claims."""

    def read_text(text: str, *, rules_only: bool = False, **fields: str) -> tuple[Claim, ...]:
        steps = [step for step in STEPS if step.adds != "claims"]
        return find_claims(read_draft(draft(text, **fields), steps), rules_only=rules_only)

    return read_text


def _of_type(claims: tuple[Claim, ...], claim_type: ClaimType) -> list[Claim]:
    return [claim for claim in claims if claim.type is claim_type]


@pytest.mark.parametrize("rules_only", [False, True], ids=["trained", "rules"])
def test_a_gain_has_actor_place_and_its_source(read: Callable[..., tuple[Claim, ...]], rules_only: bool) -> None:
    """A plain report of a capture gives a gain with who, where and the publisher as its source."""
    claims = read("Syrian government forces captured Palmyra from ISIS on Sunday.", rules_only=rules_only)
    gain = _of_type(claims, ClaimType.GAIN)[0]

    assert gain.actor and "government" in gain.actor[0].text.lower()
    assert [place.text for place in gain.place] == ["Palmyra"]
    assert gain.source.kind is LinkKind.PUBLISHER
    assert gain.time is not None and "Sunday" in gain.time.text


@pytest.mark.parametrize("rules_only", [False, True], ids=["trained", "rules"])
def test_casualties_have_their_figure_and_speaker(read: Callable[..., tuple[Claim, ...]], rules_only: bool) -> None:
    """A toll in a speaker's words belongs to the speaker, with its bound."""
    text = "At least 12 civilians were killed in an airstrike on Idlib, the Syrian Observatory for Human Rights said."
    toll = _of_type(read(text, rules_only=rules_only), ClaimType.CASUALTIES)[0]

    assert toll.quantity is not None
    assert (toll.quantity.low, toll.quantity.high, toll.quantity.unit) == (12, None, "people")
    assert "Observatory" in (toll.source.name or toll.source.text or "")
    assert not toll.anonymous


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Three women were among 19 civilians killed in an air raid.", 19),
        ("At least 23 civilians killed in an air raid on a market in northern Yemen.", 23),
        ("The ministry put the toll at 21, while the hospital gave no figure.", 21),
    ],
)
def test_two_words_that_share_a_toll_state_it(read: Callable[..., tuple[Claim, ...]], text: str, count: int) -> None:
    """A noun and its verb are one claim, however doubtful each word is by itself."""
    tolls = _of_type(read(text), ClaimType.CASUALTIES)
    assert [toll.quantity.low for toll in tolls if toll.quantity] == [count]


def test_a_plan_is_planned_and_its_unnamed_source_anonymous(read: Callable[..., tuple[Claim, ...]]) -> None:
    """What somebody will do is planned; an official nobody names is anonymous."""
    text = "ISIS will withdraw from Deir Ezzor towards the desert within days, a military official said."
    leaving = _of_type(read(text), ClaimType.WITHDRAW)[0]

    assert leaving.modality is Modality.PLANNED
    assert leaving.anonymous


def test_evidence_and_trigger_lie_in_the_text_and_ids_differ(read: Callable[..., tuple[Claim, ...]]) -> None:
    """Evidence holds its trigger, spans lie in the text, and no two claims share an id."""
    text = "Rebels shelled Nubl, killing three people and wounding 14. The army retook two villages near Hama."
    claims = read(text)

    assert len(claims) >= 4
    assert all(claim.evidence.covers(claim.trigger) and claim.evidence.end <= len(text) for claim in claims)
    assert len({claim.id for claim in claims}) == len(claims)


def test_a_dateline_is_no_evidence(read: Callable[..., tuple[Claim, ...]]) -> None:
    """The evidence of the first sentence begins after the dateline."""
    text = "BEIRUT, June 3 (Border Post) - Rebels seized the town of Maaloula on Friday."
    gain = _of_type(read(text, published="2014-06-03"), ClaimType.GAIN)[0]

    assert text[gain.evidence.start : gain.evidence.end].startswith("Rebels")


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("(Nairobi) – Rebels seized the town of Maaloula.", "Rebels seized the town of Maaloula"),
        ("14:15 - Rebels seized the town of Maaloula.", "Rebels seized the town of Maaloula"),
        ("09:05 - Ten Danish medics have died in Maaloula.", "Ten Danish medics have died in Maaloula"),
    ],
    ids=["brackets", "clock", "hung on the clock"],
)
def test_an_hour_or_a_place_in_brackets_is_no_evidence(
    read: Callable[..., tuple[Claim, ...]], text: str, evidence: str
) -> None:
    """The evidence of an entry begins behind its hour or place, and loses nothing that the parse hangs there."""
    assert {text[slice(*claim.evidence)] for claim in read(text)} == {evidence}


def test_what_stands_before_a_noun_is_shown_with_it(read: Callable[..., tuple[Claim, ...]]) -> None:
    """The evidence of "US-backed" is the whole noun phrase, its bracket closed."""
    text = "The US-backed Syrian Democratic Forces (SDF) seized the town of Hajin on Friday."
    backing = _of_type(read(text), ClaimType.SUPPORT)[0]

    assert text[slice(*backing.evidence)] == "The US-backed Syrian Democratic Forces (SDF)"


def test_another_reader_can_stand_in(draft: MakeDraft) -> None:
    """Whatever proposes nothing gives no claims: the reader is replaceable."""

    class Silent:
        def propose(self, scenes: list[object]) -> list[list[object]]:
            return [[] for _ in scenes]

    made = replace(draft("Rebels shelled Nubl."), claims=())

    assert find_claims(made, reader=Silent()) == ()  # type: ignore[arg-type]


def test_a_unit_is_no_square_of_a_town(read: Callable[..., tuple[Claim, ...]]) -> None:
    """A unit with a capital before "square" belongs to its figure and names no place."""
    found = read("The rebels hold around 400 Kilometers square of Markada, the army said.")

    assert found
    assert "Kilometers" not in " ".join(place.text for claim in found for place in claim.place)


def test_parts_of_a_toll_are_claims_of_their_own(read: Callable[..., tuple[Claim, ...]]) -> None:
    """What "including" counts of a toll stands beside it with its kind, place and source, and points to it."""
    found = read("The army said 40 people, including five children and two women, were killed in Palmyra.")
    whole, *parts = _of_type(found, ClaimType.CASUALTIES)
    others = read("The strike killed 23 civilians, five of them children, the army said.")

    assert whole.part_of is None
    assert [(p.quantity.low, p.quantity.of) for p in parts if p.quantity] == [(5, "children"), (2, "women")]
    assert {(p.part_of, p.subtype, p.place, p.source) for p in parts} == {
        (whole.id, whole.subtype, whole.place, whole.source)
    }
    assert len({claim.id for claim in found}) == len(found)
    assert [(c.quantity.low, c.quantity.of) for c in others if c.quantity] == [(23, "civilians"), (5, "children")]


def test_parts_of_two_figures_of_one_word_have_ids_of_their_own(draft: MakeDraft) -> None:
    """Two tolls of one verb, each with a part, give four claims that are told apart."""

    class Both:
        """A reader that takes both tolls for what "killed" states."""

        def propose(self, scenes: Sequence[Scene]) -> list[list[Proposal]]:
            """Return a claim of each toll."""
            return [self._of(scene) for scene in scenes]

        def _of(self, scene: Scene) -> list[Proposal]:
            token = scene.sketch.lower.index("killed")
            wholes = [claim_quantity(scene.sketch.draft, q) for q in scene.sketch.draft.quantities if q.low in (40, 60)]
            casualties = ClaimType.CASUALTIES
            return [Proposal(token, casualties, "killed", (), (), None, (), (), q, None, "r", 1.0) for q in wholes]

    steps = [step for step in STEPS if step.adds != "claims"]
    text = "The strike killed 40 civilians, five of them children, and then 60 soldiers, three of them officers."
    found = find_claims(read_draft(draft(text), steps), reader=Both())

    assert [claim.quantity.low for claim in found if claim.quantity] == [40, 5, 60, 3]
    assert len({claim.id for claim in found}) == len(found)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "The rebels hold the land from Sukhna to the border of Deir ez-Zor province in Syria.",
            ["from Sukhna to the border of Deir ez-Zor"],
        ),
        ("ISIS is present in Yarmouk basin area western Daraa in Syria.", ["Yarmouk basin", "western Daraa"]),
    ],
    ids=["a stretch", "the narrower of two"],
)
def test_a_claim_is_about_the_place_as_told(
    read: Callable[..., tuple[Claim, ...]], text: str, places: list[str]
) -> None:
    """Both ends of a stretch are the stretch, and a place named before a wider one is not lost to it."""
    found = [place.text for claim in read(text) for place in claim.place]

    assert [place for place in found if place in places] == places
    assert "Sukhna" not in found
