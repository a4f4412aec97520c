"""Decisions in words."""

from __future__ import annotations

from typing import Any

from reportedly.cli.cells import make_safe, say_figure
from reportedly.model import Quantity, Relation
from reportedly.model.decision import Decision, DecisionKind, Naming

_VERBS = {
    DecisionKind.ACCEPT: "accepted",
    DecisionKind.AMEND: "amended",
    DecisionKind.REJECT: "rejected",
    DecisionKind.UNSURE: "unsure",
    DecisionKind.SKIP: "put off",
    DecisionKind.SAME: "the same as",
    DecisionKind.NOT_SAME: "not the same as",
    DecisionKind.GRADE: "graded",
    DecisionKind.NAME: "named",
    DecisionKind.RETRACT: "retracted",
    DecisionKind.UNDO: "undone",
}


def say_decision(decision: Decision) -> str:
    """Return a decision on one line: its number, when, by whom, what and why.

    >>> say_decision(Decision(7, DecisionKind.ACCEPT, "Amal", "2021-04-01T09:30:00.000000Z", reason="clear"))
    '7: accepted, by Amal, 2021-04-01 09:30: clear'
    """
    about = " ".join(part for part in (_VERBS[decision.kind], _say_object(decision)) if part)
    when = decision.recorded[:16].replace("T", " ")
    line = f"{decision.id}: {about}, by {make_safe(decision.author)}, {when}"
    line += f": {make_safe(decision.reason)}" if decision.reason else ""
    line += "" if decision.holds else " (undone)"
    return line + (" (its claim is gone)" if decision.orphaned else "")


def _say_object(decision: Decision) -> str:
    if decision.kind is DecisionKind.UNDO:
        return f"decision {decision.undoes}"
    if decision.kind is DecisionKind.GRADE:
        return f"{make_safe(decision.source or '?')} {decision.letter}"
    if decision.kind is DecisionKind.NAME and decision.naming:
        return say_naming(decision.naming)
    if decision.kind is DecisionKind.RETRACT:
        return f"document {make_safe(decision.document or '?')}"
    if decision.other:
        return f"claim {decision.other}"
    return ", ".join(_say_amended(name, value) for name, value in decision.slots)


def say_naming(naming: Naming) -> str:
    """Return what an entry of a register was said to be."""
    meant = naming.place or naming.party
    return make_safe(f"{naming.entry} as {meant.name or meant.text} ({meant.id})") if meant else make_safe(naming.entry)


def _say_amended(name: str, value: Any) -> str:  # Any: a value of the published format
    if name == "quantity" and isinstance(value, dict):
        given = {field: value.get(field) for field in ("low", "high", "unit", "of", "hedge", "start", "end")}
        return f"figure: {say_figure(Quantity(**given, relation=Relation(value.get('relation', '='))))}"
    return f"{name}: {_say_slot(value)}"


def _say_slot(value: Any) -> str:  # Any: a value of the published format
    if isinstance(value, list | tuple):
        return ", ".join(_say_slot(item) for item in value) or "nobody"
    if isinstance(value, dict):
        named = value.get("name") or value.get("text")
        if named:
            return make_safe(str(named))
        return " ".join(make_safe(str(part)) for part in value.values() if part is not None)
    return "nothing" if value is None else make_safe(str(value))
