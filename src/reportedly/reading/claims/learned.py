"""The trained reader: linear models accept or refuse a trigger, name its type and choose its fillers.

Takes the scene that rules have set (names, figures, attributions, lexicon hits) and gives proposals. The weights are
made by `python -m training`; see docs/decisions for what they were trained on and what they may not hold.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from reportedly.model import ClaimType, LinkKind, Party, Place, Quantity
from reportedly.reading.claims.linear import LinearModel, chances_of, join_models, load_models
from reportedly.reading.claims.mentions import Mention
from reportedly.reading.claims.pair_features import (
    Anchor,
    figure_candidates,
    figure_features,
    mention_features,
    party_candidates,
    place_candidates,
    set_anchor,
)
from reportedly.reading.claims.proposals import Proposal
from reportedly.reading.claims.scene import Scene
from reportedly.reading.claims.scores import score_features
from reportedly.reading.claims.stacking import stack_features, worth_another_look
from reportedly.reading.claims.trigger_features import trigger_features
from reportedly.reading.claims.units import claim_quantity, implied_one
from reportedly.reading.claims.voices import Voice, voice_candidates, voice_features
from reportedly.reading.events.lexicon import Strength
from reportedly.reading.events.triggers import avoided_types

CLAIM_LEAST = 0.45  # of a claim of any type: the best type is taken then
ALWAYS_CHANCE = 0.6  # of what the lexicon says holds always
SECOND_LEAST = 0.5  # of a second type of one word
TWIN_LEAST = 0.85  # of a claim that hangs on another of its type
TRIGGER_LEAST = 0.33  # chances from which a candidate is taken; set by cross-validation
ACTOR_LEAST, ACTOR_MORE = 0.33, 0.45
TARGET_LEAST, TARGET_MORE = 0.3, 0.42
PERSON_LEAST = 0.4
PLACE_LEAST, DESTINATION_LEAST = 0.42, 0.4
FIGURE_LEAST, FIGURE_MORE = 0.38, 0.6

Accepted = tuple[int, ClaimType, float]  # token, type and chance
Scored = tuple[list[Mention], NDArray[np.float32]]
Parties = tuple[tuple[Party, ...], tuple[Party, ...], Party | None]
Places = tuple[tuple[Place, ...], tuple[Place, ...]]


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

    trigger: LinearModel  # each type for itself
    claim: LinearModel  # a claim of any type
    type: LinearModel  # which type, if any
    party: LinearModel
    party_stack: LinearModel
    place: LinearModel
    place_stack: LinearModel
    figure: LinearModel
    voice: LinearModel
    score: LinearModel | None  # None while it is being made
    offered: frozenset[str]
    judges: LinearModel  # trigger, claim and type in one, so that features are looked up once

    @classmethod
    def of(cls, models: dict[str, LinearModel]) -> TrainedReader:
        """Return the reader of the models of one file."""
        offered = frozenset(models["offered"].index)
        names = (field.name for field in fields(cls) if field.name not in ("score", "offered", "judges"))
        judges = join_models(models["trigger"], models["claim"], models["type"])
        given = {name: models[name] for name in names}
        return cls(**given, score=models.get("score"), offered=offered, judges=judges)

    def propose(self, scene: Scene) -> list[Proposal]:
        """Return the proposals of a scene, in the order of the text."""
        accepted = self._accept(scene, candidate_tokens(scene, self.offered))
        anchors = [set_anchor(scene, token, claim_type) for token, claim_type, _ in accepted]
        parties = self._fill(anchors, [party_candidates(a) for a in anchors], self.party, self.party_stack)
        places = self._fill(anchors, [place_candidates(a) for a in anchors], self.place, self.place_stack)
        found: list[Proposal] = []
        for (_, _, chance), anchor, of_parties, of_places in zip(accepted, anchors, parties, places, strict=True):
            found += self._propose(anchor, chance, choose_parties(*of_parties), choose_places(*of_places))
        return found

    def _accept(self, scene: Scene, tokens: list[int]) -> list[Accepted]:
        """Return the tokens and types that are likely enough; a token that surely claims gets its best type."""
        if not tokens:
            return []
        chances = self.judge([trigger_features(scene, i) for i in tokens])
        found: list[Accepted] = []
        for token, row in zip(tokens, chances, strict=True):
            for entry in scene.entries.get(token, ()):
                if entry.strength is Strength.ALWAYS:
                    column = self.trigger.labels.index(entry.type)
                    row[column] = max(row[column], ALWAYS_CHANCE)
            if row.sum() >= TRIGGER_LEAST:
                avoided = avoided_types(scene.sketch.draft.doc[token])
                row[[k for k, label in enumerate(self.trigger.labels) if label in avoided]] = 0.0
            columns = np.flatnonzero(row >= TRIGGER_LEAST)
            if len(columns) > 1:
                columns = np.array([k for k in columns if row[k] >= SECOND_LEAST or k == row.argmax()])
            elif not len(columns) and row.sum() >= CLAIM_LEAST:
                columns = np.array([row.argmax()])
            found += [(token, ClaimType(self.trigger.labels[k]), float(row[k])) for k in columns]
        return _without_twins(scene, found)

    def judge(self, features: list[list[str]]) -> NDArray[np.float32]:
        """Return for each candidate the chance that it states a claim of each type.

        It is the mean of two views: each type judged for itself, and a claim of any type times the choice of its type.
        The first knows frequent types best, the second rare ones.
        """
        logits = self.judges.logits(features)
        count = len(self.trigger.labels)
        choice = np.exp(logits[:, count + 1 :])
        choice /= choice.sum(axis=1, keepdims=True)
        mean = (chances_of(logits[:, :count]) + chances_of(logits[:, count : count + 1]) * choice) / 2
        return np.asarray(mean, dtype=np.float32)

    def _fill(
        self, anchors: list[Anchor], candidates: list[list[Mention]], first: LinearModel, second: LinearModel
    ) -> list[Scored]:
        """Return for each claim its candidates with the chances of the second look."""
        scores = first.logits_by_group(
            [[mention_features(a, m) for m in mentions] for a, mentions in zip(anchors, candidates, strict=True)]
        )
        kept = [worth_another_look(rows) for rows in scores]
        left = [[mentions[k] for k in ks] for mentions, ks in zip(candidates, kept, strict=True)]
        stacked = stack_features(anchors, left, [rows[ks] for rows, ks in zip(scores, kept, strict=True)])
        chances = map(chances_of, second.logits_by_group(stacked))
        return list(zip(left, chances, strict=True))

    def _propose(self, anchor: Anchor, chance: float, parties: Parties, places: Places) -> list[Proposal]:
        entries = [e for e in anchor.scene.entries.get(anchor.token, ()) if e.type is anchor.type]
        rule = entries[0].rule if entries else f"{anchor.type}/learned"
        subtype = next((e.subtype for e in entries if e.subtype), None)
        said = self._voice(anchor)
        return [
            Proposal(anchor.token, anchor.type, subtype, *parties, *places, figure, said, rule, score)
            for figure in self._figures(anchor)
            for score in [self._score(anchor.type, chance, figure, said)]
        ]

    def _score(self, claim_type: ClaimType, chance: float, figure: Quantity | None, said: Voice) -> float:
        """Return the chance that type, source and figure are right."""
        if self.score is None:
            return chance
        kind = said.link.kind if said is not None else LinkKind.PUBLISHER
        return float(self.score.chances([score_features(claim_type, chance, figure is not None, kind)])[0, 0])

    def _voice(self, anchor: Anchor) -> Voice:
        voices = voice_candidates(anchor.scene, anchor.token)
        if len(voices) == 1:
            return voices[0]
        scores = self.voice.logits(voice_features(anchor.scene, anchor.token, anchor.type, voices))[:, 0]
        return voices[int(scores.argmax())]

    def _figures(self, anchor: Anchor) -> list[Quantity | None]:
        """Return the figures of a claim, one claim each, or [None] where it states none."""
        offers = figure_offers(anchor)
        if not offers:
            return [None]
        chances = self.figure.chances([figure_features(anchor, k, q, implied=one) for k, q, one in offers])[:, 0]
        order = sorted(range(len(offers)), key=lambda n: -chances[n])
        taken = [n for n in order if chances[n] >= (FIGURE_LEAST if n == order[0] else FIGURE_MORE)]
        return [offers[n][1] for n in sorted(taken)] or [None]


def _without_twins(scene: Scene, accepted: list[Accepted]) -> list[Accepted]:
    """Return the accepted triggers without those that hang on a likelier one of their type.

    "The areas held by rebels", "carried out an attack": two words, one claim.
    """
    best: dict[tuple[int, ClaimType], float] = {(token, kind): chance for token, kind, chance in accepted}
    head = scene.sketch.head
    beaten = {
        (min(pair, key=lambda k: best[k, kind]), kind)
        for token, kind, _ in accepted
        for pair in [(token, head[token])]
        if head[token] != token and (head[token], kind) in best and scene.sketch.dep[token] != "conj"
    }
    return [one for one in accepted if one[:2] not in beaten or one[2] >= TWIN_LEAST]


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


def choose_parties(mentions: list[Mention], chances: NDArray[np.float32]) -> Parties:
    """Return actor, target and person of a claim from the chances of its candidates."""
    actors = choose(mentions, chances[:, 0], ACTOR_LEAST, ACTOR_MORE)
    targets = choose(mentions, chances[:, 1], TARGET_LEAST, TARGET_MORE)
    persons = choose(mentions, chances[:, 2], PERSON_LEAST, 2.0)
    targets = [m for m in targets if m.entity not in {a.entity for a in actors}]
    return _parties(actors), _parties(targets), next(iter(_parties(persons)), None)


def choose_places(mentions: list[Mention], chances: NDArray[np.float32]) -> Places:
    """Return places and destinations of a claim from the chances of its candidates."""
    destinations = choose(mentions, chances[:, 1], DESTINATION_LEAST, DESTINATION_LEAST)
    places = choose(mentions, chances[:, 0], PLACE_LEAST, PLACE_LEAST)
    going = {m.entity for m in destinations}
    return _places([m for m in places if m.entity not in going]), _places(destinations)


def choose(mentions: list[Mention], chances: NDArray[np.float32], least: float, more: float) -> list[Mention]:
    """Return the best mention if its chance is `least`, and others from `more` on, one an entity, in text order."""
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
    with as_file(files("reportedly.reading.claims") / "weights" / "en.npz") as path:
        return TrainedReader.of(load_models(path))
