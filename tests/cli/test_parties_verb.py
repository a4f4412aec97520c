"""The verb `parties`: it lists, finds, and adds to a project's file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly.cli.parties import app
from reportedly.errors import UsageError
from reportedly.gazetteer.parties import active_register

run = CliRunner().invoke


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in an empty project."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REPORTEDLY_PARTIES", raising=False)
    active_register.cache_clear()
    yield
    active_register.cache_clear()


def test_find_shows_the_party_of_a_name() -> None:
    """A name in another spelling shows the party's id and name."""
    result = run(app, ["find", "Huthis"])
    assert result.exit_code == 0
    assert result.stdout.startswith("houthis\tHouthis\trebel_group")


def test_find_without_result_suggests_a_name() -> None:
    """A name with a slip exits with 1 and suggests the nearest."""
    result = run(app, ["find", "Hezbolla"])
    assert result.exit_code == 1
    assert "Do you mean" in result.output


def test_list_is_filtered_and_sorted() -> None:
    """Only parties of the conflict are listed, by id."""
    rows = json.loads(run(app, ["list", "--conflict", "yemen", "--json"]).stdout)["parties"]
    ids = [row["id"] for row in rows]
    assert "houthis" in ids
    assert "eln" not in ids
    assert ids == sorted(ids)


def test_added_party_is_found_afterwards(tmp_path: Path) -> None:
    """A party that was added is found, in the next process, by its alias."""
    result = run(app, ["add", 'The "Lark" Brigade', "--kind", "militia", "--alias", "Liwa Lark"])
    assert result.exit_code == 0
    active_register.cache_clear()
    assert "Lark" in run(app, ["find", "liwa lark"]).stdout
    assert (tmp_path / "parties.toml").exists()


def test_wrong_kind_suggests_the_nearest() -> None:
    """A kind that is none is a usage error, and nothing is written."""
    result = run(app, ["add", "X", "--kind", "militias"])
    assert isinstance(result.exception, UsageError)
    assert "militia" in result.exception.record.fix
    assert not Path("parties.toml").exists()


def test_side_needs_a_conflict() -> None:
    """A side without a conflict is a usage error."""
    assert isinstance(run(app, ["add", "X", "--side", "north"]).exception, UsageError)
