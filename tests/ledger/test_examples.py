"""The examples in the ledger's docstrings do what they say."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import reportedly.ledger

MODULES = sorted(path.stem for path in Path(reportedly.ledger.__file__).parent.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: str) -> None:
    """Every example gives what stands below it."""
    assert doctest.testmod(import_module(f"reportedly.ledger.{name}")).failed == 0
