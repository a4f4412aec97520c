"""A ledger of eight hand-coded claims, and a way to run the command in this process."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reportedly.cli.main import run

TABLE = Path(__file__).with_name("coded_claims.csv")


@dataclass(frozen=True, slots=True)
class Done:
    """What a run of the command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What was printed, as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """What was printed, as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Done]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return a function that runs the command with these words."""
    monkeypatch.setenv("REPORTEDLY_AUTHOR", "Amal")
    monkeypatch.setenv("COLUMNS", "120")

    def go(*words: object) -> Done:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run([str(word) for word in words])
        printed = capsys.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    return go


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger with the rows; not to be written."""
    path = tmp_path_factory.mktemp("coded") / "coded.db"
    with pytest.raises(SystemExit) as ended:
        run(["add", "--quiet", str(TABLE), "--ledger", str(path)])
    assert not ended.value.code
    return path


@pytest.fixture
def ledger(coded: Path, tmp_path: Path) -> Path:
    """The file of a ledger with the rows, of this test alone."""
    return Path(shutil.copy(coded, tmp_path / "kept.db"))


@pytest.fixture
def ids(ledger: Path, command: Command) -> dict[str, str]:
    """The ids of the claims by the ids of their documents."""
    found = command("claims", "--ledger", ledger, "--jsonl", "--limit", 100).lines
    return {kept["document"]: kept["claim"]["id"] for kept in found}
