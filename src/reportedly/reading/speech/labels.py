"""Labels: speakers named before a colon, with what follows as their words.

Three shapes: a line that ends with "X said:" before a block of paragraphs, the labelled turns of an interview or a
transcript ("Q:", "SECRETARY SMITH:"), and a name before a colon in running text ("A nurse: no beds left"). Takes a
scene, gives turns as spans; `attribution.py` makes attributions of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, zip_longest
from types import MappingProxyType

from reportedly.model import AttributionKind, Span, Stance
from reportedly.reading.parties.scan import given_names
from reportedly.reading.speech.cues import Cue, Use
from reportedly.reading.speech.datelines import stamp_end
from reportedly.reading.speech.mention import Mention, mention_of
from reportedly.reading.speech.scene import Scene
from reportedly.reading.speech.tree import Tree
from reportedly.reading.speech.words import load_words

LABEL = Cue((":",), "label", MappingProxyType({"that": Use(AttributionKind.SPEECH, "sure")}), Stance.SAYS, ())

_LINE = re.compile(r"[^\n]+")
_OPENING = re.compile(r"[^\n:]{3,300}:[ \t]*\n")
_TURN = re.compile(r"(?P<who>(?:Q|A|QUESTION|ANSWER|Question|Answer|(?:[A-Z][A-Z.'’-]+ ?){1,4}))(?P<colon>:)[ \t\n]")
_PERSON = re.compile(r"(?P<who>(?P<given>[A-Z][\w'’]+)(?:[ -][\w.'’]+){1,4})(?P<colon>:)\s")
_COLON = re.compile(r": (?=\S)")
_BREAKS = (". ", "? ", "! ", "; ", "/ ", '" ', "” ", "\n")
_LONGEST_LABEL = 82
MOST_INLINE = 200  # more labels than that are a table, not speech
_NOUNS = {"NOUN", "PROPN"}
_QUESTIONS = {"q", "question"}
_ANSWERS = {"a", "answer"}
_CUE = re.compile(
    r"\b(?:said|says|stated|states|added|adds|declared|announced|wrote|commented"
    r"|makes? (?:it )?clear(?: the following)?|the following|told [^:]{2,40}|remarks?|statement)"
    r"(?: (?:in|on|at|to|today|yesterday|that|this|by|after|during)\b[^:\n]{0,80})?:\s*$"
)
_AFTERWORD = re.compile(
    r"(?:Notes? (?:to|for) editors|Further information|Read also|Media contact|Contact|This interview|Interview by"
    r"|END\b|Follow us|-{2,}|#+)",
    re.IGNORECASE,
)
HEADING_WORDS = 30  # most words of a line that names a speaker and no verb


@dataclass(frozen=True, slots=True)
class Turn:
    """A speaker's label and the words after it: `who` names the speaker, `cue` ends with the colon."""

    who: Span
    colon: Span
    content: Span
    role: str  # "block", "question", "answer", "name"


def find_turns(scene: Scene) -> tuple[Turn, ...]:
    """Return the labelled turns and blocks of a text, in order, none overlapping another."""
    text = scene.tree.text
    turns = _interview(text)
    return tuple(turns or [*_blocks(text), *_names_before_colons(scene)])


def _interview(text: str) -> list[Turn]:
    """Return the turns of a text of which at least two lines begin with a label."""
    marks = [m for line in _LINE.finditer(text) if (m := _TURN.match(text, line.start()))]
    names = [m.group("who").strip() for m in marks]
    if len(marks) < 2 or (
        not (_QUESTIONS | _ANSWERS) & {name.lower() for name in names} and len(set(names)) == len(names)
    ):
        return []  # headings of a report, not turns
    turns = _first_turn(text, marks[0].start()) if (_ANSWERS | _QUESTIONS) & {n.lower() for n in names} else []
    for mark, after in zip_longest(marks, marks[1:]):
        end = after.start() if after else _block_end(text, mark.end())
        who = mark.group("who").strip().lower()
        role = "question" if who in _QUESTIONS else "answer" if who in _ANSWERS else "name"
        span = _stripped(text, mark.end(), end)
        if span is not None:
            turns.append(Turn(Span(*mark.span("who")), Span(*mark.span("colon")), span, role))
    return turns


