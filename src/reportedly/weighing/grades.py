"""Grades: the two marks of the Admiralty code for what claims say, by stated rules, each with its reasons.

The letter grades the source and is given by people (else F); the digit grades what is said, and the letter has no say
in it. The rules of the digit, the first that holds:

    6  nobody at hand stands for it: a relay of another's report that is not at hand, or one told as unconfirmed
    5  two or more origins say otherwise, and at most one says so
    4  as many origins say otherwise as say so
    3  some say otherwise, more say so; or one origin alone that is unnamed, hedged or speaks in its own interest; or
       several of which each is unnamed or hedged
    1  two or more independent origins that are named and tell it plainly, nobody against
    2  one named origin alone that tells it plainly; or several, of which one is named and plain

A denial by the side that the claim accuses keeps a 1 from being given and does no more; it lowers no letter. After
AJP-2.1 ; in words in `docs/explanation/weighing-belief.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.model import KeptClaim, LinkKind, Modality, Origin
from reportedly.weighing.constants import HEDGE, UNCONFIRMED
from reportedly.weighing.trust import benefits, letter_of, weigh_source

_DIGITS = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
_LETTERS = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}

_PLAIN = HEDGE["claimed"]  # from here on a wording is plain enough to stand alone


@dataclass(frozen=True, slots=True)
class Grade:
    """A letter for the source, a digit for what is said, and the reasons for both."""

    letter: str
    digit: int
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.letter}{self.digit}"

    @property
    def words(self) -> str:
        """The grade in the words of the code."""
        return f"source {_LETTERS[self.letter]}; what it says {_DIGITS[self.digit]}"

    @property
    def tags(self) -> tuple[str, str]:
        """The grade as tags of the MISP taxonomy."""
        return (
            f'admiralty-scale:source-reliability="{self.letter.lower()}"',
            f'admiralty-scale:information-credibility="{self.digit}"',
        )


@dataclass(frozen=True, slots=True)
class Witness:
    """What of an origin bears on the digit."""

    plain: bool  # told without a hedge
    named: bool
    partial: bool  # speaks in its own interest
    relay: bool  # repeats a report that is not at hand, or one told as unconfirmed


def grade_claims(
    origins: Iterable[Origin],
    against: Iterable[Origin],
    kept: Mapping[str, KeptClaim],
    *,
    letters: Mapping[str, str] | None = None,
) -> Grade:
    """Return the grade of what `origins` say, given those `against` it. `letters` are by source name."""
    origins, against = sorted(origins, key=_by_id), list(against)
    said = {origin.id: [kept[claim] for claim in origin.claims if claim in kept] for origin in origins}
    origins = [origin for origin in origins if said[origin.id]]
    denials = [origin for origin in against if _is_own_denial(origin, kept)]
    return grade_witnesses(
        [one for claims in said.values() for one in claims],
        [witness_of(said[origin.id], letters or {}, origin=origin) for origin in origins],
        against=len(against) - len(denials),
        denials=len(denials),
        letters=letters,
    )


def grade_witnesses(
    claims: Sequence[KeptClaim],
    witnesses: Sequence[Witness],
    *,
    against: int,
    denials: int = 0,
    letters: Mapping[str, str] | None = None,
) -> Grade:
    """Return the grade of what `witnesses` say in `claims`, given how many origins are against it or only deny it."""
    letter, why = _best_letter(claims, letters or {})
    digit, reasons = _digit(witnesses, against, denials)
    return Grade(letter, digit, (why, *reasons))


def witness_of(claims: Sequence[KeptClaim], letters: Mapping[str, str], *, origin: Origin | None = None) -> Witness:
    """Return what bears on the digit of the claims of one origin."""
    factors = [dict(weigh_source(one, letters).factors) for one in claims]
    sure = [one.claim.modality is not Modality.POSSIBLE for one in claims]
    return Witness(
        plain=any(f["hedge"] >= _PLAIN and certain for f, certain in zip(factors, sure, strict=True)),
        named=not all(one.claim.anonymous or one.claim.source.anonymous for one in claims),
        partial=any(f["interest"] < 1 for f in factors),
        relay=(origin is not None and origin.unconfirmed) or all(map(_is_relay, claims)),
    )


def _by_id(origin: Origin) -> str:
    return origin.id


def _is_relay(kept: KeptClaim) -> bool:
    """Return whether a claim repeats what another medium reported, or was told as unconfirmed."""
    source = kept.claim.source
    elsewhere = source.kind is LinkKind.MEDIUM and source.name != kept.publisher
    return elsewhere or dict(weigh_source(kept).factors)["hedge"] <= UNCONFIRMED


def _digit(witnesses: Sequence[Witness], against: int, denials: int) -> tuple[int, tuple[str, ...]]:
    if not witnesses:
        return 6, ()
    standing = [one for one in witnesses if not one.relay]
    if not standing:
        return 6, ("a relay of a report that is not at hand, or one told as unconfirmed",)
    said = _count(len(standing))
    if against >= 2 and len(standing) <= 1:
        return 5, (f"{_count(against)} say otherwise, {said} says so",)
    if against >= len(standing):
        return 4, (f"as many say otherwise ({against}) as say so ({len(standing)})",)
    if against:
        return 3, (f"{said} say so, {_count(against)} otherwise",)
    denied = ("denied by whom it accuses",) if denials else ()
    firm = [one for one in standing if one.named and one.plain]
    if len(standing) >= 2:
        if not firm:
            return 3, (f"{said}, each unnamed or hedged", *denied)
        if len(firm) == 1:
            return 2, (f"{said}, one of them named and plain", *denied)
        return (2, (f"{said} say so", *denied)) if denied else (1, (f"{said}, none against",))
    if not firm:
        return 3, (f"one origin alone, {'hedged' if standing[0].named else 'unnamed'}", *denied)
    if standing[0].partial:
        return 3, ("one origin alone, in its own interest", *denied)
    return 2, ("one origin alone is 2 at best", *denied)


def _is_own_denial(origin: Origin, kept: Mapping[str, KeptClaim]) -> bool:
    """Return whether an origin only denies what it is itself accused of."""
    claims = [kept[claim].claim for claim in origin.claims if claim in kept]
    denied = [claim for claim in claims if claim.modality is Modality.DENIED]
    stakes = {(claim.source.stake or "").lower() for claim in denied} - {""}
    accused = set().union(*(benefits(claim)[0] for claim in denied)) if denied else set()
    return bool(claims) and len(denied) == len(claims) and bool(stakes & accused)


def _best_letter(claims: Sequence[KeptClaim], letters: Mapping[str, str]) -> tuple[str, str]:
    """Return the best letter among the sources, and why."""
    found = sorted(letter_of(one, letters) for one in claims)
    return found[0] if found else ("F", "no source at hand")


def _count(number: int) -> str:
    return f"{number} origin" if number == 1 else f"{number} origins"
