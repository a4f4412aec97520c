"""The pages that teach the ledger: every command on them runs, in order, in a folder such as a reader has."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import TABLE

ROOT = Path(__file__).parents[2]
LINE = re.compile(r"^ {4}(reportedly .*|export .*)$", re.MULTILINE)
PARTLY = ("add --examples", "add news/")  # some of their inputs cannot be read, which exit code 1 says


def run_page(page: str, folder: Path, *, finds: bool = False) -> list[str]:
    """Run the page's commands in the folder and return what went wrong; `finds` says that no list may be empty.

    What a command prints goes into the file after `>`, if any.
    """
    environment = {**os.environ, "REPORTEDLY_AUTHOR": "Amal", "COLUMNS": "100"}
    wrong = []
    for line in LINE.findall((ROOT / "docs" / page).read_text("utf-8")):
        if line.startswith("reportedly serve"):  # would not end; the addresses of such pages are asked for instead
            continue
        words = shlex.split(line, comments=True)
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            environment[name] = value
            continue
        into = words[words.index(">") + 1] if ">" in words else ""
        words = words[1 : words.index(">")] if into else words[1:]
        program = [
            sys.executable,
            "-c",
            "from reportedly.cli.main import run\nif __name__ == '__main__': run()",
            *words,
        ]
        done = subprocess.run(
            program, cwd=folder, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )
        if into:
            (folder / into).write_text(done.stdout, "utf-8")
        if done.returncode not in _expected(line):
            wrong.append(f"{line}\n{done.returncode}\n{done.stderr}")
        if finds and done.stderr.startswith("0 "):
            wrong.append(f"{line}\n{done.stderr}")
    return wrong


def _expected(line: str) -> tuple[int, ...]:
    if "reportedly check" in line:
        return (3,)
    return (0, 1) if any(part in line for part in PARTLY) else (0,)


@pytest.mark.slow
def test_the_tutorial_runs(tmp_path: Path) -> None:
    """Each command of the lesson ends well, and each list that it looks at holds something."""
    assert run_page("tutorials/a-ledger.md", tmp_path, finds=True) == []


@pytest.mark.slow
def test_the_how_to_runs(tmp_path: Path) -> None:
    """Each command of the how-to runs on a folder of news and a table of claims."""
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text(
        "MARKADA, March 3, 2021 - ISIS plans to attack a bridge in Markada on Thursday, the Observatory said.\n\n"
        "Regime forces bombed the bridge on Tuesday, a witness said.\n"
    )
    (news / "b.txt").write_text("غادر الجيش مدينة حماة يوم الاثنين، بحسب ما قال متحدث باسم الجيش في المدينة.")
    rows = TABLE.read_text("utf-8") + "attack;;Regime forces shelled the bridge in Markada.;regime forces;;Markada\n"
    (tmp_path / "claims.csv").write_text(rows)
    assert run_page("how-to/keep-a-ledger.md", tmp_path) == []
