"""Which language a text is in, so that what is not English is said to be unread instead of being misread.

Takes a text, gives an ISO 639-1 code, or "und" for what is no prose in any language (noise, tables of digits). Texts
too short to tell count as English, unless their letters are of another script. It does not look for switches of
language inside a text; letters of another script are counted and reported.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

ENGLISH = "en"
UNDETERMINED = "und"
_SAMPLE_CHARS = 2_000  # beginning and middle of a long text together
_SHORT_LETTERS = 80  # fewer letters than this are too few for the statistics
_LETTERS_SHARE = 0.3  # of characters that are no spaces: prose has .9, tables of figures less
_FOREIGN_SHARE = 0.5  # of letters in another script: the text is not in English
_MIXED_SHARE = 0.15  # worth a warning
# Frequent English words that the languages written like it do not share as such ("in", "was", "die" are left out).
# fmt: off
_COMMON = frozenset([
    "the", "of", "and", "to", "that", "for", "with", "from", "by", "said", "at", "on", "his", "they", "has", "have",
    "were", "had", "which", "who", "been", "are", "their", "would", "will", "this", "be",
])
# fmt: on
_COMMON_SHARE = 0.12  # newspaper English has .25 to .35, Dutch and Danish below .05
_MARGIN = 0.7  # of log probability a letter: lists of Syrian towns stay below .35, French is at 1.8, Dutch at 2.4
_BROKEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")  # controls, and what could not be decoded
_BROKEN_SHARE = 0.05  # of characters: random bytes have more than .1, a damaged article far less
_ODD = re.compile(r"[#$%&*+/<=>@\[\\\]^_`{|}~]")  # signs that prose seldom needs
_ODD_SHARE = 0.1  # of characters that are no spaces: random signs have .2, an article full of addresses .04
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_LATIN = re.compile(r"[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]")  # besides those of ASCII
_LETTER = re.compile(r"[^\W\d_]")
_ASCII_LETTERS = string.ascii_letters.encode()


def tell_language(text: str) -> str:
    """Return the ISO 639-1 code of the text's language, "en" if it is too short to tell, "und" if it is noise.

    >>> tell_language("The army said on Monday that it had taken the town."), tell_language("Hama")
    ('en', 'en')
    >>> tell_language("انسحب المقاتلون من البلدة")
    'ar'
    """
    sample = _take_sample(text)
    words = _WORD.findall(sample.lower())
    if len(_BROKEN.findall(sample)) > _BROKEN_SHARE * len(sample) and len(sample) >= _SHORT_LETTERS:
        return UNDETERMINED
    letters, written = sum(map(len, words)), len("".join(sample.split()))
    if letters < _LETTERS_SHARE * written or len(_ODD.findall(sample)) > _ODD_SHARE * written:
        return UNDETERMINED if len(sample) >= _SHORT_LETTERS else ENGLISH
    if letters and foreign_share(sample) > _FOREIGN_SHARE:
        return _classify(sample, default=UNDETERMINED)
    if letters < _SHORT_LETTERS or _share_of_common(words) >= _COMMON_SHARE:
        return ENGLISH
    return UNDETERMINED if _is_noise(words) else _classify(sample, default=ENGLISH)


def foreign_share(text: str) -> float:
    """Return the share of letters, 0 to 1, that are of another script than the Latin one."""
    beyond = "".join(_BEYOND_ASCII.findall(text))
    if not beyond:
        return 0.0
    plain = text.encode("ascii", "ignore")
    common = len(plain) - len(plain.translate(None, _ASCII_LETTERS))  # counted by bytes, many times faster
    letters = common + len(_LETTER.findall(beyond))
    return 1 - (common + len(_LATIN.findall(beyond))) / letters if letters else 0.0


def language_warnings(text: str) -> tuple[str, ...]:
    """Return a warning where a fair part of an English text is in another script, which is not read."""
    share = foreign_share(_take_sample(text))
    if share > _MIXED_SHARE:
        return (f"{share:.0%} of the letters are of another script than the Latin one; what they say is not read",)
    return ()


def _take_sample(text: str) -> str:
    if len(text) <= _SAMPLE_CHARS:
        return text
    half, middle = _SAMPLE_CHARS // 2, len(text) // 2
    return text[:half] + " " + text[middle : middle + half]


def _share_of_common(words: Sequence[str]) -> float:
    return sum(word in _COMMON for word in words) / len(words) if words else 0.0


def _is_noise(words: Sequence[str]) -> bool:
    """Return whether the words look drawn at random: hardly any of the usual length, or all of them long."""
    if not words:
        return True
    mean = sum(map(len, words)) / len(words)
    return mean > 20 or mean < 1.8


@lru_cache(maxsize=1)
def _identifier() -> Any:  # Any: a module without types
    import py3langid

    return py3langid


def _classify(sample: str, *, default: str) -> str:
    """Return the likeliest language, and `default` unless it is clearly likelier than English."""
    ranked = _identifier().rank(sample)
    best, weight = ranked[0]
    english = next((w for code, w in ranked if code == ENGLISH), weight)
    if default == ENGLISH and weight - english < _MARGIN * len(_LETTER.findall(sample)):
        return ENGLISH
    return UNDETERMINED if best in ("zxx", "und", "") else str(best)
