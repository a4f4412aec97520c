"""Settling places: where a rule of the marking guide has the last word over the places that a reader proposes.

Takes a scene and its proposals, gives proposals. What is held from one place to another is the stretch, and a claim
about a place is also about the narrower one right before it. Where a preposition says so, a place is left or reached;
"the town" is the one named last; who leaves what it holds leaves where that is; and no place is that of the dateline.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.gazetteer.expressions import find_expressions
from reportedly.model import ClaimType, Place
from reportedly.reading.claims.proposals import Proposal
from reportedly.reading.claims.scene import Scene

HOLDING = frozenset({ClaimType.CONTROL, ClaimType.PRESENCE})
CHANGING = frozenset({ClaimType.GAIN, ClaimType.WITHDRAW})
_GOING = frozenset({ClaimType.WITHDRAW, ClaimType.MOVEMENT, ClaimType.DISPLACEMENT})
_FROM, _TO = frozenset({"from"}), frozenset({"to", "into", "towards", "toward"})
_TOWNS, _DEFINITE = frozenset({"town", "city", "village"}), frozenset({"the", "this"})
_UNDERGOING = frozenset({"dobj", "nsubj", "nsubjpass"})
_HELD_STEPS = 3  # "out of the areas", from the noun to the verb
_TOWN_SENTENCES = 3  # how far back "the town" points
_BESIDE = 20  # code points between two places that stand beside each other
_JOINT = re.compile(r"\s*(?:area|region|district|province)?\s*,?\s*(?:in )?(?:the )?", re.I)


def settle_places(scene: Scene, proposals: list[Proposal]) -> list[Proposal]:
    """Return the proposals after the rules about where a claim holds; their types are settled."""
    text = scene.sketch.draft.document.text
    located = [m.record for m in scene.mentions if isinstance(m.record, Place) and m.record.id is not None]
    placed = [_by_way(scene, _of_the_town(scene, _behind_dateline(scene, proposal))) for proposal in proposals]
    stretches = _stretches(scene) if any(p.type in HOLDING and p.place for p in placed) else []
    settled = _of_what_is_held(scene, [_as_stretch(stretches, proposal) for proposal in placed])
    return [_with_narrower(text, located, proposal) for proposal in settled]


def _of_what_is_held(scene: Scene, proposals: list[Proposal]) -> list[Proposal]:
    """Return the proposals, with a gain or withdrawal that names no place where what it is about is held.

    "Pulled out of the areas that it holds in Qarat" leaves Qarat.
    """
    held = {proposal.token: proposal.place for proposal in proposals if proposal.type is ClaimType.CONTROL}
    found = []
    for proposal in proposals:
        wanting = proposal.type in CHANGING and not proposal.place and not proposal.destination
        below = [token for token in held if proposal.token in scene.sketch.ancestors(token, _HELD_STEPS)[1:]]
        found.append(_with_places(proposal, held[below[0]]) if wanting and below else proposal)
    return found


def _behind_dateline(scene: Scene, proposal: Proposal) -> Proposal:
    """Return a claim without the place of the dateline: where a report was written is not where it happened.

    Of ten such places in the marked articles one was right. Where the claim's sentence names it again, that is meant.
    """
    if all(_is_told(scene, place) for place in proposal.place):
        return proposal
    s = scene.sketch
    first, last = s.bounds[s.sentence[proposal.token]]
    here = [m.record for m in scene.mentions if first <= m.head < last and isinstance(m.record, Place)]
    again = {_name(place): place for place in here if _is_told(scene, place)}
    named = [place if _is_told(scene, place) else again.get(_name(place)) for place in proposal.place]
    return replace(proposal, place=tuple(dict.fromkeys(place for place in named if place is not None)))


def _is_told(scene: Scene, place: Place) -> bool:
    return (place.start or 0) >= scene.opening


def _stretches(scene: Scene) -> list[Place]:
    """Return the expressions about two places: "from Lubar to the border of Qarat province", "between the two"."""
    draft = scene.sketch.draft
    toponyms = [place for place in draft.toponyms if place.start is not None]
    areas = find_expressions(draft, toponyms, drawn=False)
    return [area for area in areas if sum(_within(place, area) for place in toponyms) > 1]


def _as_stretch(stretches: list[Place], proposal: Proposal) -> Proposal:
    """Return a claim of holding up to a place, or from one on, as one about the stretch.

    Elsewhere both ends are places of the claim (marking guide): "shelled the road between Lubar and Qarat".
    """
    places = proposal.place
    for stretch in stretches if proposal.type in HOLDING else ():
        ends = [place for place in places if _within(place, stretch)]
        if ends:
            at = places.index(ends[0])
            others = tuple(place for place in places if place not in ends)
            places = (*others[:at], stretch, *others[at:])
    return _with_places(proposal, places)


def _of_the_town(scene: Scene, proposal: Proposal) -> Proposal:
    """Return a claim about "the town" without a place as one about the town named last, a few sentences back at most.

    What is evident from the sentence before is filled in (marking guide).
    """
    s = scene.sketch
    if proposal.place or proposal.destination:
        return proposal
    told = next((k for k in s.children[proposal.token] if _is_the_town(scene, k)), None)
    if told is None:
        return proposal
    near = s.bounds[max(0, s.sentence[told] - _TOWN_SENTENCES)][0]
    towns = [m.record for m in scene.mentions if near <= m.head < told and isinstance(m.record, Place)]
    named = next((p for p in reversed(towns) if p.kind == "city" and _is_told(scene, p)), None)
    return proposal if named is None else replace(proposal, place=(named,))


def _is_the_town(scene: Scene, token: int) -> bool:
    """Return whether a token is the town of "captured the town" or of "the town fell"."""
    s = scene.sketch
    definite = token > 0 and s.head[token - 1] == token and s.lower[token - 1] in _DEFINITE
    return definite and s.lemma[token] in _TOWNS and s.dep[token] in _UNDERGOING


def _by_way(scene: Scene, proposal: Proposal) -> Proposal:
    """Return a claim of going somewhere with each place where its preposition puts it: "left for X", "fled from X"."""
    if proposal.type not in _GOING:
        return proposal
    named = {*proposal.place, *proposal.destination}
    ways = {m.record: _way(scene, m.head, proposal.token) for m in scene.mentions if m.record in named}
    left = tuple(place for place in proposal.destination if ways.get(place) in _FROM)
    reached = tuple(place for place in proposal.place if ways.get(place) in _TO)
    places = (*(place for place in proposal.place if place not in reached), *left)
    going = (*(place for place in proposal.destination if place not in left), *reached)
    return replace(proposal, place=places, destination=going)


def _way(scene: Scene, token: int, verb: int) -> str | None:
    """Return the preposition by which a word hangs on a verb, "of" passed over: "from the village of Lubar"."""
    s = scene.sketch
    way = None
    for at in s.ancestors(token):
        if at == verb:
            return way
        way = s.lower[at] if s.dep[at] == "prep" else way
    return None


def _with_narrower(text: str, located: list[Place], proposal: Proposal) -> Proposal:
    """Return a claim about a place with the narrower one named right before it: "Qarat basin area, western Lubar".

    Places nested in one phrase are all places of the claim (marking guide).
    """
    places = list(proposal.place)
    taken = {_name(place) for place in (*places, *proposal.destination)}
    for wide in proposal.place:
        for place in located:
            if _leads_to(text, place, wide) and _name(place) not in taken:
                places.insert(places.index(wide), place)
                taken.add(_name(place))
    return _with_places(proposal, tuple(places))


def _with_places(proposal: Proposal, places: tuple[Place, ...]) -> Proposal:
    return proposal if places == proposal.place else replace(proposal, place=places)


def _name(place: Place) -> str:
    return (place.name or place.text).lower()


def _leads_to(text: str, place: Place, wide: Place) -> bool:
    """Return whether a place stands right before a wider one of its country."""
    if place.end is None or wide.start is None or not 0 <= wide.start - place.end <= _BESIDE:
        return False
    narrower = (place.radius_km or 0) < (wide.radius_km or 0) or wide.kind == "area"
    return narrower and place.country == wide.country and bool(_JOINT.fullmatch(text, place.end, wide.start))


def _within(place: Place, area: Place) -> bool:
    """Return whether a place, as written, overlaps an area's words."""
    spans = (place.start, place.end, area.start, area.end)
    first, last, start, end = (-1 if at is None else at for at in spans)
    return start < last and first < end
