"""The licences of all that a user installs with reportedly."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution, metadata

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Words of licences that ask no more than credit, or (MPL, LGPL) nothing of a program that merely uses the library.
FREE = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|ISC|PSF|Python Software Foundation|Zlib|MPL|Mozilla|LGPL|Unlicense|HPND|CC0|Unicode)"
    r"|public domain",
    re.IGNORECASE,
)
BOUND = re.compile(r"\b(?:A?GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)
# Packages whose metadata name no licence; each was looked up by hand in the package's own files.
BY_HAND: dict[str, str] = {}


def _needed(name: str, known: set[str]) -> None:
    """Add the package and all that it needs here to `known`."""
    for text in distribution(name).requires or []:
        requirement = Requirement(text)
        environment = {**default_environment(), "extra": ""}
        if requirement.marker and not requirement.marker.evaluate(environment):
            continue
        found = canonicalize_name(requirement.name)
        if found in known:
            continue
        try:
            distribution(found)
        except PackageNotFoundError:
            continue
        known.add(found)
        _needed(found, known)


def _runtime() -> list[str]:
    known: set[str] = set()
    _needed("reportedly", known)
    return sorted(known)


def _licence(name: str) -> str:
    """Return what the metadata say: the expression, else the classifiers, else the first line of the field."""
    found = metadata(name)
    classified = [c for c in found.get_all("Classifier") or [] if c.startswith("License ::")]
    first_line = (found.get("License") or "").strip().splitlines()[:1]
    return found.get("License-Expression") or "; ".join([*classified, *first_line]) or BY_HAND.get(name, "")


def is_free(licence: str) -> bool:
    """Return whether one may choose a licence out of these that binds nobody who uses the package."""
    choices = re.split(r"\bOR\b|;|/|,", licence)
    return any(FREE.search(choice) and not BOUND.search(choice) for choice in choices)


@pytest.mark.parametrize("name", _runtime())
def test_a_runtime_dependency_is_free_to_use(name: str) -> None:
    """No runtime dependency is under the GPL, or under a licence that its metadata do not tell."""
    assert is_free(_licence(name)), f"{name}: {_licence(name)!r}"


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("MIT", True),
        ("GPL-3.0-or-later", False),
        ("", False),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", False),
        ("Proprietary", False),
    ],
)
def test_the_judgement_of_licences(licence: str, free: bool) -> None:
    """A choice that holds one free licence is free; GPL, unknown and no licence are not."""
    assert is_free(licence) is free


def test_there_are_dependencies_to_judge() -> None:
    """The walk over the dependencies finds them, those of dependencies too."""
    assert {"spacy", "numpy", "thinc"} <= set(_runtime())
