"""Mentions: the words that name somebody, with their head, cut so that they hold nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.reading.speech.datelines import dateline_end, ends_heading
from reportedly.reading.speech.tree import Tree

_DASHED = {"—", "–"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention: its first and last token, and its head."""

    first: int
    last: int
    head: int


def mention_of(tree: Tree, head: int, *, before: int | None = None, after: int | None = None) -> Mention:
    """Return the noun phrase of `head`, cut so that it ends before token `before` and begins after `after`."""
    first, last = tree.left(head), tree.right(head)
    if after is not None and first <= after:
        first = min(head, after + 1)
    if before is not None and last >= before:
        last = before - 1
    for at in range(max(first, head - 30), head):
        if tree.lower[at] in {"-", "–", "—", "--"} and tree.lower[at - 1] in {")", " "} | _DASHED:
            first = at + 1  # a dateline in the middle of a paragraph
    last = next((i - 1 for i in range(head + 1, last + 1) if tree.lower[i] == ":"), last)
    sentence_first, sentence_end = tree.sentence(head)
    behind = dateline_end(tree, head)
    sentence_first = behind if behind <= head else sentence_first
    first, last = max(first, sentence_first, head - 60), min(last, sentence_end - 1, head + 60)
    first = next((at + 1 for at in range(head - 1, first - 1, -1) if ends_heading(tree, at)), first)
    while last > head and (tree.pos[last] == "PUNCT" and tree.lower[last] not in {")", "”", '"', "''"}):
        last -= 1
    while first < head and (
        tree.pos[first] in {"PUNCT", "SPACE", "CCONJ"} or (tree.pos[first] == "ADV" and tree.heads[first] == head)
    ):
        first += 1
    return Mention(min(first, head), max(last, head), head)
