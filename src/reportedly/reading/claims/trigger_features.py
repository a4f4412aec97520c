"""Features of a trigger: what is known about words when they are judged to state a claim, and of which type.

None holds more than two words of the text (design section 5).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from reportedly.model import AttributionKind, ClaimType
from reportedly.reading.claims.columns import mark_key
from reportedly.reading.claims.keys import (
    Features,
    Indices,
    Keys,
    Templates,
    bag_features,
    flag_keys,
    join_features,
    key_of,
    keys_of,
    number_keys,
)
from reportedly.reading.claims.scenes import Scenes, unpack_types
from reportedly.reading.events.lexicon import Strength

_RANKS = {Strength(name): rank for rank, name in enumerate(("weak", "likely", "sure", "always"), 1)}
_MOST_ENTRIES = 4  # of one word
_ZERO = np.uint64(0)
_NONE, _SPEECH = keys_of(["none", AttributionKind.SPEECH.value])
_AROUND = np.array([k for k in range(-20, 20) if k])  # words of the context
_BESIDE = np.array([k for k in range(-15, 15) if k])  # triggers of the context

_TEMPLATES = Templates.of(
    """
    bias
    !lemma
    !lemma pos
    tag
    dep
    lower
    suffix
    lemma-1
    pos-1
    lemma lemma-1
    lemma+1
    pos+1
    lemma lemma+1
    lemma-2
    pos-2
    lemma+2
    pos+2
    head
    head.pos dep
    head.head
    head lemma
    said
    said said.by
    said.top
    said.first
    cue
    cue.speech
    source
    number
    left
    !style
    !style.bare strength
    echo
    echo fresh
    before
    before fresh
    again
    fresh strength
    """
)


def trigger_features(scenes: Scenes, at: Indices) -> Features:
    """Return the features of tokens as triggers."""
    words = _TEMPLATES.features(_word_columns(scenes, at) | _scene_columns(scenes, at))
    bags = [*_children(scenes, at), *_lexicon(scenes, at), *_context(scenes, at)]
    return join_features(words, *bags, distinct=join_features(*_fillers(scenes, at)))


def _word_columns(scenes: Scenes, at: Indices) -> dict[str, Keys]:
    c = scenes.columns
    head = c.head[at]
    columns = {
        "bias": np.ones(len(at), dtype=np.uint64),
        "lemma": c.lemma[at],
        "pos": c.pos[at],
        "tag": c.tag[at],
        "dep": c.dep[at],
        "lower": c.lower[at],
        "suffix": c.suffixes(at),
        "head": c.lemma[head],
        "head.pos": c.pos[head],
        "head.head": c.lemma[c.head[head]],
    }
    for offset in (-1, 1, -2, 2):
        near = c.beside(at, offset)
        columns[f"lemma{offset:+}"], columns[f"pos{offset:+}"] = c.lemma[near], c.pos[near]
    return columns


def _scene_columns(scenes: Scenes, at: Indices) -> dict[str, Keys]:
    """Return what the scene says of each token: whose word it is, where in the text it stands, what it repeats."""
    c = scenes.columns
    sentence, text = c.sentence[at], c.text[at]
    begins = np.array(c.sentence_begins)
    said, voices = scenes.said_numbers[at], scenes.voices
    above = np.where(c.head[at] == at, -1, scenes.said_numbers[c.head[at]])
    cues = scenes.cue_numbers[at]
    entries = scenes.entries
    strengths = [max(_RANKS[e.strength] for e in entries[i]) if i in entries else 0 for i in at.tolist()]
    return {
        "said": np.where(said < 0, _NONE, voices.kinds[said]),
        "said.by": voices.speakers[said],
        "said.top": np.where(said == above, _ZERO, voices.kinds[said]),
        "said.first": flag_keys((said >= 0) & (voices.firsts[said] == at)),
        "cue": voices.kinds[cues],
        "cue.speech": np.where(cues < 0, _ZERO, number_keys(voices.kinds[cues] == _SPEECH)),
        "source": flag_keys(scenes.source_numbers[at] >= 0),
        "number": number_keys(np.minimum(sentence - begins[text], 5)),
        "left": number_keys(np.minimum(begins[text + 1] - 1 - sentence, 3)),
        "style": scenes.styles[text],
        "style.bare": scenes.bare_styles[text],
        "strength": number_keys(strengths),
        "echo": flag_keys(scenes.echo[at]),
        "fresh": number_keys(scenes.fresh[sentence]),
        "before": flag_keys(scenes.before[at]),
        "again": flag_keys(scenes.again[at]),
    }


def _children(scenes: Scenes, at: Indices) -> list[Features]:
    c = scenes.columns
    below = c.children[at]
    below = np.where(c.dep[below] == mark_key("punct"), -1, below)
    dep, lemma = c.dep[below], c.lemma[below]
    deep = (dep == mark_key("prep")) | (dep == mark_key("agent")) | (dep == mark_key("dobj"))
    grand = c.children[np.where(deep, below, -1), :2].reshape(len(at), -1)
    return [
        bag_features("child", dep),
        bag_features("child", dep, lemma),
        bag_features("lemma child", c.lemma[at][:, None], lemma),
        bag_features("grandchild", c.lemma[grand]),
    ]


def _lexicon(scenes: Scenes, at: Indices) -> list[Features]:
    """Return what the lexicon says of the word, and which types it sees in head, children and neighbourhood."""
    c = scenes.columns
    own = np.zeros((len(at), _MOST_ENTRIES), dtype=np.uint64)
    own[:, 0] = _NONE
    for row, i in enumerate(at.tolist()):
        for column, entry in enumerate(scenes.entries.get(i, ())[:_MOST_ENTRIES]):
            own[row, column] = _entry_key(entry.type, entry.strength)
    head = np.where(c.head[at] == at, -1, c.head[at])
    beside = c.window(at, _BESIDE)
    types = scenes.types_at
    return [
        bag_features("entry", own, favoured=True),
        bag_features("head entry", unpack_types(types[head]), favoured=True),
        bag_features("child entry", unpack_types(np.bitwise_or.reduce(types[c.children[at]], axis=1)), favoured=True),
        bag_features("entry beside", unpack_types(np.bitwise_or.reduce(types[beside], axis=1))),
    ]


@lru_cache(maxsize=256)
def _entry_key(kind: ClaimType, strength: Strength) -> int:
    return key_of(f"{kind}:{strength}")


def _fillers(scenes: Scenes, at: Indices) -> list[Features]:
    """Return which kinds of mentions and figures stand under the trigger, beside it and in its sentence."""
    c, m = scenes.columns, scenes.mentioned
    first, last = c.subtree[at].T
    near = scenes.named_in[c.sentence[at]]
    heads = m.heads[near]
    under = number_keys((first[:, None] <= heads) & (heads < last[:, None]))
    hangs = np.where(c.head[heads] == at[:, None], c.dep[heads], np.uint64(0))
    figures = scenes.figured_in[c.sentence[at]]
    tokens = scenes.figure_tokens[figures]
    held = number_keys((first[:, None] <= tokens) & (tokens < last[:, None]))
    counted, unit = scenes.figure_counts[figures], scenes.figure_units[figures]
    some = np.where(tokens >= 0, np.uint64(1), np.uint64(0))
    return [
        bag_features("mention", m.kinds[near], under),
        bag_features("mention label", m.kind_labels[near], under),
        bag_features("mention hangs", hangs, m.labels[near]),
        bag_features("figure of", counted, held),
        bag_features("figure", some, held),
        bag_features("figure unit", unit),
    ]


def _context(scenes: Scenes, at: Indices) -> list[Features]:
    return [bag_features("around", scenes.content[scenes.columns.window(at, _AROUND)])]
