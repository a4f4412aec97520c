"""The command `reportedly`: its verbs, and what ends it.

Each verb has a module, which is imported when that verb is called and not before: the help page comes in well under
0.3 s. Exit codes: 0 done, 1 ran but some inputs failed, 2 wrong usage, 3 a check found something, 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

import typer

from reportedly import __version__
from reportedly.errors import ReportedlyError

FAILED, USAGE, INTERRUPTED = 1, 2, 130

_HELP = """Read news of a conflict and keep who says what, through whom, and how sure.

Example: reportedly read report.txt --publisher "Qasioun News Agency"
"""
_EPILOG = (
    "Exit codes: 0 done, 1 some inputs failed, 2 wrong usage, 3 a check found something, 130 interrupted. "
    "Next: reportedly read --help"
)


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: its name, where its command (`command`) or its sub-commands (`app`) are defined, and what it does."""

    name: str
    module: str
    summary: str
    group: bool = False


VERBS = (
    Verb("read", "reportedly.cli.read", "Read documents and print their claims; nothing is stored."),
    Verb(
        "add",
        "reportedly.cli.add",
        "Read documents and keep their claims; what is in the ledger already is not read again.",
    ),
    Verb("claims", "reportedly.cli.claims", "List and search the claims of the ledger, the latest report first."),
    Verb(
        "why",
        "reportedly.cli.why",
        "Say what a claim rests on: who says so through whom, its dates, the rule, decisions.",
    ),
    Verb(
        "changes",
        "reportedly.cli.changes",
        "Tell what is new in the ledger: documents, versions, decisions, what was revised.",
    ),
    Verb(
        "disputes", "reportedly.cli.disputes", "Show what is contested, all versions side by side, with who gives each."
    ),
    Verb(
        "figures",
        "reportedly.cli.figures",
        "Show a figure through time, by source: ranges as they were said, never their sum.",
    ),
    Verb(
        "holds",
        "reportedly.cli.holds",
        'Show who holds a place by claims, with belief, age and reasons; never "is", always "claimed by".',
    ),
    Verb(
        "check",
        "reportedly.cli.check",
        "Say what cannot fit: parts and wholes, tolls that fall, days that cannot be; exit code 3 where some do not.",
    ),
    Verb(
        "review",
        "reportedly.cli.review",
        "Accept, amend or reject claims, one at a time; every decision can be undone.",
    ),
    Verb(
        "report",
        "reportedly.cli.report",
        "Write a situation report: what changed, figures, who holds what, disputes, with a note to every sentence.",
    ),
    Verb(
        "export",
        "reportedly.cli.export",
        "Export claims, figures or holdings, each with its days, its view, its grade and the claims it rests on.",
    ),
    Verb("sources", "reportedly.cli.sources", "Show who says things in this ledger, and grade them.", group=True),
    Verb("parties", "reportedly.cli.parties", "Show the register of conflict parties, and a ledger's.", group=True),
    Verb("places", "reportedly.cli.places", "Show a ledger's places, and say what a name means.", group=True),
    Verb(
        "quarantine",
        "reportedly.cli.quarantine",
        "List the documents that could not be taken in or read, with the way to mend it.",
    ),
    Verb("ledger", "reportedly.cli.ledger", "Make, check, copy and redact a ledger.", group=True),
    Verb("serve", "reportedly.cli.serve", "Open the ledger in the browser, on this machine.", group=True),
    Verb("schema", "reportedly.cli.schema", "Print the JSON schema of an output format."),
    Verb("gazetteer", "reportedly.cli.gazetteer", "Build, extend and search the list of places.", group=True),
)


def build_app(arguments: Sequence[str]) -> typer.Typer:
    """Return the application with the verb that the arguments name in full, and the others by name alone."""
    app = typer.Typer(
        help=_HELP,
        epilog=_EPILOG,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
    )
    app.callback()(_main)
    wanted = next((word for word in arguments if not word.startswith("-")), None)
    for verb in VERBS:
        if find_spec(verb.module) is not None:
            _add(app, verb, whole=verb.name == wanted)
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reportedly {__version__}")
        raise typer.Exit


def _main(
    version: bool = typer.Option(
        False, "--version", help="Print the version and exit.", is_eager=True, callback=_print_version
    ),
) -> None:
    return None


def _add(app: typer.Typer, verb: Verb, *, whole: bool) -> None:
    if verb.group and whole:
        app.add_typer(import_module(verb.module).app, name=verb.name)
    elif verb.group:
        app.add_typer(typer.Typer(callback=_nothing), name=verb.name, help=verb.summary)
    elif whole:
        app.command(verb.name)(import_module(verb.module).command)
    else:
        app.command(verb.name, help=verb.summary)(_nothing)


def _nothing() -> None:
    return None


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line, and exit with its code; errors are printed in their three parts."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    try:
        build_app(arguments)(args=list(arguments), prog_name="reportedly")
    except ReportedlyError as error:
        print(error, file=sys.stderr)
        sys.exit(USAGE)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        sys.exit(INTERRUPTED)
