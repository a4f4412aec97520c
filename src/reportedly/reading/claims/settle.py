"""Settling: where a rule of the marking guide has the last word over what a reader proposes.

Takes a scene and its proposals, gives proposals. Whom a clause names behind "by" acts in it, what somebody is accused
of is a deed of the accused, and the reason for a source's anonymity claims nothing. Rules about figures and places are
those of `settle_figures.py` and `settle_places.py`.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.model import ClaimType, Party, Unit
from reportedly.reading.claims.mentions import MentionKind
from reportedly.reading.claims.proposals import Proposal
from reportedly.reading.claims.scene import Scene
from reportedly.reading.claims.settle_figures import settle_figures
from reportedly.reading.claims.settle_places import settle_places

_ACCUSING = frozenset({"accuse", "blame"})
_ACCUSED_STEPS = 5  # from "killing" of "for the killing of" up to the verb
_REASON_WITHIN = 300  # code points between a source and the reason for its anonymity
_MEASURING = frozenset({"reach", "cover", "amount", "span", "total", "measure", "comprise", "extend", "make"})


def settle_proposals(scene: Scene, proposals: list[Proposal]) -> list[Proposal]:
    """Return the proposals after the rules about actors, tolls, places, areas and reasons for anonymity."""
    reasons = _reason_tokens(scene)
    kept = [p for p in proposals if p.token not in reasons and not _only_measures(scene, p)]
    acted = [_without_witness(_by_accusation(scene, _by_agent(scene, proposal))) for proposal in kept]
    return settle_places(scene, settle_figures(scene, acted))


def _by_agent(scene: Scene, proposal: Proposal) -> Proposal:
    """Return a claim that nobody acts in with the party that its clause names behind "by": "captured by the army"."""
    if proposal.actor:
        return proposal
    s = scene.sketch
    agents = [k for by in s.children[proposal.token] if s.dep[by] == "agent" for k in s.children[by]]
    named = [m.record for k in agents for m in scene.mentions_at.get(k, ()) if m.kind is MentionKind.PARTY]
    actors = tuple(one for one in named if isinstance(one, Party) and one not in proposal.target)
    return replace(proposal, actor=actors) if actors else proposal


def _by_accusation(scene: Scene, proposal: Proposal) -> Proposal:
    """Return what somebody is accused of as a deed of the accused, and never of the accuser."""
    s = scene.sketch
    above = s.ancestors(proposal.token, _ACCUSED_STEPS)[1:]
    verb = next((at for at in above if s.lemma[at] in _ACCUSING and s.pos[at] == "VERB"), None)
    if verb is None or proposal.type is ClaimType.STATEMENT:
        return proposal
    accusers, accused = _at(scene, verb, "nsubj"), _at(scene, verb, "dobj", "nsubjpass")
    kept = tuple(party for party in proposal.actor if party not in accusers)
    suffers = tuple(party for party in proposal.target if party not in accused)
    return replace(proposal, actor=kept or accused, target=suffers) if accused else proposal


def _without_witness(proposal: Proposal) -> Proposal:
    """Return a claim without the nameless people who tell it as its target: "took the town, residents said"."""
    if proposal.said is None or not proposal.said.link.anonymous:
        return proposal
    spans = proposal.said.source
    kept = tuple(t for t in proposal.target if not any(s.start <= (t.start or 0) < s.end for s in spans))
    return proposal if kept == proposal.target else replace(proposal, target=kept)


def _at(scene: Scene, verb: int, *relations: str) -> tuple[Party, ...]:
    """Return the parties in some relation to a verb."""
    s = scene.sketch
    found = [m for k in s.children[verb] if s.dep[k] in relations for m in scene.mentions_at.get(k, ())]
    return tuple(m.record for m in found if m.kind is MentionKind.PARTY and isinstance(m.record, Party))


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


def _only_measures(scene: Scene, proposal: Proposal) -> bool:
    """Return whether a gain is a verb of measure over an area ("the areas reach 12,000 km2")."""
    figure = proposal.quantity
    measured = figure is not None and figure.unit in (Unit.KM2, Unit.PERCENT)
    return proposal.type is ClaimType.GAIN and measured and scene.sketch.lemma[proposal.token] in _MEASURING
