"""Judgements: what each reviewer last said of each claim; where two differ, how far they agree, what was settled.

A judgement is a reviewer's last decision on a claim that holds. What was only put off is none, and neither is what
settles a difference: agreement is of two who did not see each other's answers.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select

from reportedly.ledger.decisions import load_decision
from reportedly.ledger.schema import carried, decision
from reportedly.model import Decision, DecisionKind
from reportedly.model.decision import ON_CLAIMS


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reviewer says of a claim: the entry of the decision, its kind, and slots where it amends."""

    entry: int
    claim: str
    document: int  # key
    author: str
    kind: DecisionKind
    slots: str  # JSON, of all that the reviewer amends in it
    rule: str
    type: str
    score: float
    together: bool = False  # accepted with many others, by its score: nobody looked at it by itself


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim on which two reviewers differ: what each said, and the decision that settles it, if any."""

    claim: str
    one: Decision
    other: Decision
    settled: Decision | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree on the claims that both decided.

    `kappa` is Cohen's, over accept, amend, reject and unsure; None where it is not defined. `table` counts pairs of
    answers, the first reviewer's first.
    """

    one: str
    other: str
    both: int
    same: int
    kappa: float | None
    table: tuple[tuple[str, str, int], ...]
    differences: tuple[Difference, ...]

    @property
    def open(self) -> tuple[Difference, ...]:
        """The differences that nobody has settled."""
        return tuple(each for each in self.differences if each.settled is None)


def read_judgements(connection: Connection, authors: Sequence[str] = ()) -> dict[tuple[str, str], Judgement]:
    """Return the judgements of these reviewers, or of all, by claim and reviewer."""
    found: dict[tuple[str, str], Judgement] = {}
    for each, settles in _each_decided(connection, authors):
        if settles or each.kind is DecisionKind.SKIP:
            continue
        before = found.get((each.claim, each.author))
        if before is not None and each.kind is DecisionKind.AMEND:  # amendments add up
            each = _with_slots(each, {**json.loads(before.slots), **json.loads(each.slots)})
        elif before is not None and each.kind is DecisionKind.ACCEPT:
            each = _with_slots(each, json.loads(before.slots))
        found[each.claim, each.author] = each
    return found


def compare_reviewers(connection: Connection, one: str, other: str, *, limit: int) -> Agreement:
    """Return how far two reviewers agree, with at most `limit` of the differences, those open first."""
    given = read_judgements(connection, (one, other))
    pairs = [(first, given[claim, other]) for (claim, author), first in given.items()
             if author == one and (claim, other) in given]  # fmt: skip
    table = Counter((str(first.kind), str(second.kind)) for first, second in pairs)
    differing = [pair for pair in pairs if _says(pair[0]) != _says(pair[1])]
    settled = _settled(connection, (one, other))
    found = [(first, second, settled.get(frozenset((first.entry, second.entry)))) for first, second in differing]
    found.sort(key=lambda each: (each[2] is not None, -max(each[0].entry, each[1].entry)))
    return Agreement(
        one,
        other,
        len(pairs),
        len(pairs) - len(differing),
        cohens_kappa(table),
        tuple((*answers, number) for answers, number in sorted(table.items())),
        tuple(_as_difference(connection, each) for each in found[:limit]),
    )


def list_reviewers(connection: Connection) -> dict[str, int]:
    """Return who decided on claims, with the number of decisions that hold, the most first."""
    asked = (
        select(decision.c.author, func.count().label("number"))
        .join(carried, carried.c.decision == decision.c.entry)
        .group_by(decision.c.author)
        .order_by(func.count().desc(), decision.c.author)
    )
    return {row.author: row.number for row in connection.execute(asked)}


def cohens_kappa(table: Mapping[tuple[str, str], int]) -> float | None:
    """Return Cohen's kappa of pairs of answers, counted; None where chance alone would agree always, or none is given.

    >>> cohens_kappa({("accept", "accept"): 20, ("accept", "reject"): 5, ("reject", "accept"): 10,
    ...               ("reject", "reject"): 15})
    0.4
    """
    total = sum(table.values())
    if not total:
        return None
    ones: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for (one, other), number in table.items():
        ones[one] += number
        others[other] += number
    agreed = sum(number for (one, other), number in table.items() if one == other) / total
    chance = sum(ones[name] * others[name] for name in ones) / total**2
    return round((agreed - chance) / (1 - chance), 4) if chance < 1 else None


def _each_decided(connection: Connection, authors: Sequence[str]) -> Iterator[tuple[Judgement, bool]]:
    """Yield the decisions on claims that hold, in order, and whether each settles a difference."""
    content = decision.c.content
    asked = (
        select(
            decision.c.entry, decision.c.kind, decision.c.author, carried.c.claim, carried.c.document,
            func.json_extract(content, "$.saw.rule").label("rule"),
            func.json_extract(content, "$.saw.score").label("score"),
            func.json_extract(content, "$.type").label("type"),
            func.json_extract(content, "$.slots").label("slots"),
            func.json_extract(content, "$.settles").label("settles"),
            func.json_extract(content, "$.step").label("step"),
        )
        .join(carried, carried.c.decision == decision.c.entry)
        .where(decision.c.kind.in_(sorted(ON_CLAIMS)), carried.c.claim.is_not(None))
        .order_by(decision.c.entry)
    )  # fmt: skip
    if authors:
        asked = asked.where(decision.c.author.in_(authors))
    for row in connection.execute(asked):
        judgement = Judgement(
            row.entry, row.claim, row.document, row.author, DecisionKind(row.kind), row.slots or "{}",
            row.rule or "", row.type or "", float(row.score or 0), row.step is not None,
        )  # fmt: skip
        yield judgement, row.settles is not None


def _with_slots(judgement: Judgement, slots: Mapping[str, object]) -> Judgement:
    return replace(judgement, slots=json.dumps(slots, sort_keys=True))


def _says(judgement: Judgement) -> tuple[str, str]:
    """Return what is compared: the answer, and the slots where it says what they should be."""
    amended = json.loads(judgement.slots) if judgement.kind in (DecisionKind.AMEND, DecisionKind.ACCEPT) else {}
    kind = DecisionKind.AMEND if amended else judgement.kind
    return str(kind), json.dumps(amended, sort_keys=True)


def _settled(connection: Connection, authors: Iterable[str]) -> dict[frozenset[int], int]:
    """Return the decisions that settle differences, by what they settle."""
    found: dict[frozenset[int], int] = {}
    asked = (
        select(decision.c.entry, func.json_extract(decision.c.content, "$.settles").label("settles"))
        .join(carried, carried.c.decision == decision.c.entry)
        .where(func.json_extract(decision.c.content, "$.settles").is_not(None))
        .order_by(decision.c.entry)
    )
    for row in connection.execute(asked):
        found[frozenset(json.loads(row.settles))] = row.entry
    return found


def _as_difference(connection: Connection, each: tuple[Judgement, Judgement, int | None]) -> Difference:
    one, other, settled = each
    return Difference(
        one.claim,
        load_decision(connection, one.entry),
        load_decision(connection, other.entry),
        load_decision(connection, settled) if settled is not None else None,
    )


def by_claim(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Return judgements by the claim they are of, in order."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for each in judgements:
        found[each.claim].append(each)
    return found
