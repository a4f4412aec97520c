"""Belief: how likely it is that what claims say is so, from independent origins, reading apart from source error.

    P = 1 - Π_o (1 - q_o (1 - Π_i x_i))

over the origins o that say it, where `x_i = 1 - score` is the chance that reading i of origin o is wrong and `q_o` the
chance that its root source is right (`trust`). After the belief engine of INDRA, with what its users asked for: copies
of a text drive neither error down, and ten outlets that carry one spokesman lower the chance of a misreading and leave
his own error alone. What is said for and against stays two numbers; their product is a third, never shown alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.model import KeptClaim, Origin
from reportedly.weighing.constants import BANDS, LOWEST_BAND
from reportedly.weighing.trust import Trust, weigh_source


@dataclass(frozen=True, slots=True)
class OriginWeight:
    """What one origin adds: the chance that its source is `right`, and that it was `read` right at least once."""

    origin: str
    source: str
    right: float
    read: float
    reports: int
    reasons: tuple[str, ...]

    @property
    def weight(self) -> float:
        """The chance that the origin shows what it seems to show."""
        return self.right * self.read


@dataclass(frozen=True, slots=True)
class Belief:
    """A chance, 0 to 1, the word for it, and the origins it rests on. No origins is no belief: chance 0."""

    chance: float
    band: str
    origins: tuple[OriginWeight, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """What is said for an answer and what against it, as two beliefs; `balance` is for × (1 - against)."""

    belief: Belief
    against: Belief
    balance: float
    reasons: tuple[str, ...]


def weigh_origins(
    origins: Iterable[Origin],
    kept: Mapping[str, KeptClaim],
    *,
    stories: Mapping[str, str] | None = None,
    letters: Mapping[str, str] | None = None,
) -> Belief:
    """Return the belief in what the origins say together.

    `kept` has the claims by id, `stories` for a document the story it is a copy of, `letters` the Admiralty letter of
    each graded source. Claims that `kept` does not hold are passed over. `stakes.staked` fills in the sides of sources.
    """
    weights = sorted(
        (_weigh(origin, claims, stories or {}, letters or {}) for origin, claims in _present(origins, kept)),
        key=lambda one: (-round(one.weight, 6), one.origin),
    )
    doubt = 1.0
    for one in weights:
        doubt *= 1 - one.weight
    chance = round(1 - doubt, 4) if weights else 0.0
    return Belief(chance, band_of(chance), tuple(weights), _reasons(weights))


def weigh_support(
    origins: Iterable[Origin],
    against: Iterable[Origin],
    kept: Mapping[str, KeptClaim],
    *,
    stories: Mapping[str, str] | None = None,
    letters: Mapping[str, str] | None = None,
) -> Support:
    """Return what is said for an answer and what against it, side by side."""
    belief = weigh_origins(origins, kept, stories=stories, letters=letters)
    other = weigh_origins(against, kept, stories=stories, letters=letters)
    balance = round(belief.chance * (1 - other.chance), 4)
    reasons = [f"for: {belief.chance:.2f} ({belief.band}, {_count(len(belief.origins), 'origin')})"]
    if other.origins:
        reasons.append(f"against: {other.chance:.2f} ({other.band}, {_count(len(other.origins), 'origin')})")
    return Support(belief, other, balance, tuple(reasons))


def band_of(chance: float) -> str:
    """Return the word for a chance.

    >>> band_of(0.95), band_of(0.5), band_of(0.0)
    ('very well supported', 'partly supported', 'hardly supported')
    """
    return next((word for floor, word in BANDS if chance >= floor), LOWEST_BAND)


def _present(origins: Iterable[Origin], kept: Mapping[str, KeptClaim]) -> Iterable[tuple[Origin, list[KeptClaim]]]:
    for origin in origins:
        claims = [kept[claim] for claim in origin.claims if claim in kept]
        if claims:
            yield origin, claims


def _weigh(
    origin: Origin, claims: Sequence[KeptClaim], stories: Mapping[str, str], letters: Mapping[str, str]
) -> OriginWeight:
    trusts = [weigh_source(one, letters) for one in claims]
    best = max(trusts, key=lambda trust: (trust.chance, trust.reasons))
    misread: dict[str, float] = defaultdict(lambda: 1.0)
    for one in claims:  # copies are read alike: of each story the best reading counts
        story = stories.get(one.document, one.document)
        misread[story] = min(misread[story], 1 - one.claim.score)
    all_misread = 1.0
    for chance in misread.values():
        all_misread *= chance
    return OriginWeight(
        origin.id, origin.source, round(best.chance, 4), round(1 - all_misread, 4), len(origin.documents),
        _words(origin, best, 1 - all_misread),
    )  # fmt: skip


def _words(origin: Origin, trust: Trust, read: float) -> tuple[str, ...]:
    reports = len(origin.documents)
    told = f"{origin.source}: {_count(reports, 'report')}" + (", counted once" if reports > 1 else "")
    return (told, *trust.reasons, *origin.why, f"read right with a chance of {read:.2f}")


def _reasons(weights: Sequence[OriginWeight]) -> tuple[str, ...]:
    if not weights:
        return ("nobody says so",)
    reports = sum(one.reports for one in weights)
    first = f"{_count(reports, 'report')}, {_count(len(weights), 'origin')}"
    return (first, *(f"{one.source} weighs {one.weight:.2f}" for one in weights))


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
