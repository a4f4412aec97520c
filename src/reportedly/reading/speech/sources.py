"""Sources: from the words that name a speaker to a link of the chain.

Takes the speakers in text order, gives for each a `Link` (the fullest mention it resolves to, its kind, whether it is
anonymous and the reason given) and the medium that carried it. Pronouns and "the source", "the group", "the minister"
take the last full mention that fits. Nobody guesses who an anonymous source is.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from reportedly.model import PUBLISHER, Link, LinkKind
from reportedly.reading.draft import Draft
from reportedly.reading.speech.cues import Hit
from reportedly.reading.speech.scene import Scene
from reportedly.reading.speech.speakers import Mention, mention_of
from reportedly.reading.speech.tree import Tree

_CARRIED = re.compile(
    r"\b(?:interview(?:ed)? (?:with|to|by|on)|(?:speaking|spoke|talking|talked|remarks?|statements?|comments?) (?:to|with|on)|"
    r"(?:carried|quoted|cited|published|broadcast|aired|released|obtained|posted|read|shared|seen) (?:by|on|in|via|through)|"
    r"(?:account|page|channel|video|message|post|live|platform|posting)s? (?:on|in|to)|wrote (?:on|in)|said (?:on|via)|through its|on its|on his|on her|on) ",
    re.IGNORECASE,
)
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
MOST_WORDS = 25  # words of a mention that a link keeps
_HE = {"he", "she", "him", "her", "his"}
_THEY = {"they", "their", "them"}
_IT = {"it", "its"}
_I = {"i", "we", "my", "our", "me", "us"}
_WHO = {"who", "which", "that", "whom"}
_REASON = re.compile(
    r"\b(?:on|under) (?:the )?condition of anonymity(?:[^.;\"”]{0,120})?|\b(?:asked|asking|requested|declined|declining|refused|preferred) "
    r"(?:not )?to (?:be|remain) (?:named|identified|anonymous|quoted)(?:[^.;\"”]{0,80})?|\bnot (?:be(?:ing)? )?authori[sz]ed to [^.;\"”]{3,60}"
    r"|\bwithout (?:being|wishing to be) (?:named|identified)|\bspok?e?(?:ing)? anonymously|\bwished? to remain anonymous",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `sources.toml`."""

    lists: dict[str, frozenset[str]]

    def holds(self, name: str, word: str) -> bool:
        """Return whether the list `name` holds `word`."""
        return word in self.lists[name]


@lru_cache(maxsize=4)
def load_words(language: str = "en") -> Words:
    """Return the word lists of `language`, read once."""
    path = files("reportedly.reading") / "lexicon" / language / "sources.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Words({name: frozenset(words) for name, words in table.items()})


def is_witness(lemma: str) -> bool:
    """Return whether a noun names somebody who may have seen it: a resident, a correspondent, an officer."""
    words = load_words()
    return any(words.holds(name, lemma) for name in ("witnesses", "unnamed", "officials"))


@dataclass(frozen=True, slots=True)
class _Known:
    """A source mentioned before: where, its link, its head's lemma, and whether it is one person or plural."""

    at: int
    link: Link
    lemma: str
    person: bool
    plural: bool
    words: frozenset[str]


