"""Disputes: the questions of one event that are answered in more than one way, with all versions side by side.

Takes the facets of one event, gives how they stand to each other, the origins behind each version, and a dispute for
each question in which answers that still stand exclude each other. What its own source has revised stands no more; a
part of a whole, and a figure within another's range, dispute nothing.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from reportedly.model import ClaimType, Modality, Place
from reportedly.model.dispute import Dispute, Event, Question, Relation, Relationship, Version
from reportedly.model.origin import Origin
from reportedly.weighing.comparable import may_compare, may_dispute
from reportedly.weighing.origins import find_origins, origin_of_claims
from reportedly.weighing.questions import FIGURES, Facet
from reportedly.weighing.ranges import say_figure
from reportedly.weighing.relations import relate
from reportedly.weighing.spots import is_large, spell_most
from reportedly.weighing.victims import EVERYBODY, say_group

_UNITS = {"km2": "km²", "percent": "percent"}
_MOST_VERSIONS = 40  # of one question that are compared pair by pair; beyond it the latest
_EXCLUDING = frozenset({Relationship.CONTRADICTS, Relationship.DENIES})
# "two cities were hit", "three bombers": figures of acts are compared, but who did it is the question
_COMING = {"withdraw": "a withdrawal", "movement": "a movement", "agreement": "an agreement"}


@dataclass(frozen=True, slots=True)
class Answered:
    """A question as the claims of one event answer it; `dispute` is None where no two answers exclude each other."""

    id: str
    question: Question
    title: str
    place: str | None
    earliest: str | None  # ISO days
    latest: str | None
    claims: tuple[str, ...]  # ids of the claims that answer it, sorted
    reports: int
    origins: int
    reported: str  # ISO day of the last answer, empty where unknown
    relations: tuple[Relation, ...]
    dispute: Dispute | None
    stands: tuple[tuple[str, int], ...] = ()  # by claim: the relations in which it stands, a bit for each
    names: tuple[str, ...] = ()  # of its place, in all spellings, by which it is found


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the claims of one event amount to."""

    event: Event
    answered: tuple[Answered, ...]

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """The questions that are answered in ways that exclude each other."""
        return tuple(answered.dispute for answered in self.answered if answered.dispute is not None)


def weigh_event(facets: Iterable[Facet]) -> Weighed:
    """Return what the claims of one event amount to, the same whatever their order."""
    listed = sorted(facets, key=lambda facet: facet.id)
    event = describe_event(listed)
    return Weighed(event, answer_questions(event, listed))


def answer_questions(event: Event, facets: Sequence[Facet]) -> tuple[Answered, ...]:
    """Return the questions that the claims of an event answer, each with how the answers stand to each other."""
    series = _series(facets)
    return tuple(_answer(event.id, series[key]) for key in sorted(series))


def _answer(event_id: str, facets: Sequence[Facet]) -> Answered:
    """Return a question, with the place and the days that the claims which answer it give."""
    first = facets[0]
    related = relate_all(facets)
    event = replace(describe_event(facets), id=event_id)
    return Answered(
        id=_dispute_id(first.question, first.asked, event),
        question=first.question,
        title=_title(event, first),
        place=event.place,
        earliest=event.earliest,
        latest=event.latest,
        claims=event.claims,
        reports=len({facet.kept.document for facet in facets}),
        origins=len(find_origins(facets)),
        reported=max(facet.reported for facet in facets),
        relations=tuple(related),
        dispute=_dispute(event, facets, related),
        stands=tuple(sorted(_stands(facets, related).items())),
        names=tuple(sorted({name for place in _most_named(facets) for name in (place.text, place.name) if name})),
    )


def _stands(facets: Sequence[Facet], relations: Iterable[Relation]) -> dict[str, int]:
    """Return for each claim in which relations it stands: one bit each, those of the claim that speaks for it.

    What an office says again bears nothing out and contradicts nobody but itself, so that only revisions count there.
    """
    speakers = {facet.id: facet for facet in _speakers(facets).values()}
    found: dict[str, int] = {}
    for relation in relations:
        alone = _own(speakers[relation.first]) == _own(speakers[relation.second])
        if not alone or relation.name is Relationship.REVISES:
            for claim in (relation.first, relation.second):
                found[claim] = found.get(claim, 0) | bit_of(relation.name)
    by_key = {answer_key(speaker): found[speaker.id] for speaker in speakers.values() if speaker.id in found}
    return {facet.id: by_key[answer_key(facet)] for facet in facets if answer_key(facet) in by_key}


