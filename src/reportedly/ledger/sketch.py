"""Sketches of texts: enough of their shingles to tell whether two texts share more than half of them.

A sketch holds the smallest hashes of a text's runs of five words (a bottom-k sketch). For texts of at most that many
runs the share is exact, for longer ones an estimate within some points of a hundred.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

import numpy as np

SHINGLE_WORDS = 5
KEPT = 128  # hashes; the error of the share is about 1 / sqrt(128) at worst
_HASH = np.dtype("<u4")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """The smallest hashes of a text's shingles, in order, and how many shingles it has."""

    hashes: bytes
    shingles: int


def sketch_text(text: str) -> Sketch:
    """Return the sketch of a text; a text of fewer than five words is one shingle, of none, none."""
    words = _WORD.findall(text.casefold())
    runs = [words[at : at + SHINGLE_WORDS] for at in range(max(1, len(words) - SHINGLE_WORDS + 1))] if words else []
    # crc32 is the same on every machine and in every version, and fast; nobody gains from forging a version
    hashes = {zlib.crc32(" ".join(run).encode("utf-8", "surrogatepass")) for run in runs}
    return Sketch(np.array(sorted(hashes)[:KEPT], _HASH).tobytes(), len(hashes))


def share_shingles(one: Sketch, other: Sketch) -> float:
    """Return how much of the longer text's shingles the other shares, 0 to 1.

    >>> share_shingles(sketch_text("a b c d e f"), sketch_text("a b c d e f"))
    1.0
    """
    if not one.shingles or not other.shingles:
        return 0.0
    mine, theirs = set(_hashes(one)), set(_hashes(other))
    least = sorted(mine | theirs)[:KEPT]
    common = sum(1 for value in least if value in mine and value in theirs)
    alike = common / len(least)  # estimates the part of their union that both have
    shared = alike * (one.shingles + other.shingles) / (1 + alike)
    return min(1.0, shared / max(one.shingles, other.shingles))


def _hashes(sketch: Sketch) -> list[int]:
    found: list[int] = np.frombuffer(sketch.hashes, _HASH).tolist()
    return found
