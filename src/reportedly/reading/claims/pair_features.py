"""Features of a pair: what is known about a mention, or a figure, as a filler of a trigger's slots.

Takes a scene, a trigger with its type and a candidate; gives feature names, none with more than two words of the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from reportedly.model import ClaimType, Quantity
from reportedly.reading.claims.mentions import Mention, MentionKind
from reportedly.reading.claims.scene import FILLER_KINDS, PLACE_KINDS, Scene
from reportedly.reading.claims.sketch import Sketch
from reportedly.reading.events.frames import Frame, dependents, fill_roles

_PARTY_SENTENCES = 3  # how far back a party may stand
_PLACE_SENTENCES = 2
_MOST = 28  # candidates of one trigger
_DISTANCES = (1, 2, 3, 5, 8, 12, 20, 40)
_NAMES = 1 << 15  # names kept of each kind; bounds the memory of a long run


@dataclass(frozen=True, slots=True)
class Anchor:
    """A trigger with what its pairs share: relations by token, roles of its lexicon entries by token."""

    scene: Scene
    token: int
    type: ClaimType
    relations: dict[int, tuple[str, ...]]
    roles: dict[int, tuple[str, ...]]
    above: list[int]
    agented: bool  # whether the text names an agent beside the trigger


def set_anchor(scene: Scene, token: int, claim_type: ClaimType) -> Anchor:
    """Return the anchor of a trigger."""
    spoken = scene.sketch.draft.doc[token]
    frame = dependents(spoken)
    roles: dict[int, tuple[str, ...]] = {}
    for entry in scene.entries.get(token, ()):
        if entry.type is claim_type:
            for role, heads in fill_roles(spoken, entry, frame=frame).items():
                for head in heads:
                    roles[head.i] = (*roles.get(head.i, ()), role)
    above = scene.sketch.ancestors(token)
    return Anchor(scene, token, claim_type, _by_token(frame), roles, above, bool(frame.get("agent")))


def _by_token(frame: Frame) -> dict[int, tuple[str, ...]]:
    relations: dict[int, tuple[str, ...]] = {}
    for relation, heads in frame.items():
        for head in heads:
            relations[head.i] = (*relations.get(head.i, ()), relation)
    return relations


def party_candidates(anchor: Anchor) -> list[Mention]:
    """Return the mentions that may be actor, target or person: all of the sentence, known ones of the three before."""
    return _candidates(anchor, _PARTY_SENTENCES, FILLER_KINDS, MentionKind.PHRASE)


def place_candidates(anchor: Anchor) -> list[Mention]:
    """Return the mentions that may be places: those of the sentence and of the two before."""
    return _candidates(anchor, _PLACE_SENTENCES, PLACE_KINDS, None)


def _candidates(
    anchor: Anchor, back: int, kinds: tuple[MentionKind, ...], here_only: MentionKind | None
) -> list[Mention]:
    scene = anchor.scene
    sentence = scene.sketch.sentence[anchor.token]
    here = [m for m in scene.mentions_in[sentence] if m.kind in kinds or m.kind is here_only]
    here.sort(key=lambda m: abs(m.head - anchor.token))
    found, seen = here[:_MOST], {m.entity for m in here}
    for k in range(sentence - 1, max(-1, sentence - 1 - back), -1):
        for mention in reversed(scene.mentions_in[k]):
            if mention.kind in kinds and mention.entity not in seen and len(found) < _MOST:
                seen.add(mention.entity)
                found.append(mention)
    return found + _leading(scene, anchor.token, kinds, seen)


def _leading(scene: Scene, token: int, kinds: tuple[MentionKind, ...], seen: set[str]) -> list[Mention]:
    """Return the entities most mentioned in the article beyond those seen: the last mention before, else the first."""
    found = []
    for mentions in scene.leading.get(kinds, ()):
        if mentions[0].entity not in seen:
            before = [m for m in mentions if m.head < token]
            found.append(before[-1] if before else mentions[0])
    return found


def sentences_back(anchor: Anchor, mention: Mention) -> int:
    """Return how many sentences before the trigger a mention stands: -1 is after it, 4 to 7 are classes of far ones."""
    sentence = anchor.scene.sketch.sentence
    back = sentence[anchor.token] - sentence[mention.head]
    return max(-1, back) if back <= 3 else 4 + min(3, back // 5)


def mention_features(anchor: Anchor, mention: Mention) -> list[str]:
    """Return the features of a mention as a filler of the anchor's slots."""
    # Members of enumerations are slow to format, and there are dozens of features a pair.
    scene, s, t, kind = anchor.scene, anchor.scene.sketch, str(anchor.type), str(mention.kind)
    h = mention.head
    near = sentences_back(anchor, mention)
    found = [*_with_type(f"k={kind}:{mention.label}", t), *_with_type(f"hw={s.lemma[h]}", t)]
    found += [
        f"sd={near}",
        f"sd={near}|{t}",
        "bias",
        f"t={t}",
        f"dep={s.dep[h]}|{near > 0}",
        f"style={scene.style[:4]}|{min(near, 1)}",
    ]
    if near == 0:
        found += _inside(anchor, mention)
    else:
        found += _outside(anchor, mention, near)
    count = scene.counts[mention.entity]
    found.append(f"n={min(count, 6)}")
    if count == scene.most:
        found.append("top")
    if s.sentence[h] == 0 and mention.first < 8:
        found.append(f"opening|{kind}")
    found += _speech(scene, anchor.token, mention)
    return found


