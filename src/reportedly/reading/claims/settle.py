"""Settling: where a rule of the marking guide has the last word over what a reader proposes.

Takes a scene and its proposals, gives proposals. A toll is of the kind that stands right behind its figure ("risen to
13, and 106 injured"), and whom a clause names behind "by" acts in it. Two rules about areas: who "is seizing around
15,000 km2" holds them (marking guide, type `control`), and an area that is told belongs to a claim about holding or
being somewhere in its sentence, even where the clause is too loose for the parse ("the areas held by X reach 12,000
km2"). Rules about places are those of `settle_places.py`.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.model import ClaimType, Party, Unit
from reportedly.reading.claims.mentions import MentionKind
from reportedly.reading.claims.proposals import Proposal
from reportedly.reading.claims.scene import Scene
from reportedly.reading.claims.settle_places import CHANGING, HOLDING, settle_places
from reportedly.reading.claims.units import claim_quantity

_PRESENT = frozenset({"VBZ", "VBP", "VBG"})
_REASON_WITHIN = 300  # code points between a source and the reason for its anonymity
_TOLLS = {
    "killed": "killed", "dead": "killed", "martyred": "killed", "killing": "killed",
    "injured": "wounded", "wounded": "wounded", "hurt": "wounded", "injuring": "wounded", "wounding": "wounded",
    "missing": "missing",
}  # fmt: skip
_MEASURING = frozenset({"reach", "cover", "amount", "span", "total", "measure", "comprise", "extend", "make"})


def settle_proposals(scene: Scene, proposals: list[Proposal]) -> list[Proposal]:
    """Return the proposals after the rules about actors, tolls, places, areas and reasons for anonymity."""
    reasons = _reason_tokens(scene)
    kept = [p for p in proposals if p.token not in reasons and not _only_measures(scene, p)]
    settled = settle_places(scene, [_settle(scene, proposal) for proposal in kept])
    return _with_areas(scene, settled)


def _settle(scene: Scene, proposal: Proposal) -> Proposal:
    return _as_counted(scene, _as_holding(scene, _by_agent(scene, proposal)))


def _by_agent(scene: Scene, proposal: Proposal) -> Proposal:
    """Return a claim that nobody acts in with the party that its clause names behind "by": "captured by the army"."""
    if proposal.actor:
        return proposal
    s = scene.sketch
    agents = [k for by in s.children[proposal.token] if s.dep[by] == "agent" for k in s.children[by]]
    named = [m.record for k in agents for m in scene.mentions_at.get(k, ()) if m.kind is MentionKind.PARTY]
    actors = tuple(one for one in named if isinstance(one, Party) and one not in proposal.target)
    return replace(proposal, actor=actors) if actors else proposal


def _reason_tokens(scene: Scene) -> set[int]:
    """Return the tokens of the reasons given for anonymity ("they were not allowed to speak"): these claim nothing."""
    text = scene.sketch.draft.document.text
    tokens: set[int] = set()
    for attribution in scene.sketch.draft.attributions:
        reason = (attribution.link.reason or "").partition(",")[0]  # what follows may go on with the sentence
        if reason and attribution.source:
            near = max(0, attribution.source[0].start - _REASON_WITHIN)
            start = text.find(reason, near, near + 2 * _REASON_WITHIN + len(reason))
            if start >= 0:
                tokens.update(range(*scene.sketch.tokens(start, start + len(reason))))
    return tokens


def _as_counted(scene: Scene, proposal: Proposal) -> Proposal:
    """Return a toll with the subtype that the words around it tell.

    The word behind its figure ("13 dead"), or two kinds told of one figure ("killing and injuring scores").
    """
    figure = proposal.quantity
    if proposal.type is not ClaimType.CASUALTIES or figure is None or figure.end is None:
        return proposal
    behind = scene.sketch.tokens(figure.end, figure.end)[0]
    words = scene.sketch.lower[behind : behind + 2]
    told = next((_TOLLS[word] for word in words if word in _TOLLS), proposal.subtype)
    if _tells_both(scene, proposal.token):
        told = "killed_or_wounded"
    return proposal if told == proposal.subtype else replace(proposal, subtype=told)


def _tells_both(scene: Scene, token: int) -> bool:
    """Return whether a word for killing and one for wounding stand side by side, with "and" or "or" between."""
    lower = scene.sketch.lower
    for joint, other in ((token + 1, token + 2), (token - 1, token - 2)):
        if min(joint, other) >= 0 and max(joint, other) < len(lower) and lower[joint] in ("and", "or"):
            kinds = {_TOLLS.get(lower[token]), _TOLLS.get(lower[other])}
            if kinds == {"killed", "wounded"}:
                return True
    return False


def _as_holding(scene: Scene, proposal: Proposal) -> Proposal:
    """Return a gain of so many square kilometres, told in the present, as what it is: control."""
    figure = proposal.quantity
    if proposal.type is not ClaimType.GAIN or figure is None or figure.unit != Unit.KM2:
        return proposal
    if scene.sketch.tag[proposal.token] not in _PRESENT or proposal.target:
        return proposal
    return replace(proposal, type=ClaimType.CONTROL, subtype=None, rule="control/area-held")


def _only_measures(scene: Scene, proposal: Proposal) -> bool:
    """Return whether a gain is a verb of measure over an area ("the areas reach 12,000 km2")."""
    figure = proposal.quantity
    measured = figure is not None and figure.unit in (Unit.KM2, Unit.PERCENT)
    return proposal.type is ClaimType.GAIN and measured and scene.sketch.lemma[proposal.token] in _MEASURING


def _with_areas(scene: Scene, proposals: list[Proposal]) -> list[Proposal]:
    """Give each area that no proposal states to the nearest one of its sentence that can and has no figure."""
    taken = {proposal.quantity.start for proposal in proposals if proposal.quantity is not None}
    settled = list(proposals)
    for token, figure in scene.figures:
        if figure.unit != "square kilometre" or figure.start in taken:
            continue
        area = claim_quantity(scene.sketch.draft, figure)
        heir = _heir(scene, settled, token)
        if area is not None and heir is not None:
            settled[heir] = replace(settled[heir], quantity=area)
    return settled


def _heir(scene: Scene, proposals: list[Proposal], token: int) -> int | None:
    sentence = scene.sketch.sentence
    fit = [
        n
        for n, proposal in enumerate(proposals)
        if proposal.quantity is None
        and proposal.type in HOLDING | CHANGING
        and sentence[proposal.token] == sentence[token]
    ]
    holding = [n for n in fit if proposals[n].type in HOLDING]
    return min(holding or fit, key=lambda n: abs(proposals[n].token - token), default=None)
