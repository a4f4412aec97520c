"""Datelines: the words before the first sentence of a dispatch that say where it is from, "KABUL (Agency) – ".

Takes a tree, gives where a dateline ends. The parser takes its place name for the subject of the sentence; whoever
looks for a speaker must not.
"""

from __future__ import annotations

import re

from reportedly.reading.speech.tree import Tree

_DASHES = {"-", "–", "—", "--", "―", "\ufffd"}  # the last for one that an encoding has lost
_MOST = 14  # tokens of a dateline
# The hour that an entry of a live report begins with ("1105 GMT - ", "08:40 - ", "12:30 GMT "), and the place of a
# report by a body, "(Nairobi, May 3, 2024) – ".
_STAMP = re.compile(
    r"(?:\d{1,2}[:.]\d{2}\s*[-–—]+|\d{1,2}[:.]?\d{2}\s*(?:GMT|UTC|hours|hrs)\s*[-–—]+"
    r"|\d{1,2}[:.]?\d{2}\s*(?:GMT|UTC)(?=\s+[A-Z\"“])|\((?=[A-Z])[^()\n]{2,60}\)\s+[-–—]+)\s+(?=\S)"
)
_HEADING = 60  # characters; a text wrapped by the line has longer ones
_IN_NAMES = {"PROPN", "NUM", "PUNCT", "SYM", "ADJ", "NOUN", "ADP", "X"}


def stamp_end(text: str, start: int) -> int:
    """Return where the hour or the bracketed place ends with which a paragraph begins at `start`, or `start`.

    >>> stamp_end("08:40 - Rebels have left.", 0), stamp_end("1948 - a year of war", 0)
    (8, 0)
    """
    stamp = _STAMP.match(text, start)
    return stamp.end() if stamp is not None else start


def dateline_end(tree: Tree, at: int) -> int:
    """Return the first token behind the dateline of the sentence that holds token `at`, or the sentence's first.

    A dateline begins a paragraph with a name and ends with a dash after a bracket, or after a name in capitals; or it
    is the hour of an entry of a live report, "1105 GMT - ", or a place in brackets.
    """
    begin, end = tree.sentence(at)
    first = begin
    while first < end and (tree.pos[first] == "SPACE" or tree.lower[first] in {'"', "“"}):
        first += 1
    if not _begins_paragraph(tree, first) or first >= end:
        return begin
    stamped = stamp_end(tree.text, tree.starts[first])
    if stamped > tree.starts[first]:
        return min(tree.token_at(stamped), end - 1)
    if not tree.text[tree.starts[first]].isupper():
        return begin
    for i in range(first, min(first + _MOST, end - 1)):
        if tree.lower[i] in _DASHES and i > first and tree.ends[i - 1] < tree.starts[i] < tree.ends[i] < len(tree.text):
            is_spaced = tree.text[tree.ends[i]].isspace()
            named = tree.lower[i - 1] == ")" or (_is_capital(tree, first) and not _comes_again(tree, i, end))
            return i + 1 if is_spaced and named else begin
        if tree.pos[i] not in _IN_NAMES:
            return begin
    return begin


def ends_heading(tree: Tree, at: int) -> bool:
    """Return whether a heading or a paragraph ends with a token; a heading is shorter than a line of running text."""
    breaks = tree.text.count("\n", tree.starts[at], tree.starts[at + 1])
    if breaks != 1:
        return breaks > 1
    return tree.starts[at] - tree.text.rfind("\n", 0, tree.starts[at]) < _HEADING


def _begins_paragraph(tree: Tree, first: int) -> bool:
    return first == 0 or "\n" in tree.text[tree.starts[first - 1] : tree.starts[first]]


def _is_capital(tree: Tree, i: int) -> bool:
    word = tree.text[tree.starts[i] : tree.ends[i]]
    return len(word) > 2 and word.isupper()


def _comes_again(tree: Tree, dash: int, end: int) -> bool:
    """Return whether a second dash follows, which closes an aside: "ISIS – in Arabic Daesh – said"."""
    return any(tree.lower[i] in _DASHES for i in range(dash + 1, min(dash + 20, end)))