def _inside(anchor: Anchor, mention: Mention) -> list[str]:
    s, t, h, kind = anchor.scene.sketch, str(anchor.type), mention.head, str(mention.kind)
    lemma = s.lemma[anchor.token]
    path = tree_path(s, anchor.above, h)
    side = "<" if h < anchor.token else ">"
    gap = bucket(abs(h - anchor.token))
    found = [*_path_names(path, t, s.pos[anchor.token], kind, mention.label), *_with_type(f"g={side}{gap}", t)]
    for relation in anchor.relations.get(h, ("none",)):
        found += _relation_names(relation, t, lemma, mention.label)
    for role in anchor.roles.get(h, ("none",)):
        found += _role_names(role, kind, t)
    found += _governor(s, h, t, side)
    heads = anchor.scene.heads_in[s.sentence[h]][mention.kind]
    between = max(0, bisect_left(heads, max(h, anchor.token)) - bisect_right(heads, min(h, anchor.token)))
    found.append(f"b={side}{min(between, 4)}")
    if mention.first <= anchor.token < mention.last:
        found += ["in", f"in|{t}"]
    return found


# Names are made once for all texts: formatting them anew, and hashing them, was the dearest part of a reading.


@lru_cache(maxsize=_NAMES)
def _with_type(name: str, t: str) -> tuple[str, str]:
    return name, f"{name}|{t}"


@lru_cache(maxsize=_NAMES)
def _path_names(path: str, t: str, pos: str, kind: str, label: str) -> tuple[str, ...]:
    return f"p={path}", f"p={path}|{t}", f"p={path}|{pos}", f"p={path}|{kind}:{label}", f"len={path.count('/')}"


@lru_cache(maxsize=_NAMES)
def _relation_names(relation: str, t: str, lemma: str, label: str) -> tuple[str, ...]:
    return f"r={relation}|{t}", f"r={relation}|{lemma}", f"r={relation}|{label}", f"r={relation}|{t}|{label}"


@lru_cache(maxsize=_NAMES)
def _role_names(role: str, kind: str, t: str) -> tuple[str, ...]:
    return f"f={role}", f"f={role}|{kind}", f"f={role}|{t}"


def _governor(s: Sketch, h: int, t: str, side: str) -> list[str]:
    head = s.head[h]
    found = [f"gov={s.lemma[head]}", f"gov={s.lemma[head]}{side}|{t}"]
    if s.pos[head] == "ADP":
        found += [f"gov2={s.lemma[head]}>{s.lemma[s.head[head]]}"]
    before = h - 1
    while before > 0 and s.dep[before] in ("compound", "amod", "det", "nmod", "punct"):
        before -= 1
    if before >= 0:
        found += [f"bw={s.lower[before]}", f"bw={s.lower[before]}|{t}"]
    if h + 1 < len(s):
        found.append(f"aw={s.lower[h + 1]}")
    return found


