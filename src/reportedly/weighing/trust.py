"""Trust: the chance that the source of a claim is right, with the reasons for it.

`q = base(letter) × hedge × interest × relay^hops`, the constants from `constants`. Takes a kept claim and the letters
that people gave to sources; says nothing of how well it was read, which is the claim's own score.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.model import Claim, ClaimType, KeptClaim, LinkKind, Modality, Party, Stance
from reportedly.weighing.constants import BASE, HEDGE, INTEREST_AGAINST, INTEREST_FOR, MOST, RELAY, UNCONFIRMED

# Types of which the one who does it is the better off, and those of which the worse. An attack or an abuse told of
# somebody is to his harm where civilians suffer it, and to his credit where his enemy does.
_GOOD = frozenset({ClaimType.CONTROL, ClaimType.GAIN, ClaimType.SIEGE, ClaimType.STRENGTH, ClaimType.PRESENCE})
_BAD = frozenset({ClaimType.WITHDRAW, ClaimType.VIOLATION, ClaimType.DISPLACEMENT})
_HARM = frozenset({ClaimType.ATTACK, ClaimType.CASUALTIES, ClaimType.DETENTION})
_HEDGED = re.compile(
    r"\b(?:unconfirmed|unverified|not (?:yet )?(?:been )?(?:independently )?(?:confirmed|verified)"
    r"|(?:could|can) ?not (?:be )?(?:independently )?(?:confirm|verif)\w*|rumou?rs?|rumou?red)\b",
    re.IGNORECASE,
)
_STANCE = {Stance.CLAIMS: "claimed", Stance.ESTIMATES: "estimated", Stance.CONFIRMS: "confirmed"}
_MEDIA = frozenset({LinkKind.MEDIUM, LinkKind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Trust:
    """The chance that a source is right about a claim, its factors by name, and the reasons in words."""

    chance: float
    factors: tuple[tuple[str, float], ...]
    reasons: tuple[str, ...]


def side_of(party: Party) -> str:
    """Return what a party is counted under where sides matter: its side, else its id, else its name as written.

    >>> side_of(Party("rebels", 0, 6))
    'rebels'
    """
    return (party.side or party.id or party.name or party.text).lower()


def source_name(kept: KeptClaim) -> str:
    """Return the name of a claim's root source: the innermost of its chain, else the document's publisher."""
    source = kept.claim.source
    if source.kind is LinkKind.PUBLISHER:
        return kept.publisher or "the publisher"
    return source.name or source.text or "an unnamed source"


def weigh_source(kept: KeptClaim, letters: Mapping[str, str] | None = None) -> Trust:
    """Return the chance that the root source of a claim is right, by `letters` (source name → Admiralty letter)."""
    letter, why = letter_of(kept, letters)
    hedge, hedged = _hedge(kept)
    interest, interested = _interest(kept.claim)
    hops = sum(1 for link in kept.claim.chain[:-1] if link.kind in _MEDIA)
    factors = (("base", BASE[letter]), ("hedge", hedge), ("interest", interest), ("relay", RELAY**hops))
    chance = 1.0
    for _, factor in factors:
        chance *= factor
    relayed = (f"came through {hops} {'medium' if hops == 1 else 'media'}",) if hops else ()
    return Trust(min(MOST, chance), factors, (why, *hedged, *interested, *relayed))


def letter_of(kept: KeptClaim, letters: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Return the Admiralty letter of a claim's root source with the reason for it."""
    name = source_name(kept)
    if kept.claim.source.anonymous:
        return "F", f"an unnamed source ({name})"
    letter = (letters or {}).get(name, "F")
    return (letter, f"{name} is registered as {letter}") if letter != "F" else ("F", f"nobody has graded {name}")


def benefits(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    """Return the sides to whose credit a claim is, and those to whose harm.

    A denial is to the credit of whom the claim would have harmed, and the other way round.
    """
    actors, targets = frozenset(map(side_of, claim.actor)), frozenset(map(side_of, claim.target))
    if claim.type in _GOOD:
        credit, harm = actors, targets
    elif claim.type in _BAD:
        credit, harm = targets, actors
    elif claim.type in _HARM:
        civil = not claim.target or any(
            party.kind in {"civilians", None} or party.side is None for party in claim.target
        )
        credit, harm = (frozenset(), actors) if civil else (actors, targets)
    else:
        return frozenset(), frozenset()
    return (harm - credit, credit - harm) if claim.modality is Modality.DENIED else (credit - harm, harm - credit)


def _hedge(kept: KeptClaim) -> tuple[float, tuple[str, ...]]:
    claim = kept.claim
    if _HEDGED.search(kept.sentence):
        return UNCONFIRMED, ("told as unconfirmed",)
    if claim.modality is Modality.POSSIBLE:
        return HEDGE["possible"], ("told as possible",)
    word = _STANCE.get(claim.source.stance, "stated")
    return HEDGE[word], () if word == "stated" else (f"{word}, not plainly stated",) if word != "confirmed" else (word,)


def _interest(claim: Claim) -> tuple[float, tuple[str, ...]]:
    """Return the factor of a source's interest: a rival's gain is its loss, a rival's disgrace to its credit."""
    stake = (claim.source.stake or "").lower()
    if not stake:
        return 1.0, ()
    credit, harm = benefits(claim)
    sides = {side_of(party) for party in (*claim.actor, *claim.target) if party.side}
    rivals = sides - {stake}
    if stake in credit or (stake not in harm and harm & rivals and not credit):
        return INTEREST_FOR, (f"in the interest of its source ({stake})",)
    if stake in harm or credit & rivals:
        return INTEREST_AGAINST, (f"against the interest of its source ({stake})",)
    return 1.0, ()
