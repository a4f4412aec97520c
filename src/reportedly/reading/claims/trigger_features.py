"""Features of a trigger: what is known about a word when it is judged to state a claim, and of which type.

A feature is a short name; none holds more than two words of the text in a row (design section 5).
"""

from __future__ import annotations

from bisect import bisect_left

from reportedly.model import AttributionKind
from reportedly.reading.claims.mentions import MentionKind
from reportedly.reading.claims.scene import Scene

_STRENGTHS = ("none", "weak", "likely", "sure", "always")
_MOST_CHILDREN = 12


def trigger_features(scene: Scene, i: int) -> list[str]:
    """Return the features of token `i` as a trigger."""
    return [
        *_word(scene, i),
        *_neighbours(scene, i),
        *_tree(scene, i),
        *_lexicon(scene, i),
        *_fillers(scene, i),
        *_attribution(scene, i),
        *_place_in_text(scene, i),
    ]


def _word(scene: Scene, i: int) -> list[str]:
    s = scene.sketch
    lemma = s.lemma[i]
    return [
        f"l={lemma}",
        f"l={lemma}/{s.pos[i]}",
        f"t={s.tag[i]}",
        f"d={s.dep[i]}",
        f"w={s.lower[i]}",
        f"s3={lemma[-3:]}",
    ]


def _neighbours(scene: Scene, i: int) -> list[str]:
    s = scene.sketch
    found = []
    for name, k in (("-1", i - 1), ("+1", i + 1), ("-2", i - 2), ("+2", i + 2)):
        if 0 <= k < len(s):
            found += [f"{name}={s.lemma[k]}", f"{name}p={s.pos[k]}"]
            if name in ("-1", "+1"):
                found.append(f"{name}={s.lemma[i]}_{s.lemma[k]}")
    return found


def _tree(scene: Scene, i: int) -> list[str]:
    s = scene.sketch
    head = s.head[i]
    found = [f"h={s.lemma[head]}", f"hp={s.pos[head]}>{s.dep[i]}", f"h2={s.lemma[s.head[head]]}"]
    found.append(f"h={s.lemma[head]}>{s.lemma[i]}")
    for child in s.children[i][:_MOST_CHILDREN]:
        dep = s.dep[child]
        if dep == "punct":
            continue
        found += [f"c={dep}", f"c={dep}:{s.lemma[child]}", f"cl={s.lemma[i]}>{s.lemma[child]}"]
        if dep in ("prep", "agent", "dobj"):
            found += [f"g={s.lemma[grand]}" for grand in s.children[child][:2]]
    return found


def _lexicon(scene: Scene, i: int) -> list[str]:
    s = scene.sketch
    found = [f"x={e.type}:{e.strength}" for e in scene.entries.get(i, ())] or ["x=none"]
    found += [f"hx={e.type}" for e in scene.entries.get(s.head[i], ()) if s.head[i] != i and e.strength != "weak"]
    for child in s.children[i][:_MOST_CHILDREN]:
        found += [f"cx={e.type}" for e in scene.entries.get(child, ()) if e.strength != "weak"]
    start, end = s.bounds[s.sentence[i]]
    strong = scene.strong
    kinds = {
        e.type
        for k in strong[bisect_left(strong, max(start, i - 15)) : bisect_left(strong, min(end, i + 15))]
        if k != i
        for e in scene.entries[k]
        if e.strength != "weak"
    }
    return found + [f"sx={kind}" for kind in kinds]


def _fillers(scene: Scene, i: int) -> list[str]:
    """Return which kinds of mentions and figures stand under the trigger, beside it and in its sentence."""
    s = scene.sketch
    first, last = s.subtree[i]
    found = set()
    for mention in scene.mentions_in[s.sentence[i]]:
        if mention.kind is MentionKind.PHRASE:
            continue
        where = "u" if first <= mention.head < last else "o"
        kind = str(mention.kind)  # members of enumerations are slow to format
        found.add(f"m{where}={kind}")
        found.add(f"m{where}={kind}:{mention.label}")
        if s.head[mention.head] == i:
            found.add(f"md={s.dep[mention.head]}:{mention.label}")
    for token, figure in scene.figures_in[s.sentence[i]]:
        where = "u" if first <= token < last else "o"
        found.add(f"q{where}={figure.of or figure.unit}")
        found.add(f"q{where}")
        found.add(f"qx={figure.unit}")
    return sorted(found)


def _attribution(scene: Scene, i: int) -> list[str]:
    said = scene.said_in[i]
    found = []
    if said is not None:
        found += [f"a={said.kind}", f"a={said.kind}:{said.link.kind}"]
        top = scene.sketch.tokens(*said.content[0])[0]
        head_said = scene.said_in[scene.sketch.head[i]]
        if head_said is not said or scene.sketch.head[i] == i:
            found.append(f"atop={said.kind}")
        if top == i:
            found.append("afirst")
    else:
        found.append("a=none")
    if i in scene.cues:
        found.append(f"cue={scene.cues[i].kind}")
        found.append("cue=speech" if scene.cues[i].kind is AttributionKind.SPEECH else "cue=other")
    if i in scene.sources:
        found.append("src")
    return found


def _place_in_text(scene: Scene, i: int) -> list[str]:
    s = scene.sketch
    sentence = s.sentence[i]
    found = [f"n={min(sentence, 5)}", f"z={min(len(s.bounds) - 1 - sentence, 3)}", "bias", f"style={scene.style}"]
    strength = max((e.strength for e in scene.entries.get(i, ())), key=_STRENGTHS.index, default="none")
    found.append(f"style={scene.style[:4]}|{strength}")
    if scene.echo[i]:
        found.append("echo")
    if scene.before[i]:
        found.append("before")
    if scene.again[i]:
        found.append("again")
    start, end = s.bounds[sentence]
    around = {*s.content[max(start, i - 20) : i], *s.content[i + 1 : min(end, i + 20)]} - {""}
    return found + [f"b={lemma}" for lemma in sorted(around)]
