"""Naming: what a mention calls its source, and of what kind it is.

Takes a mention, gives a `Link` as written: the proper name in it ("Anna Berg" in "the minister, Anna Berg"), its kind,
and whether it is anonymous. It resolves nothing; `sources.py` does.
"""

from __future__ import annotations

from reportedly.model import Link, LinkKind, Party
from reportedly.reading.draft import Draft
from reportedly.reading.parties.parts import officer_ranks
from reportedly.reading.parties.scan import given_names
from reportedly.reading.speech.cues import DAYS
from reportedly.reading.speech.mention import Mention
from reportedly.reading.speech.tags import QUOTING
from reportedly.reading.speech.tree import Tree
from reportedly.reading.speech.words import is_witness, load_words

MOST_WORDS = 25  # words of a mention that a link keeps
_NAME_PARTICLES = {"al", "-", "bin", "ibn", "abu", "de", "van", "von"}
_CUTTING = {",", ";", "who", "which", "--", "–", "—", "(", ":"}  # what ends a link's words after the head
_OF = {"of", "for"}
_INDEFINITE = {"a", "an", "one", "another", "some", "two", "three", "several", "many"}
_PARTY_KINDS = {
    "media": LinkKind.MEDIUM,
    "state": LinkKind.BODY,
    "body": LinkKind.BODY,
    "aid": LinkKind.BODY,
    "political": LinkKind.BODY,
}
_ANONYMOUS = (("officials", LinkKind.OFFICIAL), ("witnesses", LinkKind.WITNESS), ("unnamed", LinkKind.UNNAMED))


