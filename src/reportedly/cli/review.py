"""`reportedly review`: decide on claims, one by one at the terminal or one by its id; undo; list what was decided."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.ledger_options import (
    After,
    AsJson,
    AsLines,
    Author,
    LedgerPath,
    Limit,
    NoColor,
    Quiet,
    Reason,
    find_author,
    open_ledger,
)
from reportedly.cli.listing import Printing, print_json, print_page, print_trimmed, write_utf8
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from reportedly.cli.grounds import Grounds
    from reportedly.ledger import ClaimFilter, Ledger, Page
    from reportedly.ledger.own import OwnClaim
    from reportedly.ledger.review_queue import ReviewQueue
    from reportedly.model.decision import Decision

_Many = list[str] | None


def command(  # a command line has more switches than a function should
    claim: Annotated[str | None, typer.Argument(metavar="[CLAIM]", help="Decide on this one; else one by one.")] = None,
    *,
    accept: Annotated[bool, typer.Option("--accept", help="It was read right.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It was read wrong altogether.")] = False,
    unsure: Annotated[bool, typer.Option("--unsure", help="Looked at, and not decided.")] = False,
    amend: Annotated[
        _Many, typer.Option(metavar="SLOT=VALUE", help='What it should be: "figure=>=28"; may be repeated.')
    ] = None,
    same_as: Annotated[str | None, typer.Option(metavar="CLAIM", help="It reports the same as this one.")] = None,
    not_same_as: Annotated[str | None, typer.Option(metavar="CLAIM", help="It does not.")] = None,
    retract: Annotated[str | None, typer.Option(metavar="DOCUMENT", help="This document no longer stands.")] = None,
    undo: Annotated[
        int | None, typer.Option(metavar="DECISION", help="Undo this decision; undo the undo: redo.")
    ] = None,
    decisions: Annotated[bool, typer.Option("--decisions", help="List what was decided, the last first.")] = False,
    orphaned: Annotated[
        bool, typer.Option("--orphaned", help="List decisions whose claims a new reading lost.")
    ] = False,
    order: Annotated[
        str, typer.Option(help="Which come first: doubt, weight (what most rests on), recency.")
    ] = "doubt",
    left: Annotated[
        str, typer.Option(help="Which are left: to me, to anyone; or those I put off (put_off), or was unsure of.")
    ] = "me",
    type_: Annotated[_Many, typer.Option("--type", help="Only claims of this type.")] = None,
    place: Annotated[_Many, typer.Option(help="Only claims of this place.")] = None,
    party: Annotated[_Many, typer.Option(help="Only claims of this party.")] = None,
    reason: Reason = "",
    author: Author = None,
    limit: Limit = 50,
    after: After = None,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Accept, amend or reject claims, one at a time; every decision can be undone.

    A decision is a record with its author, time and reason; undoing one adds a record. One by one, you see the
    program's version with your own decisions alone, as on the page Review of the web app.

    Example: reportedly review --type casualties --author Amal
    """
    printing = Printing(as_json, as_lines, quiet, not no_color)
    chosen = _choose(accept=accept, reject=reject, unsure=unsure, amend=bool(amend), same=same_as, not_same=not_same_as)
    if decisions or orphaned:
        with open_ledger(ledger) as opened:
            page = opened.decisions(claim=claim, orphaned=orphaned, limit=limit, after=after)
        print_page(page, "decisions", printing, show=_show_decisions)
        return
    who = find_author(author)
    with open_ledger(ledger, writes=True) as opened:
        if undo is not None:
            _report(opened.undo(undo, author=who, reason=reason), printing)
        elif retract is not None:
            _report(opened.retract(retract, author=who, reason=reason), printing)
        elif chosen:
            _need_claim(claim)
            _report(
                _decide(opened, claim or "", chosen, amend or [], same_as or not_same_as, author=who, reason=reason),
                printing,
            )
        else:
            from reportedly.ledger import ClaimFilter
            from reportedly.ledger.spelled import spell_out

            wanted = ClaimFilter(type=tuple(type_ or ()), place=tuple(place or ()), party=tuple(party or ()))
            _walk(opened, claim, _make_queue(opened, spell_out(opened, wanted), order, left), who, printing)


def _choose(*, same: str | None, not_same: str | None, **given: bool) -> str:
    """Return the one thing that was decided, or "" where it is to be asked.

    Raises: UsageError (R202) where several are given.
    """
    chosen = [name for name, wanted in given.items() if wanted]
    chosen += [name for name, other in (("same", same), ("not_same", not_same)) if other]
    if len(chosen) > 1:
        raise UsageError(
            "R202",
            f"several decisions are given at once: {', '.join(chosen)}.",
            why="A claim is decided one way at a time.",
            fix="keep one of them.",
        )
    return chosen[0] if chosen else ""