class Resolver:
    """Resolves speakers in text order; it remembers those it has seen (the only state of this stage)."""

    def __init__(self, draft: Draft, scene: Scene) -> None:
        self._draft = draft
        self._scene = scene
        self._tree = scene.tree
        self._words = load_words()
        self._known: list[_Known] = []
        self._parties = {p.end: p for p in draft.parties if p.start is not None}
        self._places = {p.end: p for p in draft.toponyms if p.kind != "demonym"}
        self._holders = _holders(self._tree, self._words)
        self._carried: dict[int, Link] = {}
        self._carrying: dict[int, list[tuple[int, Link]]] = {}
        self._publisher = _folded(draft.document.publisher)

    def resolve(self, hit: Hit, speaker: Mention | None, level: int) -> tuple[Link, Link | None]:
        """Return the link of the speaker and the medium that carried it."""
        tree = self._tree
        cue = tree.text[tree.starts[hit.first] : tree.ends[hit.last]]
        if speaker is None:
            return Link(
                None, None, None, None, LinkKind.UNNAMED, cue, hit.cue.stance, anonymous=True, level=level
            ), None
        link = self._link(speaker, hit)
        via = self._via(hit, link) or self._inherited(link)
        cited = self._cited(hit, speaker)
        if cited is not None and link.kind in {LinkKind.MEDIUM, LinkKind.BODY, LinkKind.PERSON}:
            via = self._as_medium(replace(link, name=(link.name or "").split(" quoting ")[0].split(" citing ")[0]))
            link = cited
        if via is not None and link.start is not None:
            self._carried[link.start] = via
        link = self._with_cue(link, cue, hit, level)
        return link, via

    def _inherited(self, link: Link) -> Link | None:
        """Return the medium of the full mention that the link repeats: "told X ... he said"."""
        return self._carried.get(link.start) if link.start is not None else None

    def _cited(self, hit: Hit, speaker: Mention) -> Link | None:
        """Return the source that a medium cites: "the agency reported on Friday, citing a doctor"."""
        tree = self._tree
        _, end = tree.sentence(hit.at)
        inside = range(speaker.head + 1, speaker.last)
        for at in (*inside, *range(hit.last + 1, min(end - 1, hit.last + 8))):
            if tree.lower[at] in {"citing", "quoting"}:
                heads = [
                    k
                    for k in tree.kids[at]
                    if tree.deps[k] in {"dobj", "ccomp", "xcomp"} and tree.pos[k] in {"NOUN", "PROPN"}
                ]
                before = hit.first if at < hit.first else None
                return (
                    self._link(mention_of(tree, heads[0], after=at, before=before), hit)
                    if heads
                    else self._noun_after(at, hit)
                )
        return None

    def _noun_after(self, at: int, hit: Hit) -> Link | None:
        tree = self._tree
        last = at + 1
        while last < len(tree) and last - at < 10 and tree.pos[last] in {"DET", "ADJ", "NOUN", "PROPN"}:
            last += 1
        return (
            self._link(Mention(at + 1, last - 1, last - 1), hit)
            if last - 1 > at and tree.pos[last - 1] in {"NOUN", "PROPN"}
            else None
        )

    def _as_medium(self, link: Link) -> Link | None:
        folded = _folded(link.name or "")
        if not folded or (
            len(folded) > 2 and (folded in self._publisher or self._publisher in folded) and self._publisher
        ):
            return None
        return Link(link.text, link.start, link.end, link.name, LinkKind.MEDIUM)

    def _with_cue(self, link: Link, cue: str, hit: Hit, level: int) -> Link:
        reason = self._reason(hit) if link.anonymous else None
        return Link(
            link.text,
            link.start,
            link.end,
            link.name,
            link.kind,
            cue,
            hit.cue.stance,
            link.anonymous,
            reason or link.reason,
            link.stake,
            level,
        )

    def _reason(self, hit: Hit) -> str | None:
        tree = self._tree
        first, end = tree.sentence(hit.at)
        first, end = max(first, hit.at - 80), min(end, hit.at + 80)
        found = _REASON.search(tree.text, tree.starts[first], tree.ends[end - 1])
        return found.group().strip(" ,") if found else None

    def _link(self, speaker: Mention, hit: Hit) -> Link:
        tree = self._tree
        word = tree.lower[speaker.head]
        if word in _WHO and tree.pos[speaker.head] in {"PRON", "DET", "SCONJ"}:
            verb = tree.heads[speaker.head]
            while tree.deps[verb] in {"conj", "xcomp", "ccomp"} and tree.heads[verb] != verb:
                verb = tree.heads[verb]
            if tree.deps[verb] in {"relcl", "acl"}:
                return self._link(mention_of(tree, tree.heads[verb], before=speaker.first), hit)
        owner = tree.kid(speaker.head, "poss")
        if owner is not None and self._words.holds("documents", tree.lemmas[speaker.head]):
            return self._link(Mention(tree.left(owner), owner, owner), hit)
        if word == "one" and tree.lower[speaker.head + 1 : speaker.head + 3] == ["of", "them"]:
            known = self._antecedent(word, speaker.first)
            if known is not None:
                return known.link
        if speaker.first == speaker.last or tree.tags[speaker.head] in {"PRP", "PRP$"}:
            if word in _I:
                return PUBLISHER
            known = self._antecedent(word, speaker.first)
            if known is not None:
                return known.link
        link = self._as_written(speaker)
        same = self._same_again(speaker, link)
        if same is not None:
            self._known.append(replace(same, at=speaker.head))
            return same.link
        return self._remember(speaker, link)

    def _remember(self, speaker: Mention, link: Link) -> Link:
        tree = self._tree
        kinds = {LinkKind.PERSON, LinkKind.OFFICIAL, LinkKind.WITNESS, LinkKind.UNNAMED}
        plural = tree.tags[speaker.head] in {"NNS", "NNPS"} or tree.kid(speaker.head, "conj") is not None
        person = link.kind in kinds and not plural
        if tree.pos[speaker.head] != "PRON":
            words = frozenset(tree.lower[speaker.first : speaker.last + 1])
            self._known.append(_Known(speaker.head, link, tree.lemmas[speaker.head], person, plural, words))
        return link

    def _antecedent(self, word: str, at: int) -> _Known | None:
        """Return the last source before token `at` that the pronoun may mean."""
        for known in reversed(self._known[-40:]):
            if known.at >= at:
                continue
            if word == "one" and known.plural:
                return known
            if word in _HE and known.person:
                return self._subject_since(known.at, at) or known
            fits = (
                (known.plural or not known.person)
                if word in _THEY
                else (word in _IT and not known.person and not known.plural)
            )
            if fits:
                near = self._tree.sentence_number(at) - self._tree.sentence_number(known.at) <= 1
                return known if near else (self._last_subject(at, word) or known)
        if word in _THEY or word in _IT:
            return self._last_subject(at, word)
        return self._subject_since(max(0, at - 80), at) if word in _HE else None

    def _last_subject(self, at: int, word: str) -> _Known | None:
        """Return the subject of the sentence before the pronoun's, if it may be a body or a party that speaks."""
        tree = self._tree
        begin, _ = tree.sentence(at)
        if begin == 0 or "\n" in tree.text[tree.ends[begin - 1] - 1 : tree.starts[begin]]:
            return None
        before, _ = tree.sentence(begin - 1)
        for i in range(before, begin):
            if tree.deps[i] == "nsubj" and tree.deps[tree.heads[i]] == "ROOT" and tree.pos[i] in {"NOUN", "PROPN"}:
                link = self._as_written(mention_of(tree, i))
                plural = tree.tags[i] in {"NNS", "NNPS"}
                fits = link.kind in {LinkKind.BODY, LinkKind.PARTY, LinkKind.MEDIUM, LinkKind.DOCUMENT} or plural
                if fits and plural == (word in _THEY):
                    return _Known(i, link, tree.lemmas[i], False, plural, frozenset())
        return None

    def _subject_since(self, begin: int, end: int) -> _Known | None:
        """Return the last named person that is the subject of a sentence between two tokens."""
        tree = self._tree
        for i in range(end - 1, max(begin, end - 60), -1):
            if tree.deps[i] in {"nsubj", "nsubjpass"} and tree.pos[i] == "PROPN" and self._scene.quote_of[i] < 0:
                link = self._as_written(mention_of(tree, i))
                if link.kind is LinkKind.PERSON and not tree.lower[i].isupper():
                    return _Known(i, link, tree.lemmas[i], True, False, frozenset())
        return None

    def _same_again(self, speaker: Mention, link: Link) -> _Known | None:
        """Return the fuller earlier mention that "the source", "the ministry" or a bare surname repeats."""
        if link.kind is LinkKind.PERSON and link.name:
            return self._fuller_name(link.name)
        if not self._is_definite(speaker):
            return None
        tree = self._tree
        lemma = tree.lemmas[speaker.head]
        recent = self._known[-60:][::-1]
        if lemma in _INSTITUTES:
            named = [
                k
                for k in recent
                if k.link.kind in {LinkKind.BODY, LinkKind.PARTY} and not k.person and k.lemma not in _INSTITUTES
            ]
            named = [
                k for k in named if any(part in _WATCHING for part in (k.link.text or "").lower().split())
            ] or named
            if named:
                return named[0]
        if link.kind is LinkKind.OFFICIAL:
            titled = [k for k in recent if k.link.kind is LinkKind.PERSON and lemma in k.words]
            if titled:
                return titled[0]
        for known in recent:
            if known.lemma == lemma and known.at != speaker.head:
                return known
        if link.kind is LinkKind.OFFICIAL:
            holder = self._holders.get(lemma) if speaker.first + 1 >= speaker.head - 1 else None
            if holder is not None:
                return _Known(
                    speaker.head,
                    replace(link, text=holder, name=holder, kind=LinkKind.PERSON, anonymous=False),
                    lemma,
                    True,
                    False,
                    frozenset(),
                )
            people = [k for k in recent[:6] if k.link.kind is LinkKind.PERSON]
            return (
                people[0] if people and tree.tags[speaker.head] == "NN" and speaker.first + 1 == speaker.head else None
            )
        if link.kind is LinkKind.DOCUMENT and speaker.head - speaker.first <= 1:
            return recent[0] if recent else None
        return None

    def _fuller_name(self, name: str) -> _Known | None:
        if " " in name:
            return None
        for known in reversed(self._known[-60:]):
            fuller = known.link.name or ""
            if known.link.kind is LinkKind.PERSON and fuller != name and fuller.split()[-1] == name:
                return known
        return None

    def _is_definite(self, speaker: Mention) -> bool:
        """Return whether the mention is a bare definite phrase: "the official", "the Britain-based monitor"."""
        tree = self._tree
        if (
            tree.lower[speaker.first] not in {"the", "this", "that", "these", "those"}
            or speaker.last - speaker.head > 1
        ):
            return False
        if tree.pos[speaker.head] == "PROPN":
            return False
        most = 6 if tree.lemmas[speaker.head] in _INSTITUTES else 3
        return speaker.head - speaker.first <= most

    def _as_written(self, speaker: Mention) -> Link:
        tree = self._tree
        first, last = speaker.first, min(speaker.last, speaker.first + MOST_WORDS - 1)
        last = max(last, speaker.head)
        for at in range(speaker.head + 1, last + 1):
            if tree.lower[at] in {",", ";", "who", "which", "--", "–", "—", "(", ":"} or tree.deps[at] == "relcl":
                last = at - 1
                break
        name, named = self._name(speaker)
        kind, anonymous = self._kind(speaker, name, named)
        text = tree.text[tree.starts[first] : tree.ends[last]]
        return Link(text, tree.starts[first], tree.ends[last], name or text, kind, anonymous=anonymous)

    def _name(self, speaker: Mention) -> tuple[str | None, int]:
        """Return the proper name in the mention: the run of capitalised names at its head or in apposition."""
        tree, words = self._tree, self._words
        heads = [speaker.head]
        heads += [k for k in tree.kids[speaker.head] if tree.deps[k] == "appos" and tree.pos[k] == "PROPN"]
        if tree.pos[speaker.head] == "NOUN" or words.holds("titles", tree.lower[speaker.head]):
            heads += self._between_commas(speaker) + self._beside_role(speaker)
        for head in heads:
            if tree.pos[head] != "PROPN":
                continue
            first = last = head
            while first > speaker.first and (
                tree.pos[first - 1] == "PROPN"
                or tree.lower[first - 1] in {"al", "-", "bin", "ibn", "abu", "de", "van", "von"}
            ):
                first -= 1
            while last < speaker.last and tree.pos[last + 1] == "PROPN" and tree.heads[last + 1] == head:
                last += 1
            while first < last and words.holds("titles", tree.lower[first]):
                first += 1
            if (
                first == last
                and words.holds("titles", tree.lower[first])
                and words.holds("officials", tree.lower[first])
            ):
                continue  # "the Foreign Secretary" names a post
            return tree.text[tree.starts[first] : tree.ends[last]], head
        return None, speaker.head

    def _beside_role(self, speaker: Mention) -> list[int]:
        """Return the last token of a name right before or at the end of the mention: "director of the centre John Smith"."""
        tree, words = self._tree, self._words
        head = speaker.head
        if head - speaker.first >= 2 and tree.pos[head - 1] == tree.pos[head - 2] == "PROPN" and head < speaker.last:
            if not words.holds("body_names", tree.lower[head - 1]) and speaker.first == head - _run(tree, head - 1):
                return [head - 1]
        last = speaker.last
        run = _run(tree, last)
        kept = 0
        while kept < run and not {tree.lower[last - kept]} & (words.lists["body_names"] | words.lists["titles"]):
            kept += 1
        led = kept < run or tree.lower[last - kept] in {"called", "named", "identified", "as"}
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
            return self._kind_of_name(named, name), False
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
        return LinkKind.UNNAMED, tree.lower[speaker.first] in {
            "a",
            "an",
            "one",
            "another",
            "some",
            "two",
            "three",
            "several",
            "many",
        }

    def _kind_of_name(self, head: int, name: str) -> LinkKind:
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
        if name.isupper() or any(part in words.lists["body_names"] for part in parts):
            return LinkKind.BODY
        if tree.lower[max(0, tree.left(head))] == "the" or name == self._place_name(head):
            return LinkKind.BODY
        return LinkKind.PERSON

    def _via(self, hit: Hit, link: Link) -> Link | None:
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

    def _place_name(self, head: int) -> str | None:
        place = self._places.get(self._tree.ends[head])
        return place.text if place is not None else None

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
        is_like = text.isupper() or any(words.holds("medium_words", part) for part in text.lower().split())
        announced = any(
            words.holds("medium_words", tree.lower[i]) or tree.lower[i] in {"broadcaster", "website"}
            for i in range(first, at)
        )
        if not (is_known or ((is_like or announced) and party is None)) or text.lower() in {"media", "news"}:
            return None
        return self._as_medium(Link(text, tree.starts[at], tree.ends[last - 1], text, LinkKind.MEDIUM))


