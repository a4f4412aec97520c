"""The body of a claim's row: the claim in the published format, as short JSON, and the words of its evidence.

Besides what is empty, `source`, `anonymous` and `via` are left out where they follow from the chain, which they nearly
always do; and candidates of places that lost, which only `read --explain` shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from reportedly.ledger.codec import pack, unpack
from reportedly.ledger.lines import write_line
from reportedly.model import Claim, Place


@dataclass(frozen=True, slots=True)
class Body:
    """A claim as it lies in the ledger."""

    id: str
    claim: str  # JSON
    sentence: str


def make_body(claim: Claim, sentence: str) -> Body:
    """Return the body of a claim."""
    return Body(claim.id, dump_claim(claim), sentence)


def dump_claim(claim: Claim) -> str:
    """Return the claim as one line of short JSON; equal claims give equal lines."""
    packed: dict[str, Any] = pack(_without_candidates(claim))
    if claim.chain and claim.source == claim.chain[-1]:
        del packed["source"]
        if claim.anonymous == claim.source.anonymous:
            packed.pop("anonymous", None)
    else:
        packed["anonymous"] = claim.anonymous
    if claim.via is not None and claim.via in claim.chain:
        packed["via"] = claim.chain.index(claim.via)
    return write_line(packed)


def load_claim(line: str) -> Claim:
    """Return the claim that `dump_claim` wrote."""
    packed = json.loads(line)
    chain = packed.get("chain", ())
    if "source" not in packed:
        packed["source"] = chain[-1]
        packed.setdefault("anonymous", chain[-1].get("anonymous", False))
    if isinstance(packed.get("via"), int):
        packed["via"] = chain[packed["via"]]
    claim: Claim = unpack(Claim, packed)
    return claim


def digest_bodies(bodies: Iterable[Body]) -> str:
    """Return the sha-256, in hex, of the bodies of a reading, in order."""
    digest = hashlib.sha256()
    for body in bodies:
        for part in (body.id, body.claim, body.sentence):
            digest.update(part.encode("utf-8", "surrogatepass"))
            digest.update(b"\0")
    return digest.hexdigest()


def _without_candidates(claim: Claim) -> Claim:
    if not any(place.candidates for place in (*claim.place, *claim.destination)):
        return claim
    return replace(claim, place=_bare(claim.place), destination=_bare(claim.destination))


def _bare(places: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(replace(place, candidates=()) for place in places)
