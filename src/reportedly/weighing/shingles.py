"""Words and shingles of a text: what two texts are compared by when we ask whether one is a copy of the other.

Takes a text, gives its words in a plain form without what many stories share (datelines, credits, footers) and without
what others may quote as well (quotations), and hashes of its runs of three words. It decides nothing.
"""

from __future__ import annotations

import re
import zlib

RUN = 3  # words of a shingle: NEWS-COPY's noisy pairs share few longer ones (mean 3-gram Jaccard .30)
_QUOTED_LEAST = 8  # words of a quotation that is cut: shorter ones are scare quotes and names
_KEPT_LEAST = 0.4  # of the words must stay when quotations are cut; a text that is all quotation is compared whole
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_QUOTATION = re.compile(r"[\"“]([^\"“”]{1,2000})[\"”]|``([^`]{1,2000}?)''")
_DATELINE = re.compile(
    r"^\s*(?:[A-Z][A-Za-z.'’ -]{1,30},?\s){0,3}(?:\(?(?:Reuters|AFP|AP|SANA|TASS|Xinhua|IANS|dpa|UPI)\)?)\s*[-–—:]+\s*"
)
_BYLINE = re.compile(r"^\s*By (?:our |a )?(?:[\w.'’-]+ ){0,4}?(?:correspondent|reporter|staff|agencies)\w*\.?\s*", re.I)
# Sentences that say nothing of the story: who wrote it, who owns it, where to go on
_FOOTER = re.compile(
    r"(?:^|(?<=[.!?\n]))\s*(?:\([^()]{0,20}(?:reporting|writing|editing) by [^()]{0,300}\)"
    r"|(?:additional )?(?:reporting|writing|editing) by [^.\n]{0,300}\.?"
    r"|read (?:more|also)\s*:[^\n]{0,300}|(?:click|subscribe|sign up|follow us)\b[^.\n]{0,200}\.?"
    r"|(?:©|\(c\)|copyright)[^\n]{0,200}|all rights reserved[^\n]{0,100})",
    re.I,
)


def split_story(text: str) -> list[str]:
    """Return the words of a story in lower case, without datelines, credits, footers and long quotations.

    >>> split_story("LONDON (Reuters) - Rebels took Saraqib. Read more: Top stories")
    ['rebels', 'took', 'saraqib']
    """
    bare = _FOOTER.sub(" ", _BYLINE.sub("", _DATELINE.sub("", text)))
    words = _words(bare)
    outside = _words(_QUOTATION.sub(_cut_long, bare))
    return outside if len(outside) >= _KEPT_LEAST * len(words) else words


def _cut_long(match: re.Match[str]) -> str:
    inside = match[1] or match[2] or ""
    return " " if len(_WORD.findall(inside)) >= _QUOTED_LEAST else match[0]


def _words(text: str) -> list[str]:
    return [word.replace("’", "'").replace("'", "") for word in _WORD.findall(text.lower())]


def shingle(words: list[str]) -> list[int]:
    """Return a hash for each run of three words, in order; repeated runs keep each place."""
    return [zlib.crc32(" ".join(words[at : at + RUN]).encode("utf-8", "replace")) for at in range(len(words) - RUN + 1)]
