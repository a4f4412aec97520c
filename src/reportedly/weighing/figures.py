"""Figures: what several sources said of one number, through time, and the figure that weighing would suggest.

Takes the figures that answer one question each (a range, a source, a claim); gives for each question the series of
ranges as they were said, never their sum, and, asked for, a *suggested* figure, labelled as one. It is chosen as truth
discovery does it: sources that agree with what is likely earn weight over the whole ledger, weight makes their figures
likelier, until both rest. After CRH (Li et al., SIGMOD 2014: weights learned, weighted median) and TruthFinder (Yin,
Han, Yu, TKDE 20(6), 2008: near figures support each other), with two things of our own: an open range supports every
figure inside it, and a round figure says less than an exact one, by the logarithm of what it leaves open.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.weighing import constants as table


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """What one source said of one number: the closed range, an open side None, and the claim it stands in."""

    question: str
    source: str
    low: float | None
    high: float | None
    claim: str = ""
    reported: str | None = None

    @property
    def point(self) -> float:
        """The one number that stands for the range: its middle, or its only bound."""
        if self.low is None or self.high is None:
            return float(self.low if self.low is not None else self.high or 0.0)
        return (self.low + self.high) / 2

    @property
    def is_open(self) -> bool:
        """Whether one side of the range is open."""
        return self.low is None or self.high is None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested figure: a proposal of arithmetic, never a finding. `low` and `high` span the figures behind it."""

    question: str
    value: float
    low: float
    high: float
    chance: float
    support: tuple[str, ...]  # claims whose figure agrees with it
    against: tuple[str, ...]
    reasons: tuple[str, ...]
    label: str = "suggested"


@dataclass(frozen=True, slots=True)
class FigureRules:
    """The numbers that figures are weighed by; the defaults stand in `constants`, with their reasons."""

    right: float = table.FIGURE_RIGHT
    wrong: float = table.FIGURE_WRONG
    others: float = table.FIGURE_OTHERS
    agreeing: float = table.FIGURE_AGREEING
    round_costs: float = table.FIGURE_ROUND
    damping: float = table.FIGURE_DAMPING
    sharpening: float = table.FIGURE_SHARPENING
    rounds: int = 15


def suggest_figures(figures: Iterable[Figure], *, rules: FigureRules | None = None) -> tuple[Suggestion, ...]:
    """Return one suggestion for each question, sorted; the order in which figures come does not matter."""
    rules = rules or FigureRules()
    asked = _by_question(figures)
    weights = learn_sources(asked, rules=rules)
    return tuple(_suggest(question, asked[question], weights, rules) for question in sorted(asked))


def learn_sources(asked: Mapping[str, Sequence[Figure]], *, rules: FigureRules | None = None) -> dict[str, float]:
    """Return for each source the chance that a figure of its is right, learned from who agrees with whom.

    A source of which nothing can be learned, since nobody else speaks of its questions, keeps the prior.
    """
    rules = rules or FigureRules()
    shared = {question: given for question, given in sorted(asked.items()) if len({f.source for f in given}) > 1}
    prior = rules.right / (rules.right + rules.wrong)
    weights: dict[str, float] = defaultdict(lambda: prior)
    for _ in range(rules.rounds):
        hits: dict[str, float] = defaultdict(float)
        said: dict[str, int] = defaultdict(int)
        for given in shared.values():
            chances = _chances(given, weights, rules)
            for figure in given:
                hits[figure.source] += chances[figure.point]
                said[figure.source] += 1
        learned = {s: (hits[s] + rules.right) / (said[s] + rules.right + rules.wrong) for s in sorted(said)}
        weights = defaultdict(lambda: prior, learned)
    return weights


def rounded_zeros(number: float) -> int:
    """Return how many noughts a number ends in.

    >>> rounded_zeros(42000), rounded_zeros(27752)
    (3, 0)
    """
    if number == 0 or number != int(number):
        return 0
    digits = str(abs(int(number)))
    return len(digits) - len(digits.rstrip("0"))


