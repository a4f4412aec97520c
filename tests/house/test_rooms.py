"""Tests of the house: who imports whom, how large modules are, and what must not stand in the tree."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "reportedly"
# The rooms in the order in which data flows: each may import those before it.
ROOMS = ("model", "intake", "gazetteer", "reading", "ledger", "weighing", "sharing")
EVERYWHERE = {"errors", "settings"}
SEVERAL = {"cli", "web", "scaling"}
MOST_LINES = 400
MODULES = sorted(SOURCE.rglob("*.py"))


def _imported_rooms(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return {name.split(".")[1] for name in names if name.startswith("reportedly.")}


def _tracked() -> list[Path]:
    try:
        listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not in a git checkout")
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).is_file()]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_room_imports_rooms_to_its_left(path: Path) -> None:
    """A module imports its own room, rooms to its left, errors and settings, and nothing to its right."""
    room = path.relative_to(SOURCE).parts[0]
    if room in ROOMS:
        allowed = {*ROOMS[: ROOMS.index(room) + 1], *EVERYWHERE}
        if room == "model":
            allowed -= {"settings"}
        assert _imported_rooms(path) <= allowed
    elif room == "errors.py":
        assert not _imported_rooms(path)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_stays_small(path: Path) -> None:
    """No module has more than 400 lines."""
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


def test_no_room_is_empty() -> None:
    """A room has at least one module besides its `__init__`."""
    rooms = [folder for folder in SOURCE.iterdir() if folder.is_dir() and (folder / "__init__.py").exists()]
    assert rooms
    for room in rooms:
        assert len(list(room.glob("*.py"))) > 1, room.name


def test_no_module_has_a_name_without_a_noun() -> None:
    """No module is called utils, helpers, common, misc or core."""
    assert not {path.stem for path in MODULES} & {"utils", "helpers", "common", "misc", "core"}


def test_only_the_command_line_prints() -> None:
    """Library code holds no print and no assert."""
    for path in MODULES:
        if path.relative_to(SOURCE).parts[0] in SEVERAL:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            assert not isinstance(node, ast.Assert), path
            printing = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
            assert not printing, path


_HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npm" + "js", "deb." + "debian")
_MACHINE = re.compile("(?<![\\w.])/(work|home|opt|root|tmp)/[a-z]")


def test_no_registry_address_or_machine_path_is_in_the_tree() -> None:
    """No committed text names a package registry's host, an index option, or a path of somebody's machine."""
    for path in _tracked():
        text = path.read_bytes().decode("utf-8", "ignore")
        if path.suffix in {".gz", ".npz", ".bin", ".png"}:
            continue
        for host in _HOSTS:
            assert host not in text, f"{path}: {host}"
        found = _MACHINE.search(text)
        assert found is None, f"{path}: {found and text[found.start() : found.start() + 60]!r}"


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_has_hashes_and_no_addresses(name: str) -> None:
    """Every requirement of a lock is pinned to one version and has hashes, and nothing in it is an address."""
    text = (ROOT / name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(lines) > 20
    assert all(re.match(r"[a-z0-9._-]+==[^ ]+( ;.*)? \\$", line) for line in lines)
    assert not re.search(r"://|--(index|extra|find|trusted)|@ file", text)
    assert text.count("--hash=sha256:") >= len(lines)
