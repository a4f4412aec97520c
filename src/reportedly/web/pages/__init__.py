"""The pages of the app, a module each, in the order of the navigation.

A module has a `router`, and its functions are registered with `reportedly.web.answer.page`. A page with a `label`
stands in the navigation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A page's module, and how it stands in the navigation: under what label, leading where."""

    module: str
    label: str = ""
    path: str = ""


PAGES = (
    Entry("start", "Start", "/"),
    Entry("exporting"),
    Entry("pictures"),
    Entry("claims", "Claims", "/claims"),
    Entry("claim"),
    Entry("document"),
    Entry("dispute", "Disputes", "/disputes"),
    Entry("figure", "Figures", "/figures"),
    Entry("sums"),
    Entry("map", "Map", "/map"),
    Entry("coverage", "Coverage", "/coverage"),
    Entry("report", "Report", "/report"),
    Entry("place", "Places", "/places"),
    Entry("party", "Parties", "/parties"),
    Entry("sources", "Sources", "/sources"),
    Entry("search"),
    Entry("review", "Review", "/review"),
    Entry("review_best"),
    Entry("review_differences"),
    Entry("review_rules"),
    Entry("paste", "Paste", "/paste"),
    Entry("deciding"),
    Entry("session"),
    Entry("reference"),
)


def present() -> Iterator[Entry]:
    """Yield the entries whose modules are there."""
    for entry in PAGES:
        if find_spec(f"{__name__}.{entry.module}") is not None:
            yield entry


def load(entry: Entry) -> Any:  # Any: a module
    """Return the module of a page."""
    return import_module(f"{__name__}.{entry.module}")
