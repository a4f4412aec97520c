"""The words and rules of time expressions, compiled once from `lexicon/en/times.toml`.

A text is cut into words, and each word is one character of a second, short string: its class. Rules are regular
expressions over that string, so that one linear pass finds them whatever the spelling and spacing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.resources import files
from itertools import accumulate
from typing import Any

OTHER = "x"
_WORD = re.compile(
    r"([^\W\d_]+|\d+(?:st|nd|rd|th|s)\b|\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+(?![.\d])|\d+|\n\s*\n|[^\w\s])", re.IGNORECASE
)
_MARKS = {
    ",": "comma",
    ".": "dot",
    "-": "dash",
    "–": "dash",
    "‑": "dash",
    "/": "slash",
    ":": "colon",
    "'": "apostrophe",
    "’": "apostrophe",
}
_SHAPES = ("day", "num", "year", "hhmm", "fused", "ordinal", "decade", "decimal")
_YEARS = range(1700, 2100)
_LONGEST_DIGITS = 12  # no number of a time expression has more
_MOST_WORDS = 50_000  # whose class is remembered


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: its place, itself in lower case, its class and what it stands for."""

    start: int
    end: int
    text: str
    cls: str
    value: Any  # Any: a number, a code such as "TH" or None, as the lexicon has it


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Classes of words and the rules over them."""

    classes: dict[str, tuple[str, Any]]  # lower-case word -> class, value
    named: frozenset[str]  # words that count only with a capital
    char_of: Callable[[str], str]  # word as written -> the character of its class
    rules: re.Pattern[str]  # one group a rule, named for its kind
    days_before: re.Pattern[str]  # "11-" before "13 December"
    days_after: re.Pattern[str]  # "and 25" after "April 24"
    singles: tuple[tuple[str, re.Pattern[str]], ...]  # the rules one by one, for a second try


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Return the English vocabulary."""
    return compile_vocabulary(_load_table())


@lru_cache(maxsize=1)
def _load_table() -> dict[str, Any]:
    path = files("reportedly.reading") / "lexicon" / "en" / "times.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def load_words(section: str) -> dict[str, frozenset[str]]:
    """Return the lists of words of one section of the lexicon ("before", "tense", "saying", "relation")."""
    return {name: frozenset(words) for name, words in _load_table()[section].items()}


def compile_vocabulary(table: dict[str, Any]) -> Vocabulary:
    """Return the vocabulary of a table in the form of times.toml."""
    classes: dict[str, tuple[str, Any]] = {}
    for section in ("words", "values", "named"):
        for cls, words in table[section].items():
            pairs = words.items() if isinstance(words, dict) else ((word, None) for word in words)
            classes.update({word: (cls, value) for word, value in pairs})
    named = frozenset(word for words in table["named"].values() for word in words)
    names = [*table["words"], *table["values"], *table["named"], *_SHAPES, *_MARKS.values()]
    chars = {name: chr(0xE000 + i) for i, name in enumerate(dict.fromkeys(names))}
    groups = []
    for rule in table["rule"]:
        body = "|".join(_expand(p, table["macros"], chars) for p in rule["patterns"])
        groups.append(f"(?P<{rule['kind']}>{body})")
    any_rule = "|".join(groups)
    never = OTHER + "".join(chars[name] for name in table["inner"])
    parts = "".join(char for char in chars.values() if not re.fullmatch(any_rule, char))  # no phrase by themselves
    char_of = lru_cache(_MOST_WORDS)(partial(_char, known=classes, named=named, chars=chars))
    singles = tuple((rule["kind"], re.compile(group)) for rule, group in zip(table["rule"], groups, strict=True))
    day, joint = chars["day"], "[" + "".join(chars[name] for name in ("dash", "to", "and", "or", "slash")) + "]"
    days = re.compile(day + joint), re.compile(f"{joint}{day}(?![{chars['month']}{chars['year']}{chars['colon']}])")
    rules = re.compile(f"(?![{never}]|[{parts}]{OTHER})(?:{any_rule})")
    return Vocabulary(classes, named, char_of, rules, *days, singles)


def _expand(pattern: str, macros: dict[str, str], chars: dict[str, str]) -> str:
    def replace(match: re.Match[str]) -> str:
        name = match.group()
        return f"(?:{_expand(macros[name], macros, chars)})" if name in macros else chars[name]

    return re.sub(r"\w+", replace, pattern.replace("(", "(?:")).replace(" ", "")


def cut_words(text: str, vocabulary: Vocabulary) -> tuple[list[str], list[int], str]:
    """Return the words, the offset of each, and the string of their classes, a character each."""
    pieces = _WORD.split(text)  # what stands between words, and words, in turn
    words = pieces[1::2]
    starts = list(accumulate(map(len, pieces)))[:-1:2]
    return words, starts, "".join(map(vocabulary.char_of, words))


def _char(word: str, *, known: dict[str, tuple[str, Any]], named: frozenset[str], chars: dict[str, str]) -> str:
    name = _classify(word, known, named)
    return chars[name] if name else OTHER


def _classify(word: str, known: dict[str, tuple[str, Any]], named: frozenset[str]) -> str | None:
    lower = word.lower()
    if lower in known:
        return None if lower in named and word == lower else known[lower][0]
    if word in _MARKS:
        return _MARKS[word]
    return _classify_digits(lower) if word[0].isdigit() and word.isascii() else None


def _classify_digits(word: str) -> str | None:
    if len(word) > _LONGEST_DIGITS:
        return None
    if word.endswith("s"):
        return "decade" if len(word) in (3, 5) and word[-2] == "0" else None
    if not word[-1].isdigit():
        return "ordinal"
    if "." in word:
        return "decimal"
    number = int(word.replace(",", ""))
    if "," in word:
        return "num"
    if len(word) == 4:
        return "year" if number in _YEARS else "hhmm" if number < 2400 and number % 100 < 60 else "num"
    if len(word) in (5, 6) and int(word[-4:]) in _YEARS and 1 <= int(word[:-4]) <= 31:
        return "fused"
    return "day" if 1 <= number <= 31 and len(word) <= 2 else "num"


def read_word(word: str, start: int, vocabulary: Vocabulary) -> Word:
    """Return the word that stands at an offset with its class and value."""
    lower = word.lower()
    cls = _classify(word, vocabulary.classes, vocabulary.named) or OTHER
    value = vocabulary.classes[lower][1] if lower in vocabulary.classes else _digit_value(lower, cls)
    return Word(start, start + len(word), lower, cls, value)


def _digit_value(word: str, cls: str) -> Any:  # Any: int or float
    digits = re.sub(r"[^\d.]", "", word) if cls in _SHAPES else ""
    if not digits:
        return None
    return float(digits) if cls == "decimal" else int(digits)
