"""The verb `ledger`: make a ledger, prove it whole, copy it, bring it up to date, take out what must not stay."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.ledger_options import AsJson, Author, LedgerPath, Quiet, find_author, open_ledger
from reportedly.errors import UsageError

CHECK = 3  # exit code: a check found something

app = typer.Typer(
    help="Make, check, copy and redact a ledger.\n\nExample: reportedly ledger verify",
    epilog="Next: reportedly add --help",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("init")
def init(
    *,
    keep_text: Annotated[
        str, typer.Option(help="all: whole articles. evidence: only the words of claims. Chosen once.")
    ] = "all",
    ledger: LedgerPath = None,
    quiet: Quiet = False,
) -> None:
    """Make an empty ledger that only its owner can read.

    Example: reportedly ledger init --ledger khabur.db --keep-text evidence
    """
    if keep_text not in ("all", "evidence"):
        raise UsageError(
            "R231",
            f"--keep-text {keep_text!r} is not a way to keep texts.",
            why="A ledger keeps whole articles (all), or only the words of their claims (evidence).",
            fix="use one of these.",
        )
    from reportedly.ledger import Ledger
    from reportedly.settings import load_settings

    path = ledger or Path(load_settings().ledger)
    if path.exists():
        from reportedly.errors import LedgerError

        raise LedgerError(
            "R509",
            f"{str(path)!r} exists already.",
            why="A ledger is never written over.",
            fix="use another --ledger, or go on with this one: `reportedly add PATH`.",
        )
    with Ledger.open(path, create=True, keep_text=keep_text):
        pass
    if not quiet:
        print(f"Made {path}. Next: reportedly add FILE --ledger {path}", file=sys.stderr)


@app.command("info")
def info(*, ledger: LedgerPath = None, as_json: AsJson = False) -> None:
    """Tell what a ledger holds.

    Example: reportedly ledger info
    """
    with open_ledger(ledger) as opened:
        page = opened.claims(limit=1)  # which counts to a thousand
        facts: dict[str, object] = {
            "path": str(opened.path),
            "bytes": opened.path.stat().st_size if opened.path else 0,
            "keeps": str(opened.keep_text),
            "documents": opened.documents(limit=1).total,
            "claims": page.total if page.total_exact else len(opened.claim_ids()),
            "quarantined": opened.quarantine(limit=1).total,
            "decisions": opened.decisions(limit=1).total,
            "entries": opened.position,
        }
    if as_json:
        print(json.dumps(facts, ensure_ascii=False, indent=1))
        return
    for name, value in facts.items():
        print(f"{name}: {value:,}" if isinstance(value, int) else f"{name}: {value}")


@app.command("verify")
def verify(*, ledger: LedgerPath = None, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Prove that nothing was altered: hashes, offsets, the chain of the log; exit code 3 where something was.

    Example: reportedly ledger verify --json
    """
    with open_ledger(ledger) as opened:
        verdict = opened.verify()
    if as_json:
        from reportedly.ledger.format import record_as_dict

        print(json.dumps({"clean": verdict.clean, **record_as_dict(verdict)}, ensure_ascii=False, indent=1))
    else:
        for finding in verdict.findings:
            print(f"{finding.what}\t{finding.where}\t{finding.detail}")
    if not quiet:
        counts = f"{verdict.entries:,} entries, {verdict.documents:,} documents, {verdict.claims:,} claims"
        state = "clean" if verdict.clean else f"{len(verdict.findings)} findings"
        print(f"{counts}: {state}. Last hash: {verdict.head}", file=sys.stderr)
    raise typer.Exit(0 if verdict.clean else CHECK)


@app.command("backup")
def backup(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes; there must be no file yet.")],
    *,
    ledger: LedgerPath = None,
    quiet: Quiet = False,
) -> None:
    """Write a copy of the ledger, whole as of now, while others may go on using it.

    Example: reportedly ledger backup khabur-2021-04-11.db
    """
    with open_ledger(ledger) as opened:
        written = opened.backup(to)
    if not quiet:
        print(f"Wrote {written}. Check it: reportedly ledger verify --ledger {written}", file=sys.stderr)


@app.command("upgrade")
def upgrade(*, ledger: LedgerPath = None, quiet: Quiet = False) -> None:
    """Bring a ledger of an older version up to date; a copy of it is kept beside it.

    Example: reportedly ledger upgrade
    """
    from reportedly.ledger.upgrade import upgrade_ledger

    copy = upgrade_ledger(ledger)
    if not quiet:
        print(f"Upgraded. As it was: {copy}" if copy else "Nothing to upgrade.", file=sys.stderr)


@app.command("redact")
def redact(
    document: Annotated[str | None, typer.Argument(help="The document's id.")] = None,
    *,
    person: Annotated[str | None, typer.Option(help="Instead: a person's name, wherever it stands.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the log.")],
    author: Author = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    ledger: LedgerPath = None,
    quiet: Quiet = False,
) -> None:
    """Replace a document's words, or a person's name, by a mark; hashes and decisions stay, and the log says so.

    Example: reportedly ledger redact --person "Salim Haddad" --reason "asked to be left out" --yes
    """
    if (document is None) == (person is None):
        raise UsageError(
            "R202",
            "a document or a person is to be redacted, and neither or both are given.",
            why="Redacting cannot be undone.",
            fix="name a document's id, or pass --person NAME.",
        )
    who = find_author(author)
    with open_ledger(ledger, writes=True) as opened:
        if not yes:
            _ask(f"Redact {f'document {document}' if document else f'the name {person!r}'} for good?")
        touched = opened.redact(document=document, person=person, author=who, reason=reason)
    if not quiet:
        print(f"{touched:,} {'document' if touched == 1 else 'documents'} redacted.", file=sys.stderr)


def _ask(question: str) -> None:
    """Go on if a person says yes.

    Raises: UsageError (R234) where nobody can be asked.
    """
    if not sys.stdin.isatty():
        raise UsageError(
            "R234",
            "this cannot be undone, and nobody is there to be asked.",
            why="What destroys asks first.",
            fix="pass --yes.",
        )
    typer.confirm(question, abort=True)
