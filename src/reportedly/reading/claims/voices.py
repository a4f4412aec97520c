"""Voices: whose word a claim may be, with features by which a trained part chooses.

The rules (`source_of`) name one attribution; the article's own voice, the other attributions around the trigger and
the last one before it are the rivals. What the rules say is a feature like any other, and the strongest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reportedly.model import Attribution, LinkKind, Span
from reportedly.reading.claims.keys import Features, Keys, Templates, keys_of, number_keys
from reportedly.reading.claims.pair_features import gap_keys
from reportedly.reading.claims.pairs import Anchor, anchor_tokens
from reportedly.reading.claims.scene import Scene
from reportedly.reading.claims.scenes import Scenes, type_keys
from reportedly.reading.speech.find import source_of

Voice = Attribution | None  # None is the article's own

_MOST = 8
_QUOTES = frozenset("\"“'‘«")


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices that a claim may belong to: the publisher's first, then by nearness; and the one that rules name."""

    anchor: Anchor
    rule: Voice
    offered: list[Voice]


def voice_candidates(anchor: Anchor) -> Voices:
    """Return the voices that the claim of a trigger may belong to."""
    scene, token, s = anchor.scene, anchor.token, anchor.scene.sketch
    sentence = s.sentence[token]
    here = scene.voices_in[sentence]
    before = scene.voices_in[sentence - 1][-2:] if sentence else []
    rule = source_of(s.draft, s.span(token, token + 1), trigger=token)
    found: list[Voice] = [None]
    for voice in ([rule] if rule else []) + here + before[::-1]:
        if not any(voice is other for other in found):
            found.append(voice)
    return Voices(anchor, rule, found[:_MOST])


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


def voice_features(scenes: Scenes, voices: list[Voices]) -> Features:
    """Return the features of each voice of each claim as its source, in their order."""
    c = scenes.columns
    claims = np.repeat(np.arange(len(voices)), [len(of.offered) for of in voices])
    rows = [(of, voice) for of in voices for voice in of.offered]
    distinct = {(of.anchor.text, id(voice)): (of.anchor, voice) for of, voice in rows}
    numbers = {key: number for number, key in enumerate(distinct)}
    which = np.array([numbers[of.anchor.text, id(voice)] for of, voice in rows], dtype=np.int64)
    told = list(distinct.values())
    tokens = anchor_tokens(scenes, [of.anchor for of in voices])[claims]
    cues = np.array([c.begins[anchor.text] + _cue_token(anchor.scene, voice) for anchor, voice in told])[which]
    own = np.array([voice is None for _, voice in told])[which]
    side, gap = gap_keys(tokens, cues)
    begins = np.array(c.sentence_begins)[c.text[tokens]]
    columns = {name: keys[claims] for name, keys in _claim_columns(voices).items()}
    columns |= {name: keys[which] for name, keys in _voice_columns(told).items()}
    columns |= _pair_columns(rows)
    columns |= {
        "bias": np.ones(len(rows), dtype=np.uint64),
        "governor": c.lemma[c.head[tokens]],
        "echo": number_keys(scenes.echo[tokens]),
        "sentence": number_keys(np.minimum(c.sentence[tokens] - begins, 3)),
        "word": np.where(own, _ZERO, c.lemma[cues]),
        "apart": np.where(own, _ZERO, number_keys(c.sentence[tokens] - c.sentence[cues] + 2)),
        "side": np.where(own, _ZERO, side),
        "gap": gap,
    }
    return _TEMPLATES.features(columns)


_ZERO = np.uint64(0)


def _cue_token(scene: Scene, voice: Voice) -> int:
    if voice is None or not voice.cue:
        return 0
    sketch = scene.sketch
    return min(sketch.tokens(*voice.cue[0])[0], len(sketch) - 1)


def _claim_columns(voices: list[Voices]) -> dict[str, Keys]:
    """Return what is said of each claim, whosever word it is."""
    covering = [
        sum(_holds(voice.content, of.anchor.start) for voice in of.offered if voice is not None) for of in voices
    ]
    return {
        "type": type_keys(of.anchor.type for of in voices),
        "rule": keys_of(_kind(of.rule) for of in voices),
        "cue": keys_of(str(of.anchor.token in of.anchor.scene.cues) for of in voices),
        "covering": number_keys([min(number, 2) for number in covering]),
    }


def _voice_columns(voices: list[tuple[Anchor, Voice]]) -> dict[str, Keys]:
    """Return what is said of each voice, whatever claim is meant; the article's own has little to say."""
    told = [("",) * len(_OF_VOICES) if voice is None else _tell(anchor.scene, voice) for anchor, voice in voices]
    columns = {name: keys_of(column) for name, column in zip(_OF_VOICES, zip(*told, strict=True), strict=True)}
    return columns | {"kind": keys_of(_kind(voice) for _, voice in voices)}


_OF_VOICES = ("speech", "level", "link", "stance", "sourceless", "pieces", "quoted")


def _tell(scene: Scene, voice: Attribution) -> tuple[str, ...]:
    content = voice.content
    first = scene.sketch.draft.document.text[content[0].start : content[0].start + 1] if content else ""
    return (
        voice.kind.value,
        str(min(voice.level, 2)),
        voice.link.kind.value,
        voice.link.stance.value,
        str(not voice.source),
        str(min(len(content), 2)),
        str(first in _QUOTES),
    )


def _pair_columns(rows: list[tuple[Voices, Voice]]) -> dict[str, Keys]:
    """Return how each voice stands to the claim."""
    held = [
        ("", "", "")
        if voice is None
        else tuple(str(_holds(piece, of.anchor.start)) for piece in (voice.content, voice.cue, voice.source))
        for of, voice in rows
    ]
    columns = dict(zip(("covers", "in.cue", "in.source"), map(keys_of, zip(*held, strict=True)), strict=True))
    ruled = [voice is of.rule for of, voice in rows]
    marks = [
        "own" if voice is None else "rule" if is_rule else "other"
        for (_, voice), is_rule in zip(rows, ruled, strict=True)
    ]
    return columns | {"is": keys_of(map(str, ruled)), "mark": keys_of(marks)}


def _holds(pieces: tuple[Span, ...], point: int) -> bool:
    return any(piece.start <= point < piece.end for piece in pieces)


def _kind(voice: Voice) -> str:
    return LinkKind.PUBLISHER.value if voice is None else f"{voice.kind}:{voice.link.kind}"
