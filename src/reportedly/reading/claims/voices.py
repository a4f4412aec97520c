"""Voices: whose word a claim may be, with features by which a trained part chooses.

The rules (`source_of`) name one attribution; the article's own voice, the other attributions around the trigger and
the last one before it are the rivals. What the rules say is a feature like any other, and the strongest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reportedly.model import Attribution, ClaimType, LinkKind
from reportedly.reading.claims.keys import Features, Templates, keys_of, number_keys
from reportedly.reading.claims.pair_features import gap_keys
from reportedly.reading.claims.scene import Scene
from reportedly.reading.speech.find import source_of

Voice = Attribution | None  # None is the article's own

_MOST = 8
_QUOTES = frozenset("\"“'‘«")


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices that a claim may belong to: the publisher's first, then by nearness; and the one that rules name."""

    token: int
    type: ClaimType
    rule: Voice
    offered: list[Voice]


def voice_candidates(scene: Scene, token: int, claim_type: ClaimType) -> Voices:
    """Return the voices that the claim of a trigger may belong to."""
    s = scene.sketch
    sentence = s.sentence[token]
    here = scene.voices_in[sentence]
    before = scene.voices_in[sentence - 1][-2:] if sentence else []
    rule = source_of(s.draft, s.span(token, token + 1), trigger=token)
    found: list[Voice] = [None]
    for voice in ([rule] if rule else []) + here + before[::-1]:
        if not any(voice is other for other in found):
            found.append(voice)
    return Voices(token, claim_type, rule, found[:_MOST])


_SHARED = ("type", "rule", "covering", "cue", "rule type", "governor", "echo", "sentence")
_TEMPLATES = Templates.of(
    "\n".join(
        [
            "bias",
            "kind",
            "!is",
            "!is kind",
            *(f"mark {names}" for names in _SHARED),
            "covers",
            "covers speech",
            "covers word",
            "in.cue",
            "in.cue word",
            "in.source",
            "level covers covering",
            "link covers",
            "stance covers",
            "apart covers",
            "side gap covers",
            "sourceless covers",
            "pieces covers",
            "quoted covers",
        ]
    )
)


def voice_features(scene: Scene, voices: list[Voices]) -> Features:
    """Return the features of each voice of each claim as its source, in their order."""
    s, c = scene.sketch, scene.columns
    rows = [(of, voice, _covering(s.start[of.token], of.offered)) for of in voices for voice in of.offered]
    found = [_about(scene, of, voice) for of, voice, _ in rows]
    tokens = np.array([of.token for of, *_ in rows], dtype=np.int64)
    cues = np.array([cue for cue, _ in found], dtype=np.int64)
    side, gap = gap_keys(tokens, cues)
    own = np.array([voice is None for _, voice, _ in rows])
    columns = {name: keys_of(names[name] for _, names in found) for name in found[0][1]}
    columns |= {
        "bias": np.ones(len(rows), dtype=np.uint64),
        "type": keys_of(of.type.value for of, *_ in rows),
        "covering": number_keys([min(covering, 2) for *_, covering in rows]),
        "governor": c.lemma[c.head[tokens]],
        "echo": number_keys(scene.echo[tokens]),
        "sentence": number_keys(np.minimum(c.sentence[tokens], 3)),
        "word": np.where(own, np.uint64(0), c.lemma[cues]),
        "apart": np.where(own, np.uint64(0), number_keys(c.sentence[tokens] - c.sentence[cues] + 2)),
        "side": np.where(own, np.uint64(0), side),
        "gap": gap,
    }
    return _TEMPLATES.features(columns)


def _covering(point: int, voices: list[Voice]) -> int:
    return sum(_covers(voice, point) for voice in voices if voice is not None)


def _about(scene: Scene, of: Voices, voice: Voice) -> tuple[int, dict[str, str]]:
    """Return the token of a voice's cue, and what is said of the voice in words; "" has nothing to say."""
    s = scene.sketch
    names = {
        "kind": _kind(voice),
        "is": str(voice is of.rule),
        "rule": _kind(of.rule),
        "mark": "own" if voice is None else "rule" if voice is of.rule else "other",
        "cue": str(of.token in scene.cues),
    }
    if voice is None:
        return 0, names | dict.fromkeys(_OF_OTHERS, "")
    point = s.start[of.token]
    cue = s.tokens(*voice.cue[0])[0] if voice.cue else 0
    first = s.draft.document.text[voice.content[0].start : voice.content[0].start + 1] if voice.content else ""
    values = (
        _covers(voice, point),
        voice.kind.value,
        any(c.start <= point < c.end for c in voice.cue),
        any(c.start <= point < c.end for c in voice.source),
        min(voice.level, 2),
        voice.link.kind.value,
        voice.link.stance.value,
        not voice.source,
        min(len(voice.content), 2),
        first in _QUOTES,
    )
    return min(cue, len(s) - 1), names | {k: str(v) for k, v in zip(_OF_OTHERS, values, strict=True)}


_OF_OTHERS = (
    "covers", "speech", "in.cue", "in.source", "level", "link", "stance", "sourceless", "pieces", "quoted",
)  # fmt: skip


def _covers(voice: Attribution, point: int) -> bool:
    return any(c.start <= point < c.end for c in voice.content)


def _kind(voice: Voice) -> str:
    return LinkKind.PUBLISHER.value if voice is None else f"{voice.kind}:{voice.link.kind}"
