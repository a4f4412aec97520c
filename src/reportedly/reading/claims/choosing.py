"""Choosing: the fillers of a claim's slots, from the chances of its candidates.

Chances of candidates that mean one actor count together, and nobody acts on himself.
"""

from __future__ import annotations

from reportedly.model import Party, Place
from reportedly.reading.claims.mentions import Mention
from reportedly.reading.claims.pairs import Anchor

# Chances from which the best candidate is taken, and from which others are; set by cross-validation.
ACTOR_LEAST, ACTOR_MORE = 0.35, 0.5
TARGET_LEAST, TARGET_MORE = 0.32, 0.4
PERSON_LEAST = 0.4
PLACE_LEAST, DESTINATION_LEAST = 0.42, 0.4
_SLIGHT, _SUREST = 0.02, 0.99  # chances up to which nobody is counted, and that none exceeds when added up

Parties = tuple[tuple[Party, ...], tuple[Party, ...], Party | None]
Places = tuple[tuple[Place, ...], tuple[Place, ...]]


def choose_parties(anchor: Anchor, mentions: list[Mention], chances: list[list[float]]) -> Parties:
    """Return actor, target and person of a claim from the chances of its candidates, slot by slot."""
    likely = [n for n, of in enumerate(zip(*chances, strict=True)) if max(of) > _SLIGHT]
    mentions, chances = [mentions[n] for n in likely], [[slot[n] for n in likely] for slot in chances]
    entities = [mention.entity for mention in mentions]
    sides = [_side(mention) or mention.entity for mention in mentions]
    acts, suffers = _in_likelier_slot(entities, add_up(sides, chances[0]), add_up(entities, chances[1]))
    actors = _with_companions(anchor, choose(mentions, acts, ACTOR_LEAST, ACTOR_MORE))
    targets = choose(mentions, suffers, TARGET_LEAST, TARGET_MORE)
    persons = choose(mentions, chances[2], PERSON_LEAST, 2.0)
    acting = {m.entity for m in actors}
    targets = [m for m in targets if m.entity not in acting]
    return _parties(actors), _parties(targets), next(iter(_parties(persons)), None)


def add_up(groups: list[str], chances: list[float]) -> list[float]:
    """Return the chances of a slot's candidates, those of one group added up for its likeliest, 0 for the others.

    "The regime", "its army" and "government jets" are rivals in a contest, though a text means one actor by them.
    """
    best: dict[str, int] = {}
    total: dict[str, float] = {}
    for n, (group, chance) in enumerate(zip(groups, chances, strict=True)):
        total[group] = total.get(group, 0.0) + chance
        if group not in best or chance > chances[best[group]]:
            best[group] = n
    joint = [0.0] * len(chances)
    for group, n in best.items():
        joint[n] = min(_SUREST, total[group])
    return joint


def _side(mention: Mention) -> str | None:
    return mention.record.side if isinstance(mention.record, Party) else None


def _in_likelier_slot(entities: list[str], acts: list[float], suffers: list[float]) -> tuple[list[float], list[float]]:
    """Return the chances of actors and targets, each entity's left in its likelier slot only."""
    acting, suffering = _best_of(entities, acts), _best_of(entities, suffers)
    does = [acting[entity] >= suffering[entity] for entity in entities]
    return (
        [chance if one else 0.0 for chance, one in zip(acts, does, strict=True)],
        [0.0 if one else chance for chance, one in zip(suffers, does, strict=True)],
    )


def _best_of(entities: list[str], chances: list[float]) -> dict[str, float]:
    best: dict[str, float] = {}
    for entity, chance in zip(entities, chances, strict=True):
        best[entity] = max(best.get(entity, 0.0), chance)
    return best


def _with_companions(anchor: Anchor, actors: list[Mention]) -> list[Mention]:
    """Return the actors with those that the trigger's sentence joins to them: they act together."""
    if not actors:
        return actors
    scene, sentence = anchor.scene, anchor.scene.sketch.sentence
    here = [m for m in actors if sentence[m.head] == sentence[anchor.token]]
    joined = [other for mention in here for other in scene.companions.get(mention.first, ())]
    by_entity = {mention.entity: mention for mention in [*joined[::-1], *actors]}
    return sorted(by_entity.values(), key=lambda mention: mention.first)


def choose_places(mentions: list[Mention], chances: list[list[float]]) -> Places:
    """Return places and destinations of a claim from the chances of its candidates, slot by slot."""
    destinations = choose(mentions, chances[1], DESTINATION_LEAST, DESTINATION_LEAST)
    places = choose(mentions, chances[0], PLACE_LEAST, PLACE_LEAST)
    going = {m.entity for m in destinations}
    return _places([m for m in places if m.entity not in going]), _places(destinations)


def choose(mentions: list[Mention], chances: list[float], least: float, more: float) -> list[Mention]:
    """Return the best mention if its chance is `least`, and others from `more` on, one an entity, in text order.

    A town and the province of its name are one thing here, and so are a town and its outskirts.
    """
    likely = [n for n, chance in enumerate(chances) if chance >= least]
    if not likely:
        return []
    taken: list[int] = []
    seen: set[str] = set()
    for n in sorted(likely, key=lambda n: -chances[n]):
        if taken and chances[n] < more:
            break
        names = {mentions[n].entity, (mentions[n].record.name or mentions[n].record.text).lower()}
        if seen.isdisjoint(names):
            taken.append(n)
            seen |= names
    return [mentions[n] for n in sorted(taken, key=lambda n: mentions[n].first)]


def _parties(mentions: list[Mention]) -> tuple[Party, ...]:
    return tuple(m.record for m in mentions if isinstance(m.record, Party))


def _places(mentions: list[Mention]) -> tuple[Place, ...]:
    return tuple(m.record for m in mentions if isinstance(m.record, Place))
