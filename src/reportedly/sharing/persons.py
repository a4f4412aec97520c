"""Private persons: which persons that claims name hold no public office, and their names masked in words.

A person of a register is public, and so is whoever some report calls by an office: a spokesman, a minister, a general.
A doctor, a resident or an activist is private whatever else is said of them; in doubt a person is private.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from reportedly.model import Claim, KeptClaim, Link, LinkKind, Party

MASKED = "a person not named here"
# Who speaks or acts for a state, a party or a body, by the words reports put beside a name; and media taken for persons
_PUBLIC = re.compile(
    r"\b(?:spokes\w+|minister|ministry|president|premier|chancellor|king|emir|commander|general|gen|colonel|col|maj"
    r"|major|brigadier|lieutenant|lt|captain|capt|admiral|air marshal|chief|secretary|ambassador|envoy|governor|mayor"
    r"|senator|lawmaker|congress\w+|coordinator|commissioner|official|leader|head|director|observatory|agency|newspaper"
    r"|television|radio|channel|bulletin|news|post|press|times|wire|website|ministers|diplomat)\b",
    re.IGNORECASE,
)
# Whom naming may harm, whatever their office
_PRIVATE = re.compile(
    r"\b(?:resident|doctor|dr|nurse|medic|paramedic|surgeon|hospital|clinic|school|teacher|farmer|shopkeeper|driver|activist|student"
    r"|witness|relative|father|mother|brother|sister|wife|husband|son|daughter|cousin|neighbou?r|villager|refugee"
    r"|prisoner|detainee|volunteer|local)\b",
    re.IGNORECASE,
)
_PERSONAL = frozenset({LinkKind.PERSON, LinkKind.WITNESS, LinkKind.OFFICIAL})
_TITLE_WORDS = 2  # before a name that may be its title
_LEAST_WORDS = 2  # of a name: one word alone is a group, a place or a byname
_LEAST_SURNAME = 4  # letters from which a surname alone is masked: shorter ones are words too


def is_private_link(link: Link) -> bool:
    """Return whether a link of a chain names a person who holds no public office."""
    if link.kind not in _PERSONAL or link.anonymous or not _is_named(link.name):
        return False
    words = link.text or ""
    if _PRIVATE.search(words):
        return True
    return link.kind is not LinkKind.OFFICIAL and not link.stake and not _PUBLIC.search(words)


def is_private_party(party: Party) -> bool:
    """Return whether a party is a person of no register and no office."""
    if party.kind != "person" or party.id is not None or not _is_named(party.name or party.text):
        return False
    return bool(_PRIVATE.search(party.text)) or not _PUBLIC.search(party.text)


def _is_named(name: str | None) -> bool:
    """Return whether it is a name and not a description: two words or more, with capitals at both ends."""
    words = (name or "").split()
    if len(words) < _LEAST_WORDS or not words[0][:1].isupper():
        return False
    return any(part[:1].isupper() for part in words[-1].split("-"))  # "al-Khaburi"


def find_private_names(claims: Iterable[KeptClaim]) -> frozenset[str]:
    """Return the names of private persons in claims; who holds an office in any of them, or publishes, is public."""
    private: set[str] = set()
    public: set[str] = set()
    for kept in claims:
        public.add(kept.publisher)  # a paper that quotes or corrects itself may look like a person
        for link in kept.claim.chain or (kept.claim.source,):
            if link.name and link.kind in _PERSONAL:
                (private if is_private_link(link) else public).add(link.name)
        for party in parties_of(kept.claim):
            if is_private_party(party):
                name = party.name or party.text
                (public if _has_office(name, kept.sentence) else private).add(name)
    # "Rahman" alone is the "Rami Rahman" whose office another report told
    return frozenset(name for name in private - public if not any(one.endswith(f" {name}") for one in public))


def _has_office(name: str, sentence: str) -> bool:
    """Return whether the words right before a name in a sentence give it an office: "the ISIS commander Abu Omar"."""
    before = " ".join(sentence.partition(name)[0].split()[-_TITLE_WORDS:]) if name in sentence else ""
    return bool(_PUBLIC.search(before)) and not _PRIVATE.search(before)


def parties_of(claim: Claim) -> tuple[Party, ...]:
    """Return all parties of a claim, in whatever role."""
    return (*claim.actor, *claim.target, *((claim.person,) if claim.person else ()))


def name_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds these names and their surnames in a text, None where there are none."""
    wanted = set(names)
    wanted |= {surname for name in names if len(surname := name.split()[-1]) >= _LEAST_SURNAME}
    if not wanted:
        return None
    written = (r"\s+".join(map(re.escape, name.split())) for name in sorted(wanted, key=lambda n: (-len(n), n)))
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)")


def mask_names(text: str, pattern: re.Pattern[str] | None) -> str:
    """Return the text with names masked.

    >>> mask_names("Ali Nasser fled, Nasser's son said.", name_pattern(["Ali Nasser"]))
    "[name withheld] fled, [name withheld]'s son said."
    """
    return text if pattern is None else pattern.sub("[name withheld]", text)


def mask_claim(claim: Claim, names: frozenset[str]) -> Claim:
    """Return the claim without the names."""
    if not names:
        return claim
    return replace(
        claim,
        actor=tuple(_mask_party(party, names) for party in claim.actor),
        target=tuple(_mask_party(party, names) for party in claim.target),
        person=_mask_party(claim.person, names) if claim.person else None,
        source=_mask_link(claim.source, names),
        via=_mask_link(claim.via, names) if claim.via else None,
        chain=tuple(_mask_link(link, names) for link in claim.chain),
    )


def _mask_party(party: Party, names: frozenset[str]) -> Party:
    if (party.name or party.text) not in names:
        return party
    return replace(party, text=MASKED, name=MASKED, id=None)


def _mask_link(link: Link, names: frozenset[str]) -> Link:
    return replace(link, text=MASKED, name=MASKED) if link.name in names else link
