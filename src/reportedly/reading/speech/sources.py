"""Sources: from the words that name a speaker to a link of the chain.

Takes the speakers in text order, gives for each a `Link` (the fullest mention it resolves to, its kind, whether it is
anonymous and the reason given) and the medium that carried it. Pronouns and "the source", "the group", "the minister"
take the last full mention that fits. Nobody guesses who an anonymous source is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.model import PUBLISHER, Link, LinkKind
from reportedly.reading.draft import Draft
from reportedly.reading.speech.cues import DAYS, Hit
from reportedly.reading.speech.media import Media
from reportedly.reading.speech.mention import Mention, mention_of
from reportedly.reading.speech.mentioned import THEY, Known, Mentioned
from reportedly.reading.speech.naming import Namer, name_holders
from reportedly.reading.speech.scene import Scene
from reportedly.reading.speech.words import is_witness, load_words

MOST_STEPS = 4  # from a relative pronoun or a possessor to whom it means
_HE = {"he", "she", "him", "her", "his"}
_IT = {"it", "its"}
_I = {"i", "we", "my", "our", "me", "us"}
_WHO = {"who", "which", "that", "whom"}
_ISSUED_BY = {"by", "from"}
_ISSUING = {"publish", "issue", "release", "post", "give", "circulate", "present", "compile", "make"}
_PASSED_ON = {
    "review",
    "see",
    "obtain",
    "consult",
    "read",
    "view",
    "hear",
    "quote",
    "cite",
    "carry",
    "broadcast",
    "air",
}
_REASON = re.compile(
    r"\b(?:on|under) (?:the )?condition of anonymity"
    r"(?:,? (?:because|as|since|due|for|fearing|citing|out|to|in order)\b[^.,;\"”]{0,120})?"
    r"|\b(?:asked|asking|requested|declined|declining|refused|preferred) (?:not )?to (?:be|remain) "
    r"(?:named|identified|anonymous|quoted)(?:[^.;\"”]{0,80})?"
    r"|\bnot (?:be(?:ing)? )?authori[sz]ed to [^.;\"”]{3,60}|\bwithout (?:being|wishing to be) (?:named|identified)"
    r"|\bspok?e?(?:ing)? anonymously|\bwished? to remain anonymous",
    re.IGNORECASE,
)


class Resolver:
    """Resolves speakers in text order; it remembers those it has seen (the only state of this stage)."""

    def __init__(self, draft: Draft, scene: Scene) -> None:
        self._scene = scene
        self._tree = scene.tree
        self._words = load_words()
        self._namer = Namer(draft, scene.tree)
        self._media = Media(draft, scene)
        self._mentioned = Mentioned(scene, self._namer)
        self._known: list[Known] = []
        self._holders = name_holders(self._tree)
        self._carried: dict[int, Link] = {}

    def resolve(self, hit: Hit, speaker: Mention | None, level: int) -> tuple[Link, Link | None]:
        """Return the link of the speaker and the medium that carried it."""
        tree = self._tree
        cue = tree.text[tree.starts[hit.first] : tree.ends[hit.last]]
        if speaker is None:
            return Link(
                None, None, None, None, LinkKind.UNNAMED, cue, hit.cue.stance, anonymous=True, level=level
            ), None
        link = self._link(speaker)
        via = self._media.find_via(hit, link, speaker) or self._inherited(link)
        cited = self._cited(hit, speaker)
        if cited is not None and link.kind in {LinkKind.MEDIUM, LinkKind.BODY, LinkKind.PERSON}:
            via = self._media.as_medium(
                replace(link, name=(link.name or "").split(" quoting ")[0].split(" citing ")[0])
            )
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
        inside = range(speaker.head + 1, max(speaker.last, hit.first))
        for at in (*inside, *range(hit.last + 1, min(end - 1, hit.last + 8))):
            if tree.lower[at] in {"citing", "quoting"}:
                heads = [
                    k
                    for k in tree.kids[at]
                    if tree.deps[k] in {"dobj", "ccomp", "xcomp"} and tree.pos[k] in {"NOUN", "PROPN"}
                ]
                before = hit.first if at < hit.first else None
                return (
                    self._link(mention_of(tree, heads[0], after=at, before=before)) if heads else self._noun_after(at)
                )
        return None

    def _noun_after(self, at: int) -> Link | None:
        tree = self._tree
        last = at + 1
        while last < len(tree) and last - at < 10 and tree.pos[last] in {"DET", "ADJ", "NOUN", "PROPN"}:
            last += 1
        return (
            self._link(Mention(at + 1, last - 1, last - 1))
            if last - 1 > at and tree.pos[last - 1] in {"NOUN", "PROPN"}
            else None
        )

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

    def _link(self, speaker: Mention, *, depth: int = 0) -> Link:
        tree = self._tree
        word = tree.lower[speaker.head]
        if depth > MOST_STEPS:
            return self._namer.as_written(speaker)
        if word in _WHO and tree.pos[speaker.head] in {"PRON", "DET", "SCONJ"}:
            verb = tree.heads[speaker.head]
            while tree.deps[verb] in {"conj", "xcomp", "ccomp"} and tree.heads[verb] != verb:
                verb = tree.heads[verb]
            if tree.deps[verb] in {"relcl", "acl"}:
                return self._link(mention_of(tree, tree.heads[verb], before=speaker.first), depth=depth + 1)
        issuer = self._issuer(speaker) if self._words.holds("documents", tree.lemmas[speaker.head]) else None
        if issuer is not None:
            return self._link(issuer, depth=depth + 1)
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
        link = self._namer.as_written(speaker)
        same = self._same_again(speaker, link)
        if same is not None:
            self._known.append(replace(same, at=speaker.head))
            return same.link
        return self._remember(speaker, link)

    def _issuer(self, paper: Mention) -> Mention | None:
        """Return who issued a document: "the brigade's statement", "a statement (issued) by the brigade"."""
        tree = self._tree
        owner = tree.kid(paper.head, "poss")
        if owner is not None:
            return Mention(tree.left(owner), owner, owner)
        issued = tree.kid(paper.head, "acl")
        by = next((k for k in tree.kids[paper.head] if tree.lower[k] in _ISSUED_BY), None)
        if issued is not None and tree.tags[issued] == "VBN":
            by = tree.kid(issued, "agent") if tree.lemmas[issued] not in _PASSED_ON else None
        clause = tree.kid(paper.head, "relcl")
        subject = tree.kid(clause, "nsubj") if clause is not None and tree.lemmas[clause] in _ISSUING else None
        if subject is not None and tree.lower[subject] not in _WHO:
            return Mention(tree.left(subject), subject, subject)  # "a map it published"
        issuer = tree.kid(by, "pobj") if by is not None else None
        if issuer is None or issuer > paper.last or tree.lower[issuer] in DAYS:
            return None
        return mention_of(tree, issuer, after=by)

    def _remember(self, speaker: Mention, link: Link) -> Link:
        tree = self._tree
        kinds = {LinkKind.PERSON, LinkKind.OFFICIAL, LinkKind.WITNESS, LinkKind.UNNAMED}
        plural = tree.tags[speaker.head] in {"NNS", "NNPS"} or tree.kid(speaker.head, "conj") is not None
        person = link.kind in kinds and not plural
        if tree.pos[speaker.head] != "PRON":
            words = frozenset(tree.lower[speaker.first : speaker.last + 1])
            self._known.append(Known(speaker.head, link, tree.lemmas[speaker.head].lower(), person, plural, words))
        return link

    def _antecedent(self, word: str, at: int) -> Known | None:
        """Return the last source before token `at` that the pronoun may mean."""
        for known in reversed(self._known[-40:]):
            if known.at >= at:
                continue
            if word == "one" and known.plural:
                return known
            if word in _HE and known.person:
                return self._mentioned.subject_since(known.at, at) or known
            if self._may_stand_for(word, known):
                governing = self._mentioned.governing_subject(at, known.at) if word in _IT else None
                if governing is not None:
                    return governing
                near = self._tree.sentence_number(at) - self._tree.sentence_number(known.at) <= 1
                return known if near else (self._mentioned.last_subject(at, word) or known)
        if word in THEY or word in _IT:
            return self._mentioned.last_subject(at, word)
        return self._mentioned.subject_since(max(0, at - 80), at) if word in _HE else None

    def _may_stand_for(self, word: str, known: Known) -> bool:
        """Return whether "it" or "they" may be a source; a body or named forces, plural in form, are "it" too."""
        if word in THEY:
            return known.plural or not known.person
        if word not in _IT or known.person:
            return False
        is_body = self._tree.pos[known.at] == "PROPN" and self._words.holds("body_names", self._tree.lower[known.at])
        return not known.plural or is_body or known.link.kind is LinkKind.BODY

    def _same_again(self, speaker: Mention, link: Link) -> Known | None:
        """Return the fuller earlier mention that "the source", "the ministry" or a bare surname repeats."""
        if link.name and (link.kind is LinkKind.PERSON or link.name.istitle()):
            fuller = self._fuller_name(link.name)
            if fuller is not None or link.kind is LinkKind.PERSON:
                return fuller
        if not self._is_definite(speaker):
            return None
        tree = self._tree
        lemma = tree.lemmas[speaker.head].lower()  # of a title as of a common noun: "the Foreign Secretary"
        recent = [k for k in self._known[-60:][::-1] if self._may_be(k, speaker, link)]
        if lemma in _INSTITUTES and not self._named_in(speaker):
            medium = next((k for k in recent if k.lemma == lemma and k.link.kind is LinkKind.MEDIUM), None)
            if medium is not None:
                return medium
            named = [
                k
                for k in recent
                if k.link.kind in {LinkKind.BODY, LinkKind.PARTY} and not k.person and k.lemma not in _INSTITUTES
            ]
            named = [k for k in named if self._names(k.link)]
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
                start, end = tree.starts[holder[0]], tree.ends[holder[1]]
                name = tree.text[start:end]
                held = Link(name, start, end, name, LinkKind.PERSON, stake=link.stake)
                return Known(speaker.head, held, lemma, True, False, frozenset())
            people = [k for k in recent[:6] if k.link.kind is LinkKind.PERSON and not self._holds_other_post(k, lemma)]
            bare = tree.tags[speaker.head] in {"NN", "NNP"} and speaker.first + 1 == speaker.head
            return people[0] if people and bare else None
        if lemma == "source" and "same" in tree.lower[speaker.first : speaker.head]:
            return recent[0] if recent else None
        if lemma == "source" and link.anonymous:
            return self._unnamed_before(tree.tags[speaker.head] == "NNS", recent)
        if link.kind is LinkKind.DOCUMENT and speaker.head - speaker.first <= 1:
            return recent[0] if recent else None
        return None

    def _may_be(self, known: Known, speaker: Mention, link: Link) -> bool:
        """Return whether a definite phrase may mean a source: not several where it is one, nor another's ministry."""
        tree = self._tree
        if known.plural != (tree.tags[speaker.head] in {"NNS", "NNPS"}) and link.kind is not LinkKind.DOCUMENT:
            return known.link.kind in {LinkKind.BODY, LinkKind.PARTY} and not known.plural
        return tree.pos[speaker.head] == "PROPN" or known.words.issuperset(self._named_in(speaker))

    def _named_in(self, speaker: Mention) -> list[str]:
        """Return the names before a mention's head: "UN" in "the UN agency", none in "the Britain-based group"."""
        lower = self._tree.lower
        return [lower[i] for i in range(speaker.first, speaker.head) if self._is_name(i) and lower[i + 1] != "-"]

    def _names(self, link: Link) -> bool:
        """Return whether a link has a name and is no "local authorities"."""
        tree = self._tree
        return any(self._is_name(i) for i in range(tree.token_at(link.start or 0), tree.token_at(link.end or 0)))

    def _is_name(self, i: int) -> bool:
        """Return whether a token is of a name, as also an abbreviation that the tagger takes for an adjective."""
        tree = self._tree
        word = tree.text[tree.starts[i] : tree.ends[i]]
        return tree.pos[i] == "PROPN" or (len(word) > 2 and word.isupper())

    def _holds_other_post(self, known: Known, lemma: str) -> bool:
        """Return whether a person was named with a post that is not the one asked for."""
        posts = known.words & self._words.lists["officials"]
        return lemma not in _ANY_POST and bool(posts - _ANY_POST) and lemma not in posts

    def _unnamed_before(self, plural: bool, recent: list[Known]) -> Known | None:
        """Return the last unnamed people, or the last unnamed one, whom "the sources" or "the source" may mean."""
        return next((k for k in recent if k.link.anonymous and k.plural == plural and is_witness(k.lemma)), None)

    def _fuller_name(self, name: str) -> Known | None:
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
        behind = tree.lower[speaker.head + 1 : speaker.head + 3]
        says_more = behind in ([",", "who"], [",", "which"])  # of somebody known
        if speaker.last - speaker.head > 1 and not says_more:
            return False
        if tree.lower[speaker.first] not in {"the", "this", "that", "these", "those"}:
            return False
        if tree.pos[speaker.head] == "PROPN" and not self._words.holds("officials", tree.lower[speaker.head]):
            return False
        most = 6 if tree.lemmas[speaker.head] in _INSTITUTES else 3
        return speaker.head - speaker.first <= most


_ANY_POST = {"official", "officer", "leader", "chief", "head", "spokesman", "spokeswoman", "spokesperson", "deputy"}
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
