"""The veil: claims as they may leave under a profile.

It is drawn over all claims that are to leave together, since what one masks another might tell: a name is masked in
every sentence of its document, and a sentence stays here if it also holds a claim whose place is drawn coarsely.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from reportedly.model import KeptClaim, Place, ReviewState, Span
from reportedly.sharing.coarse import coarsen_place
from reportedly.sharing.persons import MASKED, find_private_names, mask_claim, mask_names, name_pattern, parties_of
from reportedly.sharing.profile import Profile

GONE = frozenset({ReviewState.REJECTED, ReviewState.RETRACTED})


@dataclass(slots=True)
class Veil:
    """What hides what may not leave. `coarse`, `masked` and `unquoted` are ids of claims it was needed for."""

    profile: Profile
    names: frozenset[str] = frozenset()
    named_in: dict[str, frozenset[str]] = field(default_factory=dict)  # private names by document
    hidden: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))  # evidence of coarse claims
    toponyms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # of coarse claims, by document
    wider: dict[str, str] = field(default_factory=dict)  # a coarse claim's toponym: what stands for it
    coarse: set[str] = field(default_factory=set)
    masked: set[str] = field(default_factory=set)
    unquoted: set[str] = field(default_factory=set)
    _anywhere: re.Pattern[str] | None = None

    def release(self, kept: KeptClaim) -> KeptClaim:
        """Return the claim as it may leave."""
        names = self.named_in.get(kept.document, frozenset())
        pattern = name_pattern(names)
        claim = mask_claim(kept.claim, names)
        title, sentence = mask_names(kept.title, pattern), mask_names(kept.sentence, pattern)
        if claim != kept.claim or sentence != kept.sentence:
            self.masked.add(claim.id)
        if self._is_coarse(kept):
            self.coarse.add(claim.id)
            claim = replace(
                claim,
                place=_once(coarsen_place(place) for place in claim.place),
                destination=_once(coarsen_place(place) for place in claim.destination),
            )
        if not self.profile.quote or any(_touch(span, claim.evidence) for span in self.hidden.get(kept.document, ())):
            sentence = ""
            self.unquoted.add(claim.id)
        told = any(name in kept.title for name in self.toponyms.get(kept.document, ()))
        # An address often spells out the title
        url = None if told or names else kept.url
        return replace(kept, claim=claim, title="" if told else title, sentence=sentence, url=url)

    def hide(self, words: str, *, coarse: bool = False) -> str:
        """Return words that were made of several claims, without the names; `coarse` also widens places in them."""
        words = MASKED if words in self.names else mask_names(words, self._anywhere)
        if coarse:
            longest = sorted(self.wider, key=lambda name: (-len(name), name))
            written = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)") if longest else None
            words = written.sub(lambda found: self.wider[found[0]], words) if written else words
        return words

    def _is_coarse(self, kept: KeptClaim) -> bool:
        return kept.claim.type in self.profile.coarse_types


def draw_veil(claims: Iterable[KeptClaim], profile: Profile) -> Veil:
    """Return the veil that hides what of these claims may not leave."""
    held = list(claims)
    veil = Veil(profile)
    if profile.mask_persons:
        veil.names = find_private_names(held)
        veil._anywhere = name_pattern(veil.names)
        _note_names(veil, held)
    for kept in held:
        if veil._is_coarse(kept):
            _note_coarse(veil, kept)
    _note_spellings(veil, held)
    return veil


def release_claims(claims: Iterable[KeptClaim], profile: Profile) -> list[KeptClaim]:
    """Return the claims as they may leave together; those that people rejected or retracted stay."""
    held = [kept for kept in claims if kept.state not in GONE]
    veil = draw_veil(held, profile)
    return [veil.release(kept) for kept in held]


def _note_names(veil: Veil, claims: Iterable[KeptClaim]) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for kept in claims:
        links = kept.claim.chain or (kept.claim.source,)
        told = {link.name for link in links} | {party.name or party.text for party in parties_of(kept.claim)}
        found[kept.document] |= {name for name in told if name in veil.names}
    veil.named_in = {document: frozenset(names) for document, names in found.items() if names}


def _note_coarse(veil: Veil, kept: KeptClaim) -> None:
    veil.hidden[kept.document].append(kept.claim.evidence)
    for place in (*kept.claim.place, *kept.claim.destination):
        wide = coarsen_place(place)
        if wide is not place:
            for name in {place.text, place.name or place.text}:
                veil.toponyms[kept.document].add(name)
                veil.wider[name] = wide.name or wide.text


def _note_spellings(veil: Veil, claims: Iterable[KeptClaim]) -> None:
    """Note how other claims spell the places of coarse ones: a title may take its spelling from any of them."""
    named = [place for kept in claims for place in (*kept.claim.place, *kept.claim.destination) if place.id]
    wide = {place.id: veil.wider[place.name] for place in named if place.name in veil.wider}
    for place in named:
        if place.id in wide:
            veil.wider.setdefault(place.text, wide[place.id])


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _once(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple({place.id or place.text: place for place in places}.values())