class Namer:
    """Names the sources of one document, with the help of its layers of parties and places."""

    def __init__(self, draft: Draft, tree: Tree) -> None:
        self._tree = tree
        self._words = load_words()
        self._parties = {p.end: p for p in draft.parties if p.start is not None}
        self._named = [p for p in draft.parties if p.start is not None and _is_registered(p)]
        self._places = {p.end: p for p in draft.toponyms if p.kind != "demonym"}

    def as_written(self, speaker: Mention) -> Link:
        """Return the link of a mention, as written."""
        tree = self._tree
        first, last = speaker.first, min(speaker.last, speaker.first + MOST_WORDS - 1)
        last = max(last, speaker.head)
        for at in range(speaker.head + 1, last + 1):
            if tree.lower[at] in _CUTTING or tree.deps[at] == "relcl" or _is_quoted(tree, at):
                last = at - 1
                break
        name, named = self._name(speaker)
        kind, anonymous = self._kind(speaker, name, named)
        party = self._party_of(speaker)
        if party is not None and len(party.text) > len(name or ""):
            name, kind, anonymous = party.text, _PARTY_KINDS.get(party.kind or "", LinkKind.PARTY), False
        text = tree.text[tree.starts[first] : tree.ends[last]]
        party = party or self._parties.get(tree.ends[speaker.head])
        stake = party.side if party is not None else None
        return Link(text, tree.starts[first], tree.ends[last], name or text, kind, anonymous=anonymous, stake=stake)

    def _party_of(self, speaker: Mention) -> Party | None:
        """Return the registered party whose name begins the mention and holds its head: "Engineers Without Maps"."""
        tree = self._tree
        if tree.pos[speaker.head] == "NOUN" and is_witness(tree.lemmas[speaker.head]):
            return None  # "RSF officers" are nobody's name
        article = tree.lower[speaker.first] in {"the", "an", "a"} and speaker.first < speaker.head
        begin, at = tree.starts[speaker.first + article], tree.starts[speaker.head]
        return next((p for p in self._named if p.start == begin and at < (p.end or 0)), None)

    def _name(self, speaker: Mention) -> tuple[str | None, int]:
        """Return the proper name in the mention: the run of capitalised names at its head or in apposition."""
        tree, words = self._tree, self._words
        heads = [speaker.head]
        heads += [k for k in tree.kids[speaker.head] if tree.deps[k] == "appos" and tree.pos[k] == "PROPN"]
        if tree.pos[speaker.head] == "NOUN" or words.holds("titles", tree.lower[speaker.head]):
            heads += self._between_commas(speaker) + self._beside_role(speaker)
        if tree.pos[speaker.head] == "PROPN" and tree.lower[speaker.first] == "the":
            heads = [*self._between_commas(speaker), *heads]  # "the Wali, Ahmed Ali"
        for head in heads:
            is_name = tree.pos[head] == "PROPN" and not tree.text[tree.starts[head]].islower()
            if not is_name or self._is_headline_noun(speaker, head):
                continue
            first = last = head
            while first > speaker.first and _goes_back(tree, first, beside=head != speaker.head):
                first -= 1
            while last < speaker.last and tree.pos[last + 1] == "PROPN" and tree.heads[last + 1] == head:
                last += 1
            if words.holds("body_names", tree.lower[last]):
                return tree.text[tree.starts[first] : tree.ends[self._whole_body(last, speaker)]], head
            first = _behind_rank(tree, first, last)
            while first < last and (words.holds("titles", tree.lower[first]) or tree.lower[first] in {".", "-"}):
                first += 1  # "Col." and "Secretary-General" may be several tokens
            if (
                first == last
                and words.holds("titles", tree.lower[first])
                and words.holds("officials", tree.lower[first])
            ):
                continue  # "the Foreign Secretary" names a post
            return tree.text[tree.starts[first] : tree.ends[last]], head
        return None, speaker.head

    def _whole_body(self, last: int, speaker: Mention) -> int:
        """Return the last token of a body's name: "the Ministry of Water" is not "the Ministry"."""
        tree, at = self._tree, last
        while at + 2 <= speaker.last and tree.lower[at + 1] in _OF and tree.pos[at + 2] == "PROPN":
            at += 2
            while at < speaker.last and tree.pos[at + 1] == "PROPN":
                at += 1
        return at

    def _is_headline_noun(self, speaker: Mention, head: int) -> bool:
        """Return whether a word has its capital from a headline: "A Senior Official Says" names nobody."""
        tree, words = self._tree, self._words
        if head != speaker.head or tree.lower[speaker.first] not in _INDEFINITE:
            return False
        return any(words.holds(name, tree.lower[head].removesuffix("s")) for name, _ in _ANONYMOUS)

    def _beside_role(self, speaker: Mention) -> list[int]:
        """Return the last token of a name before the head or at the mention's end: "head of the dam John Smith"."""
        tree, words = self._tree, self._words
        head = speaker.head
        if head - speaker.first >= 2 and tree.pos[head - 1] == tree.pos[head - 2] == "PROPN" and head < speaker.last:
            is_body = words.holds("body_names", tree.lower[head - 1])
            if not is_body and speaker.first == head - _run(tree, head - 1):
                return [head - 1]
        last = speaker.last
        run = _run(tree, last)
        kept = 0
        while kept < run and not {tree.lower[last - kept]} & (words.lists["body_names"] | words.lists["titles"]):
            kept += 1
        given = next((k for k in range(kept, 1, -1) if tree.lower[last - k + 1] in given_names()), 0)
        kept = given or kept  # "Minister for the Middle East Tom Harwood"
        led = given or kept < run or tree.lower[last - kept] in {"called", "named", "identified", "as"}
        return [last] if kept >= 2 and led and last > head else []

    def _between_commas(self, speaker: Mention) -> list[int]:
        """Return the last token of a name that stands between commas after the mention's head."""
        tree = self._tree
        i = speaker.head + 1
        while i <= min(speaker.last, speaker.head + 20):
            last = i
            while last + 1 <= speaker.last and tree.pos[last] == tree.pos[last + 1] == "PROPN":
                last += 1
            closed = last == speaker.last or tree.lower[last + 1] == ","
            if tree.pos[i] == "PROPN" and last > i and tree.lower[i - 1] == "," and closed:
                return [last]
            i = last + 1
        return []

    def _kind(self, speaker: Mention, name: str | None, named: int) -> tuple[LinkKind, bool]:
        tree, words = self._tree, self._words
        head, lemma, lower = speaker.head, tree.lemmas[speaker.head], tree.lower[speaker.head]
        if name is not None:
            return self._kind_of_name(named, name, since=speaker.first), False
        if lower in words.lists["collectives"]:
            return LinkKind.PARTY, False
        if (
            lemma == "medium"
            or lower == "media"
            or (words.holds("medium_words", lemma) and lemma not in {"post", "press"})
        ):
            return LinkKind.MEDIUM, False
        definite = tree.lower[speaker.first] in {"the", "this"}
        if lemma == "monitor":
            return LinkKind.BODY, False
        for list_name, kind in _ANONYMOUS:
            if words.holds(list_name, lemma) or words.holds(list_name, lower):
                return kind, True
        if words.holds("documents", lemma):
            return LinkKind.DOCUMENT, not definite and lemma in {"report", "account", "claim"}
        if words.holds("bodies", lemma) or words.holds("bodies", lower):
            return LinkKind.BODY, False
        if tree.pos[head] == "PRON":
            return LinkKind.UNNAMED, lower in {"some", "many", "others", "someone", "one", "most", "few"}
        return LinkKind.UNNAMED, tree.lower[speaker.first] in _INDEFINITE

    def _kind_of_name(self, head: int, name: str, *, since: int) -> LinkKind:
        words, tree = self._words, self._tree
        parts = name.lower().split()
        if (
            name.lower() in words.lists["media"]
            or f"the {name.lower()}" in words.lists["media"]
            or parts[-1] in words.lists["medium_words"] - {"press"}
        ):
            return LinkKind.MEDIUM
        party = self._parties.get(tree.ends[head])
        if party is not None:
            return _PARTY_KINDS.get(party.kind or "", LinkKind.PARTY)
        by_noun = self._kind_by_noun(head, since)
        if by_noun is not None:
            return by_noun
        if name.isupper() or any(part in words.lists["body_names"] for part in parts):
            return LinkKind.BODY
        if parts[0] in given_names() and len(parts) > 1:
            return LinkKind.PERSON
        if tree.lower[max(0, tree.left(head))] == "the" or name == self._place_name(head):
            return LinkKind.BODY
        return LinkKind.PERSON

    def _kind_by_noun(self, head: int, since: int) -> LinkKind | None:
        """Return the kind by the noun right before a name: "the aid group Mercy Hands", "news site Hrana".

        Of none where the mention, from token `since` on, holds a post: "head of the group Anna Berg".
        """
        tree, words = self._tree, self._words
        noun = head
        while noun > since and tree.pos[noun] == "PROPN":
            noun -= 1
        posts = words.lists["titles"] | words.lists["officials"]
        if tree.tags[noun] != "NN" or not posts.isdisjoint(tree.lower[since:noun]):
            return None
        word, of_news = tree.lower[noun], tree.lower[noun - 1] == "news"
        if words.holds("bodies", word) and not of_news:
            return LinkKind.BODY
        return LinkKind.MEDIUM if words.holds("medium_words", word) or (of_news and word == "site") else None

    def _place_name(self, head: int) -> str | None:
        place = self._places.get(self._tree.ends[head])
        return place.text if place is not None else None


