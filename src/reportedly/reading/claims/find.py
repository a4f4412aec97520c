"""Claims: proposals put together with their evidence, source, chain, modality and time.

Takes a draft with all its layers; gives the claims in the order of the text. Which words state a claim, and who fills
its slots, is for a `ClaimReader` to propose; all that follows from the words by rule is done here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reportedly.gazetteer.expressions import draw_expression
from reportedly.model import PUBLISHER, Claim, ClaimType, Modality, Place, Quantity, Span, claim_id
from reportedly.reading.claims.evidence import evidence_span
from reportedly.reading.claims.learned import load_reader
from reportedly.reading.claims.proposals import ClaimReader, Proposal
from reportedly.reading.claims.quiet import drop_quiet
from reportedly.reading.claims.ruled import RuleReader
from reportedly.reading.claims.scene import Scene, set_scene
from reportedly.reading.claims.settle import settle_proposals
from reportedly.reading.claims.units import is_subset, part_quantity
from reportedly.reading.claims.valid import date_claim
from reportedly.reading.draft import Draft
from reportedly.reading.events.modality import read_modality
from reportedly.reading.speech.find import carrier_of, chain_of

_STATES = frozenset({ClaimType.CONTROL, ClaimType.PRESENCE, ClaimType.SIEGE, ClaimType.STRENGTH, ClaimType.STATUS})
_FIRST_PART = 100  # numbers the parts of a trigger's figures apart from its claims, so that neither moves the other


def find_claims(draft: Draft, *, rules_only: bool = False, reader: ClaimReader | None = None) -> tuple[Claim, ...]:
    """Return the claims of a draft, in the order of the text, as the trained reader, the rules or `reader` propose."""
    return find_all_claims([draft], rules_only=rules_only, reader=reader)[0]


def find_all_claims(
    drafts: Sequence[Draft], *, rules_only: bool = False, reader: ClaimReader | None = None
) -> list[tuple[Claim, ...]]:
    """Return the claims of each draft: those that `find_claims` gives, at a lower price a draft."""
    scenes = [set_scene(draft) for draft in drafts]
    reader = reader or (RuleReader() if rules_only else load_reader())
    return [_find(scene, proposals) for scene, proposals in zip(scenes, reader.propose(scenes), strict=True)]


def _find(scene: Scene, proposals: list[Proposal]) -> tuple[Claim, ...]:
    draft = scene.sketch.draft
    proposals = settle_proposals(scene, drop_quiet(scene, proposals))
    drawn = _draw(draft, proposals)
    claims = [_assemble(scene, proposal, count, drawn) for proposal, count in _counted(proposals)]
    return tuple(_add_parts(draft, _tie_subsets(draft, claims)))


def _counted(proposals: list[Proposal]) -> list[tuple[Proposal, int]]:
    """Number the proposals that share token and type."""
    seen: dict[tuple[int, ClaimType], int] = {}
    counted = []
    for proposal in proposals:
        key = (proposal.token, proposal.type)
        counted.append((proposal, seen.get(key, 0)))
        seen[key] = seen.get(key, 0) + 1
    return counted


def _assemble(scene: Scene, proposal: Proposal, count: int, drawn: dict[Place, Place]) -> Claim:
    draft = scene.sketch.draft
    trigger = scene.sketch.span(proposal.token, proposal.token + 1)
    evidence = evidence_span(scene, proposal)
    attribution = proposal.said
    chain = chain_of(draft, attribution) if attribution is not None else ()
    source = chain[-1] if chain else PUBLISHER
    modality, _ = read_modality(draft.doc[proposal.token])
    time, valid = date_claim(
        draft,
        trigger=trigger,
        evidence=evidence,
        stative=proposal.type in _STATES,
        future=modality is Modality.PLANNED,
    )
    return Claim(
        id=claim_id(draft.document.id, proposal.type, trigger, count),
        type=proposal.type,
        subtype=proposal.subtype,
        evidence=evidence,
        trigger=trigger,
        actor=proposal.actor,
        target=proposal.target,
        person=proposal.person,
        place=tuple(drawn.get(place, place) for place in proposal.place),
        destination=tuple(drawn.get(place, place) for place in proposal.destination),
        quantity=proposal.quantity,
        modality=modality,
        time=time,
        valid=valid,
        source=source,
        anonymous=source.anonymous,
        via=carrier_of(chain),
        chain=chain or (PUBLISHER,),
        part_of=None,
        rule=proposal.rule,
        score=round(proposal.score, 4),
    )


def _draw(draft: Draft, proposals: list[Proposal]) -> dict[Place, Place]:
    """Return the spatial expressions that claims name, each with its area; the others are not drawn."""
    named = {place for p in proposals for place in (*p.place, *p.destination) if place.kind == "area"}
    return {place: draw_expression(draft, place) for place in named}


def _tie_subsets(draft: Draft, claims: list[Claim]) -> list[Claim]:
    """Point the claims of a subset's figure ("including five children") to the claim of the whole."""
    whole = {_key(claim): claim.id for claim in claims if claim.quantity is not None}
    tied = []
    for claim in claims:
        figure = claim.quantity and is_subset(draft, claim.quantity)
        part_of = whole.get((claim.type, figure.start)) if isinstance(figure, Quantity) else None
        tied.append(replace(claim, part_of=part_of) if part_of not in (None, claim.id) else claim)
    return tied


def _add_parts(draft: Draft, claims: list[Claim]) -> list[Claim]:
    """Return the claims with one more for each part of a claim's figure that none of them tells, after its whole."""
    told = {claim.quantity.start for claim in claims if claim.quantity is not None}
    parts: dict[int | None, list[Quantity]] = {}
    for figure in draft.quantities:
        whole = is_subset(draft, figure) if figure.start not in told else None
        if whole is not None and whole.start in told:
            parts.setdefault(whole.start, []).append(figure)
    numbers: Counter[tuple[ClaimType, Span]] = Counter()
    found = []
    for claim in claims:
        found.append(claim)
        for figure in parts.get(claim.quantity.start, ()) if claim.quantity is not None else ():
            quantity = part_quantity(draft, figure)
            if quantity is not None and claim.quantity is not None and quantity.unit == claim.quantity.unit:
                trigger = claim.type, claim.trigger
                found.append(_part_of(draft, claim, quantity, _FIRST_PART + numbers[trigger]))
                numbers[trigger] += 1
    return found


def _part_of(draft: Draft, whole: Claim, quantity: Quantity, number: int) -> Claim:
    """Return the claim of a part: the whole's, but for its own count and kind of things counted."""
    return replace(
        whole,
        id=claim_id(draft.document.id, whole.type, whole.trigger, number),
        target=(),
        quantity=quantity,
        part_of=whole.id,
        rule=f"{whole.rule}/part",
    )


def _key(claim: Claim) -> tuple[ClaimType, int | None]:
    return claim.type, claim.quantity.start if claim.quantity else None
