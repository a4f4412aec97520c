"""Addresses: the state of a view as it stands in its URL, and addresses that differ from it in a few parameters.

Everything a reader can choose stands in the query, in readable names, so that a reload, the back button and a link sent
to somebody else give the same view. The two clocks, `at` and `known_by`, go along wherever a link leads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

CLOCKS = ("at", "known_by")


@dataclass(frozen=True, slots=True)
class Address:
    """The path of a page and its parameters, in order."""

    path: str
    items: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """Return the first value of a parameter, or nothing."""
        return next((value for key, value in self.items if key == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Return the values of a parameter."""
        return tuple(value for key, value in self.items if key == name)

    def has(self, name: str, value: str) -> bool:
        """Return whether a parameter has that value."""
        return (name, value) in self.items

    def changed(self, **values: object) -> str:
        """Return this address with parameters set; None and "" drop one. The page of a list begins anew.

        >>> Address("/claims", (("type", "gain"), ("after", "7"))).changed(order="oldest")
        '/claims?type=gain&order=oldest'
        """
        names = {name.removesuffix("_") for name in values} | ({"after"} - values.keys())
        kept = [(key, value) for key, value in self.items if key not in names]
        given = [(name.removesuffix("_"), str(value)) for name, value in values.items() if value not in (None, "")]
        return join(self.path, [*kept, *given])

    def toggled(self, name: str, value: str) -> str:
        """Return this address with one value of a parameter added, or taken away where it is there.

        >>> Address("/claims", (("type", "gain"),)).toggled("type", "gain")
        '/claims'
        """
        if self.has(name, value):
            kept = [item for item in self.items if item != (name, value) and item[0] != "after"]
        else:
            kept = [*((key, one) for key, one in self.items if key != "after"), (name, value)]
        return join(self.path, kept)

    def other(self, path: str, **values: object) -> str:
        """Return the address of another form of this page, with the same parameters.

        >>> Address("/report", (("at", "2021-04-02"),)).other("/report.svg", to="png")
        '/report.svg?at=2021-04-02&to=png'
        """
        return Address(path, self.items).changed(**values)

    def twin(self) -> str:
        """Return the address of this page's data as JSON.

        >>> Address("/", (("at", "2021-03-01"),)).twin()
        '/index.json?at=2021-03-01'
        """
        return join("/index.json" if self.path == "/" else f"{self.path}.json", self.items)

    def link(self, path: str, **values: object) -> str:
        """Return an address of another page, with the clocks of this one.

        >>> Address("/claims", (("at", "2021-03-01"),)).link("/disputes", kind="how_many")
        '/disputes?kind=how_many&at=2021-03-01'
        """
        given = [(name.removesuffix("_"), str(one)) for name, value in values.items() for one in _each(value)]
        clocks = [(key, value) for key, value in self.items if value and key in CLOCKS and key not in values]
        return join(path, [*given, *clocks])


def _each(value: object) -> Iterable[object]:
    values = value if isinstance(value, list | tuple) else (value,)
    return [one for one in values if one not in (None, "")]


def join(path: str, items: Iterable[tuple[str, str]]) -> str:
    """Return the path with the parameters as a query."""
    query = urlencode([(key, value.encode("utf-8", "replace")) for key, value in items])
    return f"{path}?{query}" if query else path


def segment(value: str) -> str:
    """Return a value as one part of a path, whatever stands in it.

    >>> segment("news/a b.txt")
    'news%2Fa%20b.txt'
    """
    return quote(value, safe="", errors="replace")
