"""Pairs: the claims of some texts with the mentions that each may call upon.

Takes accepted triggers and their types; gives for each its anchor, with what the frames of its clause tell, and the
pairs of claim and mention whose features are judged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from reportedly.model import ClaimType
from reportedly.reading.claims.keys import Indices
from reportedly.reading.claims.mentions import FILLER_KINDS, PLACE_KINDS, MentionKind
from reportedly.reading.claims.scene import Scene
from reportedly.reading.claims.scenes import Scenes
from reportedly.reading.events.frames import Frame, dependents, fill_roles

_PARTY_SENTENCES = 3  # how far back a party may stand
_PLACE_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Anchor:
    """A trigger with what its pairs share: relations by token, roles of its lexicon entries by token."""

    scene: Scene
    text: int  # the number of the scene among those read together
    token: int
    type: ClaimType
    relations: dict[int, tuple[str, ...]]
    roles: dict[int, tuple[str, ...]]
    agented: bool  # whether the text names an agent beside the trigger

    @property
    def start(self) -> int:
        """Return the offset of the trigger."""
        return self.scene.sketch.start[self.token]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The candidates of all claims of a text: for each pair, the number of its claim and of its mention."""

    anchors: list[Anchor]
    claims: Indices
    mentions: Indices

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.claims)

    def only(self, kept: Indices) -> Pairs:
        """Return the pairs of these numbers."""
        return Pairs(self.anchors, self.claims[kept], self.mentions[kept])


def set_anchor(scene: Scene, token: int, claim_type: ClaimType, *, text: int = 0) -> Anchor:
    """Return the anchor of a trigger; `text` is the number of the scene among those read together."""
    spoken = scene.sketch.draft.doc[token]
    frame = dependents(spoken)
    roles: dict[int, tuple[str, ...]] = {}
    for entry in scene.entries.get(token, ()):
        if entry.type is claim_type:
            for role, heads in fill_roles(spoken, entry, frame=frame).items():
                for head in heads:
                    roles[head.i] = (*roles.get(head.i, ()), role)
    return Anchor(scene, text, token, claim_type, _by_token(frame), roles, bool(frame.get("agent")))


def _by_token(frame: Frame) -> dict[int, tuple[str, ...]]:
    relations: dict[int, tuple[str, ...]] = {}
    for relation, heads in frame.items():
        for head in heads:
            relations[head.i] = (*relations.get(head.i, ()), relation)
    return relations


def anchor_tokens(scenes: Scenes, anchors: Iterable[Anchor]) -> Indices:
    """Return the tokens of triggers by their numbers among those of all texts."""
    begins = scenes.columns.begins
    return np.array([begins[anchor.text] + anchor.token for anchor in anchors], dtype=np.int64)


def party_pairs(scenes: Scenes, anchors: list[Anchor]) -> Pairs:
    """Return the mentions that may be actor, target or person: all of the sentence, known ones of the three before."""
    return _pairs(scenes, anchors, FILLER_KINDS, _PARTY_SENTENCES, MentionKind.PHRASE)


def place_pairs(scenes: Scenes, anchors: list[Anchor]) -> Pairs:
    """Return the mentions that may be places: those of the sentence and of the two before."""
    return _pairs(scenes, anchors, PLACE_KINDS, _PLACE_SENTENCES, None)


def _pairs(
    scenes: Scenes, anchors: list[Anchor], kinds: frozenset[MentionKind], back: int, here_only: MentionKind | None
) -> Pairs:
    offered: dict[tuple[int, int], list[int]] = {}
    claims: list[int] = []
    mentions: list[int] = []
    for number, anchor in enumerate(anchors):
        sentence = anchor.scene.sketch.sentence[anchor.token]
        at = anchor.text, sentence
        if at not in offered:
            begin = scenes.mentioned.begins[anchor.text]
            found = anchor.scene.reach.candidates(sentence, kinds, back=back, here_only=here_only)
            offered[at] = [begin + k for k in found]
        claims += [number] * len(offered[at])
        mentions += offered[at]
    return Pairs(anchors, np.array(claims, dtype=np.int64), np.array(mentions, dtype=np.int64))


def join_pairs(one: Pairs, other: Pairs) -> Pairs:
    """Return the pairs of both, which are of the same claims."""
    claims, mentions = (one.claims, other.claims), (one.mentions, other.mentions)
    return Pairs(one.anchors, np.concatenate(claims), np.concatenate(mentions))
