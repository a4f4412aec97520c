"""Features of a pair: what is known about a mention as a filler of a claim's slots.

Takes the claims of a text (their triggers and types) and the mentions that each may call upon; none of the features
holds more than two words of the text.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reportedly.reading.claims.antecedents import acting_nouns
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
    mix,
    number_keys,
)
from reportedly.reading.claims.pairs import Anchor, Pairs, anchor_tokens
from reportedly.reading.claims.scene import Scene
from reportedly.reading.claims.scenes import Scenes, type_keys, unpack_types

_DISTANCES = np.array([1, 2, 3, 5, 8, 12, 20, 40])
_SIDES = keys_of(("<", ">"))
_PRONOUNS = frozenset({"they", "it", "he", "she", "the", "this"})
_ACTING = frozenset({"agent", "verb_agent", "poss"})
_NONE = np.uint64(key_of("none"))

_TEMPLATES = Templates.of(
    """
    bias
    type
    kind.label
    kind.label type
    head
    head type
    near
    near type
    dep near.any
    style near.one
    count
    top
    opens kind
    source
    said
    echo
    path
    path type
    path pos
    path kind.label
    length
    side gap
    side gap type
    !relation type
    !relation lemma
    !relation label
    !relation type label
    !relation head type
    !relation2 type
    !relation2 lemma
    !relation2 label
    !role
    !role kind
    !role head
    !role type
    !role2
    !role2 type
    governor
    governor side type
    governor above
    before
    before type
    after
    side between
    inside
    inside type
    outer near
    outer type
    pronoun label
    unagented type
    bare type
    !stand
    !stand type
    !stand word
    stand near
    word near.any label
    word outer
    word source
    lemma label near.any
    """
)


def pair_features(scenes: Scenes, pairs: Pairs) -> Features:
    """Return the features of all pairs, in their order."""
    tokens = anchor_tokens(scenes, pairs.anchors)[pairs.claims]
    heads = scenes.mentioned.heads[pairs.mentions]
    types = type_keys([anchor.type for anchor in pairs.anchors])[pairs.claims]
    here = scenes.columns.sentence[tokens] == scenes.columns.sentence[heads]
    columns = _mention_columns(scenes, pairs.mentions, here) | _speech_columns(scenes, tokens, heads)
    columns |= {"type": types, "bias": np.ones(len(types), dtype=np.uint64)}
    columns |= {"lemma": scenes.columns.lemma[tokens], "pos": scenes.columns.pos[tokens]}
    columns |= _near_columns(scenes, tokens, heads)
    columns |= _inside_columns(scenes, tokens, heads, pairs, here)
    columns |= _frame_columns(scenes, pairs, heads, here)
    columns |= _stand_in_columns(scenes, pairs)
    columns |= _outside_columns(scenes, pairs, heads, ~here)
    okinds = _kinds_above(scenes, heads, ~here)
    return join_features(_TEMPLATES.features(columns), bag_features("outer entry", okinds, types[:, None]))


def gap_keys(tokens: Indices, others: Indices) -> tuple[Keys, Keys]:
    """Return the keys of the side on which others stand of tokens, and of the class of the gap between them."""
    side = _SIDES[(others > tokens).astype(np.int64)]
    return side, number_keys(_DISTANCES.searchsorted(np.abs(others - tokens)))


def sentences_back(scenes: Scenes, tokens: Indices, heads: Indices) -> Indices:
    """Return how many sentences before the triggers mentions stand: -1 is after, 4 to 7 are classes of far ones."""
    back = scenes.columns.sentence[tokens] - scenes.columns.sentence[heads]
    classes: Indices = np.where(back <= 3, np.maximum(back, -1), 4 + np.minimum(3, back // 5))
    return classes


def _mention_columns(scenes: Scenes, mentions: Indices, here: NDArray[np.bool_]) -> dict[str, Keys]:
    """Return what hangs on the mention alone."""
    c, m = scenes.columns, scenes.mentioned
    heads, counts = m.heads[mentions], m.counts[mentions]
    above = c.head[heads]
    joined = c.pos[above] == mark_key("ADP")
    return {
        "kind": m.kinds[mentions],
        "label": m.labels[mentions],
        "kind.label": m.kind_labels[mentions],
        "head": c.lemma[heads],
        "dep": c.dep[heads],
        "count": number_keys(np.minimum(counts, 6)),
        "top": flag_keys(counts == m.most[mentions]),
        "opens": flag_keys(m.opens[mentions]),
        "echo": flag_keys(scenes.echo[heads]),
        "governor": np.where(here, c.lemma[above], _ZERO),
        "above": np.where(here & joined, c.lemma[c.head[above]], _ZERO),
        "before": np.where(here, c.lower[m.before[mentions]], _ZERO),
        "after": np.where(here, c.lower[c.beside(heads, 1)], _ZERO),
    }


_ZERO = np.uint64(0)


def _near_columns(scenes: Scenes, tokens: Indices, heads: Indices) -> dict[str, Keys]:
    near = sentences_back(scenes, tokens, heads)
    return {
        "near": number_keys(near),
        "near.any": number_keys(near > 0),
        "near.one": number_keys(np.minimum(near, 1)),
        "style": scenes.bare_styles[scenes.columns.text[tokens]],
    }


def _speech_columns(scenes: Scenes, tokens: Indices, heads: Indices) -> dict[str, Keys]:
    """Return whether a mention is the source of the claim, or of another, and whether the same voice says both."""
    said, sourced = scenes.said_numbers, scenes.source_numbers
    own = said[tokens]
    source = sourced[heads]
    alike = said[heads] == own
    return {
        "source": np.where(source >= 0, number_keys(source == own), _ZERO),
        "said": np.where(alike, number_keys(own >= 0), _ZERO),
    }


def _inside_columns(
    scenes: Scenes, tokens: Indices, heads: Indices, pairs: Pairs, here: NDArray[np.bool_]
) -> dict[str, Keys]:
    """Return how trigger and mention of one sentence stand to each other."""
    m = scenes.mentioned
    path, length = scenes.columns.paths(tokens, heads)
    side, gap = gap_keys(tokens, heads)
    low, high = np.minimum(heads, tokens), np.maximum(heads, tokens)
    row = m.kind_rows[pairs.mentions]
    between = np.maximum(0, m.heads_until[row, high] - m.heads_until[row, low + 1])
    within = (m.firsts[pairs.mentions] <= tokens) & (tokens < m.lasts[pairs.mentions])
    found = {
        "path": path,
        "length": number_keys(length),
        "side": side,
        "gap": gap,
        "between": number_keys(np.minimum(between, 4)),
        "inside": flag_keys(within),
    }
    return {name: np.where(here, keys, _ZERO) for name, keys in found.items()}


def _frame_columns(scenes: Scenes, pairs: Pairs, heads: Indices, here: NDArray[np.bool_]) -> dict[str, Keys]:
    """Return the relations and roles that frames give the mentions of the trigger's sentence, two of each."""
    wanted = pairs.claims * scenes.columns.begins[-1] + heads
    found: list[Keys] = []
    for told in ([anchor.relations for anchor in pairs.anchors], [anchor.roles for anchor in pairs.anchors]):
        codes, first, second = _by_token_of(scenes, pairs.anchors, told)
        at = codes.searchsorted(wanted)
        named = here & (codes[at] == wanted)
        found += [np.where(named, first[at], np.where(here, _NONE, _ZERO)), np.where(named, second[at], _ZERO)]
    return dict(zip(("relation", "relation2", "role", "role2"), found, strict=True))