def bit_of(name: Relationship) -> int:
    """Return the bit under which a relation is kept."""
    return 1 << list(Relationship).index(name)


def _series(facets: Sequence[Facet]) -> dict[tuple[str, str], list[Facet]]:
    """Return the facets by question and by what is measured."""
    series: dict[tuple[str, str], list[Facet]] = defaultdict(list)
    for facet in facets:
        if facet.series is not None:
            series[facet.series].append(facet)
    return series


def relate_all(facets: Sequence[Facet]) -> list[Relation]:
    """Return how the answers to one question stand to each other; of what one origin says alike, one speaks for all."""
    chosen = list(_speakers(facets).values())[-_MOST_VERSIONS:]
    pairs = combinations(chosen, 2)
    return [relate(one, other, same_event=True) for one, other in pairs if may_compare(one, other)]


def _speakers(facets: Sequence[Facet]) -> dict[tuple[object, ...], Facet]:
    """Return the claims that speak for what their origin says alike, in the order of their reports."""
    speakers: dict[tuple[object, ...], Facet] = {}
    for facet in sorted(facets, key=lambda facet: (facet.reported, facet.id)):
        speakers.setdefault(answer_key(facet), facet)
    return speakers


def answer_key(facet: Facet) -> tuple[object, ...]:
    """Return what makes two answers of one origin the same: for these one claim speaks."""
    claim = facet.kept.claim
    return (
        _own(facet),
        facet.group,
        facet.low,
        facet.high,
        facet.actors,
        claim.modality,
        facet.outcomes,
        facet.reported,
        claim.type is ClaimType.WITHDRAW,
    )


def _own(facet: Facet) -> str:
    return facet.office.key if facet.office.known else f"{facet.story}:{facet.office.key}"


def _dispute(event: Event, facets: Sequence[Facet], relations: Sequence[Relation]) -> Dispute | None:
    """Return the dispute of a question, None where no two answers that still stand exclude each other."""
    gone = superseded_claims(facets, relations)
    of = {facet.id: facet for facet in facets}
    open_ones = [
        relation
        for relation in relations
        if relation.name in _EXCLUDING
        and not {relation.first, relation.second} & gone
        and may_dispute(of[relation.first], of[relation.second])
    ]
    if not open_ones:
        return None
    concerned = {claim for relation in open_ones for claim in (relation.first, relation.second)}
    shown = _shown(facets, relations, concerned)
    origins = find_origins(shown)
    first = shown[0]
    return Dispute(
        id=_dispute_id(first.question, first.asked, event),
        question=first.question,
        title=_title(event, first),
        place=event.place,
        earliest=event.earliest,
        latest=event.latest,
        versions=_versions(shown, origins, gone),
        relations=tuple(open_ones),
        reports=len({facet.kept.document for facet in shown}),
        origins=len(origins),
    )


def _shown(facets: Sequence[Facet], relations: Sequence[Relation], concerned: set[str]) -> list[Facet]:
    """Return the claims that a dispute shows: those that dispute, and those that agree with, refine or precede one."""
    beside = {Relationship.AGREES, Relationship.REFINES, Relationship.REVISES, *_EXCLUDING}
    ids = set(concerned)
    for relation in relations:
        if relation.name in beside and {relation.first, relation.second} & concerned:
            ids |= {relation.first, relation.second}
    answers = {answer_key(facet) for facet in facets if facet.id in ids}
    return [facet for facet in facets if facet.id in ids or answer_key(facet) in answers]


def superseded_claims(facets: Sequence[Facet], relations: Iterable[Relation]) -> frozenset[str]:
    """Return the claims that a later one of the same source revises, and all that say the same for it."""
    gone = {relation.second for relation in relations if relation.name is Relationship.REVISES}
    alike = defaultdict(set)
    for facet in facets:
        alike[facet.office.key, facet.group, facet.low, facet.high, facet.reported].add(facet.id)
    return frozenset(claim for claims in alike.values() if claims & gone for claim in claims)


def _versions(facets: Sequence[Facet], origins: Sequence[Origin], gone: frozenset[str]) -> tuple[Version, ...]:
    """Return the answers, the oldest first, each with who gives it."""
    origin_of = origin_of_claims(origins)
    names = {origin.id: origin.source for origin in origins}
    by_answer: dict[str, list[Facet]] = defaultdict(list)
    for facet in facets:
        by_answer[say_answer(facet)].append(facet)
    versions = []
    for answer, group in by_answer.items():
        ids = sorted({origin_of[facet.id] for facet in group})
        reported = min((facet.reported for facet in group if facet.reported), default=None)
        versions.append(
            Version(
                answer=answer,
                low=group[0].low,
                high=group[0].high,
                claims=tuple(sorted(facet.id for facet in group)),
                origins=tuple(ids),
                sources=tuple(sorted({names[id] for id in ids})),
                reported=reported,
                superseded=all(facet.id in gone for facet in group),
            )
        )
    return tuple(sorted(versions, key=lambda version: (version.reported or "", version.answer)))


