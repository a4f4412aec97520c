"""`reportedly add`: documents and ready-made claims into the ledger."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.building import build_if_needed
from reportedly.cli.ledger_options import AsJson, AsLines, LedgerPath, NoColor, Quiet, check_output
from reportedly.cli.output import Shown, watch
from reportedly.cli.progress import count_documents
from reportedly.cli.read import check_day, log_if_asked
from reportedly.errors import UsageError
from reportedly.intake import Given
from reportedly.settings import Settings, load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.ledger import Ledger
    from reportedly.scaling import Progress, Tally

_MOST_JOBS = 64


def command(  # a command line has more switches than a function should
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Files, folders, patterns, http(s) addresses, or - for standard input."),
    ] = None,
    *,
    examples: Annotated[bool, typer.Option("--examples", help="Add the dispatches that ship with reportedly.")] = False,
    publisher: Annotated[str | None, typer.Option(help="Who published the documents that do not say so.")] = None,
    published: Annotated[
        str | None, typer.Option(help="Day of publication (2017-06-12) of documents that give none.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title; '' means that a first line is no title.")] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, max=_MOST_JOBS, help="Processes that read; 0: one a processor.")
    ] = 0,
    retry: Annotated[bool, typer.Option("--retry", help="Read again what could not be read before.")] = False,
    rules_only: Annotated[
        bool | None, typer.Option("--rules-only", help="Read by rules alone, without the trained part.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="The parser: sm, md, a package's name or a path.")] = None,
    time_limit: Annotated[float | None, typer.Option(help="Seconds that one document may take; 0 is no limit.")] = None,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    quiet: Quiet = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what happens, with reasons.")] = False,
    no_color: NoColor = False,
) -> None:
    """Read documents and keep their claims; what is in the ledger already is not read again.

    Tables (CSV, JSON lines) whose rows have a type and no text are taken as ready-made claims.
    A ledger is made where there is none. Interrupted and run again, it goes on where it stopped.

    Example: reportedly add news/ --publisher "Border Post" --jobs 4
    """
    check_output(as_json, as_lines)
    check_day(published)
    paths = _find_inputs(inputs or [], examples=examples)
    log_if_asked(verbose)
    settings = load_settings(rules_only=rules_only or None, model=model, time_limit_s=time_limit)
    shown = Shown(as_json, as_lines, quiet=quiet, color=not no_color)
    tally = _add(ledger, paths, Given(publisher, published, title), settings, shown, jobs=jobs, retry=retry)
    if as_json:
        print(json.dumps(tally.as_dict(), indent=1))
    if not quiet:
        print(say_tally(tally), file=sys.stderr)
    raise typer.Exit(1 if tally.quarantined or tally.wrong_rows else 0)


def _find_inputs(inputs: list[str], *, examples: bool) -> list[str]:
    if not inputs and not examples:
        raise UsageError(
            "R235",
            "nothing is named that could be added.",
            why="A ledger takes files, folders, patterns, addresses or standard input.",
            fix="reportedly add news/, or reportedly add --examples.",
        )
    if examples:
        from reportedly.intake.examples import find_examples

        return [*inputs, str(find_examples())]
    return inputs


def _add(
    path: Path | None, inputs: list[str], given: Given, settings: Settings, shown: Shown, *, jobs: int, retry: bool
) -> Tally:
    """Add all, telling of each as it is done, and return the counts."""
    from reportedly.ledger import Ledger
    from reportedly.scaling import Tally, add_inputs, tell_reader

    build_if_needed(quiet=shown.quiet, color=shown.color)
    tally = Tally()
    with Ledger.open(path, create=True) as ledger:
        step, stop = watch(shown, count_documents(inputs), what="adding", wherever=True)
        try:
            reader = tell_reader(settings)
            count = jobs or _count_processors()
            for done in add_inputs(ledger, inputs, given, reader=reader, settings=settings, jobs=count, retry=retry):
                tally = tally.count(done)
                _tell(done, shown, step)
        except KeyboardInterrupt:
            stop()
            _say_interrupted(ledger, tally, shown)
            raise
        finally:
            stop()
    return tally


def _tell(done: Progress, shown: Shown, step: Callable[[], None]) -> None:
    from reportedly.ledger import AddedClaims
    from reportedly.ledger.format import record_as_dict

    if shown.jsonl:
        print(json.dumps(record_as_dict(done), ensure_ascii=False), flush=True)
    if isinstance(done, AddedClaims):
        for row in () if shown.quiet else done.errors:
            print(f"row {row.line} left out: {row.error.code}: {row.error.what}", file=sys.stderr)
        return
    if done.outcome == "failed" and done.error is not None and not shown.quiet:
        print(f"quarantined: {done.error.code}: {done.error.what}", file=sys.stderr)
    step()


def _say_interrupted(ledger: Ledger, tally: Tally, shown: Shown) -> None:
    if not shown.quiet:
        where = f" --ledger {ledger.path}" if ledger.path else ""
        print(
            f"{say_tally(tally)}\nStopped; the same command goes on from here{where and ','}{where}.", file=sys.stderr
        )


def _count_processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), _MOST_JOBS)
    return min(os.cpu_count() or 1, _MOST_JOBS)


_AS_IS = "="  # before words in which no noun is counted


def say_tally(tally: Tally) -> str:
    """Return what a run did, on one line; what did not happen is left out, but for the first two."""
    parts = [
        f"{_count(tally.documents, 'document')}: {tally.added:,} added",
        f"{tally.unchanged:,} unchanged",
    ]
    if not tally.documents and (tally.ready_claims or tally.ready_unchanged or tally.wrong_rows):
        parts = [f"{_count(tally.ready_claims, 'ready-made claim')} added"]
    counted = (
        (tally.versions, "new version"),
        (tally.reread, _AS_IS + "read again"),
        (tally.quarantined, _AS_IS + "quarantined (see `reportedly quarantine`)"),
        (tally.claims, "claim"),
        (tally.lost, "claim| that new versions no longer make"),
        (tally.dates_disagree, _AS_IS + "of them with dates that disagree"),
        (tally.carried, "decision| carried over"),
        (tally.orphaned, "decision| orphaned (see `reportedly review --orphaned`)"),
        (tally.ready_claims if tally.documents else 0, "ready-made claim"),
        (tally.ready_unchanged, "ready-made claim| unchanged"),
        (tally.wrong_rows, "row| left out"),
    )
    return ", ".join(parts + [_count(number, what) for number, what in counted if number]) + "."


def _count(number: int, words: str) -> str:
    """Return a number with words; what stands before a bar, or at the end, is the noun that it counts."""
    if words.startswith(_AS_IS):
        return f"{number:,} {words.removeprefix(_AS_IS)}"
    noun, _, rest = words.partition("|")
    return f"{number:,} {noun}{'' if number == 1 else 's'}{rest}"
