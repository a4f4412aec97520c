"""Claims as short JSON: written and read back, they are the same."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reportedly.ledger.body import dump_claim, load_claim
from reportedly.model import Candidate, Claim
from tests.ledger.dispatches import SPOKESMAN, dispatch

GIVEN = dispatch("Northerners took Talma.", source=SPOKESMAN)[1].claims[0]


@settings(max_examples=20, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.from_type(Claim))
def test_any_claim_comes_back_as_it_was(claim: Claim) -> None:
    """Whatever the slots hold, nothing is lost but candidates that lost and digits after the fourth."""
    bare = replace(
        claim,
        place=tuple(replace(place, candidates=()) for place in claim.place),
        destination=tuple(replace(place, candidates=()) for place in claim.destination),
    )
    line = _written(bare)
    if line is not None:
        assert _written(load_claim(line)) == line


def _written(claim: Claim) -> str | None:
    """Return the claim's line, or None where a number in it is none that JSON has."""
    try:
        return dump_claim(claim)
    except (ValueError, OverflowError):
        return None


def test_a_claim_is_equal_after_reading_back() -> None:
    """The record itself is equal, with its types."""
    assert load_claim(dump_claim(GIVEN)) == GIVEN
    unlike = replace(GIVEN, anonymous=True, via=SPOKESMAN, source=replace(SPOKESMAN, cue="hinted"))
    assert load_claim(dump_claim(unlike)) == unlike


def test_what_is_empty_or_follows_is_left_out() -> None:
    """No nulls, no empty lists, no source beside its chain, no candidates."""
    place = replace(GIVEN.place[0], candidates=(Candidate("x", "X", "city", None, 0.1, "far"),))
    packed = json.loads(dump_claim(replace(GIVEN, place=(place,))))
    assert not {"subtype", "person", "destination", "source", "anonymous", "part_of"} & packed.keys()
    assert "candidates" not in packed["place"][0]
