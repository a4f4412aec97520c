"""Voices: whose word a claim may be, with features by which a trained part chooses.

The rules (`source_of`) name one attribution; the article's own voice, the other attributions around the trigger and
the last one before it are the rivals. What the rules say is a feature like any other, and the strongest.
"""

from __future__ import annotations

from reportedly.model import Attribution, ClaimType, LinkKind
from reportedly.reading.claims.pair_features import bucket
from reportedly.reading.claims.scene import Scene
from reportedly.reading.speech.find import source_of

Voice = Attribution | None  # None is the article's own

_MOST = 8


def voice_candidates(scene: Scene, token: int) -> list[Voice]:
    """Return the voices that the claim of a trigger may belong to: the publisher's first, then by nearness."""
    s = scene.sketch
    sentence = s.sentence[token]
    here = scene.voices_in[sentence]
    before = scene.voices_in[sentence - 1][-2:] if sentence else []
    rule = source_of(s.draft, s.span(token, token + 1), trigger=token)
    found: list[Voice] = [None]
    for voice in ([rule] if rule else []) + here + before[::-1]:
        if not any(voice is other for other in found):
            found.append(voice)
    return found[:_MOST]


def voice_features(scene: Scene, token: int, claim_type: ClaimType, voices: list[Voice]) -> list[list[str]]:
    """Return the features of each voice as the source of the claim."""
    s = scene.sketch
    rule = source_of(s.draft, s.span(token, token + 1), trigger=token)
    point = s.start[token]
    covering = [v for v in voices if v is not None and _covers(v, point)]
    shared = [f"t={claim_type}", f"rule={_kind(rule)}", f"n={min(len(covering), 2)}", f"cue={token in scene.cues}"]
    shared += [f"rule={_kind(rule)}|{claim_type}", f"h={s.lemma[s.head[token]]}", f"e={scene.echo[token]}"]
    shared.append(f"s={min(s.sentence[token], 3)}")
    found = []
    for voice in voices:
        own = [f"k={_kind(voice)}", f"is={voice is rule}", f"is={voice is rule}|{_kind(voice)}"]
        if voice is not None:
            own += _about(scene, voice, token, point, len(covering))
        mark = "own" if voice is None else "rule" if voice is rule else "other"
        found.append([*own, *(f"{mark}&{name}" for name in shared), "bias"])
    return found


def _about(scene: Scene, voice: Attribution, token: int, point: int, covering: int) -> list[str]:
    s = scene.sketch
    covers = _covers(voice, point)
    cue = s.tokens(*voice.cue[0])[0] if voice.cue else 0
    in_cue = any(c.start <= point < c.end for c in voice.cue)
    in_source = any(c.start <= point < c.end for c in voice.source)
    apart = s.sentence[token] - s.sentence[min(cue, len(s) - 1)]
    lemma = s.lemma[cue] if cue < len(s) else ""
    found = [
        f"c={covers}",
        f"c={covers}|{voice.kind}",
        f"c={covers}|{lemma}",
        f"in={in_cue}",
        f"in={in_cue}|{lemma}",
        f"src={in_source}",
    ]
    found += [
        f"lv={min(voice.level, 2)}|{covers}|{min(covering, 2)}",
        f"lk={voice.link.kind}|{covers}",
        f"st={voice.link.stance}|{covers}",
    ]
    found += [f"a={apart}|{covers}", f"g={'<' if cue < token else '>'}{bucket(abs(cue - token))}|{covers}"]
    found += [f"nosrc={not voice.source}|{covers}", f"pieces={min(len(voice.content), 2)}|{covers}"]
    first = s.draft.document.text[voice.content[0].start : voice.content[0].start + 1] if voice.content else ""
    found.append(f"q={first in _QUOTES}|{covers}")
    return found


_QUOTES = frozenset("\"“'‘«")


def _covers(voice: Attribution, point: int) -> bool:
    return any(c.start <= point < c.end for c in voice.content)


def _kind(voice: Voice) -> str:
    return LinkKind.PUBLISHER.value if voice is None else f"{voice.kind}:{voice.link.kind}"
