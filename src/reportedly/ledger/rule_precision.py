"""The precision of rules: how often what a rule read was right, as people decided, with the interval of chance.

A claim counts once, by the last judgement of it, whoever made it. Right is what was accepted; what was amended was a
claim, with some slot read wrong; what people were unsure of counts neither way, and what was accepted with many others
by its score alone does not count.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from reportedly.ledger.judgements import Judgement, by_claim
from reportedly.model import DecisionKind

_Z = 1.959964  # of the normal distribution: an interval that holds in 95 of 100 cases


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a number of cases, with Wilson's interval; None where there is no case."""

    of: int
    number: int
    value: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RulePrecision:
    """What people decided of the claims that a rule read.

    `precise` is the share accepted of those accepted, amended and rejected, `found` the share accepted or amended.
    `score` is the mean of the scores that the reader gave these claims; `slots` counts what was amended.
    """

    rule: str
    types: tuple[str, ...]
    accepted: int
    amended: int
    rejected: int
    unsure: int
    precise: Share
    found: Share
    score: float
    decided: int = 0  # all of them, unsure or not
    slots: tuple[tuple[str, int], ...] = ()


def wilson(number: int, of: int) -> Share:
    """Return a share with Wilson's interval at 95 %, which holds for few cases too.

    >>> share = wilson(9, 10)
    >>> share.value, share.low, share.high
    (0.9, 0.5958, 0.9821)
    """
    if not of:
        return Share(0, 0, None, 0.0, 1.0)
    share = number / of
    spread = _Z * sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2))
    middle, scale = share + _Z**2 / (2 * of), 1 + _Z**2 / of
    low, high = (middle - spread) / scale, (middle + spread) / scale
    return Share(of, number, round(share, 4), round(max(low, 0.0), 4), round(min(high, 1.0), 4))


def measure_rules(judgements: Iterable[Judgement]) -> tuple[RulePrecision, ...]:
    """Return the precision of each rule, that of the most decided claims first."""
    by_rule: dict[str, list[Judgement]] = {}
    for last in last_judgements(judgements):
        if last.together:
            continue
        by_rule.setdefault(last.rule, []).append(last)
    measured = [measure(rule, some) for rule, some in by_rule.items()]
    return tuple(sorted(measured, key=lambda one: (-one.decided, one.rule)))


def last_judgements(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return for each claim the last judgement of it."""
    return [max(some, key=lambda each: each.entry) for some in by_claim(judgements).values()]


def measure(rule: str, some: Iterable[Judgement]) -> RulePrecision:
    """Return the precision of one rule from the judgements of its claims."""
    given = list(some)
    counts = Counter(each.kind for each in given)
    slots = Counter(slot for each in given if each.kind is DecisionKind.AMEND for slot in json.loads(each.slots))
    accepted, amended, rejected = (
        counts[kind] for kind in (DecisionKind.ACCEPT, DecisionKind.AMEND, DecisionKind.REJECT)
    )
    of = accepted + amended + rejected
    return RulePrecision(
        rule=rule,
        types=tuple(sorted({each.type for each in given if each.type})),
        accepted=accepted,
        amended=amended,
        rejected=rejected,
        unsure=counts[DecisionKind.UNSURE],
        precise=wilson(accepted, of),
        found=wilson(accepted + amended, of),
        score=round(sum(each.score for each in given) / len(given), 4) if given else 0.0,
        decided=of + counts[DecisionKind.UNSURE],
        slots=tuple(sorted(slots.items(), key=lambda item: (-item[1], item[0]))),
    )
