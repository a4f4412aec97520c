"""Settling figures: where a rule of the marking guide has the last word over the figures that a reader proposes.

Takes a scene and its proposals, gives proposals. A toll is of the kind that stands right behind its figure ("risen to
13, and 106 injured"), and what "rose from 12 to 19" is 19. Two rules about areas: who "is seizing around 15,000 km2"
holds them (marking guide, type `control`), and an area that is told belongs to a claim about holding or being somewhere
in its sentence, even where the clause is too loose for the parse ("the areas held by X reach 12,000 km2").
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from reportedly.model import ClaimType, Quantity, Unit
from reportedly.reading.claims.proposals import Proposal
from reportedly.reading.claims.scene import Scene
from reportedly.reading.claims.settle_places import CHANGING, HOLDING
from reportedly.reading.claims.units import claim_quantity

_PRESENT = frozenset({"VBZ", "VBP", "VBG"})
_MOST_BETWEEN = 6  # tokens from the old figure to the new one
_REVISED = frozenset({ClaimType.CASUALTIES, ClaimType.STRENGTH, ClaimType.DISPLACEMENT, ClaimType.CONTROL})
_REVISING = frozenset(
    {
        "climb", "cut", "decline", "decrease", "dwindle", "fall", "drop", "go", "grow", "increase", "jump", "lower",
        "raise", "reduce", "revise", "rise", "shrink", "soar", "surge", "swell", "update", "upgrade",
    }
)  # fmt: skip
_TOLLS = {
    "killed": "killed", "dead": "killed", "martyred": "killed", "killing": "killed",
    "injured": "wounded", "wounded": "wounded", "hurt": "wounded", "injuring": "wounded", "wounding": "wounded",
    "missing": "missing",
}  # fmt: skip


def settle_figures(scene: Scene, proposals: list[Proposal]) -> list[Proposal]:
    """Return the proposals after the rules about tolls, revisions and areas."""
    revised = _revisions(scene)
    counted = [_as_counted(scene, _as_revised(scene, revised, proposal)) for proposal in proposals]
    return _with_areas(scene, [_as_holding(scene, proposal) for proposal in counted])


def _revisions(scene: Scene) -> dict[int, tuple[int, Quantity]]:
    """Return for the offset of each figure that another replaces the verb that says so, and that other figure.

    "The toll rose from 12 to 19", "was revised from three to five".
    """
    s, found = scene.sketch, dict[int, tuple[int, Quantity]]()
    for (token, old), (_, new) in pairwise(scene.figures):
        first, last = s.tokens(old.start or 0, old.end or 0)[0], s.tokens(new.start or 0, new.end or 0)[0]
        if not first or s.lower[first - 1] != "from" or s.lower[last - 1] != "to" or last - first > _MOST_BETWEEN:
            continue
        verb = next((at for at in s.ancestors(token) if s.lemma[at] in _REVISING and s.pos[at] == "VERB"), None)
        figure = claim_quantity(s.draft, new)
        if verb is not None and figure is not None:
            found[old.start or 0] = verb, figure
    return found


def _as_revised(scene: Scene, revisions: dict[int, tuple[int, Quantity]], proposal: Proposal) -> Proposal:
    """Return a claim with the figure that it comes to, where the old one is told too."""
    if proposal.type not in _REVISED:
        return proposal
    if proposal.quantity is not None:
        _, new = revisions.get(proposal.quantity.start or -1, (None, None))
        return proposal if new is None else replace(proposal, quantity=new)
    near = {proposal.token, scene.sketch.head[proposal.token]}
    told = next((figure for verb, figure in revisions.values() if verb in near), None)
    return proposal if told is None else replace(proposal, quantity=told)


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
