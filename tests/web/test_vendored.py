"""Tests of the vendored libraries: they are what the record says, with their licences."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "src/reportedly/web/static/vendor", ROOT / "tests/web/vendor")


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("renew_vendored", ROOT / "scripts" / "renew_vendored.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("folder", FOLDERS, ids=("shipped", "tested with"))
def test_vendored_files_match_their_recorded_hashes(folder: Path) -> None:
    """Every vendored file has the hash written down, and no other file stands beside them."""
    assert _script().find_changed(folder) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=("shipped", "tested with"))
def test_each_vendored_package_has_its_licence_beside_it(folder: Path) -> None:
    """Each package names a version, an integrity and a licence, and its licence stands among its files."""
    for entry in json.loads((folder / "vendored.json").read_text("utf-8")):
        assert entry["version"] and entry["licence"] and entry["integrity"].startswith("sha512-")
        assert any(name.endswith(".LICENSE") for name in entry["sha256"])


def test_the_pins_of_the_script_are_those_recorded() -> None:
    """What the script would fetch is what stands in the tree."""
    script = _script()
    for folder, pins in zip(FOLDERS, (script.SHIPPED, script.TESTED), strict=True):
        recorded = json.loads((folder / "vendored.json").read_text("utf-8"))
        assert [(e["package"], e["version"]) for e in recorded] == [(name, version) for name, version, _, _ in pins]


def test_vendored_scripts_name_no_source_map() -> None:
    """No vendored file asks the browser for a file that is not there."""
    for path in FOLDERS[0].iterdir():
        assert b"sourceMappingURL=" not in path.read_bytes(), path.name