def _first_turn(text: str, end: int) -> list[Turn]:
    """Return the words of who is named in full before an interview's first "Q:" or "A:", if anybody is."""
    names = [m for line in _LINE.finditer(text, 0, end) if (m := _PERSON.match(text, line.start(), end))]
    names = [m for m in names if m.group("given").lower() in given_names()]
    span = _stripped(text, names[-1].end(), end) if names else None
    return [Turn(Span(*names[-1].span("who")), Span(*names[-1].span("colon")), span, "name")] if span else []


def _blocks(text: str) -> list[Turn]:
    """Return the blocks of paragraphs after a line that ends with a cue, or a name, and a colon."""
    heads = [
        m for line in _LINE.finditer(text) if (m := _OPENING.match(text, line.start())) and _names_speaker(m.group())
    ]
    turns = []
    for head, after in zip_longest(heads, heads[1:]):
        end = after.start() if after else _block_end(text, head.end())
        span = _stripped(text, head.end(), _quoted_end(text, head.end(), end))
        if span is not None:
            colon = head.start() + head.group().rindex(":")
            turns.append(Turn(Span(head.start(), colon), Span(colon, colon + 1), span, "block"))
    return turns


def _names_before_colons(scene: Scene) -> list[Turn]:
    """Return the sentences that begin with a person or a role and a colon: "A nurse: no beds left"."""
    tree, text = scene.tree, scene.tree.text
    turns = []
    end = 0
    for mark in islice(_COLON.finditer(text), MOST_INLINE):
        who = _label_before(text, mark.start())
        if who is None:
            continue
        first, last = tree.token_at(who.start), tree.token_before(who.end)
        after = tree.token_at(mark.start()) + 1
        if mark.start() < end or after >= len(tree) or first > last or scene.quote_of[first] >= 0:
            continue
        quoted = scene.quote_of[after] >= 0
        if not _is_speaker(tree, first, last, quoted=quoted):
            continue
        stop = scene.ranges[scene.quote_of[after]][1] if quoted else tree.sentence(after)[1] - 1
        span = _stripped(text, tree.starts[after], tree.ends[stop])
        if span is not None:
            turns.append(Turn(who, Span(mark.start(), mark.start() + 1), span, "inline"))
            end = span.end
    return turns


def _label_before(text: str, colon: int) -> Span | None:
    """Return the words before a colon back to the sentence's beginning, if they are few and begin with a capital."""
    low = max(0, colon - _LONGEST_LABEL)
    start = max(
        text.rfind(sign, low, colon) + len(sign) if text.rfind(sign, low, colon) >= 0 else -1 for sign in _BREAKS
    )
    if start < 0:
        start = 0 if low == 0 else -1
    start = stamp_end(text, start) if start >= 0 else start
    return Span(start, colon) if 0 <= start < colon - 2 and text[start].isupper() else None


def _is_speaker(tree: Tree, first: int, last: int, *, quoted: bool) -> bool:
    """Return whether the words before a colon name somebody: a role, or a name that the text has in full elsewhere."""
    words = load_words()
    range_ = range(first, last + 1)
    for i in range_:
        if tree.tags[i] in {"WP", "WDT", "WP$"}:
            break
        if tree.tags[i] in {"VBD", "VBZ", "VBP", "MD"}:
            return False
    head = _head(tree, first, last)
    if any(words.holds(name, tree.lemmas[head].lower()) for name in ("officials", "witnesses", "unnamed", "bodies")):
        return tree.text[tree.starts[first]].isupper() and not tree.text[tree.starts[first] : tree.ends[last]].isupper()
    if quoted and head - first > 1 and tree.pos[head + 1] == "ADP":
        range_ = range(first, head + 1)  # "Governor Anna Berg on Radio Four"
    others = {"NOUN", "NUM"} if len(range_) <= last - first else set()
    names = all(tree.pos[i] in {"PROPN"} | others or tree.lower[i] in {"'s", "line"} for i in range_)
    return names and (
        quoted
        or (last > first and tree.lower[last] == "line")
        or _in_full(tree.text, tree.text[tree.starts[last] : tree.ends[last]])
    )