def _outside(anchor: Anchor, mention: Mention, near: int) -> list[str]:
    s, t, h = anchor.scene.sketch, str(anchor.type), mention.head
    role = s.dep[h] if s.pos[s.head[h]] == "VERB" else f"{s.dep[h]}<{s.lemma[s.head[h]]}"
    found = [f"o={role}|{near}", f"o={role}|{t}"]
    found += [f"okind={e.type}|{t}" for e in anchor.scene.entries.get(s.head[h], ()) if e.strength != "weak"]
    first = s.bounds[s.sentence[anchor.token]][0]
    if s.lower[first] in ("they", "it", "he", "she", "the", "this"):
        found.append(f"pron={s.lower[first]}|{mention.label}")
    if not anchor.agented:
        found.append(f"noagent|{t}")
    here = anchor.scene.heads_in[s.sentence[anchor.token]]
    found.append(f"bare={mention.kind in here}|{t}")
    return found


def _speech(scene: Scene, token: int, mention: Mention) -> list[str]:
    found = []
    said = scene.said_in[token]
    if mention.head in scene.sources:
        found.append("mysource" if scene.sources[mention.head] is said else "source")
    if scene.said_in[mention.head] is said:
        found.append("samesaid" if said else "bothown")
    if scene.echo[mention.head]:
        found.append("echo")
    return found


def figure_candidates(anchor: Anchor) -> list[tuple[int, Quantity]]:
    """Return the figures of the trigger's sentence, with the token by which each hangs."""
    scene = anchor.scene
    return scene.figures_in[scene.sketch.sentence[anchor.token]][:_MOST]


def figure_features(anchor: Anchor, token: int, figure: Quantity, *, implied: bool = False) -> list[str]:
    """Return the features of a figure, in a claim's units, as the figure of the anchor."""
    s, t = anchor.scene.sketch, anchor.type
    head = s.head[token] if s.dep[token] in ("nummod", "quantmod", "compound") else token
    lemma, side = s.lemma[anchor.token], "<" if token < anchor.token else ">"
    path = tree_path(s, anchor.above, token)
    found = [
        "bias",
        f"t={t}",
        f"u={figure.unit}|{t}",
        f"of={figure.of}|{t}",
        f"u={figure.unit}|{lemma}",
        f"of={figure.of}|{lemma}",
    ]
    found += [
        f"p={path}",
        f"p={path}|{t}",
        f"p={path}|{figure.unit}",
        f"len={path.count('/')}",
        f"imp={implied}|{t}",
        f"imp={implied}|{path}",
    ]
    gap = abs(token - anchor.token)
    found += [f"g={side}{bucket(gap)}", f"g={side}{bucket(gap)}|{t}", f"rel={figure.relation}"]
    for relation in anchor.relations.get(head, ("none",)):
        found += [f"r={relation}|{t}", f"r={relation}|{lemma}", f"r={relation}|{figure.unit}|{t}"]
    for role in anchor.roles.get(head, ("none",)):
        found += [f"f={role}|{t}", f"f={role}"]
    others = anchor.scene.figures_in[s.sentence[token]]
    low, high = min(token, anchor.token), max(token, anchor.token)
    # Counting stops at the most that a feature tells apart: sentences may be megabytes long.
    between = sum(1 for _ in islice((k for k, _ in others if low < k < high), 3))
    found += [f"b={side}{between}", f"many={min(len(others), 4)}|{t}"]
    entries = anchor.scene.entries
    rivals = (k for k in range(low + 1, high) if any(e.type is t for e in entries.get(k, ())))
    found.append(f"rivals={sum(1 for _ in islice(rivals, 2))}|{side}")
    found += _governor(s, head, t, side)[:2]
    return found


def tree_path(s: Sketch, above: list[int], h: int) -> str:
    """Return the relations from a trigger (with the tokens above it) up and down to token `h`: "^dobj/nsubj"."""
    down: list[str] = []
    at = h
    while at not in above:
        down.append(s.dep[at])
        if s.head[at] == at or len(down) > 6:
            return "far"
        at = s.head[at]
    up = [s.dep[token] + "^" for token in above[: above.index(at)]]
    return "/".join([*up, *reversed(down)]) or "self"


def bucket(gap: int) -> int:
    """Return the number of the distance class of a gap in tokens.

    >>> bucket(1), bucket(6), bucket(99)
    (0, 4, 8)
    """
    return bisect_left(_DISTANCES, gap)
