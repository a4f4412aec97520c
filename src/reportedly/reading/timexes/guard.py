"""False friends: what looks like a time expression and is none, and words that do not belong to one.

`trim` gives a found phrase back as it is, shorter, under another kind, or not at all.
"""

from __future__ import annotations

from typing import TypeAlias

from spacy.tokens import Token

from reportedly.reading.timexes.tense import TokenFinder
from reportedly.reading.timexes.vocabulary import Word, load_words

Kept: TypeAlias = tuple[str, tuple[Word, ...]] | None

_FIRST_YEAR, _LAST_YEAR = 1900, 2049  # a bare number outside counts things more often than years


def _before(name: str) -> frozenset[str]:
    return load_words("before")[name]


def trim(kind: str, words: tuple[Word, ...], text: str, tokens: TokenFinder) -> Kept:
    """Return kind and words of the phrase that stands, or None."""
    if words[-1].cls == "dot" and len(words) > 1 and not _is_abbreviation(words[-2]):
        words = words[:-1]  # the end of a sentence
    check = _CHECKS.get(kind)
    return check(kind, words, text, tokens) if check else (kind, words)


def _is_abbreviation(word: Word) -> bool:
    if word.cls == "month":
        return len(word.text) <= 4 and word.text not in load_words("months")["whole"]
    return word.cls in ("weekday_short", "letter_m")


def _next_text(text: str, end: int, size: int = 12) -> str:
    return text[end : end + size].lower()


def _word_before(text: str, start: int) -> str:
    before = text[max(0, start - 20) : start].rstrip().lower()
    cut = before.split()[-1:] or [""]
    word = cut[0]
    return word[-1] if word and not word[-1].isalnum() else word.lstrip("(\"'“‘")


def _check_month(kind: str, words: tuple[Word, ...], text: str, tokens: TokenFinder) -> Kept:
    month = next(w for w in words if w.cls == "month")
    full = not _is_abbreviation(month)
    if len(words) > 1:
        return kind, words
    before, token = _word_before(text, month.start), tokens.at(month.start)
    if not full and (before not in _before("month") or (token is not None and _is_name(token))):
        return None
    if month.text in load_words("months")["doubtful"] and before not in _before("month"):
        return None
    weak = before not in _before("month") or before in _before("month_or_person")
    return None if weak and token is not None and _is_name(token) else (kind, words)


