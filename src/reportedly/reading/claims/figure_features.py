"""Features of a figure: what is known about a figure of the trigger's sentence as the figure of a claim."""

from __future__ import annotations

from itertools import islice

import numpy as np

from reportedly.model import Quantity
from reportedly.reading.claims.keys import Features, Templates, keys_of, number_keys
from reportedly.reading.claims.pair_features import gap_keys
from reportedly.reading.claims.pairs import Anchor, anchor_tokens
from reportedly.reading.claims.scenes import Scenes, type_keys
from reportedly.reading.claims.units import implied_one

_MOST = 28  # figures of one sentence
Offer = tuple[Anchor, int, Quantity, bool]  # the token by which the figure hangs, and whether it is only implied

_TEMPLATES = Templates.of(
    """
    bias
    type
    unit type
    of type
    unit lemma
    of lemma
    path
    path type
    path unit
    length
    implied type
    implied path
    side gap
    side gap type
    as.written
    !relation type
    !relation lemma
    !relation unit type
    !relation2 type
    !relation2 lemma
    !role type
    !role
    !role2 type
    side between
    many type
    side rivals
    governor
    governor side type
    """
)


def figure_offers(anchor: Anchor) -> list[Offer]:
    """Return the figures that the anchor's claim may state, in a claim's units, and the ones that are only implied."""
    scene = anchor.scene
    draft, sketch = scene.sketch.draft, scene.sketch
    said = scene.countable_in[sketch.sentence[anchor.token]][:_MOST]
    offers = [(anchor, token, quantity, False) for token, quantity in said if quantity is not None]
    taken = {token for token, _ in said}
    for token in anchor.relations:
        if token not in taken and not taken.intersection(sketch.children[token]):
            one = implied_one(draft, draft.doc[token])
            if one is not None:
                offers.append((anchor, token, one, True))
    return offers


def figure_features(scenes: Scenes, offers: list[Offer]) -> Features:
    """Return the features of all figures offered to the claims of some texts, in their order."""
    c = scenes.columns
    anchors = [anchor for anchor, *_ in offers]
    figures = [figure for _, _, figure, _ in offers]
    hanging = [_hangs_by(anchor, token) for anchor, token, *_ in offers]
    triggers, begins = anchor_tokens(scenes, anchors), np.array([c.begins[anchor.text] for anchor in anchors])
    tokens, heads = begins + [token for _, token, *_ in offers], begins + hanging
    path, length = c.paths(triggers, tokens)
    side, gap = gap_keys(triggers, tokens)
    between, many, rivals = zip(*(_company(anchor, token) for anchor, token, *_ in offers), strict=True)
    pairs = list(zip(anchors, hanging, strict=True))
    relations = [anchor.relations.get(head, ("none",)) for anchor, head in pairs]
    roles = [anchor.roles.get(head, ("none",)) for anchor, head in pairs]
    return _TEMPLATES.features(
        {
            "bias": np.ones(len(offers), dtype=np.uint64),
            "type": type_keys(anchor.type for anchor in anchors),
            "lemma": c.lemma[triggers],
            "unit": keys_of(figure.unit or "none" for figure in figures),
            "of": keys_of(figure.of or "none" for figure in figures),
            "as.written": keys_of(figure.relation.value for figure in figures),
            "implied": number_keys([implied for *_, implied in offers]),
            "path": path,
            "length": number_keys(length),
            "side": side,
            "gap": gap,
            "relation": keys_of(names[0] for names in relations),
            "relation2": keys_of(names[1] if len(names) > 1 else "" for names in relations),
            "role": keys_of(names[0] for names in roles),
            "role2": keys_of(names[1] if len(names) > 1 else "" for names in roles),
            "between": number_keys(between),
            "many": number_keys(many),
            "rivals": number_keys(rivals),
            "governor": c.lemma[c.head[heads]],
        }
    )


def _hangs_by(anchor: Anchor, token: int) -> int:
    """Return the noun that a figure counts, else the figure's own token."""
    s = anchor.scene.sketch
    return s.head[token] if s.dep[token] in ("nummod", "quantmod", "compound") else token


def _company(anchor: Anchor, token: int) -> tuple[int, int, int]:
    """Return how many figures stand between, how many in the sentence, and how many rival triggers between.

    Counting stops at the most that a feature tells apart: sentences may be megabytes long.
    """
    scene, entries = anchor.scene, anchor.scene.entries
    others = scene.figures_in[scene.sketch.sentence[token]]
    low, high = min(token, anchor.token), max(token, anchor.token)
    between = sum(1 for _ in islice((k for k, _ in others if low < k < high), 3))
    rivals = (k for k in range(low + 1, high) if any(e.type is anchor.type for e in entries.get(k, ())))
    return between, min(len(others), 4), sum(1 for _ in islice(rivals, 2))
