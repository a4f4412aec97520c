"""The trained reader: linear models accept or refuse a trigger, name its type and choose its fillers.

Takes the scene that rules have set (names, figures, attributions, lexicon hits) and gives proposals. The weights are
made by `python -m training`; see docs/decisions for what they were trained on and what they may not hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from reportedly.model import ClaimType, Party, Place, Quantity
from reportedly.reading.claim_units import claim_quantity, implied_one
from reportedly.reading.linear import LinearModel, load_models
from reportedly.reading.mentions import Mention
from reportedly.reading.pair_features import (
    Anchor,
    figure_candidates,
    figure_features,
    mention_features,
    party_candidates,
    place_candidates,
    set_anchor,
)
from reportedly.reading.proposals import Proposal
from reportedly.reading.scene import Scene
from reportedly.reading.trigger_features import trigger_features

TRIGGER_LEAST = 0.36  # chances from which a candidate is taken; set by cross-validation
ACTOR_LEAST, ACTOR_MORE = 0.35, 0.5
TARGET_LEAST, TARGET_MORE = 0.35, 0.5
PERSON_LEAST = 0.4
PLACE_LEAST, DESTINATION_LEAST = 0.42, 0.4
FIGURE_LEAST, FIGURE_MORE = 0.45, 0.6

Figured = tuple[Quantity, float]


def candidate_tokens(scene: Scene, offered: frozenset[str]) -> list[int]:
    """Return the tokens that may state a claim: lexicon hits, and content words whose lemma training has offered."""
    sketch, entries = scene.sketch, scene.entries
    return [
        i
        for i in range(len(sketch))
        if i in entries or (sketch.pos[i] in _OPEN and sketch.lemma[i] in offered and sketch.dep[i] != "aux")
    ]


_OPEN = frozenset({"VERB", "NOUN", "ADJ", "AUX"})


@dataclass(frozen=True, slots=True)
class TrainedReader:
    """The trained reader with its models: `trigger`, `party`, `place`, `figure`."""

    trigger: LinearModel
    party: LinearModel
    place: LinearModel
    figure: LinearModel
    offered: frozenset[str]

    @classmethod
    def of(cls, models: dict[str, LinearModel]) -> TrainedReader:
        """Return the reader of the models of one file."""
        offered = frozenset(models["offered"].index)
        return cls(models["trigger"], models["party"], models["place"], models["figure"], offered)

    def propose(self, scene: Scene) -> list[Proposal]:
        """Return the proposals of a scene, in the order of the text."""
        tokens = candidate_tokens(scene, self.offered)
        if not tokens:
            return []
        chances = self.trigger.chances([trigger_features(scene, i) for i in tokens])
        found = []
        for row, token in enumerate(tokens):
            for column in np.flatnonzero(chances[row] >= TRIGGER_LEAST):
                claim_type = ClaimType(self.trigger.labels[column])
                found += self._fill(set_anchor(scene, token, claim_type), float(chances[row, column]))
        return found

    def _fill(self, anchor: Anchor, chance: float) -> list[Proposal]:
        actor, target, person = self._parties(anchor)
        place, destination = self._places(anchor)
        entries = [e for e in anchor.scene.entries.get(anchor.token, ()) if e.type is anchor.type]
        rule = entries[0].rule if entries else f"{anchor.type}/learned"
        subtype = next((e.subtype for e in entries if e.subtype), None)
        figures: list[Figured | None] = list(self._figures(anchor)) or [None]
        return [
            Proposal(
                anchor.token, anchor.type, subtype, actor, target, person, place, destination,
                figure[0] if figure else None, rule, chance,
            )
            for figure in figures
        ]  # fmt: skip

    def _parties(self, anchor: Anchor) -> tuple[tuple[Party, ...], tuple[Party, ...], Party | None]:
        mentions = party_candidates(anchor)
        if not mentions:
            return (), (), None
        chances = self.party.chances([mention_features(anchor, m) for m in mentions])
        actors = choose(mentions, chances[:, 0], ACTOR_LEAST, ACTOR_MORE)
        targets = choose(mentions, chances[:, 1], TARGET_LEAST, TARGET_MORE)
        persons = choose(mentions, chances[:, 2], PERSON_LEAST, 2.0)
        targets = [m for m in targets if m.entity not in {a.entity for a in actors}]
        person = next((m.record for m in persons if isinstance(m.record, Party)), None)
        return _parties(actors), _parties(targets), person

    def _places(self, anchor: Anchor) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
        mentions = place_candidates(anchor)
        if not mentions:
            return (), ()
        chances = self.place.chances([mention_features(anchor, m) for m in mentions])
        places = choose(mentions, chances[:, 0], PLACE_LEAST, PLACE_LEAST)
        destinations = choose(mentions, chances[:, 1], DESTINATION_LEAST, DESTINATION_LEAST)
        places = [m for m in places if m.entity not in {d.entity for d in destinations}]
        return _places(places), _places(destinations)

    def _figures(self, anchor: Anchor) -> list[Figured]:
        offers = figure_offers(anchor)
        if not offers:
            return []
        chances = self.figure.chances([figure_features(anchor, k, q, implied=one) for k, q, one in offers])[:, 0]
        order = sorted(range(len(offers)), key=lambda n: -chances[n])
        taken = [n for n in order if chances[n] >= (FIGURE_LEAST if n == order[0] else FIGURE_MORE)]
        return [(offers[n][1], float(chances[n])) for n in sorted(taken)]


def figure_offers(anchor: Anchor) -> list[tuple[int, Quantity, bool]]:
    """Return the figures that the anchor's claim may state, in a claim's units, and the ones that are only implied."""
    draft = anchor.scene.sketch.draft
    said = [(token, claim_quantity(draft, figure)) for token, figure in figure_candidates(anchor)]
    offers = [(token, quantity, False) for token, quantity in said if quantity is not None]
    taken = {token for token, _ in said}
    for token in anchor.relations:
        if token not in taken and not taken.intersection(anchor.scene.sketch.children[token]):
            one = implied_one(draft, draft.doc[token])
            if one is not None:
                offers.append((token, one, True))
    return offers


def choose(mentions: list[Mention], chances: NDArray[np.float32], least: float, more: float) -> list[Mention]:
    """Return the best mention if its chance is `least`, and the others from `more` on, one for each entity, in order."""
    best: dict[str, int] = {}
    for n in np.argsort(-chances, kind="stable").tolist():
        if chances[n] >= (more if best else least):
            best.setdefault(mentions[n].entity, n)
    return [mentions[n] for n in sorted(best.values(), key=lambda n: mentions[n].first)]


def _parties(mentions: list[Mention]) -> tuple[Party, ...]:
    return tuple(m.record for m in mentions if isinstance(m.record, Party))


def _places(mentions: list[Mention]) -> tuple[Place, ...]:
    return tuple(m.record for m in mentions if isinstance(m.record, Place))


@lru_cache(maxsize=1)
def load_reader() -> TrainedReader:
    """Return the trained reader that ships with the package."""
    with as_file(files("reportedly.reading") / "weights" / "en.npz") as path:
        return TrainedReader.of(load_models(path))
