"""The trained reader: linear models accept or refuse a trigger, name its type and choose its fillers.

Takes the scenes that rules have set (names, figures, attributions, lexicon hits) and gives proposals. The weights are
made by `python -m training`; see docs/decisions for what they were trained on and what they may not hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from reportedly.model import ClaimType, LinkKind, Quantity
from reportedly.reading.claims.choosing import Parties, Places, choose_parties, choose_places
from reportedly.reading.claims.columns import in_a_row
from reportedly.reading.claims.figure_features import figure_features, figure_offers
from reportedly.reading.claims.last_look import look_last
from reportedly.reading.claims.linear import LinearModel, chances_of, choice_chances
from reportedly.reading.claims.mentions import Mention
from reportedly.reading.claims.pair_features import pair_features
from reportedly.reading.claims.pairs import Anchor, Pairs, join_pairs, party_pairs, place_pairs, set_anchor
from reportedly.reading.claims.pooling import pool_pairs
from reportedly.reading.claims.proposals import Proposal
from reportedly.reading.claims.scene import Scene
from reportedly.reading.claims.scenes import Scenes
from reportedly.reading.claims.scores import score_features
from reportedly.reading.claims.second_look import look_again
from reportedly.reading.claims.standing import Standing, worth_another_look
from reportedly.reading.claims.stored import Models, load_models
from reportedly.reading.claims.trees import TreeModel
from reportedly.reading.claims.trigger_features import trigger_features
from reportedly.reading.claims.trigger_judges import TriggerJudges
from reportedly.reading.claims.voices import Voice, voice_candidates, voice_features
from reportedly.reading.events.lexicon import Strength
from reportedly.reading.events.triggers import avoided_types

CLAIM_LEAST = 0.44  # of a claim of any type: the best type is taken then
ALWAYS_CHANCE = 0.6  # of what the lexicon says holds always
SECOND_LEAST = 0.5  # of a second type of one word
TWIN_LEAST = 0.85  # of a claim that hangs on another of its type
TRIGGER_LEAST = 0.4  # chances from which a candidate is taken; set by cross-validation
FIGURE_LEAST, FIGURE_MORE = 0.38, 0.6

Accepted = tuple[int, ClaimType, float]  # token, type and chance
Scored = tuple[list[Mention], list[list[float]]]  # candidates, and for each slot their chances


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
    """The trained reader with its models."""

    judges: TriggerJudges
    trigger_look: TreeModel
    party: LinearModel
    place: LinearModel
    figure: LinearModel
    voice: LinearModel
    score: LinearModel | None  # None while it is being made
    last_looks: tuple[TreeModel, TreeModel]  # at parties, at places
    offered: frozenset[str]

    @classmethod
    def of(cls, models: Models) -> TrainedReader:
        """Return the reader of the models of one file."""
        linear = models.linear
        names = ("party", "place", "figure", "voice")
        return cls(
            TriggerJudges.of(linear["trigger"], linear["claim"], linear["type"]),
            models.trees["trigger_look"],
            **{name: linear[name] for name in names},
            score=linear.get("score"),
            last_looks=(models.trees["party_look"], models.trees["place_look"]),
            offered=frozenset(models.offered),
        )

    def propose(self, scenes: Sequence[Scene]) -> list[list[Proposal]]:
        """Return the proposals of each scene, in the order of its text."""
        together = Scenes(list(scenes))
        accepted = self._accept(together)
        anchors = [
            set_anchor(scene, token, claim_type, text=text)
            for text, (scene, of_text) in enumerate(zip(scenes, accepted, strict=True))
            for token, claim_type, _ in of_text
        ]
        proposals: list[list[Proposal]] = [[] for _ in scenes]
        drafts = self._draft(together, anchors, [one[-1] for of_text in accepted for one in of_text])
        for draft, score in zip(drafts, self._scores(drafts), strict=True):
            proposals[draft.anchor.text].append(draft.proposal(score))
        return proposals

    def _draft(self, scenes: Scenes, anchors: list[Anchor], chances: list[float]) -> list[_Draft]:
        """Return the claims of accepted triggers with their fillers, one for each figure."""
        if not anchors:
            return []
        parties, places = self._fill(scenes, anchors)
        figured, voices = self._figures(scenes, anchors), self._voices(scenes, anchors)
        filled = zip(anchors, chances, parties, places, figured, voices, strict=True)
        return [
            _Draft(anchor, chance, choose_parties(anchor, *of_parties), choose_places(*of_places), figure, said)
            for anchor, chance, of_parties, of_places, figures, said in filled
            for figure in figures
        ]

    def _accept(self, scenes: Scenes) -> list[list[Accepted]]:
        """Return the triggers of each text that are likely enough; one that surely claims gets its best type."""
        offered = [candidate_tokens(scene, self.offered) for scene in scenes.of]
        at = in_a_row(offered, scenes.columns.begins)[:-1]
        accepted: list[list[Accepted]] = [[] for _ in offered]
        if not len(at):
            return accepted
        chances, any_type = self.judges.chances(trigger_features(scenes, at).keys)
        chances = look_again(self.trigger_look, scenes, at, chances, any_type)
        chances = pool_pairs(scenes, at, chances, TRIGGER_LEAST)
        for row, token in enumerate(at.tolist()):
            for entry in scenes.entries.get(token, ()):
                if entry.strength is Strength.ALWAYS:
                    column = self.judges.types.index(entry.type)
                    chances[row, column] = max(chances[row, column], ALWAYS_CHANCE)
        places = [(text, token) for text, tokens in enumerate(offered) for token in tokens]
        for k in np.flatnonzero(chances.sum(axis=1) >= TRIGGER_LEAST).tolist():
            text, token = places[k]
            accepted[text] += self._types(scenes.of[text], token, chances[k])
        return [_without_twins(scene, of_text) for scene, of_text in zip(scenes.of, accepted, strict=True)]

    def _types(self, scene: Scene, token: int, row: NDArray[np.float32]) -> list[Accepted]:
        """Return the types of a likely token that are likely enough themselves."""
        labels = self.judges.types
        avoided = avoided_types(scene.sketch.draft.doc[token])
        if avoided:
            row[[k for k, label in enumerate(labels) if label in avoided]] = 0.0
        told: list[float] = row.tolist()
        best = told.index(max(told))
        columns = [k for k, chance in enumerate(told) if chance >= (TRIGGER_LEAST if k == best else SECOND_LEAST)]
        if not columns and row.sum() >= CLAIM_LEAST:
            columns = [best]
        return [(token, ClaimType(labels[k]), told[k]) for k in columns]

    def _fill(self, scenes: Scenes, anchors: list[Anchor]) -> tuple[list[Scored], list[Scored]]:
        """Return for each claim its candidates, parties and places, with the chances of the last look."""
        parties, places = party_pairs(scenes, anchors), place_pairs(scenes, anchors)
        keys = pair_features(scenes, join_pairs(parties, places)).keys
        scores = self.party.logits(keys[:, : len(parties)]), self.place.logits(keys[:, len(parties) :])
        first = choice_chances(scores[0], parties.claims), chances_of(scores[1])
        kept = [worth_another_look(of) for of in scores]
        left = [pairs.only(ks) for pairs, ks in zip((parties, places), kept, strict=True)]
        standing = Standing.of(scenes, [(of, s[ks]) for of, s, ks in zip(left, scores, kept, strict=True)])
        last = look_last(self.last_looks, scenes, standing, [of[ks] for of, ks in zip(first, kept, strict=True)])
        of_parties, of_places = (_by_claim(scenes, *look) for look in zip(left, last, strict=True))
        return of_parties, of_places

    def _voices(self, scenes: Scenes, anchors: list[Anchor]) -> list[Voice]:
        """Return whose word each claim is."""
        voices = [voice_candidates(anchor) for anchor in anchors]
        doubtful = [of for of in voices if len(of.offered) > 1]
        if not doubtful:
            return [of.offered[0] for of in voices]
        scores = self.voice.logits(voice_features(scenes, doubtful).keys)[:, 0]
        ends = accumulate((len(of.offered) for of in doubtful), initial=0)
        best = iter([int(scores[begin:end].argmax()) for begin, end in pairwise(ends)])
        return [of.offered[next(best) if len(of.offered) > 1 else 0] for of in voices]

    def _figures(self, scenes: Scenes, anchors: list[Anchor]) -> list[list[Quantity | None]]:
        """Return the figures of each claim, one claim each, or [None] where it states none."""
        offers = [figure_offers(anchor) for anchor in anchors]
        together = [offer for of_claim in offers for offer in of_claim]
        if not together:
            return [[None] for _ in anchors]
        chances = self.figure.chances(figure_features(scenes, together).keys)[:, 0].tolist()
        ends = accumulate(map(len, offers), initial=0)
        return [
            _take_figures([figure for _, _, figure, _ in of_claim], chances[begin:end])
            for of_claim, (begin, end) in zip(offers, pairwise(ends), strict=True)
        ]

    def _scores(self, drafts: list[_Draft]) -> list[float]:
        """Return the chances that type, source and figure are right."""
        if self.score is None or not drafts:
            return [draft.chance for draft in drafts]
        marks = [(d.anchor.type, d.chance, d.figure is not None, d.speaker) for d in drafts]
        return [float(score) for score in self.score.chances(score_features(marks).keys)[:, 0]]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A proposal that wants its score."""

    anchor: Anchor
    chance: float
    parties: Parties
    places: Places
    figure: Quantity | None
    said: Voice

    @property
    def speaker(self) -> LinkKind:
        return self.said.link.kind if self.said is not None else LinkKind.PUBLISHER

    def proposal(self, score: float) -> Proposal:
        token, claim_type = self.anchor.token, self.anchor.type
        entries = [e for e in self.anchor.scene.entries.get(token, ()) if e.type is claim_type]
        rule = entries[0].rule if entries else f"{claim_type}/learned"
        subtype = next((e.subtype for e in entries if e.subtype), None)
        return Proposal(token, claim_type, subtype, *self.parties, *self.places, self.figure, self.said, rule, score)


def _by_claim(scenes: Scenes, pairs: Pairs, chances: NDArray[np.float32]) -> list[Scored]:
    ends = np.searchsorted(pairs.claims, np.arange(len(pairs.anchors) + 1)).tolist()
    mentions = [scenes.mentioned.all[k] for k in pairs.mentions.tolist()]
    slots = chances.T.tolist()
    return [(mentions[begin:end], [slot[begin:end] for slot in slots]) for begin, end in pairwise(ends)]


def _take_figures(figures: list[Quantity], chances: list[float]) -> list[Quantity | None]:
    """Return the likeliest figure if it is likely enough, and others that are surely stated too."""
    order = sorted(range(len(figures)), key=lambda n: -chances[n])
    taken = [n for n in order if chances[n] >= (FIGURE_LEAST if n == order[0] else FIGURE_MORE)]
    return [figures[n] for n in sorted(taken)] or [None]


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


@lru_cache(maxsize=1)
def load_reader() -> TrainedReader:
    """Return the trained reader that ships with the package."""
    with as_file(files("reportedly.reading.claims") / "weights" / "en.npz") as path:
        return TrainedReader.of(load_models(path))