def _need_claim(claim: str | None) -> None:
    if claim is None:
        raise UsageError(
            "R230",
            "a decision is given, and no claim.",
            why="A decision is about one claim.",
            fix="name the claim by its id, as `reportedly claims` prints it.",
        )


def _decide(
    ledger: Ledger, claim: str, chosen: str, pairs: list[str], other: str | None, *, author: str, reason: str
) -> Decision:
    if other:
        return ledger.decide_pair(claim, other, same=chosen == "same", author=author, reason=reason)
    slots: dict[str, Any] = {}
    if chosen == "amend":
        from reportedly.cli.amending import read_amendments

        slots = read_amendments(pairs, ledger.claim(claim).claim)
    return ledger.decide(claim, chosen, author=author, reason=reason, slots=slots)


def _report(decision: Decision, printing: Printing) -> None:
    from reportedly.cli.decided import say_decision
    from reportedly.ledger.format import record_as_dict

    write_utf8()
    if printing.json or printing.jsonl:
        print_json(record_as_dict(decision))
    elif not printing.quiet:
        print(say_decision(decision))


def _show_decisions(console: Console, page: Page[Any]) -> None:
    from reportedly.cli.decided import say_decision

    for decision in page.items:
        print(say_decision(decision))


def _make_queue(ledger: Ledger, wanted: ClaimFilter, order: str, left: str) -> ReviewQueue:
    """Return what is gone through.

    Raises: UsageError (R231) for an order, or something left, that there is not.
    """
    from reportedly.ledger.review_queue import Left, ReviewOrder, ReviewQueue
    from reportedly.weighing.heavy import heaviest_claims

    for name, value, kind in (("order", order, ReviewOrder), ("left", left, Left)):
        if value not in list(kind):
            raise UsageError(
                "R231",
                f"--{name} {value!r} is unknown.",
                why="Claims are gone through in one of a few ways.",
                fix=f"take one of {', '.join(kind)}.",
            )
    ahead = heaviest_claims(ledger) if order == ReviewOrder.WEIGHT else ()
    return ReviewQueue(wanted, ReviewOrder(order), Left(left), ahead)


def _walk(ledger: Ledger, claim: str | None, queue: ReviewQueue, author: str, printing: Printing) -> None:
    from reportedly.cli.output import make_console
    from reportedly.cli.review_session import HELP, Session

    write_utf8()
    console = make_console(color=printing.color)
    alone = ledger.claim(claim).claim.id if claim else None
    show = _make_show(ledger, console)
    session = Session(ledger.reviewer(author), queue, _find_keys(), _ask_line, show, print, alone)
    if not printing.quiet:
        print(HELP)
    done = session.run()
    if not printing.quiet:
        print(f"{done} {'decision' if done == 1 else 'decisions'} by {author}.", file=sys.stderr)


def _find_keys() -> Callable[[], str]:
    """Return what waits for a key: a press on a terminal, the first letter of a line elsewhere."""
    if sys.stdin.isatty():
        from typer import getchar

        return lambda: _as_key(getchar())
    return lambda: _as_key(sys.stdin.readline().strip()[:1])


def _as_key(typed: str) -> str:
    return typed if typed == "Z" else typed.lower()


def _ask_line(prompt: str) -> str:
    if sys.stdin.isatty():
        return input(prompt)
    print(prompt, end="")
    return sys.stdin.readline().strip()


def _make_show(ledger: Ledger, console: Console) -> Callable[[OwnClaim, str], None]:
    from reportedly.cli.cells import make_safe
    from reportedly.cli.grounds import explain_grounds, find_grounds

    brief = {"In these words", "In its paragraph", "Who says so", "As the program read it"}

    def show(own: OwnClaim, mark: str) -> None:
        from rich.text import Text

        kept = own.kept
        where = " · ".join(part for part in (make_safe(kept.title), make_safe(kept.publisher), kept.reported) if part)
        parts = [part for part in (mark, kept.claim.id, f"score {kept.claim.score:.2f}") if part]
        text = Text().append(f"\n-- {' · '.join(parts)}\n{where}\n", style="dim")
        grounds = _without_others(find_grounds(ledger, kept.claim.id), own)
        for number, (head, lines) in enumerate(explain_grounds(grounds)):
            if mark == "why" or number == 0 or head in brief:
                text.append(f"{head}\n", style="bold")
                text.append("".join(f"  {line}\n" for line in lines))
        print_trimmed(console, text)

    return show


def _without_others(grounds: Grounds, own: OwnClaim) -> Grounds:
    """Return a claim's grounds as one reviewer may see them: without what others decided."""
    rows = tuple(replace(row, kept=own.kept, recorded_to=None) for row in grounds.rows if row.opened_by != "decision")
    machine = own.machine if own.amended else None
    return replace(grounds, kept=own.kept, rows=rows[-1:], decisions=own.decisions, machine=machine)
