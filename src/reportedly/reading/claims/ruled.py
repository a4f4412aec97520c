"""The reader by rules alone: lexicon entries that are sure or likely, with the fillers of their frames.

Takes the scene; gives a proposal for each trigger, and a `statement` for what is said where nothing else is. It guesses
nothing that the clause does not hold, and is what `--rules-only` switches to.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.model import AttributionKind, ClaimType, Party, Place, Quantity
from reportedly.reading.claims.mentions import Mention, MentionKind
from reportedly.reading.claims.proposals import Proposal
from reportedly.reading.claims.scene import Scene
from reportedly.reading.events.frames import fill_roles
from reportedly.reading.events.lexicon import Entry, Strength
from reportedly.reading.speech.find import source_of

# Set by hand below the share of hits that lie in evidence of their type (.85 and .65): figure and source must be right.
SCORES = {Strength.ALWAYS: 0.7, Strength.SURE: 0.7, Strength.LIKELY: 0.5}
_STATEMENT_SCORE = 0.3
_PARTY_ROLES = ("actor", "target", "person")


class RuleReader:
    """Proposes the claims that the lexicon's rules state."""

    def propose(self, scenes: Sequence[Scene]) -> list[list[Proposal]]:
        """Return the proposals of each scene, in the order of its text."""
        return [self._propose(scene) for scene in scenes]

    def _propose(self, scene: Scene) -> list[Proposal]:
        found = [
            _propose(scene, token, entry)
            for token in sorted(scene.entries)
            if not scene.echo[token]
            for entry in _best(scene.entries[token])
        ]
        taken = {proposal.token for proposal in found}
        return sorted([*found, *_statements(scene, taken)], key=lambda p: (p.token, p.type))


def _best(entries: tuple[Entry, ...]) -> list[Entry]:
    """Return the first entry of the strongest kind, leaving weak ones out."""
    for strength in (Strength.ALWAYS, Strength.SURE, Strength.LIKELY):
        of_strength = [entry for entry in entries if entry.strength is strength]
        if of_strength:
            return of_strength[:1]
    return []


def _propose(scene: Scene, token: int, entry: Entry) -> Proposal:
    roles = fill_roles(scene.sketch.draft.doc[token], entry)
    heads = {role: [filler.i for filler in fillers] for role, fillers in roles.items()}
    parties = {role: _parties(scene, heads.get(role, []), role) for role in _PARTY_ROLES}
    return Proposal(
        token=token,
        type=entry.type,
        subtype=entry.subtype,
        actor=parties["actor"],
        target=parties["target"],
        person=next(iter(parties["person"]), None),
        place=_places(scene, heads.get("place", [])),
        destination=_places(scene, heads.get("destination", [])),
        quantity=_figure(scene, [i for role in ("quantity", "target", "place") for i in heads.get(role, [])]),
        said=source_of(scene.sketch.draft, scene.sketch.span(token, token + 1), trigger=token),
        rule=entry.rule,
        score=SCORES[entry.strength],
    )


def _at(scene: Scene, heads: list[int], *kinds: MentionKind) -> list[Mention]:
    return [m for i in heads for m in scene.mentions_at.get(i, ()) if m.kind in kinds]


def _parties(scene: Scene, heads: list[int], role: str) -> tuple[Party, ...]:
    if role == "person":
        found = _at(scene, heads, MentionKind.PERSON)
    else:
        found = _at(scene, heads, MentionKind.PARTY) or _at(scene, heads, MentionKind.PHRASE)
    return tuple(m.record for m in found if isinstance(m.record, Party))


def _places(scene: Scene, heads: list[int]) -> tuple[Place, ...]:
    """Return the places at the heads, and those nested in their phrases."""
    found = []
    for head in heads:
        first, last = scene.sketch.subtree[head]
        numbers = scene.reach.by_sentence[scene.sketch.sentence[head]]
        found += [m.record for m in (scene.mentions[k] for k in numbers) if first <= m.head < last]
    return tuple(dict.fromkeys(record for record in found if isinstance(record, Place)))


def _figure(scene: Scene, heads: list[int]) -> Quantity | None:
    for head in heads:
        for token, figure in scene.countable_in[scene.sketch.sentence[head]]:
            if token == head or scene.sketch.head[token] == head:
                return figure
    return None


def _statements(scene: Scene, taken: set[int]) -> list[Proposal]:
    found = []
    for attribution in scene.sketch.draft.attributions:
        if attribution.level or attribution.kind is not AttributionKind.SPEECH:
            continue
        first, last = scene.sketch.tokens(*attribution.content[0])
        if first < last and not taken.intersection(range(first, last)):
            token = scene.sketch.top(first, last)
            none: tuple[Party, ...] = ()
            found.append(
                Proposal(
                    token,
                    ClaimType.STATEMENT,
                    None,
                    none,
                    none,
                    None,
                    (),
                    (),
                    None,
                    attribution,
                    "statement/said",
                    _STATEMENT_SCORE,
                )
            )
    return found
