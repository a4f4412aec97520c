"""Media: who carried the words from the speaker to the article.

"Told X", "quoted by X", "in an interview with X", "wrote on X". A medium is known by the lists of `sources.toml`, by
the layer of parties, or by a word beside it ("X television"). The document's own publisher is none.
"""

from __future__ import annotations

import re

from reportedly.model import Link, LinkKind
from reportedly.reading.draft import Draft
from reportedly.reading.speech.cues import Hit
from reportedly.reading.speech.scene import Scene
from reportedly.reading.speech.words import load_words

_CARRIED = re.compile(
    r"\b(?:interview(?:ed)? (?:with|to|by|on)"
    r"|(?:speaking|spoke|talking|talked|remarks?|statements?|comments?) (?:to|with|on)"
    r"|(?:carried|quoted|cited|published|broadcast|aired|released|obtained|posted|read|shared|seen)"
    r" (?:by|on|in|via|through)"
    r"|(?:account|page|channel|video|message|post|live|platform|posting)s? (?:on|in|to)"
    r"|wrote (?:on|in)|said (?:on|via)|through its|on its|on his|on her|on) ",
    re.IGNORECASE,
)
_SITE = re.compile(r"(?:\w[\w-]*\.)+(?:com|org|net|info|news|tv|co|io|eu|uk)", re.IGNORECASE)  # "Example.com"
_BEFORE_MEDIA = {
    "the",
    "a",
    "an",
    "its",
    "his",
    "her",
    "their",
    "our",
    "state",
    "run",
    "-",
    "public",
    "private",
    "pro",
    "government",
    "group",
    "'s",
    "’s",
    "official",
    "broadcaster",
    "website",
    "newspaper",
    "television",
    "agency",
    "channel",
    "radio",
    "platform",
    "local",
    "page",
    "account",
    "site",
    "service",
    "messaging",
    "news",
    "daily",
    "network",
    "in",
    "on",
}


class Media:
    """Finds the carrying media of one document; it remembers those of a sentence."""

    def __init__(self, draft: Draft, scene: Scene) -> None:
        self._scene = scene
        self._tree = scene.tree
        self._words = load_words()
        self._parties = {p.end: p for p in draft.parties if p.start is not None}
        self._publisher = _folded(draft.document.publisher)
        self._carrying: dict[int, list[tuple[int, Link]]] = {}

    def find_via(self, hit: Hit, link: Link) -> Link | None:
        """Return the medium that carried the words: told X, quoted by X, in an interview with X, on X."""
        tree = self._tree
        if link.kind in {LinkKind.MEDIUM, LinkKind.DOCUMENT} or hit.cue.form == "openers":
            return None
        if hit.cue.words[0] in {"tell", "reveal", "inform", "confirm"}:
            told = self._told(hit)
            if told is not None:
                return told
        for at, medium in self._carriers(hit.at):
            if self._scene.quote_of[at] < 0 or self._scene.quote_of[hit.at] >= 0:
                return medium
        verb = tree.heads[hit.at]
        for at in (verb, tree.heads[verb]):
            if tree.lemmas[at] in {"quote", "cite"} and at != hit.at:
                agent = tree.kid(at, "agent")
                by = tree.kid(agent, "pobj") if agent is not None else tree.kid(at, "nsubj")
                if by is not None:
                    return self._medium(tree.left(by))
        return None

    def as_medium(self, link: Link) -> Link | None:
        """Return the link as a medium, or None if it is the document's own publisher."""
        folded = _folded(link.name or "")
        if not folded or (
            len(folded) > 2 and (folded in self._publisher or self._publisher in folded) and self._publisher
        ):
            return None
        return Link(link.text, link.start, link.end, link.name, LinkKind.MEDIUM)

    def _carriers(self, at: int) -> list[tuple[int, Link]]:
        """Return the media that the sentence of token `at` names as carriers, with their tokens."""
        tree = self._tree
        begin, end = tree.sentence(at)
        begin, end = max(begin, at - 60), min(end, at + 60)
        if begin not in self._carrying:
            found = []
            for words in _CARRIED.finditer(tree.text, tree.starts[begin], tree.ends[end - 1]):
                first = tree.token_at(words.end())
                medium = self._medium(first) if first < len(tree) else None
                if medium is not None:
                    found.append((first, medium))
            self._carrying[begin] = found
        return self._carrying[begin]

    def _told(self, hit: Hit) -> Link | None:
        """Return the medium that was told."""
        at = hit.last + 1
        if at < len(self._tree) and self._tree.lower[at] == "to":
            at += 1
        return self._medium(at) if at < len(self._tree) else None

    def _medium(self, at: int) -> Link | None:
        """Return the link of the medium whose mention begins at token `at`, or None if none does."""
        tree, words = self._tree, self._words
        first = at
        while (
            at < len(tree)
            and at - first < 8
            and (tree.lower[at] in _BEFORE_MEDIA or tree.pos[at] == "ADJ")
            and tree.pos[at] != "PROPN"
        ):
            if tree.lower[at] == "our":
                return None
            at += 1
        last = at
        while (
            last < len(tree)
            and last - at < 5
            and (
                tree.pos[last] in {"PROPN", "NUM"}
                or words.holds("medium_words", tree.lower[last])
                or tree.lower[last] == "-"
            )
        ):
            last += 1
        if last == at:
            return None
        text = tree.text[tree.starts[at] : tree.ends[last - 1]]
        party = self._parties.get(tree.ends[last - 1])
        is_known = text.lower() in words.lists["media"] or words.holds("platforms", text.lower())
        is_known = is_known or (party is not None and party.kind == "media")
        is_like = (
            text.isupper()
            or _SITE.fullmatch(text) is not None
            or any(words.holds("medium_words", part) for part in text.lower().split())
        )
        announced = any(
            words.holds("medium_words", tree.lower[i]) or tree.lower[i] in {"broadcaster", "website"}
            for i in range(first, at)
        )
        if not (is_known or ((is_like or announced) and party is None)) or text.lower() in {"media", "news"}:
            return None
        return self.as_medium(Link(text, tree.starts[at], tree.ends[last - 1], text, LinkKind.MEDIUM))


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower().removeprefix("the "))