def _by_token_of(
    scenes: Scenes, anchors: list[Anchor], told: list[dict[int, tuple[str, ...]]]
) -> tuple[Indices, Keys, Keys]:
    """Return what is told of tokens beside triggers: numbers of claim and token together, and the first two names.

    The numbers rise; the last is larger than any.
    """
    begins, size = scenes.columns.begins, scenes.columns.begins[-1]
    placed = [
        (number * size + begins[anchor.text] + token, names)
        for number, (anchor, of) in enumerate(zip(anchors, told, strict=True))
        for token, names in of.items()
    ]
    placed.sort()
    codes = np.array([*(code for code, _ in placed), size * len(anchors)], dtype=np.int64)
    first = keys_of([*(names[0] for _, names in placed), ""])
    return codes, first, keys_of([*(names[1] if len(names) > 1 else "" for _, names in placed), ""])


def _outside_columns(scenes: Scenes, pairs: Pairs, heads: Indices, away: NDArray[np.bool_]) -> dict[str, Keys]:
    """Return what speaks for a mention of another sentence."""
    c, m = scenes.columns, scenes.mentioned
    above = c.head[heads]
    verbal = c.pos[above] == mark_key("VERB")
    outer = np.where(verbal, c.dep[heads], mix(c.dep[heads] * _LESS + c.lemma[above]))
    pronoun = keys_of(_first_word(anchor) for anchor in pairs.anchors)
    unagented = flag_keys(np.array([not anchor.agented for anchor in pairs.anchors], dtype=bool))
    kinds = m.kind_rows[pairs.mentions]
    begin, end = c.bounds[c.sentence[anchor_tokens(scenes, pairs.anchors)]].T
    held = m.heads_until[kinds, end[pairs.claims]] > m.heads_until[kinds, begin[pairs.claims]]
    found = {
        "outer": outer,
        "pronoun": pronoun[pairs.claims],
        "unagented": unagented[pairs.claims],
        "bare": number_keys(held),
    }
    return {name: np.where(away, keys, _ZERO) for name, keys in found.items()}


