"""Tests of the command as a whole."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from importlib import import_module
from importlib.util import find_spec

import pytest

from reportedly import __version__
from reportedly.cli.main import VERBS, run

THERE = [verb for verb in VERBS if find_spec(verb.module)]


def show(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process."""
    words = [sys.executable, "-c", "from reportedly.cli.main import run; run()", *arguments]
    return subprocess.run(words, capture_output=True, text=True, env={**os.environ, "COLUMNS": "100"}, check=False)


def test_help_comes_at_once() -> None:
    """`--help` takes less than 0.3 s; twice that fails, the best of five counts."""
    spent = []
    for _ in range(5):
        begun = time.perf_counter()
        show("--help")
        spent.append(time.perf_counter() - begun)
    assert min(spent) < 0.6


def test_help_loads_nothing_heavy() -> None:
    """The help page needs neither the parser nor the libraries of the edges."""
    heavy = "spacy numpy pydantic trafilatura lxml rich shapely"
    words = (
        "import sys; from reportedly.cli.main import build_app; from typer.main import get_command; "
        f"get_command(build_app(['--help'])); print([m for m in {heavy.split()} if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_version_is_told() -> None:
    """`--version` prints name and version."""
    assert show("--version").stdout == f"reportedly {__version__}\n"


@pytest.mark.parametrize("verb", THERE, ids=lambda verb: verb.name)
def test_each_verb_has_help_with_an_example(verb: object, capsys: pytest.CaptureFixture[str]) -> None:
    """Help opens with what the verb does and a working example."""
    with pytest.raises(SystemExit) as ended:
        run([verb.name, "--help"])  # type: ignore[attr-defined]
    assert ended.value.code == 0
    assert f"Example: reportedly {verb.name}" in " ".join(capsys.readouterr().out.split())  # type: ignore[attr-defined]


@pytest.mark.parametrize("verb", [verb for verb in THERE if not verb.group], ids=lambda verb: verb.name)
def test_summaries_agree_with_the_verbs(verb: object) -> None:
    """The first line of a verb's own help is its summary on the page of all verbs."""
    doc = import_module(verb.module).command.__doc__  # type: ignore[attr-defined]
    assert doc.splitlines()[0] == verb.summary  # type: ignore[attr-defined]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed(shell: str) -> None:
    """The package ships completion for the usual shells."""
    environment = {**os.environ, "_REPORTEDLY_COMPLETE": f"source_{shell}"}
    words = [sys.executable, "-c", "from reportedly.cli.main import run; run()"]
    found = subprocess.run(words, capture_output=True, text=True, env=environment, check=False)
    assert "reportedly" in found.stdout


def test_verbs_are_completed() -> None:
    """Typing the beginning of a verb offers it."""
    environment = {
        **os.environ,
        "_REPORTEDLY_COMPLETE": "complete_bash",
        "COMP_WORDS": "reportedly rea",
        "COMP_CWORD": "1",
    }
    words = [sys.executable, "-c", "from reportedly.cli.main import run; run()"]
    found = subprocess.run(words, capture_output=True, text=True, env=environment, check=False)
    assert found.stdout.split() == ["read"]