def _by_question(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    asked: dict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(set(figures), key=lambda f: (f.question, f.source, f.point, f.claim)):
        asked[figure.question].append(figure)
    return asked


def _chances(given: Sequence[Figure], weights: Mapping[str, float], rules: FigureRules) -> dict[float, float]:
    """Return the chance of each number among those given, adding up to one."""
    votes: dict[float, float] = defaultdict(float)
    heard: set[tuple[str, float]] = set()
    for figure in given:
        if (figure.source, figure.point) not in heard:  # who says a thing twice has said it once
            heard.add((figure.source, figure.point))
            right = min(weights[figure.source], table.MOST)
            votes[figure.point] += math.log(rules.others * right / (1 - right))
    points = sorted(votes)
    scores = {point: votes[point] + _support(point, points, votes, given, rules) for point in points}
    best = max(scores.values())
    raised = {point: math.exp(rules.damping * (score - best)) for point, score in scores.items()}
    total = sum(raised.values())
    return {point: value / total for point, value in raised.items()}


def _support(
    point: float, points: Sequence[float], votes: Mapping[float, float], given: Sequence[Figure], rules: FigureRules
) -> float:
    """Return what near figures and open ranges give to a number, less what its roundness leaves open."""
    reach = table.FIGURE_NEAR * 5 * abs(point)
    near = points[bisect_left(points, point - reach) : bisect_right(points, point + reach)]
    score = 0.0
    for other in near:
        if other != point:
            apart = abs(other - point) / max(abs(other), abs(point), 1.0)
            score += rules.agreeing * votes[other] * math.exp(-apart / table.FIGURE_NEAR)
    for figure in given:
        if figure.is_open and figure.point != point and _holds(figure, point):
            score += rules.agreeing * votes[figure.point]
    zeros = rounded_zeros(point)
    alone = zeros > 0 and zeros >= len(str(abs(int(point)))) - 1  # one digit and noughts: said for its roundness
    return score - rules.round_costs * (max(0, zeros - 1) + (2 if alone else 0))


def _holds(figure: Figure, point: float) -> bool:
    return (figure.low is None or figure.low <= point) and (figure.high is None or point <= figure.high)


def _suggest(question: str, given: Sequence[Figure], weights: Mapping[str, float], rules: FigureRules) -> Suggestion:
    chances = _chances(given, weights, rules)
    best = max(sorted(chances), key=lambda point: chances[point])
    reach = table.FIGURE_NEAR * abs(best)
    behind = [f for f in given if abs(f.point - best) <= reach or (f.is_open and _holds(f, best))]
    closed = [f for f in behind if abs(f.point - best) <= reach]
    value = _weighted_median([(f.point, weights[f.source]) for f in closed])
    sharpened = {point: chance**rules.sharpening for point, chance in chances.items()}
    chance = sum(sharpened[point] for point in sorted({f.point for f in closed})) / sum(sharpened.values())
    against = [f for f in given if f not in behind]
    lows = [f.low if f.low is not None else f.point for f in closed]
    highs = [f.high if f.high is not None else f.point for f in closed]
    return Suggestion(
        question, value, min(lows), max(highs), round(min(1.0, chance), 4),
        tuple(sorted({f.claim for f in behind})), tuple(sorted({f.claim for f in against})),
        _reasons(behind, against, value),
    )  # fmt: skip


def _weighted_median(pairs: Sequence[tuple[float, float]]) -> float:
    """Return the number at which half the weight is reached; an even split takes the lower."""
    total = sum(weight for _, weight in pairs)
    run = 0.0
    for number, weight in sorted(pairs):
        run += weight
        if run >= total / 2 - 1e-9:
            return number
    return pairs[-1][0]


def _reasons(behind: Sequence[Figure], against: Sequence[Figure], value: float) -> tuple[str, ...]:
    sources, others = len({f.source for f in behind}), len({f.source for f in against})
    words = [f"{sources} {'source agrees' if sources == 1 else 'sources agree'} within {table.FIGURE_NEAR:.0%}"]
    if others:
        words.append(f"{others} {'gives' if others == 1 else 'give'} another figure")
    if rounded_zeros(value) > 1:
        words.append("a round figure, which says less than an exact one")
    words.append("suggested by weights learned from who agrees with whom; not a finding")
    return tuple(words)
