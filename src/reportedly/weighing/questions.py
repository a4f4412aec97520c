"""Questions: what each claim answers, and the facets by which answers are compared.

Takes kept claims, gives facets: the question, what is measured and of whom, the range, the days, the places, the
office that says it. The table of questions is here, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from reportedly.model import Basis, ClaimType, KeptClaim, Modality, Place
from reportedly.model.dispute import Question
from reportedly.weighing.offices import Directory, Office
from reportedly.weighing.parties import party_keys
from reportedly.weighing.spots import Spots, sort_places
from reportedly.weighing.wordlists import all_named, first_named

# question        from claims of type                        key                               answers compared
# who holds       control, gain, withdraw, siege, presence   place, valid time                 party
# how much held   the same with km2, percent or places       party, area, valid time           interval
# how many        casualties, displacement, detention,       event, kind, group of victims     interval
#                 agreement with people who surrendered
# who did it      attack, violation                          event                             party, denied or not
# how strong      strength                                   party, area, what is counted      interval
# what became     status                                     person                            state
# will it         agreement, movement, planned withdrawal    parties, place                    yes, no
QUESTIONS: Mapping[ClaimType, Question] = MappingProxyType(
    {
        ClaimType.CONTROL: Question.WHO_HOLDS,
        ClaimType.GAIN: Question.WHO_HOLDS,
        ClaimType.WITHDRAW: Question.WHO_HOLDS,
        ClaimType.SIEGE: Question.WHO_HOLDS,
        ClaimType.PRESENCE: Question.WHO_HOLDS,
        ClaimType.CASUALTIES: Question.HOW_MANY,
        ClaimType.DISPLACEMENT: Question.HOW_MANY,
        ClaimType.DETENTION: Question.HOW_MANY,
        ClaimType.ATTACK: Question.WHO_DID_IT,
        ClaimType.VIOLATION: Question.WHO_DID_IT,
        ClaimType.STRENGTH: Question.HOW_STRONG,
        ClaimType.STATUS: Question.WHAT_BECAME,
        ClaimType.MOVEMENT: Question.WILL_IT,
        ClaimType.AGREEMENT: Question.WILL_IT,
        ClaimType.SUPPORT: Question.WILL_IT,
        ClaimType.STATEMENT: Question.WILL_IT,
    }
)
FIGURES = frozenset({Question.HOW_MANY, Question.HOW_STRONG, Question.HOW_MUCH_HELD})  # answered by a number
_AREA_UNITS = frozenset({"km2", "percent", "places"})
_OF_THEM = re.compile(r"(?:\s+\w+)?\s+of (?:them|whom|those|these|the (?:dead|killed|wounded|injured|victims))\b", re.I)
_COUNTED = MappingProxyType({ClaimType.DISPLACEMENT: "displaced", ClaimType.DETENTION: "detained"})
# Types whose claims tell of something that happened on a day, and not of a state that lasts
HAPPENINGS = frozenset(
    {ClaimType.CASUALTIES, ClaimType.ATTACK, ClaimType.VIOLATION, ClaimType.DISPLACEMENT, ClaimType.DETENTION}
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days for which a claim is said to hold, as ordinals; `told` where the text itself says when."""

    first: int
    last: int
    told: bool

    def gap(self, other: Days) -> int:
        """Return how many days lie between the two, 0 where they overlap."""
        return max(0, max(self.first, other.first) - min(self.last, other.last))

    @property
    def length(self) -> int:
        """Return how many days it is."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Facet:
    """A claim as it is compared with others: what it answers, of whom, when, where, and who says so."""

    kept: KeptClaim
    question: Question
    measure: str  # "killed", "wounded", "people", "km2", or what kind of act
    group: str  # of victims, or what is counted; "people" where nothing more is said
    low: float | None
    high: float | None
    days: Days | None
    spots: Spots
    story: str  # the document, or the one that it and its copies go back to
    methods: frozenset[str]
    extent: frozenset[str]  # "sum", "part": what its words say of its reach
    revising: frozenset[str]  # "earlier", "later": whether its words withdraw a figure
    outcomes: frozenset[str]  # "foiled"
    office: Office
    actors: frozenset[str]
    targets: frozenset[str]

    @property
    def id(self) -> str:
        """Return the claim's id."""
        return self.kept.claim.id

    @property
    def asked(self) -> str:
        """Return what is asked of its figure: the measure, and of a part of another figure also whom it counts."""
        return f"{self.group} {self.measure}" if self.kept.claim.part_of else self.measure

    @property
    def series(self) -> tuple[str, str] | None:
        """Return what it answers: the question, and of figures what is measured; None where it answers nothing."""
        if self.question in FIGURES:
            return (self.question.value, self.asked) if self.has_figure else None
        named = self.actors or self.question is Question.WHAT_BECAME or self.outcomes
        return (self.question.value, "") if named else None

    @property
    def has_figure(self) -> bool:
        """Return whether it states a figure."""
        return self.low is not None or self.high is not None

    @property
    def reported(self) -> str:
        """Return the day on which it came out, empty where unknown: an unknown day sorts first."""
        return self.kept.reported or ""