_PARTY_KINDS = {"media": LinkKind.MEDIUM, "state": LinkKind.BODY, "body": LinkKind.BODY, "political": LinkKind.BODY}
_ANONYMOUS = (("officials", LinkKind.OFFICIAL), ("witnesses", LinkKind.WITNESS), ("unnamed", LinkKind.UNNAMED))
_INSTITUTES = {"monitor", "group", "organization", "organisation", "ngo", "watchdog", "agency", "charity"}
_WATCHING = {
    "observatory",
    "network",
    "watch",
    "centre",
    "center",
    "committee",
    "group",
    "organization",
    "organisation",
    "amnesty",
    "sohr",
    "council",
}


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower().removeprefix("the "))


def _holders(tree: Tree, words: Words) -> dict[str, str]:
    """Return for each post the first person named with it: "Foreign Secretary John Smith"."""
    found: dict[str, str] = {}
    for i in range(len(tree) - 1):
        post = tree.lower[i]
        if post in words.lists["officials"] and tree.pos[i + 1] == "PROPN" and tree.text[tree.starts[i + 1]].isupper():
            last = i + 1
            while last + 1 < len(tree) and tree.pos[last + 1] == "PROPN" and last - i < 4:
                last += 1
            if not words.holds("titles", tree.lower[i + 1]):
                found.setdefault(post, tree.text[tree.starts[i + 1] : tree.ends[last]])
    return found


def _run(tree: Tree, last: int) -> int:
    """Return how many proper nouns in a row end at token `last`."""
    size = 0
    while last - size >= 0 and tree.pos[last - size] == "PROPN":
        size += 1
    return size
