"""The words of spatial expressions, from `data/expressions.toml`, as patterns around a toponym."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

_TYPES = r"(?:(?:the )?(?:city|town|village|province|governorate|region|district|area|river) of )?"


@dataclass(frozen=True, slots=True)
class ExpressionPatterns:
    """Patterns that end right before a toponym (in small letters), or begin right behind it, and what words mean."""

    directions: Mapping[str, float]
    groups: Mapping[str, str]  # "suburbs" -> "outskirts"
    kilometres: Mapping[str, float]
    distance_before: re.Pattern[str]
    part_before: re.Pattern[str]
    side_before: re.Pattern[str]
    adjective_before: re.Pattern[str]
    around_before: re.Pattern[str]
    between_before: re.Pattern[str]
    from_before: re.Pattern[str]
    article_before: re.Pattern[str]
    after: re.Pattern[str]
    border_after: re.Pattern[str]
    joint: re.Pattern[str]
    and_between: re.Pattern[str]
    to_between: re.Pattern[str]
    openers: frozenset[str]  # words of which one stands right before a toponym that an expression in front widens
    openings: tuple[str, ...]  # the same without "the", before which one of them stands

    def may_open(self, before: str) -> bool:
        """Return whether the text before a toponym ends in a word that may widen it: spares most the search for it."""
        before = before.rstrip()
        word = before[before.rfind(" ") + 1 :].strip("(\"'“‘")
        return word in self.openers and (word != "the" or before[:-3].rstrip().endswith(self.openings))

    def bearing(self, direction: str | None) -> float | None:
        """Return the bearing in degrees of "north", "north-eastern"; None for no direction."""
        return None if direction is None else self.directions[direction.lower()]

    def group(self, word: str) -> str:
        """Return the group of a word: "suburbs" is "outskirts"."""
        return self.groups[" ".join(word.lower().split())]


@lru_cache(maxsize=1)
def expression_patterns() -> ExpressionPatterns:
    """Return the patterns, read once."""
    path = resources.files("reportedly.gazetteer") / "data" / "expressions.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    words = data["words"]
    directions = data["directions"]
    direction = f"(?P<direction>{_any(directions)})"
    adjective = f"(?P<direction>{_any(d for d in directions if d.endswith('ern'))})"
    side = f"(?P<direction>{_any(d for d in directions if not d.endswith('ern'))})"
    parts = [*words["countryside"], *words["outskirts"], *words["part"]]
    border = _any(words["border"])
    openers = {"of", "from", "with", *(name.split()[-1] for name in [*words["around"], *directions])}
    return ExpressionPatterns(
        directions=directions,
        groups={word: group for group, listed in words.items() for word in listed},
        kilometres=data["kilometres"],
        distance_before=_before(
            rf"(?P<number>\d[\d,]*(?:\.\d+)?)[ -]?(?P<unit>{_any(data['kilometres'])}) "
            rf"(?:(?:to the |away )?(?P<direction>{_any(directions)}) )?(?:of|from) (?:the )?{_TYPES}"
        ),
        part_before=_before(
            rf"(?:the )?(?:{direction} )?(?P<word>{_any([*parts, *words['border']])}) (?:of|with) (?:the )?{_TYPES}"
        ),
        side_before=_before(rf"(?:(?:to )?the )?{side} of (?:the )?{_TYPES}"),
        adjective_before=_before(rf"{adjective} "),
        around_before=_before(rf"(?:{_any(words['around'])}) (?:the )?{_TYPES}"),
        between_before=_before(rf"between (?:the )?{_TYPES}"),
        from_before=_before(rf"from (?:the )?(?:(?:outskirts|city|town|edges?|suburbs) of )?{_TYPES}"),
        article_before=_before("the "),
        after=re.compile(
            rf"(?:['’]s)?[ -](?:province(?:['’]s)? )?(?:{direction} )?"
            rf"(?P<word>{_any([*words['countryside'], *words['outskirts'], *words['border'], *words['basin']])})\b",
            re.IGNORECASE,
        ),
        border_after=re.compile(rf"[ -](?:{border})\b", re.IGNORECASE),
        joint=re.compile(r"\s?[-–—/]\s?| and | "),
        and_between=re.compile(r"(?:['’]s)?(?: \w+){0,2} and (?:the )?" + _TYPES, re.IGNORECASE),
        to_between=re.compile(
            rf"(?:['’]s)?(?: \w+(?:['’]s)?){{0,2}} (?:to|towards?|up to|until|till) "
            rf"(?P<border>(?:the )?(?:\w+ )?(?:{border}) (?:of|with) )?(?:the )?{_TYPES}",
            re.IGNORECASE,
        ),
        openers=frozenset({*openers, "the"}),
        openings=tuple(sorted(openers)),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _before(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})$")
