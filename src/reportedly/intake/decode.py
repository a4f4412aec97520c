"""Bytes in, text out: which encoding, and how many bytes could not be decoded.

Nothing is dropped in silence: an undecodable byte becomes U+FFFD, as does a lone surrogate, and both are counted in a
warning. The text is otherwise what the bytes say: line ends, NUL characters and odd spaces stay.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark its own begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 20_000  # bytes that a guess looks at
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of the bytes and the warnings about it.

    A byte order mark decides; else UTF-8 if it fits or nearly fits; else UTF-16 where every second byte is NUL; else
    Windows-1252 for text that is mostly ASCII, and a guess for the rest.

    >>> decode(b"caf\\xc3\\xa9")
    ('café', ())
    >>> decode(b"He said \\x93no\\x94")[0]
    'He said “no”'
    """
    encoding, raw = _tell_encoding(raw)
    text = raw.decode(encoding, "replace")
    lost = text.count("\ufffd") - raw.count("\ufffd".encode(encoding, "ignore") or b"\xff\xfe\xfd")
    warnings = [] if encoding == "utf-8" else [f"decoded as {encoding}, not UTF-8"]
    if lost > 0:
        warnings.append(f"{lost} undecodable bytes, each shown as U+FFFD (decoded as {encoding})")
    text, more = replace_surrogates(text)
    return text, (*warnings, *more)


def replace_surrogates(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text with each lone surrogate as U+FFFD, so that it can be written, and a warning if there was one.

    The length stays, and with it every offset.
    """
    text, count = _SURROGATE.subn("\ufffd", text)
    return text, (f"{count} lone surrogates, each shown as U+FFFD",) if count else ()


def _tell_encoding(raw: bytes) -> tuple[str, bytes]:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return encoding, raw[len(mark) :]
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(raw), raw
    return _utf16_without_mark(raw[:_SAMPLE]) or "utf-8", raw


def _guess(raw: bytes) -> str:
    sample = raw[:_SAMPLE]
    without_mark = _utf16_without_mark(sample)
    if without_mark:
        return without_mark
    text = sample.decode("utf-8", "ignore")
    kept = len(text.encode("utf-8"))
    beyond_ascii = sum(byte > 0x7F for byte in sample) or 1
    if (len(sample) - kept) / beyond_ascii < 0.2:  # UTF-8 with a few broken bytes
        return "utf-8"
    if beyond_ascii / len(sample) < 0.15:  # a Western text: quotation marks, dashes, a few accents
        return "cp1252"
    return _guess_by_statistics(sample)


def _utf16_without_mark(sample: bytes) -> str | None:
    if len(sample) < 8:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _guess_by_statistics(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best is not None else "cp1252"