def find_facet(kept: KeptClaim, directory: Directory, story: str | None = None) -> Facet:
    """Return the facet of one claim; `story` is what its document was copied from, itself where it is no copy."""
    claim, quantity = kept.claim, kept.claim.quantity
    words = evidence_of(kept)
    return Facet(
        kept=kept,
        question=question_of(kept),
        measure=_measure(kept),
        group=_group(kept),
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        days=_days(kept),
        spots=sort_places(_places(kept)),
        story=story or kept.document,
        methods=all_named("methods", words) or all_named("methods", kept.title),
        extent=_extent(kept, words),
        revising=all_named("revising", words),
        outcomes=all_named("outcomes", words),
        office=directory.find(kept.document, kept.publisher, claim.source),
        actors=party_keys(claim.actor),
        targets=party_keys(claim.target),
    )


def question_of(kept: KeptClaim) -> Question:
    """Return the question that a claim answers."""
    claim = kept.claim
    question = QUESTIONS[claim.type]
    if claim.type is ClaimType.WITHDRAW and claim.modality in (Modality.PLANNED, Modality.DENIED):
        return Question.WILL_IT
    if claim.type is ClaimType.DETENTION and claim.person is not None and claim.quantity is None:
        return Question.WHAT_BECAME
    if question is Question.WHO_HOLDS and claim.quantity is not None and claim.quantity.unit in _AREA_UNITS:
        return Question.HOW_MUCH_HELD
    if question is Question.WILL_IT and _counted(kept) is not None:
        return Question.HOW_MANY
    return question


def evidence_of(kept: KeptClaim) -> str:
    """Return the words a claim rests on."""
    return kept.sentence


def _places(kept: KeptClaim) -> tuple[Place, ...]:
    """Return the places of a claim but for those that only tell who says it ("a source at the police of X")."""
    source = kept.claim.source
    if source.start is None or source.end is None:
        return kept.claim.place
    return tuple(p for p in kept.claim.place if p.id or p.start is None or not source.start <= p.start < source.end)


def _extent(kept: KeptClaim, words: str) -> frozenset[str]:
    """Return what a figure's words say of its reach: a sum, a portion of those counted before, more besides others.

    "Another 25 were wounded" counts them besides the dead, and so all of them.
    """
    quantity, evidence = kept.claim.quantity, kept.claim.evidence
    found = all_named("extent", words)
    if kept.claim.subtype == "wounded":
        found -= {"added"}
    if quantity is None or quantity.end is None:
        return found
    after = kept.sentence[max(0, quantity.end - evidence.start) :]
    return found | {"portion"} if _OF_THEM.match(after) else found


def _counted(kept: KeptClaim) -> str | None:
    """Return what those who are counted did by an agreement ("43 fighters surrendered"), None where nothing is told."""
    claim = kept.claim
    if claim.type is not ClaimType.AGREEMENT or claim.quantity is None or claim.quantity.unit != "people":
        return None
    start = claim.trigger.start - claim.evidence.start
    return first_named("counted", kept.sentence[max(0, start) : claim.trigger.end - claim.evidence.start])


def _measure(kept: KeptClaim) -> str:
    claim = kept.claim
    if claim.type in (ClaimType.CASUALTIES, ClaimType.STATUS):
        return claim.subtype or claim.type.value
    if claim.quantity is not None and claim.quantity.unit == "people":
        told = _COUNTED.get(claim.type) or _counted(kept)
        if told is not None:
            return told
    if claim.quantity is not None and claim.quantity.unit:
        return claim.quantity.unit
    return claim.type.value


def _group(kept: KeptClaim) -> str:
    """Return whom or what a figure counts: by its noun, else by the target, else by nothing."""
    quantity = kept.claim.quantity
    told = quantity.of if quantity and quantity.of else ""
    named = {first_named("victims", f"{party.text} {party.name or ''}") for party in kept.claim.target}
    return first_named("victims", told) or (named.pop() if len(named) == 1 else None) or "people"


def _days(kept: KeptClaim) -> Days | None:
    valid = kept.claim.valid
    first, last = valid.earliest or valid.latest, valid.latest or valid.earliest
    if first is None or last is None:
        return None
    told = valid.basis in (Basis.EXPRESSION, Basis.CONTEXT)
    return Days(date.fromisoformat(first[:10]).toordinal(), date.fromisoformat(last[:10]).toordinal(), told)