def _head(tree: Tree, first: int, last: int) -> int:
    """Return the last noun or name of the first run of them."""
    ends = (i for i in range(first, last) if tree.pos[i] in _NOUNS and tree.pos[i + 1] not in _NOUNS | {"PART"})
    return next(ends, last)


def _in_full(text: str, name: str) -> bool:
    """Return whether the text has the name as the last part of a longer one ("Petro Ivanenko" for "Ivanenko")."""
    return len(name) > 3 and re.search(rf"[A-Z][a-z]+ {re.escape(name)}\b", text) is not None


def _names_speaker(line: str) -> bool:
    if _CUE.search(line):
        return True
    words = line.split()
    capitals = sum(word[:1].isupper() for word in words[1:])
    return "spokes" in line.lower() and capitals >= 2 and len(words) <= HEADING_WORDS


def _block_end(text: str, start: int) -> int:
    """Return where a block ends: at an afterword, else at the end of the text."""
    for line in _LINE.finditer(text, start):
        if _AFTERWORD.match(text, line.start()):
            return line.start()
    return len(text)


def _quoted_end(text: str, start: int, end: int) -> int:
    """Return where a block that stands in quotes is closed, else `end`."""
    first = text[start:end].lstrip()[:1]
    if first not in {"“", '"'}:
        return end
    closer = "”" if first == "“" else '"'
    at = text.find(closer, start + len(text[start:end]) - len(text[start:end].lstrip()) + 1, end)
    while at >= 0:
        rest = text[at + 1 : at + 4].lstrip()
        if rest[:1] != first or closer == first:
            return at + 1
        at = text.find(closer, at + 1, end)
    return end


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def turn_speaker(scene: Scene, turn: Turn) -> Mention | None:
    """Return the mention of who speaks in the turn: its label, or the first person the text names, for an answer."""
    tree = scene.tree
    if turn.role == "question":
        return None
    if turn.role == "answer":
        return _first_person(tree)
    first, last = tree.token_at(turn.who.start), tree.token_before(turn.who.end)
    if turn.role == "name":
        return Mention(first, last, last)
    named = _names(tree, first, last + 1)
    if named:
        return max(named, key=_length)
    head = _head(tree, first, last)
    return mention_of(tree, head, before=last + 1) if tree.pos[head] in _NOUNS else None


def _names(tree: Tree, first: int, end: int) -> list[Mention]:
    """Return the runs of proper names between two tokens that may name a person."""
    runs = []
    i = first
    while i < end:
        last = i
        while last < end and tree.pos[last] == "PROPN":
            last += 1
        if last > i:
            begin = i
            while begin < last - 1 and tree.lower[begin] in load_words().lists["titles"]:
                begin += 1
            before = tree.lower[i - 1] if i > first else ""
            modifies = last < end and tree.pos[last] == "NOUN"  # "Foreign Office spokesman"
            if (
                before not in {"of", "for", "the", "in", "on"}
                and not modifies
                and tree.lower[last - 1] not in load_words().lists["titles"]
            ):
                runs.append(Mention(begin, last - 1, last - 1))
        i = last + 1
    return runs


def _length(mention: Mention) -> int:
    return mention.last - mention.first


def _first_person(tree: Tree) -> Mention | None:
    """Return the first run of two or more capitalised names in the text's first hundred words."""
    i, end = 0, min(len(tree), 100)
    while i < end:
        last = i
        while last < end and tree.pos[last] == "PROPN":
            last += 1
        if last - i >= 2:
            return Mention(i, last - 1, last - 1)
        i = last + 1
    return None