def _is_name(token: Token) -> bool:
    """Return whether a capitalised word is part of a longer name ("April Glenn")."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    return after is not None and after.pos_ == "PROPN" and after.text.isalpha() and token.dep_ == "compound"


def _check_date(kind: str, words: tuple[Word, ...], text: str, tokens: TokenFinder) -> Kept:
    """Cut off a number after the month that counts what follows: "in May 20 civilians were killed"."""
    month = next(i for i, w in enumerate(words) if w.cls == "month")
    last = words[-1]
    loose = last.cls == "day" and len(words) > 1 and words[-2].cls == "month"
    if loose and _word_before(text, words[0].start) in _before("month_then_count") and is_counting(last, tokens):
        kept = words[: month + 1]
        return ("month", kept)
    if last.cls == "second" or (last.cls == "ordinal" and not last.text[0].isdigit() and words[0].cls in ("month",)):
        return "month", words[: month + 1]
    return kind, words


def is_counting(word: Word, tokens: TokenFinder) -> bool:
    """Return whether a number counts the noun after it, by the parse."""
    token = tokens.at(word.start)
    if token is None or token.i + 1 >= len(token.doc):
        return False
    after = token.nbor()
    if after.tag_ == "NNS" and not after.text.istitle():
        return True
    return after.pos_ == "ADJ" and token.head.tag_ == "NNS" and token.head.i > token.i


def _check_year(kind: str, words: tuple[Word, ...], text: str, tokens: TokenFinder) -> Kept:
    word = words[-1]
    before, token = _word_before(text, words[0].start), tokens.at(word.start)
    if not _FIRST_YEAR <= int(word.value) <= _LAST_YEAR and before not in ("in", "since", "of"):
        return None
    if text[max(0, word.start - 1) : word.start] in ("$", "€", "£", "#", "."):
        return None
    if _next_text(text, word.end, 1) in ("%", "°") or (
        text[word.end : word.end + 2][:1] in ".,:" and text[word.end + 1 : word.end + 2].isdigit()
    ):
        return None
    if token is None or before in _before("count"):
        return None
    if before not in _before("year") and token.dep_ == "nummod" and token.head.tag_ in ("NNS", "NNPS", "CD"):
        return None
    counts = is_counting(word, tokens) and before not in ("the", "its", "their", "his", "that")
    return None if counts else (kind, words)


def _check_duration(kind: str, words: tuple[Word, ...], text: str, tokens: TokenFinder) -> Kept:
    after = _next_text(text, words[-1].end).lstrip(" -‑")
    if after.startswith(("old", "of age")) or _word_before(text, words[0].start) in ("aged", "early", "small"):
        return None
    return kind, words


def _check_weekday(kind: str, words: tuple[Word, ...], text: str, tokens: TokenFinder) -> Kept:
    if words[-1].cls == "apostrophe":
        words = words[:-1]
    if words[0].cls == "the" and (len(words) < 4 or words[1].value != "D"):
        return None
    if words[-1].cls == "weekdays" and _word_before(text, words[0].start) in ("on", "and"):
        token = tokens.at(words[-1].start)
        after = token.nbor() if token is not None and token.i + 1 < len(token.doc) else None
        if after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return "set", words
    return kind, words


def _check_decade(kind: str, words: tuple[Word, ...], text: str, tokens: TokenFinder) -> Kept:
    """Leave out ages: "a man in his 30s"."""
    number = next((w for w in words if w.cls == "decade"), None)
    short = number is not None and len(number.text) == 3
    if short and words[0].cls != "apostrophe" and _word_before(text, words[0].start) != "the":
        return None
    return kind, words


def _check_part(kind: str, words: tuple[Word, ...], text: str, tokens: TokenFinder) -> Kept:
    """Keep "overnight", "dawn" and "the morning" only where they say when."""
    if words[0].cls == "overnight":
        token = tokens.at(words[0].start)
        return (kind, words) if token is not None and token.pos_ == "ADV" else None
    before = _word_before(text, words[0].start)
    if words[0].cls == "the" and words[-1].cls in ("part", "dawn") and len(words) == 2:
        return (
            (kind, words) if before in _before("part_of_day") and _next_text(text, words[-1].end, 3) != " of" else None
        )
    if len(words) == 1:
        return (kind, words) if before in _before("part_of_day") - {"in"} else None
    return kind, words


def _check_season(kind: str, words: tuple[Word, ...], text: str, tokens: TokenFinder) -> Kept:
    if (
        words[-1].cls == "season"
        and words[-2].cls == "the"
        and _word_before(text, words[0].start) not in _before("part_of_day")
    ):
        return None
    if (words[-1].text == "fall" and words[-2].cls in ("the", "this")) or _next_text(text, words[-1].end, 3) == " of":
        return None  # "after the fall of the town"
    return kind, words


def _check_month_day(kind: str, words: tuple[Word, ...], text: str, tokens: TokenFinder) -> Kept:
    """Keep "the 26th" where it names a day: not before a noun ("the 26th brigade")."""
    if not words[1].text[0].isdigit() or _word_before(text, words[0].start) not in _before("part_of_day") | {
        "on",
        "from",
        "to",
    }:
        return None
    if len(words) > 2:
        return (kind, words) if words[-1].value == "M" else None
    token = tokens.at(words[1].start)
    after = token.nbor() if token is not None and token.i + 1 < len(token.doc) else None
    return None if after is not None and after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") else (kind, words)


def _check_reference(kind: str, words: tuple[Word, ...], text: str, tokens: TokenFinder) -> Kept:
    """Leave out "now" where it only qualifies: "the now-defunct party", "a war now in its third year"."""
    after = _next_text(text, words[-1].end)
    return None if after[:1] in ("-", "‑") or after.startswith((" in its ", " in their ")) else (kind, words)


def _check_neighbour(kind: str, words: tuple[Word, ...], text: str, tokens: TokenFinder) -> Kept:
    """Keep "the day before" where it ends its clause: not "the day before the attack"."""
    return None if _next_text(text, words[-1].end).lstrip()[:1].isalnum() else (kind, words)


def _check_edge(kind: str, words: tuple[Word, ...], text: str, tokens: TokenFinder) -> Kept:
    return (kind, words) if any(w.cls == "start" for w in words) and words[-1].value in ("W", "M", "Y") else None


_CHECKS = {
    "month": _check_month,
    "date": _check_date,
    "year": _check_year,
    "duration": _check_duration,
    "shifted": _check_duration,
    "weekday": _check_weekday,
    "decade": _check_decade,
    "this_part": _check_part,
    "season": _check_season,
    "month_day": _check_month_day,
    "neighbour": _check_neighbour,
    "reference": _check_reference,
    "edge": _check_edge,
}
