"""Media: who carried the words from the speaker to the article.

"Told X", "quoted by X", "in an interview with X", "wrote on X". A medium is known by the lists of `sources.toml`, by
the layer of parties, or by a word beside it ("X television"). The document's own publisher is none.
"""

from __future__ import annotations

import re

from reportedly.gazetteer.fold import small_letters
from reportedly.model import Link, LinkKind
from reportedly.reading.draft import Draft
from reportedly.reading.parties.scan import given_names
from reportedly.reading.speech.cues import Hit
from reportedly.reading.speech.mention import Mention
from reportedly.reading.speech.scene import Scene
from reportedly.reading.speech.tags import QUOTING
from reportedly.reading.speech.words import load_words

_CARRIED = re.compile(
    r"\b(?:interview(?:ed)? (?:with|to|by|on)"
    r"|(?:speaking|spoke|talking|talked|remarks?|statements?|comments?) (?:to|with|on)"
    r"|(?:carried|quoted|cited|published|broadcast|aired|released|obtained|posted|read|shared|seen)"
    r" (?:by|on|in|via|through)"
    r"|(?:account|page|channel|video|message|post|live|platform|posting)s? (?:on|in|to)"
    r"|wrote (?:on|in)|said (?:on|via)|through its|on its|on his|on her|on) "
)
_SITE = re.compile(r"(?:\w[\w-]*\.)+(?:com|org|net|info|news|tv|co|io|eu|uk)", re.IGNORECASE)  # "Example.com"
_LONGEST = 8  # tokens before a medium's name
_LONGEST_NAME = 5
_ABBREVIATION = 3  # letters of one that tells a medium; two are a country's
_ANY_MEDIUM = {"media", "news", "press"}
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
        named = [p for p in draft.parties if p.start is not None]
        self._outlets = {p.start: p for p in named if p.kind == "media" and not (p.id or "").startswith("generic:")}
        self._party_ends = {p.end for p in named if p.kind != "media" and p.id is not None}
        self._places = {p.text for p in draft.toponyms}
        self._publisher = _folded(draft.document.publisher)
        self._carrying: dict[int, list[tuple[int, Link]]] = {}
        self._small = small_letters(scene.tree.text)  # searched four times as fast as without regard to case

    def find_via(self, hit: Hit, link: Link, speaker: Mention) -> Link | None:
        """Return the medium that carried the words: told X, quoted by X, in an interview with X, on X."""
        tree = self._tree
        if link.kind in {LinkKind.MEDIUM, LinkKind.DOCUMENT}:
            return None
        if hit.cue.form == "openers":  # "according to a doctor quoted by X"
            return next((medium for at, medium in self._carriers(hit.at) if speaker.head < at <= speaker.last), None)
        if hit.cue.words[0] in {"tell", "reveal", "inform", "confirm"}:
            told = self._told(hit)
            if told is not None:
                return told
        for at, medium in self._carriers(hit.at):
            if self._scene.quote_of[at] < 0 or self._scene.quote_of[hit.at] >= 0:
                return medium
        by = self._who_quotes(hit.at)
        return self._medium(tree.left(by), interviewing=True) if by is not None else None

    def _who_quotes(self, verb: int) -> int | None:
        """Return who quotes the one that "saying" belongs to, or None: "was quoted as saying by X"."""
        tree = self._tree
        above = tree.heads[verb]
        for at in (above, tree.heads[above]):
            if tree.lemmas[at] in QUOTING and at != verb:
                agent = tree.kid(at, "agent")
                agent = next((k for k in tree.kids[verb] if tree.lower[k] == "by"), None) if agent is None else agent
                by = tree.kid(agent, "pobj") if agent is not None else tree.kid(at, "nsubj")
                if by is not None:
                    return by
        return None

    def as_medium(self, link: Link) -> Link | None:
        """Return the link as a medium, or None if it is the document's own publisher."""
        folded = _folded(link.name or "")
        if (
            not folded
            or folded in _ANY_MEDIUM
            or (len(folded) > 2 and (folded in self._publisher or self._publisher in folded) and self._publisher)
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
            for words in _CARRIED.finditer(self._small, tree.starts[begin], tree.ends[end - 1]):
                first = tree.token_at(words.end())
                interviewing = words.group().startswith("interview")
                medium = self._medium(first, interviewing=interviewing) if first < len(tree) else None
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

    def _medium(self, at: int, *, interviewing: bool = False) -> Link | None:
        """Return the link of the medium whose mention begins at token `at`, or None if none does.

        A name nobody knows is a medium's where it interviews or quotes somebody (`interviewing`).
        """
        tree, words = self._tree, self._words
        first = at
        while at < len(tree) and at - first < _LONGEST and self._stands_before(at):
            if tree.lower[at] == "our":
                return None
            at += 1
        known = self._outlets.get(tree.starts[at]) if at < len(tree) else None
        if known is not None and not words.holds("platforms", tree.lower[at]):
            return self.as_medium(Link(known.text, known.start, known.end, known.text, LinkKind.MEDIUM))
        last = at
        while last < len(tree) and last - at < _LONGEST_NAME and self._is_named(last):
            last += 1
        if last == at:
            return None
        text = tree.text[tree.starts[at] : tree.ends[last - 1]]
        is_unknown = tree.ends[last - 1] not in self._party_ends and text not in self._places
        if not (
            text.lower() in words.lists["media"]
            or words.holds("platforms", text.lower())
            or (is_unknown and (self._is_like(text) or self._is_announced(first, at)))
            or (is_unknown and interviewing and last - at > 1 and tree.lower[at] not in given_names())
        ):
            return None
        return self.as_medium(Link(text, tree.starts[at], tree.ends[last - 1], text, LinkKind.MEDIUM))

    def _stands_before(self, at: int) -> bool:
        """Return whether a token may stand before a medium's name: "the state-run"."""
        tree = self._tree
        is_word = tree.lower[at] in _BEFORE_MEDIA or tree.pos[at] == "ADJ"
        return is_word and tree.pos[at] != "PROPN" and not self._is_capital(at)

    def _is_named(self, at: int) -> bool:
        tree = self._tree
        is_name = tree.pos[at] in {"PROPN", "NUM"} or self._is_capital(at) or tree.lower[at] == "-"
        return is_name or any(self._words.holds(name, tree.lower[at]) for name in ("medium_words", "platforms"))

    def _is_capital(self, at: int) -> bool:
        """Return whether a token is an abbreviation in capitals, which the tagger takes for any word."""
        word = self._tree.text[self._tree.starts[at] : self._tree.ends[at]]
        return len(word) > 1 and word.isalpha() and word.isupper()

    def _is_like(self, text: str) -> bool:
        """Return whether a name looks like a medium's: a site, capitals, "Radio", a number at its end."""
        parts = text.split()
        has_word = any(self._words.holds("medium_words", part.lower()) for part in parts)
        capitals = any(len(part) >= _ABBREVIATION and part.isupper() for part in parts)
        return has_word or capitals or _SITE.fullmatch(text) is not None

    def _is_announced(self, first: int, at: int) -> bool:
        """Return whether the words before a name say that it is a medium's: "the website"."""
        words = {"broadcaster", "website", "site"} | self._words.lists["medium_words"]
        return any(self._tree.lower[i] in words for i in range(first, at))


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower().removeprefix("the "))
