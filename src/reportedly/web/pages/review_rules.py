"""Rules: how often what each read was right, as people decided, and the claims that this rests on.

Whoever reviews sees, claim by claim, only those decided by himself too; the counts are of all.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from reportedly.ledger.judgements import Judgement
from reportedly.ledger.ledger import Ledger
from reportedly.ledger.rule_precision import RulePrecision, last_judgements, measure, measure_rules
from reportedly.model import DecisionKind, KeptClaim
from reportedly.web.answer import Answer, page
from reportedly.web.clocks import Word
from reportedly.web.desk import Desk, TheDesk
from reportedly.web.guard import TheUser

router = APIRouter()

_SHOWN = 200  # claims of one rule


class RuleOrder(StrEnum):
    """Which rules come first."""

    DECIDED = "decided"  # those of the most decided claims
    WORST = "worst"  # those that were right least often, as far as one can tell: by the upper end of the interval
    RULE = "rule"


@page(router, "/review/rules", "review_rules.html", clocks=False)
def show_rules(
    desk: TheDesk,
    order: Annotated[RuleOrder, Query()] = RuleOrder.DECIDED,
    type: Word = "",
) -> Answer:
    """Show the precision of each rule from the decisions, with Wilson's interval."""
    judgements: tuple[Judgement, ...] = desk.ask(Ledger.judgements)
    chosen = [each for each in judgements if not type or each.type == type]
    rules = sorted(measure_rules(chosen), key=_by(order))
    whole = measure("", [each for each in last_judgements(chosen) if not each.together])
    data = {"rules": tuple(rules), "all": whole, "together": sum(each.together for each in chosen)}
    return Answer(data, {"order": order, "orders": list(RuleOrder), "types": sorted({one.type for one in judgements})})


def _by(order: RuleOrder) -> Callable[[RulePrecision], Any]:  # Any: tuples of what can be compared
    def key(one: RulePrecision) -> Any:
        if order is RuleOrder.WORST:
            return one.precise.high, -one.decided, one.rule
        return (one.rule,) if order is RuleOrder.RULE else (-one.decided, one.rule)

    return key


@page(router, "/review/rules/{rule:path}", "review_rule.html", clocks=False)
def show_rule(rule: Annotated[str, Path(max_length=300)], desk: TheDesk, user: TheUser, answer: Word = "") -> Answer:
    """Show the claims that a rule read and people decided, those that the reviewer decided too."""
    judgements: tuple[Judgement, ...] = desk.ask(Ledger.judgements)
    own = {each.claim for each in judgements if each.author == user.name}
    of_rule = [each for each in judgements if each.rule == rule]
    last = last_judgements(of_rule)
    seen = [each for each in last if each.claim in own and (not answer or each.kind == answer)]
    seen.sort(key=lambda each: (each.kind is DecisionKind.ACCEPT, -each.entry))
    kept = _kept(desk, [each.claim for each in seen[:_SHOWN]])
    data = {
        "rule": measure(rule, [each for each in last if not each.together]),
        "claims": [{"claim": kept[each.claim], "judgement": each} for each in seen[:_SHOWN] if each.claim in kept],
        "unseen": len({each.claim for each in last} - own),
        "more": max(len(seen) - _SHOWN, 0),
    }
    return Answer(data, {"answer": answer, "name": rule})


def _kept(desk: Desk, ids: list[str]) -> dict[str, KeptClaim]:
    found: list[KeptClaim] = desk.ask(Ledger.claims_by_id, tuple(ids))
    return {kept.claim.id: kept for kept in found}
