"""Datelines: the words before the first sentence of a dispatch that say where it is from, "KABUL (Agency) – ".

Takes a tree, gives where a dateline ends. The parser takes its place name for the subject of the sentence; whoever
looks for a speaker must not.
"""

from __future__ import annotations

from reportedly.reading.speech.tree import Tree

_DASHES = {"-", "–", "—", "--", "―", "\ufffd"}  # the last for one that an encoding has lost
_MOST = 14  # tokens of a dateline
_CLOCKS = {"gmt", "utc", "hours", "hrs"}  # behind the hour that an entry of a live report begins with
_HEADING = 60  # characters; a text wrapped by the line has longer ones
_IN_NAMES = {"PROPN", "NUM", "PUNCT", "SYM", "ADJ", "NOUN", "ADP", "X"}


def dateline_end(tree: Tree, at: int) -> int:
    """Return the first token behind the dateline of the sentence that holds token `at`, or the sentence's first.

    A dateline begins a paragraph with a name and ends with a dash after a bracket, or after a name in capitals; or it
    is the hour of an entry of a live report, "1105 GMT - ".
    """
    begin, end = tree.sentence(at)
    first = begin
    while first < end and (tree.pos[first] == "SPACE" or tree.lower[first] in {'"', "“"}):
        first += 1
    if not _begins_paragraph(tree, first) or first >= end:
        return begin
    stamped = tree.pos[first] == "NUM" and not _CLOCKS.isdisjoint(tree.words(first + 1, 1))
    if not stamped and not tree.text[tree.starts[first]].isupper():
        return begin
    for i in range(first, min(first + _MOST, end - 1)):
        if tree.lower[i] in _DASHES and i > first and tree.ends[i - 1] < tree.starts[i] < tree.ends[i] < len(tree.text):
            is_spaced = tree.text[tree.ends[i]].isspace()
            named = stamped or tree.lower[i - 1] == ")" or (_is_capital(tree, first) and not _comes_again(tree, i, end))
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