def name_holders(tree: Tree) -> dict[str, tuple[int, int]]:
    """Return for each post the first and last token of the first name with it: "Foreign Secretary John Smith"."""
    words, found = load_words(), dict[str, tuple[int, int]]()
    officials = words.lists["officials"]
    for i, post in [(i, word) for i, word in enumerate(tree.lower[:-1]) if word in officials]:
        name = i + 1
        if tree.pos[name] == "PROPN" and tree.text[tree.starts[name]].isupper():
            last = name
            while last + 1 < len(tree) and _is_name(tree, last + 1) and last - i < 4:
                last += 1
            if _is_name(tree, name) and not words.holds("titles", tree.lower[name]):
                found.setdefault(post, (name, last))
    return found


def _is_registered(party: Party) -> bool:
    """Return whether a party is named in the register, by words with capitals."""
    known = party.id is not None and not party.id.startswith(("generic:", "state:"))
    return known and party.text[:1].isupper() and " " in party.text


def _is_quoted(tree: Tree, i: int) -> bool:
    """Return whether a participle says who quotes the source, which is the medium's name: "sources cited by X"."""
    return tree.deps[i] == "acl" and tree.tags[i] == "VBN" and tree.lemmas[i] in QUOTING


def _is_name(tree: Tree, i: int) -> bool:
    return tree.pos[i] == "PROPN" and tree.lower[i] not in DAYS


def _goes_back(tree: Tree, first: int, *, beside: bool) -> bool:
    """Return whether the token before `first` is of its name; one beside a post begins with the given name."""
    if beside and tree.lower[first] in given_names() and tree.lower[first - 1] not in given_names():
        return False
    return tree.pos[first - 1] == "PROPN" or tree.lower[first - 1] in _NAME_PARTICLES


def _behind_rank(tree: Tree, first: int, last: int) -> int:
    """Return the first token behind the last shortened rank of a name: "Marine Corps Maj. Jane Doe"."""
    pointed = [at for at in range(first, last) if tree.text.startswith(".", tree.ends[at]) or tree.lower[at][-1] == "."]
    return max((at + 1 for at in pointed if tree.lower[at].rstrip(".") in officer_ranks()), default=first)


def _run(tree: Tree, last: int) -> int:
    """Return how many proper nouns in a row end at token `last`."""
    size = 0
    while last - size >= 0 and tree.pos[last - size] == "PROPN":
        size += 1
    return size