def _first_word(anchor: Anchor) -> str:
    """Return the word that the trigger's sentence begins with if it points back, else ""."""
    s = anchor.scene.sketch
    word = s.lower[s.bounds[s.sentence[anchor.token]][0]]
    return word if word in _PRONOUNS else ""


def _stand_in_columns(scenes: Scenes, pairs: Pairs) -> dict[str, Keys]:
    """Return the relation to the trigger of a word that stands for the mention, and the word that acts."""
    words = keys_of(_acting_word(anchor) for anchor in pairs.anchors)
    told = [_stand_ins(scenes, anchor) for anchor in pairs.anchors]
    entities, stand = scenes.mentioned.entities[pairs.mentions], np.zeros(len(pairs), dtype=np.uint64)
    for k in range(max(map(len, told), default=0)):
        claims = np.array([number for number, of in enumerate(told) if len(of) > k])
        meant, relations = np.full(len(told), -1), np.zeros(len(told), dtype=np.uint64)
        meant[claims], relations[claims] = zip(*(of[k] for of in told if len(of) > k), strict=True)
        stand = np.where(entities == meant[pairs.claims], relations[pairs.claims], stand)
    return {"stand": stand, "word": words[pairs.claims]}


def _acting_word(anchor: Anchor) -> str:
    """Return the last word that acts and names nobody: a pronoun, or the kind of a noun ("troops", "an attack")."""
    words = [_unnamed(anchor.scene, i) for i, names in anchor.relations.items() if names[0] in _ACTING]
    return next((word for word in reversed(words) if word), "")


def _unnamed(scene: Scene, token: int) -> str:
    s = scene.sketch
    if s.pos[token] == "PRON":
        return s.lower[token]
    unnamed = s.pos[token] == "NOUN" and token not in scene.named_heads
    return acting_nouns().get(s.lemma[token], "other") if unnamed else ""


def _stand_ins(scenes: Scenes, anchor: Anchor) -> list[tuple[int, int]]:
    """Return the entities that words beside the trigger stand for, with the keys of these words' relations."""
    meant, begin = anchor.scene.antecedents, scenes.mentioned.begins[anchor.text]
    entities = scenes.mentioned.entities
    told = [(meant[i], names[0]) for i, names in anchor.relations.items() if i in meant]
    return [(int(entities[begin + number]), key_of(relation)) for number, relation in told]


_LESS = np.uint64(0x8CB92BA72F3D8DD7)


def _kinds_above(scenes: Scenes, heads: Indices, away: NDArray[np.bool_]) -> Keys:
    """Return the types that the lexicon sees in the words above mentions of other sentences."""
    return unpack_types(scenes.types_at[np.where(away, scenes.columns.head[heads], -1)])
