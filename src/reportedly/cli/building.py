"""The first run: the gazetteer is compiled once into the user's cache, with a bar where somebody looks on."""

from __future__ import annotations

import sys

from reportedly.cli.output import make_console


def build_if_needed(*, quiet: bool, color: bool) -> None:
    """Compile the gazetteer where there is none yet.

    Raises: GazetteerError where it cannot be written.
    """
    from reportedly.gazetteer.build import EXPECTED_ENTRIES, build_gazetteer
    from reportedly.gazetteer.store import find_compiled

    if find_compiled() is not None:
        return
    if quiet or not sys.stderr.isatty():
        if not quiet:
            print("compiling the gazetteer, once, in about 20 seconds ...", file=sys.stderr)
        build_gazetteer()
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("compiling the gazetteer, once"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=make_console(color=color, stderr=True), transient=True) as progress:
        task = progress.add_task("", total=EXPECTED_ENTRIES)
        build_gazetteer(progress=lambda n: progress.update(task, completed=n))