def say_answer(facet: Facet) -> str:
    """Return what a claim answers, in a few words.

    A figure with what it counts, else the parties it names, else what it says became of somebody.
    """
    claim = facet.kept.claim
    if claim.quantity is not None and facet.has_figure and (facet.question in FIGURES or not facet.actors):
        return say_count(facet)
    parties = ", ".join(sorted({party.name or party.text for party in claim.actor}))
    if facet.question is Question.WHAT_BECAME:
        return " ".join(word for word in (parties, facet.measure) if word)
    said = parties or "somebody not named"
    if "foiled" in facet.outcomes:
        said += " (stopped)"
    if facet.question is Question.WHO_HOLDS and claim.type is ClaimType.WITHDRAW:
        said = f"{said} left"
    return f"not {said}" if claim.modality is Modality.DENIED else said


def say_count(facet: Facet) -> str:
    """Return a figure with what it counts: "at least 4 medics killed", "1 child wounded", "about 1,000 fighters"."""
    quantity = facet.kept.claim.quantity
    if quantity is None:
        return ""
    figure = say_figure(quantity)
    if facet.question is not Question.HOW_MANY:
        counted = _UNITS.get(quantity.unit or "") or quantity.of or quantity.unit or ""
        return f"{figure} {counted}".strip()
    group = "" if facet.group == EVERYBODY else say_group(facet.group, one=quantity.low == quantity.high == 1)
    return " ".join(word for word in (figure, group, facet.measure.replace("_", " ")) if word)


def describe_event(facets: Sequence[Facet]) -> Event:
    """Return the event that claims tell of, with the place and the days that most of them give, as they spell it."""
    told = [facet.days for facet in facets if facet.days is not None and facet.days.told]
    days = told or [facet.days for facet in facets if facet.days is not None]
    spans = Counter((span.first, span.last) for span in days)
    first, last = min(spans, key=lambda span: (-spans[span], span[1] - span[0], span)) if spans else (None, None)
    claims = tuple(sorted(facet.id for facet in facets))
    return Event(digest_of("event", claims[0]), claims, spell_most(_most_named(facets)), _iso(first), _iso(last))


def _most_named(facets: Sequence[Facet]) -> list[Place]:
    """Return the place that most claims name, once for each that does; towns before what holds them."""
    places = [place for facet in facets for place in facet.spots.inner]
    small = [place for place in places if not is_large(place)]
    names = Counter(place.name or place.text for place in small or places)
    most = min(names, key=lambda name: (-names[name], name)) if names else None
    return [place for place in small or places if (place.name or place.text) == most]


def _dispute_id(question: Question, measure: str, event: Event) -> str:
    return digest_of(question.value, measure if question in FIGURES else "", event.id)


def digest_of(*parts: str) -> str:
    """Return 16 hex digits of a few stable fields."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _title(event: Event, facet: Facet) -> str:
    """Return what the question is, where and when: "killed in Homs, 2014-10-01", "who holds Homs, 2014-10-01"."""
    days = event.earliest if event.earliest == event.latest else f"{event.earliest} to {event.latest}"
    return _asked(event, facet) + (f", {days}" if event.earliest else "")


def _asked(event: Event, facet: Facet) -> str:
    claim = facet.kept.claim
    where = f" in {event.place}" if event.place else ""
    if facet.question is Question.WHO_HOLDS:
        return f"who holds {event.place or 'it'}"
    if facet.question is Question.WHAT_BECAME:
        whom = (claim.person, *claim.target) if claim.person else claim.target
        return f"what became of {', '.join(one.name or one.text for one in whom) or 'somebody'}{where}"
    if facet.question is Question.HOW_MANY:
        return facet.asked.replace("_", " ") + where
    if facet.question in FIGURES:
        parties = ", ".join(sorted({party.name or party.text for party in claim.actor}))
        kind = "area held" if facet.question is Question.HOW_MUCH_HELD else "strength"
        return f"{parties or 'a party'}: {kind}{where}"
    if facet.question is Question.WHO_DID_IT:
        return f"who did it{where}"
    return f"will there be {_COMING.get(claim.type.value, claim.type.value)}{where}"


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()
